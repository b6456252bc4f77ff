"""Axioms in words; class expressions as in W3C's Manchester Syntax (`hasPart only Measure`)."""

from rdflib import BNode, Literal
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.messages import Message
from shisaku.owl.consistency.theory import LogicalAxiom
from shisaku.owl.entities import short_name
from shisaku.owl.syntax import NEGATIVE, Axiom, Syntax, read_list

_CHARACTERISTICS: dict[Node, Message] = {
    OWL.FunctionalProperty: Message("owl-functional"),
    OWL.InverseFunctionalProperty: Message("owl-inverse-functional"),
    OWL.TransitiveProperty: Message("owl-transitive"),
    OWL.SymmetricProperty: Message("owl-symmetric"),
    OWL.AsymmetricProperty: Message("owl-asymmetric"),
    OWL.IrreflexiveProperty: Message("owl-irreflexive"),
    OWL.ReflexiveProperty: Message("owl-reflexive"),
}
_SENTENCES: dict[Node, Message] = {
    RDFS.subClassOf: Message("owl-every"),
    OWL.equivalentClass: Message("owl-same"),
    OWL.disjointWith: Message("owl-disjoint"),
    OWL.complementOf: Message("owl-what-not"),
    OWL.unionOf: Message("owl-union"),
    OWL.intersectionOf: Message("owl-intersection"),
    OWL.oneOf: Message("owl-one"),
    RDFS.subPropertyOf: Message("owl-implies"),
    OWL.equivalentProperty: Message("owl-same-property"),
    OWL.inverseOf: Message("owl-inverse"),
    OWL.propertyDisjointWith: Message("owl-and-are-disjoint"),
    OWL.propertyChainAxiom: Message("owl-chain-implies"),
    RDFS.domain: Message("owl-what-has"),
    RDFS.range: Message("owl-what-leads"),
    OWL.hasKey: Message("owl-identified"),
    OWL.sameAs: Message("owl-same-thing"),
    OWL.differentFrom: Message("owl-different-things"),
    RDF.type: Message("owl-is-a"),
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
        return Message("owl-is-characteristic", name=_expression(s, syntax), characteristic=_CHARACTERISTICS[o])
    if p == RDF.type and o == OWL.NegativePropertyAssertion:
        parts = (part for assertion in syntax.at(s, NEGATIVE)[:1] for part in assertion.operands)
        denied = " ".join(_expression(part, syntax) for part in parts)
        return Message("owl-not", denied=denied)
    subject, value = _expression(s, syntax), _expression(o, syntax)
    if p not in _SENTENCES:
        fact = f"{subject} {short_name(p, syntax.graph.namespace_manager)} {value}"
        return Message("owl-stated", fact=fact)
    return _SENTENCES[p].filled(s=subject, o=value)


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
