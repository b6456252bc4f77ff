"""Pages of a dataset, each built on request: those of a plan from its graphs alone, those of shared resources by queries.

It runs in a worker process, so that time and memory are limited and no other response waits for it.
"""

import json
import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from rdflib import Graph, URIRef

from shisaku.dataset.dataset_layout import existing
from shisaku.dataset.manifest import ManifestEntry, read_manifest
from shisaku.dataset.store import open_store, published
from shisaku.errors import InputError
from shisaku.export.jsonld import read_context
from shisaku.messages import LANGUAGES, Language
from shisaku.pages.alternates import alternates
from shisaku.pages.data_site import DataSite
from shisaku.pages.plan_pages import SitePages
from shisaku.pages.published_data import Dataset
from shisaku.pages.reference import read_reference
from shisaku.pages.rendering import render
from shisaku.pages.term_labels import Ref, Text
from shisaku.project import find_project
from shisaku.rdf.namespaces import ASSERTED, RECONSTRUCTED, PlanIris
from shisaku.rdf.quads import escaped_iri
from shisaku.serve.page_handler import RESOURCE_FILE, own_path
from shisaku.serve.responses import not_found
from shisaku.serve.shared_resources import SharedResource, page_of, pointing_query, triples_around
from shisaku.serve.workers.jobs import PageJob, RequestRefused, WorkerData

MOST_TRIPLES = 80_000
"""Of the plans in memory; the plan of the last job stays in any case. A triple takes some 2 KB."""
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
PAGE, ELSEWHERE, RETIRED = "page", "elsewhere", "retired"


class PlanPages:
    """The pages of one plan, or of one shared resource."""

    def __init__(self, site: DataSite, more: str = "") -> None:
        self._site = site
        self._more = more
        self._pages: dict[Language, SitePages] = {}
        self._resources = {path: URIRef(iri) for iri, path in site.dataset.addresses.items() if "#" not in path}
        self.triples = len(site.dataset.graph)
        """Number of triples, by which memory is measured."""

    def address(self, iri: str) -> str | None:
        """The page, or page and fragment, of a resource."""
        return self._site.dataset.addresses.get(iri)

    def replacements(self, iri: str) -> tuple[str, ...] | None:
        """The IRIs that replaced a retired one; None if it was not retired."""
        retired = self._site.dataset.retired.get(URIRef(iri))
        return None if retired is None else tuple(map(str, retired))

    def in_language(self, lang: Language) -> SitePages:
        """The pages of one language."""
        if lang not in self._pages:
            self._pages[lang] = SitePages(self._site, lang)
        return self._pages[lang]

    def page(self, lang: Language, path: str) -> str | None:
        """The page at a path below the folder of a language, or None."""
        resource = self._resources.get(path)
        if resource is None:
            return None
        return render(self.in_language(lang).resource(resource, self._more))

    def data(self, stem: str, ending: str) -> str | None:
        """The data beside a page, or None."""
        resource = self._resources.get(f"{stem}.html")
        if resource is None:
            return None
        return dict(alternates(self._site.dataset.about(resource), resource, self._site.context)).get(ending)


class PageBuilder:
    """Answers page jobs."""

    def __init__(self, data: WorkerData) -> None:
        """Raises InputError if the dataset cannot be read, OntologyError if the project cannot."""
        self._layout = existing(Path(data.dataset))
        project = find_project()
        self._plans = {entry.plan: entry for entry in read_manifest(self._layout).entries}
        self._bases = tuple(sorted({entry.iri.removesuffix(entry.plan) for entry in self._plans.values()}))
        self._store = open_store(self._layout)
        self._reference = read_reference(replace(project, layout=replace(project.layout, data=())))
        self._context = read_context(project)
        self._cached: OrderedDict[str, PlanPages] = OrderedDict()

    def __len__(self) -> int:
        return len(self._store)

    def answer(self, job: PageJob, out: IO[bytes]) -> str:
        """Write the answer to `out`, return its form. Raises RequestRefused if there is no such page.

        `page`: the page; `elsewhere`: the address of the page that has the resource; `retired`: the address of the page of a retired IRI
        and the IRIs that replaced it, a line each.
        """
        kinds = {PAGE: self._page, "resource": self._resource, "pointing": self._pointing, "matrix": self._matrix}
        answer = kinds[job.kind](job)
        if answer is None:
            raise RequestRefused(404, not_found(f"/{job.path}").message)
        form, text = answer
        out.write(text.encode())
        return form

    def _page(self, job: PageJob) -> tuple[str, str] | None:
        """A page or the data beside it."""
        match = RESOURCE_FILE.fullmatch(job.path)
        if match is None:
            return None
        stem, ending = f"id/{match['rest']}", match["ending"]
        iri, pages = self._pages_of(match["rest"])
        if pages is None:
            return None
        lang = next((lang for lang in LANGUAGES if lang == match["lang"]), None)
        if (lang is None) == (ending == "html"):
            return None
        text = pages.data(stem, ending) if lang is None else pages.page(lang, f"{stem}.html")
        address = pages.address(iri)
        if text is None and lang is not None and address is not None:
            return ELSEWHERE, address  # a small resource, which is on the page of its owner
        return None if text is None else (PAGE, text)

    def _resource(self, job: PageJob) -> tuple[str, str] | None:
        """The address of the page of the IRI with that path."""
        for base in self._bases:
            before = own_path(base, str(self._reference.ontology))
            if job.path.startswith(before):
                iri, pages = self._pages_of(job.path[len(before) :])
                address = None if pages is None else pages.address(iri)
                if pages is None or address is None:
                    continue
                replacements = pages.replacements(iri)
                return (ELSEWHERE, address) if replacements is None else (RETIRED, "\n".join((address, *replacements)))
        return None

    def _pages_of(self, rest: str) -> tuple[str, PlanPages | None]:
        """The IRI with that end, and the pages of its plan, or its own."""
        plan = rest.partition("/")[0]
        if plan in self._plans:
            return self._plans[plan].iri + rest[len(plan) :], self._plan(self._plans[plan])
        for base in (*self._bases, "https://", "http://"):
            pages = self._shared(base + rest)
            if pages is not None:
                return base + rest, pages
        return "", None

    def _plan(self, entry: ManifestEntry) -> PlanPages:
        if entry.plan in self._cached:
            self._cached.move_to_end(entry.plan)
            return self._cached[entry.plan]
        graph = Graph()
        graph.parse(data=self._published(entry), format="nt")
        pages = self._pages_from(Dataset(graph, self._reference))
        self._cached[entry.plan] = pages
        while len(self._cached) > 1 and sum(plan.triples for plan in self._cached.values()) > MOST_TRIPLES:
            self._cached.popitem(last=False)
        return pages

    def _published(self, entry: ManifestEntry) -> bytes:
        """The triples of a plan from its file or, if a build has replaced it, from the store."""
        try:
            return published(self._layout, entry)
        except (InputError, OSError):
            iris = PlanIris(entry.iri.removesuffix(entry.plan), entry.plan)
            graphs = " ".join(f"<{escaped_iri(str(iris.graph(layer)))}>" for layer in (ASSERTED, RECONSTRUCTED))
            query = f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?g {{ {graphs} }} GRAPH ?g {{ ?s ?p ?o }} }}"
            return "".join(f"{s} {p} {o} .\n" for s, p, o in self._store.select(query).rows).encode()

    def _shared(self, iri: str) -> PlanPages | None:
        if _NOT_IN_IRI.search(iri):
            return None
        graph, more = triples_around(self._store, iri)
        if not graph or page_of(iri, self._bases) == "id/resource.html":
            return None
        shared = SharedResource(graph, self._reference, bases=self._bases)
        return self._pages_from(shared, pointing_query(iri) if more else "")

    def _pages_from(self, dataset: Dataset, more: str = "") -> PlanPages:
        return PlanPages(DataSite(self._reference, dataset, self._context, served=True), more)

    def _pointing(self, job: PageJob) -> tuple[str, str] | None:
        """The resources that point to a term, in each language, as JSON; the page of the term is rendered already."""
        graph, more = triples_around(self._store, job.path)
        pages = self._pages_from(SharedResource(graph, self._reference, bases=self._bases))
        value: dict[str, Any] = {"more": pointing_query(job.path) if more else ""}
        for lang in LANGUAGES:
            pointing = pages.in_language(lang).reader.pointing(URIRef(job.path))
            value[lang] = [[_plain(statement.property), list(map(_plain, statement.values))] for statement in pointing]
        return PAGE, json.dumps(value, ensure_ascii=False)

    def _matrix(self, job: PageJob) -> tuple[str, str] | None:
        """The matrix of topics and measures of one plan."""
        lang = next((lang for lang in LANGUAGES if job.path.startswith(f"{lang}/")), None)
        if lang is None or job.plan not in self._plans:
            return None
        return PAGE, render(self._plan(self._plans[job.plan]).in_language(lang).matrices(f"?plan={job.plan}"))


def _plain(ref: Ref | Text) -> Mapping[str, str]:
    assert isinstance(ref, Ref)  # what points somewhere has an IRI
    return {"iri": ref.iri, "name": ref.name.text, "lang": ref.name.lang, "code": ref.code, "target": ref.target}
