"""Axioms in words, in both languages; class expressions as in W3C's Manchester Syntax (`hasPart only Measure`)."""

from rdflib import BNode, Graph, Literal
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.errors import Message
from shisaku.owl.consistency.theory import LogicalAxiom
from shisaku.owl.syntax import Axioms, in_words

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


def axiom_in_words(axiom: LogicalAxiom, graph: Graph) -> Message:
    """What an axiom of `graph` says."""
    s, p, o = axiom.main
    if p == RDF.type and o in _CHARACTERISTICS:
        (ja, en), name = _CHARACTERISTICS[o], _expression(s, graph)
        return Message(f"{name} は{ja}である", f"{name} is {en}")
    if p == RDF.type and o == OWL.NegativePropertyAssertion:
        parts = (OWL.sourceIndividual, OWL.assertionProperty, OWL.targetIndividual, OWL.targetValue)
        said = " ".join(_expression(value, graph) for part in parts for value in graph.objects(s, part))
        return Message(f"{said} ではない", f"it is not so that {said}")
    subject, value = _expression(s, graph), _expression(o, graph)
    if p not in _SENTENCES:
        fact = f"{subject} {in_words(p, graph.namespace_manager)} {value}"
        return Message(f"「{fact}」と述べられている", f"it is stated that {fact}")
    ja, en = _SENTENCES[p]
    return Message(ja.format(s=subject, o=value), en.format(s=subject, o=value))


def _expression(node: Node, graph: Graph, depth: int = 0) -> str:
    """A name, a literal, a list or a class expression."""
    if not isinstance(node, BNode) or depth > 5:
        return in_words(node, graph.namespace_manager)
    if (node, RDF.first, None) in graph:
        return ", ".join(_expression(item, graph, depth + 1) for item in Axioms(graph).items(node))
    for predicate, word in ((OWL.complementOf, "not"), (OWL.inverseOf, "inverse"), (OWL.datatypeComplementOf, "not")):
        value = graph.value(node, predicate)
        if value is not None:
            return f"({word} {_expression(value, graph, depth + 1)})"
    for predicate, word in ((OWL.intersectionOf, " and "), (OWL.unionOf, " or "), (OWL.oneOf, ", ")):
        items = Axioms(graph).items(graph.value(node, predicate))
        if items:
            return f"({word.join(_expression(item, graph, depth + 1) for item in items)})"
    return _restriction(node, graph, depth)


def _restriction(node: BNode, graph: Graph, depth: int) -> str:
    on = graph.value(node, OWL.onProperty)
    for predicate, word in _FILLERS.items():
        value = graph.value(node, predicate)
        if on is not None and value is not None:
            of = graph.value(node, OWL.onClass) or graph.value(node, OWL.onDataRange)
            shown = (
                str(value)
                if isinstance(value, Literal) and word in ("min", "max", "exactly")
                else _expression(value, graph, depth + 1)
            )
            return f"({_expression(on, graph, depth + 1)} {word} {shown}{'' if of is None else ' ' + _expression(of, graph, depth + 1)})"
    return "[ ]" if on is None else f"({_expression(on, graph, depth + 1)} Self)"
