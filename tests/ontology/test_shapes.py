"""The SHACL shapes. Each file of shapes/ is read together with clean.ttl and violates the shape it is named after; the gate sees to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from shisaku.findings import Severity
from shisaku.graph.inference import infer
from shisaku.graph.namespaces import SHISAKU
from shisaku.graph.ontology import load_turtle
from shisaku.graph.validation import validate
from shisaku.pipeline import Context

HERE = Path(__file__).parent
CLEAN = HERE / "clean.ttl"
DELTAS = sorted((HERE / "shapes").glob("*.ttl"))
SH = Namespace("http://www.w3.org/ns/shacl#")
SHAPES = "https://w3id.org/shisaku/shapes#"
TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
CONSTRAINING = (SH.property, SH.node, SH["not"], SH.qualifiedValueShape)
COMBINING = (SH["or"], SH["and"], SH.xone)


@pytest.fixture(scope="module")
def shapes(context: Context) -> Graph:
    return context.ontology.shapes


@pytest.fixture(scope="module")
def clean() -> Graph:
    return load_turtle(CLEAN)


@pytest.fixture(scope="module")
def referred_to(context: Context) -> Graph:
    """Terms and schemes without what makes a term a target of its own, and without topics, of which the clean plan uses none:
    what cannot be at fault need not be validated a hundred times."""
    kept = Graph()
    topics = set(context.ontology.schemes.subjects(RDF.type, SHISAKU.Topic))
    for s, p, o in context.ontology.schemes:
        if p != RDFS.isDefinedBy and s not in topics:
            kept.add((s, p, o))
    return kept


def name_of(shape: Node) -> str:
    return str(shape).removeprefix(SHAPES)


def used_by(shapes: Graph, shape: Node) -> Iterator[Node]:
    """The shape, and every shape that it is put together from."""
    seen: set[Node] = set()
    waiting = [shape]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        yield here
        waiting += [part for predicate in CONSTRAINING for part in shapes.objects(here, predicate)]
        for predicate in COMBINING:
            for members in shapes.objects(here, predicate):
                waiting += list(Collection(shapes, members))


def targeted(shapes: Graph) -> set[Node]:
    return {shape for predicate in TARGETS for shape in shapes.subjects(predicate, None)}


def test_the_clean_plan_conforms_with_the_whole_ontology_and_all_that_follows_from_it(
    clean: Graph, context: Context, shapes: Graph
) -> None:
    inference = infer(clean, context.ontology.terms)
    assert inference.contradictions == ()
    assert validate(clean + inference.inferred, context.ontology.schemes, shapes) == ()


def test_the_terms_and_schemes_conform_by_themselves(context: Context, shapes: Graph) -> None:
    assert validate(Graph(), context.ontology.schemes, shapes) == ()


def test_every_delta_is_named_after_a_shape(shapes: Graph) -> None:
    known = {name_of(shape) for kind in (SH.NodeShape, SH.PropertyShape) for shape in shapes.subjects(RDF.type, kind)}
    assert {delta.stem for delta in DELTAS} <= known


def test_every_node_shape_with_a_target_has_a_file_that_breaks_it(shapes: Graph) -> None:
    stems = {delta.stem for delta in DELTAS}
    # Furniture and unread text share the property shapes that forbid a claim; these carry the shapes' names
    unbroken = {name_of(shape) for shape in targeted(shapes) if not stems & {name_of(used) for used in used_by(shapes, shape)}}
    assert unbroken == set()


def test_every_property_shape_that_a_target_reaches_has_a_file_that_breaks_it(shapes: Graph) -> None:
    stems = {delta.stem for delta in DELTAS}
    # a term that lacks anything violates TermShape as a whole, since sh:or reports no member of its own
    silent = {name_of(used) for used in used_by(shapes, URIRef(SHAPES + "TermShape"))} - {"TermShape"}
    wanted = {
        name_of(used)
        for shape in targeted(shapes)
        for used in used_by(shapes, shape)
        if (used, RDF.type, SH.PropertyShape) in shapes
    }
    assert wanted - silent - stems == set()


def test_no_shape_is_idle(shapes: Graph) -> None:
    reached = {used for shape in targeted(shapes) for used in used_by(shapes, shape)}
    declared = {shape for kind in (SH.NodeShape, SH.PropertyShape) for shape in shapes.subjects(RDF.type, kind)}
    assert {name_of(shape) for shape in declared - reached} == set()


def test_every_shape_that_reports_speaks_both_languages_and_has_a_severity(shapes: Graph) -> None:
    reporting = set(shapes.subjects(SH.severity, None))
    assert reporting
    for shape in reporting:
        languages = sorted(getattr(message, "language", None) or "" for message in shapes.objects(shape, SH.message))
        assert languages == ["en", "ja"], name_of(shape)
    for property_shape in shapes.subjects(RDF.type, SH.PropertyShape):
        inside_another = any(
            True for predicate in (SH.qualifiedValueShape, SH["not"]) for _ in shapes.subjects(predicate, property_shape)
        )
        assert inside_another or property_shape in reporting, name_of(property_shape)


def test_shapes_are_named_by_iris_so_that_a_report_can_name_them(shapes: Graph) -> None:
    for kind in (SH.NodeShape, SH.PropertyShape):
        for shape in shapes.subjects(RDF.type, kind):
            assert str(shape).startswith(SHAPES)


def test_shapes_use_shacl_core_only(shapes: Graph) -> None:
    beyond_core = {SH.sparql, SH.target, SH.rule, SH.js, SH.SPARQLTarget, SH.validator}
    assert not [triple for triple in shapes if triple[1] in beyond_core or triple[2] in beyond_core]


def test_every_property_of_the_ontology_that_a_shape_names_exists(shapes: Graph, context: Context) -> None:
    namespace = "https://w3id.org/shisaku/ontology#"
    named = {node for triple in shapes for node in triple if str(node).startswith(namespace)}
    assert named
    assert {str(term) for term in named if (term, None, None) not in context.ontology.terms} == set()


def test_a_warning_of_a_shape_is_a_warning_of_the_finding(clean: Graph, referred_to: Graph, shapes: Graph) -> None:
    findings = validate(clean + load_turtle(HERE / "shapes" / "Measure-initiative.ttl"), referred_to, shapes)
    declared = shapes.value(URIRef(SHAPES + "Measure-initiative"), SH.severity)
    assert declared == SH.Warning
    assert [finding.severity for finding in findings] == [Severity.WARNING]
