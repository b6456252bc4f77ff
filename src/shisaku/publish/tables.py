"""Answers as text: tables for people, and the SPARQL result formats for programs."""

from shisaku.errors import display_width, visible
from shisaku.sparql import Answer, result_text

FORMATS = ("table", "markdown", "csv", "tsv", "json", "xml")
"""Formats of an answer."""


def answer_text(answer: Answer, form: str) -> str:
    """The answer in one of `FORMATS`, ending in a line break."""
    if form == "table":
        return table(answer.variables, list(answer.texts()))
    if form == "markdown":
        return _markdown(answer)
    text = result_text(answer, form).replace("\r\n", "\n")
    return text if text.endswith("\n") else text + "\n"


def table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Columns set to the width of what is in them, wide characters counted as two; line breaks inside shown as spaces."""
    cells = [tuple(visible(" ".join(cell.split())) for cell in row) for row in rows]
    widths = [max(display_width(row[i]) for row in [header, *cells]) for i in range(len(header))]
    rule = tuple("-" * width for width in widths)
    return "".join(_line(row, widths) for row in [header, rule, *cells])


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True))
    return "  ".join(padded).rstrip() + "\n"


def _markdown(answer: Answer) -> str:
    rows = [answer.variables, tuple("---" for _ in answer.variables), *answer.texts()]
    return "".join("| " + " | ".join(" ".join(c.replace("|", "\\|").split()) for c in row) + " |\n" for row in rows)
