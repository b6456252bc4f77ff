"""SHACL Core (W3C Recommendation 2017), compiled: shapes become plain checks over an index of triples.

index.py       triples by subject and predicate, with SHACL's notion of an instance
paths.py       property paths
components.py  the constraint components, one function each, named as in the specification
shapes.py      a shapes graph compiled, or refused where it uses what is not covered
"""
