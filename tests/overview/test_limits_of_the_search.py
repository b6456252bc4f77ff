"""What the search costs: counted in states and steps, not in seconds, and what happens where a limit is reached."""

import random
from dataclasses import replace

import pytest

from shisaku.reading.overview import search as solver
from shisaku.reading.overview.placement_problem import Matrix, PlacementProblem
from shisaku.reading.overview.search import Search, SearchTooLargeError, log_sum, too_large


def puzzle(seed: int, pillars: int = 3, measures: int = 6, groups: int = 3, statements: int = 2) -> PlacementProblem:
    draw = random.Random(seed)

    def matrix(rows: int, columns: int) -> Matrix:
        return tuple(tuple(draw.gauss(0, 2) for _ in range(columns)) for _ in range(rows))

    def leader(choices: int) -> int | None:
        leaders: list[int | None] = [None, *range(choices)]
        return draw.choice(leaders)

    return PlacementProblem(
        matrix(measures, pillars),
        matrix(measures, groups),
        matrix(measures, statements),
        matrix(groups, pillars),
        matrix(statements, pillars),
        tuple(draw.random() < 0.6 for _ in range(measures - 1)),
        6,
        tuple(leader(pillars) for _ in range(measures)),
        tuple(leader(groups) for _ in range(measures)),
        tuple(leader(pillars) for _ in range(statements)),
        pillars,
        tuple(draw.gauss(0, 1) for _ in range(measures - 1)),
    )


@pytest.mark.parametrize(
    ("measures", "pillars", "groups", "statements", "beyond"),
    [
        (10, 10, 999, 4, False),  # 10 x 10 x 5 x 1000 = 500,000
        (10, 10, 999, 5, True),
        (90, 1, 100, 54, False),  # 90 x 55 x 101 = 499,950
        (91, 1, 100, 54, False),  # places to cut at are no more than 90
        (90, 1, 101, 54, True),
        (10_000, 10, 0, 0, False),  # 100,000 pairs
        (10_001, 10, 0, 0, True),
        (10_000, 9, 1, 0, False),
        (10_000, 9, 1, 1, True),
    ],
)
def test_how_much_is_too_large(measures: int, pillars: int, groups: int, statements: int, beyond: bool) -> None:
    assert too_large(measures, pillars, groups, statements) is beyond


@pytest.mark.parametrize(
    ("seed", "in_order", "states", "steps"),
    [(1, True, 195, 1760), (2, False, 156, 1476), (3, True, 102, 932), (4, False, 199, 1884)],
)
def test_prices_keep_what_has_to_be_looked_at_little(
    seed: int, in_order: bool, states: int, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With loose bounds the same search would have to keep many times as much."""
    made = puzzle(seed, measures=4, groups=2, statements=1)
    whole = Search(made, in_order)
    for limit, needed in (("MOST_STATES", states), ("MOST_STEPS", steps)):
        with monkeypatch.context() as lowered:
            lowered.setattr(solver, limit, needed)
            assert Search(made, in_order).exact is True
            lowered.setattr(solver, limit, needed - 1)
            narrowed = Search(made, in_order)
        assert narrowed.exact is False
        assert whole.best[0] - solver.BEAM < narrowed.best[0] <= whole.best[0] + 1e-9
        assert narrowed.total <= whole.total + 1e-9


@pytest.mark.parametrize("limit", ["MOST_STATES", "MOST_STEPS", "MOST_WORK", "MOST_PAIRS"])
def test_a_search_that_may_do_nothing_gives_up(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, limit, 0)
    with pytest.raises(SearchTooLargeError):
        Search(puzzle(1), False)


def test_many_measures_are_cut_only_between_runs_of_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    made = replace(puzzle(5, pillars=2, measures=12, groups=1, statements=1), adjacent=tuple(n not in (3, 7) for n in range(11)))
    monkeypatch.setattr(solver, "MOST_CUTS", 13)
    assert Search(made, False).exact is True
    monkeypatch.setattr(solver, "MOST_CUTS", 12)
    coarse = Search(made, False)
    assert coarse.exact is False
    assert {step.first for step in coarse.best[1]} | {step.last for step in coarse.best[1]} <= {0, 4, 8, 12}
    monkeypatch.setattr(solver, "MOST_CUTS", 4)
    assert Search(made, False).exact is False
    monkeypatch.setattr(solver, "MOST_CUTS", 3)
    with pytest.raises(SearchTooLargeError):
        Search(made, False)


def test_where_no_arrangement_is_worth_searching_for_nothing_is_found() -> None:
    made = puzzle(1)
    best = Search(made, False).best[0]
    nothing = Search(made, False, best + 100)
    assert (nothing.total, nothing.best, nothing.second, dict(nothing.shares)) == (
        -float("inf"),
        (-float("inf"), ()),
        -float("inf"),
        {},
    )
    assert Search(made, False, best - 1).best[0] == pytest.approx(best)


def test_the_logarithm_of_a_sum_does_not_overflow() -> None:
    assert log_sum([1000.0, 1000.0]) == pytest.approx(1000.6931471805599)
    assert log_sum([-float("inf")]) == -float("inf")
