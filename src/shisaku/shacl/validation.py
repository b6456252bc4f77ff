"""Validation of data: SHACL shapes, compiled or through pySHACL, and the checks, queries that must return nothing, on Oxigraph.

pySHACL is called here only: it has module-level state while it runs, so calls take turns. Only SHACL Core is used; rules over a
whole plan are checks, because `sh:sparql` makes pySHACL slow.
"""

import logging
from collections.abc import Iterable
from contextlib import redirect_stderr
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from io import StringIO
from itertools import islice
from threading import Lock

from rdflib import BNode, Graph, URIRef
from rdflib.graph import ReadOnlyGraphAggregate
from rdflib.namespace import RDF, SKOS
from rdflib.term import Node

from shisaku.errors import OntologyError
from shisaku.graph.source_locations import label_of, span_of
from shisaku.messages import Message
from shisaku.model.findings import Finding, Rule, Severity
from shisaku.owl.rl.inference import Engine
from shisaku.rdf.namespaces import SH, SHISAKU, local_name
from shisaku.rdf.quads import ntriples, ntriples_lines
from shisaku.rdf.triples import Triple, graph_of
from shisaku.shacl.compiled_shapes import CompiledShapes, Result
from shisaku.shacl.not_covered import ShapeNotCoveredError
from shisaku.shacl.shape_queries import is_advanced
from shisaku.shacl.triple_index import TripleIndex
from shisaku.sparql.saved_query import SavedQuery
from shisaku.sparql.triple_store import TripleStore

_STRETCH = 20_000
"""Triples that are loaded into the store at a time: the text of all would take as much memory as the store."""
_TAKING_TURNS = Lock()
logging.getLogger("pyshacl-validate").setLevel(logging.CRITICAL)  # it would print errors of a shape, beside raising them
_SEVERITIES: dict[Node, Severity] = {
    SH.Violation: Severity.ERROR,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}
_WORDS = {severity.word: severity for severity in Severity}
_REFERENCE_ENGINE = Rule("shacl/reference-engine", Severity.INFO)


@dataclass(frozen=True)
class Shapes:
    """A shapes graph, compiled once for all the graphs that are validated against it."""

    graph: Graph
    """The shapes."""

    @cached_property
    def compiled(self) -> CompiledShapes:
        """The shapes as checks. Raises ShapeNotCoveredError where one is not covered."""
        return CompiledShapes.of(self.graph)


@dataclass(frozen=True)
class PreparedSchemes:
    """The terms and SKOS schemes that data refer to, prepared once for all of these data.

    Topics that data do not mention are left out: there are hundreds, and none can be invalid there.
    """

    graph: Graph
    """Terms and schemes."""

    def referred_to(self, data: Graph) -> Graph:
        """All triples but those about topics that `data` do not mention."""
        return graph_of([*self._common, *(triple for topic in self._mentioned(data) for triple in self._topics[topic])])

    def for_(self, data: Graph) -> TripleIndex:
        """The same, indexed."""
        topics = [triple for topic in self._mentioned(data) for triple in self._topics[topic]]
        return self._common_index | TripleIndex(topics)

    def ntriples_for(self, data: Graph) -> str:
        """The same as N-Triples."""
        return self._common_lines + "".join(self._topic_lines(topic) for topic in self._mentioned(data))

    @cached_property
    def ntriples(self) -> str:
        """All of them as N-Triples."""
        return ntriples(self.graph)

    @cached_property
    def _common_lines(self) -> str:
        return ntriples(self._common)

    def _topic_lines(self, topic: Node) -> str:
        if topic not in self._lines:
            self._lines[topic] = ntriples(self._topics[topic])
        return self._lines[topic]

    @cached_property
    def _lines(self) -> dict[Node, str]:
        return {}

    @cached_property
    def _topics(self) -> dict[Node, list[Triple]]:
        """Triples of each topic, without its alternative labels."""
        topics: dict[Node, list[Triple]] = {topic: [] for topic in self.graph.subjects(RDF.type, SHISAKU.Topic)}
        for s, p, o in self.graph:
            if s in topics and p not in (SKOS.altLabel, SKOS.hiddenLabel):
                topics[s].append((s, p, o))
        return topics

    @cached_property
    def _common(self) -> list[Triple]:
        return [triple for triple in self.graph if triple[0] not in self._topics]

    @cached_property
    def _common_index(self) -> TripleIndex:
        return TripleIndex(self._common)

    def _mentioned(self, data: Graph) -> list[Node]:
        mentioned = {*data.objects(None, SHISAKU.hasTopic), *data.objects(None, SHISAKU.mentionsTopic)}
        return [topic for topic in self._topics if topic in mentioned]


def validate(
    data: Graph, schemes: Graph | PreparedSchemes, shapes: Graph | Shapes, engine: Engine = "compiled"
) -> tuple[Finding, ...]:
    """Every SHACL result on `data` against `shapes` (W3C SHACL 2017), as findings in a stable order.

    Raises OntologyError where the shapes are not SHACL.
    `data` are all layers together, closed under inference; `schemes` are the terms and SKOS schemes they refer to. Repeated calls
    often pass prepared schemes and shapes. Shapes that the compiled engine does not cover go to the reference, with a finding.
    """
    schemes = schemes if isinstance(schemes, PreparedSchemes) else PreparedSchemes(schemes)
    shapes = shapes if isinstance(shapes, Shapes) else Shapes(shapes)
    found, notes = results(data, schemes, shapes, engine)
    whole = ReadOnlyGraphAggregate([data, schemes.graph])
    return tuple(sorted((*(_finding(result, whole) for result in found), *notes), key=_order))


def results(data: Graph, schemes: PreparedSchemes, shapes: Shapes, engine: Engine) -> tuple[list[Result], tuple[Finding, ...]]:
    """Every SHACL result, and a finding where the reference engine had to be used."""
    if engine == "reference" or is_advanced(shapes.graph):
        return _by_reference(data, schemes, shapes), ()
    try:
        return list(shapes.compiled.results(TripleIndex(data) | schemes.for_(data))), ()
    except ShapeNotCoveredError as refusal:
        return _by_reference(data, schemes, shapes), (_REFERENCE_ENGINE.at(None, reason=refusal.message),)


def _by_reference(data: Graph, schemes: PreparedSchemes, shapes: Shapes) -> list[Result]:
    """Every SHACL result, by pySHACL."""
    import pyshacl  # imported on first use: it takes more time to import than to validate a plan

    known = data + schemes.referred_to(data)
    with _TAKING_TURNS, redirect_stderr(StringIO()):
        try:
            _, report, _ = pyshacl.validate(
                known,
                shacl_graph=shapes.graph,
                inference="none",
                inplace=True,
                meta_shacl=False,
                advanced=is_advanced(shapes.graph),
            )
        except Exception as error:  # pySHACL handles only a part of the possible errors in shapes
            reason = " ".join(str(error).split())
            raise OntologyError(Message("shacl-shapes-cannot-used", reason=reason)) from error
    if not isinstance(report, Graph):
        raise OntologyError(Message("shacl-these-data-cannot-validated", report=report))
    return [_reported(report, node) for node in report.objects(None, SH.result)]


def _reported(report: Graph, node: Node) -> Result:
    """One result of a validation report."""
    properties: dict[Node, Node] = dict(report.predicate_objects(node))
    path = properties.get(SH.resultPath)
    return Result(
        properties[SH.focusNode],
        path if isinstance(path, URIRef) else None,
        properties[SH.sourceConstraintComponent],
        properties[SH.resultSeverity],
        properties.get(SH.value),
        properties[SH.sourceShape],
        tuple(report.objects(node, SH.resultMessage)),
    )


def validate_shapes(shapes: Graph) -> tuple[Finding, ...]:
    """Errors in `shapes` themselves, by the shapes that SHACL has for shapes (W3C SHACL 2017, appendix C; pySHACL's copy)."""
    rules = Graph().parse(data=(files("pyshacl") / "assets" / "shacl-shacl.ttl").read_text(encoding="utf-8"), format="turtle")
    found = validate(shapes, Graph(), rules, "reference")  # these shapes have paths of any length, and no messages
    wrong = Message("shacl-shape-not-well-formed-shacl")
    return tuple(
        replace(
            finding,
            rule=f"shapes/{finding.rule.removeprefix('shacl/')}",
            message=Message("shacl-wrong-message", wrong=wrong, message=finding.message),
        )
        for finding in found
    )


def check(data: Graph, schemes: Graph | PreparedSchemes, checks: Iterable[SavedQuery]) -> tuple[Finding, ...]:
    """Every row that a check returns on `data` and what they refer to of `schemes`, as findings in a stable order."""
    schemes = schemes if isinstance(schemes, PreparedSchemes) else PreparedSchemes(schemes)
    store = TripleStore()
    store.load_ntriples(schemes.ntriples_for(data))
    lines = ntriples_lines(data)
    while stretch := "".join(islice(lines, _STRETCH)):
        store.load_ntriples(stretch)
    findings = []
    for rule in checks:
        for entity, property_, value in store.select(rule.text, name=str(rule.path)).texts():
            findings.append(_violation(rule, entity, property_, value, data))
    return tuple(sorted(findings, key=_order))


def _finding(result: Result, data: Graph) -> Finding:
    """The finding of a result."""
    focus, value, component = result.focus, result.value, local_name(URIRef(str(result.component)))
    subject = URIRef(str(focus))
    texts = {getattr(message, "language", None) or "": str(message) for message in sorted(result.messages, key=str, reverse=True)}
    shown = f" [{value}]" if value is not None and value != focus and not isinstance(value, BNode) else ""
    named = not isinstance(result.shape, BNode)
    return Finding(
        f"shacl/{local_name(URIRef(str(result.shape))) if named else component}",
        _SEVERITIES.get(result.severity, Severity.ERROR),
        Message.of({lang: text + shown for lang, text in (texts or {"": component}).items()}),
        span_of(data, subject),
        str(subject),
        "" if isinstance(focus, BNode) else label_of(data, subject),
        path=None if result.path is None else str(result.path),
        value=None if value is None else str(value),
    )


def _violation(rule: SavedQuery, entity: str, property_: str, value: str, data: Graph) -> Finding:
    focus = URIRef(entity)
    detail = f"{local_name(URIRef(property_))}: {value}" if property_ else value
    message = Message("shacl-not", summary=rule.summary, detail=detail)
    severity = _WORDS.get(rule.severity, Severity.ERROR)
    place = span_of(data, focus)
    return Finding(
        f"check/{rule.name}", severity, message, place, entity, label_of(data, focus), path=property_ or None, value=value or None
    )


def _order(finding: Finding) -> tuple[str, ...]:
    return (
        finding.rule,
        finding.subject or "",
        str(finding.message),
        finding.path or "",
        finding.value or "",
        finding.message.verbatim("ja"),
    )
