"""Readers that do what a hostile file might make a reader do; named `tests.formats.bad_readers:dies` and so on."""

import ctypes
import os
import signal
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from shisaku.formats.text_builder import BlockWords, TextBuilder
from shisaku.model.document import Block, Document
from shisaku.model.span import Span


def good(data: bytes, name: str) -> Document:
    """The words of the file, a line a block."""
    builder = TextBuilder("good")
    for line in data.decode().splitlines():
        builder.add(BlockWords(line))
    return builder.document()


def dies(data: bytes, name: str) -> NoReturn:
    """Ends its process."""
    os._exit(3)


def dies_of_x(data: bytes, name: str) -> Document:
    """Ends its process where the file is an x."""
    if data == b"x":
        os._exit(3)
    return good(data, name)


def is_killed(data: bytes, name: str) -> NoReturn:
    """Is ended by the kernel, as where memory is short."""
    signal.raise_signal(signal.SIGKILL)
    raise AssertionError


def breaks(data: bytes, name: str) -> NoReturn:
    """Reads where there is no memory."""
    ctypes.string_at(1)
    raise AssertionError


def loops(data: bytes, name: str) -> NoReturn:
    """Never ends."""
    while True:
        pass


def grows(data: bytes, name: str) -> NoReturn:
    """Takes all memory."""
    kept = []
    while True:
        kept.append(bytearray(1 << 20))


def nests(data: bytes, name: str) -> Document:
    """Calls itself without end."""
    return nests(data, name)


def fails(data: bytes, name: str) -> NoReturn:
    """Has a fault."""
    raise ZeroDivisionError("of ours")


def leaves(data: bytes, name: str) -> NoReturn:
    """Wants to end the program."""
    raise SystemExit(0)


def lies(data: bytes, name: str) -> Document:
    """Gives a block that is not in its text."""
    return Document("good", "abc", (Block(Span(2, 9), "paragraph"),))


def talks(data: bytes, name: str) -> Document:
    """Gives more words than the file has."""
    return good(b"word " * 1_000_000, name)


def reaches_out(data: bytes, name: str) -> Document:
    """Tries what no reader may; the words are what came of each."""
    tried: dict[str, Callable[[], object]] = {
        "program": lambda: subprocess.run(["true"], check=True),
        "shell": lambda: os.system("true"),
        "network": lambda: socket.socket(),
        "writing": lambda: Path(name + ".written").write_text("x"),
        "removing": lambda: os.remove(name),
        "signal": lambda: os.kill(os.getppid(), 0),
    }
    builder = TextBuilder("good")
    for what, action in tried.items():
        try:
            action()
            builder.add(BlockWords(f"{what}: done"))
        except OSError as error:
            builder.add(BlockWords(f"{what}: {type(error).__name__}"))
    return builder.document()
