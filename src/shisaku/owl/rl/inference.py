"""What follows from the data and the ontology, and what of it cannot be true together: the OWL 2 RL closure, by either of two engines.

The rules compiled from the ontology answer. owlrl, which is slower by orders of magnitude, is the reference that tests compare them
with, and answers where they do not cover an axiom.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal as OneOf

from rdflib import Graph

from shisaku.model.findings import Finding, Rule, Severity
from shisaku.owl.rl.clash import findings
from shisaku.owl.rl.compiled_rules import CompiledRules
from shisaku.owl.rl.coverage import AxiomNotCoveredError
from shisaku.owl.rl.owlrl_reference import closed_by_owlrl

Engine = OneOf["compiled", "reference"]
_REFERENCE_ENGINE = Rule(
    "owl/reference-engine",
    Severity.INFO,
    "{reason}そのため、参照用の推論エンジン（owlrl）で推論しました。時間がかかることがあります。",
    "{reason} The reference engine (owlrl) inferred instead, which may take longer.",
)


@dataclass(frozen=True)
class Terms:
    """An ontology, its rules compiled once for all the graphs that are inferred from under it."""

    graph: Graph
    """The ontology."""

    @cached_property
    def rules(self) -> CompiledRules:
        """Its rules. Raises AxiomNotCoveredError where they do not cover an axiom, OntologyError where one is not well formed."""
        return CompiledRules.of(self.graph)


@dataclass(frozen=True)
class Inference:
    """What was inferred."""

    inferred: Graph
    """Triples on the data that follow and were not there."""
    contradictions: tuple[Finding, ...]
    """What cannot be true together; each an error."""
    notes: tuple[Finding, ...] = ()
    """That the reference had to answer, and why."""


def infer(data: Graph, terms: Graph | Terms, engine: Engine = "compiled") -> Inference:
    """The OWL 2 RL closure of `data` under the axioms of `terms` (W3C OWL 2 Profiles, 4.3), without what holds of every resource.

    Who infers often gives terms made ready. Where the compiled rules do not cover an axiom, the reference answers, with a note.
    Raises OntologyError where an axiom is not well formed.
    """
    known = terms if isinstance(terms, Terms) else Terms(terms)
    if engine == "reference":
        return Inference(*closed_by_owlrl(data, known.graph))
    try:
        inferred, clashes = known.rules.close(data)
        return Inference(inferred, findings(clashes, data.subjects()))
    except AxiomNotCoveredError as refusal:
        return Inference(*closed_by_owlrl(data, known.graph), (_REFERENCE_ENGINE.at(None, reason=refusal.message),))
