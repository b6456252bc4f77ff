"""Exact search over the arrangements of one document, under one supposition on the order of its text.

A dynamic program over (pillar, measures placed, groups used, statements used). A relaxation that lets groups and statements be used
any number of times, at a price, bounds what a state can still gain; the prices are raised for what it uses too often and lowered for
what it leaves over (Held and Karp 1970). The bound guides the search for the best (A*, Hart, Nilsson and Raphael 1968), and then leaves
out every state that cannot come within `BEAM` of the best. What is left holds every arrangement that matters, so the shares of
probability are sums over all of them (forward and backward, Rabiner 1989).

What is done is bounded, whatever the document: beyond the limits the beam is narrowed, and at last the search gives up.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple

from shisaku.reading.overview.puzzle import Puzzle, Slot
from shisaku.reading.overview.scores import (
    GROUPED,
    GROUPED_ONCE,
    NO_GROUP,
    NOTHING_UNDER,
    ONE_GROUP,
    OPEN,
    OPENING,
    SEVERAL_GROUPS,
    Bounds,
    Prices,
    Scores,
    bounds,
)

BEAM = 12.0
"""Arrangements less likely than the best by more than this factor (natural logarithm) are left out."""
NARROWER = 2
"""By how much the beam is narrowed where it holds too much."""
NARROWEST = 0.01
MOST_ROUNDS = 60
"""Times that the prices are set anew at most."""
GREEDY_EVERY = 8
"""Rounds after which an arrangement is looked for that the prices would have."""
USUAL_GAP = 40.0
"""By how much the bound is too high at most, as far as is thought while no arrangement is known."""
CLOSE = 0.5
"""A bound that is at most this much too high is good enough."""
PRICING_WORK = 3_000_000
"""Work on bounds, as in `MOST_WORK`, that setting the prices may take."""
MOST_STATES = 8_000
"""States kept at most; beyond it the beam is narrowed, and the result says so."""
MOST_STEPS = 600_000
"""Steps looked at in one go at most, one that is taken counting as `TAKEN`; beyond it the beam is narrowed too."""
TAKEN = 4
MOST_GOES = 4
"""How often `MOST_STEPS` may be looked at with ever narrower beams."""
MOST_CUTS = 90
"""Places to cut at; a document with more runs of neighbours cannot be searched."""
MOST_WORK = 500_000
"""Bounds to be computed at most: pillars x places to cut at x (statements + 1) x (groups + 1)."""
MOST_PAIRS = 100_000
"""Measures times headings that are compared by their words at most."""

_ROUNDING = 1e-9
"""Scores that differ by less are the same."""


class TooLargeError(Exception):
    """There are more arrangements of nearly the same score than can be weighed; not for users."""


class Step(NamedTuple):
    """One decision: a run of measures, or a statement, is given to a heading, or a pillar is closed."""

    target: "State"
    score: float
    pillar: int
    first: int = 0
    last: int = 0
    group: int | None = None
    statement: int | None = None


State = tuple[int, int, int, int, int, int]
"""(pillar, stage, measures placed, groups used, statements used, statement of this pillar + 1)"""
_START: State = (0, OPENING, 0, 0, 0, 0)
_CLOSING = {OPEN: NOTHING_UNDER, GROUPED_ONCE: ONE_GROUP, GROUPED: SEVERAL_GROUPS}


def too_large(measures: int, pillars: int, groups: int, statements: int) -> bool:
    """Whether there is more to compare and to weigh than is worth while; told before anything is."""
    work = pillars * min(measures, MOST_CUTS) * (statements + 1) * (groups + 1)
    return work > MOST_WORK or measures * (pillars + groups + statements) > MOST_PAIRS


@dataclass
class Search:
    """One search, under one supposition on the order of the text; raises TooLargeError."""

    puzzle: Puzzle
    in_order: bool
    least: float = -math.inf
    """Score that is worth searching for; where none reaches it, nothing is found."""
    total: float = -math.inf
    """Logarithm of the summed likelihood of all arrangements; -inf where none is worth `least`."""
    best: tuple[float, tuple[Step, ...]] = (-math.inf, ())
    """Score and steps of the best arrangement."""
    second: float = -math.inf
    """Score of the second best."""
    exact: bool = True
    shares: dict[tuple[str, int, Slot | int], float] = field(default_factory=lambda: defaultdict(float))
    """Probability of ("measure", index, slot), ("group", index, pillar), ("statement", index, pillar)."""

    def __post_init__(self) -> None:
        puzzle = self.puzzle
        if too_large(puzzle.measures, puzzle.pillars, puzzle.groups, puzzle.statements):
            raise TooLargeError
        self._cuts = self._places_to_cut()
        self._scores = Scores(puzzle, self.in_order, self._cuts)
        self._prices = Prices((0.0,) * puzzle.groups, (0.0,) * puzzle.statements)
        self._bounds: Bounds = bounds(self._scores, self._prices)
        self._paid_back: dict[tuple[int, int], float] = {}
        self._steps: dict[State, list[Step]] = {}
        self._finals: dict[State, float] = {}
        self._looked_at = 0
        self._run()

    def _places_to_cut(self) -> tuple[int, ...]:
        count = self.puzzle.measures
        if count < MOST_CUTS:
            return tuple(range(count + 1))
        self.exact = False
        apart = [i + 1 for i, near in enumerate(self.puzzle.adjacent) if not near]
        if len(apart) > MOST_CUTS - 2:
            raise TooLargeError
        return (0, *apart, count)

    # -- steps -----------------------------------------------------------------------------------------------------------------

    def _bound(self, state: State) -> float:
        pillar, stage, placed, groups, statements, own = state
        if pillar == self.puzzle.pillars:
            return self._bounds.ending[pillar][placed]
        gain = self._bounds.ending[pillar][placed] if stage == OPENING else self._bounds.gain[pillar, stage, own][placed]
        return gain + self._left(groups, statements)

    def _left(self, groups: int, statements: int) -> float:
        """What the prices pay back for groups and statements that are not used."""
        if (groups, statements) not in self._paid_back:
            self._paid_back[groups, statements] = self._prices.left(groups, statements)
        return self._paid_back[groups, statements]

    def _moves(self, state: State, least: float) -> Iterator[Step]:
        """The steps from `state` that are worth `least` or more with all that can still be gained behind them."""
        return self._openings(state, least) if state[1] == OPENING else self._fillings(state, least)

    def _openings(self, state: State, least: float) -> Iterator[Step]:
        """The pillar is opened: a statement is chosen for it, or none."""
        pillar, _, placed, groups, statements, _ = state
        self._looked_at += self.puzzle.statements + 1
        here = self._left(groups, statements)
        for own, price in enumerate((0.0, *self._prices.statements)):
            bit = 1 << own >> 1
            if statements & bit:
                continue
            score = self._scores.statement(own, pillar)
            # Of what is left, only what is used now is taken off: adding it all up anew costs as much as there are headings.
            left = self._paid_back.setdefault((groups, statements | bit), here - price)
            if score + self._bounds.gain[pillar, OPEN, own][placed] + left >= least:
                self._looked_at += TAKEN
                target = (pillar, OPEN, placed, groups, statements | bit, own)
                yield Step(target, score, pillar, statement=own - 1 if own else None)

    def _fillings(self, state: State, least: float) -> Iterator[Step]:
        """The pillar is closed, with or without measures of its own, or one of its groups is given the next measures."""
        pillar, stage, placed, groups, statements, own = state
        later = [b for b in self._cuts if b > placed]
        yield from self._closing(state, placed, _CLOSING[stage], least)
        if not later:
            return
        starts, ends = self._scores.runs(pillar, own)
        start = starts[placed]
        self._looked_at += len(later)
        for b in later if stage == OPEN else ():
            yield from self._closing(state, b, NO_GROUP + start + ends[b], least)
        deeper = min(stage + 1, GROUPED)
        gain = self._bounds.gain[pillar, deeper, own]
        here = self._left(groups, statements)
        for g, price in enumerate(self._prices.groups):
            if groups >> g & 1:
                continue
            group_starts, group_ends = self._scores.groups(g, pillar)
            led = start + group_starts[placed]
            worth = least - self._paid_back.setdefault((groups | 1 << g, statements), here - price)
            self._looked_at += len(later)
            for b in later:
                score = led + ends[b] + group_ends[b]
                if score + gain[b] >= worth:
                    self._looked_at += TAKEN
                    yield Step((pillar, deeper, b, groups | 1 << g, statements, own), score, pillar, placed, b, g)

    def _closing(self, state: State, last: int, score: float, least: float) -> Iterator[Step]:
        """The step that closes the pillar behind measure `last` - 1, where it is worth taking."""
        pillar, _, placed, groups, statements, _ = state
        bound = self._bounds.ending[pillar + 1][last] + (
            self._left(groups, statements) if pillar + 1 < self.puzzle.pillars else 0.0
        )
        if bound > -math.inf and score + bound >= least:
            self._looked_at += TAKEN
            yield Step((pillar + 1, OPENING, last, groups, statements, 0), score, pillar, placed, last)

    # -- the search ------------------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        self._set_prices()
        if self._is_negligible():
            return
        best, beam = self._best_score(), BEAM
        if best == -math.inf:
            raise TooLargeError
        left = MOST_GOES * MOST_STEPS
        while self._lattice(best - beam) == -math.inf:
            self.exact = False
            beam /= NARROWER
            left -= self._looked_at
            if beam < NARROWEST or left < 0:
                raise TooLargeError
        self._weigh()

    def _set_prices(self) -> None:
        """Prices of groups and statements that bring the bound close to the best score, by the subgradient method."""
        puzzle = self.puzzle
        work = puzzle.pillars * len(self._cuts) * (puzzle.statements + 1) * (puzzle.groups + 1)
        lowest = unpriced = self._bound(_START)
        kept = self._prices, self._bounds
        least, pace = -math.inf, 1.0
        for nth in range(min(MOST_ROUNDS, PRICING_WORK // work)):
            least = max(least, self._greedy_score(_START, 0.0)) if nth % GREEDY_EVERY == 0 else least
            gradient = [1 - uses for uses in self._relaxed_uses()]
            length = sum(value * value for value in gradient)
            gap = self._bound(_START) - max(least, lowest - USUAL_GAP)
            # Where headings say nothing, prices only shift what is used too often from one heading to the next.
            hopeless = nth == GREEDY_EVERY and lowest > unpriced - CLOSE
            if not length or lowest - least < CLOSE or hopeless or self._is_negligible():
                break
            paid = (*self._prices.groups, *self._prices.statements)
            prices = [max(0.0, price - pace * gap / length * slope) for price, slope in zip(paid, gradient, strict=True)]
            self._price(Prices(tuple(prices[: puzzle.groups]), tuple(prices[puzzle.groups :])))
            if self._bound(_START) < lowest - _ROUNDING:
                lowest, kept = self._bound(_START), (self._prices, self._bounds)
            else:
                pace *= 0.9
        self._prices, self._bounds = kept
        self._paid_back = {}

    def _is_negligible(self) -> bool:
        """Whether no arrangement can be worth searching for."""
        return self._bound(_START) + self._scores.nothing_used < self.least

    def _price(self, prices: Prices) -> None:
        self._prices, self._paid_back = prices, {}
        self._bounds = bounds(self._scores, prices)

    def _relaxed_uses(self) -> list[int]:
        """How often the best arrangement uses each group, and each statement, were they free to be used again."""
        groups, statements = [0] * self.puzzle.groups, [0] * self.puzzle.statements
        state = _START
        while state[0] < self.puzzle.pillars:
            step = max(self._moves(state, -math.inf), key=lambda step: (step.score + self._bound(step.target), step.target))
            if step.group is not None:
                groups[step.group] += 1
            if step.statement is not None:
                statements[step.statement] += 1
            pillar, stage, placed, _, _, own = step.target
            state = pillar, stage, placed, 0, 0, own
        return [*groups, *statements]

    def _best_score(self) -> float:
        """Score of the best arrangement (A*); beyond the limits of the best that was found greedily."""
        least = self._greedy_score(_START, 0.0)
        queue: list[tuple[float, State, float]] = [(-self._bound(_START), _START, 0.0)]
        done: set[State] = set()
        self._looked_at = 0
        while queue:
            _, state, reached = heappop(queue)
            if state in done:
                continue
            if state[0] == self.puzzle.pillars:
                return reached
            done.add(state)
            if len(done) > MOST_STATES or self._looked_at > MOST_STEPS:
                self.exact = False
                return max(least, self._greedy_score(state, reached))
            for step in self._moves(state, least - reached - _ROUNDING):
                if step.target not in done:
                    score = reached + step.score
                    heappush(queue, (-score - self._bound(step.target), step.target, score))
        raise AssertionError("every document has an arrangement")

    def _greedy_score(self, state: State, reached: float) -> float:
        """Score of the arrangement that takes what looks best at every step; -inf where that leads nowhere."""
        self._looked_at = 0
        while state[0] < self.puzzle.pillars:
            steps = self._moves(state, -math.inf)
            step = max(steps, key=lambda step: (step.score + self._bound(step.target), step.target), default=None)
            if step is None:
                return -math.inf
            state, reached = step.target, reached + step.score
            if self._looked_at > MOST_STEPS:
                raise TooLargeError
        return reached

    def _lattice(self, threshold: float) -> float:
        """Every state that can come above `threshold`, with its steps; the best score, or -inf when there are too many."""
        layers: dict[tuple[int, int, int], dict[State, float]] = defaultdict(dict)
        layers[0, OPENING, 0][_START] = 0.0
        self._steps, self._finals, self._looked_at = {}, {}, 0
        for pillar in range(self.puzzle.pillars):
            for stage, placed in self._order():
                for state, reached in layers.pop((pillar, stage, placed), {}).items():
                    steps = list(self._moves(state, threshold - reached))
                    self._steps[state] = steps
                    if len(self._steps) > MOST_STATES or self._looked_at > MOST_STEPS:
                        return -math.inf
                    for step in steps:
                        into = layers[step.target[0], step.target[1], step.target[2]]
                        into[step.target] = max(reached + step.score, into.get(step.target, -math.inf))
        self._finals = layers[self.puzzle.pillars, OPENING, self.puzzle.measures]
        return max(self._finals.values(), default=-math.inf)

    def _order(self) -> Iterator[tuple[int, int]]:
        yield from ((OPENING, m) for m in self._cuts)
        yield from ((OPEN, m) for m in self._cuts)
        for m in self._cuts:
            yield GROUPED_ONCE, m
            yield GROUPED, m

    # -- the shares ------------------------------------------------------------------------------------------------------------

    def _weigh(self) -> None:
        """Sum over all arrangements that are left, from both ends; the best and the second best on the way."""
        ahead: dict[State, float] = dict.fromkeys(self._finals, 0.0)
        top: dict[State, list[tuple[float, Step | None, int]]] = {state: [(0.0, None, 0)] for state in self._finals}
        for state in reversed(list(self._steps)):
            steps = [step for step in self._steps[state] if step.target in ahead]
            if not steps:
                continue
            ahead[state] = log_sum([step.score + ahead[step.target] for step in steps])
            ranked = [(step.score + score, step, rank) for step in steps for rank, (score, _, _) in enumerate(top[step.target])]
            top[state] = [*sorted(ranked, key=lambda item: (-item[0], item[1].target))[:2]]
        nothing_used = self._scores.nothing_used
        self.total = ahead[_START] + nothing_used
        self.best = (top[_START][0][0] + nothing_used, self._trace(top))
        self.second = top[_START][1][0] + nothing_used if len(top[_START]) > 1 else -math.inf
        runs: dict[tuple[Slot, int, int], float] = defaultdict(float)
        for step, share in self._step_shares(ahead):
            if step.statement is not None:
                self.shares["statement", step.statement, step.pillar] += share
            if step.group is not None:
                self.shares["group", step.group, step.pillar] += share
            if step.last > step.first:
                runs[(step.pillar, step.group), step.first, step.last] += share
        self._spread(runs)

    def _step_shares(self, ahead: dict[State, float]) -> Iterator[tuple[Step, float]]:
        """Every step that is left with its share of the probability; `ahead` is what is behind each state."""
        behind: dict[State, float] = {_START: 0.0}
        gathered: dict[State, list[float]] = defaultdict(list)
        for state, steps in self._steps.items():
            if state != _START:
                if state not in gathered:
                    continue
                behind[state] = log_sum(gathered.pop(state))
            for step in steps:
                if step.target in ahead:
                    gathered[step.target].append(behind[state] + step.score)
                    yield step, math.exp(behind[state] + step.score + ahead[step.target] - ahead[_START])

    def _spread(self, runs: dict[tuple[Slot, int, int], float]) -> None:
        """The shares of whole runs, spread over their measures; those between two places to cut at have the same."""
        stretches: dict[tuple[Slot, int], float] = defaultdict(float)
        index = {cut: i for i, cut in enumerate(self._cuts)}
        for (slot, first, last), share in runs.items():
            for i in range(index[first], index[last]):
                stretches[slot, i] += share
        for (slot, i), share in stretches.items():
            for measure in range(self._cuts[i], self._cuts[i + 1]):
                self.shares["measure", measure, slot] = share

    def _trace(self, top: dict[State, list[tuple[float, Step | None, int]]]) -> tuple[Step, ...]:
        steps: list[Step] = []
        state, rank = _START, 0
        while (step := top[state][rank][1]) is not None:
            rank = top[state][rank][2]
            steps.append(step)
            state = step.target
        return tuple(steps)


def log_sum(values: list[float]) -> float:
    """Logarithm of the sum of the exponentials of `values`, without overflow."""
    top = max(values)
    return top if top == -math.inf else top + math.log(math.fsum(math.exp(value - top) for value in values))
