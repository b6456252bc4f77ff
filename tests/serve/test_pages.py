"""PageHandler and data at the paths of IRIs, in the form and language that a client would rather have; nothing in them runs."""

import html
import html.parser
import re
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree

import pytest
from rdflib import Graph
from tests.serve.conftest import HOSTILE, Served

from shisaku.pages.data_site import read_site
from shisaku.project import Project
from shisaku.serve.page_handler import ResourceAddresses

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
ITEM = "/id/minato-2031/measure/1"


@pytest.mark.parametrize(
    ("path", "accept", "language", "location"),
    [
        (ITEM, BROWSER, "ja", "/ja/id/minato-2031/measure/1.html"),
        (ITEM, BROWSER, "en-GB,en;q=0.9", "/en/id/minato-2031/measure/1.html"),
        (ITEM, BROWSER, None, "/ja/id/minato-2031/measure/1.html"),
        (ITEM, None, None, "/id/minato-2031/measure/1.ttl"),
        (ITEM, "text/turtle", "en", "/id/minato-2031/measure/1.ttl"),
        (ITEM, "application/ld+json", None, "/id/minato-2031/measure/1.jsonld"),
        (ITEM, "application/json", None, "/id/minato-2031/measure/1.jsonld"),
        (ITEM, "application/n-triples", None, "/id/minato-2031/measure/1.nt"),
        (ITEM, "text/html;q=0.5, application/ld+json;q=0.6", None, "/id/minato-2031/measure/1.jsonld"),
        (f"{ITEM}?lang=en", "text/html", "ja", "/en/id/minato-2031/measure/1.html"),
        ("/id/minato-2030", "text/html", "en", "/en/id/minato-2030.html"),
        ("/topic/sea", "text/html", "en", "/en/vocabulary/topics/sea.html"),
        ("/topic/sea", "text/turtle", None, "/vocabulary/topics/sea.ttl"),
        ("/topics", "text/html", "ja", "/ja/vocabulary/topics.html"),
        ("/ontology", "text/html", "en", "/en/ontology.html"),
        ("/ontology", "text/turtle", None, "/file/terms.ttl"),
        ("/ontology/9.1", "text/turtle", None, "/file/terms.ttl"),
    ],
)
def test_an_iri_leads_to_the_page_or_the_data_about_it(
    server: Served, path: str, accept: str | None, language: str | None, location: str
) -> None:
    headers = {"Accept": accept, "Accept-Language": language}
    response = server.get(path, {name: value for name, value in headers.items() if value is not None})
    assert (response.status, response.headers["location"]) == (303, location)
    assert response.headers["vary"] == "Accept, Accept-Language"
    assert server.get(location).status == 200


@pytest.mark.parametrize(
    ("retired", "location"),
    [("/id/minato-2031/measure/7", ITEM), ("/id/minato-2031/measure/10", "https://example.org/elsewhere/3")],
)
@pytest.mark.parametrize("accept", [BROWSER, "text/turtle", None])
def test_a_retired_iri_moved_to_the_one_that_replaced_it(server: Served, retired: str, location: str, accept: str | None) -> None:
    response = server.get(retired, {"Accept": accept} if accept else {})
    assert (response.status, response.headers["location"]) == (301, location)
    assert "vary" not in response.headers


def test_a_retired_iri_that_several_replaced_offers_them_all(server: Served) -> None:
    for accept, media_type, said in (
        (BROWSER, "text/html; charset=utf-8", '<a href="/id/minato-2031/measure/2">'),
        ("text/turtle", "text/turtle; charset=utf-8", "dcterms:isReplacedBy"),
        ("application/n-triples", "application/n-triples", "/minato-2031/measure/2>"),
    ):
        response = server.get("/id/minato-2031/measure/8", {"Accept": accept, "Accept-Language": "en"})
        assert (response.status, response.headers["content-type"]) == (300, media_type)
        assert response.headers["link"] == f'<{ITEM}>; rel="alternate", </id/minato-2031/measure/2>; rel="alternate"'
        assert response.headers["vary"] == "Accept, Accept-Language"
        assert said in response.text
    assert server.get("/id/minato-2031/measure/8", {"Accept": "image/png"}).status == 406


def test_a_retired_iri_that_nothing_replaced_is_gone_in_words(server: Served) -> None:
    response = server.get("/id/minato-2031/measure/9", {"Accept": BROWSER, "Accept-Language": "en"})
    assert (response.status, "link" in response.headers) == (410, False)
    assert "nothing replaces it" in response.text
    assert server.get("/id/minato-2031/measure/9", {"Accept": "text/turtle"}).status == 410


def test_the_page_of_a_retired_iri_leads_on_by_itself_and_its_data_say_so(server: Served) -> None:
    page = server.get("/ja/id/minato-2031/measure/7.html")
    assert page.status == 200
    assert '<link rel="canonical" href="1.html">' in page.text
    assert '<meta http-equiv="refresh" content="0; url=1.html">' in page.text
    graph = Graph().parse(data=server.get("/id/minato-2031/measure/7.ttl").text, format="turtle")
    assert {str(o) for o in graph.objects()} >= {"true", "https://w3id.org/shisaku/id/minato-2031/measure/1"}


@pytest.mark.parametrize("accept", ["image/png", "text/html;q=0, */*;q=0", "application/pdf, text/plain;q=0"])
def test_what_there_is_in_no_acceptable_form_is_406_and_says_which_forms_there_are(server: Served, accept: str) -> None:
    response = server.get(ITEM, {"Accept": accept})
    assert (response.status, "text/turtle" in response.text) == (406, True)


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/ja/index.html", "text/html; charset=utf-8"),
        ("/en/id/minato-2031/measure/1.html", "text/html; charset=utf-8"),
        ("/id/minato-2031/measure/1.ttl", "text/turtle; charset=utf-8"),
        ("/id/minato-2031/measure/1.jsonld", "application/ld+json"),
        ("/id/minato-2031/measure/1.nt", "application/n-triples"),
        ("/question/how-many.csv", "text/csv; charset=utf-8"),
        ("/question/how-many.json", "application/sparql-results+json"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/icon.svg", "image/svg+xml"),
        ("/query.js", "text/javascript; charset=utf-8"),
    ],
)
def test_pages_and_files_come_with_their_type_and_are_not_sent_to_who_has_them(
    server: Served, path: str, media_type: str
) -> None:
    first = server.get(path)
    assert (first.status, first.headers["content-type"]) == (200, media_type)
    assert "max-age" in first.headers["cache-control"]
    for tags in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        again = server.get(path, {"If-None-Match": tags})
        assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("path", ["/", "/query"])
@pytest.mark.parametrize(
    ("asked", "accepted", "lang"), [("", "en", "en"), ("", "fr", "ja"), ("?lang=en", "ja", "en"), ("?lang=xx", "en", "en")]
)
def test_the_first_page_is_in_the_language_of_the_client(server: Served, path: str, asked: str, accepted: str, lang: str) -> None:
    response = server.get(path + asked, {"Accept-Language": accepted})
    assert (response.status, response.headers["vary"]) == (302, "Accept-Language")
    assert response.headers["location"].startswith(f"/{lang}/")


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere", "/ja/nowhere.html", "/fr/query.html", "/id/minato-2031/measure/99", "/id/../terms.ttl", "/..%2f..%2fetc%2fpasswd", "/ja/%00",
        "/%E6%B8%AF", "/id/minato-2031/measure/1/", "//example.org/", "/<script>", "/api/questions/nowhere.json", "/api/questions/how-many.pdf",
    ],
)  # fmt: skip
def test_where_nothing_is_there_is_404_in_words(server: Served, path: str) -> None:
    response = server.get(quote(path, safe="/%"))
    assert response.status == 404
    assert response.headers["content-type"].startswith(("text/plain", "application/problem+json"))
    assert response.headers["x-content-type-options"] == "nosniff"


SAFE = {"content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy"}


@pytest.mark.parametrize(
    "path", ["/", ITEM, "/ja/index.html", "/sparql", "/api/questions", "/nowhere", "/health", "/ja/query.html"]
)
def test_every_answer_carries_the_headers_that_keep_a_browser_safe(server: Served, path: str) -> None:
    headers = server.get(path).headers
    assert set(headers) >= SAFE
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "server" not in headers


class Scripts(html.parser.HTMLParser):
    """Whatever a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and given.get("type") not in ("application/ld+json",):
            self.found.append(given.get("src") or "inline")
        self.found += [name for name in given if name.startswith("on")]
        self.found += [name for name in ("href", "src", "action") if (given.get(name) or "").strip().startswith("javascript:")]


ATTACKS = (
    HOSTILE,
    '"><img src=x onerror=alert(1)>',
    "</textarea><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}",
    "']]>",
)
AT = {
    "the query": "/ja/query.html?query={}",
    "a good query": "/en/query.html?query=SELECT%20%28%27%27%27{}%27%27%27%20AS%20%3Fx%29%20%7B%7D",
    "a parameter": "/ja/query.html?question=which-contain&word={}",
    "a parameter of the wrong type": "/en/query.html?question=which-contain&most={}",
    "an unknown parameter": "/en/query.html?question=which-contain&{}=1",
    "an unknown question": "/ja/query.html?question={}",
    "the language": "/ja/query.html?lang={}",
}


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("path", AT.values(), ids=AT)
def test_nothing_that_is_asked_runs_in_the_page(server: Served, path: str, attack: str) -> None:
    response = server.get(path.format(quote(attack, safe="")))
    assert response.status in (200, 400)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    scripts = Scripts()
    scripts.feed(response.text)
    assert scripts.found == ["../query.js"]
    assert "49" not in response.text or "7 * 7" in response.text


@pytest.mark.parametrize(
    "path",
    [
        "/ja/id/minato-2030/measure/1.html",
        "/en/id/minato-2030.html",
        "/ja/query.html?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D",
    ],
)
def test_labels_of_the_data_are_shown_and_never_run(server: Served, path: str) -> None:
    text = server.get(path).text
    scripts = Scripts()
    scripts.feed(text)
    assert [one for one in scripts.found if not one.endswith(".js")] == []
    assert HOSTILE not in text
    assert "&lt;script&gt;alert(" in text


def test_a_page_of_answers_works_without_scripts_and_can_be_passed_on(server: Served) -> None:
    page = server.get("/en/query.html?question=which-contain&word=" + quote("桟橋")).text
    assert re.search(r'<input id="p-word" name="word" value="桟橋"', page)
    assert '<a href="id/minato-2031/measure/1.html">' in page
    assert f'href="/api/questions/which-contain.csv?word={quote("桟橋")}"' in page
    chart = server.get("/ja/query.html?query=" + quote("SELECT ?n ?m { VALUES (?n ?m) { ('a' 1) ('b' 3) } }")).text
    assert '<figure class="chart"' in chart
    picture = re.search(r'href="data:image/svg\+xml,([^"]+)"', chart)
    assert picture is not None
    bars = ElementTree.fromstring(unquote(picture[1])).iter("{http://www.w3.org/2000/svg}rect")
    assert [bar.attrib["width"] for bar in bars][1:] == ["109.2", "328"]
    assert 'name="query"' in chart
    assert "format=csv" in chart
    assert "format=turtle" not in chart


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("ASK {}", "true"),
        ("CONSTRUCT WHERE { ?s a <https://w3id.org/shisaku/ontology#PolicyPlan> }", "shisaku:PolicyPlan"),
        ("SELECT * { ?s", "query:1:"),
    ],
)
def test_the_page_shows_answers_of_every_kind_and_mistakes(server: Served, query: str, shown: str) -> None:
    assert shown in server.get("/en/query.html?query=" + quote(query)).text


def test_another_language_is_a_link_away_from_the_same_answer(server: Served) -> None:
    page = server.get("/en/query.html?question=which-contain&word=x%26y").text
    assert 'href="../ja/query.html?question=which-contain&amp;word=x%26y"' in page


def test_every_file_that_a_page_of_an_answer_offers_is_there(server: Served) -> None:
    for query in ("SELECT * { ?s ?p ?o }", "ASK {}", "DESCRIBE <https://w3id.org/shisaku/id/minato-2030>"):
        page = server.get("/en/query.html?query=" + quote(query)).text
        offered = re.findall(r'href="(/sparql\?[^"]+)"', page)
        assert len(offered) == 4
        assert {server.get(html.unescape(address)).status for address in offered} == {200}


def test_the_page_of_a_question_leads_to_where_it_is_asked_with_other_values(server: Served) -> None:
    page = server.get("/ja/question/which-contain.html").text
    assert 'href="../query.html?question=which-contain"' in page
    assert 'href="query.html"' in server.get("/ja/index.html").text


def test_another_name_than_this_machine_s_own_is_not_answered_to(server: Served) -> None:
    assert server.get("/health", {"Host": "rebound.example:80"}).status == 421
    assert server.get("/health", {"Host": "localhost"}).status == 200


def test_every_iri_of_the_published_data_has_a_page_and_data_that_tell_of_it(project: Project) -> None:
    site = read_site(project)
    addresses = ResourceAddresses(site)
    pages = {site.dataset.addresses[str(resource)] for resource in site.dataset.visited}
    graph = sum((Graph().parse(path) for path in project.graphs), Graph())
    base = str(site.reference.ontology).rpartition("/")[0] + "/"
    own = sorted({str(s) for s in graph.subjects() if str(s).startswith(f"{base}id/")})
    assert len(own) > 500
    for iri in own:
        found = addresses.find(urlsplit(iri).path.removeprefix(urlsplit(base).path))
        assert found is not None, iri
        page, data = found
        assert page.partition("#")[0] in pages
        assert {path.rpartition(".")[0] for path in data.values()} == {page.partition("#")[0].removesuffix(".html")}


def test_the_templates_have_no_script_or_style_of_their_own(project: Project) -> None:
    folder = Path(read_site.__code__.co_filename).parent / "templates"
    for path in folder.glob("*.j2"):
        for tag in re.findall(r"<script\b[^>]*>", path.read_text(encoding="utf-8")):
            assert "src=" in tag or "application/ld+json" in tag, path.name
        if path.name != "reading.html.j2":  # a file that is sent by itself, not a page of the site
            assert not re.search(r"<style\b|\sstyle=", path.read_text(encoding="utf-8")), path.name
