"""A workbook as a Document: its visible sheets in order, each a page of tables, lines, drawn text, and notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from xml.etree.ElementTree import Element

from shisaku.formats.cell_words import Rich, cell_words
from shisaku.formats.ooxml.attribute_values import integer, truth
from shisaku.formats.ooxml.parts import Relation
from shisaku.formats.sheet_tables import SheetCell, SheetPart, as_table, cut
from shisaku.formats.sheets.archive import Archive
from shisaku.formats.sheets.cell_references import Box, cell_name, range_of, rows_of, sheet_prefix
from shisaku.formats.sheets.cell_styles import CellLook, cell_looks
from shisaku.formats.sheets.shared_strings import shared_strings
from shisaku.formats.sheets.sheet_comments import comments, page_line
from shisaku.formats.sheets.sheet_drawings import SheetDrawing, drawn, placed
from shisaku.formats.sheets.view import SeenCell, SheetView, view_of
from shisaku.formats.sheets.worksheet_grid import MOST_CELLS, WorksheetGrid, read_grid
from shisaku.formats.text_builder import BlockWords, CellWords, TextBuilder
from shisaku.model.document import Document, DocumentPlace, Skipped

_EPOCHS = (datetime(1899, 12, 30), datetime(1904, 1, 1))
_MOST_SHEETS = 1000
_MOST_PLACES = 200
"""Most hidden rows and columns, comments and drawings of a sheet that are listed one by one."""


@dataclass(frozen=True, slots=True)
class _Workbook:
    """State shared by all sheets."""

    archive: Archive
    strings: Sequence[Rich]
    looks: Sequence[CellLook]
    ruled: frozenset[int]
    epoch: datetime


def read(data: bytes, name: str) -> Document:
    """The Document of the workbook in `data`; `name` is used in messages. Raises InputError where it cannot be opened."""
    archive = Archive(data, name)
    root, main = archive.root, archive.main
    relations = archive.relations(main)
    looks = cell_looks(*(archive.tree_or_none(archive.related(main, kind)) for kind in ("styles", "theme")))
    strings_part = archive.related(main, "sharedStrings")
    strings, why = shared_strings(archive, strings_part)
    properties = root.find("workbookPr")
    epoch = _EPOCHS[properties is not None and truth(properties.get("date1904"))]
    ruled = frozenset(number for number, look in enumerate(looks) if look.rules.any)
    workbook = _Workbook(archive, strings, looks, ruled, epoch)
    builder = TextBuilder("xlsx")
    if why is not None:
        builder.skip(Skipped(why, DocumentPlace(selector=f"/{strings_part}")))
    if any(part.lower().startswith("xl/vbaproject") for part in archive.names()):
        builder.skip(Skipped("macro"))
    titles = _repeated_rows(root)
    page, left = 0, MOST_CELLS
    for number, sheet in enumerate(root.iterfind("sheets/sheet")):
        prefix = sheet_prefix(sheet.get("name", ""))
        if sheet.get("state", "visible") != "visible":
            builder.skip(Skipped("hidden", DocumentPlace(selector=prefix.rstrip("!"))))
            continue
        page += 1
        relation = relations.get(sheet.get("id", ""))
        if relation is None or relation.kind != "worksheet" or left <= 0 or page > _MOST_SHEETS:
            builder.skip(Skipped(_why_not(relation), DocumentPlace(page, selector=prefix.rstrip("!"))))
            continue
        left -= _Sheet(workbook, builder, sheet.get("name", ""), page).read(relation.part, titles.get(number), left)
    return _finished(builder, archive)


def _why_not(relation: Relation | None) -> Literal["chart", "macro", "broken", "too-large"]:
    """What a sheet that is not read is skipped as."""
    if relation is None:
        return "broken"
    if relation.kind == "chartsheet":
        return "chart"
    return "too-large" if relation.kind == "worksheet" else "macro"


def _finished(builder: TextBuilder, archive: Archive) -> Document:
    """The document with the properties of the file."""
    core = archive.tree_or_none(archive.related("", "core-properties"))
    for one in archive.skipped:
        builder.skip(one)

    def stated(name: str) -> str:
        return (core.findtext(name) or "") if core is not None else ""

    fields = [("author", stated("creator")), ("date", stated("modified") or stated("created")), ("subject", stated("subject"))]
    return builder.document(stated("title"), stated("language"), fields=fields)


def _repeated_rows(root: Element) -> dict[int, tuple[int, int]]:
    """Rows that are repeated in print on each page of a sheet, by its number in the workbook."""
    rows: dict[int, tuple[int, int]] = {}
    for name in root.iterfind("definedNames/definedName"):
        if name.get("name") == "_xlnm.Print_Titles" and (found := rows_of(name.text or "")):
            rows[integer(name.get("localSheetId"), -1)] = found
    return rows


class _Sheet:
    """Reads one sheet into the builder."""

    def __init__(self, workbook: _Workbook, builder: TextBuilder, name: str, page: int) -> None:
        self._workbook = workbook
        self._builder = builder
        self._name = name
        self._page = page
        self._prefix = sheet_prefix(name)

    def read(self, part: str, repeated: tuple[int, int] | None, left: int) -> int:
        """Read the worksheet of a part; returns how many cells it held."""
        archive, builder = self._workbook.archive, self._builder
        grid = read_grid(archive, part, self._workbook.strings, self._workbook.ruled, left)
        relations = archive.relations(part)
        view, held = view_of(grid, self._workbook.looks, self._workbook.epoch), len(grid.values)
        grid.values.clear()  # the visible cells are in the view
        stated = _stated_tables(archive, relations)
        builder.gap()
        self._page_lines(grid.header)
        headers = _header_rows(grid, repeated)
        parts, forced = _divided(view, stated)
        drawings = [one for relation in relations.values() if relation.kind == "drawing" for one in self._drawn(relation)]
        for one in _in_order([*parts], [part for part, _ in forced], drawings, view):
            builder.gap()
            if isinstance(one, SheetDrawing):
                self._put_drawn(one)
            elif one.kind == "table":
                rows = next((rows for part, rows in forced if part is one), headers)
                self._put_table(one, view, rows)
            else:
                self._put_lines(one, view)
        builder.gap()
        for place, text in comments(archive, relations):
            for words in cell_words(text, self._at(*place), kind="note"):
                builder.add(words)
        self._page_lines(grid.footer)
        self._not_read(grid, view, relations)
        return held

    def _at(self, row: int, column: int) -> DocumentPlace:
        return DocumentPlace(self._page, selector=self._prefix + cell_name(row, column))

    def _page_lines(self, codes: str) -> None:
        for line in page_line(codes):
            for words in cell_words(line, DocumentPlace(self._page), kind="artefact"):
                self._builder.add(words)

    def _put_table(self, part: SheetPart, view: SheetView, headers: range) -> None:
        # Rows that stay in view while scrolling head a table only if there are others.
        rows = {view.cells[cell.key].row for cell in part.cells}
        headed = headers if 2 * sum(row in headers for row in rows) < len(rows) + 1 else range(0)

        def words() -> Iterator[CellWords]:
            for cell in part.cells:
                seen = view.cells[cell.key]
                place = self._at(seen.row, seen.column)
                style, header = seen.look.style, seen.row in headed
                yield CellWords(cell.row, cell.column, _words(seen, place), cell.rows, cell.columns, header, place, style)

        first = view.cells[part.cells[0].key]
        self._builder.table(words(), self._at(first.row, first.column), "stated", self._name, ordered=True)

    def _put_lines(self, part: SheetPart, view: SheetView) -> None:
        for cell, depth in zip(part.cells, part.depths, strict=True):
            seen = view.cells[cell.key]
            for words in _words(seen, self._at(seen.row, seen.column), depth, free=True):
                self._builder.add(words)

    def _drawn(self, relation: Relation) -> list[SheetDrawing]:
        root = self._workbook.archive.tree_or_none(relation.part)
        if root is None:
            self._builder.skip(Skipped("broken", DocumentPlace(self._page)))
            return []
        return drawn(root)

    def _put_drawn(self, one: SheetDrawing) -> None:
        place = self._at(one.row, one.column)
        if one.skipped is not None:
            self._builder.skip(Skipped(one.skipped, place))
            return
        frame = self._builder.new_frame()
        for words in one.paragraphs:
            self._builder.add(placed(words, place, frame))

    def _not_read(self, grid: WorksheetGrid, view: SheetView, relations: dict[str, Relation]) -> None:
        hidden = [*view.hidden[:_MOST_PLACES]]
        skipped = [Skipped("hidden", DocumentPlace(self._page, selector=self._prefix + selector)) for selector in hidden]
        if grid.uncalculated is not None:
            skipped.append(Skipped("broken", self._at(*grid.uncalculated)))
        if grid.cut_off is not None:
            skipped.append(Skipped("too-large", self._at(*grid.cut_off)))
        if view.unmerged is not None:
            skipped.append(Skipped("too-large", self._at(*view.unmerged)))
        if grid.broken:
            skipped.append(Skipped("broken", DocumentPlace(self._page)))
        if any(relation.kind in ("oleObject", "package", "control") for relation in relations.values()):
            skipped.append(Skipped("embedded", DocumentPlace(self._page)))
        for one in skipped:
            self._builder.skip(one)


def _words(seen: SeenCell, place: DocumentPlace, depth: int = 0, free: bool = False) -> list[BlockWords]:
    """The words of a cell; `depth` is the indent of its column in steps."""
    look = seen.look
    return cell_words(
        seen.text,
        place,
        style=look.style,
        indent=depth + look.indent,
        wrapped=look.wrapped,
        struck=look.struck,
        linked=seen.linked,
        free=free,
    )


def _stated_tables(archive: Archive, relations: dict[str, Relation]) -> list[tuple[Box, int]]:
    """Ranges that the sheet itself declares as tables, and the number of their header rows."""
    found = []
    for relation in relations.values():
        root = archive.tree_or_none(relation.part) if relation.kind == "table" else None
        box = range_of(root.get("ref", "")) if root is not None else None
        if root is not None and box is not None:
            found.append((box, integer(root.get("headerRowCount"), 1)))
    return sorted(found)


def _header_rows(grid: WorksheetGrid, repeated: tuple[int, int] | None) -> range:
    """Header rows of a sheet: repeated in print, filtered by, or frozen in view."""
    if repeated is not None:
        return range(repeated[0], repeated[1] + 1)
    if grid.filtered is not None:
        return range(grid.filtered[0], grid.filtered[0] + 1)
    return range(grid.frozen)


def _divided(view: SheetView, stated: list[tuple[Box, int]]) -> tuple[list[SheetPart], list[tuple[SheetPart, range]]]:
    """The parts of a sheet: those that are detected, and its declared tables, with their header rows."""
    rest: list[SheetCell] = view.grid
    forced = []
    for box, heading in stated:
        inside = [cell for cell in rest if _is_in(view.place(cell), box)]
        if inside and (part := as_table(inside)).cells:
            forced.append((part, range(box[0], box[0] + heading)))
            rest = [cell for cell in rest if not _is_in(view.place(cell), box)]
    return cut(rest), forced


def _is_in(place: tuple[int, int], box: Box) -> bool:
    return box[0] <= place[0] <= box[2] and box[1] <= place[1] <= box[3]


def _in_order(
    parts: list[SheetPart], forced: list[SheetPart], drawings: list[SheetDrawing], view: SheetView
) -> list[SheetPart | SheetDrawing]:
    """All parts from the top; a drawing comes before the first part that begins below its upper edge."""
    ordered: list[SheetPart | SheetDrawing] = [*parts]
    others: list[SheetPart | SheetDrawing] = [*forced, *drawings]
    for one in others:
        row = one.row if isinstance(one, SheetPart) else view.visible_row(one.row)
        before = next(
            (
                number
                for number, other in enumerate(ordered)
                if isinstance(other, SheetPart) and (other.row, other.column) > (row, one.column)
            ),
            len(ordered),
        )
        ordered.insert(before, one)
    return ordered
