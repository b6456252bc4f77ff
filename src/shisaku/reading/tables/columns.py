"""The role of each column of a table: by the words at its head, checked against its cells; by its cells where it has no head."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shisaku.model.details import FiscalYear
from shisaku.reading.fields.amounts import declared_unit
from shisaku.reading.fields.stretch import FieldContext, Unit, plain
from shisaku.reading.fields.years import fiscal_year_in
from shisaku.reading.tables import content
from shisaku.reading.tables.cell_text import NO_WORDS, CellText
from shisaku.reading.tables.content import NOTHING, Content, content_of
from shisaku.reading.tables.grid import Grid, GridCell
from shisaku.reading.tables.header_words import BEGINNING, ENDING, NO_MATCH, WHOLE, HeaderWords, Match, bare
from shisaku.reading.tables.headers import Header

NAMES = frozenset({"name", "category"})
"""Roles of columns that hold components, or classes of them."""
MONEY = frozenset({"budget", "last-year-budget", "funding-source"})
"""Roles of columns that hold sums."""
MEASURED = frozenset({"baseline", "target", "result"})
"""Roles of columns that hold values of indicators."""
ROLES = (
    "number",
    "name",
    "category",
    "department",
    "budget",
    "last-year-budget",
    "funding-source",
    "deadline",
    "period",
    "indicator",
    "unit",
    "baseline",
    "target",
    "result",
    "status",
    "purpose",
    "description",
    "reference",
    "target-group",
    "note",
    "account",
    "change",
    "quantity",
    "person",
    "schedule",
)
"""What a column may hold: the concepts of the header words, and those of the table words that columns have."""
IDLE = "none"
"""Role of a column without meaning, set by an override."""
TICKED = "ticked"
"""Role of a column under a year, in which a mark means that something is done in it."""
_COLUMN_WORDS = frozenset({"category", "account", "change", "quantity", "person", "schedule", "before", "after"})
_MAY_NAME = frozenset({"", "description", "purpose", "category", "target-group", "result", "baseline"})
_LONGEST_STATUS = 24
"""Letters of a status that no scheme names, on average."""
_FIGURES = (content.FIGURE, content.COUNT, content.PERCENT)


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and what it holds."""

    number: int
    """Its place in the grid."""
    role: str = ""
    """A concept of the header words, or one of the table words category, account, change, quantity, person, schedule; `TICKED`; empty."""
    trust: float = 0.0
    """How sure the role is, 0 to 1."""
    words: CellText = NO_WORDS
    """The words at its head, the lowest ones; empty for a column without."""
    above: str = ""
    """The words of the head above these, for a column under a spanning head."""
    kind: str = ""
    """Of sums, their budget kind."""
    source: str = ""
    """Of sums, their funding source."""
    year: FiscalYear | None = None
    """The year that its head names."""
    unit: Unit | None = None
    """The unit of its bare figures, where its head declares one."""
    responsible: str = ""
    """Of those in charge, their role."""
    classing: bool = False
    """Whether its head may also name classes of what is right of it: 施策の方向性."""
    holds: Content = NOTHING
    """What its cells look like."""


def columns_of(
    grid: Grid, header: Header | None, body: Sequence[int], vocabulary: HeaderWords, context: FieldContext
) -> tuple[Column, ...]:
    """The columns of a table whose heads are `header` and whose other rows are `body`."""
    part = Grid(tuple(grid.rows[at] for at in body), grid.width)
    found: list[Column] = []
    for number in range(grid.width):
        holds = content_of((cell for cell in part.column(number) if cell.columns < max(2, grid.width)), vocabulary)
        path = _path(grid, header, number)
        column = headed(number, path, vocabulary, context) if path else Column(number)
        found.append(replace(column, holds=holds))
    checked = [_checked(column, vocabulary) for column in found]
    return _resolved(checked, len(body), context.unit is not None)


def _path(grid: Grid, header: Header | None, number: int) -> list[GridCell]:
    """The heads over a column, from the top, without those that extend over the whole table."""
    path: list[GridCell] = []
    for at in range(header.first, header.first + header.depth) if header else ():
        cell = grid.rows[at].cells[number]
        if cell is not None and cell.text and cell not in path and not (cell.columns >= grid.width > 2):
            path.append(cell)
    return path


def headed(number: int, path: Sequence[GridCell], vocabulary: HeaderWords, context: FieldContext) -> Column:
    """A column by the heads above it, from the top."""
    lowest, above = path[-1], path[0].text if len(path) > 1 else ""
    words = " ".join(cell.text for cell in path)
    named = fiscal_year_in(plain(lowest.text), context) or (fiscal_year_in(plain(above), context) if above else None)
    match = _match(lowest.text, vocabulary)
    upper = _match(above, vocabulary) if above else NO_MATCH
    if upper.concept == "account" and match.concept in ("", "category", "name"):
        match = upper
    kind = _kind(lowest.text, vocabulary) or (_kind(above, vocabulary) if above else "")
    source = vocabulary.match("funding-source", lowest.text)
    made = Column(number, match.concept, match.trust, lowest.words, above, year=named[0] if named else None)
    classing = vocabulary.whole("table-word", bare(lowest.text)) == "category"
    made = replace(made, unit=declared_unit(words, context), classing=classing)
    if upper.concept == "funding-source" and source.concept:
        return replace(made, role="funding-source", trust=1.0, source=source.concept)
    if upper.concept == "funding-source" and not match.concept:
        return replace(made, role="funding-source", trust=0.7)
    if source.concept and source.trust >= (
        1.0 if match.concept in ("note", "funding-source") else ENDING if not match.concept else 2.0
    ):
        return replace(made, role="funding-source", trust=0.8 * source.trust, source=source.concept)
    if not match.concept and not upper.concept and made.unit is not None:
        return replace(made, role="budget", trust=0.8, kind=kind)
    if match.concept in MONEY or (kind and not match.concept):
        role = match.concept or "budget"
        return replace(made, role=role, trust=max(match.trust, ENDING), kind=kind)
    if named and (not match.concept or not bare(lowest.text) or match.concept == "period") and upper.concept:
        role = TICKED if upper.concept == "period" else upper.concept
        return replace(made, role=role, trust=upper.trust, kind=kind)
    if not match.concept and upper.concept:
        return replace(made, role=upper.concept, trust=upper.trust * 0.8)
    if match.concept == "department":
        part = vocabulary.match("role", lowest.text)
        return replace(made, responsible=part.concept if part.trust >= ENDING else "")
    return made


def _match(text: str, vocabulary: HeaderWords) -> Match:
    """The concept of a head, of the header words or of the table words, whichever match is longer."""
    found, other = vocabulary.match("header", text), vocabulary.match("table-word", text)
    if other.concept in ("total", "subtotal") and not found.concept:
        return Match("budget", other.trust, other.length)
    if other.concept in _COLUMN_WORDS and (other.trust, other.length) > (found.trust, found.length):
        return other
    return found


def _kind(text: str, vocabulary: HeaderWords) -> str:
    found = vocabulary.match("budget-kind", text)
    if found.trust >= ENDING:
        return found.concept
    rest = bare(text)[found.length :] if found.trust == BEGINNING else ""
    return found.concept if rest and vocabulary.whole("header", rest) == "budget" else ""


def _checked(column: Column, vocabulary: HeaderWords) -> Column:
    """A column whose role its cells bear out; without the role where they speak against it."""
    holds, role = column.holds, column.role
    if not holds.filled:
        return column
    figures = holds.share(*_FIGURES)
    wrong = (
        (role in MONEY and holds.digits < 0.2 and holds.unpriced < 0.5 and (column.trust < 1.0 or holds.usual > 12))
        or (role == "number" and holds.usual > 30)
        or (
            role in ("name", "description", "purpose", "department", "category")
            and figures > 0.8
            and not (role == "category" and holds.usual < 4)
        )
        or (
            role == "status"
            and holds.share(content.STATUS, content.TICK, content.CODE, content.PERCENT, content.COUNT) < 0.3
            and holds.usual > 8
            and not (column.trust == WHOLE and holds.usual <= _LONGEST_STATUS and 2 * holds.distinct <= holds.filled)
        )
        or (role in ("baseline", "target") and holds.digits < 0.4 and holds.usual > 8)
        or (role in ("period", "deadline") and column.trust < ENDING and holds.share(content.TIME) < 0.3)
        or (role in ("change", "quantity", "account") and holds.share(content.LONG) > 0.5)
        or (role == "name" and column.trust <= BEGINNING and holds.share(content.STATUS, content.TICK, content.TIME) > 0.5)
    )
    if wrong:
        column = replace(column, role="", trust=0.0)
    if not column.role and column.words:
        return _by_content(column, headed=True)
    return column


def _by_content(column: Column, headed: bool) -> Column:
    """A column by what its cells look like; one with a head of unknown meaning is left alone where it is of words."""
    holds = column.holds
    if holds.share(content.STATUS) >= 0.6:
        return replace(column, role="status", trust=0.8)
    if holds.share(content.OWNER) >= 0.6:
        return replace(column, role="department", trust=0.8)
    if holds.share(content.TIME) >= 0.7:
        return replace(column, role="deadline", trust=0.6)
    if not headed and holds.share(content.CODE) >= 0.6 and holds.filled:
        return replace(column, role="department", trust=0.6)
    return column


def _resolved(columns: Sequence[Column], rows: int, money: bool) -> tuple[Column, ...]:
    """The columns, those without heads by their cells, and with a name among them if there is any.

    `money`: whether the lines above declare a unit.
    """
    found = [_by_content(column, headed=False) if not column.role and not column.words else column for column in columns]
    if not any(column.role == "name" for column in found):
        best = _unnamed(found, rows)
        if best is not None:
            found[best] = replace(found[best], role="name", trust=0.5)
    first = next((at for at, column in enumerate(found) if column.role == "name"), None)
    if first is not None and not any(column.role == "number" for column in found):
        for at in range(first):
            if found[at].role == "" and found[at].holds.share(content.COUNT) >= 0.8:
                found[at] = replace(found[at], role="number", trust=0.7)
    behind = first if first is not None else len(found)
    for at, column in enumerate(found):
        if not column.role and not column.words and at > behind and column.holds.worded:
            found[at] = replace(column, role="description", trust=0.6)
    figures = [
        at for at, column in enumerate(found) if at > behind and not column.role and column.holds.share(content.FIGURE) >= 0.8
    ]
    if money and len(figures) == 1 and not any(column.words for column in found):
        found[figures[0]] = replace(found[figures[0]], role="budget", trust=0.6)
    return tuple(found)


def _unnamed(columns: Sequence[Column], rows: int) -> int | None:
    """The column that names the rows where no head says so: the first of words, if possible one that is alike in no two rows."""
    worded = [column for column in columns if column.holds.worded and column.holds.filled * 2 >= rows and not column.holds.merged]
    able = [column for column in worded if column.role in _MAY_NAME]
    own = [column for column in able if column.holds.distinct >= 0.9 * column.holds.filled]
    if own and own[0].role == "category" and own[0].trust == WHOLE:
        return next((column.number for column in own[1:] if column.holds.share(content.LONG) <= 0.5), own[0].number)
    return own[0].number if own else able[0].number if able else None
