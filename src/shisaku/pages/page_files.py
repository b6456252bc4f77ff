"""The pages as files in a folder."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from shisaku.errors import Language, unwritable
from shisaku.pages.data_site import data_pages, read_site
from shisaku.pages.reference import read_reference
from shisaku.pages.reference_pages import Asset, Page, reference_pages
from shisaku.pages.rendering import beside_pages, front_page, render
from shisaku.project import Project


def write_reference(project: Project, folder: Path) -> int:
    """How many pages were written into `folder`: the reference of the project's ontology, vocabularies, questions and checks.

    Raises OntologyError or InputError where a file of the project is broken, the folder cannot be written, or Jinja is missing.
    """
    return write(reference_pages(read_reference(project)), folder)


def write_site(project: Project, folder: Path, data: tuple[Path, ...] = (), url: str = "") -> int:
    """How many pages were written into `folder`: the reference with a page of every resource of the project's graphs, or of `data`.

    Where it is known that they will stand at `url`, a sitemap says so.

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
        yield f"{page.lang}/{page.path}", render(page)
    yield from beside_pages().items()
    yield "index.html", front_page(fronts)
