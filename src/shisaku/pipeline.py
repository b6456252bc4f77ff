"""Every stage in order: from a document to a validated graph, and from there to an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.graph import ReadOnlyGraphAggregate

from shisaku.errors import InputError, Message
from shisaku.findings import Finding, Rule, Severity
from shisaku.graph.inference import Engine, Terms, infer
from shisaku.graph.mapping import PlanGraph, to_graph
from shisaku.graph.namespaces import ASSERTED, DEFAULT_BASE, INFERRED, PREFIXES, RECONSTRUCTED, REPORT, SHISAKU, PlanIris
from shisaku.graph.ontology import Ontology, load_ontology
from shisaku.graph.report import report_graph
from shisaku.graph.triples import graph_of
from shisaku.graph.validation import Schemes, Shapes, check, validate
from shisaku.plan import Plan
from shisaku.project import Project, find_project
from shisaku.publish.export import export
from shisaku.publish.questions import ask, find_question, store_of
from shisaku.quads import ntriples
from shisaku.reading.opening import open_source
from shisaku.reading.reader import read as read_source
from shisaku.saved_query import SavedQuery, load_query
from shisaku.sparql import Value, python_value
from shisaku.succession import Editions

MOST_TRIPLES = 40_000
"""Triples of one plan that the reference engines are asked to reason over: a minute and a half of work. Others have no limit."""
MOST_COMPONENTS = 10_000
"""Components of one plan that a graph is made of."""
_TOO_LARGE = Rule(
    "pipeline/not-validated",
    Severity.ERROR,
    "{triples} トリプルあり、推論と検証の上限 {most} を超えるため、読み取りまでで止めました。文書を分けてください。",
    "{triples} triples are more than the {most} that are inferred from and validated; only the reading was done. Split the document.",
)


@dataclass(frozen=True)
class Context:
    """What every build needs and none changes: ontology, shapes and checks, loaded once."""

    ontology: Ontology
    """Terms, schemes and shapes."""
    checks: tuple[SavedQuery, ...]
    """Queries that must return nothing."""
    base: str = DEFAULT_BASE
    """Base of the IRIs of plans."""
    licence: str | None = None
    """IRI of the licence that graphs are published under; None: none is stated."""
    embed_text: bool | None = None
    """Whether graphs carry the whole text of their document; None: where its terms are known (`licence` in source.toml)."""

    @cached_property
    def terms(self) -> Terms:
        """The terms, ready to be inferred under."""
        return Terms(self.ontology.terms)

    @cached_property
    def schemes(self) -> Schemes:
        """Terms and schemes, ready for what is validated against them."""
        return Schemes(self.ontology.schemes)

    @cached_property
    def shapes(self) -> Shapes:
        """The shapes, ready to be validated by."""
        return Shapes(self.ontology.shapes)

    @classmethod
    def of(cls, project: Project) -> "Context":
        """The context of a project. Raises OntologyError where a file of it is broken."""
        ontology = load_ontology(project.terms, project.vocabularies, project.shapes)
        checks, layout = tuple(load_query(path) for path in project.checks), project.layout
        return cls(ontology, checks, layout.base or DEFAULT_BASE, layout.licence, layout.embed_text)

    def iris(self, plan: Plan, base: str | None = None) -> PlanIris:
        """The IRIs of a plan, below `base` or that of the project."""
        return PlanIris(base or self.base, plan.source.description.id)

    def graphs(self, plan: Plan, base: str | None = None) -> PlanGraph:
        """The triples of a plan, the whole text of its source among them."""
        return to_graph(plan, self.iris(plan, base), self.ontology.vocabulary, self.ontology.version, self.licence)

    def embeds_text(self, plan: Plan) -> bool:
        """Whether the graph of a plan is to carry the whole text: as source.toml says, else the project, else where the terms are known."""
        description = plan.source.description
        said = (description.embed_text, self.embed_text, description.licence is not None)
        return next(answer for answer in said if answer is not None)


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
    graph: Graph
    """The published graph: asserted and reconstructed together, as Turtle carries it."""
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
    def conforms(self) -> bool:
        """Whether nothing is wrong (warnings aside)."""
        return all(finding.severity < Severity.ERROR for finding in self.findings)


def read(path: Path | str, context: Context | None = None) -> Plan:
    """The plan in the document at `path`, words understood by the topics of the ontology.

    Raises InputError or SettingsError where it cannot be read, OntologyError where the project's own files are broken.
    """
    source = open_source(Path(path))
    context = context or Context.of(find_project())
    return read_source(source, context.ontology.vocabulary)


def compare(old: Path | str, new: Path | str, context: Context | None = None) -> Editions:
    """What became of everything in the document at `old` in the one at `new`, a later edition. Raises as `read` does."""
    from shisaku.comparison.editions import succession  # of use to nobody who builds

    context = context or Context.of(find_project())
    return succession(read(old, context), read(new, context), context.ontology.vocabulary)


def build(
    document: Plan | Path | str, context: Context | None = None, base: str | None = None, engine: Engine = "compiled"
) -> Build:
    """The graph of a plan, or of the document at a path: mapped, inferred, validated by the engine asked for.

    The whole text of the document is there to be validated against, and left out of the graph unless `Context.embeds_text`.

    Raises InputError or SettingsError where the document cannot be read, OntologyError where the project's own files are broken.
    """
    context = context or Context.of(find_project())
    plan = document if isinstance(document, Plan) else read(document, context)
    _refuse_too_large(plan)
    iris, graphs = context.iris(plan, base), context.graphs(plan, base)
    data = graph_of(graphs.asserted, graphs.reconstructed)
    if engine == "reference" and len(data) > MOST_TRIPLES:
        findings = (*plan.findings, _TOO_LARGE.at(None, triples=len(data), most=MOST_TRIPLES))
        _leave_out_text(plan, context, graphs.asserted, data)
        return Build(plan, iris, graphs.asserted, graphs.reconstructed, data, Graph(), findings)
    inference = infer(data, context.terms, engine)
    whole = ReadOnlyGraphAggregate([data, inference.inferred])
    violations = validate(whole, context.schemes, context.shapes, engine)
    breaches = check(whole, context.schemes, context.checks)
    told = {(finding.also, finding.span) for finding in plan.findings}
    in_graph = (f for f in (*violations, *breaches) if not {(f.rule, f.span), (f.rule, None)} & told)
    findings = (*plan.findings, *inference.contradictions, *inference.notes, *in_graph)
    _leave_out_text(plan, context, graphs.asserted, data)
    return Build(plan, iris, graphs.asserted, graphs.reconstructed, data, inference.inferred, findings)


def turtle(graph: Graph, iris: PlanIris) -> str:
    """A published graph as Turtle: the bytes that are kept in data/graph."""
    return export({}, graph, iris.plan, PREFIXES, {}, "turtle")


def published(plan: Plan, context: Context, base: str | None = None) -> str:
    """What is published of a plan, as Turtle; neither inferred from nor validated, of which Turtle carries nothing."""
    graphs = context.graphs(plan, base)
    _leave_out_text(plan, context, graphs.asserted)
    return turtle(graph_of(graphs.asserted, graphs.reconstructed), context.iris(plan, base))


def _leave_out_text(plan: Plan, context: Context, *graphs: Graph) -> None:
    """Take the whole text of the source out of graphs that are not to carry it."""
    if not context.embeds_text(plan):
        for graph in graphs:
            graph.remove((None, SHISAKU.sourceText, None))


def query(name: str, graph: Graph | None = None, **parameters: object) -> list[dict[str, Value]]:
    """The answer to a saved question over `graph` (the project's built graphs where none is given), a dict a row.

    Numbers and truth values come as Python's own, everything else as text, what is unbound as None. Raises QueryError where
    there is no such question or a parameter does not fit it.
    """
    project = find_project()
    store = store_of(project, () if graph is not None else project.graphs)
    if graph is not None:
        store.load_ntriples(ntriples(graph))
    answer = ask(store, find_question(project, name), {key: str(value) for key, value in parameters.items()})
    return [dict(zip(answer.variables, map(python_value, row), strict=True)) for row in answer.rows]


def _refuse_too_large(plan: Plan) -> None:
    components = sum(1 for _ in plan.walk())
    if components > MOST_COMPONENTS:
        path = plan.source.path
        ja = f"{path}: 構成要素が {components} あり、上限 {MOST_COMPONENTS} を超えます。文書を分けてください。"
        en = f"{path}: {components} components are more than the {MOST_COMPONENTS} that one graph is made of. Split the document."
        raise InputError(Message(ja, en))
