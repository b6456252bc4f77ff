"""Addresses of components in a graph: `measure/6/initiative/2` for the second entry of measure 6, whatever its IRI is.

The same as `Plan.addresses` returns for a plan: pillars, measures and groups are counted through the plan, entries, purposes
and descriptions within their parents. Unlike an IRI, an address is that of another component once something is found before it.
"""

from collections.abc import Iterator, Mapping

from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from shisaku.rdf.namespaces import SHISAKU
from shisaku.rdf.plan_order import PlanOrder

_CLASSES = {
    "pillar": SHISAKU.Pillar,
    "group": SHISAKU.MeasureGroup,
    "measure": SHISAKU.Measure,
    "initiative": SHISAKU.Initiative,
}
_PASSAGES = {"purpose": SHISAKU.hasPurpose, "description": SHISAKU.hasDescription}


def addresses(graph: Graph, plan: URIRef, order: PlanOrder) -> Mapping[URIRef, str]:
    """The address of each component and passage of a plan in a graph; `order` is that of the graph."""
    found: dict[URIRef, str] = {}
    groups = 0
    waiting: list[tuple[URIRef, str]] = [(plan, "")]
    while waiting:
        here, above = waiting.pop()
        if here in found:
            continue
        kind = kind_of(graph, here)
        number = graph.value(here, SHISAKU.ordinal)
        if kind == "group":
            groups += 1
            number = groups
        within = above if kind == "initiative" else ""
        found[here] = f"{within}{kind}/{number}" if kind else ""
        below = f"{found[here]}/" if kind else ""
        found |= {passage: f"{below}{name}" for passage, name in _passages(graph, here, order)}
        waiting += [(URIRef(child), below) for child in reversed(order.children(str(here)))]
    return {iri: address for iri, address in found.items() if address}


def _passages(graph: Graph, owner: URIRef, order: PlanOrder) -> Iterator[tuple[URIRef, str]]:
    for name, property_ in _PASSAGES.items():
        passages = sorted(graph.objects(owner, property_), key=lambda passage: (order.ranks.get(str(passage), 0), str(passage)))
        yield from ((URIRef(str(passage)), f"{name}/{number}") for number, passage in enumerate(passages, start=1))


def kind_of(graph: Graph, iri: Node) -> str:
    """`pillar`, `group`, `measure` or `initiative`; empty for resources that are no components."""
    return next((kind for kind, type_ in _CLASSES.items() if (iri, RDF.type, type_) in graph), "")


def at_address(graph: Graph, plan: URIRef, address: str, order: PlanOrder) -> tuple[URIRef, ...]:
    """The resources at an address in a plan; steps work under any parent: `pillar/2/measure/1` is the first measure of pillar 2.

    Several where a number is there twice.
    """
    found = tuple(iri for iri, where in addresses(graph, plan, order).items() if where == address)
    pieces = address.split("/")
    if found or len(pieces) < 4 or len(pieces) % 2:
        return found
    parents = at_address(graph, plan, "/".join(pieces[:-2]), order)
    kind, number = pieces[-2:]
    nearest = (_nearest(graph, parent, kind, order) for parent in parents)
    return tuple(below[int(number) - 1] for below in nearest if number.isdecimal() and 0 < int(number) <= len(below))


def _nearest(graph: Graph, parent: URIRef, kind: str, order: PlanOrder) -> list[URIRef]:
    """The resources of a class under a parent, on the first level that has any, in order."""
    level, seen = [parent], {parent}
    while level:
        level = [child for one in level for child in map(URIRef, order.children(str(one))) if child not in seen]
        seen.update(level)
        found = [one for one in level if kind_of(graph, one) == kind]
        if found:
            return found
    return []
