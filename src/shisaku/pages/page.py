"""Base classes of pages. Each template has its own class, and gets one value, `page`, of that class.

page.head  path, language, title, links around it         subclasses: what its template shows
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from shisaku.messages import Language
from shisaku.pages.navigation import NOTICE_LINKS, Navigation
from shisaku.pages.term_labels import Ref, Text


@dataclass(frozen=True, slots=True)
class PageHead:
    """Address, title and links of a page."""

    path: str
    """Below the folder of its language: `class/Measure.html`."""
    lang: Language
    """Its language."""
    title: Text
    """Its heading."""
    navigation: Navigation
    """The links of its site."""
    alternates: tuple[tuple[str, str], ...] = ()
    """The same in other formats: media types with paths below the root of the site."""
    json_ld: str = ""
    """JSON-LD in schema.org terms; empty for pages without."""
    query: str = ""
    """Query string of its address in every language: `?page=2`."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a site."""

    template: ClassVar[str]
    """Name of the template of its class, without the last ending."""
    head: PageHead
    """Address, title and links."""

    @property
    def path(self) -> str:
        """Its path below the folder of its language."""
        return self.head.path

    @property
    def lang(self) -> Language:
        """Its language."""
        return self.head.lang

    @property
    def title(self) -> Text:
        """Its heading."""
        return self.head.title

    @property
    def address(self) -> str:
        """Its path below the root of the site."""
        return f"{self.lang}/{self.path}"


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The page at the root of a site, with links to the first page of each language and on."""

    template: ClassVar[str] = "front.html"
    address: ClassVar[str] = "index.html"
    titles: Mapping[Language, Text]
    """Headings of the first pages by their languages."""
    links: Mapping[Language, tuple[tuple[str, str], ...]]
    """Links of the first pages: keys of words with paths below the folder of the language."""
    plans: Mapping[Language, tuple[Ref, ...]]
    """The plans of a site of data."""


@dataclass(frozen=True, slots=True)
class NoticePage:
    """An error page. It may be at any address, so its links begin at the root of the server."""

    template: ClassVar[str] = "notice.html"
    lang: Language
    """Its language."""
    message: str
    """The reason; the first line is its heading."""
    addresses: tuple[str, ...] = ()
    """Links before `links`."""
    links: tuple[tuple[str, str], ...] = NOTICE_LINKS
    """Keys of words with paths below the folder of the language."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is written unchanged."""

    path: str
    """Below the root of the site."""
    text: str
    """Its content."""
