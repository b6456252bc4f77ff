"""The pages as files in a folder."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from shisaku.errors import Language, unwritable
from shisaku.pages.data_page_classes import HomePage
from shisaku.pages.data_pages import data_pages
from shisaku.pages.data_site import read_site
from shisaku.pages.page import Asset, FrontPage, Page
from shisaku.pages.reference import read_reference
from shisaku.pages.reference_pages import reference_pages
from shisaku.pages.rendering import beside_pages, render
from shisaku.project import Project


def write_reference(project: Project, folder: Path) -> int:
    """How many pages were written into `folder`: the reference of the project's ontology, vocabularies, questions and checks.

    Raises OntologyError or InputError where a file of the project is broken, the folder cannot be written, or Jinja is missing.
    """
    return write(reference_pages(read_reference(project)), folder)


def write_site(project: Project, folder: Path, data: tuple[Path, ...] = (), url: str = "") -> int:
    """How many pages were written into `folder`: the reference with a page of every resource of the project's graphs, or of `data`.

    Where their address `url` is known, there is a sitemap.

    Raises OntologyError or InputError where a file is broken, the folder cannot be written, or Jinja is missing.
    """
    return write(data_pages(read_site(project, data, url)), folder)


def write(pages: Iterable[Page | Asset], folder: Path) -> int:
    """How many pages were written into `folder`, with their files, what all refer to, and a page at the root that leads to them."""
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
    """Paths below the folder with what is in them."""
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
    """The page at the root, which leads to the first page of each language."""
    return FrontPage(
        {lang: page.title for lang, page in fronts.items()},
        {lang: page.head.navigation.links for lang, page in fronts.items()},
        {lang: tuple(ref for ref, _ in page.plans) for lang, page in fronts.items() if isinstance(page, HomePage)},
    )
