"""Findings from shapes and checks: under which rule, how bad, about what, and at which words of the source."""

from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, RDFS, XSD

from shisaku.graph.mapping import to_graph
from shisaku.messages import Message
from shisaku.model.findings import Finding, Severity
from shisaku.model.plan import Plan
from shisaku.model.source import Span
from shisaku.owl.rl.inference import infer
from shisaku.pipeline import Build, Context
from shisaku.rdf.namespaces import BASIS, DEFAULT_BASE, SHISAKU, PlanIris
from shisaku.shacl import validation
from shisaku.shacl.validation import check, validate
from shisaku.sparql.saved_query import SavedQuery, load_query

SH = Namespace("http://www.w3.org/ns/shacl#")


@pytest.fixture
def iris(plan: Plan) -> PlanIris:
    return PlanIris.of_plan(DEFAULT_BASE, plan)


@pytest.fixture
def data(plan: Plan, iris: PlanIris, context: Context) -> Graph:
    """Both layers of the hand-made plan, free to be spoilt."""
    graphs = to_graph(plan, iris, context.ontology.vocabulary, context.ontology.version)
    return graphs.asserted + graphs.reconstructed


def found(findings: tuple[Finding, ...], rule: str) -> Finding:
    """The only finding of that rule."""
    (one,) = [finding for finding in findings if finding.rule == rule]
    return one


def shacl(data: Graph, context: Context) -> tuple[Finding, ...]:
    return validate(data, context.ontology.schemes, context.ontology.shapes)


def checked(data: Graph, context: Context) -> tuple[Finding, ...]:
    """What the checks find in the data and in what follows from them."""
    return check(data + infer(data, context.terms).inferred, context.ontology.schemes, context.checks)


def errors(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.rule for finding in findings if finding.severity is Severity.ERROR}


def test_the_hand_made_plan_has_no_error(data: Graph, context: Context) -> None:
    assert errors(shacl(data, context)) == set()
    assert errors(checked(data, context)) == set()


def test_a_violation_carries_its_shape_its_severity_and_the_label_of_what_it_is_about(
    data: Graph, context: Context, iris: PlanIris
) -> None:
    data.remove((iris.of("measure/1"), SHISAKU.ordinal, None))
    finding = found(shacl(data, context), "shacl/PlanComponent-ordinal")
    assert finding.severity is Severity.ERROR
    assert finding.subject == str(iris.of("measure/1"))
    assert finding.label == "直売所の整備"


def test_a_violation_points_to_the_words_of_the_source(data: Graph, context: Context, plan: Plan, iris: PlanIris) -> None:
    data.remove((iris.of("measure/1"), SHISAKU.ordinal, None))
    finding = found(shacl(data, context), "shacl/PlanComponent-ordinal")
    assert finding.span is not None
    assert plan.source.quote(finding.span) == "１ 直売所の整備"
    place = plan.source.place(finding.span)
    assert (place.line, place.column, place.text) == (
        plan.source.text.split("\n").index("１ 直売所の整備") + 1,
        1,
        "１ 直売所の整備",
    )


def test_a_violation_on_a_conclusion_points_to_what_was_inferred_about(
    data: Graph, context: Context, plan: Plan, iris: PlanIris
) -> None:
    data.set((iris.placement("measure/2"), SHISAKU.confidence, Literal("1.5", datatype=XSD.decimal)))
    finding = found(shacl(data, context), "shacl/Conclusion-confidence")
    assert finding.span is not None
    assert plan.source.quote(finding.span) == "２ 海の見守り"
    assert finding.label == "海の見守り"
    assert "1.5" in finding.message.verbatim("en")
    assert "1.5" in finding.message.verbatim("ja")


def test_a_violation_speaks_both_languages(data: Graph, context: Context, iris: PlanIris) -> None:
    data.remove((iris.of("measure/1"), SHISAKU.ordinal, None))
    finding = found(shacl(data, context), "shacl/PlanComponent-ordinal")
    assert finding.message.verbatim("ja")
    assert not finding.message.verbatim("ja").isascii()
    assert finding.message.verbatim("en")
    assert finding.message.verbatim("en") != finding.message.verbatim("ja")


def test_a_value_outside_a_scheme_is_shown(data: Graph, context: Context, iris: PlanIris) -> None:
    data.add((iris.placement("measure/1"), SHISAKU.basis, BASIS.hunch))
    finding = found(shacl(data, context), "shacl/Conclusion-basis")
    assert str(BASIS.hunch) in finding.message.verbatim("en")


def test_what_a_shape_calls_a_warning_or_an_info_stays_one(data: Graph, context: Context, iris: PlanIris) -> None:
    data.remove((None, SHISAKU.hasPurpose, None))
    data.remove((None, SHISAKU.directPartOf, iris.of("measure/2")))
    severities = {finding.rule: finding.severity for finding in shacl(data, context)}
    assert severities["shacl/Purpose-owner"] is Severity.WARNING
    assert severities["shacl/Measure-initiative"] is Severity.INFO


def test_findings_come_in_the_same_order_whatever_the_order_of_the_triples(data: Graph, context: Context, iris: PlanIris) -> None:
    for name in ("measure/1", "measure/2", "pillar/1"):
        data.remove((iris.of(name), SHISAKU.ordinal, None))
    backwards = Graph()
    for triple in sorted(data, reverse=True):
        backwards.add(triple)
    assert shacl(data, context) == shacl(backwards, context)
    assert checked(data, context) == checked(backwards, context)


def test_what_conforms_gives_no_finding_and_is_left_as_it_is(context: Context, root: Path) -> None:
    clean = Graph().parse(root / "tests" / "ontology" / "clean.ttl")
    before = set(clean)
    assert shacl(clean, context) == ()
    assert set(clean) == before


def test_a_violation_carries_its_check_its_severity_its_label_and_its_words(
    data: Graph, context: Context, plan: Plan, iris: PlanIris
) -> None:
    data.set((iris.of("measure/2/initiative/1"), RDFS.label, Literal("直売場の新設", lang="ja")))
    finding = found(checked(data, context), "check/wording-is-printed")
    rule = next(rule for rule in context.checks if rule.name == "wording-is-printed")
    assert finding.severity.word == rule.severity
    assert finding.subject == str(iris.of("measure/2/initiative/1"))
    assert finding.label == "直売場の新設"
    assert finding.span is not None
    assert plan.source.quote(finding.span) == "○直売所の新設（再掲）"


def test_a_conclusion_that_is_not_sure_is_a_warning_and_no_error(data: Graph, context: Context, iris: PlanIris) -> None:
    finding = found(checked(data, context), "check/conclusions-are-confident")
    assert finding.severity is Severity.WARNING
    assert finding.subject == str(iris.placement("measure/2"))
    assert "confidence" in finding.message.verbatim("en")
    assert "confidence: 0.3)" in finding.message.verbatim("en")


def test_a_span_that_was_moved_by_one_character_is_found_where_it_is(
    data: Graph, context: Context, plan: Plan, iris: PlanIris
) -> None:
    start = plan.source.text.index("- 1 -")
    quote = URIRef(f"{iris.span(Span(start, start + 5))}/quote")
    oa_exact = URIRef("http://www.w3.org/ns/oa#exact")
    data.set((quote, oa_exact, Literal(" 1 -\n")))
    finding = found(checked(data, context), "check/quote-equals-source")
    assert finding.span == Span(start, start + 5)


@pytest.mark.parametrize("stretch", [1, 3, 10_000])
def test_checks_see_every_triple_however_many_are_handed_over_at_a_time(
    stretch: int, monkeypatch: pytest.MonkeyPatch, write_check: SavedQuery, iris: PlanIris
) -> None:
    monkeypatch.setattr(validation, "_STRETCH", stretch)
    graph = Graph()
    for number in range(7):
        graph.add((iris.of(f"measure/{number}"), RDF.type, SHISAKU.Measure))
    assert len(check(graph, Graph(), (write_check,))) == 7


def test_an_entity_without_a_property_is_reported_by_its_value_alone(write_check: SavedQuery, iris: PlanIris) -> None:
    graph = Graph()
    graph.add((iris.of("measure/1"), RDF.type, SHISAKU.Measure))
    (finding,) = check(graph, Graph(), (write_check,))
    assert finding.message.verbatim("en") == "Not so: Nothing is a measure. (no property here)"
    assert finding.message.verbatim("ja").startswith("施策がない、ではありません")
    assert finding.severity is Severity.INFO
    assert finding.label == "1"


@pytest.fixture
def write_check(tmp_path: Path) -> SavedQuery:
    path = tmp_path / "nothing-is-a-measure.rq"
    path.write_text(
        '#+ summary: "Nothing is a measure."\n#+ summary_ja: "施策がない"\n#+ description: "d"\n#+ description_ja: "d"\n'
        "#+ severity: info\n#+ tags: [x]\n"
        'SELECT ?entity ("" AS ?property) ("no property here" AS ?value) { ?entity a <https://w3id.org/shisaku/ontology#Measure> }\n',
        encoding="utf-8",
    )
    return load_query(path)


def test_only_errors_keep_a_build_from_conforming(farming_build: Build) -> None:
    def conforms(*severities: Severity) -> bool:
        made = tuple(Finding("x/y", severity, farming_build_message()) for severity in severities)
        return Build(
            farming_build.plan,
            farming_build.iris,
            farming_build.asserted,
            farming_build.reconstructed,
            farming_build.graph,
            farming_build.inferred,
            made,
        ).conforms

    assert conforms()
    assert conforms(Severity.INFO, Severity.WARNING)
    assert not conforms(Severity.WARNING, Severity.ERROR)


def farming_build_message() -> Message:
    return Message.of({"ja": "誤り", "en": "wrong"})


def test_a_topic_that_the_schemes_do_not_have_is_found(data: Graph, context: Context, iris: PlanIris) -> None:
    data.add((iris.of("measure/1"), SHISAKU.hasTopic, URIRef("https://w3id.org/shisaku/topic/no-such-topic")))
    assert "shacl/PlanElement-hasTopic" in errors(shacl(data, context))


def test_a_mention_of_a_real_topic_conforms(data: Graph, context: Context) -> None:
    topics = set(data.objects(None, SHISAKU.hasTopic))
    assert topics
    assert topics <= set(context.ontology.schemes.subjects(RDF.type, SHISAKU.Topic))
    assert "shacl/PlanElement-hasTopic" not in {finding.rule for finding in shacl(data, context)}
