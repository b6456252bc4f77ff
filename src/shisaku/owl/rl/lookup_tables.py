"""The axioms of an ontology as tables to look up by property and by class, everything that is transitive closed beforehand.

Terms are numbers here: comparing and hashing them is what closing a graph mostly does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeVar

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.owl.rl.coverage import CHARACTERISTICS, members

Ids = tuple[int, int, int]
_T = TypeVar("_T")
_Edges = dict[tuple[int, bool], set[tuple[int, bool]]]


class Numbers:
    """A number for each term."""

    def __init__(self, known: "Numbers | None" = None) -> None:
        self.of: dict[Node, int] = dict(known.of) if known else {}
        self.terms: list[Node] = list(known.terms) if known else []

    def __call__(self, term: Node) -> int:
        """The number of a term, a new one where it is met for the first time."""
        number = self.of.get(term)
        if number is None:
            number = self.of[term] = len(self.terms)
            self.terms.append(term)
        return number


@dataclass(slots=True)
class OfProperty:
    """What follows from a triple with that property."""

    implied: tuple[tuple[int, bool], ...] = ()
    """prp-spo1, prp-eqp, prp-inv, prp-symp, closed: properties that hold as well, and whether subject and object change places."""
    subject_types: frozenset[int] = frozenset()
    """prp-dom and cls-svf2, with implied properties and cax-sco closed: classes of the subject."""
    object_types: frozenset[int] = frozenset()
    """prp-rng, likewise: classes of the object."""
    transitive: bool = False
    """prp-trp."""
    functional: bool = False
    """prp-fp."""
    inverse_functional: bool = False
    """prp-ifp."""
    chains: list[tuple[tuple[int, ...], int, int]] = field(default_factory=list)
    """prp-spo2: a chain, where in it the property stands, and what the chain implies."""
    some: list[tuple[int, int]] = field(default_factory=list)
    """cls-svf1: the class of the object, and what the subject then is."""
    every: list[tuple[int, int]] = field(default_factory=list)
    """cls-avf: the class of the subject, and what the object then is."""
    value: dict[int, frozenset[int]] = field(default_factory=dict)
    """cls-hv2: by the value, what has it."""
    at_most_one: list[tuple[int, int | None]] = field(default_factory=list)
    """cls-maxc2, cls-maxqc3: the class of the subject; of those in the class beside it (None: any), it has no two."""


@dataclass(slots=True)
class OfClass:
    """What follows for a member of that class."""

    above: frozenset[int]
    """cax-sco, cax-eqc, cls-int2, cls-uni, closed: its classes, this one among them."""
    meets: list[tuple[frozenset[int], frozenset[int]]] = field(default_factory=list)
    """cls-int1: who is in all of the first is in the second."""
    some: list[tuple[int, int]] = field(default_factory=list)
    """cls-svf1: who has it as value of the first is in the second."""
    every: list[tuple[int, int]] = field(default_factory=list)
    """cls-avf: its values of the first are in the second."""
    value: list[tuple[int, int]] = field(default_factory=list)
    """cls-hv1: a property and the value that it has."""
    at_most_one: list[tuple[int, int | None, bool]] = field(default_factory=list)
    """cls-maxc2, cls-maxqc3: a property, a class, and whether this is the class of the subject rather than of the values."""


@dataclass(slots=True)
class Forbidden:
    """What must not be together, each rule with the terms that it names."""

    disjoint_classes: list[tuple[int, int]] = field(default_factory=list)
    """cax-dw, cax-adc."""
    complements: list[tuple[int, int]] = field(default_factory=list)
    """cls-com."""
    irreflexive: list[int] = field(default_factory=list)
    """prp-irp."""
    asymmetric: list[int] = field(default_factory=list)
    """prp-asyp."""
    disjoint_properties: list[tuple[int, int]] = field(default_factory=list)
    """prp-pdw, prp-adp."""
    none: list[tuple[int, int, int | None]] = field(default_factory=list)
    """cls-maxc1, cls-maxqc1: a class, a property, and the class of what its members must not have as value."""


class Tables:
    """The tables of one ontology; written while they are made, read from then on."""

    def __init__(self, terms: Graph) -> None:
        self.numbers = Numbers()
        self.properties: dict[int, OfProperty] = {}
        self.classes: dict[int, OfClass] = {}
        self.forbidden = Forbidden()
        self.members: list[tuple[int, int]] = []
        """cls-oo: who is in which class by its definition."""
        self._terms = terms
        self._above: dict[int, set[int]] = defaultdict(set)
        self._implied: _Edges = defaultdict(set)
        self._domains: dict[int, set[int]] = defaultdict(set)
        self._ranges: dict[int, set[int]] = defaultdict(set)
        self._hierarchies()
        self._expressions()
        self._close()
        self._characteristics()
        self._joins()
        self._forbid()

    def _pairs(self, predicate: URIRef) -> Iterator[tuple[int, int]]:
        for s, o in self._terms.subject_objects(predicate):
            yield self.numbers(s), self.numbers(o)

    def _lists(self, predicate: URIRef) -> Iterator[tuple[int, tuple[int, ...]]]:
        for s, head in self._terms.subject_objects(predicate):
            yield self.numbers(s), tuple(map(self.numbers, members(head, self._terms)))

    def _restricted(self, predicate: URIRef) -> Iterator[tuple[int, int, int]]:
        """A restriction, its property, and what it says of it."""
        for r, filler in self._terms.subject_objects(predicate):
            for p in self._terms.objects(r, OWL.onProperty):
                yield self.numbers(r), self.numbers(p), self.numbers(filler)

    def _hierarchies(self) -> None:
        for a, b in self._pairs(RDFS.subClassOf):
            self._above[a].add(b)
        for a, b in self._pairs(OWL.equivalentClass):
            self._above[a].add(b)
            self._above[b].add(a)
        for predicate, both in ((RDFS.subPropertyOf, False), (OWL.equivalentProperty, True)):
            for a, b in self._pairs(predicate):
                self._imply(a, b, False)
                if both:
                    self._imply(b, a, False)
        for a, b in self._pairs(OWL.inverseOf):
            self._imply(a, b, True)
            self._imply(b, a, True)
        for term in self._terms.subjects(RDF.type, OWL.SymmetricProperty):
            self._imply(self.numbers(term), self.numbers(term), True)
        for table, predicate in ((self._domains, RDFS.domain), (self._ranges, RDFS.range)):
            for p, c in self._pairs(predicate):
                table[p].add(c)
        self._top_and_bottom()

    def _top_and_bottom(self) -> None:
        """scm-cls: every class is below owl:Thing and above owl:Nothing."""
        thing, nothing = self.numbers(OWL.Thing), self.numbers(OWL.Nothing)
        for c in {*map(self.numbers, self._terms.subjects(RDF.type, OWL.Class)), thing, nothing}:
            self._above[c].add(thing)
            self._above[nothing].add(c)

    def _imply(self, one: int, other: int, turned: bool) -> None:
        for before in (False, True):
            self._implied[one, before].add((other, before != turned))

    def _expressions(self) -> None:
        for c, parts in self._lists(OWL.intersectionOf):
            self._above[c].update(parts)
        for c, parts in self._lists(OWL.unionOf):
            for part in parts:
                self._above[part].add(c)
        for c, parts in self._lists(OWL.oneOf):
            self.members += [(part, c) for part in parts]
        thing = self.numbers(OWL.Thing)
        for r, p, c in self._restricted(OWL.someValuesFrom):
            if c == thing:
                self._domains[p].add(r)

    def _close(self) -> None:
        for c in list(self._above):
            self.of_class(c)
        for p in {*self._domains, *self._ranges, *(p for p, _ in self._implied)}:
            self.of_property(p)

    def of_class(self, c: int) -> OfClass:
        """The table of a class."""
        found = self.classes.get(c)
        if found is None:
            found = self.classes[c] = OfClass(frozenset(_reached(c, self._above)))
        return found

    def of_property(self, p: int) -> OfProperty:
        """The table of a property."""
        found = self.properties.get(p)
        if found is None:
            whole = _reached((p, False), self._implied)
            types = [
                {c for q, turned in whole for c in (self._ranges if turned == at_subject else self._domains).get(q, ())}
                for at_subject in (True, False)
            ]
            subject_types, object_types = (self.upwards(each) for each in types)
            found = OfProperty(tuple(sorted(whole - {(p, False)})), subject_types, object_types)
            self.properties[p] = found
        return found

    def upwards(self, classes: Iterable[int]) -> frozenset[int]:
        """Those classes and all above them."""
        return frozenset(above for c in classes for above in self.of_class(c).above)

    def _characteristics(self) -> None:
        for kind in CHARACTERISTICS:
            for term in self._terms.subjects(RDF.type, kind):
                p = self.numbers(term)
                of = self.of_property(p)
                of.transitive |= kind == OWL.TransitiveProperty
                of.functional |= kind == OWL.FunctionalProperty
                of.inverse_functional |= kind == OWL.InverseFunctionalProperty
                if kind == OWL.IrreflexiveProperty:
                    self.forbidden.irreflexive.append(p)
                elif kind == OWL.AsymmetricProperty:
                    self.forbidden.asymmetric.append(p)

    def _joins(self) -> None:
        for p, chain in self._lists(OWL.propertyChainAxiom):
            for at, step in enumerate(chain):
                self.of_property(step).chains.append((chain, at, p))
        for c, parts in self._lists(OWL.intersectionOf):
            for part in set(parts):
                self.of_class(part).meets.append((frozenset(parts), self.of_class(c).above))
        thing = self.numbers(OWL.Thing)
        for r, p, c in self._restricted(OWL.someValuesFrom):
            if c != thing:
                self.of_property(p).some.append((c, r))
                self.of_class(c).some.append((p, r))
        for r, p, c in self._restricted(OWL.allValuesFrom):
            self.of_property(p).every.append((r, c))
            self.of_class(r).every.append((p, c))
        for r, p, value in self._restricted(OWL.hasValue):
            of = self.of_property(p)
            of.value[value] = of.value.get(value, frozenset()) | self.of_class(r).above
            self.of_class(r).value.append((p, value))
        for r, p, most, counted in self._at_most():
            of_any = counted is None or counted == thing
            if most == 1:
                self.of_property(p).at_most_one.append((r, None if of_any else counted))
                self.of_class(r).at_most_one.append((p, None if of_any else counted, True))
                if counted is not None and not of_any:
                    self.of_class(counted).at_most_one.append((p, r, False))
            else:
                self.forbidden.none.append((r, p, counted))

    def _at_most(self) -> Iterator[tuple[int, int, int, int | None]]:
        """Restrictions of number: class, property, number, and the class of what is counted (None: any)."""
        for predicate in (OWL.maxCardinality, OWL.maxQualifiedCardinality):
            for r, p, number in self._restricted(predicate):
                literal = self.numbers.terms[number]
                most = int(literal.value) if isinstance(literal, Literal) else 0
                plain = predicate == OWL.maxCardinality
                kinds = [None] if plain else self._terms.objects(self.numbers.terms[r], OWL.onClass)
                for kind in kinds:
                    yield r, p, most, None if kind is None else self.numbers(kind)

    def _forbid(self) -> None:
        self.forbidden.disjoint_classes += self._pairs(OWL.disjointWith)
        self.forbidden.complements += self._pairs(OWL.complementOf)
        self.forbidden.disjoint_properties += self._pairs(OWL.propertyDisjointWith)
        for kind, pairs in (
            (OWL.AllDisjointClasses, self.forbidden.disjoint_classes),
            (OWL.AllDisjointProperties, self.forbidden.disjoint_properties),
        ):
            for node in self._terms.subjects(RDF.type, kind):
                for head in self._terms.objects(node, OWL.members):
                    pairs += combinations(map(self.numbers, members(head, self._terms)), 2)


def _reached(start: _T, edges: Mapping[_T, set[_T]]) -> set[_T]:
    """What can be come to from `start`, which is among it."""
    found, waiting = {start}, [start]
    while waiting:
        new = edges.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found
