"""Clients that others wrote get what they ask for."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, POST, POSTDIRECTLY, TSV, TURTLE, URLENCODED, XML, SPARQLWrapper
from tests.npm.packages import NotToBeHadError, packages, run_node
from tests.patience import PATIENCE
from tests.serve.conftest import Served

MEASURE = URIRef("https://w3id.org/shisaku/ontology#Measure")
MEASURES = f"SELECT ?m WHERE {{ ?m a <{MEASURE}> }} ORDER BY ?m"
FOUND = [f"https://w3id.org/shisaku/id/minato-{year}/measure/{n}" for year in (2030, 2031) for n in (1, 2)]


@pytest.mark.parametrize(("method", "how"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_selects_by_every_operation(server: Served, method: str, how: str) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery(MEASURES)
    client.setMethod(method)
    client.setRequestMethod(how)
    client.setReturnFormat(JSON)
    found = client.queryAndConvert()
    assert isinstance(found, dict)
    assert [row["m"]["value"] for row in found["results"]["bindings"]] == FOUND


def raw(server: Served, query: str, form: str) -> str:
    """An answer as SPARQLWrapper got it."""
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery(query)
    client.setReturnFormat(form)
    return bytes(client.query().response.read()).decode()


@pytest.mark.parametrize("form", [XML, CSV, TSV])
def test_sparqlwrapper_gets_the_other_formats(server: Served, form: str) -> None:
    assert all(iri in raw(server, MEASURES, form) for iri in FOUND)


def test_sparqlwrapper_constructs(server: Served) -> None:
    text = raw(server, f"CONSTRUCT WHERE {{ ?m a <{MEASURE}> }}", TURTLE)
    assert sorted(map(str, Graph().parse(data=text).subjects())) == FOUND


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_an_rdflib_graph_over_the_server_is_as_one_in_memory(server: Served, method: str) -> None:
    graph = Graph(SPARQLStore(f"{server.url}/sparql", method=method))
    assert sorted(map(str, graph.subjects(RDF.type, MEASURE))) == FOUND
    assert [str(row[0]) for row in graph.query(MEASURES)] == FOUND  # type: ignore[index]
    assert (URIRef(FOUND[0]), RDF.type, MEASURE) in graph


def test_rdflib_follows_an_iri_to_its_data(server: Served) -> None:
    graph = Graph().parse(f"{server.url}/id/minato-2031/measure/2")
    assert (URIRef(FOUND[3]), RDF.type, MEASURE) in graph


# rdflib's own JSON-LD reader still calls what rdflib deprecates
@pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")
@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld"])
def test_rdflib_reads_the_same_from_each_form_of_the_data(server: Served, form: str) -> None:
    address = f"{server.url}/id/minato-2031/measure/1"
    assert set(Graph().parse(f"{address}.{form}")) == set(Graph().parse(address)) != set()


@pytest.fixture(scope="module")
def comunica(server: Served) -> Any:
    """What Comunica finds at the server, and by following the path of an IRI."""
    try:
        folder = packages()
    except NotToBeHadError as error:
        pytest.skip(str(error))
    script = Path(__file__).with_name("comunica.js").read_text(encoding="utf-8")
    asked = (f"{server.url}/sparql", f"{server.url}/id/minato-2031/measure/2", str(MEASURE))
    return json.loads(run_node(folder, "--input-type=module", "--eval", script, *asked))


@pytest.mark.parametrize(
    ("way", "found"),
    [("select", FOUND), ("described", FOUND), ("ask", True), ("construct", FOUND), ("dereferenced", FOUND[3:])],
)
def test_comunica_finds_what_there_is(comunica: Any, way: str, found: object) -> None:
    assert comunica[way] == found


@pytest.mark.parametrize(
    ("accept", "status", "last"),
    [
        ("Accept: text/html;q=0.2, application/ld+json;q=0.20", "200", ".jsonld"),
        ("Accept:", "200", ".ttl"),
        ("Accept;", "200", ".ttl"),
        ("Accept: ;;,,q=1,*/*;q=0.1;ext=\"a,b\"", "200", ".ttl"),
        ("Accept: text/*;q=0.1, */*;q=0", "200", ".ttl"),
        ("Accept: image/*", "406", "/1"),
        ("Accept: nonsense", "200", ".ttl"),
        ("Accept: text/turtle;q=2, application/n-triples;q=0.001", "200", ".nt"),
        ("Accept: TEXT/HTML", "200", ".html"),
        ("Accept: application/*;q=0.9, application/ld+json;q=0", "200", ".nt"),
    ],
)  # fmt: skip
def test_curl_with_odd_headers_ends_where_it_should(server: Served, accept: str, status: str, last: str) -> None:
    curl = shutil.which("curl")
    if curl is None:  # there is none on every machine; http.client asks the same of the server in test_pages
        accepted = accept.partition(":")[2].strip()
        assert str(server.get("/id/minato-2031/measure/1", {"Accept": accepted}).status) in ("303", status)
        return
    told = "%{http_code} %{url_effective}"
    command = [curl, "-sL", "-o", "/dev/null", "-w", told, "-H", accept, f"{server.url}/id/minato-2031/measure/1"]
    code, _, url = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout.partition(" ")
    assert (code, url.endswith(last)) == (status, True)


def test_a_form_that_a_browser_sends_is_answered(server: Served) -> None:
    body = f"query={quote(MEASURES)}&format=csv".encode()
    response = server.get("/sparql", {"Content-Type": "application/x-www-form-urlencoded"}, "POST", body)
    assert response.text.split() == ["m", *FOUND]
