"""A dataset of many plans has the same pages, each built on request; a rebuilt dataset is served without a restart."""

import asyncio
import os
import re
import signal
from collections.abc import Awaitable, Callable, Iterator
from html import unescape
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any
from urllib.parse import quote, urljoin

import pytest
from rdflib import URIRef
from tests.dataset.multiplying import multiply
from tests.patience import PATIENCE, until
from tests.serve.conftest import BUILT, CORPUS, Served, start, stop
from tests.serve.test_dataset import COUNT, number
from tests.serve.test_pool import child_of

from shisaku.cli import main
from shisaku.dataset.dataset_layout import DatasetLayout
from shisaku.dataset.manifest import read_manifest
from shisaku.messages import LANGUAGES
from shisaku.pages.alternates import alternates
from shisaku.pages.plan_pages import SitePages
from shisaku.pages.rendering import render
from shisaku.project import Project
from shisaku.serve.app import Server
from shisaku.serve.plan_catalogue import ON_A_PAGE
from shisaku.serve.served_data import read
from shisaku.serve.server_limits import ServerLimits
from shisaku.serve.workers.jobs import JobAnswer, QueryJob
from shisaku.serve.workers.priority import Priority

ROOT = Path(__file__).parent.parent.parent
PLANS = 2 * ON_A_PAGE - 30


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of two plans; of the first, IRIs were retired."""
    folder = tmp_path_factory.mktemp("few")
    for plan in BUILT:
        copytree(CORPUS / plan, folder / plan)
    with (folder / BUILT[0] / "source.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[retired]\n"measure/97" = "measure/1"\n"measure/98" = ["measure/1", "pillar/1"]\n')
    sources = [str(folder / plan / "source.txt") for plan in BUILT]
    assert main(["--lang", "en", "build", *sources, "-o", str(folder / "few.dataset"), "--jobs", "1", "--log", "json"]) == 0
    return folder / "few.dataset"


@pytest.fixture(scope="module")
def many(few: Path, project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "many.dataset"
    multiply(few, folder, PLANS, project)
    return folder


@pytest.fixture(scope="module")
def served(many: Path) -> Iterator[Served]:
    """A server of that dataset."""
    served = start(ROOT, str(many), "--workers", "1")
    yield served
    assert stop(served) == 0


def links(page: str, at: str) -> list[str]:
    """Where a page leads within the site, without fragments and questions."""
    found = (urljoin(at, unescape(href)) for href in re.findall(r'href="([^"#?]+)', page))
    return sorted({href for href in found if href.startswith("/")})


def source_of(served: Served, plan: str, kind: str) -> str:
    """The path of the text, or of the file, of a plan."""
    own = "https://w3id.org/shisaku"
    query = f"SELECT ?it {{ GRAPH <{own}/id/{plan}/graph/asserted> {{ ?it a <{own}/ontology#{kind}> }} }}"
    (row,) = served.sparql(query).json["results"]["bindings"]
    return str(row["it"]["value"]).removeprefix(own)


def test_plans_are_listed_page_by_page_by_year_and_publisher(served: Served) -> None:
    first = served.get("/ja/index.html").text
    second = served.get("/ja/index.html?page=2").text
    listed = [re.findall(r'<a href="id/([^"/]+)\.html">', page) for page in (first, second)]
    assert [len(plans) for plans in listed] == [ON_A_PAGE, PLANS - ON_A_PAGE]
    assert len({*listed[0], *listed[1]}) == PLANS
    assert ('href="index.html?page=2"' in first, 'href="index.html?page=1"' in second) == (True, True)
    years = dict(re.findall(r'<option value="(\d{4})">\d{4} \((\d+)\)</option>', first))
    assert sum(map(int, years.values())) == PLANS
    year, plans = next(iter(years.items()))
    narrowed = served.get(f"/en/index.html?year={year}&page=1").text
    assert f"{plans} of {PLANS}" in narrowed
    assert f'href="../ja/index.html?year={year}"' in narrowed


@pytest.mark.parametrize("given", ["page=0", "page=99999999999", "page=x", "year=%3Cscript%3E", "publisher=%00"])
def test_a_list_asked_for_in_a_way_that_makes_no_sense_is_a_list_all_the_same(served: Served, given: str) -> None:
    response = served.get(f"/ja/index.html?{given}")
    assert (response.status, "<script>" in response.text) == (200, False)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_whatever_a_page_of_a_plan_leads_to_is_there(served: Served, lang: str) -> None:
    seen: set[str] = set()
    ahead = [
        f"/{lang}/id/minato-2041-7.html",
        f"/{lang}/id/minato-2041-7/measure/1.html",
        f"/{lang}{source_of(served, 'minato-2041-7', 'SourceText')}.html",
        f"/{lang}{source_of(served, 'minato-2041-7', 'SourceFile')}.html",
    ]
    for path in ahead:
        page = served.get(path)
        assert page.status == 200
        seen |= set(links(page.text, path))
    assert len(seen) > 30
    assert {path: response.status for path in sorted(seen) if (response := served.get(path)).status != 200} == {}


def test_an_iri_of_any_plan_leads_to_its_page_and_its_data(served: Served) -> None:
    item = "/id/minato-2043-3/measure/1"
    page = served.get(item, {"Accept": "text/html", "Accept-Language": "en"})
    assert (page.status, page.headers["location"]) == (303, "/en/id/minato-2043-3/measure/1.html")
    data = served.get(item, {"Accept": "text/turtle"})
    assert (data.status, data.headers["location"]) == (303, "/id/minato-2043-3/measure/1.ttl")
    assert "minato-2043-3" in served.get("/id/minato-2043-3/measure/1.ttl").text
    graph = "https://w3id.org/shisaku/id/minato-2043-3/graph/asserted"
    query = f"SELECT ?place {{ GRAPH <{graph}> {{ ?place <http://www.w3.org/ns/oa#hasSource> ?source }} }} LIMIT 1"
    place = served.sparql(query).json["results"]["bindings"][0]["place"]["value"].removeprefix("https://w3id.org/shisaku/")
    for path in (f"/{place}", f"/ja/{place}.html"):
        led = served.get(path, {"Accept": "text/html"})
        text = f"/ja{source_of(served, 'minato-2043-3', 'SourceText')}.html"
        assert (led.status, led.headers["location"].partition("#")[0]) == (303, text)
        assert f'id="{led.headers["location"].partition("#")[2]}"' in served.get(text).text


def test_a_retired_iri_of_any_plan_leads_to_what_replaced_it(served: Served) -> None:
    moved = served.get("/id/minato-2041-7/measure/97", {"Accept": "text/html"})
    assert (moved.status, moved.headers["location"]) == (301, "/id/minato-2041-7/measure/1")
    for _ in range(2):  # made, then kept
        offered = served.get("/id/minato-2041-7/measure/98", {"Accept": "text/html", "Accept-Language": "en"})
        assert offered.status == 300
        assert set(re.findall("<([^>]+)>", offered.headers["link"])) == {
            "/id/minato-2041-7/measure/1",
            "/id/minato-2041-7/pillar/1",
        }
        assert "This IRI is not used any more" in offered.text
    data = served.get("/id/minato-2041-7/measure/98", {"Accept": "text/turtle"})
    assert (data.status, "isReplacedBy" in data.text) == (300, True)
    assert served.get("/ja/id/minato-2041-7/measure/97.html").status == 200


def test_a_page_of_a_plan_is_the_same_among_many_plans_as_among_few(served: Served, project: Project, few: Path) -> None:
    site = read(project, few).site
    resources = {address: iri for iri, address in site.dataset.addresses.items()}
    for lang in LANGUAGES:
        pages = SitePages(site, lang)
        text = f"{source_of(served, 'minato-2041', 'SourceText')}.html".removeprefix("/")
        for path in ("id/minato-2041/measure/1.html", text, "id/minato-2043/pillar/1.html"):
            expected = render(pages.resource(URIRef(resources[path])))
            assert served.get(f"/{lang}/{path}").text == expected
    measure = URIRef(resources["id/minato-2041/measure/1.html"])
    for ending, text in alternates(site.dataset.about(measure), measure, site.context):
        assert served.get(f"/id/minato-2041/measure/1.{ending}").text == text


def test_a_topic_tells_the_first_of_what_is_on_it_in_all_plans_and_leads_to_a_query_for_the_rest(served: Served) -> None:
    query = "SELECT ?topic (COUNT(*) AS ?n) { ?s <https://w3id.org/shisaku/ontology#hasTopic> ?topic } GROUP BY ?topic ORDER BY DESC(?n)"
    topic = served.sparql(query).json["results"]["bindings"][0]["topic"]["value"]
    location = served.get(topic.removeprefix("https://w3id.org/shisaku"), {"Accept": "text/html"}).headers["location"]
    page = served.get(location).text
    assert len(set(re.findall(r'href="\.\./\.\./(id/[^"]+)"', page))) >= 50
    asked = re.search(r'href="\.\./\.\./(query\.html\?query=[^"]+)"', page)
    assert asked is not None
    answer = served.get("/ja/" + unescape(asked.group(1))).text
    assert 'href="id/minato-2041/' in answer


def test_a_search_finds_what_is_printed_in_any_plan_and_can_be_asked_in_sparql(served: Served) -> None:
    title = re.findall(r'<a href="id/minato-2041-7\.html">([^<]+)</a>', served.get("/ja/index.html?page=1").text)
    title = title or re.findall(r'<a href="id/minato-2041-7\.html">([^<]+)</a>', served.get("/ja/index.html?page=2").text)
    found = served.get("/ja/search.html?word=" + quote(title[0])).text
    assert 'href="id/minato-2041-7.html"' in found
    asked = re.search(r'href="(query\.html\?query=[^"]+)"', found)
    assert asked is not None
    assert served.get("/ja/" + unescape(asked.group(1))).status == 200
    assert served.get("/ja/search.html?word=" + quote('x") . ?s ?p ?o } #')).status == 200


def test_a_matrix_of_topics_is_one_of_a_plan(served: Served) -> None:
    listed = served.get("/ja/matrix.html").text
    address = re.search(r'href="(matrix\.html\?plan=[^"]+)"', listed)
    assert address is not None
    assert '<table class="matrix">' in served.get("/ja/" + address.group(1)).text
    assert served.get("/ja/matrix.html?plan=nowhere").status == 404


@pytest.mark.parametrize(
    "path",
    ["/id/nowhere", "/ja/id/nowhere.html", "/id/minato-2041/nowhere", "/ja/id/minato-2041/nowhere.html", "/id/nowhere/x.ttl", "/xx/id/minato-2041.html", "/ja/id/minato-2041.ttl", "/id/%3E%20%7D.html"],
)  # fmt: skip
def test_where_nothing_is_there_is_404(served: Served, path: str) -> None:
    assert served.get(path, {"Accept": "text/html"}).status == 404


def test_questions_lead_to_where_they_are_asked_over_all_plans(served: Served) -> None:
    response = served.get("/en/question/pillars-in-order.html")
    assert (response.status, response.headers["location"]) == (302, "/en/query.html?question=pillars-in-order")


def test_a_dataset_that_was_built_anew_is_served_without_a_restart(
    harbour: Path,
    dataset: Path,
    project: Project,
    tmp_path: Path,
) -> None:
    folder = tmp_path / "growing.dataset"
    multiply(dataset, folder, 22, project)
    server = start(harbour, str(folder), "--workers", "1")
    assert number(server, COUNT.format("")) == "22"
    assert server.get("/ja/id/minato-2043-11.html").status == 404
    multiply(dataset, folder, 25, project)
    rmtree(DatasetLayout(folder).store(read_manifest(DatasetLayout(folder)).store - 1))  # as a build does
    until(lambda: number(server, COUNT.format("")) == "25")
    until(lambda: server.get("/ja/id/minato-2041-12.html").status == 200)
    assert "25 of 25" in server.get("/en/index.html").text
    multiply(dataset, folder, 2, project)
    until(lambda: number(server, COUNT.format("")) == "2")
    until(lambda: server.get("/ja/question/how-many.html").status == 200)  # few enough to render all pages in advance
    assert "pages" not in server.get("/health").json
    assert stop(server) == 0


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children of a process are not listed here")
def test_a_query_that_runs_while_a_dataset_is_rebuilt_ends_on_the_old_one(
    dataset: Path, project: Project, tmp_path: Path
) -> None:
    folder = tmp_path / "growing.dataset"
    count = QueryJob(COUNT.format(""), "csv")
    multiply(dataset, folder, 22, project)

    async def run() -> None:
        server = Server(read(project, folder), ServerLimits(seconds=PATIENCE, workers=1), lambda _: None)
        query: Callable[[Any], Awaitable[JobAnswer]] = server.in_snapshot(lambda of: lambda _: of.queries.answer(count))
        old = server.snapshot
        await old.open()
        child = child_of(next(iter(old.queries._queue.idle))._process.pid)
        os.kill(child, signal.SIGSTOP)  # so that the query runs for as long as it should
        running = asyncio.ensure_future(query(None))
        while old.queries.jobs[Priority.SITE] != (1, 0):
            await asyncio.sleep(0)
        multiply(dataset, folder, 25, project)
        rmtree(DatasetLayout(folder).store(read_manifest(DatasetLayout(folder)).store - 1))  # as a build does
        replacing = asyncio.create_task(server.replace_snapshot(read(project, folder)))
        while server.snapshot is old:
            await asyncio.sleep(0)
        assert (await query(None)).body.split()[1] == b"25"
        assert (running.done(), replacing.done()) == (False, False)
        os.kill(child, signal.SIGCONT)
        assert (await running).body.split()[1] == b"22"
        await replacing
        assert [pool.live for pool in old.pools] == [0, 0]
        await server.snapshot.close()

    asyncio.run(run())
