"""Queries of clients: heavy clients do not keep others waiting.

A client's query first runs with a short time limit. One that exceeds it is stopped and starts over as heavy, with the full limit, and
its client stays heavy for a while: all its queries start as heavy. Clients whose queries were short have a worker that new clients do
not get. So a client that sends expensive queries again and again waits behind others that do, and delays nobody else.
"""

import asyncio
import math
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from shisaku.serve.server_limits import ServerLimits
from shisaku.serve.workers.jobs import JobAnswer, QueryJob, RequestRefused, TimeLimit, TimeLimitExceeded
from shisaku.serve.workers.pool import WorkerPool
from shisaku.serve.workers.priority import Priority

T = TypeVar("T")
_HEAVY_SECONDS = 30.0
"""For which a client stays heavy after its last query that exceeded the short limit, or that was refused as too many."""
_CROWDED = 4
"""How many times longer than on the processor a short query may take on the clock."""
_BUSY = 503
_MOST_CLIENTS = 10_000
"""That are remembered."""


def query_time_limits(limits: ServerLimits) -> dict[Priority, TimeLimit]:
    """The time limits of queries. Queries of new clients and heavy queries give way to everything else."""
    seconds = min(_CROWDED * limits.short_seconds, limits.seconds)
    return {
        Priority.SITE: TimeLimit(limits.seconds),
        Priority.KNOWN: TimeLimit(seconds, limits.short_seconds),
        Priority.NEW: TimeLimit(seconds, limits.short_seconds, niceness=15),
        Priority.HEAVY: TimeLimit(limits.seconds, niceness=19),
    }


class ClientQueries:
    """Runs queries with the priority of their client; a `JobService`."""

    def __init__(self, pool: WorkerPool, clock: Callable[[], float] = monotonic) -> None:
        self._pool = pool
        self._clock = clock
        self._heavy_until: OrderedDict[str, float] = OrderedDict()
        self._known: OrderedDict[str, None] = OrderedDict()

    async def answer(self, job: QueryJob, client: str = "") -> JobAnswer:
        """The answer to a query. Raises RequestRefused as the pool does."""
        if self._heavy_until.get(client, -math.inf) <= self._clock():
            # Not cancelled if the client leaves: it is short, and a client that leaves each time would cost a process each time.
            short = asyncio.create_task(self._short(job, client))
            short.add_done_callback(lambda task: task.cancelled() or task.exception())
            try:
                answer = await asyncio.shield(short)
                _remember(self._known, client, None)  # not if it left: it may go on with anything
                return answer
            except TimeLimitExceeded:
                pass
        try:
            return await self._pool.answer(job, client, Priority.HEAVY)
        except RequestRefused as refused:
            if refused.status == _BUSY:
                self._mark_heavy(client)
            raise

    async def _short(self, job: QueryJob, client: str) -> JobAnswer:
        """The answer within the short limit. Raises TimeLimitExceeded also if, while it waits, another query of the client exceeds it."""
        priority = Priority.KNOWN if client in self._known else Priority.NEW
        try:
            return await self._pool.answer(job, client, priority)
        except TimeLimitExceeded:
            self._mark_heavy(client)
            self._pool.expire_waiting(client)
            raise

    def _mark_heavy(self, client: str) -> None:
        self._known.pop(client, None)
        _remember(self._heavy_until, client, self._clock() + _HEAVY_SECONDS)


def _remember(clients: OrderedDict[str, T], client: str, value: T) -> None:
    """Set the value of a client, and forget the one that was set longest ago if there are too many."""
    clients[client] = value
    clients.move_to_end(client)
    if len(clients) > _MOST_CLIENTS:
        clients.popitem(last=False)
