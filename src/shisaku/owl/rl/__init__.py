"""Inference by the rules of OWL 2 RL (W3C OWL 2 Profiles, 4.3), and proofs.

    syntax -> rule_table -+-> coverage -> lookup_tables -> compiled_rules -> closure -> contradictions -> inference
                          |                                owlrl_reference, for axioms not covered ----------^
                          +-> proofs

rule_table       the rules, written once
coverage         refuses axioms that no compiled rule covers
lookup_tables    rules of an ontology as tables by property and by class
compiled_rules   rules compiled from an ontology, applied to data
closure          semi-naive closure of data under these tables
individuals      axioms on individuals, of ontology or data
datatypes        datatypes of literals
contradictions   rules that end in a contradiction; clash: their messages
owlrl_reference  the closure by owlrl, which tests compare with
inference        the closure by one of the two engines
proofs           a smallest tree of rules for a triple or a contradiction
"""
