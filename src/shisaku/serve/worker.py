"""A process that answers queries: `python -m shisaku.serve.worker`, its work on standard input, its answers on standard output.

in   = data { job }            each a line of JSON
out  = ready { answer }        ready: a line of JSON; answer: { length chunk } zero line, lengths of four bytes, the line of JSON

It is ended from outside when a query takes too long, as Oxigraph cannot be interrupted. Once its data are loaded it stands behind
a wall, `shisaku.serve.wall`.
"""

import contextlib
import json
import os
import signal
import struct
import sys
from typing import TYPE_CHECKING, Any, BinaryIO

from shisaku.errors import Message, ShisakuError
from shisaku.serve.engine import Engine, TooLarge
from shisaku.serve.job import Data, Job, PageJob, Refused
from shisaku.serve.wall import raise_wall

if TYPE_CHECKING:
    from shisaku.serve.library import Library
    from shisaku.serve.remote import Remote

_GRACE = 2.0
"""Seconds past the limit after which the process ends itself, should nobody be there to do it."""


class _Chunks:
    """What an answer is written to: chunks with their lengths, no more bytes than may be."""

    def __init__(self, out: BinaryIO, most: int) -> None:
        self._out = out
        self._left = most

    def write(self, data: bytes) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge
        if data:
            self._out.write(struct.pack("!I", len(data)))
            self._out.write(data)
        return len(data)

    def flush(self) -> None:
        self._out.flush()


def main() -> None:
    """Answer what comes until nothing comes any more."""
    source, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    told = json.loads(source.readline())
    with contextlib.suppress(AttributeError, OSError):
        os.nice(told["niceness"])
    data = Data.from_json(told["data"])
    try:
        engine = _engine(data, told["seconds"])
    except ShisakuError as error:
        _say(out, {"ja": error.text("ja"), "en": error.text("en")})
        return
    walled = raise_wall(told["memory_bytes"], opens_files=bool(data.dataset), reaches_out=bool(data.endpoint))
    _say(out, {"quads": len(engine), "walled": walled})
    for line in source:
        job = (PageJob if data.pages else Job)(**json.loads(line))
        _alarm(told["seconds"] + _GRACE)
        done = _done(engine, job, out, told["answer_bytes"])
        _alarm(0)
        out.write(struct.pack("!I", 0))
        _say(out, done)


def _engine(data: Data, seconds: float) -> "Engine | Remote | Library":
    """What answers; what makes pages and what asks another server are only known where they are needed."""
    if data.pages:
        from shisaku.serve.library import Library

        return Library(data)
    if not data.endpoint:
        return Engine(data)
    from shisaku.serve.remote import Remote

    return Remote(data.endpoint, seconds)


def _done(engine: "Engine | Remote | Library", job: Any, out: BinaryIO, most: int) -> dict[str, Any]:
    """How a query ended."""
    try:
        return {"form": engine.answer(job, _Chunks(out, most))}  # type: ignore[arg-type]
    except Refused as refused:
        return {"status": refused.status, "ja": refused.message.ja, "en": refused.message.en}
    except TooLarge:
        told = Message(
            f"答えが {most:,} バイトを超えます。LIMIT で絞ってください。",
            f"The answer is longer than {most:,} bytes. Ask for less, as with LIMIT.",
        )
        return {"status": 413, "ja": told.ja, "en": told.en}
    except Exception as error:  # a fault of ours, told as one
        return {"status": 500, "ja": f"内部エラーです（{error}）。", "en": f"Internal error ({error})."}


def _say(out: BinaryIO, value: dict[str, Any]) -> None:
    out.write(json.dumps(value, ensure_ascii=False).encode() + b"\n")
    out.flush()


def _alarm(seconds: float) -> None:
    """End this process in so many seconds, unless it is told otherwise before; the signal is not handled, so it cannot be put off."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main()
