"""The cases of the SPARQL 1.1 Protocol test suite of the W3C that query, written out; those that update must all be refused."""

import csv
import io
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from rdflib import Graph
from tests.serve.conftest import Response, Served

GRAPHS = [f"https://w3id.org/shisaku/id/{plan}/graph/published" for plan in ("minato-2030", "minato-2031")]
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
ASK = "ASK {}"
PLANS = "SELECT ?p WHERE { ?p a <https://w3id.org/shisaku/ontology#PolicyPlan> } ORDER BY ?p"
IN_GRAPHS = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?p a <https://w3id.org/shisaku/ontology#PolicyPlan> } } ORDER BY ?g"
CONSTRUCT = "CONSTRUCT { ?p a <x:Plan> } WHERE { ?p a <https://w3id.org/shisaku/ontology#PolicyPlan> }"


def posted(server: Served, body: str | bytes, kind: str | None, path: str = "/sparql", accept: str = "*/*") -> Response:
    headers = {"Accept": accept} | ({"Content-Type": kind} if kind else {})
    return server.get(path, headers, "POST", body.encode() if isinstance(body, str) else body)


def values(response: Response) -> list[str]:
    assert response.status == 200, response.text
    return [binding[name]["value"] for binding in response.json["results"]["bindings"] for name in binding]


def test_query_get(server: Served) -> None:
    assert server.get(f"/sparql?query={quote(ASK)}").json["boolean"] is True


def test_query_post_form(server: Served) -> None:
    assert posted(server, urlencode({"query": ASK}), FORM).json["boolean"] is True


def test_query_post_direct(server: Served) -> None:
    assert posted(server, ASK, DIRECT).json["boolean"] is True
    assert posted(server, ASK, f"{DIRECT}; charset=UTF-8").json["boolean"] is True


DATASETS = {
    "query_dataset_default_graph": (PLANS, [("default-graph-uri", GRAPHS[0])], ["https://w3id.org/shisaku/id/minato-2030"]),
    "query_dataset_default_graphs_get, query_dataset_default_graphs_post": (
        PLANS,
        [("default-graph-uri", graph) for graph in GRAPHS],
        ["https://w3id.org/shisaku/id/minato-2030", "https://w3id.org/shisaku/id/minato-2031"],
    ),
    "named graph": (IN_GRAPHS, [("named-graph-uri", GRAPHS[1])], GRAPHS[1:]),
    "query_dataset_named_graphs_get, query_dataset_named_graphs_post": (
        IN_GRAPHS,
        [("named-graph-uri", graph) for graph in GRAPHS],
        GRAPHS,
    ),
    "named graphs are not the default graph": (PLANS, [("named-graph-uri", GRAPHS[0])], []),
    "default graphs are not named": (IN_GRAPHS, [("default-graph-uri", GRAPHS[0])], []),
    "query_dataset_full": (
        "SELECT ?p ?g WHERE { ?p a <https://w3id.org/shisaku/ontology#PolicyPlan> . GRAPH ?g { ?q a ?t } } ORDER BY ?p ?g LIMIT 1",
        [("default-graph-uri", GRAPHS[0]), ("named-graph-uri", GRAPHS[1])],
        ["https://w3id.org/shisaku/id/minato-2030", GRAPHS[1]],
    ),
    "query_multiple_dataset": (
        PLANS.replace("WHERE", f"FROM <{GRAPHS[1]}> WHERE"),
        [("default-graph-uri", GRAPHS[0])],
        ["https://w3id.org/shisaku/id/minato-2030"],
    ),
    "from": (PLANS.replace("WHERE", f"FROM <{GRAPHS[1]}> WHERE"), [], ["https://w3id.org/shisaku/id/minato-2031"]),
    "from named": (IN_GRAPHS.replace("WHERE", f"FROM NAMED <{GRAPHS[0]}> WHERE"), [], GRAPHS[:1]),
    "a graph that there is not": (PLANS, [("default-graph-uri", "http://nowhere.example/")], []),
    "everything": (PLANS, [], ["https://w3id.org/shisaku/id/minato-2030", "https://w3id.org/shisaku/id/minato-2031"]),
}


@pytest.mark.parametrize(("query", "dataset", "found"), DATASETS.values(), ids=DATASETS)
def test_a_query_is_asked_over_the_graphs_that_are_named_whichever_way(
    server: Served, query: str, dataset: list[tuple[str, str]], found: list[str]
) -> None:
    asked = urlencode([("query", query), *dataset])
    assert sorted(values(server.get(f"/sparql?{asked}"))) == sorted(found)
    assert sorted(values(posted(server, asked, FORM))) == sorted(found)
    assert sorted(values(posted(server, query, DIRECT, f"/sparql?{urlencode(dataset)}"))) == sorted(found)


def test_a_triple_that_two_graphs_hold_is_one_in_the_default_graph(server: Served) -> None:
    counted = "SELECT (COUNT(*) AS ?n) {} WHERE {{ <https://w3id.org/shisaku/id/harbours> ?p ?o }}"
    assert values(server.sparql(counted.format(""))) == ["1"]
    assert values(server.sparql(counted.format("").replace("{ <", "{ GRAPH ?g { <").replace("?o }", "?o } }"))) == ["2"]


FORMATS = {
    "application/sparql-results+json": (PLANS, "application/sparql-results+json"),
    "application/json": (PLANS, "application/sparql-results+json"),
    "application/sparql-results+xml": (PLANS, "application/sparql-results+xml"),
    "text/csv": (PLANS, "text/csv; charset=utf-8"),
    "text/tab-separated-values": (PLANS, "text/tab-separated-values; charset=utf-8"),
    "text/turtle": (CONSTRUCT, "text/turtle; charset=utf-8"),
    "application/n-triples": (CONSTRUCT, "application/n-triples"),
    "application/rdf+xml": (CONSTRUCT, "application/rdf+xml"),
    "application/ld+json": (CONSTRUCT, "application/ld+json"),
    "text/turtle, application/sparql-results+xml;q=0.9": (PLANS, "application/sparql-results+xml"),
    "*/*": (CONSTRUCT, "text/turtle; charset=utf-8"),
}


@pytest.mark.parametrize(("accept", "query", "media_type"), [(a, *rest) for a, rest in FORMATS.items()], ids=FORMATS)
def test_the_format_is_the_one_that_is_wanted_most_of_those_that_fit_the_query(
    server: Served, accept: str, query: str, media_type: str
) -> None:
    response = server.sparql(query, accept)
    assert (response.status, response.headers["content-type"]) == (200, media_type)
    assert "Accept" in response.headers["vary"]


CONTENT_TYPES = {
    "query_content_type_select": (PLANS, "application/sparql-results+"),
    "query_content_type_ask": (ASK, "application/sparql-results+"),
    "query_content_type_describe": ("DESCRIBE <https://w3id.org/shisaku/id/minato-2031>", "text/turtle"),
    "query_content_type_construct": (CONSTRUCT, "text/turtle"),
}


@pytest.mark.parametrize(("query", "media_type"), CONTENT_TYPES.values(), ids=CONTENT_TYPES)
def test_without_a_wish_the_format_is_a_standard_one_for_that_form_of_query(server: Served, query: str, media_type: str) -> None:
    assert server.get(f"/sparql?{urlencode({'query': query})}").headers["content-type"].startswith(media_type)


@pytest.mark.parametrize("form", ["turtle", "nt", "rdfxml", "jsonld"])
def test_triples_are_the_same_in_every_format(server: Served, form: str) -> None:
    response = server.sparql(CONSTRUCT, "*/*", format=form)
    rdf_format = ox.RdfFormat.from_media_type(response.headers["content-type"].partition(";")[0])
    found = {str(quad.triple) for quad in ox.parse(response.body, format=rdf_format)}
    plans = (graph.removesuffix("/graph/published") for graph in GRAPHS)
    assert found == {f"<{plan}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <x:Plan>" for plan in plans}


def test_describe_gives_triples(server: Served) -> None:
    response = server.sparql("DESCRIBE <https://w3id.org/shisaku/id/minato-2031/measure/1>", "text/turtle")
    assert "桟橋を延ばす" in response.text


def test_csv_has_a_line_a_solution(server: Served) -> None:
    rows = list(csv.reader(io.StringIO(server.sparql(PLANS, "text/csv").text)))
    assert rows == [["p"], *([graph.removesuffix("/graph/published")] for graph in GRAPHS)]


@pytest.mark.parametrize(
    ("query", "accept"), [(PLANS, "image/png"), (PLANS, "text/turtle"), (CONSTRUCT, "text/csv"), (ASK, "application/rdf+xml")]
)
def test_a_format_that_the_answer_does_not_come_in_is_406(server: Served, query: str, accept: str) -> None:
    assert server.sparql(query, accept).status == 406


WRONG = {
    "bad_multiple_queries": ("GET", "/sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D", None, b"", 400),
    "bad_multiple_queries by POST": ("POST", "/sparql", FORM, b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", 400),
    "bad_query_method": ("PUT", "/sparql?query=ASK%20%7B%7D", None, b"", 405),
    "bad_query_missing_form_type": ("POST", "/sparql", None, b"query=ASK%20%7B%7D", 415),
    "bad_query_missing_direct_type": ("POST", "/sparql", None, b"ASK {}", 415),
    "bad_query_non_utf8": ("POST", "/sparql", f"{DIRECT}; charset=UTF-16", "ASK { ?s ?p 'é' }".encode("utf-16"), 400),
    "bad_query_syntax": ("GET", "/sparql?query=ASK%20%7B", None, b"", 400),
    "bad_query_wrong_media_type": ("POST", "/sparql", "text/plain", b"ASK {}", 415),
    "no query": ("POST", "/sparql", FORM, b"", 400),
    "an empty query": ("GET", "/sparql?query=", None, b"", 400),
    "a form that is not UTF-8": ("POST", "/sparql", FORM, b"query=ASK%20%7B%7D%20%23%FF", 400),
    "a graph that is no IRI": ("GET", "/sparql?query=ASK%20%7B%7D&default-graph-uri=a%20b", None, b"", 400),
    "an unknown format": ("GET", "/sparql?query=ASK%20%7B%7D&format=pdf", None, b"", 400),
    "a request that is too long": ("POST", "/sparql", DIRECT, b"#" * 300_000, 413),
    "an address that is too long": ("GET", "/sparql?query=" + "x" * 40_000, None, b"", 414),
}


@pytest.mark.parametrize(("method", "path", "kind", "body", "status"), WRONG.values(), ids=WRONG)
def test_a_request_that_is_not_of_the_protocol_is_refused_and_told_why(
    server: Served, method: str, path: str, kind: str | None, body: bytes, status: int
) -> None:
    response = server.get(path, {"Content-Type": kind} if kind else {}, method, body or None)
    assert response.status == status
    assert response.body.strip()


UPDATE = "INSERT DATA { <x:s> <x:p> <x:o> }"
UPDATES = {
    "update_post_form": ("POST", "/sparql", FORM, urlencode({"update": UPDATE})),
    "update_post_direct": ("POST", "/sparql", "application/sparql-update", UPDATE),
    "bad_update_get": ("GET", "/sparql?" + urlencode({"update": UPDATE}), None, ""),
    "bad_multiple_updates": ("POST", "/sparql", FORM, urlencode([("update", UPDATE), ("update", UPDATE)])),
    "bad_update_wrong_media_type": ("POST", "/sparql", "text/plain", UPDATE),
    "bad_update_missing_form_type": ("POST", "/sparql", None, urlencode({"update": UPDATE})),
    "bad_update_syntax": ("POST", "/sparql", FORM, urlencode({"update": "CREATE XYZ"})),
    "bad_update_non_utf8": ("POST", "/sparql", "application/sparql-update; charset=UTF-16", UPDATE),
    "bad_update_dataset_conflict": (
        "POST",
        "/sparql?using-named-graph-uri=x:g",
        FORM,
        urlencode({"update": f"WITH <x:h> {UPDATE}"}),
    ),
    "update_dataset_default_graph": ("POST", "/sparql?using-graph-uri=x:g", "application/sparql-update", UPDATE),
    "update_dataset_default_graphs": (
        "POST",
        "/sparql?using-graph-uri=x:g&using-graph-uri=x:h",
        "application/sparql-update",
        UPDATE,
    ),
    "update_dataset_named_graphs": (
        "POST",
        "/sparql?using-named-graph-uri=x:g&using-named-graph-uri=x:h",
        FORM,
        urlencode({"update": UPDATE}),
    ),
    "update_dataset_full": ("POST", "/sparql?using-graph-uri=x:g&using-named-graph-uri=x:h", FORM, urlencode({"update": UPDATE})),
    "update_base_uri": ("POST", "/sparql", FORM, urlencode({"update": f"BASE <http://example.org/> {UPDATE}"})),
    "beside a query": ("POST", "/sparql", FORM, urlencode({"query": ASK, "update": UPDATE})),
    "as a query": ("POST", "/sparql", DIRECT, UPDATE),
    "load": ("POST", "/sparql", DIRECT, "LOAD <file:///etc/passwd>"),
    "drop": ("POST", "/sparql", FORM, urlencode({"query": "DROP ALL"})),
    "behind a query": ("POST", "/sparql", DIRECT, f"{ASK} ; {UPDATE}"),
}


@pytest.mark.parametrize(("method", "path", "kind", "body"), UPDATES.values(), ids=UPDATES)
def test_updates_are_refused_and_change_nothing(server: Served, method: str, path: str, kind: str | None, body: str) -> None:
    response = server.get(path, {"Content-Type": kind} if kind else {}, method, body.encode() or None)
    assert response.status in (400, 403, 415)
    assert server.sparql("ASK { <x:s> ?p ?o }").json["boolean"] is False


@pytest.mark.parametrize(
    "query", ["SELECT * { SERVICE <{url}/sparql> { ?s ?p ?o } }", "ASK { SERVICE SILENT <{url}/health> { } }"]
)
def test_no_query_goes_to_another_server(server: Served, query: str) -> None:
    response = server.sparql(query.replace("{url}", server.url))
    assert (response.status, "SERVICE" in response.text) == (400, True)


def test_a_mistake_in_a_query_is_told_with_its_line_and_a_caret_in_the_language_of_the_client(server: Served) -> None:
    asked = "/sparql?" + urlencode({"query": "SELECT * {\n ?s ?p }"})
    japanese, english = (server.get(asked, {"Accept-Language": lang}) for lang in ("ja", "en"))
    assert "query:2:" in japanese.text
    assert "^" in japanese.text
    assert (japanese.headers["content-language"], english.headers["content-language"]) == ("ja", "en")
    assert japanese.text != english.text


def test_without_a_query_the_endpoint_describes_itself_and_leads_people_to_a_page(server: Served) -> None:
    response = server.get("/sparql", {"Accept": "text/turtle"})
    graph = Graph().parse(data=response.body, format="turtle", publicID=f"{server.url}/sparql")
    service = "http://www.w3.org/ns/sparql-service-description#"
    said = {(str(s), str(p).removeprefix(service), str(o).removeprefix(service)) for s, p, o in graph}
    assert (f"{server.url}/sparql", "endpoint", f"{server.url}/sparql") in said
    assert (f"{server.url}/sparql", "supportedLanguage", "SPARQL11Query") in said
    led = server.get("/sparql", {"Accept": "text/html"})
    assert (led.status, led.headers["location"]) == (303, "/query")


def test_an_answer_that_the_client_has_is_not_sent_again(server: Served) -> None:
    asked = f"/sparql?query={quote(PLANS)}"
    first = server.get(asked)
    again = server.get(asked, {"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert server.get(asked, {"If-None-Match": '"another"'}).status == 200


def test_head_says_what_get_would_without_the_body(server: Served) -> None:
    asked = f"/sparql?query={quote(PLANS)}"
    got, head = server.get(asked), server.get(asked, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(got.body))
