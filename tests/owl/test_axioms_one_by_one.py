"""Axioms one by one: which there are in a graph, what they are about, and what they say in both languages.

What they say stands beside this file; `python -m tests.owl.test_axioms_one_by_one` writes it anew. Look through the difference before
it is committed.
"""

from pathlib import Path

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.owl.consistency.axiom_sentences import axiom_in_words
from shisaku.owl.consistency.theory import LogicalAxiom, Theory

EXPECTED = Path(__file__).with_suffix(".txt")
EX = Namespace("https://example.org/bridges#")
OPENING = """
@prefix : <https://example.org/bridges#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/bridges> a owl:Ontology ; owl:versionInfo "1" ; owl:imports <https://example.org/x> .
:Bridge a owl:Class ; rdfs:label "橋"@ja . :Arch a owl:Class . :Ford a owl:Class . :crosses a owl:ObjectProperty .
:spans a owl:ObjectProperty . :length a owl:DatatypeProperty . :note a owl:AnnotationProperty ; rdfs:domain :Bridge . :x a owl:NamedIndividual .
"""
ON = "a owl:Restriction ; owl:onProperty :crosses ; owl:"
CHARACTERISTICS = ("Functional", "InverseFunctional", "Transitive", "Symmetric", "Asymmetric", "Irreflexive", "Reflexive")
TWO = '"2"^^xsd:nonNegativeInteger'
TEXTS = (
    ":Bridge rdfs:subClassOf :Arch .",
    ":Bridge owl:equivalentClass :Arch .",
    ":Bridge owl:disjointWith :Arch .",
    ":Bridge owl:complementOf :Arch .",
    ":Bridge owl:unionOf ( :Arch :Ford ) .",
    ":Bridge owl:intersectionOf ( :Arch :Ford ) .",
    ":Bridge owl:oneOf ( :x :y ) .",
    ":Bridge owl:hasKey ( :length ) .",
    ":Bridge owl:disjointUnionOf ( :Arch :Ford ) .",
    ":crosses rdfs:subPropertyOf :spans .",
    ":crosses owl:equivalentProperty :spans .",
    ":crosses owl:propertyDisjointWith :spans .",
    ":crosses owl:inverseOf :spans .",
    ":crosses owl:propertyChainAxiom ( :spans [ owl:inverseOf :crosses ] ) .",
    ":crosses rdfs:domain :Arch ; rdfs:range :Ford .",
    *(f":crosses a owl:{name}Property ." for name in CHARACTERISTICS),
    ":x a :Bridge ; :crosses :y ; :length 3 ; :note 4 ; rdfs:comment 'c' .",
    ":x owl:sameAs :y ; owl:differentFrom :z .",
    "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ; owl:assertionProperty :crosses ; owl:targetIndividual :y .",
    "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ; owl:assertionProperty :length ; owl:targetValue 3 .",
    "[] a owl:AllDisjointClasses ; owl:members ( :Bridge :Arch :Ford ) .",
    "[] a owl:AllDisjointProperties ; owl:members ( :crosses :spans ) .",
    "[] a owl:AllDifferent ; owl:distinctMembers ( :x :y ) .",
    "[] a owl:AllDifferent ; owl:members ( :x :z ) .",
    "[] a owl:Axiom ; owl:annotatedSource :Arch ; owl:annotatedProperty rdfs:subClassOf ; owl:annotatedTarget :Bridge ; :note 'why' .",
    "[ a owl:Class ; owl:unionOf ( :Arch :Ford ) ] rdfs:subClassOf :Bridge .",
    "[ a :Bridge ; :crosses :x ] :crosses :y .",
    f":Bridge rdfs:subClassOf [ {ON}someValuesFrom :Ford ] .",
    f":Bridge rdfs:subClassOf [ {ON}allValuesFrom [ a owl:Class ; owl:complementOf :Ford ] ] .",
    f":Bridge rdfs:subClassOf [ {ON}hasValue :x ] .",
    f":Bridge rdfs:subClassOf [ {ON}hasSelf true ] .",
    *(f":Bridge rdfs:subClassOf [ {ON}{name} {TWO} ] ." for name in ("minCardinality", "maxCardinality", "cardinality")),
    *(
        f":Bridge rdfs:subClassOf [ {ON}{name} {TWO} ; owl:onClass :Ford ] ."
        for name in ("minQualifiedCardinality", "maxQualifiedCardinality", "qualifiedCardinality")
    ),
    f":Bridge rdfs:subClassOf [ {ON}maxQualifiedCardinality {TWO} ; owl:onDataRange xsd:string ] .",
    ":Bridge rdfs:subClassOf [ a owl:Class ; owl:intersectionOf ( :Arch [ a owl:Class ; owl:oneOf ( :x :y ) ] ) ] .",
    ":length rdfs:range [ a rdfs:Datatype ; owl:datatypeComplementOf xsd:string ] .",
    ":Bridge rdfs:subClassOf [ a owl:Restriction ] , [ a owl:Restriction ; owl:onProperty :crosses ] .",
    ":Bridge rdfs:subClassOf "
    + "[ a owl:Class ; owl:complementOf " * 8
    + ":Ford"
    + " ]" * 8
    + " .",
)  # fmt: skip


def theory(text: str) -> Theory:
    return Theory(Graph().parse(data=OPENING + text, format="turtle"))


def said(text: str) -> str:
    """Each axiom of the text in words, whom it is about, and which names it has."""
    made = theory(text)
    rows = [text]
    for axiom in made.axioms:
        words = axiom_in_words(axiom, made.syntax)
        about = " ".join(sorted(str(node).rpartition("#")[2] for node in axiom.individuals if not str(node).startswith("n")))
        names = " ".join(sorted(name.rpartition("#")[2] for name in axiom.names))
        rows.append(f"  {words.verbatim('en')} | {words.verbatim('ja')} | about: {about} | names: {names} | {len(axiom.rest)}")
    return "\n".join(rows).replace("_:", "") + "\n"


@pytest.fixture(scope="module")
def recorded() -> dict[str, str]:
    blocks = EXPECTED.read_text(encoding="utf-8").split("\n\n")
    return {block.partition("\n")[0]: block.rstrip("\n") + "\n" for block in blocks}


@pytest.mark.parametrize("text", TEXTS)
def test_axioms_are_told_apart_and_put_into_words(text: str, recorded: dict[str, str]) -> None:
    assert _nameless(said(text)) == recorded[text]


def test_nothing_else_is_recorded(recorded: dict[str, str]) -> None:
    assert set(recorded) == set(TEXTS)


def _nameless(text: str) -> str:
    """Names of blank nodes are made anew each time."""
    return "\n".join(
        " ".join("[]" if word.startswith("n") and len(word) > 30 else word for word in line.split(" "))
        for line in text.split("\n")
    )


def test_a_graph_of_some_axioms_declares_their_names_and_says_nothing_more() -> None:
    made = theory(":Bridge rdfs:subClassOf :Arch ; owl:disjointWith :Ford .")
    first, second = made.axioms
    assert {first.main, second.main} == {(EX.Bridge, RDFS.subClassOf, EX.Arch), (EX.Bridge, OWL.disjointWith, EX.Ford)}
    some = made.of([first])
    assert first.main in some
    assert second.main not in some
    assert set(some) - {first.main} == made.declarations
    assert (EX.Bridge, RDF.type, OWL.Class) in made.declarations
    assert not list(some.objects(None, RDFS.label))
    assert some.namespace_manager is made.graph.namespace_manager


def test_an_axiom_needs_the_triples_of_its_blank_nodes() -> None:
    made = theory(f":Bridge rdfs:subClassOf [ {ON}allValuesFrom [ a owl:Class ; owl:unionOf ( :Arch :Ford ) ] ] .")
    [axiom] = made.axioms
    assert set(made.of([axiom])) == set(made.whole)
    assert len(axiom.rest) == 9


def test_pairs_are_what_each_two_members_are_to_each_other() -> None:
    made = theory(
        "[] a owl:AllDisjointClasses ; owl:members ( :Bridge :Arch :Ford ) . [] a owl:AllDifferent ; owl:distinctMembers ( :x :y ) ."
        " [] a owl:AllDisjointProperties ; owl:members ( :crosses :spans ) ."
    )
    apart = [(EX.Bridge, EX.Arch), (EX.Bridge, EX.Ford), (EX.Arch, EX.Ford)]
    expected: set[tuple[Node, Node, Node]] = {(a, OWL.disjointWith, b) for a, b in apart}
    assert {axiom.main for axiom in made.pairs} == expected | {
        (EX.x, OWL.differentFrom, EX.y),
        (EX.crosses, OWL.propertyDisjointWith, EX.spans),
    }


def test_axioms_are_in_the_same_order_however_blank_nodes_are_named() -> None:
    text = " ".join(TEXTS[25:40])
    first, second = ([axiom.key for axiom in theory(text).axioms] for _ in range(2))
    assert first == second == sorted(first)
    assert LogicalAxiom((EX.x, RDF.type, EX.Bridge)).rest == frozenset()


if __name__ == "__main__":
    EXPECTED.write_text("\n".join(_nameless(said(text)) for text in TEXTS), encoding="utf-8")
