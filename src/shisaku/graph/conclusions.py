"""Conclusions in the graph: statements that are not printed, with their evidence, and the alternatives that were rejected."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.namespace import PROV, RDF, RDFS, XSD
from rdflib.term import Node

from shisaku.messages import Message
from shisaku.model.plan import Evidence, two_decimals
from shisaku.model.source import Span
from shisaku.rdf.namespaces import BASIS, SHISAKU

Statement = tuple[URIRef, URIRef, Node]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """An inferred statement with its reasons."""

    iri: URIRef
    """IRI of the conclusion."""
    kind: URIRef
    """Its class."""
    of: URIRef
    """Subject of the statement."""
    property: URIRef
    """Property of the statement."""
    value: URIRef
    """The value of the property."""
    confidence: float
    """Probability that it is right."""
    evidence: tuple[Evidence, ...]
    """The reasons."""
    rivals: tuple[tuple[URIRef, float], ...]
    """Other values, each with its share of the probability."""
    activity: URIRef
    """The reading that inferred it."""


def statements(made: Conclusion, place: Callable[[Span], URIRef]) -> Iterator[Statement]:
    """All triples of a conclusion; `place` returns the IRI of a stretch of the text."""
    yield made.iri, RDF.type, made.kind
    yield made.iri, SHISAKU.concludedOf, made.of
    yield made.iri, SHISAKU.concludedProperty, made.property
    yield made.iri, SHISAKU.concludedValue, made.value
    for number, (value, share) in enumerate(made.rivals, start=1):
        rejected = URIRef(f"{made.iri}/rejected/{number}")
        yield made.iri, SHISAKU.rejectedAlternative, rejected
        yield made.iri, SHISAKU.rival, value
        yield rejected, RDF.type, SHISAKU.RejectedConclusion
        yield rejected, SHISAKU.concludedOf, made.of
        yield rejected, SHISAKU.concludedProperty, made.property
        yield rejected, SHISAKU.concludedValue, value
        yield rejected, SHISAKU.confidence, confidence(share)
    yield from reasons(made.iri, made.evidence, made.confidence, made.activity, place)


def reasons(
    iri: URIRef, evidence: Iterable[Evidence], sure: float, activity: URIRef, place: Callable[[Span], URIRef]
) -> Iterator[Statement]:
    """Confidence and evidence of a conclusion, each with its kind, its words and its place."""
    evidence = tuple(evidence)
    yield iri, SHISAKU.confidence, confidence(sure)
    together = Message.joined((reason.message for reason in evidence), "list-sentences")
    yield from ((iri, RDFS.comment, Literal(words, lang=lang)) for lang, words in together.in_each_language().items())
    yield iri, PROV.wasGeneratedBy, activity
    for number, reason in enumerate(evidence, start=1):
        one = URIRef(f"{iri}/evidence/{number}")
        yield iri, SHISAKU.hasEvidence, one
        yield iri, SHISAKU.basis, BASIS[reason.basis]
        yield one, RDF.type, SHISAKU.Evidence
        yield one, SHISAKU.evidenceKind, BASIS[reason.basis]
        yield from ((one, RDFS.comment, Literal(words, lang=lang)) for lang, words in reason.message.in_each_language().items())
        if reason.span is not None:
            yield iri, SHISAKU.evidenceSpan, place(reason.span)
            yield one, SHISAKU.evidencePlace, place(reason.span)


def confidence(share: float) -> Literal:
    """A confidence, cut to two decimals."""
    return Literal(two_decimals(share), datatype=XSD.decimal)
