"""Every line of a document is explained: what it was taken for, why, and the lines that correct it."""

from itertools import pairwise
from pathlib import Path

import pytest
from tests.reading.structure.making import LINES, PAGE, WEB, Made, made

from shisaku.pipeline import Context
from shisaku.reading.trace.line_trace import explained

OVERVIEW = """\
浜の計画（令和８年度版）

○：予算 ☆：制度

Ⅰ 浜のくらし

１ 桟橋の補修
○桟橋の点検 ○☆桟橋の改修

２ 市場の建て替え
○直売所の新設

Ⅱ 里のくらし

３ 棚田の保全
○棚田の草刈り
"""
DOCUMENTS = [("plan.md", PAGE), ("plan.txt", LINES), ("plan.html", WEB), ("overview.txt", OVERVIEW)]
documents = pytest.mark.parametrize(("name", "text"), DOCUMENTS, ids=[name for name, _ in DOCUMENTS])
COMPONENTS = ("pillar", "group", "measure", "initiative")


@pytest.fixture
def page(tmp_path: Path, context: Context) -> Made:
    return made(tmp_path, context, "plan.md", PAGE)


@documents
def test_every_character_is_in_one_line_in_order(tmp_path: Path, context: Context, name: str, text: str) -> None:
    found = made(tmp_path, context, name, text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found.lines))
    inside = {at for line in found.lines for at in range(line.span.start, line.span.end)}
    source = found.plan.source.text
    assert [c for at, c in enumerate(source) if at not in inside and not c.isspace()] == []


@documents
def test_every_component_is_listed_once_with_its_address(tmp_path: Path, context: Context, name: str, text: str) -> None:
    found = made(tmp_path, context, name, text)
    addresses = found.plan.addresses()
    keys = [line.key for line in found.lines if line.key]
    assert sorted(keys) == sorted(addresses[part.key] for part, _ in found.plan.walk())
    assert all((line.taken in COMPONENTS) == bool(line.key) for line in found.lines)


def test_the_role_of_a_line_is_described_in_words(page: Made) -> None:
    assert page.line("入江町").called.verbatim("en") == "title of the document"
    assert page.line("1 浜辺を守る").called.verbatim("ja") == "柱"
    assert page.line("担当：環境課").called.verbatim("ja") == "「1.1 砂浜の清掃」の担当"
    assert page.line("毎月").called.verbatim("en") == "description of “1.1 砂浜の清掃”"
    assert page.line("毎月").line == 11


def test_a_component_is_explained_with_its_parent_and_the_next_best(page: Made) -> None:
    line = page.line("1.2 松林")
    assert line.parent is not None
    assert line.parent.verbatim("ja") == "「1 浜辺を守る」"
    assert line.rival is not None
    assert line.placed is not None
    assert line.rival_share is not None
    assert 0 < line.rival_share < line.placed <= 1
    assert line.placed_by
    assert 0 < len(line.reasons) <= 3
    assert all(reason.message.verbatim("ja") and reason.message.verbatim("en") for reason in (*line.reasons, *line.placed_by))


def test_depth_follows_the_tree(page: Made) -> None:
    assert [page.line(words).depth for words in ("入江町", "1 浜辺", "1.1 砂浜", "担当：環境課", "毎月")] == [0, 1, 2, 3, 3]


def test_a_line_that_looks_like_components_is_proposed_at_their_level(tmp_path: Path, context: Context) -> None:
    out = made(tmp_path, context, "plan.md", PAGE, '[[override]]\nline = "1.2 松林"\nnone = true\n')
    assert out.line("1.2 松林").level == 2
    assert "level = 2  #" in out.line("1.2 松林").remedy.verbatim("en")


def test_of_a_reading_by_numbers_and_marks_every_entry_has_the_lines_that_move_it(tmp_path: Path, context: Context) -> None:
    found = made(tmp_path, context, "overview.txt", OVERVIEW)
    entry = found.line("○☆桟橋の改修")
    assert (entry.taken, entry.line) == ("initiative", 8)
    assert entry.remedy.verbatim("ja").startswith('[[override]]\nentry = "桟橋の改修"\nunder = 1')
    measure = found.line("３ 棚田")
    override = measure.remedy.verbatim("en").replace("under = ", 'under = "Ⅰ" # ')
    assert made(tmp_path, context, "overview.txt", OVERVIEW, override).tree["棚田の保全"] == "浜のくらし"


def test_a_cell_is_explained_with_its_table_and_column(page: Made) -> None:
    name, head = page.line("水門の塗装").table, page.line("事業名")
    assert name is not None
    assert (name.kind, name.role, name.role_called.verbatim("ja"), name.number) == ("projects", "name", "名称", 1)
    assert name.place.verbatim("en") == "table 1, row 3, column 1"
    assert head.taken == "head"
    owner = next(line for line in page.lines if line.text == "観光課").table
    assert owner is not None
    assert owner.role == "department"


def test_what_overrides_leave_out_is_marked_as_such(tmp_path: Path, context: Context) -> None:
    found = made(tmp_path, context, "plan.md", PAGE, '[[override]]\nfurniture = "編集の後に"\n')
    assert found.line("編集の後に").taken == "aside"
    assert found.line("編集の後に").remedy.verbatim("ja") == ""


def test_an_override_is_the_reason_and_needs_no_look(tmp_path: Path, context: Context) -> None:
    found = made(tmp_path, context, "plan.md", PAGE, '[[override]]\nline = "編集の後に"\nlevel = 1\n')
    line = found.line("編集の後に")
    assert [reason.basis for reason in line.reasons] == ["editor-override"]
    assert line.placed == 1.0
    assert not line.unsure


def test_what_is_not_understood_is_to_be_looked_at(page: Made) -> None:
    unread = [line for line in page.lines if line.taken == "unread"]
    assert all(line.unsure for line in unread)


def test_every_line_is_explained_without_learned_weights(page: Made) -> None:
    lines = explained(page.plan)
    assert {line.taken for line in lines} >= {"title", "pillar", "measure", "prose"}
    assert all(line.exists is None for line in lines)


@documents
def test_the_lines_that_correct_a_component_do(tmp_path: Path, context: Context, name: str, text: str) -> None:
    found = made(tmp_path, context, name, text)
    for line in [line for line in found.lines if line.key and "none = true" in line.remedy.verbatim("ja")]:
        again = made(tmp_path, context, name, text, line.remedy.verbatim("ja"))
        assert again.unmet == []
        assert again.line(line.text).taken not in COMPONENTS


@pytest.mark.parametrize(("name", "text"), DOCUMENTS[:3], ids=[name for name, _ in DOCUMENTS[:3]])
def test_the_lines_that_make_a_component_of_another_line_do(tmp_path: Path, context: Context, name: str, text: str) -> None:
    found = made(tmp_path, context, name, text)
    others = [
        line for line in found.lines if line.taken in ("prose", "unread", "title") and "level" in line.remedy.verbatim("en")
    ]
    assert others
    for line in others:
        override = line.remedy.verbatim("en").replace(f"level = {line.level}", "level = 1")
        again = made(tmp_path, context, name, text, override)
        assert again.unmet == []
        assert any(one.key and one.span.start == line.span.start for one in again.lines)


def test_the_lines_that_correct_a_table_do(page: Made, tmp_path: Path, context: Context) -> None:
    remedy = page.line("担当課").remedy.verbatim("ja")
    again = made(tmp_path, context, "plan.md", PAGE, remedy)
    assert again.unmet == []
    assert again.line("水門の塗装").taken == "cell"
    assert "水門の塗装" not in again.tree


def test_the_other_ways_to_correct_it_are_well_formed(page: Made, tmp_path: Path, context: Context) -> None:
    remedy = page.line("2.1 水路").remedy.verbatim("ja")
    under = remedy.replace("none = true", "# none = true").replace("# under", "under")
    level = remedy.replace("none = true", "# none = true").replace("# level", "level")
    for override in (under, level):
        assert made(tmp_path, context, "plan.md", PAGE, override).unmet == []


def test_lines_of_the_same_words_are_distinguished_by_their_numbers(tmp_path: Path, context: Context) -> None:
    text = PAGE + "\n## 3 祭りを支える\n\nおわり\n\n## 4 港を整える\n\nおわり\n"
    found = made(tmp_path, context, "plan.md", text)
    ends = [line for line in found.lines if line.text == "おわり"]
    assert len(ends) == 2
    assert [f"line = {line.line}\n" in line.remedy.verbatim("ja") for line in ends] == [True, True]
