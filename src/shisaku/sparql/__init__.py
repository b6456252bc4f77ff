"""SPARQL 1.1: queries as text, the store that answers them, and their answers.

    query text -> tokens -+-> guard          refuses SERVICE and deep nesting before an engine reads the query
                          +-> query_errors   what a person did wrong, and where
                          +-> query_text     form, prefixes, graphs and values put into the text
                          +-> query_terms    the IRIs that a query uses

    saved_query           a query in a file, with its header
      -> questions        found by name, parameters and needs looked up in the data
      -> query_service    the one protocol behind which store, dataset, server and worker pool answer
           triple_store   Oxigraph in memory
      -> answers          rows, yes or no, triples; rdf_terms are what they are made of
      -> results, answer_rows    answers as files, and as rows of Python's values

SPARQL is read by `tokens` alone: whoever looks into a query takes its tokens.
"""
