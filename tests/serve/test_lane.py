"""Processes that answer queries end when they are told to, whatever they are doing, and are replaced."""

import asyncio
import contextlib
import os
import signal
from pathlib import Path
from time import monotonic

import pytest

from shisaku.serve.job import Data, Job, Refused
from shisaku.serve.lane import Lane, Overdue, Pace, Worker
from shisaku.serve.limits import Limits

ENDLESS = Job("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "json")
COUNTLESS = Job("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "json")
FORKS = hasattr(os, "fork")
LIMITS = Limits(answer_bytes=1024**4)


@pytest.fixture
def data(tmp_path: Path) -> Data:
    path = tmp_path / "many.nt"
    path.write_text("".join(f"<urn:s{i}> <urn:p> <urn:o{i}> .\n" for i in range(1000)), encoding="ascii")
    return Data(files=((str(path), ""),))


def test_a_process_ends_amid_an_answer_that_nobody_takes_any_more(data: Data) -> None:
    async def run() -> None:
        worker = await Worker.start(data, LIMITS, Pace(30))
        asking = asyncio.create_task(worker.answer(ENDLESS))
        await asyncio.sleep(0.3)
        asking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asking
        await asyncio.sleep(0.5)  # in which its answer fills all that lies between
        await asyncio.wait_for(worker.end(), 10)

    asyncio.run(run())


def test_after_queries_past_their_time_the_next_is_answered_at_once_by_as_many_processes_as_before(data: Data) -> None:
    async def run() -> None:
        lane = Lane("short", data, LIMITS, 2, Pace(0.2))
        await lane.open()
        for _ in range(4):
            with pytest.raises(Overdue):
                await lane.answer(ENDLESS)
        assert lane.live == 2
        assert (await lane.answer(Job("ASK {}", "json"))).form == "json"
        assert lane.counts["overdue"] == 4
        assert lane.counts["started"] == (2 if FORKS else 6)
        await lane.close()

    asyncio.run(run())


@pytest.mark.skipif(not FORKS, reason="no such limit here")
def test_what_takes_too_much_of_the_processor_or_of_memory_is_ended_and_the_next_is_answered(data: Data) -> None:
    async def run() -> None:
        lane = Lane("short", data, Limits(memory_bytes=400_000_000, answer_bytes=1024**4), 1, Pace(60, 0.3))
        await lane.open()
        began = monotonic()
        with pytest.raises(Overdue):
            await lane.answer(COUNTLESS)
        assert monotonic() - began < 20
        assert (await lane.answer(Job("ASK {}", "json"))).form == "json"
        await lane.close()
        lane = Lane("long", data, Limits(memory_bytes=400_000_000, answer_bytes=1024**4), 1, Pace(60))
        await lane.open()
        with pytest.raises(Refused, match="381 MB"):
            await lane.answer(ENDLESS)
        assert (await lane.answer(Job("ASK {}", "json"))).form == "json"
        assert lane.counts == {"started": 1, "lost": 1, "answered": 1}
        await lane.close()

    asyncio.run(run())


@pytest.mark.skipif(not FORKS, reason="processes have no sessions here")
def test_processes_stay_in_the_session_in_which_they_may_give_way_to_others(data: Data) -> None:
    async def run() -> None:
        worker = await Worker.start(data, LIMITS, Pace(30, niceness=5))
        process = worker._process.pid
        assert os.getsid(process) == os.getsid(0)
        assert os.getpgid(process) == process
        assert os.getpriority(os.PRIO_PROCESS, process) == os.getpriority(os.PRIO_PROCESS, 0) + 5
        await worker.end()

    asyncio.run(run())


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="nothing tells which process was brought forth")
def test_a_process_that_is_killed_while_nothing_is_asked_leaves_no_answer_to_the_next_query(data: Data) -> None:
    async def run() -> None:
        lane = Lane("short", data, LIMITS, 1, Pace(30))
        await lane.open()
        (worker,) = lane._live
        process = worker._process.pid
        (answering,) = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        os.kill(int(answering), signal.SIGKILL)
        with pytest.raises(Refused):
            await lane.answer(Job("SELECT (1 AS ?n) {}", "csv"))
        for number in range(2, 5):
            answered = await lane.answer(Job(f"SELECT ({number} AS ?n) {{}}", "csv"))
            assert answered.body.split() == [b"n", str(number).encode()]
        assert lane.counts["started"] == 2
        await lane.close()

    asyncio.run(run())
