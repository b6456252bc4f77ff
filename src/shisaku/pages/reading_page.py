"""What each line of a document was taken for, as one page that needs no other file: the lines left, what they are and why right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from shisaku.errors import Language, visible
from shisaku.explain.reading_report import SIGNS, counts, say, table_told, told
from shisaku.model.plan import Plan, two_decimals
from shisaku.pages.page_words_catalogue import word
from shisaku.pages.rendering import render
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
    """Its page in words, where it begins one; empty for others."""
    text: str
    """Its words."""
    indent: float
    """Its indent, in rem."""
    sign: str
    """A sign for what it was taken for."""
    called: str
    """The same in words."""
    chance: str
    """How likely it is a component; empty where that was not estimated."""
    unsure: bool
    """Whether a person should have a look."""
    table: str
    """What the table that begins with it was taken for; empty where none does."""
    plain: bool
    """Whether there is no need to look at its reasons."""
    why: tuple[str, ...]
    """Reasons and place, a sentence each."""
    remedy: str
    """Lines for source.toml; empty where there are none."""
    classes: str
    """Classes of its row."""


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """What was read of a document, line by line."""

    template: ClassVar[str] = "reading.html"
    lang: Language
    """Language of the page."""
    title: str
    """Title of the plan."""
    path: str
    """The document."""
    counts: str
    """How many lines were taken for what."""
    signs: tuple[tuple[str, str], ...]
    """Signs with what they mean."""
    rows: tuple[ReadingRow, ...]
    """The lines."""


def reading_page(plan: Plan, lines: Sequence[Explained], lang: Language) -> str:
    """The page as HTML. Raises InputError where Jinja is not installed."""
    signs = tuple((sign, word(f"taken_{taken}", lang)) for taken, sign in SIGNS.items())
    title, path = visible(plan.title), visible(plan.source.path)
    return render(ReadingPage(lang, title, path, counts(lines, lang), signs, tuple(_rows(lines, lang))))


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
            SIGNS[line.taken],
            line.called.text(lang),
            word("reading_chance", lang, two_decimals(line.exists)) if line.exists is not None else "",
            line.unsure,
            visible(table_told(begun, lang)) if begun is not None else "",
            not line.key and not line.unsure,
            tuple(map(visible, told(line, lang, chance=False))),
            visible_lines(line.remedy.ja if lang == "ja" else line.remedy.en),
            " ".join(kinds),
        )


def _number(line: Explained, before: int) -> int:
    """The table that a line is in, else the one before."""
    return line.table.number if line.table is not None else before


def visible_lines(text: str) -> str:
    """Words of several lines as they can be shown."""
    return "\n".join(map(visible, text.split("\n")))
