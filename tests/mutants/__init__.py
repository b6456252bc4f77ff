"""Does the suite see a small mistake in the code? One is made at a time in a module, and the tests that reach it are run.

Mutants of the ontology, the shapes and the data are another matter: `tests.mutation`.
"""
