"""Where in the source a resource's words stand, and what a person calls it."""

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDFS, SKOS
from rdflib.term import Node
from tests.graph.town import town

from shisaku.graph.mapping import to_graph
from shisaku.graph.source_locations import label_of, span_of
from shisaku.model.plan import Plan
from shisaku.model.source import Span
from shisaku.pipeline import Context
from shisaku.rdf.namespaces import DEFAULT_BASE, OA, SHISAKU, TOPIC, PlanIris

IRIS = PlanIris(DEFAULT_BASE, "umi-2033", "0a1b2c3d", "4e5f6071")


IRIS_OF_TOWN = PlanIris(DEFAULT_BASE, "haru-2025", IRIS.text_id, IRIS.file_id)


def written(plan: Plan, context: Context) -> Graph:
    iris = PlanIris(DEFAULT_BASE, plan.source.description.id, IRIS.text_id, IRIS.file_id)
    graphs = to_graph(plan, iris, context.ontology.vocabulary, context.ontology.version)
    return graphs.asserted + graphs.reconstructed


@pytest.fixture(scope="module")
def data(plan: Plan, context: Context) -> Graph:
    return written(plan, context)


@pytest.fixture(scope="module")
def details(context: Context) -> Graph:
    return written(town(), context)


def graph_of(*triples: tuple[Node, Node, Node]) -> Graph:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return graph


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("pillar/1", "Ⅰ 漁港を生かす"),
        ("measure/1/initiative/2", "◯☆桟橋の開\n放とAI予報"),
        ("purpose/plan", "海のまちを守り育てる。"),
        ("mark/2606", "☆：制度"),
        ("placement/measure/2", "２ 海の見守り"),
        ("identification/measure/2/initiative/1", "○直売所の新設（再掲）"),
        ("", "海とともに生きる（海業重点計画2033）"),
    ],
)
def test_a_resource_is_where_its_words_or_those_of_what_it_is_about_are_printed(
    path: str, words: str, data: Graph, plan: Plan
) -> None:
    span = span_of(data, IRIS.of(path))
    assert span is not None
    assert plan.source.quote(span) == words


def test_a_span_and_its_selectors_are_where_their_iri_says(data: Graph) -> None:
    for end in ("", "/position", "/quote"):
        assert span_of(data, URIRef(f"{IRIS.span(Span(12, 40))}{end}")) == Span(12, 40)


def test_a_component_of_several_lines_is_where_the_first_is(details: Graph) -> None:
    measure = next(measure for measure in town().measures if measure.key == "measure/1")
    assert len(measure.details.lines) == 3
    assert span_of(details, IRIS_OF_TOWN.of("measure/1")) == measure.span


def test_every_detail_is_where_it_is_printed_and_is_called_by_its_words(details: Graph) -> None:
    found = {str(o): s for s, o in details.subject_objects(SHISAKU.printedForm) if isinstance(s, URIRef)}
    assert {
        "84,000千円",
        "うち国庫 42,000千円",
        "都市整備課",
        "12（R5）",
        "やや遅れ",
        "令和８年度末まで",
        "SDGs 11",
        "小学生と保護者",
    } <= set(found)
    for words, detail in found.items():
        span = span_of(details, detail)
        assert span is not None
        assert town().source.quote(span) == words
        assert label_of(details, detail) == words


def test_evidence_is_where_its_words_do_or_where_its_conclusion_does(details: Graph) -> None:
    conclusion = IRIS_OF_TOWN.placement("measure/2")
    spans = [span_of(details, URIRef(f"{conclusion}/{end}")) for end in ("evidence/1", "evidence/2", "rejected/1")]
    quotes = [town().source.quote(span) for span in spans if span is not None]
    assert quotes == ["施策１", "施策２ 読書を広める 担当：図書館", "施策２ 読書を広める 担当：図書館"]
    assert label_of(details, URIRef(f"{conclusion}/rejected/1")) == "読書を広める"


def test_a_detail_that_is_printed_nowhere_has_the_place_of_its_owner() -> None:
    graph = graph_of(
        (IRIS.of("measure/9"), SHISAKU.hasBudgetFigure, IRIS.of("measure/9/budget/a")),
        (IRIS.of("measure/9/budget/a"), SHISAKU.hasBreakdown, IRIS.of("measure/9/budget/a/budget/b")),
        (IRIS.of("measure/9"), SHISAKU.quotedFrom, IRIS.span(Span(5, 8))),
    )
    assert span_of(graph, IRIS.of("measure/9/budget/a/budget/b")) == Span(5, 8)


def test_a_component_without_a_place_has_that_of_its_parent() -> None:
    graph = graph_of(
        (IRIS.of("measure/9"), SHISAKU.directPartOf, IRIS.of("pillar/1")),
        (IRIS.of("pillar/1"), SHISAKU.quotedFrom, IRIS.span(Span(5, 8))),
    )
    assert span_of(graph, IRIS.of("measure/9")) == Span(5, 8)


def test_what_is_printed_nowhere_has_no_place() -> None:
    assert span_of(Graph(), IRIS.of("measure/9")) is None
    assert span_of(Graph(), TOPIC.ai) is None


def test_a_circle_of_parents_ends() -> None:
    graph = graph_of(
        (IRIS.of("group/1"), SHISAKU.directPartOf, IRIS.of("group/2")),
        (IRIS.of("group/2"), SHISAKU.directPartOf, IRIS.of("group/1")),
    )
    assert span_of(graph, IRIS.of("group/1")) is None


def test_a_place_that_is_no_iri_is_passed_over() -> None:
    graph = graph_of((IRIS.of("measure/9"), OA.hasSource, Literal("nowhere")))
    assert span_of(graph, IRIS.of("measure/9")) is None


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("measure/2", "海の見守り"),
        ("purpose/plan", "海のまちを守り育てる。"),
        ("mark/2606", "制度"),
        ("placement/measure/2", "海の見守り"),
        ("identification/measure/2/initiative/1", "直売所の新設"),
        ("text/0a1b2c3d/5-8", "5-8"),
        ("measure/99", "99"),
    ],
)
def test_a_resource_is_called_by_its_words_or_those_of_what_it_is_about_or_by_the_end_of_its_iri(
    path: str, label: str, data: Graph
) -> None:
    assert label_of(data, IRIS.of(path)) == label


def test_the_japanese_label_comes_before_the_english_one() -> None:
    graph = graph_of(
        (TOPIC.sea, SKOS.prefLabel, Literal("aquaculture", lang="en")), (TOPIC.sea, SKOS.prefLabel, Literal("養殖", lang="ja"))
    )
    assert label_of(graph, TOPIC.sea) == "養殖"


def test_without_a_japanese_label_any_label_will_do() -> None:
    graph = graph_of((TOPIC.sea, RDFS.label, Literal("aquaculture", lang="en")))
    assert label_of(graph, TOPIC.sea) == "aquaculture"
