"""Lines of the source, lossless: every character is in exactly one line or is one of its line breaks.

A line is typed once: each of its tokens is looked for when it is first needed, and stays with the line.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from shisaku.model.plan import LegendEntry
from shisaku.model.source import LINE_BREAK, Span
from shisaku.reading.tokens.amount_tokens import declared_unit
from shisaku.reading.tokens.marks import leading_marks, legend_entries
from shisaku.reading.tokens.numbering import Number, is_number_alone, number_at_head

_SPACED = "A-Za-z0-9À-ÖØ-öø-ɏ\uac00-\ud7a3"
"""Letters of scripts that part words by spaces: Latin ones, and Hangul."""
_LATIN = re.compile(rf"[{_SPACED},;:)\].!?%”’»\"'&]"), re.compile(rf"[{_SPACED}(\[“‘«\"'$&]")
"""The last character of a line of such words, and the first of the one that goes on with it."""
_NUMBER_OR_RULE = re.compile(
    r"[-‐－―—–_＿=＝*＊.．・…|｜\s]*(?:(?:[pP](?:age)?[.．]?|Seite|頁)\s*)?[0-9０-９]{0,4}(?:\s*(?:[/／]|of|von|sur)\s*[0-9０-９]{1,4})?"
    r"(?:\s*(?:頁|ページ))?[-‐－―—–_＿=＝*＊.．・…|｜\s]*"
)
"""Page numbers and rules: digits between dashes, or dashes alone."""
_RULE = "-‐－―—–_＿=＝*＊ 　"
LONGEST_PAGE_NUMBER = 40


@dataclass(frozen=True)
class Line:
    """One printed line, white space at both ends left out of `text` and of the offsets."""

    start: int
    """Offset of its first character that is not white space (of the line itself when blank)."""
    text: str
    """Its characters without white space at both ends; empty for a blank line."""
    indent: int = 0
    """White space before its first character."""

    @property
    def end(self) -> int:
        """Offset behind its last character that is not white space."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """From its first to its last character."""
        return Span(self.start, self.end)

    @cached_property
    def marks(self) -> str:
        """The marks that it begins with, without spaces."""
        return leading_marks(self.text)

    @cached_property
    def number(self) -> Number | None:
        """The number that it begins with."""
        return number_at_head(self.text)

    @cached_property
    def legend(self) -> tuple[LegendEntry, ...]:
        """The marks that it explains; empty where it is no line of the legend."""
        return legend_entries(self.text, self.start)

    @cached_property
    def unit(self) -> int | None:
        """Yen that bare figures count, where it declares that."""
        return declared_unit(self.text)

    @property
    def opens(self) -> bool:
        """Whether it opens something of its own: with marks or a number."""
        return bool(self.marks) or self.number is not None

    @cached_property
    def is_number_alone(self) -> bool:
        """Whether it is nothing but the number of a heading whose words are on the next line."""
        return is_number_alone(self.text)

    @cached_property
    def is_page_number_or_rule(self) -> bool:
        """Whether it is a page number or a rule; a rule of any length, a number between short ones."""
        short = len(self.text) <= LONGEST_PAGE_NUMBER
        return not self.text.strip(_RULE) or (short and _NUMBER_OR_RULE.fullmatch(self.text) is not None)

    def behind(self, length: int) -> "Line":
        """The rest of it behind that many characters."""
        return Line(self.start + length, self.text[length:])


def lines(text: str) -> tuple[Line, ...]:
    """The lines of `text`, broken at LF, CR LF and CR only (what editors count), blank ones included."""
    return tuple(_lines(text))


def unit_in(printed: Iterable[Line], longest: int = 79) -> int | None:
    """Yen that a bare figure counts, declared by the first line of at most `longest` letters that does; None where none does."""
    return next((unit for line in printed if len(line.text) <= longest and (unit := line.unit)), None)


def without(printed: Sequence[Line], left_out: Container[int]) -> tuple[Line, ...]:
    """The lines, those at the places `left_out` blank."""
    return tuple(Line(line.start, "") if at in left_out else line for at, line in enumerate(printed))


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for match in LINE_BREAK.finditer(text):
        yield _line(text, start, match.start())
        start = match.end()
    yield _line(text, start, len(text))


def _line(text: str, start: int, end: int) -> Line:
    printed = text[start:end]
    stripped = printed.strip()
    indent = len(printed) - len(printed.lstrip()) if stripped else 0
    return Line(start + indent, stripped, indent)


@dataclass(frozen=True, slots=True)
class Words:
    """A run of printed text that may go over several lines."""

    text: str
    """The words with line breaks, and the white space around them, removed."""
    span: Span
    """From the first to the last character."""


def join(pieces: list[Line]) -> Words:
    """The pieces as one run: joined directly as Japanese is, with a space where Latin letters meet on both sides."""
    run: list[str] = []
    for text in (piece.text for piece in pieces if piece.text):
        if run and _LATIN[0].match(run[-1], len(run[-1]) - 1) and _LATIN[1].match(text):
            run.append(" ")
        run.append(text)
    return Words("".join(run), Span(pieces[0].start, pieces[-1].end))
