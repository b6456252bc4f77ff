"""One state of the data: the worker pools that hold them, and the handlers that answer from them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from shisaku.serve.dataset_pages import DatasetPageHandler
from shisaku.serve.openapi import openapi
from shisaku.serve.page_handler import PageHandler, ResourceAddresses
from shisaku.serve.page_store import PageStore
from shisaku.serve.plan_catalogue import PlanCatalogue
from shisaku.serve.query_form import QueryForm
from shisaku.serve.questions_api import QuestionsApi
from shisaku.serve.responses import ByteCache, as_json
from shisaku.serve.served_data import ServedData
from shisaku.serve.server_limits import ServerLimits
from shisaku.serve.sparql_protocol import SparqlProtocol
from shisaku.serve.worker_queries import WorkerQueries
from shisaku.serve.workers.client_queries import ClientQueries, query_time_limits
from shisaku.serve.workers.jobs import TimeLimit
from shisaku.serve.workers.pool import WorkerPool
from shisaku.serve.workers.priority import Priority


class Snapshot:
    """The pools and handlers of one state of the data. A request that began with a snapshot ends with it."""

    def __init__(self, served: ServedData, limits: ServerLimits) -> None:
        site, questions = served.site, served.site.reference.questions
        cache = ByteCache(limits.cache_bytes)
        self.served = served
        self.queries = WorkerPool("queries", served.query_data, limits, query_time_limits(limits), limits.workers - 1)
        self.pools = [self.queries]
        client_queries = ClientQueries(self.queries)
        self.sparql = SparqlProtocol(client_queries, limits)
        self.page_store = PageStore(site, cache)
        self.questions = QuestionsApi(questions, partial(WorkerQueries, self.queries, cache=cache))
        self.query_form = QueryForm(site, client_queries, self.questions, cache, served.bases)
        self.pages: PageHandler | DatasetPageHandler = PageHandler(self.page_store, ResourceAddresses(site))
        if served.page_data is not None:
            pool = WorkerPool("pages", served.page_data, limits, {Priority.SITE: TimeLimit(limits.seconds)})
            self.pools.append(pool)
            client_services = partial(WorkerQueries, client_queries)
            catalogue = PlanCatalogue(site, served.bases, WorkerQueries(self.queries), client_services)
            self.pages = DatasetPageHandler(site, served.bases, self.page_store, self.pages, pool, catalogue, cache)
        self.openapi = as_json(openapi(questions))
        self._requests = 0
        self._unused = asyncio.Event()

    async def open(self) -> None:
        """Start the worker processes, and render pages in the background. Raises InputError if the data cannot be loaded."""
        self.page_store.fill()
        for pool in self.pools:
            await pool.open()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Keep the snapshot open for a request."""
        self._requests += 1
        try:
            yield
        finally:
            self._requests -= 1
            self._unused.set()

    async def unused(self) -> None:
        """Wait until no request uses the snapshot."""
        while self._requests:
            self._unused.clear()
            await self._unused.wait()

    async def close(self) -> None:
        """End the worker processes."""
        await asyncio.gather(*(pool.close() for pool in self.pools))
