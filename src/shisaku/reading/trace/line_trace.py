"""What each line of a document was taken for, and why: item by item, cell by cell, line by line, in the order of the text.

Plan (what every character is) + Reading (how likely, on what grounds) -> lines with what they are, reasons, parent and rival
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from shisaku.messages import Message
from shisaku.model.document import Cell, Document
from shisaku.model.plan import PLAN_KEY, Evidence, Initiative, Measure, MeasureGroup, Pillar, Plan
from shisaku.model.source import LINE_BREAK, Span
from shisaku.reading.hierarchy.attaching import Attached
from shisaku.reading.items.item_text import joined
from shisaku.reading.likelihood.feature_reasons import concept_called, objections, reasons
from shisaku.reading.structure.structure_reader import StructureReading
from shisaku.reading.tables.table_reader import ReadTable
from shisaku.reading.trace.correcting import PLAN_NAME, Correcting
from shisaku.reading.trace.explained import Explained, InTable
from shisaku.reading.trace.stretches import (
    LONGEST_NAME,
    RANKS,
    THE_PLAN,
    UNREAD,
    TracedStretch,
    TracePiece,
    named,
    pieces,
    quoted,
    split,
    stretches,
)

UNSURE_FROM, UNSURE_TO = 0.25, 0.6
"""Probability of being a component between which it is not sure whether a line is one."""
UNSURE_PLACE = 0.6
"""Share of a parent below which it is not sure that a component belongs there."""
UNSURE_CONFIDENCE = 0.5
"""Confidence of a placement, where no shares of parents are known, below which the same holds."""
_HEADS = Message("reading-head-column-total")
_CELL = Message("reading-cell-not-used")
_SURE_TABLE = 0.8
"""How sure the kind of a table must be for its cells to need no look."""
_ASIDE = Message("reading-left-out-source-toml")
_REPEATED = Evidence(
    "printed-adjacency",
    Message("reading-lines-look-like-stand-over"),
)
_TABLE_KINDS: dict[str, Message] = {
    "projects": Message("reading-table-projects"),
    "actions": Message("reading-table-actions"),
    "indicators": Message("reading-table-indicators"),
    "statistics": Message("reading-table-figures"),
    "schedule": Message("reading-calendar"),
    "members": Message("reading-list-people"),
    "contents": Message("reading-table-of-contents"),
    "legend": Message("reading-legend"),
    "form": Message("reading-form"),
    "comparison": Message("reading-table-what-held-before"),
    "past": Message("reading-table-past-sums"),
    "costs": Message("reading-sums-table-before"),
    "layout": Message("reading-frame-places-prose"),
    "unknown": Message("reading-table-unknown-kind"),
}


def explained(plan: Plan, reading: StructureReading | None = None, used: bool = True) -> tuple[Explained, ...]:
    """Every line of the document of `plan`, in order, with what it was taken for.

    `reading`: the learned reading of the same document; `used`: whether the plan comes from it.
    """
    if reading is not None and reading.source.text != plan.source.text:
        reading = None
    return tuple(_Explaining(plan, reading, used).lines())


class _Explaining:
    """Goes through one document."""

    def __init__(self, plan: Plan, reading: StructureReading | None, used: bool) -> None:
        self.plan, self.reading, self.used = plan, reading, used and reading is not None
        self.text = plan.source.text
        self.breaks = [match.end() for match in LINE_BREAK.finditer(self.text)]
        self.addresses = plan.addresses()
        self.parents = {component.key: parent for component, parent in plan.walk()}
        self.placements = {placement.component: placement for placement in plan.placements}
        self.depths = _depths(plan)
        self.roles = sorted(stretches(plan), key=lambda role: (role.span, RANKS.index(role.rank)))
        self.starts = [role.span.start for role in self.roles]
        self.reach = list(accumulate((role.span.end for role in self.roles), max))
        self.places = _places(reading)
        starts = sorted(part.span.start for part, _ in plan.walk())
        whole = sorted(pieces(plan, reading), key=lambda piece: piece.span)
        self.pieces = [part for piece in whole for part in split(piece, starts, plan)]
        self.correcting = Correcting(plan, reading if self.used else None, [self._words(piece) for piece in self.pieces])
        heads = [span for table in reading.tables for span in table.heads] if reading is not None else []
        self.heads = {span.start for span in heads}
        self.looks = self._looks()
        self.behind = 0

    def lines(self) -> Iterator[Explained]:
        """Every line."""
        for piece in self.pieces:
            if self.text[piece.span.start : piece.span.end].strip():
                yield self._line(piece)

    def _looks(self) -> dict[str, int]:
        """For what components look like, how deep most of these are."""
        if self.reading is None:
            return {}
        starts = {part.span.start: self.depths[part.key] for part, _ in self.plan.walk()}
        items = [one.item for one in self.reading.judged if one.item.span.start in starts]
        counted = Counter((item.look, starts[item.span.start]) for item in items)
        return {look: depth for (look, depth), _ in reversed(counted.most_common())}

    def _words(self, piece: TracePiece) -> tuple[str, ...]:
        """What a piece can be named by: its words with its number, and without."""
        if piece.item >= 0 and self.reading is not None:
            item = self.reading.judged[piece.item].item
            return item.text, item.words
        return (joined(self.text[piece.span.start : piece.span.end]),)

    def _line(self, piece: TracePiece) -> Explained:
        found = self._within(piece.span)
        first = found[0] if found else TracedStretch(piece.span, "unread", UNREAD, taken="unread")
        if first.rank == "artefact":
            first = self._artefact(first, piece)
        elif first.rank == "component" and first.span.start < piece.span.start:
            first = self._rest(first)
        made = Explained(
            piece.span,
            bisect_right(self.breaks, piece.span.start) + 1,
            self._page(piece),
            joined(self.text[piece.span.start : piece.span.end]),
            self._depth(first),
            first.taken,
            first.called,
            tuple(dict.fromkeys(role.called for role in found[1:] if role.rank in ("prose", "field", "component"))),
        )
        made = self._judged(replace(made, level=self._level(piece, made.depth)), piece, first)
        if piece.cell is not None:
            made = _as_cell(replace(made, table=self._in_table(piece)))
        made = replace(made, unsure=_is_unsure(made, piece))
        return replace(made, remedy=self.correcting.lines(made, self.parents.get(first.owner, ""), piece.item >= 0))

    def _within(self, span: Span) -> list[TracedStretch]:
        """What a stretch is, the most important first."""
        found = []
        at = bisect_right(self.starts, span.end - 1) - 1
        while at >= 0 and self.reach[at] > span.start:
            if self.roles[at].span.end > span.start:
                found.append(self.roles[at])
            at -= 1
        return sorted(found, key=lambda role: (RANKS.index(role.rank), role.span))

    def _artefact(self, role: TracedStretch, piece: TracePiece) -> TracedStretch:
        if piece.span.start in self.heads:
            return replace(role, called=_HEADS, taken="head")
        aside = any(override.kind in ("furniture", "region", "pages") for override in self.plan.source.description.overrides)
        if aside and piece.item < 0 and piece.cell is None:
            return replace(role, called=_ASIDE, taken="aside")
        return role

    def _rest(self, role: TracedStretch) -> TracedStretch:
        """Words of a component that began before."""
        name = self._called(role.owner)
        return replace(role, rank="field", called=Message("reading-rest", name=name), taken="field")

    def _depth(self, role: TracedStretch) -> int:
        if role.rank == "component":
            self.behind = self.depths[role.owner]
            return self.behind
        if role.rank in ("title", "legend"):
            return 0
        depth = self.depths[role.owner] if role.owner else self.behind
        return depth + 1 if depth else 0

    def _level(self, piece: TracePiece, depth: int) -> int:
        """The level that a line might be a component of."""
        if self.reading is None or piece.item < 0:
            return max(1, depth)
        return self.looks.get(self.reading.judged[piece.item].item.look, max(1, depth))

    def _page(self, piece: TracePiece) -> int:
        if piece.item >= 0 and self.reading is not None:
            return self.reading.judged[piece.item].item.page
        if piece.cell is not None and self.plan.source.document is not None:
            return piece.cell.place.page or self.plan.source.document.tables[piece.table].place.page
        printed = self.plan.source.printed_line(piece.span.start)
        return printed.page if printed is not None else 0

    # -- why -----------------------------------------------------------------------------------------------------------

    def _judged(self, made: Explained, piece: TracePiece, role: TracedStretch) -> Explained:
        """The line with its probability, its reasons and its parent."""
        judged = self.reading.judged[piece.item] if self.reading is not None and piece.item >= 0 else None
        if judged is not None:
            made = replace(made, exists=judged.exists)
        if role.rank != "component":
            return replace(made, reasons=objections(judged.features, "component")) if judged is not None else made
        placement, parent = self.placements.get(role.owner), self.parents[role.owner]
        evidence = placement.evidence if placement is not None else ()
        by_override = tuple(reason for reason in evidence if reason.basis == "editor-override")
        place = self.places.get(piece.item) if self.used else None
        grounds = by_override or evidence
        if judged is not None and self.reading is not None and self.used and not by_override:
            grounds = reasons(judged.features, "component")
            grounds = (_REPEATED, *grounds[:2]) if judged.exists < self.reading.bar else grounds
        made = replace(made, key=self.addresses[role.owner], reasons=grounds, parent=self._called(parent))
        if place is not None:
            return self._put(made, place)
        if placement is None:
            return made
        rival = placement.rivals[0] if placement.rivals else None
        return replace(
            made,
            placed=placement.confidence,
            rival=self._called(rival[0]) if rival else None,
            rival_share=rival[1] if rival else None,
        )

    def _put(self, made: Explained, place: Attached) -> Explained:
        """The line with where the learned reader put it, and where else it could be."""
        assert self.reading is not None
        made = replace(made, placed=place.placed, placed_by=place.basis)
        if not place.rivals:
            return made
        other, share = place.rivals[0]
        item = self.reading.judged[self.reading.chosen[other]].item if other >= 0 else None
        if item is None:
            return replace(made, rival=THE_PLAN, rival_share=share, rival_name=PLAN_NAME)
        return replace(made, rival=quoted(item.text), rival_share=share, rival_name=item.text[:LONGEST_NAME])

    def _called(self, key: str) -> Message:
        """A component by its number and words."""
        part = self.plan.find(key)
        return named(part) if isinstance(part, Pillar | MeasureGroup | Measure | Initiative) else THE_PLAN

    def _in_table(self, piece: TracePiece) -> InTable | None:
        assert piece.cell is not None
        assert self.reading is not None
        document = self.plan.source.document
        read = _table_of(self.reading.tables, piece.table, piece.span)
        if read is None or document is None:
            return None
        cell = piece.cell
        place = Message("reading-table-row-column", table=piece.table + 1, row=cell.row + 1, column=cell.column + 1)
        if "!" in cell.place.selector:
            place = Message.of(cell.place.selector)
        first = next((one.span for one in document.tables[read.tables[0]].cells if one.span is not None), piece.span)
        role = _column(document, piece.table, cell, read)
        return InTable(
            read.tables[0] + 1,
            read.kind,
            _TABLE_KINDS[read.kind],
            read.probability,
            read.reason,
            place,
            role,
            concept_called(role),
            joined(self.text[first.start : first.end]),
            read.columns,
        )


def _depths(plan: Plan) -> dict[str, int]:
    depths = {PLAN_KEY: 0}
    for part, parent in plan.walk():
        depths[part.key] = depths[parent] + 1
    return depths


def _places(reading: StructureReading | None) -> dict[int, Attached]:
    """Where each item was put, by its place among the items."""
    return dict(zip(reading.chosen, reading.places, strict=True)) if reading is not None else {}


def _table_of(tables: Iterable[ReadTable], number: int, span: Span) -> ReadTable | None:
    """What a table of the document was read as; of one in parts, the part that a cell is in."""
    parts = [table for table in tables if number in table.tables]
    inside = [table for table in parts if table.span.start <= span.start < table.span.end]
    return next(iter(inside or parts), None)


def _column(document: Document, number: int, cell: Cell, read: ReadTable) -> str:
    """The role of the column that a cell is in; empty where that is not known."""
    starts = sorted({one.column for one in document.tables[number].cells if one.blocks})
    if len(starts) != len(read.columns) or cell.column not in starts:
        return ""
    return read.columns[starts.index(cell.column)]


def _as_cell(made: Explained) -> Explained:
    """A cell of a known table whose words are not in the plan, called by its table and its column."""
    table = made.table
    if table is None or made.taken not in ("unread", "artefact") or table.kind in ("layout", "unknown"):
        return made
    where = Message.joined(filter(None, (table.called, table.role_called)))
    return replace(made, taken="cell", called=_CELL.filled(value=where))


def _is_unsure(made: Explained, piece: TracePiece) -> bool:
    """Whether a line needs a look."""
    if made.taken == "unread":
        return True
    if made.taken == "cell" and made.table is not None and made.table.probability < _SURE_TABLE:
        return True
    if any(reason.basis == "editor-override" for reason in made.reasons):
        return False
    least = UNSURE_PLACE if made.placed_by else UNSURE_CONFIDENCE
    if made.key and made.placed is not None and made.placed < least:
        return True
    return piece.item >= 0 and made.exists is not None and UNSURE_FROM <= made.exists <= UNSURE_TO
