"""Plans and budget overviews in printed order: from rows to a tree of headings and entries, and from there to the Plan.

heading   a numbered or unnumbered row with something under it; the outermost are pillars where there are others under them, those
          with no heading under them measures, those between groups
entry     a row with a sum and none under it, a marked row, a numbered sentence
passage   prose; it describes what it is under
"""

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from shisaku.model.details import Details, Passage
from shisaku.model.findings import Finding
from shisaku.model.plan import (
    PLAN_KEY,
    Component,
    Initiative,
    Measure,
    MeasureGroup,
    Pillar,
    Placement,
    Plan,
)
from shisaku.model.source import Source, Span
from shisaku.reading import reading_rules
from shisaku.reading.evidence import under_heading
from shisaku.reading.outline.entries import entries
from shisaku.reading.outline.headings import echoes, is_caption, plain_headings
from shisaku.reading.outline.narrative import narrative_share
from shisaku.reading.outline.outline_rows import OutlineRow
from shisaku.reading.outline.row_nesting import NestedRow, nest, walk
from shisaku.reading.overview.inventory import number_findings
from shisaku.reading.restatement import identify
from shisaku.reading.title import LONGEST, Title, title_in
from shisaku.reading.tokens.legend import beside_legend, legend_of
from shisaku.reading.tokens.lines import Line, join
from shisaku.reading.tokens.page_artefacts import is_date

SURE = 0.9
_NUMBERED, _TYPED, _SPACED, _IRREGULAR = 0.98, 0.95, 0.93, 0.5
"""Confidence in the level of a heading: by its number, by its type, by its spacing, and where its number is not the next one."""
_PLAN = "プラン / the plan"
_MOST_LISTED = 0.4
"""Share of sums and marked entries from which a document is a list, whatever its prose."""
_MOST_NARRATIVE = 0.6
"""Share of sentences that report what has been from which prose is a report and no plan."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A document in printed order, its rows in a tree."""

    title: Title | None
    """Its title."""
    root: NestedRow
    """What is under nothing, and under that all else."""
    legend: tuple[OutlineRow, ...]
    """The rows that explain marks."""
    echoes: tuple[Span, ...]
    """Headings that are printed again elsewhere."""
    irregular: float
    """Share of its numbered headings that are not where their numbers would have them."""


def outline(source: Source, found: Sequence[OutlineRow]) -> Outline:
    """The tree of `found`."""
    repeated = echoes(found)
    legend = tuple(row for row in found if row.kind == "legend")
    remaining = [row for index, row in enumerate(found) if index not in repeated and row.kind != "legend"]
    title = _title(remaining)
    remaining = remaining[1:] if title else remaining
    headings = plain_headings(remaining)
    if title and len(remaining) > 1 and not remaining[0].gap and headings[0] and headings[1]:
        headings = ("", *headings[1:])  # a second line of the title, right under the first
    root = nest(remaining, headings)
    numbered = sum(map(_is_heading_number, remaining))
    regular = sum(1 for node in walk(root) if _is_heading_number(node.row))
    beside = [Span(title.span.end, found[0].whole.end)] if title and title.span.end < found[0].whole.end else []
    spans = tuple(beside) + tuple(row.whole for index, row in enumerate(found) if index in repeated and row.kind != "legend")
    return Outline(title, root, legend, spans, 1 - regular / numbered if numbered else 0.0)


def _title(found: Sequence[OutlineRow]) -> Title | None:
    """The first row, where it is above everything and could be a title."""
    if len(found) < 2 or found[0].kind != "plain" or found[0].is_sentence or len(found[0].words) > LONGEST:
        return None
    if found[1].kind == "priced" and found[1].gap == 0:
        return None
    return title_in(found[0].words, found[0].whole)


def _is_heading_number(row: OutlineRow) -> bool:
    """Whether a row is numbered as headings are, and not as a footnote, or prose that begins with a figure."""
    number = row.number
    return number is not None and row.could_head and (number.dotted or number.style != "decimal")


def is_report(found: Outline) -> bool:
    """Whether the document reports what has been, rather than laying down what is to be done: no sums, no entries, and such prose."""
    rows = [node.row for node in walk(found.root)]
    listed = sum(1 for row in rows if row.priced or (row.kind == "marked" and not is_caption(row.words)))
    if listed and listed >= _MOST_LISTED * len(rows):
        return False
    prose = [row for node in (found.root, *walk(found.root)) for row in node.passages]
    share = narrative_share("\n".join(row.text for row in prose))
    return share is not None and share >= _MOST_NARRATIVE


def outline_plan(source: Source, found: Outline, artefacts: tuple[Span, ...]) -> Plan:
    """The Plan that an outline is; a report comes out as its description alone."""
    return _Assembly(source, found, artefacts).plan()


Headings = tuple[tuple[str, str], ...]
"""Keys and words of the headings that something is under, from the plan itself inwards."""


@dataclass
class _Counts:
    """How many of each have been counted, and their details."""

    pillars: int = 0
    groups: int = 0
    measures: int = 0
    entries: dict[str, int] = field(default_factory=dict)
    ordinals: dict[str, int] = field(default_factory=dict)


class _Assembly:
    """Turns the tree into components, with reasons and findings."""

    def __init__(self, source: Source, found: Outline, artefacts: tuple[Span, ...]) -> None:
        self.source = source
        self.found = found
        titled = (found.title.span,) if found.title else ()
        spans = (node.row.whole for node in (found.root, *walk(found.root)))
        rows = sorted((*spans, *found.echoes, *titled))
        starts = [span.start for span in rows]
        self.artefacts = tuple(span for span in artefacts if not _within(span, rows, starts))
        self.explaining = [(row.whole, row.legend) for row in found.legend]
        self.counts = _Counts()
        self.placements: list[Placement] = []
        self.findings: list[Finding] = []
        self.entries = {id(node) for node in entries(found.root)}
        self.depths: dict[int, int] = {id(found.root): 0}
        for node in walk(found.root):
            for child in (node, *node.children):
                self.depths.setdefault(id(child), self.depths.get(id(node), 1) + (child is not node))
        headings = [node for node in walk(found.root) if id(node) not in self.entries]
        self.deepest = max((self.depths[id(node)] for node in headings), default=0)
        self.measures = [node for node in headings if self._class(node) is Measure]
        self.by_number = _counts_up([node.row for node in self.measures])
        self.pillars_by_number = _counts_up([node.row for node in headings if self._class(node) is Pillar])

    def plan(self) -> Plan:
        """The whole plan."""
        if is_report(self.found):
            return self._report()
        self._count(self.found.root.children)
        parts = tuple(self._component(node, ((PLAN_KEY, _PLAN),)) for node in self.found.root.children)
        plan = self._bare(parts, self._passages(self.found.root.passages))
        identifications, doubts = identify(plan.measures)
        legend, unexplained = legend_of(self.explaining, plan.initiatives, bool(self.explaining))
        if not plan.measures and not plan.initiatives:
            self.findings.append(reading_rules.NO_MEASURE.at(None))
        findings = [*self.findings, *doubts, *unexplained]
        return replace(plan, legend=legend, identifications=identifications, findings=tuple(findings))

    def _bare(self, parts: tuple[Component, ...], description: tuple[Passage, ...]) -> Plan:
        title, stated = self.found.title, self.source.description
        if self.source.description.sha256 not in (None, self.source.sha256):
            self.findings.append(reading_rules.WRONG_DIGEST.at(None, actual=self.source.sha256))
        if title is None:
            self.findings.append(reading_rules.NO_TITLE.at(None))
        return Plan(
            source=self.source,
            title=title.text if title else stated.title or stated.id,
            title_span=title.span if title else None,
            edition=title.edition if title else None,
            legend=(),
            parts=parts,
            placements=tuple(self.placements),
            identifications=(),
            furniture=(*self.artefacts, *self.found.echoes, *beside_legend(self.source, self.explaining)),
            details=Details(description=description),
        )

    def _report(self) -> Plan:
        """A document that is no plan: all its words become its description."""
        everything = sorted(
            (row for node in (self.found.root, *walk(self.found.root)) for row in (node.row, *node.passages) if len(row.whole)),
            key=lambda row: row.whole,
        )
        plan = self._bare((), self._passages(everything))
        return replace(plan, findings=(*self.findings, reading_rules.REPORT.at(None), reading_rules.NO_MEASURE.at(None)))

    # -- components ----------------------------------------------------------------------------------------------------

    def _class(self, node: NestedRow) -> type[Pillar | MeasureGroup | Measure]:
        leaf = all(id(child) in self.entries for child in node.children)
        if self.depths[id(node)] == 1 and self.deepest > 1:
            return Pillar
        return Measure if leaf else MeasureGroup

    def _component(self, node: NestedRow, above: Headings) -> Component:
        parent = above[-1][0]
        if id(node) in self.entries:
            return self._entry(node, parent)
        kind, row = self._class(node), node.row
        key, ordinal = self._key(node, kind, parent)
        printed = row.number.printed if row.number else ""
        if kind is not Pillar:
            self._place(node, key, above)
        self._count(node.children)
        behind = self._behind_list(node)
        parts = tuple(self._component(child, (*above, (key, row.words))) for child in node.children)
        details = self._details(row.details, [*node.passages, *behind])
        if kind is Pillar:
            return Pillar(key, ordinal, printed, row.words, row.span, _below_pillars(parts), details)
        if kind is MeasureGroup:
            return MeasureGroup(key, ordinal, row.words, row.span, _below_pillars(parts), printed, details)
        entries = tuple(part for part in parts if isinstance(part, Initiative))
        return Measure(key, ordinal, printed, row.words, row.span, entries, details)

    def _count(self, siblings: Sequence[NestedRow]) -> None:
        """Record where the numbers of sibling headings are duplicate or missing."""
        numbered: dict[tuple[str, type, tuple[int, ...]], list[tuple[int, Span, str]]] = {}
        for node in siblings:
            number = node.row.number
            if number is not None and id(node) not in self.entries:
                alike = numbered.setdefault((node.style, self._class(node), number.outer), [])
                alike.append((number.value, node.row.span, node.row.words))
        for (_, kind, _), found in numbered.items():
            self.findings += number_findings("pillar" if kind is Pillar else "measure", found, first=found[0][0])

    def _behind_list(self, node: NestedRow) -> list[OutlineRow]:
        """Prose that is behind the list of entries under `node`, a blank line between: it is not of the last entry; taken from it."""
        last = node.children[-1] if node.children else None
        if last is None or id(last) not in self.entries or last.row.kind == "priced" or last.children:
            return []
        at = next((nth for nth, row in enumerate(last.passages) if row.gap), len(last.passages))
        last.passages, behind = last.passages[:at], last.passages[at:]
        return behind

    def _key(self, node: NestedRow, kind: type, parent: str) -> tuple[str, int]:
        number = node.row.number
        if kind is Pillar:
            self.counts.pillars += 1
            ordinal = number.value if number and self.pillars_by_number else self.counts.pillars
            return f"pillar/{ordinal}", ordinal
        if kind is Measure:
            self.counts.measures += 1
            ordinal = number.value if number and self.by_number else self.counts.measures
            return f"measure/{ordinal}", ordinal
        self.counts.groups += 1
        self.counts.ordinals[parent] = self.counts.ordinals.get(parent, 0) + 1
        return f"group/{self.counts.groups}", self.counts.ordinals[parent]

    def _entry(self, node: NestedRow, parent: str) -> Initiative:
        row = node.row
        ordinal = self.counts.entries[parent] = self.counts.entries.get(parent, 0) + 1
        key = f"{parent}/initiative/{ordinal}".lstrip("/")
        below = sorted((r for n in walk(node) for r in (n.row, *n.passages)), key=lambda r: r.whole)
        details = self._details(row.details, [*node.passages, *below])
        printed = row.number.printed if row.number else ""
        return Initiative(key, ordinal, "".join(row.marks.split()), row.words, row.span, row.restated, printed, details)

    def _details(self, details: Details, prose: Sequence[OutlineRow]) -> Details:
        return replace(details, description=(*details.description, *self._passages(prose))) if prose else details

    def _passages(self, prose: Sequence[OutlineRow]) -> tuple[Passage, ...]:
        """Prose as passages, the pieces of a sentence that was broken put together again."""
        found: list[Passage] = []
        above: OutlineRow | None = None
        for row in sorted(prose, key=lambda row: row.whole):
            headed = above is not None and above.number is not None and above.could_head
            before, above = found[-1] if found and not headed else None, row
            if before is not None and row.kind == "plain" and row.gap == 0 and self._runs_on(before, row):
                pieces = [Line(before.span.start, before.text), Line(row.whole.start, row.text)]
                found[-1] = Passage(join(pieces).text, Span(before.span.start, row.whole.end))
            else:
                found.append(Passage(row.text, row.whole))
        return tuple(found)

    def _runs_on(self, before: Passage, row: OutlineRow) -> bool:
        between = self.source.text[before.span.end : row.whole.start]
        return before.text[-1] not in "。．.｡" and not between.strip() and not is_date(before.text)

    # -- reasons -------------------------------------------------------------------------------------------------------

    def _place(self, node: NestedRow, key: str, above: Headings) -> None:
        """Record why a heading is where it is; where that is doubtful, it may be a level further out."""
        sure = _NUMBERED if node.row.number else _TYPED if node.row.size else _SPACED
        sure = sure if node.regular else _IRREGULAR
        basis = "numbering-style" if node.row.number else "typography" if node.row.size else "heading-form"
        parent, label = above[-1]
        rivals = tuple((other, round(1 - sure, 2)) for other, _ in above[-2:-1] if sure < SURE)
        self.placements.append(Placement(key, parent, sure, (under_heading(basis, label),), rivals))
        if sure < SURE:
            short = node.row.words if len(node.row.words) <= 40 else node.row.words[:39] + "…"
            names = ", ".join(f"「{words}」 {1 - sure:.2f}" for _, words in above[-2:-1]) or "—"
            values = {"parent": label, "confidence": f"{sure:.2f}", "rivals": names}
            self.findings.append(reading_rules.UNCERTAIN.at(node.row.span, subject=key, label=short, **values))


def _within(span: Span, rows: Sequence[Span], starts: Sequence[int]) -> bool:
    """Whether `span` lies between the lines of one of `rows`."""
    at = bisect_right(starts, span.start) - 1
    return at >= 0 and rows[at].contains(span)


def _below_pillars(parts: tuple[Component, ...]) -> tuple[MeasureGroup | Measure | Initiative, ...]:
    return tuple(part for part in parts if not isinstance(part, Pillar))


def _counts_up(rows: Sequence[OutlineRow]) -> bool:
    """Whether all rows are numbered, in numbers that only grow."""
    values = [row.number.value if row.number else 0 for row in rows]
    return all(values) and all(a < b for a, b in itertools.pairwise(values))
