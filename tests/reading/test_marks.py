import pytest

from shisaku.model.plan import LegendEntry
from shisaku.model.source import Span
from shisaku.reading.tokens.lines import Line
from shisaku.reading.tokens.marked_words import pieces
from shisaku.reading.tokens.marks import RESTATED, leading_marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("○里山", "○"),
        ("○☆里山", "○☆"),
        ("○ ☆里山", "○☆"),
        ("◯里山", "◯"),
        ("〇里山", "〇"),
        ("※ 里山", "※"),
        ("里山○", ""),
        ("", ""),
    ],
)
def test_leading_marks_are_the_run_that_a_line_begins_with(text: str, marks: str) -> None:
    assert leading_marks(text) == marks


@pytest.mark.parametrize("text", ["○○市の里山", "〇〇県", "◯◯町", "●●部局", "○〇村", "◯○島"])
def test_a_placeholder_is_no_mark(text: str) -> None:
    assert leading_marks(text) == ""


@pytest.mark.parametrize("text", ["○ ○○市の里山", "☆　○○市の里山"])
def test_a_mark_before_a_placeholder_is_a_mark(text: str) -> None:
    assert leading_marks(text) == text[0]


@pytest.mark.parametrize("colon", ["：", ":", "＝", "=", " ： "])
def test_a_legend_explains_every_mark_of_its_line(colon: str) -> None:
    found = Line(10, f"○{colon}補助事業 ☆{colon}法改正").legend
    assert [(entry.symbol, entry.meaning) for entry in found] == [("○", "補助事業"), ("☆", "法改正")]


def test_a_legend_entry_spans_its_mark_and_its_meaning() -> None:
    assert Line(10, "○：補助事業　☆：法改正").legend == (
        LegendEntry("○", "補助事業", Span(10, 16)),
        LegendEntry("☆", "法改正", Span(17, 22)),
    )


@pytest.mark.parametrize("text", ["（凡例）○：補助事業", "【○：補助事業】", "凡例　○：補助事業", "注）○：補助事業"])
def test_a_legend_may_be_introduced_and_bracketed(text: str) -> None:
    assert [(entry.symbol, entry.meaning) for entry in Line(0, text).legend] == [("○", "補助事業")]


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("★印は、新規事業", [("★", "新規事業")]),
        ("※ ☆印は拡充を示す。", [("☆", "拡充")]),
        (
            "○は来年までに行うものです。●は再来年までに行うものです。",
            [("○", "来年までに行うもの"), ("●", "再来年までに行うもの")],
        ),
        ("「◎」は重点である", [("◎", "重点")]),
        ("★ indicates new projects", [("★", "new projects")]),
    ],
)
def test_a_legend_may_explain_marks_in_a_sentence(text: str, explained: list[tuple[str, str]]) -> None:
    found = Line(5, text).legend
    assert [(entry.symbol, entry.meaning) for entry in found] == explained
    assert [text[entry.span.end - 5 - len(entry.meaning or "") : entry.span.end - 5] for entry in found if entry.span] == [
        meaning for _, meaning in explained
    ]


@pytest.mark.parametrize("text", ["○はじめに", "■はまべの里", "・はまべです", "○○は市です", "○は港。海は市です。", "○里山の印"])
def test_words_that_begin_as_such_a_sentence_does_are_no_legend(text: str) -> None:
    assert Line(0, text).legend == ()


@pytest.mark.parametrize("text", ["○里山の保全", "○里山 ☆海辺", "里山○：保全", "○：", "○：" + "長" * 31, "里山"])
def test_entries_and_long_explanations_are_no_legend(text: str) -> None:
    assert Line(0, text).legend == ()


def split(text: str, marks: str) -> list[tuple[str, str]]:
    return [(piece.marks, piece.words[0].text) for piece in pieces(Line(0, text), frozenset(marks))]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("○里山の保全 ○海辺の清掃", [("○", "里山の保全"), ("○", "海辺の清掃")]),
        ("○里山の保全○海辺の清掃", [("○", "里山の保全"), ("○", "海辺の清掃")]),
        ("○☆里山の保全 ※118番通報の普及", [("○☆", "里山の保全"), ("※", "118番通報の普及")]),
        ("○ 里山の保全", [("○", "里山の保全")]),
        ("○☆里山 ☆海辺 ○川", [("○☆", "里山"), ("☆", "海辺"), ("○", "川")]),
        ("の続き ○海辺の清掃", [("", "の続き"), ("○", "海辺の清掃")]),
    ],
    ids=["spaced", "without a space", "two marks and a number", "a space behind the mark", "three", "running on"],
)
def test_a_line_is_split_before_every_run_of_entry_marks(text: str, entries: list[tuple[str, str]]) -> None:
    assert split(text, "○☆※") == entries


@pytest.mark.parametrize("text", ["○里山※の保全", "○里山・海辺", "○里山 ○○市の里山"])
def test_marks_inside_words_and_placeholders_split_nothing(text: str) -> None:
    assert split(text, "○☆※・△") == [("○", text[1:])]


def test_a_mark_that_opens_no_entries_here_splits_nothing() -> None:
    assert split("○里山 ■海辺", "○") == [("○", "里山 ■海辺")]


@pytest.mark.parametrize("circle", "○◯〇")
def test_the_three_circles_are_the_same_mark(circle: str) -> None:
    assert split(f"{circle}里山 {circle}海辺", "○") == [(circle, "里山"), (circle, "海辺")]


def test_pieces_keep_their_offsets() -> None:
    first, second = pieces(Line(100, "○里山  ☆ 海辺"), frozenset("○☆"))
    assert (first.start, first.words) == (100, (Line(101, "里山"),))
    assert (second.start, second.words) == (105, (Line(107, "海辺"),))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("里山の保全（再掲）", "里山の保全"),
        ("里山の保全(再掲)", "里山の保全"),
        ("里山の保全 【再掲】", "里山の保全"),
        ("里山の保全［再 掲］", "里山の保全"),
        ("里山の保全（再掲：Ⅱ－３）", "里山の保全"),
        ("里山（奥山を含む）の保全（再掲）", "里山（奥山を含む）の保全"),
    ],
)
def test_a_restatement_is_recognised_by_saikei_in_brackets_at_the_end(text: str, label: str) -> None:
    found = RESTATED.search(text)
    assert found is not None
    assert text[: found.start()] == label


@pytest.mark.parametrize("text", ["里山の保全", "再掲", "（再掲）里山の保全", "里山の保全（掲載）", "里山の保全再掲"])
def test_saikei_elsewhere_makes_no_restatement(text: str) -> None:
    assert RESTATED.search(text) is None
