"""Reads an overview: the steps from its lines to the Plan.

lines -> conventions (meaning of marks and numbers) -> blocks -> inventory -> placement -> restatements -> Plan
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from shisaku.messages import Message
from shisaku.model.details import Details, Purpose
from shisaku.model.findings import Finding
from shisaku.model.plan import (
    PLAN_KEY,
    Evidence,
    Initiative,
    Measure,
    MeasureGroup,
    Pillar,
    Placement,
    Plan,
)
from shisaku.model.source import Source, Span
from shisaku.reading import reading_rules
from shisaku.reading.lexicon import NO_LEXICON, Lexicon
from shisaku.reading.overview.affinity import PARTS
from shisaku.reading.overview.inventory import FoundStatement, Inventory, inventory
from shisaku.reading.overview.overview_blocks import Block, LegendLine, MarkedEntry, PageArtefact, UnmarkedText, blocks
from shisaku.reading.overview.placement import PlacedComponents, place
from shisaku.reading.restatement import identify
from shisaku.reading.title import Title, title_of
from shisaku.reading.tokens.conventions import Conventions
from shisaku.reading.tokens.legend import beside_legend, legend_of
from shisaku.reading.tokens.lines import Line

C = TypeVar("C", MeasureGroup, Measure)

_STRAY_CONFIDENCE = 0.4
"""Confidence of an entry without a measure, put under the measure before it."""


def overview_plan(source: Source, printed: tuple[Line, ...], conventions: Conventions, lexicon: Lexicon = NO_LEXICON) -> Plan:
    """Return the plan of an overview from the `printed` lines of `source`."""
    found_blocks = blocks(printed, conventions)
    found = inventory(found_blocks)
    placed = place(found, found_blocks, lexicon, source)
    title, unread = title_of([(block.text, block.span) for block in found_blocks if isinstance(block, UnmarkedText)])
    words = f"{PARTS}, {lexicon.name}" if lexicon.name else PARTS
    return _Assembly(source, found_blocks, found, placed, title, unread, words).plan()


class _Assembly:
    """Assembles the plan from the results of the steps."""

    def __init__(
        self,
        source: Source,
        found_blocks: tuple[Block, ...],
        found: Inventory,
        placed: PlacedComponents,
        title: Title | None,
        unread: tuple[Span, ...],
        words: str,
    ) -> None:
        self.source = source
        self.blocks = found_blocks
        self.found = found
        self.placed = placed
        self.title = title
        self.unread = unread
        self.words = words
        self.placements = list(placed.placements)
        self.purpose_keys: dict[str, str] = {}
        self.children: dict[str, list[str]] = {}
        groups = sorted(zip(placed.group_keys, placed.group_parents, strict=True), key=lambda pair: _number(pair[0]))
        measures = zip((m.key for m in found.measures), placed.measure_parents, strict=True)
        for key, parent in (*groups, *measures):
            self.children.setdefault(parent, []).append(key)
        self.findings: list[Finding] = [*self._first_findings(), *found.findings, *placed.findings]

    def plan(self) -> Plan:
        """The whole plan."""
        measures = self._measures()
        identifications, doubts = identify(tuple(measures.values()))
        groups = self._groups(measures)
        pillars, purposes = self._pillars(measures, groups)
        explaining = [(block.span, block.entries) for block in self.blocks if isinstance(block, LegendLine)]
        initiatives = [initiative for measure in measures.values() for initiative in measure.initiatives]
        legend, unexplained = legend_of(explaining, initiatives, doubt_unexplained=True)
        stray_words = self.unread if self.found.measures else (*self.unread, *(e.span for _, e in self.found.stray))
        self.findings += [*doubts, *unexplained, *(reading_rules.NOT_UNDERSTOOD.at(span) for span in self.unread)]
        self.findings += [
            reading_rules.MEASURE_WITHOUT_ENTRY.at(m.span, subject=m.key, label=m.label, number=m.printed)
            for m in measures.values()
            if not m.initiatives
        ]
        description = self.source.description
        loose: list[MeasureGroup | Measure] = [*self._under(PLAN_KEY, groups), *self._under(PLAN_KEY, measures)]
        return Plan(
            source=self.source,
            title=self.title.text if self.title else description.title or description.id,
            title_span=self.title.span if self.title else None,
            edition=self.title.edition if self.title else None,
            legend=legend,
            details=Details(purposes=purposes),
            parts=(*pillars, *loose),
            placements=tuple(self._in_plan_order(pillars, loose, purposes)),
            identifications=identifications,
            furniture=(*(b.span for b in self.blocks if isinstance(b, PageArtefact)), *beside_legend(self.source, explaining)),
            unread=tuple(sorted(stray_words)),
            findings=tuple(self.findings),
            lexicon=self.words,
        )

    def _first_findings(self) -> list[Finding]:
        expected = self.source.description.sha256
        findings = []
        if expected is not None and expected != self.source.sha256:
            findings.append(reading_rules.WRONG_DIGEST.at(None, actual=self.source.sha256))
        if not self.blocks:
            return [*findings, reading_rules.EMPTY.at(None)]
        findings += [] if self.found.pillars else [reading_rules.NO_PILLAR.at(None)]
        findings += [] if self.found.measures else [reading_rules.NO_MEASURE.at(None)]
        findings += [] if self.title else [reading_rules.NO_TITLE.at(None)]
        return findings

    # -- components ----------------------------------------------------------------------------------------------------

    def _measures(self) -> dict[str, Measure]:
        """Every measure with its entries, by key."""
        entries: list[list[tuple[MarkedEntry, bool]]] = [[(e, True) for e in m.entries] for m in self.found.measures]
        in_text = sorted((m.at, i) for i, m in enumerate(self.found.measures))
        for at, entry in self.found.stray if in_text else ():
            before = bisect_left(in_text, (at, 0))
            entries[in_text[before - 1][1] if before else 0].append((entry, False))
        return {
            m.key: Measure(
                m.key,
                m.heading.number.value,
                m.heading.number.printed,
                m.heading.label,
                m.heading.span,
                tuple(self._initiative(m.key, n, entry, printed) for n, (entry, printed) in enumerate(own, start=1)),
            )
            for m, own in zip(self.found.measures, entries, strict=True)
        }

    def _initiative(self, measure: str, ordinal: int, entry: MarkedEntry, printed_under: bool) -> Initiative:
        key = f"{measure}/initiative/{ordinal}"
        if not printed_under:
            evidence = Evidence("layout-position", Message("reading-measure-before-text"))
            self.placements.append(Placement(key, measure, _STRAY_CONFIDENCE, (evidence,)))
        return Initiative(key, ordinal, entry.marks, entry.label, entry.span, entry.restated)

    def _under(self, parent: str, components: Mapping[str, C]) -> list[C]:
        """The children of `parent` among `components`, in order."""
        return [components[key] for key in self.children.get(parent, ()) if key in components]

    def _groups(self, measures: dict[str, Measure]) -> dict[str, MeasureGroup]:
        """Every group with its measures, by key, in the order of the keys."""
        headings = {key: g.heading for key, g in zip(self.placed.group_keys, self.found.groups, strict=True)}
        parents = dict(zip(self.placed.group_keys, self.placed.group_parents, strict=True))
        ordinals: dict[str, int] = {}
        groups = {}
        for key in sorted(headings, key=_number):
            ordinals[parents[key]] = ordinals.get(parents[key], 0) + 1
            parts = tuple(self._under(key, measures))
            groups[key] = MeasureGroup(key, ordinals[parents[key]], headings[key].label, headings[key].span, parts)
        return groups

    def _pillars(
        self, measures: dict[str, Measure], groups: dict[str, MeasureGroup]
    ) -> tuple[tuple[Pillar, ...], tuple[Purpose, ...]]:
        """The pillars with their descendants, and the purposes of the plan."""
        for_plan = list(self.found.plan_statements)
        for_pillars: dict[str, list[tuple[int, FoundStatement]]] = {}
        for index, (statement, parent) in enumerate(zip(self.found.statements, self.placed.statement_parents, strict=True)):
            if parent == PLAN_KEY:
                for_plan.append(statement)
            else:
                for_pillars.setdefault(parent, []).append((index, statement))
        pillars = []
        for p in self.found.pillars:
            purposes = []
            for nth, (index, statement) in enumerate(for_pillars.get(p.key, []), start=1):
                key = "purpose/" + p.key.replace("/", "-") + (f"/{nth}" if nth > 1 else "")
                purposes.append(Purpose(key, statement.statement.text, statement.statement.span))
                self.purpose_keys[f"statement/{index}"] = key
            parts: list[MeasureGroup | Measure] = [*self._under(p.key, groups), *self._under(p.key, measures)]
            number, label = p.heading.number, p.heading.label
            pillars.append(
                Pillar(
                    p.key, number.value, number.printed, label, p.heading.span, tuple(parts), Details(purposes=tuple(purposes))
                )
            )
        own = tuple(
            Purpose("purpose/plan" + (f"-{n}" if n > 1 else ""), s.statement.text, s.statement.span)
            for n, s in enumerate(sorted(for_plan, key=lambda s: s.at), start=1)
        )
        return tuple(pillars), own

    def _in_plan_order(
        self, pillars: tuple[Pillar, ...], loose: list[MeasureGroup | Measure], purposes: tuple[Purpose, ...]
    ) -> list[Placement]:
        """The placements in the order of their components."""
        bare = Plan(self.source, "", None, None, (), (*pillars, *loose), (), (), details=Details(purposes=purposes))
        keys = [*(p.key for p, _ in bare.all_purposes()), *(component.key for component, _ in bare.walk())]
        order = {key: position for position, key in enumerate(keys)}
        named = [replace(p, component=self.purpose_keys.get(p.component, p.component)) for p in self.placements]
        return sorted(named, key=lambda placement: order[placement.component])


def _number(key: str) -> int:
    """The number at the end of a key."""
    return int(key.rpartition("/")[2])
