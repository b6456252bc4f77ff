"""The stages in order, from a document to a validated graph, and from a graph to an answer.

document -> read -> Plan -> Context.graphs -> asserted and reconstructed graph -> infer -> validate, check -> Build
Plan, later Plan -> compare -> Editions          question, graphs -> query -> answer
"""

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

from shisaku.errors import InputError, QueryError
from shisaku.export.plan_export import turtle_text
from shisaku.graph.layers import Layers
from shisaku.graph.mapping import to_graph
from shisaku.graph.ontology import Ontology, load_ontology
from shisaku.messages import Message
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
"""Input of a reading: a path, the content of a file, or an open file."""

MOST_TRIPLES = 40_000
"""Most triples of a plan for the reference engines: a minute and a half of work. Compiled engines have no limit."""
MOST_COMPONENTS = 10_000
"""Most components of a plan with a graph."""
_TOO_LARGE = Rule("pipeline/not-validated", Severity.ERROR)


@dataclass(frozen=True, repr=False)
class Context:
    """Shared read-only input of builds: ontology, shapes and checks, loaded once."""

    ontology: Ontology
    """Terms, schemes and shapes."""
    checks: tuple[SavedQuery, ...]
    """Queries that must return nothing."""
    base: str = DEFAULT_BASE
    """Base of the IRIs of plans."""
    licence: str | None = None
    """IRI of the licence of published graphs; None if none is stated."""
    embed_text: bool | None = None
    """Whether graphs contain the full text of their document; None: only if it has a `licence` in source.toml."""
    profile: Profile = JAPAN
    """Defaults for documents: country, languages, currency, fiscal years."""
    ocr: bool = False
    """Whether scanned pages are read by character recognition, unless source.toml states it."""

    @cached_property
    def terms(self) -> Terms:
        """Terms, prepared for inference."""
        return Terms(self.ontology.terms)

    @cached_property
    def schemes(self) -> PreparedSchemes:
        """Terms and schemes, prepared for validation."""
        return PreparedSchemes(self.ontology.schemes)

    @cached_property
    def shapes(self) -> Shapes:
        """Shapes, compiled for validation."""
        return Shapes(self.ontology.shapes)

    @classmethod
    def of(cls, project: Project) -> "Context":
        """Return the context of a project. Raises OntologyError if one of its files is broken."""
        ontology = load_ontology(project.terms, project.vocabularies, project.shapes)
        checks, layout = tuple(load_query(path) for path in project.checks), project.layout
        return cls(ontology, checks, layout.base or DEFAULT_BASE, layout.licence, layout.embed_text, project.country_profile)

    def iris(self, plan: Plan, base: str | None = None) -> PlanIris:
        """Return the IRIs of a plan, below `base` or the base of the project."""
        return PlanIris.of_plan(base or self.base, plan)

    def graphs(self, plan: Plan, base: str | None = None) -> Layers:
        """Return the triples of a plan, including the full text of its source."""
        years = FiscalYears(self.profile.calendars)
        return to_graph(plan, self.iris(plan, base), self.ontology.vocabulary, self.ontology.version, self.licence, years)

    def embeds_text(self, plan: Plan) -> bool:
        """Return whether the graph of a plan contains the full text: set in source.toml, else in the project, else if it has a licence."""
        description = plan.source.description
        candidates = (description.embed_text, self.embed_text, description.licence is not None)
        return next(answer for answer in candidates if answer is not None)

    @classmethod
    def load(cls, folder: Path | str | None = None) -> "Context":
        """Return the context of the project around `folder` (the working directory), else of the bundled project.

        Raises SettingsError if the project's settings are invalid, OntologyError if one of its files is broken.
        """
        return cls.of(find_project(None if folder is None else Path(folder)))

    def __repr__(self) -> str:
        return f"<Context: {len(self.ontology.terms)} triples of terms, {len(self.checks)} checks>"


@dataclass(frozen=True, repr=False)
class Build:
    """Result of building one document."""

    plan: Plan
    """The plan as read."""
    iris: PlanIris
    """Its IRIs."""
    asserted: Graph
    """Printed triples."""
    reconstructed: Graph
    """Inferred structure: the conclusions of the reading."""
    graph: Graph
    """The published graph: asserted and reconstructed triples."""
    inferred: Graph
    """Triples that follow by the ontology."""
    findings: tuple[Finding, ...]
    """Findings on the text, and by axioms, shapes and checks."""

    @cached_property
    def layers(self) -> Mapping[URIRef, Graph]:
        """Named graphs by name: asserted, reconstructed, inferred, report."""
        report = report_graph(self.findings, self.iris)
        _bind(report, PREFIXES)
        graphs = {ASSERTED: self.asserted, RECONSTRUCTED: self.reconstructed, INFERRED: self.inferred, REPORT: report}
        return {self.iris.graph(layer): graph for layer, graph in graphs.items()}

    @property
    def conforms(self) -> bool:
        """Whether there are no errors; warnings are allowed."""
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
    """Return the plan in a document; topics are recognized by the ontology.

    `document` is a path (`str` or `Path`; `-` is standard input), the bytes of a file in any supported format, or an open file.
    `text` is a document as text. `description` has facts that are not printed; for a path, its default is source.toml in the same
    folder. Raises InputError or SettingsError if the document cannot be read, OntologyError if the project's own files are broken,
    TypeError unless exactly one of `document` and `text` is passed, or if a document is of another type.
    """
    context = context or Context.load()
    source = _source(document, text, description, context.ocr)
    source = replace(source, description=context.profile.described(source.description))
    return read_source(source, context.ontology.vocabulary, context.profile)


def read_explained(document: str | Path, context: Context) -> tuple[Plan, tuple[Explained, ...]]:
    """Return the plan in a document, and every line of the document with its classification.

    Raises InputError or SettingsError if the document cannot be read.
    """
    watched: list[tuple[StructureReading, bool]] = []
    source = _source(document, None, None, context.ocr)
    source = replace(source, description=context.profile.described(source.description))
    plan = read_source(source, context.ontology.vocabulary, context.profile, lambda *reported: watched.append(reported))
    return plan, explained(plan, *(watched[-1] if watched else (None,)))


def _source(document: Document | None, text: str | None, description: Description | None, ocr: bool) -> Source:
    if (document is None) == (text is None):
        raise TypeError(Message("pipeline-document-or-text").in_all_languages())
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
    raise TypeError(Message("pipeline-is-no-document", kind=type(document).__name__).in_all_languages())


def compare(old: Plan | Document, new: Plan | Document, context: Context | None = None) -> Editions:
    """Return what became of each component of `old` in `new`, a later edition; both are plans, or documents as for `read`.

    Raises InputError or SettingsError if a document cannot be read, OntologyError if the project's own files are broken.
    """
    from shisaku.editions.edition_comparison import succession  # builds do not need it

    context = context or Context.load()
    return succession(_plan(old, context), _plan(new, context), context.ontology.vocabulary)


def _plan(document: Plan | Document, context: Context) -> Plan:
    return document if isinstance(document, Plan) else read(document, context)


def build(
    document: Plan | Document, context: Context | None = None, base: str | None = None, engine: Engine = "compiled"
) -> Build:
    """Return the graph of a plan, or of a document as for `read`: mapped, inferred and validated by `engine`.

    Validation sees the full text of the document, which is left out of the graph unless `Context.embeds_text`.

    Raises InputError or SettingsError if the document cannot be read, OntologyError if the project's own files are broken.
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
    results_of_checks = check(whole, context.schemes, context.checks)
    reported = {(finding.also, finding.span) for finding in plan.findings}
    in_graph = (f for f in (*violations, *results_of_checks) if not {(f.rule, f.span), (f.rule, None)} & reported)
    findings = (*plan.findings, *inference.contradictions, *inference.notes, *in_graph)
    _leave_out_text(plan, context, graphs.asserted, data)
    return _built(plan, iris, graphs, data, inference.inferred, findings)


def _built(plan: Plan, iris: PlanIris, graphs: Layers, data: Graph, inferred: Graph, findings: tuple[Finding, ...]) -> Build:
    for graph in (graphs.asserted, graphs.reconstructed, data, inferred):
        _bind(graph, PREFIXES)
    return Build(plan, iris, graphs.asserted, graphs.reconstructed, data, inferred, findings)


def _bind(graph: Graph, prefixes: Mapping[str, str]) -> None:
    """Bind prefixes that shorten IRIs in serializations of the graph."""
    for name, namespace in prefixes.items():
        graph.bind(name, namespace, replace=True)


def turtle(graph: Graph, iris: PlanIris) -> str:
    """Return a published graph as Turtle: the bytes stored in data/graph."""
    return turtle_text(graph, iris.plan)


def published(plan: Plan, context: Context, base: str | None = None) -> str:
    """Return the published Turtle of a plan; without inference and validation, which do not affect it."""
    graphs = context.graphs(plan, base)
    _leave_out_text(plan, context, graphs.asserted)
    return turtle(graph_of(graphs.asserted, graphs.reconstructed), context.iris(plan, base))


def _leave_out_text(plan: Plan, context: Context, *graphs: Graph) -> None:
    """Remove the full text of the source from graphs that must not contain it."""
    if not context.embeds_text(plan):
        for graph in graphs:
            graph.remove((None, SHISAKU.sourceText, None))


def query(question: str | Path, /, graph: Graph | None = None, **parameters: object) -> Any:
    """Return the answer over `graph` (default: the project's built graphs), by the form of the query.

    SELECT returns `Rows`, ASK bool, CONSTRUCT and DESCRIBE an rdflib.Graph. `question` is the name of a saved question, or a prefix
    of it; a SPARQL query, which contains a space or a brace; or, as a `Path`, a file with a query. `parameters` are those of a saved
    question; each defaults to the first value in the data. Raises QueryError if there is no such question or a parameter is
    invalid, OntologyError with its place if the query is no SPARQL or cannot be answered.
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
    """The triples as a graph of rdflib, which lacks the terms of RDF 1.2."""
    graph = Graph()
    _bind(graph, {**PREFIXES, **answer.prefixes})
    try:
        return graph.parse(data=answer.ntriples(), format="nt")
    except ParserError as error:
        raise QueryError(Message("pipeline-rdflib-cannot-hold-what-new")) from error


def _refuse_too_large(plan: Plan) -> None:
    components = sum(1 for _ in plan.walk())
    if components > MOST_COMPONENTS:
        path = plan.source.path
        raise InputError(
            Message("pipeline-components-more-than-one-graph", path=path, components=components, most_components=MOST_COMPONENTS)
        )
