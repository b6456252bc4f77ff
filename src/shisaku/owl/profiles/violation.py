"""A breach of a rule of the profiles, as a finding at the named subject nearest to the axiom."""

from dataclasses import replace

from rdflib import Literal, URIRef
from rdflib.term import Node

from shisaku.model.findings import Finding, Rule
from shisaku.owl.syntax import Axioms, in_words


def violation(axioms: Axioms, rule: Rule, subject: URIRef, path: Node | None, value: Node | str | None, **words: str) -> Finding:
    """The finding; `value` is a node, or words that say what is wrong where it is no single node; `words` fill in the rest."""
    names = axioms.graph.namespace_manager
    shown = value if isinstance(value, str) and not isinstance(value, Node) else in_words(value, names)
    filled = {"name": in_words(subject, names), "path": in_words(path, names), "value": shown, **words}
    found = rule.at(None, str(subject), None, **filled)
    named = str(value) if isinstance(value, URIRef | Literal) else None
    return replace(found, path=None if path is None else str(path), value=named)
