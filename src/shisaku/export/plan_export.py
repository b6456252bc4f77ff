"""A built plan in the formats that other programs read."""

from collections.abc import Mapping

from rdflib import Graph, Literal, URIRef

from shisaku.export.jsonld import Json, jsonld
from shisaku.rdf.quads import Triple, nquads, ntriples
from shisaku.rdf.turtle_writer import TurtleWriter
from shisaku.results import NOT_IN_XML as _NOT_IN_XML

FORMATS: dict[str, str] = {
    "turtle": ".ttl",
    "json-ld": ".jsonld",
    "nt": ".nt",
    "nquads": ".nq",
    "trig": ".trig",
    "xml": ".rdf",
    "stratml": ".xml",
    "stratml-2": ".xml",
}
"""Formats with the ending of their files; nquads and trig carry all layers, the others what is published, stratml and stratml-2 (no RDF; Parts 1 and 2) the plan."""


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
    # a base with a fragment would swallow it (RFC 3986, 5.2)
    writer = TurtleWriter(prefixes, None if "#" in plan else f"{plan}/")
    return writer.trig(layers) if form == "trig" else writer.turtle(triples)


def _rdf_xml(graph: Graph, prefixes: Mapping[str, str]) -> str:
    """RDF/XML, its resources and their properties in a stable order.

    XML 1.0 knows no control characters: they are written as U+FFFD here and kept in every other format.
    """
    ordered = Graph(store="SimpleMemory")  # it keeps the order, which rdflib's usual store does not
    for name, namespace in sorted(prefixes.items()):
        ordered.bind(name, namespace, replace=True)
    for s, p, o in sorted(graph, key=lambda triple: [(str(term), repr(term)) for term in triple]):
        if isinstance(o, Literal) and _NOT_IN_XML.search(o):
            o = Literal(_NOT_IN_XML.sub("\ufffd", o), lang=o.language, datatype=o.datatype)
        ordered.add((s, p, o))
    return ordered.serialize(format="xml")
