"""Each kind of page, in both languages: axe finds nothing, in the light and in the dark, and nothing is wider than a phone."""

from urllib.parse import quote

import pytest
from tests.browser.conftest import ENTRY_PAGE, NEW, OLD, TEXT_PAGE, Visiting
from tests.browser.visitor import NARROW, WIDE
from tests.serve.conftest import Served

KINDS = {
    "front": "index.html",
    "overview": "{lang}/index.html",
    "plan": f"{{lang}}/id/{NEW}.html",
    "measure": f"{{lang}}/id/{NEW}/measure/2.html",
    "entry": f"{{lang}}/{ENTRY_PAGE}.html",
    "source": f"{{lang}}/{TEXT_PAGE}.html",
    "succession": f"{{lang}}/id/{NEW}/succession/from/{OLD}.html",
    "editions": "{lang}/editions.html",
    "matrix": "{lang}/matrix.html",
    "search": "{lang}/search.html",
    "questions": "{lang}/questions.html",
    "question": "{lang}/question/how-many-of-each-class.html",
    "question-with-parameter": "{lang}/question/which-initiatives-contain-a-word.html",
    "ontology": "{lang}/ontology.html",
    "class": "{lang}/class/Measure.html",
    "property": "{lang}/property/directPartOf.html",
    "vocabulary": "{lang}/vocabulary/mark-categories.html",
    "concept": "{lang}/vocabulary/topics/smart-agriculture.html",
    "checks": "{lang}/checks.html",
    "check": "{lang}/check/conclusions-are-confident.html",
    "rules": "{lang}/rules.html",
    "shapes": "{lang}/shapes.html",
    "files": "{lang}/files.html",
}
"""Paths of the site. Those of the server only are below."""
_QUERY = quote("SELECT ?class (COUNT(*) AS ?things) WHERE { ?thing a ?class } GROUP BY ?class ORDER BY ?class LIMIT 9")
ASKING = {
    "query": ("{lang}/query.html", 200),
    "answer": (f"{{lang}}/query.html?query={_QUERY}", 200),
    "asked": ("{lang}/query.html?question=which-initiatives-contain-a-word", 200),
    "broken": (f"{{lang}}/query.html?query={quote('SELECT * WHERE { ?s ?p }')}", 400),
    "not-found": ("{lang}/nowhere.html", 404),
}
SEEN = {"ja": (WIDE, "light"), "en": (NARROW, "dark")}
"""How each language is looked at, so that each window and each scheme of colours is seen without twice the work."""
_SMALLEST = 320
"""Pixels of width to which WCAG 2.2 (1.4.10, Reflow) wants a page to fit."""


def nothing_is_wrong(visiting: Visiting, url: str, name: str, lang: str, status: int = 200) -> None:
    window, scheme = SEEN[lang]
    visitor = visiting(viewport=window, locale=lang, color_scheme=scheme)
    with visitor.expecting(status):
        assert visitor.go(url).status == status
        visitor.look(f"{name}-{lang}-{scheme}")
        assert visitor.axe() == []
        assert visitor.overflow(_SMALLEST) <= 0


@pytest.mark.parametrize("lang", SEEN)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_the_site_is_for_everybody(visiting: Visiting, site_url: str, kind: str, lang: str) -> None:
    nothing_is_wrong(visiting, f"{site_url}/{KINDS[kind].format(lang=lang)}", kind, lang)


@pytest.mark.parametrize("lang", SEEN)
@pytest.mark.parametrize("kind", ASKING)
def test_a_page_of_the_server_is_for_everybody(visiting: Visiting, server: Served, kind: str, lang: str) -> None:
    path, status = ASKING[kind]
    nothing_is_wrong(visiting, f"{server.url}/{path.format(lang=lang)}", kind, lang, status)
