"""Whether an ontology is inside OWL 2 RL and OWL 2 DL; the examples are about bridges."""

from pathlib import Path

import pytest
from rdflib import Graph

from shisaku.model.findings import Finding, Rule
from shisaku.owl.profiles.profile_check import profile_findings
from shisaku.owl.profiles.profile_rules import RULES
from shisaku.project import Project

_ROOT = Path(__file__).parents[2]
_OPENING = """
@prefix : <https://example.org/bridges#> .
@prefix ex: <https://example.org/other#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/bridges> a owl:Ontology .
:Bridge a owl:Class . :Arch a owl:Class . :Pier a owl:Class . :River a owl:Class .
:crosses a owl:ObjectProperty . :hasPier a owl:ObjectProperty . :partOf a owl:ObjectProperty , owl:TransitiveProperty .
:length a owl:DatatypeProperty . :note a owl:AnnotationProperty .
"""

CASES = {
    "rl-predefined-properties": (
        ":leadsTo a owl:ObjectProperty ; rdfs:subPropertyOf owl:topObjectProperty .",
        ":leadsTo a owl:ObjectProperty ; rdfs:subPropertyOf :crosses .",
    ),
    "rl-datatypes": (":length rdfs:range owl:rational .", ":length rdfs:range xsd:decimal ."),
    "rl-subclass-expressions": (
        "[ a owl:Restriction ; owl:onProperty :hasPier ; owl:allValuesFrom :Pier ] rdfs:subClassOf :Bridge .",
        "[ a owl:Restriction ; owl:onProperty :hasPier ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf :Bridge .",
    ),
    "rl-superclass-expressions": (
        ":Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :crosses ; owl:someValuesFrom :River ] .",
        ":Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :crosses ; owl:allValuesFrom :River ] .",
    ),
    "rl-equivalent-class-expressions": (
        ":Bridge owl:equivalentClass [ a owl:Class ; owl:unionOf ( :Arch :Pier ) ] .",
        ":Bridge owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( :Arch :Pier ) ] .",
    ),
    "rl-data-ranges": (
        ':length rdfs:range [ a rdfs:Datatype ; owl:oneOf ( "short" "long" ) ] .',
        ":length rdfs:range [ a rdfs:Datatype ; owl:intersectionOf ( xsd:decimal xsd:integer ) ] .",
    ),
    "rl-disjoint-union": (
        ":Bridge owl:disjointUnionOf ( :Arch :Pier ) .",
        ":Arch rdfs:subClassOf :Bridge . [] a owl:AllDisjointClasses ; owl:members ( :Arch :Pier ) .",
    ),
    "rl-reflexive-properties": (":crosses a owl:ReflexiveProperty .", ":crosses a owl:SymmetricProperty ."),
    "dl-declarations": (":Arch rdfs:subClassOf :Birdge .", ":Arch rdfs:subClassOf :Bridge ."),
    "dl-property-punning": (":crosses a owl:DatatypeProperty .", ":spans a owl:DatatypeProperty ."),
    "dl-class-punning": (":Bridge a rdfs:Datatype .", ":Metres a rdfs:Datatype ; owl:equivalentClass xsd:decimal ."),
    "dl-typing": (":crosses rdfs:range xsd:string .", ":crosses rdfs:range :River ."),
    "dl-annotation-properties": (
        ":note a owl:FunctionalProperty .",
        ":note rdfs:subPropertyOf rdfs:comment ; rdfs:range xsd:string .",
    ),
    "dl-reserved-vocabulary": (":Arch rdfs:subclassOf :Bridge .", ":Arch rdfs:seeAlso :Bridge ."),
    "dl-datatypes": (
        ":opened a owl:DatatypeProperty ; rdfs:range xsd:date .",
        ":opened a owl:DatatypeProperty ; rdfs:range xsd:dateTime .",
    ),
    "dl-literals": (':nihonbashi a :Bridge ; :length "long"^^xsd:decimal .', ":nihonbashi a :Bridge ; :length 49.0 ."),
    "dl-datatype-definitions": (
        ":Metres a rdfs:Datatype ; owl:equivalentClass :Feet . :Feet a rdfs:Datatype ; owl:equivalentClass :Metres .",
        ":Metres a rdfs:Datatype ; owl:equivalentClass :Feet . :Feet a rdfs:Datatype ; owl:equivalentClass xsd:decimal .",
    ),
    "dl-top-data-property": (
        ":Arch rdfs:subClassOf [ a owl:Restriction ; owl:onProperty owl:topDataProperty ; owl:allValuesFrom xsd:string ] .",
        ":Arch rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :length ; owl:allValuesFrom xsd:decimal ] .",
    ),
    "dl-simple-properties": (":partOf a owl:IrreflexiveProperty .", ":crosses a owl:IrreflexiveProperty ."),
    "dl-property-hierarchy": (
        ":crosses owl:propertyChainAxiom ( :hasPier :partOf ) . :hasPier owl:propertyChainAxiom ( :crosses :partOf ) .",
        ":crosses owl:propertyChainAxiom ( :hasPier :crosses ) .",
    ),
    "dl-anonymous-individuals": (
        "[ a :Bridge ] owl:sameAs :nihonbashi .",
        ":nihonbashi a :Bridge ; :hasPier [ a :Pier ; :hasPier [ a :Pier ] ] .",
    ),
    "dl-lists": (
        ":Bridge rdfs:subClassOf [ a owl:Class ; owl:intersectionOf [ rdf:first :Arch ; rdf:rest [ rdf:first :Pier ] ] ] .",
        ":Bridge rdfs:subClassOf [ a owl:Class ; owl:intersectionOf ( :Arch :Pier ) ] .",
    ),
    "dl-restrictions": (
        ":Bridge rdfs:subClassOf [ a owl:Restriction ; owl:allValuesFrom :River ] .",
        ":Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :crosses ; owl:allValuesFrom :River ] .",
    ),
    "dl-class-expressions": (
        ":Bridge rdfs:subClassOf [ a owl:Class ] .",
        ":Bridge rdfs:subClassOf [ a owl:Class ; owl:complementOf :River ] .",
    ),
    "dl-blank-node-cycles": (
        ":Bridge rdfs:subClassOf _:c . _:c a owl:Class ; owl:complementOf [ a owl:Class ; owl:unionOf ( :River _:c ) ] .",
        ":Bridge rdfs:subClassOf [ a owl:Class ; owl:complementOf [ a owl:Class ; owl:unionOf ( :River :Pier ) ] ] .",
    ),
}
"""For each rule a snippet that breaks it, and one beside it that does not."""

MORE_BREACHES = [
    ("rl-subclass-expressions", "owl:Thing rdfs:subClassOf :Bridge . :Bridge owl:disjointWith owl:Thing ."),
    ("rl-subclass-expressions", ":Bridge owl:disjointWith [ a owl:Class ; owl:complementOf :River ] ."),
    (
        "rl-subclass-expressions",
        "[] a owl:AllDisjointClasses ; owl:members ( :Bridge [ a owl:Class ; owl:complementOf :Arch ] ) .",
    ),
    (
        "rl-subclass-expressions",
        ":Bridge rdfs:subClassOf [ a owl:Class ; owl:complementOf [ a owl:Class ; owl:complementOf :River ] ] .",
    ),
    ("rl-superclass-expressions", ":Bridge rdfs:subClassOf owl:Thing ."),
    ("rl-superclass-expressions", ":crosses rdfs:domain [ a owl:Class ; owl:unionOf ( :Bridge :Arch ) ] ."),
    ("rl-superclass-expressions", ":crosses rdfs:range [ a owl:Class ; owl:oneOf ( :sumida :kanda ) ] ."),
    ("rl-superclass-expressions", ":nihonbashi a [ a owl:Class ; owl:unionOf ( :Bridge :Arch ) ] ."),
    ("rl-superclass-expressions", ":Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :crosses ; owl:hasSelf true ] ."),
    (
        "rl-superclass-expressions",
        ':Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :hasPier ; owl:maxCardinality "2"^^xsd:nonNegativeInteger ] .',
    ),
    (
        "rl-superclass-expressions",
        ':Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :hasPier ; owl:cardinality "1"^^xsd:nonNegativeInteger ] .',
    ),
    (
        "rl-superclass-expressions",
        ":Bridge rdfs:subClassOf [ a owl:Class ; owl:intersectionOf ( :Arch [ a owl:Class ; owl:unionOf ( :Pier :River ) ] ) ] .",
    ),
    ("rl-equivalent-class-expressions", ":Bridge owl:unionOf ( :Arch :Pier ) ."),
    ("rl-data-ranges", ":Long a rdfs:Datatype ; owl:equivalentClass [ a rdfs:Datatype ; owl:datatypeComplementOf xsd:string ] ."),
    (
        "rl-data-ranges",
        ":length rdfs:range [ a rdfs:Datatype ; owl:onDatatype xsd:decimal ; owl:withRestrictions ( [ xsd:minInclusive 0 ] ) ] .",
    ),
    ("rl-datatypes", ':nihonbashi :length "1/3"^^owl:rational .'),
    ("dl-declarations", ":nihonbashi :lenght 49.0 ."),
    ("dl-declarations", ":nihonbashi a :Birdge ."),
    ("dl-declarations", ":Arch rdfs:subClassOf ex:Thing ."),
    ("dl-declarations", ":spans rdfs:domain :Bridge ."),
    ("dl-declarations", ":Arch rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :crossses ; owl:allValuesFrom :River ] ."),
    ("dl-declarations", "[] a owl:AllDisjointClasses ; owl:members ( :Bridge :Rivver ) ."),
    ("dl-declarations", ":crosses owl:propertyChainAxiom ( :hasPeer :crosses ) ."),
    ("dl-declarations", ':nihonbashi :length "49"^^:Metres .'),
    ("dl-declarations", ":Tower a rdfs:Class . :Arch rdfs:subClassOf :Tower ."),
    ("dl-property-punning", ":length a owl:AnnotationProperty ."),
    ("dl-property-punning", ":length a owl:TransitiveProperty ."),
    ("dl-typing", ":length rdfs:range :River ."),
    ("dl-typing", ":Bridge rdfs:subClassOf :crosses ."),
    ("dl-typing", ":length rdfs:subPropertyOf :crosses ."),
    ("dl-typing", ":length owl:inverseOf :crosses ."),
    ("dl-typing", ':nihonbashi :crosses "Nihonbashi River" .'),
    ("dl-typing", ":nihonbashi :length :long ."),
    ("dl-typing", ":Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :crosses ; owl:allValuesFrom xsd:string ] ."),
    ("dl-annotation-properties", ":crosses rdfs:subPropertyOf :note ."),
    ("dl-annotation-properties", ":note owl:equivalentProperty :length ."),
    (
        "dl-annotation-properties",
        ":Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :note ; owl:allValuesFrom :River ] .",
    ),
    ("dl-reserved-vocabulary", ":nihonbashi a owl:Klass ."),
    ("dl-reserved-vocabulary", ":crosses rdfs:range rdfs:Resource ."),
    ("dl-reserved-vocabulary", "owl:Bridge a owl:Class ."),
    ("dl-reserved-vocabulary", "rdfs:label rdfs:domain :Bridge ."),
    ("dl-datatypes", ":length rdfs:range xsd:gYear ."),
    ("dl-datatypes", ':nihonbashi :length "1911-04-03"^^xsd:date .'),
    ("dl-datatypes", ":Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :length ; owl:allValuesFrom xsd:duration ] ."),
    ("dl-simple-properties", ":partOf a owl:AsymmetricProperty ."),
    ("dl-simple-properties", ":partOf a owl:FunctionalProperty ."),
    ("dl-simple-properties", ":partOf a owl:InverseFunctionalProperty ."),
    ("dl-simple-properties", ":partOf owl:propertyDisjointWith :crosses ."),
    ("dl-simple-properties", "[] a owl:AllDisjointProperties ; owl:members ( :crosses :partOf ) ."),
    ("dl-simple-properties", ":hasPart a owl:ObjectProperty , owl:FunctionalProperty ; owl:inverseOf :partOf ."),
    ("dl-simple-properties", ":within a owl:ObjectProperty , owl:FunctionalProperty . :partOf rdfs:subPropertyOf :within ."),
    ("dl-simple-properties", ":crosses a owl:AsymmetricProperty ; owl:propertyChainAxiom ( :hasPier :partOf ) ."),
    (
        "dl-simple-properties",
        ':Pier rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :partOf ; owl:maxCardinality "1"^^xsd:nonNegativeInteger ] .',
    ),
    ("dl-property-hierarchy", ":crosses owl:propertyChainAxiom ( :crosses :hasPier ) ; rdfs:subPropertyOf :hasPier ."),
    ("dl-property-hierarchy", ":crosses owl:propertyChainAxiom ( :hasPier :crosses :hasPier ) ."),
    ("dl-property-hierarchy", ":crosses owl:propertyChainAxiom ( [ owl:inverseOf :crosses ] :hasPier ) ."),
    ("dl-anonymous-individuals", ":nihonbashi :hasPier _:p . _:p :hasPier _:q . _:q :hasPier _:p ."),
    ("dl-anonymous-individuals", ":nihonbashi :hasPier _:p . _:p :hasPier _:q . :kandabashi :hasPier _:q ."),
    ("dl-lists", ":crosses owl:propertyChainAxiom ( :hasPier ) ."),
    ("dl-lists", "[] a owl:AllDisjointClasses ; owl:members ( :Bridge ) ."),
    ("dl-lists", ":crosses owl:propertyChainAxiom _:l . _:l rdf:first :hasPier ; rdf:rest _:l ."),
    ("dl-restrictions", ":Bridge rdfs:subClassOf [ owl:onProperty :crosses ; owl:allValuesFrom :River ] ."),
    (
        "dl-restrictions",
        ":Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :crosses , :hasPier ; owl:allValuesFrom :River ] .",
    ),
    ("dl-restrictions", ":Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :crosses ] ."),
    ("dl-restrictions", ":Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :hasPier ; owl:maxCardinality 1 ] ."),
    (
        "dl-restrictions",
        ':Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :hasPier ; owl:maxQualifiedCardinality "1"^^xsd:nonNegativeInteger ] .',
    ),
    ("dl-anonymous-individuals", ":nihonbashi owl:differentFrom [ a :Bridge ] ."),
    ("dl-blank-node-cycles", ":Bridge rdfs:subClassOf _:c . _:c a owl:Class ; owl:intersectionOf ( :Arch _:c ) ."),
    ("dl-blank-node-cycles", ":length rdfs:range _:r . _:r a rdfs:Datatype ; owl:intersectionOf ( xsd:decimal _:r ) ."),
    ("dl-class-expressions", ":Bridge rdfs:subClassOf [ owl:complementOf :River ] ."),
    ("dl-class-expressions", ":Bridge rdfs:subClassOf [ a owl:Class ; owl:complementOf :River ; owl:unionOf ( :Arch :Pier ) ] ."),
]
"""Other ways to break a rule."""


def _findings(snippet: str) -> list[Finding]:
    return list(profile_findings(Graph().parse(data=_OPENING + snippet, format="turtle")))


def _rules(snippet: str) -> set[str]:
    return {finding.rule for finding in _findings(snippet)}


def test_every_rule_has_a_breach_and_what_holds_beside_it() -> None:
    assert {rule.id for rule in RULES} == {f"profile/{name}" for name in CASES}


@pytest.mark.parametrize("name", CASES)
def test_a_rule_is_broken_by_what_breaks_it_and_by_nothing_else(name: str) -> None:
    breaks, holds = CASES[name]
    found = _findings(breaks)
    assert {finding.rule for finding in found} == ({f"profile/{name}"} | _ALONG.get(name, set()))
    assert all(finding.subject for finding in found)
    assert _rules(holds) == set()


_ALONG = {"dl-top-data-property": {"profile/rl-predefined-properties"}}
"""What cannot be broken alone: the profile has none of the predefined properties anywhere."""


@pytest.mark.parametrize(("name", "snippet"), MORE_BREACHES)
def test_other_breaches_are_found_too(name: str, snippet: str) -> None:
    assert f"profile/{name}" in _rules(snippet)


@pytest.mark.parametrize(
    "snippet",
    [
        ':Bridge :note "1911"^^xsd:gYear ; rdfs:comment "1911-04-03"^^xsd:date .',
        "ex:near a owl:ObjectProperty , owl:TransitiveProperty , owl:IrreflexiveProperty ; rdfs:range [ a owl:Class ; owl:unionOf ( :Arch :Pier ) ] .",
        ":hasPart a owl:ObjectProperty ; owl:inverseOf :partOf . :directPartOf a owl:ObjectProperty , owl:FunctionalProperty ; rdfs:subPropertyOf :partOf .",
        ":crosses owl:propertyChainAxiom ( :crosses :hasPier ) . :hasPier rdfs:subPropertyOf :crosses .",
        ":crosses owl:propertyChainAxiom ( :crosses :crosses ) ; owl:inverseOf :crossedBy . :crossedBy a owl:ObjectProperty .",
        ':length rdfs:range rdf:PlainLiteral . :nihonbashi a :Bridge ; :length "四十九"@ja .',
        ":Bridge a owl:NamedIndividual , :Arch .",
        'ex:Name a owl:Class . :Bridge rdfs:subClassOf ex:Name ; rdfs:label "橋"@ja .',
        ':Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :hasPier ; owl:maxQualifiedCardinality "1"^^xsd:nonNegativeInteger ; owl:onClass :Pier ] .',
        ":Bridge owl:hasKey ( :length ) .",
        "[] a owl:AllDisjointProperties ; owl:members ( :crosses :hasPier ) .",
        "[] a owl:Axiom ; owl:annotatedSource :Arch ; owl:annotatedProperty rdfs:subClassOf ; owl:annotatedTarget :Bridge ; :note 'why' .",
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :nihonbashi ; owl:assertionProperty :crosses ; owl:targetIndividual :sumida .",
    ],
)
def test_what_the_specification_allows_gives_nothing(snippet: str) -> None:
    assert _findings(snippet) == []


def test_a_finding_names_subject_property_and_value() -> None:
    [found] = _findings(":Bridge rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :crosses ; owl:someValuesFrom :River ] .")
    assert found.subject == "https://example.org/bridges#Bridge"
    assert found.path == "http://www.w3.org/2000/01/rdf-schema#subClassOf"
    assert found.value == "http://www.w3.org/2002/07/owl#someValuesFrom"
    assert ":Bridge" in found.message.verbatim("en")
    assert "owl:someValuesFrom" in found.message.verbatim("ja")


def test_axioms_of_an_ontology_that_is_imported_are_not_judged() -> None:
    own = Graph().parse(data=_OPENING + ":Arch rdfs:subClassOf ex:Curve .", format="turtle")
    other = "@prefix ex: <https://example.org/other#> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
    imports = Graph().parse(data=other + "ex:Curve a owl:Class . ex:p a owl:ReflexiveProperty .", format="turtle")
    assert [finding.rule for finding in profile_findings(own)] == ["profile/dl-declarations"]
    assert list(profile_findings(own, imports)) == []


def test_without_a_header_everything_is_judged() -> None:
    graph = Graph().parse(
        data="@prefix owl: <http://www.w3.org/2002/07/owl#> . <urn:a> a owl:ObjectProperty, owl:ReflexiveProperty ."
    )
    assert [finding.rule for finding in profile_findings(graph)] == ["profile/rl-reflexive-properties"]


def test_a_term_that_is_declared_nowhere_is_told_once() -> None:
    found = _findings(":Arch rdfs:subClassOf :Birdge . :Pier rdfs:subClassOf :Birdge .")
    assert [finding.value for finding in found] == ["https://example.org/bridges#Birdge"]


def test_findings_come_in_the_same_order_however_blank_nodes_are_named() -> None:
    snippet = " ".join(breaks for breaks, _ in CASES.values())
    assert _findings(snippet) == _findings(snippet)


def test_our_own_ontology_is_inside_both_profiles() -> None:
    project = Project(_ROOT)
    graph = Graph()
    for path in (*project.schemes, *project.alignments):
        graph.parse(path)
    assert list(profile_findings(graph)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_speaks_both_languages(rule: Rule) -> None:
    assert rule.says().verbatim("ja").endswith("。")
    assert rule.says().verbatim("en").endswith(".")
