"""Processes that answer queries: `python -m shisaku.serve.workers.worker`, work on standard input, answers on standard output.

in   = bounds { job }          each a line of JSON
out  = ready { answer }        ready: a line of JSON; answer: its length in four bytes, so much of it, and a line of JSON on how it ended

The process that is started loads the data and brings forth another, which answers. That one is ended by the clock when a query takes too
long, as Oxigraph cannot be interrupted, or by its own memory; the next one is there at once, as the two have the data in common. Whoever
answers stands behind a wall, `shisaku.serve.workers.query_sandbox`.
"""

import contextlib
import gc
import json
import mmap
import os
import signal
import struct
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from shisaku.errors import Message, ShisakuError
from shisaku.serve.workers.jobs import LOST, OVERDUE, PageJob, QueryJob, RequestRefused, WorkerData
from shisaku.serve.workers.query_engine import AnswerTooLarge, QueryEngine
from shisaku.serve.workers.query_sandbox import enter_sandbox

if TYPE_CHECKING:
    from shisaku.serve.workers.page_builder import PageBuilder
    from shisaku.serve.workers.remote_engine import RemoteEngine


class _Answer(BytesIO):
    """What an answer is written to, no more bytes than may be; nothing of it is sent before all of it is there."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self.most:
            raise AnswerTooLarge
        return super().write(data)


def main() -> None:
    """Answer what comes until nothing comes any more."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with open(0, "rb", buffering=0, closefd=False) as source:  # what follows is for the process that answers
        told = json.loads(source.readline())
    with contextlib.suppress(AttributeError, OSError):
        os.nice(told["niceness"])
    data = WorkerData.from_json(told["data"])
    try:
        opened = _opening(data, told["seconds"])
    except ShisakuError as error:
        _refuse_to_begin(out, error)
        return
    if not hasattr(os, "fork"):
        _serve(opened, data, told, out, bytearray(1), first=True)
        return
    gc.freeze()  # what is looked at for garbage is written to, and would be in memory twice
    signal.signal(signal.SIGTERM, lambda *_: None)  # comes to both, and ends this process once the other one has ended
    state = mmap.mmap(-1, 1)  # which both see
    first = True
    while (status := _end_of(partial(_serve, opened, data, told, out, state, first))) not in (0, -signal.SIGTERM):
        if state[0] != _AT_WORK:
            return  # nothing was asked, or half of an answer is out: whoever started this one starts another
        first = False
        _send(out, b"", {"ended": OVERDUE if -status in _CLOCKS else LOST})


_IDLE, _AT_WORK, _SENDING = range(3)
"""What the process that answers is doing."""
_CLOCKS = {getattr(signal, name, None) for name in ("SIGALRM", "SIGPROF")}
"""Signals that are not handled, so they cannot be put off."""


def _end_of(work: Callable[[], None]) -> int:
    """How a process ended that was brought forth for that work (0: well; below: by which signal)."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        work()
    except BrokenPipeError:
        pass  # nobody is there to be answered
    except BaseException:  # the process that brought this one forth must not be gone on with here
        os._exit(1)
    os._exit(0)


def _serve(
    opened: Callable[[], "QueryEngine | RemoteEngine | PageBuilder"],
    data: WorkerData,
    told: dict[str, Any],
    out: BinaryIO,
    state: "mmap.mmap | bytearray",
    first: bool,
) -> None:
    """Answer jobs; before them, if this is the first process to do so, that it is ready."""
    state[0] = _IDLE
    try:
        engine = opened()
    except ShisakuError as error:
        if first:
            _refuse_to_begin(out, error)
        return
    walled = enter_sandbox(told["memory_bytes"], opens_files=bool(data.dataset), reaches_out=bool(data.endpoint))
    if first:
        _say(out, {"quads": len(engine), "walled": walled})
    for line in open(0, "rb", closefd=False):  # noqa: SIM115 - it lasts as long as the process
        job = (PageJob if data.pages else QueryJob)(**json.loads(line))
        answer = _Answer(told["answer_bytes"])
        state[0] = _AT_WORK
        _alarm(told["seconds"], told["processor_seconds"])
        done = _done(engine, job, answer)
        _alarm(0, 0)
        state[0] = _SENDING
        _send(out, answer.getvalue() if "form" in done else b"", done)
        state[0] = _IDLE


def _opening(data: WorkerData, seconds: float) -> Callable[[], "QueryEngine | RemoteEngine | PageBuilder"]:
    """What answers, or how to get it: a store on disk has threads, which no process passes on, so each one opens it itself.

    What makes pages and what asks another server are only imported where they are needed. Raises InputError where data cannot be loaded.
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


def _done(engine: "QueryEngine | RemoteEngine | PageBuilder", job: Any, answer: _Answer) -> dict[str, Any]:
    """How a query ended."""
    try:
        return {"form": engine.answer(job, answer)}
    except RequestRefused as refused:
        return {"status": refused.status, "ja": refused.message.ja, "en": refused.message.en}
    except AnswerTooLarge:
        told = Message(
            f"答えが {answer.most:,} バイトを超えます。LIMIT で絞ってください。",
            f"The answer is longer than {answer.most:,} bytes. Ask for less, as with LIMIT.",
        )
        return {"status": 413, "ja": told.ja, "en": told.en}
    except MemoryError:  # ends this process, as it does where Oxigraph meets it
        raise
    except Exception as error:  # a fault of ours, told as one
        return {"status": 500, "ja": f"内部エラーです（{error}）。", "en": f"Internal error ({error})."}


def _refuse_to_begin(out: BinaryIO, error: ShisakuError) -> None:
    _say(out, {"ja": error.text("ja"), "en": error.text("en")})


def _send(out: BinaryIO, body: bytes, done: dict[str, Any]) -> None:
    out.write(struct.pack("!I", len(body)) + body)
    _say(out, done)


def _say(out: BinaryIO, value: dict[str, Any]) -> None:
    out.write(json.dumps(value, ensure_ascii=False).encode() + b"\n")
    out.flush()


def _alarm(seconds: float, processor_seconds: float) -> None:
    """End this process in so many seconds on the clock or, if any, of the processor, unless it is told otherwise before."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
        signal.setitimer(signal.ITIMER_PROF, processor_seconds)


if __name__ == "__main__":
    main()
