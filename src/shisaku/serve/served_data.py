"""The data that a server answers from: the site for pages, and the data that worker processes load."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from rdflib import Graph

from shisaku.dataset.dataset_layout import DatasetLayout, existing, is_dataset
from shisaku.dataset.manifest import Manifest, read_manifest
from shisaku.errors import InputError
from shisaku.export.jsonld import read_context
from shisaku.messages import Message
from shisaku.pages.data_site import DataSite, read_site
from shisaku.pages.published_data import Dataset
from shisaku.pages.reference import read_reference
from shisaku.project import Project
from shisaku.rdf.namespaces import ASSERTED, DATASET_ONTOLOGY, PREFIXES, PUBLISHED, RECONSTRUCTED, PlanIris
from shisaku.rdf.rdf_files import canonical_graphs, files_of
from shisaku.serve.workers.jobs import WorkerData
from shisaku.sparql.rdf_terms import plain
from shisaku.sparql.triple_store import TripleStore

MOST_PLANS = 20
"""Of a dataset whose pages are rendered in advance, in seconds and tens of megabytes a plan; with more, each is built on request."""
Stamp = tuple[int, int, int] | None
"""Inode, time and size of `dataset.json`, which is a new file after each build; None for other data."""
_PLAN = "SELECT ?plan { ?plan a <https://w3id.org/shisaku/ontology#PolicyPlan> } ORDER BY ?plan LIMIT 1"


@dataclass(frozen=True)
class ServedData:
    """One state of the data."""

    site: DataSite
    """Terms, questions and, if their pages are rendered in advance, plans."""
    query_data: WorkerData
    """The data of the pool of queries."""
    bases: tuple[str, ...] = ()
    """Beginnings of the IRIs of plans, if their pages are built on request."""
    stamp: Stamp = None
    """Changes when the dataset is rebuilt."""
    dataset: str = ""
    """Its folder, if its pages are built on request."""

    @property
    def page_data(self) -> WorkerData | None:
        """The data of the pool of pages; None if all pages are rendered in advance."""
        return WorkerData(dataset=self.dataset, pages=True) if self.bases else None


def renewed(project: Project, given: Path | None, endpoint: str, before: ServedData) -> ServedData | None:
    """The data of a rebuilt dataset, None if it is the same. Raises InputError or OntologyError with the place if a file is broken."""
    if before.stamp is None or given is None or _stamp(given) == before.stamp:
        return None
    return read(project, given, endpoint)


def _stamp(given: Path) -> Stamp:
    try:
        stat = DatasetLayout(given).manifest.stat()
    except OSError as error:
        raise InputError(Message("serve-dataset-gone", given=given)) from error
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def read(project: Project, given: Path | None = None, endpoint: str = "") -> ServedData:
    """The project's own graphs, or those in `given`: a dataset, a folder of RDF files, or one file; queries go to `endpoint` if named.

    Raises InputError or OntologyError with the place if a file is broken.
    """
    served = _local(project, given)
    return replace(served, query_data=WorkerData(endpoint=endpoint)) if endpoint else served


def _local(project: Project, given: Path | None) -> ServedData:
    if given is not None and is_dataset(given):
        stamp = _stamp(given)  # before anything is read, so that a build meanwhile is noticed
        return replace(_of_dataset(project, existing(given)), stamp=stamp)
    paths = () if given is None else files_of(given)
    site = read_site(project, paths, served=True)
    named = [(path, str(DATASET_ONTOLOGY)) for path in project.schemes]
    named += [(path, _graph(path)) for path in paths or project.graphs]
    return ServedData(site, WorkerData(tuple((str(path.resolve()), graph) for path, graph in named), prefixes=PREFIXES))


def _of_dataset(project: Project, layout: DatasetLayout) -> ServedData:
    data = WorkerData(dataset=str(layout.root.resolve()), prefixes=PREFIXES)
    manifest = read_manifest(layout)
    if 0 < len(manifest.entries) <= MOST_PLANS:
        with _published(layout, manifest) as paths:
            return ServedData(read_site(project, paths, served=True), data)
    reference = read_reference(replace(project, layout=replace(project.layout, data=())))
    site = DataSite(reference, Dataset(Graph(), reference), read_context(project), served=True)
    bases = tuple(sorted({entry.iri.removesuffix(entry.plan) for entry in manifest.entries}))
    return ServedData(site, data, bases, dataset=data.dataset)


@contextmanager
def _published(layout: DatasetLayout, manifest: Manifest) -> Iterator[tuple[Path, ...]]:
    """The published triples of each plan as Turtle files, while the context lasts."""
    with TemporaryDirectory() as folder:
        paths = []
        for entry in manifest.entries:
            path = layout.plan(entry.plan)
            graphs = canonical_graphs(path.read_bytes(), str(path), ".nq", entry.iri)
            iris = PlanIris(entry.iri.removesuffix(entry.plan), entry.plan)
            paths.append(Path(folder) / f"{entry.plan}.ttl")
            layers = (graphs.get(str(iris.graph(layer)), "") for layer in (ASSERTED, RECONSTRUCTED))
            paths[-1].write_text("".join(layers), encoding="utf-8")
        yield tuple(paths)


def _graph(path: Path) -> str:
    """The named graph of the plan in a file; empty if there is none, as a path of this machine is not published."""
    store = TripleStore()
    store.load_file(path)
    for (plan,) in store.select(_PLAN).rows:
        base, _, plan_id = plain(plan).rpartition("/")
        return str(PlanIris(base + "/", plan_id).graph(PUBLISHED))
    return ""
