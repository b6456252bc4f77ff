"""The tables of a document, and the components in their rows.

    Table or text -> typed_tables -> surroundings -> joining -> grid -> headers -> columns -> column_roles -> table_kinds
          -> row_kinds -> component_rows | forms | measured -> nodes -> table_totals -> ReadTable

The meaning of header words is looked up in the schemes in ontology/schemes/, never inferred from the words of one document.

table_reader     all steps: Document -> tables with their components (the way in)
table_overrides  overrides of tables

typed_tables     tables that are typed into plain text
surroundings     captions and headings around a table
joining          tables that go on overleaf
grid             cells by row and column
cell_text        words of a cell, with the place of every letter

headers          rows of column heads
header_words     looks up header words in the schemes
columns          role of each column
content          what the cells of a column look like
column_roles     which column names components, which classes them, which gives details
money_units      unit of bare figures in columns of sums
table_kinds      kind of a table: projects, indicators, statistics, contents
costs            tables of costs, which belong to a table before

row_kinds        kind of each row: component, band, total, note
band_levels      nesting of bands
component_rows   rows -> components
cell_labels      name of a component in a cell
row_values       details of a component from the other cells of its row
nested_numbers   nesting by numbers: 1, 1-1, 1-1-1
forms            forms: names of fields beside their values
measured         rows that are indicators
nodes            components while they are built
table_totals     whether sums add up to the printed totals
"""
