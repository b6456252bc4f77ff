"""Where a table has the heads of its columns: in its first row, below lines of caption, in two rows, again in the middle, or nowhere."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from shisaku.reading.tables import content
from shisaku.reading.tables.grid import Grid, GridCell, TableRow
from shisaku.reading.tables.header_words import ENDING, HeaderWords

_LOOKED_AT = 15
_LONGEST_HEAD = 60
_FEWEST_FIELDS, _LONGEST_FIELD = 4, 30
"""Fields of a table of data at least, and letters of the name of one."""
_COLUMN_WORDS = frozenset({"category", "account", "change", "quantity", "person", "schedule", "total"})
"""Table words that head a column."""


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of a table that head its columns."""

    first: int
    """The first of them, by its place among the rows of the grid."""
    depth: int
    """How many there are."""


def head_concept(text: str, vocabulary: HeaderWords) -> str:
    """The concept of a head, of the header words, or of the table words that head a column; empty for neither."""
    found = vocabulary.match("header", text)
    of_tables = vocabulary.match("table-word", text)
    if of_tables.concept in _COLUMN_WORDS and of_tables.trust > found.trust:
        return of_tables.concept
    if found.trust >= ENDING:
        return found.concept
    return of_tables.concept if of_tables.concept in _COLUMN_WORDS and of_tables.trust >= ENDING else ""


def is_head_row(row: TableRow, vocabulary: HeaderWords, below: TableRow | None) -> bool:
    """Whether a row heads columns."""
    cells = list(row.own())
    if len(cells) < 2 or any(len(cell.text) > _LONGEST_HEAD for cell in cells):
        return False
    if sum(cell.header for cell in cells) > len(cells) / 2:
        return True
    if any(content.kind_of(cell, vocabulary) in (content.FIGURE, content.PERCENT) for cell in cells):
        return False
    named = [concept for cell in cells if (concept := head_concept(cell.text, vocabulary))]
    if len(named) >= 2 and 2 * len(named) >= len(cells) and (len(set(named)) > 1 or len(cells) == 2 or named[0] in _COLUMN_WORDS):
        return True
    return bool(named) and 3 * len(named) >= len(cells) and is_highlighted(row, below)


def is_head_again(row: TableRow, vocabulary: HeaderWords, below: TableRow) -> bool:
    """Whether a row amid others heads the columns anew: it looks so, or nearly all its cells are words that do."""
    if not is_head_row(row, vocabulary, below):
        return False
    cells = list(row.own())
    named = sum(bool(head_concept(cell.text, vocabulary)) for cell in cells)
    whole = sum(bool(vocabulary.whole("header", cell.text) or vocabulary.whole("table-word", cell.text)) for cell in cells)
    return is_highlighted(row, below) or (named >= 3 and 4 * named >= 3 * len(cells) and 2 * whole >= len(cells))


def is_highlighted(row: TableRow, below: TableRow | None) -> bool:
    """Whether a row looks unlike the one below: all its cells are bold or shaded, and not all of those below."""
    return below is not None and _weight(row) > 0.9 and _weight(row) > _weight(below) + 0.3


def _weight(row: TableRow) -> float:
    cells = list(row.own())
    return sum(bool(cell.bold or cell.fill or cell.header) for cell in cells) / len(cells) if cells else 0.0


def find_header(grid: Grid, vocabulary: HeaderWords, begin: int = 0) -> Header | None:
    """The heads of a table from row `begin` on; None where it has none in its first rows."""
    for at in range(begin, min(len(grid.rows), begin + _LOOKED_AT)):
        below = grid.rows[at + 1] if at + 1 < len(grid.rows) else None
        if at > begin and _is_full(grid.rows[at - 1], grid.rows[at]) and not any(cell.header for cell in grid.rows[at].own()):
            break
        if is_head_row(grid.rows[at], vocabulary, below) or (at == begin and _is_of_data(grid, at, vocabulary)):
            return Header(at, _depth(grid.rows, at, vocabulary))
    row = grid.rows[begin] if begin < len(grid.rows) else None
    below = grid.rows[begin + 1] if begin + 1 < len(grid.rows) else None
    if row is not None and below is not None and len(list(row.own())) > 1 and is_highlighted(row, below) and _short(row):
        return Header(begin, _depth(grid.rows, begin, vocabulary))
    return None


def _is_of_data(grid: Grid, at: int, vocabulary: HeaderWords) -> bool:
    """Whether a row names the fields of the records below, as tables of data begin: short words, each once, some of which head columns."""
    cells = list(grid.rows[at].own())
    if len(cells) < max(_FEWEST_FIELDS, grid.width - 1) or len(grid.rows) - at <= _FEWEST_FIELDS:
        return False
    words = {cell.text for cell in cells}
    below = {cell.text for row in grid.rows[at + 1 : at + 1 + _LOOKED_AT] for cell in row.own()}
    wordy = all(
        len(cell.text) <= _LONGEST_FIELD and content.kind_of(cell, vocabulary) in (content.SHORT, content.OWNER, content.STATUS)
        for cell in cells
    )
    named = sum(bool(vocabulary.whole("header", cell.text)) for cell in cells)
    return wordy and len(words) == len(cells) and not words & below and named >= 2


def _is_full(above: TableRow, row: TableRow) -> bool:
    """Whether the row above has as many cells, so that it is one of the rows and no caption."""
    return len(list(above.filled())) > max(1, len(list(row.own())) // 2)


def _short(row: TableRow) -> bool:
    return all(len(cell.text) <= _LONGEST_HEAD for cell in row.own())


def _depth(rows: Sequence[TableRow], at: int, vocabulary: HeaderWords) -> int:
    """How many rows of heads there are: as far as the tallest cell, and one more where only spanning heads have something below them."""
    cells = list(rows[at].own())
    end = max((cell.row + cell.rows for cell in cells), default=0)
    depth = 1
    while at + depth < len(rows) and rows[at + depth].index < end and not _is_band(rows[at + depth], rows[at].cells):
        depth += 1
    spanning = {id(cell) for cell in cells if cell.columns > 1}
    if at + depth < len(rows) and spanning:
        following = rows[at + depth]
        above = [rows[at].cells[number] for number, cell in enumerate(following.cells) if cell is not None and cell.text]
        below = list(following.own())
        under = all(cell is not None and id(cell) in spanning for cell in above)
        if below and under and len(below) > 1 and not _is_data(below, vocabulary):
            return depth + 1
        if is_head_row(following, vocabulary, None) and depth == 1:
            return 2
    return depth


def _is_band(row: TableRow, heads: Sequence[GridCell | None]) -> bool:
    own = list(row.own())
    return len(own) == 1 and own[0].columns >= max(2, len(heads) - 1)


def _is_data(cells: Sequence[GridCell], vocabulary: HeaderWords) -> bool:
    return any(content.kind_of(cell, vocabulary) in (content.FIGURE, content.PERCENT, content.LONG) for cell in cells)


def same_heads(first: TableRow, second: TableRow) -> bool:
    """Whether two rows print the same words."""
    return _letters(first) == _letters(second) != ""


def _letters(row: TableRow) -> str:
    joined = "|".join(cell.text for cell in row.filled())
    return "".join(unicodedata.normalize("NFKC", joined).split()).casefold()
