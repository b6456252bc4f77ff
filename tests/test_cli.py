"""The command line: what each command prints where, with which exit code, in which language; and no traceback, ever."""

import csv
import io
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest
from tests.patience import PATIENCE

from shisaku import check as gate
from shisaku import pipeline
from shisaku.check.project_files import gather
from shisaku.cli import main
from shisaku.cli.command import COMMANDS, load
from shisaku.cli.console import MAX_FINDINGS, MAX_PER_RULE
from shisaku.messages import Message, is_known
from shisaku.model.findings import Finding, Severity
from shisaku.pipeline import Context
from shisaku.project import Project
from shisaku.sparql.questions import SavedQuestions
from shisaku.sparql.saved_query import load_query
from shisaku.sparql.triple_store import TripleStore

ROOT = Path(__file__).resolve().parent.parent
CLI = ROOT / "src" / "shisaku" / "cli"
EXTENSIONS = {"turtle": ".ttl", "json-ld": ".jsonld", "nt": ".nt", "nquads": ".nq", "trig": ".trig", "xml": ".rdf"}
READERS = {
    "turtle": ox.RdfFormat.TURTLE,
    "json-ld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "xml": ox.RdfFormat.RDF_XML,
}

HEAD = "海の計画\n\n○：予算\n\n"
NO_PILLAR = HEAD + "１ 港の整備\n\n○桟橋の改修\n\n２ 市場の整備\n\n○直売所の新設\n"
TWICE = HEAD + "Ⅰ 漁港を生かす\n\n１ 港の整備\n\n○桟橋の改修\n\n１ 市場の整備\n\n○直売所の新設\n"
GAP = HEAD + "Ⅰ 漁港を生かす\n\n１ 港の整備\n\n○桟橋の改修\n\n３ 市場の整備\n\n○直売所の新設\n"
OF_NOTHING = HEAD + "Ⅰ 漁港を生かす\n\n１ 港の整備\n\n○桟橋の改修\n\n２ 市場の整備\n\n○防波堤の耐震化（再掲）\n"
NASTY_LABEL = HEAD + 'Ⅰ 漁港を<生>か"す {x}|^`\\n\n\n１ 港 "の" \\ 整備 <http://x y>\n\n○桟橋 の\\u3042改修 "}\n'
RQ_HEAD = '#+ summary: "s"\n#+ summary_ja: "要"\n#+ description: "d"\n#+ description_ja: "説"\n#+ tags: [x]\n'
SHARED = {
    "https://w3id.org/shisaku/fiscal-year/jp/2032",
    f"https://w3id.org/shisaku/software/{version('shisaku')}",
}
"""What the graph of the small invented plan says of things that are no plan's, whatever the base: its year, who read it."""
NOISE = "ただの文章です。\n数字も記号もない。\n"

Write = Callable[[str, str], Path]


class Result(NamedTuple):
    """What one command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Commands run in a folder of their own, outside of any project, so that they fall back on the one installed."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def one_context(monkeypatch: pytest.MonkeyPatch, context: Context) -> None:
    """The project's own ontology is loaded once for all tests."""

    def of(project: Project) -> Context:
        return context

    monkeypatch.setattr(pipeline.Context, "of", of)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process."""

    def command(*arguments: str | Path) -> Result:
        capsys.readouterr()
        try:
            code: object = main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            code = leaving.code
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert not re.search(r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}", (out + err).replace("の\\u3042改修", ""))
        assert isinstance(code, int)
        if "--example" in arguments:  # what that says is tested where the example is
            err = re.sub("^(using the example: |付属の例を使います：)soumu-2021\n", "", err)
        return Result(code, out, err)

    return command


def shell(*arguments: str, **options: object) -> "subprocess.CompletedProcess[bytes]":
    """Runs the command line in a process of its own."""
    command = [sys.executable, "-m", "shisaku", *arguments]
    return subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False, **options)  # type: ignore[call-overload, no-any-return]


# -- help and usage errors ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_help_is_on_stdout_in_the_language_asked_for(command: str, lang: str, run: Run) -> None:
    result = run("--lang", lang, *([command] if command else []), "--help")
    assert result.code == 0
    assert result.err == ""
    assert bool(re.search(r"[ぁ-ん]", result.out)) == (lang == "ja")
    assert result.out.startswith("使い方: shisaku" if lang == "ja" else "usage: shisaku")


def test_every_command_is_a_file() -> None:
    files = {path.stem for path in CLI.glob("*_command.py")}
    assert files == {f"{name}_command" for name in COMMANDS}


def test_every_command_and_option_has_its_help_in_the_messages() -> None:
    own = {*COMMANDS, *(option.help for name in COMMANDS for option in load(name).options)}
    code = "".join((CLI / name).read_text(encoding="utf-8") for name in ("__init__.py", "parser.py"))
    keys = own | set(re.findall(r"say\([\"'](\w+)[\"']", code))
    assert [key for key in sorted(keys) if not is_known(f"cli-{key.replace('_', '-')}")] == []


def test_help_names_every_command(run: Run) -> None:
    out = run("--help").out
    assert all(re.search(rf"^\s+{command}\s", out, re.MULTILINE) for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_shows_every_option_with_a_text(command: str, run: Run) -> None:
    out = run(command, "--help", "--lang", "en").out
    options = re.findall(r"^\s+(-[-a-zA-Z, ]+?)(?: [A-Z{].*?)?(?:\s{2,}|\n)", out, re.MULTILINE)
    assert any("--help" in option for option in options)
    assert "==SUPPRESS==" not in out
    assert "%(" not in out


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({"LC_ALL": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": ""}, "ja"),
        ({"LC_ALL": "de_DE.UTF-8", "LANG": "ja"}, "en"),
    ],
)
def test_the_environment_chooses_the_language_where_nothing_else_does(
    environment: dict[str, str], lang: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run("--help").out.startswith("使い方" if lang == "ja" else "usage")
    assert run("--lang=en", "--help").out.startswith("usage")


def test_the_version_is_that_of_the_package(run: Run) -> None:
    result = run("--version")
    assert result.code == 0
    assert re.fullmatch(r"shisaku [0-9]+\.[0-9]+\.[0-9]+\n", result.out)


@pytest.mark.parametrize(
    "arguments",
    [
        (), ("fly",), ("build",), ("build", "x.txt", "-f", "csv"), ("build", "x.txt", "--fail-on", "sometimes"), ("query", "--nope"),
        ("--lang", "fr", "query"), ("export", "-f"), ("check", "--fail-on"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_wrong_use_is_two_and_says_so_on_stderr(arguments: tuple[str, ...], lang: str, run: Run) -> None:
    result = run(*(() if "--lang" in arguments else ("--lang", lang)), *arguments)
    assert result.code == 2
    assert result.out == ""
    if "--lang" not in arguments:
        assert result.err.startswith("使い方の誤り: " if lang == "ja" else "usage error: ")
    assert "--help" in result.err


# -- build -------------------------------------------------------------------------------------------------------------


def test_a_faultless_plan_is_built_silently_but_for_where_it_went(farming: Path, tmp_path: Path, run: Run) -> None:
    result = run("build", farming, "-o", "out")
    assert result == Result(0, "", f"{farming} → {Path('out') / 'nousei-2032.ttl'}\n")
    text = (tmp_path / "out" / "nousei-2032.ttl").read_text(encoding="utf-8")
    assert "食と農の未来をひらく" in text
    assert list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))


def test_a_build_leaves_nothing_but_its_graph(farming: Path, tmp_path: Path, run: Run, no_reasoning: None) -> None:
    run("build", farming, "-o", "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["nousei-2032.ttl"]


def test_without_an_output_folder_the_graph_goes_to_the_working_folder(
    farming: Path, tmp_path: Path, run: Run, no_reasoning: None
) -> None:
    assert run("build", farming).code == 0
    assert (tmp_path / "nousei-2032.ttl").is_file()


@pytest.mark.parametrize("form", sorted(EXTENSIONS))
def test_every_format_is_built_into_a_file_of_its_ending(
    form: str, farming: Path, tmp_path: Path, run: Run, no_reasoning: None
) -> None:
    assert run("build", farming, "-o", "out", "-f", form).code == 0
    data = (tmp_path / "out" / f"nousei-2032{EXTENSIONS[form]}").read_bytes()
    assert len(list(ox.parse(data, format=READERS[form]))) > 400


def test_the_graph_itself_can_go_to_stdout_and_all_else_to_stderr(farming: Path, run: Run, no_reasoning: None) -> None:
    result = run("build", farming, "-o", "-")
    assert result.code == 0
    assert len(list(ox.parse(result.out.encode(), format=ox.RdfFormat.TURTLE))) > 400


def test_a_summary_shows_the_tree_the_counts_the_conclusions_and_the_verdict(farming: Path, run: Run) -> None:
    out = run("build", farming, "-o", "out", "--summary", "--lang", "en").out
    lines = out.split("\n")
    assert lines[0] == "食と農の未来をひらく（農政重点事項2032）"
    assert any("○☆農地の貸し借りの円滑化" in line for line in lines)
    assert "2 pillars, 0 groups, 3 measures, 5 initiatives, 1 of them restated, 2 purposes" in lines
    assert lines[-2] == "conforms: 0 errors, 0 warnings, 0 notes"
    assert re.search(r"^triples: asserted [0-9]+, reconstructed [0-9]+, inferred [0-9]+, report [0-9]+$", out, re.MULTILINE)


def test_a_summary_speaks_japanese(farming: Path, run: Run, no_reasoning: None) -> None:
    out = run("build", farming, "-o", "out", "--summary", "--lang", "ja").out
    assert "柱 2、施策群 0、施策 3、取組 5、うち再掲 1、目的 2" in out
    assert out.endswith("適合: エラー 0、警告 0、情報 0\n")


def test_another_base_is_the_base_of_every_iri_of_the_plan(farming: Path, run: Run, no_reasoning: None) -> None:
    for base in ("https://data.example.org/x", "https://data.example.org/x/"):
        out = run("build", farming, "-o", "-", "-f", "nt", "--base", base).out
        subjects = {line.split(" ", 1)[0] for line in out.rstrip("\n").split("\n")}
        assert {subject for subject in subjects if not subject.startswith("<https://data.example.org/x/")} == {
            f"<{iri}>" for iri in SHARED
        }


@pytest.mark.parametrize(
    "base",
    ["https://a/%zz", "http://[x/", "", "nonsense", "https://例え.jp/", "https://a b/", "https://a/<x>", "/x", "https://a/\n"],
)
def test_a_base_that_is_no_ascii_iri_is_wrong_use(base: str, farming: Path, run: Run) -> None:
    result = run("build", farming, "--base", base, "--lang", "en")
    assert result.code == 2
    assert result.out == ""
    assert "--base" in result.err


def test_of_several_sources_the_good_are_built_and_the_bad_is_told(
    farming: Path, write: Write, tmp_path: Path, run: Run, no_reasoning: None
) -> None:
    other = write("second.txt", NO_PILLAR)
    result = run("build", "missing.txt", farming, other, "-o", "out", "--lang", "en")
    assert result.code == 2
    assert "error: missing.txt: no such file" in result.err
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["nousei-2032.ttl", "second.ttl"]


def test_of_one_name_with_two_endings_it_is_said_that_they_may_be_one_document(
    write: Write, run: Run, no_reasoning: None
) -> None:
    first, second = write("plan.csv", NO_PILLAR), write("plan.txt", NO_PILLAR)
    result = run("build", first, second, "-o", "out", "--lang", "en")
    assert result.code == 2
    assert f"used by {first}. If both are one document, leave one of them out; if not, rename one of the files." in result.err


def test_two_documents_with_one_identifier_are_told_apart(write: Write, tmp_path: Path, run: Run, no_reasoning: None) -> None:
    first, second = write("a/plan.txt", NO_PILLAR), write("b/plan.txt", GAP)
    result = run("build", first, second, "-o", "out", "--lang", "en")
    assert result.code == 2
    assert f"the identifier plan is used by {first}. Change the id in source.toml." in result.err
    assert "港の整備" in (tmp_path / "out" / "plan.ttl").read_text(encoding="utf-8")
    assert "印刷" not in result.err
    assert 'printedNumber "２"' in (tmp_path / "out" / "plan.ttl").read_text(encoding="utf-8")


def test_a_dash_is_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, no_reasoning: None) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NO_PILLAR.encode())))
    assert run("build", "-", "-o", "out").code == 0
    assert "港の整備" in (tmp_path / "out" / "stdin.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("missing.txt", None, "no such file"),
        ("plan.docx", b"PK\x03\x04\x14\x00\x06\x00", "not a valid Word file (.docx)"),
        ("memory.txt", random.Random(1).randbytes(2000), "not text, or in an unsupported encoding"),
    ],
)
def test_what_cannot_be_read_is_two_and_names_the_file(
    name: str, data: bytes | None, told: str, tmp_path: Path, run: Run
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    result = run("build", name, "-o", "out", "--lang", "en")
    assert result.code == 2
    assert result.out == ""
    assert f"error: {name}" in result.err
    assert told in result.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("encoding", ["cp932", "euc-jp", "utf-16"])
def test_a_document_in_another_encoding_is_built(encoding: str, tmp_path: Path, run: Run, no_reasoning: None) -> None:
    (tmp_path / "plan.txt").write_bytes("Ⅰ 港を守る\n\n１ 港の整備\n○桟橋の改修\n".replace("Ⅰ ", "第１章 ").encode(encoding))
    assert run("build", "plan.txt", "-o", "out", "--lang", "en").code == 0
    assert "港の整備" in (tmp_path / "out" / "plan.ttl").read_text(encoding="utf-8")


_DOUBTFUL = """\
道と扉の計画（令和８年度版）

３ 備えの心
○倉庫の日

２ 安心の輪
○窓口の日

Ⅱ 未来への扉

１ 学びの場
○学校の日

Ⅰ 希望への道

○：予算

４ 集いの庭
○広場の日
"""


def test_a_doubt_is_told_with_the_lines_that_settle_it(tmp_path: Path, run: Run, no_reasoning: None) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "source.txt").write_text(_DOUBTFUL, encoding="utf-8")
    told = run("build", "plan/source.txt", "-o", "out", "--lang", "en").err
    settle = "  To decide it, add to source.toml:\n    [[override]]\n    measure = 2\n    under = "
    assert settle in told
    under = told.split(settle)[1].split("\n")[0]
    (folder / "source.toml").write_text(f'id = "plan"\n[[override]]\nmeasure = 2\nunder = {under}\n', encoding="utf-8")
    assert "measure = 2" not in run("build", "plan/source.txt", "-o", "out", "--lang", "en").err
    assert "override in line 2 of source.toml" in (tmp_path / "out" / "plan.ttl").read_text(encoding="utf-8")


def test_an_override_without_effect_fails_the_build_and_names_its_line(tmp_path: Path, run: Run, no_reasoning: None) -> None:
    (tmp_path / "source.txt").write_text(_DOUBTFUL, encoding="utf-8")
    (tmp_path / "source.toml").write_text('id = "plan"\n[[override]]\nmeasure = 9\nunder = "Ⅰ"\n', encoding="utf-8")
    result = run("build", "source.txt", "-o", "out", "--lang", "ja")
    assert result.code == 1
    assert 'source.toml の 2 行目の指定（measure = 9, under = "Ⅰ"）は効果がありません' in result.err


_HOSTILE = _DOUBTFUL.replace("備えの心", "備え\u202eの心\x1b[31m").replace("学校の日", "学\x00校の\x9b日\u2066")


@pytest.mark.parametrize("command", ["show", "check", "build"])
def test_no_document_drives_the_terminal(command: str, tmp_path: Path, run: Run, no_reasoning: None) -> None:
    (tmp_path / "plan.txt").write_text(_HOSTILE, encoding="utf-8")
    result = run(command, "plan.txt", *(["-o", "out", "--summary"] if command == "build" else []), "--lang", "en")
    printed = result.out + result.err
    assert not set("\x00\x1b\x9b\u202e\u2066") & set(printed)
    assert "備え<U+202E>の心<U+001B>[31m" in printed


@pytest.mark.parametrize("form", ["turtle", "json-ld", "nt", "nquads", "trig", "xml"])
def test_a_document_with_control_characters_is_exported(form: str, tmp_path: Path, run: Run, no_reasoning: None) -> None:
    (tmp_path / "plan.txt").write_text(_HOSTILE, encoding="utf-8")
    assert run("export", "plan.txt", "-f", form, "-o", "out", "--lang", "en").code == 0
    (written,) = (tmp_path / "out").iterdir()
    known = ox.RdfFormat.from_extension(written.suffix[1:])
    assert known is not None
    values = {str(getattr(quad.object, "value", "")) for quad in ox.parse(written.read_bytes(), format=known)}
    escape = "\ufffd" if form == "xml" else "\x1b"  # XML 1.0 knows no control characters
    assert f"備え\u202eの心{escape}[31m" in values


def test_the_line_that_cannot_be_decoded_is_named_with_its_bytes(tmp_path: Path, run: Run, no_reasoning: None) -> None:
    (tmp_path / "mixed.txt").write_bytes("一行目の文です。\n二行目の文です。\n".encode() + b"\xff\xfe\n")
    result = run("build", "mixed.txt", "-o", "out", "--lang", "en")
    assert "mixed.txt:3:1: error: 2 bytes are not valid utf-8 (at byte 50: ff fe)" in result.err
    assert result.code == 1


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_folder_without_documents_is_told(lang: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / "folder").mkdir()
    result = run("build", "folder", "--lang", lang)
    assert result.code == 2
    assert ("がありません" if lang == "ja" else "contains no document") in result.err
    assert ".txt, .pdf" in result.err


@pytest.mark.parametrize(
    ("text", "code", "rule", "at"),
    [
        ("", 1, "reading/empty", "doc.txt:"),
        (" \n\n　\n", 1, "reading/empty", "doc.txt:"),
        (NOISE, 1, "reading/mostly-not-understood", "doc.txt:"),
        (NOISE, 1, "reading/no-measure", "doc.txt:"),
        (NOISE, 1, "reading/no-title", "doc.txt:"),
        (NO_PILLAR, 0, "reading/no-pillar", "doc.txt:"),
        (TWICE, 1, "reading/duplicate-measure", "doc.txt:11:1:"),
        (GAP, 0, "reading/measure-gap", "doc.txt:11:1:"),
        (OF_NOTHING, 0, "reading/restatement-of-nothing", "doc.txt:13:1:"),
    ],
)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_fault_of_a_document_is_told_by_its_rule_and_its_line(
    text: str, code: int, rule: str, at: str, lang: str, write: Write, run: Run, no_reasoning: None
) -> None:
    write("doc.txt", text)
    result = run("build", "doc.txt", "-o", "out", "--lang", lang)
    assert result.code == code
    assert result.out == ""
    (line,) = [line for line in result.err.split("\n") if f"[{rule}]" in line]
    assert line.startswith(at)
    assert bool(re.search(r"[ぁ-ん]", line.partition("[")[0].partition("“")[0])) == (lang == "ja")


def test_a_finding_quotes_its_line_and_puts_a_caret_under_it(write: Write, run: Run, no_reasoning: None) -> None:
    write("doc.txt", GAP)
    lines = run("build", "doc.txt", "-o", "out").err.split("\n")
    at = next(i for i, line in enumerate(lines) if "[reading/measure-gap]" in line)
    assert lines[at + 1] == "  ３ 市場の整備"
    assert lines[at + 2] == "  " + "^" * 13


def test_the_severity_at_which_a_build_fails_can_be_chosen(write: Write, run: Run, no_reasoning: None) -> None:
    write("gap.txt", GAP)
    write("twice.txt", TWICE)
    for word, gap, twice in (("error", 0, 1), ("warning", 1, 1), ("warn", 1, 1), ("info", 1, 1), ("none", 0, 0)):
        assert run("build", "gap.txt", "-o", "out", "--fail-on", word).code == gap, word
        assert run("build", "twice.txt", "-o", "out", "--fail-on", word).code == twice, word


def test_a_label_that_would_break_an_iri_or_a_string_does_neither(write: Write, tmp_path: Path, run: Run) -> None:
    write("doc.txt", NASTY_LABEL)
    result = run("build", "doc.txt", "-o", "out", "-f", "nquads")
    assert result.code == 0
    quads = list(ox.parse((tmp_path / "out" / "doc.nq").read_bytes(), format=ox.RdfFormat.N_QUADS))
    labels = {quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)}
    assert '漁港を<生>か"す {x}|^`\\n' in labels
    assert '桟橋 の\\u3042改修 "}' in labels


@pytest.mark.parametrize(
    ("settings", "line", "told"),
    [
        ('id = "x"\ntitel = "t"\n', 2, "titel"),
        ('id = "X Y"\n', 1, "id"),
        ('id = "x"\nyear = "2033"\n', 2, "year"),
        ('id = "x"\n\n[publisher]\nname_en = "A"\n', 3, "name"),
        ('id = "x"\n[publisher]\nname = "庁"\ncorporate_number = "12"\n', 4, "13"),
        ('id = "x"\nurl = "not an iri"\n', 2, "url"),
        ('id = "x\n', 1, "TOML"),
        ("title = 'no id'\n", 1, "id"),
    ],
)
def test_a_broken_source_toml_is_told_with_its_line(settings: str, line: int, told: str, write: Write, run: Run) -> None:
    document = write("plan/source.txt", NO_PILLAR)
    write("plan/source.toml", settings)
    result = run("build", document, "-o", "out", "--lang", "en")
    assert result.code == 2
    assert f"source.toml:{line}:" in result.err
    assert told in result.err
    assert "^" in result.err


def test_an_output_folder_that_cannot_be_made_is_wrong_use(farming: Path, write: Write, run: Run, no_reasoning: None) -> None:
    write("file", "taken")
    result = run("build", farming, "-o", "file/out", "--lang", "en")
    assert result.code == 2
    assert "cannot be written" in result.err


def test_a_changed_source_is_an_error(farming: Path, run: Run, no_reasoning: None) -> None:
    settings = farming.with_name("source.toml")
    settings.write_text(f'sha256 = "{"0" * 64}"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    result = run("build", farming, "-o", "out")
    assert result.code == 1
    assert "[reading/changed-source]" in result.err


# -- show and export ---------------------------------------------------------------------------------------------------


def test_show_prints_the_plan_as_a_tree(farming: Path, run: Run) -> None:
    result = run("show", farming, "--lang", "en")
    assert (result.code, result.err) == (0, "")
    lines = result.out.split("\n")
    assert lines[0] == "食と農の未来をひらく（農政重点事項2032）"
    depths = [
        next(line.index(words) for line in lines if words in line)
        for words in ("Ⅰ 担い手を育てる", "１ 新たに農業を始める人の後押し", "○農業研修の拡充")
    ]
    assert depths == sorted(set(depths))
    assert "Legend: ○ 予算  ☆ 制度" in lines
    assert any("○農業研修の拡充（再掲）" in line and "1/1" in line for line in lines)


def test_show_knows_the_plans_of_the_project_by_their_identifier(run: Run) -> None:
    named, all_of_them = (
        run("-q", "show", "--example", "soumu-2021", "--lang", "en"),
        run("-q", "show", "--example", "--lang", "en"),
    )
    assert named.code == 0
    assert "5 pillars, 3 groups, 20 measures, 61 initiatives, 4 of them restated, 6 purposes" in named.out
    assert named.out in all_of_them.out


def test_export_writes_one_plan_to_stdout(farming: Path, run: Run, no_reasoning: None) -> None:
    result = run("export", farming)
    assert (result.code, result.err) == (0, "")
    assert len(list(ox.parse(result.out.encode(), format=ox.RdfFormat.TURTLE))) > 400


@pytest.mark.parametrize("form", sorted(EXTENSIONS))
def test_export_writes_every_format_into_a_folder(form: str, farming: Path, tmp_path: Path, run: Run, no_reasoning: None) -> None:
    assert run("export", farming, "-f", form, "-o", "out").code == 0
    data = (tmp_path / "out" / f"nousei-2032{EXTENSIONS[form]}").read_bytes()
    assert len(list(ox.parse(data, format=READERS[form]))) > 400


def test_export_of_several_plans_needs_a_folder(
    farming: Path, write: Write, tmp_path: Path, run: Run, no_reasoning: None
) -> None:
    other = write("second.txt", NO_PILLAR)
    refused = run("export", farming, other, "--lang", "en")
    assert (refused.code, refused.out) == (2, "")
    assert "-o" in refused.err
    assert run("export", farming, other, "-o", "out").code == 0
    assert len(list((tmp_path / "out").iterdir())) == 2


@pytest.mark.parametrize("command", ["show", "export"])
def test_a_plan_that_is_not_there_is_unreadable_input(command: str, run: Run) -> None:
    result = run(command, "no-such-plan", "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert "no-such-plan" in result.err


# -- query -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def unanswered(project: Project, published_store: TripleStore) -> set[str]:
    """The questions that have no answer over the published graph; each of them is expected to have none."""
    asking = SavedQuestions(published_store)
    names = {path.stem for path in project.queries if asking.lacks(load_query(path))}
    assert len(names) > 20
    assert all(len(project.expected(name).read_text(encoding="utf-8").splitlines()) == 1 for name in names)
    return names


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_without_a_name_the_questions_are_listed_with_their_parameters(
    lang: str, run: Run, project: Project, unanswered: set[str]
) -> None:
    result = run("query", "--example", "--lang", lang)
    assert (result.code, result.err) == (0, "")
    answered, _, apart = result.out.partition(
        "\n" + {"ja": "このデータでは答えのない質問:", "en": "Questions without an answer in these data:"}[lang] + "\n"
    )
    listed, without = ([line for line in part.split("\n") if line and not line.startswith(" ")] for part in (answered, apart))
    assert sorted(listed + without) == [path.stem for path in project.queries]
    assert listed == sorted(listed)
    assert set(without) == unanswered
    assert re.search(
        r"which-budgets-are-largest\n    .*\n    " + {"ja": "予算額がありません。", "en": "The data have no budgets."}[lang],
        apart,
    )
    assert "    --set topic=デジタル・ガバメント  " in answered
    assert "    --set measure=6  " in answered


def test_values_in_the_list_are_those_of_the_data_at_hand(farming: Path, run: Run, no_reasoning: None) -> None:
    run("build", farming, "-o", "out")
    out = run("query", "--data", "out/nousei-2032.ttl").out
    assert "--set topic=農業  " in out
    assert "--set component=https://w3id.org/shisaku/id/nousei-2032/" in out
    assert "soumu-2021" not in out


def test_an_answer_is_a_table_on_stdout(run: Run) -> None:
    result = run("query", "--example", "pillars-in-order")
    assert (result.code, result.err) == (0, "")
    lines = result.out.rstrip("\n").split("\n")
    assert lines[0].split() == ["plan", "pillar", "printed", "label"]
    assert len(lines) == 7


def test_an_answer_comes_in_every_format(run: Run) -> None:
    def answer(form: str) -> str:
        result = run("query", "--example", "pillars", "-f", form)
        assert (result.code, result.err) == (0, "")
        return result.out

    rows = list(csv.reader(io.StringIO(answer("csv"))))
    assert len(rows) == 6
    assert [binding["label"]["value"] for binding in json.loads(answer("json"))["results"]["bindings"]] == [
        row[3] for row in rows[1:]
    ]
    assert rows[0] == ["plan", "pillar", "printed", "label"]
    assert answer("tsv").count("\n") == 6
    assert answer("markdown").count("\n") == 7
    assert answer("xml").count("<result>") == 5


def test_a_parameter_changes_the_answer(run: Run) -> None:
    out = run("query", "--example", "which-measures-are-on-a-topic", "--set", "topic=telework", "-f", "csv").out
    assert [row["measure"] for row in csv.DictReader(io.StringIO(out))] == ["3", "6", "9"]


def test_a_parameter_that_looks_like_an_update_is_only_a_word(run: Run) -> None:
    result = run(
        "query", "--example", "which-measures-are-on-a-topic", "--set", 'topic=x" . DELETE WHERE { ?s ?p ?o } #', "-f", "csv"
    )
    assert result.code == 0
    assert result.out.count("\n") == 1
    assert run("query", "--example", "pillars", "-f", "csv").out.count("\n") == 6


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("pilars-in-order",), "pillars-in-order"),
        (("which-measures-are-on-a-topic", "--set", "topik=AI"), "topic"),
        (("which-measures-are-on-a-topic", "--set", "topic"), "name=value"),
        (("what-is-the-path-of-a-measure", "--set", "measure=six"), "integer"),
        (("pillars-in-order", "--data", "missing.ttl"), "missing.ttl"),
        (("pillars-in-order", "--data", "table.json"), ".ttl"),
        (("which-initiatives",), "which-initiatives-are-distinct"),
        (("pillars-in-order", "-e", "ASK {}"), "-e"),
        (("--all", "-e", "ASK {}"), "--all"),
        (("built.ttl",), "--data built.ttl"),
        (("--data", "."), "no RDF file in it"),
    ],
)
def test_a_question_that_cannot_be_answered_is_two_and_says_what_would_do(
    arguments: tuple[str, ...], told: str, run: Run
) -> None:
    result = run("query", *arguments, "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: ")
    assert told in result.err


def test_other_data_can_be_asked(farming: Path, tmp_path: Path, run: Run, no_reasoning: None) -> None:
    run("build", farming, "-o", "out")
    out = run("query", "pillars-in-order", "--data", "out/nousei-2032.ttl", "-f", "csv").out
    assert [row["label"] for row in csv.DictReader(io.StringIO(out))] == ["担い手を育てる", "森を守る"]


def test_without_any_data_no_question_stands_apart(own_project: Path, run: Run) -> None:
    result = run("query", "--lang", "en")
    assert (result.code, result.out) == (0, "pillars-in-order\n    Which pillars does the plan have, in order?\n")
    (own_project / "queries" / "needs").symlink_to(ROOT / "queries" / "needs")
    assert run("query", "--lang", "en").out == result.out
    assert run("query", "--all", "--lang", "en").code == 2


@pytest.fixture
def two_plans(write: Write, run: Run, no_reasoning: None) -> None:
    """Two small plans as Turtle in the folder `out`."""
    for name in ("umi", "yama"):
        (Path(name)).mkdir()
        write(f"{name}/source.txt", HEAD.replace("海", name) + f"Ⅰ {name}を生かす\n\n１ 港の整備\n\n○桟橋の改修\n")
        run("build", f"{name}/source.txt", "-o", "out")


@pytest.mark.usefixtures("two_plans")
@pytest.mark.parametrize(
    "arguments",
    [
        ("--data", "out/umi.ttl", "--data", "out/yama.ttl", "pillars-in-order"),
        ("pillars-in-order", "--data", "out/umi.ttl", "--data", "out/yama.ttl"),
        ("--data", "out", "pillars-in-order"),
        ("--data", "both.dataset", "pillars-in-order"),
        ("--data", "one.dataset", "--data", "out/yama.ttl", "pillars-in-order"),
    ],
)
def test_data_are_files_folders_and_datasets_one_each_time_it_is_named(arguments: tuple[str, ...], run: Run) -> None:
    assert run("build", "umi", "yama", "-o", "both.dataset").code == 0
    assert run("build", "umi", "-o", "one.dataset").code == 0
    result = run("query", *arguments, "-f", "csv")
    assert (result.code, result.err) == (0, "")
    assert [row["label"] for row in csv.DictReader(io.StringIO(result.out))] == ["umiを生かす", "yamaを生かす"]


@pytest.mark.usefixtures("two_plans")
def test_a_dataset_given_as_data_may_be_narrowed_to_a_plan(run: Run) -> None:
    run("build", "umi", "yama", "-o", "both.dataset")
    out = run("query", "pillars-in-order", "--data", "both.dataset", "--plan", "yama", "-f", "csv").out
    assert [row["label"] for row in csv.DictReader(io.StringIO(out))] == ["yamaを生かす"]


def test_all_questions_are_answered_one_line_each(run: Run, project: Project, unanswered: set[str]) -> None:
    result = run("query", "--example", "--all", "--lang", "ja")
    assert (result.code, result.err) == (0, "")
    lines = result.out.rstrip("\n").split("\n")
    assert [line.split()[1] for line in lines] == [path.stem for path in project.queries]
    without = [line for line in lines if line.startswith("   -  ")]
    assert {line.split()[1] for line in without} == unanswered
    assert "   -  which-budgets-are-largest  予算額が大きいのはどれか（予算額がありません。）" in without
    assert all(re.match(r" *[0-9]+  [a-z0-9-]+  \S", line) for line in lines if line not in without)


# -- check -------------------------------------------------------------------------------------------------------------

_gathered = cache(gather)


@pytest.fixture
def read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the project holds is read already, which takes longer than to check a file; tests without this read it."""
    monkeypatch.setattr(gate, "gather", _gathered)


def test_a_faultless_document_passes_the_check(farming: Path, run: Run) -> None:
    result = run("check", farming, "--lang", "en")
    assert result == Result(0, "checked 1 file: 1 document\nconforms: 0 errors, 0 warnings, 0 notes\n", "")


def test_a_built_graph_passes_the_check_and_a_spoilt_one_does_not(farming: Path, tmp_path: Path, run: Run) -> None:
    run("build", farming, "-o", "out")
    graph = tmp_path / "out" / "nousei-2032.ttl"
    assert run("check", graph).code == 0
    text = graph.read_text(encoding="utf-8")
    graph.write_text(text.replace('rdfs:label "無人トラクターの実証"@ja', 'rdfs:label "無人田植機の実証"@ja'), encoding="utf-8")
    result = run("check", graph, "--lang", "en")
    assert result.code == 1
    (told,) = [line for line in result.out.split("\n") if "[check/wording-is-printed]" in line]
    line = next(n for n, text in enumerate(graph.read_text(encoding="utf-8").split("\n"), start=1) if "無人田植機の実証" in text)
    assert re.search(rf"nousei-2032\.ttl:{line}:[0-9]+: error: ", told)
    printed = result.out.split("\n")
    assert any(re.search(r"^  source .*:16:1:$", text) for text in printed)
    assert "  ○無人トラクターの実証" in printed
    assert result.out.rstrip("\n").split("\n")[-1].startswith("does not conform: 1 errors")


@pytest.mark.usefixtures("read_before")
@pytest.mark.parametrize(
    ("name", "text", "line", "column"),
    [
        ("bad.ttl", "@prefix x: <urn:x:> .\nx:a x:b 港 .\n", 2, 9),
        ("bad.rq", RQ_HEAD + "SELECT ?a\nWHERE { ?a ?b 港 }\n", 7, 15),
        ("tab.rq", '#+ summary:\t"s"\n', 1, 12),
        ("header.rq", "#+ - summary\nSELECT * { }\n", 1, 1),
        ("key.rq", '#+ summary: "s"\n#+ sumary_ja: "s"\nSELECT * { }\n', 2, 4),
        ("yaml.rq", '#+ summary: "s"\n#+ tags: [x\n', 2, 12),
    ],
)
def test_a_broken_file_is_told_with_line_and_caret(name: str, text: str, line: int, column: int, write: Write, run: Run) -> None:
    write(name, text)
    result = run("check", name, "--lang", "en")
    assert result.code == 2
    assert f"{name}:{line}:" in result.out
    assert f"{name}:{line}:{column}:" in result.out
    assert "error: " in result.out
    assert "[syntax/unreadable]" in result.out
    quoted = result.out.split("\n")
    (caret,) = [i for i, shown in enumerate(quoted) if shown.strip() and set(shown.strip()) == {"^"}]
    assert quoted[caret - 1].strip() == text.split("\n")[line - 1].strip().replace("\t", " ")


OWN = "PREFIX shisaku: <https://w3id.org/shisaku/ontology#>\nSELECT (COUNT(*) AS ?pillars) { ?p a shisaku:Pillar }\n"


def test_a_query_of_ones_own_is_asked_from_a_file_and_from_standard_input(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("mine.rq", OWN)
    assert run("query", "--example", "mine.rq", "-f", "csv").out == "pillars\n5\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(OWN.encode())))
    assert run("query", "--example", "-", "-f", "csv").out == "pillars\n5\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (OWN.replace("}", ""), "mine.rq:2:31: this `{` is not closed"),
        (OWN.replace("{ ", "{ SERVICE <http://x/> { ?s ?p ?o } "), "mine.rq:2:33: SERVICE is not allowed"),
        ("#+ tags: [\n" + OWN, "mine.rq:1:"),
    ],
)
def test_what_is_wrong_with_a_query_of_ones_own_is_told_with_its_place(text: str, told: str, write: Write, run: Run) -> None:
    write("mine.rq", text)
    result = run("query", "--example", "mine.rq", "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert told in result.err


PREFIXES = "PREFIX shisaku: <https://w3id.org/shisaku/ontology#> PREFIX : <https://w3id.org/shisaku/id/soumu-2021/pillar/> "
PILLAR = PREFIXES + "{} {{ :1 a shisaku:Pillar }}"
FORMS = {
    "SELECT": (PILLAR.format("SELECT (1 AS ?one)"), "csv", "one\n1\n"),
    "ASK": (PILLAR.format("ASK"), "table", "true\n"),
    "CONSTRUCT": (
        PREFIXES + "CONSTRUCT WHERE { :1 a ?class }",
        "table",
        "@prefix : <https://w3id.org/shisaku/id/soumu-2021/pillar/> .\n@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
        "@prefix shisaku: <https://w3id.org/shisaku/ontology#> .\n:1 a shisaku:Pillar .\n",
    ),
    "DESCRIBE": (
        "DESCRIBE <https://w3id.org/shisaku/id/organization/2000012020001>",
        "nt",
        "".join(
            f"<https://w3id.org/shisaku/id/organization/2000012020001> <{about}> {what} .\n"
            for about, what in (
                ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "<http://www.w3.org/ns/org#FormalOrganization>"),
                ("http://www.w3.org/2000/01/rdf-schema#label", '"Ministry of Internal Affairs and Communications"@en'),
                ("http://www.w3.org/2000/01/rdf-schema#label", '"総務省"@ja'),
                ("http://www.w3.org/ns/org#identifier", '"2000012020001"'),
            )
        ),
    ),
}
forms = pytest.mark.parametrize(("text", "form", "shown"), FORMS.values(), ids=FORMS)


@forms
def test_queries_of_every_form_are_answered_from_a_text_a_file_standard_input_and_a_name(
    text: str, form: str, shown: str, own_project: Path, write: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("data/graph", "queries"):
        (own_project / folder).mkdir(parents=True, exist_ok=True)
    (own_project / "data/graph/soumu-2021.ttl").write_bytes((ROOT / "data/graph/soumu-2021.ttl").read_bytes())
    (own_project / "queries/mine.rq").write_text(RQ_HEAD + text, encoding="utf-8")
    write("other.rq", text)
    monkeypatch.chdir(own_project)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    for asked in (("-e", text), (str(own_project / "queries/mine.rq"),), ("-",), ("mine",)):
        result = run("query", *asked, "-f", form)
        assert (result.code, result.err, result.out) == (0, "", shown), asked


FOR_ROWS, FOR_TRIPLES = ("table", "markdown", "csv", "tsv", "json", "xml"), ("table", "turtle", "nt", "json-ld", "xml")


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("form", dict.fromkeys((*FOR_ROWS, *FOR_TRIPLES)))
def test_a_format_fits_the_form_of_the_query_or_those_that_do_are_told(kind: str, form: str, run: Run) -> None:
    fit = FOR_ROWS if kind in ("SELECT", "ASK") else FOR_TRIPLES
    if form in fit:
        assert run("query", "--example", "-e", FORMS[kind][0], "-f", form).code == 0
        return
    for lang, told in (
        ("en", f"error: Format {form} does not fit {kind} (formats that do: {', '.join(fit)}).\n"),
        ("ja", f"エラー: {kind} に形式 {form} は使えません（使えるのは {', '.join(fit)}）。\n"),
    ):
        assert run("query", "-e", FORMS[kind][0], "-f", form, "--data", "missing.ttl", "--lang", lang) == (2, "", told)


def test_a_mistake_in_a_text_is_told_with_its_place_and_a_caret(run: Run) -> None:
    result = run("query", "--example", "-e", "SELECT ?a\nWHERE { ?a ?b 港 }", "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: -e:2:15: ")
    assert result.err.endswith("\n  WHERE { ?a ?b 港 }\n                ^^\n")


def test_blank_nodes_triples_and_control_characters_are_answered_in_every_format(write: Write, run: Run) -> None:
    write(
        "odd.ttl",
        '[] <urn:p> "a\\u001B[31mb\\r\\nc" , "1.5E3"^^<http://www.w3.org/2001/XMLSchema#double> , <<( <urn:a> <urn:b> <urn:c> )>> .',
    )
    for form in ("table", "markdown", "csv", "tsv", "xml"):
        result = run("query", "--data", "odd.ttl", "-e", "SELECT * { ?s <urn:p> ?o }", "-f", form)
        assert (result.code, result.err) == (0, "")
        assert result.out.count("b0") == 3
        if form in ("table", "markdown", "xml"):
            assert not set(result.out) & set("\x1b\r")


def test_no_rows_are_told_beside_the_answer(run: Run) -> None:
    result = run("query", "--example", "-e", "SELECT ?a { ?a a <urn:nothing> }", "-f", "csv", "--lang", "en")
    assert (result.code, result.out, result.err) == (0, "a\n", "no rows\n")
    result = run("query", "--example", "-e", "CONSTRUCT WHERE { ?a a <urn:nothing> }", "--lang", "ja")
    assert (result.code, result.out, result.err) == (0, "", "0 件\n")


def test_a_query_that_cannot_be_read_is_told(write: Write, run: Run) -> None:
    assert "nowhere/mine.rq: cannot be read" in run("query", "nowhere/mine.rq", "--lang", "en").err
    Path("wide.rq").write_bytes(OWN.encode("utf-16"))
    assert "wide.rq: not UTF-8 (at byte 0)" in run("query", "wide.rq", "--lang", "en").err


@pytest.mark.usefixtures("read_before")
@pytest.mark.parametrize(
    "text",
    [
        RQ_HEAD
        + "#+ parameters: [{name: n, type: integer, default: 1, label: n, label_ja: 数}]\nSELECT ?s { ?s ?p ?o FILTER(?o = ?_n) }",
        RQ_HEAD.replace("[x]", "3") + "SELECT ?s { ?s ?p ?o }",
        RQ_HEAD + "#+ parameters: 5\nSELECT ?s { ?s ?p ?o }",
        RQ_HEAD + "#+ parameters: [{name: 5, type: integer, default: 1, label: n, label_ja: 数}]\nSELECT ?s ?_5 { ?s ?p ?_5 }",
    ],
    ids=["a parameter that is not selected", "tags that are no list", "parameters that are no list", "a name that is a number"],
)
def test_a_saved_query_that_cannot_be_used_is_a_finding_and_no_fault_of_ours(text: str, write: Write, run: Run) -> None:
    write("own.rq", text)
    result = run("check", "own.rq", "--lang", "en")
    assert result.code == 2
    assert "own.rq" in result.out
    assert "[syntax/unreadable]" in result.out


@pytest.mark.parametrize("key", ["url", "licence"])
@pytest.mark.parametrize("iri", ["http://[x", "http://a/%zz"])
def test_a_source_toml_with_an_iri_that_is_none_is_two(key: str, iri: str, write: Write, run: Run) -> None:
    document = write("plan/source.txt", NO_PILLAR)
    write("plan/source.toml", f'id = "x"\n{key} = "{iri}"\n')
    result = run("build", document, "-o", "out", "--lang", "en")
    assert result.code == 2
    assert "source.toml:2:" in result.err


def test_the_graph_on_stdout_stays_a_graph_when_a_summary_is_asked_for_as_well(
    farming: Path, run: Run, no_reasoning: None
) -> None:
    result = run("build", farming, "-o", "-", "--summary")
    assert len(list(ox.parse(result.out.encode(), format=ox.RdfFormat.TURTLE))) > 400


def test_a_base_that_ends_in_a_hash_reads_back_as_the_iris_that_were_meant(farming: Path, run: Run, no_reasoning: None) -> None:
    turtle = run("build", farming, "-o", "-", "--base", "https://data.example.org/x#").out
    subjects = {
        quad.subject.value
        for quad in ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode)
    }
    assert {subject for subject in subjects if not subject.startswith("https://data.example.org/x#")} == SHARED


@pytest.mark.usefixtures("read_before")
def test_a_folder_is_checked_file_by_file_and_a_broken_one_does_not_hide_the_others(
    farming: Path, write: Write, tmp_path: Path, run: Run
) -> None:
    write("folder/a-bad.ttl", "nonsense")
    write("folder/b-twice.txt", TWICE)
    result = run("check", tmp_path / "folder", "--lang", "en")
    assert result.code == 2
    assert "a-bad.ttl:1:" in result.out
    assert "[reading/duplicate-measure]" in result.out


@pytest.mark.usefixtures("read_before")
def test_a_warning_is_found_but_does_not_fail_the_check(write: Write, run: Run) -> None:
    write("gap.txt", GAP)
    assert run("check", "gap.txt").code == 0
    assert run("check", "gap.txt", "--fail-on", "warning").code == 1


def test_a_path_that_is_not_there_is_unreadable_input(run: Run) -> None:
    result = run("check", "nowhere.ttl", "--lang", "ja")
    assert (result.code, result.out) == (2, "")
    assert "nowhere.ttl: ありません" in result.err


def test_the_project_itself_passes_the_check(run: Run, soumu: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it but the cases of its rules, each of which tests/ontology breaks by itself."""
    gate = pytest.importorskip("shisaku.check")

    def built_before(path: Path, context: Context) -> object:
        return soumu

    monkeypatch.setattr(gate, "build", built_before)
    monkeypatch.chdir(ROOT)
    result = run("check", "--rules", "!case/*", "--lang", "en")
    assert result.code == 0
    assert result.out.rstrip("\n").split("\n")[-1].startswith("conforms: 0 errors")


# -- a project of one's own --------------------------------------------------------------------------------------------


@pytest.fixture
def own_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of this project's ontology and one question, without documents and shapes; commands run in it."""
    place = tmp_path / "own"
    (place / "queries").mkdir(parents=True)
    (place / "ontology").mkdir()
    for path in (ROOT / "ontology").iterdir():
        if path.is_file() and path.name != "shapes.ttl":
            (place / "ontology" / path.name).write_bytes(path.read_bytes())
    (place / "queries" / "pillars-in-order.rq").write_bytes((ROOT / "queries" / "pillars-in-order.rq").read_bytes())
    monkeypatch.chdir(place)
    return place


@pytest.mark.parametrize(
    ("broken", "text"),
    [("queries/pillars-in-order.rq", "SELECT nonsense"), ("ontology/topics.ttl", "@prefix : <urn:x> .\n:a :b ;;")],
)
def test_a_broken_file_of_the_project_fails_its_check_with_a_place(broken: str, text: str, own_project: Path, run: Run) -> None:
    (own_project / broken).write_text(text, encoding="utf-8")
    result = run("check", "--lang", "en")
    assert result.code == 1
    assert f"{Path(broken).name}:" in result.out
    assert "[syntax/unreadable]" in result.out


def test_commands_look_in_the_project_of_the_working_folder(own_project: Path, run: Run) -> None:
    assert [line for line in run("query").out.split("\n") if line and not line.startswith(" ")] == ["pillars-in-order"]


# -- what must never happen --------------------------------------------------------------------------------------------


def every_command_runs(function: Callable[[object], int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every command another function, with its own options."""
    monkeypatch.setattr("shisaku.cli.parser.load", lambda name: replace(load(name), run=function))


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_fault_of_ours_is_three_with_a_message(command: str, lang: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(options: object) -> int:
        raise KeyError("港")

    every_command_runs(broken, monkeypatch)
    needed = {
        "build": ["x.txt"],
        "completion": ["bash"],
        "diff": ["a.ttl", "b.ttl"],
        "explain": ["x"],
        "init": ["--country", "jp"],
        "push": ["--endpoint", "http://localhost/"],
        "read": ["x.txt"],
    }
    result = run("--lang", lang, command, *needed.get(command, []))
    assert result.code == 3
    assert result.out == ""
    assert "KeyError" in result.err
    assert "SHISAKU_DEBUG" in result.err
    assert bool(re.search(r"[ぁ-ん]", result.err)) == (lang == "ja")


def test_a_fault_of_ours_can_be_looked_into(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(options: object) -> int:
        raise KeyError("港")

    every_command_runs(broken, monkeypatch)
    monkeypatch.setenv("SHISAKU_DEBUG", "1")
    with pytest.raises(KeyError):
        main(["show"])


def test_an_interrupt_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(options: object) -> int:
        raise KeyboardInterrupt

    every_command_runs(interrupted, monkeypatch)
    assert run("show") == Result(130, "", "")


def test_no_more_findings_are_printed_than_a_person_reads(
    farming: Path, farming_build: pipeline.Build, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = farming_build
    many = tuple(Finding(f"x/{n}", Severity.INFO, Message.of({"ja": "注", "en": "note"})) for n in range(MAX_FINDINGS + 7))

    def built(document: Path, context: Context, base: str, engine: str) -> pipeline.Build:
        return pipeline.Build(made.plan, made.iris, made.asserted, made.reconstructed, made.graph, made.inferred, many)

    monkeypatch.setattr(pipeline, "build", built)
    err = run("build", farming, "-o", "out", "--lang", "en").err
    assert err.count("note [x/") == MAX_FINDINGS
    assert "and 7 more; -f trig" in err


def test_of_findings_of_one_rule_a_few_are_printed_and_their_number_but_every_error(
    farming: Path, farming_build: pipeline.Build, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = farming_build
    notes = tuple(
        Finding("x/note", Severity.WARNING, Message.of({"ja": "注", "en": f"note {n}"})) for n in range(MAX_PER_RULE + 4)
    )
    errors = tuple(
        Finding("x/error", Severity.ERROR, Message.of({"ja": "誤", "en": f"fault {n}"})) for n in range(MAX_PER_RULE + 4)
    )

    def built(document: Path, context: Context, base: str, engine: str) -> pipeline.Build:
        return pipeline.Build(
            made.plan, made.iris, made.asserted, made.reconstructed, made.graph, made.inferred, (*notes, *errors)
        )

    monkeypatch.setattr(pipeline, "build", built)
    err = run("build", farming, "-o", "out", "--lang", "en").err
    assert err.count("[x/note]") == MAX_PER_RULE
    assert err.count("[x/error]") == MAX_PER_RULE + 4
    assert f"and 4 more (x/note {MAX_PER_RULE + 4}" in err


def test_a_reader_that_goes_away_is_no_fault() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "shisaku", "-q", "query", "--example", "what-is-the-outline"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(timeout=PATIENCE) == 0
    assert err == ""


def test_output_is_utf_8_even_where_the_locale_knows_no_japanese() -> None:
    environment = {**os.environ, "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    result = shell("--lang", "ja", "query", "--example", "pillars-in-order", "-f", "csv", env=environment)
    assert result.returncode == 0
    assert "ポストコロナの社会に向けた地方回帰支援" in result.stdout.decode("utf-8")


def test_a_user_s_mistake_in_a_process_of_its_own_is_two_without_a_traceback() -> None:
    result = shell("--lang", "ja", "build", "ない.txt")
    assert result.returncode == 2
    assert result.stdout == b""
    assert "ない.txt: ファイルがありません" in result.stderr.decode("utf-8")
    assert b"Traceback" not in result.stderr


def test_help_costs_few_calls_and_modules() -> None:
    program = (
        "import sys\nfrom shisaku.cli import main\ncalls = 0\n"
        "def count(frame, event, argument):\n    global calls\n    calls += event in ('call', 'c_call')\n"
        "sys.setprofile(count)\ntry:\n    main(['--help'])\nexcept SystemExit:\n    sys.setprofile(None)\n"
        "print(calls, len(sys.modules), file=sys.stderr)\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    calls, modules = map(int, result.stderr.split())
    assert calls < 40_000  # twice as many as it makes
    assert modules < 130  # Python itself has a third of them


def test_help_reads_no_more_of_the_settings_than_the_language() -> None:
    program = (
        "import sys\nfrom shisaku.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'shisaku.project', 'shisaku.formats', 'decimal', 'hashlib'} & set(sys.modules)), file=sys.stderr)\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stderr == "[]\n"


@pytest.mark.parametrize("name", ["shisaku.toml", "pyproject.toml"])
def test_what_is_wrong_with_settings_is_told_in_their_language(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(f'{"[tool.shisaku]" if "py" in name else ""}\nlang = "ja"\nlanes = 3\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert main(["check"]) == 2
    assert "lanes という設定はありません" in capsys.readouterr().err


@pytest.mark.parametrize("written", ["tool = 3", "lang = 3", "[tool]\nshisaku = 3", "lang = ", "[tool.shisaku]\nlang = 3"])
def test_settings_that_name_no_language_do_not_keep_help_back(
    written: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pyproject.toml").write_text(written, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "build" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--version"]])
def test_help_and_version_import_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom shisaku.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "heavy = {'rdflib', 'rich', 'pyoxigraph', 'owlrl', 'pyshacl', 'yaml'} & set(sys.modules)\n"
        "print('heavy:', sorted(heavy), file=sys.stderr)\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stderr == "heavy: []\n"


def test_a_literal_that_is_not_of_its_datatype_is_a_finding_and_no_traceback_of_a_library(tmp_path: Path) -> None:
    wrong = {"decimal": "a half", "positiveInteger": "third", "date": "2032-13-41", "boolean": "maybe"}
    values = ", ".join(f"'{text}'^^<http://www.w3.org/2001/XMLSchema#{name}>" for name, text in wrong.items())
    ordinal = "<https://w3id.org/shisaku/ontology#ordinal>"
    (tmp_path / "plan.ttl").write_text(f"<https://example.org/p> {ordinal} {values} .", encoding="utf-8")
    result = shell("--lang", "en", "check", str(tmp_path / "plan.ttl"))
    assert result.returncode == 1
    assert result.stderr == b""
    assert result.stdout.decode().count("dt-not-type") == len(wrong)
