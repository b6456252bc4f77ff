"""Writes the pages as files to a folder."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from shisaku.errors import unwritable
from shisaku.messages import Language
from shisaku.pages.data_page_classes import HomePage
from shisaku.pages.data_pages import data_pages
from shisaku.pages.data_site import read_site
from shisaku.pages.page import Asset, FrontPage, Page
from shisaku.pages.reference import read_reference
from shisaku.pages.reference_pages import reference_pages
from shisaku.pages.rendering import beside_pages, render
from shisaku.project import Project


def write_reference(project: Project, folder: Path) -> int:
    """Write the reference of ontology, vocabularies, questions and checks to `folder`; return the number of pages.

    Raises OntologyError or InputError if a file of the project is broken, the folder cannot be written, or Jinja is missing.
    """
    return write(reference_pages(read_reference(project)), folder)


def write_site(project: Project, folder: Path, data: tuple[Path, ...] = (), url: str = "") -> int:
    """Write the reference and the pages of the project's graphs, or of `data`, to `folder`; return the number of pages.

    With the address `url`, a sitemap is written too.

    Raises OntologyError or InputError if a file is broken, the folder cannot be written, or Jinja is missing.
    """
    return write(data_pages(read_site(project, data, url)), folder)


def write(pages: Iterable[Page | Asset], folder: Path) -> int:
    """Write pages, their files, shared files and a page at the root to `folder`; return the number of pages."""
    number = 0
    for path, text in _files(pages):
        target = folder / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode("utf-8"))
        except OSError as error:
            raise unwritable(target, error) from error
        number += path.endswith(".html")
    return number


def _files(pages: Iterable[Page | Asset]) -> Iterator[tuple[str, str]]:
    """Paths below the folder with their content."""
    fronts: dict[Language, Page] = {}
    for page in pages:
        if isinstance(page, Asset):
            yield page.path, page.text
            continue
        if page.path == "index.html":
            fronts[page.lang] = page
        yield page.address, render(page)
    yield from beside_pages().items()
    yield FrontPage.address, render(_front(fronts))


def _front(fronts: Mapping[Language, Page]) -> FrontPage:
    """The page at the root, with links to the first page of each language."""
    return FrontPage(
        {lang: page.title for lang, page in fronts.items()},
        {lang: page.head.navigation.links for lang, page in fronts.items()},
        {lang: tuple(ref for ref, _ in page.plans) for lang, page in fronts.items() if isinstance(page, HomePage)},
    )
