"""The axioms of a graph one by one, without annotations: input of a reasoner, and parts of an explanation.

An axiom is a triple with the triples of its blank nodes. Axioms on several terms (owl:AllDisjointClasses, owl:AllDifferent,
owl:disjointUnionOf) are split into pairs, so that an explanation names only the two that clash.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.owl.entities import ANNOTATION, DATA, KINDS, OBJECT, RESERVED, Entities
from shisaku.owl.syntax import Axiom, Syntax, blank_nodes_from
from shisaku.rdf.triples import Triple

_RELATIONS = {
    OWL.AllDisjointClasses: OWL.disjointWith,
    OWL.AllDisjointProperties: OWL.propertyDisjointWith,
    OWL.AllDifferent: OWL.differentFrom,
}
"""Axioms on several terms, with the relation that they state for each pair."""
_NOT_LOGICAL = frozenset(
    {
        RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo, OWL.versionIRI, OWL.imports, OWL.deprecated,
        OWL.priorVersion, OWL.backwardCompatibleWith, OWL.incompatibleWith,
    }
)  # fmt: skip
_GENERAL = (RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith, OWL.sameAs, OWL.differentFrom)
"""Axioms on a blank node; its other triples only build an expression."""
_ABOUT_AXIOMS = (OWL.Axiom, OWL.Annotation)
_DECLARATIONS = KINDS | {OWL.Ontology, OWL.NamedIndividual, OWL.DeprecatedClass, OWL.DeprecatedProperty, RDFS.Class, RDF.Property}


@dataclass(frozen=True)
class LogicalAxiom:
    """One axiom or fact with all triples that it needs."""

    main: Triple
    """The triple that states it."""
    rest: frozenset[Triple] = frozenset()
    """Triples of the blank nodes that it needs."""

    @cached_property
    def names(self) -> frozenset[URIRef]:
        """Names in it, without the reserved vocabulary."""
        terms = {term for triple in (self.main, *self.rest) for term in triple}
        return frozenset(term for term in terms if isinstance(term, URIRef) and not str(term).startswith(RESERVED))

    @cached_property
    def individuals(self) -> frozenset[Node]:
        """Individuals of a fact; none for an axiom on classes or properties."""
        s, p, o = self.main
        if p == RDF.type:
            return frozenset() if str(o).startswith(RESERVED) and o not in (OWL.Thing, OWL.Nothing) else frozenset({s})
        fact = p in (OWL.sameAs, OWL.differentFrom) or not str(p).startswith(RESERVED)
        return frozenset({s, o}) if fact else frozenset()

    @property
    def key(self) -> tuple[str, ...]:
        """Sort key, independent of the names of blank nodes."""
        shown = ("" if isinstance(term, BNode) else str(term) for term in self.main)
        return (*shown, *sorted(self.names))


@dataclass(frozen=True)
class Theory:
    """Axioms and facts of a graph, without annotations."""

    graph: Graph
    """The graph; its prefixes abbreviate names in messages."""

    @cached_property
    def declarations(self) -> frozenset[Triple]:
        """Declarations of names."""
        return frozenset(triple for triple in self.graph if triple[1] == RDF.type and triple[2] in _DECLARATIONS)

    @cached_property
    def axioms(self) -> tuple[LogicalAxiom, ...]:
        """All other axioms and facts, in a stable order."""
        return tuple(sorted(set(self._axioms()), key=lambda axiom: axiom.key))

    @cached_property
    def pairs(self) -> tuple[LogicalAxiom, ...]:
        """Pairwise axioms of owl:AllDisjointClasses, owl:AllDisjointProperties and owl:AllDifferent."""
        return tuple(pair for axiom in self.syntax.of(*_RELATIONS) for pair in self._pairs(axiom))

    @cached_property
    def syntax(self) -> Syntax:
        """Its axioms as the mapping of OWL 2 reads them."""
        return Syntax(self.graph)

    @cached_property
    def _entities(self) -> Entities:
        return Entities((self.graph,))

    def _axioms(self) -> Iterator[LogicalAxiom]:
        roots = set(self.graph.subjects()) - {o for o in self.graph.objects() if isinstance(o, BNode)}
        for s in roots:
            types = set(self.graph.objects(s, RDF.type))
            of_several = [kind for kind in _RELATIONS if kind in types]
            if of_several:
                for axiom in self.syntax.at(s, of_several[:1]):
                    yield from self._pairs(axiom)
            elif OWL.NegativePropertyAssertion in types:
                yield LogicalAxiom((s, RDF.type, OWL.NegativePropertyAssertion), self._needed(s))
            elif not types & set(_ABOUT_AXIOMS):
                yield from self._of_subject(s)

    def _of_subject(self, s: Node) -> Iterator[LogicalAxiom]:
        above = self._needed(s) if isinstance(s, BNode) else frozenset()
        for p, o in self.graph.predicate_objects(s):
            object_property = OBJECT in self._entities.kinds(p)
            if (
                p != OWL.disjointUnionOf
                and self._is_logical(s, p, o)
                and (isinstance(s, URIRef) or p in _GENERAL or object_property)
            ):
                yield LogicalAxiom((s, p, o), (above | self._needed(o)) - {(s, p, o)})
        for axiom in self.syntax.at(s, (OWL.disjointUnionOf,)):
            head = axiom.triple[2]
            union = BNode(f"{head}union")
            built = {(union, RDF.type, OWL.Class), (union, OWL.unionOf, head)}
            yield LogicalAxiom((s, OWL.equivalentClass, union), self._needed(head) | built)
            yield from self._pairs(axiom)

    def _is_logical(self, s: Node, p: Node, o: Node) -> bool:
        """Whether a triple has logical meaning: it is no annotation."""
        if p in _NOT_LOGICAL or (p == RDF.type and o in _DECLARATIONS) or self._entities.kinds(s) == {ANNOTATION}:
            return False
        return str(p).startswith(RESERVED) or bool(self._entities.kinds(p) & {OBJECT, DATA})

    def _pairs(self, axiom: Axiom) -> Iterator[LogicalAxiom]:
        relation = _RELATIONS.get(axiom.form, OWL.disjointWith)
        for a, b in combinations(axiom.operands, 2):
            yield LogicalAxiom((a, relation, b), self._needed(a) | self._needed(b))

    def _needed(self, node: Node) -> frozenset[Triple]:
        """Triples of the blank nodes from `node` on."""
        nodes = (node, *blank_nodes_from(self.graph, node)) if isinstance(node, BNode) else ()
        return frozenset(triple for node in nodes for triple in self.graph.triples((node, None, None)))

    def of(self, axioms: Iterable[LogicalAxiom]) -> Graph:
        """Return a graph of those axioms, with the declarations of their names."""
        graph = Graph(namespace_manager=self.graph.namespace_manager)
        for triple in self.declarations:
            graph.add(triple)
        for axiom in axioms:
            for triple in (axiom.main, *axiom.rest):
                graph.add(triple)
        return graph

    @property
    def whole(self) -> Graph:
        """All axioms, without annotations."""
        return self.of(self.axioms)
