"""Every stage in order: from a document to a validated graph, and from there to an answer."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from rdflib import Graph, URIRef
from rdflib.exceptions import ParserError
from rdflib.graph import ReadOnlyGraphAggregate

from shisaku.errors import InputError, Message, QueryError
from shisaku.export.plan_export import turtle_text
from shisaku.graph.layers import Layers
from shisaku.graph.mapping import to_graph
from shisaku.graph.ontology import Ontology, load_ontology
from shisaku.model.country_profiles import JAPAN, Profile
from shisaku.model.findings import Finding, Rule, Severity
from shisaku.model.fiscal_years import FiscalYears
from shisaku.model.html_text import table
from shisaku.model.plan import Plan
from shisaku.model.source import Description, Source
from shisaku.model.succession import Editions
from shisaku.owl.rl.inference import Engine, Terms, infer
from shisaku.project import Project, find_project
from shisaku.rdf.namespaces import ASSERTED, DEFAULT_BASE, INFERRED, PREFIXES, RECONSTRUCTED, REPORT, SHISAKU, PlanIris
from shisaku.rdf.quads import ntriples
from shisaku.rdf.triples import graph_of
from shisaku.reading.opening import open_source, source_of, source_of_text
from shisaku.reading.reader import read as read_source
from shisaku.reading.structure.structure_reader import StructureReading
from shisaku.reading.trace.explained import Explained
from shisaku.reading.trace.line_trace import explained
from shisaku.shacl.validation import PreparedSchemes, Shapes, check, validate
from shisaku.shacl.validation_report import report_graph
from shisaku.sparql.answer_rows import Rows
from shisaku.sparql.answers import Answer, Triples
from shisaku.sparql.questions import SavedQuestions, find_question, store_of
from shisaku.sparql.saved_query import SavedQuery, load_query, read_query

Document = str | Path | bytes | IO[bytes] | IO[str]
"""What a plan is read from: a path, what is in one, or an open file."""

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


@dataclass(frozen=True, repr=False)
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
    profile: Profile = JAPAN
    """What holds for documents that do not say otherwise."""
    ocr: bool = False
    """Whether pages that are pictures are read by character recognition, where source.toml does not say."""

    @cached_property
    def terms(self) -> Terms:
        """The terms, ready to be inferred under."""
        return Terms(self.ontology.terms)

    @cached_property
    def schemes(self) -> PreparedSchemes:
        """Terms and schemes, ready for what is validated against them."""
        return PreparedSchemes(self.ontology.schemes)

    @cached_property
    def shapes(self) -> Shapes:
        """The shapes, ready to be validated by."""
        return Shapes(self.ontology.shapes)

    @classmethod
    def of(cls, project: Project) -> "Context":
        """The context of a project. Raises OntologyError where a file of it is broken."""
        ontology = load_ontology(project.terms, project.vocabularies, project.shapes)
        checks, layout = tuple(load_query(path) for path in project.checks), project.layout
        return cls(ontology, checks, layout.base or DEFAULT_BASE, layout.licence, layout.embed_text, project.country_profile)

    def iris(self, plan: Plan, base: str | None = None) -> PlanIris:
        """The IRIs of a plan, below `base` or that of the project."""
        return PlanIris.of_plan(base or self.base, plan)

    def graphs(self, plan: Plan, base: str | None = None) -> Layers:
        """The triples of a plan, the whole text of its source among them."""
        years = FiscalYears(self.profile.calendars)
        return to_graph(plan, self.iris(plan, base), self.ontology.vocabulary, self.ontology.version, self.licence, years)

    def embeds_text(self, plan: Plan) -> bool:
        """Whether the graph of a plan is to carry the whole text: as source.toml says, else the project, else where the terms are known."""
        description = plan.source.description
        said = (description.embed_text, self.embed_text, description.licence is not None)
        return next(answer for answer in said if answer is not None)

    @classmethod
    def load(cls, folder: Path | str | None = None) -> "Context":
        """The context of the project that `folder` (the working directory) lies in, else of the one that this package brings.

        Raises SettingsError where the project's settings are wrong, OntologyError where a file of it is broken.
        """
        return cls.of(find_project(None if folder is None else Path(folder)))

    def __repr__(self) -> str:
        return f"<Context: {len(self.ontology.terms)} triples of terms, {len(self.checks)} checks>"


@dataclass(frozen=True, repr=False)
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
        report = report_graph(self.findings, self.iris)
        _bind(report, PREFIXES)
        graphs = {ASSERTED: self.asserted, RECONSTRUCTED: self.reconstructed, INFERRED: self.inferred, REPORT: report}
        return {self.iris.graph(layer): graph for layer, graph in graphs.items()}

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong (warnings aside)."""
        return all(finding.severity < Severity.ERROR for finding in self.findings)

    def __repr__(self) -> str:
        return f"<Build {self.iris.plan_id}: {', '.join(f'{number} {name}' for name, number in self._figures().items())}>"

    def _repr_html_(self) -> str:
        return table(("", self.iris.plan), list(self._figures().items()), self.plan.title)

    def _figures(self) -> dict[str, int]:
        found = Counter(finding.severity for finding in self.findings)
        triples = {"triples": len(self.graph), "inferred": len(self.inferred)}
        words = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "notes"}
        return triples | {word: found[severity] for severity, word in words.items()}


def read(
    document: Document | None = None,
    context: Context | None = None,
    *,
    text: str | None = None,
    description: Description | None = None,
) -> Plan:
    """The plan in a document, words understood by the topics of the ontology.

    `document` is a path (`str` or `Path`; `-` is standard input), or what is in one: bytes, in whatever format, or an open file.
    `text` is a document as text. `description` has facts that are not printed; for a path, the default is the source.toml beside it.
    Raises InputError or SettingsError where the document cannot be read, OntologyError where the project's own files are
    broken, TypeError where not exactly one of `document` and `text` is given, or a document is of another type.
    """
    context = context or Context.load()
    source = _source(document, text, description, context.ocr)
    source = replace(source, description=context.profile.described(source.description))
    return read_source(source, context.ontology.vocabulary, context.profile)


def read_explained(document: str | Path, context: Context) -> tuple[Plan, tuple[Explained, ...]]:
    """The plan in a document, and every line of the document with what it was taken for.

    Raises InputError or SettingsError where the document cannot be read.
    """
    watched: list[tuple[StructureReading, bool]] = []
    source = _source(document, None, None, context.ocr)
    source = replace(source, description=context.profile.described(source.description))
    plan = read_source(source, context.ontology.vocabulary, context.profile, lambda *reported: watched.append(reported))
    return plan, explained(plan, *(watched[-1] if watched else (None,)))


def _source(document: Document | None, text: str | None, description: Description | None, ocr: bool) -> Source:
    if (document is None) == (text is None):
        raise TypeError("one of a document and text= is needed (document と text= のどちらか一つを渡します)")
    if text is not None:
        return source_of_text(text, description=description)
    if isinstance(document, str | Path):
        return open_source(Path(document), description, ocr=ocr)
    if isinstance(document, bytes):
        return source_of(document, description=description, ocr=ocr)
    name = getattr(document, "name", "")
    name = name if isinstance(name, str) and not name.startswith("<") else ""
    content = document.read() if document is not None and hasattr(document, "read") else None
    if isinstance(content, str):
        return source_of_text(content, name, description)
    if isinstance(content, bytes):
        return source_of(content, name, description, ocr=ocr)
    kind = type(document).__name__
    raise TypeError(f"a document is a path, bytes or an open file, not {kind} (文書はパス、bytes、開いたファイルのどれかです)")


def compare(old: Plan | Document, new: Plan | Document, context: Context | None = None) -> Editions:
    """What became of everything in the plan `old` in `new`, a later edition; each is a plan, or a document as `read` takes it.

    Raises InputError or SettingsError where a document cannot be read, OntologyError where the project's own files are broken.
    """
    from shisaku.editions.edition_comparison import succession  # of use to nobody who builds

    context = context or Context.load()
    return succession(_plan(old, context), _plan(new, context), context.ontology.vocabulary)


def _plan(document: Plan | Document, context: Context) -> Plan:
    return document if isinstance(document, Plan) else read(document, context)


def build(
    document: Plan | Document, context: Context | None = None, base: str | None = None, engine: Engine = "compiled"
) -> Build:
    """The graph of a plan, or of a document as `read` takes it: mapped, inferred, validated by the engine named.

    The whole text of the document is there to be validated against, and left out of the graph unless `Context.embeds_text`.

    Raises InputError or SettingsError where the document cannot be read, OntologyError where the project's own files are broken.
    """
    context = context or Context.load()
    plan = _plan(document, context)
    _refuse_too_large(plan)
    iris, graphs = context.iris(plan, base), context.graphs(plan, base)
    data = graph_of(graphs.asserted, graphs.reconstructed)
    if engine == "reference" and len(data) > MOST_TRIPLES:
        findings = (*plan.findings, _TOO_LARGE.at(None, triples=len(data), most=MOST_TRIPLES))
        _leave_out_text(plan, context, graphs.asserted, data)
        return _built(plan, iris, graphs, data, graph_of(), findings)
    inference = infer(data, context.terms, engine)
    whole = ReadOnlyGraphAggregate([data, inference.inferred])
    violations = validate(whole, context.schemes, context.shapes, engine)
    breaches = check(whole, context.schemes, context.checks)
    told = {(finding.also, finding.span) for finding in plan.findings}
    in_graph = (f for f in (*violations, *breaches) if not {(f.rule, f.span), (f.rule, None)} & told)
    findings = (*plan.findings, *inference.contradictions, *inference.notes, *in_graph)
    _leave_out_text(plan, context, graphs.asserted, data)
    return _built(plan, iris, graphs, data, inference.inferred, findings)


def _built(plan: Plan, iris: PlanIris, graphs: Layers, data: Graph, inferred: Graph, findings: tuple[Finding, ...]) -> Build:
    for graph in (graphs.asserted, graphs.reconstructed, data, inferred):
        _bind(graph, PREFIXES)
    return Build(plan, iris, graphs.asserted, graphs.reconstructed, data, inferred, findings)


def _bind(graph: Graph, prefixes: Mapping[str, str]) -> None:
    """Have IRIs shortened by those prefixes where the graph is written."""
    for name, namespace in prefixes.items():
        graph.bind(name, namespace, replace=True)


def turtle(graph: Graph, iris: PlanIris) -> str:
    """A published graph as Turtle: the bytes that are kept in data/graph."""
    return turtle_text(graph, iris.plan)


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


def query(question: str | Path, /, graph: Graph | None = None, **parameters: object) -> Any:
    """The answer over `graph` (the project's built graphs where none is given), by the form of the query.

    SELECT gives `Rows`, ASK bool, CONSTRUCT and DESCRIBE an rdflib.Graph. `question` is the name of a saved question, or its
    beginning; a SPARQL query, which contains a space or a brace; or, as a `Path`, a file with a query. `parameters` are those of a
    saved question; each defaults to the first value found in the data. Raises QueryError where there is no such question or a
    parameter does not fit, OntologyError with its place where the query is no SPARQL or cannot be answered.
    """
    project = find_project()
    if isinstance(question, Path):
        saved = load_query(question)
    elif re.search(r"[\s{]", question):
        saved = read_query(question.encode("utf-8", "surrogateescape"), Path("query"))
    else:
        saved = find_question(project, question)
    store = store_of(project, () if graph is not None else project.graphs)
    if graph is not None:
        store.load_ntriples(ntriples(graph))
    answer = SavedQuestions(store).answer(saved, {key: str(value) for key, value in parameters.items()})
    if isinstance(answer, Answer):
        return Rows.of(answer)
    return answer if isinstance(answer, bool) else _graph(answer)


def _graph(answer: Triples) -> Graph:
    """The triples as a graph of rdflib, which knows none of the terms of RDF 1.2."""
    graph = Graph()
    _bind(graph, {**PREFIXES, **answer.prefixes})
    try:
        return graph.parse(data=answer.ntriples(), format="nt")
    except ParserError as error:
        ja, en = (
            "rdflib はトリプル項など RDF 1.2 のものを扱えません。",
            "rdflib cannot hold what is new in RDF 1.2, such as triple terms.",
        )
        raise QueryError(Message(ja, en)) from error


def _refuse_too_large(plan: Plan) -> None:
    components = sum(1 for _ in plan.walk())
    if components > MOST_COMPONENTS:
        path = plan.source.path
        ja = f"{path}: 構成要素が {components} あり、上限 {MOST_COMPONENTS} を超えます。文書を分けてください。"
        en = f"{path}: {components} components are more than the {MOST_COMPONENTS} that one graph is made of. Split the document."
        raise InputError(Message(ja, en))
