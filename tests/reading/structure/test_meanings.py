"""What the legend says of a mark holds of the components that bear it."""

import pytest
from tests.reading.structure.inventing import assert_accounted_for, known, plan

from shisaku.model.span import Span
from shisaku.reading.found import Found
from shisaku.reading.structure.meanings import meanings, with_meanings
from shisaku.reading.tokens.lines import Line, lines

HARBOUR = """\
港の計画

○は令和８年度までに実施する項目です。●は令和10年度（４年後）までに実施する項目です。

第１章 岸壁
1○岸壁を直します。
2●杭を打ちます。
3○石を積みます。

第２章 航路
4●航路を浚います。
5○灯台を点検します。
"""


def meanings_of(legend: str) -> dict[str, tuple[list[str], list[tuple[str, str | None]]]]:
    explained = [(Span(line.start, line.end), line.legend) for line in lines(legend)]
    found = meanings([(span, entries) for span, entries in explained if entries], known())
    return {
        mark: ([time.printed for time in one.deadlines], [(status.printed, status.status) for status in one.statuses])
        for mark, one in found.items()
    }


@pytest.mark.parametrize(
    ("legend", "expected"),
    [
        ("○：令和８年度までに実施", {"○": (["令和８年度までに"], [])}),
        ("●印は令和10年度（４年後）までに実施するものを示す。", {"●": (["令和10年度"], [])}),
        ("★印は、新規事業", {"★": ([], [("新規事業", "new")])}),
        ("★：完了の取組", {"★": ([], [("完了", "complete")])}),
        ("○：完了　△：実施中", {"○": ([], [("完了", "complete")]), "△": ([], [("実施中", "ongoing")])}),
        ("○：令和８年度の予算　☆：補助", {}),
    ],
)
def test_a_meaning_is_a_deadline_or_a_status(legend: str, expected: object) -> None:
    assert meanings_of(legend) == expected


def test_a_mark_before_or_behind_a_name_is_that_of_the_component() -> None:
    line = Line(0, "★：新規")
    explained = meanings([(Span(0, 4), line.legend)], known())
    roots = [Found("岸壁 ★", Span(10, 14), children=(Found("★航路", Span(15, 18)), Found("☆砂", Span(19, 21))))]
    (quay,) = with_meanings(roots, explained)
    assert [(one.label, one.marks, len(one.details.statuses)) for one in quay.walk()] == [
        ("岸壁", "★", 1),
        ("航路", "★", 1),
        ("☆砂", "", 0),
    ]


def test_those_with_a_mark_have_the_deadline_of_the_legend() -> None:
    found = plan(HARBOUR)
    assert {part.label.rstrip("。"): [(one.printed, one.end) for one in part.details.deadlines] for part, _ in found.walk()} == {
        "岸壁": [],
        "岸壁を直します": [("令和８年度までに", "2027-03-31")],
        "杭を打ちます": [("令和10年度", "2029-03-31")],
        "石を積みます": [("令和８年度までに", "2027-03-31")],
        "航路": [],
        "航路を浚います": [("令和10年度", "2029-03-31")],
        "灯台を点検します": [("令和８年度までに", "2027-03-31")],
    }
    places = {HARBOUR[one.span.start : one.span.end] for part, _ in found.walk() for one in part.details.deadlines if one.span}
    assert places == {"令和８年度までに", "令和10年度"}
    assert_accounted_for(found)
