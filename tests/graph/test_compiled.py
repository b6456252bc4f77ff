"""The compiled rules against the reference: the same triples and contradictions on every case, on mutants and on what is drawn."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node
from tests.graph.equality import difference, facts, generated, mutated, ontology, spoilt

from shisaku.errors import OntologyError
from shisaku.owl.rl.compiled_rules import CompiledRules
from shisaku.owl.rl.coverage import AxiomNotCoveredError
from shisaku.owl.rl.inference import Terms, infer
from shisaku.pipeline import Build, Context

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted((ROOT / "tests" / "ontology").glob("*/*.ttl"))
EX = Namespace("http://example.org/")
HEAD = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def graph(text: str) -> Graph:
    return Graph().parse(data=HEAD + text, format="turtle")


@pytest.fixture(scope="module")
def clean() -> Graph:
    return Graph().parse(ROOT / "tests" / "ontology" / "clean.ttl")


# -- the same answers --------------------------------------------------------------------------------------------------


def test_all_cases_of_shapes_and_checks_together_give_the_same(context: Context, clean: Graph) -> None:
    """Each case under names of its own, so that one run of the reference is enough for all."""
    whole = Graph() + clean
    for number, path in enumerate(CASES):
        for triple in Graph().parse(path):
            whole.add(tuple(_renamed(term, number) for term in triple))  # type: ignore[arg-type]
    assert difference(whole, context.ontology.terms) == []


def _renamed(term: Node, number: int) -> Node:
    own = isinstance(term, URIRef) and not str(term).startswith(("http://www.w3.org/", "http://purl.org/", "https://w3id.org/"))
    return URIRef(f"{term}-{number}") if own else term


def test_the_real_plan_gives_the_same(soumu: Build, context: Context) -> None:
    assert difference(soumu.graph, context.ontology.terms) == []


@pytest.mark.parametrize("seed", [0, 2])
def test_generated_plans_with_faults_give_the_same(seed: int, context: Context) -> None:
    data = spoilt(generated(seed, context), Random(seed))
    assert difference(data, context.ontology.terms) == []


@pytest.mark.parametrize("seed", range(2))
def test_the_ontology_with_axioms_dropped_or_swapped_gives_the_same(seed: int, context: Context, clean: Graph) -> None:
    random = Random(seed)
    assert difference(spoilt(clean, random), mutated(context.ontology.terms, random)) == []


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_any_ontology_and_any_data_give_the_same(seed: int) -> None:
    random = Random(seed)
    terms, data = ontology(random, random.randint(1, 8)), facts(random, random.randint(1, 8))
    assert difference(data, terms) == []


# -- what only compiled rules do, and what they refuse -----------------------------------------------------------------


@pytest.mark.parametrize("engine", ["compiled", "reference"])
@pytest.mark.parametrize(
    ("axioms", "data", "rule"),
    [
        ("", ":a a owl:Nothing .", "cls-nothing2"),
        ("", "[] a owl:AllDifferent ; owl:distinctMembers ( :c :a :b ) . :a owl:sameAs :b .", "eq-diff1"),
        ("", ":a :p :b . [] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetIndividual :b .", "prp-npa"),
        ("", ":a :p 1 . [] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetValue 1 .", "prp-npa"),
        ("[] a owl:AllDisjointProperties ; owl:members ( :p :q :r ) .", ":a :q :b ; :r :b .", "prp-pdw"),
        (":p rdfs:range xsd:integer .", ':a :p "five"^^xsd:integer .', "dt-not-type"),
        (":p rdfs:range xsd:decimal .", ":a :p true . :b :p 1.5 .", "cax-dw"),
        (":A rdfs:subClassOf [ owl:complementOf :B ] .", ":a a :A , :B .", "cls-com"),
    ],
)
def test_a_contradiction_is_reported_by_the_rule_that_finds_it(axioms: str, data: str, rule: str, engine: str) -> None:
    found = infer(graph(data), graph(axioms), "reference" if engine == "reference" else "compiled")
    assert found.notes == ()
    assert {finding.message.verbatim("en").partition("OWL 2 RL, ")[2].partition(")")[0] for finding in found.contradictions} == {
        rule
    }
    assert not any("None" in finding.message.verbatim("ja") for finding in found.contradictions)


REFUSED = {
    "a key": (":A owl:hasKey ( :p ) .", "owl:hasKey"),
    "an axiom on the language": (":p rdfs:subPropertyOf rdfs:subClassOf .", "rdfs:subPropertyOf"),
    "a class that is the same as another": (":A a owl:Class ; owl:sameAs :B .", "owl:sameAs"),
}
WITHOUT_RULE = {
    "a number above one": ("[] owl:onProperty :p ; owl:maxCardinality 2 .", "owl:maxCardinality"),
    "what must exist": (":A rdfs:subClassOf [ owl:onProperty :p ; owl:someValuesFrom :B ] .", "owl:someValuesFrom"),
    "what must exist by definition": (
        ":A owl:equivalentClass [ owl:onProperty :p ; owl:someValuesFrom :B ] .",
        "owl:someValuesFrom",
    ),
    "a least number": (":A rdfs:subClassOf [ owl:onProperty :p ; owl:minCardinality 1 ] .", "owl:minCardinality"),
    "one of several above": (":A rdfs:subClassOf [ owl:unionOf ( :B :C ) ] .", "owl:unionOf"),
    "all values below": ("[ owl:onProperty :p ; owl:allValuesFrom :B ] rdfs:subClassOf :A .", "owl:allValuesFrom"),
    "a complement below": ("[ owl:complementOf :B ] rdfs:subClassOf :A .", "owl:complementOf"),
    "a reflexive property": (":p a owl:ReflexiveProperty .", "owl:ReflexiveProperty"),
    "oneself": ("[ owl:onProperty :p ; owl:hasSelf true ] rdfs:subClassOf :A .", "owl:hasSelf"),
    "a part of a datatype": (
        ":D owl:onDatatype xsd:integer ; owl:withRestrictions ( [ xsd:minInclusive 1 ] ) .",
        "owl:onDatatype",
    ),
}


@pytest.mark.parametrize("what", WITHOUT_RULE)
def test_an_axiom_without_a_rule_is_named_and_changes_nothing(what: str) -> None:
    axioms, predicate = WITHOUT_RULE[what]
    [note] = infer(Graph(), graph(axioms)).notes
    assert note.rule == "owl/without-rule"
    assert predicate in note.message.verbatim("en")
    assert predicate in note.message.verbatim("ja")


@pytest.mark.parametrize("what", WITHOUT_RULE)
def test_beside_an_axiom_without_a_rule_both_engines_give_the_same(what: str) -> None:
    for seed in range(12):
        random = Random(seed)
        terms = ontology(random, random.randint(1, 6)) + graph(WITHOUT_RULE[what][0])
        assert difference(facts(random, random.randint(2, 10)), terms) == [], seed


@pytest.mark.parametrize("what", REFUSED)
def test_an_axiom_that_the_compiled_rules_do_not_cover_is_refused_by_name(what: str) -> None:
    axioms, predicate = REFUSED[what]
    with pytest.raises(AxiomNotCoveredError) as refusal:
        CompiledRules.of(graph(axioms))
    assert predicate in refusal.value.message.verbatim("en")
    assert predicate in refusal.value.message.verbatim("ja")


def test_where_an_axiom_is_not_covered_the_reference_answers_with_a_note() -> None:
    terms, data = graph(":A owl:hasKey ( :p ) . :A rdfs:subClassOf :B ."), graph(":a a :A .")
    made = infer(data, terms)
    assert (EX.a, RDF.type, EX.B) in made.inferred
    [note] = made.notes
    assert note.rule == "owl/reference-engine"
    assert "owl:hasKey" in note.message.verbatim("en")
    assert set(made.inferred) == set(infer(data, terms, "reference").inferred)


@pytest.mark.parametrize(
    "data",
    [":A rdfs:label 'a class' .", ":x owl:sameAs :A .", ":q a owl:TransitiveProperty .", ":x :p :y , :A ."],
)
def test_where_data_speak_of_terms_the_reference_answers_with_a_note(data: str) -> None:
    terms = graph(":A rdfs:subClassOf :B . :p a owl:FunctionalProperty , owl:TransitiveProperty .")
    made, reference = infer(graph(data), terms), infer(graph(data), terms, "reference")
    assert [note.rule for note in made.notes] == ["owl/reference-engine"]
    assert set(made.inferred) == set(reference.inferred)


@pytest.mark.parametrize("rest", ["_:l", ":nowhere"])
def test_a_list_that_is_broken_off_or_runs_in_a_circle_is_an_error_of_the_ontology(rest: str) -> None:
    text = f":p owl:propertyChainAxiom _:l . _:l <{RDF.first}> :q ; <{RDF.rest}> {rest} ."
    with pytest.raises(OntologyError, match="list"):
        infer(Graph(), graph(text))


def test_rules_are_compiled_once_for_all_data(context: Context) -> None:
    terms = Terms(context.ontology.terms)
    infer(Graph(), terms)
    before = terms.rules
    infer(graph(":a a :A ."), terms)
    assert terms.rules is before


def test_closing_data_leaves_the_rules_as_they_were(context: Context, clean: Graph) -> None:
    terms = Terms(context.ontology.terms)
    first = set(infer(clean, terms).inferred)
    infer(spoilt(clean, Random(7)), terms)
    assert set(infer(clean, terms).inferred) == first


def test_the_references_are_imported_only_where_they_are_used() -> None:
    program = "import sys, shisaku.pipeline, shisaku.check; print({'owlrl', 'pyshacl'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_no_axiom_of_our_own_ontology_needs_the_reference(context: Context, soumu: Build) -> None:
    assert infer(soumu.graph, context.terms).notes == ()
