"""Clients who are slow on purpose get an end, and others do not wait for them."""

import asyncio
import math
import socket
from collections.abc import Callable, Coroutine
from contextlib import ExitStack
from functools import partial
from typing import Any

import pytest
import uvicorn
from starlette.requests import Request
from tests.patience import ending
from uvicorn.server import ServerState

from shisaku.serve.connections import bounded_protocol
from shisaku.serve.server_limits import ServerLimits
from shisaku.serve.sparql_protocol import SparqlProtocol

LIMITS = ServerLimits(reading_seconds=15, sending_bytes=30_000_000)
POSTED = {
    "type": "http", "method": "POST", "path": "/sparql", "raw_path": b"/sparql", "query_string": b"",
    "headers": [(b"content-type", b"application/sparql-query"), (b"accept-language", b"en")],
}  # fmt: skip
ASKED = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


class SetByHand(asyncio.SelectorEventLoop):
    """A loop whose clock stands still unless it is put forward, so that all time that there is can be used before it does."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def time(self) -> float:
        return self.now


async def later(seconds: float) -> None:
    """Put the clock forward, and let happen what is due."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, SetByHand)
    loop.now += seconds
    for _ in range(20):
        await asyncio.sleep(0)


async def until(true: Callable[[], bool]) -> None:
    """Wait until something is so; all that it takes happens in this loop."""
    while not true():
        await asyncio.sleep(0)


def run(work: Coroutine[Any, Any, None]) -> None:
    with ending(), asyncio.Runner(loop_factory=SetByHand) as runner:
        runner.run(work)


def test_a_request_that_does_not_come_whole_in_time_is_408() -> None:
    first = [{"type": "http.request", "body": b"ASK", "more_body": True}]

    async def receive() -> dict[str, Any]:
        if first:
            return first.pop()
        await asyncio.Event().wait()
        raise AssertionError

    async def ask() -> None:
        answering = asyncio.create_task(SparqlProtocol(None, LIMITS).answer(Request(POSTED, receive)))  # type: ignore[arg-type]
        await until(lambda: not first)
        await later(14.9)
        assert not answering.done()
        await later(0.2)
        assert answering.done()
        response = await answering
        assert (response.status_code, bytes(response.body)) == (408, b"The request did not come whole in time.\n")

    run(ask())


async def large(scope: Any, receive: Any, send: Any) -> None:
    body = b"x" * 20_000_000
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class Listening:
    """That application at a port, within these limits."""

    def __init__(self) -> None:
        config = uvicorn.Config(large, http=bounded_protocol(LIMITS), lifespan="off", log_config=None, timeout_keep_alive=10**6)
        config.load()
        bounded: type[Any] = bounded_protocol(LIMITS)
        connections: list[Any] = []
        self.connections = connections

        class Watched(bounded):  # type: ignore[misc]
            """A connection of which one can see how much came, and how much waits to be taken."""

            came = 0

            def connection_made(self, transport: asyncio.Transport) -> None:
                connections.append(self)
                super().connection_made(transport)

            def data_received(self, data: bytes) -> None:
                super().data_received(data)
                self.came += len(data)

        self._clients = ExitStack()
        self._made = partial(Watched, config=config, server_state=ServerState(), app_state={})

    async def __aenter__(self) -> "Listening":
        self._server = await asyncio.get_running_loop().create_server(self._made, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._clients.close()
        self._server.close()
        await until(lambda: all(one.transport.is_closing() for one in self.connections))

    async def client(self, sent: bytes) -> tuple[socket.socket, Any]:
        """A connection on which so much was sent and came; and the server's end of it."""
        connection = self._clients.enter_context(socket.socket())
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(self._server.sockets[0].getsockname())
        connection.setblocking(False)
        before = len(self.connections)
        await until(lambda: len(self.connections) > before)
        await self.send(connection, self.connections[-1], sent)
        return connection, self.connections[-1]

    async def send(self, connection: socket.socket, end: Any, sent: bytes) -> None:
        """Send something and wait until it has come, or nothing is taken any more."""
        expected = end.came + len(sent)
        connection.sendall(sent)
        await until(lambda: end.came == expected or end.transport.is_closing())


async def received(connection: socket.socket, most: float = math.inf) -> int:
    """How many bytes come until the connection is closed, by whichever means, or are as many as that."""
    total = 0
    try:
        while total < most and (data := await asyncio.get_running_loop().sock_recv(connection, 1 << 16)):
            total += len(data)
    except ConnectionResetError:
        pass
    return total


@pytest.mark.parametrize("beginning", [b"", ASKED[:20]])
def test_headers_that_do_not_end_are_not_waited_for(beginning: bytes) -> None:
    async def ask() -> None:
        async with Listening() as listening:
            slow, end = await listening.client(beginning)
            await later(14.9)
            assert not end.transport.is_closing()
            await later(0.2)
            assert end.transport.is_closing()
            assert await received(slow) == 0

    run(ask())


def test_headers_that_end_are_answered_and_those_of_the_next_request_have_as_long_again() -> None:
    async def ask() -> None:
        async with Listening() as listening:
            client, end = await listening.client(ASKED[:20])
            await later(14.9)
            await listening.send(client, end, ASKED[20:])
            assert await received(client, 20_000_000) >= 20_000_000
            await later(1000)
            assert not end.transport.is_closing()
            await listening.send(client, end, ASKED[:20])
            await later(14.9)
            assert not end.transport.is_closing()
            await later(0.2)
            assert end.transport.is_closing()

    run(ask())


def test_answers_that_nobody_takes_are_held_up_to_a_limit_the_slowest_given_up_first() -> None:
    async def ask() -> None:
        async with Listening() as listening:
            clients = []
            for _ in range(4):
                client, end = await listening.client(ASKED.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
                await until(lambda end=end: end.transport.is_closing() or end.transport.get_write_buffer_size() > 0)  # type: ignore[misc]
                clients.append(client)
            assert [await received(client) >= 20_000_000 for client in clients] == [False, False, False, True]

    run(ask())
