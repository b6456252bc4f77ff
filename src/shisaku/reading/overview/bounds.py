"""Upper bounds of the score that an arrangement can still gain.

The bounds are those of a Lagrangian relaxation (Held and Karp 1970): groups and statements may be used any number of times, at a
price. Prices rise for what the relaxed optimum uses too often and fall for what it leaves over, so that the bound approaches the
best score.
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
    """Upper bounds of the log-likelihood that can still be gained, under prices for groups and statements."""

    group_prices: tuple[float, ...]
    """Price of each group; refunded once for each that is not used yet."""
    statement_prices: tuple[float, ...]
    """Price of each statement, likewise."""
    ending: list[dict[int, float]]
    """Bound before a pillar is opened, by pillar and number of placed measures."""
    gain: dict[tuple[int, int, int], dict[int, float]]
    """Bound within a pillar, by pillar, stage and statement, and by number of placed measures."""
    charged_groups: tuple[tuple[int, float], ...]
    """The groups whose price is not zero, with it: most are free, and each step of a search asks for the refund."""
    charged_statements: tuple[tuple[int, float], ...]
    """The statements likewise."""

    def unused(self, groups: int, statements: int) -> float:
        """Return the refund for unused ones; `groups` and `statements` are bit sets of the used ones."""
        left = sum(price for g, price in self.charged_groups if not groups >> g & 1)
        return left + sum(price for u, price in self.charged_statements if not statements >> u & 1)


def bounds(scores: Scores, group_prices: tuple[float, ...], statement_prices: tuple[float, ...]) -> Bounds:
    """Return the bounds at these prices; takes pillars x cuts x (statements + 1) x (groups + 1) steps."""
    problem, cuts = scores.problem, scores.cuts
    ending: list[dict[int, float]] = [{} for _ in range(problem.pillars)]
    ending.append(dict.fromkeys(cuts, -math.inf) | {problem.measures: 0.0})
    gain: dict[tuple[int, int, int], dict[int, float]] = {}
    for pillar in reversed(range(problem.pillars)):
        for own in range(problem.statements + 1):
            opened, once, grouped = _gains(scores, pillar, own, ending[pillar + 1], group_prices)
            gain[pillar, OPEN, own], gain[pillar, GROUPED_ONCE, own], gain[pillar, GROUPED, own] = opened, once, grouped
        net_gain = [scores.statement(own, pillar) - price for own, price in enumerate((0.0, *statement_prices))]
        ending[pillar] = {m: max(value + gain[pillar, OPEN, own][m] for own, value in enumerate(net_gain)) for m in cuts}
    return Bounds(group_prices, statement_prices, ending, gain, _charged(group_prices), _charged(statement_prices))


def _charged(prices: tuple[float, ...]) -> tuple[tuple[int, float], ...]:
    return tuple((index, price) for index, price in enumerate(prices) if price)


def _gains(
    scores: Scores, pillar: int, own: int, ending: dict[int, float], prices: tuple[float, ...]
) -> tuple[dict[int, float], ...]:
    """Possible gain in a pillar by number of placed measures: without groups, with one, with several."""
    starts, ends = scores.runs(pillar, own)
    halves = [scores.groups(group, pillar) for group in range(len(prices))]
    opened, once, grouped = {}, {}, {}
    plain = -math.inf
    first, further = [-math.inf] * len(halves), [-math.inf] * len(halves)
    # Most of the time of a reading is spent here; hence plain loops.
    for m in reversed(scores.cuts):
        start = starts.get(m, -math.inf)
        led = more = -math.inf
        if m in starts:
            for (begins, _), price, one, many in zip(halves, prices, first, further, strict=True):
                net_gain = start + begins[m] - price
                if net_gain + one > led:
                    led = net_gain + one
                if net_gain + many > more:
                    more = net_gain + many
        opened[m] = max(ending[m] + NOTHING_UNDER, NO_GROUP + start + plain, led)
        once[m], grouped[m] = max(ending[m] + ONE_GROUP, more), max(ending[m] + SEVERAL_GROUPS, more)
        if m:
            plain = max(plain, ends[m] + ending[m])
            end, with_one, with_several = ends[m], once[m], grouped[m]
            for group, (_, closes) in enumerate(halves):
                net_gain = end + closes[m]
                if net_gain + with_one > first[group]:
                    first[group] = net_gain + with_one
                if net_gain + with_several > further[group]:
                    further[group] = net_gain + with_several
    return opened, once, grouped
