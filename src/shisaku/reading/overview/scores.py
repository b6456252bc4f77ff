"""Log-likelihood of each step of an arrangement.

The score of a run of measures `first` to `last` - 1 is a difference of prefix sums at its end and its start. It is stored in two
halves, one for every cut, so that the best end for a start is found in one pass.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from shisaku.reading.overview.placement_problem import PlacementProblem

LEAST_SPLIT, MOST_SPLIT = 0.02, 0.5
"""Probability that neighbours in number under one heading are printed apart: low, unless the text has more runs than headings."""
NO_GROUP, ONE_GROUP, SEVERAL_GROUPS = math.log(0.7), math.log(0.0003), math.log(0.2997)
NOTHING_UNDER = math.log(0.002)
"""Score of a pillar without measures."""
UNUSED_GROUP = math.log(0.0005)
UNUSED_STATEMENT = math.log(0.02)
NO_STATEMENT = math.log(0.05)
"""Score of a pillar without a statement, if the document has statements."""
LED_IN_ORDER = 0.99
"""Probability that a heading precedes its measures if the order is intact."""

OPENING, OPEN, GROUPED_ONCE, GROUPED = 0, 1, 2, 3
"""Stages of a pillar: statement not chosen yet, no group, one group, several groups."""

Halves = tuple[dict[int, float], dict[int, float]]
"""Score of a run in two parts, by its start and by its end; their sum is the score."""


@dataclass(frozen=True)
class Scores:
    """Log-likelihoods of the steps of one search; statements are counted from 1, 0 is none."""

    problem: PlacementProblem
    """Input of the search."""
    in_order: bool
    """Whether the order of the text is assumed to be intact."""
    cuts: tuple[int, ...]
    """Cuts between measures, from 0 to the number of measures."""
    _run_halves: dict[tuple[int, int], Halves] = field(default_factory=dict, init=False)
    _group_halves: dict[tuple[int, int], Halves] = field(default_factory=dict, init=False)

    def runs(self, pillar: int, own: int) -> Halves:
        """Return the scores of runs under `pillar` with statement `own`: words, neighbours, and whether the pillar precedes."""
        if (pillar, own) not in self._run_halves:
            self._run_halves[pillar, own] = self._runs(pillar, own)
        return self._run_halves[pillar, own]

    def groups(self, group: int, pillar: int) -> Halves:
        """Return what `group` adds to the score of a run under `pillar`, with the saved cost of an unused group."""
        if (group, pillar) not in self._group_halves:
            sums, near = self._sums["group", group], self.problem.group_pillar[group][pillar]
            leaders, choices = self.problem.led_by_group, self.problem.groups
            starts = {a: near + self._led(group, leaders[a], choices) - sums[a] - UNUSED_GROUP for a in self.cuts[:-1]}
            self._group_halves[group, pillar] = starts, {b: sums[b] for b in self.cuts[1:]}
        return self._group_halves[group, pillar]

    def statement(self, own: int, pillar: int) -> float:
        """Return the score of `own` as the statement of `pillar`, with the saved cost of an unused statement."""
        if not own:
            return NO_STATEMENT if self.problem.statements else 0.0
        led = self._led(pillar, self.problem.statement_led_by[own - 1], self.problem.pillars)
        return self.problem.statement_pillar[own - 1][pillar] + led - UNUSED_STATEMENT

    @property
    def nothing_used(self) -> float:
        """Return the cost of leaving every group and every statement unused."""
        return self.problem.groups * UNUSED_GROUP + self.problem.statements * UNUSED_STATEMENT

    # -- runs ------------------------------------------------------------------------------------------------------------------

    @cached_property
    def _sums(self) -> dict[tuple[str, int], list[float]]:
        """Prefix sums of word scores, by heading: at `n` those of the first `n` measures."""
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
    def _together(self) -> list[float]:
        """Prefix sums of the score of neighbours in number under one heading, at `n` of the first `n` pairs."""
        split, crossed = self._split, math.log(1 - LED_IN_ORDER)
        pairs = enumerate(zip(self.problem.adjacent, self.problem.kinship, strict=True), start=1)
        return _prefix(
            math.log(1 - split if near else split)
            + kinship
            + (crossed if self.in_order and self._heading_before(measure) else 0.0)
            for measure, (near, kinship) in pairs
        )

    def _heading_before(self, measure: int) -> bool:
        """Whether a heading is printed between that measure and the one before it."""
        leaders = self.problem.led_by_pillar
        return leaders[measure] != leaders[measure - 1] or self.problem.led_by_group[measure] is not None

    @property
    def _split(self) -> float:
        """Probability that this document prints measures of one heading apart."""
        problem = self.problem
        headings = problem.pillars + problem.groups
        more = problem.adjacent.count(False) - (headings - 1)
        return min(MOST_SPLIT, max(LEAST_SPLIT, more / max(1, problem.measures - headings)))

    def _runs(self, pillar: int, own: int) -> Halves:
        words, together = self._sums["pillar", pillar], self._together
        purpose = self._sums["statement", own - 1] if own else [0.0] * len(words)
        boxes, leaders = max(2, self.problem.boxes), self.problem.led_by_pillar
        starts = {}
        for a in self.cuts[:-1]:
            led = self._led(pillar, leaders[a], self.problem.pillars)
            apart = math.log(1 / boxes if self.problem.adjacent[a - 1] else 1 - 1 / boxes) if a else 0.0
            starts[a] = led + apart - words[a] - purpose[a] - together[a]
        return starts, {b: words[b] + purpose[b] + together[b - 1] for b in self.cuts[1:]}

    def _led(self, heading: int, leader: int | None, choices: int) -> float:
        """Log-probability that `leader`, one of `choices` or none, precedes this; boxes in any order make all equally likely."""
        if not self.in_order:
            return -math.log(choices + 1)
        return math.log(LED_IN_ORDER if heading == leader else (1 - LED_IN_ORDER) / choices)


def _prefix(values: Iterable[float]) -> list[float]:
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums
