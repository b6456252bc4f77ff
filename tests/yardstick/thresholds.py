"""What reading is held to, in one place: raised when the reader gets better, never lowered to let a change pass."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least shares that documents of one kind must reach."""

    documents: int
    """How many documents of the tests' seeds are read."""
    exact: float
    """Plans that are right in everything."""
    measures: float
    """Measures under the right pillar and group."""
    right_of_sure: float
    """Right ones of the measures that are placed with a confidence of 0.9 or more."""
    sure_of_right: float
    """Measures placed with that confidence, of those that are right."""
    likeness: float
    """Mean similarity of the trees."""


PROMISED = Threshold(0, exact=0.93, measures=0.99, right_of_sure=0.995, sure_of_right=0.85, likeness=0.0)
"""What is promised of overviews, and `right_of_sure` of every kind; `THRESHOLDS` holds what is reached on the way there."""
THRESHOLDS = {
    "slide": Threshold(90, exact=0.78, measures=0.975, right_of_sure=0.995, sure_of_right=0.90, likeness=0.97),
    "slide-in-order": Threshold(40, exact=0.92, measures=0.98, right_of_sure=0.985, sure_of_right=0.90, likeness=0.97),
    "plan": Threshold(40, exact=0.70, measures=0.93, right_of_sure=1.0, sure_of_right=0.0, likeness=0.92),
    "budget": Threshold(40, exact=0.80, measures=0.98, right_of_sure=1.0, sure_of_right=0.0, likeness=0.98),
    "english": Threshold(40, exact=0.95, measures=0.99, right_of_sure=1.0, sure_of_right=0.0, likeness=0.99),
}
"""By kind of document. Of documents in printed order no place claims 0.9: on real ones they are not right often enough (docs/reading.md)."""
HELD = tuple(THRESHOLDS)
"""Kinds that must reach their threshold; reports that are no plan are held to having nothing claimed of them."""
