"""Two editions as a picture: headings of the older one on the left, of the newer one on the right, lines between continued ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shisaku.pages.component_tree import GROUP, INITIATIVE, PILLAR, ComponentBranch
from shisaku.pages.edition_pages import EditionRow, EditionView
from shisaku.pages.plan_picture import ComponentBox, wrapped

_LINE = 19
_EM = 14
_PADDING = 6
_GAP = 7
_TOP = 34
_INDENTS = {PILLAR: 0, GROUP: 8}
_INDENT = 16


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Dimensions of one form of the picture."""

    name: str
    """`wide` or `narrow`."""
    column: int
    """Width of either edition."""
    between: int
    """Width of the space for lines."""


WIDE = SideBySide("wide", 390, 140)
NARROW = SideBySide("narrow", 140, 44)


@dataclass(frozen=True, slots=True)
class PictureHeading(ComponentBox):
    """A heading of one edition with its position."""

    fate: str
    """`new` or `dropped`, empty where it has a counterpart."""

    @property
    def middle(self) -> float:
        """Height at which lines connect."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Thread:
    """A line from a heading to its successor."""

    row: EditionRow
    """The succession."""
    style: str
    """`continued`, `renamed`, `split` or `merged`, followed by `moved` if it has moved."""
    path: str
    """The SVG path."""


@dataclass(frozen=True, slots=True)
class EditionPicture:
    """The whole picture."""

    form: SideBySide
    """Which form it has."""
    headings: tuple[PictureHeading, ...]
    """Headings of the older edition in its order, then of the newer one."""
    threads: tuple[Thread, ...]
    """Lines between them."""
    width: float
    """Width of the whole."""
    height: float
    """Height of the whole."""


def edition_picture(comparison: EditionView, form: SideBySide) -> EditionPicture:
    """The picture of two editions in one form."""
    fates = {ref.iri: row.kind for row in comparison.rows for ref in (*row.old, *row.new) if not (row.old and row.new)}
    right = form.column + form.between
    old, new = (tuple(_column(tree, x, form, fates)) for tree, x in ((comparison.old, 0), (comparison.new, right)))
    places = {str(heading.branch.iri): heading for heading in (*old, *new)}
    height = max((heading.y + heading.height for heading in (*old, *new)), default=_TOP) + _GAP
    return EditionPicture(form, (*old, *new), tuple(_threads(comparison.rows, places)), right + form.column, height)


def _column(tree: ComponentBranch, left: float, form: SideBySide, fates: dict[str, str]) -> Iterator[PictureHeading]:
    y: float = _TOP
    for branch in tree.walk():
        if branch is tree or branch.kind == INITIATIVE:
            continue
        indent = _INDENTS.get(branch.kind, _INDENT) if form.between > _EM * 5 else _INDENTS.get(branch.kind, _INDENT) / 4
        width = form.column - indent - 2
        lines = wrapped(branch.name.text, (width - 2 * _PADDING) / _EM)
        y += _GAP if branch.kind == PILLAR else 0
        height = len(lines) * _LINE + 2 * _PADDING
        box = PictureHeading(branch, left + 1 + indent, y, width, height, lines, fates.get(str(branch.iri), ""))
        yield box
        y += box.height + _GAP


def _threads(rows: Iterable[EditionRow], places: dict[str, PictureHeading]) -> Iterator[Thread]:
    for row in rows:
        for here in (places[ref.iri] for ref in row.old if ref.iri in places):
            for there in (places[ref.iri] for ref in row.new if ref.iri in places):
                start, end = here.x + here.width, there.x
                bend = (start + end) / 2
                path = f"M{start:g} {here.middle:g}C{bend:g} {here.middle:g} {bend:g} {there.middle:g} {end:g} {there.middle:g}"
                yield Thread(row, f"{row.kind} moved" if row.moved else row.kind, path)
