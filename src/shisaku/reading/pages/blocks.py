"""Rows and blocks: what stands side by side on a page is one line, and lines close below each other are one block."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from statistics import median

from shisaku.reading.pages.lines import Box, PageLine

LEADING = 0.6
"""White between the lines of a text that says nothing, in letters."""
_PARAGRAPH = 1.35
"""Share of the usual white between lines beyond which a new block begins."""
_LEAST_PARAGRAPH = 0.3
"""The same at least, in letters beyond the usual white."""
_OTHER_SIZE = 1.15
"""Ratio of sizes beyond which lines are of different blocks."""
_RUBY = 0.62
"""Share of the size of a line that the reading aids above it have at most."""

Block = list[PageLine]


def rows_of(lines: Iterable[PageLine]) -> list[list[PageLine]]:
    """Lines that stand side by side, from the top down, each row from the left."""
    rows: list[list[PageLine]] = []
    for line in sorted(lines, key=lambda line: (line.box[3], line.box[0])):
        if rows and _side_by_side(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box[0]) for row in rows]


def _side_by_side(one: PageLine, other: PageLine) -> bool:
    common = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    overlap = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    return overlap <= min(one.size, other.size) and common > 0.5 * min(one.height, other.height)


def _joined(row: list[PageLine]) -> PageLine:
    """One line of the pieces of a row, with a space between them."""
    if len(row) == 1:
        return row[0]
    longest = max(row, key=lambda line: (len(line.text), line.box))
    letters = sum(len(line.text) for line in row)
    bold = sum(len(line.text) for line in row if line.bold) * 2 > letters
    return replace(longest, text=" ".join(line.text for line in row), box=extent_of(line.box for line in row), bold=bold)


def blocks_of(leaf: list[PageLine]) -> list[Block]:
    """The lines of a leaf in blocks; reading aids above words, which would part the words, in one behind their block."""
    whole = [_joined(row) for row in rows_of(leaf)]
    aids = {i for i, line in enumerate(whole[:-1]) if _is_ruby(line, whole[i + 1])}
    usual = _usual_white([line for i, line in enumerate(whole) if i not in aids])
    found: list[tuple[Block, Block]] = []
    before: PageLine | None = None
    for index, line in enumerate(whole):
        if index in aids:
            continue
        if before is None or _begins_block(before, line, usual):
            found.append(([], []))
        text, above = found[-1]
        text.append(line)
        above += [whole[index - 1]] if index - 1 in aids else []
        before = line
    return [part for block in found for part in block if part]


def _is_ruby(line: PageLine, below: PageLine) -> bool:
    small = line.size <= _RUBY * below.size
    within = line.box[0] >= below.box[0] - below.size and line.box[2] <= below.box[2] + below.size
    return small and within and below.box[1] - line.box[3] <= 0.3 * below.size


def _usual_white(lines: list[PageLine]) -> float:
    """The usual white between lines of a leaf."""
    if len(lines) < 3:
        return LEADING * lines[0].size if lines else 0.0
    return median(below.box[1] - above.box[3] for above, below in pairwise(lines))


def _begins_block(before: PageLine, line: PageLine, usual: float) -> bool:
    """Whether a new block begins with `line`."""
    size = min(before.size, line.size)
    white = line.box[1] - before.box[3]
    if white > max(usual * _PARAGRAPH, usual + _LEAST_PARAGRAPH * size):
        return True
    return max(before.size, line.size) > _OTHER_SIZE * size


def extent_of(boxes: Iterable[Box]) -> Box:
    """The least box around all of `boxes`."""
    found = list(boxes)
    return min(b[0] for b in found), min(b[1] for b in found), max(b[2] for b in found), max(b[3] for b in found)
