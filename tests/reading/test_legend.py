"""The legend: every mark once, in the order of the explanation, then what is used unexplained."""

import pytest

from shisaku.model.plan import Initiative, LegendEntry
from shisaku.model.source import Description, Source, Span
from shisaku.reading.tokens.legend import ExplainingLine, beside_legend, legend_of
from shisaku.reading.tokens.lines import lines


def explaining(text: str) -> list[ExplainingLine]:
    return [(Span(line.start, line.end), entries) for line in lines(text) if (entries := line.legend)]


def entries(*marks: str) -> list[Initiative]:
    return [Initiative(f"initiative/{n}", n, mark, "松を植える", Span(n, n + 6)) for n, mark in enumerate(marks, start=1)]


def explained(legend: tuple[LegendEntry, ...]) -> list[tuple[str, str | None]]:
    return [(entry.symbol, entry.meaning) for entry in legend]


@pytest.mark.parametrize("doubt", [True, False])
def test_explained_marks_are_in_the_order_of_the_legend(doubt: bool) -> None:
    legend, findings = legend_of(explaining("☆：制度 ○：予算"), entries("○", "☆", "○☆"), doubt)
    assert explained(legend) == [("☆", "制度"), ("○", "予算")]
    assert findings == []


def test_a_mark_that_is_used_and_not_explained_comes_last_without_a_meaning() -> None:
    legend, findings = legend_of(explaining("○：予算"), entries("※", "○", "※"), True)
    assert explained(legend) == [("○", "予算"), ("※", None)]
    assert [(f.rule, f.span) for f in findings] == [("reading/unexplained-mark", Span(1, 2))]


def test_where_no_mark_is_explained_none_is_doubted() -> None:
    legend, findings = legend_of([], entries("・", "○"), False)
    assert explained(legend) == [("・", None), ("○", None)]
    assert findings == []


def test_the_three_circles_are_explained_by_one() -> None:
    legend, findings = legend_of(explaining("○：予算"), entries("◯", "〇"), True)
    assert explained(legend) == [("○", "予算")]
    assert findings == []


def test_a_mark_explained_twice_keeps_its_first_meaning() -> None:
    assert explained(legend_of(explaining("○：予算\n○：財政"), [], True)[0]) == [("○", "予算")]


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("○：予算 ☆：制度", []),
        ("（凡例）○：予算 ☆：制度", ["（凡例）"]),
        ("○：予算、☆：制度）", ["、", "）"]),
        ("○：予算\n○：財政", ["○：財政"]),
    ],
)
def test_what_a_line_prints_beside_marks_and_meanings_is_accounted_for(text: str, beside: list[str]) -> None:
    source = Source(text, "x.txt", Description("x"), "0" * 64, "utf-8")
    assert [source.quote(span) for span in beside_legend(source, explaining(text))] == beside
