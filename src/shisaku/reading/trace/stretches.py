"""What each stretch of a text is in the plan that was read in it, and the pieces that are explained at once."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

from shisaku.messages import Message
from shisaku.model.details import NO_DETAILS, Details, with_places
from shisaku.model.document import Cell
from shisaku.model.plan import PLAN_KEY, Component, Initiative, Measure, MeasureGroup, Pillar, Plan
from shisaku.model.source import LINE_BREAK, Span
from shisaku.reading.structure.accounting import Taken
from shisaku.reading.structure.structure_reader import StructureReading

_CLASSES: dict[type[Component], tuple[str, Message]] = {
    Pillar: ("pillar", Message("common-pillar")),
    MeasureGroup: ("group", Message("common-group")),
    Measure: ("measure", Message("common-measure")),
    Initiative: ("initiative", Message("common-initiative")),
}
_FIELDS: dict[str, Message] = {
    "purposes": Message("reading-purpose"),
    "description": Message("reading-description"),
    "responsibilities": Message("reading-who-charge"),
    "target_groups": Message("reading-whom"),
    "periods": Message("common-period"),
    "deadlines": Message("common-deadline"),
    "indicators": Message("common-indicator-short"),
    "budget": Message("reading-sum"),
    "statuses": Message("reading-status"),
    "references": Message("common-reference-short"),
    "lines": Message("reading-line-details"),
}
_PROSE = ("purposes", "description")
_TITLE = Message("reading-title-document")
_LEGEND = Message("reading-legend")
_PUBLISHER = Message("reading-organization-whose-plan")
_ARTEFACT = Message("reading-says-nothing-plan-page-number")
UNREAD = Message("reading-not-understood-short")
THE_PLAN = Message("reading-plan")
LONGEST_NAME = 30
RANKS = ("title", "component", "prose", "field", "line", "legend", "artefact", "unread")
"""Ranks, the most important first."""


@dataclass(frozen=True, slots=True)
class TracedStretch:
    """What a stretch of the text is."""

    span: Span
    rank: str
    called: Message
    owner: str = ""
    taken: str = ""


@dataclass(frozen=True, slots=True)
class TracePiece:
    """What is explained at once: an item, a cell, or a line that is in neither."""

    span: Span
    item: int = -1
    table: int = -1
    cell: Cell | None = None


def stretches(plan: Plan) -> Iterator[TracedStretch]:
    """What each stretch of the text is."""
    if plan.title_span is not None:
        yield TracedStretch(plan.title_span, "title", _TITLE, taken="title")
    for part, _ in plan.walk():
        taken, called = _CLASSES[type(part)]
        yield TracedStretch(part.span, "component", called, part.key, taken)
        yield from _of_details(part.details, named(part), part.key)
    yield from _of_details(plan.details, THE_PLAN, PLAN_KEY)
    yield from (TracedStretch(one.span, "legend", _LEGEND, taken="legend") for one in plan.legend if one.span is not None)
    yield from (TracedStretch(one.span, "field", _PUBLISHER, taken="field") for one in plan.organizations if one.span is not None)
    yield from (TracedStretch(span, "artefact", _ARTEFACT, taken="artefact") for span in plan.furniture)
    yield from (TracedStretch(span, "unread", UNREAD, taken="unread") for span in plan.unread)


def _of_details(details: Details, owner: Message, key: str) -> Iterator[TracedStretch]:
    """Where the details of a component, or of the plan, are printed."""
    for one in fields(Details):
        if one.name not in _FIELDS:
            continue
        called = _FIELDS[one.name]
        label = Message("reading-of", owner=owner, called=called)
        taken = "prose" if one.name in _PROSE else "field"
        rank = "line" if one.name == "lines" else taken
        for span in _spans(replace(NO_DETAILS, **{one.name: getattr(details, one.name)})):
            yield TracedStretch(span, rank, label, key, taken)


def _spans(details: Details) -> list[Span]:
    """Every place in details."""
    found: list[Span] = []

    def note(span: Span) -> Span:
        found.append(span)
        return span

    with_places(details, note)
    return found


def pieces(plan: Plan, reading: StructureReading | None) -> Iterator[TracePiece]:
    """Items, cells of tables, and lines that are in neither, each character once."""
    taken = Taken()
    if reading is not None:
        for at, one in enumerate(reading.judged):
            if taken.take(one.item.span):
                yield TracePiece(one.item.span, at)
        for number, table in enumerate(plan.source.document.tables if plan.source.document is not None else ()):
            for cell in table.cells:
                if cell.span is not None and taken.take(cell.span):
                    yield TracePiece(cell.span, table=number, cell=cell)
    for left in taken.cut(Span(0, len(plan.source.text))):
        yield from _lines_in(plan, left)


def split(piece: TracePiece, starts: Sequence[int], plan: Plan) -> Iterator[TracePiece]:
    """A piece, split where components begin within it."""
    inside = starts[bisect_right(starts, piece.span.start) : bisect_left(starts, piece.span.end)]
    ends = (*sorted(set(inside)), piece.span.end)
    start = piece.span.start
    for end in ends:
        span = plan.source.trimmed(Span(start, end))
        if len(span):
            yield replace(piece, span=span, item=piece.item if start == piece.span.start else -1)
        start = end


def _lines_in(plan: Plan, left: Span) -> Iterator[TracePiece]:
    start = left.start
    ends: Iterable[tuple[int, int]] = (match.span() for match in LINE_BREAK.finditer(plan.source.text, left.start, left.end))
    for end, behind in (*ends, (left.end, left.end)):
        line = plan.source.trimmed(Span(start, end))
        if len(line):
            yield TracePiece(line)
        start = behind


def named(part: Component) -> Message:
    """A component by its number and words."""
    return quoted(f"{part.printed} {part.label}".strip())


def quoted(words: str) -> Message:
    """Words in quotation marks, cut where they are long."""
    short = words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1] + "…"
    return Message("reading-short", short=short)
