"""Puts punctuation that was drawn after the letters around it back between them.

Some word processors close up Japanese punctuation by drawing the words of a line with gaps first and the punctuation marks at the
end. Their squares reach over the letter behind them, so that such marks would end up in the middle of it, or behind the line.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from shisaku.formats.pdf.letter_runs import LetterRun, run_of
from shisaku.formats.pdf.letters import WIDE, Letter

_MOST = 3
"""Most punctuation marks that are drawn together."""
_SAME = 0.1
"""How far, in letters, baselines and sizes may differ on one line."""
_OFF = 0.25
"""How far, in letters, the ink of a mark may reach out of the gap."""
_GAP = 0.3
"""Least white in letters between the ink of two letters that a mark belongs into."""
_ROW = 4.0
"""Height in points of the rows in which lines are searched."""
_CLOSING, _OPENING = frozenset("、。，．」』）〕］】〉》"), frozenset("「『（〔［【〈《")
"""Marks whose ink is in the left half of their square, and in the right half."""
_PUNCTUATION = _CLOSING | _OPENING | frozenset("・：；")


def in_their_gaps(runs: list[LetterRun]) -> list[LetterRun]:
    """The runs of a page, with separately drawn punctuation marks put into the gaps of the runs that they belong to."""
    marks = [run for run in runs if len(run.letters) <= _MOST and all(one.text in _PUNCTUATION for one in run.letters)]
    if not marks or len(marks) == len(runs):
        return runs
    rows: dict[int, list[LetterRun]] = defaultdict(list)
    alone = set(map(id, marks))
    for run in runs:
        if id(run) not in alone and any(one.text >= WIDE for one in run.letters):
            rows[int(run.base // _ROW)].append(run)
    added: dict[int, list[Letter]] = defaultdict(list)
    placed: set[int] = set()
    for mark in marks:
        row = int(mark.base // _ROW)
        near = (run for at in (row - 1, row, row + 1) for run in rows.get(at, ()))
        into = next((run for run in near if _belongs(mark, run)), None)
        if into is not None:
            added[id(into)] += mark.letters
            placed.add(id(mark))
    return [_with(run, added.get(id(run), ())) for run in runs if id(run) not in placed]


def _belongs(mark: LetterRun, run: LetterRun) -> bool:
    """Whether the ink of punctuation marks lies in white between two letters of a run."""
    size = run.size
    if abs(mark.base - run.base) > _SAME * size or abs(mark.size - size) > _SAME * size:
        return False
    if not run.left < mark.left < run.right:
        return False
    first, last = _ink(mark.letters[0])[0], _ink(mark.letters[-1])[1]
    letters = [one for one in run.letters if not _is_guessed(one)]
    behind = bisect_left(letters, (first + last) / 2, key=_begin)
    if behind == 0 or behind == len(letters):
        return False
    start, end = _ink(letters[behind - 1])[1], _ink(letters[behind])[0]
    return end - start >= _GAP * size and start - _OFF * size <= first and last <= end + _OFF * size


def _with(run: LetterRun, marks: Iterable[Letter]) -> LetterRun:
    """A run with punctuation marks between its letters, and without the guessed white at their places."""
    more = {id(one): one for one in marks}
    if not more:
        return run
    letters = sorted([*run.letters, *more.values()], key=_begin)
    beside = [at for at, one in enumerate(letters) if id(one) in more]
    left_out = {at for mark in beside for at in (mark - 1, mark + 1) if 0 <= at < len(letters) and _is_guessed(letters[at])}
    return run_of([one for at, one in enumerate(letters) if at not in left_out]) or run


def _ink(letter: Letter) -> tuple[float, float]:
    """Left and right edge of a letter's ink in its square."""
    half = (letter.right - letter.left) / 2
    return letter.left + half * (letter.text in _OPENING), letter.right - half * (letter.text in _CLOSING)


def _begin(letter: Letter) -> float:
    return _ink(letter)[0]


def _is_guessed(letter: Letter) -> bool:
    """Whether a blank has no width: PDFium adds one where it sees a gap."""
    return letter.text.isspace() and letter.right <= letter.left
