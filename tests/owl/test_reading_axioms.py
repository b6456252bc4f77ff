"""Axioms and class expressions as read from triples (W3C OWL 2 Mapping to RDF Graphs)."""

import pytest
from rdflib import BNode, Graph, Literal, Namespace
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

from shisaku.owl.syntax import Axiom, Syntax, read, read_list

EX = Namespace("https://example.org/bridges#")
PREFIXES = """
@prefix : <https://example.org/bridges#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ONE = Literal("1", datatype=XSD.nonNegativeInteger)
RESTRICTION = ":Bridge rdfs:subClassOf [ owl:onProperty :crosses ; owl:"


def graph(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


def expected(form: Node, operands: tuple[Node, ...], on: Node | None = None, of: Node | None = None) -> tuple[object, ...]:
    return form, operands, on, of


@pytest.mark.parametrize(
    ("text", "axiom"),
    [
        (":Arch rdfs:subClassOf :Bridge .", expected(RDFS.subClassOf, (EX.Bridge,))),
        (":crosses a owl:TransitiveProperty .", expected(OWL.TransitiveProperty, ())),
        (":Bridge owl:unionOf ( :Arch :Ford ) .", expected(OWL.unionOf, (EX.Arch, EX.Ford))),
        (":Bridge owl:unionOf () .", expected(OWL.unionOf, ())),
        (":r owl:propertyChainAxiom ( :p :q ) .", expected(OWL.propertyChainAxiom, (EX.p, EX.q))),
        ("[] a owl:AllDifferent ; owl:members ( :x :y ) .", expected(OWL.AllDifferent, (EX.x, EX.y))),
        ("[] a owl:AllDifferent ; owl:distinctMembers ( :x :y ) .", expected(OWL.AllDifferent, (EX.x, EX.y))),
        ("[] a owl:AllDisjointClasses ; owl:members ( :Arch :Ford ) .", expected(OWL.AllDisjointClasses, (EX.Arch, EX.Ford))),
        (RESTRICTION + "someValuesFrom :River ] .", expected(OWL.someValuesFrom, (EX.River,), EX.crosses)),
        (RESTRICTION + 'maxCardinality "1"^^xsd:nonNegativeInteger ] .', expected(OWL.maxCardinality, (ONE,), EX.crosses)),
        (
            RESTRICTION + 'maxQualifiedCardinality "1"^^xsd:nonNegativeInteger ; owl:onClass :River ] .',
            expected(OWL.maxQualifiedCardinality, (ONE,), EX.crosses, EX.River),
        ),
        (
            RESTRICTION + 'minQualifiedCardinality "1"^^xsd:nonNegativeInteger ; owl:onDataRange xsd:string ] .',
            expected(OWL.minQualifiedCardinality, (ONE,), EX.crosses, XSD.string),
        ),
        (":Bridge rdfs:subClassOf [ owl:hasValue :x ] .", expected(OWL.hasValue, (EX.x,))),
        (
            "[] owl:sourceIndividual :x ; owl:assertionProperty :p ; owl:targetIndividual :y .",
            expected(OWL.targetIndividual, (EX.x, EX.p, EX.y)),
        ),
        (
            "[] owl:sourceIndividual :x ; owl:assertionProperty :p ; owl:targetValue 1 .",
            expected(OWL.targetValue, (EX.x, EX.p, Literal(1))),
        ),
    ],
)
def test_an_axiom_is_read_with_all_that_it_takes_in(text: str, axiom: tuple[object, ...]) -> None:
    whole = graph(text)
    [made] = [found for found in read(whole) if found.form == axiom[0]]
    assert (made.form, made.operands, made.on, made.of) == axiom
    assert set(made.triples) <= set(whole)


def test_a_restriction_names_the_triples_that_make_it() -> None:
    node = BNode()
    axiom = Axiom(OWL.hasValue, (node, OWL.hasValue, EX.x), (EX.x,), EX.p)
    assert axiom.triples == ((node, OWL.hasValue, EX.x), (node, OWL.onProperty, EX.p))


@pytest.mark.parametrize(
    ("text", "members", "fault"),
    [
        (":l rdf:first :a ; rdf:rest ( :b ) .", [EX.a, EX.b], ""),
        (":l rdf:first :a ; rdf:rest :m . :m rdf:first :b .", [EX.a], "rdf:rest: 0"),
        (":l rdf:first :a ; rdf:rest () , :m .", [], "rdf:rest: 2"),
        (":l rdf:rest ( :b ) .", [], "rdf:first: 0"),
        (":l rdf:first :a , :b ; rdf:rest () .", [], "rdf:first: 2"),
        (":l rdf:first :a ; rdf:rest :m . :m rdf:first :b ; rdf:rest :l .", [EX.a, EX.b], "rdf:nil: 0"),
    ],
)
def test_a_list_is_read_up_to_its_first_fault(text: str, members: list[Node], fault: str) -> None:
    found = read_list(graph(text), EX.l)
    assert (list(found.members), found.fault) == (members, fault)
    assert read_list(graph(text), RDF.nil) == ((), "")


def test_class_expressions_that_contain_themselves_are_circular() -> None:
    text = ":A rdfs:subClassOf _:x . _:x owl:intersectionOf ( :B _:y ) . _:y owl:complementOf _:x . :C owl:equivalentClass [ owl:complementOf :D ] ."
    syntax = Syntax(graph(text))
    [of_parts] = syntax.of(OWL.intersectionOf)
    assert syntax.circular == {of_parts.subject, of_parts.operands[1]}


def test_the_property_behind_an_inverse() -> None:
    syntax = Syntax(graph(":r owl:propertyChainAxiom ( [ owl:inverseOf :p ] :q ) . :s owl:inverseOf :t ."))
    [chain] = syntax.of(OWL.propertyChainAxiom)
    assert [syntax.property_of(step) for step in chain.operands] == [EX.p, EX.q]
    assert syntax.property_of(EX.s) == EX.s
