"""Reasons from neighbours: consecutive numbers, components printed next to each other."""

from collections.abc import Sequence

from shisaku.messages import Message
from shisaku.model.plan import Evidence
from shisaku.reading.overview.inventory import FoundMeasure


def number_run(measures: Sequence[FoundMeasure], run: list[int]) -> Evidence:
    """Return the reason that the number is in a run without a gap."""
    first, last = (measures[run[end]].heading.number.printed for end in (0, -1))
    if len(run) == 1:
        return Evidence("number-continuity", Message("reading-number-only-falls-here", first=first))
    return Evidence("number-continuity", Message("reading-number-stands-run", first=first, last=last))


def neighbours(measures: Sequence[FoundMeasure], run: list[int], index: int) -> list[Evidence]:
    """Return the reason that the neighbour in number is also the neighbour in the text, under the same heading."""
    reasons = []
    if run[0] < index and measures[index].at == measures[index - 1].end:
        other = measures[index - 1].heading
        reasons.append(Evidence("text-block", Message("reading-printed-right-behind", printed=other.number.printed), other.span))
    if index < run[-1] and measures[index + 1].at == measures[index].end:
        other = measures[index + 1].heading
        reasons.append(Evidence("text-block", Message("reading-printed-right-before", printed=other.number.printed), other.span))
    return reasons
