"""Why a triple is there: printed where, concluded on what, or inferred by which axiom from which triples."""
