"""Worker processes end when they should, whatever they are doing, and are replaced."""

import asyncio
import os
import signal
import struct
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path

import pytest
from tests.patience import PATIENCE

from shisaku.serve.server_limits import ServerLimits
from shisaku.serve.workers import pool as pool_module
from shisaku.serve.workers.jobs import JobAnswer, QueryJob, RequestRefused, TimeLimit, TimeLimitExceeded, WorkerData
from shisaku.serve.workers.pool import WorkerPool
from shisaku.serve.workers.priority import Priority
from shisaku.serve.workers.process import WorkerProcess

ENDLESS = QueryJob("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "json")
COUNTLESS = QueryJob("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "json")
LARGE = QueryJob("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 100000", "json")
ASK = QueryJob("ASK {}", "json")
FORKS = hasattr(os, "fork")
LIMITS = ServerLimits(answer_bytes=1024**4)
SITE = Priority.SITE


@pytest.fixture
def data(tmp_path: Path) -> WorkerData:
    path = tmp_path / "many.nt"
    path.write_text("".join(f"<urn:s{i}> <urn:p> <urn:o{i}> .\n" for i in range(1000)), encoding="ascii")
    return WorkerData(files=((str(path), ""),))


@asynccontextmanager
async def opened(
    data: WorkerData, limit: TimeLimit, processes: int = 1, limits: ServerLimits = LIMITS
) -> AsyncIterator[WorkerPool]:
    """A pool of so many processes for jobs of one priority."""
    pool = WorkerPool("test", data, limits, {SITE: limit}, processes - 1)
    await pool.open()
    yield pool
    await pool.close()


def test_a_process_ends_while_it_sends_an_answer_that_nobody_reads(data: WorkerData) -> None:
    async def run() -> None:
        worker = await WorkerProcess.start(data, LIMITS)
        await worker._send({"job": asdict(LARGE), "limit": asdict(TimeLimit(PATIENCE))})
        length = struct.unpack("!I", await worker._answers.readexactly(4))[0]
        assert length > 10_000_000  # more than the pipe holds, so that the process waits for a reader
        await worker.end()

    asyncio.run(run())


@pytest.mark.parametrize("limit", [TimeLimit(0.2), TimeLimit(PATIENCE, 0.2)], ids=["clock", "processor"])
def test_after_queries_past_their_time_limit_the_next_is_answered_by_as_many_processes(
    data: WorkerData, limit: TimeLimit, monkeypatch: pytest.MonkeyPatch
) -> None:
    if FORKS:
        monkeypatch.setattr(pool_module, "_GRACE", PATIENCE)  # they end themselves

    async def run() -> None:
        async with opened(data, limit, 2) as pool:
            for _ in range(4):
                with pytest.raises(TimeLimitExceeded):
                    await pool.answer(COUNTLESS)
            assert pool.counts == {(SITE, "timed_out"): 4}
            assert (await answered(pool, ASK)).form == "json"
            assert (pool.live, pool.started) == (2, 2 if FORKS else 6)

    asyncio.run(run())


async def answered(pool: WorkerPool, job: QueryJob) -> JobAnswer:
    """The answer to a query that needs hardly any time; sent again if the machine did not give it even that."""
    while True:
        try:
            return await pool.answer(job)
        except TimeLimitExceeded:
            continue


def test_a_process_that_does_not_end_itself_in_time_is_killed_and_replaced(
    data: WorkerData, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_module, "_GRACE", -PATIENCE + 0.2)

    async def run() -> None:
        async with opened(data, TimeLimit(PATIENCE)) as pool:
            with pytest.raises(TimeLimitExceeded):
                await pool.answer(COUNTLESS)
            monkeypatch.setattr(pool_module, "_GRACE", PATIENCE)
            assert (await pool.answer(ASK)).form == "json"
            assert pool.counts == {(SITE, "timed_out"): 1, (SITE, "answered"): 1}
            assert pool.started == 2

    asyncio.run(run())


@pytest.mark.skipif(not FORKS, reason="no such limit here")
def test_a_query_that_takes_too_much_memory_ends_and_the_next_is_answered(data: WorkerData) -> None:
    async def run() -> None:
        limits = ServerLimits(memory_bytes=400_000_000, answer_bytes=1024**4)
        async with opened(data, TimeLimit(PATIENCE), limits=limits) as pool:
            with pytest.raises(RequestRefused, match="381 MB"):
                await pool.answer(ENDLESS)
            assert (await pool.answer(ASK)).form == "json"
            assert pool.counts == {(SITE, "crashed"): 1, (SITE, "answered"): 1}
            assert pool.started == 1

    asyncio.run(run())


def test_a_cancelled_query_ends_and_its_process_is_replaced(data: WorkerData) -> None:
    async def run() -> None:
        async with opened(data, TimeLimit(PATIENCE)) as pool:
            running = asyncio.create_task(pool.answer(COUNTLESS))
            while pool.jobs[SITE] != (1, 0):
                await asyncio.sleep(0)
            running.cancel()
            assert (await pool.answer(ASK)).form == "json"
            assert pool.counts == {(SITE, "cancelled"): 1, (SITE, "answered"): 1}
            assert (pool.live, pool.started) == (1, 2)

    asyncio.run(run())


@pytest.mark.skipif(not FORKS, reason="processes have no sessions here")
def test_processes_stay_in_the_session_so_that_niceness_counts_between_them(data: WorkerData) -> None:
    async def run() -> None:
        worker = await WorkerProcess.start(data, LIMITS)
        process = worker._process.pid
        assert (os.getsid(process), os.getpgid(process)) == (os.getsid(0), process)
        await worker.end()

    asyncio.run(run())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="threads have no niceness of their own here")
def test_a_job_runs_at_its_niceness_and_the_next_one_is_not_bound_by_it(data: WorkerData) -> None:
    async def run() -> None:
        worker = await WorkerProcess.start(data, LIMITS)
        child = child_of(worker._process.pid)
        own = os.getpriority(os.PRIO_PROCESS, 0)
        nicer = min(own + 5, 19)
        assert (await worker.answer(ASK, TimeLimit(PATIENCE, niceness=5))).form == "json"
        running = asyncio.create_task(worker.answer(COUNTLESS, TimeLimit(PATIENCE, niceness=5)))
        while sorted(niceness_of_threads(child)) != [own, nicer]:
            await asyncio.sleep(0)
        running.cancel()
        await worker.end()

    asyncio.run(run())


def niceness_of_threads(process: int) -> list[int]:
    """The niceness of each thread (proc(5), /proc/pid/stat, field 19)."""
    stats = Path(f"/proc/{process}/task").glob("*/stat")
    return [int(stat.read_text().rpartition(")")[2].split()[16]) for stat in stats]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children of a process are not listed here")
def test_a_process_that_is_killed_without_a_job_leaves_no_answer_to_the_next_query(data: WorkerData) -> None:
    async def run() -> None:
        async with opened(data, TimeLimit(PATIENCE)) as pool:
            (worker,) = pool._live
            os.kill(child_of(worker._process.pid), signal.SIGKILL)
            with pytest.raises(RequestRefused):
                await pool.answer(QueryJob("SELECT (1 AS ?n) {}", "csv"))
            for number in range(2, 5):
                answer = await pool.answer(QueryJob(f"SELECT ({number} AS ?n) {{}}", "csv"))
                assert answer.body.split() == [b"n", str(number).encode()]
            assert pool.started == 2

    asyncio.run(run())


def child_of(process: int) -> int:
    """The one child of a process, as Linux lists it."""
    (child,) = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return int(child)
