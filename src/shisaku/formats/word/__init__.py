"""Word documents (.docx and its kin), ECMA-376 part 1, 17 (WordprocessingML).

    word_document    the whole file; its `read` is the reader
    story            paragraphs, tables and text boxes in order: of the body, of a cell, of a note
    word_runs        the words of one paragraph
    word_styles      how letters and paragraphs look, through their styles
    word_numbering   lists: the number that Word puts before a paragraph
    depth            level of a list item, where lists are nested by their indents
    word_tables      tables as grids
    word_drawings    text boxes, pictures and charts

Word states no pages. The place of a paragraph is `/word/document.xml#p12`: the twelfth `w:p` of that part in order of the file, those of cells and
text boxes counted, from 1 (the XPath `(//w:p)[12]`). The place of a cell is `/word/document.xml#t2!B3`: second `w:tbl`, counted likewise, second
column and third row of its grid.
"""

from shisaku.formats.word.word_document import read

__all__ = ["read"]
