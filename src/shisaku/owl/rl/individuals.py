"""What OWL says of individuals in words of its own: who is different from whom, and what is not so."""

from collections.abc import Iterator
from itertools import combinations

from rdflib import Graph
from rdflib.namespace import OWL, RDF
from rdflib.term import Node

from shisaku.owl.rl.coverage import members


def differences(graph: Graph) -> Iterator[tuple[Node, Node]]:
    """eq-diff2, eq-diff3: each two members of owl:AllDifferent. Raises OntologyError where a list is not well formed."""
    for node in graph.subjects(RDF.type, OWL.AllDifferent):
        for predicate in (OWL.members, OWL.distinctMembers):
            for head in graph.objects(node, predicate):
                yield from combinations(members(head, graph), 2)


def denials(graph: Graph) -> Iterator[tuple[Node, Node, Node]]:
    """prp-npa1, prp-npa2: triples that are said not to hold."""
    for node, s in graph.subject_objects(OWL.sourceIndividual):
        for p in graph.objects(node, OWL.assertionProperty):
            for predicate in (OWL.targetIndividual, OWL.targetValue):
                yield from ((s, p, o) for o in graph.objects(node, predicate))
