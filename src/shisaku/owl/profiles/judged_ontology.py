"""Input of the profile checks: axioms, kinds of names, and which of them belong to the project."""

from dataclasses import dataclass, field
from functools import cached_property

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import OWL, RDF
from rdflib.term import Node

from shisaku.owl.entities import KINDS, RESERVED, Entities
from shisaku.owl.syntax import Syntax, blank_nodes_from, read_list

_PREFERRED_NAMESPACE = URIRef("http://purl.org/vocab/vann/preferredNamespaceUri")
_NO_GRAPH = Graph()


@dataclass(frozen=True)
class JudgedOntology:
    """Axioms of a project, and declarations of outside vocabularies."""

    graph: Graph
    """The axioms to check."""
    imports: Graph = field(default=_NO_GRAPH)
    """Outside vocabularies: only their declarations count."""

    @cached_property
    def syntax(self) -> Syntax:
        """The axioms to check."""
        return Syntax(self.graph)

    @cached_property
    def imported(self) -> Syntax:
        """The axioms of outside vocabularies."""
        return Syntax(self.imports)

    @cached_property
    def entities(self) -> Entities:
        """Names of project and outside vocabularies."""
        return Entities((self.imports, self.graph))

    def kinds(self, name: Node | None) -> frozenset[URIRef]:
        """Return the declared kinds of `name`; empty if it is not declared."""
        return self.entities.kinds(name)

    def items(self, head: Node | None) -> tuple[Node, ...]:
        """Return the members of a list, up to its first fault."""
        return read_list(self.graph, head).members

    @cached_property
    def _namespaces(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Namespaces of own terms, and of imported ontologies in the same graph."""
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
        """Return whether `name` belongs to the project: its own term, or an individual that it describes."""
        own, foreign = self._namespaces
        if not isinstance(name, URIRef) or str(name).startswith(RESERVED) or str(name).startswith(foreign):
            return False
        if not own or str(name).startswith(own):
            return True
        return not self.kinds(name) and (name, None, None) not in self.imports

    @cached_property
    def _owners(self) -> dict[Node, URIRef]:
        """Nearest named subject of each blank node: above it, else (general axioms) the first of the project below it."""
        owners: dict[Node, URIRef] = {}
        for name in sorted({s for s in self.graph.subjects() if isinstance(s, URIRef)}):
            for node in blank_nodes_from(self.graph, name):
                if node not in owners or (self.judged(name) and not self.judged(owners[node])):
                    owners[node] = name
        blank = {s for s in self.graph.subjects() if isinstance(s, BNode)} - set(owners)
        referred = set(self.graph.objects())
        for root in sorted(blank, key=lambda node: (node in referred, self._names_below(node))):
            for node in (root, *blank_nodes_from(self.graph, root)):
                names = [name for name in self._names_below(root) if self.judged(name)]
                if names:
                    owners.setdefault(node, names[0])
        return owners

    def _names_below(self, root: Node) -> list[URIRef]:
        nodes = (root, *blank_nodes_from(self.graph, root))
        return sorted({name for node in nodes for name in self.graph.objects(node) if isinstance(name, URIRef)})

    def owner(self, node: Node) -> URIRef | None:
        """Return the named subject of an axiom at `node`, if it belongs to the project."""
        name = node if isinstance(node, URIRef) else self._owners.get(node)
        return name if name is not None and self.judged(name) else None
