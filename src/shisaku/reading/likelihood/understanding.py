"""Whether a document was understood: how much of it is expected to be found, and how much of what was found to be right."""

from collections.abc import Sequence
from typing import NamedTuple

LEAST_RIGHT, MOST_CALLED_FOR = 0.25, 0.82
"""Share of what was found that must be expected to be right, and the share of a document that must then be expected to be found."""
FALLING = 0.56
"""By how much less must be found where all is right, and not none: little more than half of the document where three quarters are.

What is expected is off by a sixth: where less of what was found is right, more must be found for half of it to be there.
"""
LEAST_FOUND = 0.5
"""Share of the document that must be expected to be found however much is right."""
MOST_ASTRAY = 0.3
"""Share of the numbers of a document that do not follow those before them, above which its words are not in the order of the page."""
_LEAST_NUMBERS = 20
"""Numbers that are needed for that: a plan whose numbers restart once or twice in a few is not out of order."""


class Understanding(NamedTuple):
    """What is expected of a reading."""

    found: float
    """Share of the document's components that were found."""
    right: float
    """Share of what was found that are components."""
    astray: float = 0.0
    """Share of the numbers of what was found that do not follow those before them; 0 where there are too few."""

    @property
    def understood(self) -> bool:
        """Whether more than half of the document was understood."""
        called_for = max(LEAST_FOUND, MOST_CALLED_FOR - FALLING * (self.right - LEAST_RIGHT))
        return self.astray <= MOST_ASTRAY and self.right >= LEAST_RIGHT and self.found >= called_for


def understanding(chosen: Sequence[float], left: Sequence[float], follows: Sequence[bool] = ()) -> Understanding:
    """What is expected where components were chosen with these probabilities of being one, and others left with those.

    `follows`: of each number that a component prints whether it is the next one behind that of its like before it.
    """
    here, there = sum(chosen), sum(left)
    astray = 1 - sum(follows) / len(follows) if len(follows) >= _LEAST_NUMBERS else 0.0
    return Understanding(here / (here + there) if here else 0.0, here / len(chosen) if chosen else 0.0, astray)


NOTHING_KNOWN = Understanding(1.0, 1.0)
"""Of what nothing is expected that could be doubted: a value for those who put a structure together by hand."""
