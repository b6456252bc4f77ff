"""Removes letters that are drawn a second time, a little off, to look bold.

Most pages have none. So texts are compared as wholes first; only where one begins before another on its line has ended are their
letters compared one by one.
"""

from collections import defaultdict
from collections.abc import Iterable

from shisaku.formats.pdf.letters import Drawn, Letter

_DOUBLE = 0.15
"""How far a letter drawn twice to look bold may be off, in letters."""
_ROW = 4.0
"""Height in points of the rows in which texts are compared."""


def drawn_once(texts: list[Drawn]) -> list[Drawn]:
    """The texts, of one direction, without the letters that another drawn text repeats at nearly the same place."""
    over = _overlapping(texts)
    if not over:
        return texts
    seen: dict[tuple[str, int, int], Letter] = {}
    found = []
    for number, letters in enumerate(texts):
        once = letters if number not in over else [one for one in letters if one.text.isspace() or not _is_again(one, seen)]
        if once:
            found.append(once)
    return found


def _overlapping(texts: list[Drawn]) -> set[int]:
    """Numbers of the texts that begin before another on their line has ended, and of those others."""
    rows: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for number, letters in enumerate(texts):
        row = int(letters[0].base // _ROW)
        span = (letters[0].left, letters[-1].right, number)
        rows[row].append(span)
        rows[row + 1].append(span)
    found: set[int] = set()
    for spans in rows.values():
        if len(spans) < 2:
            continue
        spans.sort()
        reached, reaching = spans[0][1], spans[0][2]
        for left, right, number in spans[1:]:
            if left < reached - 0.5:
                found.update((number, reaching))
            if right > reached:
                reached, reaching = right, number
    return found


def _is_again(letter: Letter, seen: dict[tuple[str, int, int], Letter]) -> bool:
    """Whether a letter of another text has been there; if not, the letter is added."""
    side = 2 * _DOUBLE * letter.look.size
    across, down = letter.left / side, letter.base / side
    column, row = int(across // 1), int(down // 1)
    beside = column + (1 if across - column >= 0.5 else -1)
    below = row + (1 if down - row >= 0.5 else -1)
    cells: Iterable[tuple[int, int]] = ((column, row), (beside, row), (column, below), (beside, below))
    if any(_is_double(letter, seen.get((letter.text, *cell)), side / 2) for cell in cells):
        return True
    seen[letter.text, column, row] = letter
    return False


def _is_double(letter: Letter, other: Letter | None, reach: float) -> bool:
    return (
        other is not None
        and letter.drawn != other.drawn
        and abs(letter.left - other.left) <= reach
        and abs(letter.base - other.base) <= reach
        and abs(letter.look.size - other.look.size) <= reach
    )
