"""Lines that name no component but say something of those beside them: a sum, a deadline, those in charge.

remark = "（" ( those in charge | sums | deadline ) "）"        says it of the item before it
duty   = names of those in charge, no bullet, no number         says it of what is listed behind it, up to the next such line or heading
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from shisaku.details import NO_DETAILS, Details, Responsibility
from shisaku.reading.fields.beside import remark
from shisaku.reading.fields.field_lines import field_line
from shisaku.reading.fields.responsibilities import beside, line_of_organs
from shisaku.reading.fields.stretch import Context, Stretch
from shisaku.reading.structure.heads import NO_HEAD
from shisaku.reading.structure.items import Item
from shisaku.reading.structure.learned import Features
from shisaku.reading.tables.values import added

REMARK, DUTY = "remark", "duty"
"""Kinds of items that are no components."""
_KINDS = ("line", "paragraph")
_OUTCOMES = ("within passage-kind expected-result", "within passage-kind purpose", "within passage-kind situation")
"""Features of what is listed in a section on what measures are for, and on what comes of them."""
_LONGEST = 240
_OPENING = ("（", "(", "〔", "［", "[")
"""Brackets that a remark stands in."""
_CLOSING, _FEWEST = ("）", ")", "〕", "］", "]", "】"), 3
"""Brackets that may close behind names, and entries of a list that must have such."""
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
        elif at and item.text[:1] in _OPENING and _may_be_one(item) and remark(_words(item, text), context) != NO_DETAILS:
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
    named: dict[int, tuple[str, ...]] = {}
    for at, item in enumerate(items):
        organs = _organs(item, text, context) if _may_be_one(item) and not _is_label(item, text, context) else ()
        if organs and item.text[0] not in _OPENING and not (len(organs) == 1 and item.text[0] in "【《"):
            named[at] = tuple(one.printed for one in organs)
    over = {at: names for at, names in named.items() if at + 1 < len(items) and _is_listed(items[at + 1])}
    counts = Counter(over.values())
    if not any(len(names) > 1 or count > 1 for names, count in counts.items()):
        return frozenset()
    looks = {items[at].look for at in over}
    return frozenset(at for at in named if items[at].look in looks)


def _is_label(item: Item, text: str, context: Context) -> bool:
    """Whether an item is the label of a field or heads a column, as words for those in charge do."""
    return field_line(_words(item, text), context, item.lead) is not None


def _is_listed(item: Item) -> bool:
    return bool(item.head.bullet or item.head.marks or item.head.path)


def in_charge_of(items: Sequence[Item], shown: Sequence[Features], text: str, context: Context) -> frozenset[int]:
    """Places of the items that somebody is in charge of, so that they are things to be done.

    They are listed right behind a duty, with nothing but remarks and the rest of entries between them, or most of their list name those
    in charge at their ends. What a section on effects and results lists is none.
    """
    found = _with_names(items, text, context)
    look = ""
    for at, item in enumerate(items):
        if item.kind == DUTY:
            look = items[at + 1].look if at + 1 < len(items) and _is_listed(items[at + 1]) else ""
        elif look and item.look == look:
            found.add(at)
        elif item.kind != REMARK and (_is_listed(item) or item.gap or item.bold):
            look = ""
    return frozenset(at for at in found if not any(shown[at].get(name) for name in _OUTCOMES))


def _with_names(items: Sequence[Item], text: str, context: Context) -> set[int]:
    """Places of the entries that name those in charge at their ends, where most that look like them do: …を直す。（水産庁）"""
    looks: defaultdict[str, list[int]] = defaultdict(list)
    for at, item in enumerate(items):
        if _is_listed(item):
            looks[item.look].append(at)
    found: set[int] = set()
    for members in looks.values():
        ends = [at for at in members if items[at].text.rstrip("。 ").endswith(_CLOSING)]
        if len(ends) < max(_FEWEST, len(members) / 2):
            continue
        named = [at for at in ends if beside(_words(items[at], text), context).values]
        if len(named) >= max(_FEWEST, len(members) / 2):
            found.update(named)
    return found


def handed_on(
    judged: Sequence[Judged], chosen: Sequence[int], places: Sequence[Placed], text: str, context: Context
) -> dict[int, Details]:
    """Those in charge of what stands behind a duty, by the place of each component among those `chosen`.

    They are of all that looks like the first item behind the line, up to the next such line, a heading, or a component that looks
    otherwise and stands under none of these.
    """
    found: dict[int, Details] = {}
    by_item = {n: at for at, n in enumerate(chosen)}
    said, run, look = NO_DETAILS, set[int](), ""
    for n, one in enumerate(judged):
        at = by_item.get(n)
        if one.item.kind == DUTY:
            said = Details(responsibilities=_organs(one.item, text, context), lines=(one.item.span,))
            run, look = set(), judged[n + 1].item.look if n + 1 < len(judged) else ""
        elif said == NO_DETAILS:
            continue
        elif at is None:
            said = NO_DETAILS if _ends(one) else said
        elif one.item.look == look:
            found[at] = said
            run.add(at)
        elif places[at].parent in run:
            run.add(at)
        else:
            said = NO_DETAILS
    return found


def handed_to(details: Details, handed: Details | None) -> Details:
    """`details` with those in charge that are handed on, where none of its own are printed."""
    return details if handed is None or details.responsibilities else added(details, handed)


def _organs(item: Item, text: str, context: Context) -> tuple[Responsibility, ...]:
    return line_of_organs(_words(item, text), context)


def _ends(one: Judged) -> bool:
    """Whether an item that is no component heads something else: a bare line that is neither prose nor a remark."""
    item = one.item
    heads = item.kind == "heading" or (item.kind in _KINDS and item.head == NO_HEAD)
    return heads and not any(one.features.get(name) for name in ("sentence", "field", "long", "very long"))


def outer(judged: Sequence[Judged], chosen: Sequence[int]) -> dict[int, int]:
    """Fields that stand behind a list and further left than it: by the place of the item the component over the list that it is of.

    Where an entry of the list before has a field of that kind too, each has its own. Components are told by their place among the `chosen`.
    """
    found: dict[int, int] = {}
    own: dict[int, set[str]] = {}
    for at, (n, end) in enumerate(pairwise((*chosen, len(judged)))):
        for k in range(n + 1, end):
            if not judged[k].features.get("field"):
                continue
            roles = {name for name in judged[k].features if name.startswith("is header")}
            over = _over(judged[k].item, at, judged, chosen)
            if over < at and not any(roles & own.get(other, set()) for other in range(over + 1, at)):
                found[k] = over
            else:
                own.setdefault(at, set()).update(roles)
    return found


def _over(field: Item, at: int, judged: Sequence[Judged], chosen: Sequence[int]) -> int:
    """The last component up to `at` that does not begin further right than a field; `at` itself where none is."""
    left = _left(field)
    if left is None:
        return at
    for before in range(at, -1, -1):
        own = _left(judged[chosen[before]].item)
        if own is None:
            return at
        if own <= left + _APART:
            return before
    return at


def _left(item: Item) -> float | None:
    """Where a printed line begins; None for other items."""
    if item.kind != "line":
        return None
    return item.box[0] if item.box else float(item.indent) * _APART * 2
