"""The values of a field or a cell as details, by the concept of its heading."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from shisaku.model.details import (
    LAST_YEAR,
    NO_DETAILS,
    BudgetFigure,
    Details,
    Indicator,
    Passage,
    Purpose,
    TargetGroup,
)
from shisaku.reading.fields.amounts import cell_sums, declared_unit
from shisaku.reading.fields.field_lines import HEADER, PASSAGE, FieldLine
from shisaku.reading.fields.indicators import cell_value, indicator
from shisaku.reading.fields.organs import names
from shisaku.reading.fields.references import cell_references
from shisaku.reading.fields.responsibilities import in_charge
from shisaku.reading.fields.statuses import cell_status
from shisaku.reading.fields.stretch import FieldContext, Stretch
from shisaku.reading.fields.times import cell_time, find_times, is_deadline
from shisaku.reading.fields.years import fiscal_year_in

_PURPOSES = frozenset({"purpose", "vision", "mission", "value"})


def of_field(field: FieldLine, context: FieldContext) -> Details:
    """What a line with a label prints, the line among the places; nothing where its label opens components, or its value is the component."""
    heading = field.label.text + (f"({field.note.text})" if field.note.text else "")
    if field.role.scheme == HEADER:
        found = of_cell(field.role.concept, heading, field.value, context, passage=field.role.passage)
    elif field.role.scheme == PASSAGE and field.value.text:
        found = _prose(field.role.concept, field.value)
    else:
        return NO_DETAILS
    return replace(found, lines=(*found.lines, field.label.span)) if found != NO_DETAILS else found


def of_cell(
    concept: str, heading: str, value: Stretch, context: FieldContext, legend: Mapping[str, str] | None = None, passage: str = ""
) -> Details:
    """What a cell, or the value of a field, prints whose heading names `concept` of the scheme `header`; nothing for an empty one.

    `heading`: its words, from which a role, a unit, a year or the kind of a sum is taken. `legend`: what marks mean.
    """
    if not value.text.strip():
        return NO_DETAILS
    if concept == "status":
        status = cell_status(value, context, legend)
        return Details(statuses=(status,)) if status else NO_DETAILS
    if concept == "description":
        return _prose(passage, value)
    read = _READERS.get(concept)
    return read(heading, value, context) if read is not None else NO_DETAILS


def _prose(kind: str, value: Stretch) -> Details:
    words = value.trimmed()
    if kind in _PURPOSES:
        return Details(purposes=(Purpose("", words.text, words.span, kind),))
    return Details(description=(Passage(words.text, words.span, kind),))


def _department(heading: str, value: Stretch, context: FieldContext) -> Details:
    return Details(responsibilities=in_charge(value, context, context.named("role", _bare(heading))))


def _bare(heading: str) -> str:
    """A heading without what is in brackets behind it."""
    return heading.split("(")[0].split("（")[0].strip() or heading


def _budget(heading: str, value: Stretch, context: FieldContext) -> Details:
    unit = declared_unit(heading, context)
    found = cell_sums(value, replace(context, unit=unit) if unit is not None else context).values
    return Details(budget=tuple(_as_headed(figure, heading, context) for figure in found))


def _as_headed(figure: BudgetFigure, heading: str, context: FieldContext) -> BudgetFigure:
    """A sum with the kind and the year of the heading of its column, where it names none itself."""
    year = fiscal_year_in(heading, context)
    when = figure.when
    if when is None and year is not None and context.year != year[0].year:
        when = LAST_YEAR if context.year == year[0].year + 1 else year[0]
    words = heading if year is None else heading[: year[1]] + heading[year[2] :]
    kind = figure.kind or context.named("budget-kind", words) or context.named("budget-kind", _bare(words))
    return replace(figure, when=when, kind=kind)


def _last_year(heading: str, value: Stretch, context: FieldContext) -> Details:
    found = _budget(heading, value, context)
    return replace(found, budget=tuple(replace(figure, when=LAST_YEAR) for figure in found.budget))


def _deadline(heading: str, value: Stretch, context: FieldContext) -> Details:
    time = cell_time(value, context)
    return Details(deadlines=(time,)) if time is not None else NO_DETAILS


def _period(heading: str, value: Stretch, context: FieldContext) -> Details:
    time = cell_time(value, context)
    if time is None:
        return NO_DETAILS
    return Details(deadlines=(time,)) if is_deadline(value, context) else Details(periods=(time,))


def _indicator(heading: str, value: Stretch, context: FieldContext) -> Details:
    lines = [Stretch(text, start) for text, start in _lines(value)]
    found = [one for line in lines if (one := indicator(line, context, stated=True)) is not None]
    return Details(indicators=tuple(found))


def _lines(value: Stretch) -> list[tuple[str, int]]:
    """The lines of a cell, each with its place."""
    found, at = [], 0
    for line in value.text.split("\n"):
        piece = value.part(at, at + len(line))
        if piece.text:
            found.append((piece.text, piece.start))
        at += len(line) + 1
    return found


def _measured(kind: str) -> Callable[[str, Stretch, FieldContext], Details]:
    def read(heading: str, value: Stretch, context: FieldContext) -> Details:
        times = find_times(Stretch(heading), context)
        when = times[0].fiscal or replace(times[0].period, span=None) if times else None
        found = cell_value(value, context, kind, when)
        return Details(indicators=(Indicator(found.printed, found.span, values=(found,)),)) if found is not None else NO_DETAILS

    return read


def _reference(heading: str, value: Stretch, context: FieldContext) -> Details:
    return Details(references=cell_references(value, context, _bare(heading)))


def _target_group(heading: str, value: Stretch, context: FieldContext) -> Details:
    return Details(target_groups=tuple(TargetGroup(name.text, name.span) for name in names(value, context)))


def _purpose(heading: str, value: Stretch, context: FieldContext) -> Details:
    return _prose(context.named("passage-kind", _bare(heading)) or "purpose", value)


def _note(heading: str, value: Stretch, context: FieldContext) -> Details:
    return _prose("", value)


_READERS: Mapping[str, Callable[[str, Stretch, FieldContext], Details]] = {
    "department": _department,
    "budget": _budget,
    "last-year-budget": _last_year,
    "deadline": _deadline,
    "period": _period,
    "indicator": _indicator,
    "baseline": _measured("baseline"),
    "target": _measured("target"),
    "result": _measured("result"),
    "reference": _reference,
    "target-group": _target_group,
    "purpose": _purpose,
    "note": _note,
}
