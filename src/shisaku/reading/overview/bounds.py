"""Upper bounds of what an arrangement can still gain.

The bounds belong to a relaxation that lets groups and statements be used any number of times, at a price. A price is raised for what
the relaxed best uses too often and lowered for what it leaves over, so that the bound comes close to the best score (Lagrangian
relaxation, Held and Karp 1970).
"""

import math
from dataclasses import dataclass

from shisaku.reading.overview.scores import (
    GROUPED,
    GROUPED_ONCE,
    NO_GROUP,
    NOTHING_UNDER,
    ONE_GROUP,
    OPEN,
    SEVERAL_GROUPS,
    Scores,
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Upper bounds of what can still be gained (log-likelihood), groups and statements being used as often as their prices are paid."""

    group_prices: tuple[float, ...]
    """What it costs to use each group; paid back once for each that is not used yet."""
    statement_prices: tuple[float, ...]
    """The same for each statement."""
    ending: list[dict[int, float]]
    """Before a pillar is opened: by the pillar, and by the measures placed."""
    gain: dict[tuple[int, int, int], dict[int, float]]
    """In a pillar: by pillar, stage and statement, and by the measures placed."""

    def unused(self, groups: int, statements: int) -> float:
        """What is paid back for those that are not used, the bits of both numbers being those that are."""
        left = (price for g, price in enumerate(self.group_prices) if not groups >> g & 1)
        return sum(left) + sum(price for u, price in enumerate(self.statement_prices) if not statements >> u & 1)


def bounds(scores: Scores, group_prices: tuple[float, ...], statement_prices: tuple[float, ...]) -> Bounds:
    """The bounds at these prices; costs pillars x places to cut at x (statements + 1) x (groups + 1)."""
    problem, cuts = scores.problem, scores.cuts
    ending: list[dict[int, float]] = [{} for _ in range(problem.pillars)]
    ending.append(dict.fromkeys(cuts, -math.inf) | {problem.measures: 0.0})
    gain: dict[tuple[int, int, int], dict[int, float]] = {}
    for pillar in reversed(range(problem.pillars)):
        for own in range(problem.statements + 1):
            opened, once, grouped = _gains(scores, pillar, own, ending[pillar + 1], group_prices)
            gain[pillar, OPEN, own], gain[pillar, GROUPED_ONCE, own], gain[pillar, GROUPED, own] = opened, once, grouped
        worth = [scores.statement(own, pillar) - price for own, price in enumerate((0.0, *statement_prices))]
        ending[pillar] = {m: max(value + gain[pillar, OPEN, own][m] for own, value in enumerate(worth)) for m in cuts}
    return Bounds(group_prices, statement_prices, ending, gain)


def _gains(
    scores: Scores, pillar: int, own: int, ending: dict[int, float], prices: tuple[float, ...]
) -> tuple[dict[int, float], ...]:
    """What can be gained in a pillar by the measures placed: when it is empty, with one group, with several."""
    starts, ends = scores.runs(pillar, own)
    halves = [scores.groups(group, pillar) for group in range(len(prices))]
    opened, once, grouped = {}, {}, {}
    plain = -math.inf
    first, further = [-math.inf] * len(halves), [-math.inf] * len(halves)
    # By far the most of a reading's time goes by in here; hence bare loops.
    for m in reversed(scores.cuts):
        start = starts.get(m, -math.inf)
        led = more = -math.inf
        if m in starts:
            for (begins, _), price, one, many in zip(halves, prices, first, further, strict=True):
                worth = start + begins[m] - price
                if worth + one > led:
                    led = worth + one
                if worth + many > more:
                    more = worth + many
        opened[m] = max(ending[m] + NOTHING_UNDER, NO_GROUP + start + plain, led)
        once[m], grouped[m] = max(ending[m] + ONE_GROUP, more), max(ending[m] + SEVERAL_GROUPS, more)
        if m:
            plain = max(plain, ends[m] + ending[m])
            end, with_one, with_several = ends[m], once[m], grouped[m]
            for group, (_, closes) in enumerate(halves):
                worth = end + closes[m]
                if worth + with_one > first[group]:
                    first[group] = worth + with_one
                if worth + with_several > further[group]:
                    further[group] = worth + with_several
    return opened, once, grouped
