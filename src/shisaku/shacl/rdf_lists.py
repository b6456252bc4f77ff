"""RDF lists of a shapes graph."""

from rdflib import Graph
from rdflib.namespace import RDF
from rdflib.term import Node

from shisaku.shacl.not_covered import ShapeNotCoveredError


def members(shapes: Graph, head: Node) -> list[Node]:
    """The members of a well-formed list, which may be empty. Raises ShapeNotCoveredError where it is not well-formed."""
    found: list[Node] = []
    seen: set[Node] = set()
    while head != RDF.nil:
        first, rest = list(shapes.objects(head, RDF.first)), list(shapes.objects(head, RDF.rest))
        if head in seen or len(first) != 1 or len(rest) != 1:
            raise ShapeNotCoveredError(head, RDF.List)
        seen.add(head)
        found += first
        head = rest[0]
    return found
