"""The rules of OWL 2 RL compiled from one ontology, and what follows by them from data.

What comes out is what owlrl, the reference, makes of the same graphs; `tests/graph/test_compiled.py` holds both to that.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.errors import Message
from shisaku.owl.rl.clash import Clash
from shisaku.owl.rl.closure import Closure
from shisaku.owl.rl.contradictions import clashes
from shisaku.owl.rl.coverage import CHARACTERISTICS, LOGICAL, AxiomNotCoveredError, members, not_covered, refuse_uncovered, shown
from shisaku.owl.rl.datatypes import disjoint, is_datatype, types_of
from shisaku.owl.rl.individuals import denials, differences
from shisaku.owl.rl.lookup_tables import Ids, Numbers, Tables
from shisaku.owl.syntax import Triple

_TYPE, _SAME = RDF.type, OWL.sameAs
_TRIVIAL_TYPES = frozenset({RDFS.Resource, OWL.Thing, RDFS.Literal})
_ALWAYS_SPOKEN_OF = frozenset({RDF.type, OWL.sameAs, OWL.differentFrom, OWL.Nothing})
_NAMING = LOGICAL - {
    RDF.rest, OWL.maxCardinality, OWL.maxQualifiedCardinality, OWL.members, OWL.distinctMembers, OWL.sourceIndividual,
    OWL.targetIndividual, OWL.targetValue,
}  # fmt: skip
"""Predicates whose subject and object are spoken of; RDF.first because lists hold the members of chains, unions and disjoint classes."""


def spoken_of(terms: Graph, data: Graph) -> frozenset[Node]:
    """Classes and properties that some axiom is about: from triples with others nothing follows."""
    found: set[Node] = set(_ALWAYS_SPOKEN_OF)
    for s, p, o in terms:
        if p in _NAMING or (p == RDF.type and (o in CHARACTERISTICS or o == OWL.ReflexiveProperty)):
            found |= {s, o}
    return frozenset(found | {p for _, p, _ in denials(data)})


def says_something(s: Node, p: Node, o: Node) -> bool:
    """Whether a triple is more than what holds of every resource, and has names to be published by."""
    if not isinstance(s, URIRef) or isinstance(p, BNode) or isinstance(o, BNode):
        return False
    return not ((p == _SAME and s == o) or (p == _TYPE and o in _TRIVIAL_TYPES))


@dataclass(frozen=True)
class CompiledRules:
    """The rules that the axioms of one ontology make."""

    terms: Graph
    """The ontology, which is not changed any more."""
    tables: Tables
    """Its axioms, to look up."""
    spoken: frozenset[Node]
    """What its axioms are about."""
    facts: tuple[Triple, ...]
    """What it says of individuals, as far as its axioms are about that."""
    names: frozenset[Node]
    """Its classes and properties."""
    datatypes: frozenset[Node]
    """Datatypes of its literals."""
    clashes: frozenset[Clash]
    """What is wrong with its literals by themselves."""

    @classmethod
    def of(cls, terms: Graph) -> "CompiledRules":
        """The rules of an ontology. Raises AxiomNotCoveredError with an axiom that they do not cover."""
        refuse_uncovered(terms)
        spoken = spoken_of(terms, terms)
        facts = [*_relevant(terms, spoken), *((a, OWL.differentFrom, b) for a, b in differences(terms))]
        literals = {o for o in terms.objects() if isinstance(o, Literal)}
        names = _names(terms, facts)
        for s, p, o in facts:
            if p == OWL.sameAs and s != o and (s in names or o in names):
                raise not_covered(s, p, o, terms)
        used = frozenset(datatype for literal in literals for datatype in types_of(literal))
        return cls(terms, Tables(terms), spoken, tuple(facts), names, used, frozenset(_ill_typed(literals)))

    def close(self, data: Graph) -> tuple[Graph, set[Clash]]:
        """What follows on the subjects of `data` and is not said there, and what cannot be.

        Raises AxiomNotCoveredError where the data speak of the ontology's terms.
        """
        return _Closing(self, data).result()


def _relevant(triples: Iterable[Triple], spoken: frozenset[Node]) -> Iterator[Triple]:
    """Facts from which something can follow."""
    for triple in triples:
        _, p, o = triple
        if p in spoken and (o in spoken if p == _TYPE else p not in LOGICAL):
            yield triple


def _names(terms: Graph, facts: Iterable[Triple]) -> frozenset[Node]:
    kinds = (OWL.Class, RDFS.Class, RDFS.Datatype, RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    found: set[Node] = {s for kind in (*kinds, *CHARACTERISTICS) for s in terms.subjects(RDF.type, kind)}
    found |= set(terms.predicates()) | set(terms.objects(None, RDF.type))
    for s, p, o in terms:
        if p in LOGICAL and p not in (RDF.first, RDF.rest, OWL.hasValue):
            found |= {s, o}
    for predicate in (OWL.propertyChainAxiom, OWL.intersectionOf, OWL.unionOf):
        for head in terms.objects(None, predicate):
            found.update(members(head, terms))
    for kind in (OWL.AllDisjointClasses, OWL.AllDisjointProperties):
        for node in terms.subjects(RDF.type, kind):
            found |= {term for head in terms.objects(node, OWL.members) for term in members(head, terms)}
    individuals = {i for p in (OWL.sourceIndividual, OWL.targetIndividual, OWL.targetValue) for i in terms.objects(None, p)}
    return frozenset(found - individuals | {o if p == RDF.type else p for _, p, o in facts})


def _ill_typed(literals: Iterable[Node]) -> Iterator[Clash]:
    """dt-not-type."""
    for literal in literals:
        if isinstance(literal, Literal) and literal.ill_typed and literal.datatype and is_datatype(literal.datatype):
            yield Clash("dt-not-type", (" ".join(literal.split()), str(literal.datatype)))


class _Closing:
    """One closure: the data become numbers, are closed, and become triples again."""

    def __init__(self, rules: CompiledRules, data: Graph) -> None:
        self.rules = rules
        self.data = data
        self.numbers = Numbers(rules.tables.numbers)
        self.triples = list(data)
        self.described = {s for s, _, _ in self.triples}
        self.closure = Closure(rules.tables, self.numbers)
        self.used = set(rules.datatypes)
        self.denied = {*denials(rules.terms), *denials(data)}
        self._ill: set[Node] = set()
        self._copied: set[Node] = set()
        self._own: list[Triple] = []

    def result(self) -> tuple[Graph, set[Clash]]:
        rules = self.rules
        spoken = rules.spoken | {p for _, p, _ in self.denied}
        facts = list(_relevant(self.triples, spoken))
        for s, p, o in facts:
            self._refuse(s, p, o)
        for term in self.described & rules.names:
            raise self._speaks_of(term)
        apart = [(a, OWL.differentFrom, b) for a, b in differences(self.data)]
        self._add([*rules.facts, *facts, *apart, *self._of_described()])
        self._add([(rules.tables.numbers.terms[i], RDF.type, rules.tables.numbers.terms[c]) for i, c in rules.tables.members])
        self._literals(self.numbers.terms[value] for of in rules.tables.properties.values() for value in of.value)
        self.closure.close()
        self._close_copies()
        found = clashes(self.closure, rules.tables.forbidden, self._disjoint(), self.denied)
        return self._inferred(), {*found, *rules.clashes, *_ill_typed(self._ill)}

    def _refuse(self, s: Node, p: Node, o: Node) -> None:
        if p == _TYPE and (o in CHARACTERISTICS or is_datatype(o)):
            raise self._speaks_of(o)
        if p == _SAME and s != o:
            for term in (s, o):
                if term in self.rules.names:
                    raise self._speaks_of(term)

    def _speaks_of(self, term: Node) -> AxiomNotCoveredError:
        name = shown(term, self.data)
        ja = f"データが、オントロジーの語 {name} そのものについて述べています。"
        return AxiomNotCoveredError(Message(ja, f"The data speak of {name} , a term of the ontology itself."))

    def _of_described(self) -> Iterator[Triple]:
        """What the ontology says of individuals that the data describe as well; it is told as if it followed."""
        for s in self.described & set(self.rules.terms.subjects()):
            for triple in self.rules.terms.triples((s, None, None)):
                if triple not in self.data:
                    self._own.append(triple)
                yield triple

    def _add(self, triples: Iterable[Triple]) -> None:
        number = self.numbers
        given: list[Ids] = []
        typed: list[tuple[int, int]] = []
        equal: list[tuple[int, int]] = []
        objects: set[Node] = set()
        for s, p, o in triples:
            if p == _TYPE:
                typed.append((number(s), number(o)))
            elif p == _SAME:
                equal.append((number(s), number(o)))
            else:
                given.append((number(s), number(p), number(o)))
            objects.add(o)
        self.closure.add(given, typed, equal)
        self._literals(objects)

    def _literals(self, terms: Iterable[Node]) -> None:
        """dt-type2 for those of the terms that are literals."""
        number = self.numbers
        for literal in terms:
            if isinstance(literal, Literal):
                types = types_of(literal)
                self.used.update(types)
                self.closure.add((), ((number(literal), number(datatype)) for datatype in types), ())
                if literal.ill_typed:
                    self._ill.add(literal)

    def _close_copies(self) -> None:
        """eq-rep-s and eq-rep-o where what became the same stands in the ontology, of which only the relevant facts were added."""
        while new := {self.numbers.terms[i] for i in self.closure.same} - self._copied:
            self._copied |= new
            for term in new & self.rules.names:
                raise self._speaks_of(term)
            for term in new:
                for s, p, o in (*self.rules.terms.triples((term, None, None)), *self.rules.terms.triples((None, None, term))):
                    if p not in LOGICAL:
                        self.closure.learn(self.numbers(s), self.numbers(p), self.numbers(o), p == RDF.type)
            self.closure.close()

    def _disjoint(self) -> list[tuple[int, int]]:
        return [(self.numbers(a), self.numbers(b)) for a, b in disjoint(self.used)]

    def _inferred(self) -> Graph:
        """What was derived on subjects of the data, as far as it says something."""
        inferred, spoken = Graph(store="SimpleMemory"), self.rules.spoken
        for triple in self._derived():
            s, p, o = triple
            # What no axiom speaks of was left out of the closure, so it may look new there.
            known = (o if p == _TYPE else p) not in spoken and triple in self.data
            if s in self.described and not known and says_something(s, p, o):
                inferred.add(triple)
        return inferred

    def _derived(self) -> Iterator[Triple]:
        terms = self.numbers.terms
        yield from self._own
        for s, p, o in self.closure.derived:
            yield terms[s], terms[p], terms[o]
        for member, c in self.closure.derived_types:
            yield terms[member], _TYPE, terms[c]
        for member, whole in self.closure.same.items():
            for other in whole:
                if (terms[member], _SAME, terms[other]) not in self.data:
                    yield terms[member], _SAME, terms[other]
