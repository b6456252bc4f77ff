"""Who asks little is not kept waiting by who asks much.

A query is tried for a moment. What does not end in it is stopped, and begins again among the long ones, where the whole limit of time
holds; its client's queries go there at once for a while. Clients whose queries did end have a process that newcomers do not get. So
whoever asks for centuries again and again waits with others who do, and takes nothing from those who asked little before.
"""

import asyncio
import math
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from shisaku.serve.workers.jobs import JobAnswer, QueryJob, RequestRefused
from shisaku.serve.workers.pool import Cancelled, TimeLimitExceeded, WorkerPool

T = TypeVar("T")
_FOR = 30.0
"""Seconds for which a client is taken for one who asks much, from the last of its queries on that was long or had no place."""
_BUSY = 503
_MOST_CLIENTS = 10_000
"""Of which it is remembered."""


class Fair:
    """A lane of short queries before one of long ones."""

    def __init__(self, trial: WorkerPool, short: WorkerPool, long: WorkerPool, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._trial = trial
        self._short = short
        self._long = long
        self._until: OrderedDict[str, float] = OrderedDict()
        self._asked_little: OrderedDict[str, None] = OrderedDict()

    async def answer(self, job: QueryJob, client: str) -> JobAnswer:
        """The answer to a query. Raises Refused as a lane does."""
        if not self._asks_much(client):
            lane = self._short if client in self._asked_little else self._trial
            try:
                # To the end even where the client leaves: that is near, and else who leaves again and again would cost processes.
                asking = asyncio.create_task(lane.answer(job, client, lambda: not self._asks_much(client)))
                asking.add_done_callback(lambda task: task.cancelled() or task.exception())
                answered = await asyncio.shield(asking)
                _remember(self._asked_little, client, None)
                return answered
            except Cancelled:
                pass  # another query of the client was long while this one waited
            except TimeLimitExceeded:
                self._note(client)
        try:
            return await self._long.answer(job, client)
        except RequestRefused as refused:
            if refused.status == _BUSY:
                self._note(client)
            raise

    def _asks_much(self, client: str) -> bool:
        return self._until.get(client, -math.inf) > self._clock()

    def _note(self, client: str) -> None:
        self._asked_little.pop(client, None)
        _remember(self._until, client, self._clock() + _FOR)


def _remember(known: OrderedDict[str, T], client: str, value: T) -> None:
    """Put down a client, the one put down longest ago forgotten where they are too many."""
    known[client] = value
    known.move_to_end(client)
    if len(known) > _MOST_CLIENTS:
        known.popitem(last=False)
