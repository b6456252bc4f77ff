"""Axioms on individuals, of an ontology or of data: different individuals, and negative assertions."""

from collections.abc import Iterable, Iterator
from typing import cast

from rdflib import Graph
from rdflib.namespace import OWL

from shisaku.owl.rl.coverage import well_formed
from shisaku.owl.rl.rule_table import EntailmentRule, rules_of
from shisaku.owl.syntax import NEGATIVE, read
from shisaku.rdf.triples import Triple


def rules_on_individuals(graph: Graph) -> tuple[EntailmentRule, ...]:
    """Return the rules of owl:AllDifferent and negative assertions. Raises OntologyError if a list is not well formed."""
    return tuple(rules_of(well_formed(read(graph, (OWL.AllDifferent, *NEGATIVE)), graph)))


def different(rules: Iterable[EntailmentRule]) -> Iterator[Triple]:
    """eq-diff2, eq-diff3: return owl:differentFrom for each pair."""
    for rule in rules:
        if rule.name in ("eq-diff2", "eq-diff3"):
            ((s, _, o),) = cast("tuple[Triple]", rule.body)
            yield s, OWL.differentFrom, o


def denied(rules: Iterable[EntailmentRule]) -> Iterator[Triple]:
    """prp-npa1, prp-npa2: return the triples stated as false."""
    for rule in rules:
        if rule.name in ("prp-npa1", "prp-npa2"):
            yield from cast("tuple[Triple]", rule.body)
