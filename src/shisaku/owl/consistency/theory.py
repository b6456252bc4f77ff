"""The axioms of a graph one by one: what a reasoner is given, without annotations, and what an explanation is put together from.

One axiom is a triple with the blank nodes that it needs. Axioms over several things at once (owl:AllDisjointClasses, owl:AllDifferent,
owl:disjointUnionOf) are taken apart into pairs, so that an explanation names the two that clash and no others.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.owl.syntax import ANNOTATION, DATA, KINDS, OBJECT, RESERVED, Axioms, Triple

_TAKEN_APART = {
    OWL.AllDisjointClasses: (OWL.members, OWL.disjointWith),
    OWL.AllDisjointProperties: (OWL.members, OWL.propertyDisjointWith),
    OWL.AllDifferent: (OWL.distinctMembers, OWL.differentFrom),
}
_NOT_LOGICAL = frozenset(
    {
        RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo, OWL.versionIRI, OWL.imports, OWL.deprecated,
        OWL.priorVersion, OWL.backwardCompatibleWith, OWL.incompatibleWith,
    }
)  # fmt: skip
_GENERAL = (RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith, OWL.sameAs, OWL.differentFrom)
"""What says something of a blank node; all else at it only builds an expression."""
_ABOUT_AXIOMS = (OWL.Axiom, OWL.Annotation)
_DECLARATIONS = KINDS | {OWL.Ontology, OWL.NamedIndividual, OWL.DeprecatedClass, OWL.DeprecatedProperty, RDFS.Class, RDF.Property}


@dataclass(frozen=True)
class LogicalAxiom:
    """One axiom or fact."""

    main: Triple
    """The triple that says it."""
    rest: frozenset[Triple] = frozenset()
    """Triples of the blank nodes that it needs."""

    @cached_property
    def names(self) -> frozenset[URIRef]:
        """Names of one's own that it speaks of."""
        terms = {term for triple in (self.main, *self.rest) for term in triple}
        return frozenset(term for term in terms if isinstance(term, URIRef) and not str(term).startswith(RESERVED))

    @cached_property
    def individuals(self) -> frozenset[Node]:
        """Of a fact, whom it is about; nobody where it is an axiom on classes or properties."""
        s, p, o = self.main
        if p == RDF.type:
            return frozenset() if str(o).startswith(RESERVED) and o not in (OWL.Thing, OWL.Nothing) else frozenset({s})
        fact = p in (OWL.sameAs, OWL.differentFrom) or not str(p).startswith(RESERVED)
        return frozenset({s, o}) if fact else frozenset()

    @property
    def key(self) -> tuple[str, ...]:
        """For sorting: the same however blank nodes are named."""
        shown = ("" if isinstance(term, BNode) else str(term) for term in self.main)
        return (*shown, *sorted(self.names))


@dataclass(frozen=True)
class Theory:
    """What is logically said in a graph."""

    graph: Graph
    """The graph; its prefixes serve for wording."""

    @cached_property
    def declarations(self) -> frozenset[Triple]:
        """What says of which kind each name is."""
        return frozenset(triple for triple in self.graph if triple[1] == RDF.type and triple[2] in _DECLARATIONS)

    @cached_property
    def axioms(self) -> tuple[LogicalAxiom, ...]:
        """Everything else that is more than annotation, in a stable order."""
        return tuple(sorted(set(self._axioms()), key=lambda axiom: axiom.key))

    @cached_property
    def pairs(self) -> tuple[LogicalAxiom, ...]:
        """What owl:AllDisjointClasses, owl:AllDisjointProperties and owl:AllDifferent say of each two."""
        kinds = Axioms(self.graph)
        nodes = ((node, apart) for kind, apart in _TAKEN_APART.items() for node in self.graph.subjects(RDF.type, kind))
        return tuple(axiom for node, apart in nodes for axiom in self._pairs(node, *apart, kinds))

    def _axioms(self) -> Iterator[LogicalAxiom]:
        roots = set(self.graph.subjects()) - {o for o in self.graph.objects() if isinstance(o, BNode)}
        kinds = Axioms(self.graph)
        for s in roots:
            types = set(self.graph.objects(s, RDF.type))
            apart = [kind for kind in _TAKEN_APART if kind in types]
            if apart:
                yield from self._pairs(s, *_TAKEN_APART[apart[0]], kinds)
            elif OWL.NegativePropertyAssertion in types:
                yield LogicalAxiom((s, RDF.type, OWL.NegativePropertyAssertion), self._needed(s))
            elif not types & set(_ABOUT_AXIOMS):
                yield from self._of_subject(s, kinds)

    def _of_subject(self, s: Node, kinds: Axioms) -> Iterator[LogicalAxiom]:
        above = self._needed(s) if isinstance(s, BNode) else frozenset()
        for p, o in self.graph.predicate_objects(s):
            if p == OWL.disjointUnionOf:
                union = BNode(f"{o}union")
                built = {(union, RDF.type, OWL.Class), (union, OWL.unionOf, o)}
                yield LogicalAxiom((s, OWL.equivalentClass, union), self._needed(o) | built)
                yield from self._pairs(s, OWL.disjointUnionOf, OWL.disjointWith, kinds)
            elif self._is_logical(s, p, o, kinds) and (isinstance(s, URIRef) or p in _GENERAL or OBJECT in kinds.kinds(p)):
                yield LogicalAxiom((s, p, o), (above | self._needed(o)) - {(s, p, o)})

    def _is_logical(self, s: Node, p: Node, o: Node, kinds: Axioms) -> bool:
        """Whether a triple says something from which something can follow."""
        if p in _NOT_LOGICAL or (p == RDF.type and o in _DECLARATIONS) or kinds.kinds(s) == {ANNOTATION}:
            return False
        return str(p).startswith(RESERVED) or bool(kinds.kinds(p) & {OBJECT, DATA})

    def _pairs(self, s: Node, members: URIRef, relation: URIRef, kinds: Axioms) -> Iterator[LogicalAxiom]:
        for head in {*self.graph.objects(s, members), *self.graph.objects(s, OWL.members)}:
            for a, b in combinations(kinds.items(head), 2):
                yield LogicalAxiom((a, relation, b), self._needed(a) | self._needed(b))

    def _needed(self, node: Node) -> frozenset[Triple]:
        """Triples of the blank nodes from `node` on."""
        found: set[Triple] = set()
        waiting = [node]
        while waiting:
            here = waiting.pop()
            if isinstance(here, BNode):
                new = {(here, p, o) for p, o in self.graph.predicate_objects(here)} - found
                found |= new
                waiting += [o for _, _, o in new]
        return frozenset(found)

    def of(self, axioms: Iterable[LogicalAxiom]) -> Graph:
        """A graph of those axioms, with what declares their names."""
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
