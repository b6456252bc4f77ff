"""Which path is answered by whom."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shisaku.errors import Message, ShisakuError
from shisaku.pages.navigation import QUERY_PAGE
from shisaku.pages.term_labels import LANGUAGES
from shisaku.serve.metrics import Metrics, ObservedApp
from shisaku.serve.responses import as_json, given, said
from shisaku.serve.served_data import ServedData
from shisaku.serve.server_limits import ServerLimits
from shisaku.serve.snapshot import Snapshot, WorkerPools
from shisaku.serve.sparql_protocol import SparqlProtocol
from shisaku.serve.workers.jobs import RequestRefused

Renewed = Callable[[ServedData], ServedData | None]
_LOOK_SECONDS = 1.0
"""After which it is looked whether a dataset was built anew."""


class Server:
    """Everything that answers, and what it answers from."""

    def __init__(self, material: ServedData, limits: ServerLimits, renewed: Renewed) -> None:
        self.metrics = Metrics()
        self._limits = limits
        self._renewed = renewed
        self.lanes = WorkerPools(material, limits)
        self.edition = Snapshot(material, self.lanes, limits)
        self.endpoint = SparqlProtocol(self.lanes.fair, limits)

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """Processes start before the first request and end after the last."""
        self.edition.shelf.fill()
        watching = asyncio.create_task(self._watch())
        try:
            for lane in self.lanes.all:
                await lane.open()
            yield
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
            for lane in self.lanes.all:
                await lane.close()

    async def _watch(self) -> None:
        """Serve what is built anew once it is there; what cannot be read is told once, and the old data are served on."""
        said = ""
        while self.edition.material.stamp is not None:
            await asyncio.sleep(_LOOK_SECONDS)
            try:
                material = await asyncio.to_thread(self._renewed, self.edition.material)
                if material is not None:
                    await self._renew(material)
                said = ""
            except ShisakuError as error:
                if said != str(error):
                    print(f"{error.text('ja')} / {error.text('en')}", file=sys.stderr, flush=True)
                said = str(error)

    async def _renew(self, material: ServedData) -> None:
        unneeded = await self.lanes.renew(material)
        edition = Snapshot(material, self.lanes, self._limits)
        edition.shelf.fill()
        self.edition = edition
        if unneeded is not None:
            await unneeded.close()

    def of_edition(
        self, part: Callable[[Snapshot], Callable[[Request], Awaitable[Response]]]
    ) -> Callable[..., Awaitable[Response]]:
        """What answers in the edition that there is when a request comes."""

        async def answer(request: Request) -> Response:
            return await part(self.edition)(request)

        return answer

    async def openapi(self, request: Request) -> Response:
        """The description of the API."""
        return given(request, self.edition.openapi, "application/json")

    async def health(self, request: Request) -> Response:
        """Whether everything is there: 200, or 503."""
        ready = self.edition.shelf.ready and all(lane.live for lane in self.lanes.all)
        told: dict[str, Any] = {
            "status": "ready" if ready else "not ready",
            "shelf": self.edition.shelf.ready,
            "quads": self.lanes.sparql.quads,
        }
        for lane in self.lanes.all:
            told[lane.name] = {"processes": lane.live, "running": lane.running, "waiting": lane.waiting, "walled": lane.walled}
        return Response(
            as_json(told),
            200 if ready else 503,
            {"Cache-Control": "no-store"},
            "application/json",
        )

    async def told_metrics(self, request: Request) -> Response:
        """Numbers for Prometheus."""
        lines = [*self.metrics.lines(), "# TYPE shisaku_queries_total counter"]
        for lane in self.lanes.all:
            lines += [f'shisaku_queries_total{{lane="{lane.name}",end="{end}"}} {n}' for end, n in sorted(lane.counts.items())]
        lines.append("# TYPE shisaku_queries gauge")
        for lane in self.lanes.all:
            for state, number in (("running", lane.running), ("waiting", lane.waiting)):
                lines.append(f'shisaku_queries{{lane="{lane.name}",state="{state}"}} {number}')
        return PlainTextResponse(
            "\n".join(lines) + "\n", headers={"Cache-Control": "no-store"}, media_type="text/plain; version=0.0.4"
        )


def application(
    material: ServedData, limits: ServerLimits, log: str = "text", hosts: Iterable[str] = (), renewed: Renewed = lambda _: None
) -> ObservedApp:
    """The server as an ASGI application; `renewed` gives what is to be served in place of what is, where that is something else."""
    server = Server(material, limits, renewed)
    of = server.of_edition
    routes = [
        Route("/", of(lambda edition: edition.pages.front)),
        Route("/sparql", server.endpoint.answer, methods=["GET", "POST"]),
        Route("/query", of(lambda edition: edition.query_page.front)),
        *(Route(f"/{lang}/{QUERY_PAGE}", of(lambda edition: edition.query_page.answer)) for lang in LANGUAGES),
        Route("/api/questions", of(lambda edition: edition.questions.listed)),
        Route("/api/questions/{file:str}", of(lambda edition: edition.questions.answered)),
        Route("/openapi.json", server.openapi),
        Route("/health", server.health),
        Route("/metrics", server.told_metrics),
        Route("/{path:path}", of(lambda edition: edition.pages.answer)),
    ]

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncIterator[None]:
        try:
            async with server.lifespan():
                yield
        except ShisakuError as error:
            observed.problem = error
            raise

    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers={500: _broken, 405: _not_that_way})
    observed = ObservedApp(app, server.metrics, log, hosts, limits.address_bytes)
    return observed


async def _broken(request: Request, error: Exception) -> Response:
    """A fault of ours; what it was stands in the log."""
    return said(request, RequestRefused(500, Message("内部エラーです。", "Internal error.")))


async def _not_that_way(request: Request, error: Any) -> Response:
    response = said(request, RequestRefused(405, Message("その方法では答えられません。", "Not by that method.")))
    response.headers["Allow"] = (error.headers or {}).get("Allow", "GET, HEAD")
    return response
