"""Numbers that are alone above the titles that they count, as on tiles of web pages and leaflets: no numbers of pages.

A page has one number, above or below all else. These are within the page, each right above words that begin where it does, and
count on.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from shisaku.model.source import PrintedLine
from shisaku.reading.tokens.lines import Line

_LONGEST = 2
"""Digits of such a number at most."""
_FEWEST = 3
"""Numbers that count on and make a series."""
_LEVEL, _FAR = 1.0, 4.0
"""How far to the side, and how far below it, the words may begin that a number counts, in letters."""


def counting(lines: Sequence[Line], on_page: Mapping[int, PrintedLine]) -> frozenset[int]:
    """Indices of the lines that are such numbers; `on_page` has the printed lines by where they begin."""
    printed = [(at, on_page.get(line.start)) for at, line in enumerate(lines) if line.text]
    series: list[list[tuple[int, int, int]]] = []
    for (at, number), (_, below) in pairwise(printed):
        text = lines[at].text
        if not (text.isdecimal() and len(text) <= _LONGEST) or number is None or not _counts(number, below):
            continue
        if not (series and int(text) == series[-1][-1][1] + 1):
            series.append([])
        series[-1].append((at, int(text), number.page))
    # Numbers of pages count on, too, but there is one on each.
    tiles = [one for one in series if len(one) >= _FEWEST and 2 * len({page for _, _, page in one}) <= len(one)]
    return frozenset(at for one in tiles for at, _, _ in one)


def _counts(number: PrintedLine, below: PrintedLine | None) -> bool:
    """Whether words begin right below a number, where it begins."""
    if below is None or below.page != number.page or number.size <= 0:
        return False
    down = below.box[1] - number.box[3]
    return abs(below.box[0] - number.box[0]) <= _LEVEL * number.size and 0 <= down <= _FAR * number.size
