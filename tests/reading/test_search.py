"""The search is compared with brute force: every arrangement of a tiny problem, scored one by one."""

import math
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import pytest

from shisaku.reading.overview import scores as worth
from shisaku.reading.overview import search as solver
from shisaku.reading.overview.placement_problem import Matrix, OverviewArrangement, PlacementProblem, Slot
from shisaku.reading.overview.search import SearchTooLargeError, arrange, log_sum, too_large

Run = tuple[int, int, int | None]
"""First measure, the one behind the last, and the group that heads them."""


@dataclass(frozen=True)
class Share:
    """What one pillar is given."""

    statement: int | None
    runs: tuple[Run, ...]


Whole = tuple[Share, ...]


def everything(problem: PlacementProblem) -> Iterator[Whole]:
    """Every arrangement there is."""

    def from_(pillar: int, placed: int, groups: frozenset[int], statements: frozenset[int]) -> Iterator[Whole]:
        if pillar == problem.pillars:
            if placed == problem.measures:
                yield ()
            return
        for statement in (None, *sorted(statements)):
            for end in range(placed, problem.measures + 1):
                for runs in headed(placed, end, groups):
                    used = frozenset(group for _, _, group in runs if group is not None)
                    for rest in from_(pillar + 1, end, groups - used, statements - {statement}):
                        yield (Share(statement, runs), *rest)

    def headed(first: int, last: int, groups: frozenset[int]) -> Iterator[tuple[Run, ...]]:
        if first == last:
            yield ()
            return
        yield ((first, last, None),)
        yield from grouped(first, last, groups)

    def grouped(first: int, last: int, groups: frozenset[int]) -> Iterator[tuple[Run, ...]]:
        if first == last:
            yield ()
        for end in range(first + 1, last + 1):
            for group in sorted(groups):
                for rest in grouped(end, last, groups - {group}):
                    yield ((first, end, group), *rest)

    yield from from_(0, 0, frozenset(range(problem.groups)), frozenset(range(problem.statements)))


def score(problem: PlacementProblem, whole: Whole, in_order: bool) -> float:
    """The score of one arrangement, term by term as the docstring of `shisaku.reading.overview.search` lists them."""

    def led(heading: int, leader: int | None, choices: int) -> float:
        if not in_order:
            return -math.log(choices + 1)
        return math.log(worth.LED_IN_ORDER if heading == leader else (1 - worth.LED_IN_ORDER) / choices)

    def heading_behind(measure: int) -> bool:
        leaders = problem.led_by_pillar
        return leaders[measure] != leaders[measure + 1] or problem.led_by_group[measure + 1] is not None

    boxes = max(2, problem.boxes)
    headings = problem.pillars + problem.groups
    more_runs = problem.adjacent.count(False) - headings + 1
    split = min(0.5, max(0.02, more_runs / max(1, problem.measures - headings)))
    total = 0.0
    for pillar, share in enumerate(whole):
        if share.statement is not None:
            total += problem.statement_pillar[share.statement][pillar]
            total += led(pillar, problem.statement_led_by[share.statement], problem.pillars)
        elif problem.statements:
            total += worth.NO_STATEMENT
        groups = [group for _, _, group in share.runs if group is not None]
        if not share.runs:
            total += worth.NOTHING_UNDER
        else:
            total += (worth.NO_GROUP, worth.ONE_GROUP, worth.SEVERAL_GROUPS)[min(2, len(groups))]
        for first, last, group in share.runs:
            for measure in range(first, last):
                total += problem.measure_pillar[measure][pillar]
                total += 0.0 if share.statement is None else problem.measure_statement[measure][share.statement]
                total += 0.0 if group is None else problem.measure_group[measure][group]
            for before in range(first, last - 1):
                total += math.log(1 - split if problem.adjacent[before] else split) + problem.kinship[before]
                total += math.log(1 - worth.LED_IN_ORDER) if in_order and heading_behind(before) else 0.0
            if first:
                total += math.log(1 / boxes if problem.adjacent[first - 1] else 1 - 1 / boxes)
            total += led(pillar, problem.led_by_pillar[first], problem.pillars)
            if group is not None:
                total += problem.group_pillar[group][pillar] + led(group, problem.led_by_group[first], problem.groups)
    total += worth.UNUSED_GROUP * (problem.groups - sum(g is not None for share in whole for _, _, g in share.runs))
    return total + worth.UNUSED_STATEMENT * (problem.statements - sum(share.statement is not None for share in whole))


def tiny(seed: int) -> PlacementProblem:
    """A problem of at most 3 pillars, 4 measures, 2 groups and 2 statements, its numbers drawn from `seed`."""
    draw = random.Random(seed)
    pillars, measures, groups, statements = draw.randint(1, 3), draw.randint(1, 4), draw.randint(0, 2), draw.randint(0, 2)

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
        draw.randint(1, 8),
        tuple(leader(pillars) for _ in range(measures)),
        tuple(leader(groups) for _ in range(measures)),
        tuple(leader(pillars) for _ in range(statements)),
        pillars,
        tuple(draw.gauss(0, 1) for _ in range(measures - 1)),
    )


@cache
def scored(seed: int, prior: float) -> tuple[tuple[float, bool, Whole], ...]:
    """Every arrangement under both suppositions with its score, the best first."""
    problem = tiny(seed)
    both = ((True, math.log(prior)), (False, math.log(1 - prior)))
    every = [(score(problem, whole, in_order) + log, in_order, whole) for in_order, log in both for whole in everything(problem)]
    return tuple(sorted(every, key=lambda row: -row[0]))


def arranged(problem: PlacementProblem, prior: float = 0.5) -> OverviewArrangement:
    found = arrange(problem, prior)
    assert found is not None
    return found


SEEDS = pytest.mark.parametrize("seed", range(40))
PRIORS = pytest.mark.parametrize("prior", [0.02, 0.5, 0.98])


@SEEDS
@PRIORS
def test_the_best_arrangement_is_the_best_of_all(seed: int, prior: float) -> None:
    found = arranged(tiny(seed), prior)
    slots: list[Slot | None] = [None] * tiny(seed).measures
    groups: list[int | None] = [None] * tiny(seed).groups
    statements: list[int | None] = [None] * tiny(seed).statements
    for pillar, share in enumerate(scored(seed, prior)[0][2]):
        if share.statement is not None:
            statements[share.statement] = pillar
        for first, last, group in share.runs:
            slots[first:last] = [(pillar, group)] * (last - first)
            if group is not None:
                groups[group] = pillar
    assert found.exact
    assert (found.slots, found.group_pillars, found.statement_pillars) == (tuple(slots), tuple(groups), tuple(statements))


@SEEDS
@PRIORS
def test_the_shares_are_sums_over_all_arrangements(seed: int, prior: float) -> None:
    arrangements = scored(seed, prior)
    whole = log_sum([value for value, _, _ in arrangements])
    expected: dict[tuple[str, int, Slot | int], float] = defaultdict(float)
    for value, in_order, arrangement in arrangements:
        weight = math.exp(value - whole)
        expected["order", 0, 0] += weight * in_order
        for pillar, share in enumerate(arrangement):
            if share.statement is not None:
                expected["statement", share.statement, pillar] += weight
            for first, last, group in share.runs:
                if group is not None:
                    expected["group", group, pillar] += weight
                for measure in range(first, last):
                    expected["measure", measure, (pillar, group)] += weight
    result = arranged(tiny(seed), prior)
    found: dict[tuple[str, int, Slot | int], float] = {("order", 0, 0): result.in_order}
    found |= {("measure", i, slot): share for i, row in enumerate(result.slot_shares) for slot, share in row.items()}
    found |= {("group", i, pillar): share for i, row in enumerate(result.group_shares) for pillar, share in row.items()}
    found |= {("statement", i, pillar): share for i, row in enumerate(result.statement_shares) for pillar, share in row.items()}
    assert {key: found.get(key, 0.0) for key in expected} == {key: pytest.approx(v, abs=0.002) for key, v in expected.items()}
    assert set(found) <= set(expected)


@SEEDS
@PRIORS
def test_the_shares_of_a_measure_add_up_to_one(seed: int, prior: float) -> None:
    assert [math.fsum(row.values()) for row in arranged(tiny(seed), prior).slot_shares] == pytest.approx(
        [1] * tiny(seed).measures
    )


def plain(pillars: int, measures: int, statements: int = 0) -> PlacementProblem:
    """A problem whose words are no evidence and whose measures are apart."""
    return PlacementProblem(
        ((0.0,) * pillars,) * measures,
        ((),) * measures,
        ((0.0,) * statements,) * measures,
        (),
        ((0.0,) * pillars,) * statements,
        (False,) * (measures - 1),
        4,
        (None,) * measures,
        (None,) * measures,
        (None,) * statements,
        pillars,
        (0.0,) * (measures - 1),
    )


def test_a_problem_of_one_pillar_and_one_measure_has_one_likely_answer() -> None:
    [shares] = arranged(plain(1, 1)).slot_shares
    assert shares == {(0, None): pytest.approx(1)}


def test_with_more_places_to_cut_than_can_be_weighed_the_search_reports_it_is_not_exact() -> None:
    measures = solver.MOST_CUTS + 10
    near = replace(plain(2, measures), adjacent=(True,) * 49 + (False,) + (True,) * (measures - 51))
    found = arranged(near)
    assert not found.exact
    assert {i for i in range(1, measures) if found.slots[i] != found.slots[i - 1]} <= {50}


def test_with_more_runs_of_neighbours_than_places_to_cut_there_is_no_search() -> None:
    with pytest.raises(SearchTooLargeError):
        arrange(plain(1, solver.MOST_CUTS))


@pytest.mark.parametrize(
    ("measures", "pillars", "groups", "statements", "expected"),
    [
        (20, 5, 3, 6, False),
        (80, 12, 20, 12, False),
        (80, 12, 20, 30, True),
        (1000, 12, 20, 12, False),
        (4000, 12, 20, 12, True),
        (2, 1, 60_000, 0, True),
        (0, 1, 0, 0, False),
    ],
)
def test_too_much_to_arrange_is_found_by_counting(
    measures: int, pillars: int, groups: int, statements: int, expected: bool
) -> None:
    assert too_large(measures, pillars, groups, statements) is expected


def test_more_arrangements_than_can_be_weighed_are_cut_short() -> None:
    found = arranged(plain(20, 80, statements=20))
    assert not found.exact
    assert [pillar for pillar, _ in found.slots] == sorted(pillar for pillar, _ in found.slots)


@pytest.mark.parametrize("values", [[0.0], [0.0, 0.0], [-1000.0, -1000.0], [3.0, -math.inf], [1.0, 2.0, 3.0]])
def test_log_sum_is_the_logarithm_of_the_sum_without_underflow(values: list[float]) -> None:
    top = max(values)
    assert log_sum(values) == pytest.approx(top + math.log(sum(math.exp(value - top) for value in values)))


def test_log_sum_of_nothing_likely_is_minus_infinity() -> None:
    assert log_sum([-math.inf, -math.inf]) == -math.inf
