"""Where an ontology leaves OWL 2 RL: the grammar of W3C OWL 2 Profiles (Second Edition), section 4.2.

Only what is well formed is judged: what OWL 2 DL does not have either is told by `profile_dl`, once. Values of annotation properties may
have any datatype.
"""

from collections.abc import Iterator

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.model.findings import Finding, Rule
from shisaku.owl.profiles import profile_rules as rules
from shisaku.owl.profiles.violation import violation
from shisaku.owl.syntax import (
    CARDINALITIES,
    CONNECTIVES,
    DATA,
    DATATYPES,
    OBJECT,
    QUALIFIED,
    RL_DATATYPES,
    TOP_AND_BOTTOM,
    Axioms,
)

_SUB, _SUPER, _EQUIVALENT = rules.RL_SUBCLASS, rules.RL_SUPERCLASS, rules.RL_EQUIVALENT
_ALLOWED: dict[Rule, frozenset[URIRef]] = {
    _SUB: frozenset({OWL.intersectionOf, OWL.unionOf, OWL.oneOf, OWL.someValuesFrom, OWL.hasValue}),
    _SUPER: frozenset(
        {OWL.intersectionOf, OWL.complementOf, OWL.allValuesFrom, OWL.hasValue, OWL.maxCardinality, OWL.maxQualifiedCardinality}
    ),
    _EQUIVALENT: frozenset({OWL.intersectionOf, OWL.hasValue}),
}
"""Constructors by where they stand (section 4.2.3)."""
_OF_CLASSES = (OWL.intersectionOf, OWL.unionOf, OWL.complementOf, OWL.oneOf)
Place = tuple[URIRef, URIRef]
"""The subject that a finding names, and the predicate of the axiom."""


def rl_findings(axioms: Axioms) -> Iterator[Finding]:
    """What of the axioms of the project is outside OWL 2 RL."""
    for s, p, o in axioms.graph:
        owner = axioms.owner(s)
        if owner is None or not isinstance(p, URIRef):
            continue
        yield from _axiom(axioms, s, p, o, (owner, p))
        for term in {p, o} & TOP_AND_BOTTOM:
            yield violation(axioms, rules.RL_PREDEFINED_PROPERTIES, owner, p, term)
        if DATA in axioms.kinds(p) and isinstance(o, Literal):
            yield from _datatype(axioms, o.datatype, (owner, p))


def _axiom(axioms: Axioms, s: Node, p: URIRef, o: Node, place: Place) -> Iterator[Finding]:
    """What is wrong with the class expressions of one axiom (section 4.2.5)."""
    if p == RDFS.subClassOf:
        yield from _class(axioms, s, _SUB, place)
        yield from _class(axioms, o, _SUPER, place)
    elif p == OWL.equivalentClass and axioms.is_data_range(s):
        yield from _data_range(axioms, o, place)
    elif p == OWL.equivalentClass:
        yield from _class(axioms, s, _EQUIVALENT, place)
        yield from _class(axioms, o, _EQUIVALENT, place)
    elif isinstance(s, URIRef) and p in _OF_CLASSES:
        yield from _built(axioms, s, p, _EQUIVALENT, place)
    elif p == OWL.disjointWith:
        yield from _class(axioms, s, _SUB, place)
        yield from _class(axioms, o, _SUB, place)
    elif p == OWL.members and (s, RDF.type, OWL.AllDisjointClasses) in axioms.graph:
        for member in axioms.items(o):
            yield from _class(axioms, member, _SUB, place)
    elif p == OWL.hasKey:
        yield from _class(axioms, s, _SUB, place)
    elif p == OWL.disjointUnionOf:
        yield violation(axioms, rules.RL_DISJOINT_UNION, place[0], p, None)
    else:
        yield from _of_property_or_individual(axioms, s, p, o, place)


def _of_property_or_individual(axioms: Axioms, s: Node, p: URIRef, o: Node, place: Place) -> Iterator[Finding]:
    kinds = axioms.kinds(axioms.property_of(s))
    if (p == RDFS.domain and kinds & {OBJECT, DATA}) or (p == RDFS.range and OBJECT in kinds):
        yield from _class(axioms, o, _SUPER, place)
    elif p == RDFS.range and DATA in kinds:
        yield from _data_range(axioms, o, place)
    elif p == RDF.type and o == OWL.ReflexiveProperty:
        yield violation(axioms, rules.RL_REFLEXIVE, place[0], p, o)
    elif p == RDF.type and isinstance(o, BNode):
        yield from _class(axioms, o, _SUPER, place)


def _class(axioms: Axioms, node: Node, rule: Rule, place: Place) -> Iterator[Finding]:
    """What a class expression has that cannot stand where `rule` judges."""
    if node == OWL.Thing:
        yield violation(axioms, rule, *place, node)
        return
    if not isinstance(node, BNode) or node in axioms.circular:
        return
    filler = axioms.filler(node)
    if filler is not None:
        yield from _restriction(axioms, node, filler, rule, place)
        return
    for constructor in CONNECTIVES:
        if (node, constructor, None) in axioms.graph:
            yield from _built(axioms, node, constructor, rule, place)


def _built(axioms: Axioms, node: Node, constructor: URIRef, rule: Rule, place: Place) -> Iterator[Finding]:
    if constructor not in _ALLOWED[rule]:
        yield violation(axioms, rule, *place, constructor)
        return
    value = axioms.graph.value(node, constructor)
    if constructor == OWL.complementOf and value is not None:
        yield from _class(axioms, value, _SUB, place)
    elif constructor in (OWL.intersectionOf, OWL.unionOf):
        for member in axioms.items(value):
            yield from _class(axioms, member, rule, place)


def _restriction(axioms: Axioms, node: Node, filler: URIRef, rule: Rule, place: Place) -> Iterator[Finding]:
    """What a restriction has that cannot stand where `rule` judges."""
    value = axioms.graph.value(node, filler)
    at_most = filler in (OWL.maxCardinality, OWL.maxQualifiedCardinality)
    if filler not in _ALLOWED[rule] or (at_most and str(value) not in ("0", "1")):
        yield violation(axioms, rule, *place, filler)
        return
    ranges = list(axioms.graph.objects(node, OWL.onDataRange))
    on_data = DATA in axioms.kinds(axioms.graph.value(node, OWL.onProperty))
    if filler in (*CARDINALITIES, *QUALIFIED):
        for on_class in axioms.graph.objects(node, OWL.onClass):
            if on_class != OWL.Thing:
                yield from _class(axioms, on_class, _SUB, place)
    elif filler == OWL.hasValue:
        if isinstance(value, Literal):
            yield from _datatype(axioms, value.datatype, place)
    elif on_data:
        ranges += [value] if value is not None else []
    elif value is not None and not (value == OWL.Thing and filler == OWL.someValuesFrom):
        yield from _class(axioms, value, rule, place)
    for range_ in ranges:
        yield from _data_range(axioms, range_, place)


def _data_range(axioms: Axioms, node: Node, place: Place) -> Iterator[Finding]:
    """What a data range has that OWL 2 RL does not (section 4.2.4)."""
    if isinstance(node, URIRef):
        yield from _datatype(axioms, node, place)
        return
    if node in axioms.circular:
        return
    for constructor in CONNECTIVES:
        if (node, constructor, None) in axioms.graph:
            if constructor != OWL.intersectionOf:
                yield violation(axioms, rules.RL_DATA_RANGES, *place, constructor)
                continue
            for member in axioms.items(axioms.graph.value(node, constructor)):
                yield from _data_range(axioms, member, place)


def _datatype(axioms: Axioms, datatype: URIRef | None, place: Place) -> Iterator[Finding]:
    if datatype in DATATYPES - RL_DATATYPES:
        yield violation(axioms, rules.RL_DATATYPES, *place, datatype)
