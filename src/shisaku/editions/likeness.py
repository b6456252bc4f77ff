"""Probability that a component of one edition is the same as one of the other.

First by words alone; then repeatedly with the last round's result for related components: children, ancestors
and neighbours. So entries that two measures share are evidence for the measures, and measures that
are found again for their pillars and entries. A probability is shared among all candidates for the same component: of two with
the same words, neither is certain.

Only pairs that share rare parts of words, or whose relatives match, are considered, so that the work grows with the
number of components and not with its square.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from heapq import nsmallest

from shisaku.editions.comparable_components import INITIATIVE, NOWHERE, PURPOSE, ComparableComponent, Side, cosine, plain
from shisaku.model.details import BudgetFigure

Pair = tuple[int, int]
"""Indexes of a component of the older and one of the newer edition."""
Features = tuple[float, ...]
"""Evidence for a pair, in the order of `NAMES`, each 0 to 1 (details from -1)."""

NAMES = ("bias", "same", "twin", "words", "words²", "above", "beside", "place", "details", "below")
HEADING: Features = (-7.9, 0.5, 0.0, 2.9, 2.9, 0.5, 4.5, -0.2, 1.7, 10.8)
"""Weights of evidence for two headings with descendants."""
LEAF: Features = (-11.5, 1.8, -7.2, 7.8, 5.5, 2.3, 7.0, 0.1, 4.6)
"""Weights for entries, purposes, and headings without descendants."""
START: Features = (-5.0, 2.0, 0.0, 8.0)
"""Weights of bias, same words, twins and words in the first round."""
ROUNDS = 4
"""Rounds after the first; more of them do not change the reports."""

_NEAREST = 6
"""Most candidates of a component by its words."""
_VISITED = 400
"""Most components looked up by the parts of its words, the rarest part first; one counts once a part."""
_TWINS = 6
"""Most components with the same words, those nearest by place."""
_FEW = 6
"""Most siblings that are all compared with the children of their parent's counterpart; of more, those with a similar number."""
_LIKELY = 0.3
_UNLIKELY = 0.02
"""Shares above which the relatives of a pair become candidates, and below which a share is ignored."""


class Likeness:
    """Candidate pairs, with evidence and share of the probability of each."""

    def __init__(self, old: Side, new: Side) -> None:
        self.old, self.new = old, new
        self.words: dict[Pair, float] = {}
        self.odds: dict[Pair, float] = {}
        self.shares: dict[Pair, float] = {}
        self.flow: dict[Pair, float] = {}
        self._heads = _heads(old), _heads(new)
        self._times = tuple(Counter(_wording(item) for item in side.items) for side in (old, new))
        for pair in [*_by_words(old, new), *((i, j) for j, i in _by_words(new, old))]:
            self._consider(*pair)
        self.odds = {pair: math.exp(_score(START, (1.0, *self._same(pair), value))) for pair, value in self.words.items()}
        self._share()
        for _ in range(ROUNDS):
            self._widen()
            self.odds = {pair: math.exp(self.score(self.features(pair))) for pair in self.words}
            self._share()
        self._flow()

    @staticmethod
    def score(features: Features) -> float:
        """Log-odds of a pair."""
        return _score(HEADING if len(features) == len(HEADING) else LEAF, features)

    def features(self, pair: Pair) -> Features:
        """Evidence for a pair; without `below` where one of the two has no descendants."""
        one, other = self.old.items[pair[0]], self.new.items[pair[1]]
        words, above = self.words[pair], self._above(one, other)
        around = (above, self._beside(one, other, above), _place(one, other, above), _details(one, other))
        features = (1.0, *self._same(pair), words, words * words, *around)
        sizes = len(self.old.below[one.at]), len(self.new.below[other.at])
        return (*features, 2 * self.flow.get(pair, 0.0) / sum(sizes)) if all(sizes) else features

    def _consider(self, i: int, j: int) -> None:
        one, other = self.old.items[i], self.new.items[j]
        if (i, j) not in self.words and one.level == other.level and one.restated == other.restated:
            self.words[i, j] = cosine(self.old.vectors[i], self.new.vectors[j])

    def _same(self, pair: Pair) -> tuple[float, float]:
        """Evidence of the same words, 1 where they are unique; and the lack of it, 0 to 1 together."""
        one, other = self.old.items[pair[0]], self.new.items[pair[1]]
        if one.words != other.words:
            return 0.0, 0.0
        only = 1 / max(self._times[0][_wording(one)], self._times[1][_wording(other)])
        return only, 1 - only

    def _share(self) -> None:
        """Turn odds into probabilities: each competes with all pairs that have one of its two components."""
        rows: dict[int, list[float]] = defaultdict(list)
        columns: dict[int, list[float]] = defaultdict(list)
        for (i, j), odds in self.odds.items():
            rows[i].append(odds)
            columns[j].append(odds)
        row, column = ({at: math.fsum(all_) for at, all_ in side.items()} for side in (rows, columns))
        self.shares = {(i, j): odds / (1 + row[i] + column[j] - odds) for (i, j), odds in self.odds.items()}

    def _widen(self) -> None:
        """Add pairs whose relatives match, and count the flow from one heading to another."""
        self._flow()
        for i, j in [pair for pair, amount in self.flow.items() if amount >= _LIKELY]:
            self._consider(i, j)
        children = [_children(side) for side in (self.old, self.new)]
        whole = ((NOWHERE, NOWHERE), *(pair for pair, share in self.shares.items() if share >= _LIKELY))
        for i, j in whole:
            for pair in _siblings(children[0].get(i, []), children[1].get(j, [])):
                self._consider(*pair)

    def _flow(self) -> None:
        """Count the descendants of one heading that are now below another."""
        flow: dict[Pair, list[float]] = defaultdict(list)
        for (i, j), share in self.shares.items():
            if share >= _UNLIKELY:
                for a in self._heads[0].get(i, ()):
                    for b in self._heads[1].get(j, ()):
                        if self.old.items[a].level == self.new.items[b].level:
                            flow[a, b].append(share)
        self.flow = {pair: math.fsum(shares) for pair, shares in flow.items()}

    def _above(self, one: ComparableComponent, other: ComparableComponent) -> float:
        """Probability that the two have the same parent: the nearest headings of one level, the plan where there are none."""
        upper = self.old.above[one.at], self.new.above[other.at]
        if not upper[0] and not upper[1]:
            return 1.0
        found = [
            self.shares.get((i, j), 0.0) for i in upper[0] for j in upper[1] if self.old.items[i].level == self.new.items[j].level
        ]
        return found[0] if found else 0.5

    def _beside(self, one: ComparableComponent, other: ComparableComponent, above: float) -> float:
        """Probability that their neighbours match, the mean of both directions; ends of a list are neighbours as well."""
        total = 0.0
        for i, j in ((one.before, other.before), (one.after, other.after)):
            if i == NOWHERE or j == NOWHERE:
                total += above / 2 if i == j else 0.0
            else:
                total += self.shares.get((i, j), 0.0) / 2
        return total


def _wording(item: ComparableComponent) -> tuple[int, bool, str]:
    return item.level, item.restated, item.words


def _score(weights: Features, features: Features) -> float:
    """The log-odds, limited to the range of floats."""
    return max(-30.0, min(30.0, math.fsum(weight * value for weight, value in zip(weights, features, strict=True))))


def _place(one: ComparableComponent, other: ComparableComponent, above: float) -> float:
    """Nearness of their numbers; where these count within the parent, weighted by the match of the parents."""
    near = 1 / (1 + abs(one.ordinal - other.ordinal))
    return near * above if one.level in (INITIATIVE, PURPOSE) else near


def _details(one: ComparableComponent, other: ComparableComponent) -> float:
    """Sums, departments and indicators that agree, less departments that differ."""
    total = 0.0
    if one.details.departments and other.details.departments:
        total += 0.5 if set(one.details.departments) & set(other.details.departments) else -0.5
    total += 0.5 if shared_amount(one, other) is not None else 0.0
    return min(1.0, total + (0.5 if shared_indicators(one, other) else 0.0))


def shared_indicators(one: ComparableComponent, other: ComparableComponent) -> tuple[str, ...]:
    """Names of the indicators that both have, in the order of the older one."""
    names = {plain(indicator.label) for indicator in other.details.indicators}
    return tuple(indicator.label for indicator in one.details.indicators if plain(indicator.label) in names)


def shared_amount(one: ComparableComponent, other: ComparableComponent) -> BudgetFigure | None:
    """The sum that both print, or that one prints as its own and the other as last year's; None where there is none."""
    for item, beside in ((one.details, other.details), (other.details, one.details)):
        sums = [figure.amount for figure in (beside.amount, beside.previous) if figure is not None]
        if item.amount is not None and item.amount.amount is not None and item.amount.amount in sums:
            return item.amount
    return None


def _heads(side: Side) -> dict[int, list[int]]:
    """For each component the headings that are compared by it."""
    heads: dict[int, list[int]] = defaultdict(list)
    for heading, below in enumerate(side.below):
        for at in below:
            heads[at].append(heading)
    return heads


def _children(side: Side) -> dict[int, list[ComparableComponent]]:
    children: dict[int, list[ComparableComponent]] = defaultdict(list)
    for item in side.items:
        children[item.parent].append(item)
    return children


def _siblings(old: list[ComparableComponent], new: list[ComparableComponent]) -> Iterable[Pair]:
    """Pairs of the children of two headings: all of a few, else those of about the same number."""
    by_number: dict[int, list[ComparableComponent]] = defaultdict(list)
    for item in new:
        by_number[item.ordinal].append(item)
    few = max(len(old), len(new)) <= _FEW
    for one in old:
        near = new if few else [other for step in (0, -1, 1) for other in by_number.get(one.ordinal + step, ())[:_FEW]]
        yield from ((one.at, other.at) for other in near)


def _by_words(old: Side, new: Side) -> list[Pair]:
    """For each component of `new`, those of `old` with the most common words: first those with the same words."""
    holding: dict[tuple[int, bool, str], list[int]] = defaultdict(list)
    worded: dict[tuple[int, bool, str], list[int]] = defaultdict(list)
    for item in old.items:
        worded[item.level, item.restated, item.words].append(item.at)
        for part in item.weights:
            holding[item.level, item.restated, part].append(item.at)
    pairs: list[Pair] = []
    for item in new.items:
        twins = worded.get((item.level, item.restated, item.words), [])
        pairs += [(i, item.at) for i in _nearest(old, twins, item)]
        pairs += [(i, item.at) for i in _sharing(holding, old, new, item)]
    return pairs


def _nearest(side: Side, places: list[int], item: ComparableComponent) -> list[int]:
    if len(places) <= _TWINS:
        return places
    return nsmallest(_TWINS, places, key=lambda i: (abs(i - item.at), abs(side.items[i].ordinal - item.ordinal), i))


def _sharing(holding: dict[tuple[int, bool, str], list[int]], old: Side, new: Side, item: ComparableComponent) -> list[int]:
    """Indexes in `old` of those that share most of the rarest parts of the item's words."""
    candidates = [(part, holding.get((item.level, item.restated, part), [])) for part in item.weights]
    common: dict[int, float] = defaultdict(float)
    left = _VISITED
    for part, places in sorted(candidates, key=lambda found: (len(found[1]), found[0])):
        for i in places[:left]:
            common[i] += old.vectors[i][part] * new.vectors[item.at][part]
        left -= len(places[:left])
    return nsmallest(_NEAREST, common, key=lambda i: (-common[i], i))
