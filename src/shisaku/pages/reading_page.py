"""How each line of a document was classified, as a self-contained page: lines on the left, classification and reasons on the right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from shisaku.explain.reading_report import SYMBOLS, counts, line_notes, say, table_summary
from shisaku.messages import Language, visible
from shisaku.model.plan import Plan, two_decimals
from shisaku.pages.rendering import render
from shisaku.pages.wording import word
from shisaku.reading.trace.explained import Explained

_STEP = 1.25
"""Width, in rem, of a step of the indent."""
_COMPONENTS = ("pillar", "group", "measure", "initiative")


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A line of the page."""

    line: int
    """Its line in the text, from 1."""
    page: str
    """Its page in words if it is the first line of a page, else empty."""
    text: str
    """Its words."""
    indent: float
    """Its indent, in rem."""
    symbol: str
    """Symbol of its classification."""
    called: str
    """Its classification in words."""
    chance: str
    """Probability that it is a component; empty if not estimated."""
    unsure: bool
    """Whether a person should check it."""
    table: str
    """Classification of the table that begins with it, else empty."""
    plain: bool
    """Whether its reasons need no attention."""
    why: tuple[str, ...]
    """Reasons and place, a sentence each."""
    remedy: str
    """Lines for source.toml, or empty."""
    classes: str
    """CSS classes of its row."""


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """How a document was read, line by line."""

    template: ClassVar[str] = "reading.html"
    lang: Language
    """Language of the page."""
    title: str
    """Title of the plan."""
    path: str
    """The document."""
    counts: str
    """Numbers of lines by classification."""
    symbols: tuple[tuple[str, str], ...]
    """Symbols with their meanings."""
    rows: tuple[ReadingRow, ...]
    """The lines."""


def reading_page(plan: Plan, lines: Sequence[Explained], lang: Language) -> str:
    """Return the page as HTML. Raises InputError if Jinja is not installed."""
    symbols = tuple((symbol, word(f"taken_{taken}", lang)) for taken, symbol in SYMBOLS.items())
    title, path = visible(plan.title), visible(plan.source.path)
    return render(ReadingPage(lang, title, path, counts(lines, lang), symbols, tuple(_rows(lines, lang))))


def _rows(lines: Sequence[Explained], lang: Language) -> Iterator[ReadingRow]:
    page = table = 0
    for line in lines:
        begun, table = line.table if line.table is not None and line.table.number != table else None, _number(line, table)
        turned, page = line.page not in (0, page), line.page or page
        kinds = [line.taken, *(["component"] if line.taken in _COMPONENTS else []), *(["unsure"] if line.unsure else [])]
        yield ReadingRow(
            line.line,
            say("page", lang, line.page) if turned else "",
            visible(line.text),
            0.5 + _STEP * line.depth,
            SYMBOLS[line.taken],
            line.called.text(lang),
            word("reading_chance", lang, two_decimals(line.exists)) if line.exists is not None else "",
            line.unsure,
            visible(table_summary(begun, lang)) if begun is not None else "",
            not line.key and not line.unsure,
            tuple(map(visible, line_notes(line, lang, chance=False))),
            visible_lines(line.remedy.verbatim(lang)),
            " ".join(kinds),
        )


def _number(line: Explained, before: int) -> int:
    """Number of the table of a line, else of the table before."""
    return line.table.number if line.table is not None else before


def visible_lines(text: str) -> str:
    """Return text of several lines with invisible characters shown."""
    return "\n".join(map(visible, text.split("\n")))
