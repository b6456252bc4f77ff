"""Compiled shapes: they find what pySHACL finds, on every case, on faults made on purpose, and on every kind of constraint."""

import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, XSD
from rdflib.term import Node
from tests.graph.agreement import Found, broken_sample, difference, found, generated, hierarchy, is_covered
from tests.graph.faults import faulty, shape_mutants

from shisaku.errors import OntologyError
from shisaku.model.findings import Severity
from shisaku.pipeline import Build, Context
from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.namespaces import SH
from shisaku.shacl.not_covered import ShapeNotCoveredError
from shisaku.shacl.validation import PreparedSchemes, Shapes, validate

CASES = sorted((Path(__file__).parents[1] / "ontology" / "shapes").glob("*.ttl"))
PREFIXES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <https://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
EX = "https://example.org/"
NO_SCHEMES = PreparedSchemes(Graph())


@pytest.fixture(scope="module")
def clean(root: Path) -> Graph:
    return load_turtle(root / "tests" / "ontology" / "clean.ttl")


@pytest.fixture(scope="module")
def terms(context: Context) -> PreparedSchemes:
    return hierarchy(context)


@dataclass
class Together:
    """Cases none of which says anything of what another speaks of, so that one run of the slow engine is enough for all."""

    data: Graph
    """The clean plan with these cases."""
    subjects: set[Node]
    """What the cases speak of."""
    different: tuple[Found, Found] | None = None
    """What only one of the engines finds, once it was asked."""


@pytest.fixture(scope="module")
def together(clean: Graph) -> dict[Path, Together]:
    """Each case with those that it is asked with."""
    made: list[Together] = []
    with_others = {}
    for path in CASES:
        case = load_turtle(path)
        subjects = set(case.subjects())
        group = next((group for group in made if not group.subjects & subjects), None)
        if group is None:
            group = Together(clean + Graph(), set())
            made.append(group)
        group.data += case
        group.subjects |= subjects
        with_others[path] = group
    return with_others


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_both_engines_find_the_same_in_every_case(
    case: Path, clean: Graph, terms: PreparedSchemes, context: Context, together: dict[Path, Together]
) -> None:
    group = together[case]
    alone = found(clean + load_turtle(case), terms, context.shapes, "compiled")
    assert alone
    assert not alone - found(group.data, terms, context.shapes, "compiled")
    if group.different is None:
        group.different = difference(group.data, terms, context.shapes)
    assert not any(group.different)


def test_both_engines_find_the_same_in_the_real_plan_and_in_terms_and_schemes(soumu: Build, context: Context) -> None:
    assert not any(difference(soumu.graph + soumu.inferred, context.schemes, context.shapes))


def test_both_engines_report_the_same_findings_in_the_same_order(clean: Graph, terms: PreparedSchemes, context: Context) -> None:
    data = faulty(clean, 60, Random(2))
    data -= [triple for triple in data if BNode in map(type, triple)]
    reported = validate(data, terms, context.shapes)
    assert len({finding.rule for finding in reported}) > 10
    assert reported == validate(data, terms, context.shapes, "reference")


def test_both_engines_find_the_same_under_shapes_that_were_spoilt(clean: Graph, terms: PreparedSchemes, context: Context) -> None:
    sample, compared = broken_sample(clean), 0
    for done, graph in shape_mutants(context.ontology.shapes, 15, Random(3)):
        mutant = Shapes(graph)
        if is_covered(mutant):
            compared += 1
            assert not any(difference(sample, terms, mutant)), done
    assert compared > 10


@pytest.mark.parametrize("seed", range(0, 24, 3))
def test_both_engines_find_the_same_in_spoilt_data(seed: int, clean: Graph, terms: PreparedSchemes, context: Context) -> None:
    data = faulty(clean, 1 + seed * 4, Random(seed))
    assert not any(difference(data, terms, context.shapes))


@pytest.mark.parametrize("seed", range(2))
def test_both_engines_find_the_same_in_spoilt_plans_that_were_generated(
    seed: int, terms: PreparedSchemes, context: Context
) -> None:
    data = faulty(generated(seed, context), 30, Random(seed))
    assert found(data, terms, context.shapes, "compiled")
    assert not any(difference(data, terms, context.shapes))


# -- every constraint by itself, on values of every kind ------------------------------------------


def shapes_of(turtle: str) -> Shapes:
    return Shapes(Graph().parse(data=PREFIXES + turtle, format="turtle"))


def values() -> list[Node]:
    """Terms of every kind, ill-typed literals included."""
    texts = ("", "a", "abc", " b", "あいう", "1", "2", "10", "-3", "2.5", "true", "x")
    with_datatypes = ("", "abc", "1", "2", "-3", "2.5", "true")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        datatypes = (XSD.string, XSD.integer, XSD.decimal, XSD.boolean, XSD.positiveInteger, XSD.float, URIRef(f"{EX}own"))
        typed = [Literal(text, datatype=datatype) for datatype in datatypes for text in with_datatypes]
    dates = [Literal(text, datatype=kind) for kind, text in ((XSD.date, "2031-02-03"), (XSD.dateTime, "2031-02-03T04:05:06"))]
    tagged = [Literal("abc", lang=language) for language in ("ja", "en", "en-GB", "EN", "fr")]
    plain = [Literal(text) for text in texts]
    return [*typed, *dates, *tagged, *plain, URIRef(f"{EX}thing"), URIRef(f"{EX}other"), BNode("one")]


@cache
def each_with_a_value() -> Graph:
    """Not to be changed: a resource for each value that has it twice over, and some that have several or none."""
    graph, all_of_them = Graph(), values()
    thing, kind = URIRef(f"{EX}thing"), URIRef(f"{EX}Kind")
    for number, value in enumerate(all_of_them):
        node = URIRef(f"{EX}{number}")
        graph.add((node, RDF.type, kind))
        graph.add((node, URIRef(f"{EX}p"), value))
        graph.add((node, URIRef(f"{EX}q"), all_of_them[number * 7 % len(all_of_them)]))
        if number % 3 == 0:
            graph.add((node, URIRef(f"{EX}p"), all_of_them[number * 5 % len(all_of_them)]))
            graph.add((node, URIRef(f"{EX}q"), value))
    graph.add((URIRef(f"{EX}none"), RDF.type, URIRef(f"{EX}SubKind")))
    graph.add((URIRef(f"{EX}SubKind"), RDFS.subClassOf, kind))
    graph.add((kind, RDFS.subClassOf, URIRef(f"{EX}SubKind")))
    graph.add((thing, RDF.type, URIRef(f"{EX}SubKind")))
    graph.add((thing, RDF.type, RDFS.Resource))
    return graph


CONSTRAINTS = (
    "sh:class :Kind", "sh:class :Kind , :Other", "sh:datatype xsd:string", "sh:datatype xsd:integer", "sh:datatype xsd:decimal",
    "sh:datatype xsd:boolean", "sh:datatype xsd:positiveInteger", "sh:datatype xsd:date", "sh:datatype rdf:langString",
    "sh:datatype rdfs:Literal", "sh:datatype rdfs:Datatype", "sh:datatype :own", "sh:nodeKind sh:IRI", "sh:nodeKind sh:BlankNode",
    "sh:nodeKind sh:Literal", "sh:nodeKind sh:BlankNodeOrIRI", "sh:nodeKind sh:BlankNodeOrLiteral", "sh:nodeKind sh:IRIOrLiteral",
    "sh:minCount 0", "sh:minCount 2", "sh:maxCount 0", "sh:maxCount 1", "sh:minInclusive 2", "sh:minExclusive 2", "sh:maxInclusive 2",
    "sh:maxExclusive 2.0", "sh:minInclusive 'b'", "sh:maxExclusive '2031-02-03T04:05:06'^^xsd:dateTime", "sh:minLength 2",
    "sh:minLength 0", "sh:maxLength 2", "sh:pattern '^[a-z]+$'", "sh:pattern 'b' , 'c'", "sh:languageIn ( 'ja' )",
    "sh:languageIn ( 'en' 'fr' )", "sh:languageIn ( '*' )", "sh:uniqueLang true", "sh:uniqueLang false", "sh:disjoint :q",
    "sh:in ( 1 'abc'@ja :thing )", "sh:in ()", "sh:hasValue 1", "sh:hasValue :thing , 'abc'@en", "sh:not :IsText", "sh:node :IsText",
    "sh:or ( :IsText :IsSmall )", "sh:and ( :IsText :IsSmall )", "sh:xone ( :IsText :IsSmall )", "sh:node :Closed",
    "sh:qualifiedValueShape :IsText ; sh:qualifiedMinCount 1", "sh:qualifiedValueShape :IsText ; sh:qualifiedMaxCount 0",
    "sh:qualifiedValueShape :IsSmall ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1", "sh:property :Inner",
    "sh:minCount 1 ; sh:deactivated true", "sh:minCount 3 ; sh:severity sh:Warning", "sh:maxCount 0 ; sh:severity :odd",
)  # fmt: skip
HELPERS = """
:IsText a sh:NodeShape ; sh:datatype xsd:string . :IsSmall a sh:NodeShape ; sh:minLength 1 ; sh:maxLength 1 .
:Inner a sh:PropertyShape ; sh:path rdf:type ; sh:maxCount 0 ; sh:message "内"@ja , "inner"@en .
:Closed a sh:NodeShape ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:message "閉"@ja , "closed"@en .
"""
TARGETS = "sh:targetClass :Kind ; sh:targetNode :nowhere , 'text' ; sh:targetSubjectsOf :q ; sh:targetObjectsOf :q"


def judged_alike(turtle: str) -> None:
    shapes = shapes_of(turtle)
    only_compiled, only_reference = difference(each_with_a_value(), NO_SCHEMES, shapes)
    assert (only_compiled, only_reference) == ({}, {})


@pytest.mark.parametrize("path", [":p", "[ sh:inversePath :p ]", "[ sh:alternativePath ( :p :q [ sh:inversePath :q ] ) ]"])
@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_a_constraint_of_a_property_shape_means_the_same_to_both_engines(constraint: str, path: str) -> None:
    judged_alike(
        f'{HELPERS} :S a sh:PropertyShape ; {TARGETS} ; sh:path {path} ; {constraint} ; sh:message "誤"@ja , "wrong"@en .'
    )


OF_NODES = [c for c in CONSTRAINTS if not any(word in c for word in ("Count", "uniqueLang", "qualified"))]


@pytest.mark.parametrize("constraint", [*OF_NODES, "sh:closed true ; sh:property :Inner", "sh:closed false"])
def test_a_constraint_of_a_node_shape_means_the_same_to_both_engines(constraint: str) -> None:
    judged_alike(f'{HELPERS} :S a sh:NodeShape ; {TARGETS} ; {constraint} ; sh:message "誤"@ja , "wrong"@en .')


def test_less_than_means_the_same_to_both_engines() -> None:
    data = each_with_a_value() + Graph()
    for triple in [triple for triple in data if isinstance(triple[2], BNode)]:
        data.remove(triple)
    shape = shapes_of(f'{HELPERS} :S {TARGETS} ; sh:path :p ; sh:lessThan :q ; sh:message "誤"@ja , "wrong"@en .')
    assert found(data, NO_SCHEMES, shape, "compiled")
    assert not any(difference(data, NO_SCHEMES, shape))


def test_a_blank_node_that_cannot_be_compared_is_a_result() -> None:
    shape = shapes_of(':S sh:targetSubjectsOf :p ; sh:path :p ; sh:lessThan :q ; sh:message "誤"@ja , "wrong"@en .')
    data = Graph().parse(data=PREFIXES + ":a :p [] ; :q 1 .", format="turtle")
    assert [finding.rule for finding in validate(data, NO_SCHEMES, shape)] == ["shacl/S"]


# -- what is not covered is refused ---------------------------------------------------------------

REFUSED = {
    "sh:path :p ; sh:equals :q": "equals",
    "sh:path :p ; sh:lessThanOrEquals :q": "lessThanOrEquals",
    "sh:path :p ; sh:pattern 'a' ; sh:flags 'i'": "flags",
    "sh:path ( :p :q ) ; sh:minCount 1": "path",
    "sh:path [ sh:zeroOrMorePath :p ] ; sh:minCount 1": "path",
    "sh:path [ sh:inversePath [ sh:inversePath :p ] ] ; sh:minCount 1": "path",
    "sh:path :p ; sh:qualifiedValueShape :I ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true": "qualifiedValueShapesDisjoint",
    "sh:path :p ; sh:sparql [ sh:select 'SELECT $this {}' ]": "sparql",
    "sh:path :p ; sh:minCuont 1": "minCuont",
    "sh:path :p ; sh:minCount 'one'": "minCount",
    "sh:path :p ; sh:minCount 1 , 2": "minCount",
    "sh:path :p ; sh:pattern '('": "pattern",
    "sh:path :p ; sh:pattern true": "pattern",
    "sh:path :p ; sh:nodeKind :odd": "nodeKind",
    "sh:path :p ; sh:qualifiedMinCount 1": "qualifiedValueShape",
    "sh:path :p ; sh:or ()": "or",
    "sh:path :p ; sh:in :no-list": "List",
    "sh:path :p ; sh:uniqueLang 'yes'": "uniqueLang",
    "sh:path :p , :q ; sh:minCount 1": "path",
    "sh:minCount 1": "minCount",
    "sh:property :I": "property",
    "sh:node :S": "property",
    "sh:ignoredProperties ( :p )": "ignoredProperties",
    "a rdfs:Class ; sh:nodeKind sh:IRI": "type",
    "sh:target [ a sh:SPARQLTarget ] ; sh:nodeKind sh:IRI": "target",
}


@pytest.mark.parametrize(("stated", "construct"), REFUSED.items())
def test_what_is_not_covered_is_refused_by_name(stated: str, construct: str) -> None:
    shapes = shapes_of(f':I a sh:NodeShape . :S sh:targetClass :Kind ; {stated} ; sh:message "誤"@ja , "wrong"@en .')
    with pytest.raises(ShapeNotCoveredError) as refusal:
        assert shapes.compiled is not None
    assert f"{construct} of the shape" in refusal.value.message.verbatim("en")
    assert construct in refusal.value.message.verbatim("ja")


def test_a_shape_that_reports_without_a_message_is_refused() -> None:
    with pytest.raises(ShapeNotCoveredError, match="message of the shape S"):
        assert shapes_of(":S a sh:NodeShape ; sh:targetClass :Kind ; sh:nodeKind sh:Literal .").compiled is not None


def test_shapes_that_are_refused_go_to_the_reference_with_a_note_that_says_why() -> None:
    shapes = shapes_of(':S sh:targetSubjectsOf :p ; sh:path :p ; sh:equals :q ; sh:message "誤"@ja , "wrong"@en .')
    data = Graph().parse(data=PREFIXES + ":a :p 1 .", format="turtle")
    wrong, note = validate(data, NO_SCHEMES, shapes)
    assert (wrong.rule, wrong.severity) == ("shacl/S", Severity.ERROR)
    assert (note.rule, note.severity) == ("shacl/reference-engine", Severity.INFO)
    assert "equals of the shape S" in note.message.verbatim("en")
    assert "pySHACL" in note.message.verbatim("ja")
    assert validate(data, NO_SCHEMES, shapes, "reference") == (wrong,)


def test_where_the_reference_stumbles_over_a_shape_the_shapes_are_reported_to_be_wrong() -> None:
    shapes = shapes_of(':S sh:targetSubjectsOf :p ; sh:path :p ; sh:pattern true ; sh:message "誤"@ja , "wrong"@en .')
    data = Graph().parse(data=PREFIXES + ":a :p 1 .", format="turtle")
    with pytest.raises(OntologyError, match="cannot be used"):
        validate(data, NO_SCHEMES, shapes)


def test_our_own_shapes_are_all_covered(context: Context) -> None:
    assert len(context.shapes.compiled.targeted) > 25
    assert {SH.targetClass, SH.targetSubjectsOf} == {p for _, targets in context.shapes.compiled.targeted for p, _ in targets}
