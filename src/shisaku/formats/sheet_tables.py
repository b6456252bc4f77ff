"""From cells on a sheet to tables and the lines around them; shared by the formats that know nothing but cells.

A sheet has lines above a table, notes below it, several tables below or beside each other. White separates them: an empty row, an
empty column. Rules around cells, where the format has them, show what belongs together and what is outside.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

_NOTE = re.compile(r"[※＊*†‡]|[（(]?注(?:[\d０-９①-⑳:：)） 　]|$)")
"""First characters of a note."""
_MOST_DEPTH = 12
_NUMBER = re.compile(r"[(（]?[-+−△▲¥￥$€£]{0,2} ?[\d０-９][\d０-９,，.．]*[%％]?[)）]?")


def is_number(text: str) -> bool:
    """Whether `text` is a number as it is printed, and nothing else."""
    return len(text) < 40 and _NUMBER.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell on its sheet."""

    row: int
    """First row, from 0."""
    column: int
    """First column, from 0."""
    text: str = ""
    """What is printed in it; empty where it is but ruled."""
    rows: int = 1
    """Rows that it spans."""
    columns: int = 1
    """Columns that it spans."""
    boxed: bool = False
    """Whether rules are drawn around it."""
    number: bool = False
    """Whether it holds a number."""
    key: int = 0
    """Identifier that the caller uses for it."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A table of the sheet, or lines of text."""

    kind: Literal["table", "lines"]
    """Whether it is a table or lines."""
    cells: tuple[SheetCell, ...]
    """Its printed cells, row by row; of a table, rows and columns count from its first, empty ones left out."""
    depths: tuple[int, ...] = ()
    """Of lines, the indent of each in steps from the outermost."""
    row: int = 0
    """First row on the sheet, from 0."""
    column: int = 0
    """First column on the sheet, from 0."""


def cut(cells: Iterable[SheetCell]) -> list[SheetPart]:
    """The parts of a sheet, in reading order. Cells must not overlap; those without text count where they are boxed."""
    seen = sorted((cell for cell in cells if cell.text or cell.boxed), key=_corner)
    parts: list[SheetPart] = []
    last: list[SheetCell] = []
    for band in _runs(seen, _row_extent):
        pieces = _band(band)
        if last and pieces and _goes_on(last, pieces[0]):
            last = last + pieces[0]
            parts[-1:] = [_part(last)]
            pieces = pieces[1:]
        for piece in pieces:
            parts.append(_part(piece))
            last = piece
        if not parts or parts[-1].kind != "table":
            last = []
    return [part for part in parts if part.cells]


def _corner(cell: SheetCell) -> tuple[int, int]:
    return cell.row, cell.column


def _row_extent(cell: SheetCell) -> tuple[int, int]:
    return cell.row, cell.row + cell.rows


def _column_extent(cell: SheetCell) -> tuple[int, int]:
    return cell.column, cell.column + cell.columns


def _runs(cells: Sequence[SheetCell], extent: Callable[[SheetCell], tuple[int, int]]) -> list[list[SheetCell]]:
    """The cells split where a whole row (or column, by `extent`) has none."""
    runs: list[list[SheetCell]] = []
    end = -1
    for cell in sorted(cells, key=extent):
        first, behind = extent(cell)
        if first > end or not runs:
            runs.append([])
        runs[-1].append(cell)
        end = max(end, behind)
    for run in runs:
        run.sort(key=_corner)
    return runs


def _by_row(cells: Sequence[SheetCell]) -> list[list[SheetCell]]:
    rows: dict[int, list[SheetCell]] = defaultdict(list)
    for cell in cells:
        rows[cell.row].append(cell)
    return [rows[row] for row in sorted(rows)]


def _flat(rows: Iterable[Sequence[SheetCell]]) -> list[SheetCell]:
    return [cell for row in rows for cell in row]


def _band(cells: list[SheetCell]) -> list[list[SheetCell]]:
    """Pieces of cells between which no row is empty: lines above, tables beside each other, lines below."""
    pieces: list[list[SheetCell]] = []
    for segment in _segments(_by_row(cells)):
        top, body, bottom = _peeled(segment)
        pieces += [piece for piece in (_flat(top),) if piece]
        if body:
            pieces += _beside(_flat(body))
        pieces += [piece for piece in (_flat(bottom),) if piece]
    return pieces


def _segments(rows: list[list[SheetCell]]) -> list[list[list[SheetCell]]]:
    """Where rules are drawn: rows outside of them that hold a line each are separate from those within."""
    if not any(cell.boxed for row in rows for cell in row):
        return [rows]
    width = len({cell.column for row in rows for cell in row if cell.text})
    reach = -1
    segments: list[list[list[SheetCell]]] = []
    outside_before = None
    for row in rows:
        texts = [cell for cell in row if cell.text]
        outside = (
            row[0].row >= reach and not any(cell.boxed for cell in row) and (len(texts) == 1 or (len(texts) == 2 and width >= 4))
        )
        if outside != outside_before:
            segments.append([])
        segments[-1].append(row)
        outside_before = outside
        if not outside:
            reach = max(reach, *(cell.row + cell.rows for cell in row))
    return segments


Rows = list[list[SheetCell]]


def _peeled(rows: Rows) -> tuple[Rows, Rows, Rows]:
    """Lines above a table, the table, and lines below it."""
    first, last = 0, len(rows)
    texts = [[cell for cell in row if cell.text] for row in rows]
    width = len({cell.column for row in texts for cell in row})
    if width < 2 or max(map(len, texts)) < 2:
        return [], rows, []
    left = min(cell.column for row in texts for cell in row)
    while first < last - 1 and _is_title(texts[first], texts[first + 1], left) and not _reaches_down(rows[first]):
        first += 1
    while last - 1 > first and _is_note(texts[last - 1], left, width):
        last -= 1
    return rows[:first], rows[first:last], rows[last:]


def _is_title(row: list[SheetCell], below: list[SheetCell], left: int) -> bool:
    """Whether a row is no part of the table below: one line, or a line at the left with another at the right end."""
    if any(cell.boxed for cell in row):
        return False
    if len(row) <= 1:
        return True
    if len(row) > 2 or len(below) < 5 or not below:
        return False
    ends = below[-1].column + below[-1].columns
    return (
        row[0].column == left == below[0].column
        and row[1].column + row[1].columns >= ends - 1
        and row[0].columns + row[1].columns < len(below)
    )


def _reaches_down(row: list[SheetCell]) -> bool:
    return any(cell.rows > 1 for cell in row)


def _is_note(row: list[SheetCell], left: int, width: int) -> bool:
    if len(row) != 1 or row[0].boxed or row[0].number:
        return False
    return bool(_NOTE.match(row[0].text)) or (width > 2 and row[0].column == left and row[0].rows == 1)


def _beside(cells: list[SheetCell]) -> list[list[SheetCell]]:
    """Tables beside each other, separated by an empty column; each is searched for empty rows of its own."""
    groups = _runs(cells, _column_extent)
    if len(groups) == 1:
        return [cells]
    joined = [groups[0]]
    for group in groups[1:]:
        if _are_apart(joined[-1], group):
            joined.append(group)
        else:
            joined[-1] = joined[-1] + group
    if len(joined) == 1:
        return [cells]
    return [piece for group in joined for band in _runs(sorted(group, key=_corner), _row_extent) for piece in _band(band)]


def _are_apart(left: list[SheetCell], right: list[SheetCell]) -> bool:
    ruled = [any(cell.boxed for cell in group) for group in (left, right)]
    if all(ruled):
        return True
    if any(ruled):
        # Notes at the side of a ruled table.
        outside = left if ruled[1] else right
        return len({cell.column for cell in outside}) == 1
    for group in (left, right):
        if len({cell.column for cell in group}) < 2 or len({cell.row for cell in group}) < 2:
            return False
    begin = min(cell.column for cell in right)
    labels = [cell for cell in right if cell.column == begin]
    return 2 * sum(not cell.number for cell in labels[1:]) > len(labels[1:])


def _goes_on(upper: list[SheetCell], lower: list[SheetCell]) -> bool:
    """Whether a table goes on after one empty row: no header follows, but numbers where it has numbers, in its columns."""
    if min(cell.row for cell in lower) - max(cell.row + cell.rows for cell in upper) != 1:
        return False
    if any(cell.boxed for cell in upper) != any(cell.boxed for cell in lower):
        return False
    columns = {cell.column for cell in upper}
    head = [cell for cell in lower if cell.row == lower[0].row and cell.text]
    if len(head) < 2 or not {cell.column for cell in lower} <= columns or len(columns) < 2:
        return False
    figures = {cell.column for cell in upper if cell.number}
    words = {cell.column for cell in upper if not cell.number and cell.text}
    return any(cell.number and cell.column in figures for cell in head) and any(
        not cell.number and cell.column in words for cell in head
    )


def _part(piece: list[SheetCell]) -> SheetPart:
    """A piece as a table, or as lines where no two cells of a row make one."""
    rows = [[cell for cell in row if cell.text] for row in _by_row(piece)]
    rows = [row for row in rows if row]
    printed = _flat(rows)
    if not printed:
        return SheetPart("lines", ())
    top, left = rows[0][0].row, min(cell.column for cell in printed)
    columns = sorted({cell.column for cell in printed})
    boxed = any(cell.boxed for cell in printed)
    alone = sum(len(row) == 1 for row in rows)
    if (
        len(columns) == 1
        or alone == len(rows)
        or (not boxed and len(rows) >= 5 and alone >= 0.9 * len(rows))
        or (not boxed and len(rows) == 1 and len(printed) == 2 and _gap(printed[0], printed[1]))
    ):
        rank = {column: min(depth, _MOST_DEPTH) for depth, column in enumerate(columns)}
        depths = tuple(0 if len(row) > 1 else rank[cell.column] for row in rows for cell in row)
        return SheetPart("lines", tuple(printed), depths, top, left)
    return as_table(piece)


def as_table(piece: Sequence[SheetCell]) -> SheetPart:
    """Cells as one table, rows and columns in which none begins left out."""
    printed = sorted((cell for cell in piece if cell.text), key=_corner)
    row_of = _numbers({cell.row for cell in printed})
    column_of = _numbers({cell.column for cell in printed})
    cells = tuple(
        SheetCell(
            row_of[cell.row],
            column_of[cell.column],
            cell.text,
            1 if cell.rows == 1 else _within(row_of, cell.row, cell.rows),
            1 if cell.columns == 1 else _within(column_of, cell.column, cell.columns),
            cell.boxed,
            cell.number,
            cell.key,
        )
        for cell in printed
    )
    return SheetPart("table", cells, (), min(row_of, default=0), min(column_of, default=0))


def _gap(one: SheetCell, other: SheetCell) -> bool:
    """Whether white separates two cells of a row: a column, or the space of a title that is merged over several."""
    return one.column + one.columns < other.column or one.columns > 2


def _numbers(places: set[int]) -> dict[int, int]:
    return {place: number for number, place in enumerate(sorted(places))}


def _within(numbers: dict[int, int], start: int, length: int) -> int:
    """How many of the lines that are left lie in a stretch of the sheet."""
    if length > len(numbers):
        return sum(start <= place < start + length for place in numbers)
    return sum(place in numbers for place in range(start, start + length))
