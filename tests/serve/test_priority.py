"""Heavy clients wait behind others, for a while; no priority waits for another."""

import asyncio
from contextlib import suppress
from typing import Any

import pytest

from shisaku.messages import Message
from shisaku.serve.server_limits import ServerLimits
from shisaku.serve.workers import client_queries
from shisaku.serve.workers.client_queries import ClientQueries, query_time_limits
from shisaku.serve.workers.jobs import JobAnswer, QueryJob, RequestRefused, TimeLimitExceeded
from shisaku.serve.workers.priority import Priority, PriorityQueue

LONG, SHORT, BUSY, WRONG = (QueryJob(word) for word in ("long", "short", "busy", "wrong"))
NOTHING = Message.of("")


class ScriptedPool:
    """A pool that ends queries as their text says, a clock that is set by hand, and the priority of each query."""

    def __init__(self) -> None:
        self.now = 0.0
        self.began: list[str] = []
        self.ended: list[str] = []
        self.waiting: list[tuple[str, asyncio.Future[None]]] = []
        self.holds = False
        self.queries = ClientQueries(self, clock=lambda: self.now)  # type: ignore[arg-type]

    async def answer(self, job: QueryJob, client: str, priority: Priority) -> JobAnswer:
        name = f"{client} {priority.name.lower()}"
        self.began.append(name)
        if self.holds:
            self.waiting.append((client, asyncio.get_running_loop().create_future()))
            await self.waiting[-1][1]
        self.ended.append(name)
        if job is LONG and priority is not Priority.HEAVY:
            raise TimeLimitExceeded(503, NOTHING)
        if job in (BUSY, WRONG):
            raise RequestRefused(503 if job is BUSY else 400, NOTHING)
        return JobAnswer(b"", "json")

    def expire_waiting(self, client: str) -> None:
        for of, future in self.waiting:
            if of == client and not future.done():
                future.set_exception(TimeLimitExceeded(503, NOTHING))

    def priorities(self, client: str, *jobs: QueryJob) -> list[str]:
        """With which priorities the queries of a client run that it sends one after another."""

        async def send() -> None:
            for job in jobs:
                with suppress(RequestRefused):
                    await self.queries.answer(job, client)

        before = len(self.began)
        asyncio.run(send())
        return [began.partition(" ")[2] for began in self.began[before:]]


def test_a_new_client_is_known_after_its_first_answer() -> None:
    pool = ScriptedPool()
    assert pool.priorities("a", SHORT, SHORT, SHORT) == ["new", "known", "known"]
    assert pool.priorities("b", SHORT) == ["new"]


def test_a_client_whose_query_was_long_is_heavy_the_next_time() -> None:
    pool = ScriptedPool()
    assert pool.priorities("a", LONG) == ["new", "heavy"]
    assert pool.priorities("a", SHORT, LONG) == ["heavy", "heavy"]
    assert pool.priorities("b", SHORT) == ["new"]


def test_a_known_client_becomes_heavy_as_well_and_is_new_afterwards() -> None:
    pool = ScriptedPool()
    assert pool.priorities("a", SHORT, LONG, SHORT) == ["new", "known", "heavy", "heavy"]
    pool.now += 30
    assert pool.priorities("a", SHORT, SHORT) == ["new", "known"]


@pytest.mark.parametrize(("seconds", "priority"), [(29.9, "heavy"), (30.0, "new")])
def test_a_client_is_heavy_for_half_a_minute_after_its_last_long_query(seconds: float, priority: str) -> None:
    pool = ScriptedPool()
    pool.priorities("a", LONG)
    pool.now += seconds
    assert pool.priorities("a", SHORT) == [priority]


def test_heavy_queries_that_are_answered_do_not_keep_a_client_heavy() -> None:
    pool = ScriptedPool()
    pool.priorities("a", LONG)
    pool.now = 20
    assert pool.priorities("a", LONG, SHORT) == ["heavy", "heavy"]
    pool.now = 40
    assert pool.priorities("a", SHORT) == ["new"]


@pytest.mark.parametrize(("job", "priority"), [(BUSY, "heavy"), (WRONG, "new")])
def test_a_query_without_a_place_keeps_a_client_heavy_and_a_wrong_one_does_not(job: QueryJob, priority: str) -> None:
    pool = ScriptedPool()
    pool.priorities("a", LONG)
    pool.now = 20
    assert pool.priorities("a", job) == ["heavy"]
    pool.now = 40
    assert pool.priorities("a", SHORT) == [priority]


def test_a_wrong_query_does_not_make_a_new_client_known() -> None:
    assert ScriptedPool().priorities("a", WRONG, WRONG, BUSY, SHORT) == ["new", "new", "new", "new"]


def test_queries_that_wait_become_heavy_when_another_of_their_client_was_long() -> None:
    pool = ScriptedPool()

    async def send() -> None:
        pool.holds = True
        tasks = [asyncio.create_task(pool.queries.answer(job, of)) for job, of in ((LONG, "a"), (SHORT, "a"), (SHORT, "b"))]
        while len(pool.waiting) < 3:
            await asyncio.sleep(0)
        pool.holds = False
        pool.waiting[0][1].set_result(None)
        await asyncio.gather(*tasks[:2])
        pool.waiting[2][1].set_result(None)
        await tasks[2]

    asyncio.run(send())
    assert pool.began == ["a new", "a new", "b new", "a heavy", "a heavy"]


@pytest.mark.parametrize(("job", "then"), [(LONG, "heavy"), (SHORT, "new")])
def test_a_short_query_whose_client_leaves_runs_to_its_end_and_does_not_make_it_known(job: QueryJob, then: str) -> None:
    pool = ScriptedPool()

    async def send() -> None:
        pool.holds = True
        asking = asyncio.create_task(pool.queries.answer(job, "a"))
        while not pool.waiting:
            await asyncio.sleep(0)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        pool.waiting[0][1].set_result(None)
        for _ in range(5):  # a step each for the pool, the short query, and what follows
            await asyncio.sleep(0)

    asyncio.run(send())
    assert pool.ended == ["a new"]
    pool.holds = False
    assert pool.priorities("a", SHORT) == [then]


def test_of_too_many_clients_the_one_that_was_marked_longest_ago_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_queries, "_MOST_CLIENTS", 2)
    pool = ScriptedPool()
    for client, job in (("a", LONG), ("b", LONG), ("a", BUSY), ("c", LONG)):
        pool.priorities(client, job)
    assert [pool.priorities(client, SHORT) for client in ("a", "b", "c")] == [["heavy"], ["new"], ["heavy"]]


def test_the_longer_queries_may_take_the_further_they_give_way() -> None:
    limits = [query_time_limits(ServerLimits())[priority] for priority in Priority]
    assert [limit.niceness for limit in limits] == [0, 0, 15, 19]
    assert [limit.seconds for limit in limits] == [10, 1, 1, 10]
    assert [limit.processor_seconds for limit in limits] == [0, 0.25, 0.25, 0]


def grants(workers: int, *jobs: Priority) -> list[bool]:
    """Which of these jobs, sent one after another and never ended, get one of so many workers."""

    async def send() -> list[bool]:
        queue: PriorityQueue[int] = PriorityQueue(Priority)
        for worker in range(workers):
            queue.add(worker)
        tasks: list[asyncio.Task[Any]] = []
        for job in jobs:
            tasks.append(asyncio.create_task(queue.take(job, "")))
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        return [task.done() for task in tasks]

    return asyncio.run(send())


@pytest.mark.parametrize("many", Priority)
@pytest.mark.parametrize("other", Priority)
def test_any_number_of_jobs_of_one_priority_leaves_a_worker_for_each_other(many: Priority, other: Priority) -> None:
    granted = grants(5, many, many, many, other)
    assert granted == ([True, True, False, False] if many is other else [True, True, False, True])


def test_workers_beyond_one_for_each_priority_go_to_the_most_urgent_job() -> None:
    async def send() -> list[str]:
        queue: PriorityQueue[str] = PriorityQueue(Priority)
        for worker in "abcde":
            queue.add(worker)
        running = [await queue.take(priority, "") for priority in (*Priority, Priority.HEAVY)]
        waiting = {p: asyncio.create_task(queue.take(p, "")) for p in (Priority.HEAVY, Priority.NEW, Priority.SITE)}
        while not all(queue.waiting(priority) for priority in waiting):
            await asyncio.sleep(0)
        queue.release(Priority.HEAVY, running[-1])
        await waiting[Priority.SITE]
        return [priority.name for priority, task in waiting.items() if task.done()]

    assert asyncio.run(send()) == ["SITE"]


def test_a_job_takes_the_worker_of_the_last_job_of_its_priority() -> None:
    async def send() -> list[str]:
        queue: PriorityQueue[str] = PriorityQueue(Priority)
        for worker in "abcde":
            queue.add(worker)
        workers = {priority: await queue.take(priority, "") for priority in Priority}
        for priority, worker in reversed(workers.items()):
            queue.release(priority, worker)
        return [await queue.take(priority, "") for priority in Priority]

    assert asyncio.run(send()) == list("abcd")


def test_a_job_that_is_cancelled_as_it_gets_a_worker_gives_it_back() -> None:
    async def send() -> None:
        queue: PriorityQueue[str] = PriorityQueue([Priority.SITE])
        queue.add("a")
        worker = await queue.take(Priority.SITE, "")
        tasks = [asyncio.create_task(queue.take(Priority.SITE, "")) for _ in range(3)]
        while queue.waiting(Priority.SITE) < 3:
            await asyncio.sleep(0)
        tasks[0].cancel()  # before it gets one
        queue.release(Priority.SITE, worker)
        tasks[1].cancel()  # after it got one, before it runs
        assert await tasks[2] == "a"
        assert (queue.running, queue.idle, queue.waiting(Priority.SITE)) == ({Priority.SITE: 1}, {}, 0)

    asyncio.run(send())


def test_the_waiting_jobs_of_one_client_and_priority_fail_together() -> None:
    async def send() -> None:
        queue: PriorityQueue[str] = PriorityQueue(Priority)
        tasks = {
            (client, priority): asyncio.create_task(queue.take(priority, client))
            for client in "ab"
            for priority in (Priority.NEW, Priority.HEAVY)
        }
        while not queue.waiting(Priority.HEAVY) == queue.waiting(Priority.NEW) == 2:
            await asyncio.sleep(0)
        queue.fail("a", Priority.NEW, TimeLimitExceeded(503, NOTHING))
        with pytest.raises(TimeLimitExceeded):
            await tasks["a", Priority.NEW]
        assert [key for key, task in tasks.items() if task.done()] == [("a", Priority.NEW)]
        assert queue.waiting(Priority.NEW) == 1
        for task in tasks.values():
            task.cancel()

    asyncio.run(send())
