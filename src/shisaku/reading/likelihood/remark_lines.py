"""Lines that name no component but give details of those beside them: a sum, a deadline, those in charge.

remark = "（" ( those in charge | sums | deadline ) "）"        of the item before it
duty   = names of those in charge, no bullet, no number         of what is listed behind it, up to the next such line or heading
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shisaku.model.details import NO_DETAILS, Responsibility
from shisaku.reading.fields.beside import remark
from shisaku.reading.fields.field_lines import field_line
from shisaku.reading.fields.responsibilities import beside, line_of_organs
from shisaku.reading.fields.stretch import FieldContext, Stretch
from shisaku.reading.items.heads import NO_HEAD
from shisaku.reading.items.items import Item
from shisaku.reading.likelihood.learned import Features

REMARK, DUTY = "remark", "duty"
"""Kinds of items that are no components."""
KINDS = ("line", "paragraph")
_OUTCOMES = ("within passage-kind expected-result", "within passage-kind purpose", "within passage-kind situation")
"""Features of what is listed in a section on what measures are for, and on what comes of them."""
_LONGEST = 240
_OPENING = ("（", "(", "〔", "［", "[")
"""Brackets that a remark is in."""
_CLOSING, _FEWEST = ("）", ")", "〕", "］", "]", "】"), 3
"""Brackets that may close behind names, and entries of a list that must have such."""


def with_remarks(items: Sequence[Item], text: str, context: FieldContext) -> Iterator[Item]:
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
    return item.kind in KINDS and item.head == NO_HEAD and len(item.text) <= _LONGEST


def _words(item: Item, text: str) -> Stretch:
    return Stretch(text[item.span.start : item.span.end], item.span.start)


def _duties(items: Sequence[Item], text: str, context: FieldContext) -> frozenset[int]:
    """Places of the lines above lists that name those in charge of what is listed.

    Documents that are ordered by department have such lines too, which are groups of the plan: each names one body, and each body has
    one such line. Where one names several, or a body comes again, they name who is in charge.
    """
    over = {at: names for at in range(len(items) - 1) if _is_listed(items[at + 1]) and (names := _duty(items[at], text, context))}
    counts = Counter(over.values())
    if not any(len(names) > 1 or count > 1 for names, count in counts.items()):
        return frozenset()
    looks = {items[at].look for at in over}
    return frozenset(at for at, item in enumerate(items) if item.look in looks and (at in over or _duty(item, text, context)))


def _duty(item: Item, text: str, context: FieldContext) -> tuple[str, ...]:
    """The names of those in charge that an item consists of; none where it is something else, such as the label of a field."""
    if not _may_be_one(item) or item.text[:1] in _OPENING or _is_label(item, text, context):
        return ()
    organs = organs_of(item, text, context)
    return () if len(organs) == 1 and item.text[0] in "【《" else tuple(one.printed for one in organs)


def _is_label(item: Item, text: str, context: FieldContext) -> bool:
    """Whether an item is the label of a field or heads a column, as words for those in charge do."""
    return field_line(_words(item, text), context, item.lead) is not None


def _is_listed(item: Item) -> bool:
    return bool(item.head.bullet or item.head.marks or item.head.path)


def in_charge_of(items: Sequence[Item], shown: Sequence[Features], text: str, context: FieldContext) -> frozenset[int]:
    """Places of the items with a body in charge, so that they are things to be done.

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


def _with_names(items: Sequence[Item], text: str, context: FieldContext) -> set[int]:
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


def organs_of(item: Item, text: str, context: FieldContext) -> tuple[Responsibility, ...]:
    """Those in charge that an item names and nothing else; `text`: that of the document."""
    return line_of_organs(_words(item, text), context)
