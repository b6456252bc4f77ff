"""Violations of the grammar of OWL 2 RL: W3C OWL 2 Profiles (Second Edition), section 4.2.

Only well-formed axioms are checked: the modules on OWL 2 DL report the others. Values of annotation properties may
have any datatype.
"""

from collections.abc import Iterator

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.model.findings import Finding, Rule
from shisaku.owl.entities import DATA, DATATYPES, OBJECT, RL_DATATYPES, TOP_AND_BOTTOM
from shisaku.owl.profiles import profile_rules as rules
from shisaku.owl.profiles.judged_ontology import JudgedOntology
from shisaku.owl.profiles.violation import violation
from shisaku.owl.syntax import AT_MOST, CONNECTIVES, RESTRICTIONS, Axiom

_SUB, _SUPER, _EQUIVALENT = rules.RL_SUBCLASS, rules.RL_SUPERCLASS, rules.RL_EQUIVALENT
_ALLOWED: dict[Rule, frozenset[URIRef]] = {
    _SUB: frozenset({OWL.intersectionOf, OWL.unionOf, OWL.oneOf, OWL.someValuesFrom, OWL.hasValue}),
    _SUPER: frozenset({OWL.intersectionOf, OWL.complementOf, OWL.allValuesFrom, OWL.hasValue, *AT_MOST}),
    _EQUIVALENT: frozenset({OWL.intersectionOf, OWL.hasValue}),
}
"""Constructors by place (section 4.2.3)."""
_OF_CLASSES = (OWL.intersectionOf, OWL.unionOf, OWL.complementOf, OWL.oneOf)
_OPERANDS: dict[URIRef, tuple[Rule | None, Rule | None]] = {
    RDFS.subClassOf: (_SUB, _SUPER),
    OWL.equivalentClass: (_EQUIVALENT, _EQUIVALENT),
    OWL.disjointWith: (_SUB, _SUB),
    OWL.AllDisjointClasses: (None, _SUB),
    OWL.hasKey: (_SUB, None),
}
"""Axioms on classes, with the rules for their subject and their other operands (section 4.2.5)."""
Place = tuple[URIRef, URIRef]
"""The subject that a finding names, and the predicate of the axiom."""


def rl_findings(ontology: JudgedOntology) -> Iterator[Finding]:
    """Return the violations of OWL 2 RL in the axioms of the project."""
    for axiom in ontology.syntax.axioms:
        owner, predicate = ontology.owner(axiom.subject), axiom.triple[1]
        if owner is not None and isinstance(predicate, URIRef):
            yield from _axiom(ontology, axiom, (owner, predicate))
    for s, p, o in ontology.graph:
        owner = ontology.owner(s)
        if owner is None or not isinstance(p, URIRef):
            continue
        if p == RDF.type and isinstance(o, BNode):
            yield from _class(ontology, o, _SUPER, (owner, p))
        for term in {p, o} & TOP_AND_BOTTOM:
            yield violation(ontology, rules.RL_PREDEFINED_PROPERTIES, owner, p, term)
        if DATA in ontology.kinds(p) and isinstance(o, Literal):
            yield from _datatype(ontology, o.datatype, (owner, p))


def _axiom(ontology: JudgedOntology, axiom: Axiom, place: Place) -> Iterator[Finding]:
    """Violations in the class expressions of one axiom (section 4.2.5)."""
    form, subject = axiom.form, axiom.subject
    if form == OWL.equivalentClass and ontology.entities.is_data_range(subject):
        yield from _data_range(ontology, axiom.operands[0], place)
    elif form in _OPERANDS:
        of_subject, of_others = _OPERANDS[form]
        if of_subject is not None:
            yield from _class(ontology, subject, of_subject, place)
        for operand in axiom.operands if of_others is not None else ():
            yield from _class(ontology, operand, of_others or _SUB, place)
    elif isinstance(subject, URIRef) and form in _OF_CLASSES:
        yield from _built(ontology, axiom, _EQUIVALENT, place)
    elif form == OWL.disjointUnionOf:
        yield violation(ontology, rules.RL_DISJOINT_UNION, place[0], form, None)
    elif form == OWL.ReflexiveProperty:
        yield violation(ontology, rules.RL_REFLEXIVE, *place, form)
    elif form in (RDFS.domain, RDFS.range):
        kinds = ontology.kinds(ontology.syntax.property_of(subject))
        if OBJECT in kinds or (DATA in kinds and form == RDFS.domain):
            yield from _class(ontology, axiom.operands[0], _SUPER, place)
        elif DATA in kinds:
            yield from _data_range(ontology, axiom.operands[0], place)


def _class(ontology: JudgedOntology, node: Node, rule: Rule, place: Place) -> Iterator[Finding]:
    """Parts of a class expression that `rule` does not allow."""
    if node == OWL.Thing:
        yield violation(ontology, rule, *place, node)
        return
    if not isinstance(node, BNode) or node in ontology.syntax.circular:
        return
    restrictions = ontology.syntax.at(node, RESTRICTIONS)
    for axiom in restrictions or ontology.syntax.at(node, CONNECTIVES):
        if not restrictions:
            yield from _built(ontology, axiom, rule, place)
        elif axiom.form == restrictions[0].form:
            yield from _restriction(ontology, axiom, rule, place)


def _built(ontology: JudgedOntology, axiom: Axiom, rule: Rule, place: Place) -> Iterator[Finding]:
    if axiom.form not in _ALLOWED[rule]:
        yield violation(ontology, rule, *place, axiom.form)
    elif axiom.form != OWL.oneOf:
        for operand in axiom.operands:
            yield from _class(ontology, operand, _SUB if axiom.form == OWL.complementOf else rule, place)


def _restriction(ontology: JudgedOntology, axiom: Axiom, rule: Rule, place: Place) -> Iterator[Finding]:
    """Parts of a restriction that `rule` does not allow."""
    form, (value,) = axiom.form, axiom.operands
    if form not in _ALLOWED[rule] or (form in AT_MOST and str(value) not in ("0", "1")):
        yield violation(ontology, rule, *place, form)
        return
    on_data = DATA in ontology.kinds(axiom.on)
    if form == OWL.hasValue:
        if isinstance(value, Literal):
            yield from _datatype(ontology, value.datatype, place)
        return
    filler, of_filler = (axiom.of, _SUB) if form in AT_MOST else (value, rule)
    if filler is None:
        return
    if on_data:
        yield from _data_range(ontology, filler, place)
    elif filler != OWL.Thing or form == OWL.allValuesFrom:
        yield from _class(ontology, filler, of_filler, place)


def _data_range(ontology: JudgedOntology, node: Node, place: Place) -> Iterator[Finding]:
    """Parts of a data range that OWL 2 RL does not allow (section 4.2.4)."""
    if isinstance(node, URIRef):
        yield from _datatype(ontology, node, place)
        return
    for axiom in ontology.syntax.at(node, CONNECTIVES) if node not in ontology.syntax.circular else ():
        if axiom.form != OWL.intersectionOf:
            yield violation(ontology, rules.RL_DATA_RANGES, *place, axiom.form)
            continue
        for member in axiom.operands:
            yield from _data_range(ontology, member, place)


def _datatype(ontology: JudgedOntology, datatype: URIRef | None, place: Place) -> Iterator[Finding]:
    if datatype in DATATYPES - RL_DATATYPES:
        yield violation(ontology, rules.RL_DATATYPES, *place, datatype)
