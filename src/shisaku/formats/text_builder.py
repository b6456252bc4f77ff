"""Builds a Document: a format passes words in, and gets blocks and tables with exact spans.

    builder = TextBuilder("html")
    builder.add(Words("Goals", "heading", level=1))
    builder.add(Words((Run("Lead: ", bold=True), Run("Finance")), "item", level=1, mark="•"))
    builder.table([CellWords(0, 0, (Words("Action"),), header=True), CellWords(0, 1, (Words("Owner"),), header=True)])
    builder.document(title="Goals of the town")

A line break in words is one that the format states; a format whose source is wrapped replaces those breaks by blanks first.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from shisaku.model.document import NO_PLACE, PLAIN, Block, BlockKind, Cell, Document, DocumentPlace, Skipped, Style, Table
from shisaku.model.span import Span

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+"
)
"""Invisible characters: controls, soft hyphens, zero-width spaces, marks of direction."""
_JOINERS = re.compile("(?:^|(?<=[^\u0600-\u1cff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]))[\u200c\u200d]+")
"""Joiners where they join nothing; they matter between letters of Arabic and Indic scripts, and in emoji."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_WHITE = re.compile(r"\s+")
_UNTIDY = re.compile(
    "[^\\S \u3000]|  |[ \u3000]\u3000|\u3000 |[\u200c\u200d\ud800-\udfff]|" + _INVISIBLE.pattern.removesuffix("+")
)
"""Characters that may have to be tidied within a text: most texts have none."""
_BREAKS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
_WIDE = "\u3000"


@dataclass(frozen=True, slots=True)
class StyledRun:
    """Letters that look alike."""

    text: str
    """The letters, blanks at the ends among them."""
    bold: bool = False
    """Whether they are of a bold weight."""
    linked: bool = False
    """Whether they are a link."""
    struck: bool = False
    """Whether they are struck out."""


_PLAIN_RUN = StyledRun("")
"""Default looks of letters."""


@dataclass(frozen=True, slots=True)
class BlockWords:
    """Words for a block, and the properties of `Block`.

    `linked`, `bold_lead`, and whether most of the letters are bold or struck out, come from the runs.
    """

    runs: str | Sequence[StyledRun]
    """The words; white space in them need not be tidy."""
    kind: BlockKind = "paragraph"
    """As in `Block`."""
    level: int = 0
    """As in `Block`."""
    mark: str = ""
    """As in `Block`."""
    place: DocumentPlace = NO_PLACE
    """As in `Block`."""
    style: Style = PLAIN
    """As in `Block`; bold also where most of the letters of the runs are."""
    frame: int = -1
    """As in `Block`; see `TextBuilder.new_frame`."""
    quoted: bool = False
    """As in `Block`."""
    struck: bool = False
    """As in `Block`; also where most of the letters of the runs are."""
    checked: bool | None = None
    """As in `Block`."""


@dataclass(frozen=True, slots=True)
class CellWords:
    """Contents of a cell."""

    row: int
    """As in `Cell`."""
    column: int
    """As in `Cell`."""
    words: Sequence[BlockWords] = ()
    """The words printed in it, in order."""
    rows: int = 1
    """As in `Cell`."""
    columns: int = 1
    """As in `Cell`."""
    header: bool = False
    """As in `Cell`."""
    place: DocumentPlace = NO_PLACE
    """As in `Cell`."""
    style: Style = PLAIN
    """As in `Cell`."""


def tidied(text: str) -> str:
    """`text` without white space at its ends, each run of white space reduced to one character, and without invisible characters.

    That character is a line break where the run has one, else an ideographic space where it has one, else a blank. All other
    characters stay as they are; U+FFFD replaces a lone surrogate.
    """
    return _collapsed(text).strip()


def one_line(text: str) -> str:
    """`text`, tidied, with blanks for its line breaks."""
    return tidied(text).replace("\n", " ")


class TextBuilder:
    """Builds the text of a document, block by block and table by table."""

    def __init__(self, format: str) -> None:
        self._format = format
        self._parts: list[str] = []
        self._length = 0
        self._gap = False
        self._frames = 0
        self._content: list[Block | Table] = []
        self._skipped: list[Skipped] = []

    @property
    def length(self) -> int:
        """Code points of the text so far."""
        return self._length

    def gap(self) -> None:
        """Leave a blank line before the next block; several calls leave one, none is left at the ends of the text."""
        self._gap = True

    def new_frame(self) -> int:
        """Number of a new frame, from 0."""
        self._frames += 1
        return self._frames - 1

    def add(self, words: BlockWords) -> Block | None:
        """Append a block, on a line of its own; None where there is nothing to print."""
        pieces = _pieces(words.runs)
        if not pieces:
            return None
        block = self._block(words, pieces, self._separator())
        self._content.append(block)
        return block

    def table(
        self,
        cells: Iterable[CellWords],
        place: DocumentPlace = NO_PLACE,
        origin: Literal["stated", "ruled", "aligned"] = "stated",
        name: str = "",
        ordered: bool = False,
    ) -> Table | None:
        """Append a table with blank lines around it; None where no cell has anything to print.

        `cells` may come in any order but must not overlap; `ordered` says that they come row by row, each from the left: then no more
        than a row of them is held at a time. Lines: a row by itself, its cells divided by tabs where each is one line; else a line for
        each line of each cell.
        """
        in_order = cells if ordered else sorted(cells, key=lambda cell: (cell.row, cell.column))
        gap_before, parts_before = self._gap, len(self._parts)
        self.gap()
        done: list[Cell] = []
        for _, group in groupby(in_order, key=lambda cell: cell.row):
            row = [(cell, [(words, pieces) for words in cell.words if (pieces := _pieces(words.runs))]) for cell in group]
            one_lines = all(
                len(blocks) <= 1 and not any("\n" in text for _, pieces in blocks for text, _ in pieces) for _, blocks in row
            )
            separator = ""
            for cell, blocks in row:
                made = []
                for words, pieces in blocks:
                    made.append(self._block(words, pieces, separator or self._separator()))
                    separator = "\t" if one_lines else "\n"
                done.append(
                    Cell(cell.row, cell.column, tuple(made), cell.rows, cell.columns, cell.header, cell.place, cell.style)
                )
        if len(self._parts) == parts_before:
            self._gap = gap_before
            return None
        table = Table(tuple(done), place, origin, name)
        self._content.append(table)
        self.gap()
        return table

    def skip(self, skipped: Skipped) -> None:
        """Record that something was not read."""
        self._skipped.append(skipped)

    def document(
        self, title: str = "", language: str = "", encoding: str = "", fields: Iterable[tuple[str, str]] = ()
    ) -> Document:
        """The document; its title and fields are tidied, fields without words left out."""
        facts = tuple((name, words) for name, value in fields if (words := tidied(value)))
        text = "".join(self._parts)
        return Document(
            self._format, text, tuple(self._content), one_line(title), language.strip(), encoding, facts, tuple(self._skipped)
        )

    def _separator(self) -> str:
        """Separator before a block that begins a line."""
        gap, self._gap = self._gap, False
        if not self._length:
            return ""
        return "\n\n" if gap else "\n"

    def _block(self, words: BlockWords, pieces: list[tuple[str, StyledRun]], separator: str) -> Block:
        start = self._length + len(separator)
        self._parts.append(separator)
        for text, _ in pieces:
            self._parts.append(text)
            self._length += len(text)
        self._length += len(separator)
        bold, linked, struck = _shares(pieces)
        return Block(
            Span(start, self._length),
            words.kind,
            words.level,
            one_line(words.mark) if words.mark else "",
            words.place,
            replace(words.style, bold=True) if bold > 0.5 and not words.style.bold else words.style,
            words.frame,
            linked,
            _bold_lead(pieces) if bold else 0,
            words.quoted,
            words.struck or struck > 0.5,
            words.checked,
        )


def _shares(pieces: list[tuple[str, StyledRun]]) -> tuple[float, float, float]:
    """Shares of the letters that are bold, a link, and struck out."""
    if len(pieces) == 1:
        run = pieces[0][1]
        return float(run.bold), float(run.linked), float(run.struck)
    letters = max(1, sum(_letters(text) for text, _ in pieces))
    bold, linked, struck = (
        sum(_letters(text) for text, run in pieces if getattr(run, name)) / letters for name in ("bold", "linked", "struck")
    )
    return bold, linked, struck


def _letters(text: str) -> int:
    return len(text) - sum(map(str.isspace, text))


def _white(match: re.Match[str]) -> str:
    run = match.group()
    if run == " ":
        return run
    if not _BREAKS.isdisjoint(run):
        return "\n"
    return _WIDE if _WIDE in run else " "


def _collapsed(text: str) -> str:
    if _UNTIDY.search(text) is None:
        return text
    text = _SURROGATES.sub("\ufffd", _JOINERS.sub("", _INVISIBLE.sub("", text)))
    return _WHITE.sub(_white, text)


def _pieces(runs: str | Sequence[StyledRun]) -> list[tuple[str, StyledRun]]:
    """The words of each run, so that all of them together are tidy; none for runs without words."""
    if isinstance(runs, str):
        text = tidied(runs)
        return [(text, _PLAIN_RUN)] if text else []
    pieces: list[tuple[str, StyledRun]] = []
    for run in runs:
        text = _collapsed(run.text)
        if text and text[0].isspace():
            if not pieces:
                text = text.lstrip()
            elif pieces[-1][0][-1].isspace():
                # Both ends of the seam are white: the stronger character of them stays.
                last, before = pieces[-1]
                seam = _white_of(last[-1] + text[0])
                pieces[-1] = (last[:-1] + seam, before)
                text = text[1:]
        if text:
            pieces.append((text, run))
    while pieces and not (last := pieces[-1][0].rstrip()):
        pieces.pop()
    if pieces:
        pieces[-1] = (last, pieces[-1][1])
    return pieces


def _white_of(run: str) -> str:
    return _WHITE.sub(_white, run)


def _bold_lead(pieces: list[tuple[str, StyledRun]]) -> int:
    """Letters at the head that are bold, 0 where all are or none."""
    length = trailing = 0
    for text, run in pieces:
        if not run.bold and not text.isspace():
            return length - trailing
        length += len(text)
        trailing = len(text) - len(text.rstrip()) if not text.isspace() else trailing + len(text)
    return 0
