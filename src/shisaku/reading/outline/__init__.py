"""Documents in printed order, read by their numbers, types and spacing.

    paragraphs -> outline_rows -> headings -> row_nesting -> entries -> outline_assembly -> Plan

outline_rows      paragraphs -> rows: number or marks, words, details
headings          which unnumbered rows are headings
row_nesting       rows -> a tree
entries           which rows are entries, and which are headings
narrative         whether prose reports what has been, as reports do
outline_assembly  the tree -> Plan
"""
