"""Which lines that begin with the dot of an enumeration (森林・山村) run on from the line above, rather than open something.

A box breaks a line where it is full, be it before the dot between two words. So the line above is full, nothing but words is
behind the dot, and the dot opens nothing elsewhere in the document; where it does, only a sentence can be broken before one.
"""

from collections.abc import Sequence

from shisaku.reading.tokens.lines import Line
from shisaku.reading.tokens.paragraphs import cells

DOT = "・"
_SENTENCE_END = "。"
_FULL = 0.9
"""Share of the width of the document's wide lines that a full line has at least."""
_WIDE = 0.9
"""Share of the document's lines that are narrower than its wide ones."""
_LETTER = 2
"""Cells that a line which is full may lack: one letter."""


def wrapped_before_dot(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the lines that begin with a dot and run on from the line above."""
    dotted = [i for i, line in enumerate(lines) if _between_words(line.text)]
    if not dotted:
        return frozenset()
    widths = [cells(line.text) for line in lines]
    printed = sorted(width for width in widths if width)
    wide = printed[int(_WIDE * (len(printed) - 1))]
    full = {i for i in dotted if i and _is_full(widths, i - 1, wide) and not lines[i - 1].text.startswith(DOT)}
    full = {i for i in full if not lines[i - 1].text.endswith(_SENTENCE_END)}
    opening = sum(line.text.startswith(DOT) for line in lines) - len(full)
    if opening:
        ends = _sentence_ends(lines)
        full = {i for i in full if ends[i]}
    return frozenset(full)


def _between_words(text: str) -> bool:
    return text.startswith(DOT) and len(text) > 1 and text[1].isalnum()


def _is_full(widths: Sequence[int], index: int, wide: int) -> bool:
    """Whether that line has the width that lines are broken at: the next one is no wider, and it is one of the wide ones."""
    return widths[index] >= max(_FULL * wide, widths[index + 1] - _LETTER)


def _sentence_ends(lines: Sequence[Line]) -> list[bool]:
    """Of each line whether it and the lines without a gap below it end in a full stop, and none of those opens with a dot."""
    found: list[bool] = []
    below = ""
    for line in reversed(lines):
        ends = line.text.endswith(_SENTENCE_END)
        found.append(found[-1] and not below.startswith(DOT) if below and not ends else ends)
        below = line.text
    return found[::-1]
