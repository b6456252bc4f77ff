"""A picture of a plan: every pillar, group, measure and entry, with restatements and inferred placements.

Headings are stacked, entries are cells next to or below their heading. Positions follow from estimated widths of the words, so the
picture is reproducible and nothing overlaps. The wide form fits a sheet of paper, the narrow one a phone.

    | Ⅰ pillar                        |
    |   ■ group                       |
    |   [１ measure]   [1○][2☆][3○] --.   an arc joins an entry that is repeated with its original
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from shisaku.pages.component_tree import INITIATIVE, MEASURE, PILLAR, ComponentBranch

_LINE = 20
_CELL_HEIGHT = 26
_CELL_GAP = 6
_PADDING = 7
_GAP = 8
_EM = 14
_INDENT = 12
_BADGE = 20
_CLOSING = "、。，．・）」』】〉》：；？！ー々"
"""Characters that must not begin a line."""


@dataclass(frozen=True, slots=True)
class Form:
    """Dimensions of one form of the picture."""

    name: str
    """`wide` or `narrow`."""
    headings: int
    """Width of the column of headings."""
    cells: int
    """Left edge of the column of entries; 0 where they are below their heading."""
    edge: int
    """Right edge of headings and entries."""
    arcs: int
    """Width of the margin that arcs are drawn in."""
    top: int
    """Height left free above, for the reasons of the first inferences."""


WIDE = Form("wide", 430, 446, 830, 90, 120)
NARROW = Form("narrow", 300, 0, 300, 28, 150)


@dataclass(frozen=True, slots=True)
class ComponentBox:
    """A component with its position."""

    branch: ComponentBranch
    """The component."""
    x: float
    """Left edge."""
    y: float
    """Upper edge."""
    width: float
    """Width."""
    height: float
    """Height."""
    lines: tuple[str, ...]
    """Its words, one string a line."""

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Tip:
    """The reason of an inferred placement, shown when its badge has hover or focus."""

    box: ComponentBox
    """The component."""
    x: float
    """Left edge of the words."""
    y: float
    """Upper edge of the words."""
    width: float
    """Width of the words with padding."""
    lines: tuple[str, ...]
    """The words, one string a line."""

    @property
    def height(self) -> float:
        """Height of the words with padding."""
        return len(self.lines) * 17 + 12


@dataclass(frozen=True, slots=True)
class PlanPicture:
    """The whole picture."""

    form: Form
    """Which form it has."""
    boxes: tuple[ComponentBox, ...]
    """Components in the order of the plan."""
    arcs: tuple[tuple[ComponentBranch, str], ...]
    """Entries that repeat another, each with the SVG path to its original."""
    tips: tuple[Tip, ...]
    """Reasons, in the order of the plan."""
    width: float
    """Width of the whole."""
    height: float
    """Height of the whole."""


def plan_picture(tree: ComponentBranch, form: Form) -> PlanPicture:
    """The picture of a plan in one form."""
    drawing = _Drawing(form)
    drawing.under(tree, 0)
    boxes = tuple(drawing.boxes)
    height = max((box.bottom for box in boxes), default=form.top) + 3 * _GAP
    return PlanPicture(form, boxes, tuple(_arcs(boxes, form)), tuple(_tips(boxes, form)), form.edge + form.arcs, height)


def wrapped(words: str, width: float) -> tuple[str, ...]:
    """Return the words in lines of at most that many ems; Latin words are not broken if they fit."""
    lines, line = [], ""
    for piece in _pieces(words):
        if line and _ems(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
        while _ems(line.rstrip()) > width:
            cut = next(n for n in range(len(line), 0, -1) if _ems(line[:n]) <= width or n == 1)
            lines.append(line[:cut])
            line = line[cut:]
    return (*lines, line.rstrip()) if line.strip() or not lines else tuple(lines)


def _pieces(words: str) -> Iterator[str]:
    """Wide characters one by one, narrow ones as words with the following space."""
    piece = ""
    for letter in words:
        if piece and letter not in _CLOSING and (_wide(letter) or _wide(piece[-1]) or (piece[-1] == " " and letter != " ")):
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


def _wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WFA"


def _ems(words: str) -> float:
    return sum(1 if _wide(letter) else 0.62 for letter in words)


@dataclass(slots=True)
class _Drawing:
    """The boxes drawn so far."""

    form: Form
    boxes: list[ComponentBox] = field(default_factory=list)
    y: float = 0

    def __post_init__(self) -> None:
        self.y = self.form.top

    def under(self, branch: ComponentBranch, depth: int) -> None:
        """Draw the children of a heading: its own entries, then headings."""
        entries = [child for child in branch.branches if child.kind == INITIATIVE]
        if entries and branch.kind != MEASURE:
            self.y = self.cells(entries, 2 + depth * _INDENT, self.y) + _GAP
        for child in branch.branches:
            if child.kind != INITIATIVE:
                self.heading(child, depth)

    def heading(self, branch: ComponentBranch, depth: int) -> None:
        """Draw a heading with its entries next to or below it, and its children."""
        form = self.form
        x = 2 + depth * _INDENT
        if branch.kind == PILLAR:
            self.y += _GAP
        right = form.edge if branch.kind != MEASURE or not form.cells else form.headings
        width = right - x
        lines = wrapped(branch.name.text, (width - 2 * _PADDING - (_BADGE if branch.concluded else 0)) / _EM)
        box = ComponentBox(branch, x, self.y, width, len(lines) * _LINE + 2 * _PADDING, lines)
        self.boxes.append(box)
        entries = [child for child in branch.branches if child.kind == INITIATIVE] if branch.kind == MEASURE else []
        if form.cells:
            self.y = max(box.bottom, self.cells(entries, form.cells, box.y + 4)) + _GAP
        else:
            self.y = self.cells(entries, x, box.bottom + 4) + _GAP if entries else box.bottom + _GAP
        self.under(branch, depth + 1)

    def cells(self, entries: list[ComponentBranch], left: float, top: float) -> float:
        """Draw entries in rows; return the lower edge of the last row."""
        x, y = left, top
        for entry in entries:
            words = f"{entry.number}{entry.marks}"
            width = round(_ems(words) * _EM + 12, 1)
            if x > left and x + width > self.form.edge:
                x, y = left, y + _CELL_HEIGHT + _CELL_GAP
            self.boxes.append(ComponentBox(entry, x, y, width, _CELL_HEIGHT, (words,)))
            x = round(x + width + _CELL_GAP, 1)
        return y + _CELL_HEIGHT if entries else top


def _arcs(boxes: tuple[ComponentBox, ...], form: Form) -> Iterator[tuple[ComponentBranch, str]]:
    """Paths from each restated entry along the gap below it to the margin, and back to its original."""
    placed = {box.branch.iri: box for box in boxes}
    tallest = max((box.bottom for box in boxes), default=1)
    for box in boxes:
        for original in box.branch.restates:
            there = placed.get(original)
            if there is None:
                continue
            here_y, there_y = box.bottom + 2, there.bottom + 4  # two that meet in one gap stay apart
            bulge = form.edge + 6 + (form.arcs - 10) * (0.45 + 0.85 * min(1, abs(there_y - here_y) / tallest))
            yield (
                box.branch,
                f"M{box.x + box.width / 2:g} {box.bottom:g}V{here_y:g}H{form.edge:g}"
                f"C{bulge:g} {here_y:g} {bulge:g} {there_y:g} {form.edge:g} {there_y:g}"
                f"H{there.x + there.width / 2:g}V{there.bottom:g}",
            )


def _tips(boxes: tuple[ComponentBox, ...], form: Form) -> Iterator[Tip]:
    """Reasons above their components, so that each covers only earlier drawings."""
    width = min(form.edge - 4, 520)
    for box in boxes:
        if box.branch.concluded is not None:
            lines = wrapped(box.branch.concluded.text, (width - 16) / 12.5)
            x = max(2, min(box.x, form.edge - width))
            yield Tip(box, x, box.y - len(lines) * 17 - 14, width, lines)
