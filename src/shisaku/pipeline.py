"""Every stage in order: from a document to a validated graph."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import Graph, URIRef

from shisaku.errors import InputError, Message
from shisaku.findings import Finding, Rule, Severity
from shisaku.graph.inference import infer
from shisaku.graph.mapping import to_graph
from shisaku.graph.namespaces import ASSERTED, DEFAULT_BASE, INFERRED, RECONSTRUCTED, REPORT, PlanIris
from shisaku.graph.ontology import Ontology, load_ontology
from shisaku.graph.report import report_graph
from shisaku.graph.validation import check, validate
from shisaku.plan import Plan
from shisaku.project import Project, find_project
from shisaku.reading.opening import open_source
from shisaku.reading.reader import read
from shisaku.saved_query import SavedQuery, load_query

MOST_TRIPLES = 40_000
"""Triples of one plan that the reference engines are asked to reason over: about a minute and a half of work."""
MOST_COMPONENTS = 10_000
"""Components of one plan that a graph is made of."""
_TOO_LARGE = Rule(
    "pipeline/not-validated",
    Severity.ERROR,
    "{triples} トリプルあり、推論と検証の上限 {most} を超えるため、読み取りまでで止めました。文書を分けてください。",
    "{triples} triples are more than the {most} that are inferred from and validated; only the reading was done. Split the document.",
)


@dataclass(frozen=True)
class Workshop:
    """What every build needs and none changes: ontology, shapes and checks, loaded once."""

    ontology: Ontology
    """Terms, schemes and shapes."""
    checks: tuple[SavedQuery, ...]
    """Queries that must return nothing."""

    @classmethod
    def of(cls, project: Project) -> "Workshop":
        """The workshop of a project. Raises OntologyError where a file of it is broken."""
        ontology = load_ontology(project.schemes, project.shapes)
        return cls(ontology, tuple(load_query(path) for path in project.checks))


@dataclass(frozen=True)
class Build:
    """What was made of one document."""

    plan: Plan
    """The plan as read."""
    iris: PlanIris
    """Its IRIs."""
    asserted: Graph
    """What is printed."""
    reconstructed: Graph
    """What was concluded."""
    inferred: Graph
    """What follows by the ontology."""
    findings: tuple[Finding, ...]
    """What is wrong or doubtful, from the text, the axioms, the shapes and the checks."""

    @cached_property
    def layers(self) -> Mapping[URIRef, Graph]:
        """The named graphs by name: asserted, reconstructed, inferred, report."""
        graphs = {
            ASSERTED: self.asserted,
            RECONSTRUCTED: self.reconstructed,
            INFERRED: self.inferred,
            REPORT: report_graph(self.findings, self.iris),
        }
        return {self.iris.graph(layer): graph for layer, graph in graphs.items()}

    @property
    def graph(self) -> Graph:
        """The published graph: asserted and reconstructed together, as Turtle carries it."""
        return self.asserted + self.reconstructed

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong (warnings aside)."""
        return all(finding.severity < Severity.ERROR for finding in self.findings)


def build(path: Path, workshop: Workshop | None = None, base: str = DEFAULT_BASE) -> Build:
    """The graph of the document at `path`, inferred and validated. Raises InputError or SettingsError where it cannot be read."""
    workshop = workshop or Workshop.of(find_project())
    ontology = workshop.ontology
    plan = read(open_source(path))
    components = sum(1 for _ in plan.walk())
    if components > MOST_COMPONENTS:
        ja = f"{path}: 構成要素が {components} あり、上限 {MOST_COMPONENTS} を超えます。文書を分けてください。"
        en = f"{path}: {components} components are more than the {MOST_COMPONENTS} that one graph is made of. Split the document."
        raise InputError(Message(ja, en))
    iris = PlanIris(base, plan.source.description.id)
    graphs = to_graph(plan, iris, ontology.vocabulary, ontology.version)
    data = graphs.asserted + graphs.reconstructed
    if len(data) > MOST_TRIPLES:
        findings = (*plan.findings, _TOO_LARGE.at(None, triples=len(data), most=MOST_TRIPLES))
        return Build(plan, iris, graphs.asserted, graphs.reconstructed, Graph(), findings)
    inference = infer(data, ontology.terms)
    whole = data + inference.inferred
    violations = validate(whole, ontology.schemes, ontology.shapes)
    breaches = check(whole, ontology.schemes, workshop.checks)
    told = {finding.also for finding in plan.findings}
    in_graph = (finding for finding in (*violations, *breaches) if finding.rule not in told)
    findings = (*plan.findings, *inference.contradictions, *in_graph)
    return Build(plan, iris, graphs.asserted, graphs.reconstructed, inference.inferred, findings)
