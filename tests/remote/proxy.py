"""A proxy before a real server that fails on purpose: as networks, overloaded servers and servers that are killed fail."""

import http.client
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import urlsplit

from tests.patience import PATIENCE
from tests.remote.servers import Server

PASS = "passed on"
CLOSED = "closed at once"
LOST = "carried out, and the answer lost"
HALF = "carried out, and half of the answer given"
SLOW = "carried out, and the answer given a byte at a time, never all of it"
HUNG = "not answered"
LATE = "carried out, and 504 answered"
FAULTS = (CLOSED, LOST, HALF, LATE, "500")
"""What can become of a request, but for the slow ones."""
_AT_ONCE = 100
_ASKED, _TOLD = ("Content-Type", "Accept", "Authorization"), ("Content-Type", "WWW-Authenticate")
_BUSY = {"500": 500, "503": 503}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # it would hold every answer back for 40 ms
    server: "_Listener"

    def log_message(self, *unused: object) -> None:
        """Say nothing."""

    def _any(self) -> None:
        with self.server.owner.busy:
            self._treat()

    def _treat(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        owner = self.server.owner
        fault = owner.next_fault(self.command, self.path, body)
        self.close_connection = True
        if fault == CLOSED:
            return
        if fault == HUNG:
            owner.released.wait(PATIENCE)
            return
        if fault in _BUSY:
            self._respond(_BUSY[fault], b"busy", len(b"busy"))
            return
        status, reported, answer = owner.passed_on(self.command, self.path, body, self.headers)
        if fault == LOST:
            return
        if fault == LATE:
            self._respond(504, b"late", len(b"late"))
        elif fault == HALF:
            self._respond(status, answer[: len(answer) // 2], len(answer) or 1, reported)
        elif fault == SLOW:
            self._respond(200 if status == 204 else status, b"", len(answer) + 1, reported)  # 204 has no body to wait for
            for byte in answer:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                if owner.released.wait(0.05):
                    return
            owner.released.wait(PATIENCE)
        else:
            self.close_connection = False
            self._respond(status, answer, len(answer), reported)

    def __getattr__(self, name: str) -> Callable[[], None]:
        """`do_GET` and so on: every method is treated alike."""
        if name.startswith("do_"):
            return self._any
        raise AttributeError(name)

    def _respond(self, status: int, body: bytes, length: int, headers: Iterable[tuple[str, str]] = ()) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(body)


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    owner: "Proxy"

    def handle_error(self, *unused: object) -> None:
        """Say nothing: clients are killed and break off here."""


class Proxy:
    """Passes requests on to a server; `fault(number, method, path, body)` says what becomes of the number-th, from 1."""

    def __init__(self, server: Server) -> None:
        there = urlsplit(server.url)
        self._there = there.netloc
        self._listener = _Listener(("127.0.0.1", 0), _Handler)
        self._listener.owner = self
        self._thread = threading.Thread(target=self._listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._lock = threading.Lock()
        self.busy = threading.Semaphore(_AT_ONCE)
        """Held by each request that is being treated."""
        self.released = threading.Event()
        self.requests: list[tuple[str, str, bytes]] = []
        """Method, path and body of each request so far."""
        self.fault: Callable[[int, str, str, bytes], str] = lambda number, method, path, body: PASS
        self.server = replace(server, url=there._replace(netloc=f"127.0.0.1:{self._listener.server_port}").geturl())

    def __enter__(self) -> "Proxy":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.released.set()
        self._listener.shutdown()
        self._thread.join()
        self._listener.server_close()

    def wait_idle(self) -> None:
        """Wait until the server has done what it was asked, though nobody may be there any more to hear of it."""
        for _ in range(_AT_ONCE):
            assert self.busy.acquire(timeout=PATIENCE)
        self.busy.release(_AT_ONCE)

    def restart(self) -> None:
        """Forget what was asked so far, and fail no more."""
        self.requests = []
        self.fault = lambda number, method, path, body: PASS

    def sent(self, method: str) -> int:
        """How many requests of a method came."""
        return sum(found == method for found, _, _ in self.requests)

    def next_fault(self, method: str, path: str, body: bytes) -> str:
        """Note a request; what shall become of it."""
        with self._lock:
            self.requests.append((method, path, body))
            number = len(self.requests)
        return self.fault(number, method, path, body)

    def passed_on(self, method: str, path: str, body: bytes, headers: Message) -> tuple[int, list[tuple[str, str]], bytes]:
        """Status, headers and body of what the server answers."""
        connection = http.client.HTTPConnection(self._there, timeout=PATIENCE)
        try:
            connection.request(method, path, body, {name: value for name, value in headers.items() if name in _ASKED})
            response = connection.getresponse()
            return response.status, [(name, value) for name, value in response.getheaders() if name in _TOLD], response.read()
        finally:
            connection.close()
