"""The queries within shapes (sh:select, sh:ask, sh:construct): refused where they reach out of the data."""

from collections.abc import Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from shisaku.errors import OntologyError
from shisaku.messages import Message
from shisaku.model.findings import Finding, Rule, Severity
from shisaku.sparql.guard import refuse_nesting, refuse_service
from shisaku.sparql.tokens import code_tokens

QUERY_REFUSED = Rule("shapes/query-refused", Severity.ERROR)
NOT_VALIDATED = Rule("shapes/not-validated", Severity.ERROR)
RULES = (QUERY_REFUSED, NOT_VALIDATED)
_QUERIES = (SH.select, SH.ask, SH.construct)
_ADVANCED = (SH.target, SH.rule, SH.expression)
"""Properties of SHACL Advanced Features (W3C Note 2017)."""
_ADVANCED_TYPES = (SH.SPARQLFunction, SH.SPARQLTargetType)
_SCRIPTS = (SH.js, SH.jsLibrary, SH.jsFunctionName)
"""Properties of SHACL JavaScript Extensions, which are not run."""


def is_advanced(shapes: Graph) -> bool:
    """Return whether shapes use SHACL Advanced Features."""
    return any((None, p, None) in shapes for p in _ADVANCED) or any((None, RDF.type, kind) in shapes for kind in _ADVANCED_TYPES)


def query_findings(shapes: Graph) -> tuple[Finding, ...]:
    """Return what keeps shapes from being applied: queries that reach out, and scripts; in the order of the shapes."""
    found = [*_refused(shapes), *_scripts(shapes)]
    return tuple(sorted(found, key=lambda finding: (finding.rule, finding.subject or "", str(finding.message))))


def _refused(shapes: Graph) -> Iterator[Finding]:
    for p in _QUERIES:
        for holder, text in shapes.subject_objects(p):
            reason = _reason(str(text)) if isinstance(text, Literal) else None
            if reason is not None:
                subject = _named(shapes, holder)
                yield QUERY_REFUSED.at(None, subject, shape=subject or "[ ]", reason=reason)


def _reason(query: str) -> Message | None:
    """Why a query is refused; None if it is not."""
    try:
        refuse_service(query, "query")
        refuse_nesting(query, "query")
    except OntologyError as error:
        return error.message
    named = any(token.is_word("FROM") for token in code_tokens(query))
    return Message("shacl-query-names-graphs") if named else None


def _scripts(shapes: Graph) -> Iterator[Finding]:
    for p in _SCRIPTS:
        for holder in shapes.subjects(p):
            subject = _named(shapes, holder)
            yield NOT_VALIDATED.at(None, subject, shape=subject or "[ ]", construct="sh:js")


def _named(shapes: Graph, node: Node) -> str | None:
    """The nearest resource with an IRI that leads to a node."""
    seen: set[Node] = set()
    while not isinstance(node, URIRef) and node not in seen:
        seen.add(node)
        node = next(iter(shapes.subjects(None, node)), node)
    return str(node) if isinstance(node, URIRef) else None
