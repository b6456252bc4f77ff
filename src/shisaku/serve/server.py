"""Listening, and stopping on SIGTERM after running requests are finished. Only this module and connections.py import uvicorn."""

import contextlib
import math
import os
import signal
import socket
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import uvicorn

from shisaku.errors import InputError
from shisaku.messages import Message
from shisaku.serve.connections import bounded_protocol
from shisaku.serve.server_limits import ServerLimits

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Names of this machine."""
_BACKLOG = 128


def listening(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 is any free one. Raises InputError if the port cannot be used."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=_BACKLOG)
        # Connections inherit it. asyncio sets it only on sockets that name TCP; without it, the body of a response waits 40 ms for
        # the client to acknowledge the headers.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except (OSError, OverflowError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise InputError(Message("serve-cannot-listen-name-another-port", host=host, port=port, reason=reason)) from error


def address(listener: socket.socket) -> str:
    """The URL for a browser."""
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def serve(app: Any, listener: socket.socket, limits: ServerLimits, ready: Callable[[], None]) -> bool:
    """Serve until SIGTERM or SIGINT; whether it could start. `ready` is called when it accepts requests."""
    config = uvicorn.Config(
        app,
        http=bounded_protocol(limits),
        ws="none",
        lifespan="on",
        access_log=False,
        log_config=None,
        log_level="critical",  # this server has its own log
        server_header=False,
        forwarded_allow_ips="127.0.0.1",
        backlog=_BACKLOG,
        limit_concurrency=limits.connections,
        h11_max_incomplete_event_size=limits.header_bytes,
        timeout_graceful_shutdown=math.ceil(limits.seconds) + 5,
    )
    server = _Server(config, ready)
    signal.signal(signal.SIGTERM, _leave)
    with contextlib.suppress(SystemExit):  # raised by uvicorn if it could not start
        server.run(sockets=[listener])
    return server.started


class _Server(uvicorn.Server):
    """A server with a callback when it accepts requests."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and not self.should_exit:
            self._ready()


def _leave(number: int, frame: FrameType | None) -> None:
    """Exit with 0 on SIGTERM, which uvicorn raises again once the server has stopped."""
    sys.exit(0)
