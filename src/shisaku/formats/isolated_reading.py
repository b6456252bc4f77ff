"""Reads an untrusted file in a process of its own: whatever the file does to that one, this one goes on.

    data = path.read_bytes()
    document = open_document(FORMATS["pdf"], data, "plan.pdf")

A reader's process is started for the first file of its format, and reads the next ones too; one that dies is replaced, and the
file that it died of is read again by a fresh process if others went before, so that no result depends on them. There is a
process for each thread that reads at the same time. It ends with this process, however this one ends.

Not prevented: machine code in the reader's process that a file has taken over can falsify later files of the same run, and can
read what the user can read, though it can send it nowhere. Where no process can be started at all (a frozen program, a browser's
Python), files are read in this process, with the limits on their results alone: `isolated()`.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from typing import IO, NamedTuple

from shisaku.errors import InputError
from shisaku.formats import child as inside
from shisaku.formats import outcomes
from shisaku.formats.limits import LIMITS, ReadingLimits
from shisaku.formats.process_watch import Watch, kernel_limits_memory
from shisaku.formats.registry import Format, missing_library
from shisaku.formats.wire import WireError, unpacked, unpacked_place
from shisaku.messages import Message
from shisaku.model.document import Document

_BOOT = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from shisaku.formats.child import main; main()"
_MOST_FILES = 200
"""Files that one process reads before it is replaced: libraries of formats leak."""
_MOST_IDLE = 4
"""Idle processes that are retained for the next files."""


def isolated() -> bool:
    """Whether files are read in a process of their own here."""
    return bool(sys.executable) and not getattr(sys, "frozen", False) and sys.platform not in ("emscripten", "wasi")


def open_document(format: Format, data: bytes, name: str, limits: ReadingLimits = LIMITS) -> Document:
    """The document of the file `data` in that format, read in a process of its own; `name` is used in messages.

    Raises InputError where it cannot be read, or exceeds a limit.
    """
    if len(data) > limits.file_bytes:
        raise outcomes.beyond(name, "file_bytes", len(data), limits)
    if not isolated():
        return _read_here(format, data, name, limits)
    key = _Key(format.reader, limits)
    while True:
        process = _POOL.take(key)
        used = process.files > 0
        answer, death = process.read(data, name)
        if answer is None:
            process.end()
            if used and death.may_be_of_others:
                continue
            raise _death_error(death, name, limits, format)
        if process.files < _MOST_FILES:
            _POOL.put(key, process)
        else:
            process.end()
        return _result(answer, name, limits)


class _Key(NamedTuple):
    reader: str
    limits: ReadingLimits


class _Answer(NamedTuple):
    letter: bytes
    body: bytes


class _Death(NamedTuple):
    """The reason for a missing answer."""

    reason: str = ""
    """The exceeded field of ReadingLimits, `library`, or `begin`: it never reached the file; empty if it ended by itself."""
    status: int = 0
    """Exit code of the process, or minus the number of the signal that ended it."""
    words: str = ""
    """Name of the library, or the message of the operating system."""

    @property
    def may_be_of_others(self) -> bool:
        """Whether files that the process read before may be the cause."""
        return self.reason in ("", "memory_bytes")


_NO_DEATH = _Death()


class _Process:
    """A process with one reader."""

    def __init__(self, key: _Key) -> None:
        self.files = 0
        """Number of files it has read."""
        self._limits = key.limits
        self._begun = False
        command = [sys.executable, "-I", "-S", "-c", _BOOT, json.dumps([path or os.getcwd() for path in sys.path])]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        start = {"reader": key.reader, "limits": asdict(key.limits)}
        self._send(json.dumps(start).encode() + b"\n")  # so that it gets ready in the background

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def read(self, data: bytes, name: str) -> tuple[_Answer | None, _Death]:
        """Its answer to a file, or why there is none. A process without an answer must be ended by the caller."""
        watched = 0 if kernel_limits_memory() else self._limits.memory_bytes
        try:
            with Watch(self._process, self._limits.seconds, watched) as watch:
                answer = self._exchange(data, name)
        except _TooMuchError:
            return None, _Death("result_bytes")
        except BaseException:  # a half-read answer would be taken for that of the next file
            self.end()
            raise
        self.files += 1
        if answer is not None and answer.letter == inside.NO_LIBRARY:
            return None, _Death("library", words=answer.body[:200].decode("utf-8", "replace"))
        if answer is not None:
            return answer, _NO_DEATH
        self._process.kill()
        status = self._process.wait()
        return None, _Death(watch.ended_for or ("" if self._begun else "begin"), status)

    def _exchange(self, data: bytes, name: str) -> _Answer | None:
        assert self._process.stdout is not None
        back, most = self._process.stdout, self._limits.result_bytes
        if not self._begun:
            begun = _received(back, most)
            if begun is None or begun.letter != inside.BEGUN:
                return begun
            self._begun = True
        self._send(json.dumps({"name": name, "length": len(data)}).encode() + b"\n", data)
        return _received(back, most)

    def _send(self, *parts: bytes) -> None:
        assert self._process.stdin is not None
        with suppress(OSError):  # it is gone, or was ended: no answer comes either
            for part in parts:
                self._process.stdin.write(part)
            self._process.stdin.flush()

    def end(self) -> None:
        """End it, and wait until it has ended."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.wait()

    def forget(self) -> None:
        """Leave it to the process that this one was forked from."""
        self._process.returncode = 0


class _TooMuchError(Exception):
    """A process sends more than its limit."""


def _received(back: IO[bytes], most: int) -> _Answer | None:
    """The message received; None where the process ended before all of it came. Raises _TooMuchError above `most` bytes."""
    head = back.read(inside.HEAD.size)
    if len(head) < inside.HEAD.size:
        return None
    letter, length = inside.HEAD.unpack(head)
    if length > most:
        raise _TooMuchError
    body = back.read(length)
    return _Answer(letter, body) if len(body) == length else None


class _Pool:
    """Idle processes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[tuple[_Key, _Process]] = []

    def take(self, key: _Key) -> _Process:
        """A process for that key, for one caller alone. Raises InputError where none can be started."""
        with self._lock:
            at = next((at for at in reversed(range(len(self._idle))) if self._idle[at][0] == key), None)
            process = None if at is None else self._idle.pop(at)[1]
        if process is not None and process.alive:
            return process
        if process is not None:
            process.end()
        try:
            return _Process(key)
        except OSError as error:
            raise outcomes.no_process(error.strerror or str(error)) from error

    def put(self, key: _Key, process: _Process) -> None:
        """Retain it for the next file; the one that has been idle longest is ended where there are too many."""
        with self._lock:
            self._idle.append((key, process))
            left = self._idle.pop(0)[1] if len(self._idle) > _MOST_IDLE else None
        if left is not None:
            left.end()

    def end(self) -> None:
        """End all idle processes."""
        with self._lock:
            idle, self._idle = self._idle, []
        for _, process in idle:
            process.end()

    def forget(self) -> None:
        """In a forked process: the pipes belong to the process that it was forked from."""
        for _, process in self._idle:
            process.forget()
        self._lock, self._idle = threading.Lock(), []


_POOL = _Pool()
atexit.register(_POOL.end)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_POOL.forget)


def get_ready(format: Format, limits: ReadingLimits = LIMITS) -> None:
    """Start a process for files of that format ahead of time."""
    key = _Key(format.reader, limits)
    if format.reader and isolated():
        with suppress(InputError):  # reported with the first file
            _POOL.put(key, _POOL.take(key))


def end_readers() -> None:
    """End the idle processes; the next file starts another."""
    _POOL.end()


def _result(answer: _Answer, name: str, limits: ReadingLimits) -> Document:
    try:
        if answer.letter == inside.READ:
            document = unpacked(answer.body, limits.blocks + limits.cells)
            beyond = inside.excess(document, limits)
            if beyond is None:
                return document
            raise outcomes.beyond(name, *beyond, limits)
        if answer.letter == inside.FAILED:
            raise outcomes.failed(name, answer.body[:500].decode("utf-8", "replace"))
        content = json.loads(answer.body)
        if answer.letter == inside.LIMIT:
            what, amount = content
            raise outcomes.beyond(name, str(what), int(amount), limits)
        message, place = content
        raise InputError(Message.of({str(lang): str(words) for lang, words in message.items()}), unpacked_place(place))
    except (WireError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise outcomes.confused(name) from error


def _death_error(death: _Death, name: str, limits: ReadingLimits, format: Format) -> InputError:
    if death.reason == "library":
        return missing_library(name, format, death.words)
    if death.reason == "begin":
        return outcomes.no_process(f"{death.status}")
    if death.reason:
        return outcomes.beyond(name, death.reason, 0, limits)
    if death.status == inside.NO_MEMORY or death.status == -getattr(signal, "SIGKILL", 9):
        return outcomes.beyond(name, "memory_bytes", 0, limits)
    if death.status == -getattr(signal, "SIGXCPU", -1):
        return outcomes.beyond(name, "processor_seconds", 0, limits)
    return outcomes.crashed(name, death.status, limits)


def _read_here(format: Format, data: bytes, name: str, limits: ReadingLimits) -> Document:
    """Read in this process."""
    try:
        read = inside.reader(format.reader)
    except ModuleNotFoundError as error:
        raise missing_library(name, format, error.name or str(error)) from error
    try:
        document = read(data, name)
    except (MemoryError, RecursionError) as error:
        raise outcomes.beyond(name, "memory_bytes" if isinstance(error, MemoryError) else "depth", 0, limits) from error
    beyond = inside.excess(document, limits)
    if beyond is not None:
        raise outcomes.beyond(name, *beyond, limits)
    return document
