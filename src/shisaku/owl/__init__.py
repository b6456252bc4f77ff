"""OWL 2 ontologies: their axioms, what follows from them, and what is wrong with them.

triples -> syntax -+-> rl/           rule_table -+-> lookup_tables -> closure -> inference
(axioms as values) |                             +-> proofs
                   +-> profiles/     what OWL 2 DL and OWL 2 RL do not allow
                   +-> consistency/  contradictions and unsatisfiable classes, with the axioms that clash (uses rl, HermiT)

entities           kinds of names and datatypes, which syntax and the rooms below it share
"""
