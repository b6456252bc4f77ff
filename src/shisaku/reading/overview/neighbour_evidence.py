"""Reasons from neighbours: consecutive numbers, components printed next to each other."""

from collections.abc import Sequence

from shisaku.model.plan import Evidence
from shisaku.reading.overview.inventory import FoundMeasure


def number_run(measures: Sequence[FoundMeasure], run: list[int]) -> Evidence:
    """Return the reason that the number is in a run without a gap."""
    first, last = (measures[run[end]].heading.number.printed for end in (0, -1))
    if len(run) == 1:
        return Evidence("number-continuity", f"番号の順で{first}だけがここに入る", f"by number only {first} falls here")
    return Evidence("number-continuity", f"番号が{first}から{last}まで続く", f"its number stands in the run {first} to {last}")


def neighbours(measures: Sequence[FoundMeasure], run: list[int], index: int) -> list[Evidence]:
    """Return the reason that the neighbour in number is also the neighbour in the text, under the same heading."""
    reasons = []
    if run[0] < index and measures[index].at == measures[index - 1].end:
        other = measures[index - 1].heading
        ja, en = f"本文で{other.number.printed}のすぐ後にある", f"printed right behind {other.number.printed}"
        reasons.append(Evidence("text-block", ja, en, other.span))
    if index < run[-1] and measures[index + 1].at == measures[index].end:
        other = measures[index + 1].heading
        ja, en = f"本文で{other.number.printed}のすぐ前にある", f"printed right before {other.number.printed}"
        reasons.append(Evidence("text-block", ja, en, other.span))
    return reasons
