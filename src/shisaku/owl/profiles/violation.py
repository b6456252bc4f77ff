"""A violation of a rule of the profiles, as a finding at the named subject nearest to the axiom."""

from dataclasses import replace

from rdflib import Literal, URIRef
from rdflib.term import Node

from shisaku.messages import Message
from shisaku.model.findings import Finding, Rule
from shisaku.owl.entities import short_name
from shisaku.owl.profiles.judged_ontology import JudgedOntology


def violation(
    ontology: JudgedOntology, rule: Rule, subject: URIRef, path: Node | None, value: Node | Message | str | None, **words: str
) -> Finding:
    """Return the finding; `value` is the wrong node, or text if there is no single one; `words` fill in the rest of the message."""
    names = ontology.graph.namespace_manager
    shown = short_name(value, names) if value is None or isinstance(value, Node) else value
    filled = {"name": short_name(subject, names), "path": short_name(path, names), "value": shown, **words}
    found = rule.at(None, str(subject), None, **filled)
    named = str(value) if isinstance(value, URIRef | Literal) else None
    return replace(found, path=None if path is None else str(path), value=named)
