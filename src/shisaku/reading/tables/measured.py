"""Tables whose rows are indicators."""

from collections.abc import Sequence

from shisaku.model.details import Indicator
from shisaku.reading.fields.stretch import FieldContext
from shisaku.reading.tables.columns import MEASURED, Column
from shisaku.reading.tables.grid import TableRow
from shisaku.reading.tables.row_values import measured_value


def indicators_of(columns: Sequence[Column], rows: Sequence[TableRow], context: FieldContext) -> tuple[Indicator, ...]:
    """The indicator of each row that names one, with its unit, its number and its values."""
    name = next(column for column in columns if column.role == "indicator")
    unit = next((column for column in columns if column.role == "unit"), None)
    number = next((column for column in columns if column.role == "number"), None)
    found: list[Indicator] = []
    for row in rows:
        cell = row.cells[name.number]
        if cell is None or cell.row != row.index or not cell.text:
            continue
        values = [
            measured_value(column, value, context)
            for column in columns
            if column.role in MEASURED and (value := row.cells[column.number]) is not None and value.text and value is not cell
        ]
        counted = row.cells[unit.number] if unit is not None else None
        printed = row.cells[number.number] if number is not None else None
        found.append(
            Indicator(
                cell.text,
                cell.words.span,
                unit=counted.text if counted is not None else "",
                values=tuple(value for value in values if value is not None),
                printed_number=printed.text if printed is not None else "",
            )
        )
    return tuple(found)
