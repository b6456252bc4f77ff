"""Strings of a workbook: those that cells share, and strings as runs; phonetic readings are left out."""

import re
from collections.abc import Sequence
from typing import Literal

from shisaku.formats.cell_words import Rich
from shisaku.formats.ooxml.attribute_values import truth
from shisaku.formats.ooxml.parts import BrokenPartError, PartTooLargeError
from shisaku.formats.sheets.archive import Archive, local
from shisaku.formats.text_builder import StyledRun

MOST_CHARACTERS = 30_000_000
"""Most characters of shared strings that are held."""
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""A character that XML cannot hold (ECMA-376 part 1, 22.9.2.19)."""


def unescaped(text: str) -> str:
    """`text` with characters for their escapes."""
    return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text) if "_x" in text else text


class StringCollector:
    """Collects one string from the elements within `si` or `is`."""

    __slots__ = ("_bold", "_phonetic", "_reading", "_runs", "_struck", "_texts")

    def __init__(self) -> None:
        self._runs: list[StyledRun] = []
        self._texts: list[str] = []
        self._reading = False
        self._phonetic = 0
        self._bold = self._struck = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == "t":
            self._reading = not self._phonetic
        elif name == "rPh":
            self._phonetic += 1
        elif name == "r":
            self._flush()
        elif name == "b":
            self._bold = truth(attributes.get("val"), True)
        elif name == "strike":
            self._struck = truth(attributes.get("val"), True)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "t":
            self._reading = False
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "r":
            self._flush()

    def data(self, text: str) -> None:
        """Characters."""
        if self._reading:
            self._texts.append(text)

    def taken(self) -> Rich:
        """The string; the next one begins."""
        if not self._runs:
            text = unescaped("".join(self._texts))
            self._texts.clear()
            return text
        self._flush()
        runs, self._runs = tuple(self._runs), []
        return runs if any(run.bold or run.struck for run in runs) else plain(runs)

    def _flush(self) -> None:
        if self._texts:
            self._runs.append(StyledRun(unescaped("".join(self._texts)), self._bold, False, self._struck))
            self._texts.clear()
        self._bold = self._struck = False


def plain(text: Rich) -> str:
    """The letters of a string."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


def shared_strings(archive: Archive, part: str) -> tuple[Sequence[Rich], Literal["broken", "too-large"] | None]:
    """The strings that cells refer to by number, and why not all of them could be read; None where they could."""
    strings: list[Rich] = []
    collector = StringCollector()
    left = MOST_CHARACTERS

    def start(name: str, attributes: dict[str, str]) -> None:
        collector.start(local(name), attributes)

    def end(name: str) -> None:
        nonlocal left
        name = local(name)
        if name == "si":
            strings.append(collector.taken())
            left -= len(strings[-1]) + 1
            if left < 0:
                raise PartTooLargeError(part)
        else:
            collector.end(name)

    try:
        if part in archive:
            archive.parse(part, start, end, collector.data)
    except BrokenPartError:
        return strings, "broken"
    except PartTooLargeError:
        return strings, "too-large"
    return strings, None
