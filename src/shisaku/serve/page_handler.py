"""The pages of the site and the data beside them, and where the IRIs of resources lead.

Recipes of "Cool URIs for the Semantic Web" (W3C Note 2008): what is named is a measure or a concept, so its own path answers 303
with the document about it, a page or data, whichever the client would rather have. A retired IRI answers 301 with the IRI that replaced
it; where several did, 300 with what they are; where none did, 410.
"""

import asyncio
import re
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from urllib.parse import quote, urlsplit

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF
from starlette.requests import Request
from starlette.responses import Response

from shisaku.errors import Message
from shisaku.pages.alternates import MEDIA_TYPES
from shisaku.pages.data_pages import data_pages
from shisaku.pages.data_site import DataSite
from shisaku.pages.navigation import ONTOLOGY_PAGE
from shisaku.pages.page import Asset, NoticePage, Page
from shisaku.pages.page_words_catalogue import word
from shisaku.pages.rendering import beside_pages, render, template_text
from shisaku.serve.negotiation import media_type
from shisaku.serve.responses import FRESH, ByteCache, elsewhere, given, not_found, said, spoken
from shisaku.serve.workers.jobs import RequestRefused

_SCRIPT = "query.js"
_HTML = "text/html"
BELOW = re.compile(rf"(?:(?P<lang>[a-z]+)/)?id/(?P<rest>.+)\.(?P<ending>html|{'|'.join(MEDIA_TYPES)})")
"""Path of the page of a resource of a plan, or of the data beside it."""
_POLL_SECONDS = 0.02
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "rq": "application/sparql-query",
    "json": "application/json",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    **{ending: f"{media}; charset=utf-8" if media == "text/turtle" else media for ending, media in MEDIA_TYPES.items()},
}
_ALIASES = {"application/json": "application/ld+json", "text/plain": "application/n-triples"}


class PageStore:
    """Every page and file of the site. They are put together in the background once, in seconds, and written out when asked for."""

    def __init__(self, site: DataSite, kept: ByteCache) -> None:
        self._site = site
        self._kept = kept
        ready = {**beside_pages(), _SCRIPT: template_text(_SCRIPT)}
        self._found: dict[str, Page | Asset] = {path: Asset(path, text) for path, text in ready.items()}
        self._failed: Exception | None = None
        self._all = threading.Event()

    def fill(self) -> None:
        """Begin to put the pages together."""
        threading.Thread(target=self._fill, name="pages", daemon=True).start()

    def _fill(self) -> None:
        try:
            for page in data_pages(self._site):
                self._found[page.path if isinstance(page, Asset) else page.address] = page
        except Exception as error:  # told to whoever asks for a page
            self._failed = error
        finally:
            self._all.set()

    @property
    def ready(self) -> bool:
        """Whether all are there."""
        return self._all.is_set() and self._failed is None

    async def page(self, path: str) -> Page | Asset | None:
        """The page or file at a path, None where there is none; waits for what is still to come."""
        while path not in self._found and not self._all.is_set():
            await asyncio.sleep(_POLL_SECONDS)
        if self._failed is not None:
            raise self._failed
        return self._found.get(path)

    async def find(self, path: str) -> bytes | None:
        """What stands at a path, as it is sent."""
        if (kept := self._kept.get(path)) is not None:
            return kept
        page = await self.page(path)
        if page is None:
            return None
        body = (page.text if isinstance(page, Asset) else render(page)).encode()
        self._kept.put(path, body)
        return body


class ResourceAddresses:
    """Where the IRIs of resources and terms lead."""

    def __init__(self, site: DataSite) -> None:
        ontology = str(site.reference.ontology)
        self._documents: dict[str, tuple[str, dict[str, str]]] = {}
        for iri, address in {**site.dataset.addresses, **site.reference.own_addresses}.items():
            if "#" not in iri:
                self._documents[own_path(iri, ontology)] = (address, data_beside(address))
        for iri, page, file in _files(site):
            self._documents.setdefault(own_path(iri, ontology), (page, {"text/turtle": f"file/{file}"}))
        self._retired = {own_path(old, ontology): self.targets(new, ontology) for old, new in site.dataset.retired.items()}

    def targets(self, iris: Iterable[str], ontology: str) -> tuple[str, ...]:
        """Where IRIs are answered: their own paths at this server, else they themselves."""
        own = ((iri, own_path(iri, ontology)) for iri in iris)
        return tuple(f"/{quote(path)}" if path in self._documents else str(iri) for iri, path in own)

    def retired(self, path: str) -> tuple[str, ...] | None:
        """Where those are answered that replaced the IRI with that path; None for one that was not retired."""
        return self._retired.get(path)

    def find(self, path: str) -> tuple[str, dict[str, str]] | None:
        """The page below the folder of a language, and the data by media type, of the resource whose IRI has that path."""
        return self._documents.get(path)


def own_path(iri: str, ontology: str) -> str:
    """The path that an IRI has at this server: below where that of the ontology lies, else the whole path."""
    base = ontology.rpartition("/")[0] + "/"
    return iri.removeprefix(base) if iri.startswith(base) else urlsplit(iri).path.lstrip("/")


def data_beside(address: str) -> dict[str, str]:
    """The data beside the page at an address, by media type."""
    stem = address.partition("#")[0].removesuffix(".html")
    return {media: f"{stem}.{ending}" for ending, media in MEDIA_TYPES.items()}


def _files(site: DataSite) -> Iterator[tuple[str, str, str]]:
    """The IRIs of ontologies and of their versions, the pages and the files that tell of them."""
    reference = site.reference
    pages: tuple[tuple[Graph, str], ...] = (
        (reference.terms, ONTOLOGY_PAGE),
        (reference.shapes, "shapes.html"),
        (reference.alignments, "files.html"),
    )
    for graph, page in pages:
        for ontology in graph.subjects(RDF.type, OWL.Ontology):
            place = reference.place(ontology)
            if place is not None:
                for iri in (ontology, *graph.objects(ontology, OWL.versionIRI)):
                    if isinstance(iri, URIRef):
                        yield str(iri), page, place[0].name


class PageHandler:
    """What answers everywhere else."""

    def __init__(self, shelf: PageStore, addresses: ResourceAddresses) -> None:
        self._shelf = shelf
        self._addresses = addresses

    async def front(self, request: Request) -> Response:
        """To the first page, in the language of the client."""
        return elsewhere(f"/{spoken(request)}/index.html", 302, "Accept-Language")

    async def answer(self, request: Request) -> Response:
        """A page, a file, or where the resource with that path is told of."""
        path = request.path_params["path"]
        resource, replacing = self._addresses.find(path), self._addresses.retired(path)
        if resource is not None and replacing is not None:
            return await to_replacement(request, replacing, *resource, self._shelf.find)
        if resource is not None:
            return to_document(request, *resource)
        body = await self._shelf.find(path)
        if body is None:
            return said(request, not_found(f"/{path}"))
        return given(request, body, type_of(path))


def to_document(request: Request, page: str, data: dict[str, str]) -> Response:
    """To the page or the data, whichever is wanted more."""
    target = _wanted(request, page, data)
    if isinstance(target, Response):
        return target
    path, hash_, fragment = target.partition("#")
    return elsewhere(f"/{quote(path)}{hash_}{quote(fragment)}", 303, "Accept, Accept-Language")


async def to_replacement(
    request: Request, replacing: Sequence[str], page: str, data: dict[str, str], find: Callable[[str], Awaitable[bytes | None]]
) -> Response:
    """To what replaced a retired IRI; where that is not one, words or data that say what did (RFC 9110, 15.4.1 and 15.5.11).

    `find` gives what stands at a path.
    """
    if len(replacing) == 1:
        return elsewhere(replacing[0], 301, "")
    target, lang = _wanted(request, page, data), spoken(request)
    if isinstance(target, Response):
        return target
    body: bytes | None
    if target.endswith(".html"):  # the page itself stands elsewhere, and its links begin there
        message = word("retired_several" if replacing else "retired_gone", lang)
        body = render(NoticePage(lang, message, tuple(replacing))).encode()
    else:
        body = await find(target)
    if body is None:
        return said(request, not_found(request.url.path))
    headers = {"Cache-Control": FRESH, "Vary": "Accept, Accept-Language", "Content-Type": type_of(target)}
    if replacing:
        headers["Link"] = ", ".join(f'<{one}>; rel="alternate"' for one in replacing)
    return Response(body, 300 if replacing else 410, headers)


def _wanted(request: Request, page: str, data: dict[str, str]) -> str | Response:
    """The path of the page or of the data, whichever is wanted more; why there is none where neither is."""
    offered = (*data, _HTML, *(alias for alias, media in _ALIASES.items() if media in data))
    wanted = media_type(request.headers.get("accept"), offered)
    if wanted is None:
        known = ", ".join((*data, _HTML))
        refused = RequestRefused(406, Message(f"返せる形式は {known} です。", f"There are these formats: {known}."))
        response = said(request, refused)
        response.headers["Vary"] = "Accept, Accept-Language"
        return response
    return f"{spoken(request)}/{page}" if wanted == _HTML else data[_ALIASES.get(wanted, wanted)]


def type_of(path: str) -> str:
    """The media type of what stands at a path."""
    if path.startswith("question/") and path.endswith(".json"):
        return "application/sparql-results+json"
    return _TYPES.get(path.rpartition(".")[2], "application/octet-stream")
