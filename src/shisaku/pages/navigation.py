"""Name of a site and links of every page, on disk and on the server."""

from dataclasses import dataclass

from shisaku.messages import Language
from shisaku.pages.reference import ReferenceData
from shisaku.pages.shape_requirements import shapes_with_targets
from shisaku.pages.term_labels import Text, name_of
from shisaku.pages.wording import word

ONTOLOGY_PAGE = "ontology.html"
"""Path of the first page of the reference within a site of data, below the folder of a language."""
QUERY_PAGE = "query.html"
"""Path of the page with a form for queries, which only a server has."""
NOTICE_LINKS = (("overview", "index.html"), ("query_page", QUERY_PAGE))
"""Pages that every server has: keys of words with paths."""


@dataclass(frozen=True, slots=True)
class Navigation:
    """Links of every page of a site, in one language."""

    site: Text
    """Name of the site."""
    links: tuple[tuple[str, str], ...]
    """Keys of words with paths below the folder of the language; the first page of the site is not among them."""
    query_page: str = ""
    """Path of the page with a form for queries; empty without a server."""


def data_navigation(reference: ReferenceData, lang: Language, editions: bool = False, served: bool = False) -> Navigation:
    """Return the links of a site of data; `editions`: with comparisons of editions, `served`: with a form for queries."""
    links = (
        ("topics", "matrix.html", True),
        ("editions", "editions.html", editions),
        ("questions", "questions.html", bool(reference.questions)),
        ("search", "search.html", True),
        ("ontology", ONTOLOGY_PAGE, True),
        ("query_page", QUERY_PAGE, served),
    )
    shown = tuple((key, path) for key, path, exists in links if exists)
    return Navigation(Text(word("data_site", lang), lang), shown, QUERY_PAGE if served else "")


def reference_navigation(reference: ReferenceData, lang: Language) -> Navigation:
    """Return the links of the reference without data."""
    name = name_of(reference.terms, reference.ontology, lang) or Text(str(reference.ontology), "")
    return Navigation(name, tuple((key, path) for key, path, _ in reference_lists(reference)))


def reference_lists(reference: ReferenceData) -> tuple[tuple[str, str, int], ...]:
    """Return the pages of the reference with lists: keys of words, paths, lengths; empty ones are left out."""
    lengths = {
        "questions": len(reference.questions),
        "checks": len(reference.checks),
        "rules": len(reference.rules),
        "shapes": len(shapes_with_targets(reference.shapes)),
        "files": len(reference.files),
    }
    return tuple((key, f"{key}.html", length) for key, length in lengths.items() if length)
