"""Which tables are one that goes on on the next page, and which only have the columns of the one before."""

from dataclasses import dataclass

from shisaku.model.document import Block, Document, Table
from shisaku.reading.tables.grid import Grid, GridCell, grid_of
from shisaku.reading.tables.header_words import HeaderWords
from shisaku.reading.tables.headers import Header, find_header, same_heads
from shisaku.reading.tables.surroundings import Surroundings, same_lines

_NEAR = 4
"""How many tables back the heads of a table without any may be."""


@dataclass(frozen=True, slots=True)
class JoinedTable:
    """Tables of a document that are one."""

    numbers: tuple[int, ...]
    """Their places among the tables of the document."""
    grid: Grid
    """Their rows, one after the other; before them those of the table that has the heads, where that is another one."""
    header: Header | None
    """Heads of the columns, in the first of them."""
    heads_of: int = -1
    """Where it has no heads itself, which table before has the same columns; -1 for none."""


def joined_tables(document: Document, around: Surroundings, vocabulary: HeaderWords) -> tuple[JoinedTable, ...]:
    """The tables of a document, those that go on overleaf as one."""
    cells: dict[int, tuple[GridCell, ...]] = {}
    tables = document.tables
    grids = tuple(grid_of(tables, document.text, [number], made=cells) for number in range(len(tables)))
    known = _Tables(document.text, tables, grids, tuple(find_header(grid, vocabulary) for grid in grids), around)
    groups: list[list[int]] = []
    heads_of: dict[int, int] = {}
    for number in range(len(tables)):
        if groups and known.goes_on(groups[-1], number):
            groups[-1].append(number)
            continue
        if known.headers[number] is None and (carried := known.headed_before(groups, heads_of, number)) >= 0:
            heads_of[number] = carried
        groups.append([number])
    made = []
    for group in groups:
        heads = heads_of.get(group[0], -1)
        grid = grids[group[0]]
        if len(group) > 1 or heads >= 0:
            places = {number: columns for number in group[1:] if (columns := known.places(group[0], number))}
            grid = grid_of(tables, document.text, [*([heads] if heads >= 0 else []), *group], places, cells)
        made.append(JoinedTable(tuple(group), grid, known.headers[heads if heads >= 0 else group[0]], heads))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Tables:
    """The tables of a document with what was found of each."""

    text: str
    tables: tuple[Table, ...]
    grids: tuple[Grid, ...]
    headers: tuple[Header | None, ...]
    around: Surroundings

    def headed_before(self, groups: list[list[int]], heads_of: dict[int, int], number: int) -> int:
        """The nearest table before with heads and the same columns; -1 for none near by."""
        for group in reversed(groups[-_NEAR:]):
            if _fits(self.tables[group[0]], self.tables[number]):
                return heads_of.get(group[0], group[0] if self.headers[group[0]] is not None else -1)
        return -1

    def goes_on(self, group: list[int], number: int) -> bool:
        """Whether a table is the rest of the one before it."""
        before, table = self.tables[group[-1]], self.tables[number]
        if not self.grids[number].rows or not self.grids[group[0]].rows or not _follows(before, table):
            return False
        repeated = self._repeats(group[0], number)
        if not _fits(self.tables[group[0]], table) and not (repeated and before.origin == table.origin):
            return False
        quiet = not self.around.before[number] or self.around.footed[number] or self._is_repeated(before, number)
        if repeated:
            return quiet or (_overleaf(before, table) and self._alike_above(group[0], number))
        return self.headers[number] is None and quiet

    def places(self, first: int, number: int) -> dict[int, int]:
        """Where the columns of a table that are at other places are in the first one, by the heads that both print."""
        heads, again = self.headers[first], self.headers[number]
        if heads is None or again is None or not self._repeats(first, number):
            return {}
        upper, lower = self.grids[first].rows[heads.first].own(), self.grids[number].rows[again.first].own()
        found = {there.column: here.column for here, there in zip(upper, lower, strict=True)}
        return {} if all(there == here for there, here in found.items()) else found

    def _repeats(self, first: int, number: int) -> bool:
        """Whether the second table prints the heads of the first one again."""
        heads, again = self.headers[first], self.headers[number]
        if heads is None or again is None:
            return False
        return same_heads(self.grids[first].rows[heads.first], self.grids[number].rows[again.first])

    def _alike_above(self, first: int, number: int) -> bool:
        return same_lines(self.around.caption(first), self.around.caption(number), self.text)

    def _is_repeated(self, before: Table, number: int) -> bool:
        """Whether the lines before a table only repeat cells of the one before: words of a merged cell that ran over."""
        in_cells = {self._letters(block) for cell in before.cells for block in cell.blocks}
        return all(self._letters(block) in in_cells for block in self.around.before[number])

    def _letters(self, block: Block) -> str:
        return "".join(self.text[block.span.start : block.span.end].split())


def _fits(first: Table, second: Table) -> bool:
    """Whether two tables have the same columns."""
    return first.width == second.width and first.origin == second.origin


def _follows(before: Table, table: Table) -> bool:
    """Whether a table may be the rest of one: it is on the same page, or on the next."""
    return before.place.page == 0 or table.place.page - before.place.page in (0, 1)


def _overleaf(before: Table, table: Table) -> bool:
    return table.place.page == before.place.page + 1
