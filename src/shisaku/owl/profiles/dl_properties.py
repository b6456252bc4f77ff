"""Where an ontology leaves OWL 2 DL by its properties: simple properties, regular chains, circular definitions of datatypes.

W3C OWL 2 Structural Specification (Second Edition), section 11: the global restrictions on axioms.
"""

from collections.abc import Iterator, Mapping

from rdflib import URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.model.findings import Finding
from shisaku.owl.profiles import profile_rules as rules
from shisaku.owl.profiles.violation import violation
from shisaku.owl.syntax import CARDINALITIES, DATATYPE, OBJECT, QUALIFIED, Axioms

_SIMPLE_ONLY = (OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty)
"""Characteristics that only simple properties may have."""
Edges = Mapping[Node, set[Node]]


def property_findings(axioms: Axioms) -> Iterator[Finding]:
    """What breaks the global restrictions on properties and datatype definitions."""
    above = _hierarchy(axioms)
    yield from _not_simple(axioms, above)
    yield from _not_regular(axioms, above)
    yield from _circular_datatypes(axioms)


def _hierarchy(axioms: Axioms) -> Edges:
    """Direct super-properties by name, an inverse standing for what it is the inverse of (section 11.1)."""
    above: dict[Node, set[Node]] = {}
    for graph in (axioms.graph, axioms.imports):
        for predicate, both in ((RDFS.subPropertyOf, False), (OWL.equivalentProperty, True), (OWL.inverseOf, True)):
            for s, o in graph.subject_objects(predicate):
                low, high = _name(axioms, s), _name(axioms, o)
                above.setdefault(low, set()).add(high)
                if both:
                    above.setdefault(high, set()).add(low)
    return above


def _name(axioms: Axioms, node: Node) -> Node:
    name = axioms.property_of(node)
    return node if name is None else name


def _reached(edges: Edges, start: Node) -> set[Node]:
    """Everything that `start` leads to, without itself unless it leads back."""
    reached: set[Node] = set()
    waiting = list(edges.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting += edges.get(node, ())
    return reached


def _composite(axioms: Axioms, above: Edges) -> set[Node]:
    """Properties that are not simple: transitive, implied by a chain, top or bottom, or above one of these."""
    found: set[Node] = {OWL.topObjectProperty, OWL.bottomObjectProperty}
    for graph in (axioms.graph, axioms.imports):
        found |= {_name(axioms, node) for node in graph.subjects(RDF.type, OWL.TransitiveProperty)}
        found |= {_name(axioms, node) for node in graph.subjects(OWL.propertyChainAxiom)}
    return found.union(*(_reached(above, node) for node in found))


def _not_simple(axioms: Axioms, above: Edges) -> Iterator[Finding]:
    """Composite properties where only simple ones may stand."""
    composite = _composite(axioms, above)
    for node, path, uses in _uses_of_simple(axioms):
        owner = axioms.owner(node)
        for name in uses:
            if owner is not None and name in composite:
                yield violation(axioms, rules.DL_SIMPLE_PROPERTIES, owner, path, name)


def _uses_of_simple(axioms: Axioms) -> Iterator[tuple[Node, URIRef, list[Node]]]:
    """Where an axiom asks for simple properties: its node, what asks, the properties."""
    graph = axioms.graph
    for characteristic in _SIMPLE_ONLY:
        for node in graph.subjects(RDF.type, characteristic):
            if OBJECT in axioms.kinds(_name(axioms, node)):
                yield node, characteristic, [_name(axioms, node)]
    for s, o in graph.subject_objects(OWL.propertyDisjointWith):
        yield s, OWL.propertyDisjointWith, [_name(axioms, s), _name(axioms, o)]
    for node in graph.subjects(RDF.type, OWL.AllDisjointProperties):
        members = axioms.items(graph.value(node, OWL.members))
        yield node, OWL.AllDisjointProperties, [_name(axioms, member) for member in members]
    for condition in (OWL.hasSelf, *CARDINALITIES, *QUALIFIED):
        for node in graph.subjects(condition):
            on = graph.value(node, OWL.onProperty)
            if on is not None:
                yield node, condition, [_name(axioms, on)]


def _not_regular(axioms: Axioms, above: Edges) -> Iterator[Finding]:
    """Chains for which no strict order of properties exists."""
    graph = axioms.graph + axioms.imports
    before: dict[Node, set[Node]] = {}
    parts: list[tuple[Node, Node, Node]] = []
    for s, head in graph.subject_objects(OWL.propertyChainAxiom):
        chain = axioms.items(head)
        if s == OWL.topObjectProperty or (len(chain) == 2 and chain[0] == chain[1] == s):
            continue
        ends = chain[1:] if chain and chain[0] == s else chain[:-1] if chain and chain[-1] == s else chain
        for part in ends:
            before.setdefault(_name(axioms, part), set()).add(_name(axioms, s))
            parts.append((s, _name(axioms, part), _name(axioms, s)))
    told: set[tuple[Node, Node]] = set()
    for s, part, whole in parts:
        # An order must put the part before the whole; nothing may lead back, by chains or by the hierarchy.
        after = {whole} | _reached(before, whole)
        back = part in after or any(part == node or part in _reached(above, node) for node in after)
        owner = axioms.owner(s)
        if back and owner is not None and (s, part) not in told:
            told.add((s, part))
            yield violation(axioms, rules.DL_PROPERTY_HIERARCHY, owner, OWL.propertyChainAxiom, part)


def _circular_datatypes(axioms: Axioms) -> Iterator[Finding]:
    """Datatypes whose definitions lead back to themselves."""
    uses: dict[Node, set[Node]] = {}
    for name, definition in axioms.graph.subject_objects(OWL.equivalentClass):
        if DATATYPE in axioms.kinds(name):
            uses.setdefault(name, set()).update(_datatypes_in(axioms, definition, set()))
    for name in uses:
        through = sorted((other for other in uses[name] if name == other or name in _reached(uses, other)), key=str)
        owner = axioms.owner(name)
        if through and owner is not None:
            yield violation(axioms, rules.DL_DATATYPE_DEFINITIONS, owner, OWL.equivalentClass, through[0])


def _datatypes_in(axioms: Axioms, node: Node, seen: set[Node]) -> Iterator[Node]:
    """Names of datatypes in a data range."""
    if node in seen:
        return
    seen.add(node)
    if isinstance(node, URIRef):
        yield node
        return
    for predicate, value in axioms.graph.predicate_objects(node):
        if predicate in (OWL.onDatatype, OWL.datatypeComplementOf):
            yield from _datatypes_in(axioms, value, seen)
        elif predicate in (OWL.intersectionOf, OWL.unionOf):
            for member in axioms.items(value):
                yield from _datatypes_in(axioms, member, seen)
