"""Values that are printed beside a label, in lines and cells.

Every function is pure: from words with their place in the source, and the context of the document, to values of
`shisaku.model.details` with the exact place of their words. The meaning of words is looked up in the schemes in ontology/schemes/.

    Stretch + FieldContext -> field_lines | beside | field_values -> amounts, times, responsibilities, ... -> Details

stretch           words with their place, and the context of a document (the input of all others)

field_lines       a line with a known label and its value: 担当課：財政課
beside            a line split into its label and what is printed beside it
field_values      the value of a field or a cell, by the concept of its heading

amounts           sums of money
money             currencies, scales and figures
assumed_unit      the unit of bare figures where none is declared
times             deadlines and periods
moments           single times
calendar          first and last days, names of months and seasons
years             fiscal years
responsibilities  those in charge
organs            names of bodies, and lists of them
indicators        indicators and their values
statuses          statuses
references        pointers to goals, laws and plans
brackets          brackets at the ends of words
"""
