"""`shisaku explain` and `shisaku read`: why a triple holds, and how each line of a document was read.

    names of a triple -> answering -> naming -> explanation_tree -> explanation_text -> text, Markdown or JSON

explanation_data      plans, ontology and data files to explain, with the places of their triples
naming                resources by key, prefixed name, number or label; and their short names
answering             the answer for a subject, predicate and object
explanation_tree      why a triple holds, as a tree: printed, inferred with evidence, stated, or by a rule
recorded_conclusions  conclusions and evidence recorded in a graph
explanation_text      the tree as text, Markdown and JSON
explanation_words     sentences of explanations, in Japanese and English
reading_report        how each line of a document was read, as text for a terminal

A new kind of reason goes into explanation_tree, its sentence into explanation_words, a new format into explanation_text.
"""
