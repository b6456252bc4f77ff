"""From the characters of a page to its pieces of line; nothing yet on the order they are read in.

Ready afterwards: every character that is not white space is in exactly one piece, except letters that were drawn a second time
over themselves to look bold; a piece has no gap wider than a letter.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the upper left corner of the page."""

ABOVE, BELOW = 0.88, 0.12
"""How far the square of an ideographic letter reaches above and below the baseline, in its size."""
_ONE_LINE = 0.5
"""Share of the lower of two boxes that the other must cover for both to be of one line: an exponent, not ruby."""
_GAP, _GAP_BETWEEN = 1.0, 0.5
"""Widest gap inside a piece, in letters: between letters drawn one after the other, and between any."""
_OVERLAP = 0.8
"""How far a letter may reach into the one before it, in letters: punctuation is set half as wide as its square."""
_SPACE_WIDE, _SPACE_NARROW = 0.6, 0.18
"""Gap that reads as a space, in letters: beside a Japanese letter, and between Latin ones."""
_WIDE = "⺀"
"""The first of the characters that are set in squares."""
_DOUBLE = 0.15
"""How far a letter drawn twice to look bold may be off, in letters."""
_STACKED = (0.7, 1.3)
"""Distance from letter to letter in a line that runs downwards, in letters."""
_FEWEST_STACKED = 3
"""Letters below each other that make a line."""
_ROW, _MOST_ROWS = 6.0, 20
"""Height in points of the rows in which the pieces of one line are looked for, and rows that one piece may cover."""
_MOST_LOOKED_AT = 50
"""Pieces of a line that a further one is compared with."""


class Glyph(NamedTuple):
    """One drawn character."""

    text: str
    box: Box
    """As wide as its advance."""
    origin: tuple[float, float]
    """Where it stands on the baseline."""
    size: float
    """In points."""
    turn: int
    """Degrees against the clock by which it is turned."""
    bold: bool
    drawn: int
    """Which drawn text it is of."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A printed line, or a piece of one that stands alone."""

    text: str
    """Its characters, without white space at both ends."""
    box: Box
    """As tall as the squares of its letters."""
    size: float
    """Size of most of its letters."""
    bold: bool
    """Whether most of its letters are bold."""
    turn: int = 0
    """Degrees against the clock by which it is turned."""
    downwards: bool = False
    """Whether its letters stand below each other."""

    @property
    def height(self) -> float:
        """How tall it is."""
        return self.box[3] - self.box[1]


class _Placed(NamedTuple):
    """A character in the frame of its own direction, where every line runs to the right."""

    glyph: Glyph
    left: float
    right: float
    base: float


class _Run:
    """Letters of one line, in order."""

    __slots__ = ("base", "bottom", "left", "letters", "right", "size", "top")

    def __init__(self, letters: list[_Placed]) -> None:
        inked = [i for i, letter in enumerate(letters) if not letter.glyph.text.isspace()]
        self.letters = letters[inked[0] : inked[-1] + 1] if inked else []
        if inked:
            self.left = min(letter.left for letter in self.letters)
            self.right = max(letter.right for letter in self.letters)
            self.size = _usual(self.letters)
            self.base = next(letter.base for letter in self.letters if letter.glyph.size == self.size)
            self.top, self.bottom = self.base - ABOVE * self.size, self.base + BELOW * self.size


class _Piece:
    """Runs side by side on one line; as tall as the longest of them."""

    __slots__ = ("longest", "right", "runs")

    def __init__(self, run: _Run) -> None:
        self.runs = [run]
        self.longest = run
        self.right = run.right

    def take(self, run: _Run) -> None:
        """Put `run` at the end."""
        self.runs.append(run)
        self.right = max(self.right, run.right)
        if len(run.letters) > len(self.longest.letters):
            self.longest = run

    def whole(self) -> _Run:
        """All its letters."""
        return self.runs[0] if len(self.runs) == 1 else _Run([letter for run in self.runs for letter in run.letters])


def page_lines(glyphs: list[Glyph]) -> list[PageLine]:
    """The pieces of line of a page, in no particular order."""
    by_turn: dict[int, list[_Placed]] = defaultdict(list)
    for placed in _once(_placed(glyphs)):
        by_turn[placed.glyph.turn].append(placed)
    found: list[PageLine] = []
    for turn, letters in sorted(by_turn.items()):
        if turn == 0:
            columns, letters = _columns(letters)
            found += [_downwards(column) for column in columns]
        pieces = _merged(_runs(letters))
        found += _stacked(pieces) if turn == 0 else [_line(piece, turn) for piece in pieces]
    return found


def _placed(glyphs: Iterable[Glyph]) -> Iterator[_Placed]:
    for glyph in glyphs:
        left, top, right, bottom = glyph.box
        x, y = glyph.origin
        if glyph.turn == 0:
            yield _Placed(glyph, left, max(left, right), y)
            continue
        cos, sin = math.cos(math.radians(glyph.turn)), math.sin(math.radians(glyph.turn))
        start, base = x * cos - y * sin, x * sin + y * cos
        if glyph.turn % 90:
            end = start + glyph.size * (1.0 if glyph.text >= _WIDE else 0.55)
        else:
            along = (left * cos - top * sin, right * cos - bottom * sin)
            start, end = min(along), max(along)
        yield _Placed(glyph, start, end, base)


def _once(letters: Iterable[_Placed]) -> Iterator[_Placed]:
    """The letters without those that another drawn text puts on nearly the same place again."""
    cells: dict[tuple[str, int, int], _Placed] = {}
    for letter in letters:
        glyph = letter.glyph
        text = glyph.text
        if text.isspace():
            yield letter
            continue
        side = 2 * _DOUBLE * glyph.size
        across, down = letter.left / side, letter.base / side
        column, row = int(across // 1), int(down // 1)
        beside = column + (1 if across - column >= 0.5 else -1)
        below = row + (1 if down - row >= 0.5 else -1)
        for cell in ((text, column, row), (text, beside, row), (text, column, below), (text, beside, below)):
            if cell in cells and _is_double(letter, cells[cell], side / 2):
                break
        else:
            cells[text, column, row] = letter
            yield letter


def _is_double(letter: _Placed, other: _Placed, reach: float) -> bool:
    return (
        letter.glyph.drawn != other.glyph.drawn
        and letter.glyph.turn == other.glyph.turn
        and abs(letter.left - other.left) <= reach
        and abs(letter.base - other.base) <= reach
        and abs(letter.glyph.size - other.glyph.size) <= reach
    )


def _runs(letters: list[_Placed]) -> list[_Run]:
    """Letters that were drawn one behind the other."""
    runs: list[_Run] = []
    current: list[_Placed] = []
    for letter in letters:
        if current and not _follows(current[-1], letter):
            runs.append(_Run(current))
            current = []
        current.append(letter)
    runs.append(_Run(current))
    return [run for run in runs if run.letters]


def _follows(before: _Placed, letter: _Placed) -> bool:
    size = letter.glyph.size
    if abs(letter.base - before.base) > 0.1 * size or not 0.8 < size / before.glyph.size < 1.25:
        return False
    return -_OVERLAP * size <= letter.left - before.right <= _GAP * size and letter.left >= before.left


def _merged(runs: list[_Run]) -> list[_Run]:
    """The runs, those that stand side by side on one line put together, whatever order they were drawn in."""
    pieces: list[_Piece] = []
    rows: dict[int, list[_Piece]] = defaultdict(list)
    for run in sorted(runs, key=lambda run: (run.left, run.top)):
        cells = range(int(run.top // _ROW), min(int(run.bottom // _ROW), int(run.top // _ROW) + _MOST_ROWS) + 1)
        near = [piece for cell in cells for piece in rows[cell][-_MOST_LOOKED_AT:] if _continues(piece, run)]
        if near:
            max(near, key=lambda piece: (piece.right, -piece.longest.top)).take(run)
            continue
        piece = _Piece(run)
        pieces.append(piece)
        for cell in cells:
            rows[cell].append(piece)
    return [piece.whole() for piece in pieces]


def _continues(piece: _Piece, run: _Run) -> bool:
    """Whether `run` stands right behind `piece` on its line."""
    line = piece.longest
    overlap = min(line.bottom, run.bottom) - max(line.top, run.top)
    if overlap < _ONE_LINE * min(line.size, run.size):
        return False
    return -_OVERLAP * min(line.size, run.size) <= run.left - piece.right <= _GAP_BETWEEN * max(line.size, run.size)


# -- lines that run downwards ------------------------------------------------------------------------------------------


def _columns(letters: list[_Placed]) -> tuple[list[list[_Run]], list[_Placed]]:
    """Letters of one drawn text that each stand straight below the one before, as in vertical writing, and all others."""
    columns: list[list[_Run]] = []
    others: list[_Placed] = []
    current: list[_Placed] = []
    for letter in [*letters, None]:
        if letter is not None and current and _is_straight_below(current[-1], letter):
            current.append(letter)
            continue
        if len(current) < _FEWEST_STACKED:
            others += current
        else:
            columns.append([run for run in map(_Run, map(_in_its_square, current)) if run.letters])
        current = [letter] if letter is not None else []
    return [column for column in columns if column], others


def _is_straight_below(upper: _Placed, lower: _Placed) -> bool:
    size = lower.glyph.size
    straight = abs(upper.glyph.origin[0] - lower.glyph.origin[0]) <= 0.1 * size and upper.glyph.drawn == lower.glyph.drawn
    return straight and 0.3 * size <= lower.base - upper.base <= 2 * size


def _in_its_square(letter: _Placed) -> list[_Placed]:
    """The letter as wide as it is tall: what PDFium takes for its advance runs downwards."""
    left = letter.glyph.origin[0]
    return [letter._replace(left=left, right=left + letter.glyph.size)]


def _stacked(pieces: list[_Run]) -> list[PageLine]:
    """The pieces as lines, single letters below each other joined to a line that runs downwards."""
    lines: list[PageLine] = []
    single = sorted((p for p in pieces if p.right - p.left <= 1.3 * p.size), key=lambda p: (p.base, p.left))
    tails: dict[int, list[_Run]] = {}
    chains: list[list[_Run]] = []
    for piece in single:
        column = round((piece.left + piece.right) / 2 / 4)
        chain = next((c for i in (column, column - 1, column + 1) if (c := tails.get(i)) and _below(c[-1], piece)), None)
        if chain is None:
            chain = []
            chains.append(chain)
        chain.append(piece)
        tails[column] = chain
    joined = {id(piece) for chain in chains if len(chain) >= _FEWEST_STACKED for piece in chain}
    lines += [_line(piece, 0) for piece in pieces if id(piece) not in joined]
    lines += [_downwards(chain) for chain in chains if len(chain) >= _FEWEST_STACKED]
    return lines


def _below(upper: _Run, lower: _Run) -> bool:
    size = lower.size
    centred = abs((upper.left + upper.right) - (lower.left + lower.right)) / 2 <= 0.25 * size
    return (
        centred and abs(upper.size - size) <= 0.1 * size and _STACKED[0] * size <= lower.base - upper.base <= _STACKED[1] * size
    )


def _downwards(chain: list[_Run]) -> PageLine:
    letters = [letter for piece in chain for letter in piece.letters]
    box = min(p.left for p in chain), chain[0].top, max(p.right for p in chain), chain[-1].bottom
    return PageLine("".join(letter.glyph.text for letter in letters), box, _usual(letters), _bold(letters), 0, True)


# -- words -------------------------------------------------------------------------------------------------------------


def _line(run: _Run, turn: int) -> PageLine:
    box = (run.left, run.top, run.right, run.bottom)
    return PageLine(_text(run), _turned(box, turn) if turn else box, run.size, _bold(run.letters), turn)


def _text(run: _Run) -> str:
    """The letters, with a space where a gap reads as one."""
    text: list[str] = []
    before: _Placed | None = None
    for letter in run.letters:
        if before is not None and _is_gap(before, letter):
            text.append(" ")
        text.append(" " if letter.glyph.text in "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029" else letter.glyph.text)
        before = letter
    return "".join(text)


def _is_gap(before: _Placed, letter: _Placed) -> bool:
    left, right = before.glyph.text, letter.glyph.text
    if left.isspace() or right.isspace():
        return False
    wide = left >= _WIDE or right >= _WIDE
    return letter.left - before.right > (_SPACE_WIDE if wide else _SPACE_NARROW) * letter.glyph.size


def _usual(letters: list[_Placed]) -> float:
    """The size of most letters that are not white space."""
    first = letters[0].glyph.size
    if all(letter.glyph.size == first for letter in letters):
        return first
    sizes = Counter(letter.glyph.size for letter in letters if not letter.glyph.text.isspace())
    return max(sizes, key=lambda size: (sizes[size], size))


def _bold(letters: list[_Placed]) -> bool:
    inked = [letter.glyph.bold for letter in letters if not letter.glyph.text.isspace()]
    return sum(inked) * 2 > len(inked)


def _turned(box: Box, turn: int) -> Box:
    """The bounds, on the page, of a box in the frame of text that is turned."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    corners = [(u * cos + v * sin, v * cos - u * sin) for u in (box[0], box[2]) for v in (box[1], box[3])]
    return min(x for x, _ in corners), min(y for _, y in corners), max(x for x, _ in corners), max(y for _, y in corners)
