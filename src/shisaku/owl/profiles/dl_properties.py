"""Violations of OWL 2 DL by properties: simple properties, regular chains, circular definitions of datatypes.

W3C OWL 2 Structural Specification (Second Edition), section 11: the global restrictions on ontology.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from rdflib import URIRef
from rdflib.namespace import OWL, RDFS
from rdflib.term import Node

from shisaku.model.findings import Finding
from shisaku.owl.entities import DATATYPE, OBJECT
from shisaku.owl.profiles import profile_rules as rules
from shisaku.owl.profiles.judged_ontology import JudgedOntology
from shisaku.owl.profiles.violation import violation
from shisaku.owl.syntax import CARDINALITIES, QUALIFIED, Axiom, reached

_SIMPLE_ONLY = (OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty)
"""Characteristics that only simple properties may have."""


def property_findings(ontology: JudgedOntology) -> Iterator[Finding]:
    """Return the violations of the global restrictions on properties and datatype definitions."""
    above = _hierarchy(ontology)
    yield from _not_simple(ontology, above)
    yield from _not_regular(ontology, above)
    yield from _circular_datatypes(ontology)


def _hierarchy(ontology: JudgedOntology) -> Mapping[Node, set[Node]]:
    """Direct super-properties by name, an inverse by what it is the inverse of (section 11.1)."""
    above: dict[Node, set[Node]] = {}
    for axiom in _of_both(ontology, RDFS.subPropertyOf, OWL.equivalentProperty, OWL.inverseOf):
        low, high = (ontology.syntax.property_of(term) for term in (axiom.subject, *axiom.operands))
        above.setdefault(low, set()).add(high)
        if axiom.form != RDFS.subPropertyOf:
            above.setdefault(high, set()).add(low)
    return above


def _of_both(ontology: JudgedOntology, *forms: URIRef) -> Iterator[Axiom]:
    """Axioms of the ontology and of what it imports."""
    return chain(ontology.syntax.of(*forms), ontology.imported.of(*forms))


def _composite(ontology: JudgedOntology, above: Mapping[Node, set[Node]]) -> set[Node]:
    """Properties that are not simple: transitive, implied by a chain, top or bottom, or above one of these."""
    found: set[Node] = {OWL.topObjectProperty, OWL.bottomObjectProperty}
    for axiom in _of_both(ontology, OWL.TransitiveProperty, OWL.propertyChainAxiom):
        found.add(ontology.syntax.property_of(axiom.subject))
    return found.union(*(reached(above, node) for node in found))


def _not_simple(ontology: JudgedOntology, above: Mapping[Node, set[Node]]) -> Iterator[Finding]:
    """Composite properties where only simple ones are allowed."""
    composite = _composite(ontology, above)
    for node, path, uses in _uses_of_simple(ontology):
        owner = ontology.owner(node)
        for name in uses:
            if owner is not None and name in composite:
                yield violation(ontology, rules.DL_SIMPLE_PROPERTIES, owner, path, name)


def _uses_of_simple(ontology: JudgedOntology) -> Iterator[tuple[Node, URIRef, list[Node]]]:
    """Where an axiom requires simple properties: its node, what requires them, the properties."""
    name = ontology.syntax.property_of
    for axiom in ontology.syntax.of(*_SIMPLE_ONLY):
        if OBJECT in ontology.kinds(name(axiom.subject)):
            yield axiom.subject, axiom.form, [name(axiom.subject)]
    for axiom in ontology.syntax.of(OWL.propertyDisjointWith):
        yield axiom.subject, axiom.form, [name(axiom.subject), *map(name, axiom.operands)]
    for axiom in ontology.syntax.of(OWL.AllDisjointProperties):
        yield axiom.subject, axiom.form, [name(member) for member in axiom.operands]
    for axiom in ontology.syntax.of(OWL.hasSelf, *CARDINALITIES, *QUALIFIED):
        if axiom.on is not None:
            yield axiom.subject, axiom.form, [name(axiom.on)]


def _not_regular(ontology: JudgedOntology, above: Mapping[Node, set[Node]]) -> Iterator[Finding]:
    """Chains for which no strict order of properties exists."""
    name = ontology.syntax.property_of
    before: dict[Node, set[Node]] = {}
    parts: list[tuple[Node, Node, Node]] = []
    for axiom in _of_both(ontology, OWL.propertyChainAxiom):
        s, steps = axiom.subject, axiom.operands
        if s == OWL.topObjectProperty or (len(steps) == 2 and steps[0] == steps[1] == s):
            continue
        ends = steps[1:] if steps and steps[0] == s else steps[:-1] if steps and steps[-1] == s else steps
        for part in ends:
            before.setdefault(name(part), set()).add(name(s))
            parts.append((s, name(part), name(s)))
    reported: set[tuple[Node, Node]] = set()
    for s, part, whole in parts:
        # An order must put the part before the whole; nothing may lead back, by chains or by the hierarchy.
        after = {whole} | reached(before, whole)
        back = part in after or any(part == node or part in reached(above, node) for node in after)
        owner = ontology.owner(s)
        if back and owner is not None and (s, part) not in reported:
            reported.add((s, part))
            yield violation(ontology, rules.DL_PROPERTY_HIERARCHY, owner, OWL.propertyChainAxiom, part)


def _circular_datatypes(ontology: JudgedOntology) -> Iterator[Finding]:
    """Datatypes whose definitions lead back to themselves."""
    uses: dict[Node, set[Node]] = {}
    for axiom in ontology.syntax.of(OWL.equivalentClass):
        if DATATYPE in ontology.kinds(axiom.subject):
            uses.setdefault(axiom.subject, set()).update(_datatypes_in(ontology, axiom.operands[0], set()))
    for name in uses:
        through = sorted((other for other in uses[name] if name == other or name in reached(uses, other)), key=str)
        owner = ontology.owner(name)
        if through and owner is not None:
            yield violation(ontology, rules.DL_DATATYPE_DEFINITIONS, owner, OWL.equivalentClass, through[0])


def _datatypes_in(ontology: JudgedOntology, node: Node, seen: set[Node]) -> Iterator[Node]:
    """Names of datatypes in a data range."""
    if node in seen:
        return
    seen.add(node)
    if isinstance(node, URIRef):
        yield node
        return
    for axiom in ontology.syntax.at(node, (OWL.onDatatype, OWL.datatypeComplementOf, OWL.intersectionOf, OWL.unionOf)):
        for operand in axiom.operands:
            yield from _datatypes_in(ontology, operand, seen)
