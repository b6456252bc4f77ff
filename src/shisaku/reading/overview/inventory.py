"""Inventory of a document: pillars, groups, measures and statements, before anything has a parent."""

from collections.abc import Iterable
from dataclasses import dataclass

from shisaku.model.findings import Finding
from shisaku.model.source import Span
from shisaku.reading import reading_rules
from shisaku.reading.overview.overview_blocks import (
    Block,
    Entries,
    MarkedEntry,
    NumberedHeading,
    PageArtefact,
    StatementBlock,
    SubHeading,
)


@dataclass(frozen=True, slots=True)
class FoundPillar:
    """A pillar's heading."""

    key: str
    """Key of the pillar."""
    at: int
    """Index of its block."""
    heading: NumberedHeading
    """The block."""


@dataclass(frozen=True, slots=True)
class FoundMeasure:
    """A measure's heading with the entries that are printed right under it."""

    key: str
    """Key of the measure."""
    at: int
    """Index of its block."""
    end: int
    """Index of the block after its entries."""
    heading: NumberedHeading
    """The block."""
    entries: tuple[MarkedEntry, ...]
    """Its entries."""


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """A sub-heading."""

    at: int
    """Index of its block."""
    heading: SubHeading
    """The block."""


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """A statement of purpose."""

    at: int
    """Index of its block."""
    statement: StatementBlock
    """The block."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """The components of a document; numbered ones by number, the others in order of the text."""

    pillars: tuple[FoundPillar, ...]
    """By number, those of one number in the order of the text."""
    measures: tuple[FoundMeasure, ...]
    """By number, those of one number in the order of the text."""
    groups: tuple[FoundGroup, ...]
    """In the order of the text."""
    statements: tuple[FoundStatement, ...]
    """Statements that may be purposes of pillars."""
    plan_statements: tuple[FoundStatement, ...]
    """Statements that are the plan's own purpose."""
    stray: tuple[tuple[int, MarkedEntry], ...]
    """Entries under no measure, each with the index of its block."""
    findings: tuple[Finding, ...]
    """Missing and duplicate numbers, entries without a measure."""


def inventory(blocks: tuple[Block, ...]) -> Inventory:
    """Return the inventory of `blocks`."""
    findings: list[Finding] = []
    headings = [(i, block) for i, block in enumerate(blocks) if isinstance(block, NumberedHeading)]
    pillars = sorted(((i, h) for i, h in headings if h.is_pillar), key=lambda pair: (pair[1].number.value, pair[0]))
    numbered = sorted(((i, h) for i, h in headings if not h.is_pillar), key=lambda pair: (pair[1].number.value, pair[0]))
    under = {i: _entries_under(blocks, i) for i, _ in numbered}
    claimed = {at for _, end_blocks in under.values() for at in end_blocks}
    measures = tuple(
        FoundMeasure(key, i, under[i][0], heading, tuple(e for at in under[i][1] for e in _entries(blocks[at])))
        for key, (i, heading) in zip(_keys("measure", numbered), numbered, strict=True)
    )
    stray = tuple((i, e) for i, block in enumerate(blocks) if i not in claimed for e in _entries(block))
    statements = [FoundStatement(i, block) for i, block in enumerate(blocks) if isinstance(block, StatementBlock)]
    for_pillars, for_plan = _share_out(statements, len(pillars))
    for kind, found in (("pillar", pillars), ("measure", numbered)):
        findings += number_findings(kind, ((h.number.value, h.span, h.label) for _, h in found))
    findings += [reading_rules.ENTRY_WITHOUT_MEASURE.at(entry.span) for _, entry in stray]
    return Inventory(
        tuple(FoundPillar(key, i, h) for key, (i, h) in zip(_keys("pillar", pillars), pillars, strict=True)),
        measures,
        tuple(FoundGroup(i, block) for i, block in enumerate(blocks) if isinstance(block, SubHeading)),
        for_pillars,
        for_plan,
        stray,
        tuple(findings),
    )


def _entries(block: Block) -> tuple[MarkedEntry, ...]:
    return block.entries if isinstance(block, Entries) else ()


def _entries_under(blocks: tuple[Block, ...], index: int) -> tuple[int, tuple[int, ...]]:
    """Index after the entries that follow heading `index`, and the indices of their blocks; page numbers are skipped."""
    found, end = [], index + 1
    for at in range(index + 1, len(blocks)):
        if isinstance(blocks[at], Entries):
            found.append(at)
            end = at + 1
        elif not isinstance(blocks[at], PageArtefact):
            break
    return end, tuple(found)


def _keys(kind: str, found: list[tuple[int, NumberedHeading]]) -> list[str]:
    """A key for each: its number, with a counter for a number that occurs more than once."""
    seen: dict[int, int] = {}
    keys = []
    for _, heading in found:
        number = heading.number.value
        seen[number] = seen.get(number, 0) + 1
        keys.append(f"{kind}/{number}" + (f"-{seen[number]}" if seen[number] > 1 else ""))
    return keys


def _share_out(statements: list[FoundStatement], pillars: int) -> tuple[tuple[FoundStatement, ...], tuple[FoundStatement, ...]]:
    """Statements for pillars (marked) and for the plan (unmarked); all may be for pillars if none is marked and there is one a pillar."""
    marked = tuple(s for s in statements if s.statement.marked)
    if marked or not pillars or not pillars <= len(statements) <= pillars + 1:
        return marked, tuple(s for s in statements if not s.statement.marked)
    return tuple(statements), ()


def number_findings(kind: str, found: Iterable[tuple[int, Span, str]], first: int = 1) -> list[Finding]:
    """Return findings on duplicate numbers in `found`, and on gaps from `first` on."""
    duplicate, gap = (
        (reading_rules.DUPLICATE_PILLAR, reading_rules.PILLAR_GAP)
        if kind == "pillar"
        else (reading_rules.DUPLICATE_MEASURE, reading_rules.MEASURE_GAP)
    )
    findings, expected = [], first
    for value, span, label in found:
        if value < expected:
            findings.append(duplicate.at(span, label=label, number=value))
        elif value > expected:
            missing = str(expected) if value == expected + 1 else f"{expected}–{value - 1}"
            findings.append(gap.at(span, label=label, missing=missing, number=value))
        expected = max(expected, value + 1)
    return findings
