"""The error for constructs that the compiled shapes do not cover."""

from rdflib import BNode, URIRef
from rdflib.term import Node

from shisaku.errors import OntologyError
from shisaku.messages import Message
from shisaku.rdf.namespaces import local_name


class ShapeNotCoveredError(OntologyError):
    """A shape uses a construct that is not compiled, or is not well-formed: the reference engine has to validate."""

    def __init__(self, shape: Node, construct: Node) -> None:
        self.shape, self.construct = shape, construct
        name = "[]" if isinstance(shape, BNode) else local_name(URIRef(str(shape)))
        what = local_name(URIRef(str(construct)))
        super().__init__(Message("shacl-shape-cannot-compiled", name=name, what=what))
