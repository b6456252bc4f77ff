"""Overrides of lines: whether they are components, of which level, and which parent they have.

A line is meant by words that it begins with, with or without its number, or by its number among the lines of the text. Rows of tables
are named in the same way; they are moved when the tree is complete, since the order of lines does not decide on them.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from shisaku.messages import Message
from shisaku.model.findings import Finding
from shisaku.model.source import LINE_BREAK, Override, Span
from shisaku.reading.designation import PLAN_NAME
from shisaku.reading.found import Found
from shisaku.reading.items.items import Item
from shisaku.reading.override_statements import AMBIGUOUS, NONE_SUCH, editors, without_effect
from shisaku.reading.text.characters import matching

_NO_LINE = Message("reading-document-has-no-such-line-one")
_NO_PARENT = Message("reading-no-component-begins-words-under")
_MANY_PARENTS = Message("reading-under-fits-more-than-one-component")
_WITHIN = Message("reading-nothing-can-stand-under-itself")
_OF_A_ROW = Message("reading-level-not-rows-tables-use")
_NO_LEVEL = Message("reading-nothing-next-outer-level-stands")
_TWICE = Message("reading-another-override-has-settled-same-line")
_T = TypeVar("_T")
_EMPTY = Message("reading-line-without-words-own-cannot")


class PlacedItem(Protocol):
    """An item that was judged."""

    @property
    def item(self) -> Item:
        """The item."""


@dataclass(frozen=True, slots=True)
class LineOverrides:
    """The overrides of the lines of one document."""

    items: dict[int, Override]
    """Of items, by their places."""
    rows: tuple[tuple[Span, Override], ...] = ()
    """Of rows of tables, by their words."""
    findings: tuple[Finding, ...] = ()
    """Overrides that mean nothing here."""

    @property
    def components(self) -> set[int]:
        """Places of the items that are components."""
        return {at for at, override in self.items.items() if not override.none}

    @property
    def others(self) -> set[int]:
        """Places of the items that are none."""
        return {at for at, override in self.items.items() if override.none}


def overridden_lines(
    judged: Sequence[PlacedItem], rows: Iterable[Found], text: str, overrides: Iterable[Override]
) -> LineOverrides:
    """What each of the overrides of lines means, among the items outside of tables and the `rows` of those in the document `text`."""
    of_lines = [override for override in overrides if override.kind == "line"]
    if not of_lines:
        return LineOverrides({})
    known = [(at, _names(one.item)) for at, one in enumerate(judged)]
    labels = [(row.span, (matching(row.label), matching(row.printed + row.label))) for row in rows]
    items: dict[int, Override] = {}
    of_rows: dict[Span, Override] = {}
    findings: list[Finding] = []
    for override in of_lines:
        found = _numbered(judged, text, int(override.names)) if _is_number(override.names) else _fitting(known, override.names)
        others = [] if found or _is_number(override.names) else _fitting(labels, override.names)
        why = _wrong(found, others, override, items, of_rows)
        if why is None and found and not override.none and not judged[found[0]].item.words:
            why = _EMPTY
        if why is not None:
            findings.append(without_effect(override, why))
        elif found:
            items[found[0]] = override
        else:
            of_rows[others[0]] = override
    return LineOverrides(items, tuple(of_rows.items()), tuple(findings))


def _wrong(
    found: Sequence[int], rows: Sequence[Span], override: Override, items: dict[int, Override], of_rows: dict[Span, Override]
) -> Message | None:
    """Why an override that fits these items, or rows, has no effect; None where it has one."""
    if len(found) + len(rows) != 1:
        none = _NO_LINE if _is_number(override.names) else NONE_SUCH
        return AMBIGUOUS if found or rows else none
    if rows and override.level is not None:
        return _OF_A_ROW
    return _TWICE if (found and found[0] in items) or (rows and rows[0] in of_rows) else None


def _is_number(names: str) -> bool:
    """Whether an override means the line of that number. Only the settings write such a number without other words."""
    return names.isascii() and names.isdecimal()


def _names(item: Item) -> tuple[str, ...]:
    """The letters by which an item is named: with its number, and without."""
    return matching(item.text), matching(item.words)


def _fitting(known: Iterable[tuple[_T, tuple[str, ...]]], words: str) -> list[_T]:
    """Those of just these words; where there are none, those that begin with them."""
    expected = matching(words)
    begin = [(one, names) for one, names in known if any(name.startswith(expected) for name in names)]
    return [one for one, names in begin if expected in names] or [one for one, _ in begin]


def _numbered(judged: Sequence[PlacedItem], text: str, number: int) -> list[int]:
    """The item that begins in, or else goes on in, the line of that number, from 1."""
    starts = [0, *(match.end() for match in LINE_BREAK.finditer(text)), len(text) + 1]
    if not 1 <= number < len(starts):
        return []
    begin, end = starts[number - 1], starts[number]
    at = bisect_right([one.item.span.start for one in judged], end - 1) - 1
    return [at] if at >= 0 and judged[at].item.span.end > begin else []


# -- hierarchy ---------------------------------------------------------------------------------------------------------


class Constraints:
    """Parents that overrides name, for the hierarchy: of the chosen components, by their places among them."""

    def __init__(self, chosen: Sequence[int], judged: Sequence[PlacedItem], overrides: LineOverrides) -> None:
        self.findings: list[Finding] = []
        self.later: list[tuple[Span, Override]] = list(overrides.rows)
        """Subjects that are moved when the tree is complete: rows, and what is under rows or under something printed later."""
        self._of = {at: overrides.items[n] for at, n in enumerate(chosen) if n in overrides.items and not overrides.items[n].none}
        self._known = [(at, _names(judged[n].item)) for at, n in enumerate(chosen)]
        self._spans = [judged[n].item.span for n in chosen]

    def __call__(self, at: int, path: Sequence[int]) -> int | None:
        """The parent that an override names for a component: its place, -1 for the plan; None without one. `path`: what is open, outermost first."""
        override = self._of.get(at)
        if override is None:
            return None
        if override.level is not None:
            if override.level - 1 > len(path):
                self.findings.append(without_effect(override, _NO_LEVEL))
                return None
            return path[override.level - 2] if override.level > 1 else -1
        if override.parent is None or override.parent == PLAN_NAME:
            return -1 if override.parent == PLAN_NAME else None
        found = _fitting(self._known, override.parent)
        if len(found) == 1 and found[0] < at:
            return found[0]
        self.later.append((self._spans[at], override))
        return None

    def moved(self, roots: tuple[Found, ...]) -> tuple[Found, ...]:
        """The tree with the moves that had to wait."""
        for span, override in self.later:
            try:
                roots = _taken_out(roots, span) if override.none else _put(roots, span, override)
            except _WithoutEffectError as error:
                self.findings.append(without_effect(override, error.why))
        return roots


class _WithoutEffectError(Exception):
    """An override means nothing here; not for users."""

    def __init__(self, why: Message) -> None:
        super().__init__(str(why))
        self.why = why


def _put(roots: tuple[Found, ...], span: Span, override: Override) -> tuple[Found, ...]:
    """The tree, the component of these words put where the override has it."""
    known = [one for root in roots for one in root.walk()]
    subject = next((one for one in known if span.start <= one.span.start < span.end or one.span == span), None)
    if subject is None:
        raise _WithoutEffectError(NONE_SUCH)
    moved = replace(subject, placed=1.0, exists=1.0, basis=(editors(override), *subject.basis))
    assert override.parent is not None
    if override.parent == PLAN_NAME:
        return _in_order((*_without(roots, subject.span), moved))
    fitting = _fitting([(one, (matching(one.label), matching(one.printed + one.label))) for one in known], override.parent)
    if len(fitting) != 1:
        raise _WithoutEffectError(_MANY_PARENTS if fitting else _NO_PARENT)
    if any(one.span == fitting[0].span for one in subject.walk()):
        raise _WithoutEffectError(_WITHIN)
    return _under(_without(roots, subject.span), fitting[0].span, moved)


def _without(forest: tuple[Found, ...], span: Span) -> tuple[Found, ...]:
    """The tree without the component of these words and what is under it."""
    return tuple(replace(one, children=_without(one.children, span)) for one in forest if one.span != span)


def _under(forest: tuple[Found, ...], parent: Span, child: Found) -> tuple[Found, ...]:
    return tuple(
        replace(one, children=_in_order((*one.children, child)))
        if one.span == parent
        else replace(one, children=_under(one.children, parent, child))
        for one in forest
    )


def _taken_out(forest: tuple[Found, ...], span: Span) -> tuple[Found, ...]:
    """The tree without the component of these words; what is under it stays where it was."""
    found: list[Found] = []
    for one in forest:
        children = _taken_out(one.children, span)
        found += children if one.span == span else (replace(one, children=children),)
    return tuple(found)


def without_aside(forest: tuple[Found, ...], aside: Sequence[Span]) -> tuple[Found, ...]:
    """The tree without components whose words an override leaves out; what is under them stays where it was."""
    starts = [span.start for span in aside]
    found: list[Found] = []
    for one in forest:
        children = without_aside(one.children, aside)
        at = bisect_right(starts, one.span.start) - 1
        out = at >= 0 and one.span.end <= aside[at].end
        found += children if out else (replace(one, children=children),)
    return tuple(found)


def _in_order(forest: Iterable[Found]) -> tuple[Found, ...]:
    return tuple(sorted(forest, key=lambda one: one.span))
