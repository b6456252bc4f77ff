"""How a document looks, whatever it says: margins, type, running heads, what bullets look like."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Look:
    """The settings of one document."""

    margin: float
    """Around the page, in points."""
    size: float
    """Of the letters of running text, in points."""
    landscape: bool
    """Whether pages are wider than tall."""
    ruled: bool
    """Whether tables are drawn with rules."""
    shaded: bool
    """Whether heads of columns are on a colour."""
    wide: bool
    """Whether digits are full-width."""
    running: bool
    """Whether a head is on every page."""
    numbered: bool
    """Whether pages are numbered."""
    contents: bool
    """Whether a contents page comes first."""
    columns: int
    """Letters to a line of text, wide ones counted twice; 0: lines are not broken."""
    airy: bool
    """Whether a blank line is before each heading, not only the outermost."""
    repeat: bool
    """Whether a word that belongs to several rows is repeated in each, in formats without merged cells."""
    frames: bool
    """Whether slides are made of text boxes rather than of one list."""
    artefacts: bool
    """Whether pages of the web have a menu and a foot."""
    semantic: bool
    """Whether pages of the web have headings and lists, or bold letters and typed bullets."""
    columned: bool
    """Whether a browser prints in two columns."""
    level: int
    """Levels by which headings of the web and of Markdown are deeper than they might."""


def look(random: Random, wide: bool) -> Look:
    """Settings at random; digits are full-width only where `wide` allows it."""
    return Look(
        margin=random.choice((36, 50, 64, 72)),
        size=random.choice((9, 10, 10.5, 11, 12)),
        landscape=random.random() < 0.3,
        ruled=random.random() < 0.8,
        shaded=random.random() < 0.5,
        wide=wide and random.random() < 0.5,
        running=random.random() < 0.4,
        numbered=random.random() < 0.7,
        contents=random.random() < 0.4,
        columns=random.choice((0, 40, 40, 64, 76)),
        airy=random.random() < 0.6,
        repeat=random.random() < 0.4,
        frames=random.random() < 0.6,
        artefacts=random.random() < 0.5,
        semantic=random.random() < 0.75,
        columned=random.random() < 0.15,
        level=random.choice((0, 0, 1)),
    )
