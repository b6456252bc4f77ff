"""Arguments of a command: graphs, datasets and documents, as the user names them or as they are in the project."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from shisaku.dataset.dataset_layout import existing, is_dataset
from shisaku.errors import InputError
from shisaku.formats.registry import is_document
from shisaku.messages import Message
from shisaku.project import Project
from shisaku.rdf.rdf_files import ENDINGS, files_of

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

    from shisaku.rdf.namespaces import PlanIris


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files and folders by kind."""

    graphs: tuple[Path, ...] = ()
    """RDF files."""
    datasets: tuple[Path, ...] = ()
    """Folders of datasets."""
    documents: tuple[Path, ...] = ()
    """Documents."""

    def __bool__(self) -> bool:
        return bool(self.graphs or self.datasets or self.documents)


def named_inputs(names: Iterable[str], project: Project) -> Inputs:
    """The inputs with those names: files, folders of RDF files, datasets, identifiers of plans (documents, else graphs).

    Raises InputError for an unknown name, with a list of the plans.
    """
    graphs: list[Path] = []
    datasets: list[Path] = []
    documents: list[Path] = []
    for name in names:
        path = Path(name)
        if is_dataset(path):
            datasets.append(path)
        elif path.is_dir():
            graphs += files_of(path)
        elif path.suffix.lower() in ENDINGS and not is_document(path):
            graphs.append(path)
        elif name != "-" and not path.exists() and (found := _plan(name, project)) is not None:
            (graphs if found.suffix in ENDINGS else documents).append(found)
        elif name != "-" and not path.exists() and path.name == name and not path.suffix:
            raise InputError(_no_plan(name, project))
        else:
            documents.append(path)
    return Inputs(tuple(graphs), tuple(datasets), tuple(documents))


def data_of(names: Iterable[str], project: Project) -> Inputs:
    """The inputs with those names, or without names the graphs of the project, or its one dataset.

    Raises InputError where there are none, or several datasets to choose from.
    """
    named = named_inputs(names, project)
    for path in named.documents:
        if not is_document(path):
            known = ", ".join(ENDINGS)
            raise InputError(Message("dataset-not-file-graph-known", path=path, known=known))
        raise InputError(Message("dataset-document-not-graph-make-one", path=path))
    if named or project.graphs:
        return named or Inputs(graphs=project.graphs)
    datasets = tuple(path for path in project.datasets if is_dataset(path))
    if not datasets:
        raise InputError(nothing_built(project))
    if len(datasets) > 1:
        shown = ", ".join(path.name for path in datasets)
        raise InputError(Message("dataset-there-several-datasets-name-one", shown=shown))
    return Inputs(datasets=datasets)


def plans_of(names: Iterable[str], project: Project) -> Inputs:
    """The inputs with those names, or without names the documents of the project, else those of `data_of`."""
    if (named := named_inputs(names, project)) or not project.sources:
        return named or data_of((), project)
    return Inputs(documents=project.sources)


def with_documents(found: Inputs) -> Inputs:
    """The inputs, with the document in place of each graph that was built from a document beside it that is unchanged."""
    from shisaku.dataset.manifest import read_manifest

    built = [(graph, sorted(graph.parent.iterdir())) for graph in found.graphs]
    for dataset in found.datasets:
        layout = existing(dataset)
        built += [(layout.plan(entry.plan), [layout.root / entry.source]) for entry in read_manifest(layout).entries]
    graphs: list[Path] = []
    documents = list(found.documents)
    for graph, candidates in built:
        document = _document_behind(graph, candidates)
        if document is None:
            graphs.append(graph)
        else:
            documents.append(document)
    return Inputs(tuple(graphs), documents=tuple(documents))


def _document_behind(graph: Path, candidates: Iterable[Path]) -> Path | None:
    """The document among candidates whose digest the graph carries."""
    carried = graph.read_bytes()
    for path in candidates:
        if path.is_file() and is_document(path) and hashlib.sha256(path.read_bytes()).hexdigest().encode() in carried:
            return path
    return None


@dataclass(frozen=True, slots=True)
class PlanGraphs:
    """Graphs of a plan in a file."""

    iris: "PlanIris"
    """The IRIs of the plan."""
    layers: Mapping["URIRef", "Graph"]
    """Its named graphs by name; of a file of triples one, named as a server names the published graph."""
    graph: "Graph"
    """The published graphs merged: without the inferred graph and the report."""


def plan_graphs(data: Inputs) -> Iterator[PlanGraphs]:
    """The graphs of each plan in RDF files and datasets. Raises InputError where a file cannot be read or has no plan."""
    for path in (*data.graphs, *(path for dataset in data.datasets for path in plan_files(dataset))):
        yield _graphs_in(path)


def plan_files(dataset: Path) -> list[Path]:
    """The files of a dataset's plans, without remains of an interrupted build. Raises InputError where there is no dataset."""
    from shisaku.dataset.manifest import read_manifest

    layout = existing(dataset)
    return [layout.plan(entry.plan) for entry in read_manifest(layout).entries]


def _graphs_in(path: Path) -> PlanGraphs:
    from rdflib import Graph, URIRef
    from rdflib.namespace import RDF

    from shisaku.rdf.graph_files import load_graphs
    from shisaku.rdf.namespaces import INFERRED, PUBLISHED, REPORT, SHISAKU, PlanIris
    from shisaku.rdf.triples import graph_of

    named = load_graphs(path)
    published = graph_of(*(graph for name, graph in named.items() if name.rpartition("/")[2] not in (INFERRED, REPORT)))
    plan = min((s for s in published.subjects(RDF.type, SHISAKU.PolicyPlan) if isinstance(s, URIRef)), default=None)
    if plan is None:
        raise InputError(Message("common-there-no-plan", path=path))
    base, slash, plan_id = plan.rpartition("/")
    iris = PlanIris(base + slash, plan_id)
    layers: dict[URIRef, Graph] = {}
    for name, graph in named.items():
        layers[URIRef(name) if name else iris.graph(PUBLISHED)] = graph
    return PlanGraphs(iris, layers, published)


@contextmanager
def graph_files(data: Inputs) -> Iterator[tuple[Path, ...]]:
    """Its graphs as files: RDF files as they are, each plan of a dataset as the Turtle that a build of its document writes."""
    with TemporaryDirectory(prefix="shisaku-") as folder:
        yield (*data.graphs, *(path for dataset in data.datasets for path in write_plans(dataset, Path(folder))))


def write_plans(dataset: Path, folder: Path) -> Iterator[Path]:
    """Write the published graph of each plan of a dataset into a Turtle file below `folder`; returns the files, by plan.

    Raises InputError where the dataset, or a plan of it, cannot be read.
    """
    from shisaku.dataset.manifest import read_manifest
    from shisaku.dataset.store import published
    from shisaku.pipeline import turtle
    from shisaku.rdf.graph_files import load_turtle
    from shisaku.rdf.namespaces import PlanIris

    layout = existing(dataset)
    for entry in read_manifest(layout).entries:
        path = folder / f"{entry.plan}.ttl"
        path.write_bytes(published(layout, entry))  # N-Triples is Turtle
        path.write_text(turtle(load_turtle(path), PlanIris(entry.iri.removesuffix(entry.plan), entry.plan)), encoding="utf-8")
        yield path


def nothing_built(project: Project) -> Message:
    """Message where there is no graph to work on."""
    return Message("dataset-there-no-graph-make-one", root=project.root.resolve())


def _plan(name: str, project: Project) -> Path | None:
    """The document of the plan of that identifier, else its graph; None where the project has neither."""
    source = project.source(name)
    if source.is_file():
        return source
    return next((path for path in project.graphs if path.stem == name), None)


def _no_plan(name: str, project: Project) -> Message:
    known = sorted({path.parent.name for path in project.sources} | {path.stem for path in project.graphs})
    there = Message("dataset-there", known=", ".join(known)) if known else Message("dataset-there-none-here")
    return Message("dataset-there-no-such-file-plan", name=name, there=there)
