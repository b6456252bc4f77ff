"""Clients who are slow on purpose get an end, and others do not wait for them."""

import asyncio
import socket
import threading
import time
from typing import Any

import uvicorn
from starlette.requests import Request

from shisaku.serve.connections import patient
from shisaku.serve.limits import Limits
from shisaku.serve.protocol import Endpoint

LIMITS = Limits(reading_seconds=0.3, sending_bytes=30_000_000)
POSTED = {
    "type": "http", "method": "POST", "path": "/sparql", "raw_path": b"/sparql", "query_string": b"",
    "headers": [(b"content-type", b"application/sparql-query"), (b"accept-language", b"en")],
}  # fmt: skip


def test_a_request_that_does_not_come_whole_in_time_is_408() -> None:
    first = [{"type": "http.request", "body": b"ASK", "more_body": True}]

    async def receive() -> dict[str, Any]:
        if first:
            return first.pop()
        await asyncio.sleep(60)
        raise AssertionError

    began = time.monotonic()
    response = asyncio.run(Endpoint(None, LIMITS).answer(Request(POSTED, receive)))  # type: ignore[arg-type]
    assert (response.status_code, bytes(response.body)) == (408, b"The request did not come whole in time.\n")
    assert 0.3 <= time.monotonic() - began < 10


async def large(scope: Any, receive: Any, send: Any) -> None:
    body = b"x" * 20_000_000
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class Listening:
    """That application at a port, within these limits."""

    def __enter__(self) -> tuple[str, int]:
        self._socket = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(large, http=patient(LIMITS), lifespan="off", log_level="critical", log_config=None)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]})
        self._thread.start()
        address = self._socket.getsockname()
        return str(address[0]), int(address[1])

    def __exit__(self, *_: object) -> None:
        self._server.force_exit = self._server.should_exit = True
        self._thread.join()
        self._socket.close()


def received(connection: socket.socket) -> int:
    """How many bytes come until the connection is closed, by whichever means."""
    connection.settimeout(10)
    total = 0
    try:
        while data := connection.recv(1 << 16):
            total += len(data)
    except ConnectionResetError:
        pass
    return total


def test_headers_that_do_not_end_are_not_waited_for_and_those_that_do_are_answered() -> None:
    with Listening() as address:
        for beginning in (b"", b"GET / HTTP/1.1\r\nHost: x\r\nX-A"):
            with socket.create_connection(address) as slow:
                began = time.monotonic()
                slow.sendall(beginning)
                assert received(slow) == 0
                assert 0.2 < time.monotonic() - began < 8
        with socket.create_connection(address) as again:
            again.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            time.sleep(0.5)  # longer than headers may take: they have come
            assert received_bytes(again, 20_000_000)
            again.sendall(b"GET / HTTP/1.1\r\nHo")
            assert received(again) == 0


def received_bytes(connection: socket.socket, least: int) -> bool:
    """Whether so many bytes come."""
    connection.settimeout(10)
    total = 0
    while total < least:
        data = connection.recv(1 << 16)
        if not data:
            return False
        total += len(data)
    while data.endswith(b"x") and total < least + 200:  # headers came before them
        connection.settimeout(0.3)
        try:
            data = connection.recv(1 << 16)
        except TimeoutError:
            break
        total += len(data)
    return True


def test_answers_that_nobody_takes_are_held_up_to_a_limit_the_slowest_given_up_first() -> None:
    with Listening() as address:
        slow = []
        for _ in range(4):
            connection = socket.socket()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect(address)
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            slow.append(connection)
            time.sleep(0.3)
        taken = [received(connection) >= 20_000_000 for connection in slow]
        for connection in slow:
            connection.close()
    assert (taken[0], taken[-1]) == (False, True)
