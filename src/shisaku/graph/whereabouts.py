"""Where in the source a resource's words stand, and what a person calls it: so that findings point to the document."""

import re

from rdflib import Graph, URIRef
from rdflib.namespace import RDFS, SKOS

from shisaku.graph.namespaces import OA, SHISAKU, local_name
from shisaku.source import Span

_SPAN = re.compile(r"/text/[0-9a-f]+/(?P<start>[0-9]+)-(?P<end>[0-9]+)(/|$)")
_TOWARDS = (SHISAKU.concludedOf, SHISAKU.places, SHISAKU.identifies, OA.hasSource, SHISAKU.directPartOf)
"""What a resource without words of its own is about."""


def span_of(graph: Graph, resource: URIRef) -> Span | None:
    """The place of the resource's words; of what it is about where it has none; None where nothing is printed."""
    seen: set[URIRef] = set()
    here: URIRef | None = resource
    while here is not None and here not in seen:
        seen.add(here)
        for place in (here, graph.value(here, SHISAKU.quotedFrom)):
            found = _SPAN.search(str(place)) if place is not None else None
            if found is not None:
                return Span(int(found["start"]), int(found["end"]))
        here = next((o for p in _TOWARDS for o in graph.objects(here, p) if isinstance(o, URIRef)), None)
    return None


def label_of(graph: Graph, resource: URIRef) -> str:
    """What a person calls the resource: its Japanese label or text, that of what it is about, or the end of its IRI."""
    for predicate in (RDFS.label, SKOS.prefLabel, SHISAKU.text):
        labels = sorted(graph.objects(resource, predicate), key=lambda o: (getattr(o, "language", "") != "ja", str(o)))
        if labels:
            return str(labels[0])
    about = next((o for p in (SHISAKU.places, SHISAKU.identifies) for o in graph.objects(resource, p)), None)
    return label_of(graph, URIRef(str(about))) if about is not None else local_name(resource)
