"""PDF: the pages of a file as a Document. A line is a block of kind `line`, with its page and its rectangle.

    page -> letters and drawings -> tables -> lines -> reading order -> blocks -> Document

    pdf_document        the whole file; its `read` is the reader
    pdfium              the only module that calls PDFium
    page_content        one page, through all the steps below
    page_texts          the text of a Document with the place of every line

Letters:

    glyphs              letters as PDFium reports them
    letters             the types: a letter, its look, boxes
    letter_runs         letters of one line, joined
    font_characters     character codes of fonts
    overprint           removes letters drawn twice
    punctuation         puts punctuation that was drawn apart back into its line

Lines and blocks:

    page_lines          letters to pieces of lines
    page_words          spaces, wide-set words, raised numbers of notes
    page_blocks         rows and blocks
    reading_order       cuts of the page, columns and bands; frames: drawn boxes around lines
    series              list items side by side
    slanted             labels printed aslant
    footnote_lines      footnotes

Tables:

    drawn_shapes        rules, boxes, fills and pictures
    ruled_lines         rules joined and connected
    ruled_grid          rules to a grid of cells
    page_tables         grids with their text: table, frame or diagram
    bands               columns without rules in ruled rows
    undivided           cells whose inner rules are missing
    aligned             tables without any rule

Sheets printed over several pages:

    sheet_pages         pages of rows and columns alone
    wide_sheets         such pages joined
"""
