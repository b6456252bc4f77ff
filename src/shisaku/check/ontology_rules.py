"""Rules for an ontology, its header and its shapes: queries that return violations.

rule   = header query                   one file in rules/, named as the rule
header = { "#+ " YAML line }            room (the category), severity, level (style, or nothing), message, message_ja, mend (the remedy), mend_ja, origin
query  = SELECT ?entity ?property ?value

A query reads the graphs `urn:shisaku:ontology`, `:vocabularies`, `:alignments`, `:imports`, `:shapes` and `:data`, and
`urn:shisaku:uses`: which terms are the project's own, and which files use them (`vocabulary_use`). A message may hold {label},
{value} and {path}: the label of the entity, the value, and the name of the property.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shisaku.check.project_files import GRAPH, ProjectFiles
from shisaku.check.recorded_terms import recorded
from shisaku.check.vocabulary_use import facts
from shisaku.messages import FIRST, LANGUAGES, Message, by_language
from shisaku.model.findings import Finding, Severity
from shisaku.rdf.namespaces import PREFIXES
from shisaku.rdf.quads import ntriples
from shisaku.sparql.answers import Answer
from shisaku.sparql.rdf_terms import Term, plain
from shisaku.sparql.saved_query import header_of
from shisaku.sparql.triple_store import TripleStore

FOLDER = Path(__file__).resolve().parent / "rules"
CATEGORIES = ("metadata", "ontology", "shapes")
"""Categories of the rules: the header of the ontology, its terms and vocabularies, the shapes."""
USES = GRAPH + "uses"
"""The graph with the facts of `vocabulary_use`."""
_SEVERITIES = {severity.word: severity for severity in Severity}
_LABELS = """
SELECT ?entity ?label WHERE {
  VALUES ?g { <urn:shisaku:ontology> <urn:shisaku:vocabularies> }
  GRAPH ?g { ?entity ?property ?label }
  VALUES ?property {
    <http://www.w3.org/2000/01/rdf-schema#label> <http://www.w3.org/2004/02/skos/core#prefLabel> <http://purl.org/dc/terms/title>
  }
}
ORDER BY ?entity ?label
"""


@dataclass(frozen=True, slots=True)
class OntologyRule:
    """One rule."""

    id: str
    """Identifier, `<category>/<name of the file>`."""
    severity: Severity
    """Severity of a violation, unless the project sets another."""
    message: Message
    """What is wrong, a sentence."""
    remedy: Message
    """How to fix it, a sentence."""
    origin: tuple[str, ...]
    """Sources of the rule, `<catalogue>/<name in the catalogue>`."""
    text: str
    """The query."""
    path: Path
    """The file."""
    level: str = ""
    """`style` for what is a convention and no error, which runs where it is asked for; else empty."""


@cache
def rules() -> tuple[OntologyRule, ...]:
    """Return every rule, sorted by id."""
    return tuple(sorted((_rule(path) for path in FOLDER.glob("*.rq")), key=lambda rule: rule.id))


def _rule(path: Path) -> OntologyRule:
    text = path.read_text(encoding="utf-8")
    header = header_of(path, text)
    return OntologyRule(
        f"{header['room']}/{path.stem}",
        _SEVERITIES[header["severity"]],
        Message.of(by_language(header, "message")),
        Message.of(by_language(header, "mend")),
        tuple(header["origin"]),
        text,
        path,
        str(header.get("level", "")),
    )


def ontology_findings(project_files: ProjectFiles) -> Iterator[Finding]:
    """Return the violations in ontology, vocabularies, alignments and shapes of a project, in a stable order."""
    store = project_files.store
    store.load_ntriples(ntriples((*facts(project_files), *recorded(project_files))), USES)
    labels = _labels(store)
    for rule in rules():
        findings = {_finding(rule, row, labels) for row in _rows(store.select(rule.text, name=str(rule.path)))}
        yield from sorted(findings, key=lambda finding: (finding.subject or "", finding.path or "", finding.value or ""))


Row = tuple[Term | None, Term | None, Term | None]


def _rows(answer: Answer) -> Iterator[Row]:
    """Entity, property and value of each solution of the query."""
    for row in answer.rows:
        found = dict(zip(answer.variables, row, strict=True))
        yield found.get("entity"), found.get("property"), found.get("value")


def _labels(store: TripleStore) -> dict[str, Message]:
    """Labels of the project's own resources; a missing language falls back to the other one."""
    found: dict[str, dict[str, str]] = {}
    for entity, label in store.select(_LABELS).rows:
        language = getattr(label, "language", None) or ""
        found.setdefault(plain(entity), {}).setdefault(language.split("-")[0], plain(label))
    return {entity: Message.of(by) for entity, by in found.items()}


def _finding(rule: OntologyRule, row: Row, labels: dict[str, Message]) -> Finding:
    subject, path, value = (None if _is_blank(term) else plain(term) for term in row)
    whole, named = (
        Message("check-message-and-remedy", message=rule.message, remedy=rule.remedy),
        [_name(term, labels) for term in row],
    )
    message = Message.of({lang: _filled(whole.verbatim(lang), [name.text(lang) for name in named]) for lang in LANGUAGES})
    called = labels[subject].verbatim(FIRST) if subject in labels else None
    return Finding(rule.id, rule.severity, message, subject=subject, label=called, path=path, value=value or None)


def _is_blank(term: Term | None) -> bool:
    """Whether a term is missing, or a blank node, whose name changes with each run."""
    return term is None or str(term).startswith("_:")


def _name(term: Term | None, labels: dict[str, Message]) -> Message:
    """Label of a term in quotation marks, else its prefixed or local name; literals and namespaces unchanged."""
    text = "" if _is_blank(term) else plain(term)
    if not str(term).startswith("<"):
        return Message.of(text)
    if text in labels:
        return Message("check-labels", labels=labels[text])
    local = re.split(r"[#/]", text)[-1]
    prefix = next((name for name, namespace in PREFIXES.items() if local and text == namespace + local), None)
    short = f"{prefix}:{local}" if prefix else local or text
    return Message.of(short)


def _filled(sentence: str, names: list[str]) -> str:
    """The sentence with its placeholders filled in; no blanks around Japanese quotation marks."""
    values = dict(zip(("label", "path", "value"), names, strict=True))
    return re.sub(r" ?\{(label|value|path)\} ?", lambda match: _spaced(match, values[match[1]]), sentence)


def _spaced(match: re.Match[str], value: str) -> str:
    text = match[0].replace("{" + match[1] + "}", value)
    return text.strip(" ") if value.startswith("「") else text
