"""Tables as text (RFC 4180 and its common variants): cells between commas, tabs or semicolons.

Lines above a table and notes below it have fewer cells; empty lines separate tables. A cell is named as RFC 7111 does, `cell=4,1`:
row and column from 1, empty lines counted, a row that extends over several lines of the file counted once.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Generator, Iterator

from shisaku.errors import InputError
from shisaku.formats.cell_words import cell_words
from shisaku.formats.decoding import decoded, utf16_of
from shisaku.formats.sheet_tables import SheetCell, cut, is_number
from shisaku.formats.text_builder import CellWords, TextBuilder
from shisaku.messages import Message
from shisaku.model.document import Document, DocumentPlace, Skipped

MOST_CELLS = 500_000
"""Most cells with words that are read of one file."""
MOST_BYTES = 200 << 20
"""Most bytes of a file that are read."""
_DELIMITERS = ",\t;|"
_SAMPLE = 64
"""Rows by which the delimiter is detected."""
_SAMPLE_CHARACTERS = 200_000
_STATED = re.compile(r"sep=(.)\r?\n?")
"""First line by which a file states its delimiter for Excel."""
_KEPT_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
"""How a file marks digits as text for a spreadsheet program."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_MOST_OPEN = 16
"""Most unclosed quotations up to which the rest of the file is still searched for others."""
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"\x89PNG", b"\x1f\x8b", b"\xff\xd8\xff")
"""First bytes of archives, pictures and documents of other kinds."""


def read(data: bytes, name: str) -> Document:
    """The Document of the table in `data`; `name` is used in messages. Raises InputError where it is no text."""
    if data.startswith(_NO_TEXT) or (b"\x00" in data and not utf16_of(data)):
        raise InputError(Message("formats-not-text-csv-if-spreadsheet", name=name))
    text, encoding = decoded(data[:MOST_BYTES])
    builder = TextBuilder("csv")
    if len(data) > MOST_BYTES:
        builder.skip(Skipped("too-large"))
    stated = _STATED.match(text)
    first = 0
    if stated is not None:
        text = text[stated.end() :]
        first = 1
    cells = _cells(text, stated.group(1) if stated else delimiter_of(text), first, builder)
    for part in cut(cells):
        builder.gap()
        if part.kind == "table":
            columns = [
                CellWords(cell.row, cell.column, cell_words(cells[cell.key].text, place), place=place)
                for cell, place in ((cell, _place(cells[cell.key])) for cell in part.cells)
            ]
            builder.table(columns, _place(cells[part.cells[0].key]))
        else:
            for cell in part.cells:
                for words in cell_words(cells[cell.key].text, _place(cells[cell.key]), wrapped=False, free=True):
                    builder.add(words)
    return builder.document(encoding=encoding)


def delimiter_of(text: str) -> str:
    """The delimiter: of those that give rows of several cells, the one that gives most rows the same number of cells."""
    sample = text[:_SAMPLE_CHARACTERS]
    best, worth = ",", 0.0
    for delimiter in _DELIMITERS:
        widths: Counter[int] = Counter()
        for _, row in zip(range(_SAMPLE), _rows(sample, delimiter), strict=False):
            if row:
                widths[len(row)] += 1
        if not widths:
            continue
        share = sum(count for width, count in widths.items() if width > 1) / widths.total()
        same = max((count for width, count in widths.items() if width > 1), default=0) / widths.total()
        if share and (here := share + same) > worth + 1e-9:
            best, worth = delimiter, here
    return best


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a text. An unclosed quotation is none: the quotation marks of its first line are letters."""
    begin = 0
    for _ in range(_MOST_OPEN):
        begin = yield from _rows_from(text, begin, delimiter)
        if begin < 0:
            return
        end = next((match.end() for match in [_LINE_END.search(text, begin)] if match), len(text))
        yield text[begin:end].rstrip("\r\n").split(delimiter)
        begin = end
    for line in _LINE_END.split(text[begin:]):
        yield line.split(delimiter) if line else []


def _rows_from(text: str, begin: int, delimiter: str) -> Generator[list[str], None, int]:
    """The rows from an offset on; returns the offset of an unclosed quotation, or -1."""
    lines = io.StringIO(text[begin:], newline="")
    reader = csv.reader(lines, delimiter=delimiter)
    end = begin
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return -1
        except csv.Error:
            return end
        start, end = end, begin + lines.tell()
        if end == len(text) and text.count('"', start, end) % 2 and _LINE_END.search(text, start, end - 1):
            return start
        yield row


def _cells(text: str, delimiter: str, first: int, builder: TextBuilder) -> list[SheetCell]:
    """The cells with words; the number of each is its key."""
    cells: list[SheetCell] = []
    for number, row in enumerate(_rows(text.replace("\x00", ""), delimiter), first):
        for column, field in enumerate(row):
            words = field.strip()
            if not words:
                continue
            if words.startswith("=") and (match := _KEPT_AS_TEXT.fullmatch(words)):
                field = words = match.group(1).replace('""', '"')
            if len(cells) == MOST_CELLS:
                builder.skip(Skipped("too-large", DocumentPlace(selector=f"row={number + 1}-*")))
                return cells
            cells.append(SheetCell(number, column, field, number=is_number(words), key=len(cells)))
    return cells


def _place(cell: SheetCell) -> DocumentPlace:
    return DocumentPlace(selector=f"cell={cell.row + 1},{cell.column + 1}")
