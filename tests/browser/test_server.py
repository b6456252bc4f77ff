"""Somebody asks: types a query, sees its table and chart, passes the address on, and is told where a query is broken."""

from urllib.parse import urlsplit

import pytest
from tests.browser.conftest import NEW, Visiting
from tests.browser.visitor import Visitor
from tests.serve.conftest import Served

from shisaku.messages import LANGUAGES, sentence

LABELS = {lang: (sentence("pages-query", lang), sentence("pages-ask-now", lang)) for lang in LANGUAGES}
COUNTING = """\
SELECT ?class (COUNT(*) AS ?number) WHERE { ?thing a ?class }
GROUP BY ?class HAVING (COUNT(*) < 7) ORDER BY ?class"""
BROKEN = """\
SELECT ?measure WHERE {
  ?measure a shisaku:Measure
}
LIMIT ten"""


@pytest.mark.parametrize("lang", LABELS)
def test_a_query_is_typed_and_its_address_gives_others_the_same_answer(visiting: Visiting, server: Served, lang: str) -> None:
    visitor = visiting(locale=lang)
    page = visitor.page
    field, ask = LABELS[lang]
    visitor.go(f"{server.url}/query")
    page.get_by_label(field).fill("")
    page.get_by_label(field).press_sequentially(COUNTING)
    with page.expect_navigation():
        page.get_by_role("button", name=ask, exact=True).click()
    table = page.locator("table.answer tbody tr")
    numbers = [int(row.split()[-1]) for row in table.all_inner_texts()]
    assert len(numbers) > 3
    assert [int(text) for text in page.locator("figure.chart .number").all_inner_texts()] == numbers
    assert page.get_by_label(field).input_value() == COUNTING
    other = visiting(locale="ja")
    other.go(page.url)
    assert other.page.locator("main").inner_text() == page.locator("main").inner_text()
    other.follow("header nav a[hreflang]")
    assert other.page.locator("html").get_attribute("lang") != lang
    again = other.page.locator("table.answer tbody tr").all_inner_texts()
    assert [int(row.split()[-1]) for row in again] == numbers
    assert {row.split()[0] for row in again} != {row.split()[0] for row in table.all_inner_texts()}  # what things are called


def test_by_keyboard_alone_a_query_is_written_and_asked(visitor: Visitor, server: Served) -> None:
    page = visitor.page
    visitor.go(f"{server.url}/ja/query.html")
    while visitor.tab()["tag"] != "TEXTAREA":
        pass
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?m WHERE { ?m a  } ORDER BY ?m")
    for _ in range(len("} ORDER BY ?m") + 1):
        page.keyboard.press("ArrowLeft")
    while visitor.tab()["name"] != "用語の一覧":
        pass
    page.keyboard.press("Enter")
    while visitor.tab()["name"] != "+ shisaku:Measure":
        pass
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert page.locator("#text").input_value().splitlines() == [
        "PREFIX shisaku: <https://w3id.org/shisaku/ontology#>",
        "SELECT ?m WHERE { ?m a shisaku:Measure } ORDER BY ?m",
    ]
    assert page.locator("table.answer tbody tr").count() == 6
    visitor.follow("table.answer tbody tr:last-child a")
    assert urlsplit(page.url).path == f"/ja/id/{NEW}/measure/3.html"


@pytest.mark.parametrize("lang", LABELS)
def test_a_broken_query_is_shown_with_its_line_and_a_caret_below_the_place(visiting: Visiting, server: Served, lang: str) -> None:
    visitor = visiting(locale=lang)
    page = visitor.page
    visitor.go(f"{server.url}/{lang}/query.html")
    page.get_by_label(LABELS[lang][0]).fill(f"PREFIX shisaku: <https://w3id.org/shisaku/ontology#>\n{BROKEN}")
    with visitor.expecting(400), page.expect_navigation():
        page.keyboard.press("Control+Enter")
    told, line, caret = page.get_by_role("alert").inner_text().rstrip().split("\n")
    assert ":5:7:" in told
    assert (line.strip(), line[caret.index("^") :]) == ("LIMIT ten", "ten")
    assert page.get_by_label(LABELS[lang][0]).input_value().endswith(BROKEN)
    font = page.get_by_role("alert").evaluate("e => getComputedStyle(e).fontFamily")
    assert "monospace" in font, "else the caret stands below something else"


def test_a_saved_question_is_asked_with_another_value(visitor: Visitor, server: Served) -> None:
    page = visitor.page
    visitor.go(f"{server.url}/ja/question/which-initiatives-contain-a-word.html")
    visitor.follow("text=値を変えて実行")
    page.locator("input[name=word]").fill("農業研修")
    page.keyboard.press("Enter")
    page.wait_for_url("**word=*")
    found = page.locator("table.answer tbody tr").all_inner_texts()
    assert len(found) == 4
    assert all("農業研修" in row for row in found)
    with page.expect_download() as download:
        page.locator("main a:text-is('csv')").click()
    assert len(download.value.path().read_text(encoding="utf-8").splitlines()) == 5


@pytest.mark.parametrize("lang", LABELS)
def test_the_iri_of_a_resource_leads_a_browser_to_its_page_in_its_language(visiting: Visiting, server: Served, lang: str) -> None:
    visitor = visiting(locale=lang)
    response = visitor.go(f"{server.url}/id/{NEW}/measure/2")
    assert response.status == 200
    assert urlsplit(visitor.page.url).path == f"/{lang}/id/{NEW}/measure/2.html"
    assert visitor.page.locator("h1").inner_text() == "２ 省力技術の普及"


@pytest.mark.parametrize("lang", LABELS)
def test_from_a_page_that_does_not_exist_there_are_ways_on(visiting: Visiting, server: Served, lang: str) -> None:
    visitor = visiting(locale=lang)
    with visitor.expecting(404):
        visitor.go(f"{server.url}/id/{NEW}/measure/99")
    visitor.follow("main a >> nth=0")
    assert urlsplit(visitor.page.url).path == f"/{lang}/index.html"
