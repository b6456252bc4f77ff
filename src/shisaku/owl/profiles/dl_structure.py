"""Where an ontology leaves OWL 2 DL by its form: lists, restrictions, class expressions, blank nodes, anonymous individuals.

W3C OWL 2 Mapping to RDF Graphs (Second Edition), section 3.2 and table 13; Structural Specification, 5.6.2 and 11.2.
"""

from collections.abc import Iterator

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

from shisaku.model.findings import Finding
from shisaku.owl.profiles import profile_rules as rules
from shisaku.owl.profiles.violation import violation
from shisaku.owl.syntax import CARDINALITIES, CLASS_PLACES, CONNECTIVES, FILLERS, LISTS, OBJECT, QUALIFIED, Axioms

_AT_LEAST_TWO = (OWL.propertyChainAxiom, OWL.members, OWL.distinctMembers)
_NAMED_ONLY = (OWL.sameAs, OWL.differentFrom, OWL.sourceIndividual, OWL.targetIndividual, OWL.hasValue)
"""Predicates that take individuals, but none that are blank nodes (section 11.2)."""
_BOTH_NAMED = (OWL.sameAs, OWL.differentFrom)


def structure_findings(axioms: Axioms) -> Iterator[Finding]:
    """What is not put together as OWL 2 DL asks."""
    for s, p, o in axioms.graph:
        owner = axioms.owner(s)
        if owner is None:
            continue
        if p in LISTS:
            yield from _list(axioms, p, o, owner)
        if p in CLASS_PLACES and isinstance(o, BNode):
            yield from _expression(axioms, p, o, owner)
        elif p in _NAMED_ONLY and (isinstance(o, BNode) or (p in _BOTH_NAMED and isinstance(s, BNode))):
            yield violation(axioms, rules.DL_ANONYMOUS_INDIVIDUALS, owner, p, o)
    for node in _restrictions(axioms):
        owner = axioms.owner(node)
        if owner is not None:
            yield from _restriction(axioms, node, owner)
    yield from _cycles(axioms)
    yield from _forest(axioms)


def _list(axioms: Axioms, p: Node, head: Node, owner: URIRef) -> Iterator[Finding]:
    """Why a list is not well formed; the first fault."""
    least = 2 if p in _AT_LEAST_TWO else 1
    node, seen, fault = head, set[Node](), ""
    while node != RDF.nil and not fault:
        firsts, rests = list(axioms.graph.objects(node, RDF.first)), list(axioms.graph.objects(node, RDF.rest))
        if len(firsts) != 1:
            fault = f"rdf:first: {len(firsts)}"
        elif len(rests) != 1:
            fault = f"rdf:rest: {len(rests)}"
        elif node in seen:
            fault = "rdf:nil: 0"
        else:
            seen.add(node)
            node = rests[0]
    if not fault and len(seen) < least:
        fault = f"rdf:first: {len(seen)} < {least}"
    if fault:
        yield violation(axioms, rules.DL_LISTS, owner, p, fault, least=str(least))
    elif p in (OWL.intersectionOf, OWL.unionOf, OWL.disjointUnionOf, OWL.members):
        for member in axioms.items(head):
            if isinstance(member, BNode) and (member, OWL.inverseOf, None) not in axioms.graph:
                yield from _expression(axioms, p, member, owner)
    elif p in (OWL.oneOf, OWL.distinctMembers) and any(isinstance(member, BNode) for member in axioms.items(head)):
        yield violation(axioms, rules.DL_ANONYMOUS_INDIVIDUALS, owner, p, None)


def _expression(axioms: Axioms, p: Node, node: Node, owner: URIRef) -> Iterator[Finding]:
    """Why a blank node is neither a restriction nor another class expression or data range."""
    if _is_restriction(axioms, node):
        return
    constructors = [constructor for constructor in CONNECTIVES if (node, constructor, None) in axioms.graph]
    typed = {OWL.Class, RDFS.Datatype} & set(axioms.graph.objects(node, RDF.type))
    if len(constructors) != 1:
        ja, en = f"構成子が {len(constructors)} 個", f"it has {len(constructors)} constructors"
        yield violation(axioms, rules.DL_CLASS_EXPRESSIONS, owner, p, ja, value_en=en)
    elif not typed:
        yield violation(axioms, rules.DL_CLASS_EXPRESSIONS, owner, p, "型がない", value_en="it has no type")


def _restrictions(axioms: Axioms) -> set[Node]:
    found = set(axioms.graph.subjects(RDF.type, OWL.Restriction))
    for predicate in (OWL.onProperty, *FILLERS):
        found |= set(axioms.graph.subjects(predicate))
    return found


def _is_restriction(axioms: Axioms, node: Node) -> bool:
    graph = axioms.graph
    return (node, RDF.type, OWL.Restriction) in graph or any((node, p, None) in graph for p in (OWL.onProperty, *FILLERS))


def _restriction(axioms: Axioms, node: Node, owner: URIRef) -> Iterator[Finding]:
    """The first thing that keeps a restriction from being well formed."""
    for ja, en in _faults(axioms, node):
        yield violation(axioms, rules.DL_RESTRICTIONS, owner, OWL.onProperty, ja, value_en=en)
        return


def _faults(axioms: Axioms, node: Node) -> Iterator[tuple[str, str]]:
    graph = axioms.graph
    on = len(list(graph.objects(node, OWL.onProperty))) + len(list(graph.objects(node, OWL.onProperties)))
    conditions = [(p, o) for p in FILLERS for o in graph.objects(node, p)]
    if (node, RDF.type, OWL.Restriction) not in graph:
        yield "owl:Restriction の型がない", "it is not typed owl:Restriction"
    if on != 1:
        yield f"owl:onProperty が {on} 個", f"it has {on} owl:onProperty"
    if len(conditions) != 1:
        yield f"条件が {len(conditions)} 個", f"it has {len(conditions)} conditions"
        return
    predicate, value = conditions[0]
    qualifiers = len(list(graph.objects(node, OWL.onClass))) + len(list(graph.objects(node, OWL.onDataRange)))
    name = f"owl:{predicate.fragment}"
    if predicate in QUALIFIED and qualifiers != 1:
        yield f"{name} に owl:onClass か owl:onDataRange がない", f"{name} lacks owl:onClass or owl:onDataRange"
    if predicate in CARDINALITIES and qualifiers:
        yield (
            f"{name} に owl:onClass か owl:onDataRange が付いている",
            f"{name} goes with neither owl:onClass nor owl:onDataRange",
        )
    if predicate in (*CARDINALITIES, *QUALIFIED) and not _is_count(value):
        yield f"{name} の値が xsd:nonNegativeInteger でない", f"the value of {name} is no xsd:nonNegativeInteger"
    if predicate == OWL.hasSelf and value != Literal(True):
        yield f"{name} の値が true でない", f"the value of {name} is not true"


def _is_count(value: Node) -> bool:
    return isinstance(value, Literal) and value.datatype == XSD.nonNegativeInteger and str(value).strip().isdecimal()


def _cycles(axioms: Axioms) -> Iterator[Finding]:
    """Axioms with blank nodes that contain themselves, once a subject."""
    for owner in {axioms.owner(node) for node in axioms.circular}:
        if owner is not None:
            yield violation(axioms, rules.DL_BLANK_NODE_CYCLES, owner, None, None)


def _forest(axioms: Axioms) -> Iterator[Finding]:
    """Anonymous individuals that do not hang together as trees, each from one place (section 11.2)."""
    edges = [(s, p, o) for s, p, o in axioms.graph if OBJECT in axioms.kinds(p) and BNode in (type(s), type(o))]
    tree: dict[Node, Node] = {}

    def root(node: Node) -> Node:
        while tree.get(node, node) != node:
            node = tree[node]
        return node

    for s, p, o in sorted(edges):
        if isinstance(s, BNode) and isinstance(o, BNode):
            owner = axioms.owner(s)
            if root(s) == root(o) and owner is not None:
                yield violation(axioms, rules.DL_ANONYMOUS_INDIVIDUALS, owner, p, o)
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
        owner = axioms.owner(node)
        if len(held[root(node)]) > 1 and owner is not None:
            yield violation(axioms, rules.DL_ANONYMOUS_INDIVIDUALS, owner, p, None)
