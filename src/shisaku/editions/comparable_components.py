"""Components of a plan prepared for comparison: their words, their children, their parents.

Words are compared as within one document (`shisaku.reading.overview.affinity`): by parts of words and by concepts, weighted by
how rare they are in both editions together.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shisaku.model.details import NO_DETAILS, Details, Purpose
from shisaku.model.plan import Component, Initiative, Measure, MeasureGroup, Pillar, Plan
from shisaku.model.source import Span
from shisaku.reading.lexicon import Lexicon
from shisaku.reading.overview.affinity import CONCEPT, parts
from shisaku.reading.text.characters import shown

PILLAR, GROUP, MEASURE, INITIATIVE, PURPOSE = range(5)
"""Levels, as indexes of `shisaku.model.succession.LEVELS`."""
_LEVEL_OF: dict[type, int] = {Pillar: PILLAR, MeasureGroup: GROUP, Measure: MEASURE, Initiative: INITIATIVE, Purpose: PURPOSE}
_BLANK = re.compile(r"\s+")
_LOOSE = re.compile(r"[、。，．,.・･]+")
"""Characters that are ignored in comparisons."""
NOWHERE = -1
"""Index of the parent of the top level, and of a missing neighbour."""

Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class ComparableComponent:
    """One component or purpose, prepared for comparison."""

    at: int
    """Its index in `Side.items`."""
    key: str
    """Its key in the plan."""
    level: int
    """`PILLAR` to `PURPOSE`."""
    label: str
    """Its words as printed."""
    words: str
    """Its words without blanks and punctuation, width and case made one."""
    span: Span
    """Where it is printed."""
    parent: int
    """Index of its parent; `NOWHERE` for the plan."""
    ordinal: int
    """Its number."""
    printed: str
    """Its number as printed."""
    before: int
    """Index of the sibling of the same level before it, or `NOWHERE`."""
    after: int
    """Index of the sibling after it."""
    restated: bool
    """Whether it repeats another one."""
    details: Details
    """Its details."""
    weights: Weights
    """Parts and concepts of its words, each with its number of occurrences."""


@dataclass(frozen=True, slots=True)
class Side:
    """All components of one edition."""

    items: tuple[ComparableComponent, ...]
    """In the order of the plan, purposes last."""
    above: tuple[tuple[int, ...], ...]
    """Of each item: the indexes of its ancestors, nearest first."""
    below: tuple[tuple[int, ...], ...]
    """Of each item: the descendants that it is compared by; measures for pillars and groups that have any, else entries."""
    vectors: tuple[Weights, ...]
    """Of each item: its words as a unit vector, or empty."""


def sides(old: Plan, new: Plan, lexicon: Lexicon) -> tuple[Side, Side]:
    """Both editions, words weighted by their rarity in the two of them together."""
    items = [_items(plan, lexicon) for plan in (old, new)]
    texts = [item.weights for side in items for item in side]
    frequency = Counter(part for weights in texts for part in weights)
    rarity = {part: math.log(1 + len(texts) / count) for part, count in frequency.items()}
    one, other = (_side(side, rarity) for side in items)
    return one, other


def _items(plan: Plan, lexicon: Lexicon) -> tuple[ComparableComponent, ...]:
    printed: list[tuple[Component | Purpose, str]] = [*plan.walk(), *plan.all_purposes()]
    place = {component.key: at for at, (component, _) in enumerate(printed)}
    before, after = _neighbours(printed)
    items = []
    for at, (component, parent) in enumerate(printed):
        label = component.text if isinstance(component, Purpose) else component.label
        items.append(
            ComparableComponent(
                at=at,
                key=component.key,
                level=_LEVEL_OF[type(component)],
                label=label,
                words=_LOOSE.sub("", plain(shown(label))),
                span=component.span,
                parent=place.get(parent, NOWHERE),
                ordinal=1 if isinstance(component, Purpose) else component.ordinal,
                printed="" if isinstance(component, Purpose) else component.printed,
                before=before.get(at, NOWHERE),
                after=after.get(at, NOWHERE),
                restated=not isinstance(component, Purpose) and component.restated,
                details=NO_DETAILS if isinstance(component, Purpose) else component.details,
                weights=_weights(label, lexicon),
            )
        )
    return tuple(items)


def plain(words: str) -> str:
    """Words without blanks, width and case normalised."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", words).casefold())


def _neighbours(printed: Sequence[tuple[Component | Purpose, str]]) -> tuple[dict[int, int], dict[int, int]]:
    """The neighbours of the same kind under the same parent, before and behind."""
    last: dict[tuple[str, type], int] = {}
    before: dict[int, int] = {}
    for at, (component, parent) in enumerate(printed):
        run = (parent, type(component))
        if run in last:
            before[at] = last[run]
        last[run] = at
    return before, {earlier: at for at, earlier in before.items()}


def _weights(label: str, lexicon: Lexicon) -> Weights:
    text = shown(label)
    concepts = lexicon.concepts(text)
    return parts(text) | {f"concept:{name}": CONCEPT * weight for name, weight in sorted(concepts.items())}


def _side(items: tuple[ComparableComponent, ...], rarity: dict[str, float]) -> Side:
    above = tuple(tuple(_up(items, item)) for item in items)
    measures: list[list[int]] = [[] for _ in items]
    entries: list[list[int]] = [[] for _ in items]
    for item in items:
        if item.level in (MEASURE, INITIATIVE):
            members = measures if item.level == MEASURE else entries
            for heading in above[item.at]:
                members[heading].append(item.at)
    below = tuple(tuple(one or other) for one, other in zip(measures, entries, strict=True))
    return Side(items, above, below, tuple(_unit(item.weights, rarity) for item in items))


def _up(items: tuple[ComparableComponent, ...], item: ComparableComponent) -> Iterator[int]:
    while item.parent != NOWHERE:
        yield item.parent
        item = items[item.parent]


def _unit(weights: Weights, rarity: dict[str, float]) -> Weights:
    vector = {part: weight * rarity[part] for part, weight in weights.items()}
    length = math.sqrt(math.fsum(value * value for value in vector.values()))
    return {part: value / length for part, value in vector.items()} if length else {}


def cosine(one: Weights, other: Weights) -> float:
    """Dot product of two unit vectors, 0 to 1; the same for both orders."""
    if len(one) > len(other):
        one, other = other, one
    return min(1.0, math.fsum(value * other[part] for part, value in one.items() if part in other))
