"""Around every request: security headers, a log line, metrics for Prometheus. Pure ASGI.

A header for every response is an entry of `_SECURITY_HEADERS`.
"""

import json
import sys
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, MutableMapping
from datetime import UTC, datetime
from typing import Any, TextIO

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shisaku.errors import ShisakuError
from shisaku.messages import visible

_SECURITY_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""Only files of this server run or are shown, no site frames a page, no type is guessed."""
_BUCKETS = (0.005, 0.02, 0.1, 0.5, 2.0, 10.0)
"""Upper bounds of the histogram of durations, in seconds."""
_ROUTES = ("sparql", "api", "id", "ja", "en", "query", "health", "metrics", "openapi.json")


class Metrics:
    """Counts of responses."""

    def __init__(self) -> None:
        self.answers: Counter[tuple[str, str, int]] = Counter()
        """Responses by method, first part of the path, and status."""
        self.sent = 0
        """Bytes of bodies."""
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._within: Counter[tuple[str, float]] = Counter()

    def count(self, method: str, path: str, status: int, seconds: float, sent: int) -> None:
        """Count a response."""
        first = path.strip("/").partition("/")[0]
        route = first if first in _ROUTES else "other"
        known = method if method in ("GET", "HEAD", "POST") else "other"
        self.answers[known, route, status] += 1
        self.sent += sent
        self._seconds[route] += seconds
        for bound in _BUCKETS:
            self._within[route, bound] += seconds <= bound

    def lines(self) -> Iterator[str]:
        """The counts in the text format of Prometheus, version 0.0.4."""
        yield "# TYPE shisaku_http_requests_total counter"
        for (method, route, status), number in sorted(self.answers.items()):
            yield f'shisaku_http_requests_total{{method="{method}",route="{route}",status="{status}"}} {number}'
        yield "# TYPE shisaku_http_request_seconds histogram"
        totals: Counter[str] = Counter()
        for (_, route, _), number in self.answers.items():
            totals[route] += number
        for route, total in sorted(totals.items()):
            for bound in _BUCKETS:
                yield f'shisaku_http_request_seconds_bucket{{route="{route}",le="{bound:g}"}} {self._within[route, bound]}'
            yield f'shisaku_http_request_seconds_bucket{{route="{route}",le="+Inf"}} {total}'
            yield f'shisaku_http_request_seconds_sum{{route="{route}"}} {self._seconds[route]:.6f}'
            yield f'shisaku_http_request_seconds_count{{route="{route}"}} {total}'
        yield "# TYPE shisaku_http_sent_bytes_total counter"
        yield f"shisaku_http_sent_bytes_total {self.sent}"


class ObservedApp:
    """An application with security headers, metrics and a log."""

    def __init__(
        self, app: ASGIApp, metrics: Metrics, log: str, hosts: Iterable[str], address_bytes: int, out: TextIO | None = None
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._log = log
        self._hosts = frozenset(hosts)
        self._address_bytes = address_bytes
        self.problem: ShisakuError | None = None
        """The error at start, if any."""
        self._out = sys.stderr if out is None else out

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        sent: dict[str, Any] = {"status": 500, "sent": 0}

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent["status"] = message["status"]
                message["headers"] = _with_security_headers(message)
            else:
                sent["sent"] += len(message.get("body", b""))
            await send(message)

        try:
            refusal = self._refusal(scope)
            if refusal is not None:
                await _refuse(watched, *refusal)
            else:
                await self._app(scope, receive, watched)
        except Exception as error:  # the client has a response 500; the error is for the log
            sent["error"] = "".join(traceback.format_exception(error))
        finally:
            self._log_request(scope, sent, time.perf_counter() - began)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Status and reason of a request that is refused at once, or None."""
        if len(scope["raw_path"]) + len(scope["query_string"]) > self._address_bytes:
            return 414, f"An address has {self._address_bytes:,} bytes at most; send a long query by POST."
        if self._hosts and _host(scope) not in self._hosts:
            # Else a page of another site could read what is served to this machine only, through a name that resolves here.
            return 421, "This server does not answer to that name; see --name."
        return None

    def _log_request(self, scope: Scope, sent: dict[str, Any], seconds: float) -> None:
        method, path, milliseconds = scope["method"], scope["path"], round(seconds * 1000, 1)
        self._metrics.count(method, path, sent["status"], seconds, sent["sent"])
        who = str(scope["client"][0]) if scope.get("client") else "-"
        when = datetime.now(UTC).isoformat(timespec="milliseconds")
        if self._log == "json":
            line = {"time": when, "client": who, "method": method, "path": path, "status": sent["status"]}
            line |= {"ms": milliseconds, "bytes": sent["sent"]} | ({"error": sent["error"]} if "error" in sent else {})
            print(json.dumps(line, ensure_ascii=False), file=self._out, flush=True)
            return
        words = f"{when} {who} {visible(method)} {visible(path)} {sent['status']} {sent['sent']} B {milliseconds} ms"
        print(words.replace("\n", " "), sent.get("error", ""), sep="\n" if "error" in sent else "", file=self._out, flush=True)


def _with_security_headers(message: MutableMapping[str, Any]) -> list[tuple[bytes, bytes]]:
    headers = list(message.get("headers", ()))
    present = {name.lower() for name, _ in headers}
    return headers + [(n.encode(), v.encode()) for n, v in _SECURITY_HEADERS.items() if n.encode() not in present]


def _host(scope: Scope) -> str:
    """The name in the Host header, without its port."""
    host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    return host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host


async def _refuse(send: Send, status: int, reason: str) -> None:
    body = f"{reason}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
