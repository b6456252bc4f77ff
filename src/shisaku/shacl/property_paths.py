"""Property paths (SHACL 2.3.1): from a focus node to its value nodes, each once."""

from collections.abc import Callable, Sequence

from rdflib import BNode, Graph, URIRef
from rdflib.term import Node

from shisaku.rdf.namespaces import SH
from shisaku.shacl.not_covered import ShapeNotCoveredError
from shisaku.shacl.rdf_lists import members
from shisaku.shacl.triple_index import TripleIndex

Path = Callable[[TripleIndex, Node], Sequence[Node]]


def compile_path(shapes: Graph, path: Node) -> Path:
    """The path for a predicate, an inverse, or alternatives of these. Raises ShapeNotCoveredError for any other path."""
    if isinstance(path, URIRef):
        return lambda index, focus: index.objects(focus, path)
    described = list(shapes.predicate_objects(path)) if isinstance(path, BNode) else []
    if len(described) == 1:
        ((kind, value),) = described
        if kind == SH.inversePath and isinstance(value, URIRef):
            return lambda index, focus: index.subjects(value, focus)
        if kind == SH.alternativePath:
            return _alternatives([compile_path(shapes, member) for member in members(shapes, value)], path)
    raise ShapeNotCoveredError(path, SH.path)


def _alternatives(paths: list[Path], node: Node) -> Path:
    if len(paths) < 2:
        raise ShapeNotCoveredError(node, SH.alternativePath)
    return lambda index, focus: list({value: None for path in paths for value in path(index, focus)})
