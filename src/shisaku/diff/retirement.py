"""IRIs of a plan that one graph of it has and a later one has not, and what is named instead: by place, by words, by class.

A key lasts as long as what it is made of; where the text was corrected, or a number is found twice, it does not. Others may have linked
to the IRI by then, so that it has to stay, deprecated, with what replaces it (`[retired]` in source.toml). What that is is looked for

    place   printed at the same place in the same text, then within it or around it
    words   in the same words, of the same class, under the same thing; then anywhere; then of a class of the same family
    owner   of a detail: what it belongs to is named otherwise, and the detail itself says the same
    stated  of what was retired before: what its replacement is named now
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from shisaku.diff.descriptions import Descriptions, Value
from shisaku.editions.comparable_components import plain
from shisaku.editions.pairing import Key, paired
from shisaku.rdf.namespaces import OA, SHISAKU

PLACE, WORDS, OWNER, STATED, NOTHING = "place", "words", "owner", "stated", ""
"""What a replacement was found by; `NOTHING` where none was found."""

_COMPONENTS, _PASSAGES, _DETAILS = "component", "passage", "detail"
_FAMILIES: Mapping[URIRef, str] = {
    **dict.fromkeys((SHISAKU.Pillar, SHISAKU.MeasureGroup, SHISAKU.Measure, SHISAKU.Initiative), _COMPONENTS),
    **dict.fromkeys((SHISAKU.Purpose, SHISAKU.Description), _PASSAGES),
    **dict.fromkeys((SHISAKU.Responsibility, SHISAKU.Indicator, SHISAKU.IndicatorValue, SHISAKU.BudgetFigure), _DETAILS),
    **dict.fromkeys((SHISAKU.StatusReport, SHISAKU.Reference, SHISAKU.PrintedPeriod, SHISAKU.TargetGroup), _DETAILS),
    SHISAKU.Mark: "mark",
}
"""Classes whose IRIs last, in families: what is of another class of its family in a later reading may still be the same thing."""
_WORDS = (RDFS.label, SHISAKU.text, SKOS.notation, SHISAKU.printedForm)
"""Properties that have the words of an element, the first that it has."""
_OWNERS = (SHISAKU.hasPurpose, SHISAKU.hasDescription)
_NOWHERE = ("", -1, -1)

Place = tuple[str, int, int]
"""Text, first character, character behind the last one."""


@dataclass(frozen=True, slots=True)
class Retirement:
    """An IRI that names nothing any more."""

    plan: URIRef
    """The plan that it belongs to."""
    old: URIRef
    """The IRI."""
    new: tuple[URIRef, ...]
    """What is named instead, sorted; nothing where the thing itself is gone."""
    basis: str
    """What that was found by: `PLACE`, `WORDS`, `OWNER`, `STATED` or `NOTHING`."""
    words: str
    """What it was called."""


@dataclass(frozen=True, slots=True)
class Reassignment:
    """An IRI that names another thing than before, which no IRI should."""

    iri: URIRef
    """The IRI."""
    old: str
    """What it named."""
    new: str
    """What it names."""


@dataclass(frozen=True, slots=True)
class _Element:
    """Something of a plan whose IRI lasts."""

    iri: URIRef
    type: URIRef
    words: str
    owner: URIRef | None
    places: frozenset[Place]
    first: Place
    """The longest of its places: its own line, not that of a detail of it."""

    @property
    def family(self) -> str:
        return _FAMILIES[self.type]


def retirements(before: Descriptions, after: Descriptions) -> tuple[Retirement, ...]:
    """Of each plan that both graphs have the IRIs that the later one does not have, those that are to stay retired among them."""
    found = [one for plan in _plans(before, after) for one in _Retiring(plan, before, after).found()]
    return tuple(sorted(found, key=lambda one: (one.plan, one.old)))


def reassignments(before: Descriptions, after: Descriptions) -> tuple[Reassignment, ...]:
    """IRIs of components, passages and marks that are printed elsewhere in the same text than before."""
    found = []
    for plan in _plans(before, after):
        old, new = (_Elements(side, plan) for side in (before, after))
        for iri in sorted(old.by_iri.keys() & new.by_iri.keys()):
            one, other = old.by_iri[iri], new.by_iri[iri]
            texts = {text for text, _, _ in one.places} & {text for text, _, _ in other.places}
            if one.family != _DETAILS and texts and not one.places & other.places and not _overlap(one, other):
                found.append(Reassignment(iri, one.words, other.words))
    return tuple(found)


def _overlap(one: _Element, other: _Element) -> bool:
    """Whether a place of the one shares a character with one of the other."""
    return any(a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for a in one.places for b in other.places)


def _plans(before: Descriptions, after: Descriptions) -> list[URIRef]:
    plans = [{s for s in side.named if SHISAKU.PolicyPlan in side.values(s, RDF.type)} for side in (before, after)]
    return sorted(plans[0] & plans[1])


class _Elements:
    """What a graph has of one plan that lasts."""

    def __init__(self, side: Descriptions, plan: URIRef) -> None:
        self.side = side
        below = sorted(iri for iri in side.named if iri.startswith(f"{plan}/"))
        owners = {o: s for s in (plan, *below) for p in _OWNERS for o in side.values(s, p)}
        found = (self._element(iri, owners.get(iri)) for iri in below)
        self.by_iri = {element.iri: element for element in found if element is not None}

    def _element(self, iri: URIRef, owner: Value | None) -> _Element | None:
        types = self.side.values(iri, RDF.type)
        type_ = next((one for one in _FAMILIES if one in types), None)
        if type_ is None:
            return None
        words = next((values for p in _WORDS if (values := self.side.values(iri, p))), frozenset())
        above = min(self.side.values(iri, SHISAKU.directPartOf), key=str, default=owner)
        places = frozenset(place for span in self.side.values(iri, SHISAKU.quotedFrom) for place in self._places(span))
        first = max(places, key=lambda place: (place[2] - place[1], place), default=_NOWHERE)
        return _Element(
            iri, type_, str(min(words, default="", key=str)), above if isinstance(above, URIRef) else None, places, first
        )

    def _places(self, span: Value) -> Iterator[Place]:
        text = min(map(str, self.side.values(span, OA.hasSource)), default="")
        for selector in self.side.values(span, OA.hasSelector):
            bounds = [_number(self.side.values(selector, p)) for p in (OA.start, OA.end)]
            if bounds[0] >= 0 and bounds[1] >= 0:
                yield text, bounds[0], bounds[1]

    def deprecated(self) -> Iterator[tuple[URIRef, tuple[URIRef, ...]]]:
        """What was retired before, with what replaces it."""
        for iri in sorted(self.side.named):
            if any(isinstance(v, Literal) and v.value is True for v in self.side.values(iri, OWL.deprecated)):
                yield iri, tuple(sorted(o for o in self.side.values(iri, DCTERMS.isReplacedBy) if isinstance(o, URIRef)))

    @cached_property
    def at(self) -> Mapping[Place, list[_Element]]:
        """What is printed at a place."""
        found: dict[Place, list[_Element]] = defaultdict(list)
        for element in self.by_iri.values():
            for place in element.places:
                found[place].append(element)
        return found


def _number(values: Iterable[Value]) -> int:
    return next((v.value for v in values if isinstance(v, Literal) and isinstance(v.value, int)), -1)


class _Retiring:
    """Finds what replaces what is gone from one plan."""

    def __init__(self, plan: URIRef, before: Descriptions, after: Descriptions) -> None:
        self.plan = plan
        self.after = after
        self.old, self.new = _Elements(before, plan), _Elements(after, plan)
        self.gone = [element for iri, element in self.old.by_iri.items() if iri not in after.named]
        self.come = [element for iri, element in self.new.by_iri.items() if iri not in before.named]
        self.found_by: dict[URIRef, tuple[tuple[URIRef, ...], str]] = {}

    def found(self) -> Iterator[Retirement]:
        """Everything, in no order."""
        self._by_place([element for element in self.gone if element.family != _DETAILS])
        self._by_words([element for element in self.gone if element.family != _DETAILS])
        self._by_owner()
        details = [element for element in self.gone if element.family == _DETAILS]
        self._by_place(details)
        self._by_words(details)
        for element in self.gone:
            new, basis = self.found_by.get(element.iri, ((), NOTHING))
            yield Retirement(self.plan, element.iri, new, basis, element.words)
        yield from self._stated()

    def _take(self, element: _Element, new: Iterable[URIRef], basis: str) -> None:
        self.found_by[element.iri] = tuple(sorted(set(new))), basis

    # -- by place ------------------------------------------------------------------------------------------------------

    def _by_place(self, gone: list[_Element]) -> None:
        starts = self._starts()
        for element in gone:
            if element.iri in self.found_by:
                continue
            here = [other for place in element.places for other in self.new.at.get(place, ())]
            same = [other for other in here if other.type == element.type]
            chosen = same or [other for other in here if _akin(other, element)] or self._around(element, starts)
            if chosen:
                self._take(element, (other.iri for other in chosen), PLACE)

    def _starts(self) -> Mapping[tuple[str, URIRef], list[tuple[int, int, URIRef]]]:
        """Of each text and class the places of what has come, in order."""
        found: dict[tuple[str, URIRef], list[tuple[int, int, URIRef]]] = defaultdict(list)
        for element in self.come:
            if element.first != _NOWHERE:
                text, start, end = element.first
                found[text, element.type].append((start, end, element.iri))
        return {key: sorted(places) for key, places in found.items()}

    def _around(self, element: _Element, starts: Mapping[tuple[str, URIRef], list[tuple[int, int, URIRef]]]) -> list[_Element]:
        """What has come within the place of the element, or else around it."""
        text, start, end = element.first
        places = starts.get((text, element.type), [])
        at = bisect_left(places, (start, -1, URIRef("")))
        within = []
        for place in places[at:]:
            if place[0] >= end:
                break
            if place[1] <= end:
                within.append(place[2])
        around = [place[2] for place in places[max(0, at - 1) : at + 1] if place[0] <= start and end <= place[1]]
        return [self.new.by_iri[iri] for iri in within or around]

    # -- by words ------------------------------------------------------------------------------------------------------

    def _by_words(self, gone: list[_Element]) -> None:
        """What says the same: class by class, outermost first, so that what stands under a heading is looked for under its own."""
        for type_ in _FAMILIES:
            same = [element for element in gone if element.type == type_]
            come = [element for element in self.come if element.type == type_]
            self._pair(same, come, lambda one: (plain(one.words), self._named(one.owner)), lambda one: plain(one.words))
        families = {element.family for element in gone}
        self._pair(gone, [e for e in self.come if e.family in families], lambda one: (one.family, plain(one.words)))

    def _pair(self, gone: list[_Element], come: list[_Element], *keys: Key[_Element]) -> None:
        """Pair what is left by keys, in the order of the text where several have one; not what has replaced another thing already."""
        taken = {iri for new, _ in self.found_by.values() for iri in new}
        left = sorted((one for one in gone if one.iri not in self.found_by and plain(one.words)), key=_order)
        free = sorted((one for one in come if one.iri not in taken), key=_order)
        for one, other in paired(left, free, *keys) if left and free else ():
            if one is not None and other is not None:
                self._take(one, (other.iri,), WORDS)

    def _named(self, iri: URIRef | None) -> URIRef | None:
        """What an IRI is replaced by, as far as that is one thing."""
        new = self.found_by[iri][0] if iri is not None and iri in self.found_by else ()
        return new[0] if len(new) == 1 else iri

    def _by_owner(self) -> None:
        """Details whose IRIs begin otherwise, as those of what they belong to do."""
        for element in self.gone:
            if element.family != _DETAILS:
                continue
            owner = self._owner(element.iri)
            for replacement in self.found_by[owner][0] if owner is not None else ():
                same = URIRef(f"{replacement}{element.iri.removeprefix(str(owner))}")
                if same in self.new.by_iri:
                    self._take(element, (same,), OWNER)

    def _owner(self, iri: URIRef) -> URIRef | None:
        """The longest beginning of an IRI that is replaced itself."""
        steps = str(iri).split("/")
        beginnings = (URIRef("/".join(steps[:size])) for size in range(len(steps) - 1, 0, -1))
        return next((one for one in beginnings if one in self.found_by), None)

    # -- what was retired before ---------------------------------------------------------------------------------------

    def _stated(self) -> Iterator[Retirement]:
        """What was retired before and either lost its note, or names something that is gone now."""
        stated = {**dict(self.old.deprecated()), **dict(self.new.deprecated())}
        for iri, new in stated.items():
            if not iri.startswith(f"{self.plan}/") or iri in self.new.by_iri:
                continue
            now = tuple(sorted({end for one in new for end in self._followed(one, stated)}))
            if iri not in self.after.named or now != new:
                yield Retirement(self.plan, iri, now, STATED, "")

    def _followed(self, iri: URIRef, stated: Mapping[URIRef, tuple[URIRef, ...]]) -> Iterator[URIRef]:
        """What an IRI is named now, replacement after replacement."""
        seen: set[URIRef] = set()
        open_ = [iri]
        while open_:
            one = open_.pop()
            if one in seen:
                continue
            seen.add(one)
            if one in self.new.by_iri:
                yield one
            else:
                open_ += (*self.found_by.get(one, ((), ""))[0], *stated.get(one, ()))


def _akin(one: _Element, other: _Element) -> bool:
    """Whether the one may be the other, read as something else: components and passages may change places, details may not."""
    return one.family == other.family or {one.family, other.family} == {_COMPONENTS, _PASSAGES}


def _order(element: _Element) -> tuple[Place, str]:
    return element.first, element.iri


def kept(side: Descriptions) -> tuple[Retirement, ...]:
    """What a graph says is retired, of each plan in it, sorted."""
    found = []
    for plan in sorted(s for s in side.named if SHISAKU.PolicyPlan in side.values(s, RDF.type)):
        elements = _Elements(side, plan)
        stated = (pair for pair in elements.deprecated() if pair[0].startswith(f"{plan}/") and pair[0] not in elements.by_iri)
        found += [Retirement(plan, iri, new, STATED, "") for iri, new in stated]
    return tuple(found)
