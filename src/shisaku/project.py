"""Paths and settings of a project. No other module knows a path.

A project is a folder with `shisaku.toml`, `[tool.shisaku]` in its pyproject.toml, or `ontology/shisaku.ttl`. In other folders, the
working directory is the project, with the graphs built there. A project without its own ontology uses the ontology, shapes, checks
and saved questions of this package: from its checkout, or from the copies in the wheel.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from shisaku.errors import Place, SettingsError
from shisaku.formats.registry import ENDINGS
from shisaku.messages import LANGUAGES, Message
from shisaku.model.country_profiles import Profile, country_code, is_currency, language_tag, own_calendars, profile_of
from shisaku.model.fiscal_years import FiscalCalendar
from shisaku.model.source import is_ascii_iri
from shisaku.settings_file import MARKER, settings_in

_PACKAGE = Path(__file__).resolve().parent
_RESOURCES = ("ontology", "vocabularies", "alignments", "imports", "shapes", "checks", "queries")
"""Settings with bundled files, for projects without their own ontology."""
_BUILT = ("*.ttl", "*.nt", "*.nq", "*.trig", "*.jsonld", "*.rdf", "data/graph/*.ttl")
"""Patterns of graphs in a folder without a setting for them."""
_PLAN = b"PolicyPlan"
"""Bytes in every graph of a plan, in any RDF format."""
Patterns = tuple[str, ...]
"""Paths below the root, with `*` and `**` as in a shell."""


@dataclass(frozen=True, slots=True)
class ProjectLayout:
    """The settings of a project: paths below the root, defaults for documents, severities of rules."""

    ontology: Patterns = ("ontology/shisaku.ttl",)
    """Own terms and their axioms."""
    vocabularies: Patterns = ("ontology/marks.ttl", "ontology/topics.ttl", "ontology/conclusions.ttl", "ontology/schemes/*.ttl")
    """Own SKOS schemes."""
    alignments: Patterns = ("ontology/alignments/*.ttl",)
    """Links to outside vocabularies."""
    imports: Patterns = ("ontology/imports/*.ttl",)
    """Terms of outside vocabularies that the project's files may use."""
    shapes: Patterns = ("ontology/shapes.ttl", "ontology/profiles/traced.ttl")
    """SHACL shapes."""
    checks: Patterns = ("ontology/checks/*.rq",)
    """Queries that must return nothing."""
    queries: Patterns = ("queries/*.rq",)
    """Saved questions."""
    expected: str = "tests/queries/expected"
    """Folder of expected answers, `<question>.csv`."""
    cases: str = "tests/ontology"
    """Folder of test data, each file breaking one shape or check."""
    data: Patterns = ("data/graph/*.ttl",)
    """Graphs to validate."""
    sources: Patterns = tuple(f"data/sources/*/source{ending}" for ending in ENDINGS)
    """Documents that graphs are built from."""
    profile: Patterns = ()
    """Additional SHACL shapes, such as those of a country or an organization."""
    schemes: Patterns = ()
    """Additional SKOS schemes."""
    country: str | None = None
    """Default country of documents; None: Japan."""
    languages: Patterns = ()
    """Languages of documents, the most frequent first; empty: those of the country."""
    currency: str | None = None
    """ISO 4217 code of sums without a currency; None: that of the country."""
    fiscal_year: tuple[tuple[str, FiscalCalendar], ...] = ()
    """Fiscal years of countries, added to the known ones or replacing them."""
    namespaces: Patterns = ()
    """Namespaces of the project's own terms; empty: those of its ontology."""
    select: Patterns = ()
    """Levels of rules that run as well: `style` for conventions, `dl` and `rl` for profiles of OWL 2."""
    rules: tuple[tuple[str, str], ...] = ()
    """Patterns of rule ids with their severity in this project: `error`, `warning`, `info` or `off`."""
    lang: str | None = None
    """Language of messages, `ja` or `en`; None: that of the environment."""
    base: str | None = None
    """Base of the IRIs of plans; None: the package's own."""
    licence: str | None = None
    """IRI of the licence of published graphs; None if none is stated."""
    embed_text: bool | None = None
    """Whether graphs contain the full text of their document; None: only if it has a licence."""


LOOSE = ProjectLayout((), (), (), (), (), (), (), "", "", (), ())
"""The layout of files that belong to no project."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with its settings and paths."""

    root: Path
    """The folder."""
    layout: ProjectLayout = ProjectLayout()
    """Its settings."""

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
        """Ontology and SKOS schemes, the ontology first."""
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
        """The SHACL shapes, those of the profile last."""
        return self._found((*self.layout.shapes, *self.layout.profile))

    @property
    def country_profile(self) -> Profile:
        """Defaults for documents: country, languages, currency, fiscal years."""
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
        """The built graphs; without a setting, the RDF files of the folder that contain a plan."""
        found = self._found(self.layout.data)
        return tuple(path for path in found if _has_plan(path)) if self.layout.data == _BUILT else found

    @property
    def datasets(self) -> tuple[Path, ...]:
        """Folders with names of datasets."""
        return tuple(sorted(path for path in self.root.glob("*.dataset") if path.is_dir()))

    def relative(self, path: Path) -> str:
        """Return a path relative to the root of the project or of the bundled one, with slashes; else the full path."""
        root = next((root for root in (self.root, example_project().root) if path.is_relative_to(root)), None)
        return (path if root is None else path.relative_to(root)).as_posix()

    def _found(self, patterns: Patterns) -> tuple[Path, ...]:
        """Files in the order of the patterns; a path without wildcard is returned even if the file is missing, which is reported later."""
        found: dict[Path, None] = {}
        for pattern in patterns:
            wild = set(pattern) & set("*?[") and not Path(pattern).is_absolute()
            matches = sorted(self.root.glob(pattern)) if wild else [self.root / pattern]
            found |= dict.fromkeys(matches)
        return tuple(found)

    @property
    def cases(self) -> Path | None:
        """The folder of test data, each file breaking one shape or check; None if there is none."""
        return self.root / self.layout.cases if self.layout.cases else None

    @property
    def context(self) -> Path:
        """The JSON-LD context, in the folder of the ontology."""
        return self.ontology / "context.jsonld"

    def source(self, plan_id: str) -> Path:
        """Return the path of the plan's document; `source.txt` if there is none yet."""
        folder = self.root / "data" / "sources" / plan_id
        candidates = (folder / f"source{ending}" for ending in ENDINGS)
        return next((path for path in candidates if path.is_file()), folder / "source.txt")

    def graph(self, plan_id: str) -> Path:
        """Return the path of the plan's graph."""
        return self.root / "data" / "graph" / f"{plan_id}.ttl"

    @property
    def expected_graphs(self) -> tuple[Path, ...]:
        """The built graphs that the expected answers are for."""
        named = self.root / self.layout.expected / "plans.txt"
        return tuple(self.graph(name) for name in named.read_text(encoding="utf-8").split()) if named.is_file() else ()

    def expected(self, query: str) -> Path:
        """Return the path of the expected answer to a saved question."""
        return self.root / self.layout.expected / f"{query}.csv"


def find_project(start: Path | None = None) -> Project:
    """Return the project around `start` (the working directory), else `start` itself with the bundled ontology.

    Raises SettingsError if its settings are invalid.
    """
    here = (start or Path.cwd()).resolve()
    folder = next((folder for folder in (here, *here.parents) if has_settings(folder)), here)
    root = Path(os.path.relpath(folder)) if start is None else folder
    return Project(root, _completed(folder, _settings(folder) or ProjectLayout()))


@cache
def example_project() -> Project:
    """Return the bundled project: a real plan with its graph, and the ontology."""
    checkout = _PACKAGE.parent.parent
    root = checkout if (checkout / MARKER).is_file() else _PACKAGE / "_project"
    return Project(root, _settings(root) or ProjectLayout())


def _completed(folder: Path, layout: ProjectLayout) -> ProjectLayout:
    """The layout, with bundled files if the project in `folder` has no ontology and no setting for it."""
    initial = ProjectLayout()
    if (folder / MARKER).is_file() or layout.ontology != initial.ontology:
        return layout
    bundled = example_project()
    defaults = {key: getattr(bundled.layout, key) for key in _RESOURCES if getattr(layout, key) == getattr(initial, key)}
    files: dict[str, Any] = {key: tuple(str(path) for path in bundled._found(patterns)) for key, patterns in defaults.items()}
    return replace(layout, **files, data=_BUILT if layout.data == initial.data else layout.data)


def _has_plan(path: Path) -> bool:
    try:
        return _PLAN in path.read_bytes()
    except OSError:
        return False


def has_settings(folder: Path) -> bool:
    """Return whether a folder is the root of a project: it has settings, or an ontology at the default path."""
    return (folder / MARKER).is_file() or _settings(folder) is not None


def _settings(folder: Path) -> ProjectLayout | None:
    """The settings of a folder, or None."""
    written = settings_in(folder)
    return None if written is None else _layout(written.path, written.table)


def _layout(path: Path, table: dict[str, Any]) -> ProjectLayout:
    """The layout in a table of settings; missing keys have their defaults."""
    known = {field.name: field.type for field in fields(ProjectLayout)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            names = ", ".join(known)
            raise _wrong(path, key, Message("project-there-no-setting-there", key=key, names=names))
        if key == "rules":
            values[key] = _severities(path, value)
        elif key == "fiscal_year":
            calendars = own_calendars(value)
            if isinstance(calendars, Message):
                raise _wrong(path, key, calendars)
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
        raise _wrong(path, key, Message("project-takes-paths", key=key))
    if any(Path(part).is_absolute() or ".." in Path(part).parts for part in value):
        raise _wrong(path, key, Message("project-takes-paths-below-folder-settings", key=key))
    return value


_LEVELS = ("style", "dl", "rl")
"""Levels of rules that run only where they are asked for, as in `shisaku.check.selection`."""
_CHECKED: dict[str, tuple[Callable[[Any], bool], Message]] = {
    "lang": (lambda value: value in LANGUAGES, Message.joined(LANGUAGES, "list-or-spaced")),
    "base": (lambda value: isinstance(value, str) and is_ascii_iri(value), Message("project-ascii-iri")),
    "select": (lambda value: set(_languages(value)) <= set(_LEVELS), Message.joined(_LEVELS, "list-or-spaced")),
    "namespaces": (
        lambda value: all(isinstance(one, str) and is_ascii_iri(one) for one in _languages(value)),
        Message("project-ascii-iri"),
    ),
    "licence": (lambda value: isinstance(value, str) and is_ascii_iri(value), Message("project-ascii-iri")),
    "embed_text": (lambda value: isinstance(value, bool), Message("project-true-false")),
    "country": (
        lambda value: isinstance(value, str) and country_code(value) is not None,
        Message("project-code-iso-two-letters-xa"),
    ),
    "languages": (
        lambda value: bool(_languages(value)) and all(isinstance(tag, str) and language_tag(tag) for tag in _languages(value)),
        Message("project-language-tag-bcp-fr-ko"),
    ),
    "currency": (
        lambda value: isinstance(value, str) and is_currency(value),
        Message("project-code-iso-three-capitals-such"),
    ),
}
"""Settings of one value: whether it is valid, and what is expected."""


def _checked(path: Path, key: str, value: Any) -> Any:
    fits, expected = _CHECKED[key]
    if not fits(value):
        raise _wrong(path, key, Message("project-takes", key=key, expected=expected))
    if key in ("select", "namespaces"):
        return tuple(_languages(value))
    if key == "languages":
        return tuple(tag.lower() for tag in _languages(value))
    if key == "country":
        return value.lower()
    return with_separator(value) if key == "base" else value


def _languages(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def with_separator(base: str) -> str:
    """Return the base of IRIs with a final slash, unless it ends in a separator."""
    return base if base.endswith(("/", "#", ":")) else base + "/"


def _severities(path: Path, value: Any) -> tuple[tuple[str, str], ...]:
    words = ("error", "warning", "info", "off")
    if not isinstance(value, dict) or any(word not in words for word in value.values()):
        listed = ", ".join(words)
        raise _wrong(path, "rules", Message("project-values-rules-one", listed=listed))
    return tuple(sorted(value.items()))


def settings_error(project: Project, key: str, message: Message) -> SettingsError:
    """Return the error that a setting of a project is wrong, with its place; `key` is what its line begins with."""
    written = settings_in(project.root)
    return SettingsError(message) if written is None else _wrong(written.path, key, message)


def refuse_empty_patterns(project: Project) -> None:
    """Raise SettingsError where a pattern with a wildcard in the settings of a project matches no file."""
    written = settings_in(project.root)
    table = written.table if written is not None else {}
    for key in ("ontology", "vocabularies", "alignments", "imports", "shapes", "checks", "queries", "data", "profile", "schemes"):
        for pattern in getattr(project.layout, key) if key in table else ():
            if not project._found((pattern,)):
                raise settings_error(project, key, Message("project-matches-nothing", key=key, pattern=pattern))


def _wrong(path: Path, key: str, message: Message) -> SettingsError:
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next((n for n, line in enumerate(lines) if line.lstrip().startswith((key, f"[{key}", f"[tool.shisaku.{key}"))), 0)
    column = max(1, lines[at].find(key) + 1)
    return SettingsError(Message("common-sentence", message=message), Place(str(path), at + 1, column, lines[at], len(key)))
