"""The title of a document: the first line that looks like one, or what the format states."""

from collections.abc import Sequence

import pytest
from tests.reading.structure.inventing import document, heading, item, items_of, lexicon, of_format, pages
from tests.reading.tables.making import schemes

from shisaku.formats.text_builder import BlockWords
from shisaku.model.document import Document
from shisaku.model.source import PrintedLine
from shisaku.reading.items.item_text import language_of
from shisaku.reading.items.titles import find_title, names_plan, stated_title


def title(made: Document | str, layout: Sequence[PrintedLine] = ()) -> str:
    found = items_of(made, layout)
    document_ = made if isinstance(made, Document) else None
    best = find_title(found, document_, language_of([one.text for one in found]), lexicon())
    if best is not None and isinstance(made, str):
        assert made[best.title.span.start : best.title.span.end].startswith(best.title.text[:3])
    return best.title.text if best is not None else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("港の計画\n\n第１章 岸壁\n・岸壁を直す\n", "港の計画"),
        ("令和８年４月１日\n\n港の計画\n\n第１章 岸壁\n・岸壁を直す\n", "港の計画"),
        ("https://example.org/minato\n\n港の計画\n\n第１章 岸壁\n", "港の計画"),
        ("Harbour Plan\n\n1. Quays\n\nThe quays are old.\n", "Harbour Plan"),
        ("The quays are old. They will be repaired.\n", ""),
        ("", ""),
    ],
)
def test_the_title_is_the_first_line_that_may_be_one(text: str, expected: str) -> None:
    assert title(text) == expected


def test_a_heading_of_the_first_level_is_the_title() -> None:
    assert title(document(BlockWords("潮見町"), heading("港の計画"), heading("岸壁", 2), item("岸壁を直す"))) == "港の計画"


def test_the_largest_letters_are_the_title() -> None:
    lines = [("潮見町役場", 10.0), ("みなとのまちづくり", 24.0), *((f"岸壁の石の{n}", 10.0) for n in range(9))]
    assert title(*pages(*lines)) == "みなとのまちづくり"


def test_a_title_in_large_letters_goes_on_in_the_next_line() -> None:
    assert title(*pages(("潮見町", 24.0), ("港の計画", 24.0), *((f"岸壁の石の{n}", 10.0) for n in range(9)))) == "潮見町港の計画"


def test_the_name_of_a_site_is_no_part_of_the_stated_title() -> None:
    page = "<html><head><title>港の計画 | 潮見町</title></head><body><h1>港の計画</h1><p>岸壁を直す。</p></body></html>"
    made = of_format(page.encode(), "some.html")
    assert stated_title(made) == "港の計画"
    assert title(made) == "港の計画"


def test_the_metadata_of_office_files_is_not_relied_on() -> None:
    assert stated_title(Document("docx", "港", (), title="テンプレート")) == ""
    assert stated_title(None) == ""


@pytest.mark.parametrize(
    ("text", "plan"),
    [("港の実施計画", True), ("Harbour Action Plan", True), ("港の話", False), ("The Planet of the Boats", False)],
)
def test_words_name_a_plan(text: str, plan: bool) -> None:
    assert names_plan(text, schemes()) is plan


def test_a_numbered_line_and_an_item_are_no_titles_where_another_line_is() -> None:
    assert title(document(item("岸壁を直す"), heading("１ 岸壁"), heading("港の計画"))) == "港の計画"


def test_one_of_several_lines_in_brackets_is_no_title() -> None:
    parts = "".join(f"\n【{name}を直す】\n\n{name}が古くなったので直します。\n" for name in ("岸壁", "灯台", "桟橋"))
    assert title(f"潮見町の港の仕事\n{parts}") == "潮見町の港の仕事"
    assert title(f"更新日：４月１日\n町の港を直します。\n{parts}") != "【岸壁を直す】"


@pytest.mark.parametrize(
    "before",
    [
        "議案第３号",
        "要綱第１２号",
        "【資料２】",
        "Press Release",
        "報道関係者　各位",
        "表１　岸壁の一覧",
        "Table 5.3 Quays: repairs",
        "（素案）",
        "Page 8",
        "トップ > 町政 > 港",
        "The plan has three goals:",
        "計画のねらい：",
        "“A harbour for everybody”",
        "《財源の内訳",
        "課長補佐　港 太郎（内線2795）",
        "代表電話　03(5253)1111",
        "2081-2100",
    ],
)
def test_what_is_beside_a_title_is_none(before: str) -> None:
    assert title(f"{before}\n\n港のまちづくり\n\n岸壁を直す。\n") == "港のまちづくり"


@pytest.mark.parametrize("before", ["潮見町港湾局", "第３回", "潮見町港湾整備検討会", "潮見町総合計画審議会（第４回）"])
def test_a_body_and_its_meeting_are_no_title_where_another_line_is(before: str) -> None:
    assert title(f"{before}\n\n潮見の港のまちづくりについて\n\n岸壁を直す。\n") == "潮見の港のまちづくりについて"


@pytest.mark.parametrize("below", ["施政方針・予算説明", "６月補正予算の概要"])
def test_a_year_alone_begins_the_title_in_the_next_line(below: str) -> None:
    lines = [("令和８年度", 17.6), (below, 30.0), *((f"岸壁の石の{n}", 10.0) for n in range(9))]
    assert title(*pages(*lines)) == f"令和８年度{below}"


def test_a_line_that_names_its_subject_is_rather_the_title_than_the_one_above() -> None:
    assert title("港湾省\n\n港湾省の岸壁対策について\n\n岸壁を直す。\n") == "港湾省の岸壁対策について"
    assert title("港湾省の予算情報\n\n岸壁の修繕について（案）\n\n岸壁を直す。\n") == "岸壁の修繕について"


def test_a_year_alone_does_not_take_in_a_numbered_heading() -> None:
    lines = [("令和８年度", 17.6), ("１ 岸壁", 17.6), *((f"岸壁の石の{n}", 10.0) for n in range(9))]
    assert title(*pages(*lines)) == "令和８年度"


def test_a_title_begins_in_the_line_before_the_one_that_names_a_plan() -> None:
    lines = [("Town of Shiomi", 12.0), ("HARBOUR ACTION PLAN", 12.0), *((f"stones of quay {n}", 10.0) for n in range(9))]
    assert title(*pages(*lines)) == "Town of Shiomi HARBOUR ACTION PLAN"


def test_much_larger_letters_outweigh_a_place_at_the_top() -> None:
    lines = [
        ("潮見町の職員の意見", 12.0),
        ("令和８年４月１日", 12.0),
        ("係船の仕方に関する考え方", 22.0),
        *((f"岸壁の石の{n}", 12.0) for n in range(9)),
    ]
    assert title(*pages(*lines)) == "係船の仕方に関する考え方"
