"""How components of one look and of another alternate in a document: ○ ・・・ ○ ・・ ○ ・・・・ shows that ・ is under ○.

One who reads on sees what comes again; a reader that puts each component in its place in turn would not.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from shisaku.reading.items.items import Item
from shisaku.reading.likelihood.learned import Features

FEWEST = 2
"""Components of a look from which on they come again."""


class Alternation:
    """What takes turns with what among the components of a document, which are in printed order."""

    def __init__(self, chosen: Sequence[Item]) -> None:
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self._begun_by: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._runs: defaultdict[str, int] = defaultdict(int)
        before = ""
        for at, item in enumerate(chosen):
            self._places[item.look].append(at)
            if item.look != before:
                self._runs[item.look] += 1
                self._begun_by[item.look][before] += 1
            before = item.look
        self._known: dict[tuple[str, str], Features] = {}

    def features(self, item: Item, parent: Item | None) -> Features:
        """Evidence that components that look like `item` are under those that look like `parent`."""
        if parent is None or parent.look == item.look:
            return {}
        key = item.look, parent.look
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._of(*key)
        return found

    def _of(self, own: str, over: str) -> Features:
        many, few = self._places[own], self._places[over]
        begun = self._begun_by[own][over]
        between, reverse = _between(few, many), _between(many, few)
        return {
            "parent comes again": float(len(few) >= FEWEST),
            "begins behind such": begun / self._runs[own],
            "heads such": begun / len(few),
            "heads such again": float(begun >= FEWEST),
            "between such": between,
            "such between": reverse,
            "rather between such": between - reverse,
            "more than such": float(len(many) > len(few)),
            "such come first": float(few[0] < many[0]),
        }


def _between(outer: Sequence[int], inner: Sequence[int]) -> float:
    """The share of the gaps between two of the `outer` that hold one of the `inner`; 0 where there is no gap."""
    if len(outer) < FEWEST:
        return 0.0
    held = sum(1 for start, end in pairwise(outer) if _next(inner, start) < end)
    return held / (len(outer) - 1)


def _next(places: Sequence[int], after: int) -> float:
    at = bisect_left(places, after)
    return places[at] if at < len(places) else float("inf")
