"""What is learned of some documents: of all, or of all but those of some publishers.

component: every item
parent:    every step on the components of the gold, and on those that a model chose which has not seen the publisher
rows, lines: every component that was read with a model which has not seen the publisher, of a table or not
most: how sure the places of each of these two kinds may be at most: 0.9 and more where what is claimed so was right in 95 of 100 cases
    at eight publishers, each of them left out
The cases of a publisher together count as the root of their number: a hundred like ones say less than a hundred of many.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shisaku.reading.found import Found
from shisaku.reading.likelihood.choosing import bar
from shisaku.reading.likelihood.confidence import LINES, MOST, MOST_ELSEWHERE, ROWS, SURE, kind_of, sureness
from shisaku.reading.likelihood.judging import lent
from shisaku.reading.likelihood.learned import BIAS, Features, Weights, probability, using
from shisaku.reading.structure.accounting import disjoint
from shisaku.reading.structure.plan_assembly import plan_of
from shisaku.reading.structure.structure_reader import StructureReading, read_structure

from ..scorer import score
from .fitting import Numbers, Table, fit, table
from .folds import folds
from .samples import Sample, Words
from .steps import Case, steps

Places = NDArray[np.int64]
COMPONENT, PARENT = "component", "parent"
NAMES = (COMPONENT, PARENT, ROWS, LINES, MOST)
"""Names of what is learned, and of its tables."""
STRENGTH = {COMPONENT: 0.02, PARENT: 0.1, ROWS: 0.3, LINES: 0.1}
"""How much the documents may move weights from nothing: found best on publishers left out."""
PARTS = 6
"""Parts by publisher by default, each read by what was learned of the others."""
NOBODY: frozenset[int] = frozenset()
"""No part is left out."""
RIGHT, PUBLISHERS = 0.95, 8
"""Share, in hundredths, of what is claimed of a kind of place that must be right, of so many publishers, for any of it to be claimed."""
CERTAIN = 0.99
"""How sure a place of such a kind may be at most."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A component that was read without what was learned of its publisher."""

    kind: str
    """The kind of evidence that its place rests on."""
    shown: Features
    """Features of the confidence in its place."""
    right: bool
    """Whether it is found under the right parent."""


class Learner:
    """Learns of `samples`, the same in whatever order they are given; features that `left` names are not looked at."""

    def __init__(
        self, samples: Sequence[Sample], known: Words, parts: int = PARTS, left: Callable[[str], bool] | None = None
    ) -> None:
        self.samples = tuple(sorted(samples, key=lambda one: one.name))
        self.known, self.parts, self.left = known, parts, left
        self.part_of = folds(self.samples, parts)
        self._items = table([self._shown(one) for sample in self.samples for one in sample.features])
        self._of: Places = np.array([n for n, sample in enumerate(self.samples) for _ in sample.items], dtype=np.int64)
        names = sorted({sample.publisher for sample in self.samples})
        self._publishers: Places = np.array([names.index(sample.publisher) for sample in self.samples], dtype=np.int64)
        self._right = np.array(
            [at in sample.components for sample in self.samples for at in range(len(sample.items))], dtype=float
        )
        self._steps = [steps(sample) for sample in self.samples]
        self._models: dict[tuple[str, frozenset[int]], Weights] = {}
        self._placements: list[list[Placed]] | None = None

    def weights(self, name: str, without: frozenset[int] = NOBODY) -> Weights:
        """The weights of that name, learned of all but the documents in the parts `without`."""
        found = self._models.get((name, without))
        if found is None:
            found = self._models[name, without] = self._learn(name, without)
        return found

    def _learn(self, name: str, without: frozenset[int]) -> Weights:
        if name in (ROWS, LINES):
            return self._places(name, without)
        return {COMPONENT: self._component, PARENT: self._parent, MOST: self._most}[name](without)

    def learned(self, without: frozenset[int] = NOBODY) -> dict[str, Weights]:
        """All weights by their names."""
        return {name: self.weights(name, without) for name in NAMES}

    def _shown(self, features: Features) -> Features:
        return features if self.left is None else {name: value for name, value in features.items() if not self.left(name)}

    def _seen(self, without: frozenset[int]) -> list[int]:
        """Samples that are in none of these parts."""
        return [n for n, part in enumerate(self.part_of) if part not in without]

    # -- components ----------------------------------------------------------------------------------------------------

    def _component(self, without: frozenset[int]) -> Weights:
        rows = np.isin(self._of, self._seen(without))
        counts = self._counts(self._of[rows])
        return fit(Table(self._items.names, self._items.values[rows]), self._right[rows], counts, STRENGTH[COMPONENT])

    def _counts(self, of: Places) -> Numbers:
        """What each case counts, by the sample that it is `of`: all of a publisher together the root of their number."""
        numbers = np.bincount(self._publishers[of], minlength=1)
        return 1 / np.sqrt(numbers[self._publishers[of]])

    def chosen(self, at: int, model: Weights) -> list[int]:
        """Places of the items of a sample that the model takes for components."""
        of = np.array([model.of.get(name, 0.0) for name in self._items.names])
        odds = self._items.values[self._of == at] @ of + model.of[BIAS]
        chances = lent(self.samples[at].items, odds.tolist())
        least = bar(chances, self.samples[at].source.document is None)
        return [n for n, exists in enumerate(chances) if exists >= least]

    # -- parents -------------------------------------------------------------------------------------------------------

    def _parent(self, without: frozenset[int]) -> Weights:
        found: dict[int, list[Case]] = {}
        for at in self._seen(without):
            unseen = self.weights(COMPONENT, without | {self.part_of[at]})
            found[at] = [*self._steps[at], *steps(self.samples[at], self.chosen(at, unseen))]
        return self._of_cases(found, PARENT)

    def _of_cases(self, found: Mapping[int, Sequence[Case]], name: str) -> Weights:
        """The weights of cases by the sample that they are of."""
        cases = [case for own in found.values() for case in own]
        if not cases:
            return Weights({BIAS: 0.0})
        counts = self._counts(np.array([at for at, own in found.items() for _ in own], dtype=np.int64))
        right = np.array([float(right) for _, right in cases])
        return fit(table([shown for shown, _ in cases]), right, counts, STRENGTH[name])

    # -- places --------------------------------------------------------------------------------------------------------

    def _places(self, kind: str, without: frozenset[int]) -> Weights:
        """Learned of readings without the publisher; what these readings learned of the parts `without` is in what they chose alone."""
        return self._of_cases(self._placed(kind, self._seen(without)), kind)

    def _placed(self, kind: str, seen: Iterable[int]) -> dict[int, list[Case]]:
        return {at: [(one.shown, one.right) for one in self.placements[at] if one.kind == kind] for at in seen}

    def _most(self, without: frozenset[int]) -> Weights:
        """How sure the places of each kind may be at most."""
        found = {}
        for kind in (ROWS, LINES):
            claims = list(self._claimed(kind, without))
            borne_out = bool(claims) and round(sum(right for _, right in claims) / len(claims), 2) >= RIGHT
            several = len({publisher for publisher, _ in claims}) >= PUBLISHERS
            found[kind] = CERTAIN if borne_out and several else MOST_ELSEWHERE
        return Weights(found)

    def _claimed(self, kind: str, without: frozenset[int]) -> Iterator[tuple[int, bool]]:
        """Of each place of a kind that is claimed by what was learned of the others than its publisher: that one, and whether it is right."""
        placed = {at: cases for at, cases in self._placed(kind, self._seen(without)).items() if cases}
        for publisher in sorted({int(self._publishers[at]) for at in placed}):
            others = {at: cases for at, cases in placed.items() if self._publishers[at] != publisher}
            model = self._of_cases(others, kind)
            own = (case for at, cases in placed.items() if at not in others for case in cases)
            yield from ((publisher, right) for shown, right in own if probability(model.log_odds(shown)) >= SURE)

    @property
    def placements(self) -> list[list[Placed]]:
        """Of each sample the components that were read without its publisher."""
        if self._placements is None:
            self._placements = [self._claims(sample, self.reading(at)) for at, sample in enumerate(self.samples)]
        return self._placements

    def reading(self, at: int) -> StructureReading | None:
        """A sample as read with what was learned without its publisher; None of one whose elements state what they are."""
        sample, without = self.samples[at], frozenset({self.part_of[at]})
        if sample.source.markup is not None:
            return None
        with using({name: self.weights(name, without) for name in (COMPONENT, PARENT)}):
            reading = read_structure(sample.source, self.known.lexicon, self.known.profile)
            _ = reading.structure  # it is put together when first asked for, and must be with these weights
        return reading

    def _claims(self, sample: Sample, reading: StructureReading | None) -> list[Placed]:
        if reading is None:
            return []
        roots, _ = disjoint(reading.structure.roots, reading.structure.title.span if reading.structure.title else None)
        right = score(sample.gold, plan_of(sample.source, reading.structure)).claims
        return [
            Placed(kind_of(found), sureness(found, above, reading.understanding), is_right)
            for (found, above), (_, is_right) in zip(walked(roots), right, strict=True)
        ]


def walked(roots: Sequence[Found], above: tuple[Found, ...] = ()) -> list[tuple[Found, tuple[Found, ...]]]:
    """What was found, in the order of the plan, each with what it is under, outermost first."""
    return [pair for root in roots for pair in ((root, above), *walked(root.children, (*above, root)))]


def sample_counts(samples: Sequence[Sample]) -> Mapping[str, int]:
    """How much was learned of: documents, publishers, components among the items."""
    learned = [one for one in samples if one.items]
    return {
        "documents": len(learned),
        "publishers": len({one.publisher for one in learned}),
        "components": sum(len(one.components) for one in learned),
    }
