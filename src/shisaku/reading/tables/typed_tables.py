"""Tables that are typed into plain text: cells separated by strokes or tabs, and columns under rules of hyphens.

strokes = cell { "|" cell } [ "|" ]      rows of a web page as text; a row that ends in a stroke may go over several lines
tabs    = cell { TAB cell }
ruled   = [ rule ] heads dashes row { [ blank ] row } [ rule ]      dashes = "---" { " " "---" }, a group above each column

Such a table is made a `Table` of the same text, so that it is read as any other.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from shisaku.model.document import Block, Cell, Document, Table
from shisaku.model.span import Span
from shisaku.reading.tokens.lines import Line, lines

FORMAT = "text"
_STROKES = "|｜"
_BLANKS = " \t　"
_STROKE = re.compile("[|｜]")
_RULE = re.compile(r"[-=─━]{4,}")
_DASHES = re.compile(r"[-=]{2,}(?: +[-=]{2,})+ *")
_GROUP = re.compile(r"[-=]+")
_DELIMITER = re.compile(r":?-{2,}:?")
_FIGURES = re.compile(r"[\d０-９.．,，()（）△▲%％\s−–‐-]*[\d０-９][\d０-９.．,，()（）△▲%％\s−–‐-]*")
_LEAST_ROWS, _LEAST_COLUMNS = 2, 2
_LEAST_OPEN = 3
"""Rows of a table whose lines do not end in a stroke, one below the other: fewer are a menu, or words that a stroke parts."""
_LONGEST_ROW = 4
"""Lines of a row at most."""
_CLOSED = 0.6
"""Share of the lines with strokes that end in one where all rows do."""
_WIDE = ("W", "F")
"""Widths of the letters that take two places in type of one width."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A plain text, split into tables and lines."""

    document: Document
    """The text as lines and tables."""
    text: str
    """The text, strokes and rules that only draw the tables made blanks."""
    drawn: tuple[Span, ...]
    """Where these are, in order."""

    def loosened(self, numbers: Collection[int]) -> str:
        """`text` with each cell of the tables of these places on lines of its own, as long as before."""
        shown = list(self.text)
        for number in numbers:
            for cell in self.document.tables[number].cells:
                at = cell.span.start - 1 if cell.span is not None else -1
                while at > 0 and shown[at] in _BLANKS and shown[at - 1] in _BLANKS + _STROKES:
                    at -= 1
                if at >= 0 and shown[at] in _BLANKS + _STROKES:
                    shown[at] = "\n"
        return "".join(shown)


Row = list[list[Span]]
"""The cells of a row, each with the stretches of its lines."""


def typed(text: str) -> Typed | None:
    """The tables that are typed into `text`; None where there is none."""
    if not any(sign in text for sign in (*_STROKES, "\t", "--", "==")):
        return None
    reader = _Reader(text)
    reader.read()
    return reader.typed() if reader.drawn or reader.tables else None


class _Reader:
    def __init__(self, text: str) -> None:
        self.source = text
        self.lines = lines(text)
        self.tables: list[Table] = []
        self.drawn: list[Span] = []
        self.held: set[int] = set()
        """Places of the lines that are in tables."""

    def read(self) -> None:
        """Finds the tables."""
        at = 0
        while at < len(self.lines):
            at = self._ruled(at) or self._stroked(at) or self._tabbed(at) or at + 1

    def typed(self) -> Typed:
        """What was found."""
        drawn = sorted(set(self.drawn))
        shown = list(self.source)
        for span in drawn:
            shown[span.start : span.end] = " " * len(span)
        text = "".join(shown)
        content: list[Block | Table] = [
            Block(line.span, "line") for at, line in enumerate(lines(text)) if line.text and at not in self.held
        ]
        content += self.tables
        content.sort(key=lambda one: one.span)
        return Typed(Document(FORMAT, self.source, tuple(content)), text, tuple(drawn))

    # -- strokes -------------------------------------------------------------------------------------------------------

    def _stroked(self, at: int) -> int:
        """Reads the lines with strokes from `at` on; the place behind them, 0 where there are none."""
        run = self._run(at)
        if not run:
            return 0
        striped = [line for line in run if _STROKE.search(line.text)]
        closed = sum(line.text[-1] in _STROKES for line in striped) >= _CLOSED * len(striped)
        if not closed:
            run = run[: next((n for n, line in enumerate(run) if not _STROKE.search(line.text)), len(run))]
            made = [self._cells([line]) for line in run]
            alike = len(made) >= _LEAST_OPEN and len({len(row) for row in made}) == 1
            if not alike:
                return at + len(run)
        else:
            made = [self._cells(group) for group in _closed_rows(run)]
        self._rows(made)
        self._draw(run)
        return at + len(run)

    def _run(self, at: int) -> Sequence[Line]:
        """The lines with strokes that begin at `at`, and those between that belong to a row with them."""
        behind = at
        for place in range(at, len(self.lines)):
            line = self.lines[place]
            if not line.text or place - behind >= _LONGEST_ROW:
                break
            if _STROKE.search(line.text):
                behind = place + 1
            elif behind == at:
                break
        return self.lines[at:behind]

    def _cells(self, row: Sequence[Line]) -> Row:
        """The cells of a row that takes these lines."""
        found: Row = [[]]
        for number, line in enumerate(row):
            bounds = [line.start - 1, *(line.start + match.start() for match in _STROKE.finditer(line.text)), line.end]
            first, last = line.text[0] in _STROKES, line.text[-1] in _STROKES
            pieces = list(pairwise(bounds))[(1 if first and number == 0 else 0) : (-1 if last else None)]
            for n, (start, end) in enumerate(pieces):
                if n:
                    found.append([])
                span = self._trimmed(start + 1, end)
                if len(span):
                    found[-1].append(span)
        return found

    def _trimmed(self, start: int, end: int) -> Span:
        words = self.source[start:end]
        lead = len(words) - len(words.lstrip())
        return Span(start + lead, max(start + lead, start + len(words.rstrip())))

    def _rows(self, rows: Sequence[Row]) -> None:
        """Makes tables of the rows that follow each other and have several cells; what has one cell is between them."""
        together: list[tuple[Row, bool]] = []
        for row in rows:
            if self._is_delimiter(row):
                self.drawn += [span for cell in row for span in cell]
                together = _with_heads(together, len(row))
            else:
                together.append((row, False))
        group: list[tuple[Row, bool]] = []
        for row, heads in together:
            if len(row) < _LEAST_COLUMNS:
                self._table(group)
                group = []
            else:
                group.append((row, heads))
        self._table(group)

    def _is_delimiter(self, row: Row) -> bool:
        words = [self.source[span.start : span.end] for cell in row for span in cell]
        return bool(words) and all(_DELIMITER.fullmatch(one) for one in words)

    def _draw(self, run: Sequence[Line]) -> None:
        """Strokes at the edges of lines, and lines of nothing else, only draw the table."""
        for line in run:
            left = len(line.text) - len(line.text.lstrip(_STROKES + _BLANKS))
            right = len(line.text.rstrip(_STROKES + _BLANKS))
            if left:
                self.drawn.append(Span(line.start, line.start + left))
            if left < right < len(line.text):
                self.drawn.append(Span(line.start + right, line.end))

    def _table(self, rows: Sequence[tuple[Row, bool]], shift: bool = True) -> None:
        """Makes a table of the rows, where they are some."""
        columns = max((len(row) for row, _ in rows), default=0)
        if len(rows) < _LEAST_ROWS or columns < _LEAST_COLUMNS:
            return
        placed = self._placed([row for row, _ in rows], columns) if shift else [list(enumerate(row)) for row, _ in rows]
        above: dict[int, int] = {}
        made: list[Cell] = []
        for number, (row, (_, heads)) in enumerate(zip(placed, rows, strict=True)):
            first = row[0][0] if row else 0
            for column in range(first):
                if column in above:
                    made[above[column]] = replace(made[above[column]], rows=number - made[above[column]].row + 1)
            for column, cell in row:
                blocks = tuple(Block(span, "line") for span in cell)
                if heads and shift and not blocks and made and made[-1].row == number:
                    made[-1] = replace(made[-1], columns=made[-1].columns + 1)
                    continue
                above[column] = len(made)
                made.append(Cell(number, column, blocks, header=heads))
        table = Table(tuple(made), origin="aligned")
        if any(cell.blocks for cell in made):
            self.tables.append(table)
            whole = table.span
            self.held |= {n for n, line in enumerate(self.lines) if line.text and whole.start <= line.start < whole.end}

    def _placed(self, rows: Sequence[Row], columns: int) -> list[list[tuple[int, list[Span]]]]:
        """Each cell with its column: of a row that is beside cells of one above, and is filled up at its end, the last ones."""
        found: list[list[tuple[int, list[Span]]]] = []
        full: list[str] = []
        for row in rows:
            kinds = [self._kind(cell) for cell in row]
            empty = len(kinds) - len("".join(kind or " " for kind in kinds).rstrip())
            empty += columns - len(row)
            filled = len(row) - (len(kinds) - len("".join(kind or " " for kind in kinds).rstrip()))
            shifted = full[empty:] if empty and full else []
            if 0 < empty < columns and kinds[:filled] == shifted and kinds[:filled] != full[:filled]:
                found.append([(empty + n, cell) for n, cell in enumerate(row[:filled])])
                continue
            if not empty:
                full = kinds
            found.append(list(enumerate(row)))
        return found

    def _kind(self, cell: Sequence[Span]) -> str:
        words = " ".join(self.source[span.start : span.end] for span in cell)
        if not words:
            return ""
        return "9" if _FIGURES.fullmatch(words) else "a"

    # -- tabs ----------------------------------------------------------------------------------------------------------

    def _tabbed(self, at: int) -> int:
        """Reads the lines with as many tabs each from `at` on; the place behind them, 0 where there are none."""
        parts = self.lines[at].text.count("\t")
        behind = at
        while behind < len(self.lines) and parts and self.lines[behind].text.count("\t") == parts:
            behind += 1
        if behind - at < _LEAST_ROWS:
            return 0
        rows: list[tuple[Row, bool]] = []
        for line in self.lines[at:behind]:
            row: Row = []
            start = line.start
            for piece in line.text.split("\t"):
                span = self._trimmed(start, start + len(piece))
                row.append([span] if len(span) else [])
                start += len(piece) + 1
            rows.append((row, False))
        self._table(rows, shift=False)
        return behind

    # -- columns under rules -------------------------------------------------------------------------------------------

    def _ruled(self, at: int) -> int:
        """Reads the table whose rule, heads or dashes are at `at`; the place behind it, 0 where there is none."""
        line = self.lines[at]
        if _DASHES.fullmatch(line.text):
            return self._columns(at, at, at)
        if _RULE.fullmatch(line.text):
            dashes = self._dashes_below(at + 1, _LONGEST_ROW)
            return self._columns(at, at + 1, dashes) if dashes else 0
        if line.text and at + 1 < len(self.lines) and _DASHES.fullmatch(self.lines[at + 1].text):
            return self._columns(at, at, at + 1)
        return 0

    def _dashes_below(self, at: int, most: int) -> int:
        for place in range(at, min(at + most + 1, len(self.lines))):
            text = self.lines[place].text
            if _DASHES.fullmatch(text):
                return place
            if not text or _RULE.fullmatch(text):
                return 0
        return 0

    def _columns(self, first: int, heads: int, dashes: int) -> int:
        """The table that begins with the line `first`, its heads with the line `heads`, `dashes` giving its columns."""
        line = self.lines[dashes]
        edges = [line.indent + match.start() for match in _GROUP.finditer(line.text)]
        multiline = first < heads
        groups: list[list[int]] = [[]]
        end = closing = 0
        for place in range(dashes + 1, len(self.lines)):
            text = self.lines[place].text
            if _RULE.fullmatch(text) or _DASHES.fullmatch(text):
                end, closing = place + 1, place
                break
            if not text:
                if not multiline and first != dashes:
                    end = place
                    break
                if groups[-1]:
                    groups.append([])
            elif multiline:
                groups[-1].append(place)
            else:
                groups.append([place])
        if not end:
            if multiline or first == dashes:
                return 0
            end = len(self.lines)
        rows = [(self._row([*range(heads, dashes)], edges), True)] if heads < dashes else []
        rows += [(self._row(group, edges), False) for group in groups if group]
        if len(edges) < _LEAST_COLUMNS:
            return 0
        self._table(rows, shift=False)
        for place in {first if multiline else dashes, dashes, closing or dashes}:
            self.drawn.append(self.lines[place].span)
        return end

    def _row(self, places: Sequence[int], edges: Sequence[int]) -> Row:
        """The cells of the lines at these places, cut where the columns begin."""
        found: Row = [[] for _ in edges]
        for place in places:
            line = self.lines[place]
            begin = line.start - line.indent
            cuts = [begin + cut for cut in _offsets(self.source[begin : line.end], edges)]
            for column, (start, end) in enumerate(pairwise([begin, *cuts[1:], line.end])):
                span = self._trimmed(start, end)
                if len(span):
                    found[column].append(span)
        return found


def _closed_rows(run: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each row, where rows end in a stroke."""
    row: list[Line] = []
    for line in run:
        row.append(line)
        if line.text[-1] in _STROKES:
            yield row
            row = []
    if row:
        yield row


def _with_heads(rows: Sequence[tuple[Row, bool]], columns: int) -> list[tuple[Row, bool]]:
    """The rows, the last cells of which are heads of so many columns; heads may be on a line each."""
    heads: Row = []
    remaining = list(rows)
    while remaining and len(heads) < columns:
        heads = [*remaining.pop()[0], *heads]
    if len(heads) != columns:
        return list(rows)
    return [*remaining, (heads, True)]


def _offsets(text: str, edges: Sequence[int]) -> list[int]:
    """Where in a line the columns begin, wide letters counted twice; never within a word."""
    found: list[int] = []
    at = cell = 0
    for edge in edges:
        while at < len(text) and cell < edge:
            cell += 2 if unicodedata.east_asian_width(text[at]) in _WIDE else 1
            at += 1
        found.append(at)
    return found
