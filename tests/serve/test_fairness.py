"""Clients who ask for much are put behind those who do not, for a while, and come back."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import pytest

from shisaku.errors import Message
from shisaku.serve.server_limits import ServerLimits
from shisaku.serve.snapshot import WorkerPools
from shisaku.serve.workers import priority as fairness
from shisaku.serve.workers.jobs import JobAnswer, QueryJob, RequestRefused, WorkerData
from shisaku.serve.workers.pool import Cancelled, TimeLimitExceeded
from shisaku.serve.workers.priority import Fair

HEAVY, CHEAP, BUSY, WRONG = (QueryJob(word) for word in ("heavy", "cheap", "busy", "wrong"))
NOTHING = Message("", "")


class Script:
    """Three lanes that end queries as they are worded, a clock that is set by hand, and where each query waited."""

    def __init__(self) -> None:
        self.now = 0.0
        self.went: list[str] = []
        self.ended: list[str] = []
        self.waiting = asyncio.Event()
        self.go_on = asyncio.Event()
        self.go_on.set()
        trial, short, long = (self._lane(name) for name in ("trial", "short", "long"))
        self.fair = Fair(trial, short, long, clock=lambda: self.now)

    def _lane(self, name: str) -> Any:
        async def answer(job: QueryJob, client: str, wanted: Callable[[], bool] = lambda: True) -> JobAnswer:
            self.went.append(f"{client} {name}")
            self.waiting.set()
            await self.go_on.wait()
            self.ended.append(f"{client} {name}")
            if not wanted():
                raise Cancelled
            if job is HEAVY and name != "long":
                raise TimeLimitExceeded(503, NOTHING)
            if job in (BUSY, WRONG):
                raise RequestRefused(503 if job is BUSY else 400, NOTHING)
            return JobAnswer(b"", "json")

        return SimpleNamespace(answer=answer)

    def asks(self, client: str, *jobs: QueryJob) -> list[str]:
        """Where the queries of a client go that he asks one after another."""

        async def ask() -> None:
            for job in jobs:
                with suppress(RequestRefused):
                    await self.fair.answer(job, client)

        before = len(self.went)
        asyncio.run(ask())
        return [went.partition(" ")[2] for went in self.went[before:]]


def test_who_asks_little_is_tried_once_and_then_has_a_process_that_newcomers_do_not_get() -> None:
    script = Script()
    assert script.asks("a", CHEAP, CHEAP, CHEAP) == ["trial", "short", "short"]
    assert script.asks("b", CHEAP) == ["trial"]


def test_a_client_whose_query_was_long_is_put_behind_at_once_the_next_time() -> None:
    script = Script()
    assert script.asks("a", HEAVY) == ["trial", "long"]
    assert script.asks("a", CHEAP, HEAVY) == ["long", "long"]
    assert script.asks("b", CHEAP) == ["trial"]


def test_who_asked_little_before_is_put_behind_as_well_and_is_a_newcomer_afterwards() -> None:
    script = Script()
    assert script.asks("a", CHEAP, HEAVY, CHEAP) == ["trial", "short", "long", "long"]
    script.now += 30
    assert script.asks("a", CHEAP, CHEAP) == ["trial", "short"]


@pytest.mark.parametrize(("seconds", "lane"), [(29.9, "long"), (30.0, "trial")])
def test_a_client_is_behind_for_half_a_minute_from_the_last_long_query_on(seconds: float, lane: str) -> None:
    script = Script()
    script.asks("a", HEAVY)
    script.now += seconds
    assert script.asks("a", CHEAP) == [lane]


def test_queries_that_are_answered_among_the_long_ones_do_not_keep_a_client_behind() -> None:
    script = Script()
    script.asks("a", HEAVY)
    script.now = 20
    assert script.asks("a", HEAVY, CHEAP) == ["long", "long"]
    script.now = 40
    assert script.asks("a", CHEAP) == ["trial"]


@pytest.mark.parametrize(("job", "lane"), [(BUSY, "long"), (WRONG, "trial")])
def test_a_query_that_had_no_place_keeps_a_client_behind_and_one_that_was_wrong_does_not(job: QueryJob, lane: str) -> None:
    script = Script()
    script.asks("a", HEAVY)
    script.now = 20
    assert script.asks("a", job) == ["long"]
    script.now = 40
    assert script.asks("a", CHEAP) == [lane]


def test_a_mistake_says_nothing_of_a_newcomer() -> None:
    script = Script()
    assert script.asks("a", WRONG, WRONG, BUSY, CHEAP) == ["trial", "trial", "trial", "trial"]


def test_queries_that_wait_go_behind_when_another_of_their_client_was_long() -> None:
    script = Script()

    async def ask() -> None:
        script.go_on.clear()
        waits = asyncio.create_task(script.fair.answer(CHEAP, "a"))
        await script.waiting.wait()
        other = asyncio.create_task(script.fair.answer(CHEAP, "b"))
        script.fair._note("a")
        script.go_on.set()
        await asyncio.gather(waits, other)

    asyncio.run(ask())
    assert script.went == ["a trial", "b trial", "a long"]


def test_a_query_whose_client_leaves_is_tried_to_its_end() -> None:
    script = Script()

    async def ask() -> None:
        script.go_on.clear()
        asking = asyncio.create_task(script.fair.answer(HEAVY, "a"))
        await script.waiting.wait()
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        script.go_on.set()
        while not script.ended:
            await asyncio.sleep(0)

    asyncio.run(ask())
    assert script.ended == ["a trial"]


def test_of_too_many_clients_the_one_put_down_longest_ago_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fairness, "_MOST_CLIENTS", 2)
    script = Script()
    for client, job in (("a", HEAVY), ("b", HEAVY), ("a", BUSY), ("c", HEAVY)):
        script.asks(client, job)
    assert [script.asks(client, CHEAP) for client in ("a", "b", "c")] == [["long"], ["trial"], ["long"]]


def test_the_longer_queries_may_take_the_further_their_processes_give_way() -> None:
    lanes = WorkerPools(SimpleNamespace(data=WorkerData(), of_pages=None), ServerLimits())  # type: ignore[arg-type]
    niceness = [lane._pace.niceness for lane in (lanes.questions, lanes.short, lanes.trial, lanes.sparql)]
    assert niceness == [0, 0, 15, 19]
    assert [lane._pace.seconds for lane in (lanes.trial, lanes.short, lanes.sparql)] == [1, 1, 10]
    assert [lane._pace.processor_seconds for lane in (lanes.trial, lanes.short, lanes.sparql)] == [0.25, 0.25, 0]
    assert (lanes.fair._trial, lanes.fair._short, lanes.fair._long) == (lanes.trial, lanes.short, lanes.sparql)
