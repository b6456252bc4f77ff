"""`shisaku read`: the tree, the lines one by one, the page; exit codes and both languages."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.reading.structure.making import LINES, PAGE

from shisaku import pipeline
from shisaku.cli import main
from shisaku.explain.reading_report import SYMBOLS
from shisaku.pipeline import Context
from shisaku.project import Project
from shisaku.reading.overrides.source_settings import read_description

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def plan(tmp_path: Path, context: Context, monkeypatch: pytest.MonkeyPatch) -> Path:
    def of(project: Project) -> Context:
        return context

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline.Context, "of", of)
    path = tmp_path / "plan.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["read", *map(str, arguments)])
        out, err = capsys.readouterr()
        assert not re.search(r"\\u[0-9a-fA-F]{4}|Traceback", out + err)
        return code, out, err

    return command


def test_the_tree_shows_number_class_confidence_and_details(plan: Path, run: Run) -> None:
    code, out, err = run(plan, "--lang", "en")
    assert (code, err) == (0, "")
    assert re.search(r"1\.1 砂浜の清掃  環境課  〈measure〉  \[0\.\d\d\??\]", out)
    assert re.search(r"1 浜辺を守る  〈pillar〉", out)


@pytest.mark.parametrize(
    ("lang", "words"), [("ja", ("〈柱〉", "理由: ", "構成要素である確率", "次点")), ("en", ("〈pillar〉", "because: ", "next: "))]
)
def test_the_lines_are_in_the_language(plan: Path, run: Run, lang: str, words: tuple[str, ...]) -> None:
    code, out, _ = run(plan, "--explain", "--lang", lang)
    assert code == 0
    assert all(word in out for word in words)
    assert re.search(r"^ +[0-9]+ [ !] +● 1\.1 砂浜の清掃  〈", out, re.MULTILINE)


def test_the_lines_end_with_how_many_there_are(plan: Path, run: Run) -> None:
    last = run(plan, "--explain", "--lang", "en")[1].splitlines()[-1]
    assert re.fullmatch(r"\d+ lines: 8 components, \d+ not understood, \d+ to be checked", last)


def test_a_table_is_listed_before_its_cells(plan: Path, run: Run) -> None:
    out = run(plan, "--explain", "--lang", "en")[1]
    assert "── table 1: table of projects " in out
    assert "columns: name, department, budget ──" in out


def test_what_drives_a_terminal_is_shown_as_what_it_is(plan: Path, run: Run) -> None:
    plan.with_name("plan.txt").write_text(LINES.replace("Thanks", "Thanks\u202e"), encoding="utf-8")
    out = run(plan.with_name("plan.txt"), "--explain")[1]
    assert "\u202e" not in out
    assert "<U+202E>" in out


def only(node: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first that fits."""
    found = node.css_first(selector)
    assert found is not None, selector
    return found


def page_of(plan: Path, run: Run, lang: str = "en") -> LexborHTMLParser:
    code, out, err = run(plan, "--explain", "--html", plan.with_name("read.html"), "--lang", lang)
    assert (code, out) == (0, "")
    assert "read.html" in err
    return LexborHTMLParser(plan.with_name("read.html").read_text(encoding="utf-8"))


def test_the_page_is_self_contained_and_needs_no_script(plan: Path, run: Run) -> None:
    page = page_of(plan, run)
    html = page.html or ""
    assert not page.css("script, link, img, iframe")
    assert "url(" not in html
    assert "http" not in html
    assert only(page, "html").attributes["lang"] == "en"


def test_the_page_has_every_line_with_a_symbol_that_needs_no_colour(plan: Path, run: Run) -> None:
    rows = page_of(plan, run).css("tbody tr:not(.table)")
    lines = run(plan, "--explain", "--lang", "en")[1]
    assert f"{len(rows)} lines:" in lines
    assert all(only(row, ".sign").text() in SYMBOLS.values() and only(row, ".called").text() for row in rows)
    assert {only(row, ".words").text() for row in rows} >= {"1.1 砂浜の清掃", "毎月、砂浜を清掃します。", "観光課"}


def test_every_choice_of_the_page_hides_what_it_names(plan: Path, run: Run) -> None:
    page = page_of(plan, run)
    style = only(page, "style").text()
    for name, kind in (("unsure", "unsure"), ("unread", "unread"), ("components", "component")):
        assert only(page, f"input#show-{name}").attributes["name"] == "show"
        assert f"#show-{name}:checked ~ table tbody tr:not(.{kind})" in style
        assert only(page, f"label[for=show-{name}]").text().strip()
    assert len(page.css("tr.component")) == 8


def test_the_lines_of_the_page_are_settings_that_are_read(plan: Path, run: Run) -> None:
    remedies = [node.text() for node in page_of(plan, run, "ja").css("pre")]
    assert len(remedies) > 10
    settings = plan.with_name("other.toml")
    for remedy in remedies:
        settings.write_text(f'id = "a"\n{remedy}\n', encoding="utf-8")
        assert len(read_description(settings).overrides) == 1


def test_a_page_in_japanese_states_its_language(plan: Path, run: Run) -> None:
    page = page_of(plan, run, "ja")
    assert only(page, "html").attributes["lang"] == "ja"
    assert only(page, "th:last-child").text() == "読み取った結果と理由"


def test_words_of_a_document_are_no_markup_on_the_page(plan: Path, run: Run) -> None:
    plan.write_text(PAGE.replace("毎月", "&lt;script&gt;毎月"), encoding="utf-8")
    assert not page_of(plan, run).css("script")


def test_an_override_without_effect_is_reported_once(plan: Path, run: Run) -> None:
    plan.with_name("source.toml").write_text('id = "a"\n[[override]]\nline = "どこにもない"\nnone = true\n', encoding="utf-8")
    code, out, err = run(plan, "--explain", "--lang", "en")
    assert code == 1
    assert "reading/override-without-effect" in err
    assert "1.1 砂浜の清掃" in out


@pytest.mark.parametrize("arguments", [["plan.md", "--html", "x.html"], ["nowhere.md"]])
def test_wrong_use_is_two(plan: Path, run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments, "--lang", "en")
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert not plan.with_name("x.html").exists()
