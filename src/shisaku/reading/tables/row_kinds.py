"""The kind of each row of a table: a component, a band over those below, a sum of those above, a note; rows cut by a page made whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from shisaku.reading.tables import content
from shisaku.reading.tables.cell_text import joined
from shisaku.reading.tables.column_roles import ColumnRoles
from shisaku.reading.tables.columns import MONEY, Column
from shisaku.reading.tables.grid import GridCell, TableRow
from shisaku.reading.tables.header_words import ENDING, HeaderWords

RowKind = Literal["data", "band", "total", "note"]
_NOTE = re.compile(r"\s*(?:[※＊*†]|[（(]?\s*(?:注|備考|出典|資料)[）):：０-９0-9\s]|(?:notes?|source|sources)\s*[:：])", re.I)
_LONGEST_BAND, _LONGEST_TOTAL = 160, 60
_AMID = re.compile(r"[a-zß-öø-ÿ、。，．,.;:)）」』】ぁぃぅぇぉっゃゅょーんァィゥェォッャュョ]")
_ENDED = re.compile(r"[.。!?！？]\s*$")
_FEW, _USUAL = 0.5, 4
"""Share of the cells that rows usually fill that the rest of one has at most, and how many those are at least."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row, and what it is."""

    row: TableRow
    """The row."""
    kind: RowKind
    """What it is."""
    band: GridCell | None = None
    """The cell with the words of a band, or of a total."""


def whole_rows(rows: Sequence[TableRow], roles: ColumnRoles) -> tuple[TableRow, ...]:
    """The rows, the first one of a page put to the last one before where it only goes on with it."""
    made: list[TableRow] = []
    usual = median(len(list(row.own())) for row in rows) if rows else 0
    for row in rows:
        if made and row.table != made[-1].table and _goes_on(row, made[-1], roles, usual):
            made[-1] = _together(made[-1], row)
        else:
            made.append(row)
    return tuple(made)


def _goes_on(row: TableRow, above: TableRow, roles: ColumnRoles, usual: float) -> bool:
    """Whether the first row of a page goes on with the last one of the page before.

    It does where it has no number, and its words go on amid a sentence, or it leaves most of the cells empty that rows usually fill.
    """
    own = list(row.own())
    if not own or (roles.number is not None and _is_filled(row, roles.number)):
        return False
    classed = any(_is_filled(row, column) for column in roles.classes)
    amid = any(_is_amid(row, above, at) for at in range(len(row.cells)))
    if classed or _is_filled(row, roles.main):
        short = len(own) <= _FEW * usual and len(list(above.own())) > len(own) and not _is_wide(own[0], row)
        return amid or (short and not classed and usual >= _USUAL)
    if roles.classes or roles.number is not None or len(own) < len(list(above.filled())):
        return len(own) < len(row.cells) or len(own) == 1
    return False


def _is_filled(row: TableRow, column: Column) -> bool:
    cell = row.cells[column.number]
    return cell is not None and bool(cell.text)


def _is_wide(cell: GridCell, row: TableRow) -> bool:
    return cell.columns >= max(2, (len(row.cells) + 1) // 2)


def _is_amid(row: TableRow, above: TableRow, at: int) -> bool:
    """Whether the words of a cell go on with those of the cell above: they begin as no sentence does, and those do not."""
    first, second = above.cells[at], row.cells[at]
    if first is None or second is None or not first.text or not second.text or second.pieces[0].item:
        return False
    return bool(_AMID.match(second.text)) and not _AMID.match(first.text) and not _ENDED.search(first.text)


def _together(above: TableRow, row: TableRow) -> TableRow:
    """Two rows as one: what is in each column, one below the other."""
    cells: list[GridCell | None] = []
    made: dict[tuple[int, int], GridCell] = {}
    for first, second in zip(above.cells, row.cells, strict=True):
        if first is None or second is None or not second.text:
            cells.append(first if first is not None else second)
            continue
        key = id(first), id(second)
        if key not in made:
            head = replace(second.pieces[0], hard=second.pieces[0].item > 0)
            pieces = (*first.pieces, head, *second.pieces[1:])
            made[key] = replace(first, pieces=pieces, words=joined(pieces))
        cells.append(made[key])
    return TableRow(tuple(cells), above.index, above.table)


def classified_rows(rows: Sequence[TableRow], roles: ColumnRoles, vocabulary: HeaderWords) -> Iterator[KeptRow]:
    """What each row is."""
    plain_bold = _often_bold(rows, roles)
    for row in rows:
        own = list(row.own())
        if not own:
            continue
        first = own[0]
        if len(own) == 1 and _NOTE.match(first.text) and len(first.text) > 4:
            yield KeptRow(row, "note")
        elif (total := total_cell(row, vocabulary)) is not None:
            yield KeptRow(row, "total", total)
        elif _is_band(row, own, roles) or _is_heavy_band(row, own, roles, plain_bold, vocabulary):
            yield KeptRow(row, "note" if len(first.text) > _LONGEST_BAND else "band", first)
        else:
            yield KeptRow(row, "data")


def total_cell(row: TableRow, vocabulary: HeaderWords) -> GridCell | None:
    """The cell that names a row as the sum of others: 計, Total; None where none does."""
    for cell in row.own():
        if content.kind_of(cell, vocabulary) in (content.FIGURE, content.COUNT, content.PERCENT):
            continue
        words = cell.text if len(cell.text) <= _LONGEST_TOTAL else ""
        found = vocabulary.match("table-word", words.rstrip(" :：")) if words else None
        if found is None or found.concept not in ("total", "subtotal"):
            return None
        whole_word = " " in words.strip() or found.length > 1
        if found.trust == 1.0 or (found.trust >= ENDING and whole_word) or _is_capital(words):
            return cell
        return None
    return None


def _is_capital(words: str) -> bool:
    return words.isupper() and words.isascii()


def _is_band(row: TableRow, own: Sequence[GridCell], roles: ColumnRoles) -> bool:
    """Whether one cell is all that a row prints: over the whole width, or in its first columns with the rest left empty."""
    if len(own) != 1 or len(row.cells) < 2:
        return False
    cell = own[0]
    if len(list(row.filled())) > 1:
        return False
    if _is_wide(cell, row) and row.cells[0] is cell:
        return True
    at = row.cells.index(cell)
    if at > roles.main.number or sum(1 for piece in cell.pieces if piece.item) > 1 or len(row.cells) < 3:
        return False
    if at < roles.main.number:
        return not any(column.number == at for column in roles.classes)
    return bool(cell.bold or cell.fill or cell.columns > 1) and bool(roles.beside)


def _often_bold(rows: Sequence[TableRow], roles: ColumnRoles) -> bool:
    cells = [cell for row in rows if (cell := row.cells[roles.main.number]) is not None and cell.text]
    return 2 * sum(cell.bold for cell in cells) > len(cells)


def _is_heavy_band(row: TableRow, own: Sequence[GridCell], roles: ColumnRoles, often_bold: bool, vocabulary: HeaderWords) -> bool:
    """Whether a row with a bold name, and nothing but sums and figures beside it, heads rows whose names are not bold."""
    main = row.cells[roles.main.number]
    if often_bold or roles.classes or main is None or not main.bold or main.row != row.index:
        return False
    money = {column.number for column in roles.beside if column.role in MONEY}
    others = [
        cell for at, cell in enumerate(row.cells) if cell is not None and cell is not main and cell.text and at not in money
    ]
    figures = (content.FIGURE, content.PERCENT, content.COUNT)
    return len(own) > 1 and all(content.kind_of(cell, vocabulary) in figures for cell in others)
