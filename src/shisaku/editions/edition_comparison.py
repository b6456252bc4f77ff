"""What became of each component of a plan in a later edition: continued, renamed, split, merged, moved, new, dropped.

both editions -> likeness of pairs -> the best pairs together -> splits and mergers -> successions with reasons and confidence
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from shisaku.editions import succession_reasons
from shisaku.editions.assignment import assign
from shisaku.editions.comparable_components import GROUP, NOWHERE, PILLAR, ComparableComponent, Side, sides
from shisaku.editions.detail_changes import component_changes, plan_changes
from shisaku.editions.division import divisions, possible_parts
from shisaku.editions.likeness import Likeness
from shisaku.model.details import Purpose
from shisaku.model.plan import PLAN_KEY, Plan
from shisaku.model.succession import CONTINUED, DROPPED, LEVELS, MERGED, NEW, RENAMED, SPLIT, Editions, Move, Shares, Succession
from shisaku.reading.lexicon import NO_LEXICON, Lexicon

CALIBRATION = {CONTINUED: (0.7, 2.4), RENAMED: (0.5, 2.3), SPLIT: (1.3, 0.4), NEW: (0.8, -1.3)}
"""Slope and intercept that calibrate log-odds; mergers use those of splits, dropped components those of new ones."""
LIKE = {MERGED: SPLIT, DROPPED: NEW}
LEFT_OVER = 2.0
"""Log-odds gained by a pair whose components have no better counterpart."""
_MOST = 0.99
"""Highest confidence."""
_RIVAL_SHARE = 0.05
"""Least share of the probability of a reported rival."""


def succession(old: Plan, new: Plan, lexicon: Lexicon = NO_LEXICON) -> Editions:
    """What became of every component and purpose of `old` in `new`; each takes part in exactly one succession."""
    comparison = Comparison(*sides(old, new, lexicon))
    made = tuple(_changed(_succession(comparison, found, lexicon), old, new) for found in comparison.found)
    return Editions(old, new, made, lexicon.name, plan_changes(old, new))


@dataclass(frozen=True, slots=True)
class FoundSuccession:
    """A succession before its reasons are added."""

    kind: str
    """One of `shisaku.model.succession.KINDS`."""
    old: tuple[int, ...]
    """Indexes in the older edition."""
    new: tuple[int, ...]
    """Indexes in the newer edition."""
    odds: float
    """Log-odds that it is right, before calibration."""


class Comparison:
    """Two editions compared."""

    def __init__(self, old: Side, new: Side) -> None:
        self.old, self.new = old, new
        self.likeness = Likeness(old, new)
        self.matched = dict(assign({pair: math.log(odds) + LEFT_OVER for pair, odds in self.likeness.odds.items()}))
        self.doubts = self._doubts()
        self.found = tuple(sorted(self._found(), key=self._order))
        self.heirs = {i: found.new for found in self.found for i in found.old}
        self.forebears = {j: found.old for found in self.found for j in found.new}
        self.old_rivals, self.new_rivals = self._rivals()

    def _found(self) -> Iterator[FoundSuccession]:
        made = divisions(self.likeness, self.matched)
        for part in made:
            one, several = (part.origin,), part.parts
            yield (
                FoundSuccession(SPLIT, one, several, part.score)
                if part.forward
                else FoundSuccession(MERGED, several, one, part.score)
            )
        taken_old = {i for part in made for i in ((part.origin,) if part.forward else part.parts)}
        taken_new = {j for part in made for j in (part.parts if part.forward else (part.origin,))}
        for i, j in self.matched.items():
            if i not in taken_old and j not in taken_new:
                same = self.old.items[i].words == self.new.items[j].words
                share = self.likeness.shares[i, j] * (1 - max(self.doubts[0][i], self.doubts[1][j]))
                yield FoundSuccession(CONTINUED if same else RENAMED, (i,), (j,), _log_odds(share))
                taken_old.add(i)
                taken_new.add(j)
        likely_old, likely_new = self._likeliest()
        for item in self.old.items:
            if item.at not in taken_old:
                yield FoundSuccession(
                    DROPPED, (item.at,), (), _log_odds((1 - likely_old[item.at]) * (1 - self.doubts[0][item.at]))
                )
        for item in self.new.items:
            if item.at not in taken_new:
                yield FoundSuccession(NEW, (), (item.at,), _log_odds((1 - likely_new[item.at]) * (1 - self.doubts[1][item.at])))

    def _doubts(self) -> tuple[dict[int, float], dict[int, float]]:
        """For each index in either edition: the highest probability that it takes part in a split or merger."""
        doubts: tuple[dict[int, float], dict[int, float]] = defaultdict(float), defaultdict(float)
        for part in possible_parts(self.likeness, self.matched):
            likely = 1 / (1 + math.exp(-part.score))
            whole, pieces = doubts if part.forward else doubts[::-1]
            whole[part.origin] = max(whole[part.origin], likely)
            for at in (part.part, part.main):
                if at is not None:
                    pieces[at] = max(pieces[at], likely)
        return doubts

    def _likeliest(self) -> tuple[dict[int, float], dict[int, float]]:
        """For each index in either edition: the share of its likeliest counterpart."""
        old: dict[int, float] = defaultdict(float)
        new: dict[int, float] = defaultdict(float)
        for (i, j), share in self.likeness.shares.items():
            old[i], new[j] = max(old[i], share), max(new[j], share)
        return old, new

    def _rivals(self) -> tuple[dict[int, Shares], dict[int, Shares]]:
        """For each index of the newer edition its likely predecessors, and for each of the older one its likely successors."""
        old: dict[int, list[tuple[float, int]]] = defaultdict(list)
        new: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for (i, j), share in self.likeness.shares.items():
            if share >= _RIVAL_SHARE:
                old[j].append((-share, i))
                new[i].append((-share, j))
        return _ranked(self.old, old), _ranked(self.new, new)

    def _order(self, found: FoundSuccession) -> tuple[int, bool, tuple[int, ...]]:
        item = self.new.items[found.new[0]] if found.new else self.old.items[found.old[0]]
        return item.level, not found.new, found.new or found.old

    def move(self, found: FoundSuccession) -> Move | None:
        """Old and new parent; None where the new parent is a successor of the old one.

        A group that was inserted or removed above it is no move.
        """
        if found.kind not in (CONTINUED, RENAMED) or self.old.items[found.old[0]].level == PILLAR:
            return None
        one, other = self.old.items[found.old[0]], self.new.items[found.new[0]]
        here, there = self._parent(self.old, one, self.heirs), self._parent(self.new, other, self.forebears)
        if here == there == NOWHERE or (here != NOWHERE and there in self.heirs[here]):
            return None
        return Move(_key(self.old, one.parent), _key(self.new, other.parent))

    def _parent(self, side: Side, item: ComparableComponent, counterparts: dict[int, tuple[int, ...]]) -> int:
        """Index of its parent, groups without counterpart skipped."""
        for at in side.above[item.at]:
            if side.items[at].level != GROUP or counterparts[at]:
                return at
        return NOWHERE


def _succession(comparison: Comparison, found: FoundSuccession, lexicon: Lexicon) -> Succession:
    """The succession with its reasons, calibrated confidence and rivals."""
    old, new = comparison.old, comparison.new
    likeness = comparison.likeness
    if found.kind in (SPLIT, MERGED):
        evidence = succession_reasons.of_division(likeness, lexicon, [(i, j) for i in found.old for j in found.new])
    elif found.kind in (CONTINUED, RENAMED):
        evidence = succession_reasons.of_pair(likeness, lexicon, (found.old[0], found.new[0]))
    else:
        side, rivals = (old, comparison.old_rivals) if found.kind == NEW else (new, comparison.new_rivals)
        nearest = rivals.get((found.new or found.old)[0])
        label = next((item.label for item in side.items if nearest and item.key == nearest[0][0]), None)
        evidence = [succession_reasons.of_none(label, found.kind == NEW)]
    keys = tuple(old.items[i].key for i in found.old), tuple(new.items[j].key for j in found.new)
    return Succession(
        kind=found.kind,
        level=LEVELS[(old.items[found.old[0]] if found.old else new.items[found.new[0]]).level],
        old=keys[0],
        new=keys[1],
        confidence=confidence(found.kind, found.odds),
        evidence=tuple(evidence),
        move=comparison.move(found),
        old_rivals=_others(comparison.old_rivals, found.new, keys[0]),
        new_rivals=_others(comparison.new_rivals, found.old, keys[1]),
    )


def _changed(made: Succession, old: Plan, new: Plan) -> Succession:
    """The succession with the changed details of a continued or renamed component."""
    if made.kind not in (CONTINUED, RENAMED):
        return made
    one, other = old.find(made.old[0]), new.find(made.new[0])
    if one is None or other is None or isinstance(one, Purpose) or isinstance(other, Purpose):
        return made
    return replace(made, changes=component_changes(old, new, one, other))


def confidence(kind: str, odds: float) -> float:
    """The reported probability of a succession of that kind with those log-odds; two decimals, rounded down."""
    slope, intercept = CALIBRATION[LIKE.get(kind, kind)]
    return math.floor(100 * min(_MOST, 1 / (1 + math.exp(-slope * odds - intercept)))) / 100


def _others(rivals: dict[int, Shares], places: Iterable[int], chosen: tuple[str, ...]) -> Shares:
    """The rivals at those indexes that were not chosen, three at most."""
    shares: dict[str, float] = {}
    for at in places:
        for key, share in rivals.get(at, ()):
            shares[key] = max(share, shares.get(key, 0.0))
    left = sorted(((key, share) for key, share in shares.items() if key not in chosen), key=lambda pair: (-pair[1], pair[0]))
    return tuple(left[:3])


def _ranked(side: Side, shares: dict[int, list[tuple[float, int]]]) -> dict[int, Shares]:
    return {
        at: tuple((side.items[other].key, math.floor(-100 * negative) / 100) for negative, other in sorted(found))
        for at, found in shares.items()
    }


def _key(side: Side, at: int) -> str:
    return PLAN_KEY if at == NOWHERE else side.items[at].key


def _log_odds(share: float) -> float:
    """The log-odds of a probability, within the range of floats."""
    share = max(1e-6, min(1 - 1e-6, share))
    return math.log(share / (1 - share))
