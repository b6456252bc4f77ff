"""What is served: the site that pages are made of, and the data that queries are asked over."""

from pathlib import Path

from shisaku.errors import InputError, Message
from shisaku.graph.namespaces import DATASET_ONTOLOGY, PREFIXES, PUBLISHED, PlanIris
from shisaku.project import Project
from shisaku.serve.job import Data
from shisaku.site.data_site import DataSite, read_site
from shisaku.sparql import ENDINGS, TripleStore, plain

_PLAN = "SELECT ?plan { ?plan a <https://w3id.org/shisaku/ontology#PolicyPlan> } ORDER BY ?plan LIMIT 1"


def read(project: Project, dataset: Path | None = None) -> tuple[DataSite, Data]:
    """Site and data of the project's own graphs, or of those in `dataset`, a folder of RDF files or one file.

    Raises InputError or OntologyError with the place where a file is broken.
    """
    paths = () if dataset is None else _files(dataset)
    site = read_site(project, paths)
    named = [(path, str(DATASET_ONTOLOGY)) for path in project.schemes]
    named += [(path, _graph(path)) for path in paths or project.graphs]
    files = tuple((str(path.resolve()), graph) for path, graph in named)
    return site, Data(files, prefixes=PREFIXES)


def _files(dataset: Path) -> tuple[Path, ...]:
    if dataset.is_dir():
        found = tuple(path for path in sorted(dataset.iterdir()) if path.suffix in ENDINGS)
        if not found:
            ja, en = f"{dataset}: RDF ファイルがありません。", f"{dataset}: there is no RDF file in it."
            raise InputError(Message(ja, en))
        return found
    return (dataset,)


def _graph(path: Path) -> str:
    """The named graph of what a file publishes: that of the plan in it, else none, as its path is nobody else's affair."""
    store = TripleStore()
    store.load_file(path)
    for (plan,) in store.select(_PLAN).rows:
        base, _, plan_id = plain(plan).rpartition("/")
        return str(PlanIris(base + "/", plan_id).graph(PUBLISHED))
    return ""
