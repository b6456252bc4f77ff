"""The tree of components that the rows of a table print."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from shisaku.messages import Message
from shisaku.model.plan import Evidence
from shisaku.reading.fields.stretch import FieldContext
from shisaku.reading.tables.cell_labels import Raw, are_actions, raw_of
from shisaku.reading.tables.cell_text import CellEntry, CellLine, CellText, depths
from shisaku.reading.tables.column_roles import ColumnRoles
from shisaku.reading.tables.columns import MONEY, Column
from shisaku.reading.tables.grid import GridCell, TableRow
from shisaku.reading.tables.header_words import HeaderWords
from shisaku.reading.tables.nodes import ComponentDraft
from shisaku.reading.tables.row_kinds import KeptRow
from shisaku.reading.tables.row_values import EMPTY_CELL, added, details_of, without_repeated

BAND, CLASS, LIST, NESTED = 0.93, 0.96, 0.94, 0.93
"""How sure it is that a row is under a band, under the cell of a class, an item under its cell, a number under a shorter one."""


@dataclass(slots=True)
class Forest:
    """The components of a table, as its rows come in."""

    roles: ColumnRoles
    """What the columns are for."""
    vocabulary: HeaderWords
    """What words mean."""
    context: FieldContext
    """What is known of the document."""
    roots: list[ComponentDraft] = field(default_factory=list)
    """What is under nothing."""
    bands: list[tuple[GridCell, ComponentDraft]] = field(default_factory=list)
    """The bands over the next row, outermost first."""
    classes: dict[tuple[int, str, str], ComponentDraft] = field(default_factory=dict)
    """Classes by their place: what they are under, and their words."""
    path: list[tuple[str, GridCell, ComponentDraft]] = field(default_factory=list)
    """The classes of the last row."""
    last: ComponentDraft | None = None
    """The component of the last row."""

    def data(self, row: TableRow) -> tuple[ComponentDraft, ...]:
        """Take a row in; the components that it prints, without its classes."""
        parent = self._class_of(row)
        main = row.cells[self.roles.main.number]
        begins = main is not None and main.row == row.index and bool(main.text)
        if main is not None and begins and self._is_again(main, row):
            begins = False
        if not begins or main is None:
            self._goes_on(row, parent)
            return ()
        made = self._named(main, parent)
        cells = [self._own(row, column) for column in self.roles.beside]
        details = details_of(self.roles.beside, cells, self.context)
        heads = [node for node in made if node.raw.mark == "" or len(made) == 1]
        if made and (len(made) == 1 or len(heads) == 1):
            bearer = heads[0] if heads else made[0]
            bearer.details = added(bearer.details, details)
        elif parent is not None and made:
            parent.details = added(parent.details, details)
        if len(made) == 1:
            made[0].number = self._number(row)
            for column in self.roles.listed:
                cell = row.cells[column.number]
                if cell is not None and cell.row == row.index and cell.text:
                    self._listed(cell, column, made[0])
        self.last = made[-1] if made else self.last
        return tuple(made)

    def band(self, row: KeptRow, level: int) -> None:
        """Take a band in that heads the rows below it, with `level` bands over it."""
        cell = row.band
        raw = raw_of(cell.entries) if cell is not None else None
        if cell is None or raw is None:
            return
        del self.bands[level:]
        del self.path[:]
        above = self.bands[-1][1] if self.bands else None
        money = [column for column in self.roles.beside if column.role in MONEY]
        beside = details_of(
            money, [own if (own := row.row.cells[column.number]) is not cell else None for column in money], self.context
        )
        node = self._class_node(above, "band", raw, cell, None, BAND)
        node.details = added(node.details, beside)
        self.bands.append((cell, node))
        self.last = None

    def _is_again(self, main: GridCell, row: TableRow) -> bool:
        """Whether a row adds to the component above: it prints the same name and the same number."""
        last, number = self.last, self._number(row)
        if last is None or number is None or last.number is None:
            return False
        return last.number.text == number.text and last.raw.words.text == main.text

    def _class_of(self, row: TableRow) -> ComponentDraft | None:
        """What a row is under: the innermost class, or band."""
        parent = self.bands[-1][1] if self.bands else None
        path: list[tuple[str, GridCell, ComponentDraft]] = []
        fresh = False
        for depth, column in enumerate(self.roles.classes):
            cell = row.cells[column.number]
            if cell is not None and path and cell is path[-1][1]:
                continue
            if cell is None or not cell.text:
                if not fresh and depth < len(self.path):
                    path.append(self.path[depth])
                    parent = self.path[depth][2]
                continue
            if EMPTY_CELL.fullmatch(cell.text):
                fresh = True
                continue
            held = self.path[depth] if depth < len(self.path) else None
            if held is not None and not fresh and held[1] is cell:
                path.append(held)
                parent = held[2]
                continue
            raw = raw_of(cell.entries)
            if raw is None:
                continue
            fresh = fresh or held is None or held[0] != cell.text
            node = self._class_node(parent, f"class {column.number}", raw, cell, column, CLASS)
            self._class_details(node, row, cell)
            path.append((cell.text, cell, node))
            parent = node
        self.path = path
        return parent

    def _class_node(
        self, above: ComponentDraft | None, key: str, raw: Raw, cell: GridCell, column: Column | None, sure: float
    ) -> ComponentDraft:
        """The class of these words under `above`, made where there is none yet."""
        place = id(above), key, raw.words.text
        if place not in self.classes:
            node = ComponentDraft(key, raw, column, classes=True)
            self._put(node, above, sure if above is not None else 1.0)
            self.classes[place] = node
        return self.classes[place]

    def _class_details(self, node: ComponentDraft, row: TableRow, cell: GridCell) -> None:
        """Give a class what is printed beside it once for all its rows."""
        held = [self._of_class(row, column, cell) for column in self.roles.beside]
        if any(one is not None for one in held):
            node.details = added(node.details, details_of(self.roles.beside, held, self.context))

    def _of_class(self, row: TableRow, column: Column, of: GridCell) -> GridCell | None:
        cell = row.cells[column.number]
        return cell if cell is not None and cell.text and cell.rows > 1 and cell.rows >= of.rows and cell is not of else None

    def _own(self, row: TableRow, column: Column) -> GridCell | None:
        """The cell of a column that is this row's alone; one merged over rows where no class has it, but for sums."""
        cell = row.cells[column.number]
        if cell is None or not cell.text or cell is row.cells[self.roles.main.number]:
            return None
        if cell.rows == 1 or (cell.row == row.index and cell.rows <= self._height(row)):
            return cell
        if any(cell.rows >= of.rows for _, of, _ in self.path[-1:]):
            return None
        return None if column.role in MONEY else cell

    def _height(self, row: TableRow) -> int:
        main = row.cells[self.roles.main.number]
        return main.rows if main is not None else 1

    def _number(self, row: TableRow) -> CellText | None:
        cell = row.cells[self.roles.number.number] if self.roles.number is not None else None
        return cell.words if cell is not None and cell.text and len(cell.text) <= 24 else None

    def _goes_on(self, row: TableRow, parent: ComponentDraft | None) -> None:
        """Take a row in that names nothing: it belongs to the component above, or to its class."""
        bearer = parent if self.path and self.path[-1][1].row == row.index else self.last
        if bearer is None:
            return
        cells = [
            cell if (cell := row.cells[column.number]) is not None and cell.row == row.index else None
            for column in self.roles.beside
        ]
        details = details_of(self.roles.beside, cells, self.context)
        bearer.details = added(bearer.details, without_repeated(details, bearer.details))

    def _named(self, cell: GridCell, parent: ComponentDraft | None) -> list[ComponentDraft]:
        """The components that a cell names: one, or the items of a list."""
        entries = cell.entries
        items = [entry for entry in entries if entry.depth]
        if len(items) > 1 or (len(items) == 1 and not items[0].pieces[0].counted and entries[0].depth):
            return self._items(entries, "main", self.roles.main, parent)
        if are_actions([entry.words.text for entry in entries]):
            return self._items(entries, "main", self.roles.main, parent)
        raw = raw_of(entries)
        if raw is None:
            return []
        node = ComponentDraft("main", raw, self.roles.main)
        self._put(node, parent, CLASS if self.path else BAND if parent is not None else 1.0)
        return [node]

    def _listed(self, cell: GridCell, column: Column, parent: ComponentDraft) -> None:
        """What a cell behind the name lists; a paragraph before a list explains it."""
        entries = cell.entries
        first = next((at for at, entry in enumerate(entries) if entry.depth), None)
        key = f"list {column.number}"
        if first is None:
            raw = raw_of(entries)
            if raw is not None:
                self._put(ComponentDraft(key, raw, column), parent, LIST)
            return
        self._items(entries[first:], key, column, parent)
        explained = details_of(
            [replace(column, role="description")], [replace(cell, pieces=_lines(entries[:first]))], self.context
        )
        parent.details = added(parent.details, explained) if first else parent.details

    def _items(
        self, entries: Sequence[CellEntry], key: str, column: Column, parent: ComponentDraft | None
    ) -> list[ComponentDraft]:
        """Items of a list, each under the nearest one less deep before it."""
        made: list[ComponentDraft] = []
        above: list[tuple[int, ComponentDraft]] = []
        for entry, depth in zip(entries, depths(entries), strict=True):
            raw = raw_of([entry])
            if raw is None:
                continue
            while above and above[-1][0] >= depth:
                above.pop()
            node = ComponentDraft(f"{key} {depth}", raw, column)
            under = above[-1][1] if above else parent
            self._put(node, under, LIST if above else CLASS if under is not None else 1.0)
            if not above:
                made.append(node)
            above.append((depth, node))
        return made

    def _put(self, node: ComponentDraft, parent: ComponentDraft | None, sure: float) -> None:
        node.placed = sure
        if parent is None:
            self.roots.append(node)
            return
        node.why = Evidence(
            "table-cells",
            Message("reading-table-puts-it-under", shorter=parent.raw.words.text[:40], words=parent.raw.words.text[:60]),
            parent.raw.words.span,
        )
        parent.children.append(node)


def _lines(entries: Sequence[CellEntry]) -> tuple[CellLine, ...]:
    return tuple(piece for entry in entries for piece in entry.pieces)
