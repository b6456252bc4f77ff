"""Worker processes as a query service, on behalf of a request."""

import asyncio
import json
from collections.abc import Mapping

from starlette.requests import ClientDisconnect, Request

from shisaku.serve.responses import ByteCache
from shisaku.serve.workers.jobs import JobAnswer, JobService, QueryJob
from shisaku.sparql.answers import Answer, result_of
from shisaku.sparql.rdf_terms import Term


class WorkerQueries:
    """SELECT and ASK queries, answered by worker processes: an `AsyncQueryService`."""

    def __init__(self, workers: JobService, request: Request | None = None, cache: ByteCache | None = None) -> None:
        """A query of a `request` is cancelled if its client leaves; a `cache` is used for one state of the data only."""
        self._workers = workers
        self._request = request
        self._cache = cache

    async def query(self, query: str, bindings: Mapping[str, Term] | None = None, name: str = "query") -> Answer | bool:
        """The answer, with variables bound to terms. Raises RequestRefused; ClientDisconnect if the client leaves."""
        values = {variable: str(term) for variable, term in (bindings or {}).items()}
        key = query, json.dumps(values, sort_keys=True)
        body = None if self._cache is None else self._cache.get(key)
        if body is None:
            body = (await answer_unless_gone(self._request, self._workers, QueryJob(query, "json", values=values))).body
            if self._cache is not None:
                self._cache.put(key, body)
        return result_of(body)


async def answer_unless_gone(request: Request | None, workers: JobService, job: QueryJob) -> JobAnswer:
    """The answer to a query of the client. Raises RequestRefused; ClientDisconnect, and cancels the query, if the client leaves."""
    if request is None:
        return await workers.answer(job)
    asking = asyncio.create_task(workers.answer(job, request.client.host if request.client else ""))
    leaving = asyncio.create_task(_disconnect(request))
    try:
        await asyncio.wait((asking, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not asking.done():
            raise ClientDisconnect
        return asking.result()
    finally:
        for task in (asking, leaving):
            task.cancel()
        await asyncio.gather(asking, leaving, return_exceptions=True)


async def _disconnect(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
