"""What the tables of a document hold.

    Table -> joining (one table over several pages) -> headers, roles (what each column says) -> kinds (what the table is)
          -> rows | forms | measured (components, or indicators) -> values (details of a cell) -> totals (do the sums add up)

`reading.read_tables` is the way in. What header words mean is asked of the schemes in ontology/schemes/; nothing is concluded from
the words of one document.
"""
