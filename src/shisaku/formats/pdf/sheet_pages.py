"""Pages that show nothing but the rows and columns of a sheet, and whether two of them can show the same rows.

A sheet that is wider than its paper is printed over several pages: office programs fill the paper from the top down, then go on with
the next columns (or over first, then down). Only positions show it: the rows lie equally high on such pages, and the
columns do not lie equally far from the left.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from shisaku.formats.pdf.page_blocks import extent_of, rows_of
from shisaku.formats.pdf.page_lines import PageLine
from shisaku.formats.pdf.page_tables import PageTable

FEWEST_ROWS = 5
"""Least number of rows that two pages have in common."""
_SAME_ROWS = 0.8
"""Least share of the rows of either page that the other has too."""
LEVEL = 2.0
"""Points by which baselines, or rules, may be apart and still be the same."""
_USUAL = 0.1
"""Share of the rows in which words begin, or end, at one place for it to be the side of a column."""
_PROSE, _FULL = 20.0, 0.9
"""Width in letters of a column that may be prose, and the share of it that a full line fills."""
_OTHER_SIZE = 1.25
"""Ratio of sizes of the words of a sheet at most."""
_NUMBER = re.compile(r"[-−‐△▲+(（¥$€£]*\d[\d,，.．]*[%％)）]?")
_UNNAMED = 0.8
"""Share of the first words of rows that are numbers where the rows have no names."""


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A page that shows rows and columns alone."""

    number: int
    """Of the page in its document, from 1."""
    size: tuple[float, float]
    """Width and height of the page in points."""
    rows: tuple[tuple[PageLine, ...], ...]
    """Its pieces of lines as rows, from the top down, each from the left; without the ruled table."""
    table: PageTable | None = None
    """The ruled table that the page consists of; None where no rules are drawn."""

    @property
    def levels(self) -> tuple[float, ...]:
        """Heights of its rows: the upper rules of those of a table, else the lower sides of the lines."""
        if self.table is not None:
            return tuple(sorted({cell.box[1] for cell in self.table.cells}))
        return tuple(row[0].box[3] for row in self.rows)

    def ends(self) -> tuple[Counter[int], Counter[int]]:
        """How often words begin, and end, by distance from the left; of a table its rules, each once."""
        if self.table is not None:
            return Counter({round(x) for cell in self.table.cells for x in (cell.box[0], cell.box[2])}), Counter()
        pieces = [piece for row in self.rows for piece in row]
        return Counter(round(piece.box[0]) for piece in pieces), Counter(round(piece.box[2]) for piece in pieces)

    def names_rows(self) -> bool:
        """Whether its rows begin with words, or are counted: so they do in a table of its own."""
        if self.table is not None:
            left = [cell for cell in self.table.cells if cell.area.column == 0]
            first = ["".join(line.text for line in cell.lines) for cell in left]
        else:
            start = min(row[0].box[0] for row in self.rows)
            first = [row[0].text if row[0].box[0] - start <= _PROSE * row[0].size else "" for row in self.rows]
        numbers = [int("".join(filter(str.isdigit, one)) or 0) for one in first if _NUMBER.fullmatch(one)]
        counted = sum(below - above == 1 for above, below in pairwise(numbers))
        return len(numbers) < _UNNAMED * (len([one for one in first if one]) - 1) or 2 * counted > len(numbers)


def sheet_page(
    number: int, size: tuple[float, float], lines: Sequence[PageLine], tables: Sequence[PageTable], framed: bool
) -> SheetPage | None:
    """The page as a sheet; None where it shows something else. `framed`: whether boxes are drawn around some of its words."""
    if any(line.turn or line.downwards for line in lines):
        return None
    rows = tuple(map(tuple, rows_of(lines)))
    if tables:
        table = tables[0]
        whole = len(tables) == 1 and table.ruled and len(rows) <= _MOST_AROUND and not any(_beside(line, table) for line in lines)
        page = SheetPage(number, size, rows, table) if whole else None
    else:
        page = None if framed or not _is_sheet(rows) else SheetPage(number, size, rows)
    return page if page is not None and len(page.levels) >= FEWEST_ROWS else None


_MOST_AROUND = 4
"""Lines above and below the table of a page: a title, the unit of its sums, the number of the page."""


def _beside(line: PageLine, table: PageTable) -> bool:
    middle = (line.box[1] + line.box[3]) / 2
    return table.box[1] < middle < table.box[3]


def _is_sheet(rows: Sequence[Sequence[PageLine]]) -> bool:
    """Whether those are rows of short words, all about as large, no lines of prose."""
    if len(rows) < FEWEST_ROWS:
        return False
    pieces = [piece for row in rows for piece in row]
    size = median(piece.size for piece in pieces)
    if sum(not size / _OTHER_SIZE < piece.size < size * _OTHER_SIZE for piece in pieces) > len(pieces) // 10:
        return False
    single = [row[0] for row in rows if len(row) == 1]
    if 2 * len(single) <= len(rows):
        return True
    left, _, right, _ = extent_of(piece.box for piece in single)
    full = sum(piece.box[2] - piece.box[0] >= _FULL * (right - left) for piece in single)
    return right - left < _PROSE * size or 2 * full <= len(single)


def without_running_lines(pages: Sequence[SheetPage]) -> list[SheetPage]:
    """The pages without running lines: alone in the first or last row of two neighbours, with the same words but for numbers."""
    found = []
    for at, page in enumerate(pages):
        rows = page.rows
        for end in (0, -1):
            near = [other for other in pages[max(0, at - 1) : at + 2] if other is not page and other.rows]
            if rows and any(_runs_on(rows[end], other.rows[end]) for other in near):
                rows = rows[1:] if end == 0 else rows[:-1]
        found.append(SheetPage(page.number, page.size, rows, page.table))
    return found


def _runs_on(row: Sequence[PageLine], other: Sequence[PageLine]) -> bool:
    if len(row) != 1 or len(other) != 1 or abs(row[0].box[3] - other[0].box[3]) > LEVEL:
        return False
    words = [re.sub(r"\d+", "0", one[0].text) for one in (row, other)]
    return words[0] == words[1] and (row[0].text != other[0].text or not _NUMBER.fullmatch(row[0].text))


def shared(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """The first places, in order, that are among the others."""
    found = []
    for place in one:
        at = bisect_left(other, place - LEVEL)
        if at < len(other) and other[at] <= place + LEVEL:
            found.append(place)
    return found


def same_rows(one: SheetPage, other: SheetPage, first: bool) -> bool:
    """Whether the pages can show the same rows; `first`: they may be the first of the sheet, whose title is on one page alone."""
    if one.size != other.size or (one.table is None) != (other.table is None):
        return False
    own, others = one.levels, other.levels
    if not own or not others or abs(own[-1] - others[-1]) > LEVEL:
        return False
    common = shared(own, others)
    if len(common) < FEWEST_ROWS:
        return False
    if first:
        own = own[own.index(common[0]) :]
    if abs(own[0] - others[0]) > LEVEL:
        return False
    return len(common) >= _SAME_ROWS * max(len(own), len(others))


def same_columns(one: SheetPage, other: SheetPage) -> float:
    """Share of the words on either page that are below, or above, words on the other: the smaller one.

    Words at the margin are so on every page and are not counted.
    """
    return min(_below(one, other), _below(other, one))


def _below(one: SheetPage, other: SheetPage) -> float:
    starts, ends = other.ends()
    least = 1 if other.table is not None else _USUAL * len(other.rows)
    lefts, rights = _usual(starts, least), _usual(ends, least)
    if one.table is not None:
        own, _ = one.ends()
        inner = sorted(own)[1:-1]
        return sum(x in lefts for x in inner) / len(inner) if inner else 1.0
    margin = min(row[0].box[0] for row in one.rows)
    pieces = [piece for row in one.rows for piece in row if piece.box[0] > margin + LEVEL]
    if not pieces:
        return 1.0
    return sum(round(piece.box[0]) in lefts or round(piece.box[2]) in rights for piece in pieces) / len(pieces)


def _usual(places: Counter[int], least: float) -> set[int]:
    return {place + by for place, times in places.items() if times >= least for by in (-1, 0, 1)}


def uneven(levels: Iterable[float]) -> int:
    """How many of the distances from row to row are not the usual one."""
    apart = [below - above for above, below in pairwise(levels)]
    usual = median(apart) if apart else 0.0
    return sum(abs(one - usual) > _UNEVEN * usual for one in apart)


_UNEVEN = 0.15
"""Share of the usual distance by which another is off."""
