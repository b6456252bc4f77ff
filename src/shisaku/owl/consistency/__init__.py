"""Whether an ontology can be true, and whether each of its classes can have a member, by HermiT; and why not.

graph -> theory -> hermit -> consistency_check -> findings
                              |- justification     a smallest set of axioms that is enough
                              `- axiom_sentences   these axioms in words
"""
