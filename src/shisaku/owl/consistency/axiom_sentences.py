"""Axioms in words, in both languages; class expressions as in W3C's Manchester Syntax (`hasPart only Measure`)."""

from rdflib import BNode, Literal
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.errors import Message
from shisaku.owl.consistency.theory import LogicalAxiom
from shisaku.owl.entities import short_name
from shisaku.owl.syntax import NEGATIVE, Axiom, Syntax, read_list

_CHARACTERISTICS: dict[Node, tuple[str, str]] = {
    OWL.FunctionalProperty: ("関数的", "functional"),
    OWL.InverseFunctionalProperty: ("逆関数的", "inverse-functional"),
    OWL.TransitiveProperty: ("推移的", "transitive"),
    OWL.SymmetricProperty: ("対称的", "symmetric"),
    OWL.AsymmetricProperty: ("非対称的", "asymmetric"),
    OWL.IrreflexiveProperty: ("非反射的", "irreflexive"),
    OWL.ReflexiveProperty: ("反射的", "reflexive"),
}
_SENTENCES: dict[Node, tuple[str, str]] = {
    RDFS.subClassOf: ("{s} はすべて {o} である", "every {s} is a {o}"),
    OWL.equivalentClass: ("{s} と {o} は同じものである", "{s} and {o} are the same"),
    OWL.disjointWith: ("{s} と {o} は互いに素である", "{s} and {o} are disjoint"),
    OWL.complementOf: ("{s} は {o} でないものである", "{s} is what is not a {o}"),
    OWL.unionOf: ("{s} は {o} を合わせたものである", "{s} is the union of {o}"),
    OWL.intersectionOf: ("{s} は {o} に共通のものである", "{s} is the intersection of {o}"),
    OWL.oneOf: ("{s} は {o} のどれかである", "{s} is one of {o}"),
    RDFS.subPropertyOf: ("{s} が成り立てば {o} も成り立つ", "{s} implies {o}"),
    OWL.equivalentProperty: ("{s} と {o} は同じプロパティである", "{s} and {o} are the same property"),
    OWL.inverseOf: ("{s} は {o} の逆である", "{s} is the inverse of {o}"),
    OWL.propertyDisjointWith: ("{s} と {o} は両立しない", "{s} and {o} are disjoint"),
    OWL.propertyChainAxiom: ("{o} の連鎖から {s} が成り立つ", "the chain {o} implies {s}"),
    RDFS.domain: ("{s} の主語は {o} である", "what has {s} is a {o}"),
    RDFS.range: ("{s} の目的語は {o} である", "what {s} leads to is a {o}"),
    OWL.hasKey: ("{s} は {o} で特定される", "{s} is identified by {o}"),
    OWL.sameAs: ("{s} と {o} は同一である", "{s} and {o} are the same thing"),
    OWL.differentFrom: ("{s} と {o} は別のものである", "{s} and {o} are different things"),
    RDF.type: ("{s} は {o} である", "{s} is a {o}"),
}
_PREFIXED = {OWL.complementOf: "not", OWL.inverseOf: "inverse", OWL.datatypeComplementOf: "not"}
_OPERATORS = {**_PREFIXED, OWL.intersectionOf: " and ", OWL.unionOf: " or ", OWL.oneOf: ", "}
_FILLERS = {
    OWL.someValuesFrom: "some",
    OWL.allValuesFrom: "only",
    OWL.hasValue: "value",
    OWL.minCardinality: "min",
    OWL.maxCardinality: "max",
    OWL.cardinality: "exactly",
    OWL.minQualifiedCardinality: "min",
    OWL.maxQualifiedCardinality: "max",
    OWL.qualifiedCardinality: "exactly",
}


def axiom_in_words(axiom: LogicalAxiom, syntax: Syntax) -> Message:
    """Return the meaning of an axiom as a clause; `syntax` is that of its graph."""
    s, p, o = axiom.main
    if p == RDF.type and o in _CHARACTERISTICS:
        (ja, en), name = _CHARACTERISTICS[o], _expression(s, syntax)
        return Message(f"{name} は{ja}である", f"{name} is {en}")
    if p == RDF.type and o == OWL.NegativePropertyAssertion:
        parts = (part for assertion in syntax.at(s, NEGATIVE)[:1] for part in assertion.operands)
        denied = " ".join(_expression(part, syntax) for part in parts)
        return Message(f"{denied} ではない", f"it is not so that {denied}")
    subject, value = _expression(s, syntax), _expression(o, syntax)
    if p not in _SENTENCES:
        fact = f"{subject} {short_name(p, syntax.graph.namespace_manager)} {value}"
        return Message(f"「{fact}」と述べられている", f"it is stated that {fact}")
    ja, en = _SENTENCES[p]
    return Message(ja.format(s=subject, o=value), en.format(s=subject, o=value))


def _expression(node: Node, syntax: Syntax, depth: int = 0) -> str:
    """A name, a literal, a list or a class expression."""
    graph = syntax.graph
    if not isinstance(node, BNode) or depth > 5:
        return short_name(node, graph.namespace_manager)
    if (node, RDF.first, None) in graph:
        return ", ".join(_expression(member, syntax, depth + 1) for member in read_list(graph, node).members)
    for axiom in syntax.at(node, _OPERATORS):
        word = _OPERATORS[axiom.form]
        operands = [_expression(operand, syntax, depth + 1) for operand in axiom.operands]
        if operands:
            return f"({word} {operands[0]})" if axiom.form in _PREFIXED else f"({word.join(operands)})"
    for axiom in syntax.at(node, _FILLERS):
        if axiom.on is not None:
            return _restriction(axiom, syntax, depth)
    on = graph.value(node, OWL.onProperty)
    return "[ ]" if on is None else f"({_expression(on, syntax, depth + 1)} Self)"


def _restriction(axiom: Axiom, syntax: Syntax, depth: int) -> str:
    value, word = axiom.operands[0], _FILLERS[axiom.form]
    counted = isinstance(value, Literal) and word in ("min", "max", "exactly")
    parts = [axiom.on, axiom.of]
    on, of = ("" if part is None else _expression(part, syntax, depth + 1) for part in parts)
    shown = str(value) if counted else _expression(value, syntax, depth + 1)
    return f"({on} {word} {shown} {of})" if of else f"({on} {word} {shown})"
