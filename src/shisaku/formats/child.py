"""Process that reads untrusted files; started by `shisaku.formats.isolated_reading`, inside `shisaku.formats.process_sandbox`.

in    = start { file }       start: a line of JSON; file: a line of JSON with its name and length, and so many bytes
out   = begun { answer }     each a letter, a length in eight bytes, and so many bytes

begun   K                    the reader is loaded, the sandbox is entered
        N name               a library that it needs is not installed
answer  R packed             `shisaku.formats.wire`
        E JSON               the reader refuses the file: the message by language, place
        L JSON               a limit: its name, and the amount found
        F words              the reader failed: an internal error
"""

import json
import os
import signal
import struct
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from queue import SimpleQueue
from typing import BinaryIO, NamedTuple, NoReturn

from shisaku.errors import InputError, ShisakuError
from shisaku.formats.limits import ReadingLimits
from shisaku.formats.process_sandbox import allow_seconds, enter_sandbox
from shisaku.formats.wire import packed, packed_place
from shisaku.gc_tuning import collect_seldom
from shisaku.messages import read_all
from shisaku.model.document import Document

HEAD = struct.Struct("!cQ")
"""Letter and length of a message."""
BEGUN, NO_LIBRARY, READ, REFUSED, LIMIT, FAILED = b"K", b"N", b"R", b"E", b"L", b"F"
"""The letters."""
NO_MEMORY = 86
"""Exit code of a process that ran out of memory: there may be too little to send a message."""
_MOST_WORDS = 4_000
"""Most characters of a message that are sent."""

Reader = Callable[[bytes, str], Document]
"""Reader of a format."""


class _File(NamedTuple):
    name: str
    data: bytes


def main() -> None:
    """Read files until the input ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # output printed by a library must not be taken for an answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent process, which ends this one
    collect_seldom()
    source = open(0, "rb", closefd=False)  # noqa: SIM115 - open as long as the process runs
    start = json.loads(source.readline())
    limits = ReadingLimits(**start["limits"])
    try:
        read = reader(start["reader"])
        before_sandbox(start["reader"], limits)
    except ModuleNotFoundError as error:
        _send(out, NO_LIBRARY, (error.name or str(error)).encode())
        return
    files: SimpleQueue[_File] = SimpleQueue()
    threading.Thread(target=_receive, args=(source, files), daemon=True).start()  # before the sandbox refuses new threads
    read_all()
    enter_sandbox(limits)
    _send(out, BEGUN, b"")
    while True:
        file = files.get()
        allow_seconds(limits.processor_seconds)
        letter, body = _answer(read, file, limits)
        del file  # or it would stay in memory beside the next one
        _send(out, letter, body)


def reader(name: str) -> Reader:
    """The reader of a format, by its name `module:function`. Raises ModuleNotFoundError where one of its libraries is missing."""
    module, _, function = name.partition(":")
    found: Reader = getattr(import_module(module), function)
    return found


def before_sandbox(name: str, limits: ReadingLimits) -> None:
    """Let a reader that needs another program start its helper process: `before_sandbox(limits)` in its module."""
    prepare: Callable[[ReadingLimits], None] | None = getattr(import_module(name.partition(":")[0]), "before_sandbox", None)
    if prepare is not None:
        prepare(limits)


def excess(document: Document, limits: ReadingLimits) -> tuple[str, int] | None:
    """The first limit that `document` exceeds, by its field of ReadingLimits, and the amount found; None if within all."""
    amounts = {
        "characters": len(document.text),
        "cells": sum(len(table.cells) for table in document.tables),
        "blocks": sum(1 for _ in document.blocks()),
        "pages": max((block.place.page for block in document.blocks()), default=0),
    }
    return next(((name, amount) for name, amount in amounts.items() if amount > getattr(limits, name)), None)


def _receive(source: BinaryIO, files: "SimpleQueue[_File]") -> NoReturn:
    """Queue incoming files; end this process as soon as the input is closed, whatever it is doing."""
    with suppress(OSError, ValueError):
        for line in source:
            head = json.loads(line)
            data = source.read(head["length"])
            if len(data) < head["length"]:
                break
            files.put(_File(head["name"], data))
            del data
    os._exit(0)


def _answer(read: Reader, file: _File, limits: ReadingLimits) -> tuple[bytes, bytes]:
    """The answer to a file: its letter and its body."""
    try:
        document = read(file.data, file.name)
        if (beyond := excess(document, limits)) is not None:
            return LIMIT, _json_line(*beyond)
        body = packed(document)
        if len(body) > limits.result_bytes:
            return LIMIT, _json_line("result_bytes", len(body))
        return READ, body
    except MemoryError:
        os._exit(NO_MEMORY)
    except RecursionError:
        return LIMIT, _json_line("depth", sys.getrecursionlimit())
    except ShisakuError as error:
        message = {lang: words[:_MOST_WORDS] for lang, words in error.message.in_each_language().items()}
        return REFUSED, _json_line(message, _place(error))
    except BaseException as error:  # an internal error in one file must not end the others, nor may SystemExit end this process
        return FAILED, _fault(error).encode("utf-8", "replace")


def _place(error: ShisakuError) -> object:
    place = error.place if isinstance(error, InputError) else None
    return packed_place(None if place is None or len(place.text) > _MOST_WORDS else place)


def _fault(error: BaseException) -> str:
    """Type, place and message of an exception; the place is the last frame of this package."""
    at, where = error.__traceback__, ""
    while at is not None:
        code = at.tb_frame.f_code
        if f"{os.sep}shisaku{os.sep}" in code.co_filename and not code.co_filename.endswith("child.py"):
            where = f" ({os.path.basename(code.co_filename)}:{at.tb_lineno})"
        at = at.tb_next
    message_text = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}{where}" + (f": {message_text}" if message_text else "")


def _json_line(*values: object) -> bytes:
    return json.dumps(values).encode()


def _send(out: BinaryIO, letter: bytes, body: bytes) -> None:
    out.write(HEAD.pack(letter, len(body)) + body)
    out.flush()


if __name__ == "__main__":
    main()
