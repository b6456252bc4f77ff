"""No shape makes a check reach the network or run for ever, and none that was not applied passes."""

import socket
import threading
from collections.abc import Iterator

import pytest
from tests.check.test_any_files import Check, check

__all__ = ["check"]

DATA = ':stone a :Bridge ; :length 3 ; :name "a" .\n'
PREFIX = "PREFIX : <https://example.org/bridges#> "
TARGET = ":S a sh:NodeShape ; sh:targetClass :Bridge ; "


@pytest.fixture
def heard() -> Iterator[tuple[str, list[bytes]]]:
    """The address of a server, and what it was asked."""
    server = socket.create_server(("127.0.0.1", 0))
    requests: list[bytes] = []

    def listen() -> None:
        while True:
            try:
                connection = server.accept()[0]
            except OSError:
                return
            requests.append(connection.recv(1000))
            connection.close()

    threading.Thread(target=listen, daemon=True).start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/sparql", requests
    server.close()


@pytest.mark.parametrize(
    "where",
    [
        "SERVICE <{url}> {{ ?s ?p ?o }}",
        "SERV\\\\u0049CE <{url}> {{ ?s ?p ?o }}",
        "SERVICE#\\n<{url}> {{ ?s ?p ?o }}",
        "sErViCe SILENT <{url}> {{ ?s ?p ?o }}",
    ],
)
@pytest.mark.parametrize("engine", ["compiled", "reference"])
def test_a_query_in_a_shape_does_not_ask_another_server(
    where: str, engine: str, check: Check, heard: tuple[str, list[bytes]]
) -> None:
    url, requests = heard
    query = f"SELECT $this WHERE {{ $this a <https://example.org/bridges#Bridge> . {where.format(url=url)} }}"
    found = check("--engine", engine, shapes_ttl=f'{TARGET} sh:sparql [ sh:select "{query}" ] .', stone_ttl=DATA)
    assert requests == []
    assert (found.code, "shapes/query-refused" in found.out) == (1, True)


@pytest.mark.parametrize("graphs", ["FROM <{url}>", "from named <{url}>", "FR\\\\u004FM <{url}>"])
def test_a_query_in_a_shape_loads_no_other_graph(graphs: str, check: Check, heard: tuple[str, list[bytes]]) -> None:
    url, requests = heard
    query = f"SELECT $this {graphs.format(url=url)} WHERE {{ $this ?p ?o }}"
    found = check(shapes_ttl=f'{TARGET} sh:sparql [ sh:select "{query}" ] .', stone_ttl=DATA)
    assert requests == []
    assert (found.code, "shapes/query-refused" in found.out) == (1, True)


@pytest.mark.parametrize(
    "shape",
    [
        '{target} sh:rule [ a sh:SPARQLRule ; sh:construct "CONSTRUCT {{ $this :p ?o }} WHERE {{ SERVICE <{url}> {{ ?s :p ?o }} }}" ] .',
        ':S a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ; sh:select "SELECT ?this WHERE {{ SERVICE <{url}> {{ ?this ?p ?o }} }}" ] .',
    ],
)
def test_no_rule_and_no_target_asks_another_server(shape: str, check: Check, heard: tuple[str, list[bytes]]) -> None:
    url, requests = heard
    found = check(shapes_ttl=shape.format(url=url, target=TARGET), stone_ttl=DATA)
    assert requests == []
    assert found.code == 1


def test_an_import_of_an_ontology_is_not_fetched(check: Check, heard: tuple[str, list[bytes]]) -> None:
    url, requests = heard
    check(onto_ttl=f"<urn:o> a owl:Ontology ; owl:imports <{url}> . :Bridge a owl:Class .", stone_ttl=DATA)
    check(shapes_ttl=f"<urn:s> a owl:Ontology ; owl:imports <{url}> . {TARGET} sh:nodeKind sh:IRI .", stone_ttl=DATA)
    assert requests == []


@pytest.mark.parametrize("engine", ["compiled", "reference"])
def test_a_pattern_that_never_ends_is_stopped(engine: str, check: Check) -> None:
    shapes = f'{TARGET} sh:property [ sh:path :name ; sh:pattern "^(a+)+$" ] .'
    data = f':stone a :Bridge ; :name "{"a" * 60}b" .\n'
    found = check("--engine", engine, "--time-limit", "2", shapes_ttl=shapes, stone_ttl=data)
    assert (found.code, "limits/time" in found.out) == (1, True)


def test_a_query_over_everything_is_stopped(check: Check) -> None:
    query = "SELECT $this WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . FILTER(?a = ?o && $this = ?o) }"
    data = "".join(f":bridge{n} a :Bridge ; :length {n} .\n" for n in range(200))
    found = check("--time-limit", "2", shapes_ttl=f'{TARGET} sh:sparql [ sh:select "{query}" ] .', stone_ttl=data)
    assert (found.code, "limits/time" in found.out) == (1, True)


def test_what_one_step_found_is_kept_where_another_is_stopped(check: Check) -> None:
    onto = "<urn:o> a owl:Ontology . :Bridge a owl:Class ; owl:disjointWith :Keeper . :Keeper a owl:Class ."
    shapes = f'{TARGET} sh:property [ sh:path :name ; sh:pattern "^(a+)+$" ] .'
    data = f':stone a :Bridge , :Keeper ; :name "{"a" * 60}b" .\n'
    found = check("--time-limit", "3", onto_ttl=onto, shapes_ttl=shapes, stone_ttl=data)
    assert "owl/contradiction" in found.out
    assert "limits/time" in found.out


ADVANCED = {
    "a target by SPARQL": ':S a sh:NodeShape ; sh:nodeKind sh:BlankNode ; sh:target [ a sh:SPARQLTarget ; sh:select "'
    + PREFIX
    + 'SELECT ?this WHERE { ?this a :Bridge }" ] .',
    "an expression": TARGET + "sh:expression [ sh:path :length ] .",
    "a rule that infers what another shape refuses": TARGET
    + "sh:rule [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate :kept ; sh:object true ] .\n"
    + ":T a sh:NodeShape ; sh:targetSubjectsOf :kept ; sh:nodeKind sh:BlankNode .",
}


@pytest.mark.parametrize("case", ADVANCED)
def test_advanced_features_are_evaluated(case: str, check: Check) -> None:
    found = check(shapes_ttl=ADVANCED[case], stone_ttl=DATA)
    assert (found.code, "shacl/" in found.out) == (1, True)


def test_a_script_is_not_run_and_nothing_passes(check: Check) -> None:
    found = check(shapes_ttl=TARGET + 'sh:js [ a sh:JSConstraint ; sh:jsFunctionName "f" ] .', stone_ttl=DATA)
    assert (found.code, "shapes/not-validated" in found.out) == (1, True)
