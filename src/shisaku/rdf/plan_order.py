"""The order of a plan's resources in its graph, whatever their IRIs are.

    plan > its passages, details and marks > pillars > groups > measures > entries, each with its own passages and details behind it
         > conclusions on placements, each with its evidence

Keys of components are made of their words, so that IRIs do not show the order; parents and ordinals do.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cached_property

from shisaku.rdf.quads import Triple

_OWN = "https://w3id.org/shisaku/ontology#"
_OA = "http://www.w3.org/ns/oa#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
DETAILS = (
    "hasPurpose", "hasDescription", "hasResponsibility", "hasTargetGroup", "hasPeriod", "hasDeadline", "hasIndicator", "hasValue",
    "hasBudgetFigure", "hasBreakdown", "hasStatusReport", "hasReference", "hasEvidence", "rejectedAlternative",
)  # fmt: skip
"""Local names of the properties from an element, or a conclusion, to resources of its own, in their order."""
_MARKS = "markOf"
_DIGITS = re.compile(r"([0-9]+)")
_NONE = 1 << 62
"""Larger than any number."""


class PlanOrder:
    """The order of all resources of the plans among some triples; terms are compared by their text."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._children: dict[str, set[str]] = {}
        self._details: dict[tuple[str, str], set[str]] = {}
        self._types: dict[str, set[str]] = {}
        self._ordinals: dict[str, int] = {}
        self._places: dict[str, list[str]] = {}
        self._selectors: dict[str, list[str]] = {}
        self._starts: dict[str, int] = {}
        self._conclusions: dict[str, set[str]] = {}
        for s, p, o in triples:
            self._enter(str(s), str(p), str(o))

    def _enter(self, s: str, p: str, o: str) -> None:
        name = p.removeprefix(_OWN) if p.startswith(_OWN) else p
        if name == "directPartOf":
            self._children.setdefault(o, set()).add(s)
        elif name in DETAILS:
            self._details.setdefault((s, name), set()).add(o)
        elif name == _TYPE:
            self._types.setdefault(s, set()).add(o.removeprefix(_OWN))
        elif name == "ordinal":
            self._ordinals[s] = int(o) if o.isascii() and o.isdecimal() else _NONE
        elif name == "quotedFrom":
            self._places.setdefault(s, []).append(o)
        elif p == f"{_OA}hasSelector":
            self._selectors.setdefault(s, []).append(o)
        elif p == f"{_OA}start":
            self._starts[s] = int(o) if o.isascii() and o.isdecimal() else _NONE
        elif name == _MARKS:
            self._details.setdefault((o, name), set()).add(s)
        elif name in ("places", "identifies"):
            self._conclusions.setdefault(o, set()).add(s)

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """The rank of each resource, from 0; resources of no plan have none."""
        plans = sorted((s for s, types in self._types.items() if "PolicyPlan" in types), key=natural)
        found: dict[str, int] = {}
        waiting = plans[::-1]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found[here] = len(found)
                self._with_details(here, found)
                waiting += reversed(self.children(here))
        for here in list(found):
            for conclusion in sorted(self._conclusions.get(here, ()), key=natural):
                if conclusion not in found:
                    found[conclusion] = len(found)
                    self._with_details(conclusion, found)
        return found

    def _with_details(self, owner: str, found: dict[str, int]) -> None:
        waiting = [*reversed(list(self._own(owner)))]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found[here] = len(found)
                waiting += reversed(list(self._own(here)))

    def _own(self, owner: str) -> Iterator[str]:
        for name in (*DETAILS, _MARKS):
            yield from sorted(self._details.get((owner, name), ()), key=self._detail_place)

    def _detail_place(self, detail: str) -> tuple[int, int, Hashable]:
        return self._ordinals.get(detail, _NONE), self.start(detail), natural(detail)

    def children(self, parent: str) -> list[str]:
        """The children of a component or plan: pillars first; entries beside headings as in the text, headings by number."""
        children = self._children.get(parent, set())
        mixed = len({self._is_entry(child) for child in children}) > 1

        def place(child: str) -> tuple[bool, int, int, Hashable]:
            number = self.start(child) if mixed else self._number(child)
            return "Pillar" not in self._types.get(child, ()), number, self.start(child), natural(child)

        return sorted(children, key=place)

    def _is_entry(self, iri: str) -> bool:
        return not self._types.get(iri, set()).isdisjoint(("Initiative", "RestatedInitiative"))

    def _number(self, iri: str) -> int:
        """Its own number; of a group that of the first measure under it, as groups are numbered apart from measures."""
        own = self._ordinals.get(iri, _NONE)
        if "MeasureGroup" not in self._types.get(iri, ()):
            return own
        below, waiting = set[str](), [iri]
        while waiting:
            fresh = self._children.get(waiting.pop(), set()) - below
            below |= fresh
            waiting += fresh
        return min((self._ordinals.get(part, _NONE) for part in below if "Measure" in self._types.get(part, ())), default=own)

    def start(self, iri: str) -> int:
        """Offset in the text where it begins; after everything else where it is not printed."""
        selectors = (selector for place in self._places.get(iri, ()) for selector in self._selectors.get(place, ()))
        return min((self._starts[selector] for selector in selectors if selector in self._starts), default=_NONE)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts `measure/9` before `measure/10`."""
    pieces = _DIGITS.split(text)
    return tuple((0, int(piece), piece) if piece.isascii() and piece.isdecimal() else (1, 0, piece) for piece in pieces)
