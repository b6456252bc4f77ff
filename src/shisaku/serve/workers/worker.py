"""The program of a worker process: `python -m shisaku.serve.workers.worker`, jobs on standard input, answers on standard output.

in   = settings { job }        each a line of JSON
out  = ready { answer }        ready: a line of JSON; answer: its length in four bytes, that many bytes, and a line of JSON with its status

The process that is started loads the data and forks a child, which answers. The child is killed by a timer when a job takes too long,
as Oxigraph cannot be interrupted, or by its memory limit; the next child is there at once, as the data are in shared memory. It enters
a sandbox before its first job, `shisaku.serve.workers.query_sandbox`.
"""

import gc
import json
import mmap
import os
import signal
import struct
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from typing import IO, Any, BinaryIO, Protocol, TypeVar

from shisaku.errors import ShisakuError
from shisaku.messages import LANGUAGES, Message, read_all
from shisaku.serve.workers.jobs import CRASHED, TIMED_OUT, PageJob, QueryJob, RequestRefused, TimeLimit, WorkerData
from shisaku.serve.workers.query_engine import AnswerTooLarge, QueryEngine
from shisaku.serve.workers.query_sandbox import enter_sandbox

T = TypeVar("T")
_IDLE, _RUNNING, _SENDING = range(3)
"""States of the child."""
_TIMERS = {getattr(signal, name, None) for name in ("SIGALRM", "SIGPROF")}
"""Signals of the timers. They are not handled, so nothing can delay them."""


class _Service(Protocol):
    """What answers the jobs."""

    def __len__(self) -> int:
        """Number of quads."""

    def answer(self, job: Any, out: IO[bytes]) -> str:
        """Write the answer to `out`, return its format. Raises RequestRefused, AnswerTooLarge."""


class _LimitedBytes(BytesIO):
    """An answer up to a length. It is sent only when complete."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self.limit:
            raise AnswerTooLarge
        return super().write(data)


def main() -> None:
    """Answer jobs until standard input ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with open(0, "rb", buffering=0, closefd=False) as source:  # unbuffered, as the next lines are for the child
        settings = json.loads(source.readline())
    data = WorkerData(**settings["data"])
    try:
        load = _loader(data, settings["seconds"])
    except ShisakuError as error:
        _report_failure(out, error)
        return
    if not hasattr(os, "fork"):
        _serve(load, data, settings, out, bytearray(1), first=True)
        return
    gc.freeze()  # the collector writes to objects, which would copy their pages into each child
    signal.signal(signal.SIGTERM, lambda *_: None)  # goes to both; this process ends after its child
    state = mmap.mmap(-1, 1)  # shared with the child
    first = True
    while (status := _exit_code(partial(_serve, load, data, settings, out, state, first))) not in (0, -signal.SIGTERM):
        if state[0] != _RUNNING:
            return  # no job, or half of an answer is sent: the pool starts another process
        first = False
        _send_answer(out, b"", {"ended": TIMED_OUT if -status in _TIMERS else CRASHED})


def _exit_code(work: Callable[[], None]) -> int:
    """The exit code of a child that did the work; below 0, the signal that ended it."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        work()
    except BrokenPipeError:
        pass  # the server is gone
    except BaseException:  # must not go on in the child with what the parent does next
        os._exit(1)
    os._exit(0)


def _serve(
    load: Callable[[], _Service],
    data: WorkerData,
    settings: dict[str, Any],
    out: BinaryIO,
    state: "mmap.mmap | bytearray",
    first: bool,
) -> None:
    """Answer jobs; the first process reports that it is ready."""
    state[0] = _IDLE
    try:
        service = load()
    except ShisakuError as error:
        if first:
            _report_failure(out, error)
        return
    read_all()
    sandboxed = enter_sandbox(settings["memory_bytes"], opens_files=bool(data.dataset), opens_sockets=bool(data.endpoint))
    if first:
        _send_line(out, {"quads": len(service), "sandboxed": sandboxed})
    for line in open(0, "rb", closefd=False):  # noqa: SIM115 - it lasts as long as the process
        request = json.loads(line)
        job = (PageJob if data.pages else QueryJob)(**request["job"])
        limit = TimeLimit(**request["limit"])
        answer = _LimitedBytes(settings["answer_bytes"])
        state[0] = _RUNNING
        _set_timers(limit.seconds, limit.processor_seconds)
        status = _at_niceness(limit.niceness, partial(_answer, service, job, answer))
        _set_timers(0, 0)
        state[0] = _SENDING
        _send_answer(out, answer.getvalue() if "form" in status else b"", status)
        state[0] = _IDLE


def _loader(data: WorkerData, seconds: float) -> Callable[[], _Service]:
    """What returns the service in a child. A store on disk has threads, which do not survive a fork, so each child opens it.

    Builds of pages and requests to other servers are imported only where they are used. Raises InputError if data cannot be loaded.
    """
    if data.pages:
        from shisaku.serve.workers.page_builder import PageBuilder

        return lambda: PageBuilder(data)
    if data.dataset:
        from shisaku.dataset import dataset_layout, store  # noqa: F401 - imported once, for all processes

        return lambda: QueryEngine(data)
    if data.endpoint:
        from shisaku.serve.workers.remote_engine import RemoteEngine

        return lambda: RemoteEngine(data.endpoint, seconds)
    engine = QueryEngine(data)
    return lambda: engine


def _at_niceness(niceness: int, work: Callable[[], T]) -> T:
    """The result of the work, in a thread of that niceness: Linux has one for each thread, and no process may lower its own again."""
    if not niceness or not sys.platform.startswith("linux"):
        return work()
    with ThreadPoolExecutor(1, initializer=os.nice, initargs=(niceness,)) as thread:
        return thread.submit(work).result()


def _answer(service: _Service, job: QueryJob | PageJob, answer: _LimitedBytes) -> dict[str, Any]:
    """Write the answer, return its status."""
    try:
        return {"form": service.answer(job, answer)}
    except RequestRefused as refused:
        return {"status": refused.status, **refused.message.in_each_language()}
    except AnswerTooLarge:
        message = Message("serve-answer-longer-than-bytes-ask", limit=f"{answer.limit:,}")
        return {"status": 413, **message.in_each_language()}
    except MemoryError:  # ends the process, as it does in Oxigraph
        raise
    except Exception as error:
        return {"status": 500, **Message("serve-internal-error-that", error=error).in_each_language()}


def _report_failure(out: BinaryIO, error: ShisakuError) -> None:
    _send_line(out, {lang: error.text(lang) for lang in LANGUAGES})


def _send_answer(out: BinaryIO, body: bytes, status: dict[str, Any]) -> None:
    out.write(struct.pack("!I", len(body)) + body)
    _send_line(out, status)


def _send_line(out: BinaryIO, value: dict[str, Any]) -> None:
    out.write(json.dumps(value, ensure_ascii=False).encode() + b"\n")
    out.flush()


def _set_timers(seconds: float, processor_seconds: float) -> None:
    """End this process after that time on the clock or of the processor; 0: no timer."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
        signal.setitimer(signal.ITIMER_PROF, processor_seconds)


if __name__ == "__main__":
    main()
