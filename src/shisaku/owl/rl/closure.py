"""The closure of data under compiled rules: each triple is joined once with all triples known at its turn (semi-naive).

Terms are numbers. Triples are indexed by property, in both directions; classes by member; equal terms share one set.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from itertools import product

from rdflib.namespace import OWL, RDF

from shisaku.owl.rl.lookup_tables import Ids, Numbers, OfClass, OfProperty, Tables

_Index = dict[int, dict[int, set[int]]]
_NOTHING: frozenset[int] = frozenset()
_NO_RULES = OfProperty()


class Closure:
    """Triples closed under the rules of some tables."""

    def __init__(self, tables: Tables, numbers: Numbers) -> None:
        self.tables = tables
        self.numbers = numbers
        self.values: _Index = defaultdict(dict)
        """By property and subject, the values."""
        self.subjects: _Index = defaultdict(dict)
        """By property and value, the subjects."""
        self.types: dict[int, set[int]] = defaultdict(set)
        """By member, its classes."""
        self.same: dict[int, frozenset[int]] = {}
        """eq-sym, eq-trans: by member, all equal terms; empty for a term equal only to itself."""
        self.derived: list[Ids] = []
        """Inferred triples."""
        self.derived_types: list[tuple[int, int]] = []
        """Inferred members and classes."""
        self._waiting: deque[Ids] = deque()
        self._typed: deque[tuple[int, int]] = deque()
        self._equal: deque[tuple[int, int]] = deque()

    def add(self, triples: Iterable[Ids], typed: Iterable[tuple[int, int]], equal: Iterable[tuple[int, int]]) -> None:
        """Add facts, without inference."""
        for s, p, o in triples:
            if self._put(s, p, o):
                self._waiting.append((s, p, o))
        for member, c in typed:
            if c not in self.types[member]:
                self.types[member].add(c)
                self._typed.append((member, c))
        self._equal.extend(equal)

    def add_conclusion(self, s: int, p: int, o: int, is_type: bool) -> None:
        """Add a fact that counts as inferred; the next call of `close` draws its consequences."""
        if is_type:
            self._classify(s, self._class(o).above)
        else:
            self._hold(s, p, o)

    def holds(self, s: int, p: int, o: int) -> bool:
        """Return whether a triple holds, including rdf:type and owl:sameAs."""
        named = self.numbers.terms[p]
        if named == RDF.type:
            return o in self.types.get(s, _NOTHING)
        return o in (self.same.get(s, (s,)) if named == OWL.sameAs else self.values[p].get(s, _NOTHING))

    def close(self) -> None:
        """Infer everything."""
        for s, p, o in list(self._waiting):
            self._imply(s, p, o)
        for member, c in list(self._typed):
            self._classify(member, self._class(c).above)
        while self._waiting or self._typed or self._equal:
            while self._waiting:
                self._join(*self._waiting.popleft())
            while self._typed:
                self._join_type(*self._typed.popleft())
            while self._equal and not self._waiting and not self._typed:
                self._merge(*self._equal.popleft())

    def _class(self, c: int) -> OfClass:
        return self.tables.classes.get(c) or OfClass(frozenset({c}))

    def _put(self, s: int, p: int, o: int) -> bool:
        """Store a triple; return whether it was new."""
        values = self.values[p].setdefault(s, set())
        if o in values:
            return False
        values.add(o)
        self.subjects[p].setdefault(o, set()).add(s)
        return True

    def _hold(self, s: int, p: int, o: int) -> None:
        """Add a triple with all that it implies on its own; eq-rep-s and eq-rep-o."""
        if self.same and (s in self.same or o in self.same):
            for one, other in product(self.same.get(s, (s,)), self.same.get(o, (o,))):
                self._hold_one(one, p, other)
        else:
            self._hold_one(s, p, o)

    def _hold_one(self, s: int, p: int, o: int) -> None:
        if self._put(s, p, o):
            self.derived.append((s, p, o))
            self._waiting.append((s, p, o))
            self._imply(s, p, o)

    def _imply(self, s: int, p: int, o: int) -> None:
        """prp-spo1, prp-eqp, prp-inv, prp-symp, prp-dom, prp-rng, cls-svf2, cls-hv2."""
        of = self.tables.properties.get(p)
        if of is None:
            return
        for q, turned in of.implied:
            one, other = (o, s) if turned else (s, o)
            if self._put(one, q, other):
                self.derived.append((one, q, other))
                self._waiting.append((one, q, other))
        if of.subject_types:
            self._classify(s, of.subject_types)
        if of.object_types:
            self._classify(o, of.object_types)

    def _classify(self, member: int, classes: frozenset[int]) -> None:
        """Add a resource to classes, which include their superclasses."""
        if member in self.same:
            for one in self.same[member]:
                self._classify_one(one, classes)
        else:
            self._classify_one(member, classes)

    def _classify_one(self, member: int, classes: frozenset[int]) -> None:
        types = self.types[member]
        if classes <= types:
            return
        new = [(member, c) for c in classes - types]
        types |= classes
        self.derived_types += new
        self._typed += new

    def _join(self, s: int, p: int, o: int) -> None:
        """Infer from a triple together with others."""
        of = self.tables.properties.get(p, _NO_RULES)
        values, subjects = self.values[p], self.subjects[p]
        if of.transitive:
            for end in tuple(values.get(o, _NOTHING)):
                self._hold(s, p, end)
            for start in tuple(subjects.get(s, _NOTHING)):
                self._hold(start, p, o)
        for chain, at, implied in of.chains:
            for start, end in tuple(product(self._along(s, chain[:at], True), self._along(o, chain[at + 1 :], False))):
                self._hold(start, implied, end)
        if of.functional:
            self._equal.extend((o, other) for other in values[s] if other != o)
        if of.inverse_functional:
            self._equal.extend((s, other) for other in subjects[o] if other != s)
        for c, whole in of.some:
            if c in self.types.get(o, _NOTHING):
                self._classify(s, self._class(whole).above)
        for whole, c in of.every:
            if whole in self.types.get(s, _NOTHING):
                self._classify(o, self._class(c).above)
        if o in of.value:
            self._classify(s, of.value[o])
        for whole, counted in of.at_most_one:
            self._at_most_one(s, p, whole, counted)

    def _join_type(self, member: int, c: int) -> None:
        """Infer from a class of a resource together with its triples."""
        of = self.tables.classes.get(c)
        if of is None:
            return
        for parts, above in of.meets:
            if parts <= self.types[member]:
                self._classify(member, above)
        for p, whole in of.some:
            for s in tuple(self.subjects[p].get(member, _NOTHING)):
                self._classify(s, self._class(whole).above)
        for p, filler in of.every:
            for o in tuple(self.values[p].get(member, _NOTHING)):
                self._classify(o, self._class(filler).above)
        for p, value in of.value:
            self._hold(member, p, value)
        for p, other, of_subject in of.at_most_one:
            if of_subject:
                self._at_most_one(member, p, c, other)
            else:
                for s in self.subjects[p].get(member, _NOTHING):
                    self._at_most_one(s, p, other if other is not None else c, c)

    def _at_most_one(self, s: int, p: int, whole: int, c: int | None) -> None:
        """cls-maxc2, cls-maxqc3 and cls-maxqc4."""
        if whole in self.types.get(s, _NOTHING):
            counted = [o for o in self.values[p].get(s, _NOTHING) if c is None or c in self.types.get(o, _NOTHING)]
            self._equal.extend((counted[0], other) for other in counted[1:])

    def _along(self, start: int, steps: tuple[int, ...], backwards: bool) -> Iterable[int]:
        """Resources at the end of a chain of properties from `start`."""
        reached: Iterable[int] = (start,)
        index = self.subjects if backwards else self.values
        for step in reversed(steps) if backwards else steps:
            following = index[step]
            reached = {end for here in reached for end in following.get(here, _NOTHING)}
        return reached

    def _merge(self, one: int, other: int) -> None:
        """Make two terms equal: each gets the triples of the other."""
        if one == other or other in self.same.get(one, _NOTHING):
            return
        ours, theirs = self.same.get(one, frozenset({one})), self.same.get(other, frozenset({other}))
        whole = ours | theirs
        for member in whole:
            self.same[member] = whole
        for part in (ours, theirs):
            # What one member has, all members of its set have.
            known = next(iter(part))
            for s, p, o in tuple(self._about(known)):
                self._hold(s, p, o)
            self._classify(known, frozenset(self.types[known]))

    def _about(self, term: int) -> Iterator[Ids]:
        for p, values in self.values.items():
            yield from ((term, p, o) for o in values.get(term, _NOTHING))
        for p, subjects in self.subjects.items():
            yield from ((s, p, term) for s in subjects.get(term, _NOTHING))
