"""The report graph: a SHACL validation report on one plan, its results named by IRIs."""

import pytest
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import PROV, RDF, XSD

from shisaku.messages import Message
from shisaku.model.findings import Finding, Severity
from shisaku.model.source import Span
from shisaku.rdf.namespaces import RULE, PlanIris
from shisaku.shacl.validation_report import report_graph

SH = Namespace("http://www.w3.org/ns/shacl#")
IRIS = PlanIris("https://data.example.org/plans/", "umi-2033")
TRUE, FALSE = (Literal(value, datatype=XSD.boolean) for value in ("true", "false"))


def finding(severity: Severity, rule: str = "reading/no-title", subject: str | None = None, span: Span | None = None) -> Finding:
    return Finding(rule, severity, Message.of({"ja": "題名がない", "en": "no title"}), span, subject)


def test_a_report_without_findings_says_that_the_plan_conforms() -> None:
    assert set(report_graph((), IRIS)) == {
        (IRIS.of("report"), RDF.type, SH.ValidationReport),
        (IRIS.of("report"), SH.conforms, TRUE),
    }


@pytest.mark.parametrize(
    ("severities", "conforms"),
    [
        ((Severity.INFO,), TRUE),
        ((Severity.WARNING, Severity.INFO), TRUE),
        ((Severity.ERROR,), FALSE),
        ((Severity.INFO, Severity.ERROR, Severity.WARNING), FALSE),
    ],
)
def test_only_an_error_keeps_the_plan_from_conforming(severities: tuple[Severity, ...], conforms: Literal) -> None:
    graph = report_graph((finding(severity) for severity in severities), IRIS)
    assert list(graph.objects(IRIS.of("report"), SH.conforms)) == [conforms]


def test_a_result_says_rule_severity_focus_and_message_in_both_languages() -> None:
    graph = report_graph([finding(Severity.WARNING, "check/ordinals-are-unique", "measure/6", Span(3, 9))], IRIS)
    (result,) = graph.objects(IRIS.of("report"), SH.result)
    assert set(graph.predicate_objects(result)) == {
        (RDF.type, SH.ValidationResult),
        (SH.resultSeverity, SH.Warning),
        (SH.sourceConstraintComponent, RULE["check/ordinals-are-unique"]),
        (SH.focusNode, IRIS.of("measure/6")),
        (SH.resultMessage, Literal("題名がない", lang="ja")),
        (SH.resultMessage, Literal("no title", lang="en")),
        (PROV.wasQuotedFrom, IRIS.span(Span(3, 9))),
    }


@pytest.mark.parametrize(
    ("severity", "name"), [(Severity.ERROR, SH.Violation), (Severity.WARNING, SH.Warning), (Severity.INFO, SH.Info)]
)
def test_severities_are_those_of_shacl(severity: Severity, name: URIRef) -> None:
    graph = report_graph([finding(severity)], IRIS)
    assert list(graph.objects(None, SH.resultSeverity)) == [name]


@pytest.mark.parametrize(
    ("subject", "focus"),
    [
        (None, IRIS.plan),
        ("measure/6/initiative/2", IRIS.of("measure/6/initiative/2")),
        ("https://other.example.org/x", URIRef("https://other.example.org/x")),
        ("urn:example:x", URIRef("urn:example:x")),
    ],
)
def test_the_focus_is_the_resource_by_its_key_or_iri_or_else_the_plan(subject: str | None, focus: URIRef) -> None:
    graph = report_graph([finding(Severity.INFO, subject=subject)], IRIS)
    assert list(graph.objects(None, SH.focusNode)) == [focus]


def test_findings_are_numbered_in_their_order() -> None:
    rules = [f"reading/rule-{letter}" for letter in "cab"]
    graph = report_graph([finding(Severity.INFO, rule) for rule in rules], IRIS)
    numbered = [graph.value(IRIS.of(f"report/result/{n}"), SH.sourceConstraintComponent) for n in (1, 2, 3)]
    assert numbered == [RULE[rule] for rule in rules]


def test_the_same_finding_twice_is_two_results() -> None:
    graph = report_graph([finding(Severity.INFO), finding(Severity.INFO)], IRIS)
    assert len(list(graph.objects(IRIS.of("report"), SH.result))) == 2


def test_a_report_has_no_blank_node() -> None:
    graph: Graph = report_graph([finding(Severity.ERROR, span=Span(0, 1))], IRIS)
    assert not [triple for triple in graph if any(isinstance(node, BNode) for node in triple)]
