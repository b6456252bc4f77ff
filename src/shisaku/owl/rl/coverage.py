"""What the compiled rules do not cover, found in an ontology before anything is compiled from it.

OWL 2 RL restricts which class expressions may stand where: what may be below another class says who belongs to it, what may be above
says what follows of its members (W3C OWL 2 Profiles, 4.2.3). An expression in the other place has no rule, so it is refused.
"""

from collections.abc import Iterator

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.errors import Message, OntologyError

LOGICAL = frozenset(
    {
        RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDF.first, RDF.rest, OWL.inverseOf, OWL.equivalentClass,
        OWL.equivalentProperty, OWL.disjointWith, OWL.propertyDisjointWith, OWL.propertyChainAxiom, OWL.complementOf,
        OWL.onProperty, OWL.onClass, OWL.hasValue, OWL.someValuesFrom, OWL.allValuesFrom, OWL.intersectionOf, OWL.unionOf,
        OWL.oneOf, OWL.maxCardinality, OWL.maxQualifiedCardinality, OWL.members, OWL.distinctMembers, OWL.sourceIndividual,
        OWL.assertionProperty, OWL.targetIndividual, OWL.targetValue,
    }
)  # fmt: skip
"""Predicates of which axioms are made."""
CHARACTERISTICS = frozenset(
    {
        OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.TransitiveProperty, OWL.SymmetricProperty,
        OWL.AsymmetricProperty, OWL.IrreflexiveProperty,
    }
)  # fmt: skip
_NOT_COVERED = (
    OWL.hasKey, OWL.cardinality, OWL.minCardinality, OWL.qualifiedCardinality, OWL.minQualifiedCardinality, OWL.hasSelf,
    OWL.disjointUnionOf, OWL.onDatatype, OWL.withRestrictions, OWL.datatypeComplementOf, OWL.onProperties, OWL.onDataRange,
)  # fmt: skip
_OPERANDS = (
    RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDF.first, OWL.inverseOf, OWL.equivalentClass,
    OWL.equivalentProperty, OWL.disjointWith, OWL.propertyDisjointWith, OWL.propertyChainAxiom, OWL.onProperty, OWL.onClass,
    OWL.someValuesFrom, OWL.allValuesFrom, OWL.complementOf,
)  # fmt: skip
_PLAIN = frozenset(
    {
        OWL.Thing, OWL.Nothing, RDFS.Literal, RDFS.Resource, RDF.langString, RDF.PlainLiteral, RDF.XMLLiteral, RDF.HTML, RDF.nil,
        RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo,
    }
)  # fmt: skip
"""Terms of the languages themselves that axioms may speak of, as they take part in no rule by their name, or in rules kept here."""
_RESERVED = tuple(str(space) for space in (RDF, RDFS, OWL))
_ABOVE_ONLY = (OWL.allValuesFrom, OWL.complementOf, OWL.maxCardinality, OWL.maxQualifiedCardinality)
_BELOW_ONLY = (OWL.someValuesFrom, OWL.unionOf, OWL.oneOf)


class AxiomNotCoveredError(OntologyError):
    """An axiom, or what data say, has no rule among those that are compiled: the reference engine is to judge it."""


def refuse_uncovered(terms: Graph) -> None:
    """Nothing. Raises AxiomNotCoveredError, naming the axiom, where no rule covers one of `terms`."""
    for predicate in _NOT_COVERED:
        for s, o in terms.subject_objects(predicate):
            raise not_covered(s, predicate, o, terms)
    for s in terms.subjects(RDF.type, OWL.ReflexiveProperty):
        raise not_covered(s, RDF.type, OWL.ReflexiveProperty, terms)
    for predicate in (OWL.maxCardinality, OWL.maxQualifiedCardinality):
        for s, o in terms.subject_objects(predicate):
            if not isinstance(o, Literal) or o.value not in (0, 1):
                raise not_covered(s, predicate, o, terms)
    for predicate in _OPERANDS:
        for s, o in terms.subject_objects(predicate):
            if _is_reserved(s) or _is_reserved(o):
                raise not_covered(s, predicate, o, terms)
    below, above = _places(terms)
    for places, predicates in ((below, _ABOVE_ONLY), (above, _BELOW_ONLY)):
        for predicate in predicates:
            for s, o in terms.subject_objects(predicate):
                if s in places:
                    raise not_covered(s, predicate, o, terms)


def not_covered(s: Node, p: Node, o: Node, terms: Graph) -> AxiomNotCoveredError:
    """That no rule covers an axiom; an expression without a name is told by the property that it restricts."""
    on = terms.value(s, OWL.onProperty) if isinstance(s, BNode) else None
    named = " ".join(shown(term, terms) for term in (on or s, p, o))
    return AxiomNotCoveredError(
        Message(
            f"公理 {named} は、コンパイルした OWL 2 RL の規則では扱えません。",
            f"The axiom {named} is not covered by the compiled rules of OWL 2 RL.",
        )
    )


def members(head: Node, terms: Graph) -> tuple[Node, ...]:
    """The members of a list. Raises OntologyError where it is broken off or runs in a circle."""
    found: list[Node] = []
    seen: set[Node] = set()
    while head != RDF.nil:
        first, rest = list(terms.objects(head, RDF.first)), list(terms.objects(head, RDF.rest))
        if head in seen or len(first) != 1 or len(rest) != 1:
            what = shown(found[0], terms) if found else shown(head, terms)
            ja = f"RDF のリスト（{what} を含む）が、途切れているか、循環しています。rdf:first と rdf:rest を直してください。"
            en = f"An RDF list (with {what}) is broken off or runs in a circle. Mend its rdf:first and rdf:rest."
            raise OntologyError(Message(ja, en))
        seen.add(head)
        found.append(first[0])
        head = rest[0]
    return tuple(found)


def _is_reserved(term: Node) -> bool:
    return isinstance(term, URIRef) and term not in _PLAIN and str(term).startswith(_RESERVED)


def _places(terms: Graph) -> tuple[set[Node], set[Node]]:
    """Class expressions that stand where members are told, and where something follows of them."""
    below = {*terms.subjects(RDFS.subClassOf), *_both(OWL.disjointWith, terms), *_listed(terms, OWL.AllDisjointClasses)}
    above = {
        *terms.objects(None, RDFS.subClassOf),
        *terms.objects(None, RDFS.domain),
        *terms.objects(None, RDFS.range),
        *terms.objects(None, OWL.allValuesFrom),
        *(o for s, o in terms.subject_objects(RDF.type) if isinstance(o, BNode)),
    }
    both = {*_both(OWL.equivalentClass, terms), *_defined(terms)}
    below |= both
    above |= both
    _spread(below, (OWL.someValuesFrom, OWL.onClass), terms)
    below |= {*terms.objects(None, OWL.complementOf)}
    _spread(below, (), terms)
    _spread(above, (OWL.allValuesFrom,), terms)
    return below, above


def _both(predicate: URIRef, terms: Graph) -> set[Node]:
    return {*terms.subjects(predicate), *terms.objects(None, predicate)}


def _defined(terms: Graph) -> Iterator[Node]:
    """Named classes that are class expressions themselves, which is to be equivalent to one."""
    for predicate in (OWL.intersectionOf, OWL.unionOf, OWL.oneOf, OWL.complementOf, OWL.onProperty):
        yield from (s for s in terms.subjects(predicate) if isinstance(s, URIRef))


def _listed(terms: Graph, kind: URIRef) -> Iterator[Node]:
    for node in terms.subjects(RDF.type, kind):
        for head in terms.objects(node, OWL.members):
            yield from members(head, terms)


def _spread(places: set[Node], fillers: tuple[URIRef, ...], terms: Graph) -> None:
    """Adds the parts of expressions that stand in the same place as the whole."""
    waiting = list(places)
    while waiting:
        node = waiting.pop()
        parts = [part for filler in fillers for part in terms.objects(node, filler)]
        for predicate in (OWL.intersectionOf, OWL.unionOf):
            for head in terms.objects(node, predicate):
                parts += members(head, terms)
        waiting += [part for part in parts if part not in places]
        places.update(parts)


def shown(term: Node, terms: Graph) -> str:
    """A term as a message names it."""
    if isinstance(term, URIRef):
        return term.n3(terms.namespace_manager)
    return "[]" if isinstance(term, BNode) else str(term)
