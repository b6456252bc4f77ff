"""Documents with tables, written as they look, and what is read in them, written as a plan is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import Graph

from shisaku.formats.text_builder import BlockWords, CellWords, TextBuilder
from shisaku.graph.schemes import Schemes
from shisaku.model.country_profiles import profile_of
from shisaku.model.details import LAST_YEAR, BudgetFigure, Details, FiscalYear
from shisaku.model.document import BlockKind, Document, DocumentPlace, Style
from shisaku.reading.found import Found
from shisaku.reading.tables.table_reader import ReadTable, read_tables

ROOT = Path(__file__).parents[3]
Part = str | int | Sequence[str]
"""A line of prose (`# ` before a heading), the number of the page that begins, or the rows of a table.

Cells are separated by ` | `. `^` goes on with the cell above, `<` with that to the left; `*words*` are bold, `!words` a header cell,
`#words` shaded; ` / ` separates printed lines, ` // ` paragraphs, and `- ` begins an item of a list.
"""


@cache
def schemes() -> Schemes:
    """The schemes of the ontology."""
    graph = Graph()
    for path in sorted((ROOT / "ontology" / "schemes").glob("*.ttl")):
        graph.parse(path)
    return Schemes.of(graph)


@dataclass
class _Cell:
    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


def document(*parts: Part) -> Document:
    """A document of these parts."""
    builder, page = TextBuilder("pdf"), 0
    for part in parts:
        if isinstance(part, int):
            page = part
        elif isinstance(part, str):
            heading = part.startswith("# ")
            kind: BlockKind = "heading" if heading else "line" if page else "paragraph"
            builder.add(BlockWords(part.removeprefix("# "), kind, level=1 if heading else 0, place=DocumentPlace(page)))
        else:
            builder.table([_made(cell, page) for cell in _cells(part)], DocumentPlace(page), "ruled" if page else "stated")
    return builder.document()


def _cells(rows: Sequence[str]) -> list[_Cell]:
    grid: list[list[_Cell]] = []
    made: list[_Cell] = []
    for at, line in enumerate(rows):
        row: list[_Cell] = []
        for column, text in enumerate(part.strip() for part in line.split("|")):
            if text == "<":
                cell = row[-1]
                cell.columns = column - cell.column + 1
            elif text == "^":
                cell = grid[-1][column]
                cell.rows = at - cell.row + 1
            else:
                cell = _Cell(at, column, text)
                made.append(cell)
            row.append(cell)
        grid.append(row)
    return made


def _made(cell: _Cell, page: int) -> CellWords:
    text, shaded = cell.text.removeprefix("#"), cell.text.startswith("#")
    text, header = text.removeprefix("!"), text.startswith("!")
    style = Style(fill="#d0d0d0") if shaded else Style()
    return CellWords(
        cell.row, cell.column, tuple(_words(text, page)), cell.rows, cell.columns, header, DocumentPlace(page), style
    )


def _words(text: str, page: int) -> Iterator[BlockWords]:
    top = 10.0
    for paragraph in filter(None, (part.strip() for part in text.split("//"))):
        for line in (line.strip() for line in paragraph.split(" / ")):
            item = line.startswith("- ")
            bold = line.startswith("*") and line.endswith("*") and len(line) > 2
            words = line.removeprefix("- ").strip("*") if bold or item else line
            kind: BlockKind = "item" if item else "line" if page else "paragraph"
            place = DocumentPlace(page, (10.0, top, 90.0, top + 10)) if page else DocumentPlace()
            yield BlockWords(words, kind, level=int(item), mark="•" if item else "", place=place, style=Style(bold=bold))
            top += 12
        top += 12


def read(*parts: Part, country: str = "jp") -> tuple[ReadTable, ...]:
    """What the tables of a document of these parts hold."""
    made = document(*parts)
    tables = read_tables(made, schemes(), profile_of(country))
    for table in tables:
        for found in (one for root in table.found for one in root.walk()):
            assert made.text[found.span.start : found.span.end].split(), found
            assert 0 <= found.exists <= 1
            assert 0 <= found.placed <= 1
    return tables


def plan(*parts: Part, country: str = "jp") -> list[str]:
    """The components that the tables of a document hold, indented, each with its details."""
    return [line for table in read(*parts, country=country) for root in table.found if root.exists >= 0.5 for line in lines(root)]


def lines(found: Found, depth: int = 0) -> Iterator[str]:
    """A component and all below it."""
    number = f"{found.printed} " if found.printed else ""
    yield "  " * depth + number + found.label + summary(found.details)
    for child in found.children:
        if child.exists >= 0.5:
            yield from lines(child, depth + 1)


def summary(details: Details) -> str:
    """What is printed beside a component, behind it in brackets."""
    parts = [
        *(f"@{one.printed}" for one in details.responsibilities),
        *(f"by {one.printed}" for one in details.deadlines),
        *(f"in {one.printed}" for one in details.periods),
        *(_sum(one) for one in details.budget if one.amount is not None),
        *(f"is {one.printed}" for one in details.statuses),
        *(f"measured {one.label}" for one in details.indicators),
        *(f"see {one.printed}" for one in details.references),
        *(f"#{one}" for one in details.tags),
    ]
    return f" [{'; '.join(parts)}]" if parts else ""


def _sum(figure: BudgetFigure) -> str:
    year = figure.when
    when = (
        "" if year is None else " last year" if year == LAST_YEAR else f" in {year.year}" if isinstance(year, FiscalYear) else "?"
    )
    return f"{figure.amount:,}{when}"
