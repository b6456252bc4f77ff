"""From a file to its Document, one module or package a format; only these import the libraries of their formats.

    bytes -> registry, sniffing: which format -> isolated_reading: its reader, in a process of its own -> Document

Formats:

    pdf, word, slides, sheets   packages: .pdf, .docx, .pptx, .xlsx; ooxml has what the last three share
    html, markdown, xml         markup
    csv_file                    tables as text
    ocr                         PDF pages that are pictures, by the program that tesseract runs

A new format is an entry in `registry`, its magic numbers in `sniffing`, and a module with `read(data, name) -> Document`.

Which files:

    registry            formats by name, ending and media type; each names its reader
    sniffing            magic numbers, parts of packages, roots of markup
    refusals            formats that are recognised and not read, with what to do
    companions          README and other files that describe their folder

Reading in a separate process:

    isolated_reading    starts processes and passes files to them
    child               the loop of such a process
    process_sandbox     what the process may no longer do
    process_watch       time and memory limits from outside
    wire                a Document as bytes between the processes
    limits, outcomes    limits on one file, and the errors for a file that exceeds one

Building a Document:

    text_builder        words in, blocks and tables with exact spans out
    decoding            bytes to text
    sheet_tables        cells on a sheet to tables and the lines around them; cell_words the text of a cell
    records             nested names and values (YAML, XML) as tables and items
    list_numbers        numbers of lists that a format generates

HTML and Markdown:

    markup_blocks       walks the elements and emits blocks and tables
    states              what applies to the words of an element
    html_elements       blocks, tiles, headings, lists; appearance their looks
    open_table          a table being filled; cell_extents the places of its cells
    line_breaks         line breaks of the source and line breaks that are meant
    markdown_repairs    common faults of Markdown; emphasis, footnotes are its extensions
"""
