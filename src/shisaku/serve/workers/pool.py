"""Processes that answer queries, and the queue before them: bounded in time, memory, length, number and by client.

A process ends itself when a query takes too long, and another one takes its place; one that does not is killed. So a limit is one
whatever the query does.
"""

import asyncio
import contextlib
import json
import os
import signal
import struct
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, dataclass
from typing import Any

from shisaku.errors import InputError, Message
from shisaku.serve.server_limits import ServerLimits
from shisaku.serve.workers.jobs import OVERDUE, JobAnswer, PageJob, QueryJob, RequestRefused, WorkerData

_LONGEST_LINE = 1024 * 1024
_START_SECONDS = 300.0
"""In which a process must have loaded its data."""
_DYING = 0.5
"""Seconds in which a process ends that was asked to, before it is killed."""
_GRACE = 2.0
"""Seconds past its limit in which a process ends itself, before it is killed."""
_PAUSE = 1.0
"""Seconds before a process that did not start is tried again."""


class WorkerEnded(Exception):  # noqa: N818
    """A process ended before its answer did."""

    def __init__(self, overdue: bool, replaced: bool) -> None:
        super().__init__()
        self.overdue = overdue
        """Whether it was for the time that the query took."""
        self.replaced = replaced
        """Whether another one has taken its place by itself."""


class Cancelled(Exception):  # noqa: N818
    """A query is not wanted here any more, now that it could begin."""


class TimeLimitExceeded(RequestRefused):
    """A query that took too long."""


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long the queries of a lane may take, and how far they give way to others."""

    seconds: float
    """On the clock, for one."""
    processor_seconds: float = 0.0
    """Of the processor, for one; 0: no other limit."""
    niceness: int = 0
    """As nice(1) has it."""


class WorkerProcess:
    """One process that answers, and the one that brings forth the next."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.quads = 0
        """How much it has loaded."""
        self.walled = False
        """Whether the system keeps it from reaching out."""

    @classmethod
    async def start(cls, data: WorkerData, limits: ServerLimits, pace: TimeLimit) -> "WorkerProcess":
        """A process that is ready to answer. Raises InputError where it cannot load the data."""
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "shisaku.serve.workers.worker",
            stdin=pipe, stdout=pipe, limit=_LONGEST_LINE,
            # Not a session: Linux shares processors among sessions alike (sched(7), autogroup), however nice their processes are.
            process_group=0,
            stderr=asyncio.subprocess.DEVNULL,  # where the engine would tell how it died, amid the lines of the log
        )  # fmt: skip
        told = {
            "data": data.json(),
            "answer_bytes": limits.answer_bytes,
            "memory_bytes": limits.memory_bytes,
            **asdict(pace),
        }
        worker = cls(process)
        try:
            await worker._say(told)
            ready = json.loads(await asyncio.wait_for(_reader(process).readline(), _START_SECONDS) or b"{}")
        except (OSError, TimeoutError, ValueError) as error:
            await worker.end()
            raise InputError(Message(f"問い合わせの処理が始まりません（{error}）。", f"No query engine ({error}).")) from error
        except asyncio.CancelledError:
            await worker.end()
            raise
        if "quads" not in ready:
            await worker.end()
            raise InputError(Message(ready.get("ja", "問い合わせの処理が始まりません。"), ready.get("en", "No query engine.")))
        worker.quads, worker.walled = ready["quads"], ready["walled"]
        return worker

    async def answer(self, job: QueryJob | PageJob) -> JobAnswer:
        """The answer. Raises Refused where there is none, Ended where the process ends before it."""
        reader = _reader(self._process)
        try:
            await self._say(job.json())
            body = await reader.readexactly(struct.unpack("!I", await reader.readexactly(4))[0])
            done = json.loads(await reader.readuntil(b"\n"))
        except (OSError, asyncio.IncompleteReadError) as error:
            raise WorkerEnded(overdue=False, replaced=False) from error
        if "form" in done:
            return JobAnswer(body, done["form"])
        if "ended" in done:
            raise WorkerEnded(done["ended"] == OVERDUE, replaced=True)
        raise RequestRefused(done["status"], Message(done["ja"], done["en"]))

    async def _say(self, value: dict[str, Any]) -> None:
        writer = self._process.stdin
        assert writer is not None
        writer.write(json.dumps(value).encode() + b"\n")
        await writer.drain()

    async def end(self) -> None:
        """End both processes, whatever they do."""
        self._signal("SIGTERM")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ended(), _DYING)
            return
        self._signal("SIGKILL")
        await self._ended()

    def _signal(self, name: str) -> None:
        if self._process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            # To both. asyncio's own way would look first, and take the news of the end from who waits for it.
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, getattr(signal, name))
            else:
                self._process.kill()

    async def _ended(self) -> None:
        """Wait for the end of the process, and of what it said: asyncio does not hear of the one before the other."""
        while await _reader(self._process).read(_LONGEST_LINE):
            pass
        await self._process.wait()


def _reader(process: asyncio.subprocess.Process) -> asyncio.StreamReader:
    assert process.stdout is not None
    return process.stdout


class WorkerPool:
    """So many processes, and a queue before them."""

    def __init__(self, name: str, data: WorkerData, limits: ServerLimits, workers: int, pace: TimeLimit) -> None:
        self.name = name
        """By which metrics tell it from others."""
        self.counts: Counter[str] = Counter()
        """What became of queries: `answered`, `refused`, `overdue`, `lost`, `busy`, `left`; and processes `started`."""
        self._data = data
        self._limits = limits
        self._workers = workers
        self._pace = pace
        self._idle: asyncio.Queue[WorkerProcess] = asyncio.Queue()
        self._live: set[WorkerProcess] = set()
        self._leaving: set[WorkerProcess] = set()
        self._ending: set[WorkerProcess] = set()
        self._waiting = 0
        self._clients: Counter[str] = Counter()
        self._starting: set[asyncio.Task[None]] = set()

    @property
    def live(self) -> int:
        """Processes that are ready or at work."""
        return len(self._live)

    @property
    def running(self) -> int:
        """Queries at work."""
        return self.live - self._idle.qsize()

    @property
    def waiting(self) -> int:
        """Queries in the queue."""
        return self._waiting

    @property
    def quads(self) -> int:
        """How much the data hold, as a process told."""
        return next((worker.quads for worker in self._live), 0)

    @property
    def walled(self) -> bool:
        """Whether the system keeps every process from reaching out, beside the guard that looks at queries."""
        return all(worker.walled for worker in self._live)

    async def open(self) -> None:
        """Start every process. Raises InputError where the data cannot be loaded."""
        await asyncio.gather(*(self._start() for _ in range(self._workers)))

    async def renew(self, data: WorkerData) -> None:
        """Let new processes answer from other data; those at work finish first. Raises InputError where the data cannot be loaded."""
        before, self._data = self._data, data
        old = set(self._live)
        ends = await asyncio.gather(*(self._start() for _ in range(self._workers)), return_exceptions=True)
        failed = next((end for end in ends if end is not None), None)
        self._leaving |= (old if failed is None else self._live - old) & self._live
        for worker in [self._idle.get_nowait() for _ in range(self._idle.qsize())]:
            self._return(worker, whole=True)
        if failed is not None:
            self._data = before
            raise failed

    async def close(self) -> None:
        """End every process."""
        for task in list(self._starting):
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._live | self._ending))
        self._live.clear()

    async def answer(self, job: QueryJob | PageJob, client: str = "", wanted: Callable[[], bool] = lambda: True) -> JobAnswer:
        """The answer to a query. Raises Refused, with 429 or 503 where there are too many, Overdue past the limit of time.

        Raises Moved where it is not `wanted` any more when a process is there for it.
        """
        async with self._place(client):
            worker = await self._next()
            whole = False
            try:
                if not wanted():
                    whole = True
                    raise Cancelled
                async with asyncio.timeout(self._pace.seconds + _GRACE):
                    answered = await worker.answer(job)
                whole = True
            except RequestRefused:
                whole = True
                self.counts["refused"] += 1
                raise
            except (WorkerEnded, TimeoutError) as error:
                ended = error if isinstance(error, WorkerEnded) else WorkerEnded(overdue=True, replaced=False)
                whole = ended.replaced
                self.counts["overdue" if ended.overdue else "lost"] += 1
                raise (self._overdue() if ended.overdue else self._lost()) from error
            except asyncio.CancelledError:
                self.counts["left"] += 1
                raise
            finally:
                self._return(worker, whole)
        self.counts["answered"] += 1
        return answered

    @contextlib.asynccontextmanager
    async def _place(self, client: str) -> AsyncIterator[None]:
        """A place for a query of that client."""
        if client and self._clients[client] >= self._limits.per_client:
            self.counts["busy"] += 1
            ja = f"同時に受け付ける問いは {self._limits.per_client} 件までです。前の答えを待ってください。"
            en = f"No more than {self._limits.per_client} queries of one client at once; wait for the answers to the others."
            raise RequestRefused(429, Message(ja, en), 1)
        if self._waiting >= self._limits.waiting and self._idle.empty():
            self.counts["busy"] += 1
            raise self._busy()
        self._clients[client] += 1
        try:
            yield
        finally:
            self._clients[client] -= 1
            self._clients += Counter()  # forgets whoever has none

    async def _next(self) -> WorkerProcess:
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._idle.get()
        except TimeoutError as error:
            self.counts["busy"] += 1
            raise self._busy() from error
        finally:
            self._waiting -= 1

    def _return(self, worker: WorkerProcess, whole: bool) -> None:
        leaves = worker in self._leaving or len(self._live - self._leaving) > self._workers
        if whole and not leaves:
            self._idle.put_nowait(worker)
            return
        self._live.discard(worker)
        self._leaving.discard(worker)
        self._ending.add(worker)
        task = asyncio.create_task(self._end(worker) if leaves else self._replace(worker))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _end(self, worker: WorkerProcess) -> None:
        await worker.end()
        self._ending.discard(worker)

    async def _replace(self, worker: WorkerProcess) -> None:
        await self._end(worker)
        while True:
            try:
                return await self._start()
            except InputError:
                await asyncio.sleep(_PAUSE)

    async def _start(self) -> None:
        worker = await WorkerProcess.start(self._data, self._limits, self._pace)
        self.counts["started"] += 1
        self._live.add(worker)
        self._idle.put_nowait(worker)

    def _busy(self) -> RequestRefused:
        ja, en = (
            "いまは混み合っています。少し待ってからもう一度問い合わせてください。",
            "Too busy at the moment; ask again in a little while.",
        )
        return RequestRefused(503, Message(ja, en), max(1, round(self._limits.seconds / 2)))

    def _overdue(self) -> TimeLimitExceeded:
        seconds = f"{self._limits.seconds:g}"
        ja = f"{seconds} 秒で答えが出ないため打ち切りました。条件を足すか LIMIT で絞ってください。"
        en = f"Stopped, as there was no answer within {seconds} seconds. Add conditions, or ask for less with LIMIT."
        return TimeLimitExceeded(503, Message(ja, en))

    def _lost(self) -> RequestRefused:
        megabytes = self._limits.memory_bytes // 1024**2
        ja = f"この問いは処理しきれませんでした（メモリーは {megabytes} MB まで）。簡単にするか LIMIT で絞ってください。"
        en = f"This query was too much for the engine (it has {megabytes} MB of memory). Make it simpler, or ask for less with LIMIT."
        return RequestRefused(503, Message(ja, en))
