"""The rules of OWL 2 RL compiled from the axioms of one ontology, and their closure over data.

Names are those of W3C OWL 2 Profiles, 4.3. An axiom that no rule here covers is refused, never passed over.
"""
