"""An ontology's RDF graph as OWL 2 reads it (W3C OWL 2 Mapping to RDF Graphs): of which kind each name is, and to whom each axiom belongs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD, NamespaceManager
from rdflib.term import Node

CLASS, DATATYPE = OWL.Class, RDFS.Datatype
OBJECT, DATA, ANNOTATION = OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty
KINDS = frozenset({CLASS, DATATYPE, OBJECT, DATA, ANNOTATION})
"""Kinds of entities, named by what declares them (Structural Specification, 5); individuals need no declaration."""
PROPERTIES = frozenset({OBJECT, DATA, ANNOTATION})
RESERVED = (str(OWL), str(RDF), str(RDFS), str(XSD))
"""Beginnings of the reserved vocabulary (Structural Specification, 2.4)."""

_XSD_OF_RL = (
    "decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short byte unsignedLong "
    "unsignedInt unsignedShort unsignedByte float double string normalizedString token language Name NCName NMTOKEN boolean "
    "hexBinary base64Binary anyURI dateTime dateTimeStamp"
)
RL_DATATYPES = frozenset({XSD[name] for name in _XSD_OF_RL.split()}) | {
    RDF.PlainLiteral, RDF.XMLLiteral, RDF.langString, RDFS.Literal,
}  # fmt: skip
"""Datatypes of OWL 2 RL (Profiles, 4.2.1); rdf:langString is RDF 1.1's name for what rdf:PlainLiteral stood for."""
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
LISTS = (
    OWL.intersectionOf, OWL.unionOf, OWL.oneOf, OWL.members, OWL.distinctMembers, OWL.propertyChainAxiom, OWL.hasKey,
    OWL.disjointUnionOf, OWL.withRestrictions, OWL.onProperties,
)  # fmt: skip
"""Predicates whose values are lists."""
CONNECTIVES = (OWL.intersectionOf, OWL.unionOf, OWL.complementOf, OWL.oneOf, OWL.datatypeComplementOf, OWL.onDatatype)
CARDINALITIES = (OWL.cardinality, OWL.minCardinality, OWL.maxCardinality)
QUALIFIED = (OWL.qualifiedCardinality, OWL.minQualifiedCardinality, OWL.maxQualifiedCardinality)
CLASS_PLACES = (
    RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith, OWL.complementOf, OWL.onClass, OWL.onDataRange, RDFS.domain,
    RDFS.range, OWL.someValuesFrom, OWL.allValuesFrom, OWL.datatypeComplementOf,
)  # fmt: skip
"""Predicates whose value, where it is a blank node, is a class expression or a data range."""
FILLERS = (OWL.someValuesFrom, OWL.allValuesFrom, OWL.hasValue, OWL.hasSelf, *CARDINALITIES, *QUALIFIED)
"""What a restriction says of its property."""
_PREFERRED_NAMESPACE = URIRef("http://purl.org/vocab/vann/preferredNamespaceUri")
_NO_GRAPH = Graph()
Triple = tuple[Node, Node, Node]


@dataclass(frozen=True)
class Axioms:
    """The axioms of a project, and what is declared for them elsewhere."""

    graph: Graph
    """The axioms that are judged."""
    imports: Graph = field(default=_NO_GRAPH)
    """Outside vocabularies: their declarations count, their axioms are not judged."""

    @cached_property
    def _kinds(self) -> dict[Node, frozenset[URIRef]]:
        """Kinds of every name that is declared or built in."""
        kinds: dict[Node, set[URIRef]] = {name: set(of) for name, of in _BUILT_IN.items()}
        for graph in (self.imports, self.graph):
            for kind in KINDS:
                for name in graph.subjects(RDF.type, kind):
                    kinds.setdefault(name, set()).add(kind)
            for characteristic in _OF_OBJECT_PROPERTIES:
                for name in graph.subjects(RDF.type, characteristic):
                    kinds.setdefault(name, set()).add(OBJECT)
        return {name: frozenset(of) for name, of in kinds.items()}

    def kinds(self, name: Node | None) -> frozenset[URIRef]:
        """What `name` is declared to be; nothing where it is not declared."""
        return frozenset() if name is None else self._kinds.get(name, frozenset())

    def built_in(self, name: URIRef) -> frozenset[URIRef]:
        """What `name` is in OWL 2 itself."""
        return _BUILT_IN.get(name, frozenset())

    @cached_property
    def _namespaces(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Beginnings of the names of own terms, and of those of imported ontologies that stand in the same graph."""
        imported = set(self.graph.objects(None, OWL.imports)) | set(self.imports.subjects(RDF.type, OWL.Ontology))
        own: list[str] = []
        foreign: list[str] = []
        for header in sorted(set(self.graph.subjects(RDF.type, OWL.Ontology)), key=str):
            if isinstance(header, URIRef):
                preferred = [str(namespace) for namespace in self.graph.objects(header, _PREFERRED_NAMESPACE)]
                ends = [str(header)] if header.endswith(("#", "/")) else [f"{header}#", f"{header}/"]
                (foreign if header in imported else own).extend(preferred + ends)
        terms = [str(name) for kind in KINDS for name in self.graph.subjects(RDF.type, kind) if isinstance(name, URIRef)]
        named = tuple(own) if any(term.startswith(tuple(own)) for term in terms) else ()
        return named, tuple(foreign)

    def judged(self, name: Node | None) -> bool:
        """Whether the project itself defines `name`: its own term, or an individual that it describes."""
        own, foreign = self._namespaces
        if not isinstance(name, URIRef) or str(name).startswith(RESERVED) or str(name).startswith(foreign):
            return False
        if not own or str(name).startswith(own):
            return True
        return not self.kinds(name) and (name, None, None) not in self.imports

    @cached_property
    def _owners(self) -> dict[Node, URIRef]:
        """The named subject nearest to each blank node: that above it, else (general axioms) the first below it that is judged."""
        owners: dict[Node, URIRef] = {}
        for name in sorted({s for s in self.graph.subjects() if isinstance(s, URIRef)}):
            for node in self._below(name):
                if node not in owners or (self.judged(name) and not self.judged(owners[node])):
                    owners[node] = name
        blank = {s for s in self.graph.subjects() if isinstance(s, BNode)} - set(owners)
        referred = set(self.graph.objects())
        for root in sorted(blank, key=lambda node: (node in referred, self._names_below(node))):
            for node in (root, *self._below(root)):
                names = [name for name in self._names_below(root) if self.judged(name)]
                if names:
                    owners.setdefault(node, names[0])
        return owners

    def _below(self, root: Node) -> Iterator[BNode]:
        """Blank nodes that are reached from `root` over blank nodes, each once."""
        seen: set[Node] = set()
        waiting = [root]
        while waiting:
            for node in self.graph.objects(waiting.pop()):
                if isinstance(node, BNode) and node not in seen:
                    seen.add(node)
                    waiting.append(node)
                    yield node

    def _names_below(self, root: Node) -> list[URIRef]:
        nodes = (root, *self._below(root))
        return sorted({name for node in nodes for name in self.graph.objects(node) if isinstance(name, URIRef)})

    def owner(self, node: Node) -> URIRef | None:
        """The named subject that an axiom at `node` belongs to, where it is judged."""
        name = node if isinstance(node, URIRef) else self._owners.get(node)
        return name if name is not None and self.judged(name) else None

    def items(self, node: Node | None) -> tuple[Node, ...]:
        """Members of a list, as far as it is well formed."""
        found: list[Node] = []
        seen: set[Node] = set()
        while node is not None and node != RDF.nil and node not in seen:
            seen.add(node)
            first = self.graph.value(node, RDF.first)
            found += [] if first is None else [first]
            node = self.graph.value(node, RDF.rest)
        return tuple(found)

    @cached_property
    def circular(self) -> frozenset[Node]:
        """Blank nodes of axioms that contain themselves."""
        below = {node: self._parts(node) for node in set(self.graph.subjects()) if isinstance(node, BNode)}
        found: set[Node] = set()
        for node in below:
            seen: set[Node] = set()
            waiting = list(below[node])
            while waiting:
                part = waiting.pop()
                if part not in seen:
                    seen.add(part)
                    waiting += below.get(part, ())
            found |= {node} & seen
        return frozenset(found)

    def _parts(self, node: BNode) -> list[BNode]:
        """Blank nodes that a class expression or an axiom is made of."""
        parts: list[Node] = []
        for predicate, value in self.graph.predicate_objects(node):
            if predicate in CLASS_PLACES:
                parts.append(value)
            elif predicate in LISTS:
                parts += self.items(value)
        return [part for part in parts if isinstance(part, BNode)]

    def filler(self, node: Node) -> URIRef | None:
        """What a restriction says of its property: the first of FILLERS that `node` has."""
        return next((predicate for predicate in FILLERS if (node, predicate, None) in self.graph), None)

    def property_of(self, node: Node) -> Node | None:
        """The property behind a property expression: that which an inverse is of, else itself."""
        inverse = self.graph.value(node, OWL.inverseOf) if isinstance(node, BNode) else None
        return node if inverse is None else inverse

    def is_data_range(self, node: Node) -> bool:
        """Whether `node` is a datatype or a data range, and no class."""
        return DATATYPE in self.kinds(node) and CLASS not in self.kinds(node)


def in_words(node: Node | None, names: NamespaceManager) -> str:
    """`node` as a person writes it: `prefix:name` where the graph has the prefix, else what stands behind `#`, else the IRI; a literal by its words."""
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
