"""Workbooks for tests: made by openpyxl, with parts edited by hand where it cannot write them; and what is read in them, in short."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook  # type: ignore[import-untyped]
from tests.formats.documents import assert_sound, words

from shisaku.formats.sheets import read
from shisaku.model.document import Block, Document, Table


def saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def sheet_of(rows: Sequence[Sequence[object]], name: str = "事業") -> Workbook:
    """A workbook with one sheet that holds these rows from A1 on."""
    workbook = Workbook()
    workbook.active.title = name
    for row in rows:
        workbook.active.append(row)
    return workbook


def edited(data: bytes, changes: Mapping[str, tuple[str, str]], added: Mapping[str, str] | None = None) -> bytes:
    """A package with a text replaced in some parts (which must hold it), and parts added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name in changes:
                before, after = changes[name]
                assert before in part.decode()
                part = part.decode().replace(before, after, 1).encode()
            new.writestr(name, part)
        for name, text in (added or {}).items():
            new.writestr(name, text)
    return stream.getvalue()


def opened(workbook: Workbook | bytes) -> Document:
    """What is read in a workbook; spans and cells are held to what a Document promises."""
    document = read(workbook if isinstance(workbook, bytes) else saved(workbook), "事業.xlsx")
    assert_sound(document)
    return document


def rows_of(document: Document, table: Table) -> list[list[str]]:
    """The words of a table by row and column; a cell is in the place that it begins in, its blocks divided by `/`."""
    rows = [[""] * table.width for _ in range(table.height)]
    for cell in table.cells:
        rows[cell.row][cell.column] = "/".join(words(document, block) for block in cell.blocks)
    return rows


def shape(document: Document) -> list[str | list[list[str]]]:
    """The content: words of blocks, rows of tables."""
    return [words(document, one) if isinstance(one, Block) else rows_of(document, one) for one in document.content]
