"""SHACL Core (W3C Recommendation 2017), compiled: shapes become checks over an index of triples.

shapes graph -> compiled_shapes -> validation(data) -> findings -> validation_report

validation              results as findings, by the compiled shapes or by pySHACL; runs the saved checks too
compiled_shapes         a shapes graph compiled, or refused where a construct is not covered
shape_parameters        the parameters of one shape, and their constraints
constraint_components   the constraint components, one function each, named as in the specification
property_paths          property paths
rdf_lists               members of lists in a shapes graph
shape_queries           queries and scripts within shapes that are refused
triple_index            triples by subject and predicate, with SHACL's notion of an instance
not_covered             the error for constructs that are not compiled
validation_report       findings as a SHACL validation report
"""
