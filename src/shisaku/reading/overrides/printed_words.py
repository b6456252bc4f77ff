"""Where words are printed in a document: width, case, white space and what does not show make no difference.

A word or a number counts as a whole: 48 is found neither in 148, 4.48 and 1,480 nor in two columns that hold 4 and 8. A text is put
into that form once; a look-up costs one search of it.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import islice

from shisaku.model.source import Span
from shisaku.reading.text.characters import shown
from shisaku.reading.tokens.lines import Line

_GAP = "\0"
"""Stands for white space between two letters or figures of a script that separates words by it."""
_POINTS = frozenset(".,")
_MOST = 6
"""Places that are looked for: more are as unclear as these."""


@cache
def _folded(character: str) -> str:
    """What is compared of a character: decomposed, without case; empty for what does not show."""
    return unicodedata.normalize("NFKD", shown(character)).casefold()


@cache
def _kind(character: str) -> str:
    """`figure`, `letter` of a script that separates words by white space, or `` for anything else."""
    if character.isdecimal():
        return "figure"
    own_script = "\u1100" <= character <= "\u11ff" or unicodedata.east_asian_width(character) in "WF"  # parts of Hangul; CJK
    return "letter" if character.isalpha() and not own_script else ""


class PrintedWords:
    """The words of a document, ready to be looked up."""

    def __init__(self, printed: Sequence[Line], left_out: Collection[int] = ()) -> None:
        """`printed` are the lines of the document, `left_out` the positions of those that count as blank."""
        self.lines = printed
        self._starts = [line.start for line in printed]
        letters: list[str] = []
        self._at: list[int] = []
        self._behind_blank: set[int] = set()
        for number, line in enumerate(printed):
            if number not in left_out and line.text:
                self._add(letters, line)
        self._text = "".join(letters)

    def _add(self, letters: list[str], line: Line) -> None:
        blank = True  # the break before the line
        for offset, character in enumerate(line.text):
            if character.isspace():
                blank = True
                continue
            for letter in _folded(character):
                if blank and letters and _kind(letters[-1]) and _kind(letter):
                    letters.append(_GAP)
                    self._at.append(line.start + offset)
                if blank:
                    self._behind_blank.add(len(letters))
                blank = False
                letters.append(letter)
                self._at.append(line.start + offset)

    def find(self, words: str, within: Span, most: int | None = _MOST) -> list[Span]:
        """The first `most` places in the order of the text (None: all); places within one line go before those over several."""
        found = list(islice(self._find(words, within), most))
        on_a_line = [span for span in found if self.line_at(span.start) == self.line_at(span.end - 1)]
        return on_a_line or found

    def line_at(self, offset: int) -> int:
        """Position of the line that a character is in."""
        return max(0, bisect_left(self._starts, offset + 1) - 1)

    def lines_of(self, span: Span) -> range:
        """Positions of the lines that a stretch of characters is in."""
        return range(self.line_at(span.start), self.line_at(max(span.start, span.end - 1)) + 1)

    def span_of_lines(self, first: int, last: int) -> Span:
        """The characters from the beginning of one line to the end of another."""
        return Span(self.lines[first].start, self.lines[last].end)

    def _find(self, words: str, within: Span) -> Iterator[Span]:
        letters: list[str] = []
        blank = False
        for character in words:
            if character.isspace():
                blank = True
                continue
            for letter in _folded(character):
                if blank and letters and _kind(letters[-1]) and _kind(letter):
                    letters.append(_GAP)
                blank = False
                letters.append(letter)
        query = "".join(letters)
        start, end = (bisect_left(self._at, offset) for offset in (within.start, within.end))
        at = start
        while query and (at := self._text.find(query, at, end)) >= 0:
            if self._is_whole(at, at + len(query)):
                yield Span(self._at[at], self._at[at + len(query) - 1] + 1)
            at += 1

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether what is there is cut out of no character, word or number."""
        text, at = self._text, self._at
        if start and at[start - 1] == at[start] and text[start - 1] != _GAP:
            return False
        if end < len(text) and (unicodedata.combining(text[end]) or (at[end] == at[end - 1] and text[end] != _GAP)):
            return False
        return not self._goes_on(text[start], start, -1) and not self._goes_on(text[end - 1], end - 1, 1)

    def _goes_on(self, letter: str, place: int, step: int) -> bool:
        """Whether the word or number of `letter`, which is at `place`, goes on in that direction (1: behind it, -1: before it)."""
        kind, run = _kind(letter), ""
        for at in (place + step, place + 2 * step):
            edge = at if step > 0 else at + 1
            if not 0 <= at < len(self._text) or edge in self._behind_blank:
                break
            run += self._text[at]
        if kind and run and _kind(run[0]) == kind:
            return True
        return kind == "figure" and len(run) == 2 and run[0] in _POINTS and _kind(run[1]) == kind
