"""The Plan: what a person reads in a policy overview, as a plain value that knows no RDF.

Every component has a `key`, an ASCII path that is unique in the plan (`measure/6`, `initiative/zjfk53oh`); its IRI is made from it.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, repeat, takewhile
from typing import Any

from shisaku.messages import Message
from shisaku.model.details import NO_DETAILS, Details, Organization, Passage, Purpose
from shisaku.model.findings import Finding
from shisaku.model.html_text import tree
from shisaku.model.plain_data import as_plain
from shisaku.model.source import Source, Span

EXACT = "exact"
"""Kind of a restatement that repeats its original word for word."""
PARTIAL = "partial"
"""Kind of a restatement that repeats a part of its original, or rewords it."""

PLAN_KEY = ""
"""Key of the plan itself: the parent of components at the top level."""

_FLOAT_NOISE = 1e-6
"""Rounding error of a hundred times two decimals: 0.29 becomes 28.999999999999996."""
_SAME_MARK = str.maketrans("◯〇", "○○")


def two_decimals(share: float) -> str:
    """A confidence as text: cut to two decimals, so that it is never overstated (0.8999 is not 0.9)."""
    return f"{math.floor(100 * share + _FLOAT_NOISE) / 100:.2f}"


def same_mark(symbol: str) -> str:
    """`symbol`, with the three code points that are all drawn as ○ (U+25CB, U+25EF, U+3007) made one."""
    return symbol.translate(_SAME_MARK)


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One mark as the document's legend explains it."""

    symbol: str
    """The mark, one character, as printed."""
    meaning: str | None
    """The words printed beside it; None for a mark that is used but not explained."""
    span: Span | None
    """The mark with its explanation; None when it is not explained."""


@dataclass(frozen=True, slots=True)
class Initiative:
    """取組: one printed entry under a measure, or under a wider heading where the document goes no deeper."""

    key: str
    """`initiative/zjfk53oh`: made of its words."""
    ordinal: int
    """Its place among the entries of its parent, from 1."""
    marks: str
    """As printed, e.g. `○☆`; empty when it carries none."""
    label: str
    """As printed, without mark, number, （再掲） and details, line breaks removed."""
    span: Span
    """From its mark to its last character, （再掲） and the details in its line included."""
    restated: bool = False
    """Whether （再掲） is printed behind it."""
    printed: str = ""
    """Its number as printed, e.g. `ア`; empty when it carries none."""
    details: Details = NO_DETAILS
    """What is printed of it beside its words."""


@dataclass(frozen=True, slots=True)
class Measure:
    """施策: a measure with its entries."""

    key: str
    """`measure/6`: its printed number where that names it, else `measure/zjfk53oh`, made of its words."""
    ordinal: int
    """Its number within the plan; its place there where numbers start anew under each heading, or none is printed."""
    printed: str
    """Its number as printed, e.g. `６`; empty when it carries none."""
    label: str
    """As printed, without number and details, line breaks removed."""
    span: Span
    """Number and heading, with the details in its line."""
    initiatives: tuple[Initiative, ...] = ()
    """Its entries in printed order."""
    details: Details = NO_DETAILS
    """What is printed of it beside its words."""
    marks: str = ""
    """Its marks as printed; empty when it carries none."""
    restated: bool = False
    """Whether （再掲） is printed behind it."""


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """施策群: a sub-heading between pillar and measure."""

    key: str
    """`group/nggju7za`: made of its words."""
    ordinal: int
    """Its place within its parent, from 1."""
    label: str
    """As printed, without mark, number and details, line breaks removed."""
    span: Span
    """Mark or number, and heading, with the details in its line."""
    parts: "tuple[MeasureGroup | Measure | Initiative, ...]" = ()
    """Its children, in order."""
    printed: str = ""
    """Its number as printed, e.g. `（２）`; empty when it carries none."""
    details: Details = NO_DETAILS
    """What is printed of it beside its words."""
    marks: str = ""
    """Its marks as printed; empty when it carries none."""
    restated: bool = False
    """Whether （再掲） is printed behind it."""


@dataclass(frozen=True, slots=True)
class Pillar:
    """柱: a main heading of the plan."""

    key: str
    """`pillar/1`: its printed number where that names it, else `pillar/zjfk53oh`, made of its words."""
    ordinal: int
    """Its number within the plan; its place there where none is printed."""
    printed: str
    """Its number as printed, e.g. `Ⅲ`; empty when it carries none."""
    label: str
    """As printed, without number and details, line breaks removed."""
    span: Span
    """Number and heading, with the details in its line."""
    parts: tuple[MeasureGroup | Measure | Initiative, ...] = ()
    """Its children, in order."""
    details: Details = NO_DETAILS
    """What is printed of it beside its words."""
    marks: str = ""
    """Its marks as printed; empty when it carries none."""
    restated: bool = False
    """Whether （再掲） is printed behind it."""


Component = Pillar | MeasureGroup | Measure | Initiative
_ADDRESSED: dict[type, str] = {Pillar: "pillar", MeasureGroup: "group", Measure: "measure", Initiative: "initiative"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for an inference."""

    basis: str
    """Slug of the kind of reason, a concept of ontology/conclusions.ttl, e.g. `number-continuity`."""
    message: Message
    """What was observed."""
    span: Span | None = None
    """The words that it is based on."""


@dataclass(frozen=True, slots=True)
class Placement:
    """配置の推定: why a component that is not printed under its parent is put there."""

    component: str
    """Key of the component, or purpose, that is placed."""
    parent: str
    """Key of the parent; `PLAN_KEY` for the plan itself."""
    confidence: float
    """Probability that it is right, 0 to 1, two decimals."""
    evidence: tuple[Evidence, ...]
    """The reasons, strongest first."""
    rivals: tuple[tuple[str, float], ...] = ()
    """Parents that were considered and rejected, each with its share of the probability, likeliest first."""


@dataclass(frozen=True, slots=True)
class Identification:
    """再掲元の推定: which entry a restated entry repeats."""

    component: str
    """Key of the restated entry."""
    original: str
    """Key of the entry that it restates."""
    kind: str
    """`EXACT` or `PARTIAL`."""
    confidence: float
    """Probability that it is right, 0 to 1, two decimals."""
    evidence: tuple[Evidence, ...]
    """The reasons."""
    rivals: tuple[tuple[str, float], ...] = ()
    """Other entries that were considered, each with its share of the probability."""


@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """A policy plan as read from one source."""

    source: Source
    """What it was read from."""
    title: str
    """As printed, without the edition."""
    title_span: Span | None
    """Where the title, with its edition, is printed; None when there is none."""
    edition: str | None
    """What is printed in brackets behind the title."""
    legend: tuple[LegendEntry, ...]
    """The marks, in the order of the legend, then those that are used unexplained."""
    parts: tuple[Component, ...]
    """Pillars in order, then components without a pillar."""
    placements: tuple[Placement, ...]
    """Every inferred placement, in order of the components."""
    identifications: tuple[Identification, ...]
    """Every inferred original of a restated entry."""
    furniture: tuple[Span, ...] = ()
    """Page artefacts: page numbers, separators."""
    unread: tuple[Span, ...] = ()
    """Not understood; a finding quotes each."""
    findings: tuple[Finding, ...] = ()
    """Problems in the text."""
    details: Details = NO_DETAILS
    """What is printed of the plan as a whole."""
    organizations: tuple[Organization, ...] = ()
    """Whose plan it is, as printed."""
    lexicon: str = ""
    """Name and version of the word resource that weighed the words."""
    _index: dict[str, "Component | Purpose"] = field(default_factory=dict, repr=False, compare=False, init=False)
    _asides: list[Span] = field(default_factory=list, repr=False, compare=False, init=False)

    def __post_init__(self) -> None:
        self._asides.extend(sorted(self.furniture))

    @property
    def pillars(self) -> tuple[Pillar, ...]:
        """The pillars, in order."""
        return tuple(part for part in self.parts if isinstance(part, Pillar))

    @property
    def groups(self) -> tuple[MeasureGroup, ...]:
        """All groups, in the order of what they head."""
        return tuple(component for component, _ in self.walk() if isinstance(component, MeasureGroup))

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures, in the order of the plan."""
        return tuple(component for component, _ in self.walk() if isinstance(component, Measure))

    @property
    def initiatives(self) -> tuple[Initiative, ...]:
        """All entries, in the order of the plan."""
        return tuple(component for component, _ in self.walk() if isinstance(component, Initiative))

    def walk(self) -> Iterator[tuple[Component, str]]:
        """Every component with the key of its parent, depth first, in the order of the plan."""
        stack: list[tuple[Component, str]] = [(part, PLAN_KEY) for part in reversed(self.parts)]
        while stack:
            component, parent = stack.pop()
            yield component, parent
            if isinstance(component, Measure):
                stack.extend(zip(reversed(component.initiatives), repeat(component.key)))
            elif isinstance(component, Pillar | MeasureGroup):
                stack.extend(zip(reversed(component.parts), repeat(component.key)))

    def all_purposes(self) -> Iterator[tuple[Purpose, str]]:
        """Every purpose with the key of what it is the purpose of, the plan's own first."""
        yield from ((purpose, PLAN_KEY) for purpose in self.details.purposes)
        for component, _ in self.walk():
            if component.details.purposes:
                yield from ((purpose, component.key) for purpose in component.details.purposes)

    def find(self, key: str) -> "Component | Purpose | None":
        """The component or purpose with that key."""
        if not self._index:
            found: dict[str, Component | Purpose] = {component.key: component for component, _ in self.walk()}
            found.update((purpose.key, purpose) for purpose, _ in self.all_purposes())
            self._index.update(found)
        return self._index.get(key)

    def addresses(self) -> dict[str, str]:
        """For the key of each component and purpose where it is: `measure/6/initiative/2`, the second entry of measure 6.

        Unlike a key, an address is that of another component once something is found before it. Pillars and measures have their
        ordinals, the second one of an ordinal `-2` behind it; groups are counted through the plan, entries and purposes within what
        they belong to.
        """
        found = {PLAN_KEY: ""}
        count: Counter[str] = Counter()
        for component, parent in self.walk():
            kind = _ADDRESSED[type(component)]
            if isinstance(component, Initiative):
                found[component.key] = f"{found[parent]}/{kind}/{component.ordinal}".lstrip("/")
                continue
            counted = isinstance(component, MeasureGroup)
            place = kind if counted else f"{kind}/{component.ordinal}"
            count[place] += 1
            found[component.key] = f"{kind}/{count[kind]}" if counted else place + f"-{count[place]}" * (count[place] > 1)
        for purpose, owner in self.all_purposes():
            place = f"{found[owner]}/purpose".lstrip("/")
            count[place] += 1
            found[purpose.key] = f"{place}/{count[place]}"
        return found

    def at(self, address: str) -> "Component | Purpose | None":
        """The component or purpose at that address."""
        keys = {place: key for key, place in self.addresses().items()}
        return self.find(keys.get(address, ""))

    def pieces(self, passage: Passage) -> tuple[Span, ...]:
        """The stretches of the source that a passage is printed in: its span without page artefacts and edge blanks."""
        at, found = passage.span.start, []
        for aside in takewhile(passage.span.contains, islice(self._asides, bisect_left(self._asides, passage.span), None)):
            found.append(Span(at, aside.start))
            at = aside.end
        found.append(Span(at, passage.span.end))
        return tuple(piece for piece in map(self.source.trimmed, found) if len(piece))

    def all_details(self) -> Iterator[Details]:
        """What is printed beside the plan's words, and beside those of every component, in order."""
        yield self.details
        yield from (component.details for component, _ in self.walk())

    def claimed(self) -> tuple[Span, ...]:
        """Every stretch of the source that has a meaning in the plan, in order of the source; none overlap.

        A stretch that two elements are made of, such as a component with the words of its purpose, is there once.
        """
        spans = [component.span for component, _ in self.walk()]
        details = list(self.all_details())
        spans += [piece for one in details for passage in one.description for piece in self.pieces(passage)]
        spans += [line for one in details for line in one.lines]
        spans += [purpose.span for purpose, _ in self.all_purposes()]
        spans += [entry.span for entry in self.legend if entry.span is not None]
        spans += [*self.furniture, *self.unread]
        if self.title_span is not None:
            spans.append(self.title_span)
        return tuple(sorted(set(spans)))

    def to_dict(self) -> dict[str, Any]:
        """All of the plan as values that JSON has, in the order of the fields of its classes; docs/api.md describes them.

        `type` is the class of a component, a span is `{"start": …, "end": …}` in code points of the source's text.
        """
        plain: dict[str, Any] = as_plain(self, (Pillar, MeasureGroup, Measure, Initiative))
        return plain

    def __repr__(self) -> str:
        return f"<Plan {self.source.description.id}: {self.title}, {self._size()}>"

    def _repr_html_(self) -> str:
        depth = {PLAN_KEY: -1}
        lines = []
        for component, parent in self.walk():
            depth[component.key] = depth[parent] + 1
            printed = component.marks if isinstance(component, Initiative) else component.printed
            lines.append((depth[component.key], f"{printed} {component.label}".strip()))
        return tree(f"{self.title} ({self._size()})", lines)

    def _size(self) -> str:
        parts = {"pillars": self.pillars, "groups": self.groups, "measures": self.measures, "initiatives": self.initiatives}
        return ", ".join(f"{len(found)} {name}" for name, found in parts.items())
