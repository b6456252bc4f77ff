"""Cases of where a component belongs: in each step of a document, everything that is open, and whether that is its parent."""

from collections.abc import Iterable, Iterator, Sequence

from shisaku.reading.hierarchy.alternation import Alternation
from shisaku.reading.hierarchy.relations import Candidate, may_be_under, relations
from shisaku.reading.items.items import Item
from shisaku.reading.likelihood.learned import Features

from .samples import Sample

Case = tuple[Features, bool]
"""What is seen of a component and of what is open, and whether that is its parent."""
_DEEPEST = 9


def steps(sample: Sample, chosen: Iterable[int] | None = None) -> list[Case]:
    """The cases of a document: of all components, or of those among the items `chosen`, as a reader chose them.

    What was chosen and is no component is put beside the last item of its look, else under what is before it; what is
    under a component that was not chosen belongs under that one's parent.
    """
    return list(_Steps(sample, sorted(sample.components if chosen is None else chosen)).cases())


class _Steps:
    def __init__(self, sample: Sample, chosen: Sequence[int]) -> None:
        self.items, self.parents, self.chosen = sample.items, sample.components, chosen
        self.there = frozenset(chosen)

    def cases(self) -> Iterator[Case]:
        path: list[int] = []
        last: dict[int | None, int] = {}
        turns = Alternation([self.items[at] for at in self.chosen])
        before: Item | None = None
        for at in self.chosen:
            item = self.items[at]
            places = [None, *path]
            candidates = [self._candidate(place, last, depth, len(path) - depth) for depth, place in enumerate(places)]
            right = self._parent(at) if at in self.parents else -1
            if right in places:
                taken = places.index(right)
                able = [n for n, one in enumerate(candidates) if n == taken or may_be_under(item, one, before)]
                yield from ((relations(item, candidates[n], turns), n == taken) for n in able)
            else:
                taken = 0 if at in self.parents else self._beside(at, places, last)
            before = item
            last[places[taken]] = at
            path = [*path[:taken], at]

    def _candidate(self, place: int | None, last: dict[int | None, int], depth: int, steps_up: int) -> Candidate:
        child = last.get(place)
        return Candidate(self._item(place), self._item(child), depth, steps_up)

    def _item(self, place: int | None) -> Item | None:
        return None if place is None else self.items[place]

    def _parent(self, at: int) -> int | None:
        """The nearest component above that was chosen; None for the plan, -1 where none is known."""
        parent = self.parents[at]
        for _ in range(_DEEPEST):
            if parent is None or parent == -1 or parent in self.there:
                break
            parent = self.parents.get(parent, -1)
        return parent

    def _beside(self, at: int, places: Sequence[int | None], last: dict[int | None, int]) -> int:
        look = self.items[at].look
        alike = (n for n, place in enumerate(places) if (child := last.get(place)) is not None and self.items[child].look == look)
        return next(alike, len(places) - 1)
