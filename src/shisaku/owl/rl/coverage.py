"""Axioms for which OWL 2 RL has no rule, and axioms that the compiled rules do not cover.

OWL 2 RL restricts the places of class expressions: as a subclass, an expression decides who is a member; as a superclass, what follows
for members (W3C OWL 2 Profiles, 4.2.3). Of an expression in the wrong place nothing follows by its rules (4.3), as of cardinalities
above one, facets and the like: such axioms are named and passed over. Refused are keys and axioms on the language itself.
"""

from collections.abc import Iterable

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.errors import OntologyError
from shisaku.messages import Message
from shisaku.owl.syntax import AT_MOST, CONNECTIVES, NEGATIVE, RESTRICTIONS, Axiom, Syntax
from shisaku.rdf.triples import Triple

_WITHOUT_RULE = (
    OWL.cardinality, OWL.minCardinality, OWL.qualifiedCardinality, OWL.minQualifiedCardinality, OWL.hasSelf,
    OWL.disjointUnionOf, OWL.onDatatype, OWL.withRestrictions, OWL.datatypeComplementOf, OWL.onProperties, OWL.onDataRange,
)  # fmt: skip
_ANY_OPERANDS = (OWL.hasValue, OWL.oneOf, OWL.AllDifferent, *NEGATIVE)
"""Forms whose operands are individuals or literals, not terms of the ontology."""
_PLAIN = frozenset(
    {
        OWL.Thing, OWL.Nothing, RDFS.Literal, RDFS.Resource, RDF.langString, RDF.PlainLiteral, RDF.XMLLiteral, RDF.HTML, RDF.nil,
        RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo,
    }
)  # fmt: skip
"""Terms of RDF and OWL that axioms may contain: no rule depends on their names, or the rule is covered."""
_RESERVED = tuple(str(space) for space in (RDF, RDFS, OWL))
_ABOVE_ONLY = (OWL.allValuesFrom, OWL.complementOf, *AT_MOST)
_BELOW_ONLY = (OWL.someValuesFrom, OWL.unionOf, OWL.oneOf)


class AxiomNotCoveredError(OntologyError):
    """An axiom, or a triple of the data, has no compiled rule: the reference engine has to infer."""


def refuse_uncovered(syntax: Syntax) -> None:
    """Raise AxiomNotCoveredError for an axiom that has a rule, but no compiled one; OntologyError if a list is not well formed."""
    terms = syntax.graph
    for s, o in terms.subject_objects(OWL.hasKey):
        raise not_covered(s, OWL.hasKey, o, terms)
    for axiom in syntax.of(*AT_MOST):
        if not isinstance(axiom.operands[0], Literal):
            raise not_covered(*axiom.triple, terms)
    for axiom in syntax.axioms:
        for term in (axiom.subject, axiom.on, axiom.of, *(axiom.operands if axiom.form not in _ANY_OPERANDS else ())):
            if _is_reserved(term):
                s, p, o = axiom.triple
                raise not_covered(s, p, term if term is not None and term in axiom.operands else o, terms)
    well_formed(syntax.axioms, terms)


def without_rule(syntax: Syntax) -> tuple[str, ...]:
    """Return the axioms for which OWL 2 RL has no rule, in words, sorted: nothing is inferred from them."""
    terms = syntax.graph
    found: set[Triple] = {(s, predicate, o) for predicate in _WITHOUT_RULE for s, o in terms.subject_objects(predicate)}
    found |= {axiom.triple for axiom in syntax.of(OWL.ReflexiveProperty)}
    found |= {axiom.triple for axiom in syntax.of(*AT_MOST) if not _is_zero_or_one(axiom.operands[0])}
    below, above = _places(syntax)
    for places, forms in ((below, _ABOVE_ONLY), (above, _BELOW_ONLY)):
        found |= {axiom.triple for axiom in syntax.of(*forms) if axiom.subject in places}
    return tuple(sorted({_named(*triple, terms) for triple in found}))


def _is_zero_or_one(most: Node) -> bool:
    return isinstance(most, Literal) and most.value in (0, 1)


def not_covered(s: Node, p: Node, o: Node, terms: Graph) -> AxiomNotCoveredError:
    """Return the error for an uncovered axiom; an anonymous expression is described by its restricted property."""
    return AxiomNotCoveredError(Message("owl-axiom-not-covered-compiled-rules", named=_named(s, p, o, terms)))


def _named(s: Node, p: Node, o: Node, terms: Graph) -> str:
    on = terms.value(s, OWL.onProperty) if isinstance(s, BNode) else None
    return " ".join(shown(term, terms) for term in (on or s, p, o))


def well_formed(axioms: Iterable[Axiom], terms: Graph) -> tuple[Axiom, ...]:
    """Return those axioms. Raises OntologyError if a list is incomplete or circular."""
    found = tuple(axioms)
    for axiom in found:
        if axiom.fault:
            what = shown(next(iter(axiom.operands), axiom.triple[2]), terms)
            raise OntologyError(Message("owl-rdf-list-broken-off-runs", what=what))
    return found


def _is_reserved(term: Node | None) -> bool:
    return isinstance(term, URIRef) and term not in _PLAIN and str(term).startswith(_RESERVED)


def _places(syntax: Syntax) -> tuple[set[Node], set[Node]]:
    """Class expressions that decide who is a member, and those that imply something for members."""

    def subjects(*forms: URIRef) -> set[Node]:
        return {axiom.subject for axiom in syntax.of(*forms)}

    def operands(*forms: URIRef) -> set[Node]:
        return {operand for axiom in syntax.of(*forms) for operand in axiom.operands}

    both = subjects(OWL.equivalentClass) | operands(OWL.equivalentClass)
    # A named class that is itself a class expression is equivalent to it.
    both |= {node for node in subjects(*CONNECTIVES, *RESTRICTIONS) if isinstance(node, URIRef)}
    below = both | subjects(RDFS.subClassOf, OWL.disjointWith) | operands(OWL.disjointWith, OWL.AllDisjointClasses)
    above = both | operands(RDFS.subClassOf, RDFS.domain, RDFS.range, OWL.allValuesFrom)
    above |= {o for _, o in syntax.graph.subject_objects(RDF.type) if isinstance(o, BNode)}
    _spread(below, (OWL.someValuesFrom, OWL.maxQualifiedCardinality), syntax)
    below |= operands(OWL.complementOf)
    _spread(below, (), syntax)
    _spread(above, (OWL.allValuesFrom,), syntax)
    return below, above


def _spread(places: set[Node], restrictions: tuple[URIRef, ...], syntax: Syntax) -> None:
    """Add the parts of expressions that are in the same place as the expression."""
    waiting = list(places)
    while waiting:
        for axiom in syntax.at(waiting.pop(), (OWL.intersectionOf, OWL.unionOf, *restrictions)):
            parts = axiom.operands if axiom.form != OWL.maxQualifiedCardinality else (axiom.of,)
            new = {part for part in parts if part is not None} - places
            places |= new
            waiting += new


def shown(term: Node, terms: Graph) -> str:
    """Return a term for a message."""
    if isinstance(term, URIRef):
        return term.n3(terms.namespace_manager)
    return "[]" if isinstance(term, BNode) else str(term)
