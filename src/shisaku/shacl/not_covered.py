"""The error for constructs that the compiled shapes do not cover."""

from rdflib import BNode, URIRef
from rdflib.term import Node

from shisaku.errors import Message, OntologyError
from shisaku.rdf.namespaces import local_name


class ShapeNotCoveredError(OntologyError):
    """A shape uses a construct that is not compiled, or is not well-formed: the reference engine has to validate."""

    def __init__(self, shape: Node, construct: Node) -> None:
        self.shape, self.construct = shape, construct
        name = "[]" if isinstance(shape, BNode) else local_name(URIRef(str(shape)))
        what = local_name(URIRef(str(construct)))
        ja = f"形状 {name} の {what} は、コンパイルして検証することができません。"
        super().__init__(Message(ja, f"{what} of the shape {name} cannot be compiled."))
