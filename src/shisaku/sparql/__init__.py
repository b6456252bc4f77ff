"""SPARQL 1.1: queries as text, the store that answers them, and their answers.

    query text -> tokens -+-> guard          refuses SERVICE and deep nesting before an engine reads the query
                          +-> query_errors   the mistake in a query, with its place
                          +-> query_text     form, prefixes and variables; values inserted into the text
                          +-> query_terms    the IRIs that a query uses

    saved_query           a query in a file, with its header
      -> questions        finds questions by name, fills in their parameters from the data
      -> query_service    the protocol of store, dataset, server and worker pool
           triple_store   Oxigraph in memory
      -> answers          rows, a truth value or triples, made of rdf_terms
      -> results          answers as files
         answer_rows      answers as rows of Python values

Only `tokens` reads the text of a query; all other modules read its tokens. A new message for a mistake in a query goes into
query_errors, a new format of answers into results.
"""
