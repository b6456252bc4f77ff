"""What each step of an arrangement is worth.

A run of measures `first` to `last` - 1 is worth a sum of differences: what is known at its end less what is known at its start. So
its worth is kept in two halves, one for every place to cut at, and the best end behind a start is found in one pass.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from shisaku.reading.overview.placement_problem import PlacementProblem

LEAST_SPLIT, MOST_SPLIT = 0.02, 0.5
"""How often neighbours in number of one heading are printed apart: seldom, unless the text falls into more runs than there are headings."""
NO_GROUP, ONE_GROUP, SEVERAL_GROUPS = math.log(0.7), math.log(0.0003), math.log(0.2997)
NOTHING_UNDER = math.log(0.002)
"""A pillar that heads no measure."""
UNUSED_GROUP = math.log(0.0005)
UNUSED_STATEMENT = math.log(0.02)
NO_STATEMENT = math.log(0.05)
"""A pillar without a statement, where there are statements."""
LED_IN_ORDER = 0.99
"""How often a heading stands before what it heads where the order is intact."""

OPENING, OPEN, GROUPED_ONCE, GROUPED = 0, 1, 2, 3
"""Stages of a pillar: its statement is to be chosen, it is empty, it has one group, it has several."""

Halves = tuple[dict[int, float], dict[int, float]]
"""What a run is worth: by the place it starts at, and by the place it ends at; the sum of the two is its worth."""


@dataclass(frozen=True)
class Scores:
    """Log-likelihoods of the steps of one search; a statement goes by its number + 1, none by 0."""

    problem: PlacementProblem
    """What is known."""
    in_order: bool
    """Whether the order of the text is supposed to be intact."""
    cuts: tuple[int, ...]
    """Places to cut at, from 0 to the number of measures."""
    _run_halves: dict[tuple[int, int], Halves] = field(default_factory=dict, init=False)
    _group_halves: dict[tuple[int, int], Halves] = field(default_factory=dict, init=False)

    def runs(self, pillar: int, own: int) -> Halves:
        """What runs under `pillar` are worth, whose statement is `own`: words, neighbourhood, and whether the pillar leads."""
        if (pillar, own) not in self._run_halves:
            self._run_halves[pillar, own] = self._runs(pillar, own)
        return self._run_halves[pillar, own]

    def groups(self, group: int, pillar: int) -> Halves:
        """What it adds to a run under `pillar` that it stands under `group`, the cost of a group left over being saved."""
        if (group, pillar) not in self._group_halves:
            sums, near = self._sums["group", group], self.problem.group_pillar[group][pillar]
            leaders, choices = self.problem.led_by_group, self.problem.groups
            starts = {a: near + self._led(group, leaders[a], choices) - sums[a] - UNUSED_GROUP for a in self.cuts[:-1]}
            self._group_halves[group, pillar] = starts, {b: sums[b] for b in self.cuts[1:]}
        return self._group_halves[group, pillar]

    def statement(self, own: int, pillar: int) -> float:
        """What it is worth that `own` is the statement of `pillar`, the cost of a statement left over being saved."""
        if not own:
            return NO_STATEMENT if self.problem.statements else 0.0
        led = self._led(pillar, self.problem.statement_led_by[own - 1], self.problem.pillars)
        return self.problem.statement_pillar[own - 1][pillar] + led - UNUSED_STATEMENT

    @property
    def nothing_used(self) -> float:
        """What it costs that every group and every statement is left over."""
        return self.problem.groups * UNUSED_GROUP + self.problem.statements * UNUSED_STATEMENT

    # -- runs ------------------------------------------------------------------------------------------------------------------

    @cached_property
    def _sums(self) -> dict[tuple[str, int], list[float]]:
        """Of each heading the sums of what its words say of the first measures, of the first `n` at `n`."""
        problem = self.problem
        matrices = (
            ("pillar", problem.measure_pillar),
            ("group", problem.measure_group),
            ("statement", problem.measure_statement),
        )
        return {
            (kind, number): _prefix(column)
            for kind, matrix in matrices
            for number, column in enumerate(zip(*matrix, strict=True))
        }

    @cached_property
    def _kept(self) -> list[float]:
        """Sums of what it is worth that the first `n` pairs of neighbours in number stand under one heading."""
        split, crossed = self._split, math.log(1 - LED_IN_ORDER)
        pairs = enumerate(zip(self.problem.adjacent, self.problem.kinship, strict=True), start=1)
        return _prefix(
            math.log(1 - split if near else split)
            + kinship
            + (crossed if self.in_order and self._heading_before(measure) else 0.0)
            for measure, (near, kinship) in pairs
        )

    def _heading_before(self, measure: int) -> bool:
        """Whether a heading stands between that measure and the one before it."""
        leaders = self.problem.led_by_pillar
        return leaders[measure] != leaders[measure - 1] or self.problem.led_by_group[measure] is not None

    @property
    def _split(self) -> float:
        """How often this document prints apart what belongs under one heading."""
        problem = self.problem
        headings = problem.pillars + problem.groups
        more = problem.adjacent.count(False) - (headings - 1)
        return min(MOST_SPLIT, max(LEAST_SPLIT, more / max(1, problem.measures - headings)))

    def _runs(self, pillar: int, own: int) -> Halves:
        words, kept = self._sums["pillar", pillar], self._kept
        purpose = self._sums["statement", own - 1] if own else [0.0] * len(words)
        boxes, leaders = max(2, self.problem.boxes), self.problem.led_by_pillar
        starts = {}
        for a in self.cuts[:-1]:
            led = self._led(pillar, leaders[a], self.problem.pillars)
            apart = math.log(1 / boxes if self.problem.adjacent[a - 1] else 1 - 1 / boxes) if a else 0.0
            starts[a] = led + apart - words[a] - purpose[a] - kept[a]
        return starts, {b: words[b] + purpose[b] + kept[b - 1] for b in self.cuts[1:]}

    def _led(self, heading: int, leader: int | None, choices: int) -> float:
        """How likely it is that `leader` of all `choices` (or none) stands before this: where boxes come in any order, any is."""
        if not self.in_order:
            return -math.log(choices + 1)
        return math.log(LED_IN_ORDER if heading == leader else (1 - LED_IN_ORDER) / choices)


def _prefix(values: Iterable[float]) -> list[float]:
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums
