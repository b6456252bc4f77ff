"""Findings of a dataset's build: read from the report of each plan, with their places in the documents."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, Literal
from rdflib.namespace import PROV, RDF, RDFS
from rdflib.term import Node

from shisaku.dataset.dataset_layout import existing
from shisaku.dataset.manifest import ManifestEntry, read_manifest
from shisaku.errors import Place, ShisakuError
from shisaku.messages import Message
from shisaku.model.findings import Finding, Rule, Severity
from shisaku.model.source import Description, Source, Span
from shisaku.rdf.graph_files import load_graphs
from shisaku.rdf.namespaces import ASSERTED, REPORT, RULE, SH, SHISAKU
from shisaku.reading.opening import open_source

FAILED = Rule("dataset/not-built", Severity.ERROR)
_SEVERITIES = {str(SH.Violation): Severity.ERROR, str(SH.Warning): Severity.WARNING, str(SH.Info): Severity.INFO}


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """One finding on one document."""

    finding: Finding
    """What was found."""
    place: Place | None
    """Where in the document; None where it is about the whole, or the text is no longer available."""
    document: Path
    """The document."""


def dataset_findings(folder: Path) -> Iterator[PlacedFinding]:
    """The findings on every plan of a dataset, in the order of its build, and the documents that could not be built.

    Raises InputError or OntologyError where the dataset cannot be read.
    """
    layout = existing(folder)
    manifest = read_manifest(layout)
    for failure in manifest.failures:
        yield PlacedFinding(FAILED.at(None, reason=failure.message), None, _document(layout.root, failure.source))
    for entry in manifest.entries:
        document = _document(layout.root, entry.source)
        named = load_graphs(layout.plan(entry.plan))
        found = list(
            _results(named.get(f"{entry.iri}/graph/{REPORT}", Graph()), named.get(f"{entry.iri}/graph/{ASSERTED}", Graph()))
        )
        source = _source(document, entry, named) if found else None
        for finding in found:
            place = None if source is None or finding.span is None else source.place(finding.span)
            yield PlacedFinding(finding, place, document)


def _document(root: Path, source: str) -> Path:
    """The document of that name, relative to the working folder."""
    return Path(os.path.normpath(root / source))


def _results(report: Graph, asserted: Graph) -> Iterator[Finding]:
    """The results of a report, by their numbers."""
    for result in sorted(report.subjects(RDF.type, SH.ValidationResult), key=_number):
        messages = {o.language or "": str(o) for o in report.objects(result, SH.resultMessage) if isinstance(o, Literal)}
        subject = report.value(result, SH.focusNode)
        quoted = report.value(result, PROV.wasQuotedFrom)
        yield Finding(
            rule=str(report.value(result, SH.sourceConstraintComponent)).removeprefix(str(RULE)),
            severity=_SEVERITIES[str(report.value(result, SH.resultSeverity))],
            message=Message.of(messages),
            span=None if quoted is None else _span(quoted),
            subject=None if subject is None else str(subject),
            label=None if subject is None else _label(asserted, subject),
        )


def _number(result: Node) -> int:
    return int(str(result).rpartition("/")[2])


def _span(iri: Node) -> Span:
    start, _, end = str(iri).rpartition("/")[2].partition("-")
    return Span(int(start), int(end))


def _label(asserted: Graph, subject: Node) -> str | None:
    label = asserted.value(subject, RDFS.label)
    return None if label is None else str(label)


def _source(document: Path, entry: ManifestEntry, named: dict[str, Graph]) -> Source | None:
    """The document if it is unchanged, else the text that the graph carries; None where there is neither."""
    asserted = named.get(f"{entry.iri}/graph/{ASSERTED}", Graph())
    file, whole = (asserted.value(None, RDF.type, kind) for kind in (SHISAKU.SourceFile, SHISAKU.SourceText))
    try:
        source = open_source(document)
        if source.sha256 == str(asserted.value(file, SHISAKU.sha256)):
            return source
    except ShisakuError:
        pass  # it is gone, or unreadable
    text = asserted.value(whole, SHISAKU.sourceText)
    return None if text is None else Source(str(text), str(document), Description(entry.plan), "", "utf-8")
