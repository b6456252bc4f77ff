"""What follows from the data and the ontology: the OWL 2 RL closure, and the contradictions it shows.

owlrl reports a contradiction by adding a node typed `ErrorMessage`; it is read here and becomes a finding, so that it fails the run.
"""

import re
from dataclasses import dataclass

from owlrl import DeductiveClosure
from owlrl.OWLRL import OWLRL_Semantics
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.errors import Message
from shisaku.findings import Finding, Severity

_ERROR_MESSAGE = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
_ERROR_TEXT = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s'\"<>,)]+")
_AXIOMS = frozenset(
    {
        RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDF.first, OWL.inverseOf, OWL.equivalentClass,
        OWL.equivalentProperty, OWL.disjointWith, OWL.propertyDisjointWith, OWL.propertyChainAxiom, OWL.complementOf,
        OWL.onProperty, OWL.hasValue, OWL.someValuesFrom, OWL.allValuesFrom,
    }
)  # fmt: skip
"""Predicates of axioms; RDF.first because lists hold the members of chains, unions and disjoint classes."""
_CHARACTERISTICS = frozenset(
    {
        OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.TransitiveProperty, OWL.SymmetricProperty,
        OWL.AsymmetricProperty, OWL.IrreflexiveProperty, OWL.ReflexiveProperty,
    }
)  # fmt: skip
_TRIVIAL_TYPES = frozenset({RDFS.Resource, OWL.Thing, RDFS.Literal})


@dataclass(frozen=True)
class Inference:
    """What was inferred."""

    inferred: Graph
    """Triples on the data that follow and were not there."""
    contradictions: tuple[Finding, ...]
    """What cannot be true together; each an error."""


def infer(data: Graph, terms: Graph) -> Inference:
    """The OWL 2 RL closure of `data` under the axioms of `terms` (W3C OWL 2 Profiles, 4.3), without what it says of every resource.

    Triples whose predicate no axiom speaks of (selectors, labels) can entail nothing and are left out: owlrl takes time for each.
    """
    described, closure = set(data.subjects()), terms + Graph()
    spoken_of = _spoken_of(terms)
    for s, p, o in data:
        if p in spoken_of and (p != RDF.type or o in spoken_of):
            closure.add((s, p, o))
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(closure)  # type: ignore[no-untyped-call]
    inferred = Graph()
    for s, p, o in closure:
        if s in described and (s, p, o) not in data and _says_something(s, p, o):
            inferred.add((s, p, o))
    return Inference(inferred, tuple(_contradictions(closure, described)))


def _spoken_of(terms: Graph) -> set[Node]:
    """Classes and properties that some axiom of `terms` is about."""
    found: set[Node] = {RDF.type, OWL.sameAs, OWL.differentFrom}
    for s, p, o in terms:
        if p in _AXIOMS or (p == RDF.type and o in _CHARACTERISTICS):
            found |= {s, o}
    return found


def _says_something(s: object, p: object, o: object) -> bool:
    """Whether a triple is more than what holds of every resource, or a note of the reasoner."""
    if isinstance(s, Literal | BNode) or isinstance(o, BNode):
        return False
    if p == OWL.sameAs and s == o:
        return False
    return not (p == RDF.type and (o in _TRIVIAL_TYPES or o == _ERROR_MESSAGE))


def _contradictions(closure: Graph, described: set[Node]) -> list[Finding]:
    """Every contradiction that owlrl wrote into the closure, in a stable order."""
    texts = {str(closure.value(node, _ERROR_TEXT) or "") for node in closure.subjects(RDF.type, _ERROR_MESSAGE)}
    return [_contradiction(" ".join(text.split()), described) for text in sorted(texts)]


def _contradiction(text: str, described: set[Node]) -> Finding:
    """A finding on the first resource of the data that owlrl names."""
    named = [iri for iri in _IRI.findall(text) if URIRef(iri) in described] or _IRI.findall(text)
    message = Message(
        f"データとオントロジーが矛盾します（OWL 2 RL）: {text}",
        f"The data and the ontology contradict each other (OWL 2 RL): {text}",
    )
    return Finding("owl/contradiction", Severity.ERROR, message, subject=named[0] if named else None)
