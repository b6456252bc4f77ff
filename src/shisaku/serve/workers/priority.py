"""Which job runs next: a queue with priorities, in which no priority waits for another."""

import asyncio
from collections.abc import Iterable
from enum import IntEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Priority(IntEnum):
    """For whom a job runs, the most urgent first."""

    SITE = 0
    """The server's own pages and saved questions."""
    KNOWN = 1
    """A client whose queries were short so far."""
    NEW = 2
    """A client without an answer so far."""
    HEAVY = 3
    """A query that exceeded the short time limit, or whose client sent one that did."""


class PriorityQueue(Generic[T]):
    """Idle workers, and the jobs that wait for one.

    A job gets a worker only if one stays idle for every other priority that runs no job. So no priority waits for another; workers
    beyond one for each go to the most urgent job.
    """

    def __init__(self, priorities: Iterable[Priority]) -> None:
        self.idle: dict[T, Priority | None] = {}
        """Workers without a job, each with the priority of its last one. A job takes a worker of its own priority if there is one: short
        queries then do not get a process that was just forked, or that holds the memory of a heavy one."""
        self.running: dict[Priority, int] = dict.fromkeys(sorted(priorities), 0)
        """Number of jobs that have a worker, or whose worker is being replaced."""
        self._waiting: dict[Priority, dict[asyncio.Future[T], str]] = {priority: {} for priority in self.running}

    def waiting(self, priority: Priority) -> int:
        """Number of jobs that wait."""
        return len(self._waiting[priority])

    def has_worker(self, priority: Priority) -> bool:
        """Whether a job of that priority would get a worker at once."""
        return len(self.idle) > sum(not running for other, running in self.running.items() if other != priority)

    async def take(self, priority: Priority, client: str) -> T:
        """A worker, once there is one; `release` must be called after the job. Raises the error given to `fail`."""
        granted: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting[priority][granted] = client
        self._grant()
        try:
            return await granted
        except asyncio.CancelledError:
            self._waiting[priority].pop(granted, None)
            if not granted.cancelled() and granted.exception() is None:  # a worker was granted at the same moment
                self.release(priority, granted.result())
            raise

    def release(self, priority: Priority, worker: T) -> None:
        """A job has ended, and its worker, or the one that replaces it, is idle."""
        self.running[priority] -= 1
        self.add(worker, priority)

    def add(self, worker: T, last: Priority | None = None) -> None:
        """A worker is idle, after a job of priority `last`."""
        self.idle[worker] = last
        self._grant()

    def fail(self, client: str, priority: Priority, error: Exception) -> None:
        """Raise an error in all jobs of a client that wait with that priority."""
        for granted, of in self._waiting[priority].items():
            if of == client and not granted.done():
                granted.set_exception(error)
        self._grant()

    def _grant(self) -> None:
        for priority, waiting in self._waiting.items():
            for granted in [granted for granted in waiting if granted.done()]:
                del waiting[granted]
            while waiting and self.has_worker(priority):
                granted = next(iter(waiting))
                del waiting[granted]
                self.running[priority] += 1
                worker = next((worker for worker, last in self.idle.items() if last == priority), next(iter(self.idle)))
                del self.idle[worker]
                granted.set_result(worker)
