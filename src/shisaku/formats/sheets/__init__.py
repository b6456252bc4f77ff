"""Workbooks of spreadsheet programs (Office Open XML, `.xlsx` and `.xlsm`): the visible contents of their visible sheets.

    workbook_document   the whole file; its `read` is the reader
    archive             the parts of the package, parsed within limits
    worksheet_grid      a worksheet as stored: cells, hidden rows, merged ranges
    view                the same as displayed
    shared_strings      strings, with their runs of letters
    cell_styles         how cells look
    number_formats      how numbers are displayed; dates: dates and times
    cell_references     names of cells and ranges
    sheet_drawings      text boxes, shapes, pictures
    sheet_comments      comments at cells, header and footer lines

`shisaku.formats.sheet_tables` makes tables of the visible cells.
"""

from shisaku.formats.sheets.workbook_document import read

__all__ = ["read"]
