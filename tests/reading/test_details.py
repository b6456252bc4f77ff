"""What a line prints beside its words: sums, last year's sums, departments, tags, pointers."""

from decimal import Decimal

import pytest

from shisaku.model.details import NO_DETAILS
from shisaku.model.source import Span
from shisaku.reading.tokens.line_details import SplitLine, completes, split_line
from shisaku.reading.tokens.lines import Line


def line(text: str, unit: int | None = None, start: int = 0) -> SplitLine:
    return split_line(Line(start, text), unit)


@pytest.mark.parametrize("gap", ["　", " ", "\t", "  ", "　　", " ……… ", "：", "....... "])
def test_a_sum_behind_a_gap_is_not_of_the_words(gap: str) -> None:
    found = line(f"灯台の塗り替え{gap}４２億円")
    assert found.words == Line(0, "灯台の塗り替え")
    assert found.details.amount is not None
    assert (found.details.amount.printed, found.details.amount.amount, found.priced) == ("４２億円", Decimal(4_200_000_000), True)


def test_the_place_of_a_sum_is_counted_in_the_source() -> None:
    found = line("灯台　４２億円", start=50)
    assert found.details.amount is not None
    assert found.details.amount.span == Span(53, 57)
    assert found.words.start == 50


@pytest.mark.parametrize(
    "text",
    [
        "上限２万円の網戸助成",
        "家賃５万円以下の空き家の紹介",
        "１人１万円を配る",
        "補助は ２万円を上限とし、三年で終える。",
        "灯台の塗り替え",
        "灯台 42か所",
    ],
)
def test_a_sum_that_the_words_go_on_behind_is_one_of_them(text: str) -> None:
    assert line(text) == SplitLine(Line(0, text), NO_DETAILS)


def test_of_two_sums_the_one_in_its_column_is_that_of_the_line() -> None:
    found = line("上限２万円の網戸助成　３００万円")
    assert found.words.text == "上限２万円の網戸助成"
    assert found.details.amount is not None
    assert found.details.amount.printed == "３００万円"


@pytest.mark.parametrize(
    "behind",
    ["（３８億円）", " (38億円)", "（前年度 38億円）", "［令和７年度 38億円］", "　（昨年度38億円）", "【R7年度：38億円】"],
)
def test_a_sum_in_brackets_behind_the_sum_is_last_years(behind: str) -> None:
    found = line(f"待合室の断熱　42億円{behind}").details
    assert found.amount is not None
    assert found.previous is not None
    assert (found.amount.amount, found.previous.amount) == (Decimal(4_200_000_000), Decimal(3_800_000_000))


def test_last_years_sum_cannot_be_given() -> None:
    found = line("時計の取替え　６千円（令和８年度 事項要求）").details
    assert found.previous is not None
    assert (found.previous.printed, found.previous.amount) == ("事項要求", None)


@pytest.mark.parametrize("text", ["待合室の断熱（４２億円）", "待合室の断熱　（４２億円）", "待合室の断熱 【４２億円】"])
def test_the_only_sum_may_be_in_brackets(text: str) -> None:
    found = line(text)
    assert found.details.amount is not None
    assert (found.words.text, found.details.amount.printed, found.details.previous) == ("待合室の断熱", "４２億円", None)


@pytest.mark.parametrize(
    ("text", "departments"),
    [
        ("柵の改修　９０万円　港湾課", ("港湾課",)),
        ("柵の改修　港湾課　９０万円", ("港湾課",)),
        ("柵の改修　９０万円　港湾課・公園課", ("港湾課", "公園課")),
        ("柵の改修　９０万円　港湾課 公園課", ("港湾課", "公園課")),
        ("柵の改修　９０万円（港湾課）", ("港湾課",)),
        ("柵の改修【港湾課】　９０万円", ("港湾課",)),
        ("柵の改修（担当：港湾課）　９０万円", ("港湾課",)),
        ("柵の改修（所管部局：港湾局、公園課）　９０万円", ("港湾局", "公園課")),
        ("柵の改修　９０万円　教育委員会事務局", ("教育委員会事務局",)),
    ],
)
def test_departments_are_before_or_behind_the_sum_or_in_brackets(text: str, departments: tuple[str, ...]) -> None:
    found = line(text)
    assert (found.words.text, found.details.departments) == ("柵の改修", departments)
    assert found.details.amount is not None
    assert found.details.description == ()


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("【新規】根上がりの調査", ("新規",)),
        ("（拡充）根上がりの調査", ("拡充",)),
        ("根上がりの調査（継続）", ("継続",)),
        ("根上がりの調査〔一部新規〕", ("一部新規",)),
        ("根上がりの調査［新］", ("新",)),
        ("【重点】（新）根上がりの調査", ("重点", "新")),
        ("根上がりの調査（新規・拡充）", ("新規・拡充",)),
        ("【市独自】根上がりの調査", ("市独自",)),
    ],
)
@pytest.mark.parametrize("behind", ["", "　300万円　公園課"])
def test_tags_are_no_words_of_the_label(text: str, tags: tuple[str, ...], behind: str) -> None:
    found = line(text + behind)
    assert (found.words.text, found.details.tags) == ("根上がりの調査", tags)


@pytest.mark.parametrize(
    "text", ["根上がり（街路樹）の調査", "根上がりの調査（一般会計）", "（仮称）根上がりの調査", "【重点】", "（新規）"]
)
def test_other_brackets_and_brackets_alone_are_words(text: str) -> None:
    assert line(text).words.text == text


@pytest.mark.parametrize(
    ("bracket", "pointer"),
    [
        ("《関連公約　2-①》", "関連公約　2-①"),
        ("《公約1-①》", "公約1-①"),
        ("（総合計画３－２参照）", "総合計画３－２参照"),
        ("（ｐ．１２参照）", "ｐ．１２参照"),
        ("（12ページ）", "12ページ"),
        ("（→Ⅱ－３）", "→Ⅱ－３"),
        ("［関連：施策４］", "関連：施策４"),
    ],
)
@pytest.mark.parametrize("behind", ["", "　300万円"])
def test_pointers_are_no_words_of_the_label(bracket: str, pointer: str, behind: str) -> None:
    found = line(f"街路樹を守る{bracket}{behind}")
    assert (found.words.text, [one.printed for one in found.details.references]) == ("街路樹を守る", [pointer])


def test_what_follows_the_sum_and_is_nothing_else_becomes_the_description() -> None:
    found = line("吊り橋の点検　１８０万円　土木課　隔年で行う").details
    assert [passage.text for passage in found.description] == ["隔年で行う"]
    assert found.departments == ("土木課",)
    assert (found.description[0].span.start, found.description[0].span.end) == (17, 22)


@pytest.mark.parametrize("empty", ["ー", "－", "-", "なし", "―"])
def test_an_empty_cell_is_a_column_for_a_sum_without_one(empty: str) -> None:
    found = line(f"雪像づくりの講習　{empty}　観光課")
    assert (found.words.text, found.details.amount, found.details.departments) == ("雪像づくりの講習", None, ("観光課",))
    assert found.priced


def test_a_department_without_a_column_for_a_sum_stays_with_the_words() -> None:
    assert line("講習の会場　観光課") == SplitLine(Line(0, "講習の会場　観光課"), NO_DETAILS)


def test_bare_figures_are_sums_only_where_the_document_declares_a_unit() -> None:
    assert line("雨漏りの修繕　12,500").details.amount is None
    found = line("雨漏りの修繕　12,500", unit=1_000)
    assert found.details.amount is not None
    assert (found.words.text, found.details.amount.amount) == ("雨漏りの修繕", Decimal(12_500_000))


def test_a_line_longer_than_any_item_is_prose() -> None:
    text = "浜の砂を運ぶ。" * 60 + "　42億円"
    assert line(text) == SplitLine(Line(0, text), NO_DETAILS)


def test_a_line_that_is_nothing_but_a_sum_has_no_words() -> None:
    found = line("４２億円")
    assert (found.words.text, found.priced) == ("", True)


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("柵の改修　90万円　港湾", "空港課", True),
        ("柵の改修　90万円", "港湾課", True),
        ("柵の改修　90万円　港湾課", "灯りを増やす", False),
        ("柵の改修　90万円　港湾課", "足元の灯りを増やし、夜も歩けるようにする課題", False),
    ],
)
def test_a_department_that_did_not_fit_is_in_the_next_line(above: str, below: str, whole: bool) -> None:
    assert completes(Line(0, above), Line(len(above) + 1, below)) is whole
