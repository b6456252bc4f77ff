"""Rows and blocks: pieces side by side on a page are one line, and lines close below each other are one block."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from statistics import median

from shisaku.formats.pdf.letters import WIDE, Box
from shisaku.formats.pdf.page_lines import PageLine
from shisaku.formats.pdf.series import split_items

LEADING = 0.6
"""White between the lines of a text without line spacing of its own, in letters."""
_PARAGRAPH = 1.35
"""Share of the usual white between lines beyond which a new block begins."""
_LEAST_PARAGRAPH = 0.3
"""The same at least, in letters beyond the usual white."""
_OTHER_SIZE = 1.15
"""Ratio of sizes beyond which lines are of different blocks."""
_RUBY = 0.62
"""Share of the size of a line that the reading aids above it have at most."""
_FEWEST_WIDE, _WIDEST_LEADING = 6, 2.5
"""Lines of a page of running text that is set wide at least, and the white between them at most, in letters."""
_FULL, _MOSTLY, _EVEN = 0.85, 0.6, 0.15
"""Share of the width that a full line fills; share of the lines that are as far apart as is usual, and how exactly, in letters."""
_WIDEST, _WIDEST_IN_CELL = 3.0, 12.0
"""Widest gap between letters of one word that are set wide, in letters."""

Block = list[PageLine]


def rows_of(lines: Iterable[PageLine]) -> list[list[PageLine]]:
    """Lines side by side as rows, from the top down, each row from the left."""
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


def _joined(row: list[PageLine], in_cell: bool) -> PageLine:
    """One line of the pieces of a row, with a space between them, none between letters that are set wide."""
    if len(row) == 1:
        return row[0]
    longest = max(row, key=lambda line: (len(line.text), line.box))
    letters = sum(len(line.text) for line in row)
    bold = sum(len(line.text) for line in row if line.bold) * 2 > letters
    text = row[0].text
    for at, line in enumerate(row[1:], 1):
        text += line.text if _is_set_wide(row, at, in_cell) else " " + line.text
    notes = tuple(note for line in row for note in line.notes)
    lead = row[0].bold_lead or (len(row[0].text) if row[0].bold and not bold else _lead_behind_bullet(row))
    box = extent_of(line.box for line in row)
    return replace(longest, text=text, box=box, bold=bold, notes=notes, bold_lead=lead)


def _lead_behind_bullet(row: list[PageLine]) -> int:
    """Letters of a row, its bullet among them, that are bold where the rest is not; 0 where it does not begin with a bullet."""
    bullet, words = row[0].text, row[1]
    return len(bullet) + 1 + words.bold_lead if words.bold_lead and len(bullet) == 1 and not bullet.isalnum() else 0


def _is_set_wide(row: list[PageLine], at: int, in_cell: bool) -> bool:
    """Whether the piece at that place continues the word of the piece before: single letters at equal distances."""
    first, last = at - 1, at
    gap = _gap(row, at)
    size = row[at].size
    while first > 0 and _is_single(row[first]) and _alike(_gap(row, first), gap, size):
        first -= 1
    while last < len(row) - 1 and _is_single(row[last]) and _alike(_gap(row, last + 1), gap, size):
        last += 1
    pieces = row[first : last + 1]
    if (
        not (_is_wide(pieces[0].text[-1]) and _is_wide(pieces[-1].text[0]))
        or gap > (_WIDEST_IN_CELL if in_cell else _WIDEST) * size
    ):
        return False
    if len(pieces) == 2:
        return all(map(_is_single, pieces)) and len([line for line in row if _is_single(line)]) == 2
    return sum(map(_is_single, pieces)) >= len(pieces) - 1


def _gap(row: list[PageLine], at: int) -> float:
    return row[at].box[0] - row[at - 1].box[2]


def _alike(one: float, other: float, size: float) -> bool:
    return abs(one - other) <= max(0.3 * size, 0.15 * max(one, other))


def _is_single(line: PageLine) -> bool:
    return len(line.text) == 1 and _is_wide(line.text)


def _is_wide(letter: str) -> bool:
    return letter >= WIDE and letter.isalpha()


def blocks_of(leaf: list[PageLine], in_cell: bool = False, leading: float = 0.0) -> list[Block]:
    """The lines of a leaf in blocks; reading aids above words, and numbers of notes raised in them, in one behind their block.

    A table among the lines is a block of its own. `leading`: the white between lines of the page where they are set wide.
    """
    tables = sorted((line for line in leaf if line.table >= 0), key=lambda line: line.box[1])
    if not tables:
        return _lines_in_blocks(leaf, in_cell, leading)
    found: list[Block] = []
    rest = [line for line in leaf if line.table < 0]
    for table in tables:
        middle = (table.box[1] + table.box[3]) / 2
        above = [line for line in rest if (line.box[1] + line.box[3]) / 2 < middle]
        rest = [line for line in rest if (line.box[1] + line.box[3]) / 2 >= middle]
        found += [*_lines_in_blocks(above, in_cell, leading), [table]]
    return found + _lines_in_blocks(rest, in_cell, leading)


def _lines_in_blocks(leaf: list[PageLine], in_cell: bool, leading: float) -> list[Block]:
    rows = [row for part in split_items(rows_of(leaf)) for row in part]
    whole = [_joined(row, in_cell) for row in rows]
    aids = {i for i, line in enumerate(whole[:-1]) if _is_ruby(line, whole[i + 1])}
    usual = max(leading, _usual_white([line for i, line in enumerate(whole) if i not in aids]))
    found: list[tuple[Block, Block]] = []
    before: PageLine | None = None
    for index, line in enumerate(whole):
        if index in aids:
            continue
        if before is None or _begins_block(before, line, usual):
            found.append(([], []))
        text, behind = found[-1]
        text.append(line)
        behind += [replace(whole[index - 1], note=True)] if index - 1 in aids else []
        behind += [_notes(line)] if line.notes else []
        before = line
    return [part for block in found for part in block if part]


def _notes(line: PageLine) -> PageLine:
    """The raised numbers of a line as a line of their own."""
    return replace(line, text=" ".join(line.notes), notes=(), note=True, bold=False, bold_lead=0)


def _is_ruby(line: PageLine, below: PageLine) -> bool:
    small = line.size <= _RUBY * below.size
    within = line.box[0] >= below.box[0] - below.size and line.box[2] <= below.box[2] + below.size
    return small and within and below.box[1] - line.box[3] <= 0.3 * below.size


def _usual_white(lines: list[PageLine]) -> float:
    """The usual white between lines of a leaf."""
    if len(lines) < 3:
        return LEADING * lines[0].size if lines else 0.0
    return median(below.box[1] - above.box[3] for above, below in pairwise(lines))


def set_wide(lines: list[PageLine]) -> float:
    """The white between the lines of a page of running text that is set wide throughout, as speeches and drafts are, in points; 0 for others."""
    rows = [row for row in rows_of(lines) if all(line.table < 0 for line in row)]
    if len(rows) < _FEWEST_WIDE or len(rows) < len(lines) * 0.8:
        return 0.0
    size = median(row[0].size for row in rows)
    left, _, right, _ = extent_of(line.box for row in rows for line in row)
    full = sum(row[-1].box[2] - row[0].box[0] >= _FULL * (right - left) for row in rows)
    white = [below[0].box[1] - above[0].box[3] for above, below in pairwise(rows)]
    usual = median(white)
    even = sum(abs(one - usual) <= _EVEN * size for one in white)
    wide = LEADING * size < usual <= _WIDEST_LEADING * size
    return usual + _EVEN * size if wide and 2 * full >= len(rows) and even >= _MOSTLY * len(white) else 0.0


def _begins_block(before: PageLine, line: PageLine, usual: float) -> bool:
    """Whether a new block begins with `line`."""
    size = min(before.size, line.size)
    white = line.box[1] - before.box[3]
    if white > max(usual * _PARAGRAPH, usual + _LEAST_PARAGRAPH * size):
        return True
    return max(before.size, line.size) > _OTHER_SIZE * size


def turned_order(line: PageLine) -> tuple[int, float, float]:
    """Sort key of turned lines: those turned clockwise begin at the right."""
    return line.turn, -line.box[2] if line.turn > 180 else line.box[0], line.box[1]


def extent_of(boxes: Iterable[Box]) -> Box:
    """The least box around all of `boxes`."""
    found = list(boxes)
    return min(b[0] for b in found), min(b[1] for b in found), max(b[2] for b in found), max(b[3] for b in found)
