"""Paragraphs: the lines of a document in printed order, those that were broken only at the edge of the page joined.

Whether a document breaks its lines at an edge is inferred from the document: then many lines end where no further word would fit.
With the boxes of a page known, the edge is that of the box; without, it is that of the whole text.
"""

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from shisaku.model.source import PrintedLine
from shisaku.reading.text.characters import BRACKETS
from shisaku.reading.tokens.line_details import completes, split_line
from shisaku.reading.tokens.lines import Line, Words, join, unit_in
from shisaku.reading.tokens.page_artefacts import is_date, is_ruby

_WIDE = frozenset("WFA")
_NO_BREAK = 6
"""Cells that a line may be short of the edge in Japanese: two letters moved to keep punctuation off the line's head, and a half."""
_RAGGED = 12
"""Cells that a line of words may be shorter than the next one, the edge being ragged."""
_WRAPPED = 0.22
"""Share of lines, but those that end a sentence, that are as wide as the one below where lines are broken at an edge."""
_NEAR = 5
"""Lines before and behind one by which the end of its column is found."""
_CLOSE = 0.85
"""Share of the widest line around that an edge comes up to."""
_LEAST_EDGE = 24
"""Cells of the narrowest column."""
_WIDEST = 240
"""Cells of the widest line that is thought to be broken at an edge."""
_UNBROKEN, _FEWEST = 0.06, 50
"""Share of lines wider than that from which a text without pages breaks none at an edge, and the lines that are reckoned with at least."""
_LONGEST_PARTICLE = 4
"""Letters of words that title case may leave small: with, from, over."""
_LONGEST_TITLE = 80
_LONGEST_BRACKET = 40
_COMPLETE = ("。", "：", ":", ".", "）", ")", "〕", "】", "＞", "》", "」", "』")
"""Ends of lines behind which nothing continues on the next page."""
_HANGING = (0.5, 4.0)
"""Letters by which the lines of an item are further right than its number or bullet."""
_OPENED = re.compile(r"[（(「『【][^（(「『【）)」』】]*$")
_CLOSED = re.compile(r"[^（(「『【）)」』】。]*[）)」』】]")
_LATIN_WORD = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: tuple[Line, ...]
    """The lines, as printed."""
    words: Words
    """Their words in one."""
    gap: int
    """Blank lines before it."""
    size: float
    """Size of its letters in points; 0 where that is not known."""
    bold: bool
    """Whether it is set in bold."""
    full: bool
    """Whether it ends at the edge of its column, in the middle of a sentence."""
    turned: bool
    """Whether a page was turned before it."""


def paragraphs(
    lines: Sequence[Line], skipped: frozenset[int], opens: Callable[[Line], bool], layout: Sequence[PrintedLine] = ()
) -> tuple[Paragraph, ...]:
    """The paragraphs of `lines` without those `skipped`; a line that `opens` something begins one, unless it runs on from a full line of prose."""
    gathering = _Gathering(lines, skipped, cache(opens), layout)
    for index, line in enumerate(lines):
        if index in skipped:
            gathering.skip(line)
        elif line.text:
            gathering.take(line)
        else:
            gathering.blanks += 1
    gathering.close()
    return tuple(gathering.found)


class _Gathering:
    """Puts lines together, one after the other."""

    def __init__(
        self, lines: Sequence[Line], skipped: frozenset[int], opens: Callable[[Line], bool], layout: Sequence[PrintedLine]
    ) -> None:
        self.opens = opens
        self.printed = {line.span.start: line for line in layout}
        self.unit = unit = unit_in(lines)
        priced = cache(lambda line: split_line(line).priced)
        self.priced = priced if unit is None else cache(lambda line: split_line(line, unit).priced)
        self.edges = _Edges(lines, skipped, self.printed, opens, priced)
        self.found: list[Paragraph] = []
        self.pieces: list[Line] = []
        self.gap = self.blanks = 0
        self.broken = self.turned = self.turned_before = False

    def skip(self, line: Line) -> None:
        """A line that is page artefacts: readings break up a sentence, anything else turns a page."""
        if is_ruby(line.text):
            self.broken = self.broken or not self.blanks
        else:
            self.turned = True

    def take(self, line: Line) -> None:
        """A printed line, which goes on with the paragraph or begins one."""
        if not (self.pieces and self._goes_on(line)):
            self.close()
            self.gap, self.turned_before = self.blanks, self.turned
        elif self.broken:
            self.edges.widen(line, self.pieces[-1])
        self.pieces.append(line)
        self.blanks, self.broken, self.turned = 0, False, False

    def close(self) -> None:
        """The paragraph is at its end."""
        if self.pieces:
            first, full = self.printed.get(self.pieces[0].start), self.edges.is_full(self.pieces[-1])
            size, bold = (first.size, first.bold) if first else (0.0, False)
            words = join(self.pieces)
            self.found.append(Paragraph(tuple(self.pieces), words, self.gap, size, bold, full, self.turned_before))
        self.pieces = []

    def _goes_on(self, line: Line) -> bool:
        first, last = self.pieces[0], self.pieces[-1]
        opens, alone = self.opens(line), len(self.pieces) == 1
        if not self.blanks:
            if alone and first.is_number_alone and not opens:
                return True
            if (not opens and completes(last, line)) or _closes(last.text, line.text):
                return True
        elif not self.turned or last.text.endswith("。"):
            return False
        if (opens and self.opens(first)) or self.priced(line):
            return False
        if alone and (is_date(first.text) or is_bracket(first.text) or self.priced(first) or self._heads(first, line, opens)):
            return False
        return self.broken or self.edges.runs_on(last, line, opens)

    def _heads(self, first: Line, below: Line, opens: bool) -> bool:
        """Whether a line of words is a title, or is by itself above a number."""
        if not _latin(first.text):
            return False
        return (self.gap > 0 and opens) or (not self._is_hanging(first, below) and _is_title(first.text, below.text))

    def _is_hanging(self, first: Line, below: Line) -> bool:
        """Whether a line is further right than the one with a number or a bullet above it, as the words of that one do."""
        here, there = self.printed.get(first.start), self.printed.get(below.start)
        if here is None or there is None or not self.opens(first):
            return False
        return _HANGING[0] * here.size < there.box[0] - here.box[0] < _HANGING[1] * here.size


def _is_title(text: str, below: str) -> bool:
    """Whether a line of words is in title case and the one below begins anew: Principles for Our Region / Work with …"""
    if text.isupper() and below.isupper():
        return False  # in capitals every line begins anew
    words = [word for word in text.split() if len(word) > _LONGEST_PARTICLE]
    capital = sum(word[0].isupper() for word in words)
    return len(words) > 1 and capital == len(words) and below[:1].isupper() and text[-1].isalnum()


def is_bracket(text: str) -> bool:
    """Whether a line is in one bracket as a whole, as headings and remarks do: nothing goes on behind it."""
    if not text or BRACKETS.get(text[0]) != text[-1]:
        return False
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == text[0]) - (letter == text[-1])
        if depth == 0:
            return at == len(text) - 1
    return False


def _closes(text: str, below: str) -> bool:
    """Whether a bracket that is open at the end of a line is closed at the head of the line below."""
    opened = _OPENED.search(text[-_LONGEST_BRACKET:])
    return opened is not None and _CLOSED.match(below[:_LONGEST_BRACKET]) is not None


class _Edges:
    """Where lines were broken because the column ended."""

    def __init__(
        self,
        lines: Sequence[Line],
        skipped: frozenset[int],
        printed: dict[int, PrintedLine],
        begins: Callable[[Line], bool],
        priced: Callable[[Line], bool],
    ) -> None:
        """`begins`: whether a line opens something of its own; `priced`: whether it has a column for a sum with its unit."""
        self.printed, self.begins, self.priced = printed, begins, priced
        self.right: defaultdict[int, float] = defaultdict(float)
        self.of_page: defaultdict[int, float] = defaultdict(float)
        for on_page in printed.values():
            self.right[on_page.block] = max(self.right[on_page.block], on_page.box[2])
            self.of_page[on_page.page] = max(self.of_page[on_page.page], on_page.box[2])
        with_words = [line for index, line in enumerate(lines) if line.text and index not in skipped]
        widths = [cells(line.text[: _WIDEST + 1]) for line in with_words]
        blocks = _blocks(lines, skipped)
        usual = _edge(widths)
        self.edges = {}
        for at, line in enumerate(with_words):
            first, behind = max(0, at - _NEAR), at + _NEAR + 1
            together = widths[max(first, bisect_left(blocks, blocks[at])) : min(behind, bisect_right(blocks, blocks[at]))]
            ranked = _ranked(together if len(together) > 3 else widths[first:behind])
            edge, widest = _edge_of(ranked), ranked[0] if ranked else 0
            self.edges[line.start] = edge if edge >= _CLOSE * widest else usual if usual >= _CLOSE * widest else 0
        self.widths = {line.start: width for line, width in zip(with_words, widths, strict=True)}
        pairs = [
            (line, self.widths[line.start] - self.widths[below.start])
            for at, (line, below) in enumerate(itertools.pairwise(with_words))
            if blocks[at] == blocks[at + 1] and not line.text.endswith("。")
        ]
        alike = sum(abs(more) <= (_RAGGED if _latin(line.text) else _NO_BREAK - 2) for line, more in pairs)
        unbroken = not printed and sum(width > _WIDEST for width in widths) >= _UNBROKEN * max(_FEWEST, len(widths))
        self.wrapped = not unbroken and (
            alike >= _WRAPPED * max(1, len(pairs)) or _have_an_edge(widths) or self._goes_on(with_words, blocks)
        )
        self.usual = usual

    def _goes_on(self, with_words: Sequence[Line], blocks: Sequence[int]) -> bool:
        """Whether most lines that another one follows without opening anything are as long as the longest."""
        widest = max((width for width in self.widths.values() if width <= _WIDEST), default=0)
        going_on = [
            self.widths[line.start] >= 0.85 * widest
            for (line, block), (below, next_) in itertools.pairwise(zip(with_words, blocks, strict=True))
            if block == next_ and not (self.begins(below) or line.text.endswith("。") or self.priced(line) or self.priced(below))
        ]
        return sum(going_on) >= max(3, 0.6 * len(going_on))

    def widen(self, line: Line, above: Line) -> None:
        """A line is the rest of the one above, which readings broke off: together they come to the edge."""
        self.widths[line.start] += self.widths[above.start]

    def runs_on(self, line: Line, below: Line, opens: bool) -> bool:
        """Whether `below` continues the sentence of `line`."""
        if line.text.endswith("\xad"):
            return True
        opens = opens or below.indent > line.indent
        if self.wrapped and line.text.endswith(("、", "，")):
            return True
        ended = line.text.endswith(("。", "：", ":")) or (line.text.endswith(".") and opens)
        here, there = self.printed.get(line.start), self.printed.get(below.start)
        if here is not None and there is not None:
            if abs(here.size - there.size) > 0.1 * here.size or (here.block != there.block and here.page == there.page):
                return False
            if here.page != there.page:
                other = opens or here.bold != there.bold
                return _may_go_on_overleaf(line, below, other) and self._near_right(here, below, self.of_page[here.page])
            return not (ended and opens) and self._near_right(here, below, self.right[here.block])
        return self.wrapped and not (ended and opens) and self._at_edge(line, below)

    def is_full(self, line: Line) -> bool:
        """Whether a line goes to the edge and ends no sentence, without the line below being known."""
        edge = self.edges[line.start]
        whole = self.wrapped and not self.printed and edge >= _CLOSE * self.usual > 0 and not _latin(line.text)
        return whole and self.widths[line.start] + _NO_BREAK > edge and not line.text.endswith(("。", "）", "」"))

    def _near_right(self, here: PrintedLine, below: Line, edge: float) -> bool:
        width = _first_word(below.text) * here.size / 2
        return here.box[2] + max(width, 1.5 * here.size) + 0.5 * here.size >= edge

    def _at_edge(self, line: Line, below: Line) -> bool:
        """Whether the first word of the line below would not have fitted on this one."""
        edge = self.edges[line.start] - (_RAGGED if _latin(line.text) else 0)
        return edge > 0 and self.widths[line.start] + max(_first_word(below.text), _NO_BREAK) > edge


def _may_go_on_overleaf(line: Line, below: Line, other: bool) -> bool:
    """Whether words may go on behind a page that is full; not in a line that is something `other`, nor behind what is complete."""
    if other or line.text.endswith(_COMPLETE) or is_bracket(below.text) or not any(map(str.isalnum, below.text)):
        return False
    return not _latin(below.text) or below.text[:1].islower()


def _have_an_edge(widths: Sequence[int]) -> bool:
    """Whether most of the long lines end close to where the longest do, as they do only where lines are broken."""
    widest = max((width for width in widths if width <= _WIDEST), default=0)
    long = [width for width in widths if 0.6 * widest <= width]
    return sum(0.9 * widest <= width <= widest for width in long) >= max(3, 0.6 * len(long))


def _blocks(lines: Sequence[Line], skipped: frozenset[int]) -> list[int]:
    """Of each printed line, the number of the stretch without blank lines that it is in."""
    found, block = [], 0
    for index, line in enumerate(lines):
        if not line.text:
            block += 1
        elif index not in skipped:
            found.append(block)
    return found


def _edge(widths: Sequence[int]) -> int:
    """The greatest width that more than one of neighbouring lines come close to; 0 where there is none."""
    return _edge_of(_ranked(widths))


def _ranked(widths: Sequence[int]) -> list[int]:
    """Those that may be broken at an edge, the widest first."""
    return sorted([width for width in widths if width <= _WIDEST], reverse=True)


def _edge_of(ranked: Sequence[int]) -> int:
    for at in range(1, len(ranked)):
        wide = ranked[at - 1]
        if wide < _LEAST_EDGE:
            return 0
        if ranked[at] >= 0.93 * wide:
            return wide
    return 0


def cells(text: str) -> int:
    """Width of `text` in half-width cells (UAX #11)."""
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, int]):
    """Cells of each letter, found out when it is first met."""

    def __missing__(self, letter: str) -> int:
        width = 2 if unicodedata.east_asian_width(letter) in _WIDE else 1
        self[letter] = width
        return width


_WIDTHS = _Widths()


def _latin(text: str) -> bool:
    return text.isascii() or len(text.encode("ascii", "ignore")) > 0.9 * len(text)


def _first_word(text: str) -> int:
    word = _LATIN_WORD.match(text)
    return len(word.group()) + 1 if word else 2
