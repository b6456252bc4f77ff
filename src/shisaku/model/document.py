"""Contents of a file, the same for every format: its text, the blocks and tables of the text, and where each is.

file -> `shisaku.formats` -> Document -> `shisaku.reading` -> Plan

What the format states (a heading and its level, the depth of a list, the cells of a table) is stated here; nothing is inferred.
Every character of `Document.text` that is not white space belongs to exactly one block, be it in a cell or not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from shisaku.model.span import Span

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the upper left corner of the page."""
BlockKind = Literal["heading", "item", "paragraph", "line", "caption", "note", "artefact"]
"""Kind of a block as the format states it. `line`: none is stated, one printed line. `caption`: of a table or picture.
`note`: a footnote or a comment. `artefact`: navigation, a running head, a page number, where the format says so."""


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """Where in its file something is, in the format's own terms."""

    page: int = 0
    """Page, slide or sheet, from 1; 0 where the format has none."""
    box: Box | None = None
    """Where on the page it is printed; None where the format does not say."""
    selector: str = ""
    """The format's own place: a fragment (RFC 5147 `line=3,4`, RFC 7111 `cell=4,1`, `page=2&xywh=…`), an XPath, or a cell as `Sheet1!B3`."""


NO_PLACE = DocumentPlace()
"""The place of something that has none."""


@dataclass(frozen=True, slots=True)
class Style:
    """Looks of letters, as far as the format states them."""

    size: float = 0.0
    """Size of most of the letters, in points; 0 where it is not known."""
    bold: bool = False
    """Whether most of the letters are of a bold weight."""
    colour: str = ""
    """Colour of most of the letters, `#rrggbb` in lower case; empty where it is not known or black."""
    fill: str = ""
    """Colour behind the letters, `#rrggbb`; empty where there is none, or white."""
    name: str = ""
    """Name of the style, or of the element: `Heading 1`, `List Bullet`, `li`, `dt`, `title` (a placeholder of a slide)."""
    indent: float = 0.0
    """How far from the left edge of its column the first line begins, in points, where the format states it; blanks at its head are counted."""


PLAIN = Style()
"""Style of letters without known looks."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that its format separates: a heading, an item of a list, a paragraph, a printed line."""

    span: Span
    """Its words in the text, without white space at the ends; a line break within is one that the format has."""
    kind: BlockKind
    """Its kind, as the format states it."""
    level: int = 0
    """Of a heading, its level from 1, outermost first; of an item, how deep its list is nested, from 1; else 0."""
    mark: str = ""
    """Number or bullet that the format puts before it and that is not among its words: `1.`, `•`."""
    place: DocumentPlace = NO_PLACE
    """Where it is in the file."""
    style: Style = PLAIN
    """How it looks."""
    frame: int = -1
    """Number of the text box, shape, drawn frame or tile around it, from 0, through the document; -1 outside of any."""
    linked: float = 0.0
    """Share of its letters that are a link, 0 to 1."""
    bold_lead: int = 0
    """Letters at its head that are bold where the rest is not: a label before its explanation."""
    quoted: bool = False
    """Whether the format marks it as a quotation or as code."""
    struck: bool = False
    """Whether it is struck out: deleted, or done."""
    checked: bool | None = None
    """Of an item with a check box, whether it is ticked; None for others."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    row: int
    """First row that it is in, from 0."""
    column: int
    """First column that it is in, from 0."""
    blocks: tuple[Block, ...]
    """What is printed in it, in order; empty for an empty cell."""
    rows: int = 1
    """Rows that it spans."""
    columns: int = 1
    """Columns that it spans."""
    header: bool = False
    """Whether the format marks it as a header of a column or a row."""
    place: DocumentPlace = NO_PLACE
    """Where it is in the file."""
    style: Style = PLAIN
    """How it looks."""

    @property
    def span(self) -> Span | None:
        """From its first to its last character; None for an empty cell."""
        return Span(self.blocks[0].span.start, self.blocks[-1].span.end) if self.blocks else None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid of cells; no two cells overlap, and places of the grid that no cell covers are empty."""

    cells: tuple[Cell, ...]
    """Row by row, each row from the left."""
    place: DocumentPlace = NO_PLACE
    """Where it is in the file: the page that it begins on."""
    origin: Literal["stated", "ruled", "aligned"] = "stated"
    """Evidence for a table: the format, rules drawn on the page, or only the alignment of its words."""
    name: str = ""
    """Name of the table or of its sheet, where the format has one."""

    @property
    def height(self) -> int:
        """Number of rows."""
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        """Number of columns."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)

    @property
    def span(self) -> Span:
        """From its first to its last character."""
        spans = [cell.span for cell in self.cells if cell.span is not None]
        return Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else Span(0, 0)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in the file that was not read."""

    what: Literal["picture", "scan", "chart", "macro", "embedded", "hidden", "script", "too-large", "broken"]
    """What it is."""
    place: DocumentPlace = NO_PLACE
    """Where it is in the file."""


@dataclass(frozen=True, slots=True)
class Document:
    """Contents of one file."""

    format: str
    """Name of the format, a key of `shisaku.formats.registry`: `html`, `xlsx`."""
    text: str
    """Its words in the order they are read in: a line break behind each block, a blank line where the format has more white."""
    content: tuple[Block | Table, ...]
    """What the text consists of, in order of the text."""
    title: str = ""
    """Title that the file states of itself (metadata, `<title>`); empty where it has none. It need not be printed."""
    language: str = ""
    """Language that the file states, BCP 47; empty where it states none."""
    encoding: str = ""
    """Character encoding of a format of text; empty for others."""
    fields: tuple[tuple[str, str], ...] = ()
    """Other facts that the file states of itself, by name: `author`, `date`, keys of front matter whose values are words."""
    skipped: tuple[Skipped, ...] = ()
    """Parts that were not read."""

    def blocks(self) -> Iterator[Block]:
        """Every block, those in cells among them, in order of the text."""
        for one in self.content:
            if isinstance(one, Block):
                yield one
            else:
                for cell in one.cells:
                    yield from cell.blocks

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in order."""
        return tuple(one for one in self.content if isinstance(one, Table))
