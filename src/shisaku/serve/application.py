"""Which path is answered by whom."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shisaku.errors import Message, ShisakuError
from shisaku.serve.job import Data, Refused
from shisaku.serve.lane import Lane
from shisaku.serve.limits import Limits
from shisaku.serve.observation import Metrics, Observed
from shisaku.serve.openapi import openapi
from shisaku.serve.pages import QUERY_PAGE, Addresses, Pages, Shelf
from shisaku.serve.protocol import Endpoint
from shisaku.serve.query_page import QueryPage
from shisaku.serve.questions_api import Questions
from shisaku.serve.responses import Kept, as_json, given, said
from shisaku.site.data_site import DataSite
from shisaku.site.labels import LANGUAGES


class Server:
    """Everything that answers, and what it answers from."""

    def __init__(self, site: DataSite, data: Data, limits: Limits, whole: bool) -> None:
        self.metrics = Metrics()
        self.lanes = (Lane("sparql", data, limits, limits.workers), Lane("questions", data, limits, 1))
        kept = Kept(limits.kept_bytes)
        self.shelf = Shelf(site, kept)
        self.endpoint = Endpoint(self.lanes[0], limits.request_bytes)
        self.questions = Questions(site.reference.questions, self.lanes[1], kept)
        self.query_page = QueryPage(site, self.lanes[0], self.questions)
        self.pages = Pages(self.shelf, Addresses(site), whole)
        self._openapi = as_json(openapi(site.reference.questions))

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """Processes start before the first request and end after the last."""
        self.shelf.fill()
        try:
            for lane in self.lanes:
                await lane.open()
            yield
        finally:
            for lane in self.lanes:
                await lane.close()

    async def openapi(self, request: Request) -> Response:
        """The description of the API."""
        return given(request, self._openapi, "application/json")

    async def health(self, request: Request) -> Response:
        """Whether everything is there: 200, or 503."""
        ready = self.shelf.ready and all(lane.live for lane in self.lanes)
        told: dict[str, Any] = {
            "status": "ready" if ready else "not ready",
            "pages": self.shelf.ready,
            "quads": self.lanes[0].quads,
        }
        for lane in self.lanes:
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
        for lane in self.lanes:
            lines += [f'shisaku_queries_total{{lane="{lane.name}",end="{end}"}} {n}' for end, n in sorted(lane.counts.items())]
        lines.append("# TYPE shisaku_queries gauge")
        for lane in self.lanes:
            for state, number in (("running", lane.running), ("waiting", lane.waiting)):
                lines.append(f'shisaku_queries{{lane="{lane.name}",state="{state}"}} {number}')
        return PlainTextResponse(
            "\n".join(lines) + "\n", headers={"Cache-Control": "no-store"}, media_type="text/plain; version=0.0.4"
        )


def application(
    site: DataSite, data: Data, limits: Limits, log: str = "text", hosts: Iterable[str] = (), whole: bool = True
) -> Observed:
    """The server as an ASGI application; `whole` tells that the plans have pages."""
    server = Server(site, data, limits, whole)
    routes = [
        Route("/", server.pages.front),
        Route("/sparql", server.endpoint.answer, methods=["GET", "POST"]),
        Route("/query", server.query_page.front),
        *(Route(f"/{lang}/{QUERY_PAGE}", server.query_page.answer) for lang in LANGUAGES),
        Route("/api/questions", server.questions.listed),
        Route("/api/questions/{file:str}", server.questions.answered),
        Route("/openapi.json", server.openapi),
        Route("/health", server.health),
        Route("/metrics", server.told_metrics),
        Route("/{path:path}", server.pages.answer),
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
    observed = Observed(app, server.metrics, log, hosts, limits.address_bytes)
    return observed


async def _broken(request: Request, error: Exception) -> Response:
    """A fault of ours; what it was stands in the log."""
    return said(request, Refused(500, Message("内部エラーです。", "Internal error.")))


async def _not_that_way(request: Request, error: Any) -> Response:
    response = said(request, Refused(405, Message("その方法では答えられません。", "Not by that method.")))
    response.headers["Allow"] = (error.headers or {}).get("Allow", "GET, HEAD")
    return response
