"""What is wrong with the data: SHACL shapes through pySHACL, and the checks, queries that must return nothing, on Oxigraph.

pySHACL is called here only: it keeps module-level state while it runs, so calls take turns. Only SHACL Core is used; rules over a
whole plan are checks, because `sh:sparql` makes pySHACL slow.
"""

import logging
from collections.abc import Iterable
from contextlib import redirect_stderr
from dataclasses import replace
from importlib.resources import files
from io import StringIO
from threading import Lock

import pyshacl
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.term import Node

from shisaku.errors import Message, OntologyError
from shisaku.findings import Finding, Severity
from shisaku.graph.namespaces import SH, SHISAKU, local_name
from shisaku.graph.whereabouts import label_of, span_of
from shisaku.quads import ntriples
from shisaku.saved_query import SavedQuery
from shisaku.sparql import TripleStore

_TAKING_TURNS = Lock()
logging.getLogger("pyshacl-validate").setLevel(logging.CRITICAL)  # it would print, beside raising, what is wrong with a shape
_SEVERITIES = {SH.Violation: Severity.ERROR, SH.Warning: Severity.WARNING, SH.Info: Severity.INFO}
_WORDS = {severity.word: severity for severity in Severity}


def validate(data: Graph, schemes: Graph, shapes: Graph) -> tuple[Finding, ...]:
    """Every SHACL result on `data` under `shapes` (W3C SHACL 2017), as findings in a stable order.

    Raises OntologyError where the shapes are not SHACL.
    `data` are all layers together, closed under inference; `schemes` are the terms and SKOS schemes they refer to.
    """
    known = data + _referred_to(data, schemes)
    with _TAKING_TURNS, redirect_stderr(StringIO()):
        try:
            _, report, _ = pyshacl.validate(known, shacl_graph=shapes, inference="none", inplace=True, meta_shacl=False)
        except (ShapeLoadError, ConstraintLoadError, ReportableRuntimeError) as error:
            said = " ".join(str(error).split())
            raise OntologyError(Message(f"シェイプが使えません（{said}）。", f"The shapes cannot be used ({said}).")) from error
    if not isinstance(report, Graph):
        raise OntologyError(Message(f"検証できません（{report}）。", f"These data cannot be validated ({report})."))
    results = [_result(report, node, known) for node in report.objects(None, SH.result)]
    return tuple(sorted(results, key=_order))


def validate_shapes(shapes: Graph) -> tuple[Finding, ...]:
    """What is wrong with `shapes` themselves, by the shapes that SHACL has for shapes (W3C SHACL 2017, appendix C; pySHACL's copy)."""
    rules = Graph().parse(data=(files(pyshacl) / "assets" / "shacl-shacl.ttl").read_text(encoding="utf-8"), format="turtle")
    found = validate(shapes, Graph(), rules)
    wrong = "シェイプが SHACL として正しくありません", "the shape is not well-formed SHACL"
    return tuple(
        replace(
            finding,
            rule=f"shapes/{finding.rule.removeprefix('shacl/')}",
            message=Message(f"{wrong[0]}（{finding.message.ja}）。", f"{wrong[1]} ({finding.message.en})."),
        )
        for finding in found
    )


def check(data: Graph, schemes: Graph, checks: Iterable[SavedQuery]) -> tuple[Finding, ...]:
    """Every row that a check returns on `data` and `schemes`, as findings in a stable order."""
    store = TripleStore()
    store.load_ntriples(ntriples(data))
    store.load_ntriples(ntriples(schemes))
    findings = []
    for rule in checks:
        for entity, property_, value in store.select(rule.text, name=str(rule.path)).texts():
            findings.append(_breach(rule, entity, property_, value, data))
    return tuple(sorted(findings, key=_order))


def _referred_to(data: Graph, schemes: Graph) -> Graph:
    """Of `schemes` all but those topics that `data` do not mention: there are hundreds, and none can be at fault here."""
    topics = set(schemes.subjects(RDF.type, SHISAKU.Topic))
    unused = topics - set(data.objects(None, SHISAKU.hasTopic)) - set(data.objects(None, SHISAKU.mentionsTopic))
    kept = Graph()
    for s, p, o in schemes:
        if s not in unused and not (s in topics and p in (SKOS.altLabel, SKOS.hiddenLabel)):
            kept.add((s, p, o))
    return kept


def _result(report: Graph, node: Node, data: Graph) -> Finding:
    focus = report.value(node, SH.focusNode)
    subject = URIRef(str(focus))
    shape = URIRef(str(report.value(node, SH.sourceShape)))
    component = local_name(URIRef(str(report.value(node, SH.sourceConstraintComponent))))
    value = report.value(node, SH.value)
    texts = {getattr(m, "language", None): str(m) for m in report.objects(node, SH.resultMessage)}
    english = texts.get("en") or next(iter(texts.values()), component)
    shown = f" [{value}]" if value is not None and value != focus and not isinstance(value, BNode) else ""
    message = Message((texts.get("ja") or english) + shown, english + shown)
    severity = _SEVERITIES.get(URIRef(str(report.value(node, SH.resultSeverity))), Severity.ERROR)
    rule = f"shacl/{local_name(shape)}" if not shape.startswith("n") else f"shacl/{component}"
    path = report.value(node, SH.resultPath)
    return Finding(
        rule,
        severity,
        message,
        span_of(data, subject),
        str(subject),
        "" if isinstance(focus, BNode) else label_of(data, subject),
        path=str(path) if isinstance(path, URIRef) else None,
        value=None if value is None else str(value),
    )


def _breach(rule: SavedQuery, entity: str, property_: str, value: str, data: Graph) -> Finding:
    focus = URIRef(entity)
    detail = f"{local_name(URIRef(property_))}: {value}" if property_ else value
    message = Message(f"{rule.summary.ja}、ではありません（{detail}）", f"Not so: {rule.summary.en} ({detail})")
    severity = _WORDS.get(rule.severity, Severity.ERROR)
    place = span_of(data, focus)
    return Finding(
        f"check/{rule.name}", severity, message, place, entity, label_of(data, focus), path=property_ or None, value=value or None
    )


def _order(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.subject or "", finding.message.en
