"""From a Document to its Plan. Nothing here knows RDF, and nothing here opens a file format.

    Document -> text/ -> tokens/ -> items/, tables/, fields/ -> likelihood/ -> hierarchy/ -> structure/ -> overrides/ -> Plan
                           |-> overview/ or outline/ -------------------------------------------------------^
    StratML file -> stratml/ -------------------------------------------------------------------------------^

opening              bytes of a file, and source.toml beside it -> Source (the way in)
reader               Source -> Plan: the whole flow on one screen

text/                encoding and characters: from bytes to text that can be searched
tokens/              what lines carry: numbers, marks, sums, paragraphs, page artefacts
document_kinds       overview or printed order
total_lines          lines that only add up the sums above them
overview/            one-page plans, whose boxes may come in any order
outline/             documents in printed order, read by their numbers and types

items/               pieces of a document, each a candidate for a component
fields/              values beside a label: sums, times, those in charge, indicators
tables/              tables and the components in their rows
likelihood/          learned judgement: how likely an item is a component
hierarchy/           learned judgement: which component belongs under which
structure/           puts the plan together from items and tables
choice               which reading is chosen: the outline or the learned one

title                the title of a document and its edition
restatement          which entry a restated entry (再掲) repeats
identity             stable keys of components
overrides/           what source.toml corrects
designation          which component an override names
override_statements  overrides in reasons and findings

found                a component before it has its place in the plan
evidence             reasons of conclusions
lexicon              interface: which concepts words mention
reading_rules        rules of the findings of this package
stratml/             StratML files, whose elements state what they are
trace/               what each line was read as, and why

A new kind of value beside a label goes into fields/, a new column into tables/column_roles and tables/row_values, a new mark into
tokens/marks, a new style of numbers into tokens/numbering, a new key of source.toml into overrides/source_settings.
"""
