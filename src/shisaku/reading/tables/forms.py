"""Forms: the names of fields are in the first column, or before each value, and the values beside them are of one project, or of several."""

from collections.abc import Sequence
from dataclasses import dataclass

from shisaku.model.details import Details
from shisaku.reading.fields.stretch import FieldContext
from shisaku.reading.found import Found
from shisaku.reading.tables import content
from shisaku.reading.tables.cell_labels import Habit, labelled, raw_of
from shisaku.reading.tables.columns import Column, headed
from shisaku.reading.tables.grid import Grid, GridCell
from shisaku.reading.tables.header_words import ENDING, HeaderWords
from shisaku.reading.tables.row_values import added, details_of

_LONGEST_FIELD = 30
_FEWEST, _MOST_WIDE = 3, 8


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form."""

    column: Column
    """The role of its name."""
    values: tuple[GridCell | None, ...]
    """Its values, one for each project."""


def form_of(grid: Grid, vocabulary: HeaderWords, context: FieldContext) -> tuple[Field, ...] | None:
    """The fields of a form; None where the table is none."""
    if grid.width < 2 or grid.width > _MOST_WIDE:
        return None
    first = list(grid.rows[0].own()) if grid.rows else []
    if len(first) > 2 and all(_is_name(cell, vocabulary) for cell in first):
        return None
    fields: list[Field] = []
    several = _is_transposed(grid, vocabulary)
    names = texts = 0
    for row in grid.rows:
        cells = list(row.own())
        if several:
            pairs = [(cells[0], tuple(row.cells[1:]))] if cells and cells[0] is row.cells[0] else []
        else:
            pairs = [(first, (second,)) for first, second in zip(cells[::2], cells[1::2], strict=False)]
        for name, values in pairs:
            texts += 1
            if not _is_name(name, vocabulary):
                continue
            names += 1
            fields.append(Field(headed(0, [name], vocabulary, context), values))
    roles = {field.column.role for field in fields}
    enough = len(fields) >= _FEWEST and names >= 0.6 * max(1, texts) and len(roles) >= _FEWEST
    return tuple(fields) if enough and "name" in roles else None


def _is_name(cell: GridCell, vocabulary: HeaderWords) -> bool:
    found = vocabulary.match("header", cell.text) if len(cell.text) <= _LONGEST_FIELD else None
    return found is not None and found.trust >= ENDING


def _is_transposed(grid: Grid, vocabulary: HeaderWords) -> bool:
    """Whether each column behind the first is a project of its own: its names differ, and its fields are filled alike."""
    if grid.width < 3:
        return False
    later = [cell for number in range(1, grid.width) for cell in grid.column(number)]
    if any(
        _is_name(cell, vocabulary) for cell in later if cell.columns == 1 and content.kind_of(cell, vocabulary) != content.STATUS
    ):
        return False
    wide = sum(1 for row in grid.rows if len(list(row.own())) == grid.width)
    return wide >= 0.7 * len(grid.rows)


def found_in_form(fields: Sequence[Field], exists: float, context: FieldContext) -> tuple[Found, ...]:
    """The projects of a form, with what its other fields print."""
    name = next(field for field in fields if field.column.role == "name")
    made: list[Found] = []
    for at, cell in enumerate(name.values):
        raw = raw_of(cell.entries) if cell is not None else None
        if raw is None:
            continue
        details = Details()
        number = None
        for field in fields:
            value = field.values[at] if at < len(field.values) else None
            if field is name or value is None or not value.text:
                continue
            if field.column.role == "number" and len(value.text) <= 24:
                number = number or value.words
            details = added(details, details_of([field.column], [value], context))
        label = labelled(raw, Habit(), number, context)
        made.append(
            Found(
                label.label,
                label.span,
                label.printed,
                label.marks,
                added(label.details, details),
                exists=exists,
                restated=label.restated,
            )
        )
    return tuple(made)
