"""Letters of a page with their places, in the frame of their own direction; lines are made of them."""

import math
from typing import NamedTuple

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the upper left corner of the page."""
ABOVE, BELOW = 0.88, 0.12
"""How far the square of an ideographic letter reaches above and below the baseline, in its size."""
MIDDLE = 0.38
"""How far above the baseline the middle of that square is, in its size."""
WIDE = "⺀"
"""The first of the characters that are set in squares."""


def area_of(box: Box) -> float:
    """Area of a box in square points."""
    return (box[2] - box[0]) * (box[3] - box[1])


def turned_width(across: float, down: float, size: float, turn: int) -> float:
    """Length of words, or a letter, turned by `turn` degrees, from the bounds of their turned box, as tall as their size."""
    cos, sin = abs(math.cos(math.radians(turn))), abs(math.sin(math.radians(turn)))
    return (across - size * sin) / cos if cos >= sin else (down - size * cos) / sin


class LetterLook(NamedTuple):
    """Common properties of the letters of one drawn text."""

    size: float
    """In points."""
    turn: int = 0
    """Degrees against the clock by which they are turned."""
    bold: bool = False
    """Whether the font's weight or name says so, or they are filled and outlined."""
    colour: str = ""
    """As `#rrggbb`; empty for black."""


class Letter(NamedTuple):
    """One drawn character, in the frame of its own direction: there every line runs to the right."""

    text: str
    """Usually one character."""
    left: float
    """Where it begins, in points."""
    right: float
    """Where its advance ends."""
    base: float
    """Its baseline."""
    look: LetterLook
    """How it looks."""
    drawn: int
    """Number of the drawn text that it is of."""


Drawn = list[Letter]
"""The letters of one drawn text, in the order drawn."""
