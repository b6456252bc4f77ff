"""The entities of an ontology: the kinds of each name, declared or built in.

W3C OWL 2 Structural Specification (Second Edition): 2.4 reserved vocabulary, 4 datatypes, 5 entities.
"""

from dataclasses import dataclass
from functools import cached_property

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD, NamespaceManager
from rdflib.term import Node

CLASS, DATATYPE = OWL.Class, RDFS.Datatype
OBJECT, DATA, ANNOTATION = OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty
KINDS = frozenset({CLASS, DATATYPE, OBJECT, DATA, ANNOTATION})
"""Kinds of entities, named by their declaration (Structural Specification, 5); individuals need none."""
PROPERTIES = frozenset({OBJECT, DATA, ANNOTATION})
RESERVED = (str(OWL), str(RDF), str(RDFS), str(XSD))
"""Namespaces of the reserved vocabulary (Structural Specification, 2.4)."""

_XSD_OF_RL = (
    "decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short byte unsignedLong "
    "unsignedInt unsignedShort unsignedByte float double string normalizedString token language Name NCName NMTOKEN boolean "
    "hexBinary base64Binary anyURI dateTime dateTimeStamp"
)
RL_DATATYPES = frozenset({XSD[name] for name in _XSD_OF_RL.split()}) | {
    RDF.PlainLiteral, RDF.XMLLiteral, RDF.langString, RDFS.Literal,
}  # fmt: skip
"""Datatypes of OWL 2 RL (Profiles, 4.2.1); rdf:langString replaces rdf:PlainLiteral in RDF 1.1."""
DATATYPES = RL_DATATYPES | {OWL.real, OWL.rational}
"""Datatypes of the OWL 2 datatype map (Structural Specification, 4)."""
TOP_AND_BOTTOM = frozenset({OWL.topObjectProperty, OWL.bottomObjectProperty, OWL.topDataProperty, OWL.bottomDataProperty})
_BUILT_IN: dict[URIRef, frozenset[URIRef]] = {
    **dict.fromkeys((OWL.Thing, OWL.Nothing), frozenset({CLASS})),
    **dict.fromkeys(DATATYPES, frozenset({DATATYPE})),
    **dict.fromkeys((OWL.topObjectProperty, OWL.bottomObjectProperty), frozenset({OBJECT})),
    **dict.fromkeys((OWL.topDataProperty, OWL.bottomDataProperty), frozenset({DATA})),
    **dict.fromkeys(
        (
            RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo, OWL.deprecated, OWL.priorVersion,
            OWL.backwardCompatibleWith, OWL.incompatibleWith,
        ),
        frozenset({ANNOTATION}),
    ),
}  # fmt: skip
_OF_OBJECT_PROPERTIES = (OWL.InverseFunctionalProperty, OWL.TransitiveProperty, OWL.SymmetricProperty)
"""Characteristics that declare an object property by themselves (Mapping, table 7)."""


@dataclass(frozen=True)
class Entities:
    """The names of some graphs, by kind."""

    graphs: tuple[Graph, ...]
    """Where they are declared."""

    @cached_property
    def _kinds(self) -> dict[Node, frozenset[URIRef]]:
        """Kinds of every name that is declared or built in."""
        kinds: dict[Node, set[URIRef]] = {name: set(of) for name, of in _BUILT_IN.items()}
        for graph in self.graphs:
            for kind in KINDS:
                for name in graph.subjects(RDF.type, kind):
                    kinds.setdefault(name, set()).add(kind)
            for characteristic in _OF_OBJECT_PROPERTIES:
                for name in graph.subjects(RDF.type, characteristic):
                    kinds.setdefault(name, set()).add(OBJECT)
        return {name: frozenset(of) for name, of in kinds.items()}

    def kinds(self, name: Node | None) -> frozenset[URIRef]:
        """Return the declared kinds of `name`; empty if it is not declared."""
        return frozenset() if name is None else self._kinds.get(name, frozenset())

    def is_data_range(self, node: Node) -> bool:
        """Whether `node` is a datatype or a data range, and no class."""
        return DATATYPE in self.kinds(node) and CLASS not in self.kinds(node)


def built_in(name: URIRef) -> frozenset[URIRef]:
    """The kinds of `name` in OWL 2 itself."""
    return _BUILT_IN.get(name, frozenset())


def short_name(node: Node | None, names: NamespaceManager) -> str:
    """Return a short name of the term: `prefix:name` if the graph has the prefix, else the part after `#`, else the IRI.

    A literal by its text, a blank node as [ ].
    """
    if isinstance(node, Literal):
        return f"“{node}”"
    if not isinstance(node, URIRef):
        return "[ ]"
    fitting = [(str(namespace), prefix) for prefix, namespace in names.namespaces() if node.startswith(str(namespace))]
    namespace, prefix = max(fitting, key=lambda pair: len(pair[0]), default=("", ""))
    name = node[len(namespace) :]
    if namespace and name and "/" not in name and "#" not in name:
        return f"{prefix}:{name}"
    return node.rpartition("#")[2] or f"<{node}>" if "#" in node else f"<{node}>"
