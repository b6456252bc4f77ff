"""Hostile queries neither stop a server nor make it slow for other clients."""

import http.client
import http.server
import json
import re
import socket
import struct
import subprocess
import sys
import threading
from contextlib import ExitStack
from dataclasses import asdict
from select import select
from urllib.parse import urlsplit

import pytest
from tests.patience import PATIENCE, until
from tests.serve.conftest import NEVER_ENDS, Served, Start, answer_on

from shisaku.serve.workers.jobs import TimeLimit

CHEAP = "SELECT * WHERE { ?s ?p ?o } LIMIT 1"


@pytest.fixture
def hasty(starting: Start) -> Served:
    """A server that gives a query so little time that only those are asked of it which never end by themselves."""
    return starting("--time-limit", "0.5")


@pytest.fixture
def crowded(starting: Start) -> Served:
    """A server before which only few queries may wait."""
    return starting("--queue", "3", "--per-client", "100")


def test_a_query_past_its_time_is_stopped_and_its_processor_with_it(hasty: Served) -> None:
    response = hasty.sparql(NEVER_ENDS)
    assert (response.status, "0.5" in response.text) == (503, True)
    assert [hasty.ended(priority, "timed_out") for priority in ("new", "heavy")] == [1, 1]
    until(hasty.idle)


def test_cheap_questions_are_answered_while_hostile_ones_run_and_too_many_are_told_to_come_back(crowded: Served) -> None:
    with ExitStack() as open_ones:
        hostile = [open_ones.enter_context(crowded.asking(NEVER_ENDS)) for _ in range(8)]
        # Two run, three wait, the others are turned away.
        until(lambda: len(answered(hostile)) >= 3)
        assert [answer_on(one).status for one in answered(hostile)] == [503, 503, 503]
        until(lambda: [crowded.queries(state) for state in ("running", "waiting")] == [2, 3])
        for path in (
            "/api/questions/how-many.json",
            "/api/questions/which-contain.json?word=%E6%A1%9F",
            "/ja/index.html",
            "/id/minato-2030",
        ):
            assert crowded.get(path).status in (200, 303)
        busy = crowded.sparql(CHEAP)
        assert (busy.status, int(busy.headers["retry-after"]) >= 1) == (503, True)
        assert [crowded.queries(state) for state in ("running", "waiting")] == [2, 3]
    until(crowded.idle)
    assert crowded.sparql(CHEAP).status == 200


def answered(connections: list[http.client.HTTPConnection]) -> list[http.client.HTTPConnection]:
    """Those on which an answer has begun to come."""
    ready, _, _ = select([one.sock for one in connections], [], [], 0)
    return [one for one in connections if one.sock in ready]


def test_one_client_has_only_so_many_queries_at_once(starting: Start) -> None:
    server = starting("--per-client", "1", "--workers", "2")
    with server.asking(NEVER_ENDS):
        until(lambda: server.queries("running") == 1)
        refused = server.sparql(CHEAP)
        assert (refused.status, "retry-after" in refused.headers) == (429, True)
        assert server.get("/api/questions/how-many.csv").status == 200
    until(server.idle)
    assert server.sparql(CHEAP).status == 200


TOO_MUCH = {
    "an answer without end": ("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", 413, "16,777,216"),
    "brackets without end": ("SELECT (" + "(" * 7000 + "1" + ")" * 7000 + " AS ?x) {}", 400, "200"),
    "all of memory": (f"SELECT * WHERE {{ {NEVER_ENDS[NEVER_ENDS.index('{') + 1 :]} ORDER BY ?a1 ?c2", 503, "1024 MB"),
    "a string that doubles": ("SELECT ?x { " + "".join(f"BIND(CONCAT(?s{i}, ?s{i}) AS ?s{i + 1}) " for i in range(40)).join(["BIND('ab' AS ?s0) ", ""]) + "BIND(?s40 AS ?x) }", 503, "1024 MB"),
}  # fmt: skip


@pytest.mark.parametrize(("query", "status", "limit"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_query_that_asks_for_too_much_ends_with_a_word_and_the_next_is_answered(
    server: Served, query: str, status: int, limit: str
) -> None:
    response = server.get("/sparql", {"Content-Type": "application/sparql-query"}, "POST", query.encode())
    assert (response.status, limit in response.text) == (status, True)
    until(server.idle)
    assert server.sparql(CHEAP).status == 200


def test_a_query_whose_client_has_gone_is_given_up(server: Served) -> None:
    until(server.idle)
    before = server.ended("heavy", "cancelled")
    with server.asking(NEVER_ENDS):
        until(lambda: server.queries("running") == 1)
    until(server.idle)
    assert server.ended("heavy", "cancelled") == before + 1


@pytest.mark.parametrize("opens_files", [False, True])
def test_a_worker_process_reaches_no_server_even_without_the_check_of_queries(opens_files: bool) -> None:
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
    """The error of a process for a query that was not checked."""
    code = f"""
from shisaku.sparql import triple_store
from shisaku.serve.workers import query_sandbox, worker
triple_store.refuse_service = lambda *_: None
worker.enter_sandbox = lambda memory, **_: query_sandbox.enter_sandbox(memory, {opens_files})
worker.main()
"""
    data: dict[str, object] = {"files": [], "dataset": "", "prefixes": {}}
    settings = {"data": data, "answer_bytes": 1000, "memory_bytes": 2**30, "seconds": PATIENCE}
    job = {"job": {"text": query, "solutions": "json"}, "limit": asdict(TimeLimit(PATIENCE))}
    lines = "".join(json.dumps(line) + "\n" for line in (settings, job))
    done = subprocess.run([sys.executable, "-c", code], input=lines.encode(), capture_output=True, timeout=PATIENCE, check=True)
    ready, _, answer = done.stdout.partition(b"\n")
    assert json.loads(ready) == {"quads": 0, "sandboxed": True}
    assert answer[:4] == struct.pack("!I", 0)
    return str(json.loads(answer[4:])["en"])


@pytest.mark.parametrize("path", ["/sparql?query=", "/api/questions/which-contain.json?word=", "/ja/query.html?query=", "/"])
def test_an_address_has_only_so_many_bytes_however_it_arrives(server: Served, path: str) -> None:
    assert server.get(path + "x" * 17_000).status == 414


def test_headers_have_only_so_many_bytes(server: Served) -> None:
    parts = urlsplit(server.url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=PATIENCE) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"x" * 33_000)
        assert connection.recv(1000).startswith(b"HTTP/1.1 400 ")
    assert server.get("/api/questions").status == 200
