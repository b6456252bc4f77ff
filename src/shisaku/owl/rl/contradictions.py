"""The rules of OWL 2 RL that end in a contradiction, applied to a closed graph."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain

from rdflib.namespace import OWL
from rdflib.term import Node

from shisaku.owl.rl.clash import Clash
from shisaku.owl.rl.closure import Closure
from shisaku.owl.rl.lookup_tables import Forbidden, Numbers

_Pairs = list[tuple[int, int]]


def clashes(
    closure: Closure, forbidden: Forbidden, datatypes: _Pairs, denied: Iterable[tuple[Node, Node, Node]]
) -> Iterator[Clash]:
    """Return all contradictions; `datatypes` are disjoint pairs, `denied` the triples of negative assertions."""
    clash = partial(_clash, closure.numbers)
    pairs = [*forbidden.disjoint_classes, *datatypes]
    yield from (clash("cax-dw", one, other, member) for one, other, member in _common(closure, pairs))
    yield from (clash("cls-com", one, other, member) for one, other, member in _common(closure, forbidden.complements))
    nothing = closure.numbers(OWL.Nothing)
    yield from (clash("cls-nothing2", member) for member, types in closure.types.items() if nothing in types)
    for p in forbidden.irreflexive:
        yield from (clash("prp-irp", s, p) for s, values in closure.values[p].items() if s in values)
    for p in forbidden.asymmetric:
        for s, values in closure.values[p].items():
            yield from (clash("prp-asyp", p, s, o) for o in values if s in closure.values[p].get(o, ()))
    for one, other in forbidden.disjoint_properties:
        for s, values in closure.values[one].items():
            yield from (clash("prp-pdw", one, other, s, o) for o in values & closure.values[other].get(s, set()))
    yield from _too_many(closure, forbidden)
    yield from _different(closure)
    for triple in denied:
        subject, predicate, value = map(closure.numbers, triple)
        if closure.holds(subject, predicate, value):
            yield clash("prp-npa", subject, predicate, value)


def _clash(numbers: Numbers, rule: str, *about: int) -> Clash:
    return Clash(rule, tuple(" ".join(str(numbers.terms[term]).split()) for term in about))


def _common(closure: Closure, pairs: _Pairs) -> Iterator[tuple[int, int, int]]:
    """Pairs of classes with each common member."""
    partners: dict[int, set[int]] = {}
    for one, other in pairs:
        partners.setdefault(one, set()).add(other)
    concerned = partners.keys() | set(chain.from_iterable(partners.values()))
    for member, types in closure.types.items():
        found = types & concerned
        if found:
            yield from ((one, other, member) for one in found & partners.keys() for other in partners[one] & found)


def _too_many(closure: Closure, forbidden: Forbidden) -> Iterator[Clash]:
    """cls-maxc1, cls-maxqc1 and cls-maxqc2."""
    thing = closure.numbers(OWL.Thing)
    for whole, p, c in forbidden.none:
        for s, values in closure.values[p].items():
            if whole not in closure.types.get(s, ()):
                continue
            for o in values:
                if c is None:
                    yield _clash(closure.numbers, "cls-maxc1", whole, o)
                elif c == thing or c in closure.types.get(o, ()):
                    yield _clash(closure.numbers, "cls-maxqc", whole, c, o)


def _different(closure: Closure) -> Iterator[Clash]:
    """eq-diff1."""
    for s, values in closure.values[closure.numbers(OWL.differentFrom)].items():
        same = closure.same.get(s, frozenset({s}))
        for o in values & same:
            yield _clash(closure.numbers, "eq-diff1", s, o)
            yield _clash(closure.numbers, "eq-diff1", o, s)
