"""How much of a document's gold a Plan holds, by words: the same for invented and for real documents.

A component is *found* by its label: alike but for punctuation, width and case, or nine tenths alike; each is found once, and the one
that is quite alike before one that is nearly. Of each found component it is counted whether its *level* is right and whether it
is right under its *parent*, of those that print a *sum*, an *owner*, a *deadline* whether that is there. *Junk* are components
that match nothing. *Sure* are components whose own placement has a confidence of 0.9 or more, or none, and *right* those of them
that are found under the right parent. A document is *lost* where less than half of its components is found, or it holds no plan;
*honest* where it is lost and the reader says so: no component at all, no Plan, an error among the findings, or one that
something was not understood.
*Needless* is the same finding on a document that is not lost.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from shisaku.model.details import PrintedPeriod
from shisaku.model.findings import Finding, Severity
from shisaku.model.plan import PLAN_KEY, Component, Plan

from .gold import Gold, GoldNode

SURE = 0.9
"""A placement of at least this confidence is claimed to be right."""
ALIKE = 0.9
"""Share of letters in common from which two labels are one."""
LONGER = 0.2
"""Share by which one of two such labels may be the longer."""
NOT_UNDERSTOOD = "reading/not-understood"
"""Rule of the finding that words were not understood."""
LEVEL = {"Pillar": "pillar", "MeasureGroup": "group", "Measure": "measure", "Initiative": "initiative"}
"""Level of the gold by class of the Plan."""
SHARES = {
    "found": "gold",
    "parent": "gold",
    "level": "gold",
    "sums": "summed",
    "owners": "owned",
    "deadlines": "dated",
    "junk": "built",
    "right": "sure",
    "honest": "lost",
    "needless": "kept",
    "title": "titled",
}
"""Every figure and what it is a share of."""
_NO_WORD = re.compile(r"[\W_]+")
_BETWEEN = re.compile(r"[、，,;；/／・\n]| and | or |及び|並びに")


@dataclass(slots=True)
class Score:
    """Of one document, or of many together."""

    counts: Counter[str] = field(default_factory=Counter)
    """By figure, and by what it is a share of."""
    claims: list[tuple[float, bool]] = field(default_factory=list)
    """Of each component that was built its confidence, and whether it is found under the right parent."""
    faults: list[str] = field(default_factory=list)
    """The faults, in words."""

    def add(self, other: "Score") -> None:
        """Count all that `other` counted."""
        self.counts.update(other.counts)
        self.claims += other.claims

    def share(self, figure: str) -> float | None:
        """Share of that figure; None where there was nothing that it could be of."""
        total = self.counts[SHARES[figure]]
        return self.counts[figure] / total if total else None


@dataclass(frozen=True, slots=True)
class _Built:
    """A component of the Plan."""

    key: str
    level: str
    label: str
    plain: str
    parent: str
    """Label of what it is under; empty at the top."""
    component: Component
    confidence: float


def score(gold: Gold, plan: Plan | None) -> Score:
    """How `plan` compares with the gold; None where the reader refused the document."""
    found = Score()
    built = _built(plan) if plan is not None else []
    matches = _matches(gold.nodes, built)
    counts = found.counts
    counts.update(gold=len(gold.nodes), found=len(matches), built=len(built), junk=len(built) - len(matches))
    right: set[str] = set()
    for at, node in enumerate(gold.nodes):
        counts.update(summed=node.sum is not None, owned=bool(node.department), dated=bool(node.deadline))
        if at in matches:
            _compare(node, matches[at], found, right)
        else:
            found.faults.append(f"not found: {node.level} {node.label}")
    used = {one.key for one in matches.values()}
    found.faults += [f"junk: {one.level} {one.label}" for one in built if one.key not in used]
    found.claims = [(one.confidence, one.key in right) for one in built]
    sure = [is_right for confidence, is_right in found.claims if confidence >= SURE]
    counts.update(sure=len(sure), right=sum(sure))
    _honesty(gold, plan, bool(built), found)
    return found


def _built(plan: Plan) -> list[_Built]:
    confidence = {placement.component: placement.confidence for placement in plan.placements}
    labels = {PLAN_KEY: ""}
    found = []
    for component, parent in plan.walk():
        labels[component.key] = component.label
        level = LEVEL[type(component).__name__]
        sure = confidence.get(component.key, 1.0)
        found.append(_Built(component.key, level, component.label, plain(component.label), labels[parent], component, sure))
    return found


def _matches(nodes: Iterable[GoldNode], built: list[_Built]) -> dict[int, _Built]:
    """By the place of a node in the gold: the component that is it."""
    left = list(built)
    found: dict[int, _Built] = {}
    for at, node in enumerate(nodes):
        labels = [plain(label) for label in (node.label, *node.or_labels)]
        best = next((one for one in left if one.plain and one.plain in labels), None)
        best = best or next((one for one in left if any(nearly(label, one.plain) for label in labels)), None)
        if best is not None:
            found[at] = best
            left.remove(best)
    return found


def _compare(node: GoldNode, built: _Built, found: Score, right: set[str]) -> None:
    details, counts = built.component.details, found.counts
    counts["level"] += built.level == node.level
    under = any(_same(parent, built.parent) for parent in (node.parent, *node.or_parents))
    counts["parent"] += under
    if under:
        right.add(built.key)
    sums = {float(figure.amount) for figure in details.budget if figure.amount is not None}
    owners = [one.printed for one in details.responsibilities]
    due = details.deadlines or tuple(period for period in details.periods if period.end)
    deadlines = [words for one in due for words in _words_of(one)]
    compared = {
        "level": (node.level, built.level, built.level == node.level),
        "parent": (node.parent, built.parent, under),
        "sums": (node.sum, sums, node.sum is None or node.sum in sums),
        "owners": (node.department, owners, not node.department or printed(node.department, owners)),
        "deadlines": (node.deadline, deadlines, not node.deadline or printed(node.deadline, deadlines)),
    }
    counts["sums"] += node.sum is not None and compared["sums"][2]
    counts["owners"] += bool(node.department) and compared["owners"][2]
    counts["deadlines"] += bool(node.deadline) and compared["deadlines"][2]
    found.faults += [
        f"{name}: {got} for {expected}: {node.label}" for name, (expected, got, good) in compared.items() if not good
    ]


def _words_of(period: PrintedPeriod) -> tuple[str, ...]:
    return (period.printed, period.end) if period.end else (period.printed,)


def _honesty(gold: Gold, plan: Plan | None, any_built: bool, found: Score) -> None:
    counts = found.counts
    warned = plan is None or not any_built or any(_is_warning(finding) for finding in plan.findings)
    lost = not gold.nodes or counts["found"] < counts["gold"] / 2
    counts.update(lost=lost, kept=not lost, honest=lost and warned, needless=not lost and warned)
    if gold.title:
        counts.update(titled=1, title=plan is not None and alike(gold.title, plan.title))


def _is_warning(finding: Finding) -> bool:
    return finding.rule == NOT_UNDERSTOOD or finding.severity >= Severity.ERROR


def plain(text: str) -> str:
    """Its letters and digits, width and case made one."""
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()


def alike(one: str, other: str) -> bool:
    """Whether two labels are one."""
    first, second = plain(one), plain(other)
    return bool(first) and (first == second or nearly(first, second))


def nearly(one: str, other: str) -> bool:
    """Whether two plain texts are nine tenths alike."""
    if not one or not other or abs(len(one) - len(other)) > LONGER * max(len(one), len(other)):
        return False
    match = SequenceMatcher(None, one, other, autojunk=False)
    return match.real_quick_ratio() >= ALIKE and match.quick_ratio() >= ALIKE and match.ratio() >= ALIKE


def _same(gold: str | None, built: str) -> bool:
    """Whether a component is under the parent of the gold."""
    return not built if gold is None else alike(gold, built)


def printed(gold: str, built: Iterable[str]) -> bool:
    """Whether what the gold prints is there: as one value, or as the values that it lists."""
    there = {plain(one) for one in built}
    parts = [plain(one) for one in _BETWEEN.split(gold) if plain(one)]
    return plain(gold) in there or (bool(parts) and all(part in there for part in parts))
