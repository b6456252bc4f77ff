"""The OWL 2 RL closure by owlrl, the reference for the compiled rules.

owlrl reports a contradiction by adding a node typed `ErrorMessage`; its sentence is read here, so that both engines report the same.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import OWL, RDF
from rdflib.term import Node

from shisaku.model.findings import Finding
from shisaku.owl.rl.clash import Clash, findings
from shisaku.owl.rl.compiled_rules import is_informative, relevant_terms
from shisaku.owl.rl.coverage import well_formed
from shisaku.owl.rl.individuals import denied, different, rules_on_individuals
from shisaku.owl.syntax import read
from shisaku.rdf.triples import Triple

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
"""Messages of owlrl by rule. owlrl omits the last member of owl:AllDisjointProperties and owl:AllDifferent, so it gets pairs."""


def closed_by_owlrl(data: Graph, terms: Graph) -> tuple[Graph, tuple[Finding, ...]]:
    """Return the closure by owlrl.

    Triples whose predicate is in no axiom (selectors, labels) entail nothing and are left out, as owlrl takes time for each.
    """
    from owlrl import DeductiveClosure  # only where the reference infers
    from owlrl.OWLRL import OWLRL_Semantics

    described, closure = set(data.subjects()), terms + Graph()
    on_individuals = (*rules_on_individuals(data), *rules_on_individuals(terms))
    relevant = relevant_terms(read(terms)) | {p for _, p, _ in denied(on_individuals)}
    for s, p, o in data:
        if p in relevant and (p != RDF.type or o in relevant):
            closure.add((s, p, o))
    pairs = {*different(on_individuals), *_disjoint_properties(terms)}
    for triple in pairs:
        closure.add(triple)
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(closure)  # type: ignore[no-untyped-call]
    inferred = Graph()
    for s, p, o in closure:
        if s in described and (s, p, o) not in data and (s, p, o) not in pairs and p != _ERROR_TEXT and is_informative(s, p, o):
            inferred.add((s, p, o))
    return inferred, findings(_clashes(closure, denied(on_individuals)), described)


def _disjoint_properties(terms: Graph) -> Iterator[Triple]:
    """owl:AllDisjointProperties as pairs."""
    for axiom in well_formed(read(terms, (OWL.AllDisjointProperties,)), terms):
        yield from ((one, OWL.propertyDisjointWith, other) for one, other in combinations(axiom.operands, 2))


def _clashes(closure: Graph, denied_triples: Iterable[Triple]) -> Iterator[Clash]:
    """Contradictions in the closure of owlrl, and triples that hold although stated as false."""
    for node in closure.subjects(RDF.type, _ERROR_MESSAGE):
        yield from _read(" ".join(str(closure.value(node, _ERROR_TEXT) or "").split()), closure)
    for triple in denied_triples:
        if triple in closure:
            yield Clash("prp-npa", tuple(map(_written, triple)))


def _read(text: str, closure: Graph) -> Iterator[Clash]:
    """The contradiction that a sentence of owlrl reports; the members of a complement are not in it, so they are looked up."""
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
