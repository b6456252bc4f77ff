"""Sheets: Excel with merged cells, and CSV, which has none."""

import csv
from io import BytesIO, StringIO

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from ..elements import Page, Table, Title
from .fixed_zip import fixed
from .printed import Printed

_EDGE = Side(style="thin")


def excel(printed: Printed) -> bytes:
    """The archive, of a workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Sheet1"
    width = max((one.width for one in printed.elements if isinstance(one, Table)), default=1)
    row = 1
    for element in printed.elements:
        if isinstance(element, Table):
            row = _table(sheet, element, row, printed)
        elif not isinstance(element, Page):
            cell = sheet.cell(row, 1, element.text)
            cell.font = Font(bold=True, size=14 if isinstance(element, Title) else 11)
            if isinstance(element, Title) and width > 1 and printed.look.shaded:
                sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
            row += 1 + isinstance(element, Title)
    made = BytesIO()
    book.save(made)
    return fixed(made.getvalue())


def _table(sheet: Worksheet, table: Table, top: int, printed: Printed) -> int:
    """The row behind the table."""
    look = printed.look
    for row, column, cell in table.placed():
        number = cell.number if cell.number is not None and not look.wide else None
        place = sheet.cell(top + row, column + 1, cell.text if number is None else number)
        if number is not None and "," in cell.text:
            place.number_format = "#,##0"
        place.alignment = Alignment(wrap_text=True, vertical="top")
        if look.ruled:
            place.border = Border(_EDGE, _EDGE, _EDGE, _EDGE)
        if row < table.heads and look.shaded:
            place.fill, place.font = PatternFill("solid", "FFDDE6F0"), Font(bold=True)
        if (cell.rows > 1 and (look.airy or row < table.heads)) or cell.columns > 1:
            sheet.merge_cells(
                start_row=top + row, start_column=column + 1, end_row=top + row + cell.rows - 1, end_column=column + cell.columns
            )
    return top + len(table.rows) + 1


def comma_separated(printed: Printed) -> bytes:
    """CSV, in the code page of Japanese Windows now and then."""
    look, made = printed.look, StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    for element in printed.elements:
        if isinstance(element, Table):
            grid = element.filled(look.repeat)
            if look.airy and element.heads > 1:
                heads = [" ".join(dict.fromkeys(column)) for column in zip(*element.filled(True)[: element.heads], strict=True)]
                grid = [heads, *grid[element.heads :]]
            writer.writerows(grid)
        elif not isinstance(element, Page):
            writer.writerow([element.text])
    if printed.language == "ja" and not look.shaded:
        return made.getvalue().encode("cp932", "replace")
    return made.getvalue().encode("utf-8-sig" if look.artefacts else "utf-8")
