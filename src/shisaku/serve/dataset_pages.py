"""The pages of a dataset of more plans than can be made ready: those of the reference from the shelf, all others when asked for."""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from shisaku.errors import Language
from shisaku.pages.data_site import DataSite
from shisaku.pages.navigation import QUERY_PAGE
from shisaku.pages.reference_page_classes import TermPage
from shisaku.pages.rendering import render
from shisaku.pages.term_labels import LANGUAGES, Ref, Statement, Text
from shisaku.serve.page_handler import (
    BELOW,
    PageHandler,
    PageStore,
    data_beside,
    own_path,
    to_document,
    to_replacement,
    type_of,
)
from shisaku.serve.plan_catalogue import PlanCatalogue
from shisaku.serve.responses import CHECKED, ByteCache, elsewhere, given, not_found, said
from shisaku.serve.workers.jobs import JobAnswer, PageJob, RequestRefused
from shisaku.serve.workers.pool import WorkerPool

_QUESTION = re.compile(r"question/(?P<name>[^/]+)\.html")
_ELSEWHERE, _RETIRED = b"elsewhere\n", b"retired\n"
"""What an answer that is kept begins with, if it is an address, or those of what replaced a retired IRI."""


class DatasetPageHandler:
    """What answers wherever nothing else does."""

    def __init__(
        self,
        site: DataSite,
        bases: tuple[str, ...],
        shelf: PageStore,
        pages: PageHandler,
        lane: WorkerPool,
        catalogue: PlanCatalogue,
        kept: ByteCache,
    ) -> None:
        self._shelf = shelf
        self._pages = pages
        self._lane = lane
        self._catalogue = catalogue
        self._kept = kept
        self._ontology = str(site.reference.ontology)
        self._own_paths = tuple(own_path(base, self._ontology) for base in bases)
        self._concepts = {path: iri for iri, path in site.reference.own_addresses.items() if path.count("/") > 1}
        self._running: dict[PageJob, asyncio.Task[JobAnswer]] = {}

    async def front(self, request: Request) -> Response:
        """To the first page, in the language of the client."""
        return await self._pages.front(request)

    async def answer(self, request: Request) -> Response:
        """A page, a file, or where the resource with that path is told of."""
        path = request.path_params["path"]
        lang: Language | None = next((lang for lang in LANGUAGES if path.startswith(f"{lang}/")), None)
        try:
            found = None if lang is None else await self._of_all(request, lang, path.removeprefix(f"{lang}/"))
            found = found or await self._of_one(request, path)
        except RequestRefused as refused:
            return said(request, refused)
        except ClientDisconnect:
            return Response(status_code=499)
        return found or await self._pages.answer(request)

    async def _of_all(self, request: Request, lang: Language, path: str) -> Response | None:
        """Pages that tell of the whole dataset."""
        html = type_of(path)
        if path == "search.html":
            return given(request, await self._catalogue.search(request, lang), html, CHECKED)
        plan = request.query_params.get("plan", "")
        if path == "matrix.html" and plan:
            return given(request, await self._asked(request, PageJob("matrix", f"{lang}/{path}", plan)), html)
        if path in ("index.html", "matrix.html"):
            return given(request, await self._catalogue.listed(request, lang, path), html, CHECKED)
        if path in self._concepts:
            return given(request, await self._concept(request, lang, path), html)
        if asked := _QUESTION.fullmatch(path):  # its page would show an answer over no plan at all
            return elsewhere(f"/{lang}/{QUERY_PAGE}?question={quote(asked['name'])}", 302, "")
        return None

    async def _of_one(self, request: Request, path: str) -> Response | None:
        """Pages of resources, data beside them, and where their IRIs lead."""
        below = BELOW.fullmatch(path)
        if below is not None:
            body = await self._asked(request, PageJob("page", path))
            if body.startswith(_ELSEWHERE):
                return elsewhere(f"/{below['lang']}/{_quoted(body.removeprefix(_ELSEWHERE).decode())}", 303, "")
            return given(request, body, type_of(path))
        if not path.startswith(self._own_paths):
            return None
        found = await self._asked(request, PageJob("resource", path))
        if found.startswith(_RETIRED):
            page, *replacing = found.removeprefix(_RETIRED).decode().split("\n")
            targets = tuple(
                f"/{quote(own)}" if own.startswith(self._own_paths) else iri for iri, own in map(self._own, replacing)
            )

            async def find(at: str) -> bytes:
                return await self._asked(request, PageJob("page", at))

            return await to_replacement(request, targets, page, data_beside(page), find)
        address = found.removeprefix(_ELSEWHERE).decode()
        return to_document(request, address, data_beside(address))

    def _own(self, iri: str) -> tuple[str, str]:
        return iri, own_path(iri, self._ontology)

    async def _concept(self, request: Request, lang: Language, path: str) -> bytes:
        """The page of a topic, with the first of what is on it in all plans."""
        page = await self._shelf.page(f"{lang}/{path}")
        if not isinstance(page, TermPage):
            raise not_found(request.url.path)
        told = json.loads(await self._asked(request, PageJob("pointing", self._concepts[path])))
        pointing = tuple(Statement(_ref(property_), tuple(map(_ref, found))) for property_, found in told[lang])
        return render(replace(page, pointing=pointing, more_query=told["more"])).encode()

    async def _asked(self, request: Request, job: PageJob) -> bytes:
        """What a process makes, or made before. Raises Refused."""
        kept = self._kept.get(job)
        if kept is not None:
            return kept
        if job not in self._running:
            # Made to the end even where the client leaves: the next one has it, and the process keeps the plans that it has open.
            client = request.client.host if request.client else ""
            self._running[job] = asyncio.create_task(self._lane.answer(job, client))
            self._running[job].add_done_callback(lambda _: self._running.pop(job))
        answered = await asyncio.shield(self._running[job])
        body = {"elsewhere": _ELSEWHERE, "retired": _RETIRED}.get(answered.form, b"") + answered.body
        self._kept.put(job, body)
        return body


def _ref(told: Mapping[str, Any]) -> Ref:
    return Ref(told["iri"], Text(told["name"], told["lang"]), told["code"], told["target"])


def _quoted(address: str) -> str:
    path, hash_, fragment = address.partition("#")
    return quote(path) + hash_ + quote(fragment)
