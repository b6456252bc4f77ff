"""The unit of bare figures in columns of sums where none is declared."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from shisaku.reading.fields.money import number_of
from shisaku.reading.fields.stretch import FieldContext, Unit
from shisaku.reading.tables.columns import MONEY, Column
from shisaku.reading.tables.grid import TableRow

_WHOLE_YEN = 2_000_000
"""Half of the sums of a table are more than this where they are in yen; lists of projects give them in thousands else."""


def guessed_unit(
    columns: Sequence[Column], rows: Sequence[TableRow], context: FieldContext
) -> tuple[tuple[Column, ...], FieldContext]:
    """The columns, those of sums with the unit of one of them; and the unit of figures for which none is declared.

    In yen, a table without a unit is in thousands unless its figures are large: so budgets of Japanese municipalities are printed.
    Elsewhere they are whole.
    """
    money = [column for column in columns if column.role in MONEY]
    stated = next((column.unit for column in money if column.unit is not None), None)
    unit = context.unit or stated
    if unit is None and money:
        figures = sorted(_figures(money, rows))
        currency = context.profile.currency or "JPY"
        factor = 1
        if currency == "JPY" and figures and figures[len(figures) // 2] < _WHOLE_YEN:
            factor = 1000
        unit = Unit(Decimal(factor), currency)
    if unit is None:
        return tuple(columns), context
    return tuple(columns), replace(context, unit=unit)


def _figures(money: Sequence[Column], rows: Sequence[TableRow]) -> list[Decimal]:
    found = []
    for column in money:
        for row in rows:
            cell = row.cells[column.number]
            digits = "".join(letter for letter in cell.text if letter.isdigit() or letter in ",.") if cell is not None else ""
            if any(letter.isdigit() for letter in digits):
                found.append(number_of(digits.strip(",."), False))
    return found
