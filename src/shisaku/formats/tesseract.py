"""The process that passes pictures of pages to the program tesseract; started by `shisaku.formats.ocr`, it alone starts programs.

in    = { page }      page: width and height in pixels, dots an inch, bytes of the pixels; then so many bytes, grey, row by row
out   = { answer }    a line of JSON: tesseract's TSV output, and why there is none; one of them is empty
"""

import json
import os
import struct
import subprocess
import sys
from contextlib import suppress
from shutil import which

from shisaku.messages import Message

PROGRAM = "tesseract"
"""The program, searched on the search path."""
INSTALL = Message("formats-character-recognition-needs-tesseract-data")
"""Instructions for installing the program."""
HEAD = struct.Struct("!IIII")
"""Head of a page."""
_NOT_WORDS = frozenset({"osd", "equ", "snum"})
"""Data of tesseract that are of no language."""
_SECONDS = 120
"""Processor seconds of the program for a page."""
_MOST_LANGUAGES = 4
"""Most languages that a page is searched for; each takes as long as the first."""


def serve(memory: int) -> None:
    """Process pages until the input ends; `memory` is the limit of the program in bytes."""
    source, out = sys.stdin.buffer, sys.stdout.buffer
    languages: str | None = None
    while len(head := source.read(HEAD.size)) == HEAD.size:
        width, height, dpi, length = HEAD.unpack(head)
        pixels = source.read(length)
        if languages is None:
            languages = languages_of(which(PROGRAM) or "")
        words, fault = "", "program" if languages is None else "language"
        if languages:
            words, fault = _run(languages, width, height, dpi, pixels, memory)
        out.write(json.dumps([words, fault]).encode() + b"\n")
        out.flush()


def languages_of(program: str) -> str | None:
    """The languages to recognise, `jpn+eng`; empty where the program has none, None where there is no program.

    Japanese first, then other installed languages, and English last, which comes with the program.
    """
    if not program:
        return None
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, check=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return None
    known = listed.stdout.decode("utf-8", "replace").splitlines()[1:]
    known = [one.strip() for one in known]
    usual = [one for one in known if one and one not in _NOT_WORDS and "/" not in one and not one.endswith("_vert")]
    rank = {"jpn": 0, "eng": 2}
    return "+".join(sorted(usual, key=lambda one: (rank.get(one, 1), one))[:_MOST_LANGUAGES])


def _run(languages: str, width: int, height: int, dpi: int, pixels: bytes, memory: int) -> tuple[str, str]:
    """The program's TSV output for a page, and an error message; one of them is empty."""
    command = [which(PROGRAM) or PROGRAM, "stdin", "stdout", "-l", languages, "--dpi", str(dpi), "tsv"]
    picture = b"P5 %d %d 255\n" % (width, height) + pixels
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}  # several threads take longer together, and count as one program

    def held() -> None:
        with suppress(ImportError, ValueError, OSError):
            import resource

            resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))

    try:
        done = subprocess.run(
            command,
            input=picture,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            preexec_fn=held if os.name == "posix" else None,
        )
    except OSError as error:
        return "", error.strerror or "error"
    return (done.stdout.decode("utf-8", "replace"), "") if done.returncode == 0 else ("", f"exit {done.returncode}")
