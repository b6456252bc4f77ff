"""The tables of a document: what each is, and the components that it holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from shisaku.messages import Message
from shisaku.model.country_profiles import JAPAN, Profile
from shisaku.model.details import Indicator
from shisaku.model.document import Block, Document
from shisaku.model.source import Override
from shisaku.model.span import Span
from shisaku.reading.fields.amounts import declared_unit, unit_in_short
from shisaku.reading.fields.stretch import Concepts, FieldContext, Unit, plain
from shisaku.reading.fields.years import fiscal_year_in
from shisaku.reading.found import Found
from shisaku.reading.tables.band_levels import band_levels
from shisaku.reading.tables.column_roles import ColumnRoles, arrangement_of
from shisaku.reading.tables.columns import IDLE, Column, columns_of
from shisaku.reading.tables.component_rows import Forest
from shisaku.reading.tables.costs import Costs, priced
from shisaku.reading.tables.forms import form_of, found_in_form
from shisaku.reading.tables.grid import Grid, TableRow
from shisaku.reading.tables.header_words import HeaderWords
from shisaku.reading.tables.headers import Header, find_header, is_head_again, same_heads
from shisaku.reading.tables.joining import JoinedTable, joined_tables
from shisaku.reading.tables.measured import indicators_of
from shisaku.reading.tables.money_units import guessed_unit
from shisaku.reading.tables.nested_numbers import nested
from shisaku.reading.tables.nodes import found_of
from shisaku.reading.tables.row_kinds import classified_rows, whole_rows
from shisaku.reading.tables.row_values import details_of
from shisaku.reading.tables.surroundings import Surroundings, surroundings_of
from shisaku.reading.tables.table_kinds import HOLDING, JudgedTable, TableKind, judge, judged
from shisaku.reading.tables.table_overrides import overridden_kind, with_overridden_columns, with_override_reason
from shisaku.reading.tables.table_totals import prove

_BEGINNING = 12
"""Blocks at the head of a document that its year is looked for in."""
_NO_OVERRIDES: Mapping[int, Override] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table, or a part of one under heads of its own, and what it holds."""

    tables: tuple[int, ...]
    """Which tables of the document it consists of, by their places."""
    kind: TableKind
    """What it is."""
    probability: float
    """How sure that is, 0 to 1."""
    reason: Message
    """The evidence for it."""
    span: Span
    """From its first to its last character."""
    caption: tuple[Block, ...] = ()
    """The lines right above it, the nearest last."""
    found: tuple[Found, ...] = ()
    """The components that it holds; those at the top are under what the table is under."""
    indicators: tuple[Indicator, ...] = ()
    """Indicators of what the table is under."""
    heads: tuple[Span, ...] = ()
    """Where the heads of its columns and its totals are: words that mean nothing by themselves."""
    columns: tuple[str, ...] = ()
    """What each column holds, from the left, columns without any words left out; empty words for one that shows nothing."""

    def walk(self) -> Iterator[Found]:
        """All components that it holds, depth first, in order."""
        return (component for root in self.found for component in root.walk())


def read_tables(
    document: Document, schemes: Concepts, profile: Profile = JAPAN, overrides: Mapping[int, Override] = _NO_OVERRIDES
) -> tuple[ReadTable, ...]:
    """What the tables of `document` hold, in order. `schemes`: what header words mean; `profile`: its currency and fiscal years.

    `overrides`: those of tables, by their places among those of the document.
    """
    vocabulary = HeaderWords(schemes)
    around = surroundings_of(document)
    context = FieldContext(schemes, profile, _year_of(document, FieldContext(schemes, profile)))
    found: list[ReadTable] = []
    for joined in joined_tables(document, around, vocabulary):
        override = next((overrides[number] for number in joined.numbers if number in overrides), None)
        reading = _Reading(document, vocabulary, context, around, joined, override)
        for part in reading.parts():
            costs = reading.costs.get(part.span, ()) if found else ()
            before = priced(found[-1].found, costs) if costs else None
            if before is not None:
                found[-1], part = (
                    replace(found[-1], found=before),
                    replace(part, found=(), kind="costs", reason=judged("costs", 0.9).reason),
                )
            found.append(part)
    return tuple(found)


def _year_of(document: Document, context: FieldContext) -> int | None:
    """The fiscal year that the title or the first lines of a document name."""
    lines = [document.title, *(document.text[block.span.start : block.span.end] for block in _first_blocks(document))]
    named = (fiscal_year_in(plain(line), context) for line in lines if line)
    return next((year[0].year for year in named if year is not None), None)


def _first_blocks(document: Document) -> Iterator[Block]:
    for part in document.content[:_BEGINNING]:
        if isinstance(part, Block):
            yield part
        else:
            return


@dataclass(frozen=True, slots=True)
class _Reading:
    """The reading of one table."""

    document: Document
    vocabulary: HeaderWords
    context: FieldContext
    around: Surroundings
    joined: JoinedTable
    override: Override | None = None
    costs: dict[Span, Costs] = field(default_factory=dict)
    """By the span of a part, the names with a sum each of one that lists nothing else."""

    def parts(self) -> Iterator[ReadTable]:
        """The table, or what is under each of its rows of heads."""
        grid, header = self.joined.grid, self.joined.header
        own = [at for at, row in enumerate(grid.rows) if row.table in self.joined.numbers]
        if not own:
            return
        able = (header is None or header.first == 0) and (
            self.override is None or (self.override.table_kind in ("", "form") and not self.override.columns)
        )
        fields = form_of(grid, self.vocabulary, self._known(grid, own, None)) if able else None
        if fields is not None:
            yield self._form(fields, own)
            return
        for heads, body in self._sections(header, own):
            yield self._section(heads, body)

    def _sections(self, header: Header | None, own: Sequence[int]) -> list[tuple[Header | None, list[int]]]:
        """The rows under each row of heads; a row of the same heads again is left out, other heads in the middle begin a part."""
        rows = self.joined.grid.rows
        sections: list[tuple[Header | None, list[int]]] = [(header, [])]
        skipped = -1
        for at in own:
            if at <= skipped:
                continue
            current = sections[-1][0]
            if current is not None and current.first <= at < current.first + current.depth:
                continue
            if current is not None and self._is_repeated(current, at):
                self._without_banner(sections[-1][1], current, at)
                skipped = at + current.depth - 1
                continue
            again = self._other_heads(at, current)
            if again is not None:
                sections.append((again, []))
                skipped = at + again.depth - 1
                continue
            sections[-1][1].append(at)
        if header is not None and self.joined.heads_of < 0:
            first = [at for at in sections[0][1] if at > header.first]
            sections[0] = header, first
        return [(heads, body) for heads, body in sections if body or heads is sections[0][0]] if rows else []

    def _without_banner(self, body: list[int], heads: Header, at: int) -> None:
        """Leave out of `body` the rows right above repeated heads that are above the first ones, too: the title of a table."""
        rows = self.joined.grid.rows
        for above in range(heads.first - 1, -1, -1):
            at -= 1
            if not body or body[-1] != at or not same_heads(rows[above], rows[at]):
                return
            body.pop()

    def _is_repeated(self, heads: Header, at: int) -> bool:
        rows = self.joined.grid.rows
        return at > heads.first and same_heads(rows[heads.first], rows[at])

    def _other_heads(self, at: int, current: Header | None) -> Header | None:
        rows = self.joined.grid.rows
        row = rows[at]
        if len(list(row.own())) < 3 or (current is not None and at < current.first + current.depth + 1):
            return None
        below = rows[at + 1] if at + 1 < len(rows) else None
        if below is None or not is_head_again(row, self.vocabulary, below) or any(cell.rows > 2 for cell in row.filled()):
            return None
        found = find_header(self.joined.grid, self.vocabulary, at)
        return found if found is not None and found.first == at else None

    def _known(self, grid: Grid, body: Sequence[int], heads: Header | None) -> FieldContext:
        """What is known of a table: the unit and the year that the lines above it, or its first rows, name."""
        lines = [*self._captions(), *(cell.text for at in body[:2] for cell in grid.rows[at].own() if len(cell.text) < 40)]
        if heads is not None:
            lines += [cell.text for row in grid.rows[max(0, heads.first - 3) : heads.first] for cell in row.own()]
        return self._with(lines)

    def _with(self, lines: Sequence[str]) -> FieldContext:
        unit: Unit | None = next((found for line in lines if (found := declared_unit(line, self.context)) is not None), None)
        unit = unit or self._unit_above()
        year = next((named[0].year for line in lines if (named := fiscal_year_in(plain(line), self.context)) is not None), None)
        return replace(self.context, unit=unit or self.context.unit, year=year if year is not None else self.context.year)

    def _unit_above(self) -> Unit | None:
        """The unit that the nearest short line declares between the table before and this one, words between."""
        for block in reversed(self.around.before[self.joined.numbers[0]]):
            words = self.document.text[block.span.start : block.span.end]
            if (unit := unit_in_short(words, self.context)) is not None:
                return unit
        return None

    def _captions(self) -> list[str]:
        blocks = self.around.caption(self.joined.numbers[0])
        return [self.document.text[block.span.start : block.span.end] for block in reversed(blocks)]

    def _section(self, heads: Header | None, body: Sequence[int]) -> ReadTable:
        grid = self.joined.grid
        context = self._known(grid, body, heads)
        columns = columns_of(grid, heads, body, self.vocabulary, context)
        context = _of_own_year(columns, context)
        columns = with_overridden_columns(columns, self.override)
        columns, context = guessed_unit(columns, [grid.rows[at] for at in body], context)
        rows = [grid.rows[at] for at in body]
        roles = arrangement_of(columns, rows)
        titles = [cell.text for row in grid.rows[max(0, heads.first - 3) : heads.first] for cell in row.own()] if heads else []
        judgement = judge(columns, roles, rows, [*titles, *reversed(self._captions())], self.vocabulary)
        verdict, held = overridden_kind(judgement, self.override), tuple(column.role for column in columns)
        if roles is not None and [column.role for column in roles.beside] == ["budget"]:
            part = self._read(verdict, heads, body, held=held)
            self.costs[part.span] = _costs(roles, rows, context)
        if verdict.kind == "indicators":
            return self._read(verdict, heads, body, indicators=indicators_of(columns, rows, context), held=held)
        if roles is None or verdict.holds < 0.5 or verdict.kind not in HOLDING:
            return self._read(verdict, heads, body, held=held)
        forest = Forest(roles, self.vocabulary, context)
        classified = list(classified_rows(whole_rows(rows, roles), roles, self.vocabulary))
        levels = band_levels(classified)
        made = []
        for at, row in enumerate(classified):
            if row.kind == "band":
                forest.band(row, levels[at])
            made.append(forest.data(row.row) if row.kind == "data" else ())
        nested(forest)
        prove(roles, classified, made, context)
        totals = [row.row for row in classified if row.kind in ("total", "note")]
        found = with_override_reason(found_of(forest.roots, verdict.holds, self.vocabulary, context), self.override)
        return self._read(verdict, heads, body, found, totals=totals, held=held)

    def _form(self, fields: Sequence, own: Sequence[int]) -> ReadTable:  # type: ignore[type-arg]
        context = self._known(self.joined.grid, own, None)
        return self._read(judged("form", 0.85, 0.85), None, own, found_in_form(fields, 0.85, context))

    def _with_bullet(self, start: int) -> int:
        """Where the line of a cell begins: a bullet before its words is no part of these, but of the table."""
        text = self.document.text
        while start > 0 and not (text[start - 1].isalnum() or text[start - 1] in "\n\t"):
            start -= 1
        return start

    def _read(
        self,
        verdict: JudgedTable,
        heads: Header | None,
        body: Sequence[int],
        found: tuple[Found, ...] = (),
        indicators: tuple[Indicator, ...] = (),
        totals: Sequence[TableRow] = (),
        held: tuple[str, ...] = (),
    ) -> ReadTable:
        rows = self.joined.grid.rows
        above = [rows[at] for at in range(heads.first, heads.first + heads.depth)] if heads and self.joined.heads_of < 0 else []
        places = [span for row in (*above, *totals) for cell in row.own() for span in cell.spans]
        spans = [span for at in body for cell in rows[at].filled() for span in cell.spans] + places
        whole = (
            Span(self._with_bullet(min(span.start for span in spans)), max(span.end for span in spans)) if spans else Span(0, 0)
        )
        caption = self.around.caption(self.joined.numbers[0])
        numbers = tuple(sorted({rows[at].table for at in body})) or self.joined.numbers
        return ReadTable(
            numbers,
            verdict.kind,
            verdict.probability,
            verdict.reason,
            whole,
            caption,
            found,
            indicators,
            tuple(sorted(set(places))),
            tuple("" if role == IDLE else role for role in held),
        )


def _costs(roles: ColumnRoles, rows: Sequence[TableRow], context: FieldContext) -> Costs:
    """Each name of a table with the sum beside it."""
    cells = [(row.cells[roles.main.number], row.cells[roles.beside[0].number]) for row in rows]
    return tuple(
        (name.text, details_of(roles.beside, [cost], context)) for name, cost in cells if name is not None and cost is not None
    )


def _of_own_year(columns: Sequence[Column], context: FieldContext) -> FieldContext:
    """The year of the plan as the columns of sums show it: the later of two that follow each other."""
    years = sorted({column.year.year for column in columns if column.role == "budget" and column.year is not None})
    if len(years) == 2 and years[1] == years[0] + 1:
        return replace(context, year=years[1])
    if len(years) == 1 and (context.year is None or any(column.role == "last-year-budget" for column in columns)):
        return replace(context, year=years[0])
    return context
