"""A server that strangers may ask what they like stays up, and stays quick for who asks little."""

import http.client
import http.server
import json
import re
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from urllib.parse import quote, urlsplit

import pytest
from tests.serve.conftest import NEVER_ENDS, Response, Served, Start

from shisaku.serve.lane import Pace
from shisaku.serve.limits import Limits

CHEAP = "SELECT * WHERE { ?s ?p ?o } LIMIT 1"
LIMIT = 1.5
"""Seconds that the server of these tests gives a query."""


def seconds(act: Callable[[], Response]) -> tuple[float, Response]:
    began = time.monotonic()
    response = act()
    return time.monotonic() - began, response


def until(true: Callable[[], bool]) -> None:
    """Wait until something is so, for ten seconds at most."""
    for _ in range(200):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it never came")


def settled(server: Served) -> bool:
    """Whether all processes are there and idle."""
    lane = server.get("/health").json["sparql"]
    return [lane[key] for key in ("processes", "running", "waiting")] == [2, 0, 0]


def test_a_query_past_its_time_is_stopped_and_its_processor_with_it(server: Served) -> None:
    took, response = seconds(lambda: server.sparql(NEVER_ENDS))
    assert response.status == 503
    assert LIMIT <= took < Limits().trial_seconds + LIMIT + 1.5
    assert "1.5" in response.text
    until(lambda: settled(server))


def test_cheap_questions_are_answered_at_once_while_hostile_ones_run_and_too_many_are_told_to_come_back(server: Served) -> None:
    until(lambda: settled(server))
    with ThreadPoolExecutor(12) as pool:
        # Two run, three wait, the others are turned away.
        hostile = [pool.submit(server.sparql, NEVER_ENDS) for _ in range(8)]
        until(lambda: server.get("/health").json["sparql"]["waiting"] == 3)
        for path in (
            "/api/questions/how-many.json",
            "/api/questions/which-contain.json?word=%E6%A1%9F",
            "/ja/index.html",
            "/id/minato-2030",
        ):
            took, response = seconds(lambda path=path: server.get(path))  # type: ignore[misc]
            assert response.status in (200, 303)
            assert took < 1.0
        busy = server.sparql(CHEAP)
        assert (busy.status, int(busy.headers["retry-after"]) >= 1) == (503, True)
        assert {one.result().status for one in hostile} == {503}
    until(lambda: settled(server))
    assert server.sparql(CHEAP).status == 200


def test_one_client_has_only_so_many_queries_at_once(starting: Start) -> None:
    server = starting("--time-limit", "1", "--per-client", "1", "--workers", "2")
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(server.sparql, NEVER_ENDS)
        until(lambda: server.get("/health").json["sparql"]["running"] == 1)
        refused = server.sparql(CHEAP)
        assert (refused.status, "retry-after" in refused.headers) == (429, True)
        assert server.get("/api/questions/how-many.csv").status == 200
        assert first.result().status == 503
    assert server.sparql(CHEAP).status == 200


TOO_MUCH = {
    "an answer without end": ("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", {413, 503}),
    "brackets without end": ("SELECT (" + "(" * 7000 + "1" + ")" * 7000 + " AS ?x) {}", {200, 400, 503}),
    "all of memory": (f"SELECT * WHERE {{ {NEVER_ENDS[NEVER_ENDS.index('{') + 1 :]} ORDER BY ?a1 ?c2", {503}),
    "a string that doubles": ("SELECT ?x { " + "".join(f"BIND(CONCAT(?s{i}, ?s{i}) AS ?s{i + 1}) " for i in range(40)).join(["BIND('ab' AS ?s0) ", ""]) + "BIND(?s40 AS ?x) }", {400, 413, 503}),
}  # fmt: skip


@pytest.mark.parametrize(("query", "statuses"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_query_that_asks_for_too_much_ends_with_a_word_and_the_next_is_answered(
    server: Served, query: str, statuses: set[int]
) -> None:
    response = server.get("/sparql", {"Content-Type": "application/sparql-query"}, "POST", query.encode())
    assert response.status in statuses
    assert response.body.strip()
    until(lambda: settled(server))
    assert server.sparql(CHEAP).status == 200


def test_a_query_whose_client_has_gone_is_given_up(server: Served) -> None:
    until(lambda: settled(server))
    parts = urlsplit(server.url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    connection.request("GET", "/sparql?query=" + quote(NEVER_ENDS))
    until(lambda: server.get("/health").json["sparql"]["running"] == 1)
    connection.close()
    began = time.monotonic()
    until(lambda: settled(server))
    assert time.monotonic() - began < LIMIT
    assert 'shisaku_queries_total{lane="sparql",end="left"}' in server.get("/metrics").text


@pytest.mark.parametrize("opens_files", [False, True])
def test_a_process_that_answers_reaches_no_server_even_past_the_guard(opens_files: bool) -> None:
    asked: list[str] = []

    class Elsewhere(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.send_error(500)

        do_GET = do_POST  # noqa: N815

    with http.server.HTTPServer(("127.0.0.1", 0), Elsewhere) as elsewhere:
        threading.Thread(target=elsewhere.serve_forever, daemon=True).start()
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{elsewhere.server_port}/> {{ ?s ?p ?o }} }}"
        assert re.search("Too many open files|Permission denied", _without_guard(query, opens_files))
        elsewhere.shutdown()
    assert asked == []


def _without_guard(query: str, opens_files: bool) -> str:
    """What a process says to a query that no guard has seen."""
    code = f"""
from shisaku import sparql
from shisaku.serve import wall, worker
sparql.refuse_service = lambda *_: None
worker.raise_wall = lambda memory, **_: wall.raise_wall(memory, {opens_files})
worker.main()
"""
    data: dict[str, object] = {"files": [], "dataset": "", "prefixes": {}}
    told = {"data": data, "answer_bytes": 1000, "memory_bytes": 2**30, **asdict(Pace(5))}
    lines = "".join(json.dumps(line) + "\n" for line in (told, {"text": query, "solutions": "json"}))
    done = subprocess.run([sys.executable, "-c", code], input=lines.encode(), capture_output=True, timeout=20, check=True)
    ready, _, answer = done.stdout.partition(b"\n")
    assert json.loads(ready) == {"quads": 0, "walled": True}
    assert answer[:4] == struct.pack("!I", 0)
    return str(json.loads(answer[4:])["en"])


@pytest.mark.parametrize("path", ["/sparql?query=", "/api/questions/which-contain.json?word=", "/ja/query.html?query=", "/"])
def test_an_address_has_only_so_many_bytes_however_it_arrives(server: Served, path: str) -> None:
    assert server.get(path + "x" * 17_000).status == 414


def test_headers_have_only_so_many_bytes(server: Served) -> None:
    parts = urlsplit(server.url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"x" * 33_000)
        assert connection.recv(1000).startswith(b"HTTP/1.1 400 ")
    assert server.get("/api/questions").status == 200
