"""Findings as a SHACL validation report (W3C SHACL 2017, section 3), its results named by IRIs."""

from collections.abc import Iterable

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF, XSD

from shisaku.model.findings import Finding, Severity
from shisaku.rdf.namespaces import RULE, SH, PlanIris

_SEVERITIES = {Severity.ERROR: SH.Violation, Severity.WARNING: SH.Warning, Severity.INFO: SH.Info}


def report_graph(findings: Iterable[Finding], iris: PlanIris) -> Graph:
    """The report on one plan: conforms or not, and a result for each finding, in their order."""
    graph = Graph()
    report, found = iris.of("report"), tuple(findings)
    conforms = all(finding.severity < Severity.ERROR for finding in found)
    graph.add((report, RDF.type, SH.ValidationReport))
    graph.add((report, SH.conforms, Literal(conforms, datatype=XSD.boolean)))
    for number, finding in enumerate(found, start=1):
        result = iris.of(f"report/result/{number}")
        graph.add((report, SH.result, result))
        graph.add((result, RDF.type, SH.ValidationResult))
        graph.add((result, SH.resultSeverity, _SEVERITIES[finding.severity]))
        graph.add((result, SH.sourceConstraintComponent, RULE[finding.rule]))
        graph.add((result, SH.focusNode, _subject(finding, iris)))
        for lang, words in finding.message.in_each_language().items():
            graph.add((result, SH.resultMessage, Literal(words, lang=lang)))
        if finding.span is not None:
            graph.add((result, PROV.wasQuotedFrom, iris.span(finding.span)))
    return graph


def _subject(finding: Finding, iris: PlanIris) -> URIRef:
    if finding.subject is None:
        return iris.plan
    return URIRef(finding.subject) if ":" in finding.subject else iris.of(finding.subject)
