"""Connections of clients who are slow on purpose: headers that never end, answers that are never taken. uvicorn bounds neither."""

import asyncio
from collections import OrderedDict

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from shisaku.serve.server_limits import ServerLimits


def patient(limits: ServerLimits) -> type[H11Protocol]:
    """The protocol of uvicorn with h11, with bounds on how slowly headers come and on how much waits to be taken."""
    slow: OrderedDict[H11Protocol, None] = OrderedDict()

    class Patient(H11Protocol):
        """One connection."""

        _late: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._time_headers()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._time_headers()

        def connection_lost(self, exc: Exception | None) -> None:
            slow.pop(self, None)
            self._stop()
            super().connection_lost(exc)

        def _time_headers(self) -> None:
            """Close the connection where the headers of a request, once awaited, do not come whole in time."""
            if self.conn.their_state is not h11.IDLE:
                self._stop()
            elif self._late is None:
                self._late = self.loop.call_later(limits.reading_seconds, self.transport.abort)

        def _stop(self) -> None:
            if self._late is not None:
                self._late.cancel()
                self._late = None

        def pause_writing(self) -> None:
            """More waits to be taken than goes out."""
            super().pause_writing()
            slow[self] = None
            while sum(one.transport.get_write_buffer_size() for one in slow) > limits.sending_bytes:
                slow.popitem(last=False)[0].transport.abort()

        def resume_writing(self) -> None:
            super().resume_writing()
            slow.pop(self, None)

    return Patient
