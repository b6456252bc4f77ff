"""What OWL 2 DL and OWL 2 RL do not allow, found axiom by axiom.

profile_check -+-> rl_grammar     class expressions and datatypes outside OWL 2 RL
               +-> dl_names       declarations, kinds, reserved vocabulary, literals
               +-> dl_properties  simple properties, regular chains
               +-> dl_structure   lists, restrictions, blank nodes
                      all over judged_ontology; each finding a violation of one of profile_rules"""
