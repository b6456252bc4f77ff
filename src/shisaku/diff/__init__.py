"""Two versions of a graph or an ontology: what differs.

diff_inputs -> graph_diff -> diff_report

diff_inputs      the files that are compared
graph_diff       the comparison
descriptions     a graph by resource, blank nodes named by their contents
renames          resources that got another IRI
retirement       IRIs of a plan that name nothing any more, and their replacements
compatibility    breaking changes, and the version number that they require
changes          the result as plain values
diff_wording     terms and changes in words
diff_report      text, Markdown, JSON and Turtle
retired_table    the table `[retired]` of source.toml
"""
