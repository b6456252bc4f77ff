"""The letters of a line as words: where a gap reads as a space, where wide-set letters are one word, and which digits are raised.

The raised number of a note behind a word is no part of the word. It is taken out here and returned beside the text, so that
every character still belongs to something: the page puts it in a block of its own behind the paragraph, as it does with ruby.
"""

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from shisaku.formats.pdf.letter_runs import LetterRun, bold
from shisaku.formats.pdf.letters import WIDE, Letter

_SPACE_WIDE, _SPACE_NARROW = 0.6, 0.18
"""Gap that reads as a space, in letters: beside a Japanese letter, and between Latin ones."""
_SPREAD = 0.6
"""Share of the places between letters that are white where letters are set wide."""
_WORD = 1.7
"""Ratio to the usual white between wide-set letters beyond which white separates words."""
_ALPHABETIC = 0.7
"""Share of letters proper, digits and signs aside, in a wide-set word."""
_RAISED, _RAISED_SIZE = 0.15, 0.8
"""How far the baseline of a raised digit is up, in letters of the line, and its size at most."""
_NOTE = re.compile(r"[(（\[]?(?:[*＊※†‡§]+\d{0,3}|注?\d{1,3}(?:[,、]\s?\d{1,3})*)[)）\]]?")
_LONGEST_BULLET = 3
"""Characters of a bullet and the blanks behind it."""
_POWER = re.compile(r"(?:^|[^A-Za-z])(?:[kcmd]?m|10|s|h|ha|[kK]g)$")
"""Words whose raised digit is an exponent: m², km², 10³."""


class LineWords(NamedTuple):
    """Words of a line."""

    text: str
    bold: bool
    colour: str
    bold_lead: int
    """Letters at its head that are bold where the rest is not."""
    notes: tuple[str, ...]
    """Numbers of notes raised in it, which are not in `text`."""


def words_of(run: LetterRun) -> LineWords:
    """The words of a line."""
    letters = run.letters
    look = letters[0].look
    if all(letter.look is look for letter in letters):
        text, _ = _text(letters, frozenset())
        return LineWords(text, look.bold, look.colour, 0, ())
    raised = _raised(run)
    text, starts = _text(letters, frozenset(i for first, last in raised for i in range(first, last)))
    colours = Counter(letter.look.colour for letter in letters if not letter.text.isspace())
    notes = tuple("".join(letter.text for letter in letters[first:last]).strip() for first, last in raised)
    lead = _bold_lead(letters, starts, len(text))
    return LineWords(text, bold(letters), max(colours, key=lambda c: (colours[c], c)), lead, notes)


def _text(letters: list[Letter], raised: frozenset[int]) -> tuple[str, list[int]]:
    """The words, and where in them each letter begins."""
    parts: list[str] = []
    starts: list[int] = []
    at, gaps = 0, 0
    before: Letter | None = None
    white = True
    for number, letter in enumerate(letters):
        text = letter.text
        starts.append(at)
        if text.isspace():
            gaps += not white
            if not white:
                parts.append("　" if text == "　" else " ")
                at += 1
            white = True
            before = letter
            continue
        if before is not None and not white and letter.left - before.right > _space(before.text, text) * letter.look.size:
            parts.append(" ")
            at += 1
            gaps += 1
            starts[-1] = at
        before = letter
        if number in raised:
            continue
        white = False
        parts.append(text)
        at += len(text)
    if gaps and not raised and (together := _spread(letters, gaps)) is not None:
        return together, [min(start, len(together)) for start in starts]
    return "".join(parts).rstrip(), starts


def _space(left: str, right: str) -> float:
    return _SPACE_WIDE if left >= WIDE or right >= WIDE else _SPACE_NARROW


def _spread(letters: list[Letter], gaps: int) -> str | None:
    """The words of letters that are set wide, with white between nearly all of them; None where they are not."""
    inked = [letter for letter in letters if not letter.text.isspace()]
    places = len(inked) - 1
    alone = places == 1 and all(letter.text >= WIDE and letter.text.isalpha() for letter in inked)
    if not alone and (places < 2 or gaps < _SPREAD * places):
        return None
    typed = len(inked) < len(letters)
    if sum(one.text.isalpha() and (one.text >= WIDE or not typed) for one in inked) < _ALPHABETIC * len(inked):
        return None
    white = [right.left - left.right for left, right in pairwise(inked)]
    least = _WORD * max(median(white), 0.1 * inked[0].look.size)
    if not alone and sum(gap > least for gap in white) * 3 > places:
        return None
    words = [inked[0].text]
    for gap, letter in zip(white, inked[1:], strict=True):
        words += [" ", letter.text] if gap > least and not alone else [letter.text]
    return "".join(words)


def _raised(run: LetterRun) -> list[tuple[int, int]]:
    """Ranges of letters, ends excluded, that are raised numbers of notes."""
    letters = run.letters
    found: list[tuple[int, int]] = []
    first: int | None = None
    for at in range(len(letters) + 1):
        up = at < len(letters) and _is_raised(letters[at], run)
        if up and first is None:
            first = at
        elif not up and first is not None:
            before = "".join(letter.text for letter in letters[max(0, first - 4) : first])
            text = "".join(letter.text for letter in letters[first:at]).strip()
            if first > 0 and _NOTE.fullmatch(text) and not _POWER.search(before):
                found.append((first, at))
            first = None
    return found


def _is_raised(letter: Letter, run: LetterRun) -> bool:
    return letter.look.size <= _RAISED_SIZE * run.size and letter.base <= run.base - _RAISED * run.size


def _bold_lead(letters: list[Letter], starts: list[int], length: int) -> int:
    # A bullet has a font of its own, whatever the weight of the words behind it.
    first = 0 if letters[0].text.isalnum() else next((i for i, one in enumerate(letters) if one.text.isalnum()), 0)
    first = first if first <= _LONGEST_BULLET else 0
    if not letters[first].look.bold:
        return 0
    end = next((i for i, one in enumerate(letters) if i >= first and not one.look.bold and not one.text.isspace()), None)
    return 0 if end is None else min(starts[end], length)
