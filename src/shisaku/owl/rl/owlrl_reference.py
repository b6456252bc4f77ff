"""The OWL 2 RL closure by owlrl, the reference that the compiled rules are held to.

owlrl reports a contradiction by adding a node typed `ErrorMessage`; its sentence is read here, so that both engines report the same.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import OWL, RDF
from rdflib.term import Node

from shisaku.model.findings import Finding
from shisaku.owl.rl.clash import Clash, findings
from shisaku.owl.rl.compiled_rules import says_something, spoken_of
from shisaku.owl.rl.coverage import members
from shisaku.owl.rl.individuals import denials, differences

_ERROR_MESSAGE = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
_ERROR_TEXT = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
_DENIAL = r"Negative \((?:object|datatype)\) property assertion violated for: \((\S+), (\S+), (.*)\)"
_SENTENCES = (
    ("cax-dw", r"Disjoint classes (\S+) and (\S+) have a common individual (.*)"),
    ("cls-com", r"Violation of complementarity for classes (\S+) and (\S+) on element .*"),
    ("cls-nothing2", r"(.*) is defined of type 'Nothing'"),
    ("prp-irp", r"Irreflexive property used on (.*) with (\S+)"),
    ("prp-asyp", r"Erroneous usage of asymmetric property (\S+) on (\S+) and (.*)"),
    ("prp-pdw", r"Erroneous usage of disjoint properties (\S+) and (\S+) on (\S+) and (.*)"),
    ("prp-adp", r"Disjoint properties .* disjoint: \((\S+), (\S+),(.*)\) and \(\1,(\S+),\3\)"),
    ("prp-npa", _DENIAL),
    ("eq-diff1", r"'sameAs' and 'differentFrom' cannot be used on the same subject-object pair: \((.*), (.*)\)"),
    ("eq-diff1", r"'sameAs' and 'AllDifferent' cannot be used on the same subject-object pair: \((.*), (.*)\)"),
    ("cls-maxc1", r"Erroneous usage of maximum cardinality with (\S+) and (.*)"),
    ("cls-maxqc", r"Erroneous usage of maximum qualified cardinality with (\S+), (\S+) and (.*)"),
    ("dt-not-type", r"Lexical value of the literal '(.*)' does not match its datatype \((.*)\)"),
)
"""What owlrl writes, by the rule; of owl:AllDisjointProperties and owl:AllDifferent it leaves out the last, so they are given in pairs."""


def closed_by_owlrl(data: Graph, terms: Graph) -> tuple[Graph, tuple[Finding, ...]]:
    """The closure as owlrl makes it.

    Triples whose predicate no axiom speaks of (selectors, labels) can entail nothing and are left out: owlrl takes time for each.
    """
    from owlrl import DeductiveClosure  # not before it is asked
    from owlrl.OWLRL import OWLRL_Semantics

    described, closure = set(data.subjects()), terms + Graph()
    spoken = spoken_of(terms, data + terms)
    for s, p, o in data:
        if p in spoken and (p != RDF.type or o in spoken):
            closure.add((s, p, o))
    apart = set(_pairs(data, terms))
    for triple in apart:
        closure.add(triple)
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(closure)  # type: ignore[no-untyped-call]
    inferred = Graph()
    for s, p, o in closure:
        if s in described and (s, p, o) not in data and (s, p, o) not in apart and p != _ERROR_TEXT and says_something(s, p, o):
            inferred.add((s, p, o))
    return inferred, findings(_clashes(closure, data, terms), described)


def _pairs(data: Graph, terms: Graph) -> Iterator[tuple[Node, Node, Node]]:
    """What is apart all together, by twos."""
    for graph in (data, terms):
        yield from ((a, OWL.differentFrom, b) for a, b in differences(graph))
    for node in terms.subjects(RDF.type, OWL.AllDisjointProperties):
        for head in terms.objects(node, OWL.members):
            yield from ((a, OWL.propertyDisjointWith, b) for a, b in combinations(members(head, terms), 2))


def _clashes(closure: Graph, data: Graph, terms: Graph) -> Iterator[Clash]:
    """Every contradiction that owlrl wrote into the closure, and what is denied but holds."""
    for node in closure.subjects(RDF.type, _ERROR_MESSAGE):
        yield from _read(" ".join(str(closure.value(node, _ERROR_TEXT) or "").split()), closure)
    for graph in (data, terms):
        for s, p, o in denials(graph):
            if (s, p, o) in closure:
                yield Clash("prp-npa", tuple(map(_written, (s, p, o))))


def _read(text: str, closure: Graph) -> Iterator[Clash]:
    """What a sentence of owlrl says; of a complement it does not tell whose, so they are looked up."""
    rule, about = next(
        ((rule, found.groups()) for rule, sentence in _SENTENCES if (found := re.fullmatch(sentence, text))),
        ("owlrl", (text,)),
    )
    if rule == "prp-adp":
        s, one, o, other = about
        yield Clash("prp-pdw", (one, other, s, o))
        return
    if rule != "cls-com":
        yield Clash(rule, about)
        return
    one, other = (BNode(name) if (BNode(name), None, None) in closure else URIRef(name) for name in about)
    for member in closure.subjects(RDF.type, one):
        if (member, RDF.type, other) in closure:
            yield Clash(rule, (*about, _written(member)))


def _written(term: Node) -> str:
    return " ".join(str(term).split())
