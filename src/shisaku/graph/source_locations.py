"""The place of a resource's words in the source, and its label: so that findings point to the document."""

import re
from itertools import chain

from rdflib import Graph, URIRef
from rdflib.namespace import RDFS, SKOS
from rdflib.term import Node

from shisaku.model.source import Span
from shisaku.rdf.namespaces import OA, SHISAKU, local_name
from shisaku.rdf.plan_order import DETAILS

_SPAN = re.compile(r"/text/[0-9a-f]+/(?P<start>[0-9]+)-(?P<end>[0-9]+)(/|$)")
_ABOUT = (SHISAKU.concludedOf, SHISAKU.places, SHISAKU.identifies)
"""From a conclusion to its subject."""
_TOWARDS = (*_ABOUT, OA.hasSource, SHISAKU.directPartOf)
"""From a resource without words of its own to its subject."""
_OWNING = tuple(SHISAKU[name] for name in DETAILS)
"""From an element, or a conclusion, to resources of its own."""
_PLACES = (SHISAKU.quotedFrom, SHISAKU.evidencePlace)
_NAMES = (RDFS.label, SKOS.prefLabel, SHISAKU.text, SHISAKU.printedForm)


def span_of(graph: Graph, resource: URIRef) -> Span | None:
    """The first place of the resource's words; of its subject where it has none; None where nothing is printed."""
    seen: set[URIRef] = set()
    here: URIRef | None = resource
    while here is not None and here not in seen:
        seen.add(here)
        places = (here, *(place for p in _PLACES for place in graph.objects(here, p)))
        found = [span for span in map(_span, places) if span is not None]
        if found:
            return min(found)
        here = _towards(graph, here)
    return None


def _span(place: Node) -> Span | None:
    found = _SPAN.search(str(place))
    return None if found is None else Span(int(found["start"]), int(found["end"]))


def _towards(graph: Graph, resource: URIRef) -> URIRef | None:
    """The subject of a resource, else its owner."""
    ways = chain(
        (o for p in _TOWARDS for o in sorted(graph.objects(resource, p), key=str)),
        (s for p in _OWNING for s in sorted(graph.subjects(p, resource), key=str)),
    )
    return next((way for way in ways if isinstance(way, URIRef)), None)


def label_of(graph: Graph, resource: URIRef) -> str:
    """Label of the resource for people: its Japanese label or words, that of its subject, or the end of its IRI."""
    for predicate in _NAMES:
        labels = sorted(graph.objects(resource, predicate), key=lambda o: (getattr(o, "language", "") != "ja", str(o)))
        if labels:
            return str(labels[0])
    about = next((o for p in _ABOUT for o in sorted(graph.objects(resource, p), key=str)), None)
    return label_of(graph, URIRef(str(about))) if about is not None and about != resource else local_name(resource)
