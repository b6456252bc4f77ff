"""The rules of an ontology as lookup tables by property and by class, with transitive relations closed in advance.

Terms are numbers here: a closure spends most of its time comparing and hashing them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rdflib.namespace import OWL
from rdflib.term import Node

from shisaku.owl.rl.rule_table import EntailmentRule, Pattern
from shisaku.owl.syntax import reached

Ids = tuple[int, int, int]
_Edges = dict[tuple[int, bool], set[tuple[int, bool]]]


class Numbers:
    """A number for each term."""

    def __init__(self, known: "Numbers | None" = None) -> None:
        self.of: dict[Node, int] = dict(known.of) if known else {}
        self.terms: list[Node] = list(known.terms) if known else []

    def __call__(self, term: Node) -> int:
        """Return the number of a term, a new one on first use."""
        number = self.of.get(term)
        if number is None:
            number = self.of[term] = len(self.terms)
            self.terms.append(term)
        return number


@dataclass(slots=True)
class OfProperty:
    """What follows from a triple with a property."""

    implied: tuple[tuple[int, bool], ...] = ()
    """prp-spo1, prp-eqp, prp-inv, prp-symp, closed: implied properties, and whether subject and object are swapped."""
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
    """prp-spo2: a chain, the place of the property in it, and what the chain implies."""
    some: list[tuple[int, int]] = field(default_factory=list)
    """cls-svf1: class of the object, and the implied class of the subject."""
    every: list[tuple[int, int]] = field(default_factory=list)
    """cls-avf: class of the subject, and the implied class of the object."""
    value: dict[int, frozenset[int]] = field(default_factory=dict)
    """cls-hv2: implied classes of the subject, by value."""
    at_most_one: list[tuple[int, int | None]] = field(default_factory=list)
    """cls-maxc2, cls-maxqc3: class of the subject, and class of the values (None: any) of which it has at most one."""


@dataclass(slots=True)
class OfClass:
    """What follows for a member of a class."""

    above: frozenset[int]
    """cax-sco, cax-eqc, cls-int2, cls-uni, closed: its classes, including this one."""
    meets: list[tuple[frozenset[int], frozenset[int]]] = field(default_factory=list)
    """cls-int1: members of all of the first classes are in the second."""
    some: list[tuple[int, int]] = field(default_factory=list)
    """cls-svf1: subjects with a member as value of the first are in the second."""
    every: list[tuple[int, int]] = field(default_factory=list)
    """cls-avf: values of the first are in the second."""
    value: list[tuple[int, int]] = field(default_factory=list)
    """cls-hv1: a property and its implied value."""
    at_most_one: list[tuple[int, int | None, bool]] = field(default_factory=list)
    """cls-maxc2, cls-maxqc3: a property, a class, and whether this is the class of the subject rather than of the values."""


@dataclass(slots=True)
class Forbidden:
    """Forbidden combinations of terms, by rule."""

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
    """cls-maxc1, cls-maxqc1: a class, a property, and the class of values that its members must not have."""


_OF_CLASSES = ("cax-sco", "cax-eqc1", "cax-eqc2", "cls-int2", "cls-uni")
_OF_PROPERTIES = ("prp-spo1", "prp-eqp1", "prp-eqp2", "prp-inv1", "prp-inv2", "prp-symp")


class Tables:
    """Lookup tables of the rules of one ontology, read-only after construction."""

    def __init__(self, rules: Iterable[EntailmentRule], classes: Iterable[Node]) -> None:
        """`classes` are the declared ones."""
        self.numbers = Numbers()
        self.properties: dict[int, OfProperty] = {}
        self.classes: dict[int, OfClass] = {}
        self.forbidden = Forbidden()
        self.members: list[tuple[int, int]] = []
        """cls-oo: members of listed classes."""
        self._rules: dict[str, list[EntailmentRule]] = defaultdict(list)
        for rule in rules:
            self._rules[rule.name].append(rule)
        self._above: dict[int, set[int]] = defaultdict(set)
        self._implied: _Edges = defaultdict(set)
        self._domains: dict[int, set[int]] = defaultdict(set)
        self._ranges: dict[int, set[int]] = defaultdict(set)
        self._hierarchies()
        self._top_and_bottom(classes)
        self._close()
        self._characteristics()
        self._joins()
        self._at_most()
        self._forbid()

    def _bodies(self, *names: str) -> Iterator[list[Ids]]:
        """Bodies of the named rules; variables are negative numbers."""
        for name in names:
            for rule in self._rules.get(name, ()):
                yield [self._numbered(pattern) for pattern in rule.body]

    def _named(self, *names: str) -> Iterator[tuple[list[Ids], Ids]]:
        """Body and head of the named rules."""
        for name in names:
            for rule in self._rules.get(name, ()):
                if rule.head is not None:
                    yield [self._numbered(pattern) for pattern in rule.body], self._numbered(rule.head)

    def _numbered(self, pattern: Pattern) -> Ids:
        s, p, o = (self.numbers(term) if isinstance(term, Node) else -ord(term[0]) for term in pattern)
        return s, p, o

    def _hierarchies(self) -> None:
        for [(_, _, c)], (_, _, d) in self._named(*_OF_CLASSES):
            self._above[c].add(d)
        for [(s, p, _)], (t, q, _) in self._named(*_OF_PROPERTIES):
            for before in (False, True):
                self._implied[p, before].add((q, before != (s != t)))
        for [(_, p, _)], (_, _, c) in self._named("prp-dom", "cls-svf2"):
            self._domains[p].add(c)
        for [(_, p, _)], (_, _, c) in self._named("prp-rng"):
            self._ranges[p].add(c)
        self.members += [(member, c) for _, (member, _, c) in self._named("cls-oo")]

    def _top_and_bottom(self, classes: Iterable[Node]) -> None:
        """scm-cls: every class is a subclass of owl:Thing and a superclass of owl:Nothing."""
        thing, nothing = self.numbers(OWL.Thing), self.numbers(OWL.Nothing)
        for c in {*map(self.numbers, classes), thing, nothing}:
            self._above[c].add(thing)
            self._above[nothing].add(c)

    def _close(self) -> None:
        for c in list(self._above):
            self.of_class(c)
        for p in {*self._domains, *self._ranges, *(p for p, _ in self._implied)}:
            self.of_property(p)

    def of_class(self, c: int) -> OfClass:
        """Return the table of a class."""
        found = self.classes.get(c)
        if found is None:
            found = self.classes[c] = OfClass(frozenset({c} | reached(self._above, c)))
        return found

    def of_property(self, p: int) -> OfProperty:
        """Return the table of a property."""
        found = self.properties.get(p)
        if found is None:
            whole = {(p, False)} | reached(self._implied, (p, False))
            types = [
                {c for q, turned in whole for c in (self._ranges if turned == at_subject else self._domains).get(q, ())}
                for at_subject in (True, False)
            ]
            subject_types, object_types = (self.upwards(each) for each in types)
            found = OfProperty(tuple(sorted(whole - {(p, False)})), subject_types, object_types)
            self.properties[p] = found
        return found

    def upwards(self, classes: Iterable[int]) -> frozenset[int]:
        """Return those classes with all superclasses."""
        return frozenset(above for c in classes for above in self.of_class(c).above)

    def _characteristics(self) -> None:
        for (_, p, _), *_ in self._bodies("prp-trp"):
            self.of_property(p).transitive = True
        for (_, p, _), *_ in self._bodies("prp-fp"):
            self.of_property(p).functional = True
        for (_, p, _), *_ in self._bodies("prp-ifp"):
            self.of_property(p).inverse_functional = True

    def _joins(self) -> None:
        for steps, (_, p, _) in self._named("prp-spo2"):
            chain = tuple(step for _, step, _ in steps)
            for at, step in enumerate(chain):
                self.of_property(step).chains.append((chain, at, p))
        for typed, (_, _, c) in self._named("cls-int1"):
            parts = frozenset(part for _, _, part in typed)
            for part in parts:
                self.of_class(part).meets.append((parts, self.of_class(c).above))
        for [(_, p, _), (_, _, c)], (_, _, whole) in self._named("cls-svf1"):
            self.of_property(p).some.append((c, whole))
            self.of_class(c).some.append((p, whole))
        for [(_, _, whole), (_, p, _)], (_, _, c) in self._named("cls-avf"):
            self.of_property(p).every.append((whole, c))
            self.of_class(whole).every.append((p, c))
        for [(_, _, whole)], (_, p, value) in self._named("cls-hv1"):
            self.of_class(whole).value.append((p, value))
        for [(_, p, value)], (_, _, whole) in self._named("cls-hv2"):
            of = self.of_property(p)
            of.value[value] = of.value.get(value, frozenset()) | self.of_class(whole).above

    def _at_most(self) -> None:
        for (_, _, whole), (_, p, _), *_ in self._bodies("cls-maxc2", "cls-maxqc4"):
            self.of_property(p).at_most_one.append((whole, None))
            self.of_class(whole).at_most_one.append((p, None, True))
        for (_, _, whole), (_, p, _), (_, _, counted), *_ in self._bodies("cls-maxqc3"):
            self.of_property(p).at_most_one.append((whole, counted))
            self.of_class(whole).at_most_one.append((p, counted, True))
            self.of_class(counted).at_most_one.append((p, whole, False))

    def _forbid(self) -> None:
        forbidden, thing = self.forbidden, self.numbers(OWL.Thing)
        forbidden.disjoint_classes += [(c, d) for (_, _, c), (_, _, d) in self._bodies("cax-dw", "cax-adc")]
        forbidden.complements += [(c, d) for (_, _, c), (_, _, d) in self._bodies("cls-com")]
        forbidden.irreflexive += [p for ((_, p, _),) in self._bodies("prp-irp")]
        forbidden.asymmetric += [p for (_, p, _), _ in self._bodies("prp-asyp")]
        forbidden.disjoint_properties += [(p, q) for (_, p, _), (_, q, _) in self._bodies("prp-pdw", "prp-adp")]
        forbidden.none += [(whole, p, None) for (_, _, whole), (_, p, _) in self._bodies("cls-maxc1")]
        forbidden.none += [(whole, p, c) for (_, _, whole), (_, p, _), (_, _, c) in self._bodies("cls-maxqc1")]
        forbidden.none += [(whole, p, thing) for (_, _, whole), (_, p, _) in self._bodies("cls-maxqc2")]
