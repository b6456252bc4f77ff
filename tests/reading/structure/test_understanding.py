"""A document is understood where as much of it is expected to be found as what was found calls for, and its numbers follow."""

import pytest
from tests.reading.structure.inventing import plan

from shisaku.reading import reading_rules
from shisaku.reading.likelihood.understanding import Understanding, understanding


def test_what_is_left_counts_against_what_was_found() -> None:
    expected = understanding([0.8, 0.6], [0.4, 0.2])
    assert expected == pytest.approx((0.7, 0.7, 0.0))
    assert understanding([], [0.3]) == (0.0, 0.0, 0.0)
    assert understanding([], []) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("expected", "is_understood"),
    [
        (Understanding(0.8, 0.3), True),
        (Understanding(0.7, 0.3), False),
        (Understanding(0.72, 0.4), False),
        (Understanding(0.75, 0.4), True),
        (Understanding(0.6, 0.5), False),
        (Understanding(0.64, 0.6), True),
        (Understanding(0.6, 0.8), True),
        (Understanding(0.4, 0.9), False),
        (Understanding(0.9, 0.2), False),
        (Understanding(0.9, 0.9, 0.3), True),
        (Understanding(0.9, 0.9, 0.31), False),
    ],
)
def test_the_less_is_right_the_more_must_be_found_and_in_order(expected: Understanding, is_understood: bool) -> None:
    assert expected.understood is is_understood


def test_numbers_astray_are_reported_only_where_there_are_many() -> None:
    assert understanding([0.9], [], [True] * 15 + [False] * 4).astray == 0.0
    assert understanding([0.9], [], [True] * 15 + [False] * 5).astray == 0.25


def of_streets(numbers: list[int]) -> str:
    kinds = ("lamps", "signs", "benches", "trees", "paths")
    lines = [f"{n}. Improve the {kinds[n % 5]} of the {n * 3} streets around the old harbour" for n in numbers]
    return "\n\n".join(("Plan for the streets 2031", *lines))


def test_a_list_whose_numbers_go_astray_is_reported() -> None:
    straight, astray = list(range(1, 25)), [*range(1, 25, 2), *range(24, 0, -2)]
    rules_found = [[one.rule for one in plan(of_streets(numbers)).findings] for numbers in (straight, astray)]
    assert reading_rules.MOSTLY_NOT_UNDERSTOOD.id not in rules_found[0]
    assert reading_rules.MOSTLY_NOT_UNDERSTOOD.id in rules_found[1]
