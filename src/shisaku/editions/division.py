"""Splits and mergers: which component without a counterpart is a part of one that has one.

A merger is a split read backwards, so both are found by the same rules with the editions exchanged. Evidence is, for a heading,
how much below the part came from the origin and how much below the origin went there; for an entry, how much of its words.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shisaku.editions.comparable_components import ComparableComponent, Side, Weights
from shisaku.editions.likeness import Features, Likeness, Pair

OF_HEADING: Features = (-2.2, 5.1, 3.6, -1.1, 0.4, 0.8)
"""Weights of evidence that a heading is a part of another: bias, from, went, kept, inside, words."""
OF_ENTRY: Features = (-7.8, 8.7, -2.7, 2.8, -5.1, 1.1, 4.5)
"""Weights of evidence that an entry is a part of another: bias, inside, main inside, gained, repeated, words, together."""
_LEAST = 0.3
"""Least share of a heading's descendants in another for it to be considered as its part."""
_INSIDE = 0.5
"""Or least share of its words."""


@dataclass(frozen=True, slots=True)
class ComponentPart:
    """A component that is possibly a part of another one."""

    forward: bool
    """Whether one of the older edition was split; else several were merged."""
    origin: int
    """The one that was split, or that others were merged into."""
    part: int
    """The one that may be a part of it."""
    main: int | None
    """Its counterpart by words and place, if any."""
    features: Features
    """Evidence, in the order of `OF_HEADING` or `OF_ENTRY`."""

    @property
    def score(self) -> float:
        """Log-odds that it is a part."""
        weights = OF_HEADING if len(self.features) == len(OF_HEADING) else OF_ENTRY
        return math.fsum(weight * value for weight, value in zip(weights, self.features, strict=True))


@dataclass(frozen=True, slots=True)
class Division:
    """One component that became several, or several that became one."""

    forward: bool
    """Whether it is a split; else a merger."""
    origin: int
    """The one component."""
    parts: tuple[int, ...]
    """The several components, in order."""
    score: float
    """Log-odds of the weakest part."""


def divisions(likeness: Likeness, matched: Mapping[int, int]) -> list[Division]:
    """Every split and every merger; `matched` are the indexes of the older edition with those of their counterparts."""
    found = [part for part in possible_parts(likeness, matched) if part.score > 0]
    found.sort(key=lambda part: (-part.score, part.origin + part.part, abs(part.origin - part.part), part.forward))
    taken: set[tuple[bool, int]] = set()
    gathered: dict[tuple[bool, int], list[ComponentPart]] = {}
    for part in found:
        place, owner = (part.forward, part.part), (part.forward, part.origin)
        # a component that was merged with others cannot have been split itself
        if place in taken or (part.main is not None and (not part.forward, part.main) in gathered):
            continue
        taken.add(place)
        gathered.setdefault(owner, []).append(part)
    return [
        Division(
            forward,
            origin,
            tuple(sorted({part.part for part in parts} | {part.main for part in parts if part.main is not None})),
            min(part.score for part in parts),
        )
        for (forward, origin), parts in sorted(gathered.items())
        if parts[0].main is not None or len(parts) > 1
    ]


def possible_parts(likeness: Likeness, matched: Mapping[int, int]) -> Iterator[ComponentPart]:
    """All possible parts, with their evidence."""
    backwards = {j: i for i, j in matched.items()}
    for forward, counterpart, counterparts in ((True, matched, backwards), (False, backwards, matched)):
        flow, words = (_turned(pairs, forward) for pairs in (likeness.flow, likeness.words))
        whole, pieces = (likeness.old, likeness.new) if forward else (likeness.new, likeness.old)
        for (origin, part), value in sorted(words.items()):
            if part in counterparts:
                continue
            main = counterpart.get(origin)
            both = whole.below[origin], pieces.below[part]
            if all(both):
                amount = flow.get((origin, part), 0.0)
                inside = overlap(pieces.vectors[part], whole.vectors[origin])
                if amount >= _LEAST * len(both[1]) or inside >= _INSIDE:
                    kept = flow.get((origin, main), 0.0) if main is not None else 0.0
                    shares = amount / len(both[1]), amount / len(both[0]), kept / len(both[0])
                    yield ComponentPart(forward, origin, part, main, (1.0, *shares, inside, value))
            elif main is not None:
                yield ComponentPart(forward, origin, part, main, _of_entry(whole, pieces, (origin, part, main), value))


def _of_entry(whole: Side, pieces: Side, places: tuple[int, int, int], words: float) -> Features:
    origin, part, main = whole.vectors[places[0]], pieces.vectors[places[1]], pieces.vectors[places[2]]
    gained = math.fsum(value * value for name, value in origin.items() if name in part and name not in main)
    one, other = pieces.items[places[1]], pieces.items[places[2]]
    return (1.0, overlap(part, origin), overlap(main, origin), gained, overlap(part, main), words, _together(one, other))


def overlap(part: Weights, whole: Weights) -> float:
    """Share of one component's words in the other, 0 to 1."""
    return math.fsum(value * value for name, value in part.items() if name in whole)


def _together(one: ComparableComponent, other: ComparableComponent) -> float:
    """1 for neighbours, half for the same parent."""
    return (1.0 if abs(one.ordinal - other.ordinal) == 1 else 0.5) if one.parent == other.parent else 0.0


def _turned(pairs: Mapping[Pair, float], forward: bool) -> Mapping[Pair, float]:
    return pairs if forward else {(j, i): value for (i, j), value in pairs.items()}
