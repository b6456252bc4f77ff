"""Limits on slow clients: headers that never end, responses that are never read. uvicorn has neither limit."""

import asyncio
from collections import OrderedDict

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from shisaku.serve.server_limits import ServerLimits


def bounded_protocol(limits: ServerLimits) -> type[H11Protocol]:
    """The protocol of uvicorn with h11, with a time limit for headers and a limit for unread responses."""
    slow: OrderedDict[H11Protocol, None] = OrderedDict()

    class BoundedConnection(H11Protocol):
        """One connection."""

        _timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._watch_headers()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._watch_headers()

        def connection_lost(self, exc: Exception | None) -> None:
            slow.pop(self, None)
            self._cancel_timer()
            super().connection_lost(exc)

        def _watch_headers(self) -> None:
            """Close the connection if the headers of the next request are not complete in time."""
            if self.conn.their_state is not h11.IDLE:
                self._cancel_timer()
            elif self._timer is None:
                self._timer = self.loop.call_later(limits.reading_seconds, self.transport.abort)

        def _cancel_timer(self) -> None:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

        def pause_writing(self) -> None:
            """The client reads slower than the response is written."""
            super().pause_writing()
            slow[self] = None
            while sum(one.transport.get_write_buffer_size() for one in slow) > limits.sending_bytes:
                slow.popitem(last=False)[0].transport.abort()

        def resume_writing(self) -> None:
            super().resume_writing()
            slow.pop(self, None)

    return BoundedConnection
