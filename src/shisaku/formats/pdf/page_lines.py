"""From the letters of a page to pieces of lines; their reading order is not known yet.

Ready afterwards: every letter that is not white space is in exactly one piece, except letters that were drawn a second time
over themselves to look bold; a piece has no gap wider than a letter.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shisaku.formats.pdf.letter_runs import LetterRun, bold, run_of, usual_size
from shisaku.formats.pdf.letters import Box, Drawn, Letter
from shisaku.formats.pdf.overprint import drawn_once
from shisaku.formats.pdf.page_words import words_of
from shisaku.formats.pdf.punctuation import in_their_gaps

_ONE_LINE = 0.5
"""Share of the lower of two boxes that the other must cover for both to be of one line: an exponent, not ruby."""
_GAP, _GAP_BETWEEN = 1.0, 0.5
"""Widest gap inside a piece, in letters: between letters drawn one after the other, and between any."""
_OVERLAP = 0.8
"""How far a letter may reach into the one before it, in letters: punctuation is set half as wide as its square."""
_STACKED = (0.7, 1.3)
"""Distance from letter to letter in a line that runs downwards, in letters."""
_FEWEST_STACKED = 3
"""Least number of letters below each other that make a line."""
_ROW, _MOST_ROWS = 6.0, 20
"""Height in points of the rows in which the pieces of one line are looked for, and rows that one piece may cover."""
_MOST_LOOKED_AT = 50
"""Most pieces of a line that a further one is compared with."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A printed line, or a separate piece of one."""

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
    """Whether its letters are set vertically."""
    colour: str = ""
    """Colour of most of its letters, `#rrggbb`; empty for black."""
    fill: str = ""
    """Colour behind it, `#rrggbb`; empty for none or white."""
    bold_lead: int = 0
    """Letters at its head that are bold where the rest is not."""
    notes: tuple[str, ...] = ()
    """Numbers of notes that are raised in it; they are not among its characters."""
    note: bool = False
    """Whether it is a reading aid, or the numbers of notes, of the lines before it."""
    frame: int = -1
    """Number of the drawn box around it, on its page; -1 outside of any."""
    table: int = -1
    """Number of the table on the page that this placeholder represents; -1 for a line."""
    recognised: bool = False
    """Whether it was read from a picture by character recognition."""

    @property
    def height(self) -> float:
        """How tall it is."""
        return self.box[3] - self.box[1]


class _Piece:
    """Runs side by side on one line; as tall as the tallest of them."""

    __slots__ = ("longest", "right", "runs")

    def __init__(self, run: LetterRun) -> None:
        self.runs = [run]
        self.longest = run
        self.right = run.right

    def take(self, run: LetterRun) -> None:
        """Append `run`."""
        self.runs.append(run)
        self.right = max(self.right, run.right)
        if len(run.letters) > len(self.longest.letters):
            self.longest = run

    def whole(self) -> LetterRun | None:
        """All its letters."""
        return self.runs[0] if len(self.runs) == 1 else run_of([letter for run in self.runs for letter in run.letters])


def page_lines(drawn: Iterable[Drawn]) -> list[PageLine]:
    """The pieces of line of a page, in no particular order."""
    by_turn: dict[int, list[Drawn]] = defaultdict(list)
    for letters in drawn:
        by_turn[letters[0].look.turn].append(letters)
    found: list[PageLine] = []
    for turn, texts in sorted(by_turn.items()):
        texts = drawn_once(texts)
        if turn == 0:
            columns, texts = _columns(texts)
            found += [_downwards(column) for column in columns]
        pieces = _merged(_runs(texts))
        found += _stacked(pieces) if turn == 0 else [_line(piece, turn) for piece in pieces]
    return found


def _runs(texts: list[Drawn]) -> list[LetterRun]:
    """Letters that were drawn one behind the other."""
    runs: list[LetterRun] = []
    current: list[Letter] = []
    for letters in texts:
        start = 0
        before = current[-1] if current else None
        for at, letter in enumerate(letters):
            if before is not None and not _follows(before, letter):
                current += letters[start:at]
                runs += _run(current)
                current, start = [], at
            before = letter
        current += letters[start:]
    return runs + _run(current)


def _run(letters: list[Letter]) -> list[LetterRun]:
    run = run_of(letters)
    return [] if run is None else [run]


def _follows(before: Letter, letter: Letter) -> bool:
    size = letter.look.size
    if abs(letter.base - before.base) > 0.1 * size or not 0.8 < size / before.look.size < 1.25:
        return False
    return -_OVERLAP * size <= letter.left - before.right <= _GAP * size and letter.left >= before.left


def _merged(runs: list[LetterRun]) -> list[LetterRun]:
    """The runs, with those side by side on one line joined, in whatever order they were drawn."""
    pieces: list[_Piece] = []
    rows: dict[int, list[_Piece]] = defaultdict(list)
    for run in sorted(in_their_gaps(runs), key=lambda run: (run.left, run.top)):
        first = int(run.top // _ROW)
        cells = range(first, min(int(run.bottom // _ROW), first + _MOST_ROWS) + 1)
        near = [piece for cell in cells for piece in rows[cell][-_MOST_LOOKED_AT:] if _continues(piece, run)]
        if near:
            max(near, key=lambda piece: (piece.right, -piece.longest.top)).take(run)
            continue
        piece = _Piece(run)
        pieces.append(piece)
        for cell in cells:
            rows[cell].append(piece)
    return [whole for piece in pieces if (whole := piece.whole()) is not None]


def _continues(piece: _Piece, run: LetterRun) -> bool:
    """Whether `run` follows right behind `piece` on its line."""
    line = piece.longest
    overlap = min(line.bottom, run.bottom) - max(line.top, run.top)
    if overlap < _ONE_LINE * min(line.size, run.size):
        return False
    return -_OVERLAP * min(line.size, run.size) <= run.left - piece.right <= _GAP_BETWEEN * max(line.size, run.size)


# -- lines that run downwards ------------------------------------------------------------------------------------------


def _columns(texts: list[Drawn]) -> tuple[list[list[LetterRun]], list[Drawn]]:
    """Letters of one drawn text that are each straight below the one before, as in vertical writing, and all others."""
    columns: list[list[LetterRun]] = []
    others: list[Drawn] = []
    for letters in texts:
        if len(letters) < _FEWEST_STACKED or letters[0].base == letters[1].base == letters[-1].base:
            others.append(letters)
            continue
        current: list[Letter] = []
        for letter in [*letters, None]:
            if letter is not None and current and _is_straight_below(current[-1], letter):
                current.append(letter)
                continue
            if len(current) >= _FEWEST_STACKED and _is_writing(current):
                columns.append([run for one in current for run in _run([one])])
            elif current:
                others.append(current)
            current = [letter] if letter is not None else []
    return [column for column in columns if column], others


def _is_straight_below(upper: Letter, lower: Letter) -> bool:
    size = lower.look.size
    return abs(upper.left - lower.left) <= 0.1 * size and 0.3 * size <= lower.base - upper.base <= 2 * size


def _is_writing(letters: Sequence[Letter]) -> bool:
    """Whether most of these are letters of words: bullets and numbers below each other head the items of a list."""
    return 2 * sum(one.text.isalpha() for one in letters) > len(letters)


def _stacked(pieces: list[LetterRun]) -> list[PageLine]:
    """The pieces as lines, single letters below each other joined to a line that runs downwards."""
    single = sorted((p for p in pieces if p.right - p.left <= 1.3 * p.size), key=lambda p: (p.base, p.left))
    tails: dict[int, list[LetterRun]] = {}
    chains: list[list[LetterRun]] = []
    for piece in single:
        column = round((piece.left + piece.right) / 2 / 4)
        chain = next((c for i in (column, column - 1, column + 1) if (c := tails.get(i)) and _below(c[-1], piece)), None)
        if chain is None:
            chain = []
            chains.append(chain)
        chain.append(piece)
        tails[column] = chain
    long = [chain for chain in chains if len(chain) >= _FEWEST_STACKED and _is_writing([one.letters[0] for one in chain])]
    joined = {id(piece) for chain in long for piece in chain}
    return [_line(piece, 0) for piece in pieces if id(piece) not in joined] + [_downwards(chain) for chain in long]


def _below(upper: LetterRun, lower: LetterRun) -> bool:
    size = lower.size
    centred = abs((upper.left + upper.right) - (lower.left + lower.right)) / 2 <= 0.25 * size
    return (
        centred and abs(upper.size - size) <= 0.1 * size and _STACKED[0] * size <= lower.base - upper.base <= _STACKED[1] * size
    )


def _downwards(chain: list[LetterRun]) -> PageLine:
    letters = [letter for piece in chain for letter in piece.letters]
    box = min(p.left for p in chain), chain[0].top, max(p.right for p in chain), chain[-1].bottom
    text = "".join(letter.text for letter in letters)
    return PageLine(text, box, usual_size(letters), bold(letters), 0, True, letters[0].look.colour)


def _line(run: LetterRun, turn: int) -> PageLine:
    box = (run.left, run.top, run.right, run.bottom)
    words = words_of(run)
    place = _turned(box, turn) if turn else box
    return PageLine(words.text, place, run.size, words.bold, turn, False, words.colour, "", words.bold_lead, words.notes)


def _turned(box: Box, turn: int) -> Box:
    """The bounds, on the page, of a box in the frame of text that is turned."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    corners = [(u * cos + v * sin, v * cos - u * sin) for u in (box[0], box[2]) for v in (box[1], box[3])]
    return min(x for x, _ in corners), min(y for _, y in corners), max(x for x, _ in corners), max(y for _, y in corners)
