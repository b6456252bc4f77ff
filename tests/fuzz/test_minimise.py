"""The shortest text that still fails in the same way."""

import itertools

import pytest
from tests.fuzz.minimise import failure_of, minimised


def picky(text: str) -> None:
    """Fails on a bracket behind a digit, and in another way on anything that is longer than 40 letters."""
    if any(one.isdigit() and two == "（" for one, two in itertools.pairwise(text)):
        raise ValueError
    if len(text) > 40:
        raise RuntimeError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("里山の保全3（再掲）と林道", "3（"),
        ("１（" * 9, "１（"),
        ("里" * 60, "林" * 41),
        ("里山の保全", "里山の保全"),
        ("", ""),
    ],
    ids=["one place", "many places", "by its length", "nothing fails", "no text"],
)
def test_what_the_failure_does_not_need_is_cut_out(text: str, expected: str) -> None:
    assert minimised(text, picky) == expected


def test_a_failure_is_told_by_its_kind_and_its_line() -> None:
    one, other = failure_of(picky, "3（"), failure_of(picky, "里" * 41)
    assert one is not None
    assert other is not None
    assert one != other
    assert (one[0], other[0]) == ("ValueError", "RuntimeError")
    assert failure_of(picky, "里山") is None
