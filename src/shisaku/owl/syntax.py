"""The axioms and class expressions of an ontology as plain values, read once from its triples.

W3C OWL 2 Mapping to RDF Graphs (Second Edition), section 3.2. RDF gives axioms and class expressions one form, a triple that states
it with a list or other triples beside it, so one value serves for both. Nothing is refused: what is not well formed is read as far
as it goes, and the fault of a list is recorded.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

Triple = tuple[Node, Node, Node]
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
"""Types of axioms on several things at once, each with the predicates that list them."""
NEGATIVE = (OWL.targetIndividual, OWL.targetValue)
"""Forms of negative assertions, by what the value is."""
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
"""Predicates of which axioms and class expressions are made; all others state facts or annotate."""


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
    """Of a restriction: its property."""
    of: Node | None = None
    """Of a qualified restriction: the class or data range of the values it counts."""
    fault: str = ""
    """What is wrong with its list; empty where it is well formed."""

    @property
    def subject(self) -> Node:
        """What it is an axiom on, or the node of the class expression."""
        return self.triple[0]

    @property
    def triples(self) -> tuple[Triple, ...]:
        """The triple that states it, and the one that names the property of a restriction."""
        return (self.triple,) if self.on is None else (self.triple, (self.triple[0], OWL.onProperty, self.on))


class RdfList(NamedTuple):
    """A list."""

    members: tuple[Node, ...]
    """Those before the fault."""
    fault: str
    """The first: a node with no or several rdf:first or rdf:rest, or a circle; empty where the list is well formed."""


def read_list(graph: Graph, head: Node | None) -> RdfList:
    """The list that begins at `head`."""
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
    """The axioms and class expressions of those forms, form by form."""
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
    """The axioms and class expressions of one graph, to look up."""

    graph: Graph
    """The graph, which is not changed any more."""

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
        """Axioms of those forms."""
        for form in forms:
            yield from self._by_form.get(form, ())

    def at(self, node: Node, forms: Iterable[URIRef]) -> tuple[Axiom, ...]:
        """Axioms of those forms with that subject: for a blank node, its class expression."""
        found = self._by_subject.get(node, ())
        return tuple(axiom for form in forms for axiom in found if axiom.form == form)

    def property_of(self, node: Node) -> Node:
        """The property behind a property expression: that which an inverse is of, else itself."""
        inverse = self.at(node, (OWL.inverseOf,)) if isinstance(node, BNode) else ()
        return inverse[0].operands[0] if inverse else node

    @cached_property
    def circular(self) -> frozenset[Node]:
        """Blank nodes of class expressions that contain themselves."""
        parts: dict[Node, set[Node]] = {node: self._parts(node) for node in self._by_subject if isinstance(node, BNode)}
        return frozenset(node for node in parts if node in reached(parts, node))

    def _parts(self, node: Node) -> set[Node]:
        """Blank nodes that a class expression or an axiom is made of."""
        of_classes = (axiom for axiom in self._by_subject[node] if axiom.form not in _NOT_OF_CLASSES)
        return {term for axiom in of_classes for term in (*axiom.operands, axiom.of) if isinstance(term, BNode)}


def reached(edges: Mapping[_T, Iterable[_T]], start: _T) -> set[_T]:
    """Everything that `start` leads to, without itself unless it leads back."""
    found: set[_T] = set()
    waiting = list(edges.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += edges.get(node, ())
    return found


def blank_nodes_from(graph: Graph, start: Node) -> dict[BNode, None]:
    """Blank nodes that `start` leads to over blank nodes, each once, without itself unless it leads back."""
    found: dict[BNode, None] = {}
    waiting = [start]
    while waiting:
        for node in graph.objects(waiting.pop()):
            if isinstance(node, BNode) and node not in found:
                found[node] = None
                waiting.append(node)
    return found
