"""The axioms and class expressions of an ontology as plain values, read once from its triples.

W3C OWL 2 Mapping to RDF Graphs (Second Edition), section 3.2. Axioms and class expressions have one form in RDF, a main triple with
a list or other triples, so one class serves for both. Nothing is refused: malformed parts are read as far as possible, and the fault of
a list is recorded.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.rdf.triples import Triple

_T = TypeVar("_T")

CHARACTERISTICS = (
    OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.IrreflexiveProperty, OWL.SymmetricProperty,
    OWL.AsymmetricProperty, OWL.TransitiveProperty, OWL.ReflexiveProperty,
)  # fmt: skip
"""Types of properties that are axioms."""
CARDINALITIES = (OWL.cardinality, OWL.minCardinality, OWL.maxCardinality)
QUALIFIED = (OWL.qualifiedCardinality, OWL.minQualifiedCardinality, OWL.maxQualifiedCardinality)
AT_MOST = (OWL.maxCardinality, OWL.maxQualifiedCardinality)
RESTRICTIONS = (OWL.someValuesFrom, OWL.allValuesFrom, OWL.hasValue, OWL.hasSelf, *CARDINALITIES, *QUALIFIED)
"""Predicates that state the condition of a restriction."""
CONNECTIVES = (OWL.intersectionOf, OWL.unionOf, OWL.complementOf, OWL.oneOf, OWL.datatypeComplementOf, OWL.onDatatype)
"""Predicates that build a class expression or a data range from others."""
_OF_LISTS = (OWL.intersectionOf, OWL.unionOf, OWL.oneOf, OWL.propertyChainAxiom, OWL.hasKey, OWL.disjointUnionOf)
LISTS = (*_OF_LISTS, OWL.members, OWL.distinctMembers, OWL.withRestrictions, OWL.onProperties)
"""Predicates whose values are lists."""
_OF_PAIRS = (
    RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith, RDFS.subPropertyOf, OWL.equivalentProperty,
    OWL.propertyDisjointWith, OWL.inverseOf, RDFS.domain, RDFS.range, OWL.complementOf, OWL.datatypeComplementOf,
    OWL.onDatatype,
)  # fmt: skip
DISJOINT_OR_DIFFERENT: Mapping[URIRef, tuple[URIRef, ...]] = {
    OWL.AllDisjointClasses: (OWL.members,),
    OWL.AllDisjointProperties: (OWL.members,),
    OWL.AllDifferent: (OWL.members, OWL.distinctMembers),
}
"""Types of axioms on several terms, each with the predicates that list them."""
NEGATIVE = (OWL.targetIndividual, OWL.targetValue)
"""Forms of negative assertions, by the kind of the value."""
_NOT_OF_CLASSES = (
    RDFS.subPropertyOf, OWL.equivalentProperty, OWL.propertyDisjointWith, OWL.inverseOf, OWL.onDatatype, OWL.hasValue, OWL.hasSelf,
    *NEGATIVE,
)  # fmt: skip
FORMS = (*_OF_PAIRS, *CHARACTERISTICS, *_OF_LISTS, *RESTRICTIONS, *DISJOINT_OR_DIFFERENT, *NEGATIVE)
"""Every form of axiom and class expression."""
PREDICATES = frozenset(
    {
        *_OF_PAIRS, *LISTS, *RESTRICTIONS, *NEGATIVE, RDF.first, RDF.rest, OWL.onProperty, OWL.onClass, OWL.onDataRange,
        OWL.sourceIndividual, OWL.assertionProperty,
    }
)  # fmt: skip
"""Predicates of axioms and class expressions; all others state facts or annotate."""


@dataclass(frozen=True, slots=True)
class Axiom:
    """An axiom or a class expression."""

    form: URIRef
    """The predicate that states it (rdfs:subClassOf, owl:unionOf), or the type (owl:TransitiveProperty, owl:AllDifferent)."""
    triple: Triple
    """The triple that states it."""
    operands: tuple[Node, ...] = ()
    """The object, or the members of the list; subject, property and value of a negative assertion; nothing for characteristics."""
    on: Node | None = None
    """Property of a restriction."""
    of: Node | None = None
    """Class or data range of the counted values of a qualified restriction."""
    fault: str = ""
    """Fault of its list; empty if it is well formed."""

    @property
    def subject(self) -> Node:
        """Subject of the axiom, or node of the class expression."""
        return self.triple[0]

    @property
    def triples(self) -> tuple[Triple, ...]:
        """The triple that states it, and the one that names the property of a restriction."""
        return (self.triple,) if self.on is None else (self.triple, (self.triple[0], OWL.onProperty, self.on))


class RdfList(NamedTuple):
    """A list."""

    members: tuple[Node, ...]
    """Members before the first fault."""
    fault: str
    """First fault: a node with no or several rdf:first or rdf:rest, or a cycle; empty if the list is well formed."""


def read_list(graph: Graph, head: Node | None) -> RdfList:
    """Return the list that begins at `head`."""
    members: dict[Node, Node] = {}
    fault = ""
    while head is not None and head != RDF.nil and not fault:
        firsts, rests = list(graph.objects(head, RDF.first)), list(graph.objects(head, RDF.rest))
        if len(firsts) != 1:
            fault = f"rdf:first: {len(firsts)}"
        elif len(rests) != 1:
            fault = f"rdf:rest: {len(rests)}"
        elif head in members:
            fault = "rdf:nil: 0"
        else:
            members[head], head = firsts[0], rests[0]
    return RdfList(tuple(members.values()), fault)


def read(graph: Graph, forms: Iterable[URIRef] = FORMS) -> Iterator[Axiom]:
    """Return the axioms and class expressions of those forms, form by form."""
    for form in forms:
        if form in CHARACTERISTICS:
            yield from (Axiom(form, (s, RDF.type, form)) for s in graph.subjects(RDF.type, form))
        elif form in _OF_LISTS:
            yield from (_of_list(graph, form, (s, form, head)) for s, head in graph.subject_objects(form))
        elif form in RESTRICTIONS:
            yield from _restrictions(graph, form)
        elif form in DISJOINT_OR_DIFFERENT:
            for s in graph.subjects(RDF.type, form):
                for predicate in DISJOINT_OR_DIFFERENT[form]:
                    yield from (_of_list(graph, form, (s, predicate, head)) for head in graph.objects(s, predicate))
        elif form in NEGATIVE:
            yield from _negative_assertions(graph, form)
        else:
            yield from (Axiom(form, (s, form, o), (o,)) for s, o in graph.subject_objects(form))


def _of_list(graph: Graph, form: URIRef, triple: Triple) -> Axiom:
    members, fault = read_list(graph, triple[2])
    return Axiom(form, triple, members, fault=fault)


def _restrictions(graph: Graph, form: URIRef) -> Iterator[Axiom]:
    for s, o in graph.subject_objects(form):
        counted: list[Node | None] = (
            [*graph.objects(s, OWL.onClass), *graph.objects(s, OWL.onDataRange)] if form in QUALIFIED else []
        )
        for on in (*graph.objects(s, OWL.onProperty),) or (None,):
            yield from (Axiom(form, (s, form, o), (o,), on, of) for of in counted or [None])


def _negative_assertions(graph: Graph, form: URIRef) -> Iterator[Axiom]:
    for node, value in graph.subject_objects(form):
        for subject in graph.objects(node, OWL.sourceIndividual):
            for p in graph.objects(node, OWL.assertionProperty):
                yield Axiom(form, (node, OWL.sourceIndividual, subject), (subject, p, value))


@dataclass(frozen=True)
class Syntax:
    """Index of the axioms and class expressions of a graph."""

    graph: Graph
    """The graph, which must not change."""

    @cached_property
    def axioms(self) -> tuple[Axiom, ...]:
        """All of them, in the order of FORMS."""
        return tuple(read(self.graph))

    @cached_property
    def _by_form(self) -> Mapping[URIRef, list[Axiom]]:
        found: dict[URIRef, list[Axiom]] = defaultdict(list)
        for axiom in self.axioms:
            found[axiom.form].append(axiom)
        return found

    @cached_property
    def _by_subject(self) -> Mapping[Node, list[Axiom]]:
        found: dict[Node, list[Axiom]] = defaultdict(list)
        for axiom in self.axioms:
            found[axiom.subject].append(axiom)
        return found

    def of(self, *forms: URIRef) -> Iterator[Axiom]:
        """Return the axioms of those forms."""
        for form in forms:
            yield from self._by_form.get(form, ())

    def at(self, node: Node, forms: Iterable[URIRef]) -> tuple[Axiom, ...]:
        """Return the axioms of those forms with that subject; for a blank node, its class expression."""
        found = self._by_subject.get(node, ())
        return tuple(axiom for form in forms for axiom in found if axiom.form == form)

    def property_of(self, node: Node) -> Node:
        """Return the named property of a property expression: the inverted property of an inverse, else itself."""
        inverse = self.at(node, (OWL.inverseOf,)) if isinstance(node, BNode) else ()
        return inverse[0].operands[0] if inverse else node

    @cached_property
    def circular(self) -> frozenset[Node]:
        """Blank nodes of class expressions that contain themselves."""
        parts: dict[Node, set[Node]] = {node: self._parts(node) for node in self._by_subject if isinstance(node, BNode)}
        return frozenset(node for node in parts if node in reached(parts, node))

    def _parts(self, node: Node) -> set[Node]:
        """Blank nodes of a class expression or an axiom."""
        of_classes = (axiom for axiom in self._by_subject[node] if axiom.form not in _NOT_OF_CLASSES)
        return {term for axiom in of_classes for term in (*axiom.operands, axiom.of) if isinstance(term, BNode)}


def reached(edges: Mapping[_T, Iterable[_T]], start: _T) -> set[_T]:
    """Return everything reachable from `start`, without itself unless it is on a cycle."""
    found: set[_T] = set()
    waiting = list(edges.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += edges.get(node, ())
    return found


def blank_nodes_from(graph: Graph, start: Node) -> dict[BNode, None]:
    """Return the blank nodes reachable from `start` over blank nodes, each once, without itself unless it is on a cycle."""
    found: dict[BNode, None] = {}
    waiting = [start]
    while waiting:
        for node in graph.objects(waiting.pop()):
            if isinstance(node, BNode) and node not in found:
                found[node] = None
                waiting.append(node)
    return found
