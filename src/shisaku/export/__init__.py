"""A plan in the formats of other programs.

export_formats    the list: name, ending, media type and writer of each format; a new format is a row here and a function
plan_export       RDF: Turtle, TriG, N-Triples, N-Quads, RDF/XML
jsonld            JSON-LD, nested as the plan is
stratml           StratML, Parts 1 and 2
terminal_outline  the plan as a tree in a terminal, for people
answer_tables     answers to queries as tables, and as text in the formats of SPARQL and RDF
"""
