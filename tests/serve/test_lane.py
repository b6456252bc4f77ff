"""Processes that answer queries end when they are told to, whatever they are doing, and are replaced."""

import asyncio
import contextlib
from pathlib import Path

import pytest

from shisaku.serve.job import Data, Job
from shisaku.serve.lane import Lane, Overdue, Worker
from shisaku.serve.limits import Limits

ENDLESS = Job("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "json")
LIMITS = Limits(answer_bytes=1024**4)


@pytest.fixture
def data(tmp_path: Path) -> Data:
    path = tmp_path / "many.nt"
    path.write_text("".join(f"<urn:s{i}> <urn:p> <urn:o{i}> .\n" for i in range(1000)), encoding="ascii")
    return Data(files=((str(path), ""),))


def test_a_process_ends_amid_an_answer_that_nobody_takes_any_more(data: Data) -> None:
    async def run() -> None:
        worker = await Worker.start(data, LIMITS)
        asking = asyncio.create_task(worker.answer(ENDLESS))
        await asyncio.sleep(0.3)
        asking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asking
        await asyncio.sleep(0.5)  # in which its answer fills all that lies between
        await asyncio.wait_for(worker.end(), 10)

    asyncio.run(run())


def test_after_queries_past_their_time_there_are_as_many_processes_as_before(data: Data) -> None:
    async def run() -> None:
        lane = Lane("short", data, LIMITS, workers=2, seconds=0.2)
        await lane.open()
        for _ in range(4):
            with pytest.raises(Overdue):
                await lane.answer(ENDLESS)
        async with asyncio.timeout(20):
            while lane.live < 2:
                await asyncio.sleep(0.05)
        assert (await lane.answer(Job("ASK {}", "json"))).form == "json"
        await lane.close()

    asyncio.run(run())
