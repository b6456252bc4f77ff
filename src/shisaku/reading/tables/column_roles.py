"""Which column of a table names its components, which columns before it class them, which behind it list their parts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shisaku.reading.tables.columns import NAMES, ROLES, TICKED, Column
from shisaku.reading.tables.grid import TableRow
from shisaku.reading.tables.header_words import WHOLE

_CONSTANT = 2
"""Rows beyond which words that are in all of them class nothing."""
_CLASSING = frozenset({"", "description", "purpose", "target-group"})
"""Roles of which a column may be a class of what is right of it, where its cells are merged or repeat."""
_BESIDE = frozenset((*ROLES, TICKED)) - {"number", "name", "unit", "account", "change", "quantity", "person", "schedule"}
"""Roles of columns that print details."""


@dataclass(frozen=True, slots=True)
class ColumnRoles:
    """What the columns of a table are for."""

    main: Column
    """Names a component in each row."""
    classes: tuple[Column, ...]
    """Name what they are under, outermost first."""
    listed: tuple[Column, ...]
    """Name what they consist of."""
    number: Column | None
    """Their numbers."""
    beside: tuple[Column, ...]
    """Print their details."""


def arrangement_of(columns: Sequence[Column], rows: Sequence[TableRow]) -> ColumnRoles | None:
    """What the columns are for; None where none names anything."""
    main = _main(columns, len(rows))
    if main is None:
        return None
    classes: list[Column] = []
    numbers = _number(columns, main)
    for column in columns[: main.number]:
        if _is_tag(column, numbers):
            continue
        if _is_class(column, len(rows), main) and not (classes and _is_of_class(column, classes[-1])):
            classes.append(column)
    listing = main.holds.listing >= 0.3 * main.holds.filled
    listed = () if listing else tuple(column for column in columns if column.number > main.number and _is_list(column, main))
    taken = {column.number for column in (main, *classes, *listed)}
    beside = tuple(_as_prose(column) for column in columns if column.number not in taken and _prints(column))
    return ColumnRoles(main, tuple(classes), listed, numbers, beside)


def _main(columns: Sequence[Column], rows: int) -> Column | None:
    named = [column for column in columns if column.role == "name"]
    first = named[0].number if named else len(columns)
    able = [
        column
        for column in columns
        if (column.role == "name" or (column.role == "" and column.number < first and column.words)) and column.holds.worded
    ]
    full = [column for column in able if 2 * column.holds.filled >= rows and not column.holds.merged]
    for column in full:
        if column.holds.distinct >= 0.9 * column.holds.filled >= 0.75 * rows:
            return column
    if full:
        return full[-1]
    return named[-1] if named else None


def _is_class(column: Column, rows: int, main: Column) -> bool:
    if not column.holds.worded and not (column.role in NAMES and column.holds.filled):
        return False
    sure = column.role == "category" and column.trust == WHOLE
    if column.holds.alternates and not sure:
        return False
    if column.holds.distinct == 1 and column.holds.filled == rows > _CONSTANT and column.trust < WHOLE:
        return False
    if column.role in NAMES:
        return True
    if column.role == "" and main.holds.listing >= 0.5 * main.holds.filled:
        return True
    sparse = column.holds.merged > 0 or column.holds.filled < 0.7 * rows or column.holds.distinct < 0.7 * column.holds.filled
    return column.role in _CLASSING and sparse and column.holds.distinct < max(2, main.holds.distinct)


def _is_tag(column: Column, number: Column | None) -> bool:
    """Whether a column says of which field each row is: it is behind the number that counts the rows on, and is filled in each."""
    return (
        number is not None
        and number.number < column.number
        and column.role == "category"
        and not column.holds.merged
        and number.holds.distinct == number.holds.filled == column.holds.filled > column.holds.distinct
    )


def _is_of_class(column: Column, before: Column) -> bool:
    """Whether a column describes the class before it: by its head, or it has no more cells and no head that names things."""
    if column.role in ("description", "purpose", "target-group") and not column.classing:
        return True
    return column.holds.filled <= before.holds.filled and not (column.role in NAMES and column.trust == WHOLE)


def _is_list(column: Column, main: Column) -> bool:
    """Whether a column behind the main one names parts of what that names."""
    if column.role != "name" or not column.holds.worded:
        return False
    if column.holds.listing >= 0.3 * column.holds.filled:
        return True
    own = column.trust == 1.0 and column.holds.distinct >= 0.9 * column.holds.filled
    return own and main.role == "" and column.number == main.number + 1


def _number(columns: Sequence[Column], main: Column) -> Column | None:
    numbers = [column for column in columns if column.role == "number" and column.holds.filled]
    before = [column for column in numbers if column.number < main.number]
    return before[-1] if before else numbers[0] if numbers else None


def _prints(column: Column) -> bool:
    if column.role == "category":
        return column.holds.distinct > 1
    return column.role in _BESIDE or column.role == "name"


def _as_prose(column: Column) -> Column:
    """A column of names that lists nothing is read as a description."""
    return replace(column, role="description") if column.role == "name" else column
