"""Invented documents by kind and seed: the same kind and seed give the same bytes."""

from collections.abc import Callable
from functools import partial
from random import Random

from .budget import budget
from .english import english
from .gold import Sample
from .planned import planned
from .prose import prose
from .slide import slide

KINDS: dict[str, Callable[[Random, int], Sample]] = {
    "slide": partial(slide, in_order=False),
    "slide-in-order": partial(slide, in_order=True),
    "plan": planned,
    "budget": budget,
    "english": english,
    "prose": prose,
}
"""How a document of each kind is made."""
DEV = range(0, 100_000)
"""Seeds to look at while the reader is being mended."""
FIGURES = range(500_000, 600_000)
"""Seeds that figures are made from; nobody looks at what they give."""
TESTS = range(700_000, 800_000)
"""Seeds of the tests, held out as well."""


def generate(kind: str, seed: int) -> Sample:
    """The document of that kind and seed."""
    return KINDS[kind](Random(f"{kind} {seed}"), seed)
