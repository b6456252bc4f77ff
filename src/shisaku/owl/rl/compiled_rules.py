"""The rules of OWL 2 RL compiled from one ontology, applied to data.

The result equals that of owlrl, the reference; `tests/graph/test_compiled.py` compares both.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.messages import Message
from shisaku.owl.rl.clash import Clash
from shisaku.owl.rl.closure import Closure
from shisaku.owl.rl.contradictions import clashes
from shisaku.owl.rl.coverage import AxiomNotCoveredError, not_covered, refuse_uncovered, shown
from shisaku.owl.rl.datatypes import disjoint, is_datatype, types_of
from shisaku.owl.rl.individuals import denied, different, rules_on_individuals
from shisaku.owl.rl.lookup_tables import Ids, Numbers, Tables
from shisaku.owl.rl.rule_table import rules_of
from shisaku.owl.syntax import CHARACTERISTICS, NEGATIVE, PREDICATES, Axiom, Syntax
from shisaku.rdf.triples import Triple

_TYPE, _SAME = RDF.type, OWL.sameAs
_TRIVIAL_TYPES = frozenset({RDFS.Resource, OWL.Thing, RDFS.Literal})
_ALWAYS_RELEVANT = frozenset({RDF.type, OWL.sameAs, OWL.differentFrom, OWL.Nothing})


def relevant_terms(axioms: Iterable[Axiom]) -> frozenset[Node]:
    """Return the classes and properties in axioms: nothing follows from triples with others."""
    found: set[Node | None] = set(_ALWAYS_RELEVANT)
    for axiom in axioms:
        if axiom.form in NEGATIVE:
            found.add(axiom.operands[1])
        else:
            found.update((axiom.triple[2], axiom.subject, axiom.on, axiom.of, *axiom.operands))
    return frozenset(term for term in found if term is not None)


def is_informative(s: Node, p: Node, o: Node) -> bool:
    """Return whether a triple is not true of every resource, and has no blank nodes."""
    if not isinstance(s, URIRef) or isinstance(p, BNode) or isinstance(o, BNode):
        return False
    return not ((p == _SAME and s == o) or (p == _TYPE and o in _TRIVIAL_TYPES))


@dataclass(frozen=True)
class CompiledRules:
    """The rules of one ontology."""

    terms: Graph
    """The ontology, which must not change."""
    tables: Tables
    """Its axioms as lookup tables."""
    relevant: frozenset[Node]
    """Classes and properties in its axioms."""
    facts: tuple[Triple, ...]
    """Its facts on individuals that take part in rules."""
    denied: frozenset[Triple]
    """Triples that it states as false."""
    names: frozenset[Node]
    """Its classes and properties."""
    datatypes: frozenset[Node]
    """Datatypes of its literals."""
    clashes: frozenset[Clash]
    """Contradictions in its literals."""

    @classmethod
    def of(cls, terms: Graph) -> "CompiledRules":
        """Return the rules of an ontology. Raises AxiomNotCoveredError for an axiom that they do not cover."""
        syntax = Syntax(terms)
        refuse_uncovered(syntax)
        rules, relevant = tuple(rules_of(syntax.axioms)), relevant_terms(syntax.axioms)
        facts = (*_relevant(terms, relevant), *different(rules))
        literals = {o for o in terms.objects() if isinstance(o, Literal)}
        names = _names(syntax, facts)
        for s, p, o in facts:
            if p == OWL.sameAs and s != o and (s in names or o in names):
                raise not_covered(s, p, o, terms)
        used = frozenset(datatype for literal in literals for datatype in types_of(literal))
        tables = Tables(rules, terms.subjects(RDF.type, OWL.Class))
        return cls(terms, tables, relevant, facts, frozenset(denied(rules)), names, used, frozenset(_ill_typed(literals)))

    def close(self, data: Graph) -> tuple[Graph, set[Clash]]:
        """Return the inferred triples on the subjects of `data`, and the contradictions.

        Raises AxiomNotCoveredError if the data describe terms of the ontology.
        """
        return _Closing(self, data).result()


def _relevant(triples: Iterable[Triple], terms: frozenset[Node]) -> Iterator[Triple]:
    """Facts that take part in rules."""
    for triple in triples:
        _, p, o = triple
        if p in terms and (o in terms if p == _TYPE else p not in PREDICATES):
            yield triple


def _names(syntax: Syntax, facts: Iterable[Triple]) -> frozenset[Node]:
    """Classes and properties of an ontology."""
    terms = syntax.graph
    kinds = (OWL.Class, RDFS.Class, RDFS.Datatype, RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    found: set[Node | None] = {s for kind in kinds for s in terms.subjects(RDF.type, kind)}
    found |= set(terms.predicates()) | set(terms.objects(None, RDF.type))
    for axiom in syntax.axioms:
        found |= {axiom.subject, axiom.on, axiom.of}
        if axiom.form in NEGATIVE:
            found.add(axiom.operands[1])
        elif axiom.form not in (OWL.hasValue, OWL.oneOf, OWL.AllDifferent):
            found.update(axiom.operands)
    found |= {o if p == RDF.type else p for _, p, o in facts}
    return frozenset(term for term in found if term is not None)


def _ill_typed(literals: Iterable[Node]) -> Iterator[Clash]:
    """dt-not-type."""
    for literal in literals:
        if isinstance(literal, Literal) and literal.ill_typed and literal.datatype and is_datatype(literal.datatype):
            yield Clash("dt-not-type", (" ".join(literal.split()), str(literal.datatype)))


class _Closing:
    """One closure: data are converted to numbers, closed, and converted back."""

    def __init__(self, rules: CompiledRules, data: Graph) -> None:
        self.rules = rules
        self.data = data
        self.numbers = Numbers(rules.tables.numbers)
        self.triples = list(data)
        self.described = {s for s, _, _ in self.triples}
        self.closure = Closure(rules.tables, self.numbers)
        self.used = set(rules.datatypes)
        self.on_individuals = rules_on_individuals(data)
        self.denied = {*rules.denied, *denied(self.on_individuals)}
        self._ill: set[Node] = set()
        self._copied: set[Node] = set()
        self._own: list[Triple] = []

    def result(self) -> tuple[Graph, set[Clash]]:
        rules = self.rules
        relevant = rules.relevant | {p for _, p, _ in self.denied}
        facts = list(_relevant(self.triples, relevant))
        for s, p, o in facts:
            self._refuse(s, p, o)
        for term in self.described & rules.names:
            raise self._about_term(term)
        self._add([*rules.facts, *facts, *different(self.on_individuals), *self._of_described()])
        self._add([(rules.tables.numbers.terms[i], RDF.type, rules.tables.numbers.terms[c]) for i, c in rules.tables.members])
        self._literals(self.numbers.terms[value] for of in rules.tables.properties.values() for value in of.value)
        self.closure.close()
        self._close_copies()
        found = clashes(self.closure, rules.tables.forbidden, self._disjoint(), self.denied)
        return self._inferred(), {*found, *rules.clashes, *_ill_typed(self._ill)}

    def _refuse(self, s: Node, p: Node, o: Node) -> None:
        if p == _TYPE and (o in CHARACTERISTICS or is_datatype(o)):
            raise self._about_term(o)
        if p == _SAME and s != o:
            for term in (s, o):
                if term in self.rules.names:
                    raise self._about_term(term)

    def _about_term(self, term: Node) -> AxiomNotCoveredError:
        name = shown(term, self.data)
        return AxiomNotCoveredError(Message("owl-data-speak-term-ontology-itself", name=name))

    def _of_described(self) -> Iterator[Triple]:
        """Triples of the ontology on individuals that the data describe too; they count as inferred."""
        for s in self.described & set(self.rules.terms.subjects()):
            for triple in self.rules.terms.triples((s, None, None)):
                if triple not in self.data:
                    self._own.append(triple)
                yield triple

    def _add(self, triples: Iterable[Triple]) -> None:
        number = self.numbers
        plain: list[Ids] = []
        typed: list[tuple[int, int]] = []
        equal: list[tuple[int, int]] = []
        objects: set[Node] = set()
        for s, p, o in triples:
            if p == _TYPE:
                typed.append((number(s), number(o)))
            elif p == _SAME:
                equal.append((number(s), number(o)))
            else:
                plain.append((number(s), number(p), number(o)))
            objects.add(o)
        self.closure.add(plain, typed, equal)
        self._literals(objects)

    def _literals(self, terms: Iterable[Node]) -> None:
        """dt-type2 for the literals among the terms."""
        number = self.numbers
        for literal in terms:
            if isinstance(literal, Literal):
                types = types_of(literal)
                self.used.update(types)
                self.closure.add((), ((number(literal), number(datatype)) for datatype in types), ())
                if literal.ill_typed:
                    self._ill.add(literal)

    def _close_copies(self) -> None:
        """eq-rep-s and eq-rep-o for equal terms that the ontology describes, as only the relevant facts were added."""
        while new := {self.numbers.terms[i] for i in self.closure.same} - self._copied:
            self._copied |= new
            for term in new & self.rules.names:
                raise self._about_term(term)
            for term in new:
                for s, p, o in (*self.rules.terms.triples((term, None, None)), *self.rules.terms.triples((None, None, term))):
                    if p not in PREDICATES:
                        self.closure.add_conclusion(self.numbers(s), self.numbers(p), self.numbers(o), p == RDF.type)
            self.closure.close()

    def _disjoint(self) -> list[tuple[int, int]]:
        return [(self.numbers(a), self.numbers(b)) for a, b in disjoint(self.used)]

    def _inferred(self) -> Graph:
        """Informative inferred triples on subjects of the data."""
        inferred, relevant = Graph(store="SimpleMemory"), self.rules.relevant
        for triple in self._derived():
            s, p, o = triple
            # Triples with other terms were left out of the closure, so they may look new there.
            known = (o if p == _TYPE else p) not in relevant and triple in self.data
            if s in self.described and not known and is_informative(s, p, o):
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
