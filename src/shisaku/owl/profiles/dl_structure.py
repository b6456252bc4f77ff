"""Violations of OWL 2 DL by structure: lists, restrictions, class expressions, blank nodes, anonymous individuals.

W3C OWL 2 Mapping to RDF Graphs (Second Edition), section 3.2 and table 13; Structural Specification, 5.6.2 and 11.2.
"""

from collections.abc import Iterator

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

from shisaku.messages import Message
from shisaku.model.findings import Finding
from shisaku.owl.entities import OBJECT
from shisaku.owl.profiles import profile_rules as rules
from shisaku.owl.profiles.judged_ontology import JudgedOntology
from shisaku.owl.profiles.violation import violation
from shisaku.owl.syntax import CARDINALITIES, CONNECTIVES, LISTS, QUALIFIED, RESTRICTIONS, read_list

_AT_LEAST_TWO = (OWL.propertyChainAxiom, OWL.members, OWL.distinctMembers)
_CLASS_PLACES = (
    RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith, OWL.complementOf, OWL.onClass, OWL.onDataRange, RDFS.domain,
    RDFS.range, OWL.someValuesFrom, OWL.allValuesFrom, OWL.datatypeComplementOf,
)  # fmt: skip
"""Predicates whose value, if it is a blank node, is a class expression or a data range."""
_NAMED_ONLY = (OWL.sameAs, OWL.differentFrom, OWL.sourceIndividual, OWL.targetIndividual, OWL.hasValue)
"""Predicates that take individuals, but none that are blank nodes (section 11.2)."""
_BOTH_NAMED = (OWL.sameAs, OWL.differentFrom)


def structure_findings(ontology: JudgedOntology) -> Iterator[Finding]:
    """Return the violations by structure."""
    for s, p, o in ontology.graph:
        owner = ontology.owner(s)
        if owner is None:
            continue
        if p in LISTS:
            yield from _list(ontology, p, o, owner)
        if p in _CLASS_PLACES and isinstance(o, BNode):
            yield from _expression(ontology, p, o, owner)
        elif p in _NAMED_ONLY and (isinstance(o, BNode) or (p in _BOTH_NAMED and isinstance(s, BNode))):
            yield violation(ontology, rules.DL_ANONYMOUS_INDIVIDUALS, owner, p, o)
    for node in _restrictions(ontology):
        owner = ontology.owner(node)
        if owner is not None:
            yield from _restriction(ontology, node, owner)
    yield from _cycles(ontology)
    yield from _forest(ontology)


def _list(ontology: JudgedOntology, p: Node, head: Node, owner: URIRef) -> Iterator[Finding]:
    """Why a list is not well formed; the first fault."""
    least = 2 if p in _AT_LEAST_TWO else 1
    members, fault = read_list(ontology.graph, head)
    if not fault and len(members) < least:
        fault = f"rdf:first: {len(members)} < {least}"
    if fault:
        yield violation(ontology, rules.DL_LISTS, owner, p, fault, least=str(least))
    elif p in (OWL.intersectionOf, OWL.unionOf, OWL.disjointUnionOf, OWL.members):
        for member in members:
            if isinstance(member, BNode) and (member, OWL.inverseOf, None) not in ontology.graph:
                yield from _expression(ontology, p, member, owner)
    elif p in (OWL.oneOf, OWL.distinctMembers) and any(isinstance(member, BNode) for member in members):
        yield violation(ontology, rules.DL_ANONYMOUS_INDIVIDUALS, owner, p, None)


def _expression(ontology: JudgedOntology, p: Node, node: Node, owner: URIRef) -> Iterator[Finding]:
    """Why a blank node is neither a restriction nor another class expression or data range."""
    if _is_restriction(ontology, node):
        return
    constructors = [constructor for constructor in CONNECTIVES if (node, constructor, None) in ontology.graph]
    typed = {OWL.Class, RDFS.Datatype} & set(ontology.graph.objects(node, RDF.type))
    if len(constructors) != 1:
        message = Message("owl-has-constructors", constructors=len(constructors))
        yield violation(ontology, rules.DL_CLASS_EXPRESSIONS, owner, p, message)
    elif not typed:
        yield violation(ontology, rules.DL_CLASS_EXPRESSIONS, owner, p, Message("owl-has-no-type"))


def _restrictions(ontology: JudgedOntology) -> set[Node]:
    found = set(ontology.graph.subjects(RDF.type, OWL.Restriction))
    for predicate in (OWL.onProperty, *RESTRICTIONS):
        found |= set(ontology.graph.subjects(predicate))
    return found


def _is_restriction(ontology: JudgedOntology, node: Node) -> bool:
    graph = ontology.graph
    return (node, RDF.type, OWL.Restriction) in graph or any((node, p, None) in graph for p in (OWL.onProperty, *RESTRICTIONS))


def _restriction(ontology: JudgedOntology, node: Node, owner: URIRef) -> Iterator[Finding]:
    """The first fault of a restriction."""
    for fault in _faults(ontology, node):
        yield violation(ontology, rules.DL_RESTRICTIONS, owner, OWL.onProperty, fault)
        return


def _faults(ontology: JudgedOntology, node: Node) -> Iterator[Message]:
    graph = ontology.graph
    on = len(list(graph.objects(node, OWL.onProperty))) + len(list(graph.objects(node, OWL.onProperties)))
    conditions = [(p, o) for p in RESTRICTIONS for o in graph.objects(node, p)]
    if (node, RDF.type, OWL.Restriction) not in graph:
        yield Message("owl-not-typed-owl-restriction")
    if on != 1:
        yield Message("owl-has-owl-onproperty", on=on)
    if len(conditions) != 1:
        yield Message("owl-has-conditions", conditions=len(conditions))
        return
    predicate, value = conditions[0]
    qualifiers = len(list(graph.objects(node, OWL.onClass))) + len(list(graph.objects(node, OWL.onDataRange)))
    name = f"owl:{predicate.fragment}"
    if predicate in QUALIFIED and qualifiers != 1:
        yield Message("owl-lacks-owl-onclass-owl-ondatarange", name=name)
    if predicate in CARDINALITIES and qualifiers:
        yield Message("owl-goes-neither-owl-onclass-nor", name=name)
    if predicate in (*CARDINALITIES, *QUALIFIED) and not _is_count(value):
        yield Message("owl-value-no-xsd-nonnegativeinteger", name=name)
    if predicate == OWL.hasSelf and value != Literal(True):
        yield Message("owl-value-not-true", name=name)


def _is_count(value: Node) -> bool:
    return isinstance(value, Literal) and value.datatype == XSD.nonNegativeInteger and str(value).strip().isdecimal()


def _cycles(ontology: JudgedOntology) -> Iterator[Finding]:
    """Axioms with blank nodes that contain themselves, once a subject."""
    for owner in {ontology.owner(node) for node in ontology.syntax.circular}:
        if owner is not None:
            yield violation(ontology, rules.DL_BLANK_NODE_CYCLES, owner, None, None)


def _forest(ontology: JudgedOntology) -> Iterator[Finding]:
    """Anonymous individuals that do not hang together as trees, each from one place (section 11.2)."""
    edges = [(s, p, o) for s, p, o in ontology.graph if OBJECT in ontology.kinds(p) and BNode in (type(s), type(o))]
    tree: dict[Node, Node] = {}

    def root(node: Node) -> Node:
        while tree.get(node, node) != node:
            node = tree[node]
        return node

    for s, p, o in sorted(edges):
        if isinstance(s, BNode) and isinstance(o, BNode):
            owner = ontology.owner(s)
            if root(s) == root(o) and owner is not None:
                yield violation(ontology, rules.DL_ANONYMOUS_INDIVIDUALS, owner, p, o)
            tree[root(s)] = root(o)
    # A tree may be held by named individuals at one of its nodes only.
    held: dict[Node, set[Node]] = {}
    links = [
        (node, p)
        for s, p, o in edges
        for node, other in ((s, o), (o, s))
        if isinstance(node, BNode) and not isinstance(other, BNode)
    ]
    for node, _ in links:
        held.setdefault(root(node), set()).add(node)
    for node, p in sorted(links):
        owner = ontology.owner(node)
        if len(held[root(node)]) > 1 and owner is not None:
            yield violation(ontology, rules.DL_ANONYMOUS_INDIVIDUALS, owner, p, None)
