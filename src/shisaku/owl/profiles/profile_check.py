"""Checks whether an ontology is in OWL 2 RL, which rule engines can process, and in OWL 2 DL, which DL reasoners accept.

Only the project's own terms are checked, by the namespace of its owl:Ontology header; without a header, everything. Terms of outside
vocabularies only need a declaration, here or in `imports`.
"""

from collections.abc import Iterator

from rdflib import Graph

from shisaku.model.findings import Finding
from shisaku.owl.profiles.dl_names import name_findings
from shisaku.owl.profiles.dl_properties import property_findings
from shisaku.owl.profiles.dl_structure import structure_findings
from shisaku.owl.profiles.judged_ontology import JudgedOntology
from shisaku.owl.profiles.profile_rules import DL_DECLARATIONS
from shisaku.owl.profiles.rl_grammar import rl_findings


def profile_findings(graph: Graph, imports: Graph | None = None) -> Iterator[Finding]:
    """Return the violations of OWL 2 RL and OWL 2 DL in `graph`, each once, sorted by rule and subject.

    `imports` has the declarations of outside vocabularies; it is not checked.
    """
    ontology = JudgedOntology(graph) if imports is None else JudgedOntology(graph, imports)
    found = (*rl_findings(ontology), *name_findings(ontology), *property_findings(ontology), *structure_findings(ontology))
    undeclared: set[str | None] = set()
    for finding in sorted(dict.fromkeys(found), key=_order):
        if finding.rule == DL_DECLARATIONS.id:
            # One declaration fixes every use.
            if finding.value in undeclared:
                continue
            undeclared.add(finding.value)
        yield finding


def _order(finding: Finding) -> tuple[str, str, str, str, str]:
    return finding.rule, finding.subject or "", finding.path or "", finding.value or "", str(finding.message)
