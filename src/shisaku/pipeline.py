"""Every stage in order: from a document to a validated graph."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import Graph, URIRef

from shisaku.findings import Finding, Severity
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
    iris = PlanIris(base, plan.source.description.id)
    graphs = to_graph(plan, iris, ontology.vocabulary, ontology.version)
    data = graphs.asserted + graphs.reconstructed
    inference = infer(data, ontology.terms)
    whole = data + inference.inferred
    violations = validate(whole, ontology.schemes, ontology.shapes)
    breaches = check(whole, ontology.schemes, workshop.checks)
    told = {finding.also for finding in plan.findings}
    in_graph = (finding for finding in (*violations, *breaches) if finding.rule not in told)
    findings = (*plan.findings, *inference.contradictions, *in_graph)
    return Build(plan, iris, graphs.asserted, graphs.reconstructed, inference.inferred, findings)
