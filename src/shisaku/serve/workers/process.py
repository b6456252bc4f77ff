"""One worker process, as the server sees it."""

import asyncio
import contextlib
import json
import os
import signal
import struct
import sys
from dataclasses import asdict
from typing import Any

from shisaku.errors import InputError
from shisaku.messages import LANGUAGES, Message
from shisaku.serve.server_limits import ServerLimits
from shisaku.serve.workers.jobs import TIMED_OUT, JobAnswer, PageJob, QueryJob, RequestRefused, TimeLimit, WorkerData

_LONGEST_LINE = 1024 * 1024
_START_SECONDS = 300.0
"""Limit for a process to load its data."""
_TERMINATE_SECONDS = 0.5
"""Between SIGTERM and SIGKILL."""


class WorkerEnded(Exception):  # noqa: N818
    """A process ended before its answer was complete."""

    def __init__(self, timed_out: bool, replaced: bool) -> None:
        super().__init__()
        self.timed_out = timed_out
        """Whether it ended because the job exceeded its time limit."""
        self.replaced = replaced
        """Whether it forked a successor that already takes jobs."""


class WorkerProcess:
    """A process that answers one job at a time, and its parent, which forks the next one."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._process, self._jobs, self._answers = process, process.stdin, process.stdout
        self.quads = 0
        """Number of quads that it has loaded."""
        self.sandboxed = False
        """Whether the system keeps it from files or sockets."""

    @classmethod
    async def start(cls, data: WorkerData, limits: ServerLimits) -> "WorkerProcess":
        """A process that is ready for jobs. Raises InputError if it cannot load the data."""
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "shisaku.serve.workers.worker",
            stdin=pipe, stdout=pipe, limit=_LONGEST_LINE,
            # Not a session: Linux shares processors among sessions alike (sched(7), autogroup), however nice their processes are.
            process_group=0,
            stderr=asyncio.subprocess.DEVNULL,  # the engine would write its panic messages between the lines of the log
        )  # fmt: skip
        worker = cls(process)
        settings = {"data": asdict(data), "seconds": limits.seconds}
        settings |= {"answer_bytes": limits.answer_bytes, "memory_bytes": limits.memory_bytes}
        async with contextlib.AsyncExitStack() as on_error:
            on_error.push_async_callback(worker.end)
            try:
                await worker._send(settings)
                ready = json.loads(await asyncio.wait_for(worker._answers.readline(), _START_SECONDS) or b"{}")
            except (OSError, TimeoutError, ValueError) as error:
                raise InputError(Message("serve-no-query-engine", error=error)) from error
            if "quads" not in ready:
                raise InputError(
                    Message.of({lang: ready[lang] for lang in LANGUAGES if lang in ready})
                    or Message("serve-query-engine-does-not-start")
                )
            on_error.pop_all()
        worker.quads, worker.sandboxed = ready["quads"], ready["sandboxed"]
        return worker

    async def answer(self, job: QueryJob | PageJob, limit: TimeLimit) -> JobAnswer:
        """The answer. Raises RequestRefused if there is none, WorkerEnded if the process ends first."""
        try:
            await self._send({"job": asdict(job), "limit": asdict(limit)})
            body = await self._answers.readexactly(struct.unpack("!I", await self._answers.readexactly(4))[0])
            status = json.loads(await self._answers.readuntil(b"\n"))
        except (OSError, asyncio.IncompleteReadError) as error:
            raise WorkerEnded(timed_out=False, replaced=False) from error
        if "form" in status:
            return JobAnswer(body, status["form"])
        if "ended" in status:
            raise WorkerEnded(status["ended"] == TIMED_OUT, replaced=True)
        raise RequestRefused(status["status"], Message.of({lang: status[lang] for lang in LANGUAGES}))

    async def _send(self, value: dict[str, Any]) -> None:
        self._jobs.write(json.dumps(value).encode() + b"\n")
        await self._jobs.drain()

    async def end(self) -> None:
        """End the process and its parent, whatever they do."""
        self._signal("SIGTERM")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ended(), _TERMINATE_SECONDS)
            return
        self._signal("SIGKILL")
        await self._ended()

    def _signal(self, name: str) -> None:
        if self._process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            # To the group. asyncio's own method polls first, which takes the exit status away from whatever waits for it.
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, getattr(signal, name))
            else:
                self._process.kill()

    async def _ended(self) -> None:
        """Wait until the process has ended and its output is read: asyncio does not report the one before the other."""
        while await self._answers.read(_LONGEST_LINE):
            pass
        await self._process.wait()
