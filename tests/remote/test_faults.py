"""Whatever fails in the middle of a push: no graph is half published, what is said is clear, and the next push completes.

Real servers stand behind a proxy that lets the number-th request fail, for every number; clients and servers are killed with -9.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.patience import PATIENCE
from tests.remote import servers
from tests.remote.conftest import Connect
from tests.remote.graphs import everything_below, expected, merged, merged_at, push_all, push_apart, stored, write_plan
from tests.remote.proxy import CLOSED, FAULTS, HALF, HUNG, LOST, PASS, SLOW, Proxy
from tests.remote.servers import Server

from shisaku.errors import EndpointError
from shisaku.remote.endpoint import Endpoint

Graphs = dict[str, frozenset[str]]
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.remote.graphs", "shisaku.remote.graph_push"])


class Versions:
    """A folder whose plans change from push to push."""

    def __init__(self, folder: Path, base: str) -> None:
        self.folder, self.base = folder, base
        self.number = 0
        self.old: Graphs = {}
        self.new: Graphs = {}

    def change(self) -> None:
        """Write the next version: one plan stays, one changes, one comes, one goes; every push takes as many requests."""
        self.number += 1
        self.old = expected(self.folder) if self.number > 1 else {}
        write_plan(self.folder, self.base, "stays", "灯台")
        write_plan(self.folder, self.base, "changes", f"{self.number} 号", entries=2 + self.number % 3)
        write_plan(self.folder, self.base, f"comes-{self.number % 2}", "桟橋")
        (self.folder / f"comes-{(self.number + 1) % 2}.nq").unlink(missing_ok=True)
        self.new = expected(self.folder)

    def assert_whole(self, endpoint: Endpoint, isolated: bool = True) -> None:
        """Every graph is as it was or as it shall be, and the layers of a plan go together, as in what questions are asked over."""
        found = stored(endpoint, {**self.old, **self.new})
        for plan in ("stays", "changes", "comes-0", "comes-1"):
            shown, old, new = (
                {name: triples for name, triples in graphs.items() if f"/{plan}/" in name}
                for graphs in (found, self.old, self.new)
            )
            assert shown in (old, new), plan
        if isolated:
            assert merged_at(endpoint, self.base) == merged(found)

    def assert_complete(self, endpoint: Endpoint) -> None:
        """The server holds the new version, and nothing besides but the state."""
        assert stored(endpoint, {**self.old, **self.new}) == self.new
        assert merged_at(endpoint, self.base) == merged(self.new)
        assert everything_below(endpoint, self.base) == set(self.new)


@pytest.fixture
def versions(folder: Path, base: str) -> Versions:
    """Versions of an invented folder."""
    return Versions(folder, base)


def requests_of_a_push(proxy: Proxy, connect: Connect, versions: Versions) -> int:
    """Push a first and a second version without faults; how many requests the second took."""
    for _ in range(2):
        proxy.restart()
        versions.change()
        push_all(connect(proxy.server), versions.base, versions.folder)
    return len(proxy.requests)


def at(numbers: range, fault: str) -> Callable[[int, str, str, bytes], str]:
    """Fails the requests of these numbers."""
    return lambda number, method, path, body: fault if number in numbers else PASS


@pytest.mark.parametrize("server", ["oxigraph"], indirect=True)
@pytest.mark.parametrize("fault", FAULTS)
def test_one_request_of_a_push_fails(fault: str, server: Server, proxy: Proxy, connect: Connect, versions: Versions) -> None:
    number_of_requests = requests_of_a_push(proxy, connect, versions)
    assert number_of_requests >= 12
    for number in range(1, number_of_requests + 1):
        proxy.restart()
        proxy.fault = at(range(number, number + 1), fault)
        versions.change()
        if fault == "500":
            with pytest.raises(EndpointError, match=r"it answered 500 \(busy\)"):
                push_all(connect(proxy.server), versions.base, versions.folder)
            versions.assert_whole(connect(server), server.name == "oxigraph")
            proxy.restart()
            push_all(connect(proxy.server), versions.base, versions.folder)
        else:
            push_all(connect(proxy.server), versions.base, versions.folder)
        versions.assert_complete(connect(server))


@pytest.mark.parametrize("fault", [CLOSED, LOST, HALF, "503"])
def test_from_some_request_on_the_server_fails_for_good(
    fault: str, server: Server, proxy: Proxy, connect: Connect, versions: Versions, base: str
) -> None:
    number_of_requests = requests_of_a_push(proxy, connect, versions)
    # Every number where that is quick, else some by chance, the same in every run.
    many = number_of_requests if server.name == "oxigraph" and fault in (CLOSED, LOST) else 3
    chosen = Random(fault).sample(range(1, number_of_requests + 1), many)
    for number in chosen:
        proxy.restart()
        proxy.fault = at(range(number, 10_000), fault)
        versions.change()
        with pytest.raises(EndpointError, match=proxy.server.url):
            push_all(connect(proxy.server, retries=1), versions.base, versions.folder)
        versions.assert_whole(connect(server), server.name == "oxigraph")
        proxy.restart()
        push_all(connect(proxy.server), versions.base, versions.folder)
        versions.assert_complete(connect(server))


@pytest.mark.parametrize("server", ["oxigraph"], indirect=True)
@pytest.mark.parametrize("fault", [HUNG, SLOW])
@pytest.mark.parametrize("method", ["PUT", "GET", "/update"])
def test_an_answer_that_does_not_come_in_time_is_not_waited_for(
    fault: str, method: str, server: Server, proxy: Proxy, connect: Connect, versions: Versions
) -> None:
    requests_of_a_push(proxy, connect, versions)
    proxy.restart()
    failed: list[int] = []

    def hit(verb: str, path: str, body: bytes) -> bool:
        return not failed and (verb == method or (path == method and b"MOVE" in body))

    def once(number: int, verb: str, path: str, body: bytes) -> str:
        if not hit(verb, path, body):
            return PASS
        failed.append(number)
        return fault

    proxy.fault = once
    versions.change()

    class Impatient(Endpoint):
        """Has hardly any time for the answer that does not come, and all that there is for the others."""

        def _exchange(self, verb: str, url: str, request: dict[str, Any]) -> tuple[int, Any, bytes]:
            path, body = url.removeprefix(proxy.server.url), str(request.get("data")).encode()
            self.timeout = 0.2 if hit(verb, path, body) else PATIENCE
            return super()._exchange(verb, url, request)

    with Impatient(proxy.server.addresses, proxy.server.credentials, sleep=lambda seconds: None) as endpoint:
        push_all(endpoint, versions.base, versions.folder)
    assert failed
    versions.assert_complete(connect(server))


@pytest.mark.parametrize("carried_out", [True, False], ids=["behind", "before"])
def test_a_push_is_killed_at_some_request_and_the_next_one_completes(
    carried_out: bool, server: Server, proxy: Proxy, connect: Connect, versions: Versions
) -> None:
    number_of_requests = requests_of_a_push(proxy, connect, versions)
    chosen = Random(7).sample(range(1, number_of_requests + 1), number_of_requests if server.name == "oxigraph" else 3)
    for number in chosen:
        proxy.restart()
        versions.change()
        victim = processes.Process(target=push_apart, args=(proxy.server, versions.base, versions.folder))
        started = threading.Event()

        def kill(at: int, *unused: object, number: int = number, started: threading.Event = started) -> str:
            if at != number:
                return PASS
            started.wait(PATIENCE)
            assert victim.pid is not None  # noqa: B023 -- it is this turn's: the process is joined below
            os.kill(victim.pid, signal.SIGKILL)  # noqa: B023
            return LOST if carried_out else CLOSED

        proxy.fault = kill
        victim.start()
        started.set()
        victim.join(PATIENCE)
        assert victim.exitcode == -signal.SIGKILL
        proxy.wait_idle()
        versions.assert_whole(connect(server), server.name == "oxigraph")
        proxy.restart()
        push_all(connect(proxy.server), versions.base, versions.folder)
        versions.assert_complete(connect(server))


@pytest.mark.parametrize("number", Random(3).sample(range(4, 20), 3))
def test_a_server_is_killed_at_some_request_and_the_next_push_completes(
    number: int, connect: Connect, versions: Versions, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    with servers.oxigraph(store) as (server, process), Proxy(server) as proxy:
        requests_of_a_push(proxy, connect, versions)
        proxy.restart()

        def kill(at: int, *unused: object) -> str:
            if at < number:
                return PASS
            process.kill()
            return CLOSED

        proxy.fault = kill
        versions.change()
        with pytest.raises(EndpointError, match="cannot be reached, or broke off its answer"):
            push_all(connect(proxy.server), versions.base, versions.folder)
    with servers.oxigraph(store) as (server, _):
        versions.assert_whole(connect(server), server.name == "oxigraph")
        push_all(connect(server), versions.base, versions.folder)
        versions.assert_complete(connect(server))
