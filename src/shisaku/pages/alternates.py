"""The triples of a resource's page as Turtle, JSON-LD and N-Triples."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rdflib import URIRef

from shisaku.export.export_formats import EXPORT_FORMATS
from shisaku.export.jsonld import jsonld
from shisaku.rdf.namespaces import PREFIXES
from shisaku.rdf.quads import Triple, ntriples
from shisaku.rdf.turtle_writer import TurtleWriter

MEDIA_TYPES = {one.ending[1:]: one.media_type for one in map(EXPORT_FORMATS.__getitem__, ("turtle", "json-ld", "nt"))}
"""Media types by ending."""


def alternates(triples: Iterable[Triple], resource: URIRef, context: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Return the texts by ending; each JSON-LD document contains the part of `context` that it uses."""
    listed = list(triples)
    yield "ttl", TurtleWriter(PREFIXES).turtle(listed)
    yield "jsonld", _pruned(json.loads(jsonld(listed, resource, dict(context))))
    yield "nt", ntriples(listed)


def _pruned(document: dict[str, Any]) -> str:
    names = set(_names(document)) | {"@version", "id", "type"}
    document["@context"] = {name: value for name, value in document["@context"].items() if name in names}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _names(value: Any) -> Iterator[str]:
    """Every key of a document, and every name of a class."""
    if isinstance(value, list):
        for one in value:
            yield from _names(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key != "@context":
                yield key
                yield from ([one] if isinstance(one, str) else one) if key == "type" else _names(one)
