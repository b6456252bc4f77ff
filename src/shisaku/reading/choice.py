"""The choice between two readings of a document in printed order: by its numbers and types, or by the learned weights."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shisaku.model.details import Details
from shisaku.model.plan import Placement, Plan
from shisaku.reading import reading_rules
from shisaku.reading.evidence import listed_under
from shisaku.reading.likelihood.confidence import MOST_ELSEWHERE, in_hundredths
from shisaku.reading.structure.structure_reader import StructureReading

_UNSEEN = 0.05
"""Probability that a component is one whose words the other reading does not even weigh, or that are sentences without a number."""
_PRICED = 0.9
"""Probability that a component is one that prints its sum beside its words, at least."""
LEAST_RIGHT = 0.35
"""Share of the outline's components that are expected to be some, below which it is not believed, unless the other does no better."""
_AS_GOOD = 0.05
"""Difference of two such shares that is none."""
LEAST_EXPECTED = 0.45
"""How good a reading is expected to be at least, or the document counts as not understood."""
HARDLY = 0.1
"""How good a reading is expected to be below which it is not believed, even where the other one finds nothing."""
_AHEAD, _AHEAD_ON_PAGES = 0.07, -0.05
"""By how much the outline may be expected to be worse and is believed, of plain text, and of pages, of which it knows neither tables nor type well."""
_AHEAD_OF_TABLES = -0.05
"""The same of plain text in which tables with heads were found, of which the outline knows nothing; it reads sums behind names, which look like
those without heads."""


def better(plan: Plan | None, learned: StructureReading) -> Plan | None:
    """The reading by numbers and types, `plan`, with doubts, where it is to be believed rather than the learned one; else None."""
    if plan is None or not plan.parts:
        return None
    tables = learned.drawn or any(table.found and table.heads for table in learned.tables)
    if tables and plan.source.document is not None:
        return None
    ahead = _AHEAD_OF_TABLES if tables else _AHEAD if plan.source.document is None else _AHEAD_ON_PAGES
    expected, other = expected_of_outline(plan, learned), expected_of_learned(learned)
    if expected + ahead < other or expected < HARDLY or (expected <= other and _reads_more(learned, plan)):
        return None
    if expected < LEAST_EXPECTED:
        plan = replace(plan, findings=(reading_rules.MOSTLY_NOT_UNDERSTOOD.at(None), *plan.findings))
    return replace(plan, placements=tuple(_placements(plan, min(expected, MOST_ELSEWHERE))))


def without_certainty(plan: Plan) -> Plan:
    """`plan` with no place surer than any place may be of a document that is not of the kind it was read as."""
    placements = (replace(one, confidence=min(one.confidence, MOST_ELSEWHERE)) for one in plan.placements)
    return replace(plan, placements=tuple(placements))


def _reads_more(learned: StructureReading, plan: Plan) -> bool:
    """Whether a reading that understood the document found more values beside the words than `plan`: sums, who is in charge, when."""
    if not learned.understanding.understood:
        return False
    found = (one.details for root in learned.structure.roots for one in root.walk())
    return sum(map(_values, found)) > sum(_values(component.details) for component, _ in plan.walk())


def _values(details: Details) -> int:
    """How many values are printed beside the words; a deadline that prose names is none of them."""
    prose = [passage.span for passage in details.description]
    due = [one for one in details.deadlines if one.span is None or not any(span.contains(one.span) for span in prose)]
    return sum(map(len, (details.budget, details.responsibilities, due, details.periods, details.statuses)))


def _placements(plan: Plan, most: float) -> Iterator[Placement]:
    """A placement for every component, none surer than `most`."""
    known = {placement.component: placement for placement in plan.placements}
    labels = {component.key: component.label for component, _ in plan.walk()}
    for component, parent in plan.walk():
        placed = known.pop(component.key, None)
        placed = placed or Placement(component.key, parent, most, (listed_under(labels.get(parent, "")),))
        sure = in_hundredths(min(placed.confidence, most))
        yield placed if placed.confidence == sure else replace(placed, confidence=sure)
    yield from known.values()


def expected_of_outline(plan: Plan, learned: StructureReading) -> float:
    """How good the components of `plan` are expected to be, as the harmonic mean of what of them is right and what of all is found."""
    judged = learned.judged
    starts = [one.item.span.start for one in judged]
    chances = []
    for component, _ in plan.walk():
        at = bisect_right(starts, component.span.start) - 1
        inside = at >= 0 and component.span.start < judged[at].item.span.end
        prose = inside and judged[at].features.get("two sentences") and judged[at].features.get("no head")
        chance = judged[at].exists if inside and not prose else _UNSEEN
        chances.append(max(chance, _PRICED) if component.details.budget else chance)
    share = _share(chances)
    if share < LEAST_RIGHT and share + _AS_GOOD < _share(learned.chances):
        return 0.0
    return _mean(chances, learned.there)


def expected_of_learned(learned: StructureReading) -> float:
    """The same of the learned reading."""
    return _mean(learned.chances, learned.there)


def _share(chances: Sequence[float]) -> float:
    return sum(chances) / len(chances) if chances else 0.0


def _mean(chances: Sequence[float], all_there: float) -> float:
    right = sum(chances)
    return 2 * right / (len(chances) + max(all_there, right)) if chances else 0.0
