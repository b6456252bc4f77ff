"""Lines that name no component but say something of those beside them: a sum, a deadline, those in charge.

remark = "（" ( those in charge | sums | deadline ) "）"        says it of the item before it
duty   = names of those in charge, no bullet, no number         says it of what is listed behind it, up to the next such line or heading
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from shisaku.details import NO_DETAILS, Details, Responsibility
from shisaku.reading.fields.beside import remark
from shisaku.reading.fields.responsibilities import line_of_organs
from shisaku.reading.fields.stretch import Context, Stretch
from shisaku.reading.structure.heads import NO_HEAD
from shisaku.reading.structure.items import Item
from shisaku.reading.structure.learned import Features

REMARK, DUTY = "remark", "duty"
"""Kinds of items that are no components."""
_KINDS = ("line", "paragraph")
_LONGEST = 240
_APART = 6.0
"""Points by which a line begins further left that stands outside of a list."""


class Judged(Protocol):
    """An item with what it shows."""

    @property
    def item(self) -> Item:
        """The item."""

    @property
    def features(self) -> Features:
        """What it shows."""


class Placed(Protocol):
    """Where a component was put."""

    @property
    def parent(self) -> int:
        """Place of its parent among the components; -1 for the plan."""


def with_remarks(items: Sequence[Item], text: str, context: Context) -> Iterator[Item]:
    """The items, those that are a remark or a duty said to be one; `text`: that of the document."""
    duties = _duties(items, text, context)
    for at, item in enumerate(items):
        if at in duties:
            yield replace(item, kind=DUTY)
        elif at and _may_be_one(item) and remark(_words(item, text), context) != NO_DETAILS:
            yield replace(item, kind=REMARK)
        else:
            yield item


def _may_be_one(item: Item) -> bool:
    return item.kind in _KINDS and item.head == NO_HEAD and len(item.text) <= _LONGEST


def _words(item: Item, text: str) -> Stretch:
    return Stretch(text[item.span.start : item.span.end], item.span.start)


def _duties(items: Sequence[Item], text: str, context: Context) -> frozenset[int]:
    """Places of the lines above lists that name those in charge of what is listed.

    Documents that are ordered by department have such lines too, which are groups of the plan: each names one body, and each body has
    one such line. Where one names several, or a body comes again, they tell who is in charge.
    """
    found: dict[int, tuple[str, ...]] = {}
    for at, (item, below) in enumerate(pairwise(items)):
        listed = bool(below.head.bullet or below.head.marks or below.head.path)
        if listed and _may_be_one(item):
            organs = line_of_organs(_words(item, text), context)
            if organs and not (len(organs) == 1 and item.text[:1] in "【《"):
                found[at] = tuple(one.printed for one in organs)
    counts = Counter(found.values())
    tells = any(len(names) > 1 for names in counts) or any(count > 1 for count in counts.values())
    return frozenset(found) if tells else frozenset()


def handed_on(
    judged: Sequence[Judged], chosen: Sequence[int], places: Sequence[Placed], text: str, context: Context
) -> dict[int, Details]:
    """Those in charge of what stands behind a duty, by the place of each component among those `chosen`.

    They are of all that looks like the first component behind the line, up to the next such line, a heading, or a component that looks
    otherwise and stands under none of these.
    """
    found: dict[int, Details] = {}
    by_item = {n: at for at, n in enumerate(chosen)}
    said, run, look = NO_DETAILS, set[int](), ""
    for n, one in enumerate(judged):
        at = by_item.get(n)
        if one.item.kind == DUTY:
            said = Details(responsibilities=_organs(one.item, text, context), lines=(one.item.span,))
            run, look = set(), ""
        elif said == NO_DETAILS:
            continue
        elif at is None:
            said = NO_DETAILS if _ends(one) else said
        elif not look or one.item.look == look:
            look = one.item.look
            found[at] = said
            run.add(at)
        elif places[at].parent in run:
            run.add(at)
        else:
            said = NO_DETAILS
    return found


def _organs(item: Item, text: str, context: Context) -> tuple[Responsibility, ...]:
    return line_of_organs(_words(item, text), context)


def _ends(one: Judged) -> bool:
    """Whether an item that is no component heads something else: a bare line that is neither prose nor a remark."""
    item = one.item
    heads = item.kind == "heading" or (item.kind in _KINDS and item.head == NO_HEAD)
    return heads and not any(one.features.get(name) for name in ("sentence", "field", "long", "very long"))


def outer(judged: Sequence[Judged], chosen: Sequence[int], places: Sequence[Placed]) -> dict[int, int]:
    """Fields that stand behind a list and further left than it: by the place of the item the component over the list that it is of.

    Where an entry of the list before has a field of that kind too, each has its own. Places of components are those among the `chosen`.
    """
    found: dict[int, int] = {}
    fields: dict[int, set[str]] = {}
    for at, (n, end) in enumerate(pairwise((*chosen, len(judged)))):
        for k in range(n + 1, end):
            one = judged[k]
            if not one.features.get("field"):
                continue
            roles = {name for name in one.features if name.startswith("is header")}
            owner = _over(one.item, at, judged, chosen, places)
            others = (fields[m] for m in fields if m < at and places[m].parent == places[at].parent)
            if owner >= 0 and owner != at and not any(roles & other for other in others):
                found[k] = owner
            else:
                fields.setdefault(at, set()).update(roles)
    return found


def _over(field: Item, at: int, judged: Sequence[Judged], chosen: Sequence[int], places: Sequence[Placed]) -> int:
    """The innermost component that does not begin further right than a field; -1 where none is."""
    left = _left(field)
    while at >= 0 and left is not None:
        own = _left(judged[chosen[at]].item)
        if own is None or own <= left + _APART:
            return at if own is not None else -1
        at = places[at].parent
    return -1


def _left(item: Item) -> float | None:
    """Where a printed line begins; None for other items."""
    if item.kind != "line":
        return None
    return item.box[0] if item.box else float(item.indent) * _APART * 2
