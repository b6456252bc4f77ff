"""Lines of the source, lossless: every character is in exactly one line or is one of its line breaks."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from shisaku.model.source import LINE_BREAK, Span

_SPACED = "A-Za-z0-9À-ÖØ-öø-ɏ\uac00-\ud7a3"
"""Letters of scripts that part words by spaces: Latin ones, and Hangul."""
_LATIN = re.compile(rf"[{_SPACED},;:)\].!?%”’»\"'&]"), re.compile(rf"[{_SPACED}(\[“‘«\"'$&]")
"""The last character of a line of such words, and the first of the one that goes on with it."""


@dataclass(frozen=True, slots=True)
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


def lines(text: str) -> tuple[Line, ...]:
    """The lines of `text`, broken at LF, CR LF and CR only (what editors count), blank ones included."""
    return tuple(_lines(text))


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
