"""Every rule of OWL 2 RL that is compiled (W3C OWL 2 Profiles, 4.3): what follows, and that each of its premises is needed."""

from dataclasses import dataclass

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDF, XSD
from rdflib.term import Node

from shisaku.errors import OntologyError
from shisaku.owl.rl.compiled_rules import CompiledRules
from shisaku.owl.rl.coverage import AxiomNotCoveredError, without_rule
from shisaku.owl.rl.datatypes import disjoint, is_datatype, types_of
from shisaku.owl.rl.inference import Inference, infer
from shisaku.owl.syntax import Syntax

EX = Namespace("https://example.org/bridges#")
PREFIXES = """
@prefix : <https://example.org/bridges#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def graph(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


def inferred(axioms: str, data: str) -> Inference:
    made = infer(graph(data), graph(axioms))
    assert made.notes == ()  # the compiled rules answered
    return made


@dataclass(frozen=True)
class Rule:
    """A rule with premises of which each is needed."""

    name: str
    axioms: tuple[str, ...]
    """Statements of the ontology, each of which is a premise."""
    data: tuple[str, ...]
    """Statements of the data, each of which is a premise."""
    conclusion: str
    """What follows, as a statement."""


RULES = (
    Rule("eq-sym", (), (":a owl:sameAs :b .", ":b :p :o ."), ":b owl:sameAs :a ."),
    Rule("eq-trans", (), (":a owl:sameAs :b .", ":b owl:sameAs :c ."), ":a owl:sameAs :c ."),
    Rule("eq-rep-s", (":p a owl:SymmetricProperty .",), (":a owl:sameAs :b .", ":b :p :o .", ":a :r 1 ."), ":a :p :o ."),
    Rule("eq-rep-o", (":p a owl:SymmetricProperty .",), (":a owl:sameAs :b .", ":o :p :a ."), ":o :p :b ."),
    Rule("eq-rep of a class", (":A rdfs:subClassOf :B .",), (":a owl:sameAs :b .", ":b a :A .", ":a :r 1 ."), ":a a :A ."),
    Rule("prp-dom", (":p rdfs:domain :A .",), (":a :p :b .",), ":a a :A ."),
    Rule("prp-rng", (":p rdfs:range :A .",), (":a :p :b .", ":b :r 1 ."), ":b a :A ."),
    Rule("prp-fp", (":p a owl:FunctionalProperty .",), (":a :p :b .", ":a :p :c .", ":b :r 1 ."), ":b owl:sameAs :c ."),
    Rule("prp-ifp", (":p a owl:InverseFunctionalProperty .",), (":b :p :a .", ":c :p :a ."), ":b owl:sameAs :c ."),
    Rule("prp-symp", (":p a owl:SymmetricProperty .",), (":a :p :b .", ":b :r 1 ."), ":b :p :a ."),
    Rule("prp-trp", (":p a owl:TransitiveProperty .",), (":a :p :b .", ":b :p :c ."), ":a :p :c ."),
    Rule("prp-spo1", (":p rdfs:subPropertyOf :q .",), (":a :p :b .",), ":a :q :b ."),
    Rule("prp-spo1 twice", (":p rdfs:subPropertyOf :q .", ":q rdfs:subPropertyOf :s ."), (":a :p :b .",), ":a :s :b ."),
    Rule("prp-spo2", (":q owl:propertyChainAxiom ( :p :s ) .",), (":a :p :b .", ":b :s :c ."), ":a :q :c ."),
    Rule(
        "prp-spo2 of three steps",
        (":q owl:propertyChainAxiom ( :p :s :t ) .",),
        (":a :p :b .", ":b :s :c .", ":c :t :d ."),
        ":a :q :d .",
    ),
    Rule("prp-eqp1", (":p owl:equivalentProperty :q .",), (":a :p :b .",), ":a :q :b ."),
    Rule("prp-eqp2", (":p owl:equivalentProperty :q .",), (":a :q :b .",), ":a :p :b ."),
    Rule("prp-inv1", (":p owl:inverseOf :q .",), (":a :p :b .", ":b :r 1 ."), ":b :q :a ."),
    Rule("prp-inv2", (":p owl:inverseOf :q .",), (":a :q :b .", ":b :r 1 ."), ":b :p :a ."),
    Rule("prp-inv twice", (":p owl:inverseOf :q .", ":q owl:inverseOf :s ."), (":a :p :b .",), ":a :s :b ."),
    Rule("cls-int1", (":C owl:intersectionOf ( :A :B ) .",), (":a a :A .", ":a a :B ."), ":a a :C ."),
    Rule("cls-int2, first", (":C owl:intersectionOf ( :A :B ) .",), (":a a :C .",), ":a a :A ."),
    Rule("cls-int2, second", (":C owl:intersectionOf ( :A :B ) .",), (":a a :C .",), ":a a :B ."),
    Rule("cls-uni, first", ("[ owl:unionOf ( :A :B ) ] rdfs:subClassOf :C .",), (":a a :A .",), ":a a :C ."),
    Rule("cls-uni, second", ("[ owl:unionOf ( :A :B ) ] rdfs:subClassOf :C .",), (":a a :B .",), ":a a :C ."),
    Rule(
        "cls-svf1",
        ("[ owl:onProperty :p ; owl:someValuesFrom :B ] rdfs:subClassOf :A .",),
        (":a :p :b .", ":b a :B ."),
        ":a a :A .",
    ),
    Rule(
        "cls-svf2", ("[ owl:onProperty :p ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf :A .",), (":a :p :b .",), ":a a :A ."
    ),
    Rule(
        "cls-avf",
        (":A rdfs:subClassOf [ owl:onProperty :p ; owl:allValuesFrom :B ] .",),
        (":a a :A .", ":a :p :b .", ":b :r 1 ."),
        ":b a :B .",
    ),
    Rule("cls-hv1", (":A rdfs:subClassOf [ owl:onProperty :p ; owl:hasValue :v ] .",), (":a a :A .",), ":a :p :v ."),
    Rule("cls-hv2", ("[ owl:onProperty :p ; owl:hasValue :v ] rdfs:subClassOf :A .",), (":a :p :v .",), ":a a :A ."),
    Rule(
        "cls-maxc2",
        (":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality 1 ] .",),
        (":a a :A .", ":a :p :b .", ":a :p :c .", ":b :r 1 ."),
        ":b owl:sameAs :c .",
    ),
    Rule(
        "cls-maxqc3",
        (":A rdfs:subClassOf [ owl:onProperty :p ; owl:onClass :B ; owl:maxQualifiedCardinality 1 ] .",),
        (":a a :A .", ":a :p :b .", ":a :p :c .", ":b a :B .", ":c a :B ."),
        ":b owl:sameAs :c .",
    ),
    Rule(
        "cls-maxqc4",
        (":A rdfs:subClassOf [ owl:onProperty :p ; owl:onClass owl:Thing ; owl:maxQualifiedCardinality 1 ] .",),
        (":a a :A .", ":a :p :b .", ":a :p :c .", ":b :r 1 ."),
        ":b owl:sameAs :c .",
    ),
    Rule("cls-oo", ("[ owl:oneOf ( :a :b ) ] rdfs:subClassOf :A .",), (":b :r 1 .",), ":b a :A ."),
    Rule("cax-sco", (":A rdfs:subClassOf :B .",), (":a a :A .",), ":a a :B ."),
    Rule("cax-sco twice", (":A rdfs:subClassOf :B .", ":B rdfs:subClassOf :C ."), (":a a :A .",), ":a a :C ."),
    Rule("cax-eqc1", (":A owl:equivalentClass :B .",), (":a a :A .",), ":a a :B ."),
    Rule("cax-eqc2", (":A owl:equivalentClass :B .",), (":a a :B .",), ":a a :A ."),
    # rules together, each on what another gives
    Rule(
        "a chain on what is the same",
        (":q owl:propertyChainAxiom ( :p :s ) .",),
        (":a :p :b .", ":b owl:sameAs :c .", ":c :s :d ."),
        ":a :q :d .",
    ),
    Rule("a domain above a domain", (":p rdfs:domain :A .", ":A rdfs:subClassOf :B ."), (":a :p :b .",), ":a a :B ."),
    Rule("the domain of what is implied", (":p rdfs:subPropertyOf :q .", ":q rdfs:domain :A ."), (":a :p :b .",), ":a a :A ."),
    Rule("the range of an inverse", (":p owl:inverseOf :q .", ":q rdfs:range :A ."), (":a :p :b .",), ":a a :A ."),
    Rule(
        "what follows of a value that follows",
        (
            ":A rdfs:subClassOf [ owl:onProperty :p ; owl:hasValue :v ] .",
            "[ owl:onProperty :p ; owl:hasValue :v ] rdfs:subClassOf :B .",
        ),
        (":a a :A .",),
        ":a a :B .",
    ),
    Rule(
        "a value that becomes of the class afterwards",
        ("[ owl:onProperty :p ; owl:someValuesFrom :B ] rdfs:subClassOf :A .", ":s rdfs:range :B ."),
        (":a :p :b .", ":c :s :b ."),
        ":a a :A .",
    ),
    Rule(
        "who becomes of the class after it has the value",
        (":A rdfs:subClassOf [ owl:onProperty :p ; owl:allValuesFrom :B ] .", ":s rdfs:domain :A ."),
        (":a :p :b .", ":a :s :c .", ":b :r 1 ."),
        ":b a :B .",
    ),
    Rule(
        "all values of a class, one of which follows from the class",
        (
            ":A rdfs:subClassOf [ owl:onProperty :p ; owl:allValuesFrom :B ] .",
            ":A rdfs:subClassOf [ owl:onProperty :p ; owl:hasValue :v ] .",
        ),
        (":a a :A .", ":v :r 1 ."),
        ":v a :B .",
    ),
    Rule(
        "some value of a class, which follows from another class",
        (
            "[ owl:onProperty :p ; owl:someValuesFrom :B ] rdfs:subClassOf :A .",
            ":C rdfs:subClassOf [ owl:onProperty :p ; owl:hasValue :v ] .",
        ),
        (":a a :C .", ":v a :B ."),
        ":a a :A .",
    ),
    Rule(
        "no two values, one of which follows from the class",
        (
            ":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality 1 ] .",
            ":A rdfs:subClassOf [ owl:onProperty :p ; owl:hasValue :v ] .",
        ),
        (":a a :A .", ":a :p :b .", ":b :r 1 ."),
        ":b owl:sameAs :v .",
    ),
    Rule(
        "no two values of a class, which one of them turns out to have",
        (
            ":A rdfs:subClassOf [ owl:onProperty :p ; owl:onClass :B ; owl:maxQualifiedCardinality 1 ] .",
            ":E rdfs:subClassOf [ owl:onProperty :q ; owl:hasValue :w ] .",
            "[ owl:onProperty :q ; owl:hasValue :w ] rdfs:subClassOf :B .",
        ),
        (":a a :A .", ":a :p :b .", ":a :p :c .", ":b a :B .", ":c a :E ."),
        ":b owl:sameAs :c .",
    ),
    Rule(
        "a function, one value of which follows from a class",
        (":p a owl:FunctionalProperty .", ":A rdfs:subClassOf [ owl:onProperty :p ; owl:hasValue :v ] ."),
        (":a a :A .", ":a :p :b .", ":b :r 1 ."),
        ":b owl:sameAs :v .",
    ),
    Rule(
        "an intersection, one class of which follows from the other",
        (
            ":C owl:intersectionOf ( :A :B ) .",
            ":A rdfs:subClassOf [ owl:onProperty :p ; owl:hasValue :v ] .",
            ":p rdfs:domain :B .",
        ),
        (":a a :A .",),
        ":a a :C .",
    ),
    Rule(
        "transitive over what is the same",
        (":p a owl:TransitiveProperty , owl:SymmetricProperty .",),
        (":a :p :b .", ":b owl:sameAs :c .", ":c :p :d ."),
        ":a :p :d .",
    ),
)


def without(statements: tuple[str, ...], index: int) -> str:
    return " ".join(statements[:index] + statements[index + 1 :])


def follows(rule: Rule, axioms: str, data: str) -> bool:
    [conclusion] = graph(rule.conclusion)
    return conclusion in infer(graph(data), graph(axioms)).inferred


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_conclusion_follows_from_all_premises_together(rule: Rule) -> None:
    [conclusion] = graph(rule.conclusion)
    assert conclusion in inferred(" ".join(rule.axioms), " ".join(rule.data)).inferred


@pytest.mark.parametrize(
    ("rule", "index"), [pytest.param(r, i, id=f"{r.name}, {a}") for r in RULES for i, a in enumerate(r.axioms)]
)
def test_a_conclusion_does_not_follow_without_one_of_its_axioms(rule: Rule, index: int) -> None:
    assert not follows(rule, without(rule.axioms, index), " ".join(rule.data))


@pytest.mark.parametrize(
    ("rule", "index"), [pytest.param(r, i, id=f"{r.name}, {d}") for r in RULES for i, d in enumerate(r.data) if ":r 1" not in d]
)
def test_a_conclusion_does_not_follow_without_one_of_its_facts(rule: Rule, index: int) -> None:
    others = without(rule.data, index)
    described = " ".join(f":{name} :r 1 ." for name in "abc")  # so that what is left out is no matter of what is described
    if rule.name == "eq-sym" and index:
        return  # the second statement only describes what the conclusion is about
    assert not follows(rule, " ".join(rule.axioms), f"{others} {described}")


CONTRADICTIONS = (
    Rule("eq-diff1", (), (":a owl:sameAs :b .", ":a owl:differentFrom :b ."), ""),
    Rule("eq-diff1", (), (":a owl:sameAs :b .", "[] a owl:AllDifferent ; owl:members ( :c :a :b ) ."), ""),
    Rule("eq-diff1", (), (":a owl:sameAs :b .", "[] a owl:AllDifferent ; owl:distinctMembers ( :a :c :b ) ."), ""),
    Rule("prp-irp", (":p a owl:IrreflexiveProperty .",), (":a :p :a .",), ""),
    Rule("prp-asyp", (":p a owl:AsymmetricProperty .",), (":a :p :b .", ":b :p :a ."), ""),
    Rule("prp-pdw", (":p owl:propertyDisjointWith :q .",), (":a :p :b .", ":a :q :b ."), ""),
    Rule("prp-pdw", ("[] a owl:AllDisjointProperties ; owl:members ( :p :s :q ) .",), (":a :p :b .", ":a :q :b ."), ""),
    Rule(
        "prp-npa",
        (),
        (":a :p :b .", "[] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetIndividual :b ."),
        "",
    ),
    Rule("prp-npa", (), (":a :p 1 .", "[] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetValue 1 ."), ""),
    Rule("cls-nothing2", (":A rdfs:subClassOf owl:Nothing .",), (":a a :A .",), ""),
    Rule("cls-com", (":A rdfs:subClassOf [ owl:complementOf :B ] .",), (":a a :A .", ":a a :B ."), ""),
    Rule("cls-maxc1", (":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality 0 ] .",), (":a a :A .", ":a :p :b ."), ""),
    Rule(
        "cls-maxqc",
        (":A rdfs:subClassOf [ owl:onProperty :p ; owl:onClass :B ; owl:maxQualifiedCardinality 0 ] .",),
        (":a a :A .", ":a :p :b .", ":b a :B ."),
        "",
    ),
    Rule(
        "cls-maxqc",
        (":A rdfs:subClassOf [ owl:onProperty :p ; owl:onClass owl:Thing ; owl:maxQualifiedCardinality 0 ] .",),
        (":a a :A .", ":a :p :b ."),
        "",
    ),
    Rule("cax-dw", (":A owl:disjointWith :B .",), (":a a :A .", ":a a :B ."), ""),
    Rule("cax-dw", ("[] a owl:AllDisjointClasses ; owl:members ( :A :C :B ) .",), (":a a :A .", ":a a :B ."), ""),
    Rule("cax-dw", (":p rdfs:range xsd:decimal .",), (":a :p true .", ":b :p 1.5 ."), ""),
)


def told(axioms: str, data: str) -> set[str]:
    found = inferred(axioms, data).contradictions
    return {finding.message.verbatim("en").partition("OWL 2 RL, ")[2].partition(")")[0] for finding in found}


@pytest.mark.parametrize("rule", CONTRADICTIONS, ids=lambda rule: f"{rule.name} {rule.axioms}")
def test_what_cannot_be_true_together_is_told_only_together(rule: Rule) -> None:
    axioms, data = " ".join(rule.axioms), " ".join(rule.data)
    assert told(axioms, data) == {rule.name}
    for index in range(len(rule.axioms)):
        assert told(without(rule.axioms, index), data) == set()
    for index in range(len(rule.data)):
        assert told(axioms, without(rule.data, index)) == set()


@pytest.mark.parametrize("rule", CONTRADICTIONS, ids=lambda rule: f"{rule.name} {rule.axioms}")
def test_both_engines_tell_a_contradiction_in_the_same_words(rule: Rule) -> None:
    axioms, data = graph(" ".join(rule.axioms)), graph(" ".join(rule.data))
    by_reference = infer(data, axioms, "reference").contradictions
    if any("[]" in text or "complementOf" in text for text in (*rule.axioms, *rule.data)):  # blank nodes are named anew
        assert [found.message.verbatim("en").split(")")[0] for found in by_reference] == [
            found.message.verbatim("en").split(")")[0] for found in infer(data, axioms).contradictions
        ]
    else:
        assert by_reference == infer(data, axioms).contradictions


@pytest.mark.parametrize(
    ("axioms", "named"),
    [
        (":p owl:propertyChainAxiom _:l . _:l rdf:first :q ; rdf:rest _:m . _:m rdf:first :s .", "(with :q)"),
        (":p owl:propertyChainAxiom _:l . _:l rdf:first :q ; rdf:rest _:l .", "(with :q)"),
        (":p owl:propertyChainAxiom _:l . _:l rdf:first :q , :s ; rdf:rest () .", "(with [])"),
        (":p owl:propertyChainAxiom _:l . _:l rdf:rest () .", "(with [])"),
        (":p owl:propertyChainAxiom :l .", "(with :l)"),
    ],
)
def test_a_list_that_is_not_well_formed_is_named_by_its_first_member(axioms: str, named: str) -> None:
    with pytest.raises(OntologyError) as caught:
        infer(Graph(), graph(axioms))
    assert named in caught.value.message.verbatim("en")
    assert named.removeprefix("(with ").removesuffix(")") + " を含む" in caught.value.message.verbatim("ja")


@pytest.mark.parametrize(
    ("axioms", "named"),
    [
        (":A rdfs:subClassOf [ owl:onProperty :p ; owl:minCardinality 1 ] .", ":p owl:minCardinality 1"),
        (":p a owl:ReflexiveProperty .", ":p rdf:type owl:ReflexiveProperty"),
        (":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality 2 ] .", ":p owl:maxCardinality 2"),
        (
            ":A rdfs:subClassOf [ owl:onProperty :p ; owl:onClass :B ; owl:maxQualifiedCardinality 2 ] .",
            ":p owl:maxQualifiedCardinality 2",
        ),
        (":A rdfs:subClassOf [ owl:onProperty :p ; owl:someValuesFrom :B ] .", ":p owl:someValuesFrom :B"),
        (":A rdfs:subClassOf [ owl:unionOf ( :B ) ] .", "[] owl:unionOf []"),
        (":A rdfs:subClassOf [ owl:oneOf ( :b ) ] .", "[] owl:oneOf []"),
        (":p rdfs:domain [ owl:unionOf ( :B ) ] .", "[] owl:unionOf []"),
        (":p rdfs:range [ owl:unionOf ( :B ) ] .", "[] owl:unionOf []"),
        (":a a [ owl:unionOf ( :B ) ] .", "[] owl:unionOf []"),
        (":A owl:equivalentClass [ owl:unionOf ( :B ) ] .", "[] owl:unionOf []"),
        (":A owl:unionOf ( :B ) .", ":A owl:unionOf []"),
        (":A rdfs:subClassOf [ owl:intersectionOf ( :C [ owl:unionOf ( :B ) ] ) ] .", "[] owl:unionOf []"),
        (":A rdfs:subClassOf [ owl:onProperty :p ; owl:allValuesFrom [ owl:unionOf ( :B ) ] ] .", "[] owl:unionOf []"),
        ("[ owl:complementOf :B ] rdfs:subClassOf :A .", "[] owl:complementOf :B"),
        ("[ owl:complementOf :B ] owl:disjointWith :A .", "[] owl:complementOf :B"),
        (":A owl:disjointWith [ owl:complementOf :B ] .", "[] owl:complementOf :B"),
        ("[] a owl:AllDisjointClasses ; owl:members ( :A [ owl:complementOf :B ] ) .", "[] owl:complementOf :B"),
        ("[ owl:unionOf ( :C [ owl:complementOf :B ] ) ] rdfs:subClassOf :A .", "[] owl:complementOf :B"),
        ("[ owl:onProperty :p ; owl:someValuesFrom [ owl:complementOf :B ] ] rdfs:subClassOf :A .", "[] owl:complementOf :B"),
        ("[ owl:onProperty :p ; owl:allValuesFrom :B ] rdfs:subClassOf :A .", ":p owl:allValuesFrom :B"),
        ("[ owl:onProperty :p ; owl:maxCardinality 1 ] rdfs:subClassOf :A .", ":p owl:maxCardinality 1"),
        (":A rdfs:subClassOf [ owl:complementOf [ owl:complementOf :B ] ] .", "[] owl:complementOf :B"),
    ],
)
def test_an_axiom_without_a_rule_is_named(axioms: str, named: str) -> None:
    assert named in without_rule(Syntax(graph(axioms)))


@pytest.mark.parametrize(
    ("axioms", "named"),
    [
        (":A owl:hasKey ( :p ) .", ":A owl:hasKey []"),
        (":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality :one ] .", ":p owl:maxCardinality :one"),
        (":A rdfs:subClassOf rdfs:Class .", ":A rdfs:subClassOf rdfs:Class"),
        ("rdfs:Class rdfs:subClassOf :A .", "rdfs:Class rdfs:subClassOf :A"),
        (":A a owl:Class . :A owl:sameAs :B .", ":A owl:sameAs :B"),
        (":A a owl:Class . :B owl:sameAs :A .", ":B owl:sameAs :A"),
    ],
)
def test_an_axiom_that_no_compiled_rule_covers_is_named(axioms: str, named: str) -> None:
    with pytest.raises(AxiomNotCoveredError) as caught:
        CompiledRules.of(graph(axioms))
    assert caught.value.message.verbatim("en") == f"The axiom {named} is not covered by the compiled rules of OWL 2 RL."
    assert f"公理 {named} は" in caught.value.message.verbatim("ja")


@pytest.mark.parametrize(
    "axioms",
    [
        ":A rdfs:subClassOf owl:Thing , rdfs:Literal . :p rdfs:subPropertyOf rdfs:label .",
        ":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality 0 ] , [ owl:intersectionOf ( :B :C ) ] .",
        "[ owl:unionOf ( :B [ owl:oneOf ( :b ) ] ) ] rdfs:subClassOf :A .",
        "[ owl:onProperty :p ; owl:someValuesFrom [ owl:unionOf ( :B :C ) ] ] rdfs:subClassOf :A .",
        ":A rdfs:subClassOf [ owl:onProperty :p ; owl:allValuesFrom [ owl:complementOf [ owl:unionOf ( :B :C ) ] ] ] .",
        ":A owl:equivalentClass [ owl:onProperty :p ; owl:hasValue :b ] .",
        ":a owl:sameAs :b . :A a owl:Class .",
    ],
)
def test_what_a_rule_covers_is_not_refused(axioms: str) -> None:
    assert CompiledRules.of(graph(axioms)).relevant


@pytest.mark.parametrize(
    ("data", "term"),
    [
        (":A rdfs:label 'a class' .", ":A"),
        (":p rdfs:label 'a property' .", ":p"),
        (":x owl:sameAs :A .", ":A"),
        (":A owl:sameAs :x .", ":A"),
        (":q a owl:TransitiveProperty .", "owl:TransitiveProperty"),
        (":x a xsd:integer .", "xsd:integer"),
        (":f :s :A , :x .", ":A"),  # :s is functional: so both are the same
    ],
)
def test_data_that_speak_of_a_term_are_left_to_the_reference_by_name(data: str, term: str) -> None:
    axioms = ":A rdfs:subClassOf :B . :p a owl:ObjectProperty . :s a owl:FunctionalProperty . :t a owl:TransitiveProperty ; rdfs:range xsd:integer ."
    [note] = infer(graph(data), graph(axioms)).notes
    assert note.message.verbatim("en").startswith(f"The data describe {term} , a term of the ontology.")
    assert note.message.verbatim("ja").startswith(f"データが、オントロジーの語 {term} そのものについて述べています。")


WORDS = {
    "cax-dw": (":A owl:disjointWith :B .", ":a a :A , :B .", "{a} belongs to both {A} and {B} , which are disjoint classes", "a"),
    "cls-nothing2": ("", ":a a owl:Nothing .", "{a} belongs to owl:Nothing , to which nothing can", "a"),
    "prp-irp": (":p a owl:IrreflexiveProperty .", ":a :p :a .", "{a} has itself as value of the irreflexive {p}", "a"),
    "prp-asyp": (
        ":p a owl:AsymmetricProperty .",
        ":a :p :b . :b :p :a .",
        "{a} and {b} are values of each other of the asymmetric {p}",
        "a",
    ),
    "prp-pdw": (
        ":p owl:propertyDisjointWith :q .",
        ":a :p :b ; :q :b .",
        "{a} has the value {b} of both {p} and {q} , which are disjoint properties",
        "a",
    ),
    "prp-npa": (
        "",
        ":a :p :b . [] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetIndividual :b .",
        "{a} has the value {b} of {p} , which a negative assertion denies",
        "a",
    ),
    "eq-diff1": ("", ":a owl:sameAs :b ; owl:differentFrom :b .", "{a} and {b} are declared different but are the same", "a"),
}


@pytest.mark.parametrize("rule", WORDS)
def test_a_contradiction_names_what_it_is_about_in_order(rule: str) -> None:
    axioms, data, words, subject = WORDS[rule]
    named = words.format(**{name: EX[name] for name in ("A", "B", "a", "b", "p", "q")})
    sentence = f"The data and the ontology contradict each other (OWL 2 RL, {rule}): {named}"
    [found] = [finding for finding in inferred(axioms, data).contradictions if finding.message.verbatim("en") == sentence]
    assert (found.rule, found.subject) == ("owl/contradiction", str(EX[subject]))
    assert all(word in found.message.verbatim("ja") for word in named.split() if word.startswith("https:"))


def test_an_asymmetric_property_is_told_in_both_directions() -> None:
    found = inferred(":p a owl:AsymmetricProperty .", ":a :p :b . :b :p :a .").contradictions
    assert [finding.subject for finding in found] == [str(EX.a), str(EX.b)]


def test_nothing_is_inferred_of_what_the_data_do_not_describe() -> None:
    assert set(inferred(":p rdfs:range :A ; rdfs:domain :B .", ":a :p :b .").inferred) == {(EX.a, RDF.type, EX.B)}


def test_what_is_said_already_is_not_inferred() -> None:
    assert set(inferred(":A rdfs:subClassOf :B .", ":a a :A , :B .").inferred) == set()


def test_that_everything_is_a_thing_and_the_same_as_itself_is_not_inferred() -> None:
    made = inferred(":p rdfs:domain owl:Thing , rdfs:Resource .", ":a :p :b ; owl:sameAs :a .").inferred
    assert set(made) == set()


def test_three_values_of_a_functional_property_are_all_the_same() -> None:
    made = inferred(":p a owl:FunctionalProperty .", ":a :p :b , :c , :d . :b :r 1 . :c :r 1 . :d :r 1 .").inferred
    same = {(s, o) for s, p, o in made if p == OWL.sameAs}
    assert same == {(EX[x], EX[y]) for x in "bcd" for y in "bcd" if x != y}


def test_what_the_ontology_says_of_an_individual_is_inferred_where_the_data_describe_it() -> None:
    assert set(inferred(":A rdfs:subClassOf :B . :a a :A ; :r 2 .", ":a :r 1 .").inferred) == {
        (EX.a, RDF.type, EX.A),
        (EX.a, RDF.type, EX.B),
        (EX.a, EX.r, Literal(2)),
    }


# -- datatypes ------------------------------------------------------------------------------------

UPWARDS = {
    "dateTimeStamp": ["dateTime"],
    "byte": ["short", "int", "long", "integer", "decimal"],
    "positiveInteger": ["nonNegativeInteger", "integer", "decimal"],
    "unsignedByte": ["unsignedShort", "unsignedInt", "unsignedLong", "nonNegativeInteger", "integer", "decimal"],
    "negativeInteger": ["nonPositiveInteger", "integer", "decimal"],
    "NCName": ["Name", "token", "normalizedString", "string"],
    "NMTOKEN": ["Name", "token", "normalizedString", "string"],
    "language": ["token", "normalizedString", "string"],
    "date": [],
    "boolean": [],
}
VALUES = {
    "dateTimeStamp": "2031-02-03T04:05:06Z",
    "negativeInteger": "-1",
    "date": "2031-02-03",
    "boolean": "true",
    "NCName": "a",
    "NMTOKEN": "a",
    "language": "ja",
}


@pytest.mark.parametrize("name", UPWARDS)
def test_a_literal_is_a_value_of_its_datatype_and_of_all_above(name: str) -> None:
    literal = Literal(VALUES.get(name, "1"), datatype=XSD[name])
    assert types_of(literal) == (XSD[name], *(XSD[above] for above in UPWARDS[name]))


def test_a_literal_of_an_unknown_datatype_or_of_none_is_a_value_of_no_datatype() -> None:
    assert types_of(Literal("1", datatype=EX.metres)) == ()
    assert types_of(Literal("a")) == ()


@pytest.mark.parametrize("name", ["time", "date", "string", "integer", "anyURI", "hexBinary", "double", "float", "base64Binary"])
def test_the_datatypes_of_owl_2_rl_are_known(name: str) -> None:
    assert is_datatype(XSD[name])


def test_rdf_s_own_datatypes_are_known_and_others_are_not() -> None:
    assert all(map(is_datatype, (RDF.langString, RDF.HTML, RDF.XMLLiteral, RDF.PlainLiteral)))
    assert not any(map(is_datatype, (EX.metres, XSD.gYear, XSD.duration)))


def test_primitive_datatypes_have_no_value_in_common_but_for_two_pairs() -> None:
    primitive: list[Node] = [
        XSD[name]
        for name in ("anyURI", "base64Binary", "boolean", "dateTime", "decimal", "double", "float", "hexBinary", "string")
    ]
    all_of_them = {*primitive, RDF.PlainLiteral, RDF.XMLLiteral}
    pairs = {frozenset(pair) for pair in disjoint([*all_of_them, XSD.integer, EX.metres])}
    overlapping = {frozenset({XSD.string, RDF.PlainLiteral}), frozenset({RDF.PlainLiteral, RDF.XMLLiteral})}
    assert pairs == {frozenset({a, b}) for a in all_of_them for b in all_of_them if a != b} - overlapping
    assert list(disjoint([XSD.boolean])) == []
    assert list(disjoint([XSD.boolean, XSD.string])) == [(XSD.boolean, XSD.string)]


@pytest.mark.parametrize(
    ("text", "datatype", "wrong"),
    [("five", XSD.integer, True), ("5", XSD.integer, False), ("five", EX.metres, False), ("5.5", XSD.integer, True)],
)
def test_a_literal_that_is_not_written_as_its_datatype_demands_is_told(text: str, datatype: URIRef, wrong: bool) -> None:
    found = inferred(":p rdfs:domain :A .", f':a :p "{text}"^^<{datatype}> .').contradictions
    expected = f"the literal {text} is not written as its datatype {datatype} demands"
    assert [finding.message.verbatim("en").rpartition(": ")[2] for finding in found] == ([expected] if wrong else [])


def test_a_literal_of_the_ontology_that_is_ill_written_is_told() -> None:
    found = inferred(':A rdfs:subClassOf [ owl:onProperty :p ; owl:hasValue "five"^^xsd:integer ] .', ":a :q 1 .").contradictions
    assert len(found) == 1
