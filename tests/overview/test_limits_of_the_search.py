"""What the search costs: counted in steps, not in seconds, and what happens where a limit is reached."""

import random
from dataclasses import replace

import pytest

from shisaku.reading.overview import search
from shisaku.reading.overview.placement_problem import Matrix, OverviewArrangement, PlacementProblem
from shisaku.reading.overview.search import SearchTooLargeError, arrange, log_sum, too_large


def problem_of(seed: int, pillars: int = 3, measures: int = 6, groups: int = 3, statements: int = 2) -> PlacementProblem:
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


def arranged(problem: PlacementProblem) -> OverviewArrangement:
    found = arrange(problem, 0.5)
    assert found is not None
    return found


@pytest.mark.parametrize(("seed", "steps"), [(1, 4465), (2, 3575), (3, 3824), (4, 5413)])
def test_prices_keep_what_has_to_be_looked_at_little(seed: int, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With loose bounds the same search would have to look at many times as much."""
    problem = problem_of(seed, measures=4, groups=2, statements=1)
    whole = arranged(problem)
    monkeypatch.setattr(search, "MOST_STEPS", steps)
    assert arranged(problem) == whole
    monkeypatch.setattr(search, "MOST_STEPS", steps - 1)
    narrowed = arranged(problem)
    assert narrowed.exact is False
    assert narrowed.slots == whole.slots


@pytest.mark.parametrize("limit", ["MOST_WORK", "MOST_PAIRS"])
def test_a_search_that_may_do_nothing_gives_up(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, limit, 0)
    with pytest.raises(SearchTooLargeError):
        arrange(problem_of(1))


def test_a_search_that_ends_early_takes_what_looks_best_and_doubts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_STEPS", -1)
    found = arranged(problem_of(1))
    assert found.exact is False
    assert [found.slot_shares[i] for i in range(6)] == [{slot: pytest.approx(0.5)} for slot in found.slots]


def borders(found: OverviewArrangement) -> set[int]:
    """Measures that are placed otherwise than the one before."""
    return {i for i in range(1, len(found.slots)) if found.slots[i] != found.slots[i - 1]}


def test_many_measures_are_cut_only_between_runs_of_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    near = tuple(n not in (3, 7) for n in range(11))
    problem = replace(problem_of(5, pillars=2, measures=12, groups=1, statements=1), adjacent=near)
    monkeypatch.setattr(search, "MOST_CUTS", 13)
    assert arranged(problem).exact is True
    monkeypatch.setattr(search, "MOST_CUTS", 12)
    coarse = arranged(problem)
    assert coarse.exact is False
    assert borders(coarse) <= {4, 8}
    monkeypatch.setattr(search, "MOST_CUTS", 4)
    assert arranged(problem).exact is False
    monkeypatch.setattr(search, "MOST_CUTS", 3)
    with pytest.raises(SearchTooLargeError):
        arrange(problem)


def test_the_logarithm_of_a_sum_does_not_overflow() -> None:
    assert log_sum([1000.0, 1000.0]) == pytest.approx(1000.6931471805599)
    assert log_sum([-float("inf")]) == -float("inf")
