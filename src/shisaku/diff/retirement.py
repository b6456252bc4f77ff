"""Retired IRIs of a plan: those that only the earlier graph has, with replacements found by place, by words, by class.

A key lasts as long as the text that it is made of; where that was corrected, or a number is found twice, it does not. Others may
have linked to the IRI by then, so it stays, deprecated, with its replacement (`[retired]` in source.toml). Found by

    place   printed at the same place in the same text, then within it or around it
    words   the same words, of the same class, with the same parent; then anywhere; then of a class of the same family
    owner   of a detail: its owner has another name, and the rest of the IRI is the same
    stated  of earlier retirements: the present name of their replacement
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
"""How a replacement was found; `NOTHING` where none was found."""

_COMPONENTS, _PASSAGES, _DETAILS = "component", "passage", "detail"
_FAMILIES: Mapping[URIRef, str] = {
    **dict.fromkeys((SHISAKU.Pillar, SHISAKU.MeasureGroup, SHISAKU.Measure, SHISAKU.Initiative), _COMPONENTS),
    **dict.fromkeys((SHISAKU.Purpose, SHISAKU.Description), _PASSAGES),
    **dict.fromkeys((SHISAKU.Responsibility, SHISAKU.Indicator, SHISAKU.IndicatorValue, SHISAKU.BudgetFigure), _DETAILS),
    **dict.fromkeys((SHISAKU.StatusReport, SHISAKU.Reference, SHISAKU.PrintedPeriod, SHISAKU.TargetGroup), _DETAILS),
    SHISAKU.Mark: "mark",
}
"""Classes with lasting IRIs, in families: an element may change its class within a family."""
_WORDS = (RDFS.label, SHISAKU.text, SKOS.notation, SHISAKU.printedForm)
"""Properties with the words of an element; the first that it has is used."""
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
    """Its replacements, sorted; empty where the element itself is gone."""
    basis: str
    """How they were found: `PLACE`, `WORDS`, `OWNER`, `STATED` or `NOTHING`."""
    words: str
    """Its former words."""


@dataclass(frozen=True, slots=True)
class Reassignment:
    """An IRI that now names something else, which no IRI should."""

    iri: URIRef
    """The IRI."""
    old: str
    """Its former meaning."""
    new: str
    """Its present meaning."""


@dataclass(frozen=True, slots=True)
class _Element:
    """An element of a plan with a lasting IRI."""

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
    """The retired IRIs of each plan in both graphs, with earlier retirements that have to be stated again."""
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
    """Elements of one plan in a graph."""

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
        """Earlier retirements, with their replacements."""
        for iri in sorted(self.side.named):
            if any(isinstance(v, Literal) and v.value is True for v in self.side.values(iri, OWL.deprecated)):
                yield iri, tuple(sorted(o for o in self.side.values(iri, DCTERMS.isReplacedBy) if isinstance(o, URIRef)))

    @cached_property
    def at(self) -> Mapping[Place, list[_Element]]:
        """The elements printed at a place."""
        found: dict[Place, list[_Element]] = defaultdict(list)
        for element in self.by_iri.values():
            for place in element.places:
                found[place].append(element)
        return found


def _number(values: Iterable[Value]) -> int:
    return next((v.value for v in values if isinstance(v, Literal) and isinstance(v.value, int)), -1)


class _Retiring:
    """Finds replacements of the retired IRIs of one plan."""

    def __init__(self, plan: URIRef, before: Descriptions, after: Descriptions) -> None:
        self.plan = plan
        self.after = after
        self.old, self.new = _Elements(before, plan), _Elements(after, plan)
        self.gone = [element for iri, element in self.old.by_iri.items() if iri not in after.named]
        self.come = [element for iri, element in self.new.by_iri.items() if iri not in before.named]
        self.replacements: dict[URIRef, tuple[tuple[URIRef, ...], str]] = {}

    def found(self) -> Iterator[Retirement]:
        """All retirements, in no order."""
        self._by_place([element for element in self.gone if element.family != _DETAILS])
        self._by_words([element for element in self.gone if element.family != _DETAILS])
        self._by_owner()
        details = [element for element in self.gone if element.family == _DETAILS]
        self._by_place(details)
        self._by_words(details)
        for element in self.gone:
            new, basis = self.replacements.get(element.iri, ((), NOTHING))
            yield Retirement(self.plan, element.iri, new, basis, element.words)
        yield from self._stated()

    def _take(self, element: _Element, new: Iterable[URIRef], basis: str) -> None:
        self.replacements[element.iri] = tuple(sorted(set(new))), basis

    # -- by place ------------------------------------------------------------------------------------------------------

    def _by_place(self, gone: list[_Element]) -> None:
        starts = self._starts()
        for element in gone:
            if element.iri in self.replacements:
                continue
            here = [other for place in element.places for other in self.new.at.get(place, ())]
            same = [other for other in here if other.type == element.type]
            chosen = same or [other for other in here if _akin(other, element)] or self._around(element, starts)
            if chosen:
                self._take(element, (other.iri for other in chosen), PLACE)

    def _starts(self) -> Mapping[tuple[str, URIRef], list[tuple[int, int, URIRef]]]:
        """Places of the added elements of each text and class, in order."""
        found: dict[tuple[str, URIRef], list[tuple[int, int, URIRef]]] = defaultdict(list)
        for element in self.come:
            if element.first != _NOWHERE:
                text, start, end = element.first
                found[text, element.type].append((start, end, element.iri))
        return {key: sorted(places) for key, places in found.items()}

    def _around(self, element: _Element, starts: Mapping[tuple[str, URIRef], list[tuple[int, int, URIRef]]]) -> list[_Element]:
        """The added elements within the place of the element, or else around it."""
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
        """Match by words: class by class, outermost first, so that elements are first matched under the same parent."""
        for type_ in _FAMILIES:
            same = [element for element in gone if element.type == type_]
            come = [element for element in self.come if element.type == type_]
            self._pair(same, come, lambda one: (plain(one.words), self._named(one.owner)), lambda one: plain(one.words))
        families = {element.family for element in gone}
        self._pair(gone, [e for e in self.come if e.family in families], lambda one: (one.family, plain(one.words)))

    def _pair(self, gone: list[_Element], come: list[_Element], *keys: Key[_Element]) -> None:
        """Pair the unmatched elements by keys, in the order of the text where several have one; each is a replacement once."""
        used = {iri for new, _ in self.replacements.values() for iri in new}
        left = sorted((one for one in gone if one.iri not in self.replacements and plain(one.words)), key=_order)
        free = sorted((one for one in come if one.iri not in used), key=_order)
        for one, other in paired(left, free, *keys) if left and free else ():
            if one is not None and other is not None:
                self._take(one, (other.iri,), WORDS)

    def _named(self, iri: URIRef | None) -> URIRef | None:
        """The replacement of an IRI, if it is only one."""
        new = self.replacements[iri][0] if iri is not None and iri in self.replacements else ()
        return new[0] if len(new) == 1 else iri

    def _by_owner(self) -> None:
        """Details whose IRIs changed with those of their owners."""
        for element in self.gone:
            if element.family != _DETAILS:
                continue
            owner = self._owner(element.iri)
            for replacement in self.replacements[owner][0] if owner is not None else ():
                same = URIRef(f"{replacement}{element.iri.removeprefix(str(owner))}")
                if same in self.new.by_iri:
                    self._take(element, (same,), OWNER)

    def _owner(self, iri: URIRef) -> URIRef | None:
        """The longest prefix of an IRI that is replaced itself."""
        steps = str(iri).split("/")
        beginnings = (URIRef("/".join(steps[:size])) for size in range(len(steps) - 1, 0, -1))
        return next((one for one in beginnings if one in self.replacements), None)

    # -- earlier retirements -------------------------------------------------------------------------------------------

    def _stated(self) -> Iterator[Retirement]:
        """Earlier retirements that lost their statement, or whose replacement is gone."""
        stated = {**dict(self.old.deprecated()), **dict(self.new.deprecated())}
        for iri, new in stated.items():
            if not iri.startswith(f"{self.plan}/") or iri in self.new.by_iri:
                continue
            now = tuple(sorted({end for one in new for end in self._followed(one, stated)}))
            if iri not in self.after.named or now != new:
                yield Retirement(self.plan, iri, now, STATED, "")

    def _followed(self, iri: URIRef, stated: Mapping[URIRef, tuple[URIRef, ...]]) -> Iterator[URIRef]:
        """The present names of an IRI, replacement after replacement."""
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
                open_ += (*self.replacements.get(one, ((), ""))[0], *stated.get(one, ()))


def _akin(one: _Element, other: _Element) -> bool:
    """Whether the one may be the other with another class: components and passages may be confused, details may not."""
    return one.family == other.family or {one.family, other.family} == {_COMPONENTS, _PASSAGES}


def _order(element: _Element) -> tuple[Place, str]:
    return element.first, element.iri


def already_retired(side: Descriptions) -> tuple[Retirement, ...]:
    """The retirements stated in a graph, of each plan in it, sorted."""
    found = []
    for plan in sorted(s for s in side.named if SHISAKU.PolicyPlan in side.values(s, RDF.type)):
        elements = _Elements(side, plan)
        stated = (pair for pair in elements.deprecated() if pair[0].startswith(f"{plan}/") and pair[0] not in elements.by_iri)
        found += [Retirement(plan, iri, new, STATED, "") for iri, new in stated]
    return tuple(found)
