"""Deadlines that only prose states."""

import pytest
from tests.reading.structure.inventing import known

from shisaku.model.details import Details, Passage, PrintedPeriod
from shisaku.model.span import Span
from shisaku.reading.found import Found
from shisaku.reading.structure.prose_deadlines import with_prose_deadlines

BEFORE = "港の計画\n"
"""What is before each text, so that places are not counted from its own beginning."""


def deadlines(*prose: str, kind: str = "", country: str = "gb", beside: Details | None = None) -> list[tuple[str, str]]:
    """The deadlines of a component with this prose, as printed and their last days."""
    text, passages = BEFORE, []
    for words in prose:
        passages.append(Passage(words, Span(len(text), len(text) + len(words)), kind))
        text += words + "\n"
    details = Details(description=tuple(passages), deadlines=beside.deadlines if beside else ())
    root = Found("Harbour", Span(0, 4), children=(Found("Quay", Span(0, 4), details=details),))
    (found,) = with_prose_deadlines([root], text, known(country))
    times = found.children[0].details.deadlines
    assert all(text[time.span.start : time.span.end] == time.printed for time in times if time.span)
    return [(time.printed, time.end) for time in times]


@pytest.mark.parametrize(
    ("prose", "country", "expected"),
    [
        ("The quay is old. The council will mend it by March 2027.", "gb", ("March 2027", "2027-03-31")),
        ("Within two years (or by July 1, 2027), the officer shall report.", "us", ("July 1, 2027", "2027-07-01")),
        ("Half of the boats will be electric by 2030.", "gb", ("2030", "2030-12-31")),
        ("市は、令和８年度末までに岸壁を直すとともに、航路を浚う。", "jp", ("令和８年度末までに", "2027-03-31")),
        ("方針を定める。令和８年度末を目途に岸壁を直す。", "jp", ("令和８年度末", "2027-03-31")),
    ],
)
def test_the_one_time_by_which_it_is_to_be_done_is_its_deadline(prose: str, country: str, expected: tuple[str, str]) -> None:
    assert deadlines(prose, country=country) == [expected]


@pytest.mark.parametrize(
    ("prose", "country"),
    [
        ("The ferry was run by the family until 2010, when the council bought it.", "gb"),
        ("The quay was mended by March 2020.", "gb"),
        ("By 2020, only half of the boats were safe. By 2021, one in three.", "gb"),
        ("The council will open the quay in March 2027.", "gb"),
        ("It will be mended by March 2027. It will open by June 2028.", "gb"),
        ("令和２年度までに岸壁を直した。", "jp"),
        ("令和８年度までの計画である。", "jp"),
        ("平成30年から令和５年までは、岸壁を使えない。", "jp"),
    ],
)
def test_what_has_been_what_lasts_and_several_times_are_no_deadline(prose: str, country: str) -> None:
    assert deadlines(prose, country=country) == []


def test_a_repeated_time_is_one_deadline() -> None:
    assert deadlines("It will be mended by March 2027.", "By March 2027 it shall be open.") == [("March 2027", "2027-03-31")]


def test_the_situation_names_no_deadline() -> None:
    assert deadlines("The law shall apply by March 2027.", kind="situation") == []


def test_a_deadline_beside_the_name_is_the_one() -> None:
    beside = Details(deadlines=(PrintedPeriod("May 2026", Span(0, 0)),))
    assert deadlines("It will be mended by March 2027.", beside=beside) == [("May 2026", "")]
