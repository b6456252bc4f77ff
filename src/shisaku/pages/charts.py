"""Bar charts for answers that count or sum: one bar a row."""

from dataclasses import dataclass

from shisaku.pages.query_view import AnswerTable
from shisaku.pages.term_labels import Text

MOST_BARS = 40
"""Most bars; with more, the table is clearer."""
_COUNTED = frozenset(
    {"initiatives", "measures", "elements", "conclusions", "components", "restatements", "amount", "times", "pillars"}
)
"""Columns of quantities."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of an answer."""

    label: Text
    """What is counted."""
    value: str
    """The quantity, as in the answer."""
    share: float
    """Its length, as a part of 100."""


@dataclass(frozen=True, slots=True)
class Chart:
    """All bars of an answer."""

    column: str
    """The column that they show."""
    bars: tuple[Bar, ...]
    """The bars in the order of the answer."""


def chart(table: AnswerTable, columns: frozenset[str] = _COUNTED) -> Chart | None:
    """Return the bars of an answer by the first of `columns` that it has.

    None if there is no such column, all values are one, a value is negative or there are too many rows.
    """
    counted = [n for n, name in enumerate(table.columns) if name in columns]
    if not counted or not 2 <= len(table.rows) <= MOST_BARS:
        return None
    at = counted[0]
    numbers = [float(row[at].value) if row[at].number else -1.0 for row in table.rows]
    if min(numbers) < 0 or len(set(numbers)) == 1:
        return None
    varying = [n for n in range(len(table.columns)) if n != at and len({row[n].value for row in table.rows}) > 1]
    bars = tuple(
        Bar(_label([row[n].shown for n in varying]), row[at].value, round(100 * number / max(numbers), 1))
        for row, number in zip(table.rows, numbers, strict=True)
    )
    return Chart(table.columns[at], bars)


def _label(parts: list[Text]) -> Text:
    return Text(" · ".join(part.text for part in parts), "ja" if any(part.lang == "ja" for part in parts) else "")
