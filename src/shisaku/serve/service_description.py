"""SPARQL 1.1 Service Description of the endpoint (W3C Recommendation 2013)."""

from rdflib import BNode, Graph, Namespace, URIRef
from rdflib.namespace import RDF

_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
)  # fmt: skip


def description() -> bytes:
    """The description in Turtle; the endpoint is the empty relative IRI, which resolves to its own address."""
    graph = Graph()
    graph.bind("sd", _SD)
    graph.bind("formats", _FORMATS)
    service, dataset, default = URIRef(""), BNode("dataset"), BNode("default")
    graph.add((service, RDF.type, _SD.Service))
    graph.add((service, _SD.endpoint, service))
    graph.add((service, _SD.supportedLanguage, _SD.SPARQL11Query))
    for name in _RESULTS:
        graph.add((service, _SD.resultFormat, _FORMATS[name]))
    graph.add((service, _SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, _SD.Dataset))
    graph.add((dataset, _SD.defaultGraph, default))
    graph.add((default, RDF.type, _SD.Graph))
    return graph.serialize(format="turtle").encode()
