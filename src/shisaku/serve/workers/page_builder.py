"""Pages of a dataset of any number of plans, each made when it is asked for: a plan's from its graphs alone, what plans share by queries.

It runs in a process of its own, as queries do, so that it is bounded in time and memory and no other answer waits for it.
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
from shisaku.errors import InputError, Language
from shisaku.export.jsonld import read_context
from shisaku.pages.alternates import alternates
from shisaku.pages.data_site import DataSite
from shisaku.pages.plan_pages import SitePages
from shisaku.pages.published_data import Dataset
from shisaku.pages.reference import read_reference
from shisaku.pages.rendering import render
from shisaku.pages.term_labels import LANGUAGES, Ref, Text
from shisaku.project import find_project
from shisaku.rdf.namespaces import ASSERTED, RECONSTRUCTED, PlanIris
from shisaku.rdf.quads import escaped_iri
from shisaku.serve.page_handler import BELOW, own_path
from shisaku.serve.responses import not_found
from shisaku.serve.shared_resources import SharedResource, page_of, pointing_query, triples_around
from shisaku.serve.workers.jobs import PageJob, RequestRefused, WorkerData

MOST_TRIPLES = 80_000
"""Of the plans that are kept open, the one asked for last in any case; a triple takes some 2 KB of memory."""
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
PAGE, ELSEWHERE, RETIRED = "page", "elsewhere", "retired"


class PlanPages:
    """What the pages of one plan, or of one shared resource, are made from."""

    def __init__(self, site: DataSite, more: str = "") -> None:
        self._site = site
        self._more = more
        self._pages: dict[Language, SitePages] = {}
        self._resources = {path: URIRef(iri) for iri, path in site.dataset.addresses.items() if "#" not in path}
        self.triples = len(site.dataset.graph)
        """How much of the memory it takes."""

    def address(self, iri: str) -> str | None:
        """Page, or page and fragment, of a resource."""
        return self._site.dataset.addresses.get(iri)

    def replacing(self, iri: str) -> tuple[str, ...] | None:
        """The IRIs that replaced a retired one; None for one that was not retired."""
        found = self._site.dataset.retired.get(URIRef(iri))
        return None if found is None else tuple(map(str, found))

    def of(self, lang: Language) -> SitePages:
        """The pages of one language."""
        if lang not in self._pages:
            self._pages[lang] = SitePages(self._site, lang)
        return self._pages[lang]

    def page(self, lang: Language, path: str) -> str | None:
        """The page at a path below the folder of a language, None where there is none."""
        resource = self._resources.get(path)
        if resource is None:
            return None
        return render(self.of(lang).resource(resource, self._more))

    def data(self, stem: str, ending: str) -> str | None:
        """What the page says as data."""
        resource = self._resources.get(f"{stem}.html")
        if resource is None:
            return None
        return dict(alternates(self._site.dataset.about(resource), resource, self._site.context)).get(ending)


class PageBuilder:
    """What answers in such a process."""

    def __init__(self, data: WorkerData) -> None:
        """Raises InputError where the dataset cannot be read, OntologyError where the project cannot."""
        self._layout = existing(Path(data.dataset))
        project = find_project()
        self._plans = {entry.plan: entry for entry in read_manifest(self._layout).entries}
        self._bases = tuple(sorted({entry.iri.removesuffix(entry.plan) for entry in self._plans.values()}))
        self._store = open_store(self._layout)
        self._reference = read_reference(replace(project, layout=replace(project.layout, data=())))
        self._context = read_context(project)
        self._opened: OrderedDict[str, PlanPages] = OrderedDict()

    def __len__(self) -> int:
        return len(self._store)

    def answer(self, job: PageJob, out: IO[bytes]) -> str:
        """`page`, with the page written to `out`; `elsewhere`, with the address of the one meant; `retired`, with the address of the page
        and the IRIs that replaced the one asked for, a line each. Raises Refused where there is none.
        """
        found = {PAGE: self._page, "resource": self._resource, "pointing": self._pointing, "matrix": self._matrix}[job.kind](job)
        if found is None:
            raise RequestRefused(404, not_found(f"/{job.path}").message)
        form, text = found
        out.write(text.encode())
        return form

    def _page(self, job: PageJob) -> tuple[str, str] | None:
        """A page or the data beside it."""
        match = BELOW.fullmatch(job.path)
        if match is None:
            return None
        stem, ending = f"id/{match['rest']}", match["ending"]
        iri, opened = self._found(match["rest"])
        if opened is None:
            return None
        lang = next((lang for lang in LANGUAGES if lang == match["lang"]), None)
        if (lang is None) == (ending == "html"):
            return None
        text = opened.data(stem, ending) if lang is None else opened.page(lang, f"{stem}.html")
        address = opened.address(iri)
        if text is None and lang is not None and address is not None:
            return ELSEWHERE, address  # a small resource, which the page of its owner tells of
        return None if text is None else (PAGE, text)

    def _resource(self, job: PageJob) -> tuple[str, str] | None:
        """Where the resource with an IRI of that path is told of."""
        for base in self._bases:
            before = own_path(base, str(self._reference.ontology))
            if job.path.startswith(before):
                iri, opened = self._found(job.path[len(before) :])
                address = None if opened is None else opened.address(iri)
                replacing = None if opened is None else opened.replacing(iri)
                if address is not None and replacing is not None:
                    return RETIRED, "\n".join((address, *replacing))
                if address is not None:
                    return ELSEWHERE, address
        return None

    def _found(self, rest: str) -> tuple[str, PlanPages | None]:
        """The IRI that ends so, and what its page is made from."""
        plan = rest.partition("/")[0]
        if plan in self._plans:
            return self._plans[plan].iri + rest[len(plan) :], self._plan(self._plans[plan])
        for base in (*self._bases, "https://", "http://"):
            opened = self._shared(base + rest)
            if opened is not None:
                return base + rest, opened
        return "", None

    def _plan(self, entry: ManifestEntry) -> PlanPages:
        if entry.plan in self._opened:
            self._opened.move_to_end(entry.plan)
            return self._opened[entry.plan]
        graph = Graph()
        graph.parse(data=self._published(entry), format="nt")
        opened = self._made_from(Dataset(graph, self._reference))
        self._opened[entry.plan] = opened
        while len(self._opened) > 1 and sum(one.triples for one in self._opened.values()) > MOST_TRIPLES:
            self._opened.popitem(last=False)
        return opened

    def _published(self, entry: ManifestEntry) -> bytes:
        """The triples of a plan: as its file spells them or, once a build has put another in its place, as the store has them."""
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
        return self._made_from(shared, pointing_query(iri) if more else "")

    def _made_from(self, dataset: Dataset, more: str = "") -> PlanPages:
        return PlanPages(DataSite(self._reference, dataset, self._context, served=True), more)

    def _pointing(self, job: PageJob) -> tuple[str, str] | None:
        """What points to a term, in each language, as JSON: for the page of the term, which is there already."""
        graph, more = triples_around(self._store, job.path)
        opened = self._made_from(SharedResource(graph, self._reference, bases=self._bases))
        told: dict[str, Any] = {"more": pointing_query(job.path) if more else ""}
        for lang in LANGUAGES:
            found = opened.of(lang).reader.pointing(URIRef(job.path))
            told[lang] = [[_plain(statement.property), [_plain(one) for one in statement.values]] for statement in found]
        return PAGE, json.dumps(told, ensure_ascii=False)

    def _matrix(self, job: PageJob) -> tuple[str, str] | None:
        """Topics against measures of one plan."""
        lang = next((lang for lang in LANGUAGES if job.path.startswith(f"{lang}/")), None)
        if lang is None or job.plan not in self._plans:
            return None
        return PAGE, render(self._plan(self._plans[job.plan]).of(lang).matrices(f"?plan={job.plan}"))


def _plain(ref: Ref | Text) -> Mapping[str, str]:
    assert isinstance(ref, Ref)  # what points somewhere has an IRI
    return {"iri": ref.iri, "name": ref.name.text, "lang": ref.name.lang, "code": ref.code, "target": ref.target}
