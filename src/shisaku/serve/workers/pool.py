"""A pool of worker processes with the same data, bounded in time, memory, length of answers, number of jobs, and jobs of one client.

A process ends itself when a job exceeds its time limit, and its successor is ready at once; one that does not is killed and replaced.
So the limits hold whatever a query does.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Iterator, Mapping

from shisaku.errors import InputError
from shisaku.messages import Message
from shisaku.serve.server_limits import ServerLimits
from shisaku.serve.workers.jobs import JobAnswer, PageJob, QueryJob, RequestRefused, TimeLimit, TimeLimitExceeded, WorkerData
from shisaku.serve.workers.priority import Priority, PriorityQueue
from shisaku.serve.workers.process import WorkerEnded, WorkerProcess

_GRACE = 2.0
"""Seconds past its time limit in which a process ends itself, before it is killed."""
_PAUSE = 1.0
"""Seconds before a process that did not start is tried again."""
_SHORT = (Priority.KNOWN, Priority.NEW)
_SHORTER = 4
"""How many more short queries may wait than others, as each takes only a moment."""


class WorkerPool:
    """One process for each priority and some more, and a queue of jobs; a `JobService`."""

    def __init__(
        self, name: str, data: WorkerData, limits: ServerLimits, time_limits: Mapping[Priority, TimeLimit], more: int = 0
    ) -> None:
        self.name = name
        """The label in metrics."""
        self.counts: Counter[tuple[Priority, str]] = Counter()
        """Jobs that were `answered`, `refused`, `timed_out`, `crashed`, `busy` (no place) or `cancelled`."""
        self.started = 0
        """Processes started so far, not counting forks."""
        self._data = data
        self._limits = limits
        self._time_limits = time_limits
        self._size = len(time_limits) + more
        self._queue: PriorityQueue[WorkerProcess] = PriorityQueue(time_limits)
        self._clients: Counter[tuple[Priority, str]] = Counter()
        self._live: set[WorkerProcess] = set()
        self._replacing: set[asyncio.Task[None]] = set()

    @property
    def live(self) -> int:
        """Number of processes."""
        return len(self._live)

    @property
    def jobs(self) -> dict[Priority, tuple[int, int]]:
        """Number of jobs that run and that wait, by priority."""
        return {priority: (running, self._queue.waiting(priority)) for priority, running in self._queue.running.items()}

    @property
    def quads(self) -> int:
        """Number of quads in the data, as a process reported it."""
        return next((worker.quads for worker in self._live), 0)

    @property
    def sandboxed(self) -> bool:
        """Whether the system keeps every process from files or sockets, apart from the check of queries."""
        return all(worker.sandboxed for worker in self._live)

    async def open(self) -> None:
        """Start all processes. Raises InputError if the data cannot be loaded."""
        for worker in await asyncio.gather(*(self._start() for _ in range(self._size))):
            self._queue.add(worker)

    async def close(self) -> None:
        """End all processes."""
        for task in list(self._replacing):
            task.cancel()
        await asyncio.gather(*self._replacing, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._live))
        self._live.clear()

    async def answer(self, job: QueryJob | PageJob, client: str = "", priority: Priority = Priority.SITE) -> JobAnswer:
        """The answer to a job. Raises RequestRefused, with 429 or 503 if there are too many; TimeLimitExceeded."""
        with self._place(client, priority):
            worker = await self._take(client, priority)
            usable, end = False, "cancelled"
            try:
                limit = self._time_limits[priority]
                async with asyncio.timeout(limit.seconds + _GRACE):
                    answer = await worker.answer(job, limit)
                usable, end = True, "answered"
                return answer
            except RequestRefused:
                usable, end = True, "refused"
                raise
            except (WorkerEnded, TimeoutError) as error:
                ended = error if isinstance(error, WorkerEnded) else WorkerEnded(timed_out=True, replaced=False)
                usable, end = ended.replaced, "timed_out" if ended.timed_out else "crashed"
                raise (self._timed_out() if ended.timed_out else self._crashed()) from error
            finally:
                self.counts[priority, end] += 1
                if usable:
                    self._queue.release(priority, worker)
                else:
                    self._replacing.add(task := asyncio.create_task(self._replace(worker, priority)))
                    task.add_done_callback(self._replacing.discard)

    def expire_waiting(self, client: str) -> None:
        """Raise TimeLimitExceeded in the short queries of a client that wait."""
        for priority in _SHORT:
            self._queue.fail(client, priority, self._timed_out())

    @contextlib.contextmanager
    def _place(self, client: str, priority: Priority) -> Iterator[None]:
        """A place for a job of that client. Raises RequestRefused if there is none."""
        key = priority, client
        if client and self._clients[key] >= self._limits.per_client:
            self.counts[priority, "busy"] += 1
            raise RequestRefused(429, Message("serve-no-more-than-queries-one", per_client=self._limits.per_client), 1)
        self._clients[key] += 1
        try:
            yield
        finally:
            self._clients[key] -= 1
            self._clients += Counter()  # drops clients without jobs

    async def _take(self, client: str, priority: Priority) -> WorkerProcess:
        most = self._limits.waiting * (_SHORTER if priority in _SHORT else 1)
        try:
            if self._queue.waiting(priority) >= most and not self._queue.has_worker(priority):
                raise TimeoutError
            async with asyncio.timeout(self._limits.seconds):
                return await self._queue.take(priority, client)
        except TimeoutError as error:
            self.counts[priority, "busy"] += 1
            message = Message("serve-too-busy-moment-ask-again")
            raise RequestRefused(503, message, max(1, round(self._limits.seconds / 2))) from error

    async def _start(self) -> WorkerProcess:
        worker = await WorkerProcess.start(self._data, self._limits)
        self.started += 1
        self._live.add(worker)
        return worker

    async def _replace(self, worker: WorkerProcess, priority: Priority) -> None:
        await worker.end()
        self._live.discard(worker)
        while True:
            try:
                return self._queue.release(priority, await self._start())
            except InputError:
                await asyncio.sleep(_PAUSE)

    def _timed_out(self) -> TimeLimitExceeded:
        seconds = f"{self._limits.seconds:g}"
        return TimeLimitExceeded(503, Message("serve-stopped-there-no-answer-within", seconds=seconds))

    def _crashed(self) -> RequestRefused:
        megabytes = self._limits.memory_bytes // 1024**2
        return RequestRefused(503, Message("serve-query-too-much-engine-has", megabytes=megabytes))
