"""Punctuation that was drawn after the letters around it, put back between them.

Some word processors close up Japanese punctuation by drawing the words of a line with gaps first and the signs that belong there at the
end. Their squares reach over the letter behind them, so that signs so drawn would stand in the middle of it, or behind the line.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from shisaku.formats.pdf.letter_runs import LetterRun, run_of
from shisaku.formats.pdf.letters import WIDE, Letter

_MOST = 3
"""Signs that are drawn together at most."""
_SAME = 0.1
"""How far, in letters, baselines and sizes may differ on one line."""
_OFF = 0.25
"""How far, in letters, the ink of a sign may reach out of the gap."""
_GAP = 0.3
"""White in letters between the ink of two letters, at least, that a sign belongs into."""
_ROW = 4.0
"""Height in points of the rows in which lines are looked for."""
_CLOSING, _OPENING = frozenset("、。，．」』）〕］】〉》"), frozenset("「『（〔［【〈《")
"""Signs whose ink is in the left half of their square, and in the right half."""
_SIGNS = _CLOSING | _OPENING | frozenset("・：；")


def in_their_gaps(runs: list[LetterRun]) -> list[LetterRun]:
    """The runs of a page, signs that were drawn by themselves put into the gaps of other runs that they belong into."""
    signs = [run for run in runs if len(run.letters) <= _MOST and all(one.text in _SIGNS for one in run.letters)]
    if not signs or len(signs) == len(runs):
        return runs
    rows: dict[int, list[LetterRun]] = defaultdict(list)
    alone = set(map(id, signs))
    for run in runs:
        if id(run) not in alone and any(one.text >= WIDE for one in run.letters):
            rows[int(run.base // _ROW)].append(run)
    taken: dict[int, list[Letter]] = defaultdict(list)
    placed: set[int] = set()
    for sign in signs:
        row = int(sign.base // _ROW)
        near = (run for at in (row - 1, row, row + 1) for run in rows.get(at, ()))
        into = next((run for run in near if _belongs(sign, run)), None)
        if into is not None:
            taken[id(into)] += sign.letters
            placed.add(id(sign))
    return [_with(run, taken.get(id(run), ())) for run in runs if id(run) not in placed]


def _belongs(sign: LetterRun, run: LetterRun) -> bool:
    """Whether the ink of signs stands in white between two letters of a run."""
    size = run.size
    if abs(sign.base - run.base) > _SAME * size or abs(sign.size - size) > _SAME * size:
        return False
    if not run.left < sign.left < run.right:
        return False
    first, last = _ink(sign.letters[0])[0], _ink(sign.letters[-1])[1]
    letters = [one for one in run.letters if not _is_guessed(one)]
    behind = bisect_left(letters, (first + last) / 2, key=_begin)
    if behind == 0 or behind == len(letters):
        return False
    start, end = _ink(letters[behind - 1])[1], _ink(letters[behind])[0]
    return end - start >= _GAP * size and start - _OFF * size <= first and last <= end + _OFF * size


def _with(run: LetterRun, signs: Iterable[Letter]) -> LetterRun:
    """A run with signs between its letters, and without the white that was guessed where these stand."""
    more = {id(one): one for one in signs}
    if not more:
        return run
    letters = sorted([*run.letters, *more.values()], key=_begin)
    beside = [at for at, one in enumerate(letters) if id(one) in more]
    left_out = {at for sign in beside for at in (sign - 1, sign + 1) if 0 <= at < len(letters) and _is_guessed(letters[at])}
    return run_of([one for at, one in enumerate(letters) if at not in left_out]) or run


def _ink(letter: Letter) -> tuple[float, float]:
    """From where to where a letter is printed in its square."""
    half = (letter.right - letter.left) / 2
    return letter.left + half * (letter.text in _OPENING), letter.right - half * (letter.text in _CLOSING)


def _begin(letter: Letter) -> float:
    return _ink(letter)[0]


def _is_guessed(letter: Letter) -> bool:
    """Whether a blank takes no room: PDFium puts one where it sees a gap."""
    return letter.text.isspace() and letter.right <= letter.left
