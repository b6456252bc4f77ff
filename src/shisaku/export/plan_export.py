"""A plan in the formats of RDF: what is published of it, or all its named graphs.

XML 1.0 has no control characters: RDF/XML has U+FFFD in their place, every other format keeps them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef

from shisaku.export.jsonld import Json, jsonld
from shisaku.model.details import FiscalYear
from shisaku.model.plan import Plan
from shisaku.model.printed_tree import PlanTree
from shisaku.rdf.namespaces import PREFIXES
from shisaku.rdf.quads import nquads, ntriples
from shisaku.rdf.turtle_writer import TurtleWriter
from shisaku.sparql.results import NOT_IN_XML


@dataclass(frozen=True, slots=True)
class PlanExport:
    """What a writer is given of a plan. Whatever takes time to get is a function, called by the writers that need it."""

    plan: URIRef
    """The plan."""
    published: Graph
    """The triples of formats that have no named graphs."""
    layers: Mapping[URIRef, Graph]
    """The named graphs."""
    context: Callable[[], Json]
    """Returns the JSON-LD context."""
    document: Callable[[], Plan | PlanTree]
    """Returns the plan as read or, where there is a graph alone, as the tree in it."""
    days: Callable[[FiscalYear], tuple[str, str] | None] = lambda _: None
    """Returns the first and last day of a fiscal year (ISO 8601), where they are known."""


def turtle(export: PlanExport) -> str:
    """Return what is published as Turtle."""
    return turtle_text(export.published, export.plan)


def trig(export: PlanExport) -> str:
    """Return the named graphs as TriG."""
    return _writer(export.plan).trig(export.layers)


def json_ld(export: PlanExport) -> str:
    """Return what is published as JSON-LD, nested as the plan is."""
    return jsonld(list(export.published), export.plan, export.context())


def n_triples(export: PlanExport) -> str:
    """Return what is published as N-Triples, sorted."""
    return ntriples(list(export.published))


def n_quads(export: PlanExport) -> str:
    """Return the named graphs as N-Quads, sorted."""
    return nquads(export.layers)


def rdf_xml(export: PlanExport) -> str:
    """Return what is published as RDF/XML, its resources and their properties in a stable order."""
    ordered = Graph(store="SimpleMemory")  # it keeps the order, which rdflib's usual store does not
    for name, namespace in sorted(PREFIXES.items()):
        ordered.bind(name, namespace, replace=True)
    for s, p, o in sorted(export.published, key=lambda triple: [(str(term), repr(term)) for term in triple]):
        if isinstance(o, Literal) and NOT_IN_XML.search(o):
            o = Literal(NOT_IN_XML.sub("\ufffd", o), lang=o.language, datatype=o.datatype)
        ordered.add((s, p, o))
    return ordered.serialize(format="xml")


def turtle_text(triples: Graph, plan: URIRef) -> str:
    """Return the triples of a plan as Turtle."""
    return _writer(plan).turtle(list(triples))


def _writer(plan: URIRef) -> TurtleWriter:
    # a base with a fragment would swallow it (RFC 3986, 5.2)
    return TurtleWriter(PREFIXES, None if "#" in plan else f"{plan}/")
