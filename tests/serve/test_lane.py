"""Processes that answer queries end when they are told to, whatever they are doing, and are replaced."""

import asyncio
import os
import signal
import struct
from pathlib import Path

import pytest
from tests.patience import PATIENCE

from shisaku.serve.server_limits import ServerLimits
from shisaku.serve.workers import pool as lane_module
from shisaku.serve.workers.jobs import JobAnswer, QueryJob, RequestRefused, WorkerData
from shisaku.serve.workers.pool import Cancelled, TimeLimit, TimeLimitExceeded, WorkerPool, WorkerProcess, _reader

ENDLESS = QueryJob("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "json")
COUNTLESS = QueryJob("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "json")
LARGE = QueryJob("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 100000", "json")
FORKS = hasattr(os, "fork")
_NICEST = 19
LIMITS = ServerLimits(answer_bytes=1024**4)


@pytest.fixture
def data(tmp_path: Path) -> WorkerData:
    path = tmp_path / "many.nt"
    path.write_text("".join(f"<urn:s{i}> <urn:p> <urn:o{i}> .\n" for i in range(1000)), encoding="ascii")
    return WorkerData(files=((str(path), ""),))


def test_a_process_ends_amid_an_answer_that_nobody_takes_any_more(data: WorkerData) -> None:
    async def run() -> None:
        worker = await WorkerProcess.start(data, LIMITS, TimeLimit(PATIENCE))
        await worker._say(LARGE.json())
        length = struct.unpack("!I", await _reader(worker._process).readexactly(4))[0]
        assert length > 10_000_000  # more than lies between the two, so that the process waits for somebody to take it
        await worker.end()

    asyncio.run(run())


@pytest.mark.parametrize("pace", [TimeLimit(0.2), TimeLimit(PATIENCE, 0.2)], ids=["clock", "processor"])
def test_after_queries_past_their_time_the_next_is_answered_by_as_many_processes_as_before(
    data: WorkerData, pace: TimeLimit, monkeypatch: pytest.MonkeyPatch
) -> None:
    if FORKS:
        monkeypatch.setattr(lane_module, "_GRACE", PATIENCE)  # they end themselves

    async def run() -> None:
        lane = WorkerPool("short", data, LIMITS, 2, pace)
        await lane.open()
        for _ in range(4):
            with pytest.raises(TimeLimitExceeded):
                await lane.answer(COUNTLESS)
        assert lane.live == 2
        assert lane.counts == {"overdue": 4, "started": 2 if FORKS else 6}
        assert (await answered(lane, QueryJob("ASK {}", "json"))).form == "json"
        await lane.close()

    asyncio.run(run())


def test_a_query_that_is_not_wanted_any_more_is_moved_and_its_process_is_free_for_another(data: WorkerData) -> None:
    async def run() -> None:
        lane = WorkerPool("trial", data, LIMITS, 1, TimeLimit(PATIENCE))
        await lane.open()
        with pytest.raises(Cancelled):
            await lane.answer(COUNTLESS, wanted=lambda: False)
        assert (await lane.answer(QueryJob("ASK {}", "json"))).form == "json"
        assert lane.counts == {"started": 1, "answered": 1}
        await lane.close()

    asyncio.run(run())


async def answered(lane: WorkerPool, job: QueryJob) -> JobAnswer:
    """The answer to a query that needs hardly any time; asked again where the machine did not give it even that."""
    while True:
        try:
            return await lane.answer(job)
        except TimeLimitExceeded:
            continue


def test_a_process_that_does_not_end_itself_in_time_is_ended_and_replaced(
    data: WorkerData, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lane_module, "_GRACE", 0.0)

    async def run() -> None:
        lane = WorkerPool("short", data, LIMITS, 1, TimeLimit(PATIENCE))
        await lane.open()
        lane._pace = TimeLimit(0.2)  # of which the process knows nothing
        with pytest.raises(TimeLimitExceeded):
            await lane.answer(COUNTLESS)
        lane._pace = TimeLimit(PATIENCE)
        assert (await lane.answer(QueryJob("ASK {}", "json"))).form == "json"
        assert lane.counts == {"overdue": 1, "started": 2, "answered": 1}
        await lane.close()

    asyncio.run(run())


@pytest.mark.skipif(not FORKS, reason="no such limit here")
def test_what_takes_too_much_memory_is_ended_and_the_next_is_answered(data: WorkerData) -> None:
    async def run() -> None:
        lane = WorkerPool("long", data, ServerLimits(memory_bytes=400_000_000, answer_bytes=1024**4), 1, TimeLimit(PATIENCE))
        await lane.open()
        with pytest.raises(RequestRefused, match="381 MB"):
            await lane.answer(ENDLESS)
        assert (await lane.answer(QueryJob("ASK {}", "json"))).form == "json"
        assert lane.counts == {"started": 1, "lost": 1, "answered": 1}
        await lane.close()

    asyncio.run(run())


@pytest.mark.skipif(not FORKS, reason="processes have no sessions here")
def test_processes_stay_in_the_session_in_which_they_may_give_way_to_others(data: WorkerData) -> None:
    async def run() -> None:
        worker = await WorkerProcess.start(data, LIMITS, TimeLimit(PATIENCE, niceness=5))
        process = worker._process.pid
        assert os.getsid(process) == os.getsid(0)
        assert os.getpgid(process) == process
        assert os.getpriority(os.PRIO_PROCESS, process) == min(os.getpriority(os.PRIO_PROCESS, 0) + 5, _NICEST)
        await worker.end()

    asyncio.run(run())


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="nothing tells which process was brought forth")
def test_a_process_that_is_killed_while_nothing_is_asked_leaves_no_answer_to_the_next_query(data: WorkerData) -> None:
    async def run() -> None:
        lane = WorkerPool("short", data, LIMITS, 1, TimeLimit(PATIENCE))
        await lane.open()
        (worker,) = lane._live
        os.kill(child_of(worker._process.pid), signal.SIGKILL)
        with pytest.raises(RequestRefused):
            await lane.answer(QueryJob("SELECT (1 AS ?n) {}", "csv"))
        for number in range(2, 5):
            answered = await lane.answer(QueryJob(f"SELECT ({number} AS ?n) {{}}", "csv"))
            assert answered.body.split() == [b"n", str(number).encode()]
        assert lane.counts["started"] == 2
        await lane.close()

    asyncio.run(run())


def child_of(process: int) -> int:
    """The one process that a process has started, as Linux tells it."""
    (child,) = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return int(child)
