"""What a graph says of its own conclusions, by one pattern whatever their class: of what, by which property, which value, on what.

?conclusion concludedOf ?subject ; concludedProperty ?property ; concludedValue ?value ; confidence ?share ;
  hasEvidence [ rdfs:comment ?words ; evidencePlace ?place ] ; rejectedAlternative [ concludedValue ?other ; confidence ?less ] .
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.errors import Message
from shisaku.owl.syntax import Triple, read
from shisaku.rdf.namespaces import SHISAKU
from shisaku.rdf.plan_order import natural


@dataclass(frozen=True, slots=True)
class RecordedEvidence:
    """One piece of evidence."""

    words: Message
    """What was observed."""
    place: URIRef | None
    """The words that it rests on."""


class Conclusions:
    """The conclusions in a graph."""

    def __init__(self, graph: Graph, terms: Graph) -> None:
        """`terms` is the ontology, which says what is the inverse of what."""
        self._graph = graph
        self._terms = terms

    def on(self, triple: Triple) -> URIRef | None:
        """The conclusion that a triple states, or is a part of."""
        subject, predicate, value = triple
        own = self._owner(subject)
        if own is not None:
            return own
        found = self._stating(subject, predicate, value)
        for inverse in () if found is not None else self._inverses(predicate):
            found = found or self._stating(value, inverse, subject)
        return found

    def behind(self, triple: Triple) -> Triple | None:
        """Of a shortcut to what a component is a part of: the concluded statement that it rests on."""
        subject, predicate, _ = triple
        return self._placing(subject) if predicate in self._shortcuts else None

    def _owner(self, resource: Node) -> URIRef | None:
        """The conclusion that something is, or is evidence for, or a rejected alternative to."""
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
        """The conclusion that this is so; not one that it is not."""
        found = (
            made
            for made in self._graph.subjects(SHISAKU.concludedOf, of)
            if (made, SHISAKU.concludedProperty, property_) in self._graph
            and (made, SHISAKU.concludedValue, value) in self._graph
            and (made, RDF.type, SHISAKU.RejectedConclusion) not in self._graph
        )
        return min((URIRef(str(made)) for made in found), default=None)

    def _placing(self, component: Node) -> Triple | None:
        """What was concluded on where a component is, or the nearest of those that it is a part of."""
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
        """Properties that lead further along directPartOf."""
        chains = read(self._terms, (OWL.propertyChainAxiom,))
        return frozenset(chain.subject for chain in chains if chain.operands[:1] == (SHISAKU.directPartOf,))

    # -- what a conclusion says ----------------------------------------------------------------------------------------

    def grounds(self, made: URIRef) -> Iterator[RecordedEvidence]:
        """Its evidence, strongest first."""
        for one in sorted(self._graph.objects(made, SHISAKU.hasEvidence), key=lambda node: natural(str(node))):
            words = {getattr(o, "language", None): str(o) for o in self._graph.objects(one, RDFS.comment)}
            place = self._graph.value(one, SHISAKU.evidencePlace)
            said = next(iter(words.values()), "")
            yield RecordedEvidence(
                Message(words.get("ja", said), words.get("en", said)), URIRef(str(place)) if place is not None else None
            )

    def confidence(self, made: Node) -> float | None:
        """Probability that it is right; None where it is not said."""
        share = self._graph.value(made, SHISAKU.confidence)
        return None if share is None else float(str(share))

    def rivals(self, made: URIRef) -> Iterator[tuple[URIRef, float]]:
        """What else was considered, each with its share of the probability, likeliest first."""
        for one in sorted(self._graph.objects(made, SHISAKU.rejectedAlternative), key=lambda node: natural(str(node))):
            value = self._graph.value(one, SHISAKU.concludedValue)
            if value is not None:
                yield URIRef(str(value)), self.confidence(one) or 0.0
