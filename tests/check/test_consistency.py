"""Whether an ontology and data can be true together, by rules and by HermiT; the examples are about bridges."""

import shutil
import subprocess
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from tests.patience import PATIENCE

from shisaku.model.findings import Finding, Severity
from shisaku.owl.consistency import consistency_check as consistency
from shisaku.owl.consistency import hermit
from shisaku.owl.consistency.axiom_sentences import axiom_in_words
from shisaku.owl.consistency.consistency_check import consistency_findings, justification
from shisaku.owl.consistency.hermit import HermitState, Verdict
from shisaku.owl.consistency.theory import Theory
from shisaku.owl.rl.inference import infer
from shisaku.owl.syntax import Syntax
from shisaku.project import Project

_ROOT = Path(__file__).parents[2]
_BRIDGES = "https://example.org/bridges#"
_PREFIXES = """
@prefix : <https://example.org/bridges#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_OPENING = """
<https://example.org/bridges> a owl:Ontology .
:Bridge a owl:Class . :River a owl:Class . :Arch a owl:Class . :Ford a owl:Class .
:crosses a owl:ObjectProperty . :length a owl:DatatypeProperty .
"""


def _graph(text: str, opening: str = _OPENING) -> Graph:
    return Graph().parse(data=_PREFIXES + opening + text, format="turtle")


def _findings(axioms: str, facts: str = "", seconds: float = PATIENCE) -> list[Finding]:
    return list(consistency_findings(_graph(axioms), _graph(facts, ""), seconds))


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("_SECONDS_EACH", "_SECONDS_ALL"):
        monkeypatch.setattr(consistency, limit, PATIENCE)


@pytest.fixture
def _no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)


def _said_by_hermit(monkeypatch: pytest.MonkeyPatch, verdict: Verdict) -> None:
    monkeypatch.setattr(hermit, "missing", lambda: None)
    monkeypatch.setattr(hermit, "ask", lambda graph, seconds: verdict)


@pytest.mark.usefixtures("_no_java")
def test_without_java_a_finding_says_so_and_how_to_get_it() -> None:
    [found] = _findings("")
    assert (found.rule, found.severity) == ("owl/dl-not-checked", Severity.INFO)
    assert "Java" in found.message.verbatim("ja")
    assert "shisaku[dl]" in found.message.verbatim("en")


def test_without_the_package_a_finding_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(hermit, "find_spec", lambda name: None)
    [found] = _findings("")
    assert found.rule == "owl/dl-not-checked"
    assert found.message.verbatim("en").startswith("owlready2 is not there")


@pytest.mark.usefixtures("_no_java")
@pytest.mark.parametrize(
    "disjoint",
    [
        ":Bridge owl:disjointWith :River .",
        "[] a owl:AllDisjointClasses ; owl:members ( :Bridge :Ford :River ) .",
        "[] a owl:AllDisjointClasses ; owl:members ( :River :Arch :Bridge ) .",
    ],
)
def test_a_class_under_two_disjoint_ones_can_have_no_instance_and_both_axioms_are_named(disjoint: str) -> None:
    found = [
        one
        for one in _findings(disjoint + " :Canal a owl:Class ; rdfs:subClassOf :Bridge , :River .")
        if one.severity > Severity.INFO
    ]
    assert [(one.rule, one.subject) for one in found] == [("owl/unsatisfiable-class", f"{_BRIDGES}Canal")]
    assert "every :Canal is a :Bridge" in found[0].message.verbatim("en")
    assert "every :Canal is a :River" in found[0].message.verbatim("en")
    assert "are disjoint" in found[0].message.verbatim("en")
    assert ":Ford" not in found[0].message.verbatim("en")
    assert "互いに素" in found[0].message.verbatim("ja")


@pytest.mark.usefixtures("_no_java")
@pytest.mark.parametrize(
    ("axioms", "facts", "subject", "words"),
    [
        (":Bridge owl:disjointWith :River .", ":x a :Bridge , :River .", "x", ":x is a :River"),
        (
            ":Bridge owl:disjointWith :River . :crosses rdfs:range :River .",
            ":x a :Bridge ; :crosses :x .",
            "x",
            "every value of :crosses is a :River",
        ),
        (":crosses a owl:AsymmetricProperty .", ":x :crosses :y . :y :crosses :x .", "x", ":crosses is asymmetric"),
        (":crosses a owl:IrreflexiveProperty .", ":x :crosses :x .", "x", ":crosses is irreflexive"),
        (
            ":crosses a owl:FunctionalProperty .",
            ":x :crosses :y , :z . :y owl:differentFrom :z .",
            "y",
            ":y and :z are different things",
        ),
        (
            ":crosses a owl:FunctionalProperty .",
            ":x :crosses :y , :z . [] a owl:AllDifferent ; owl:distinctMembers ( :w :y :z ) .",
            "y",
            ":y and :z are different things",
        ),
        (":Bridge owl:complementOf :River .", ":x a :Bridge , :River .", "x", ":Bridge is what is not a :River"),
        ("", ":x a owl:Nothing .", "x", ":x is a owl:Nothing"),
    ],
)
def test_facts_that_contradict_an_axiom_are_told_with_it(axioms: str, facts: str, subject: str, words: str) -> None:
    found = [one for one in _findings(axioms, facts) if one.severity is Severity.ERROR]
    assert [(one.rule, one.subject) for one in found] == [("owl/contradiction", _BRIDGES + subject)]
    assert words in found[0].message.verbatim("en")


@pytest.mark.usefixtures("_no_java")
def test_what_two_rules_find_in_the_same_axioms_is_told_once() -> None:
    found = _findings(":Bridge owl:disjointWith :River . :River owl:disjointWith :Ford .", ":x a :Bridge , :River .")
    assert [one.rule for one in found if one.severity is Severity.ERROR] == ["owl/contradiction"]


@pytest.mark.usefixtures("_no_java")
def test_classes_whose_instances_would_only_clash_with_one_another_can_have_instances() -> None:
    axioms = """:crosses a owl:InverseFunctionalProperty . :Bridge owl:disjointWith :Ford .
        :Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :crosses ; owl:hasValue :sumida ] .
        :Ford rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :crosses ; owl:hasValue :sumida ] ."""
    assert [one.rule for one in _findings(axioms)] == ["owl/dl-not-checked"]


def test_a_justification_holds_nothing_that_can_be_left_out() -> None:
    graph = _graph(
        """:Arch rdfs:subClassOf :Bridge . :Bridge rdfs:subClassOf :Crossing . :Crossing a owl:Class ; owl:disjointWith :River .
        :Ford rdfs:subClassOf :Crossing . :crosses rdfs:domain :Crossing ; rdfs:range :River . :x a :Arch , :River . :y :crosses :x ."""
    )
    theory = Theory(graph)

    def clashes(some: Graph) -> bool:
        return bool(infer(Graph(), some).contradictions)

    found = justification(theory, clashes, [URIRef(f"{_BRIDGES}x")], PATIENCE)
    assert found is not None
    assert found.minimal
    assert clashes(theory.of(found.axioms))
    for axiom in found.axioms:
        assert not clashes(theory.of(other for other in found.axioms if other != axiom))


def test_what_does_not_follow_has_no_justification() -> None:
    assert (
        justification(
            Theory(_graph(":Arch rdfs:subClassOf :Bridge .")), lambda graph: False, [URIRef(f"{_BRIDGES}Arch")], PATIENCE
        )
        is None
    )


def test_without_time_there_is_no_justification() -> None:
    theory = Theory(_graph(":Arch rdfs:subClassOf :Bridge ."))
    assert justification(theory, lambda graph: True, [URIRef(f"{_BRIDGES}Arch")], seconds=-1) is None


@pytest.mark.parametrize(
    ("axiom", "words"),
    [
        (
            ":Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :crosses ; owl:allValuesFrom :River ]",
            "every :Bridge is a (:crosses only :River)",
        ),
        (
            ':Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :crosses ; owl:maxQualifiedCardinality "2"^^xsd:nonNegativeInteger ; owl:onClass :River ]',
            "every :Bridge is a (:crosses max 2 :River)",
        ),
        (
            ":Bridge owl:equivalentClass [ a owl:Class ; owl:unionOf ( :Arch [ a owl:Class ; owl:complementOf :Ford ] ) ]",
            ":Bridge and (:Arch or (not :Ford)) are the same",
        ),
        (
            ":crosses owl:propertyChainAxiom ( :crosses [ owl:inverseOf :crosses ] )",
            "the chain :crosses, (inverse :crosses) implies :crosses",
        ),
        (":x :length 3", "it is stated that :x :length “3”"),
        (
            "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ; owl:assertionProperty :crosses ; owl:targetIndividual :y",
            "it is not so that :x :crosses :y",
        ),
    ],
)
def test_an_axiom_is_put_into_words(axiom: str, words: str) -> None:
    graph = _graph(f"{axiom} .")
    assert [axiom_in_words(one, Syntax(graph)).verbatim("en") for one in Theory(graph).axioms] == [words]


def test_annotations_and_imports_are_not_given_to_a_reasoner() -> None:
    graph = _graph(
        '<https://example.org/bridges> owl:imports <https://example.org/x> . :Bridge rdfs:label "橋"@ja ; rdfs:subClassOf :Ford .'
    )
    whole = Theory(graph).whole
    assert (URIRef(f"{_BRIDGES}Bridge"), RDFS.subClassOf, URIRef(f"{_BRIDGES}Ford")) in whole
    assert not set(whole.predicates()) - {RDF.type, RDFS.subClassOf}


def test_a_disjoint_union_is_kept_whole_for_a_reasoner() -> None:
    whole = Theory(_graph(":Bridge owl:disjointUnionOf ( :Arch :Ford ) .")).whole
    assert (URIRef(f"{_BRIDGES}Arch"), OWL.disjointWith, URIRef(f"{_BRIDGES}Ford")) in whole
    assert len(list(whole.subjects(OWL.unionOf))) == 1


@pytest.mark.usefixtures("_no_java")
@pytest.mark.parametrize(
    "axioms",
    [
        ":crosses owl:propertyChainAxiom _:l . _:l rdf:first :crosses ; rdf:rest _:l .",
        ":Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :crosses ; owl:maxCardinality :none ] .",
    ],
)
def test_an_ontology_that_is_not_well_formed_is_told_and_does_not_end_the_check(axioms: str) -> None:
    assert [one.rule for one in _findings(axioms)] == ["owl/rl-refused", "owl/dl-not-checked"]


@pytest.mark.parametrize(
    ("verdict", "rule", "severity"),
    [
        (Verdict(HermitState.TIMEOUT), "owl/dl-timeout", Severity.WARNING),
        (Verdict(HermitState.REFUSED, complaint="Non-simple property"), "owl/dl-refused", Severity.WARNING),
        (Verdict(HermitState.INCONSISTENT), "owl/inconsistent", Severity.ERROR),
        (Verdict(HermitState.CONSISTENT, (URIRef(f"{_BRIDGES}Arch"),)), "owl/unsatisfiable-class", Severity.ERROR),
    ],
)
def test_whatever_hermit_says_becomes_a_finding(
    verdict: Verdict, rule: str, severity: Severity, monkeypatch: pytest.MonkeyPatch
) -> None:
    _said_by_hermit(monkeypatch, verdict)
    assert [(one.rule, one.severity) for one in _findings(":Arch rdfs:subClassOf :Bridge .")] == [(rule, severity)]


def test_hermit_is_stopped_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object, **options: float) -> None:
        raise subprocess.TimeoutExpired("java", options["timeout"])

    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(hermit, "_folder", lambda: Path("hermit"))
    monkeypatch.setattr(subprocess, "run", late)
    [found] = _findings("", seconds=7)
    assert (found.rule, "7" in found.message.verbatim("en")) == ("owl/dl-timeout", True)


def test_large_data_are_left_out_of_the_check_by_hermit_and_a_finding_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    _said_by_hermit(monkeypatch, Verdict(HermitState.CONSISTENT))
    monkeypatch.setattr(consistency, "DATA_LIMIT", 1)
    [found] = _findings("", ":x a :Bridge . :y a :Bridge .")
    assert (found.rule, found.severity) == ("owl/dl-without-data", Severity.INFO)


_MUST_CROSS_BOTH = """:Bridge owl:disjointWith :River .
    :Arch rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :crosses ; owl:someValuesFrom :River ] ,
                          [ a owl:Restriction ; owl:onProperty :crosses ; owl:allValuesFrom :Bridge ] ."""
_EITHER = "owl:Thing rdfs:subClassOf [ a owl:Class ; owl:unionOf ( :Bridge :Ford ) ] ."
_NEITHER = ":x a [ a owl:Class ; owl:complementOf :Bridge ] , [ a owl:Class ; owl:complementOf :Ford ] ."


def test_with_java_hermit_finds_what_the_rules_cannot_and_says_why() -> None:
    absent = hermit.missing()
    found = _findings(_MUST_CROSS_BOTH)
    if absent is not None:
        assert [one.rule for one in found] == ["owl/dl-not-checked"]
        return
    assert [(one.rule, one.subject) for one in found] == [("owl/unsatisfiable-class", f"{_BRIDGES}Arch")]
    assert "every :Arch is a (:crosses some :River)" in found[0].message.verbatim("en")
    assert "every :Arch is a (:crosses only :Bridge)" in found[0].message.verbatim("en")
    assert ":Bridge and :River are disjoint" in found[0].message.verbatim("en")


def test_with_java_hermit_tells_an_inconsistent_ontology_and_stays_silent_itself(capfd: pytest.CaptureFixture[str]) -> None:
    absent = hermit.missing()
    found = _findings(_EITHER, _NEITHER)
    assert [one.rule for one in found] == ["owl/dl-not-checked" if absent is not None else "owl/inconsistent"]
    assert absent is not None or "every owl:Thing is a (:Bridge or :Ford)" in found[0].message.verbatim("en")
    assert capfd.readouterr() == ("", "")


def test_our_own_ontology_is_consistent_and_every_class_can_have_instances() -> None:
    project = Project(_ROOT)
    graph = Graph()
    for path in (*project.schemes, *project.alignments):
        graph.parse(path)
    expected = [] if hermit.missing() is None else ["owl/dl-not-checked"]
    assert [one.rule for one in consistency_findings(graph, Graph(), PATIENCE)] == expected
