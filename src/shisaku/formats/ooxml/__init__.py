"""What Word, PowerPoint and Excel files have in common (ECMA-376, Office Open XML).

    parts              the parts in the zip and their relationships, unpacked up to a limit
    package            a Word or PowerPoint file: its parts as trees
    attribute_values   attributes as numbers and truth values, namespaces
    core_properties    title, author, date and language
    numbers            a number in the format of a list
    symbols            characters of symbol fonts as the symbols that they print
    colours            colours of themes
    diagrams           the texts of SmartArt
    box_order          boxes in reading order

Read with the standard library alone: no part is unpacked that is not needed, and a file that breaks the rules is read as far as it goes.
"""
