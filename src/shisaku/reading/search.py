"""Exact search over the arrangements of one document, under one supposition on the order of its text.

A dynamic program over (pillar, measures placed, groups used, statements used). A relaxation that lets groups and statements be used
any number of times bounds what a state can still gain: it guides the search for the best (A*, Hart, Nilsson and Raphael 1968), and
then leaves out every state that cannot come within `BEAM` of the best. What is left holds every arrangement that matters, so the
shares of probability are sums over all of them (forward and backward, Rabiner 1989).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush

from shisaku.reading.puzzle import Puzzle, Slot

BEAM = 12.0
"""Arrangements less likely than the best by more than this factor (natural logarithm) are left out."""
MOST_STATES = 8_000
"""States kept at most; beyond it the beam is narrowed, and the result says so."""
MOST_CUTS = 90
"""Places to cut at that are considered at most."""
MOST_WORK = 3_000_000
"""Bounds to be computed at most: pillars x measures squared x (groups + statements + 1)."""

_SPLIT = math.log(0.02)
"""Neighbours in number of one box, printed apart."""
_TOGETHER = math.log(0.98)
_NO_GROUP, _ONE_GROUP, _SEVERAL_GROUPS = math.log(0.7), math.log(0.0003), math.log(0.2997)
_NOTHING_UNDER = math.log(0.002)
"""A pillar that heads no measure."""
_UNUSED_GROUP = math.log(0.0005)
_UNUSED_STATEMENT = math.log(0.02)
_NO_STATEMENT = math.log(0.05)
"""A pillar without a statement, where there are statements."""
_LED_IN_ORDER = 0.95
"""How often a heading stands before what it heads where the order is intact."""


class TooLargeError(Exception):
    """There are more arrangements of nearly the same score than can be weighed; not for users."""


@dataclass(frozen=True, slots=True)
class Step:
    """One decision: a run of measures, or a statement, is given to a heading, or a pillar is closed."""

    target: "State"
    score: float
    pillar: int
    first: int = 0
    last: int = 0
    group: int | None = None
    statement: int | None = None


State = tuple[int, int, int, int, int, int]
"""(pillar, stage, measures placed, groups used, statements used, statement of this pillar + 1); stages as below."""
_OPENING, _OPEN, _GROUPED_ONCE, _GROUPED = 0, 1, 2, 3


@dataclass
class Search:
    """One search, under one supposition on the order of the text."""

    puzzle: Puzzle
    in_order: bool
    total: float = 0.0
    """Logarithm of the summed likelihood of all arrangements."""
    best: tuple[float, tuple[Step, ...]] = (0.0, ())
    """Score and steps of the best arrangement."""
    second: float = -math.inf
    """Score of the second best."""
    exact: bool = True
    shares: dict[tuple[str, int, Slot | int], float] = field(default_factory=lambda: defaultdict(float))
    """Probability of ("measure", index, slot), ("group", index, pillar), ("statement", index, pillar)."""

    def __post_init__(self) -> None:
        puzzle = self.puzzle
        if puzzle.pillars * min(puzzle.measures, MOST_CUTS) ** 2 * (puzzle.groups + puzzle.statements + 1) > MOST_WORK:
            raise TooLargeError
        self._cuts = self._places_to_cut()
        self._sums = {
            "pillar": [_prefix(row[p] for row in puzzle.measure_pillar) for p in range(puzzle.pillars)],
            "group": [_prefix(row[g] for row in puzzle.measure_group) for g in range(puzzle.groups)],
            "statement": [_prefix(row[u] for row in puzzle.measure_statement) for u in range(puzzle.statements)],
        }
        self._kept = _prefix(_TOGETHER if near else _SPLIT for near in puzzle.adjacent)
        boxes = max(2, puzzle.boxes)
        self._cut = [math.log(1 / boxes if near else 1 - 1 / boxes) for near in puzzle.adjacent]
        self._steps: dict[State, list[Step]] = {}
        self._bounds()
        self._run()

    # -- what a step is worth ------------------------------------------------------------------------------------------

    def _places_to_cut(self) -> tuple[int, ...]:
        count = self.puzzle.measures
        if count < MOST_CUTS:
            return tuple(range(count + 1))
        self.exact = False
        apart = [i + 1 for i, near in enumerate(self.puzzle.adjacent) if not near]
        return (0, *apart[: MOST_CUTS - 2], count)

    def _run_score(self, first: int, last: int) -> float:
        """Neighbourhood: measures `first` to `last` - 1 are kept together and cut off from the one before."""
        score = self._kept[last - 1] - self._kept[first]
        return score + self._cut[first - 1] if first else score

    def _led(self, heading: int, leader: int | None, choices: int) -> float:
        """How likely it is that `leader` of all `choices` (or none) stands before this: where boxes come in any order, any is."""
        if not self.in_order:
            return -math.log(choices + 1)
        return math.log(_LED_IN_ORDER if heading == leader else (1 - _LED_IN_ORDER) / choices)

    def _pillar_words(self, pillar: int, statement: int | None, first: int, last: int) -> float:
        sums = self._sums["pillar"][pillar]
        score = sums[last] - sums[first]
        if statement is not None:
            sums = self._sums["statement"][statement]
            score += sums[last] - sums[first]
        return score + self._led(pillar, self.puzzle.led_by_pillar[first], self.puzzle.pillars)

    def _group_score(self, group: int, pillar: int, first: int, last: int) -> float:
        sums = self._sums["group"][group]
        led = self._led(group, self.puzzle.led_by_group[first], self.puzzle.groups)
        return sums[last] - sums[first] + self.puzzle.group_pillar[group][pillar] + led

    def _statement_score(self, statement: int | None, pillar: int) -> float:
        if statement is None:
            return _NO_STATEMENT if self.puzzle.statements else 0.0
        led = self._led(pillar, self.puzzle.statement_led_by[statement], self.puzzle.pillars)
        return self.puzzle.statement_pillar[statement][pillar] + led

    # -- what a state can still gain at most ---------------------------------------------------------------------------

    def _bounds(self) -> None:
        """Upper bounds of what can still be gained, groups and statements being used as often as one likes."""
        puzzle, cuts = self.puzzle, self._cuts
        self._gain: dict[tuple[int, int, int, int], float] = {}
        choices = [None, *range(puzzle.statements)]
        ending = {(puzzle.pillars, m): (0.0 if m == puzzle.measures else -math.inf) for m in cuts}
        for pillar in reversed(range(puzzle.pillars)):
            best_group = {
                (a, b): max(self._group_score(g, pillar, a, b) for g in range(puzzle.groups)) + self._run_score(a, b)
                for i, a in enumerate(cuts)
                for b in cuts[i + 1 :]
                if puzzle.groups
            }
            for statement in choices:
                key = 0 if statement is None else statement + 1
                for i in reversed(range(len(cuts))):
                    m = cuts[i]
                    grouped, once = ending[pillar + 1, m] + _SEVERAL_GROUPS, ending[pillar + 1, m] + _ONE_GROUP
                    opened = ending[pillar + 1, m] + _NOTHING_UNDER
                    for b in cuts[i + 1 :]:
                        words = self._pillar_words(pillar, statement, m, b)
                        opened = max(opened, _NO_GROUP + self._run_score(m, b) + words + ending[pillar + 1, b])
                        if puzzle.groups:
                            gain = best_group[m, b] + words
                            grouped = max(grouped, gain + self._gain[pillar, _GROUPED, b, key])
                            once = max(once, gain + self._gain[pillar, _GROUPED, b, key])
                            opened = max(opened, gain + self._gain[pillar, _GROUPED_ONCE, b, key])
                    self._gain[pillar, _GROUPED, m, key] = grouped
                    self._gain[pillar, _GROUPED_ONCE, m, key] = once
                    self._gain[pillar, _OPEN, m, key] = opened
            for m in cuts:
                ending[pillar, m] = max(
                    self._statement_score(u, pillar) + self._gain[pillar, _OPEN, m, 0 if u is None else u + 1] for u in choices
                )
        self._ending = ending

    def _bound(self, state: State) -> float:
        pillar, stage, placed, _, _, statement = state
        if stage == _OPENING:
            return self._ending[pillar, placed]
        return self._gain[pillar, stage, placed, statement]

    # -- the search ----------------------------------------------------------------------------------------------------

    def _moves(self, state: State) -> Iterator[Step]:
        pillar, stage, placed, groups, statements, own = state
        puzzle = self.puzzle
        if stage == _OPENING:
            for u in (None, *range(puzzle.statements)):
                if u is None or not statements >> u & 1:
                    used = statements if u is None else statements | 1 << u
                    target = (pillar, _OPEN, placed, groups, used, 0 if u is None else u + 1)
                    yield Step(target, self._statement_score(u, pillar), pillar, statement=u)
            return
        statement = own - 1 if own else None
        closing = {_OPEN: _NOTHING_UNDER, _GROUPED_ONCE: _ONE_GROUP, _GROUPED: _SEVERAL_GROUPS}[stage]
        yield self._close(state, placed, closing)
        later = [b for b in self._cuts if b > placed]
        for b in later:
            words = self._pillar_words(pillar, statement, placed, b) + self._run_score(placed, b)
            if stage == _OPEN:
                yield self._close(state, b, _NO_GROUP + words)
            for g in range(puzzle.groups):
                if not groups >> g & 1:
                    target = (pillar, min(stage + 1, _GROUPED), b, groups | 1 << g, statements, own)
                    yield Step(target, words + self._group_score(g, pillar, placed, b), pillar, placed, b, g)

    def _close(self, state: State, last: int, score: float) -> Step:
        pillar, _, placed, groups, statements, _ = state
        if pillar + 1 == self.puzzle.pillars:
            unused_groups = self.puzzle.groups - groups.bit_count()
            unused_statements = self.puzzle.statements - statements.bit_count()
            score += unused_groups * _UNUSED_GROUP + unused_statements * _UNUSED_STATEMENT
        return Step((pillar + 1, _OPENING, last, groups, statements, 0), score, pillar, placed, last)

    def _run(self) -> None:
        best, beam = self._best_score(), BEAM
        while self._lattice(best - beam) == -math.inf:
            self.exact = False
            beam /= 4
            if beam < 0.01:
                raise TooLargeError
        self._weigh()

    def _best_score(self) -> float:
        """Score of the best arrangement (A*); beyond `MOST_STATES` of the best that was found greedily."""
        start: State = (0, _OPENING, 0, 0, 0, 0)
        queue: list[tuple[float, State, float]] = [(-self._bound(start), start, 0.0)]
        done: set[State] = set()
        while queue:
            _, state, reached = heappop(queue)
            if state in done:
                continue
            if state[0] == self.puzzle.pillars:
                return reached
            done.add(state)
            if len(done) > MOST_STATES:
                self.exact = False
                return self._greedy_score(state, reached)
            for step in self._moves(state):
                bound = self._bound(step.target)
                if bound > -math.inf and step.target not in done:
                    score = reached + step.score
                    heappush(queue, (-score - bound, step.target, score))
        raise AssertionError("every document has an arrangement")

    def _greedy_score(self, state: State, reached: float) -> float:
        while state[0] < self.puzzle.pillars:
            step = max(self._moves(state), key=lambda step: (step.score + self._bound(step.target), step.target))
            state, reached = step.target, reached + step.score
        return reached

    def _lattice(self, threshold: float) -> float:
        """Every state that can come above `threshold`, with its steps; the best score, or -inf when there are too many."""
        start: State = (0, _OPENING, 0, 0, 0, 0)
        layers: dict[tuple[int, int, int], dict[State, float]] = defaultdict(dict)
        layers[0, 0, 0][start] = 0.0
        self._steps, count, self._finals = {}, 0, {}
        for pillar in range(self.puzzle.pillars):
            for stage, placed in self._order():
                layer = layers.pop((pillar, stage, placed), {})
                for state, reached in layer.items():
                    count += 1
                    if count > MOST_STATES:
                        return -math.inf
                    steps = []
                    for step in self._moves(state):
                        score = reached + step.score
                        if not score + self._bound(step.target) >= threshold:
                            continue
                        steps.append(step)
                        into = layers[step.target[0], step.target[1], step.target[2]]
                        into[step.target] = max(score, into.get(step.target, -math.inf))
                    self._steps[state] = steps
        self._finals = layers[self.puzzle.pillars, _OPENING, self.puzzle.measures]
        return max(self._finals.values(), default=-math.inf)

    def _order(self) -> Iterator[tuple[int, int]]:
        yield from ((_OPENING, m) for m in self._cuts)
        yield from ((_OPEN, m) for m in self._cuts)
        for m in self._cuts:
            yield _GROUPED_ONCE, m
            yield _GROUPED, m

    # -- the shares ----------------------------------------------------------------------------------------------------

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
        start: State = (0, _OPENING, 0, 0, 0, 0)
        self.total = ahead[start]
        self.best = (top[start][0][0], self._trace(top, start))
        self.second = top[start][1][0] if len(top[start]) > 1 else -math.inf
        behind: dict[State, float] = {start: 0.0}
        gathered: dict[State, list[float]] = defaultdict(list)
        for state, steps in self._steps.items():
            if state != start:
                if state not in gathered:
                    continue
                behind[state] = log_sum(gathered.pop(state))
            for step in steps:
                if step.target in ahead:
                    gathered[step.target].append(behind[state] + step.score)
                    self._share(step, math.exp(behind[state] + step.score + ahead[step.target] - self.total))

    def _share(self, step: Step, share: float) -> None:
        if step.statement is not None:
            self.shares["statement", step.statement, step.pillar] += share
        if step.group is not None:
            self.shares["group", step.group, step.pillar] += share
        for measure in range(step.first, step.last):
            self.shares["measure", measure, (step.pillar, step.group)] += share

    def _trace(self, top: dict[State, list[tuple[float, Step | None, int]]], start: State) -> tuple[Step, ...]:
        steps: list[Step] = []
        state, rank = start, 0
        while (step := top[state][rank][1]) is not None:
            rank = top[state][rank][2]
            steps.append(step)
            state = step.target
        return tuple(steps)


def _prefix(values: Iterable[float]) -> list[float]:
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


def log_sum(values: list[float]) -> float:
    """Logarithm of the sum of the exponentials of `values`, without overflow."""
    top = max(values)
    return top if top == -math.inf else top + math.log(math.fsum(math.exp(value - top) for value in values))
