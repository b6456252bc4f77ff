"""Whether each place of OWL 2's syntax takes terms of each kind: every predicate with every kind of subject and value.

What is found stands beside this file, one line a triple; `python -m tests.owl.test_profiles_by_kind_of_term` writes it anew. Look
through the difference before it is committed.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.namespace import OWL, RDF, RDFS

from shisaku.messages import Message
from shisaku.model.findings import Finding, Rule
from shisaku.model.source import Span
from shisaku.owl.profiles.profile_check import profile_findings

EXPECTED = Path(__file__).with_suffix(".txt")
PREFIXES = """
@prefix : <https://example.org/bridges#> . @prefix ex: <https://example.org/other#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
OPENING = """
<https://example.org/bridges> a owl:Ontology .
:Bridge a owl:Class . :Arch a owl:Class . :crosses a owl:ObjectProperty . :spans a owl:ObjectProperty . :length a owl:DatatypeProperty .
:width a owl:DatatypeProperty . :note a owl:AnnotationProperty . :Metres a rdfs:Datatype ; owl:equivalentClass xsd:decimal .
"""
TERMS = {
    "class": ":Arch",
    "object property": ":spans",
    "data property": ":width",
    "annotation property": ":note",
    "datatype": ":Metres",
    "another datatype": "xsd:gYear",
    "undeclared": ":unknown",
    "reserved": "rdfs:Resource",
    "thing": "owl:Thing",
    "top": "owl:topObjectProperty",
    "literal": '"a"',
    "expression": "[ a owl:Class ; owl:unionOf ( :Bridge :Arch ) ]",
    "list of classes": "( :Bridge :Arch )",
    "list of properties": "( :crosses :spans )",
    "list of data properties": "( :length :spans )",
    "list of one": "( :Arch )",
    "empty list": "()",
}
VALUES = {
    OWL: """disjointWith complementOf onClass datatypeComplementOf onDatatype onDataRange inverseOf onProperty
        assertionProperty disjointUnionOf hasKey equivalentProperty propertyDisjointWith propertyChainAxiom equivalentClass
        intersectionOf unionOf oneOf someValuesFrom allValuesFrom hasValue members distinctMembers sameAs differentFrom
        sourceIndividual Klass topDataProperty""",
    RDFS: "subClassOf subPropertyOf domain range label",
    RDF: "type",
}
OF_PROPERTIES = ("Property", "PropertyOf", "inverseOf", "domain", "range", "propertyDisjointWith", "propertyChainAxiom")
OWN = (":crosses", ":length", ":note", ":unknown")


def predicates() -> Iterator[str]:
    for namespace, names in VALUES.items():
        prefix = {OWL: "owl", RDFS: "rdfs", RDF: "rdf"}[namespace]
        yield from (f"{prefix}:{name}" for name in names.split())
    yield from OWN


CHARACTERISTICS = "Functional InverseFunctional Transitive Symmetric Asymmetric Irreflexive Reflexive Object Datatype Annotation Ontology Deprecated"
TYPES = [f"owl:{name}Property" for name in CHARACTERISTICS.split()] + [
    *(f"owl:{name}" for name in ("Class", "Restriction", "AllDisjointClasses", "NamedIndividual", "Axiom", "Klass", "Nothing")),
    *("rdfs:Class", "rdfs:Datatype", "rdf:Property", "rdf:List"),
]
ONE, TWO = '"1"^^xsd:nonNegativeInteger', '"2"^^xsd:nonNegativeInteger'
FILLERS = {
    "someValuesFrom": (":Arch", "owl:Thing", "xsd:decimal", "xsd:gYear", "[ a owl:Class ; owl:complementOf :Arch ]"),
    "allValuesFrom": (":Arch", "owl:Thing", "xsd:decimal", "owl:rational", "[ a owl:Class ; owl:unionOf ( :Arch :Bridge ) ]"),
    "hasValue": (":x", '"a"', '"1911"^^xsd:gYear', '"a"^^xsd:decimal', '"1"^^owl:rational', '"1"^^:Metres', '"1"^^:Feet', "[]"),
    "hasSelf": ("true", "false", ":x"),
    **dict.fromkeys(("maxCardinality", "maxQualifiedCardinality"), ('"0"^^xsd:nonNegativeInteger', ONE, TWO, "1", '"x"')),
    **dict.fromkeys(("cardinality", "minCardinality", "qualifiedCardinality", "minQualifiedCardinality"), (ONE, "1")),
}
PLACES = (":Bridge rdfs:subClassOf {} .", "{} rdfs:subClassOf :Bridge .", ":Bridge owl:equivalentClass {} .")
QUALIFIERS = (" ; owl:onClass :Arch", " ; owl:onClass owl:Thing", " ; owl:onDataRange xsd:decimal")
FORMS = (
    "[ a owl:Restriction ; owl:allValuesFrom :Arch ]",
    "[ a owl:Restriction ; owl:onProperty :crosses ]",
    "[ owl:onProperty :crosses ; owl:allValuesFrom :Arch ]",
    "[ a owl:Restriction ; owl:onProperty :crosses , :spans ; owl:allValuesFrom :Arch ]",
    "[ a owl:Restriction ; owl:onProperties ( :crosses :spans ) ; owl:allValuesFrom :Arch ]",
    "[ a owl:Restriction ; owl:onProperty :crosses ; owl:allValuesFrom :Arch ; owl:someValuesFrom :Arch ]",
    "[ a owl:Class ]",
    "[ owl:unionOf ( :Arch :Bridge ) ]",
    "[ a owl:Class ; owl:unionOf ( :Arch ) ; owl:complementOf :Arch ]",
    "[ a rdfs:Datatype ; owl:oneOf ( 1 2 ) ]",
    "[ a owl:Class ; owl:intersectionOf ( :Arch [ owl:complementOf :Bridge ] ) ]",
    "[ a owl:Class ; owl:intersectionOf ( :Arch [ a owl:Class ; owl:unionOf ( :Bridge owl:Thing ) ] ) ]",
    "[ a owl:Class ; owl:complementOf [ a owl:Class ; owl:complementOf :Arch ] ]",
    "[ a owl:Class ; owl:oneOf ( :x [] ) ]",
    "[ a owl:Class ; owl:oneOf ( :x :y ) ]",
    "[ a owl:Class ; owl:unionOf [ rdf:first :Arch ] ]",
    "[ a owl:Class ; owl:unionOf [ rdf:first :Arch , :Bridge ; rdf:rest () ] ]",
    "[ a owl:Class ; owl:unionOf [ rdf:first :Arch ; rdf:rest () , () ] ]",
    "[ a rdfs:Datatype ; owl:intersectionOf ( xsd:decimal xsd:integer ) ]",
    "[ a rdfs:Datatype ; owl:unionOf ( xsd:decimal xsd:gYear ) ]",
    "[ a rdfs:Datatype ; owl:onDatatype xsd:decimal ; owl:withRestrictions ( [ xsd:minInclusive 0 ] ) ]",
)
AXIOMS = (
    ":a :crosses [ :crosses :b ] .",
    ":a :crosses _:x . _:x :crosses _:y . :b :crosses _:y .",
    ":a :crosses _:x . :b :crosses _:x .",
    ":a :crosses _:x . _:x :crosses _:y . _:y :crosses _:x .",
    "_:x :crosses _:x . _:x a :Bridge .",
    ':a :length 1 , "1"^^:Metres , "1"^^:Feet , "1911"^^xsd:gYear , "one"^^xsd:decimal , :b .',
    ":a :crosses 1 ; :note 1 , :b ; :unknown 1 .",
    ":Bridge owl:hasKey ( :length :crosses ) . owl:Thing owl:hasKey ( :length ) .",
    "[] a owl:AllDisjointClasses ; owl:members ( :Bridge owl:Thing ) .",
    "[] a owl:AllDisjointProperties ; owl:members ( :crosses :Bridge ) .",
    "[] a owl:AllDifferent ; owl:distinctMembers ( :a [] ) .",
    ":t a owl:ObjectProperty , owl:TransitiveProperty . :u a owl:ObjectProperty , owl:FunctionalProperty . :t rdfs:subPropertyOf :u .",
    ":t a owl:ObjectProperty , owl:TransitiveProperty . :u a owl:ObjectProperty , owl:IrreflexiveProperty ; owl:inverseOf :t .",
    ":t a owl:ObjectProperty , owl:TransitiveProperty . :u a owl:ObjectProperty , owl:AsymmetricProperty ; owl:equivalentProperty :t .",
    ":t a owl:ObjectProperty , owl:TransitiveProperty . :t owl:propertyDisjointWith :crosses .",
    ":t a owl:ObjectProperty , owl:TransitiveProperty . :crosses owl:propertyDisjointWith [ owl:inverseOf :t ] .",
    ":crosses owl:propertyChainAxiom ( :spans :crosses ) ; a owl:FunctionalProperty .",
    ":crosses owl:propertyChainAxiom ( :spans :spans ) . :spans owl:propertyChainAxiom ( :crosses :spans ) .",
    ":crosses owl:propertyChainAxiom ( :crosses :crosses ) .",
    ":crosses owl:propertyChainAxiom ( :spans :crosses :spans ) .",
    ":crosses owl:propertyChainAxiom ( :spans :crosses ) . :crosses rdfs:subPropertyOf :spans .",
    "owl:topObjectProperty owl:propertyChainAxiom ( :spans :crosses ) .",
    ":Feet a rdfs:Datatype ; owl:equivalentClass :Feet .",
    ":Feet a rdfs:Datatype ; owl:equivalentClass [ a rdfs:Datatype ; owl:unionOf ( xsd:string :Feet ) ] .",
    ":Feet a rdfs:Datatype ; owl:equivalentClass [ a rdfs:Datatype ; owl:datatypeComplementOf :Yards ] . "
    ":Yards a rdfs:Datatype ; owl:equivalentClass :Feet .",
    ":Bridge a rdfs:Datatype . :crosses a owl:DatatypeProperty . :length a owl:AnnotationProperty .",
    "owl:Thing rdfs:subClassOf :Bridge . rdfs:label a owl:ObjectProperty . xsd:string a owl:Class . owl:Gate a owl:Class .",
    ":note rdfs:domain :Bridge ; rdfs:range xsd:gYear ; rdfs:subPropertyOf rdfs:label .",
    "[ owl:inverseOf :crosses ] rdfs:subPropertyOf :spans ; rdfs:domain :Arch .",
)


def snippets() -> Iterator[str]:
    for predicate in predicates():
        subject = ":crosses" if predicate.endswith(OF_PROPERTIES) else ":Bridge"
        yield from (f"{subject} {predicate} {value} ." for value in TERMS.values())
        for name in (":Arch", ":spans", ":width", ":note", ":Metres", ":unknown", "owl:Thing", "rdfs:label", "[]"):
            value = "( :Bridge :Bridge )" if predicate.endswith(("Of", "Axiom", "hasKey", "embers")) else ":Bridge"
            yield f"{name} {predicate} {value} ."
    for kind in TYPES:
        yield from (
            f"{name} a {kind} ." for name in (":Bridge", ":crosses", ":length", ":note", ":Metres", ":x", "owl:Thing", "[]")
        )
    for filler, values in FILLERS.items():
        for value in values:
            for on in (":crosses", ":length"):
                restriction = f"[ a owl:Restriction ; owl:onProperty {on} ; owl:{filler} {value}{{}} ]"
                yield from (place.format(restriction.format("")) for place in PLACES)
                if value == ONE:
                    yield from (PLACES[0].format(restriction.format(qualifier)) for qualifier in QUALIFIERS)
    for form in FORMS:
        yield from (place.format(form) for place in (*PLACES, ":crosses rdfs:range {} .", ":length rdfs:range {} .", ":x a {} ."))
    yield from AXIOMS


def record(rule: Rule, span: Span | None, subject: str | None = None, label: str | None = None, **values: object) -> Finding:
    """A finding that says what its sentence is filled in with, whatever the sentence."""
    filled = ", ".join(f"{name}={value}" for name, value in sorted(values.items()) if name != "name" and value)
    return Finding(rule.id, rule.severity, Message.of(filled), span, subject, label)


@cache
def _opening() -> Graph:
    """Not to be changed."""
    return Graph().parse(data=PREFIXES + OPENING, format="turtle")


def judged(snippet: str) -> str:
    """What is found in it, on one line."""
    graph = Graph().parse(data=PREFIXES + snippet, format="turtle")
    for triple in _opening():
        graph.add(triple)
    found = [
        f"{f.rule.removeprefix('profile/')} {(f.subject or '').rpartition('#')[2]} ({f.message.verbatim('en')})"
        for f in profile_findings(graph)
    ]
    return f"{snippet}  {'; '.join(found) or 'allowed'}"


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    monkeypatch.setattr(Rule, "at", record)
    return {line.partition("  ")[0]: line for line in EXPECTED.read_text(encoding="utf-8").splitlines()}


SNIPPETS = tuple(dict.fromkeys(snippets()))
GROUPS = [SNIPPETS[at : at + 50] for at in range(0, len(SNIPPETS), 50)]


@pytest.mark.filterwarnings("ignore")  # of rdflib, on ill-typed literals
@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group[0])
def test_a_place_takes_the_kinds_of_terms_that_owl_2_says(group: tuple[str, ...], recorded: Mapping[str, str]) -> None:
    assert [judged(snippet) for snippet in group] == [recorded.get(snippet) for snippet in group]


def test_nothing_else_is_recorded(recorded: Mapping[str, str]) -> None:
    assert set(recorded) == set(SNIPPETS)


if __name__ == "__main__":
    pytest.MonkeyPatch().setattr(Rule, "at", record)
    EXPECTED.write_text("".join(f"{judged(snippet)}\n" for snippet in SNIPPETS), encoding="utf-8")
