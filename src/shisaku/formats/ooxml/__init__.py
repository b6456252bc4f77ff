"""What Word and PowerPoint files have in common (ECMA-376, Office Open XML): parts in a zip, number formats, symbols, colours, diagrams.

    package     opens the file, unpacks a part no further than a limit, follows relationships within the file alone
    values      attributes as numbers and truth values, namespaces
    numbers     a number in the form that a list is numbered in
    symbols     letters of symbol fonts as the signs that they print
    colours     colours of themes
    properties  title, author, date and language
    diagrams    the texts of SmartArt
    order       boxes in the order that they are read in

Read with the standard library alone: nothing of a part that is not needed is unpacked, and a file that breaks the rules is read as far as it goes.
"""
