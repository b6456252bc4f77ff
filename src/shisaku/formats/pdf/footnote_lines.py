"""Footnotes: small print at the foot of a page that begins with the number of a note."""

import re
from collections import Counter
from dataclasses import replace

from shisaku.formats.pdf.page_blocks import Block

_NUMBER = re.compile(r"(?:[*＊※†‡§]\s?\d{0,3}|[(（]?(?:注\s?)?\d{1,3}[)）]?)\s*\S")
_SMALL = 0.93
"""Size of a footnote in sizes of the running text at most."""
_FOOT = 0.93
"""Share of a page's height below which page numbers are printed, in any size."""


def with_footnotes(blocks: list[Block], height: float) -> list[Block]:
    """The blocks of a page in reading order, the lines of footnotes among them as notes."""
    sizes = Counter(round(line.size, 1) for block in blocks for line in block for _ in line.text)
    if len(sizes) < 2:
        return blocks
    usual = max(sizes, key=lambda one: (sizes[one], one))
    least = max(
        (line.box[3] for block in blocks for line in block if line.size > _SMALL * usual and line.box[3] < _FOOT * height),
        default=0.0,
    )
    found = []
    noted = False
    for block in blocks:
        foot = all(line.size <= _SMALL * usual and line.box[1] >= least - line.size for line in block)
        noted = foot and block[0].table < 0 and (noted or _NUMBER.match(block[0].text) is not None)
        noted = noted and block[0].turn == 0 and block[0].box[1] > 0.5 * height
        found.append([replace(line, note=True) for line in block] if noted else block)
    return found
