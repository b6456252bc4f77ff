"""What follows from axioms by the rules of OWL 2 RL (W3C OWL 2 Profiles, 4.3), and why.

    syntax -> rule_table -+-> coverage -> lookup_tables -> compiled_rules -> closure -> contradictions -> inference
                          +-> individuals (of data)                 owlrl_reference, where coverage refuses -^
                          +-> proofs: the smallest tree of rules for a triple or a contradiction

clash      what cannot be true together, in words        datatypes  which literals are values of which datatype

An axiom that no compiled rule covers is refused, never ignored: owlrl infers then.
"""
