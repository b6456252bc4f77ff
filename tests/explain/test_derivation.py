"""Why a triple follows: smallest proofs by the rules of OWL 2 RL."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.errors import QueryError
from shisaku.explain.explanation_words import RULES
from shisaku.owl.rl import proofs
from shisaku.owl.rl.inference import infer
from shisaku.owl.rl.proofs import Derivations, Proof
from shisaku.owl.rl.rule_table import rules_under
from shisaku.owl.syntax import read
from shisaku.pipeline import Build, Context
from shisaku.rdf.triples import Triple

EX = "http://example.org/"
HEAD = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def graph(text: str) -> Graph:
    return Graph().parse(data=HEAD + text, format="turtle")


def triple(text: str) -> Triple:
    return next(iter(graph(text)))


def rules_of(proof: Proof) -> Iterator[str]:
    yield proof.rule
    for premise in proof.premises:
        yield from rules_of(premise)


def height(proof: Proof) -> int:
    return 1 + max((height(premise) for premise in proof.premises), default=0)


FOLLOWING = [
    ("prp-dom", ":p rdfs:domain :C .", ":x :p :y .", ":x a :C ."),
    ("prp-rng", ":p rdfs:range :C .", ":x :p :y .", ":y a :C ."),
    ("prp-fp", ":p a owl:FunctionalProperty .", ":x :p :y , :z .", ":y owl:sameAs :z ."),
    ("prp-ifp", ":p a owl:InverseFunctionalProperty .", ":y :p :x . :z :p :x .", ":y owl:sameAs :z ."),
    ("prp-symp", ":p a owl:SymmetricProperty .", ":x :p :y .", ":y :p :x ."),
    ("prp-trp", ":p a owl:TransitiveProperty .", ":x :p :y . :y :p :z .", ":x :p :z ."),
    ("prp-spo1", ":p rdfs:subPropertyOf :q .", ":x :p :y .", ":x :q :y ."),
    ("prp-spo2", ":r owl:propertyChainAxiom ( :p :q :p ) .", ":x :p :y . :y :q :z . :z :p :w .", ":x :r :w ."),
    ("prp-eqp1", ":p owl:equivalentProperty :q .", ":x :p :y .", ":x :q :y ."),
    ("prp-eqp2", ":p owl:equivalentProperty :q .", ":x :q :y .", ":x :p :y ."),
    ("prp-inv1", ":p owl:inverseOf :q .", ":x :p :y .", ":y :q :x ."),
    ("prp-inv2", ":p owl:inverseOf :q .", ":x :q :y .", ":y :p :x ."),
    ("prp-key", ":C owl:hasKey ( :p :q ) .", ":x a :C ; :p 1 ; :q 2 . :y a :C ; :p 1 ; :q 2 .", ":x owl:sameAs :y ."),
    ("cls-int1", ":C owl:intersectionOf ( :A :B ) .", ":x a :A , :B .", ":x a :C ."),
    ("cls-int2", ":C owl:intersectionOf ( :A :B ) .", ":x a :C .", ":x a :B ."),
    ("cls-uni", ":C owl:unionOf ( :A :B ) .", ":x a :B .", ":x a :C ."),
    ("cls-svf1", ":C owl:onProperty :p ; owl:someValuesFrom :A .", ":x :p :y . :y a :A .", ":x a :C ."),
    ("cls-svf2", ":C owl:onProperty :p ; owl:someValuesFrom owl:Thing .", ":x :p :y .", ":x a :C ."),
    ("cls-avf", ":C owl:onProperty :p ; owl:allValuesFrom :A .", ":x a :C ; :p :y .", ":y a :A ."),
    ("cls-hv1", ":C owl:onProperty :p ; owl:hasValue :v .", ":x a :C .", ":x :p :v ."),
    ("cls-hv2", ":C owl:onProperty :p ; owl:hasValue :v .", ":x :p :v .", ":x a :C ."),
    ("cls-maxc2", ":C owl:onProperty :p ; owl:maxCardinality 1 .", ":x a :C ; :p :y , :z .", ":y owl:sameAs :z ."),
    (
        "cls-maxqc3",
        ":C owl:onProperty :p ; owl:maxQualifiedCardinality 1 ; owl:onClass :A .",
        ":x a :C ; :p :y , :z . :y a :A . :z a :A .",
        ":y owl:sameAs :z .",
    ),
    (
        "cls-maxqc4",
        ":C owl:onProperty :p ; owl:maxQualifiedCardinality 1 ; owl:onClass owl:Thing .",
        ":x a :C ; :p :y , :z .",
        ":y owl:sameAs :z .",
    ),
    ("cls-oo", ":C owl:oneOf ( :x :y ) .", "", ":y a :C ."),
    ("cax-sco", ":A rdfs:subClassOf :C .", ":x a :A .", ":x a :C ."),
    ("cax-eqc1", ":A owl:equivalentClass :C .", ":x a :A .", ":x a :C ."),
    ("cax-eqc2", ":A owl:equivalentClass :C .", ":x a :C .", ":x a :A ."),
    ("eq-sym", "", ":x owl:sameAs :y .", ":y owl:sameAs :x ."),
    ("eq-trans", "", ":x owl:sameAs :y . :y owl:sameAs :z .", ":x owl:sameAs :z ."),
    ("eq-rep-s", "", ":x owl:sameAs :y ; :p :z .", ":y :p :z ."),
    ("eq-rep-o", "", ":z :p :x . :x owl:sameAs :y .", ":z :p :y ."),
    ("scm-sco", ":A rdfs:subClassOf :B . :B rdfs:subClassOf :C .", "", ":A rdfs:subClassOf :C ."),
    ("scm-spo", ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .", "", ":p rdfs:subPropertyOf :r ."),
    ("scm-eqc1", ":A owl:equivalentClass :B .", "", ":B rdfs:subClassOf :A ."),
    ("scm-eqc2", ":A rdfs:subClassOf :B . :B rdfs:subClassOf :A .", "", ":A owl:equivalentClass :B ."),
    ("scm-eqp1", ":p owl:equivalentProperty :q .", "", ":p rdfs:subPropertyOf :q ."),
    ("scm-eqp2", ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p .", "", ":p owl:equivalentProperty :q ."),
    ("scm-cls", ":A a owl:Class .", "", ":A rdfs:subClassOf owl:Thing ."),
    ("scm-op", ":p a owl:ObjectProperty .", "", ":p rdfs:subPropertyOf :p ."),
    ("scm-dp", ":p a owl:DatatypeProperty .", "", ":p owl:equivalentProperty :p ."),
    ("scm-dom1", ":p rdfs:domain :A . :A rdfs:subClassOf :B .", "", ":p rdfs:domain :B ."),
    ("scm-dom2", ":p rdfs:subPropertyOf :q . :q rdfs:domain :A .", "", ":p rdfs:domain :A ."),
    ("scm-rng1", ":p rdfs:range :A . :A rdfs:subClassOf :B .", "", ":p rdfs:range :B ."),
    ("scm-rng2", ":p rdfs:subPropertyOf :q . :q rdfs:range :A .", "", ":p rdfs:range :A ."),
    ("scm-int", ":C owl:intersectionOf ( :A :B ) .", "", ":C rdfs:subClassOf :B ."),
    ("scm-uni", ":C owl:unionOf ( :A :B ) .", "", ":B rdfs:subClassOf :C ."),
    (
        "scm-hv",
        ":C owl:onProperty :p ; owl:hasValue :v . :D owl:onProperty :q ; owl:hasValue :v . :p rdfs:subPropertyOf :q .",
        "",
        ":C rdfs:subClassOf :D .",
    ),
    (
        "scm-svf1",
        ":C owl:onProperty :p ; owl:someValuesFrom :A . :D owl:onProperty :p ; owl:someValuesFrom :B . :A rdfs:subClassOf :B .",
        "",
        ":C rdfs:subClassOf :D .",
    ),
    (
        "scm-svf2",
        ":C owl:onProperty :p ; owl:someValuesFrom :A . :D owl:onProperty :q ; owl:someValuesFrom :A . :p rdfs:subPropertyOf :q .",
        "",
        ":C rdfs:subClassOf :D .",
    ),
    (
        "scm-avf1",
        ":C owl:onProperty :p ; owl:allValuesFrom :A . :D owl:onProperty :p ; owl:allValuesFrom :B . :A rdfs:subClassOf :B .",
        "",
        ":C rdfs:subClassOf :D .",
    ),
    (
        "scm-avf2",
        ":C owl:onProperty :p ; owl:allValuesFrom :A . :D owl:onProperty :q ; owl:allValuesFrom :A . :p rdfs:subPropertyOf :q .",
        "",
        ":D rdfs:subClassOf :C .",
    ),
]
BREAKING = [
    ("prp-irp", ":p a owl:IrreflexiveProperty .", ":x :p :x ."),
    ("prp-asyp", ":p a owl:AsymmetricProperty .", ":x :p :y . :y :p :x ."),
    ("prp-pdw", ":p owl:propertyDisjointWith :q .", ":x :p :y ; :q :y ."),
    ("prp-adp", "[] a owl:AllDisjointProperties ; owl:members ( :p :q :r ) .", ":x :p :y ; :q :y ."),
    (
        "prp-npa1",
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ; owl:assertionProperty :p ; owl:targetIndividual :y .",
        ":x :p :y .",
    ),
    (
        "prp-npa2",
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ; owl:assertionProperty :p ; owl:targetValue 1 .",
        ":x :p 1 .",
    ),
    ("cls-nothing2", "", ":x a owl:Nothing ."),
    ("cls-com", ":A owl:complementOf :B .", ":x a :A , :B ."),
    ("cls-maxc1", ":C owl:onProperty :p ; owl:maxCardinality 0 .", ":x a :C ; :p :y ."),
    (
        "cls-maxqc1",
        ":C owl:onProperty :p ; owl:maxQualifiedCardinality 0 ; owl:onClass :A .",
        ":x a :C ; :p :y . :y a :A .",
    ),
    (
        "cls-maxqc2",
        ":C owl:onProperty :p ; owl:maxQualifiedCardinality 0 ; owl:onClass owl:Thing .",
        ":x a :C ; :p :y .",
    ),
    ("cax-dw", ":A owl:disjointWith :B .", ":x a :A , :B ."),
    ("cax-adc", "[] a owl:AllDisjointClasses ; owl:members ( :A :B :C ) .", ":x a :A , :C ."),
    ("eq-diff1", "", ":x owl:sameAs :y ; owl:differentFrom :y ."),
    ("eq-diff2", "[] a owl:AllDifferent ; owl:members ( :x :y :z ) .", ":x owl:sameAs :y ."),
    ("eq-diff3", "[] a owl:AllDifferent ; owl:distinctMembers ( :x :y :z ) .", ":x owl:sameAs :y ."),
]


@pytest.mark.parametrize(("rule", "terms", "data", "follows"), FOLLOWING, ids=[f"{case[0]}-{case[3]}" for case in FOLLOWING])
def test_each_rule_concludes_what_the_specification_says(rule: str, terms: str, data: str, follows: str) -> None:
    axioms, facts = graph(terms), graph(data)
    proof = Derivations(facts, axioms).proof(triple(follows))
    assert proof is not None
    assert proof.triple == triple(follows)
    assert proof.rule == rule
    assert {leaf.triple for leaf in proof.leaves()} <= {*facts, *axioms}
    assert all(axiom in axioms for axiom in proof.axioms)


@pytest.mark.parametrize(("rule", "terms", "data"), BREAKING, ids=[case[0] for case in BREAKING])
def test_each_contradiction_is_proved(rule: str, terms: str, data: str) -> None:
    [proof] = Derivations(graph(data), graph(terms)).contradictions()
    assert (proof.triple, proof.rule) == (None, rule)
    assert {premise.triple for premise in proof.premises} <= set(graph(data))


def test_every_rule_has_words_and_every_word_a_rule() -> None:
    tried = {case[0] for case in FOLLOWING} | {case[0] for case in BREAKING}
    assert tried == set(RULES)


@pytest.mark.parametrize(
    ("data", "contradicts"),
    [
        (":x a :A . :y a :B .", False),
        (":x :p :y .", False),
        (":x a :A ; :p :y . :y :q :x .", True),
    ],
)
def test_a_contradiction_may_rest_on_what_is_inferred(data: str, contradicts: bool) -> None:
    terms = graph(":A owl:disjointWith :B . :q rdfs:range :B .")
    found = Derivations(graph(data), terms).contradictions()
    assert [proof.rule for proof in found] == (["cax-dw"] if contradicts else [])
    assert all("prp-rng" in rules_of(proof) for proof in found)


def test_two_values_of_a_functional_property_contradict_when_they_are_said_to_differ() -> None:
    terms = graph(":p a owl:FunctionalProperty .")
    data = graph(":x :p :y , :z . :y owl:differentFrom :z .")
    [proof] = Derivations(data, terms).contradictions()
    assert list(rules_of(proof)) == ["eq-diff1", "prp-fp", "", "", ""]


def test_what_does_not_follow_has_no_proof() -> None:
    derivations = Derivations(graph(":x :p :y ."), graph(":p rdfs:domain :A ."))
    for text in (":y a :A .", ":x :q :y .", ":n :p :m ."):
        assert derivations.proof(triple(text)) is None


def test_what_is_given_is_its_own_proof() -> None:
    given_triple = triple(":x :p :y .")
    assert Derivations(graph(":x :p :y ."), Graph()).proof(given_triple) == Proof(given_triple)


def test_the_smallest_proof_is_taken() -> None:
    terms = graph(":p a owl:TransitiveProperty . :q rdfs:subPropertyOf :p .")
    data = graph(":a :p :b . :b :p :c . :c :p :d . :a :q :d .")
    proof = Derivations(data, terms).proof(triple(":a :p :d ."))
    assert proof is not None
    assert (proof.rule, proof.size()) == ("prp-spo1", 2)


def test_of_equal_trees_the_shallowest_is_taken() -> None:
    links = 64
    data = graph("".join(f":n{n} :p :n{n + 1} . " for n in range(links)))
    proof = Derivations(data, graph(":p a owl:TransitiveProperty .")).proof(triple(f":n0 :p :n{links} ."))
    assert proof is not None
    assert proof.size() == 2 * links - 1
    assert height(proof) == 7


def test_too_many_data_are_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "MOST_STEPS", 100)
    data = graph("".join(f":n{n} :p :n{n + 1} . " for n in range(30)))
    with pytest.raises(QueryError, match="too many data"):
        Derivations(data, graph(":p a owl:TransitiveProperty .")).proof(triple(":n0 :p :n30 ."))


def test_circles_of_axioms_end() -> None:
    terms = graph(
        ":p owl:inverseOf :q . :q owl:inverseOf :p . :A rdfs:subClassOf :B . :B rdfs:subClassOf :A . :p rdfs:domain :B ."
    )
    proof = Derivations(graph(":x :q :y ."), terms).proof(triple(":y a :A ."))
    assert proof is not None
    assert list(rules_of(proof)) == ["cax-sco", "prp-dom", "prp-inv1", ""]


def test_no_literal_becomes_a_subject() -> None:
    derivations = Derivations(graph(":x :p 1 ."), graph(":p a owl:SymmetricProperty ; rdfs:range :N ."))
    assert [proof.triple for proof in derivations.about(next(graph(":x :p 1 .").objects()))] == []


def test_all_that_follows_on_a_resource_is_told_with_proofs() -> None:
    derivations = Derivations(graph(":x :p :y ."), graph(":p rdfs:domain :A ; owl:inverseOf :q . :A rdfs:subClassOf :B ."))
    assert [proof.triple for proof in derivations.about(URIRef(EX + "x"))] == [triple(":x a :A ."), triple(":x a :B .")]
    assert [proof.triple for proof in derivations.about(URIRef(EX + "y"))] == [triple(":y :q :x .")]


# -- against owlrl -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["soumu", "farming_build"])
def test_everything_inferred_from_a_plan_rests_on_what_is_given(
    which: str, request: pytest.FixtureRequest, context: Context
) -> None:
    made: Build = request.getfixturevalue(which)
    data, terms = made.graph, context.ontology.terms
    derivations = Derivations(data, terms)
    given_triples = {*data, *terms}
    assert len(made.inferred) > 50
    for inferred in made.inferred:
        proof = derivations.proof(inferred)
        assert proof is not None, inferred
        assert {leaf.triple for leaf in proof.leaves()} <= given_triples
    assert derivations.contradictions() == ()


NAMES = [URIRef(EX + name) for name in ("a", "b", "c")]
PROPERTIES = [URIRef(EX + name) for name in ("p", "q", "r")]
CLASSES = [URIRef(EX + name) for name in ("A", "B", "C")]
AXIOMS = st.one_of(
    st.tuples(st.sampled_from(PROPERTIES), st.sampled_from([RDFS.domain, RDFS.range]), st.sampled_from(CLASSES)),
    st.tuples(st.sampled_from(PROPERTIES), st.sampled_from([RDFS.subPropertyOf, OWL.inverseOf]), st.sampled_from(PROPERTIES)),
    st.tuples(st.sampled_from(CLASSES), st.sampled_from([RDFS.subClassOf, OWL.equivalentClass]), st.sampled_from(CLASSES)),
    st.tuples(
        st.sampled_from(PROPERTIES),
        st.just(RDF.type),
        st.sampled_from([OWL.TransitiveProperty, OWL.SymmetricProperty, OWL.FunctionalProperty, OWL.AsymmetricProperty]),
    ),
)
FACTS = st.one_of(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(PROPERTIES), st.sampled_from(NAMES)),
    st.tuples(st.sampled_from(NAMES), st.just(RDF.type), st.sampled_from(CLASSES)),
)


def graph_of(triples: list[tuple[Node, Node, Node]]) -> Graph:
    found = Graph()
    for one in triples:
        found.add(one)
    return found


@settings(max_examples=40)
@given(st.lists(AXIOMS, max_size=6), st.lists(FACTS, min_size=1, max_size=5))
def test_what_owlrl_infers_has_a_proof_and_what_has_a_proof_owlrl_infers(
    axioms: list[tuple[Node, Node, Node]], facts: list[tuple[Node, Node, Node]]
) -> None:
    terms, data = graph_of(axioms), graph_of(facts)
    reference = infer(data, terms)
    derivations = Derivations(data, terms)
    for inferred in reference.inferred:
        assert derivations.proof(inferred) is not None
    subjects = set(data.subjects())
    proved = {proof.triple for subject in subjects for proof in derivations.about(subject)}
    assert {one for one in proved if one is not None and not (one[1] == OWL.sameAs and one[0] == one[2])} <= set(
        reference.inferred
    )
    assert bool(derivations.contradictions()) == bool(reference.contradictions)


def test_rules_come_in_the_same_order_every_time(context: Context) -> None:
    names = [rule.name for rule in rules_under(read(context.ontology.terms))]
    assert names == [rule.name for rule in rules_under(read(context.ontology.terms + Graph()))]
