"""Triples put together in memory."""

from collections.abc import Iterable

from rdflib import Graph
from rdflib.term import Node

Triple = tuple[Node, Node, Node]


def graph_of(*parts: Iterable[Triple]) -> Graph:
    """A graph of the triples of all parts, free to be added to."""
    # The store that knows no named graphs takes half the time of the usual one.
    whole = Graph(store="SimpleMemory")
    add = whole.store.add  # what is added are triples of terms already: the graph's own way would look at each again
    for part in parts:
        for triple in part:
            add(triple, whole)
    return whole
