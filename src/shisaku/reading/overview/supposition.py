"""The steps of an arrangement under one supposition on the order of the text.

A step opens a pillar (with or without a statement), assigns a run of measures to the pillar or one of its groups, or closes it.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from shisaku.reading.overview.bounds import Bounds, bounds
from shisaku.reading.overview.placement_problem import PlacementProblem
from shisaku.reading.overview.scores import (
    GROUPED,
    GROUPED_ONCE,
    NO_GROUP,
    NOTHING_UNDER,
    ONE_GROUP,
    OPEN,
    OPENING,
    SEVERAL_GROUPS,
    Scores,
)

MOST_ROUNDS = 25
"""Most updates of the prices."""
PRICING_WORK = 3_000_000
"""Most bounds computed while the prices are set."""
CLOSE = 0.5
"""Tolerance: a bound within this of the best score is good enough."""
USUAL_GAP = 40.0
"""Largest gap between bound and best score that an update of the prices assumes."""

State = tuple[int, int, int, int, int, int, int]
"""(supposition, pillar, stage, measures placed, bits of groups used, bits of statements used, statement of this pillar + 1)

Every step leads to a greater state, so sorted states are in the order of the steps.
"""
_CLOSING = {OPEN: NOTHING_UNDER, GROUPED_ONCE: ONE_GROUP, GROUPED: SEVERAL_GROUPS}


class ArrangementStep(NamedTuple):
    """One decision: a run of measures or a statement is assigned to a heading, or a pillar is closed."""

    target: State
    score: float
    pillar: int
    first: int = 0
    last: int = 0
    group: int | None = None
    statement: int | None = None


Move = tuple[float, ArrangementStep]
"""Upper bound of the gain by a step and all following ones, and the step."""


@dataclass(frozen=True, slots=True)
class Supposition:
    """An assumption on the order of the text (intact, or boxes in any order), with its scores and bounds."""

    number: int
    """Its number, the first part of its states."""
    in_order: bool
    """Whether the order is assumed to be intact."""
    base: float
    """Logarithm of its prior probability, with the cost of leaving all groups and statements unused."""
    scores: Scores
    """Scores of the steps."""
    bounds: Bounds
    """Upper bounds of the gain by following steps."""

    @property
    def start(self) -> State:
        """The state before the first step."""
        return (self.number, 0, OPENING, 0, 0, 0, 0)

    @property
    def upper(self) -> float:
        """Upper bound of the score of every arrangement."""
        return self.base + self.bounds.ending[0][0] + self.bounds.unused(0, 0)

    def is_complete(self, state: State) -> bool:
        """Return whether everything is arranged in `state`."""
        return state[1] == self.scores.problem.pillars

    def moves(self, state: State, least: float) -> Iterator[Move]:
        """Return the steps from `state` that can gain `least` or more."""
        return self._openings(state, least) if state[2] == OPENING else self._fillings(state, least)

    def best_first(self, state: State, reuse: bool = False) -> list[ArrangementStep]:
        """Return the steps from `state` to the end, each the most promising one (greedy).

        With `reuse`, groups and statements may be used again: the optimum of the relaxation.
        """
        steps = []
        while not self.is_complete(state):
            _, step = max(self.moves(state, -math.inf), key=lambda move: (move[0], move[1].target))
            steps.append(step)
            state = (*step.target[:4], 0, 0, step.target[6]) if reuse else step.target
        return steps

    def _openings(self, state: State, least: float) -> Iterator[Move]:
        """Steps that open the pillar with a statement or without."""
        number, pillar, _, placed, groups, statements, _ = state
        unused = self.bounds.unused(groups, statements)
        for own, price in enumerate((0.0, *self.bounds.statement_prices)):
            bit = 1 << own >> 1
            if statements & bit:
                continue
            score = self.scores.statement(own, pillar)
            possible_gain = score + self.bounds.gain[pillar, OPEN, own][placed] + unused - price
            if possible_gain >= least:
                target = (number, pillar, OPEN, placed, groups, statements | bit, own)
                yield possible_gain, ArrangementStep(target, score, pillar, statement=own - 1 if own else None)

    def _fillings(self, state: State, least: float) -> Iterator[Move]:
        """Steps that close the pillar, with or without measures of its own, or assign the next measures to one of its groups."""
        number, pillar, stage, placed, groups, statements, own = state
        later = [cut for cut in self.scores.cuts if cut > placed]
        yield from self._closing(state, placed, _CLOSING[stage], least)
        if not later:
            return
        starts, ends = self.scores.runs(pillar, own)
        start = starts[placed]
        for last in later if stage == OPEN else ():
            yield from self._closing(state, last, NO_GROUP + start + ends[last], least)
        deeper = min(stage + 1, GROUPED)
        gain = self.bounds.gain[pillar, deeper, own]
        unused = self.bounds.unused(groups, statements)
        is_last, every = pillar + 1 == self.scores.problem.pillars, (1 << self.scores.problem.groups) - 1
        for group, price in enumerate(self.bounds.group_prices):
            if groups >> group & 1:
                continue
            group_starts, group_ends = self.scores.groups(group, pillar)
            led, left = start + group_starts[placed], unused - price
            # The last group of all has to take what is left for the last pillar.
            for last in later[-1:] if is_last and groups | 1 << group == every else later:
                score = led + ends[last] + group_ends[last]
                if score + gain[last] + left >= least:
                    target = (number, pillar, deeper, last, groups | 1 << group, statements, own)
                    yield score + gain[last] + left, ArrangementStep(target, score, pillar, placed, last, group)

    def _closing(self, state: State, last: int, score: float, least: float) -> Iterator[Move]:
        """The step that closes the pillar after measure `last` - 1, if it can gain enough."""
        number, pillar, _, placed, groups, statements, _ = state
        target = (number, pillar + 1, OPENING, last, groups, statements, 0)
        unused = 0.0 if self.is_complete(target) else self.bounds.unused(groups, statements)
        possible_gain = score + self.bounds.ending[pillar + 1][last] + unused
        if possible_gain > -math.inf and possible_gain >= least:
            yield possible_gain, ArrangementStep(target, score, pillar, placed, last)


def suppose(
    number: int, in_order: bool, prior: float, problem: PlacementProblem, cuts: tuple[int, ...], floor: float
) -> tuple[Supposition, float]:
    """Return the supposition with tightened bounds, and the best score known (`floor` or more).

    `prior` is the logarithm of its prior probability. Bounds below `floor` are tight enough.
    """
    scores = Scores(problem, in_order, cuts)
    current = bounds(scores, (0.0,) * problem.groups, (0.0,) * problem.statements)
    tightest = supposed = Supposition(number, in_order, prior + scores.nothing_used, scores, current)
    work = problem.pillars * len(cuts) * (problem.statements + 1) * (problem.groups + 1)
    for _ in range(min(MOST_ROUNDS, PRICING_WORK // work)):
        floor = max(floor, supposed.base + sum(step.score for step in supposed.best_first(supposed.start)))
        slopes = _overuse(supposed)
        if not any(slopes) or tightest.upper - floor < CLOSE:
            break
        change = min(USUAL_GAP, supposed.upper - floor) / sum(slope * slope for slope in slopes)
        paid = (*supposed.bounds.group_prices, *supposed.bounds.statement_prices)
        prices = tuple(max(0.0, price + change * slope) for price, slope in zip(paid, slopes, strict=True))
        supposed = replace(supposed, bounds=bounds(scores, prices[: problem.groups], prices[problem.groups :]))
        tightest = min(tightest, supposed, key=lambda one: one.upper)
    return tightest, floor


def _overuse(supposed: Supposition) -> list[int]:
    """For each group and statement, how often more than once the relaxed optimum uses it; unused free ones count as zero."""
    groups, statements = [0] * len(supposed.bounds.group_prices), [0] * len(supposed.bounds.statement_prices)
    for step in supposed.best_first(supposed.start, reuse=True):
        if step.group is not None:
            groups[step.group] += 1
        if step.statement is not None:
            statements[step.statement] += 1
    paid = (*supposed.bounds.group_prices, *supposed.bounds.statement_prices)
    return [uses - 1 if uses or price else 0 for uses, price in zip((*groups, *statements), paid, strict=True)]
