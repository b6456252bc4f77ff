"""The best whole arrangement of measures under pillars and groups, with its rivals.

Printed numbers order the pillars and the measures; sub-headings and statements carry none. An arrangement cuts the sequence of
measures into runs, gives each run to a pillar or to one of its groups (pillars in order, groups in any), and each statement to a
pillar. Its score is a sum of log-likelihood ratios, so that shares of probability can be read from it:

* words: how much likelier a heading's words are over this measure than over the average one;
* neighbourhood: neighbours in number that are neighbours in the text seldom belong apart, others seldom together;
* counts: a pillar has no group or several; every heading heads something, every statement belongs to one pillar;
* order: whether headings stand before what they head, and none among it, is not known beforehand. Both suppositions (order intact,
  boxes in any order) are searched at once, each from a start of its own.

States are expanded best first (A*, Hart, Nilsson and Raphael 1968). The first that is complete is the best arrangement; the search
goes on until nothing within `BEAM` of it is left. The shares are sums over all arrangements that were found (forward and backward,
Rabiner 1989). The work is bounded, whatever the document: at the limit the search stops, the result is marked as not exact, and all
shares are lower for what may have been missed.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush

from shisaku.reading.overview.placement_problem import OverviewArrangement, PlacementProblem, Slot
from shisaku.reading.overview.supposition import ArrangementStep, State, Supposition, suppose

IN_TEXT_ORDER = 0.3
"""Prior of an intact order in a text of unknown making; else its boxes are in any order."""
IN_PAGE_ORDER = 0.98
"""The same where the order was taken from the page itself."""
BEAM = 12.0
"""Arrangements less likely than the best by more than this factor (natural logarithm) are left out."""
MOST_STEPS = 2_000_000
"""Steps looked at by one search at most, one that is followed counting as `FOLLOWED`."""
FOLLOWED = 4
MOST_CUTS = 90
"""Places to cut at; a document with more runs of neighbours cannot be searched."""
MOST_WORK = 500_000
"""Bounds to be computed at once at most: pillars x places to cut at x (statements + 1) x (groups + 1)."""
MOST_PAIRS = 100_000
"""Measures times headings that are compared by their words at most."""

_ROUNDING = 1e-9
"""Scores that differ by less are the same."""


class SearchTooLargeError(Exception):
    """There are more arrangements than can be weighed; not for users."""


def too_large(measures: int, pillars: int, groups: int, statements: int) -> bool:
    """Whether there is more to compare and to weigh than is worth while, judged from the counts alone."""
    work = pillars * min(measures, MOST_CUTS) * (statements + 1) * (groups + 1)
    return work > MOST_WORK or measures * (pillars + groups + statements) > MOST_PAIRS


def arrange(problem: PlacementProblem, in_order: float = IN_TEXT_ORDER) -> OverviewArrangement | None:
    """The best arrangement under both suppositions on the order of the text; None where there is nothing to arrange.

    `in_order` is how likely it is beforehand that the order is intact. Raises SearchTooLargeError.
    """
    if not problem.pillars or not problem.measures:
        return None
    if too_large(problem.measures, problem.pillars, problem.groups, problem.statements):
        raise SearchTooLargeError
    cuts = _places_to_cut(problem)
    suppositions = []
    floor = -math.inf
    # The likelier first: what it reaches spares work on the other one.
    for number, supposition in enumerate((in_order >= 0.5, in_order < 0.5)):
        prior = math.log(in_order if supposition else 1 - in_order)
        supposed, known = suppose(number, supposition, prior, problem, cuts, floor)
        suppositions.append(supposed)
        floor = max(floor, known - BEAM)
    found = _expand(suppositions, floor - _ROUNDING)
    return _weighed(problem, suppositions, found, found.missed == -math.inf and len(cuts) > problem.measures)


def _places_to_cut(problem: PlacementProblem) -> tuple[int, ...]:
    """Every place between two measures, or those between runs of neighbours where there are too many; raises SearchTooLargeError."""
    count = problem.measures
    if count < MOST_CUTS:
        return tuple(range(count + 1))
    apart = [i + 1 for i, near in enumerate(problem.adjacent) if not near]
    if len(apart) > MOST_CUTS - 2:
        raise SearchTooLargeError
    return (0, *apart, count)


# -- the search --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Expanded:
    """The states that were reached, and the best way through them."""

    steps: dict[State, list[ArrangementStep]] = field(default_factory=dict)
    """Of each expanded state, the steps that are worth taking."""
    best: list[ArrangementStep] = field(default_factory=list)
    """The best arrangement."""
    missed: float = -math.inf
    """Score that the best of what was not looked at may have; -inf where nothing that matters is missing."""

    def complete(self, behind: list[ArrangementStep], state: State, ahead: list[ArrangementStep]) -> None:
        """Take as the best what leads to `state` and from there on."""
        self.best = [*behind, *ahead]
        for step in ahead:
            steps = self.steps.setdefault(state, [])
            if step not in steps:
                steps.append(step)
            state = step.target
        self.steps[state] = []


def _expand(suppositions: list[Supposition], floor: float) -> _Expanded:
    """Expand what can come to `floor` and within `BEAM` of the best; at the limit, complete what looks most promising."""
    found = _Expanded()
    reached = {supposed.start: supposed.base for supposed in suppositions}
    before: dict[State, tuple[State, ArrangementStep]] = {}
    queue = sorted((-supposed.upper, supposed.start) for supposed in suppositions)
    looked_at = 0
    while queue and -queue[0][0] >= floor:
        bound, state = heappop(queue)
        if state in found.steps:
            continue
        supposed = suppositions[state[0]]
        steps = found.steps[state] = []
        if supposed.is_complete(state):
            if not found.best:
                found.best = _steps_to(state, before)
                floor = -bound - BEAM
            continue
        if looked_at > MOST_STEPS:
            found.missed = -bound
            if not found.best:
                found.complete(_steps_to(state, before), state, supposed.best_first(state))
            break
        for worth, step in supposed.moves(state, floor - reached[state]):
            steps.append(step)
            score = reached[state] + step.score
            if score > reached.get(step.target, -math.inf):
                reached[step.target], before[step.target] = score, (state, step)
                heappush(queue, (-reached[state] - worth, step.target))
        looked_at += len(supposed.scores.cuts) * (len(supposed.bounds.group_prices) + 1) + FOLLOWED * len(steps)
    return found


def _steps_to(state: State, before: dict[State, tuple[State, ArrangementStep]]) -> list[ArrangementStep]:
    """The best steps that lead to `state`."""
    steps = []
    while state in before:
        state, step = before[state]
        steps.append(step)
    return steps[::-1]


# -- the shares --------------------------------------------------------------------------------------------------------


def _weighed(problem: PlacementProblem, suppositions: list[Supposition], found: _Expanded, exact: bool) -> OverviewArrangement:
    """The best arrangement, with the shares of everything over all arrangements that were found."""
    slots: list[Slot] = [(0, None)] * problem.measures
    groups: list[int | None] = [None] * problem.groups
    statements: list[int | None] = [None] * problem.statements
    for step in found.best:
        if step.statement is not None:
            statements[step.statement] = step.pillar
        if step.group is not None:
            groups[step.group] = step.pillar
        for measure in range(step.first, step.last):
            slots[measure] = (step.pillar, step.group)
    slot_shares: list[dict[Slot, float]] = [defaultdict(float) for _ in slots]
    group_shares: list[dict[int, float]] = [defaultdict(float) for _ in groups]
    statement_shares: list[dict[int, float]] = [defaultdict(float) for _ in statements]
    runs: dict[tuple[Slot, int, int], float] = defaultdict(float)
    in_order = 0.0
    for step, share in _step_shares(suppositions, found):
        if step.statement is not None:
            statement_shares[step.statement][step.pillar] += share
        if step.group is not None:
            group_shares[step.group][step.pillar] += share
        if step.last > step.first:
            runs[(step.pillar, step.group), step.first, step.last] += share
        if step.first == 0 < step.last and suppositions[step.target[0]].in_order:
            in_order += share
    for (slot, first, last), share in runs.items():
        for measure in range(first, last):
            slot_shares[measure][slot] += share
    return OverviewArrangement(
        tuple(slots),
        tuple(groups),
        tuple(statements),
        tuple(dict(shares) for shares in slot_shares),
        tuple(dict(shares) for shares in group_shares),
        tuple(dict(shares) for shares in statement_shares),
        in_order,
        exact,
    )


def _step_shares(suppositions: list[Supposition], found: _Expanded) -> Iterator[tuple[ArrangementStep, float]]:
    """Every step with its share of the probability of all arrangements."""
    order = sorted(found.steps)
    ahead: dict[State, float] = {}
    for state in reversed(order):
        onward = [step.score + ahead[step.target] for step in found.steps[state] if step.target in ahead]
        if suppositions[state[0]].is_complete(state):
            ahead[state] = 0.0
        elif onward:
            ahead[state] = log_sum(onward)
    starts = {supposed.start: supposed.base + ahead[supposed.start] for supposed in suppositions if supposed.start in ahead}
    whole = log_sum(list(starts.values()))
    # What was missed takes its part, up to a half: then everything is as doubtful as the order of the text.
    whole = log_sum([whole, min(whole, found.missed)])
    shares = defaultdict(float, {start: math.exp(weight - whole) for start, weight in starts.items()})
    for state in order:
        for step in found.steps[state] if state in ahead else ():
            if step.target in ahead:
                share = shares[state] * math.exp(step.score + ahead[step.target] - ahead[state])
                shares[step.target] += share
                yield step, share


def log_sum(values: list[float]) -> float:
    """Logarithm of the sum of the exponentials of `values`, without overflow."""
    top = max(values)
    return top if top == -math.inf else top + math.log(math.fsum(math.exp(value - top) for value in values))
