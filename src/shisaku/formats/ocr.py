"""Character recognition for pages that are pictures, by the program tesseract, if it is installed.

    the process that reads the PDF, in its sandbox       { page as grey pixels } -> helper -> { lines }
    helper, started before the sandbox                   pixels -> tesseract -> lines

A scanned PDF is as untrusted as any other, so the process that reads it starts no program. Only pixels leave it, and the helper,
which does start one, has nothing else of the file. Both end with the process that reads.
"""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby, pairwise
from typing import NamedTuple

from shisaku.errors import InputError
from shisaku.formats.limits import LIMITS, ReadingLimits
from shisaku.formats.pdf import pdf_document
from shisaku.formats.pdf.page_lines import PageLine
from shisaku.formats.tesseract import HEAD, INSTALL
from shisaku.messages import Message
from shisaku.model.document import Document

_BOOT = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from shisaku.formats.tesseract import serve; serve(int(sys.argv[2]))"
_LEAST_SURE = 30.0
"""Least average confidence of a line's words in per cent; lines below it are made of pictures and specks."""
_GAP = 0.6
"""Least blank between two words of a script without blanks that is kept, in heights of the line."""
_WORD = 5
"""Level of a word in tesseract's output."""


class Word(NamedTuple):
    """A word that was recognised."""

    line: tuple[int, int, int]
    """Numbers of its block, its paragraph and its line."""
    box: tuple[int, int, int, int]
    """Left, top, right and bottom in pixels."""
    sure: float
    """Confidence in per cent."""
    text: str
    """Its letters."""


def read(data: bytes, name: str) -> Document:
    """The Document of the PDF in `data`, with character recognition on its pages without text.

    Recognised lines have the style `ocr`. Raises InputError where the PDF needs a password or is too damaged, or where there is no
    program or language for recognition.
    """
    return pdf_document.read(data, name, recognized_lines)


# -- in the sandbox ----------------------------------------------------------------------------------------------------


class _Helper:
    """The process that starts the program."""

    def __init__(self, limits: ReadingLimits) -> None:
        paths = json.dumps([path or os.getcwd() for path in sys.path])
        command = [sys.executable, "-I", "-S", "-c", _BOOT, paths, str(limits.memory_bytes)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def printed(self, width: int, height: int, dpi: int, pixels: bytes) -> tuple[str, str]:
        """The program's output for a page, and why there is none; one of them is empty."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(HEAD.pack(width, height, dpi, len(pixels)) + pixels)
            self._process.stdin.flush()
            words, fault = json.loads(self._process.stdout.readline())
        except (OSError, ValueError):
            return "", "ended"
        return str(words), str(fault)


_helpers: list[_Helper] = []


def before_sandbox(limits: ReadingLimits) -> None:
    """Start the helper, before the sandbox refuses new processes."""
    _helpers[:] = [_Helper(limits)]


def recognized_lines(width: int, height: int, pixels: bytes, dpi: int, name: str) -> list[list[PageLine]]:
    """Lines recognised on a page of grey pixels, block by block, their places in points; empty where nothing is recognised.

    Raises InputError where there is no program, or no language that it knows; `name` is for the message.
    """
    if not _helpers:
        before_sandbox(LIMITS)
    printed, fault = _helpers[0].printed(width, height, dpi, pixels)
    if fault in _MISSING:
        raise InputError(_without(name, fault))
    return blocks_of(printed, 72 / dpi)


_MISSING = ("program", "language")
"""What may be missing."""


def _without(name: str, fault: str) -> Message:
    message = Message("formats-tesseract") if fault == "program" else Message("formats-data-language-tesseract")
    return Message("formats-character-recognition-asked-there-no", name=name, message=message, install=INSTALL)


# -- output of the program -----------------------------------------------------------------------------------------------


def blocks_of(printed: str, scale: float) -> list[list[PageLine]]:
    """The lines in tesseract's TSV output, block by block in its order; `scale` is points per pixel."""
    blocks: list[list[PageLine]] = []
    for _, words in groupby(_words(printed), key=lambda word: word.line[0]):
        lines = [_line(list(line), scale) for _, line in groupby(words, key=lambda word: word.line)]
        if printed_lines := [line for line in lines if line is not None]:
            blocks.append(printed_lines)
    return blocks


def _words(printed: str) -> Iterator[Word]:
    """level page block paragraph line word left top width height certainty text"""
    for row in printed.splitlines():
        cells = row.split("\t", 11)
        if len(cells) < 12 or not cells[11].strip():
            continue
        with suppress(ValueError):
            level, _, block, paragraph, line, _, left, top, width, height = map(int, cells[:10])
            if level == _WORD:
                box = left, top, left + width, top + height
                yield Word((block, paragraph, line), box, float(cells[10]), cells[11].strip())


def _line(words: list[Word], scale: float) -> PageLine | None:
    if sum(word.sure for word in words) < _LEAST_SURE * len(words):
        return None
    top, bottom = min(word.box[1] for word in words), max(word.box[3] for word in words)
    text = words[0].text
    for before, word in pairwise(words):
        text += _between(before, word, bottom - top) + word.text
    box = min(word.box[0] for word in words), top, max(word.box[2] for word in words), bottom
    left, upper, right, lower = (value * scale for value in box)
    return PageLine(text, (left, upper, right, lower), lower - upper, False, recognised=True)


def _between(before: Word, word: Word, height: int) -> str:
    """A blank, where the script has blanks or the words are apart: each character of Japanese may come as a word."""
    close = word.box[0] - before.box[2] < _GAP * height
    return "" if close and _unspaced(before.text[-1]) and _unspaced(word.text[0]) else " "


def _unspaced(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF" and not unicodedata.name(letter, "").startswith("HANGUL")
