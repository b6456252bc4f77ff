"""Goals and objectives of StratML as components of a plan.

    Goal                                      Pillar
      Objective                                 Measure
        Objective, by its number                  Initiative

Objectives of one level are components of one class in the whole plan: where they go three levels deep, those of the last level are
initiatives, of the last but one measures, those above them groups. A file that was written from a plan names the classes itself.

A goal or objective without a word of its own is no component: what it holds, such as the indicators of a goal, is its parent's.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import compress, islice, takewhile
from typing import Any

from shisaku.messages import Message
from shisaku.model.details import Details, Kind, Passage, PrintedPeriod, Purpose, Reference, StatusReport
from shisaku.model.plan import PLAN_KEY, Component, Evidence, Initiative, Measure, MeasureGroup, Pillar, Placement
from shisaku.model.source import Element, Source, Span
from shisaku.reading.stratml.element_filter import lines_of
from shisaku.reading.stratml.element_words import ElementWording, ElementWords, first_of, parts
from shisaku.reading.stratml.particulars import Particulars, Remarks
from shisaku.stratml import remarks
from shisaku.stratml.sequence import LEVELS, class_of_level, parents

OUTLINE = "outline"
"""Passage kind of a Description beyond its first paragraph, and of the Description of the plan."""
CLASSES: dict[str, type[Component]] = {
    "Pillar": Pillar,
    "MeasureGroup": MeasureGroup,
    "Measure": Measure,
    "Initiative": Initiative,
}
_BELOW: dict[type[Component], tuple[type[Component], ...]] = {
    Pillar: (MeasureGroup, Measure, Initiative),
    MeasureGroup: (MeasureGroup, Measure, Initiative),
    Measure: (Initiative,),
    Initiative: (),
}
"""What may be under what."""
_BY_NUMBER = 0.98
"""Confidence in a place by a compound number, as that of headings in print."""


@dataclass(slots=True)
class Stated:
    """A goal or objective that has words."""

    element: Element
    """Its element."""
    label: ElementWords
    """What it is called."""
    bare: tuple[Element, ...] = ()
    """Objectives in it without a word of their own, whose details are its own."""
    below: "list[Stated]" = field(default_factory=list)
    """What is part of it, in order."""
    by_number: str = ""
    """The number by which it was put where it is; empty where the elements of the file give its place."""

    def depth(self) -> int:
        """Levels in it, its own included."""
        return 1 + max((one.depth() for one in self.below), default=0)


def label_of(element: Element, wording: ElementWording) -> ElementWords:
    """The label of a goal or objective: its name, else the first paragraph of its description."""
    prose = next((p for p in wording.of(element, "OtherInformation").paragraphs if remarks.remark_in(p[0]) is None), None)
    return first_of(
        wording.of(element, "Name"), wording.of(element, "Description").first, ElementWords((prose,) if prose else ())
    )


def stated(element: Element, wording: ElementWording, level: int = 0) -> Stated:
    """A goal or objective with its objectives under each other; `level` elements of that kind are around it."""
    objectives = tuple(parts(element, "Objective"))
    named = [bool(label_of(one, wording)) for one in objectives]
    known = [stated(one, wording, level + 1) for one in compress(objectives, named)]
    bare = tuple(one for one, has_words in zip(objectives, named, strict=True) if not has_words)
    root = Stated(element, label_of(element, wording), bare)
    numbers = [wording.text(one.element, "SequenceIndicator") for one in known]
    for one, number, parent in zip(known, numbers, parents(numbers, LEVELS - level), strict=True):
        if parent is not None:
            one.by_number = number
        (root if parent is None else known[parent]).below.append(one)
    return root


@dataclass(slots=True)
class Components:
    """Makes components of goals and objectives."""

    source: Source
    """The document."""
    particulars: Particulars
    """Reads their details."""
    numbers_are_printed: bool = True
    """Whether SequenceIndicators are printed numbers; else they only give places."""
    placements: list[Placement] = field(default_factory=list)
    """What was put where by its number."""
    marks: list[str] = field(default_factory=list)
    """Marks that components bear, in order."""
    counted: Counter[type[Component]] = field(default_factory=Counter)

    def of(self, goals: Iterable[Stated]) -> tuple[Component, ...]:
        """The components at the top level; objectives of a goal without words are there themselves."""
        found = list(goals)
        tops = [one for goal in found for one in ((goal,) if goal.label else goal.below)]
        return self._all(tops, PLAN_KEY, _named_classes(tops, self.particulars) or _classes_by_level(tops))

    def _component(self, one: Stated, parent: str, place: int, classes: Mapping[int, type[Component]]) -> Component:
        kind = classes[id(one)]
        self.counted[kind] += 1
        count = self.counted[kind]
        key = f"{parent}/initiative/{place}".lstrip("/") if kind is Initiative else f"{_NAMES[kind]}/{count}"
        information = self.particulars.remarks((one.element, *one.bare))
        if one.by_number:
            self._put(key, parent, one)
        below = self._all(one.below, key, classes)
        marks = information.one(remarks.PRINTED_MARKS)
        self.marks += marks
        indicator = self.particulars.wording.text(one.element, "SequenceIndicator") if self.numbers_are_printed else ""
        printed = information.one(remarks.PRINTED_NUMBER) or indicator
        common: dict[str, Any] = {
            "key": key,
            "ordinal": count if kind in (Pillar, Measure) else place,
            "printed": printed,
            "label": one.label.text,
            "span": one.label.span,
            "details": self.details(one, key, information),
            "marks": marks,
            "restated": bool(information.all(remarks.RESTATES)),
        }
        if kind is Initiative:
            return Initiative(**common)
        if kind is Measure:
            return Measure(**common, initiatives=tuple(part for part in below if isinstance(part, Initiative)))
        inner = tuple(part for part in below if not isinstance(part, Pillar))
        return Pillar(**common, parts=inner) if kind is Pillar else MeasureGroup(**common, parts=inner)

    def _all(self, found: Iterable[Stated], parent: str, classes: Mapping[int, type[Component]]) -> tuple[Component, ...]:
        """The components under one parent, each counted among those of its class."""
        places: Counter[type[Component]] = Counter()
        made = []
        for one in found:
            places[classes[id(one)]] += 1
            made.append(self._component(one, parent, places[classes[id(one)]], classes))
        return tuple(made)

    def _put(self, key: str, parent: str, one: Stated) -> None:
        words = self.particulars.wording.of(one.element, "SequenceIndicator")
        self.placements.append(
            Placement(
                key,
                parent,
                _BY_NUMBER,
                (Evidence("numbering-style", Message("reading-number-begins-parent", by_number=one.by_number), words.span),),
            )
        )

    # -- details -------------------------------------------------------------------------------------------------------

    def details(self, one: Stated, key: str, information: Remarks) -> Details:
        """The details of a goal or objective beside its words."""
        wording, read = self.particulars.wording, self.particulars
        about = wording.of(one.element, "Description")
        own = "purpose/" + key.replace("/", "-")
        purposes = tuple(Purpose(own, words, span) for words, span in about.first.paragraphs)
        further = tuple(Passage(words, span, OUTLINE) for words, span in about.paragraphs[1:])
        description = (*further, *information.passages)
        every = (one.element, *one.bare)
        kind = Kind("goal", "Goal") if one.element.name == "Goal" else Kind("objective", "Objective")
        concept, printed = information.one(remarks.COMPONENT_KIND), information.one(remarks.PRINTED_KIND)
        identifiers = (*(wording.text(each, "Identifier") for each in every), information.one(remarks.IDENTIFIER))
        spans = [line for each in every for line in lines_of(_without_objectives(each))]
        taken = [one.label.span, *(purpose.span for purpose in purposes), *(passage.span for passage in description)]
        return Details(
            purposes=purposes,
            description=description,
            kind=Kind(concept, printed) if concept or printed else kind,
            tags=tuple(words for words, _ in information.all(remarks.TAG)),
            responsibilities=tuple(each for element in every for each in read.responsibilities(element)),
            target_groups=tuple(each for element in every for each in read.target_groups(element)),
            periods=tuple(PrintedPeriod(*each) for each in information.all(remarks.PERIOD)),
            deadlines=tuple(PrintedPeriod(*each) for each in information.all(remarks.DEADLINE)),
            indicators=tuple(each for element in every for each in read.indicators(element)),
            statuses=tuple(StatusReport(*each) for each in information.all(remarks.STATUS)),
            references=tuple(Reference(*each) for each in information.all(remarks.REFERENCE)),
            identifiers=tuple(filter(None, identifiers)),
            lines=without(self.source, spans, (span for span in taken if span is not None)),
        )


def without(source: Source, spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """The parts of `spans` that are in none of `taken`, without blanks at their edges, in the order of the text."""
    cuts = sorted(set(taken))  # apart from each other
    ends = [cut.end for cut in cuts]
    pieces = (piece for span in sorted(spans) for piece in _cut(span, islice(cuts, bisect_right(ends, span.start), None)))
    return tuple(piece for piece in map(source.trimmed, pieces) if len(piece))


def _cut(span: Span, cuts: Iterable[Span]) -> Iterator[Span]:
    at = span.start
    for cut in takewhile(lambda cut: cut.start < span.end, cuts):
        yield Span(at, max(at, cut.start))
        at = cut.end
    yield Span(at, max(at, span.end))


def _without_objectives(element: Element) -> Element:
    return replace(element, parts=tuple(part for part in element.parts if part.name != "Objective"))


_NAMES: dict[type[Component], str] = {Pillar: "pillar", MeasureGroup: "group", Measure: "measure"}


def _every(tops: Iterable[Stated]) -> Iterator[Stated]:
    for one in tops:
        yield one
        yield from _every(one.below)


def _classes_by_level(tops: Iterable[Stated]) -> dict[int, type[Component]]:
    """The class of each goal and objective by the level that it is on, by the identity of the value."""
    found: dict[int, type[Component]] = {}
    levels: list[list[Stated]] = []
    goals = [one for one in tops if one.element.name == "Goal"]
    level = [one for one in tops if one.element.name != "Goal"] + [below for goal in goals for below in goal.below]
    while level:
        levels.append(level)
        level = [below for one in level for below in one.below]
    found.update((id(goal), Pillar) for goal in goals)
    for number, level in enumerate(levels, start=1):
        found.update((id(one), CLASSES[class_of_level(number, len(levels))]) for one in level)
    return found


def _named_classes(tops: Iterable[Stated], particulars: Particulars) -> dict[int, type[Component]] | None:
    """The classes that the file names; None where it does not name all of them, or they do not fit together."""
    found: dict[int, type[Component]] = {}
    for one in _every(tops):
        kind = CLASSES.get(particulars.remarks((one.element,)).one(remarks.CLASS))
        if kind is None:
            return None
        found[id(one)] = kind
    inner = [(found[id(one)], found[id(below)]) for one in _every(tops) for below in one.below]
    return found if all(kind in _BELOW[outer] for outer, kind in inner) else None
