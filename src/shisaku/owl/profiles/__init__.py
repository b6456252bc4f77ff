"""Violations of OWL 2 DL and OWL 2 RL, found axiom by axiom.

profile_check -+-> rl_grammar     class expressions and datatypes outside OWL 2 RL
               +-> dl_names       declarations, kinds, reserved vocabulary, literals
               +-> dl_properties  simple properties, regular chains
               +-> dl_structure   lists, restrictions, blank nodes

All of them read the axioms of judged_ontology; each finding is a violation of one of profile_rules."""
