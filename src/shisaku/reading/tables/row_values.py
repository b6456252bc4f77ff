"""Details in the cells of a row beside its name, with exact places."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from shisaku.model.details import (
    LAST_YEAR,
    NO_DETAILS,
    BudgetFigure,
    Details,
    FiscalYear,
    Indicator,
    IndicatorValue,
    Passage,
    PrintedPeriod,
    Purpose,
    Responsibility,
    When,
    with_places,
)
from shisaku.model.span import Span
from shisaku.reading.fields.amounts import cell_sums
from shisaku.reading.fields.field_values import of_cell
from shisaku.reading.fields.indicators import cell_value
from shisaku.reading.fields.organs import is_organ
from shisaku.reading.fields.responsibilities import in_charge
from shisaku.reading.fields.stretch import FieldContext, Stretch
from shisaku.reading.fields.times import cell_time, is_deadline
from shisaku.reading.tables.cell_text import CellLine, CellText, joined
from shisaku.reading.tables.columns import MEASURED, MONEY, TICKED, Column
from shisaku.reading.tables.content import without_repetition
from shisaku.reading.tables.grid import GridCell

EMPTY_CELL = re.compile(r"[\s\-－―—–ー‐−…/*＊]*|(?i:n/?a|none|nil|なし|無|該当なし)")
"""What is in a cell that is left empty."""
_PROSE = {
    "description": "",
    "purpose": "purpose",
    "note": "",
    "result": "expected-result",
    "baseline": "situation",
    "target": "expected-result",
}
"""Roles of columns of prose, and what their passages are."""
_READ_AS_FIELDS = frozenset({"reference", "target-group", "status"})


def details_of(columns: Sequence[Column], cells: Sequence[GridCell | None], context: FieldContext) -> Details:
    """What the cells of these columns print, all together; a cell that is None is not looked at."""
    found = NO_DETAILS
    ticked: list[tuple[Column, GridCell]] = []
    measured: list[tuple[Column, GridCell]] = []
    named = [
        (column, cell) for column, cell in zip(columns, cells, strict=True) if cell is not None and column.role == "indicator"
    ]
    seen: set[int] = set()
    for column, cell in zip(columns, cells, strict=True):
        if cell is None or id(cell) in seen or EMPTY_CELL.fullmatch(cell.text):
            continue
        seen.add(id(cell))
        if column.role == TICKED:
            ticked.append((column, cell))
        elif column.role in MEASURED and (named or (column.role != "result" and _has_figure(cell))):
            measured.append((column, cell))
        elif column.role == "indicator":
            continue
        else:
            found = added(found, _of_cell(column, cell, context))
    if named:
        found = replace(found, indicators=(*found.indicators, *_indicators(named, measured, context)))
    elif measured:
        found = replace(found, indicators=(*found.indicators, *_unnamed(measured, context)))
    if ticked:
        found = replace(found, periods=(*found.periods, _ticked(ticked)))
    return replace(found, budget=_own_first(found.budget))


def _has_figure(cell: GridCell) -> bool:
    return any(letter.isdigit() for letter in cell.text)


def added(first: Details, second: Details) -> Details:
    """Both, one behind the other."""
    return first if second == NO_DETAILS else second if first == NO_DETAILS else all_added((first, second))


def all_added(found: Iterable[Details]) -> Details:
    """All of them, one behind the other."""
    present = [one for one in found if one != NO_DETAILS]
    if len(present) < 2:
        return present[0] if present else NO_DETAILS
    return Details(
        purposes=tuple(one for details in present for one in details.purposes),
        description=tuple(one for details in present for one in details.description),
        kind=next((details.kind for details in present if details.kind), None),
        tags=tuple(one for details in present for one in details.tags),
        responsibilities=tuple(one for details in present for one in details.responsibilities),
        target_groups=tuple(one for details in present for one in details.target_groups),
        periods=tuple(one for details in present for one in details.periods),
        deadlines=tuple(one for details in present for one in details.deadlines),
        indicators=tuple(one for details in present for one in details.indicators),
        budget=_together([details.budget for details in present]),
        statuses=tuple(one for details in present for one in details.statuses),
        references=tuple(one for details in present for one in details.references),
        identifiers=tuple(one for details in present for one in details.identifiers),
        lines=tuple(one for details in present for one in details.lines),
    )


def without_repeated(details: Details, before: Details) -> Details:
    """`details` without those in charge, tags, times, statuses and references that `before` has in the same words."""
    charge = {one.printed for one in before.responsibilities}
    times = {one.printed for one in (*before.deadlines, *before.periods)}
    printed = {one.printed for one in before.statuses} | {one.printed for one in before.references}
    return replace(
        details,
        responsibilities=tuple(one for one in details.responsibilities if one.printed not in charge),
        tags=tuple(one for one in details.tags if one not in before.tags),
        deadlines=tuple(one for one in details.deadlines if one.printed not in times),
        periods=tuple(one for one in details.periods if one.printed not in times),
        statuses=tuple(one for one in details.statuses if one.printed not in printed),
        references=tuple(one for one in details.references if one.printed not in printed),
    )


def _together(budgets: Iterable[tuple[BudgetFigure, ...]]) -> tuple[BudgetFigure, ...]:
    """Sums one behind the other; those by source are parts of the sum of the same year before them."""
    found: list[BudgetFigure] = []
    whole = -1
    for figures in budgets:
        if whole >= 0 and figures and all(figure.funding_source for figure in figures):
            found[whole] = replace(found[whole], parts=found[whole].parts + figures)
            continue
        own = [at for at, figure in enumerate(figures, start=len(found)) if figure.when is None and not figure.funding_source]
        whole = own[-1] if own else whole
        found += figures
    return tuple(found)


def _own_first(budget: tuple[BudgetFigure, ...]) -> tuple[BudgetFigure, ...]:
    """The sums, that of the plan's own year first."""
    return tuple(sorted(budget, key=lambda figure: figure.when is not None))


def _of_cell(column: Column, cell: GridCell, context: FieldContext) -> Details:
    role = column.role
    if role in _PROSE:
        return _prose(role, cell)
    words = _words(cell, role, context)
    if role == "status":
        words = words.part(0, _length_once(words.text))
    value = Stretch(words.text)
    if role in MONEY:
        made = Details(budget=tuple(_figures(column, value, context)))
    elif role == "department":
        made = Details(responsibilities=_in_charge(column, value, context))
    elif role in ("deadline", "period"):
        made = _time(role, value, context)
    elif role == "category":
        return Details(tags=(words.text,), lines=cell.spans)
    elif role in _READ_AS_FIELDS:
        made = of_cell(role, column.words.text, value, context)
    else:
        return NO_DETAILS
    placed = with_places(made, lambda span: moved(words, span))
    return replace(placed, lines=cell.spans)


def _length_once(text: str) -> int:
    """Letters of `text` until it begins to repeat itself."""
    once = len(without_repetition(text).split())
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    return ends[once - 1] if 0 < once < len(ends) else len(text)


def moved(words: CellText, span: Span) -> Span:
    """Where in the document a stretch of `words` is."""
    return Span(words.places[span.start], words.places[span.end - 1] + 1)


def _words(cell: GridCell, role: str, context: FieldContext) -> CellText:
    """The words of a cell, with a line break where a paragraph of it ends, or one name in a column of names."""
    runs: list[list[CellLine]] = []
    for piece in cell.pieces:
        if not runs or piece.hard or (role == "department" and _both_names(runs[-1], piece, context)):
            runs.append([piece])
        else:
            runs[-1].append(piece)
    text: list[str] = []
    places: list[int] = []
    for run in runs:
        part = joined(run)
        if text:
            text.append("\n")
            places.append(places[-1])
        text.append(part.text)
        places.extend(part.places)
    return CellText("".join(text), tuple(places))


def _both_names(run: Sequence[CellLine], piece: CellLine, context: FieldContext) -> bool:
    """Whether a line is a name of its own, and so is what is above it."""
    above = joined(run).text
    return is_organ(above, context) and is_organ(piece.text, context) and len(piece.text) > 2


def _figures(column: Column, value: Stretch, context: FieldContext) -> Iterator[BudgetFigure]:
    held = replace(context, unit=column.unit) if column.unit is not None else context
    for figure in cell_sums(value, held).values:
        made = replace(figure, kind=figure.kind or column.kind, funding_source=figure.funding_source or column.source)
        if made.when is None:
            made = replace(made, when=_when(column, context))
        yield made


def _when(column: Column, context: FieldContext) -> When | None:
    """The year of a column of sums; None for that of the plan."""
    if column.role == "last-year-budget":
        return LAST_YEAR
    if column.year is None or context.year is None or column.year.year == context.year:
        return None
    return LAST_YEAR if column.year.year == context.year - 1 else column.year


def _in_charge(column: Column, value: Stretch, context: FieldContext) -> tuple[Responsibility, ...]:
    """Those in charge; a cell with a list in brackets is left whole, since who is whose is not printed."""
    inside = re.search(r"[（(][^）)]*[,，、;；/／][^）)]*[）)]", value.text)
    if (
        inside
        and not re.search(r"[:：]", value.text)
        and not any(is_organ(part, context) for part in re.split(r"[（(]", value.text)[:1])
    ):
        flat = " ".join(value.text.split())
        return (Responsibility(flat, value.span, column.responsible),)
    return in_charge(value, context, column.responsible)


def _time(role: str, value: Stretch, context: FieldContext) -> Details:
    time = cell_time(value, context)
    if time is None:
        return NO_DETAILS
    return Details(deadlines=(time,)) if role == "deadline" or is_deadline(value, context) else Details(periods=(time,))


def _prose(role: str, cell: GridCell) -> Details:
    """Paragraphs and items of a cell of prose, each a passage; a purpose where its column is for one."""
    passages = [entry.words for entry in cell.entries]
    if role == "purpose" and len(passages) == 1:
        words = passages[0]
        return Details(purposes=(Purpose("", words.text, words.span),))
    kind = "" if role == "purpose" else _PROSE[role]
    return Details(description=tuple(Passage(words.text, words.span, kind) for words in passages if words))


def _indicators(
    named: Iterable[tuple[Column, GridCell]], measured: Sequence[tuple[Column, GridCell]], context: FieldContext
) -> tuple[Indicator, ...]:
    """Indicators of a cell that names them, with the values of the columns beside it where it names one."""
    made: list[Indicator] = []
    for _, cell in named:
        entries = [entry.words for entry in cell.entries if not EMPTY_CELL.fullmatch(entry.words.text)]
        if measured and len(entries) > 1 and not any(entry.depth for entry in cell.entries):
            entries = [cell.words]
        made.extend(Indicator(words.text, words.span) for words in entries)
    values = tuple(value for column, cell in measured if (value := measured_value(column, cell, context)) is not None)
    if made and values:
        made[0] = replace(made[0], values=values)
    return tuple(made)


def _unnamed(measured: Sequence[tuple[Column, GridCell]], context: FieldContext) -> tuple[Indicator, ...]:
    """One indicator of values that no column names, called by the head of the first; none where that has no head."""
    values = tuple(value for column, cell in measured if (value := measured_value(column, cell, context)) is not None)
    heads = [column.words for column, _ in measured if column.words]
    return (Indicator(heads[0].text, heads[0].span, values=values),) if values and heads else ()


def measured_value(column: Column, cell: GridCell, context: FieldContext) -> IndicatorValue | None:
    """The value of an indicator that a cell prints, with the kind and the year of its column."""
    when: FiscalYear | None = column.year
    value = cell_value(Stretch(cell.text), context, column.role, when)
    return with_places(value, lambda span: moved(cell.words, span)) if value is not None else None


def _ticked(ticked: Sequence[tuple[Column, GridCell]]) -> PrintedPeriod:
    """The period from the first to the last year that a mark is under."""
    first, last = ticked[0], ticked[-1]
    printed = first[0].words.text if len(ticked) == 1 else f"{first[0].words.text}-{last[0].words.text}"
    return PrintedPeriod(printed, Span(first[1].words.span.start, last[1].words.span.end), precision="fiscal-year")
