"""The rendered pages of a site."""

import asyncio
import threading

from shisaku.pages.alternates import MEDIA_TYPES
from shisaku.pages.data_pages import data_pages
from shisaku.pages.data_site import DataSite
from shisaku.pages.page import Asset, Page
from shisaku.pages.rendering import beside_pages, render, template_text
from shisaku.serve.responses import ByteCache

_SCRIPT = "query.js"
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
"""Media types of files by ending; a new format of files is added here."""


class PageStore:
    """All pages and files of a site. They are put together once in the background, in seconds, and rendered on request."""

    def __init__(self, site: DataSite, cache: ByteCache) -> None:
        self._site = site
        self._cache = cache
        ready = {**beside_pages(), _SCRIPT: template_text(_SCRIPT)}
        self._pages: dict[str, Page | Asset] = {path: Asset(path, text) for path, text in ready.items()}
        self._error: Exception | None = None
        self._complete = threading.Event()

    def fill(self) -> None:
        """Start to put the pages together."""
        threading.Thread(target=self._fill, name="pages", daemon=True).start()

    def _fill(self) -> None:
        try:
            for page in data_pages(self._site):
                self._pages[page.path if isinstance(page, Asset) else page.address] = page
        except Exception as error:  # raised again by `page`
            self._error = error
        finally:
            self._complete.set()

    @property
    def ready(self) -> bool:
        """Whether all pages are there."""
        return self._complete.is_set() and self._error is None

    async def page(self, path: str) -> Page | Asset | None:
        """The page or file at a path, or None; waits for pages that are not there yet."""
        while path not in self._pages and not self._complete.is_set():
            await asyncio.sleep(_POLL_SECONDS)
        if self._error is not None:
            raise self._error
        return self._pages.get(path)

    async def find(self, path: str) -> bytes | None:
        """The body of the page or file at a path, or None."""
        if (cached := self._cache.get(path)) is not None:
            return cached
        page = await self.page(path)
        if page is None:
            return None
        body = (page.text if isinstance(page, Asset) else render(page)).encode()
        self._cache.put(path, body)
        return body


def type_of(path: str) -> str:
    """The media type of the file at a path."""
    if path.startswith("question/") and path.endswith(".json"):
        return "application/sparql-results+json"
    return _TYPES.get(path.rpartition(".")[2], "application/octet-stream")
