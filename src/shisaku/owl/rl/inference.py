"""Inference: the OWL 2 RL closure of data under an ontology, and its contradictions, by one of two engines.

The default are rules compiled from the ontology. owlrl, slower by orders of magnitude, is the reference that tests compare them with;
it is used if an axiom is not covered. Axioms without a rule in OWL 2 RL are named in a note.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal as OneOf

from rdflib import Graph

from shisaku.messages import Message
from shisaku.model.findings import Finding, Rule, Severity
from shisaku.owl.rl.clash import findings
from shisaku.owl.rl.compiled_rules import CompiledRules
from shisaku.owl.rl.coverage import AxiomNotCoveredError, without_rule
from shisaku.owl.rl.owlrl_reference import closed_by_owlrl
from shisaku.owl.syntax import Syntax

Engine = OneOf["compiled", "reference"]
_REFERENCE_ENGINE = Rule("owl/reference-engine", Severity.INFO)
_WITHOUT_RULE = Rule("owl/without-rule", Severity.INFO)
_SHOWN = 3
"""Axioms without a rule that a note names."""


@dataclass(frozen=True)
class Terms:
    """An ontology with its rules, compiled once for all graphs."""

    graph: Graph
    """The ontology."""

    @cached_property
    def rules(self) -> CompiledRules:
        """Its rules. Raises AxiomNotCoveredError if an axiom is not covered, OntologyError if one is not well formed."""
        return CompiledRules.of(self.graph)

    @cached_property
    def notes(self) -> tuple[Finding, ...]:
        """A note on the axioms from which nothing is inferred, if there are any."""
        found = without_rule(Syntax(self.graph))
        named = Message.joined(found[:_SHOWN], "list-semicolon")
        return (_WITHOUT_RULE.at(None, number=len(found), named=named),) if found else ()


@dataclass(frozen=True)
class Inference:
    """Result of an inference."""

    inferred: Graph
    """Inferred triples on the data, without those stated."""
    contradictions: tuple[Finding, ...]
    """Contradictions, each an error."""
    notes: tuple[Finding, ...] = ()
    """Notes that the reference was used, and why."""


def infer(data: Graph, terms: Graph | Terms, engine: Engine = "compiled") -> Inference:
    """Return the OWL 2 RL closure of `data` under `terms` (W3C OWL 2 Profiles, 4.3), without triples true of every resource.

    Pass `Terms` to compile the rules only once. If they do not cover an axiom, the reference is used, with a note. Raises
    OntologyError if an axiom is not well formed.
    """
    known = terms if isinstance(terms, Terms) else Terms(terms)
    if engine == "reference":
        return Inference(*closed_by_owlrl(data, known.graph))
    try:
        inferred, clashes = known.rules.close(data)
        return Inference(inferred, findings(clashes, data.subjects()), known.notes)
    except AxiomNotCoveredError as refusal:
        return Inference(*closed_by_owlrl(data, known.graph), (_REFERENCE_ENGINE.at(None, reason=refusal.message),))
