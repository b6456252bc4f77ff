"""The kind of a table: a list of projects or actions, indicators, statistics, a calendar, a list of people, contents, a legend, a layout."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from shisaku.messages import Message
from shisaku.reading.tables import content
from shisaku.reading.tables.column_roles import ColumnRoles
from shisaku.reading.tables.columns import MEASURED, MONEY, TICKED, Column
from shisaku.reading.tables.grid import GridCell, TableRow
from shisaku.reading.tables.header_words import ENDING, WHOLE, HeaderWords
from shisaku.reading.tokens.numbering import number_at_head

TableKind = Literal[
    "projects",
    "actions",
    "indicators",
    "statistics",
    "schedule",
    "members",
    "contents",
    "legend",
    "form",
    "comparison",
    "past",
    "costs",
    "layout",
    "unknown",
]
KINDS: tuple[TableKind, ...] = get_args(TableKind)
"""All kinds of tables."""
HOLDING = frozenset({"projects", "actions", "form"})
"""Kinds of tables that hold components."""
_BRACKETS = re.compile(r"[（(【\[〔＜<]([^）)】\]〕＞>]{1,30})[）)】\]〕＞>]")
_TAG = re.compile(r"[（(【\[〔＜<]([^）)】\]〕＞>]{1,6})[）)】\]〕＞>]")
_LEAST_TAGGED, _SHARE_TAGGED = 2, 0.3
"""Names that bear a tag from which the rows are things that are funded, not what figures are about."""
_DONE = frozenset({"executed", "carried-in", "carried-out"})
_REASONS: dict[TableKind, Message] = {
    "projects": Message("reading-has-columns-projects-sums"),
    "actions": Message("reading-has-column-measures-actions"),
    "indicators": Message("reading-rows-indicators"),
    "statistics": Message("reading-figures-without-columns-owners-descriptions"),
    "schedule": Message("reading-calendar-meetings-events"),
    "members": Message("reading-lists-people"),
    "contents": Message("reading-table-contents"),
    "legend": Message("reading-explains-signs-words"),
    "form": Message("reading-form-whose-first-column-holds"),
    "comparison": Message("reading-shows-what-held-before-change"),
    "past": Message("reading-lists-sums-carried-over-spent"),
    "costs": Message("reading-gives-sums-what-table-before"),
    "layout": Message("reading-only-places-prose"),
    "unknown": Message("reading-nothing-tells-what"),
}
_SPEAKS = 1.5
"""Evidence for a list of components that is none of people, meetings or symbols, whatever words are above it."""
_STEPS = ((1.9, 0.95), (1.5, 0.92), (1.15, 0.87), (0.95, 0.75), (0.8, 0.6))
"""Probability that a table lists components, by the evidence for it: shares counted on documents that were looked at, a little less."""


@dataclass(frozen=True, slots=True)
class JudgedTable:
    """What a table is."""

    kind: TableKind
    """Its kind."""
    probability: float
    """How sure that is, 0 to 1."""
    reason: Message
    """The evidence for it."""
    holds: float = 0.0
    """How sure it is that its rows are components of the plan."""


def judged(kind: TableKind, probability: float, holds: float = 0.0) -> JudgedTable:
    """A table of that kind."""
    return JudgedTable(kind, probability, _REASONS[kind], holds)


def judge(
    columns: Sequence[Column],
    roles: ColumnRoles | None,
    rows: Sequence[TableRow],
    captions: Sequence[str],
    vocabulary: HeaderWords,
) -> JudgedTable:
    """What a table is, by its columns, its rows and the lines above it."""
    captioned = caption_words(captions, vocabulary)
    if not rows or not columns:
        return judged("layout", 0.8)
    if len(columns) == 1 or _is_prose(columns, rows):
        return judged("layout", 0.85)
    if "before" in captioned and "after" not in captioned:
        return judged("comparison", 0.9)
    if "contents" in captioned or _is_contents(columns, rows):
        return judged("contents", 0.9)
    held = {column.role for column in columns}
    heads = [vocabulary.match("table-word", one.words.text) for one in columns if one.words and one.role not in MONEY]
    captioned |= {head.concept for head in heads if head.trust == WHOLE and head.concept == "debt"}
    score = support(columns, roles, rows, vocabulary)
    if ("legend" in captioned and len(rows) < 20 and score < _SPEAKS) or _is_legend(columns, rows):
        return judged("legend", 0.85)
    if len(rows) == 1 and score < _STEPS[-1][0] and not any(column.words for column in columns):
        return judged("layout", 0.8)
    if "person" in held and score < _SPEAKS:
        return judged("members", 0.85)
    if "schedule" in held and score < _SPEAKS:
        return judged("schedule", 0.85)
    if _is_schedule(columns, score):
        return judged("schedule", 0.75)
    if "indicator" in held and held & MEASURED and not _is_strong(roles, vocabulary):
        return judged("indicators", 0.93)
    if held & MONEY and _is_past(captions, vocabulary, columns):
        return judged("past", 0.8, min(0.45, next((sure for least, sure in _STEPS if score >= least), 0.3)))
    if _is_statistics(columns, roles, rows, score, "debt" in captioned, vocabulary):
        return judged("statistics", 0.9 if score < 0.8 else 0.75)
    holds = next((sure for least, sure in _STEPS if score >= least), 0.3)
    if roles is None or holds < 0.5:
        return judged("unknown", 0.6, holds if roles is not None else 0.0)
    if captioned & {"debt", "schedule", "person"}:
        holds = min(0.6, holds)
    kind: TableKind = "projects" if held & MONEY else "actions"
    return judged(kind, holds, holds)


def caption_words(captions: Sequence[str], vocabulary: HeaderWords) -> frozenset[str]:
    """The kinds that the lines above a table name: table words that they are, end in, or hold in brackets."""
    found: set[str] = set()
    for line in captions:
        number = number_at_head(line)
        words = line[number.length :] if number is not None else line
        match = vocabulary.match("table-word", words) if len(words) <= 40 else None
        if match is not None and match.trust >= ENDING:
            found.add(match.concept)
        found.update(concept for inside in _BRACKETS.findall(line) if (concept := vocabulary.whole("table-word", inside)))
    return frozenset(found)


def support(columns: Sequence[Column], roles: ColumnRoles | None, rows: Sequence[TableRow], vocabulary: HeaderWords) -> float:
    """The evidence for a list of components, as a number: a name that shows it, owners, times, sums, numbers, descriptions."""
    if roles is None:
        return 0.0
    held = {column.role for column in columns if column.holds.filled}
    score = _name_strength(roles, vocabulary)
    score += 0.8 * ("department" in held) + 0.4 * bool(held & {"deadline", "period", TICKED}) + 0.45 * ("status" in held)
    score += 0.35 * bool(held & MONEY) + 0.25 * ("last-year-budget" in held or "funding-source" in held)
    score += (
        0.35 * (bool(held & {"description", "purpose"}) or any(column.role == "description" for column in roles.beside))
        + 0.3 * ("number" in held or _is_counted(roles, rows))
        + 0.3 * ("indicator" in held)
    )
    score += 0.2 * bool(roles.classes) + 0.2 * ("account" in held)
    if roles.main.holds.listing or any(column.holds.listing for column in roles.listed):
        score += 0.35
    score += 0.5 * _is_tagged(roles, rows, vocabulary)
    if not any(column.words for column in columns):
        score -= 0.15
    if _is_unspoken(roles, held, vocabulary):
        score -= 0.3
    return score


def _name_strength(roles: ColumnRoles, vocabulary: HeaderWords) -> float:
    strongest = 0.0
    for column in (roles.main, *roles.listed, *roles.classes):
        if not column.words:
            strongest = max(strongest, 0.25)
            continue
        kind = vocabulary.match("kind", column.words.text)
        if kind.concept and kind.concept not in ("heading", "principle", "chapter") and column.role == "name":
            strongest = max(strongest, 1.0 if column.trust > 0.6 or kind.trust >= ENDING else 0.7)
        elif vocabulary.match("table-word", column.words.text).concept == "thing":
            strongest = max(strongest, 0.3)
        elif column.role == "name":
            strongest = max(strongest, 0.75 if column.trust >= ENDING else 0.3)
        elif column.role == "category":
            strongest = max(strongest, 0.2)
    return strongest


def _is_tagged(roles: ColumnRoles, rows: Sequence[TableRow], vocabulary: HeaderWords) -> bool:
    """Whether names are marked at their heads as new or continued: (新)岸壁修繕費."""
    heads = [
        _TAG.match(cell.text) for row in rows if (cell := row.cells[roles.main.number]) is not None and cell.row == row.index
    ]
    tagged = sum(head is not None and bool(vocabulary.whole("status", head[1])) for head in heads)
    return tagged >= max(_LEAST_TAGGED, _SHARE_TAGGED * len(heads))


def _is_counted(roles: ColumnRoles, rows: Sequence[TableRow]) -> bool:
    """Whether the names are numbered one after the other."""
    cells = [cell for row in rows if (cell := row.cells[roles.main.number]) is not None and cell.text and cell.row == row.index]
    numbers = [number_at_head(_with_mark(cell)) for cell in cells]
    values = [number.value for number in numbers if number is not None]
    return len(values) == len(cells) > 2 and values == list(range(values[0], values[0] + len(values)))


def _with_mark(cell: GridCell) -> str:
    piece = cell.pieces[0]
    return f"{piece.mark} {cell.text}" if piece.mark else cell.text


def _is_unspoken(roles: ColumnRoles, held: set[str], vocabulary: HeaderWords) -> bool:
    """Whether things of no kind (事項, item) are listed by account with sums, and nothing else is printed beside them."""
    words = roles.main.words.text
    thing = bool(words) and vocabulary.match("table-word", words).concept == "thing"
    return thing and "account" in held and not held & {"department", "description", "purpose", "deadline", "status", "number"}


def _is_strong(roles: ColumnRoles | None, vocabulary: HeaderWords) -> bool:
    return (
        roles is not None
        and roles.main.role == "name"
        and roles.main.trust >= ENDING
        and _name_strength(roles, vocabulary) >= 0.7
    )


def _is_prose(columns: Sequence[Column], rows: Sequence[TableRow]) -> bool:
    """Whether cells only place prose: few rows, no heads, long words."""
    if any(column.words for column in columns) or len(rows) > 3:
        return False
    return all(column.holds.share(content.LONG) > 0.5 for column in columns if column.holds.filled)


def _is_contents(columns: Sequence[Column], rows: Sequence[TableRow]) -> bool:
    last = columns[-1].holds
    leaders = sum(bool(re.search(r"[.…‥・]{4,}", cell.text)) for row in rows for cell in row.own())
    return len(rows) > 3 and leaders >= 0.6 * len(rows) and (last.share(content.COUNT) > 0.8 or len(columns) == 1)


def _is_legend(columns: Sequence[Column], rows: Sequence[TableRow]) -> bool:
    first = columns[0].holds
    only_marks = first.share(content.TICK) > 0.8 or (
        first.filled and all(len(cell.text) == 1 for row in rows for cell in row.cells[:1] if cell)
    )
    return bool(only_marks) and len(columns) <= 3 and len(rows) <= 12 and first.filled > 1 and first.distinct == first.filled


def _is_schedule(columns: Sequence[Column], score: float) -> bool:
    first = columns[0]
    return (
        first.holds.share(content.TIME) >= 0.8
        and first.holds.filled > 2
        and score < 1.0
        and first.role in ("", "deadline", "period")
    )


def _is_statistics(
    columns: Sequence[Column],
    roles: ColumnRoles | None,
    rows: Sequence[TableRow],
    score: float,
    debt: bool,
    vocabulary: HeaderWords,
) -> bool:
    cells = sum(column.holds.filled for column in columns)
    figures = sum(
        column.holds.filled * column.holds.share(content.FIGURE, content.PERCENT, content.COUNT)
        for column in columns
        if column.role != "number"
    )
    held = {column.role for column in columns if column.holds.filled}
    speaks = held & {"department", "description", "purpose", "deadline", "status", "account", "target-group"}
    counts = sum(column.role in ("quantity", "change") for column in columns)
    if not speaks - {"account", "description"} and _is_of_accounts(columns, roles, vocabulary):
        return True
    if debt and not held & {"department", "purpose"}:
        return True
    if counts > 1 and score < 1.15 and not held & {"department", "description"}:
        return True
    if roles is not None and (
        any(column.holds.listing for column in (roles.main, *roles.listed)) or _is_tagged(roles, rows, vocabulary)
    ):
        return False
    return (
        bool(cells)
        and figures >= 0.45 * cells
        and not speaks
        and score < 1.6
        and (score < 1.15 or (len(rows) > 2 and figures >= 0.6 * cells))
    )


def _is_of_accounts(columns: Sequence[Column], roles: ColumnRoles | None, vocabulary: HeaderWords) -> bool:
    """Whether sums are given by class or account alone: no head names what the rows are of."""
    if not any(column.role in MONEY for column in columns):
        return False
    if roles is None:
        return True
    words = roles.main.words.text
    if roles.main.trust > 0.5 or not words or vocabulary.match("kind", words).concept:
        return False
    accounts = [column.number for column in columns if column.role == "account"]
    if accounts and accounts[0] <= roles.main.number:
        return True
    unnamed = vocabulary.match("header", words).trust < ENDING
    return unnamed and any(column.role in ("account", "category") for column in columns)


def _is_past(captions: Sequence[str], vocabulary: HeaderWords, columns: Sequence[Column]) -> bool:
    """Whether the lines above, or the heads of columns but those of sums, show that the sums are spent or carried over."""
    lines = [line for line in captions[-2:] if len(line) <= 40]
    heads = [column.words.text for column in columns if column.role not in MONEY and column.role not in MEASURED]
    return any(vocabulary.match("budget-kind", words).concept in _DONE for words in (*lines, *heads) if words)
