"""List items side by side: each begins with the mark of its list, and goes on below itself."""

import re
from collections.abc import Sequence
from itertools import pairwise

from shisaku.formats.pdf.page_lines import PageLine

_MARK = re.compile(r"([・･•●○〇◯◎◆◇■□▪▫▶▷►➢✓✔]|[①-⑳])[\s　]*(?=\w.{2})")
"""A bullet or a number in a circle, with words behind it: marks alone are ticks in a table."""
_CIRCLED = range(ord("①"), ord("⑳") + 1)
_HALF = 0.5
"""How far a line may begin left of the item that it continues, in letters."""


def split_items(rows: Sequence[list[PageLine]]) -> list[list[list[PageLine]]]:
    """The rows of a page in parts; each item that has others beside it is a part with the rows below it."""
    parts: list[list[list[PageLine]]] = [[]]
    items: list[list[list[PageLine]]] = []
    for row in rows:
        if _are_items(row):
            items = [[[piece]] for piece in row]
            parts += [*items, []]
        elif items and (places := _places(row, [item[0][0] for item in items])):
            for place in sorted(set(places)):
                items[place].append([piece for piece, at in zip(row, places, strict=True) if at == place])
        else:
            items = []
            parts[-1].append(row)
    return [part for part in parts if part]


def _are_items(row: Sequence[PageLine]) -> bool:
    marks = [match.group(1) for piece in row if (match := _MARK.match(piece.text))]
    if len(row) < 2 or len(marks) < len(row):
        return False
    numbers = [ord(mark) for mark in marks]
    return len(set(marks)) == 1 or (numbers[0] in _CIRCLED and all(below - above == 1 for above, below in pairwise(numbers)))


def _places(row: Sequence[PageLine], heads: Sequence[PageLine]) -> list[int]:
    """The item above each piece of a row; nothing where one is below none, or below several."""
    starts = [head.box[0] - _HALF * head.size for head in heads]
    places = []
    for piece in row:
        place = sum(start <= piece.box[0] for start in starts) - 1
        close = place >= 0 and piece.box[1] - heads[place].box[3] < _FAR * piece.size
        if not close or any(start < piece.box[2] for start in starts[place + 1 :]):
            return []
        places.append(place)
    return places


_FAR = 15.0
"""How far below its first line an item goes on at most, in letters."""
