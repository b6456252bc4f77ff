"""Clients at work on a server, and what became of them."""

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from threading import Event
from time import time
from typing import Any

from tests.load.asking import CHEAP, HOSTILE, LARGE, Asked
from tests.load.client import Client
from tests.patience import PATIENCE

_Role = Callable[[Client, random.Random], Coroutine[Any, Any, None]]
_PAUSE = 1.0
"""Seconds between two requests of a client who asks little, in the mean."""
_QUIET_TIMES = 20
"""How often each cheap request is made while nobody else asks."""
_OVER_BOUNDS = (413, 429, 503)
_MEMORY_SECONDS = 0.25
_WAKING_SECONDS = 0.02


@dataclass
class Report:
    """What was measured."""

    quiet: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Seconds of each kind of cheap request while nobody else asks."""
    loaded: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """The same under load."""
    after: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """The same when all others have gone."""
    wrong: list[str] = field(default_factory=list)
    """Cheap requests that were answered otherwise than while it was quiet, or not at all."""
    turned_away: Counter[str] = field(default_factory=Counter)
    """Cheap requests that were told to come back later, by kind."""
    hostile: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    """Status codes of hostile requests."""
    late: list[float] = field(default_factory=list)
    """Seconds by which the clients themselves woke up late under load, as they share the processors with what they measure."""
    memory: list[int] = field(default_factory=list)
    """Bytes that the server and its processes take, as time goes by."""

    def times(self, percent: float) -> float:
        """How many times its quiet time (the median of its kind) a cheap answer took under load, for so many of a hundred at most."""
        return percentile(
            (one / percentile(self.quiet[kind], 50) for kind, found in self.loaded.items() for one in found), percent
        )


def percentile(values: Iterable[float], percent: float) -> float:
    """The value below which so many of them are."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


class Crowd:
    """Clients who ask little, and what becomes of them while others mean harm."""

    def __init__(self, url: str, process: int, seed: int = 1, pause: float = _PAUSE) -> None:
        self.report = Report()
        self._url = url
        self._process = process
        self._pause = pause
        self._random = random.Random(seed)
        self._expected: dict[Asked, tuple[int, bytes, str]] = {}

    async def run(self, clients: int, seconds: float = 0.0) -> Report:
        """Ask quietly, then all at once, then quietly again. Of twenty clients fourteen ask little.

        Under load for that many seconds at least, and until every client who asks little has asked everything once and once more.
        """
        first = Client(self._url, 0)
        for asked in CHEAP:  # what is kept by the server is kept from here on
            came = await first.ask(asked)
            self._expected[asked] = (came.status, came.body, came.headers.get("etag", ""))
        await self._quietly(self.report.quiet)
        watching = asyncio.create_task(self._watch())
        cheap = [number for number in range(1, clients + 1) if number % 20 < 14]
        for number in cheap:  # who asks little has been there before the others come
            await Client(self._url, number).ask(next(asked for asked in CHEAP if asked.name == "ASK"))
        end = time() + seconds
        others = [number for number in range(1, clients + 1) if number % 20 >= 14]
        # In a process of its own, lest what the others do be taken for time that the server needs.
        context = get_context("spawn")
        with context.Manager() as manager, ProcessPoolExecutor(1, context) as elsewhere:
            begun, over = manager.Event(), manager.Event()
            seed = self._random.random()
            harm = asyncio.get_running_loop().run_in_executor(elsewhere, do_harm, self._url, others, begun, over, seed)
            await asyncio.to_thread(begun.wait, PATIENCE)
            late = asyncio.create_task(self._be_late())
            async with asyncio.TaskGroup() as group:
                for number in cheap:
                    group.create_task(self._repeat(Client(self._url, number), random.Random(self._random.random()), end))
            late.cancel()
            over.set()
            self.report.hostile = await harm
        await asyncio.sleep(1)
        await self._quietly(self.report.after)
        watching.cancel()
        return self.report

    async def _repeat(self, client: Client, dice: random.Random, end: float) -> None:
        await asyncio.sleep(dice.random() * self._pause)
        at_least = [(asked, again) for asked in CHEAP for again in (False, True)]
        dice.shuffle(at_least)
        while at_least or time() < end:
            asked, again = at_least.pop() if at_least else (dice.choice(CHEAP), dice.random() < 0.3)
            await self._checked(client, asked, self.report.loaded, again)
            await asyncio.sleep(dice.expovariate(1 / self._pause))

    async def _quietly(self, into: Mapping[str, list[float]]) -> None:
        client = Client(self._url, 0)
        for _ in range(_QUIET_TIMES):
            for asked in CHEAP:
                await self._checked(client, asked, into)
                await self._checked(client, asked, into, again=True)

    async def _checked(self, client: Client, asked: Asked, into: Mapping[str, list[float]], again: bool = False) -> None:
        """Ask for what is known, and take note of whether it is what came."""
        status, body, etag = self._expected[asked]
        again = again and bool(etag)
        try:
            came = await client.ask(asked, etag if again else "")
        except (OSError, EOFError, TimeoutError) as error:
            self.report.wrong.append(f"{asked.name}: {asked.path}: {type(error).__name__}")
            return
        if (came.status, came.body) == ((304, b"") if again else (status, body)):
            into[f"{asked.name}, known" if again else asked.name].append(came.seconds)
        elif came.status in _OVER_BOUNDS:
            self.report.turned_away[asked.name] += 1
        else:
            self.report.wrong.append(f"{asked.name}: {asked.path}: {came.status}")

    async def _be_late(self) -> None:
        while True:
            now = time()
            await asyncio.sleep(_WAKING_SECONDS)
            self.report.late.append(time() - now - _WAKING_SECONDS)

    async def _watch(self) -> None:
        while True:
            self.report.memory.append(sum(map(_resident, _tree(self._process))))
            await asyncio.sleep(_MEMORY_SECONDS)


def do_harm(url: str, numbers: Sequence[int], begun: Event, over: Event, seed: float) -> dict[str, Counter[int]]:
    """Status codes of what the clients of those numbers did until it was `over`: ask for too much, read slowly, leave.

    It has `begun` when they did as much as there are clients.
    """
    return asyncio.run(_Mob(url, begun, len(numbers)).run(numbers, random.Random(seed), over))


class _Mob:
    """Clients who mean harm."""

    def __init__(self, url: str, begun: Event, ahead: int) -> None:
        self._url = url
        self._begun = begun
        self._ahead = ahead
        self._came: dict[str, Counter[int]] = defaultdict(Counter)

    async def run(self, numbers: Sequence[int], dice: random.Random, over: Event) -> dict[str, Counter[int]]:
        """Of six clients four ask for too much, one reads slowly, one goes before it is answered."""
        roles: Sequence[_Role] = [self._hostile] * 4 + [self._slow, self._gone]
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(
                    self._repeat(roles[place % len(roles)], Client(self._url, number), random.Random(dice.random()))
                )
                for place, number in enumerate(numbers)
            ]
            await asyncio.to_thread(over.wait)
            for task in tasks:
                task.cancel()
        return dict(self._came)

    async def _repeat(self, role: _Role, client: Client, dice: random.Random) -> None:
        await asyncio.sleep(dice.random() * _PAUSE)
        while True:
            await role(client, dice)
            self._ahead -= 1
            if self._ahead == 0:
                self._begun.set()

    async def _hostile(self, client: Client, dice: random.Random) -> None:
        asked = dice.choice(HOSTILE)
        try:
            came = await client.ask(asked)
            self._came[asked.name][came.status] += 1
            if came.status in _OVER_BOUNDS:
                await asyncio.sleep(dice.random() / 2)  # whoever means harm does not wait as long as he is told to
        except (OSError, EOFError, TimeoutError):
            self._came[asked.name][0] += 1

    async def _slow(self, client: Client, dice: random.Random) -> None:
        """Read an answer a little at a time."""
        try:
            async with client.sent(LARGE) as (reader, _):
                while await reader.read(2000):
                    await asyncio.sleep(0.2)
        except OSError:
            self._came["a slow reader"][0] += 1
        self._came["a slow reader"][200] += 1

    async def _gone(self, client: Client, dice: random.Random) -> None:
        """Go away in the middle of a request, or before it is answered."""
        end = dice.choice((5, 40, None))
        try:
            async with client.sent(dice.choice((*CHEAP, *HOSTILE)), end):
                await asyncio.sleep(dice.random() * 0.3)
        except OSError:
            self._came["a client that went"][0] += 1
        self._came["a client that went"][200] += 1


def _tree(process: int) -> list[int]:
    """A process and all that it has started, as Linux tells them."""
    found = [process]
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text().split():
            found += _tree(int(child))
    return found


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096
    except OSError:
        return 0
