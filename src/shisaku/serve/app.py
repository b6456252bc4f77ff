"""The ASGI application: which path goes to which handler, start, reload and stop."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shisaku.errors import ShisakuError
from shisaku.messages import LANGUAGES, Message
from shisaku.pages.navigation import QUERY_PAGE
from shisaku.serve.metrics import Metrics, ObservedApp
from shisaku.serve.responses import as_json, cacheable, error_response
from shisaku.serve.served_data import ServedData
from shisaku.serve.server_limits import ServerLimits
from shisaku.serve.snapshot import Snapshot
from shisaku.serve.workers.jobs import RequestRefused

T = TypeVar("T")
Reload = Callable[[ServedData], ServedData | None]
"""Returns the data that replace those given, None if they have not changed. Raises ShisakuError if they cannot be read."""
_POLL_SECONDS = 1.0
"""Between two checks whether a dataset was rebuilt."""


class Server:
    """The snapshot that answers now, replaced when its data change."""

    def __init__(self, served: ServedData, limits: ServerLimits, reload: Reload) -> None:
        self.metrics = Metrics()
        self._limits = limits
        self._reload = reload
        self.snapshot = Snapshot(served, limits)

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """Start worker processes before the first request, end them after the last."""
        watching = asyncio.create_task(self._watch())
        try:
            await self.snapshot.open()
            yield
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
            await self.snapshot.close()

    async def _watch(self) -> None:
        """Serve a dataset that was rebuilt. An error is printed once, and the old data stay."""
        printed = ""
        while self.snapshot.served.stamp is not None:
            await asyncio.sleep(_POLL_SECONDS)
            try:
                served = await asyncio.to_thread(self._reload, self.snapshot.served)
                if served is not None:
                    await self.replace_snapshot(served)
                printed = ""
            except ShisakuError as error:
                if printed != str(error):
                    print(" / ".join(map(error.text, LANGUAGES)), file=sys.stderr, flush=True)
                printed = str(error)

    async def replace_snapshot(self, served: ServedData) -> None:
        """Answer from other data; returns when no request uses the old ones. Raises InputError if the data cannot be loaded."""
        unneeded = snapshot = Snapshot(served, self._limits)
        try:
            await snapshot.open()
            unneeded, self.snapshot = self.snapshot, snapshot
            await unneeded.unused()
        finally:
            await unneeded.close()

    def in_snapshot(self, handler: Callable[[Snapshot], Callable[[Request], Awaitable[T]]]) -> Callable[[Request], Awaitable[T]]:
        """A handler of the snapshot that is current when a request comes."""

        async def answer(request: Request) -> T:
            snapshot = self.snapshot
            with snapshot.in_use():
                return await handler(snapshot)(request)

        return answer

    async def openapi(self, request: Request) -> Response:
        """The description of the API."""
        return cacheable(request, self.snapshot.openapi, "application/json")

    async def health(self, request: Request) -> Response:
        """200 if pages and processes are ready, else 503."""
        rendered = self.snapshot.page_store.ready
        ready = rendered and all(pool.live for pool in self.snapshot.pools)
        status: dict[str, Any] = {"status": "ready" if ready else "not ready", "page_store": rendered}
        status["quads"] = self.snapshot.queries.quads
        for pool in self.snapshot.pools:
            running, waiting = map(sum, zip(*pool.jobs.values(), strict=True))
            jobs = {"processes": pool.live, "running": running, "waiting": waiting}
            status[pool.name] = jobs | {"sandboxed": pool.sandboxed}
        return Response(as_json(status), 200 if ready else 503, {"Cache-Control": "no-store"}, "application/json")

    async def prometheus(self, request: Request) -> Response:
        """The metrics in the text format of Prometheus."""
        totals, gauges, started = [], [], []
        for pool in self.snapshot.pools:
            label = f'pool="{pool.name}"'
            for (priority, end), number in sorted(pool.counts.items()):
                totals.append(f'shisaku_jobs_total{{{label},priority="{priority.name.lower()}",end="{end}"}} {number}')
            for priority, numbers in pool.jobs.items():
                for state, number in zip(("running", "waiting"), numbers, strict=True):
                    gauges.append(f'shisaku_jobs{{{label},priority="{priority.name.lower()}",state="{state}"}} {number}')
            started.append(f"shisaku_processes_started_total{{{label}}} {pool.started}")
        lines = [*self.metrics.lines(), "# TYPE shisaku_jobs_total counter", *totals, "# TYPE shisaku_jobs gauge", *gauges]
        lines += ["# TYPE shisaku_processes_started_total counter", *started]
        headers = {"Cache-Control": "no-store"}
        return PlainTextResponse("\n".join(lines) + "\n", headers=headers, media_type="text/plain; version=0.0.4")


def application(
    served: ServedData, limits: ServerLimits, log: str = "text", hosts: Iterable[str] = (), reload: Reload = lambda _: None
) -> ObservedApp:
    """The server as an ASGI application. A new path is a new line of `routes`."""
    server = Server(served, limits, reload)
    route = server.in_snapshot
    routes = [
        Route("/", route(lambda snapshot: snapshot.pages.front)),
        Route("/sparql", route(lambda snapshot: snapshot.sparql.answer), methods=["GET", "POST"]),
        Route("/query", route(lambda snapshot: snapshot.query_form.front)),
        *(Route(f"/{lang}/{QUERY_PAGE}", route(lambda snapshot: snapshot.query_form.answer)) for lang in LANGUAGES),
        Route("/api/questions", route(lambda snapshot: snapshot.questions.index)),
        Route("/api/questions/{file:str}", route(lambda snapshot: snapshot.questions.answer)),
        Route("/openapi.json", server.openapi),
        Route("/health", server.health),
        Route("/metrics", server.prometheus),
        Route("/{path:path}", route(lambda snapshot: snapshot.pages.answer)),
    ]

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncIterator[None]:
        try:
            async with server.lifespan():
                yield
        except ShisakuError as error:
            observed.problem = error
            raise

    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers={500: _internal_error, 405: _method_not_allowed})
    observed = ObservedApp(app, server.metrics, log, hosts, limits.address_bytes)
    return observed


async def _internal_error(request: Request, error: Exception) -> Response:
    """The error itself is in the log."""
    return error_response(request, RequestRefused(500, Message("serve-internal-error")))


async def _method_not_allowed(request: Request, error: Any) -> Response:
    response = error_response(request, RequestRefused(405, Message("serve-not-method")))
    response.headers["Allow"] = (error.headers or {}).get("Allow", "GET, HEAD")
    return response
