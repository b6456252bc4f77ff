"""The query operation of the SPARQL 1.1 Protocol (W3C Recommendation 2013); the update operation is refused.

GET  /sparql?query=…                                  2.1.1
POST application/x-www-form-urlencoded: query=…       2.1.2
POST application/sparql-query: the query itself       2.1.3
`default-graph-uri` and `named-graph-uri` name the data (2.1.4); without a query, GET tells what the endpoint is (Service Description).
"""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from shisaku.errors import Message
from shisaku.serve.negotiation import media_type
from shisaku.serve.responses import CHECKED, given, said
from shisaku.serve.server_limits import ServerLimits
from shisaku.serve.service_description import description
from shisaku.serve.workers.jobs import SOLUTIONS, TRIPLES, JobAnswer, QueryJob, RequestRefused
from shisaku.serve.workers.pool import WorkerPool
from shisaku.serve.workers.priority import Fair

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_TURTLE = "text/turtle"
_ALIASES = {"application/json": "json", "application/xml": "xml", "text/plain": "nt"}
"""Names by which clients ask for a format, too."""
_MOST_FIELDS = 100


class SparqlProtocol:
    """What answers at `/sparql`."""

    def __init__(self, lane: WorkerPool | Fair, limits: ServerLimits) -> None:
        self._lane = lane
        self._limits = limits

    async def answer(self, request: Request) -> Response:
        """The answer to one request."""
        try:
            if request.method in ("GET", "HEAD") and not request.query_params.get("query"):
                return self._described(request)
            job = await self._job(request)
            answered = await answer_unless_gone(request, self._lane, job)
        except RequestRefused as refused:
            return said(request, refused)
        except ClientDisconnect:
            return Response(status_code=499)
        return given(request, answered.body, answered.media_type, CHECKED, "Accept, Accept-Language")

    def _described(self, request: Request) -> Response:
        """What the endpoint is; a person is led to a page."""
        if any(name in request.query_params for name in ("query", "update")):
            raise _wrong("問い（query）がありません。", "There is no query.")
        _formats(None, request.query_params.getlist("format"))  # what is none is told before it is needed
        form = media_type(request.headers.get("accept"), (_TURTLE, "text/html"))
        if form == "text/html":
            return RedirectResponse("/query", 303, {"Vary": "Accept"})
        if form is None:
            raise _unacceptable((_TURTLE, "text/html"))
        return given(request, description(), TRIPLES["turtle"], vary="Accept")

    async def _job(self, request: Request) -> QueryJob:
        """What is asked. Raises Refused where the request is not of the protocol."""
        pairs = [*request.query_params.multi_items()]
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        text: str | None = None
        if request.method == "POST":
            if kind not in (_FORM, _QUERY, _UPDATE):
                names = f"{_FORM}, {_QUERY}"
                raise RequestRefused(
                    415, Message(f"Content-Type は {names} のどちらかです。", f"Content-Type is one of {names}.")
                )
            body = _text(await self._body(request))
            if kind == _FORM:
                pairs += _fields(body)
            elif kind == _QUERY:
                text = body
        if kind == _UPDATE or any(name == "update" for name, _ in pairs):
            raise RequestRefused(403, Message("このサーバーは読み取り専用です。", "This server is read only."))
        return _asked(request, pairs, text)

    async def _body(self, request: Request) -> bytes:
        """The body. Raises Refused where it is too long, or does not come."""
        body = b""
        try:
            async with asyncio.timeout(self._limits.reading_seconds):
                async for chunk in request.stream():
                    body += chunk
                    if len(body) > self._limits.request_bytes:
                        raise _too_long(self._limits.request_bytes)
        except TimeoutError as error:
            raise RequestRefused(408, Message("要求が最後まで届きません。", "The request did not come whole in time.")) from error
        return body


async def answer_unless_gone(request: Request, lane: WorkerPool | Fair, job: QueryJob) -> JobAnswer:
    """The answer of a lane; given up where the client has gone. Raises Refused, or ClientDisconnect."""
    asking = asyncio.create_task(lane.answer(job, request.client.host if request.client else ""))
    leaving = asyncio.create_task(_left(request))
    try:
        await asyncio.wait((asking, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not asking.done():
            raise ClientDisconnect
        return asking.result()
    finally:
        for task in (asking, leaving):
            task.cancel()
        await asyncio.gather(asking, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _asked(request: Request, pairs: list[tuple[str, str]], text: str | None) -> QueryJob:
    """A query with its parameters."""
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    queries = values.get("query", []) if text is None else [text, *values.get("query", [])]
    if len(queries) != 1 or not queries[0].strip():
        raise _wrong(f"問いは一つだけ渡します（{len(queries)} 件）。", f"A request has one query, not {len(queries)}.")
    solutions, triples = _formats(request.headers.get("accept"), values.get("format", []))
    graphs = {name: tuple(values.get(f"{name}-graph-uri", ())) for name in ("default", "named")}
    for graph in (*graphs["default"], *graphs["named"]):
        if not graph.isprintable() or ":" not in graph or set(graph) & set('<>"{}|^`\\ '):
            raise _wrong(f"「{graph}」はグラフの IRI ではありません。", f"“{graph}” is no IRI of a graph.")
    return QueryJob(queries[0], solutions, triples, graphs["default"], graphs["named"])


def _formats(accept: str | None, named: list[str]) -> tuple[str | None, str | None]:
    """The formats wanted for solutions and for triples. Raises Refused where neither can be had.

    SPARQLWrapper names the format several times, under whatever names servers know it by; the first that is known counts.
    """
    if any(named):
        found = next(filter(None, map(_by_name, named)), None)
        if found is None:
            known = ", ".join((*SOLUTIONS, *TRIPLES))
            raise _wrong(f"format は {known} のどれかです。", f"format is one of {known}.")
        return (found if found in SOLUTIONS else None), (found if found in TRIPLES else None)
    solutions, triples = (_wanted(accept, forms) for forms in (SOLUTIONS, TRIPLES))
    if solutions is None and triples is None:
        raise _unacceptable((*_types(SOLUTIONS), *_types(TRIPLES)))
    return solutions, triples


def _by_name(named: str) -> str | None:
    types = {media: form for forms in (SOLUTIONS, TRIPLES) for form, media in zip(forms, _types(forms), strict=True)}
    return named if named in (*SOLUTIONS, *TRIPLES) else (types | _ALIASES).get(named)


def _wanted(accept: str | None, forms: Mapping[str, str]) -> str | None:
    """The format of those that the header wants most."""
    by_type = dict(zip(_types(forms), forms, strict=True)) | {a: form for a, form in _ALIASES.items() if form in forms}
    found = media_type(accept, tuple(by_type))
    return None if found is None else by_type[found]


def _types(forms: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(media.partition(";")[0] for media in forms.values())


def _fields(body: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        ja = f"フォームとして読めません（UTF-8、{_MOST_FIELDS} 項目まで）。"
        raise _wrong(ja, f"This is no form (in UTF-8, with {_MOST_FIELDS} fields at most).") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _wrong("要求が UTF-8 ではありません。", "The request is not UTF-8.") from error


def _too_long(most: int) -> RequestRefused:
    return RequestRefused(413, Message(f"要求は {most:,} バイトまでです。", f"A request has {most:,} bytes at most."))


def _wrong(ja: str, en: str) -> RequestRefused:
    return RequestRefused(400, Message(ja, en))


def _unacceptable(types: Any) -> RequestRefused:
    known = ", ".join(types)
    return RequestRefused(406, Message(f"返せる形式は {known} です。", f"There are these formats: {known}."))
