"""The probability from which items are chosen as components: where most is right and most is found, as expected.

Documents are unlike each other: in one the surest items have 0.9, in another, in which as much is a component, 0.3. A bar that is the
same for all leaves the second one empty. The expected harmonic mean of what is found and what is right is highest at half its value
(Lipton, Elkan and Naryanaswamy: Optimal Thresholding of Classifiers to Maximize F1 Measure, 2014).
"""

from collections.abc import Iterable

HIGHEST = 0.4
"""Probability from which an item is taken for a component in any document."""
LOWEST = 0.3
"""Probability below which none is in any that shows type, place or elements: documents of prose hold nothing likelier, and are no plans."""
LOWEST_OF_TEXT = 0.15
"""The same of plain text, judged by words and numbers alone: on other publishers' files the likeliest items have less there."""
FEWEST = 10
"""Items that a document must have for such a comparison: a short letter has none."""


def bar(chances: Iterable[float], plain: bool) -> float:
    """The probability from which items with these `chances` of being components are taken for some; `plain`: whether they are of plain text."""
    ranked = sorted(chances, reverse=True)
    if len(ranked) < FEWEST:
        return HIGHEST
    there, right, best = sum(ranked), 0.0, 0.0
    for number, chance in enumerate(ranked, start=1):
        right += chance
        best = max(best, 2 * right / (number + there))
    return min(HIGHEST, max(LOWEST_OF_TEXT if plain else LOWEST, best / 2))
