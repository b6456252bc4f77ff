"""The query operation of the SPARQL 1.1 Protocol (W3C Recommendation 2013); the update operation is refused.

GET  /sparql?query=…                                  2.1.1
POST application/x-www-form-urlencoded: query=…       2.1.2
POST application/sparql-query: the query itself       2.1.3

`default-graph-uri` and `named-graph-uri` name the RDF dataset (2.1.4). GET without a query returns the Service Description. A new
format of answers is an entry of `SOLUTIONS` or `TRIPLES` in workers/jobs.py, with its writer in `shisaku.sparql.results`.
"""

import asyncio
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from shisaku.messages import Message
from shisaku.serve.negotiation import media_type
from shisaku.serve.responses import CHECKED, cacheable, error_response
from shisaku.serve.server_limits import ServerLimits
from shisaku.serve.service_description import description
from shisaku.serve.worker_queries import answer_unless_gone
from shisaku.serve.workers.jobs import SOLUTIONS, TRIPLES, JobService, QueryJob, RequestRefused

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_TURTLE = "text/turtle"
_SOLUTION_TYPES = {media.partition(";")[0]: form for form, media in SOLUTIONS.items()}
_TRIPLE_TYPES = {media.partition(";")[0]: form for form, media in TRIPLES.items()}
_ALIASES = {"application/json": "json", "application/xml": "xml", "text/plain": "nt"}
"""Media types that clients also use for a format."""
_BY_NAME = {form: form for form in (*SOLUTIONS, *TRIPLES)} | _SOLUTION_TYPES | _TRIPLE_TYPES | _ALIASES
_MOST_FIELDS = 100


class SparqlProtocol:
    """The handler of `/sparql`."""

    def __init__(self, queries: JobService, limits: ServerLimits) -> None:
        self._queries = queries
        self._limits = limits

    async def answer(self, request: Request) -> Response:
        """The response to one request."""
        try:
            if request.method in ("GET", "HEAD") and not request.query_params.get("query"):
                return self._describe(request)
            job = await self._job(request)
            answer = await answer_unless_gone(request, self._queries, job)
        except RequestRefused as refused:
            return error_response(request, refused)
        except ClientDisconnect:
            return Response(status_code=499)
        return cacheable(request, answer.body, answer.media_type, CHECKED, "Accept, Accept-Language")

    def _describe(self, request: Request) -> Response:
        """The Service Description; a browser is redirected to the page for queries."""
        if any(name in request.query_params for name in ("query", "update")):
            raise _bad_request(Message("serve-there-no-query"))
        _formats(None, request.query_params.getlist("format"))  # refuses an unknown format, though it is not used here
        form = media_type(request.headers.get("accept"), (_TURTLE, "text/html"))
        if form == "text/html":
            return RedirectResponse("/query", 303, {"Vary": "Accept"})
        if form is None:
            raise _not_acceptable((_TURTLE, "text/html"))
        return cacheable(request, description(), TRIPLES["turtle"], vary="Accept")

    async def _job(self, request: Request) -> QueryJob:
        """The query of the request. Raises RequestRefused if the request is not one of the protocol."""
        pairs = [*request.query_params.multi_items()]
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        text: str | None = None
        if request.method == "POST":
            if kind not in (_FORM, _QUERY, _UPDATE):
                names = f"{_FORM}, {_QUERY}"
                raise RequestRefused(415, Message("serve-content-type-one", names=names))
            body = _text(await self._body(request))
            if kind == _FORM:
                pairs += _fields(body)
            elif kind == _QUERY:
                text = body
        if kind == _UPDATE or any(name == "update" for name, _ in pairs):
            raise RequestRefused(403, Message("serve-server-read-only"))
        return _query_job(request, pairs, text)

    async def _body(self, request: Request) -> bytes:
        """The body. Raises RequestRefused if it is too long or too slow."""
        body = b""
        try:
            async with asyncio.timeout(self._limits.reading_seconds):
                async for chunk in request.stream():
                    body += chunk
                    if len(body) > self._limits.request_bytes:
                        raise _too_long(self._limits.request_bytes)
        except TimeoutError as error:
            raise RequestRefused(408, Message("serve-request-did-not-come-whole")) from error
        return body


def _query_job(request: Request, pairs: list[tuple[str, str]], text: str | None) -> QueryJob:
    """The query with its parameters."""
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    queries = values.get("query", []) if text is None else [text, *values.get("query", [])]
    if len(queries) != 1 or not queries[0].strip():
        raise _bad_request(Message("serve-request-has-one-query-not", queries=len(queries)))
    solutions, triples = _formats(request.headers.get("accept"), values.get("format", []))
    graphs = {name: tuple(values.get(f"{name}-graph-uri", ())) for name in ("default", "named")}
    for graph in (*graphs["default"], *graphs["named"]):
        if not graph.isprintable() or ":" not in graph or set(graph) & set('<>"{}|^`\\ '):
            raise _bad_request(Message("serve-no-iri-graph", graph=graph))
    return QueryJob(queries[0], solutions, triples, graphs["default"], graphs["named"])


def _formats(accept: str | None, named: list[str]) -> tuple[str | None, str | None]:
    """The formats for solutions and for triples. Raises RequestRefused if there is neither.

    SPARQLWrapper sends `format` several times, with the names of various servers; the first known name counts.
    """
    if any(named):
        found = next(filter(None, map(_BY_NAME.get, named)), None)
        if found is None:
            known = ", ".join((*SOLUTIONS, *TRIPLES))
            raise _bad_request(Message("serve-format-one", known=known))
        return (found if found in SOLUTIONS else None), (found if found in TRIPLES else None)
    solutions, triples = (_preferred(accept, types) for types in (_SOLUTION_TYPES, _TRIPLE_TYPES))
    if solutions is None and triples is None:
        raise _not_acceptable((*_SOLUTION_TYPES, *_TRIPLE_TYPES))
    return solutions, triples


def _preferred(accept: str | None, types: dict[str, str]) -> str | None:
    """The format that the header prefers, of those in `types`."""
    forms = types | {alias: form for alias, form in _ALIASES.items() if form in types.values()}
    found = media_type(accept, tuple(forms))
    return None if found is None else forms[found]


def _fields(body: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise _bad_request(Message("serve-no-form-utf-fields-most", most_fields=_MOST_FIELDS)) from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _bad_request(Message("serve-request-not-utf")) from error


def _too_long(most: int) -> RequestRefused:
    return RequestRefused(413, Message("serve-request-has-bytes-most", most=f"{most:,}"))


def _bad_request(message: Message) -> RequestRefused:
    return RequestRefused(400, message)


def _not_acceptable(types: Any) -> RequestRefused:
    known = ", ".join(types)
    return RequestRefused(406, Message("serve-there-these-formats", known=known))
