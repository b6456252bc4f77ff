"""Where things lie on disk; nobody else knows a path.

A project is a folder with `shisaku.toml`, `[tool.shisaku]` in its pyproject.toml, or `ontology/shisaku.ttl`. Elsewhere the working
directory is one, with the graphs that were built there. What a project has no files of its own for (ontology, shapes, checks, saved
questions) comes with this package: from its checkout, or from the copies that the wheel carries.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from shisaku.errors import Message, Place, SettingsError
from shisaku.formats.registry import ENDINGS
from shisaku.model.country_profiles import Profile, country_code, is_currency, language_tag, own_calendars, profile_of
from shisaku.model.fiscal_years import FiscalCalendar
from shisaku.model.source import is_ascii_iri
from shisaku.settings_file import LANGUAGES, MARKER, settings_in

_PACKAGE = Path(__file__).resolve().parent
_RESOURCES = ("ontology", "vocabularies", "alignments", "imports", "shapes", "checks", "queries")
"""Settings of what comes with this package where a project has no ontology of its own."""
_BUILT = ("*.ttl", "*.nt", "*.nq", "*.trig", "*.jsonld", "*.rdf", "data/graph/*.ttl")
"""Where graphs are looked for in a folder whose settings do not say where they are."""
_PLAN = b"PolicyPlan"
"""What every graph of a plan contains, in any RDF format."""
Patterns = tuple[str, ...]
"""Paths below the root, `*` and `**` as in a shell."""


@dataclass(frozen=True, slots=True)
class ProjectLayout:
    """What lies where below the root, and which rules are heeded."""

    ontology: Patterns = ("ontology/shisaku.ttl",)
    """Own terms and their axioms."""
    vocabularies: Patterns = ("ontology/marks.ttl", "ontology/topics.ttl", "ontology/conclusions.ttl", "ontology/schemes/*.ttl")
    """Own SKOS schemes."""
    alignments: Patterns = ("ontology/alignments/*.ttl",)
    """Links to outside vocabularies."""
    imports: Patterns = ("ontology/imports/*.ttl",)
    """Which terms outside vocabularies have: what own files may use of them."""
    shapes: Patterns = ("ontology/shapes.ttl", "ontology/profiles/traced.ttl")
    """SHACL shapes."""
    checks: Patterns = ("ontology/checks/*.rq",)
    """Queries that must return nothing."""
    queries: Patterns = ("queries/*.rq",)
    """Saved questions."""
    expected: str = "tests/queries/expected"
    """Folder of expected answers, `<question>.csv`."""
    cases: str = "tests/ontology"
    """Folder of data that break one shape or check each."""
    data: Patterns = ("data/graph/*.ttl",)
    """Graphs that the shapes and checks are about."""
    sources: Patterns = tuple(f"data/sources/*/source{ending}" for ending in ENDINGS)
    """Documents that graphs are built from."""
    profile: Patterns = ()
    """SHACL shapes of one's own, added to those above: what a country or a house asks for besides them."""
    schemes: Patterns = ()
    """SKOS schemes of one's own, added to those above."""
    country: str | None = None
    """Country of documents that do not say theirs; None: Japan."""
    languages: Patterns = ()
    """Languages of documents, that of most first; empty: those known of the country."""
    currency: str | None = None
    """ISO 4217 code of sums that do not say theirs; None: that known of the country."""
    fiscal_year: tuple[tuple[str, FiscalCalendar], ...] = ()
    """Fiscal years of countries, in addition to those that are known, or in their place."""
    rules: tuple[tuple[str, str], ...] = ()
    """Identifiers of rules with the severity that they have here: `error`, `warning`, `info` or `off`."""
    lang: str | None = None
    """Language of messages, `ja` or `en`; None: that of the environment."""
    base: str | None = None
    """Base of the IRIs of plans; None: the package's own."""
    licence: str | None = None
    """IRI of the licence that the graphs are published under; None: no licence is stated."""
    embed_text: bool | None = None
    """Whether graphs carry the whole text of their document; None: where the terms of the document are known."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder and where things lie in it."""

    root: Path
    """The folder that everything lies below."""
    layout: ProjectLayout = ProjectLayout()
    """What lies where."""

    @property
    def ontology(self) -> Path:
        """Folder of the ontology."""
        return self.terms[0].parent

    @property
    def terms(self) -> tuple[Path, ...]:
        """The ontology: own terms and axioms."""
        return self._found(self.layout.ontology)

    @property
    def vocabularies(self) -> tuple[Path, ...]:
        """The SKOS schemes."""
        return self._found((*self.layout.vocabularies, *self.layout.schemes))

    @property
    def schemes(self) -> tuple[Path, ...]:
        """Ontology and SKOS schemes: what data refer to; the ontology first."""
        return self.terms + self.vocabularies

    @property
    def alignments(self) -> tuple[Path, ...]:
        """Links to outside vocabularies."""
        return self._found(self.layout.alignments)

    @property
    def imports(self) -> tuple[Path, ...]:
        """Terms of outside vocabularies."""
        return self._found(self.layout.imports)

    @property
    def shapes(self) -> tuple[Path, ...]:
        """The SHACL shapes, those of the profile behind the others."""
        return self._found((*self.layout.shapes, *self.layout.profile))

    @property
    def country_profile(self) -> Profile:
        """What holds for documents that do not say otherwise: country, languages, currency, fiscal years."""
        layout = self.layout
        return profile_of(layout.country, layout.languages, layout.currency, layout.fiscal_year)

    @property
    def checks(self) -> tuple[Path, ...]:
        """Queries that must return nothing."""
        return self._found(self.layout.checks)

    @property
    def queries(self) -> tuple[Path, ...]:
        """The saved questions."""
        return self._found(self.layout.queries)

    @property
    def sources(self) -> tuple[Path, ...]:
        """The documents."""
        return self._found(self.layout.sources)

    @property
    def graphs(self) -> tuple[Path, ...]:
        """The built graphs; where nothing says where they are, those RDF files of the folder that contain a plan."""
        found = self._found(self.layout.data)
        return tuple(path for path in found if _has_plan(path)) if self.layout.data == _BUILT else found

    @property
    def datasets(self) -> tuple[Path, ...]:
        """Folders named as datasets are."""
        return tuple(sorted(path for path in self.root.glob("*.dataset") if path.is_dir()))

    def relative(self, path: Path) -> str:
        """A path as seen from the root, or from that of the package for what comes with it, with slashes; else the whole path."""
        root = next((root for root in (self.root, example_project().root) if path.is_relative_to(root)), None)
        return (path if root is None else path.relative_to(root)).as_posix()

    def _found(self, patterns: Patterns) -> tuple[Path, ...]:
        """Files by the order of the patterns; a pattern without wildcard stands even where its file is missing, which is told later."""
        found: dict[Path, None] = {}
        for pattern in patterns:
            wild = set(pattern) & set("*?[") and not Path(pattern).is_absolute()
            matches = sorted(self.root.glob(pattern)) if wild else [self.root / pattern]
            found |= dict.fromkeys(matches)
        return tuple(found)

    @property
    def cases(self) -> Path:
        """The folder of data that break one shape or check each."""
        return self.root / self.layout.cases

    @property
    def context(self) -> Path:
        """The JSON-LD context, beside the ontology."""
        return self.ontology / "context.jsonld"

    def source(self, plan_id: str) -> Path:
        """The document of that plan; `source.txt` where there is none yet."""
        folder = self.root / "data" / "sources" / plan_id
        there = (folder / f"source{ending}" for ending in ENDINGS)
        return next((path for path in there if path.is_file()), folder / "source.txt")

    def graph(self, plan_id: str) -> Path:
        """The built graph of that plan."""
        return self.root / "data" / "graph" / f"{plan_id}.ttl"

    @property
    def expected_graphs(self) -> tuple[Path, ...]:
        """The built graphs that the expected results are answers over."""
        named = self.root / self.layout.expected / "plans.txt"
        return tuple(self.graph(name) for name in named.read_text(encoding="utf-8").split()) if named.is_file() else ()

    def expected(self, query: str) -> Path:
        """The expected result of a saved query; in a checkout only."""
        return self.root / self.layout.expected / f"{query}.csv"


def find_project(start: Path | None = None) -> Project:
    """The project that `start` (the working directory) lies in; else `start` itself, with the ontology that this package brings.

    Raises SettingsError where its settings say something that cannot be.
    """
    here = (start or Path.cwd()).resolve()
    folder = next((folder for folder in (here, *here.parents) if has_settings(folder)), here)
    root = Path(os.path.relpath(folder)) if start is None else folder
    return Project(root, _completed(folder, _settings(folder) or ProjectLayout()))


@cache
def example_project() -> Project:
    """The project that this package brings: a real plan with its graph, and the ontology."""
    checkout = _PACKAGE.parent.parent
    root = checkout if (checkout / MARKER).is_file() else _PACKAGE / "_project"
    return Project(root, _settings(root) or ProjectLayout())


def _completed(folder: Path, layout: ProjectLayout) -> ProjectLayout:
    """The layout with what this package brings, where the project in `folder` has no ontology and does not say where it lies."""
    initial = ProjectLayout()
    if (folder / MARKER).is_file() or layout.ontology != initial.ontology:
        return layout
    brought = example_project()
    unsaid = {key: getattr(brought.layout, key) for key in _RESOURCES if getattr(layout, key) == getattr(initial, key)}
    files: dict[str, Any] = {key: tuple(str(path) for path in brought._found(patterns)) for key, patterns in unsaid.items()}
    return replace(layout, **files, data=_BUILT if layout.data == initial.data else layout.data)


def _has_plan(path: Path) -> bool:
    try:
        return _PLAN in path.read_bytes()
    except OSError:
        return False


def has_settings(folder: Path) -> bool:
    """Whether a folder is the root of a project: it says where things lie, or has its ontology where ours lies."""
    return (folder / MARKER).is_file() or _settings(folder) is not None


def _settings(folder: Path) -> ProjectLayout | None:
    """What the folder's own settings say; None where it has none."""
    written = settings_in(folder)
    return None if written is None else _layout(written.path, written.table)


def _layout(path: Path, table: dict[str, Any]) -> ProjectLayout:
    """The layout that a table of settings describes; what it leaves out lies where it lies in this project."""
    known = {field.name: field.type for field in fields(ProjectLayout)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            names = ", ".join(known)
            raise _wrong(
                path, key, f"{key} という設定はありません（あるのは {names}）", f"there is no setting {key} (there are: {names})"
            )
        if key == "rules":
            values[key] = _severities(path, value)
        elif key == "fiscal_year":
            calendars = own_calendars(value)
            if isinstance(calendars, Message):
                raise _wrong(path, key, calendars.ja, calendars.en)
            values[key] = calendars
        elif key in _CHECKED:
            values[key] = _checked(path, key, value)
        elif key in ("expected", "cases"):
            values[key] = _texts(path, key, [value])[0]
        else:
            values[key] = tuple(_texts(path, key, [value] if isinstance(value, str) else value))
    return ProjectLayout(**values)


def _texts(path: Path, key: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(part, str) and part for part in value):
        raise _wrong(path, key, f"{key} にはパスを書きます", f"{key} takes paths")
    if any(Path(part).is_absolute() or ".." in Path(part).parts for part in value):
        raise _wrong(
            path, key, f"{key} のパスは設定のあるフォルダーの中に限ります", f"{key} takes paths below the folder of the settings"
        )
    return value


_CHECKED: dict[str, tuple[Callable[[Any], bool], str, str]] = {
    "lang": (lambda value: value in LANGUAGES, "ja か en", "ja or en"),
    "base": (lambda value: isinstance(value, str) and is_ascii_iri(value), "ASCII の IRI", "an ASCII IRI"),
    "licence": (lambda value: isinstance(value, str) and is_ascii_iri(value), "ASCII の IRI", "an ASCII IRI"),
    "embed_text": (lambda value: isinstance(value, bool), "true か false", "true or false"),
    "country": (
        lambda value: isinstance(value, str) and country_code(value) is not None,
        "ISO 3166-1 の二文字の符号（自分で決める国は xa から xz）",
        "a code of ISO 3166-1 of two letters (xa to xz are free for use)",
    ),
    "languages": (
        lambda value: bool(_languages(value)) and all(isinstance(tag, str) and language_tag(tag) for tag in _languages(value)),
        "BCP 47 の言語の符号（fr、ko など）か、その並び",
        "a language tag of BCP 47 (fr, ko), or a list of them",
    ),
    "currency": (
        lambda value: isinstance(value, str) and is_currency(value),
        "ISO 4217 の三文字の符号（JPY など）",
        "a code of ISO 4217, three capitals such as JPY",
    ),
}
"""Settings of one value: whether it can be taken, and what is expected, in Japanese and English."""


def _checked(path: Path, key: str, value: Any) -> Any:
    fits, ja, en = _CHECKED[key]
    if not fits(value):
        raise _wrong(path, key, f"{key} には {ja} を書きます", f"{key} takes {en}")
    if key == "languages":
        return tuple(tag.lower() for tag in _languages(value))
    if key == "country":
        return value.lower()
    return with_end(value) if key == "base" else value


def _languages(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def with_end(base: str) -> str:
    """The base of IRIs with a slash behind it, unless it ends in a sign that parts names."""
    return base if base.endswith(("/", "#", ":")) else base + "/"


def _severities(path: Path, value: Any) -> tuple[tuple[str, str], ...]:
    words = ("error", "warning", "info", "off")
    if not isinstance(value, dict) or any(word not in words for word in value.values()):
        listed = ", ".join(words)
        raise _wrong(path, "rules", f"rules の値は {listed} のどれかです", f"values of rules are one of {listed}")
    return tuple(sorted(value.items()))


def _wrong(path: Path, key: str, ja: str, en: str) -> SettingsError:
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next((n for n, line in enumerate(lines) if line.lstrip().startswith((key, f"[{key}", f"[tool.shisaku.{key}"))), 0)
    column = max(1, lines[at].find(key) + 1)
    return SettingsError(Message(ja + "。", en + "."), Place(str(path), at + 1, column, lines[at], len(key)))
