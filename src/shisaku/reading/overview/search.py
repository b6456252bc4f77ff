"""The best arrangement of measures under pillars and groups, with its rivals.

Pillars and measures are ordered by their printed numbers; sub-headings and statements have none. An arrangement cuts the sequence of
measures into runs, assigns each run to a pillar or one of its groups (pillars in order, groups in any), and each statement to a
pillar. Its score is a sum of log-likelihood ratios, from which probabilities follow:

* words: how much likelier a heading's words are over this measure than over the average one;
* neighbours: neighbours in number are usually under one heading if they are neighbours in the text, and seldom if they are not;
* counts: a pillar has no group or several; every heading has measures, every statement belongs to one pillar;
* order: whether headings precede their measures is not known in advance. Both suppositions (order intact, boxes in any order) are
  searched at once, each from its own start.

States are expanded best first (A*, Hart, Nilsson and Raphael 1968). The first complete state is the best arrangement; the search
continues until nothing within `BEAM` of it is left. Probabilities are sums over all arrangements found (forward-backward, Rabiner
1989). The work is bounded for every document: at the limit the search stops, the result is marked as not exact, and all
probabilities are reduced for what may have been missed.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush

from shisaku.reading.overview.placement_problem import OverviewArrangement, PlacementProblem, Slot
from shisaku.reading.overview.supposition import ArrangementStep, State, Supposition, suppose

IN_TEXT_ORDER = 0.3
"""Prior probability of an intact order in a text of unknown origin."""
IN_PAGE_ORDER = 0.98
"""Prior probability of an intact order if the order was read from the page."""
BEAM = 12.0
"""Arrangements less likely than the best by more than this (natural logarithm) are left out."""
MOST_STEPS = 2_000_000
"""Most steps that one search examines; a followed step counts as `FOLLOWED`."""
FOLLOWED = 4
MOST_CUTS = 90
"""Most cuts between measures; a document with more runs of neighbours cannot be searched."""
MOST_WORK = 500_000
"""Most bounds computed at once: pillars x cuts x (statements + 1) x (groups + 1)."""
MOST_PAIRS = 100_000
"""Most pairs of measure and heading that are compared by words."""

_ROUNDING = 1e-9
"""Scores that differ by less are equal."""


class SearchTooLargeError(Exception):
    """The search would be too large; internal."""


def too_large(measures: int, pillars: int, groups: int, statements: int) -> bool:
    """Return whether the search would be too large, from the numbers of components alone."""
    work = pillars * min(measures, MOST_CUTS) * (statements + 1) * (groups + 1)
    return work > MOST_WORK or measures * (pillars + groups + statements) > MOST_PAIRS


def arrange(problem: PlacementProblem, in_order: float = IN_TEXT_ORDER) -> OverviewArrangement | None:
    """Return the best arrangement under both suppositions on the order of the text; None if there is nothing to arrange.

    `in_order` is the prior probability of an intact order. Raises SearchTooLargeError.
    """
    if not problem.pillars or not problem.measures:
        return None
    if too_large(problem.measures, problem.pillars, problem.groups, problem.statements):
        raise SearchTooLargeError
    cuts = _places_to_cut(problem)
    suppositions = []
    floor = -math.inf
    # The likelier first: its score spares work on the other one.
    for number, supposition in enumerate((in_order >= 0.5, in_order < 0.5)):
        prior = math.log(in_order if supposition else 1 - in_order)
        supposed, known = suppose(number, supposition, prior, problem, cuts, floor)
        suppositions.append(supposed)
        floor = max(floor, known - BEAM)
    found = _expand(suppositions, floor - _ROUNDING)
    return _weighed(problem, suppositions, found, found.missed == -math.inf and len(cuts) > problem.measures)


def _places_to_cut(problem: PlacementProblem) -> tuple[int, ...]:
    """Cuts between all measures or, if these are too many, between runs of neighbours. Raises SearchTooLargeError."""
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
    """The reached states and the best path through them."""

    steps: dict[State, list[ArrangementStep]] = field(default_factory=dict)
    """Promising steps of each expanded state."""
    best: list[ArrangementStep] = field(default_factory=list)
    """The best arrangement."""
    missed: float = -math.inf
    """Upper bound of the score of unexamined arrangements; -inf if nothing relevant is missing."""

    def complete(self, behind: list[ArrangementStep], state: State, ahead: list[ArrangementStep]) -> None:
        """Take the best path through `state` as the best arrangement."""
        self.best = [*behind, *ahead]
        for step in ahead:
            steps = self.steps.setdefault(state, [])
            if step not in steps:
                steps.append(step)
            state = step.target
        self.steps[state] = []


def _expand(suppositions: list[Supposition], floor: float) -> _Expanded:
    """Expand states that can reach `floor` and `BEAM` below the best; at the limit, complete the most promising one."""
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
        for gain, step in supposed.moves(state, floor - reached[state]):
            steps.append(step)
            score = reached[state] + step.score
            if score > reached.get(step.target, -math.inf):
                reached[step.target], before[step.target] = score, (state, step)
                heappush(queue, (-reached[state] - gain, step.target))
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
    """The best arrangement, with probabilities over all arrangements found."""
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
    """Every step with its probability over all arrangements found."""
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
    # Missed arrangements take their share, up to a half: then everything is as uncertain as the order of the text.
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
