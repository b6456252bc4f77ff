"""A built plan in the formats that other programs read."""

from collections.abc import Mapping

from rdflib import Graph, URIRef

from shisaku.publish.jsonld import Json, jsonld
from shisaku.publish.turtle import TurtleWriter
from shisaku.quads import Triple, nquads, ntriples

FORMATS: dict[str, str] = {
    "turtle": ".ttl",
    "json-ld": ".jsonld",
    "nt": ".nt",
    "nquads": ".nq",
    "trig": ".trig",
    "xml": ".rdf",
}
"""Formats with the ending of their files; nquads and trig carry all layers, the others what is published."""


def export(
    layers: Mapping[URIRef, Graph], published: Graph, plan: URIRef, prefixes: Mapping[str, str], names: Json, form: str
) -> str:
    """One plan in format `form`: `layers` are its named graphs, `published` the triples of the formats that know no graphs."""
    triples: list[Triple] = list(published)
    if form == "json-ld":
        return jsonld(triples, plan, names)
    if form == "nt":
        return ntriples(triples)
    if form == "nquads":
        return nquads(layers)
    if form == "xml":
        return _rdf_xml(published, prefixes)
    writer = TurtleWriter(prefixes, f"{plan}/")
    return writer.trig(layers) if form == "trig" else writer.turtle(triples)


def _rdf_xml(graph: Graph, prefixes: Mapping[str, str]) -> str:
    """RDF/XML, its resources and their properties in a stable order."""
    ordered = Graph()
    for name, namespace in sorted(prefixes.items()):
        ordered.bind(name, namespace, replace=True)
    for triple in sorted(graph):
        ordered.add(triple)
    return ordered.serialize(format="xml")
