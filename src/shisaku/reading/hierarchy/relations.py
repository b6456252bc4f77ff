"""Features of a component and of another one that it may belong under: named numbers, 0 or 1."""

from dataclasses import dataclass

from shisaku.reading.hierarchy.alternation import Alternation
from shisaku.reading.items.item_text import framed
from shisaku.reading.items.items import Item
from shisaku.reading.likelihood.learned import Features
from shisaku.reading.tokens.numbering import RANK

_ALIKE = 0.08
"""Share by which sizes may differ and be the same."""
_FAR = 0.2
"""Share by which sizes differ that are far apart."""
_INDENT = 6.0
"""Points by which lines may differ at the left and be on the same edge."""
_NO_RANK = 50
_FAR_BEHIND = 5
"""Items behind which a component is far from its parent."""
_SHORT = 20
"""Letters of a short heading at most."""
_STOPS = ("。", ".")
_OUTER = ("goal", "intended-result", "heading", "principle", "chapter")
_INNER = ("action", "project", "deliverable", "output", "milestone")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a component may belong under, as it is before the component is put there."""

    item: Item | None
    """The parent; None for the plan."""
    last: Item | None
    """Its last child; None where it has none yet."""
    depth: int
    """How many parents it has, the plan among them: 0 for the plan."""
    steps: int
    """How many levels it is above the component before: 0 for that component itself."""


def may_be_under(item: Item, candidate: Candidate, before: Item | None) -> bool:
    """Whether what the format states of `item` lets it be under the candidate; `before` is the component before it.

    Of 88 headings under headings in real documents 87 are of a deeper level, and none is under an item of a list; what follows a
    heading that is a component, and items of a deeper list behind one of its upper list, always was under it (149 of 149). No printed
    line in bold was under a plain one of its size (0 of 407).
    """
    parent = candidate.item
    if parent is not None and _is_outranked(parent, item):
        return False
    if item.kind == "heading":
        return parent is None or not (parent.kind == "item" or (parent.kind == "heading" and parent.level >= item.level))
    if before is not None and (_under_heading(item, before) or _under_item(item, before)):
        return candidate.steps == 0
    return parent is None or not (parent.kind == item.kind == "item" and parent.level > item.level)


def _is_outranked(parent: Item, item: Item) -> bool:
    """Whether a printed line is set in bold, and what it might be under is plain and no larger."""
    printed = parent.kind == item.kind == "line" and bool(parent.size and item.size)
    return printed and item.bold and not parent.bold and item.size >= parent.size * (1 - _ALIKE)


def _under_heading(item: Item, before: Item) -> bool:
    return before.kind == "heading" and item.kind in ("item", "paragraph")


def _under_item(item: Item, before: Item) -> bool:
    return before.kind == item.kind == "item" and item.level > before.level


def relations(item: Item, candidate: Candidate, turns: Alternation) -> Features:
    """The features of putting `item` under the candidate, with what takes `turns` in the document."""
    parent, sibling = candidate.item, candidate.last
    found: Features = {
        "plan": float(parent is None),
        "previous": float(candidate.steps == 0),
        "one up": float(candidate.steps == 1),
        "two up": float(candidate.steps == 2),
        "further up": float(candidate.steps > 2),
        "deep": float(candidate.depth > 2),
        "very deep": float(candidate.depth > 3),
        "first child": float(sibling is None),
        "plan without children": float(parent is None and sibling is None),
        "previous at once": float(candidate.steps == 0 and item.gap == 0),
        "previous right above": float(candidate.steps == 0 and parent is not None and item.at == parent.at + 1),
    }
    if sibling is not None:
        found |= _of_siblings(item, sibling)
    if parent is not None:
        found |= _of_parent(item, parent)
        found["unnamed right under level"] = float(candidate.steps == 0 and parent.head.level in _OUTER and not item.head.level)
    found |= turns.features(item, parent)
    if sibling is None:
        path = item.head.path
        found["starts count"] = float(bool(path) and path[-1] in ("1", "0", "A"))
        found["starts within"] = float(bool(path) and path[-1] not in ("1", "0", "A"))
    return found


def _of_siblings(item: Item, sibling: Item) -> Features:
    one, other = sibling.head, item.head
    same = item.look == sibling.look
    found: Features = {
        "sibling alike": float(same),
        "sibling of other class": float(not same),
        "sibling same head": float(one.style == other.style and bool(other.style)),
        "sibling other head": float(one.style != other.style),
        "sibling same kind": float(item.kind == sibling.kind and item.level == sibling.level),
        "sibling both bare": float(not one.style and not other.style),
        "sibling same size": float(_same_size(item, sibling)),
        "sibling other size": float(bool(item.size and sibling.size) and not _same_size(item, sibling)),
        "sibling larger": float(sibling.size > item.size * (1 + _ALIKE) > 0),
        "sibling smaller": float(0 < sibling.size < item.size * (1 - _ALIKE)),
        "sibling same edge": float(_same_edge(item, sibling)),
        "sibling same weight": float(item.bold == sibling.bold),
        "sibling same level name": float(bool(other.level) and other.name == one.name),
        "gap larger than sibling": float(item.gap > sibling.gap),
        "gap smaller than sibling": float(item.gap < sibling.gap),
        "gap as sibling": float(item.gap == sibling.gap),
    }
    if one.path and other.path and one.style == other.style:
        follows = one.path[:-1] == other.path[:-1] and _number(other.path[-1]) == _number(one.path[-1]) + 1
        found["number follows"] = float(follows)
        found["number restarts"] = float(other.path[-1] in ("1", "0", "A") and not follows)
        found["number jumps"] = float(not follows and other.path[-1] not in ("1", "0", "A"))
    return found


def _of_parent(item: Item, parent: Item) -> Features:
    over, under = parent.head, item.head
    rank = RANK.get(over.number.style, _NO_RANK) if over.number else _NO_RANK
    own = RANK.get(under.number.style, _NO_RANK) if under.number else _NO_RANK
    return {
        "parent alike": float(item.look == parent.look),
        "parent same head": float(over.style == under.style and bool(under.style)),
        "parent larger": float(parent.size > item.size * (1 + _ALIKE) > 0),
        "parent smaller": float(0 < parent.size < item.size * (1 - _ALIKE)),
        "parent much larger": float(parent.size > item.size * (1 + _FAR) > 0),
        "parent much smaller": float(0 < parent.size < item.size / (1 + _FAR)),
        "larger overleaf": float(item.page > parent.page and 0 < parent.size < item.size * (1 - _ALIKE)),
        "parent on colour": float(bool(parent.fill) and not item.fill),
        "on colour under plain": float(bool(item.fill) and not parent.fill),
        "bullet under bold": float(bool(under.bullet or under.marks) and parent.bold and not item.bold),
        "bullet under brackets": float(bool(under.bullet or under.marks) and bool(framed(parent.text))),
        "parent bolder": float(parent.bold and not item.bold),
        "parent lighter": float(item.bold and not parent.bold),
        "parent further left": float(_left(parent) is not None and _left(item) is not None and _further_left(parent, item)),
        "parent further right": float(_left(parent) is not None and _left(item) is not None and _further_left(item, parent)),
        "parent heading": float(parent.kind == "heading" and item.kind != "heading"),
        "parent heading above": float(parent.kind == item.kind == "heading" and parent.level < item.level),
        "parent item above": float(parent.kind == item.kind == "item" and parent.level < item.level),
        "parent item not above": float(parent.kind == item.kind == "item" and parent.level >= item.level),
        "prefix": float(bool(over.path) and len(under.path) > len(over.path) and under.path[: len(over.path)] == over.path),
        "no prefix": float(
            bool(over.path) and len(under.path) > 1 and len(over.path) == len(under.path) - 1 and under.path[:-1] != over.path
        ),
        "other branch": float(len(over.path) > 1 and len(under.path) > 1 and under.path[: len(over.path)] != over.path),
        "longer path": float(len(over.path) >= len(under.path) > 1),
        "rank outer": float(rank < own and rank != _NO_RANK),
        "rank inner": float(rank > own and own != _NO_RANK and rank != _NO_RANK),
        "bullet under words": float(bool(under.bullet or under.marks) and not (over.bullet or over.marks)),
        "words under bullet": float(bool(over.bullet or over.marks) and not (under.bullet or under.marks)),
        "number under bullet": float(bool(over.bullet or over.marks) and bool(under.path)),
        "number under words": float(bool(under.path) and not over.path and not over.bullet),
        "words under number": float(bool(over.path) and not under.path and not under.bullet and not under.marks),
        "parent ends in colon": float(parent.text.endswith((":", "："))),
        "level outer": float(over.level in _OUTER and bool(under.level) and under.level not in _OUTER),
        "level inner": float(over.level in _INNER and under.level not in _INNER),
        "same level": float(bool(under.level) and under.level == over.level),
        "same page": float(parent.page == item.page),
        "same frame": float(parent.frame == item.frame and item.frame >= 0),
        "parent sentence long": float(len(parent.words) > 60),
        "gap larger than parent": float(item.gap > parent.gap),
        "gap smaller than parent": float(item.gap < parent.gap),
        "parent right above": float(item.at == parent.at + 1),
        "far behind parent": float(item.at > parent.at + _FAR_BEHIND),
        "parent short": float(len(parent.words) <= _SHORT),
        "longer than parent": float(len(item.words) > 2 * len(parent.words)),
        "shorter than parent": float(2 * len(item.words) < len(parent.words)),
        "sentence under none": float(item.text.endswith(_STOPS) and not parent.text.endswith(_STOPS)),
        "none under sentence": float(parent.text.endswith(_STOPS) and not item.text.endswith(_STOPS)),
    }


def _same_size(one: Item, other: Item) -> bool:
    return abs(one.size - other.size) <= _ALIKE * max(one.size, other.size)


def _left(item: Item) -> float | None:
    return item.box[0] if item.box else float(item.indent) * 6 if item.kind == "line" else None


def _same_edge(one: Item, other: Item) -> bool:
    first, second = _left(one), _left(other)
    return first is not None and second is not None and abs(first - second) <= _INDENT


def _further_left(one: Item, other: Item) -> bool:
    first, second = _left(one), _left(other)
    return first is not None and second is not None and first + _INDENT < second


def _number(piece: str) -> int:
    digits = "".join(c for c in piece if c.isdigit())
    return int(digits) if digits else ord(piece[0].upper()) - ord("A") + 1
