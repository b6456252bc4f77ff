"""Infers the pillar and group of each measure, and the pillar of each statement, with reasons.

Result: every measure, group and statement has exactly one parent, and every parent that is not printed has a Placement.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from shisaku.model.findings import Finding
from shisaku.model.plan import PLAN_KEY, Evidence, Placement
from shisaku.model.source import Source, Span
from shisaku.reading import evidence, reading_rules
from shisaku.reading.lexicon import NO_LEXICON, Lexicon
from shisaku.reading.overview import neighbour_evidence
from shisaku.reading.overview.affinity import Affinities, MeasureWords, affinities
from shisaku.reading.overview.inventory import FoundMeasure, FoundStatement, Inventory
from shisaku.reading.overview.override_hints import arranged_with_hints, override_hints
from shisaku.reading.overview.overview_blocks import Block, NumberedHeading, StatementBlock, SubHeading
from shisaku.reading.overview.placement_problem import OverviewArrangement, PlacementProblem, Slot
from shisaku.reading.overview.search import IN_PAGE_ORDER, IN_TEXT_ORDER, SearchTooLargeError, arrange, too_large

SURE = 0.9
"""Below this confidence a placement is a finding."""
_CAP = 0.99
"""Upper limit of a confidence."""
_MODESTY = 0.8
"""Exponent of the shares: treating clues as independent makes their sum overconfident. Fitted on generated overviews, as temperature
scaling (Guo et al., On Calibration of Modern Neural Networks, 2017)."""
_GUESS = 0.5
"""Confidence of a place that follows from the order of the text alone."""
_MOST_REASONS = 20
"""Most statements or measures that are searched for words of another component."""


@dataclass(frozen=True, slots=True)
class PlacedComponents:
    """Parents, keys and reasons, in the order of the inventory."""

    measure_parents: tuple[str, ...]
    """Key of the parent of each measure."""
    group_keys: tuple[str, ...]
    """Key of each group, numbered in the order of their measures."""
    group_parents: tuple[str, ...]
    """Key of the parent of each group."""
    statement_parents: tuple[str, ...]
    """Key of the pillar (or the plan) that each statement is a purpose of."""
    placements: tuple[Placement, ...]
    """Inferred places; those of purposes by the index of their statement (`statement/0`)."""
    findings: tuple[Finding, ...]
    """Uncertain placements, and components without a place."""


def place(
    found: Inventory, blocks: tuple[Block, ...], lexicon: Lexicon = NO_LEXICON, source: Source | None = None
) -> PlacedComponents:
    """Return the parents of all components in `found`; `lexicon` finds concepts in words, `source` has the layout of the page."""
    if not found.pillars and not found.groups:
        under_plan = tuple(PLAN_KEY for _ in found.measures)
        only = tuple(Placement(m.key, PLAN_KEY, _CAP, (evidence.no_heading(),)) for m in found.measures)
        return PlacedComponents(under_plan, (), (), tuple(PLAN_KEY for _ in found.statements), only, ())
    skips_words = too_large(len(found.measures), max(1, len(found.pillars)), len(found.groups), len(found.statements))
    problem = _problem(found, blocks, _no_words(found) if skips_words else _words(found, lexicon))
    unaided = _arranged(problem, source)
    hints = override_hints(found, source.description.overrides) if source is not None else ()
    arrangement = arranged_with_hints(problem, hints, lambda hinted: _arranged(hinted, source), unaided)
    cut_short = [] if arrangement.exact else [reading_rules.NOT_EXACT.at(None)]
    placing = _Placing(found, problem, arrangement, lexicon, source)
    placing.ignore_hints_for(unaided, frozenset((hint.kind, hint.index) for hint in hints))
    return placing.placed(cut_short)


def _arranged(problem: PlacementProblem, source: Source | None) -> OverviewArrangement:
    """The best arrangement, or the order of the text if the search is too large."""
    try:
        in_order = IN_PAGE_ORDER if source is not None and source.layout else IN_TEXT_ORDER
        return arrange(problem, in_order) or _text_order(problem)
    except SearchTooLargeError:
        return _text_order(problem)


# -- the problem -------------------------------------------------------------------------------------------------------


def _words(found: Inventory, lexicon: Lexicon) -> Affinities:
    """Similarity of words for every pair."""
    words = [MeasureWords(m.heading.label, tuple((e.label, e.restated) for e in m.entries)) for m in found.measures]
    return affinities(
        words,
        [pillar.heading.label for pillar in found.pillars],
        [group.heading.label for group in found.groups],
        [statement.statement.text for statement in found.statements],
        lexicon,
    )


def _no_words(found: Inventory) -> Affinities:
    """Affinities of zero, for problems too large to compare words."""
    measures, groups, statements = (((),) * len(things) for things in (found.measures, found.groups, found.statements))
    return Affinities(measures, measures, measures, groups, statements, (0.0,) * max(0, len(found.measures) - 1))


def _problem(found: Inventory, blocks: tuple[Block, ...], close: Affinities) -> PlacementProblem:
    """The input of the search: words, neighbours in the text, and preceding headings."""
    adjacent = tuple(b.at == a.end for a, b in zip(found.measures, found.measures[1:], strict=False))
    boxes = len(found.pillars) + len(found.groups) + len(found.statements) + adjacent.count(False) + 1
    pillars_at = sorted((pillar.at, index) for index, pillar in enumerate(found.pillars))
    groups_at = {group.at: index for index, group in enumerate(found.groups)}
    return PlacementProblem(
        close.measure_pillar if found.pillars else tuple((0.0,) for _ in found.measures),
        close.measure_group,
        close.measure_statement,
        close.group_pillar if found.pillars else tuple((0.0,) for _ in found.groups),
        close.statement_pillar if found.pillars else tuple((0.0,) for _ in found.statements),
        adjacent,
        boxes,
        tuple(_last_before(m.at, pillars_at) for m in found.measures),
        tuple(_group_before(m, groups_at, blocks) for m in found.measures),
        tuple(_last_before(s.at, pillars_at) for s in found.statements),
        max(1, len(found.pillars)),
        close.kinship,
    )


def _last_before(at: int, headings: list[tuple[int, int]]) -> int | None:
    """The last of `headings` (pairs of block and index, in order of the text) before block `at`."""
    position = bisect_left(headings, (at, -1))
    return headings[position - 1][1] if position else None


def _group_before(measure: FoundMeasure, groups_at: dict[int, int], blocks: tuple[Block, ...]) -> int | None:
    """The group heading right before the measure; statements in between are skipped."""
    at = measure.at - 1
    while at >= 0 and isinstance(blocks[at], StatementBlock):
        at -= 1
    return groups_at.get(at)


def _text_order(problem: PlacementProblem) -> OverviewArrangement:
    """Everything under the last heading before it: used if there is nothing to search, or too much."""
    slots: list[Slot] = []
    groups: list[int | None] = [None] * problem.groups
    group: int | None = None
    for pillar, before in zip(problem.led_by_pillar, problem.led_by_group, strict=True):
        if before is not None:
            group = before
            groups[before] = pillar or 0
        if group is not None and groups[group] != (pillar or 0):
            group = None
        slots.append((pillar or 0, group))
    statements = tuple(pillar or 0 for pillar in problem.statement_led_by)
    return OverviewArrangement(
        tuple(slots),
        tuple(groups),
        statements,
        tuple({slot: _GUESS} for slot in slots),
        tuple({} if pillar is None else {pillar: _GUESS} for pillar in groups),
        tuple({pillar: _GUESS} for pillar in statements),
        1.0,
        exact=not problem.measures,
    )


# -- the conclusions ---------------------------------------------------------------------------------------------------


class _Placing:
    """Converts an arrangement to parents, reasons and findings."""

    def __init__(
        self,
        found: Inventory,
        problem: PlacementProblem,
        arrangement: OverviewArrangement,
        lexicon: Lexicon,
        source: Source | None,
    ) -> None:
        self.source = source
        self.lexicon = lexicon
        self.found = found
        self.problem = problem
        self.best = self.unaided = arrangement
        self.overridden: frozenset[tuple[str, int]] = frozenset()
        self.findings: list[Finding] = []
        self.placements: list[Placement] = []
        self.runs: dict[Slot, list[int]] = {}
        for index, slot in enumerate(arrangement.slots):
            self.runs.setdefault(slot, []).append(index)
        self.members: dict[int, list[int]] = {}
        for slot, run in self.runs.items():
            self.members.setdefault(slot[0], []).extend(run)
        self.purposes: dict[int | None, list[FoundStatement]] = {}
        for statement, pillar in zip(found.statements, arrangement.statement_pillars, strict=True):
            self.purposes.setdefault(pillar, []).append(statement)
        heads = {slot[1]: run[0] for slot, run in self.runs.items()}
        order = sorted(range(len(found.groups)), key=lambda g: (heads.get(g, len(arrangement.slots)), g))
        self.group_keys = {g: f"group/{number}" for number, g in enumerate(order, start=1)}
        self.labels = {pillar.key: pillar.heading.label for pillar in found.pillars}
        self.labels |= {self.group_keys[g]: group.heading.label for g, group in enumerate(found.groups)}
        self.counts = self._counts()

    def ignore_hints_for(self, unaided: OverviewArrangement, subjects: frozenset[tuple[str, int]]) -> None:
        """Use the shares of the search without hints for `subjects`, which have overrides."""
        self.unaided, self.overridden = unaided, subjects

    def _weighed(self, kind: str, index: int) -> OverviewArrangement:
        return self.unaided if (kind, index) in self.overridden else self.best

    def placed(self, findings: list[Finding]) -> PlacedComponents:
        """Return all parents with their placements."""
        self.findings += findings
        measures = tuple(self._measure(i) for i in range(len(self.found.measures)))
        groups = tuple(self._group(g) for g in range(len(self.found.groups)))
        statements = tuple(self._statement(u) for u in range(len(self.found.statements)))
        keys = tuple(self.group_keys[g] for g in range(len(self.found.groups)))
        return PlacedComponents(measures, keys, groups, statements, tuple(self.placements), tuple(self.findings))

    def _pillar_key(self, pillar: int) -> str:
        return self.found.pillars[pillar].key if self.found.pillars else PLAN_KEY

    def _slot_key(self, slot: Slot) -> str:
        return self._pillar_key(slot[0]) if slot[1] is None else self.group_keys[slot[1]]

    def _label(self, key: str) -> str:
        return self.labels.get(key, "プラン / the plan")

    def _measure(self, index: int) -> str:
        measure, slot = self.found.measures[index], self.best.slots[index]
        weighed = self._weighed("measure", index).slot_shares[index]
        shares = self._merged(_by_parent(weighed, self._slot_key), self._slot_key(slot))
        reasons = [
            *neighbour_evidence.neighbours(self.found.measures, self.runs[slot], index),
            *self._heading_words(measure, slot),
            *self._order(self.problem.led_by_pillar[index], slot, measure.heading.span),
            *self.counts,
            neighbour_evidence.number_run(self.found.measures, self.runs[slot]),
        ]
        return self._conclude(measure.key, measure.heading.label, measure.heading.span, self._slot_key(slot), shares, reasons)

    def _merged(self, shares: dict[str, float], chosen: str) -> dict[str, float]:
        """Shares, with those of groups of equal words added to the chosen one, as they are indistinguishable."""
        same = [key for key in shares if key.startswith("group/") and self._label(key) == self._label(chosen)]
        if chosen not in same:
            return shares
        return {key: share for key, share in shares.items() if key not in same} | {chosen: sum(shares[key] for key in same)}

    def _heading_words(self, measure: FoundMeasure, slot: Slot) -> list[Evidence]:
        """Reasons: words shared with the headings, and with the purpose of the pillar."""
        texts = [measure.heading.label, *(entry.label for entry in measure.entries)]
        headings: list[NumberedHeading | SubHeading] = []
        if slot[1] is not None:
            headings.append(self.found.groups[slot[1]].heading)
        if self.found.pillars:
            headings.append(self.found.pillars[slot[0]].heading)
        reasons: list[Evidence | None] = [reason for heading in headings for reason in self._near(texts, heading)]
        reasons += [
            evidence.named_in_purpose(texts, s.statement.text, s.statement.span)
            for s in self.purposes.get(slot[0], ())[:_MOST_REASONS]
        ]
        return [reason for reason in reasons if reason is not None]

    def _near(self, texts: list[str], heading: NumberedHeading | SubHeading) -> list[Evidence]:
        """Reasons: words and concepts that `texts` share with a heading."""
        words = evidence.shared_words(texts, heading.label, heading.span)
        meaning = evidence.shared_meaning(texts, heading.label, heading.span, self.lexicon)
        return [reason for reason in (meaning, words) if reason is not None]

    def _order(self, leader: int | None, slot: Slot, span: Span) -> list[Evidence]:
        if self.best.in_order < 0.5 or leader != slot[0] or not self.found.pillars:
            return []
        heading = self.found.pillars[leader].heading.span
        below = evidence.below_on_page(self.source, heading, span) if self.source else None
        return [evidence.printed_under(heading), *([below] if below else [])]

    def _counts(self) -> list[Evidence]:
        """Reason: the text has as many runs of measures as there are places."""
        runs = self.problem.adjacent.count(False) + 1
        places = len(set(self.best.slots))
        return [evidence.run_count(runs)] if runs == places and runs > 1 else []

    def _group(self, index: int) -> str:
        group, pillar = self.found.groups[index], self.best.group_pillars[index]
        if pillar is None:
            self.findings.append(reading_rules.NOT_PLACED.at(group.heading.span, label=group.heading.label))
            shares = _by_parent(self._weighed("group", index).group_shares[index], self._pillar_key)
            reason = evidence.left_over()
            return self._conclude(self.group_keys[index], "", group.heading.span, PLAN_KEY, shares, [reason])
        shares = _by_parent(self._weighed("group", index).group_shares[index], self._pillar_key)
        run = self.runs[pillar, index]
        texts = [group.heading.label]
        heading = self.found.pillars[pillar].heading if self.found.pillars else None
        reasons = [
            *(self._near(texts, heading) if heading else ()),
            *self.counts,
            neighbour_evidence.number_run(self.found.measures, run),
        ]
        return self._conclude(
            self.group_keys[index], group.heading.label, group.heading.span, self._pillar_key(pillar), shares, reasons
        )

    def _statement(self, index: int) -> str:
        statement, pillar = self.found.statements[index].statement, self.best.statement_pillars[index]
        if pillar is None or not self.found.pillars:
            return PLAN_KEY
        shares = _by_parent(self._weighed("purpose", index).statement_shares[index], self._pillar_key)
        heading = self.found.pillars[pillar].heading
        named = [self.found.measures[i].heading for i in self.members.get(pillar, ())[:_MOST_REASONS]]
        reasons = [
            *self._near([statement.text], heading),
            *(evidence.names_measure(statement.text, heading.label, heading.span) for heading in named),
            evidence.one_each(len(self.found.statements), len(self.found.pillars)),
        ]
        found_reasons = [reason for reason in reasons if reason is not None] or [evidence.left_over()]
        return self._conclude(
            f"statement/{index}", statement.text, statement.span, self._pillar_key(pillar), shares, found_reasons
        )

    def _conclude(
        self, key: str, label: str, span: Span, parent: str, shares: dict[str, float], reasons: Sequence[Evidence]
    ) -> str:
        """Record the placement of `key` under `parent`; return the key of the parent."""
        shares = _tempered(shares)
        confidence = _rounded(shares.get(parent, 0.0))
        ranked = sorted(((share, k) for k, share in shares.items() if k != parent and share >= 0.01), reverse=True)
        rivals = tuple((rival, _rounded(share)) for share, rival in ranked[:3])
        self.placements.append(Placement(key, parent, confidence, tuple(reasons), rivals))
        if confidence < SURE and label:
            names = ", ".join(f"「{self._label(rival)}」 {share:.2f}" for rival, share in rivals) or "—"
            values = {"parent": self._label(parent), "confidence": f"{confidence:.2f}", "rivals": names}
            short = label if len(label) <= 40 else label[:39] + "…"
            self.findings.append(reading_rules.UNCERTAIN.at(span, subject=key, label=short, **values))
        return parent


def _by_parent(shares: dict[Any, float], key: Callable[[Any], str]) -> dict[str, float]:
    """Sums of shares by key of the parent."""
    summed: dict[str, float] = {}
    for place_, share in shares.items():
        summed[key(place_)] = summed.get(key(place_), 0.0) + share
    return summed


def _tempered(shares: dict[str, float]) -> dict[str, float]:
    """The shares, and the rest to one, flattened by `_MODESTY`."""
    raised = {key: share**_MODESTY for key, share in shares.items()}
    rest = max(0.0, 1 - math.fsum(shares.values())) ** _MODESTY
    whole = math.fsum(raised.values()) + rest
    return {key: share / whole for key, share in raised.items()} if whole else shares


def _rounded(share: float) -> float:
    """Two decimals, rounded down, so that no conclusion looks surer than it is."""
    return min(_CAP, int(share * 100 + 1e-6) / 100)
