"""A client of HTTP that has an address of its own, so that a server on this machine takes it for somebody else."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlsplit

from tests.load.asking import Asked
from tests.patience import PATIENCE


@dataclass(frozen=True)
class Came:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float


class Client:
    """One client."""

    def __init__(self, url: str, number: int) -> None:
        parts = urlsplit(url)
        self._server = parts.hostname or "", parts.port or 0
        self._address = f"127.0.{1 + number // 250}.{1 + number % 250}"

    @contextlib.asynccontextmanager
    async def sent(
        self, asked: Asked, end: int | None = None
    ) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """A connection on which a request was sent, the first `end` bytes of it if that is given."""
        reader, writer = await asyncio.open_connection(*self._server, local_addr=(self._address, 0))
        headers = {"Host": "localhost", "Connection": "close", **asked.headers}
        if asked.body:
            headers["Content-Length"] = str(len(asked.body))
        head = f"{'POST' if asked.body else 'GET'} {asked.path} HTTP/1.1\r\n"
        request = (head + "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n").encode() + asked.body
        try:
            writer.write(request[:end])
            await writer.drain()
            yield reader, writer
        finally:
            writer.transport.abort()  # whoever is gone waits for nothing

    async def ask(self, asked: Asked, known: str = "") -> Came:
        """The answer to a request; `known` is the ETag of an answer that the client has."""
        more = {"If-None-Match": known} if known else {}
        began = perf_counter()
        async with (
            asyncio.timeout(PATIENCE),
            self.sent(Asked(asked.name, asked.path, asked.headers | more, asked.body)) as (reader, _),
        ):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
            length = int(headers.get("content-length", "0"))
            body = await reader.readexactly(length)
        return Came(int(head[0].split()[1]), headers, body, perf_counter() - began)
