"""Violations of OWL 2 DL by names: declarations, kinds, reserved vocabulary, datatypes and literals.

W3C OWL 2 Structural Specification (Second Edition): 2.4 reserved vocabulary, 4 datatypes, 5.7 literals, 5.8 declarations and typing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.model.findings import Finding
from shisaku.owl.entities import ANNOTATION, CLASS, DATA, DATATYPE, DATATYPES, KINDS, OBJECT, PROPERTIES, RESERVED, built_in
from shisaku.owl.profiles import profile_rules as rules
from shisaku.owl.profiles.judged_ontology import JudgedOntology
from shisaku.owl.profiles.violation import violation
from shisaku.owl.syntax import CHARACTERISTICS, PREDICATES

Kinds = frozenset[URIRef]
_C, _D, _O = frozenset({CLASS}), frozenset({DATATYPE}), frozenset({OBJECT})
_AXIOM_PROPERTIES = frozenset({OBJECT, DATA})
_OBJECTS: dict[Node, Kinds] = {
    RDFS.subClassOf: _C,
    OWL.disjointWith: _C,
    OWL.complementOf: _C,
    OWL.onClass: _C,
    RDFS.domain: _C,
    OWL.datatypeComplementOf: _D,
    OWL.onDatatype: _D,
    OWL.onDataRange: _D,
    OWL.inverseOf: _O,
    OWL.onProperty: _AXIOM_PROPERTIES,
    OWL.assertionProperty: _AXIOM_PROPERTIES,
}
"""Kind of the value, whatever the subject."""
_SUBJECTS: dict[Node, Kinds] = {
    **dict.fromkeys((RDFS.subClassOf, OWL.disjointWith, OWL.disjointUnionOf, OWL.hasKey), _C),
    **dict.fromkeys((RDFS.subPropertyOf, RDFS.domain, RDFS.range), PROPERTIES),
    **dict.fromkeys((OWL.equivalentProperty, OWL.propertyDisjointWith), _AXIOM_PROPERTIES),
    **dict.fromkeys((OWL.inverseOf, OWL.propertyChainAxiom), _O),
    OWL.equivalentClass: _C | _D,
}
_SYNTAX_TYPES = KINDS | frozenset(
    {
        *CHARACTERISTICS, OWL.Ontology, OWL.Restriction, OWL.Axiom, OWL.Annotation, OWL.AllDisjointClasses, OWL.AllDisjointProperties,
        OWL.AllDifferent, OWL.NegativePropertyAssertion, OWL.NamedIndividual, OWL.DeprecatedClass, OWL.DeprecatedProperty,
        OWL.DataRange, OWL.OntologyProperty, RDFS.Class, RDF.Property, RDF.List,
    }
)  # fmt: skip
"""Values of rdf:type in the syntax of OWL 2 itself."""
_SYNTAX = PREDICATES | {
    RDF.type, OWL.sameAs, OWL.differentFrom, OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget, OWL.imports,
    OWL.versionIRI,
}  # fmt: skip
"""Predicates of the syntax of OWL 2."""


@dataclass(frozen=True, slots=True)
class _Use:
    """A use of a term where OWL 2 requires certain kinds."""

    subject: URIRef
    path: URIRef
    term: Node
    kinds: Kinds


def name_findings(ontology: JudgedOntology) -> Iterator[Finding]:
    """Return the violations by names, datatypes and literals of the project."""
    yield from _declared_twice(ontology)
    for s, p, o in ontology.graph:
        owner = ontology.owner(s)
        if owner is None:
            if isinstance(s, URIRef) and str(s).startswith(RESERVED) and ontology.graph is not ontology.imports:
                yield from _reserved_subject(ontology, s, p, o)
            continue
        if not isinstance(p, URIRef):
            continue
        for use in _uses(ontology, s, p, o, owner):
            yield from _use(ontology, use)
        if p == RDF.type and o in CHARACTERISTICS and ontology.kinds(s) == {ANNOTATION}:
            yield violation(ontology, rules.DL_ANNOTATION_PROPERTIES, owner, o, s)
        if p not in _SYNTAX and not built_in(p) and str(p).startswith(RESERVED):
            yield violation(ontology, rules.DL_RESERVED_VOCABULARY, owner, p, p)
        if OWL.topDataProperty in (p, o) and p != RDFS.subPropertyOf:
            yield violation(ontology, rules.DL_TOP_DATA_PROPERTY, owner, p, OWL.topDataProperty)
        yield from _fact(ontology, p, o, owner)


def _declared_twice(ontology: JudgedOntology) -> Iterator[Finding]:
    """Names of two incompatible kinds (section 5.8.1)."""
    for name in {name for kind in KINDS for name in ontology.graph.subjects(RDF.type, kind)}:
        if not ontology.judged(name) or not isinstance(name, URIRef):
            continue
        kinds = ontology.kinds(name)
        if len(kinds & PROPERTIES) > 1:
            listed = ", ".join(sorted(f"owl:{kind.fragment}" for kind in kinds & PROPERTIES))
            yield violation(ontology, rules.DL_PROPERTY_PUNNING, name, RDF.type, listed)
        if {CLASS, DATATYPE} <= kinds:
            yield violation(ontology, rules.DL_CLASS_PUNNING, name, RDF.type, None)


def _uses(ontology: JudgedOntology, s: Node, p: URIRef, o: Node, owner: URIRef) -> Iterator[_Use]:
    """Terms of one triple that must be of certain kinds."""
    if p in _SUBJECTS:
        yield _Use(owner, p, s, _SUBJECTS[p])
    if p == RDF.type and o not in _SYNTAX_TYPES:
        yield _Use(owner, p, o, _C)
    elif p in (OWL.propertyChainAxiom, OWL.hasKey):
        kinds = _O if p == OWL.propertyChainAxiom else _AXIOM_PROPERTIES
        yield from (_Use(owner, p, member, kinds) for member in ontology.items(o))
    elif p in (OWL.intersectionOf, OWL.unionOf, OWL.disjointUnionOf):
        kinds = _D if ontology.entities.is_data_range(s) else _C
        yield from (_Use(owner, p, member, kinds) for member in ontology.items(o))
    elif p == OWL.members:
        disjoint = (s, RDF.type, OWL.AllDisjointProperties) in ontology.graph
        yield from (_Use(owner, p, member, _AXIOM_PROPERTIES if disjoint else _C) for member in ontology.items(o))
    elif p in (OWL.someValuesFrom, OWL.allValuesFrom):
        on = ontology.kinds(ontology.syntax.property_of(ontology.graph.value(s, OWL.onProperty) or s))
        yield _Use(owner, p, o, _C if on == _O else _D if on == {DATA} else _C | _D)
    elif p in (RDFS.subPropertyOf, OWL.equivalentProperty, OWL.propertyDisjointWith, RDFS.range, OWL.equivalentClass):
        kinds = _like_subject(ontology, s, p)
        if kinds:
            yield _Use(owner, p, o, kinds)
    elif p in _OBJECTS and not (p == RDFS.domain and ontology.kinds(s) == {ANNOTATION}):
        yield _Use(owner, p, o, _OBJECTS[p])


def _like_subject(ontology: JudgedOntology, s: Node, p: URIRef) -> Kinds:
    """Required kinds of a value that depend on the kind of the subject; none if every kind is allowed."""
    kinds = ontology.kinds(ontology.syntax.property_of(s))
    if p == OWL.equivalentClass:
        return _D if ontology.entities.is_data_range(s) else _C
    if p == RDFS.range:
        if len(kinds & PROPERTIES) != 1:
            return frozenset()
        return {OBJECT: _C, DATA: _D}.get(next(iter(kinds & PROPERTIES)), frozenset())
    if isinstance(s, BNode):
        return _O
    return kinds & PROPERTIES or PROPERTIES


def _use(ontology: JudgedOntology, use: _Use) -> Iterator[Finding]:
    """Violations in a use of a term."""
    kinds, words = ontology.kinds(use.term), _words(use.kinds)
    if isinstance(use.term, BNode) or kinds & use.kinds:
        return
    if isinstance(use.term, Literal):
        yield violation(ontology, rules.DL_TYPING, use.subject, use.path, use.term, kinds=words)
    elif kinds == {ANNOTATION} and not use.kinds & {CLASS, DATATYPE}:
        yield violation(ontology, rules.DL_ANNOTATION_PROPERTIES, use.subject, use.path, use.term)
    elif kinds:
        yield violation(ontology, rules.DL_TYPING, use.subject, use.path, use.term, kinds=words)
    elif DATATYPE in use.kinds and isinstance(use.term, URIRef) and use.term.startswith(RESERVED[3]):
        yield violation(ontology, rules.DL_DATATYPES, use.subject, use.path, use.term)
    elif isinstance(use.term, URIRef) and str(use.term).startswith(RESERVED):
        yield violation(ontology, rules.DL_RESERVED_VOCABULARY, use.subject, use.path, use.term)
    else:
        yield violation(ontology, rules.DL_DECLARATIONS, use.subject, use.path, use.term, kinds=words)


def _words(kinds: Kinds) -> str:
    return " / ".join(f"{'rdfs' if kind == DATATYPE else 'owl'}:{kind.fragment}" for kind in sorted(kinds))


def _reserved_subject(ontology: JudgedOntology, s: URIRef, p: Node, o: Node) -> Iterator[Finding]:
    """Violation: a reserved name is declared as another kind, or is the subject of axioms (section 2.4)."""
    declares = p == RDF.type and (o in KINDS or o in CHARACTERISTICS) and o not in built_in(s)
    if declares or p in _SUBJECTS:
        yield violation(ontology, rules.DL_RESERVED_VOCABULARY, s, p, s)


def _fact(ontology: JudgedOntology, p: URIRef, o: Node, owner: URIRef) -> Iterator[Finding]:
    """Violations in a triple with a property of the ontology, not of OWL."""
    kinds = ontology.kinds(p) & PROPERTIES
    if p == OWL.hasValue and isinstance(o, Literal):
        yield from _literal(ontology, p, o, owner)
    if p in _SYNTAX or (str(p).startswith(RESERVED) and not kinds):
        return
    if not kinds:
        yield violation(ontology, rules.DL_DECLARATIONS, owner, p, p, kinds=_words(PROPERTIES))
    elif kinds == _O and isinstance(o, Literal):
        yield violation(ontology, rules.DL_TYPING, owner, p, o, kinds="IRI")
    elif kinds == {DATA} and not isinstance(o, Literal):
        yield violation(ontology, rules.DL_TYPING, owner, p, o, kinds=_words(_D))
    elif kinds == {DATA} and isinstance(o, Literal):
        yield from _literal(ontology, p, o, owner)


def _literal(ontology: JudgedOntology, p: URIRef, literal: Literal, owner: URIRef) -> Iterator[Finding]:
    datatype = literal.datatype
    if datatype is None:
        return
    if str(datatype).startswith(RESERVED) and datatype not in DATATYPES:
        yield violation(ontology, rules.DL_DATATYPES, owner, p, datatype)
    elif DATATYPE not in ontology.kinds(datatype):
        yield violation(ontology, rules.DL_DECLARATIONS, owner, p, datatype, kinds=_words(_D))
    elif literal.ill_typed:
        yield violation(ontology, rules.DL_LITERALS, owner, p, literal)
