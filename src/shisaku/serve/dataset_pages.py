"""Pages of a dataset with many plans: those of the reference are rendered in advance, all others on request."""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from shisaku.messages import LANGUAGES, Language
from shisaku.pages.data_site import DataSite
from shisaku.pages.navigation import QUERY_PAGE
from shisaku.pages.reference_page_classes import TermPage
from shisaku.pages.rendering import render
from shisaku.pages.term_labels import Ref, Statement, Text
from shisaku.serve.page_handler import RESOURCE_FILE, PageHandler, data_beside, document_redirect, own_path, retired_response
from shisaku.serve.page_store import PageStore, type_of
from shisaku.serve.plan_catalogue import PlanCatalogue
from shisaku.serve.responses import CHECKED, ByteCache, cacheable, error_response, not_found, redirect
from shisaku.serve.workers.jobs import JobAnswer, PageJob, RequestRefused
from shisaku.serve.workers.pool import WorkerPool

_QUESTION = re.compile(r"question/(?P<name>[^/]+)\.html")
_ELSEWHERE, _RETIRED = b"elsewhere\n", b"retired\n"
"""First line of a cached answer that is an address, or an address and the replacements of a retired IRI."""


class DatasetPageHandler:
    """Answers all paths that have no handler of their own, from a pool that builds pages."""

    def __init__(
        self,
        site: DataSite,
        bases: tuple[str, ...],
        store: PageStore,
        pages: PageHandler,
        pool: WorkerPool,
        catalogue: PlanCatalogue,
        cache: ByteCache,
    ) -> None:
        self._store = store
        self._pages = pages
        self._pool = pool
        self._catalogue = catalogue
        self._cache = cache
        self._ontology = str(site.reference.ontology)
        self._own_paths = tuple(own_path(base, self._ontology) for base in bases)
        self._concepts = {path: iri for iri, path in site.reference.own_addresses.items() if path.count("/") > 1}
        self._running: dict[PageJob, asyncio.Task[JobAnswer]] = {}

    async def front(self, request: Request) -> Response:
        """Redirect to the first page, in the language of the client."""
        return await self._pages.front(request)

    async def answer(self, request: Request) -> Response:
        """A page, a file, or a redirect from the IRI with that path."""
        path = request.path_params["path"]
        lang: Language | None = next((lang for lang in LANGUAGES if path.startswith(f"{lang}/")), None)
        try:
            response = None if lang is None else await self._dataset_page(request, lang, path.removeprefix(f"{lang}/"))
            response = response or await self._resource_page(request, path)
        except RequestRefused as refused:
            return error_response(request, refused)
        except ClientDisconnect:
            return Response(status_code=499)
        return response or await self._pages.answer(request)

    async def _dataset_page(self, request: Request, lang: Language, path: str) -> Response | None:
        """A page about the whole dataset."""
        html = type_of(path)
        if path == "search.html":
            return cacheable(request, await self._catalogue.search(request, lang), html, CHECKED)
        plan = request.query_params.get("plan", "")
        if path == "matrix.html" and plan:
            return cacheable(request, await self._build(request, PageJob("matrix", f"{lang}/{path}", plan)), html)
        if path in ("index.html", "matrix.html"):
            return cacheable(request, await self._catalogue.plan_list(request, lang, path), html, CHECKED)
        if path in self._concepts:
            return cacheable(request, await self._concept_page(request, lang, path), html)
        if question := _QUESTION.fullmatch(path):  # its page would have an answer over no plan at all
            return redirect(f"/{lang}/{QUERY_PAGE}?question={quote(question['name'])}", 302, "")
        return None

    async def _resource_page(self, request: Request, path: str) -> Response | None:
        """The page of a resource, the data beside it, or a redirect from its IRI."""
        file = RESOURCE_FILE.fullmatch(path)
        if file is not None:
            body = await self._build(request, PageJob("page", path))
            if body.startswith(_ELSEWHERE):
                return redirect(f"/{file['lang']}/{_quoted(body.removeprefix(_ELSEWHERE).decode())}", 303, "")
            return cacheable(request, body, type_of(path))
        if not path.startswith(self._own_paths):
            return None
        body = await self._build(request, PageJob("resource", path))
        if body.startswith(_RETIRED):
            page, *replacements = body.removeprefix(_RETIRED).decode().split("\n")
            paths = ((iri, own_path(iri, self._ontology)) for iri in replacements)
            targets = tuple(f"/{quote(own)}" if own.startswith(self._own_paths) else iri for iri, own in paths)

            async def find(at: str) -> bytes:
                return await self._build(request, PageJob("page", at))

            return await retired_response(request, targets, page, data_beside(page), find)
        address = body.removeprefix(_ELSEWHERE).decode()
        return document_redirect(request, address, data_beside(address))

    async def _concept_page(self, request: Request, lang: Language, path: str) -> bytes:
        """The page of a topic, with the first resources of all plans that point to it."""
        page = await self._store.page(f"{lang}/{path}")
        if not isinstance(page, TermPage):
            raise not_found(request.url.path)
        found = json.loads(await self._build(request, PageJob("pointing", self._concepts[path])))
        pointing = tuple(Statement(_ref(property_), tuple(map(_ref, subjects))) for property_, subjects in found[lang])
        return render(replace(page, pointing=pointing, more_query=found["more"])).encode()

    async def _build(self, request: Request, job: PageJob) -> bytes:
        """The answer of the pool, or the cached one. Raises RequestRefused."""
        cached = self._cache.get(job)
        if cached is not None:
            return cached
        if job not in self._running:
            # Not cancelled if the client leaves: the page is cached, and the process keeps the plans in its memory.
            client = request.client.host if request.client else ""
            self._running[job] = asyncio.create_task(self._pool.answer(job, client))
            self._running[job].add_done_callback(lambda _: self._running.pop(job))
        answer = await asyncio.shield(self._running[job])
        body = {"elsewhere": _ELSEWHERE, "retired": _RETIRED}.get(answer.form, b"") + answer.body
        self._cache.put(job, body)
        return body


def _ref(value: Mapping[str, Any]) -> Ref:
    return Ref(value["iri"], Text(value["name"], value["lang"]), value["code"], value["target"])


def _quoted(address: str) -> str:
    path, hash_, fragment = address.partition("#")
    return quote(path) + hash_ + quote(fragment)
