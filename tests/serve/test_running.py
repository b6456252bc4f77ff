"""Starting, stopping, and what is told meanwhile."""

import http.server
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.patience import PATIENCE, until
from tests.serve.conftest import NEVER_ENDS, PLAN, Served, Start, answer_on, stop

from shisaku.serve.server import listening


def children(server: Served) -> list[int]:
    """The processes that a server has started; as Linux tells them."""
    found = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    return [int(pid) for pid in found]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_told_to_stop_a_server_finishes_what_runs_takes_nothing_new_and_leaves_no_process(starting: Start, held: "Held") -> None:
    server = starting("--endpoint", held.url)
    processes = children(server)
    assert len(processes) == 5  # one for each priority, and one more for heavy queries
    with server.asking("ASK {}") as connection:
        until(held.asked.is_set)
        server.process.terminate()
        until(lambda: not listens(server))
        held.released.set()
        assert answer_on(connection).json == {"head": {}, "boolean": True}
    assert stop(server) == 0
    until(lambda: not any(alive(pid) for pid in processes))


def listens(server: Served) -> bool:
    parts = urlsplit(server.url)
    with socket.socket() as client:
        return client.connect_ex((parts.hostname or "", parts.port or 0)) == 0


class Held:
    """A SPARQL server that answers nothing before it is released."""

    def __init__(self) -> None:
        self.asked, self.released = threading.Event(), threading.Event()
        held = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                held.asked.set()
                held.released.wait(PATIENCE)
                self.send_response(200)
                self.send_header("Content-Type", "application/sparql-results+json")
                self.end_headers()
                self.wfile.write(b'{"head": {}, "boolean": true}')

            def log_message(self, *unused: object) -> None:
                """Say nothing."""

        self.listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.listener.server_port}/sparql"


@pytest.fixture
def held() -> Iterator[Held]:
    """Such a server."""
    server = Held()
    with server.listener:
        threading.Thread(target=server.listener.serve_forever, daemon=True).start()
        yield server
        server.released.set()
        server.listener.shutdown()


def test_processes_of_a_server_that_was_killed_end_by_themselves(starting: Start) -> None:
    server = starting("--time-limit", "1")
    with ExitStack() as asking:

        def at_work() -> bool:
            asking.enter_context(server.asking(NEVER_ENDS))  # again each time, as none of them is at work for long
            return server.queries("running") > 0

        until(at_work)
        processes = children(server)
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        until(lambda: not any(alive(pid) for pid in processes))


def test_every_request_is_a_line_of_json_without_what_was_asked(server: Served) -> None:
    server.get("/api/questions/how-many.json?lang=ja")
    server.get("/id/%E6%B8%AF%0Aforged")
    until(lambda: any("forged" in line for line in server.log))
    lines = [json.loads(line) for line in server.log]
    told = next(line for line in lines if line["path"] == "/api/questions/how-many.json")
    assert set(told) == {"time", "client", "method", "path", "status", "ms", "bytes"}
    assert (told["method"], told["status"], told["client"]) == ("GET", 200, "127.0.0.1")
    assert told["bytes"] > 0
    assert any(line["path"] == "/id/港\nforged" and line["status"] == 404 for line in lines)


def test_metrics_count_by_route_and_status_and_are_in_the_format_of_prometheus(server: Served) -> None:
    server.get("/api/questions")
    lines = server.get("/metrics").text.splitlines()
    assert all(line.startswith("# TYPE shisaku_") or line.rpartition(" ")[2].replace(".", "", 1).isdigit() for line in lines)
    counted = [line for line in lines if line.startswith('shisaku_http_requests_total{method="GET",route="api",status="200"}')]
    assert int(counted[0].rpartition(" ")[2]) >= 1
    assert any(line.startswith('shisaku_processes_started_total{pool="queries"}') for line in lines)


def test_a_body_does_not_wait_for_the_client_to_acknowledge_the_headers() -> None:
    with listening("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0  # else Linux has it wait for 40 ms


def test_health_says_when_everything_is_ready(server: Served) -> None:
    until(lambda: server.get("/health").status == 200)
    told = server.get("/health").json
    assert (told["status"], told["queries"]["processes"]) == ("ready", 5)
    assert told["quads"] > 20


def told(root: Path, *options: str, lang: str = "en") -> tuple[int, str]:
    """How a server that cannot start ends, and what it says."""
    command = [sys.executable, "-m", "shisaku", "--lang", lang, "serve", *options]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def test_a_port_that_is_taken_is_told_and_what_to_do(harbour: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert told(harbour, "--port", port) == (
            2, f"error: Cannot listen at 127.0.0.1:{port} (Address already in use). Name another port with --port.\n",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["nowhere.ttl"], "nowhere.ttl"),
        (["queries"], "no RDF file"),
        (["--port", "99999"], "99999"),
        (["--time-limit", "0"], "--time-limit"),
        (["--workers", "two"], "--workers"),
    ],
)
def test_what_cannot_be_served_is_told(harbour: Path, options: list[str], word: str) -> None:
    code, said = told(harbour, *options)
    assert (code, word in said) == (2, True)


def test_data_of_one_s_own_are_served_in_place_of_the_project_s(starting: Start, tmp_path: Path) -> None:
    (tmp_path / "oki.ttl").write_text(PLAN.format(plan="oki-2030", title="おき計画", label="防波堤"), encoding="utf-8")
    for given in (tmp_path, tmp_path / "oki.ttl"):
        server = starting(str(given))
        found = server.sparql("SELECT ?p { ?p a <https://w3id.org/shisaku/ontology#PolicyPlan> }").json["results"]["bindings"]
        assert [row["p"]["value"] for row in found] == ["https://w3id.org/shisaku/id/oki-2030"]
        assert server.get("/ja/id/oki-2030.html").status == 200
        assert stop(server) == 0
