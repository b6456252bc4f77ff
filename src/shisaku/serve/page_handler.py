"""Pages of the site, data beside them, and the IRIs of resources.

As in "Cool URIs for the Semantic Web" (W3C Note 2008): an IRI names a measure or a concept, so its path answers 303 with the page or
the data about it, as the client prefers. A retired IRI answers 301 with the IRI that replaced it; 300 with all of them if several did,
410 if none did.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from urllib.parse import quote, urlsplit

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF
from starlette.requests import Request
from starlette.responses import Response

from shisaku.messages import Message
from shisaku.pages.alternates import MEDIA_TYPES
from shisaku.pages.data_site import DataSite
from shisaku.pages.navigation import ONTOLOGY_PAGE
from shisaku.pages.page import NoticePage
from shisaku.pages.rendering import render
from shisaku.pages.wording import word
from shisaku.serve.negotiation import media_type
from shisaku.serve.page_store import PageStore, type_of
from shisaku.serve.responses import FRESH, cacheable, error_response, language_of, not_found, redirect
from shisaku.serve.workers.jobs import RequestRefused

_HTML = "text/html"
RESOURCE_FILE = re.compile(rf"(?:(?P<lang>[a-z]+)/)?id/(?P<rest>.+)\.(?P<ending>html|{'|'.join(MEDIA_TYPES)})")
"""Path of the page of a resource, or of the data beside it."""
_ALIASES = {"application/json": "application/ld+json", "text/plain": "application/n-triples"}
"""Media types that clients also use for a format."""


class ResourceAddresses:
    """The pages and data of the IRIs of resources and terms."""

    def __init__(self, site: DataSite) -> None:
        ontology = str(site.reference.ontology)
        self._documents: dict[str, tuple[str, dict[str, str]]] = {}
        for iri, address in {**site.dataset.addresses, **site.reference.own_addresses}.items():
            if "#" not in iri:
                self._documents[own_path(iri, ontology)] = (address, data_beside(address))
        for iri, page, file in _ontology_files(site):
            self._documents.setdefault(own_path(iri, ontology), (page, {"text/turtle": f"file/{file}"}))
        self._retired = {own_path(old, ontology): self._targets(new, ontology) for old, new in site.dataset.retired.items()}

    def _targets(self, iris: Iterable[str], ontology: str) -> tuple[str, ...]:
        """The paths of IRIs that this server answers, else the IRIs."""
        paths = ((iri, own_path(iri, ontology)) for iri in iris)
        return tuple(f"/{quote(path)}" if path in self._documents else str(iri) for iri, path in paths)

    def retired(self, path: str) -> tuple[str, ...] | None:
        """The addresses of what replaced the IRI with that path; None if it was not retired."""
        return self._retired.get(path)

    def find(self, path: str) -> tuple[str, dict[str, str]] | None:
        """The page, below the folder of a language, and the data by media type, of the IRI with that path."""
        return self._documents.get(path)


def own_path(iri: str, ontology: str) -> str:
    """The path of an IRI at this server: below the folder of the ontology, else the whole path."""
    base = ontology.rpartition("/")[0] + "/"
    return iri.removeprefix(base) if iri.startswith(base) else urlsplit(iri).path.lstrip("/")


def data_beside(address: str) -> dict[str, str]:
    """Paths of the data beside the page at an address, by media type."""
    stem = address.partition("#")[0].removesuffix(".html")
    return {media: f"{stem}.{ending}" for ending, media in MEDIA_TYPES.items()}


def _ontology_files(site: DataSite) -> Iterator[tuple[str, str, str]]:
    """The IRIs of ontologies and of their versions, each with its page and its file."""
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
    """Answers all paths that have no handler of their own, from rendered pages."""

    def __init__(self, store: PageStore, addresses: ResourceAddresses) -> None:
        self._store = store
        self._addresses = addresses

    async def front(self, request: Request) -> Response:
        """Redirect to the first page, in the language of the client."""
        return redirect(f"/{language_of(request)}/index.html", 302, "Accept-Language")

    async def answer(self, request: Request) -> Response:
        """A page, a file, or a redirect from the IRI with that path."""
        path = request.path_params["path"]
        document, replacements = self._addresses.find(path), self._addresses.retired(path)
        if document is not None and replacements is not None:
            return await retired_response(request, replacements, *document, self._store.find)
        if document is not None:
            return document_redirect(request, *document)
        body = await self._store.find(path)
        if body is None:
            return error_response(request, not_found(f"/{path}"))
        return cacheable(request, body, type_of(path))


def document_redirect(request: Request, page: str, data: dict[str, str]) -> Response:
    """303 to the page or the data, as the client prefers."""
    target = _preferred(request, page, data)
    if isinstance(target, Response):
        return target
    path, hash_, fragment = target.partition("#")
    return redirect(f"/{quote(path)}{hash_}{quote(fragment)}", 303, "Accept, Accept-Language")


async def retired_response(
    request: Request, replacements: Sequence[str], page: str, data: dict[str, str], find: Callable[[str], Awaitable[bytes | None]]
) -> Response:
    """301 to the one replacement of a retired IRI; else 300 or 410, with text or data (RFC 9110, 15.4.1 and 15.5.11).

    `find` returns the body at a path.
    """
    if len(replacements) == 1:
        return redirect(replacements[0], 301, "")
    target, lang = _preferred(request, page, data), language_of(request)
    if isinstance(target, Response):
        return target
    body: bytes | None
    if target.endswith(".html"):  # not the page itself: its links are relative to its own address
        text = word("retired_several" if replacements else "retired_gone", lang)
        body = render(NoticePage(lang, text, tuple(replacements))).encode()
    else:
        body = await find(target)
    if body is None:
        return error_response(request, not_found(request.url.path))
    headers = {"Cache-Control": FRESH, "Vary": "Accept, Accept-Language", "Content-Type": type_of(target)}
    if replacements:
        headers["Link"] = ", ".join(f'<{one}>; rel="alternate"' for one in replacements)
    return Response(body, 300 if replacements else 410, headers)


def _preferred(request: Request, page: str, data: dict[str, str]) -> str | Response:
    """The path of the page or of the data, as the client prefers; 406 if it accepts neither."""
    offered = (*data, _HTML, *(alias for alias, media in _ALIASES.items() if media in data))
    chosen = media_type(request.headers.get("accept"), offered)
    if chosen is None:
        known = ", ".join((*data, _HTML))
        refused = RequestRefused(406, Message("serve-there-these-formats", known=known))
        response = error_response(request, refused)
        response.headers["Vary"] = "Accept, Accept-Language"
        return response
    return f"{language_of(request)}/{page}" if chosen == _HTML else data[_ALIASES.get(chosen, chosen)]
