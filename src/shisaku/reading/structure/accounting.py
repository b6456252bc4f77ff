"""Puts every character of the source into one place of the plan: duplicates are taken out, the rest is unread."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from itertools import compress
from operator import is_

from shisaku.model.details import NO_DETAILS, Details, with_places
from shisaku.model.plan import Plan
from shisaku.model.source import Source, Span
from shisaku.reading.found import Found

_PROSE = frozenset(("description", "purposes", "lines"))
"""Fields of details that account for their words themselves."""


class Taken:
    """Stretches of a text that something accounts for, none of which overlap."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._spans: list[Span] = []

    def take(self, span: Span) -> bool:
        """Whether nothing accounted for any part of `span` before; now something does."""
        at = bisect_right(self._starts, span.start)
        if (at and self._spans[at - 1].end > span.start) or (at < len(self._spans) and self._starts[at] < span.end):
            return False
        self._starts.insert(at, span.start)
        self._spans.insert(at, span)
        return True

    def cut(self, span: Span) -> Iterator[Span]:
        """What of `span` nothing accounts for yet."""
        start = span.start
        at = max(0, bisect_right(self._starts, start) - 1)
        while at < len(self._spans) and (taken := self._spans[at]).start < span.end:
            if taken.start > start:
                yield Span(start, taken.start)
            start = max(start, taken.end)
            at += 1
        if start < span.end:
            yield Span(start, span.end)

    def pieces(self, span: Span) -> tuple[Span, ...]:
        """What of `span` nothing accounted for before; now something does."""
        left = tuple(self.cut(span))
        for piece in left:
            self.take(piece)
        return left


def disjoint(roots: Sequence[Found], title: Span | None) -> tuple[tuple[Found, ...], Taken]:
    """The tree without components that are made of words of others, and without prose that is there already; what it takes."""
    taken = Taken()
    if title is not None:
        taken.take(title)
    remaining = tuple(one for root in roots for one in _disjoint(root, taken))
    return tuple(_with_prose(root, taken) for root in remaining), taken


def _disjoint(found: Found, taken: Taken) -> Iterator[Found]:
    """A component with what is under it; only the latter, where its own words are those of another one."""
    own = taken.take(found.span)
    children = tuple(one for child in found.children for one in _disjoint(child, taken))
    if own:
        yield with_children(found, children)
    else:
        yield from children


def _with_prose(found: Found, taken: Taken) -> Found:
    children = tuple(_with_prose(child, taken) for child in found.children)
    details = without_doubles(found.details, taken)
    return with_children(found, children) if details is found.details else replace(found, details=details, children=children)


def with_children(found: Found, children: tuple[Found, ...]) -> Found:
    """A component with others under it, itself where these are the ones that it has."""
    same = len(children) == len(found.children) and all(map(is_, children, found.children))
    return found if same else replace(found, children=children)


def without_doubles(details: Details, taken: Taken) -> Details:
    """`details` without prose whose words something accounts for; where else its values are printed is among its lines."""
    if details == NO_DETAILS:
        return details
    description = tuple(one for one in details.description if taken.take(one.span))
    purposes = tuple(one for one in details.purposes if taken.take(one.span))
    lines = tuple(piece for span in (*details.lines, *_places(details)) for piece in taken.pieces(span))
    if (description, purposes, lines) == (details.description, details.purposes, details.lines):
        return details
    return replace(details, description=description, purposes=purposes, lines=lines)


def with_rest(plan: Plan, taken: Taken, skipped: Sequence[Span] = ()) -> Plan:
    """`plan`, its page artefacts without what something else accounts for, and all that nothing accounts for unread.

    `skipped`: lines that were passed over; between the lines of a passage they are page artefacts all the same.
    """
    source = plan.source
    passages = [passage.span for details in plan.all_details() for passage in details.description]
    between = [span for span in skipped if any(passage.contains(span) for passage in passages)]
    left_over = (piece for span in plan.furniture for left in taken.pieces(span) for piece in _paragraphs(source, left))
    furniture = (*between, *left_over)
    rest = [piece for left in taken.cut(Span(0, len(source.text))) for piece in _paragraphs(source, left)]
    worded = [
        any(map(str.isalnum, source.quote(piece))) for piece in rest
    ]  # else it is a colon or a rule, and there is nothing to read
    punctuation = (piece for piece, words in zip(rest, worded, strict=True) if not words)
    return replace(plan, furniture=(*furniture, *punctuation), unread=tuple(compress(rest, worded)))


def _places(details: Details) -> list[Span]:
    """Where the values of details are printed."""
    found: list[Span] = []

    def note(span: Span) -> Span:
        found.append(span)
        return span

    for one in fields(details):
        if one.name not in _PROSE:
            with_places(getattr(details, one.name), note)
    return sorted(found, key=lambda span: (span.start, -span.end))


def _paragraphs(source: Source, left: Span) -> Iterator[Span]:
    """A stretch, paragraph by paragraph, without white space at the ends."""
    start = left.start
    for piece in source.text[left.start : left.end].split("\n\n"):
        trimmed = source.trimmed(Span(start, start + len(piece)))
        if len(trimmed):
            yield trimmed
        start += len(piece) + 2
