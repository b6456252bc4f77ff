"""Graphs put together of triples in memory."""

from collections.abc import Iterable

from rdflib import Graph
from rdflib.term import Node

Triple = tuple[Node, Node, Node]


def graph_of(*parts: Iterable[Triple]) -> Graph:
    """A new graph of the triples of all parts."""
    # The store without named graphs takes half the time of the default one.
    whole = Graph(store="SimpleMemory")
    add = whole.store.add  # the triples have terms already; Graph.add would check each again
    for part in parts:
        for triple in part:
            add(triple, whole)
    return whole
