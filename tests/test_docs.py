"""The documents say what is so: their commands print what they show, and nothing that a user can name is left out.

In a block marked ```console a line that begins with `$ ` is a command, the lines below it are what it prints; `…` alone on a line
stands for any lines, at the end of a line for anything. `make` prints the commands that it runs; these are run and compared as well.
A block marked ```python prints what the ```text block behind it shows.
"""

import contextlib
import glob
import importlib.util
import io
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import OWL, SKOS

import shisaku
from shisaku import pipeline
from shisaku.cli import main
from shisaku.model.plan import Plan
from shisaku.pipeline import Build, Context
from shisaku.project import Project
from shisaku.rdf.namespaces import CONCEPTS, DEFAULT_BASE, local_name

ROOT = Path(__file__).resolve().parent.parent
READMES = [ROOT / "README.md", ROOT / "README.ja.md"]
DOCUMENTS = [*READMES, *(ROOT / "docs").glob("*.md")]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
BLOCK = re.compile(r"^```(?P<kind>[a-z]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
readmes = pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)


def blocks(path: Path, kind: str) -> list[str]:
    return [found["text"] for found in BLOCK.finditer(path.read_text(encoding="utf-8")) if found["kind"] == kind]


def program(name: str) -> ModuleType:
    """A program of docs/, as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where its dataclasses look for their types
    spec.loader.exec_module(module)
    return module


def said_somewhere() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout that commands may write into: links to this one's folders, a copy of its built graphs."""
    place = tmp_path_factory.mktemp("checkout")
    for name in ("ontology", "queries", "src", "tests", "Makefile", "pyproject.toml", "shisaku.toml"):
        (place / name).symlink_to(ROOT / name)
    (place / "data").mkdir()
    (place / "data" / "sources").symlink_to(ROOT / "data" / "sources")
    shutil.copytree(ROOT / "data" / "graph", place / "data" / "graph")
    return place


@pytest.fixture
def here(checkout: Path, context: Context, soumu: Build, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That checkout as the working folder; its ontology is loaded, and its plan built, once for all tests."""

    def of(project: Project) -> Context:
        return context

    def built(document: Plan | Path | str, context: Context | None = None, base: str = DEFAULT_BASE, engine: str = "") -> Build:
        plan = document if isinstance(document, Plan) else pipeline.read(document)
        assert (plan.source.sha256, base) == (soumu.plan.source.sha256, DEFAULT_BASE)  # that of the settings, which name none
        return replace(soumu, plan=plan)

    monkeypatch.setattr(pipeline.Context, "of", of)
    monkeypatch.setattr(pipeline, "build", built)
    monkeypatch.chdir(checkout)
    return checkout


def printed(command: str) -> list[str]:
    """What a `.venv/bin/shisaku` command prints, stderr and stdout, as lines; file patterns are expanded as a shell does."""
    program, *arguments = shlex.split(command)
    assert program in (".venv/bin/shisaku", "shisaku"), command
    expanded = [name for argument in arguments for name in (sorted(glob.glob(argument)) if "*" in argument else [argument])]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        assert main(expanded) in (0, 1)
    return (err.getvalue() + out.getvalue()).rstrip("\n").split("\n")


def matches(shown: list[str], lines: list[str]) -> bool:
    """Whether `lines` are what is shown: `…` on a line of its own stands for any lines, at the end of one for anything."""
    parts = []
    for line in shown:
        if line == "…":
            parts.append(r"(?:[^\n]*\n)*")
        elif line.endswith("…"):
            parts.append(re.escape(line.removesuffix("…")) + r"[^\n]*\n")
        else:
            parts.append(re.escape(line) + r" *\n")
    return re.fullmatch("".join(parts), "".join(f"{line}\n" for line in lines)) is not None


def commands_shown(path: Path, own: bool = False) -> list[tuple[str, list[str]]]:
    """Each command of the console blocks with the lines shown below it: of the blocks for this checkout, or for a folder of one's own."""
    found: list[tuple[str, list[str]]] = []
    for block in blocks(path, "console"):
        if ("$ cat " in block) != own:
            continue
        for line in block.rstrip("\n").split("\n"):
            if line.startswith("$ "):
                found.append((line.removeprefix("$ "), []))
            else:
                found[-1][1].append(line)
    return found


@readmes
def test_the_first_command_stands_within_the_first_fifteen_lines(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    assert any(line.startswith("$ ") for line in lines[:15])


@readmes
def test_the_first_screen_does_what_it_shows_in_an_empty_folder(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8" if path.name.endswith(".ja.md") else "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    (install, _), (cat, document), *commands = commands_shown(path, own=True)
    assert install.startswith("pipx install ")
    (tmp_path / cat.removeprefix("cat ")).write_text("\n".join(document) + "\n", encoding="utf-8")
    assert [command.split()[:2] for command, _ in commands] == [
        ["shisaku", word] for word in ("build", "query", "explain", "site")
    ]
    for command, shown in commands if path.name == "README.md" else commands[:-1]:  # one site is enough
        assert matches(shown, printed(command)), command
    assert (tmp_path / "pages" / "ja" / "id" / "plan.html").is_file() == (path.name == "README.md")


@readmes
def test_every_command_shown_prints_what_is_shown(path: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8" if path.name.endswith(".ja.md") else "C.UTF-8")
    commands = commands_shown(path)
    assert len(commands) >= 2
    for command, shown in commands:
        if not command.startswith("make "):
            assert matches(shown, printed(command)), command
            continue
        run = subprocess.run(
            ["make", "--no-print-directory", "-n", "-o", ".venv/ready", *command.split()[1:]],
            capture_output=True,
            text=True,
            check=True,
            cwd=here,
        )
        lines = [line for step in run.stdout.rstrip("\n").split("\n") for line in (step, *printed(step))]
        assert matches(shown, lines), command


@readmes
def test_every_python_block_prints_the_text_behind_it(path: Path, here: Path) -> None:
    programs, texts = blocks(path, "python"), blocks(path, "text")
    assert len(programs) == len(texts) >= 1
    for program, text in zip(programs, texts, strict=True):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(program, str(path), "exec"), {"__name__": "readme"})
        assert out.getvalue() == text


@readmes
def test_every_statement_shown_in_turtle_is_in_the_published_graph(path: Path, project: Project) -> None:
    published = project.graph("soumu-2021").read_text(encoding="utf-8")
    shown = blocks(path, "turtle")
    assert shown
    for block in shown:
        for statement in re.split(r"(?<= \.)\n+", block.strip() + "\n"):
            assert re.sub(r"\s+", " ", statement).strip() in re.sub(r"\s+", " ", published)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_to_one(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


@readmes
def test_every_command_and_every_format_of_the_command_line_is_told(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    commands = re.findall(r"^    ([a-z]+) ", capsys.readouterr().out, re.MULTILINE)
    assert len(commands) >= 5
    text = path.read_text(encoding="utf-8")
    for command in commands:
        assert re.search(rf"`{command}\b", text), command


@readmes
def test_every_option_that_is_told_exists(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = set()
    for command in ("build", "init", "check", "query", "export", "show", "read", "site", "push"):
        with pytest.raises(SystemExit):
            main([command, "--help"])
        known |= set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    text = path.read_text(encoding="utf-8")
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))
    assert told - known - {"--version"} == set()


def test_every_saved_question_is_listed(project: Project) -> None:
    listed = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    assert {path.stem for path in project.queries if f"[{path.stem}]" not in listed} == set()


def test_every_class_and_every_property_is_listed(context: Context) -> None:
    namespace = "https://w3id.org/shisaku/ontology#"
    text = said_somewhere()
    terms = {str(term)[len(namespace) :] for term in context.ontology.terms.subjects() if str(term).startswith(namespace)}
    assert len(terms) > 50
    assert {term for term in terms if not re.search(rf"`(shisaku:)?{term}`", text)} == set()


def test_every_public_name_that_is_a_function_is_told() -> None:
    text = said_somewhere()
    for name in ("read", "build", "query"):
        assert name in shisaku.__all__
        assert f"shisaku.{name}(" in text


def test_the_generated_lists_are_what_their_maker_writes_today(project: Project) -> None:
    maker = program("make_lists")
    assert (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8") == maker.ontology_list(project)
    assert (ROOT / "docs" / "schemes.md").read_text(encoding="utf-8") == maker.scheme_list(project)
    assert (ROOT / "docs" / "questions.md").read_text(encoding="utf-8") == maker.question_list(project)
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == maker.rule_list()


def test_the_picture_of_a_plan_is_what_its_maker_draws_today() -> None:
    assert (ROOT / "docs" / "city-plan.svg").read_text(encoding="utf-8") == program("make_picture").picture()


def test_every_concept_of_every_scheme_is_listed(context: Context) -> None:
    listed = (ROOT / "docs" / "schemes.md").read_text(encoding="utf-8")
    concepts = {str(concept) for concept in context.ontology.schemes.subjects(SKOS.inScheme)}
    assert len(concepts) > 300
    assert {name for name in concepts if f"`{name.removeprefix(CONCEPTS)}`" not in listed} == set()


def test_every_deprecated_term_is_listed_with_what_replaces_it(context: Context) -> None:
    terms = context.ontology.terms
    (table,) = re.findall(r"^## Deprecated .*?\n(.*)", (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8"), re.M | re.S)
    deprecated = [local_name(URIRef(str(term))) for term in terms.subjects(OWL.deprecated, Literal(True))]
    assert sorted(re.findall(r"^\| `(\w+)` \| `\w+` \|", table, re.MULTILINE)) == sorted(deprecated)


def test_the_changelog_has_the_current_version_with_its_date() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(version)}\] - [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$", changelog, re.MULTILINE)


def test_there_are_decisions() -> None:
    assert DECISIONS


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_is_dated_and_says_status_context_decision_and_consequences(path: Path) -> None:
    assert re.fullmatch(r"[0-9]{8}-[a-z0-9]+([-.][a-z0-9]+)*\.md", path.name)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    places = [text.find(part) for part in ("\nStatus: ", "\n## Context\n", "\n## Decision\n", "\n## Consequences\n")]
    assert -1 not in places
    assert places == sorted(places)


def test_the_two_readmes_have_as_many_headings_and_the_same_commands_but_for_their_values() -> None:
    english, japanese = (path.read_text(encoding="utf-8") for path in READMES)
    assert len(re.findall(r"^## ", english, re.MULTILINE)) == len(re.findall(r"^## ", japanese, re.MULTILINE))
    shown = [[command.partition("=")[0] for own in (True, False) for command, _ in commands_shown(path, own)] for path in READMES]
    assert shown[0] == shown[1]


def test_the_python_that_runs_the_tests_is_one_that_the_package_allows() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert sys.version_info >= tuple(int(part) for part in wanted.removeprefix(">=").split("."))
