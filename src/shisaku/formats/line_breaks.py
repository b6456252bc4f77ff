"""Line breaks of the source's own layout, and those that are meant."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from shisaku.formats.text_builder import StyledRun

BREAK = "\u2028"
"""A line break that is meant, among letters whose own line breaks are not."""
_WRAP = re.compile(r"[^\S\u2028\u3000]*\n[^\S\u2028\u3000]*(?:\n[^\S\u2028\u3000]*)*")


def unwrapped(runs: Sequence[StyledRun]) -> list[StyledRun]:
    """`runs` with a blank for each line break of the source, and nothing where it separates two Japanese or Chinese letters.

    As CSS Text 3 has it ("segment break transformation"): those scripts have no blanks between words, Korean does.
    """
    if not any("\n" in run.text for run in runs):
        return list(runs)
    before = [""]
    for run in runs:
        before.append(run.text.rstrip()[-1:] or before[-1])
    behind = [""]
    for run in reversed(runs):
        behind.append(run.text.lstrip()[:1] or behind[-1])
    behind.reverse()
    return [
        replace(run, text=_unwrapped(run.text, before[at], behind[at + 1])) if "\n" in run.text else run
        for at, run in enumerate(runs)
    ]


def _unwrapped(text: str, before: str, behind: str) -> str:
    """`text` without its line breaks; `before` and `behind` are the letters around it."""

    def seam(match: re.Match[str]) -> str:
        left = text[match.start() - 1] if match.start() else before
        right = text[match.end()] if match.end() < len(text) else behind
        return "" if left and right and is_dense(left) and is_dense(right) else " "

    return _WRAP.sub(seam, text)


def is_dense(letter: str) -> bool:
    """Whether its script is written without blanks between words."""
    return (
        unicodedata.east_asian_width(letter) in "WF" and not "\uac00" <= letter <= "\ud7a3" and not "\u1100" <= letter <= "\u11ff"
    )
