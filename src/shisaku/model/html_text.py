"""Short HTML for notebooks: all text in it is escaped, and long contents are cut with a note on the rest."""

from collections.abc import Iterable, Sequence
from html import escape

from shisaku.messages import visible

MOST_LINES = 100
"""Most rows of a table, or lines of a tree."""


def table(columns: Sequence[str], rows: Sequence[Sequence[object]], caption: str) -> str:
    """A table; None is an empty cell."""
    head = "".join(f"<th>{_text(column)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{'' if cell is None else _text(cell)}</td>" for cell in row) + "</tr>" for row in rows[:MOST_LINES]
    )
    left = _left(len(rows) - MOST_LINES)
    return f"<table><caption>{_text(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{left}"


def tree(title: str, lines: Iterable[tuple[int, str]]) -> str:
    """A tree below a title; each line has its depth, from 0, and its words."""
    shown = list(lines)
    indented = (f'<div style="margin-left: {2 * depth}em">{_text(words)}</div>' for depth, words in shown[:MOST_LINES])
    return f"<div><strong>{_text(title)}</strong></div>{''.join(indented)}{_left(len(shown) - MOST_LINES)}"


def _text(value: object) -> str:
    return escape(visible(str(value)))


def _left(number: int) -> str:
    return f"<div>… {number} more</div>" if number > 0 else ""
