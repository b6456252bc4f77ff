"""Consistency of an ontology and satisfiability of its classes, with the axioms that clash.

    graph -> theory -> consistency_check -> findings

theory             the axioms of a graph, one by one
consistency_check  contradictions by the rules of OWL 2 RL, then by HermiT
hermit             runs HermiT, a reasoner for OWL 2 DL in Java
justification      a smallest set of axioms that explains a contradiction
axiom_sentences    axioms in words
"""
