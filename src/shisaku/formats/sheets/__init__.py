"""Workbooks of spreadsheet programs (Office Open XML, `.xlsx` and `.xlsm`): what a person sees on their visible sheets.

archive          the parts of the package and their relations, read within bounds
shared           strings, with their runs of letters
styles           how cells look; number_formats, how numbers are shown
grid             a worksheet: cells, what is hidden, what is merged
drawings         text boxes; remarks, notes at cells and lines of the page
reading          all of it as a Document
"""

from shisaku.formats.sheets.workbook_document import read

__all__ = ["read"]
