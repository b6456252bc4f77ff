"""Names of cells: `B3`, `A1:C4`, and names with their sheet, `'事業 一覧'!B3`."""

import re
from functools import lru_cache

from shisaku.formats.ooxml.attribute_values import column_name

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_RANGE = re.compile(rf"{_CELL.pattern}(?::{_CELL.pattern})?")
_ROWS = re.compile(r"\$?([1-9][0-9]{0,6}):\$?([1-9][0-9]{0,6})")
_PLAIN = re.compile(r"[^\W\d][\w.]*")
_LIKE_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]{1,7}|[Rr]([0-9]*)([Cc][0-9]*)?|[Cc][0-9]*")
MOST_ROWS = 1_048_576
"""Most rows of a sheet."""
MOST_COLUMNS = 16_384
"""Most columns of a sheet."""

Box = tuple[int, int, int, int]
"""First row, first column, last row and last column of a range, from 0."""


@lru_cache(maxsize=4096)
def column_number(letters: str) -> int:
    """Number of a column, from 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell_name(row: int, column: int) -> str:
    """Name of a cell on its sheet."""
    return f"{column_name(column)}{row + 1}"


def cell_at(name: str) -> tuple[int, int] | None:
    """Row and column of a cell, from 0; None where the name is none."""
    match = _CELL.fullmatch(name)
    return (int(match.group(2)) - 1, column_number(match.group(1))) if match else None


def range_of(name: str) -> Box | None:
    """The range of a name (a single cell is one); None where it names none."""
    match = _RANGE.fullmatch(name)
    if match is None:
        return None
    first = int(match.group(2)) - 1, column_number(match.group(1))
    last = (int(match.group(4)) - 1, column_number(match.group(3))) if match.group(3) else first
    top, bottom = sorted((first[0], last[0]))
    left, right = sorted((first[1], last[1]))
    return (top, left, bottom, right) if bottom < MOST_ROWS and right < MOST_COLUMNS else None


def rows_of(reference: str) -> tuple[int, int] | None:
    """First and last row of a defined name such as `'事業 一覧'!$1:$3` (or a list with one), from 0."""
    for part in reference.split(","):
        if match := _ROWS.fullmatch(part.rsplit("!", 1)[-1]):
            first, last = sorted((int(match.group(1)) - 1, int(match.group(2)) - 1))
            return (first, last)
    return None


def sheet_prefix(sheet: str) -> str:
    """Prefix of a cell's name: its sheet, in quotation marks where a formula needs them."""
    if _PLAIN.fullmatch(sheet) and not _LIKE_CELL.fullmatch(sheet):
        return f"{sheet}!"
    return "'" + sheet.replace("'", "''") + "'!"
