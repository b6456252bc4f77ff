"""Conclusions recorded in a graph: subject, property, value, confidence, evidence and alternatives. All classes have one pattern:

?conclusion concludedOf ?subject ; concludedProperty ?property ; concludedValue ?value ; confidence ?share ;
  hasEvidence [ rdfs:comment ?words ; evidencePlace ?place ] ; rejectedAlternative [ concludedValue ?other ; confidence ?less ] .
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.messages import Message
from shisaku.owl.syntax import read
from shisaku.rdf.namespaces import SHISAKU
from shisaku.rdf.plan_order import natural
from shisaku.rdf.triples import Triple


@dataclass(frozen=True, slots=True)
class RecordedEvidence:
    """One piece of evidence."""

    words: Message
    """What was observed."""
    place: URIRef | None
    """IRI of the place of the words that support it."""


class Conclusions:
    """The conclusions in a graph."""

    def __init__(self, graph: Graph, terms: Graph) -> None:
        """`terms` is the ontology, which states inverse properties."""
        self._graph = graph
        self._terms = terms

    def on(self, triple: Triple) -> URIRef | None:
        """Return the conclusion that states a triple, or that the triple is part of."""
        subject, predicate, value = triple
        own = self._owner(subject)
        if own is not None:
            return own
        found = self._stating(subject, predicate, value)
        for inverse in () if found is not None else self._inverses(predicate):
            found = found or self._stating(value, inverse, subject)
        return found

    def underlying(self, triple: Triple) -> Triple | None:
        """Return the concluded triple that a shortcut property, such as one to the pillar, rests on."""
        subject, predicate, _ = triple
        return self._placing(subject) if predicate in self._shortcuts else None

    def _owner(self, resource: Node) -> URIRef | None:
        """The conclusion that a resource is, or is evidence for, or a rejected alternative to."""
        if (resource, RDF.type, SHISAKU.RejectedConclusion) not in self._graph and (
            resource,
            SHISAKU.concludedProperty,
            None,
        ) in self._graph:
            return URIRef(str(resource))
        ways = (SHISAKU.hasEvidence, SHISAKU.rejectedAlternative)
        found = sorted((s for way in ways for s in self._graph.subjects(way, resource)), key=str)
        return URIRef(str(found[0])) if found else None

    def _stating(self, of: Node, property_: Node, value: Node) -> URIRef | None:
        """The conclusion that states a triple; rejected ones do not count."""
        found = (
            conclusion
            for conclusion in self._graph.subjects(SHISAKU.concludedOf, of)
            if (conclusion, SHISAKU.concludedProperty, property_) in self._graph
            and (conclusion, SHISAKU.concludedValue, value) in self._graph
            and (conclusion, RDF.type, SHISAKU.RejectedConclusion) not in self._graph
        )
        return min((URIRef(str(conclusion)) for conclusion in found), default=None)

    def _placing(self, component: Node) -> Triple | None:
        """The concluded placement of a component, or of its nearest ancestor with one."""
        here: Node | None = component
        seen: set[Node] = set()
        while here is not None and here not in seen:
            seen.add(here)
            parent = self._graph.value(here, SHISAKU.directPartOf)
            if parent is not None and self._stating(here, SHISAKU.directPartOf, parent) is not None:
                return here, SHISAKU.directPartOf, parent
            here = parent
        return None

    def _inverses(self, property_: Node) -> Iterator[Node]:
        yield from self._terms.objects(property_, OWL.inverseOf)
        yield from self._terms.subjects(OWL.inverseOf, property_)

    @cached_property
    def _shortcuts(self) -> frozenset[Node]:
        """Properties defined by a chain that starts with directPartOf."""
        chains = read(self._terms, (OWL.propertyChainAxiom,))
        return frozenset(chain.subject for chain in chains if chain.operands[:1] == (SHISAKU.directPartOf,))

    # -- what a conclusion says ----------------------------------------------------------------------------------------

    def grounds(self, conclusion: URIRef) -> Iterator[RecordedEvidence]:
        """Return its evidence, strongest first."""
        for one in sorted(self._graph.objects(conclusion, SHISAKU.hasEvidence), key=lambda node: natural(str(node))):
            words = {getattr(o, "language", None) or "": str(o) for o in self._graph.objects(one, RDFS.comment)}
            place = self._graph.value(one, SHISAKU.evidencePlace)
            yield RecordedEvidence(Message.of(words), URIRef(str(place)) if place is not None else None)

    def confidence(self, conclusion: Node) -> float | None:
        """Return its probability; None if it is not stated."""
        share = self._graph.value(conclusion, SHISAKU.confidence)
        return None if share is None else float(str(share))

    def rivals(self, conclusion: URIRef) -> Iterator[tuple[URIRef, float]]:
        """Return the rejected alternatives with their probabilities, likeliest first."""
        for one in sorted(self._graph.objects(conclusion, SHISAKU.rejectedAlternative), key=lambda node: natural(str(node))):
            value = self._graph.value(one, SHISAKU.concludedValue)
            if value is not None:
                yield URIRef(str(value)), self.confidence(one) or 0.0
