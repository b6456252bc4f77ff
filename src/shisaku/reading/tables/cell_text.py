"""Words of a cell with the place of every letter: printed lines joined, paragraphs and items of a list split."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shisaku.model.document import PLAIN, Block, Style
from shisaku.model.span import Span

_SPACED = "A-Za-z0-9À-ÖØ-öø-ɏ\uac00-\ud7a3"
_ENDS, _BEGINS = re.compile(rf"[{_SPACED},;:)\].!?%”’»\"'&/]"), re.compile(rf"[{_SPACED}(\[“‘«\"'$&£€]")
"""The last character of a line of words separated by blanks, and the first of the one that continues it."""
_BULLETS = "・•‣▪▫◦●○◯◇◆■□❖➢➤▶►✓✔⇒→*·⁃∙–—\uf06c\uf06e\uf075\uf076\uf077\uf0a7\uf0b7\uf0d8\uf0fc"
_BULLET = re.compile(rf"\s*(?:[{re.escape(_BULLETS)}]\s*|[-－ー]\s+|[-－](?=[^\W\d])|o\s+(?=[A-Z]))")
_COUNT = re.compile(
    r"\s*(?:[①-⑳㉑-㉟]\s*|[（(]\s?(?:[0-9０-９]{1,2}|[ア-ン]|[a-z]|[ivx]{1,4})\s?[）)]\s*|(?:[0-9０-９]{1,2}|[ア-ン]|[a-z]|[ivx]{1,4})[）)]\s*|[0-9０-９]{1,2}[.．]\s*(?=[^\W\d]))"
)
_LETTERS = re.compile(r"[^\W_]")
_HANGING = 3.0
"""Points by which wrapped lines of an item are indented, at least."""
_WIDER, _MORE, _LONE = 1.5, 0.35, 0.8
"""How much wider than the least white between lines of a cell that between its paragraphs is, at least; by how many letters; and how many
letters wide it is where the cell has two lines."""
_FIGURE = re.compile(r"[\s0-9０-９,，.．%％円千万億]+")


@dataclass(frozen=True, slots=True)
class CellLine:
    """A printed line of a cell, or what is between two hard line breaks of it."""

    text: str
    """Its words."""
    start: int
    """Offset of its first character in the document's text."""
    style: Style = PLAIN
    """How it looks."""
    hard: bool = True
    """Whether it begins a paragraph; else it goes on with the line before."""
    item: int = 0
    """Depth of the item of a list that it begins, from 1; 0 where it begins none."""
    mark: str = ""
    """Number or bullet that the format, or the line itself, puts before it; the words begin behind it."""
    lead: int = 0
    """Letters at its head that are bold where the rest is not."""
    head: int = -1
    """Offset of the mark before it, where that is among the words; -1 for none."""
    left: float = -1.0
    """Where the line begins on its page, in points; -1 where that is not known."""

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.start + len(self.text)

    @property
    def counted(self) -> bool:
        """Whether its mark is a number or a letter, not a bullet."""
        return self.mark != "o" and bool(_LETTERS.search(self.mark))


@dataclass(frozen=True, slots=True)
class CellText:
    """A run of words that may go over several lines, and where each letter of it is."""

    text: str = ""
    """The words, line breaks left out."""
    places: tuple[int, ...] = ()
    """Offset of each letter in the document's text; that of the letter before for a blank that stands for a line break."""

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def span(self) -> Span:
        """From the first to the last letter; they are not empty."""
        return Span(self.places[0], self.places[-1] + 1)

    def part(self, start: int, end: int | None = None) -> "CellText":
        """From `start` to `end`, white space at both ends left out."""
        words = self.text[start:end]
        ahead = start + len(words) - len(words.lstrip())
        length = len(words.strip())
        return CellText(self.text[ahead : ahead + length], self.places[ahead : ahead + length])

    def split(self, at: re.Pattern[str]) -> "Iterator[CellText]":
        """What lies between the matches, in order, the empty ones left out."""
        begin = 0
        for match in at.finditer(self.text):
            if piece := self.part(begin, match.start()):
                yield piece
            begin = match.end()
        if piece := self.part(begin):
            yield piece


NO_WORDS = CellText()
"""Of an empty cell."""


def joined(pieces: Iterable[CellLine]) -> CellText:
    """The pieces as one run: joined directly as Japanese is, with a blank where words meet that blanks part."""
    letters: list[str] = []
    places: list[int] = []
    for piece in pieces:
        if letters and piece.text and _ENDS.match(letters[-1]) and _BEGINS.match(piece.text) and not _is_cut(letters, piece.text):
            letters.append(" ")
            places.append(places[-1])
        letters.extend(piece.text)
        places.extend(range(piece.start, piece.end))
    return CellText("".join(letters), tuple(places))


def pieces_of(text: str, blocks: Sequence[Block]) -> tuple[CellLine, ...]:
    """The lines of a cell, in order, a bullet or count at the head of each taken off."""
    found: list[CellLine] = []
    breaks = _breaks(blocks)
    for at, block in enumerate(blocks):
        begin, words = block.span.start, text[block.span.start : block.span.end]
        soft = block.kind == "line" and bool(found) and found[-1].style.name != "break" and at not in breaks
        for number, line in enumerate(re.finditer(r"[^\n]+", words)):
            if line.group().strip():
                found.append(_piece(line.group(), begin + line.start(), block, number, hard=number > 0 or not soft))
    return tuple(found)


def _breaks(blocks: Sequence[Block]) -> frozenset[int]:
    """Which printed lines of a cell begin a paragraph: those with more white space above them than others."""
    gaps = [(at, gap, below.place.box) for at, (above, below) in enumerate(pairwise(blocks), 1) if (gap := _white(above, below))]
    least = min((gap for _, gap, _ in gaps), default=0.0)
    found = set()
    for at, gap, box in gaps:
        height = box[3] - box[1] if box is not None else 0.0
        if gap > (max(_WIDER * least, least + _MORE * height) if len(gaps) > 1 else _LONE * height):
            found.add(at)
    return frozenset(found)


def _white(above: Block, below: Block) -> float:
    """White space between two lines, in points; 0 where they overlap or are not known to be on one page."""
    first, second = above.place.box, below.place.box
    if first is None or second is None or above.place.page != below.place.page:
        return 0.0
    return max(0.0, second[1] - first[3])


def _piece(words: str, start: int, block: Block, number: int, hard: bool) -> CellLine:
    start, words = start + len(words) - len(words.lstrip()), words.strip()
    lead = block.bold_lead if number == 0 else 0
    left = block.place.box[0] if block.place.box is not None and number == 0 else -1.0
    if number == 0 and (block.kind == "item" or block.mark):
        return CellLine(words, start, block.style, True, max(1, block.level), block.mark or "•", lead, left=left)
    match = _BULLET.match(words) or _COUNT.match(words)
    if match is None or not words[match.end() :].strip() or _is_figure(words, match):
        return CellLine(words, start, block.style, hard, 0, "", lead, left=left)
    at = match.end()
    return CellLine(words[at:], start + at, block.style, True, 1, match.group().strip(), max(0, lead - at), start, left)


def _is_figure(words: str, match: re.Match[str]) -> bool:
    """Whether what looks like a bullet is the minus sign of a figure: △ 1,200, - 5."""
    return match.re is _BULLET and bool(_FIGURE.fullmatch(words, match.end()))


def _is_cut(letters: Sequence[str], following: str) -> bool:
    """Whether a word is cut by a hyphen at the end of its line, so that no blank belongs between."""
    return letters[-1] in "-‐" and len(letters) > 1 and letters[-2].isalpha() and following[0].isalpha()


@dataclass(frozen=True, slots=True)
class CellEntry:
    """A paragraph of a cell, or an item of a list in it."""

    pieces: tuple[CellLine, ...]
    """Its lines."""

    @property
    def words(self) -> CellText:
        """All its words."""
        return joined(self.pieces)

    @property
    def depth(self) -> int:
        """Depth of the item, from 1; 0 for a paragraph."""
        return self.pieces[0].item

    @property
    def mark(self) -> str:
        """The number or bullet before it."""
        return self.pieces[0].mark


def entries_of(pieces: Sequence[CellLine]) -> tuple[CellEntry, ...]:
    """The paragraphs and items of a cell. A wrapped line goes on with the item that it is below."""
    found: list[list[CellLine]] = []
    edge = _edge(pieces)
    for piece in pieces:
        heads = edge is not None and 0 <= piece.left <= edge and bool(found) and found[-1][0].item > 0
        if piece.hard or piece.item or not found or heads:
            found.append([piece])
        else:
            found[-1].append(piece)
    return tuple(CellEntry(tuple(one)) for one in found)


def _edge(pieces: Sequence[CellLine]) -> float | None:
    """How far left a line begins that goes on with no item: where the bullets are, if lines that do are indented."""
    marks = [piece.left for piece in pieces if piece.item and piece.left >= 0]
    soft = [piece.left for piece in pieces if not piece.hard and not piece.item and piece.left >= 0]
    if len(marks) < 2 or not soft or max(soft) < min(marks) + _HANGING:
        return None
    return min(marks) + 1.0


def depths(entries: Sequence[CellEntry]) -> list[int]:
    """How deep each entry is nested: 0 for a paragraph; items by what the format states, or by the order in which their bullets come."""
    depth_of: dict[str, int] = {}
    found: list[int] = []
    for entry in entries:
        if not entry.depth:
            depth_of.clear()
            found.append(0)
            continue
        sign = "1" if entry.pieces[0].counted else entry.mark
        found.append(max(entry.depth, depth_of.setdefault(sign, len(depth_of) + 1)))
    return found


def plain(text: str) -> str:
    """`text` after NFKC, blanks between letters that need none left out, case folded: what short words are compared by."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    return re.sub(r"(?<![a-z0-9.,;:)])\s+|\s+(?![a-z0-9(])", "", folded)
