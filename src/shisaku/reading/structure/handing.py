"""Assigns lines beside the components to those that they are about.

Those in charge go to what is listed behind them, fields to the component over a list.
"""

from collections.abc import Sequence
from itertools import pairwise

from shisaku.model.details import NO_DETAILS, Details
from shisaku.reading.fields.stretch import FieldContext
from shisaku.reading.hierarchy.attaching import Attached
from shisaku.reading.items.heads import NO_HEAD
from shisaku.reading.items.items import Item
from shisaku.reading.likelihood.judging import JudgedItem
from shisaku.reading.likelihood.remark_lines import DUTY, KINDS, organs_of
from shisaku.reading.tables.row_values import added

_APART = 6.0
"""Points by which a line begins further left that stands outside of a list."""


def handed_on(
    judged: Sequence[JudgedItem], chosen: Sequence[int], places: Sequence[Attached], text: str, context: FieldContext
) -> dict[int, Details]:
    """Those in charge of what is behind a duty, by the place of each component among those `chosen`.

    They are of all that looks like the first item behind the line, up to the next such line, a heading, or a component that looks
    otherwise and is under none of these.
    """
    found: dict[int, Details] = {}
    by_item = {n: at for at, n in enumerate(chosen)}
    handed, run, look = NO_DETAILS, set[int](), ""
    for n, one in enumerate(judged):
        at = by_item.get(n)
        if one.item.kind == DUTY:
            handed = Details(responsibilities=organs_of(one.item, text, context), lines=(one.item.span,))
            run, look = set(), judged[n + 1].item.look if n + 1 < len(judged) else ""
        elif handed == NO_DETAILS:
            continue
        elif at is None:
            handed = NO_DETAILS if _ends(one) else handed
        elif one.item.look == look:
            found[at] = handed
            run.add(at)
        elif places[at].parent in run:
            run.add(at)
        else:
            handed = NO_DETAILS
    return found


def handed_to(details: Details, handed: Details | None) -> Details:
    """`details` with those in charge that were assigned, where none of its own are printed."""
    return details if handed is None or details.responsibilities else added(details, handed)


def _ends(one: JudgedItem) -> bool:
    """Whether an item that is no component heads something else: a bare line that is neither prose nor a remark."""
    item = one.item
    heads = item.kind == "heading" or (item.kind in KINDS and item.head == NO_HEAD)
    return heads and not any(one.features.get(name) for name in ("sentence", "field", "long", "very long"))


def outer(judged: Sequence[JudgedItem], chosen: Sequence[int]) -> dict[int, int]:
    """Fields that are behind a list and further left than it: by the place of the item the component over the list that it is of.

    Where an entry of the list before has a field of that kind too, each has its own. Components are identified by their place among the `chosen`.
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


def _over(field: Item, at: int, judged: Sequence[JudgedItem], chosen: Sequence[int]) -> int:
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
