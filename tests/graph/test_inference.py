"""What follows from data and ontology: each derived property, each contradiction, and nothing about the ontology itself."""

import itertools
from typing import Any

import pytest
from owlrl import DeductiveClosure
from owlrl.OWLRL import OWLRL_Semantics
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from shisaku.model.findings import Finding, Severity
from shisaku.owl.rl.inference import Engine, Inference, infer
from shisaku.pipeline import Context
from shisaku.rdf.namespaces import OA, RESTATEMENT, SHISAKU, TOPIC

EX = Namespace("https://data.example.org/nimble-2034/")
PLAN = URIRef("https://data.example.org/nimble-2034")
DCTERMS_REFERENCES = URIRef("http://purl.org/dc/terms/references")


def tiny() -> Graph:
    """Plan > pillar 1 > group 1 > measure 1 > entry 1; plan > pillar 2 > measure 2 > entry 2, which restates entry 1."""
    graph = Graph()
    for name, kind, parent in (
        ("pillar/1", "Pillar", PLAN),
        ("group/1", "MeasureGroup", EX["pillar/1"]),
        ("measure/1", "Measure", EX["group/1"]),
        ("measure/1/initiative/1", "Initiative", EX["measure/1"]),
        ("pillar/2", "Pillar", PLAN),
        ("measure/2", "Measure", EX["pillar/2"]),
        ("measure/2/initiative/1", "Initiative", EX["measure/2"]),
    ):
        graph.add((EX[name], RDF.type, SHISAKU[kind]))
        graph.add((EX[name], SHISAKU.directPartOf, parent))
        graph.add((EX[name], RDFS.label, Literal(name, lang="ja")))
    graph.add((PLAN, RDF.type, SHISAKU.PolicyPlan))
    for name, pillar in (("group/1", "pillar/1"), ("measure/2", "pillar/2")):
        graph.add((EX[name], SHISAKU.inPillar, EX[pillar]))
    for name in ("measure/1", "measure/2"):
        graph.add((EX[f"{name}/initiative/1"], SHISAKU.inMeasure, EX[name]))
    for name in ("pillar/1", "pillar/2"):
        graph.add((EX[name], SHISAKU.inPlan, PLAN))
        graph.add((EX[name], SHISAKU.hasPurpose, EX[f"purpose/{name.replace('/', '-')}"]))
        graph.add((EX[f"purpose/{name.replace('/', '-')}"], SHISAKU.text, Literal("守る。", lang="ja")))
    graph.add((EX["measure/2/initiative/1"], RDF.type, SHISAKU.RestatedInitiative))
    graph.add((EX["measure/2/initiative/1"], SHISAKU.restates, EX["measure/1/initiative/1"]))
    graph.add((EX["identification/1"], RDF.type, SHISAKU.Identification))
    graph.add((EX["identification/1"], SHISAKU.identifies, EX["measure/2/initiative/1"]))
    graph.add((EX["identification/1"], SHISAKU.original, EX["measure/1/initiative/1"]))
    graph.add((EX["identification/1"], SHISAKU.restatementKind, RESTATEMENT.exact))
    graph.add((EX["measure/1/initiative/1"], SHISAKU.hasTopic, TOPIC.ai))
    graph.add((EX["measure/1"], SHISAKU.quotedFrom, EX["text/3-9"]))
    graph.add((EX["text/3-9"], OA.hasSelector, EX["text/3-9/position"]))
    graph.add((EX["text/3-9/position"], OA.start, Literal("3", datatype=XSD.nonNegativeInteger)))
    return graph


@pytest.fixture(scope="module")
def terms(context: Context) -> Graph:
    return context.ontology.terms


@pytest.fixture(scope="module")
def inference(terms: Graph) -> Inference:
    return infer(tiny(), terms)


def short(node: Node) -> str:
    return "plan" if node == PLAN else str(node).removeprefix(str(EX))


def pairs(inference: Inference, name: str) -> set[tuple[str, str]]:
    """Subject and object of every pair of that property that holds, stated or inferred."""
    whole = tiny() + inference.inferred
    return {(short(s), short(o)) for s, o in whole.subject_objects(SHISAKU[name])}


CHAIN = ["measure/1/initiative/1", "measure/1", "group/1", "pillar/1", "plan"]
OTHER_CHAIN = ["measure/2/initiative/1", "measure/2", "pillar/2", "plan"]


def test_the_tiny_plan_contradicts_nothing(inference: Inference) -> None:
    assert inference.contradictions == ()


def test_part_of_holds_at_every_remove(inference: Inference) -> None:
    expected = {(low, high) for chain in (CHAIN, OTHER_CHAIN) for i, low in enumerate(chain) for high in chain[i + 1 :]}
    assert pairs(inference, "partOf") == expected


def test_has_part_is_part_of_turned_round(inference: Inference) -> None:
    assert pairs(inference, "hasPart") == {(o, s) for s, o in pairs(inference, "partOf")}


def test_has_direct_part_is_direct_part_of_turned_round(inference: Inference) -> None:
    direct = {(low, high) for chain in (CHAIN, OTHER_CHAIN) for low, high in itertools.pairwise(chain)}
    assert pairs(inference, "directPartOf") == direct
    assert pairs(inference, "hasDirectPart") == {(high, low) for low, high in direct}


def test_everything_below_a_pillar_is_in_that_pillar(inference: Inference) -> None:
    assert pairs(inference, "inPillar") == {
        ("group/1", "pillar/1"),
        ("measure/1", "pillar/1"),
        ("measure/1/initiative/1", "pillar/1"),
        ("measure/2", "pillar/2"),
        ("measure/2/initiative/1", "pillar/2"),
    }


def test_every_component_is_in_the_plan(inference: Inference) -> None:
    assert pairs(inference, "inPlan") == {(name, "plan") for name in {*CHAIN, *OTHER_CHAIN} - {"plan"}}


def test_restated_by_is_restates_turned_round(inference: Inference) -> None:
    assert pairs(inference, "restatedBy") == {("measure/1/initiative/1", "measure/2/initiative/1")}


def test_purpose_of_is_has_purpose_turned_round(inference: Inference) -> None:
    assert pairs(inference, "purposeOf") == {("purpose/pillar-1", "pillar/1"), ("purpose/pillar-2", "pillar/2")}


def test_whatever_is_above_an_entry_covers_its_topic(inference: Inference) -> None:
    assert {s for s, _ in pairs(inference, "coversTopic")} == set(CHAIN)
    assert {o for _, o in pairs(inference, "coversTopic")} == {str(TOPIC.ai)}
    assert {s for s, _ in pairs(inference, "hasTopic")} == {"measure/1/initiative/1"}


def test_a_measure_refers_to_the_measure_whose_entry_it_restates(inference: Inference) -> None:
    assert pairs(inference, "crossReferencesMeasure") == {("measure/2", "measure/1")}


def test_whatever_contains_the_restatement_refers_to_the_pillar_of_the_original(inference: Inference) -> None:
    assert {o for _, o in pairs(inference, "crossReferencesPillar")} == {"pillar/1"}
    assert {"measure/2", "pillar/2"} <= {s for s, _ in pairs(inference, "crossReferencesPillar")}


def test_ours_imply_the_properties_of_others_that_they_specialise(inference: Inference) -> None:
    assert (EX["measure/2/initiative/1"], DCTERMS_REFERENCES, EX["measure/1/initiative/1"]) in inference.inferred


def test_all_conclusions_have_one_pattern(inference: Inference) -> None:
    assert pairs(inference, "concludedOf") == {("identification/1", "measure/2/initiative/1")}
    assert pairs(inference, "concludedValue") == {("identification/1", "measure/1/initiative/1")}


def test_a_plan_is_not_quoted_from_its_own_text(inference: Inference) -> None:
    assert not [p for _, p, _ in inference.inferred if str(p) == "http://www.w3.org/ns/prov#wasQuotedFrom"]


def test_classes_follow_from_classes_and_from_domains_and_ranges(inference: Inference) -> None:
    assert (EX["measure/1"], RDF.type, SHISAKU.PlanComponent) in inference.inferred
    assert (PLAN, RDF.type, URIRef("http://www.w3.org/ns/prov#Plan")) in inference.inferred


def test_what_nobody_typed_is_what_the_range_of_a_property_says(inference: Inference) -> None:
    assert (EX["purpose/pillar-1"], RDF.type, SHISAKU.Purpose) in inference.inferred


def _one(triple: tuple[Node, Node, Node]) -> Graph:
    graph = Graph()
    graph.add(triple)
    return graph


# -- contradictions ----------------------------------------------------------------------------------------------------


FAULTS: dict[str, list[tuple[str, URIRef, Node]]] = {
    "a pillar that is a measure": [("a", RDF.type, SHISAKU.Pillar), ("a", RDF.type, SHISAKU.Measure)],
    "an entry that is a group": [("b", RDF.type, SHISAKU.Initiative), ("b", RDF.type, SHISAKU.MeasureGroup)],
    "a plan that is a purpose": [("c", RDF.type, SHISAKU.PolicyPlan), ("c", RDF.type, SHISAKU.Purpose)],
    "a component that is a place in the text": [("d", RDF.type, SHISAKU.Measure), ("d", RDF.type, SHISAKU.TextSpan)],
    "an entry that restates itself": [("e", SHISAKU.restates, EX.e)],
    "two entries that restate each other": [("f", SHISAKU.restates, EX.ff), ("ff", SHISAKU.restates, EX.f)],
    "a description that is a purpose": [("g", RDF.type, SHISAKU.Description), ("g", RDF.type, SHISAKU.Purpose)],
    "a sum that is an indicator": [("k", RDF.type, SHISAKU.BudgetFigure), ("k", RDF.type, SHISAKU.Indicator)],
    "a detail that is a component": [("l", RDF.type, SHISAKU.StatusReport), ("l", RDF.type, SHISAKU.Measure)],
    "a text that is a file": [("m", RDF.type, SHISAKU.SourceText), ("m", RDF.type, SHISAKU.SourceFile)],
    "furniture that is unread": [("h", RDF.type, SHISAKU.Furniture), ("h", RDF.type, SHISAKU.UnreadText)],
    "a placement that is an identification": [("i", RDF.type, SHISAKU.Placement), ("i", RDF.type, SHISAKU.Identification)],
    "a measure by range that is a pillar by type": [
        ("j", SHISAKU.crossReferencesMeasure, EX.jj),
        ("jj", RDF.type, SHISAKU.Pillar),
    ],
}
"""What cannot be true, each fault on resources of its own so that one closure shows them all."""


@pytest.fixture(scope="module")
def contradictions(terms: Graph) -> tuple[Finding, ...]:
    data = tiny()
    for triples in FAULTS.values():
        for name, predicate, value in triples:
            data.add((EX[name], predicate, value))
    return infer(data, terms).contradictions


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_true_together_is_a_contradiction_that_names_it(fault: str, contradictions: tuple[Finding, ...]) -> None:
    names = {str(EX[name]) for name, _, _ in FAULTS[fault]}
    named = [{word.strip("(),") for word in finding.message.verbatim("en").split()} for finding in contradictions]
    assert any(names & words for words in named)


def test_what_is_true_is_in_no_contradiction(contradictions: tuple[Finding, ...]) -> None:
    faultless = {str(subject) for subject in tiny().subjects()}
    for finding in contradictions:
        assert not faultless & {word.strip("(),") for word in finding.message.verbatim("en").split()}


def test_a_contradiction_is_an_error_in_both_languages(contradictions: tuple[Finding, ...]) -> None:
    for finding in contradictions:
        assert finding.rule == "owl/contradiction"
        assert finding.severity is Severity.ERROR
        assert "contradict" in finding.message.verbatim("en")
        assert "矛盾" in finding.message.verbatim("ja")


def test_a_contradiction_is_about_a_resource_of_the_data_and_not_about_a_term(contradictions: tuple[Finding, ...]) -> None:
    assert {finding.subject for finding in contradictions if not str(finding.subject).startswith(str(EX))} == set()


def test_a_contradiction_is_reported_once(contradictions: tuple[Finding, ...]) -> None:
    texts = [finding.message.verbatim("en") for finding in contradictions]
    assert texts == sorted(set(texts))


# -- what is inferred is about the data, and all that follows ----------------------------------------------------------


def test_nothing_that_is_stated_is_inferred_again(inference: Inference) -> None:
    assert not set(inference.inferred) & set(tiny())


def test_nothing_is_inferred_about_terms_of_the_ontology(inference: Inference, terms: Graph) -> None:
    assert not set(inference.inferred.subjects()) & set(terms.subjects())
    assert {short(s) for s in inference.inferred.subjects()} <= {short(s) for s in tiny().subjects()}


def test_no_blank_node_no_literal_subject_and_nothing_that_holds_of_everything_is_inferred(inference: Inference) -> None:
    for s, p, o in inference.inferred:
        assert isinstance(s, URIRef)
        assert not isinstance(o, BNode)
        assert not (p == OWL.sameAs and s == o)
        assert not (p == RDF.type and o in {OWL.Thing, RDFS.Resource})


def test_inputs_are_left_as_they_are(terms: Graph) -> None:
    data = tiny()
    before, terms_before = set(data), len(terms)
    infer(data, terms)
    assert set(data) == before
    assert len(terms) == terms_before


def test_leaving_out_predicates_that_no_axiom_speaks_of_changes_nothing(inference: Inference, terms: Graph) -> None:
    """The closure over everything, cut down in the same way, is the closure over what axioms speak of."""
    data = tiny()
    closure = data + terms
    reasoner: Any = DeductiveClosure
    reasoner(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(closure)
    subjects, trivial = set(data.subjects()), {OWL.Thing, RDFS.Resource, RDFS.Literal}
    expected = {
        (s, p, o)
        for s, p, o in closure
        if s in subjects
        and (s, p, o) not in data
        and not isinstance(o, BNode)
        and not (p == OWL.sameAs and s == o)
        and not (p == RDF.type and o in trivial)
    }
    assert set(inference.inferred) == expected


def test_a_second_run_over_the_result_infers_nothing_more(inference: Inference, terms: Graph) -> None:
    again = infer(tiny() + inference.inferred, terms)
    assert set(again.inferred) == set()


def test_a_custom_ontology_is_reasoned_with_in_the_same_way() -> None:
    own = Namespace("https://example.org/own#")
    terms = Graph()
    terms.add((own.above, OWL.inverseOf, own.below))
    terms.add((own.above, RDF.type, OWL.ObjectProperty))
    terms.add((own.below, RDF.type, OWL.ObjectProperty))
    data = _one((EX.a, own.above, EX.b)) + _one((EX.b, SKOS.prefLabel, Literal("b", lang="en")))
    assert set(infer(data, terms).inferred) >= {(EX.b, own.below, EX.a)}


def test_no_data_gives_nothing(terms: Graph) -> None:
    made = infer(Graph(), terms)
    assert len(made.inferred) == 0
    assert made.contradictions == ()


ALL_VALUES = """
@prefix : <urn:t:> . @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<urn:t> a owl:Ontology .
:School a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :teaches ; owl:allValuesFrom :Pupil ] .
:Pupil a owl:Class . :Office a owl:Class . :PrimarySchool a owl:Class ; rdfs:subClassOf :School .
:teaches a owl:ObjectProperty . :employs a owl:ObjectProperty . :runs a owl:ObjectProperty ; rdfs:domain :School .
:isTaughtBy a owl:ObjectProperty ; owl:inverseOf :teaches .
:tutors a owl:ObjectProperty ; rdfs:subPropertyOf :teaches .
:leads a owl:ObjectProperty . :guides a owl:ObjectProperty .
:teaches owl:propertyChainAxiom ( :leads :guides ) .
:Evening a owl:Class . :Lessons a owl:Class . :EveningSchool a owl:Class ; rdfs:subClassOf :School .
:EveningSchool owl:equivalentClass [ owl:intersectionOf ( :Evening :Lessons ) ] .
:Academy a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :teaches ; owl:hasValue :y ] .
"""


@pytest.mark.parametrize("engine", ["compiled", "reference"])
@pytest.mark.parametrize(
    ("data", "pupils"),
    [
        (":x a :School ; :teaches :y , :z .", {"y", "z"}),
        (":x a :PrimarySchool ; :teaches :y .", {"y"}),
        (":x :teaches :y ; :runs :z .", {"y"}),
        (":x a :School . :y :isTaughtBy :x .", {"y"}),
        (":x a :School ; :tutors :y .", {"y"}),
        (":x a :School ; :leads :m . :m :guides :y .", {"y"}),
        (":x :runs :w ; :leads :m . :m :guides :y .", {"y"}),
        (":x a :Evening , :Lessons ; :teaches :y .", {"y"}),
        (":x a :School , :Academy .", {"y"}),
        (":x a :Evening ; :teaches :y .", set()),
        (":x a :Academy .", set()),
        (":x :teaches :y .", set()),
        (":x a :Office ; :teaches :y .", set()),
        (":x a :School ; :employs :y .", set()),
        (":x a :School ; :teaches :y . :v :teaches :w .", {"y"}),
        (":x a :School ; :teaches :y ; :employs :w . :v a :Office ; :teaches :u .", {"y"}),
        (":y :teaches :x . :x a :School .", set()),
        (":x :teaches :y . :y a :School .", set()),
    ],
)
def test_all_values_of_a_property_are_of_the_class_where_the_subject_is_of_the_restriction_and_nowhere_else(
    data: str, pupils: set[str], engine: Engine
) -> None:
    """cls-avf joins the type of the subject with the triple, in whichever order they come."""
    name = Namespace("urn:t:")
    terms = Graph().parse(data=ALL_VALUES, format="turtle")
    given = Graph().parse(data=f"@prefix : <urn:t:> . {data} :y :knows :z . :z :knows :u . :u :knows :w .", format="turtle")
    found = infer(given, terms, engine).inferred
    assert {str(s).removeprefix(str(name)) for s in found.subjects(RDF.type, name.Pupil)} == pupils
