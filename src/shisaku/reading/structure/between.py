"""What is between components: fields and prose of the component above, page artefacts, and what is not understood."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from shisaku.model.details import NO_DETAILS, BudgetFigure, Details, Passage
from shisaku.model.span import Span
from shisaku.reading.fields.amounts import find_sums, grouped, unit_in_short
from shisaku.reading.fields.beside import remark
from shisaku.reading.fields.field_lines import HEADER, FieldLine, field_line
from shisaku.reading.fields.field_values import of_cell, of_field
from shisaku.reading.fields.responsibilities import line_of_organs
from shisaku.reading.fields.stretch import FieldContext, Stretch, left_by
from shisaku.reading.items.background import is_sentence
from shisaku.reading.items.items import Item
from shisaku.reading.likelihood.remark_lines import DUTY, REMARK
from shisaku.reading.tables.row_values import all_added

_WAITING = frozenset({"department", "deadline", "period", "budget", "status", "target-group"})
"""Fields whose label may be alone, their value on the next line."""
_LONGEST_SUM = 80


@dataclass(slots=True)
class Between:
    """What is printed under a component, or before the first one, until the next component."""

    details: Details = NO_DETAILS
    """Details of the component above."""
    artefacts: list[Span] = field(default_factory=list)
    """Printed without meaning: labels of fields that hold nothing, notes, running heads."""


def between(items: Sequence[Item], text: str, lang: str, context: FieldContext, owned: bool) -> Between:
    """The details that `items` give of the component above them; `owned`: whether there is one."""
    found = Between()
    collected: list[Details] = []
    label: FieldLine | None = None
    for item in items:
        words = Stretch(text[item.span.start : item.span.end], item.span.start)
        if item.kind in ("artefact", "note") or _declares(item, context):
            found.artefacts.append(item.span)
            continue
        if item.kind == DUTY:
            continue  # of what is behind it
        if item.kind == REMARK:
            collected += [replace(remark(words, context), lines=(item.span,))] if owned else []
            label = None
            continue
        line = field_line(words, context, item.lead)
        if line is not None:
            if line.value.text:
                collected += [_of_line(line, item, context)] if owned else []
                label = None
            else:
                found.artefacts.append(item.span)
                label = line
            continue
        if owned and (organs := line_of_organs(words, context)):
            collected.append(Details(responsibilities=organs, lines=(item.span,)))
        elif owned and label is not None and label.role.scheme == HEADER and label.role.concept in _WAITING:
            collected.append(of_cell(label.role.concept, label.label.text, words, context))
            label = None
        elif owned and (figures := _sums_alone(words, context)):
            collected.append(Details(budget=figures, lines=(item.span,)))
        elif owned and is_sentence(item.words, lang):
            kind = label.role.passage if label is not None else ""
            collected.append(Details(description=(Passage(item.text, item.span, kind),)))
    found.details = all_added(collected)
    return found


def _declares(item: Item, context: FieldContext) -> bool:
    """Whether an item only declares a unit: （単位：千円）."""
    return item.text[0] in "(（[［〔【単" and unit_in_short(item.text, context) is not None


def _of_line(line: FieldLine, item: Item, context: FieldContext) -> Details:
    """The details of a field, its line accounted for."""
    value = of_field(line, context)
    return replace(value, lines=(*value.lines, item.span))


def _sums_alone(words: Stretch, context: FieldContext) -> tuple[BudgetFigure, ...]:
    """The sums of a line that prints nothing else."""
    if len(words.text) > _LONGEST_SUM:
        return ()
    sums = find_sums(words, context)
    rest = left_by(words, [one.figure.span for one in sums if one.figure.span] + [one.qualifier.span for one in sums])
    return grouped(sums) if sums and not rest else ()
