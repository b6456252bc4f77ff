"""From the tree of components that were found to the Plan: names, places, and what was not read.

One level alone are measures. Of two, the outer one are pillars. Rows of tables are measures, however deep they are; of lines, the
third level and those below are initiatives, and what is over them measures. What is between pillars and measures are groups.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from shisaku.model.details import Details
from shisaku.model.findings import Finding
from shisaku.model.plan import PLAN_KEY, Component, Initiative, Measure, MeasureGroup, Pillar, Placement, Plan
from shisaku.model.source import Source, Span
from shisaku.reading import reading_rules
from shisaku.reading.evidence import listed_under
from shisaku.reading.found import Found
from shisaku.reading.likelihood.confidence import confidence
from shisaku.reading.likelihood.understanding import NOTHING_KNOWN, Understanding
from shisaku.reading.restatement import identify
from shisaku.reading.structure.accounting import disjoint, with_children, with_rest, without_doubles
from shisaku.reading.structure.meanings import with_meanings
from shisaku.reading.title import Title
from shisaku.reading.tokens.legend import ExplainingLine, beside_legend, legend_of

_OF_TABLES = ("table-cells", "column-heading")
"""Bases of conclusions from tables."""


@dataclass(frozen=True, slots=True)
class Structure:
    """What was found in a document."""

    title: Title | None
    """Its title as printed."""
    roots: tuple[Found, ...]
    """What is under nothing, and under that all else."""
    details: Details = field(default_factory=Details)
    """What is printed of the plan as a whole."""
    artefacts: tuple[Span, ...] = ()
    """Printed without meaning for the plan: page numbers, labels of fields, tables of figures."""
    findings: tuple[Finding, ...] = ()
    """What is wrong or doubtful."""
    stated: str = ""
    """Title that the format states, printed or not; empty where it states none."""
    explaining: tuple[ExplainingLine, ...] = ()
    """Lines of the legend of its marks."""
    expected: Understanding = NOTHING_KNOWN
    """How much of the document is expected to be understood."""
    skipped: tuple[Span, ...] = ()
    """Of the artefacts, lines at the edges of pages: these may be between the lines of a paragraph that goes on overleaf."""
    meanings: Mapping[str, Details] = field(default_factory=dict)
    """Details that the marks of the legend give to the components that bear them."""


def plan_of(source: Source, found: Structure) -> Plan:
    """The Plan that a structure is."""
    return _Assembly(source, found).plan()


class _Assembly:
    """Turns the tree into components, with reasons."""

    def __init__(self, source: Source, found: Structure) -> None:
        self.source = source
        self.found = found
        numbered = tuple(_with_number(root, source) for root in found.roots)
        apart, self.taken = disjoint(numbered, found.title.span if found.title else None)
        self.roots = with_meanings(apart, found.meanings)  # behind that: many components may have what one legend says
        for entry in legend_of(found.explaining, (), False)[0]:
            if entry.span is not None:
                self.taken.take(entry.span)
        self.deepest = max(map(_height, self.roots), default=0)
        self.counts = {"pillar": 0, "group": 0, "measure": 0, "purpose": 0}
        self.placements: list[Placement] = []

    def plan(self) -> Plan:
        """The whole plan."""
        title, description = self.found.title, self.source.description
        parts = self._parts(self.roots, (), PLAN_KEY)
        findings = []
        if description.sha256 not in (None, self.source.sha256):
            findings.append(reading_rules.WRONG_DIGEST.at(None, actual=self.source.sha256))
        if self.source.text.strip():
            findings += self._doubts(bool(parts))
        else:
            findings.append(reading_rules.EMPTY.at(None))
        plan = Plan(
            source=self.source,
            title=title.text if title else description.title or self.found.stated or description.id,
            title_span=title.span if title else None,
            edition=title.edition if title else None,
            legend=(),
            parts=parts,
            placements=tuple(self.placements),
            identifications=(),
            furniture=(*self.found.artefacts, *beside_legend(self.source, self.found.explaining)),
            details=self._keyed(without_doubles(self.found.details, self.taken)),
        )
        explaining = self.found.explaining
        legend, unexplained = legend_of(explaining, (part for part, _ in plan.walk()), bool(explaining))
        plan = with_rest(replace(plan, legend=legend), self.taken, self._skipped())
        identifications, doubts = identify(plan.measures)
        return replace(plan, identifications=identifications, findings=(*findings, *doubts, *unexplained))

    def _skipped(self) -> tuple[Span, ...]:
        """The lines at the edges of pages that explain no mark."""
        explaining = {line for line, _ in self.found.explaining}
        return tuple(line for line in self.found.skipped if line not in explaining)

    def _doubts(self, anything: bool) -> Iterator[Finding]:
        """What is wrong with the reading of a document that prints something; `anything`: whether a component was found."""
        yield from self.found.findings
        if self.found.title is None and not self.found.stated:
            yield reading_rules.NO_TITLE.at(None)
        if not anything:
            yield reading_rules.NO_MEASURE.at(None)

    def _class(self, found: Found, depth: int) -> type[Component]:
        if depth == 1:
            return Measure if self.deepest == 1 else Pillar
        if not found.children:
            return Measure if depth == 2 or _is_row(found) else Initiative
        rows = any(self._class(child, depth + 1) is not Initiative for child in found.children)
        return MeasureGroup if rows else Measure

    def _parts(self, children: Iterable[Found], under: tuple[Found, ...], parent: str) -> tuple[Component, ...]:
        """The components right below `parent`, each kind counted by itself."""
        counts: Counter[type[Component]] = Counter()
        parts = []
        for found in children:
            kind = self._class(found, len(under) + 1)
            counts[kind] += 1
            parts.append(self._component(found, kind, under, parent, counts[kind]))
        return tuple(parts)

    def _component(self, found: Found, kind: type[Component], under: tuple[Found, ...], parent: str, ordinal: int) -> Component:
        """`under`: what it is under, the plan left out, outermost first; `parent`: the key of the last of these."""
        details = self._keyed(found.details)
        if kind is Initiative:
            key = f"{parent}/initiative/{ordinal}"
            self._place(found, key, parent, under)
            return Initiative(key, ordinal, found.marks, found.label, found.span, found.restated, found.printed, details)
        name = {Pillar: "pillar", Measure: "measure", MeasureGroup: "group"}[kind]
        self.counts[name] += 1
        number = self.counts[name]
        key = f"{name}/{number}"
        self._place(found, key, parent, under)
        parts = self._parts(found.children, (*under, found), key)
        below = tuple(part for part in parts if not isinstance(part, Pillar))
        common: dict[str, Any] = {"label": found.label, "span": found.span, "printed": found.printed, "details": details}
        common |= {"marks": found.marks, "restated": found.restated}
        if kind is Pillar:
            return Pillar(key, number, parts=below, **common)
        if kind is MeasureGroup:
            return MeasureGroup(key, ordinal, parts=below, **common)
        entries = tuple(part for part in parts if isinstance(part, Initiative))
        return Measure(key, number, initiatives=entries, **common)

    def _keyed(self, details: Details) -> Details:
        """`details` whose purposes have keys of their own."""
        purposes = []
        for purpose in details.purposes:
            self.counts["purpose"] += 1
            purposes.append(replace(purpose, key=f"purpose/{self.counts['purpose']}"))
        return replace(details, purposes=tuple(purposes)) if purposes else details

    def _place(self, found: Found, key: str, parent: str, under: tuple[Found, ...]) -> None:
        """Record how sure it is that the component is one, and is there, and why."""
        reasons = found.basis or (listed_under(under[-1].label if under else ""),)
        sure = confidence(found, under, self.found.expected)
        self.placements.append(Placement(key, parent, sure, reasons))


def _with_number(found: Found, source: Source) -> Found:
    """A component whose place takes in its number, where that is printed right before it; a number of another place identifies it."""
    children = tuple(_with_number(child, source) for child in found.children)
    number = found.printed
    if not number or number in source.quote(found.span):
        return with_children(found, children)
    end = found.span.start
    while end and source.text[end - 1].isspace():
        end -= 1
    if source.text.endswith(number, 0, end):
        return replace(found, span=Span(end - len(number), found.span.end), children=children)
    details = replace(found.details, identifiers=(*found.details.identifiers, number))
    return replace(found, printed="", details=details, children=children)


def _height(found: Found) -> int:
    """Levels from `found` to what is deepest under it, itself among them."""
    return 1 + max(map(_height, found.children), default=0)


def _is_row(found: Found) -> bool:
    """Whether a component is a row of a table."""
    return found.origin in ("cells", "table") and any(reason.basis in _OF_TABLES for reason in found.basis)
