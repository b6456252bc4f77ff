"""Data of a site: plans, the reference, and whether a server serves it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from rdflib import URIRef

from shisaku.errors import InputError
from shisaku.export.jsonld import read_context
from shisaku.messages import Language, Message
from shisaku.pages.dataset_description import Dump, common_licence, dataset_of, dumps
from shisaku.pages.edition_pages import compared_editions
from shisaku.pages.navigation import Navigation, data_navigation
from shisaku.pages.published_data import Dataset, read_dataset
from shisaku.pages.reference import ReferenceData, read_reference
from shisaku.project import Project


@dataclass(frozen=True)
class DataSite:
    """Data of a site."""

    reference: ReferenceData
    """Terms, vocabularies and questions, with the addresses of the plans' resources."""
    dataset: Dataset
    """The plans."""
    context: Mapping[str, Any]
    """The JSON-LD context."""
    url: str = ""
    """Its address, ending in a slash; empty if unknown."""
    served: bool = False
    """Whether a server serves it, with a form for queries."""

    @cached_property
    def licence(self) -> URIRef | None:
        """Licence of all plans; None if they differ or one has none."""
        graph = self.dataset.graph
        return common_licence((graph,), (dataset_of(graph, plan) for plan in self.dataset.plans))

    @cached_property
    def dumps(self) -> tuple[Dump, ...]:
        """The graphs of all plans as files."""
        found = (dumps(graph, turtle, self.context) for graph, turtle in self.dataset.files)
        return tuple(dump for plans in found for files in plans.values() for dump in files)

    @cached_property
    def _has_comparisons(self) -> bool:
        return bool(compared_editions(self.dataset))

    def navigation(self, lang: Language) -> Navigation:
        """Return the links of every page in a language."""
        return data_navigation(self.reference, lang, self._has_comparisons, self.served)


def read_site(project: Project, data: tuple[Path, ...] = (), url: str = "", served: bool = False) -> DataSite:
    """Return the site of the project's graphs, or of `data`; `url` is its address, `served` whether a server serves it.

    Raises OntologyError or InputError with the place if a file is broken.
    """
    if data:
        project = replace(project, layout=replace(project.layout, data=tuple(str(path.resolve()) for path in data)))
    if not project.graphs:
        raise InputError(Message("pages-there-no-graph-make-pages"))
    reference = read_reference(project)
    dataset = read_dataset(reference, project.graphs)
    return DataSite(replace(reference, resources=dataset.addresses), dataset, read_context(project), url, served)
