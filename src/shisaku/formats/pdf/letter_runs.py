"""Letters of one line, in order, and their most common looks."""

from collections import Counter
from dataclasses import dataclass

from shisaku.formats.pdf.letters import ABOVE, BELOW, Letter


@dataclass(slots=True)
class LetterRun:
    """Letters of one line, in order, without white space at the ends."""

    letters: list[Letter]
    """At least one."""
    left: float
    """Of its first letter."""
    right: float
    """Of its last letter."""
    size: float
    """Of most of its letters."""
    base: float
    """Of most of its letters."""
    top: float
    """Upper side of the squares of its letters."""
    bottom: float
    """Their lower side."""


def run_of(letters: list[Letter]) -> LetterRun | None:
    """The run of those letters; None where there is none but white space."""
    first, last = 0, len(letters)
    while first < last and letters[first].text.isspace():
        first += 1
    while last > first and letters[last - 1].text.isspace():
        last -= 1
    if first == last:
        return None
    if last - first < len(letters):
        letters = letters[first:last]
    size = usual_size(letters)
    base = next((letter.base for letter in letters if letter.look.size == size), letters[0].base)
    left, right = min(letter.left for letter in letters), max(letter.right for letter in letters)
    return LetterRun(letters, left, right, size, base, base - ABOVE * size, base + BELOW * size)


def usual_size(letters: list[Letter]) -> float:
    """The size of most letters that are not white space."""
    first = letters[0].look
    if letters[-1].look is first and all(letter.look is first for letter in letters):
        return first.size
    sizes = Counter(letter.look.size for letter in letters if not letter.text.isspace())
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else first.size


def bold(letters: list[Letter]) -> bool:
    """Whether most of the letters are bold."""
    inked = [letter.look.bold for letter in letters if not letter.text.isspace()]
    return sum(inked) * 2 > len(inked)
