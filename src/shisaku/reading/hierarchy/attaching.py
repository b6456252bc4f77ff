"""The parent of each component: each in turn is put under one that is still open, where all evidence together is strongest.

Open are the component before, what it is under, and so on up to the plan: a tree in printed order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shisaku.model.plan import Evidence
from shisaku.reading.hierarchy.alternation import Alternation
from shisaku.reading.hierarchy.relations import Candidate, may_be_under, relations
from shisaku.reading.items.items import Item
from shisaku.reading.likelihood.feature_reasons import reasons
from shisaku.reading.likelihood.learned import Weights, probability

_DEEPEST = 32
"""Levels of a plan at most: three times those of the deepest ones that are published, and few enough for every place to be looked at."""


@dataclass(frozen=True, slots=True)
class Attached:
    """Where a component was put."""

    item: Item
    """The component."""
    parent: int
    """Place of its parent among the components; -1 for the plan."""
    placed: float
    """Probability that it belongs there, of all that was open."""
    rivals: tuple[tuple[int, float], ...] = ()
    """The other places, each with its probability, likeliest first."""
    basis: tuple[Evidence, ...] = ()
    """Why it belongs there, the strongest reason first; empty for an override."""
    by_override: bool = False
    """Whether an override put it there."""


ParentOverride = Callable[[int, Sequence[int]], int | None]
"""The parent that an override names for a component, of those that are open or another one before; None where there is no override."""


def _open(at: int, path: Sequence[int]) -> int | None:
    """No overrides."""
    return None


def attached(chosen: Sequence[Item], weights: Weights, parent_override: ParentOverride = _open) -> tuple[Attached, ...]:
    """Every component of `chosen`, which are in printed order, with its parent."""
    found: list[Attached] = []
    path: list[int] = []
    last_child: dict[int, int] = {}
    turns = Alternation(chosen)
    for at, item in enumerate(chosen):
        override = parent_override(at, path)
        if override is not None and override >= 0 and override not in path:
            path = _ancestors(override, found)
        places = [-1, *path[:_DEEPEST]]
        candidates = [_candidate(chosen, place, depth, len(path), last_child) for depth, place in enumerate(places)]
        before = chosen[at - 1] if at else None
        able = [n for n, one in enumerate(candidates) if places[n] == override or may_be_under(item, one, before)] or [0]
        shown = {n: relations(item, candidates[n], turns) for n in able}
        odds = {n: probability(weights.log_odds(one)) for n, one in shown.items()}
        whole = sum(odds.values()) or 1.0
        ranked = sorted(able, key=lambda n: (places[n] != override, -odds[n], n))
        best = ranked[0]
        rivals = tuple((places[n], odds[n] / whole) for n in ranked[1:3])
        if override is None:
            found.append(Attached(item, places[best], odds[best] / whole, rivals, reasons(shown[best], "parent")))
        else:
            found.append(Attached(item, places[best], 1.0, rivals, by_override=True))
        last_child[places[best]] = at
        path = [*path[:best], at]
    return tuple(found)


def _ancestors(at: int, found: Sequence[Attached]) -> list[int]:
    """A component and what it is under, outermost first."""
    path: list[int] = []
    while at >= 0:
        path.insert(0, at)
        at = found[at].parent
    return path


def _candidate(chosen: Sequence[Item], place: int, depth: int, open_: int, last_child: dict[int, int]) -> Candidate:
    last = last_child.get(place)
    return Candidate(chosen[place] if place >= 0 else None, chosen[last] if last is not None else None, depth, open_ - depth)
