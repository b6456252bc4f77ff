"""The best whole arrangement of measures under pillars and groups, with its rivals.

Printed numbers order the pillars and the measures; sub-headings and statements carry none. An arrangement cuts the sequence of
measures into runs, gives each run to a pillar or to one of its groups (pillars in order, groups in any), and each statement to a
pillar. Its score is a sum of log-likelihood ratios, so that shares of probability can be read from it:

* words: how much likelier a heading's words are over this measure than over the average one;
* neighbourhood: neighbours in number that are neighbours in the text seldom belong apart, others seldom together;
* counts: a pillar has no group or several; every heading heads something, every statement belongs to one pillar;
* order: whether headings stand before what they head, and none among it, is not known beforehand. Both suppositions (order intact, boxes in any
  order) are searched, and weighed by how well each explains the whole document.
"""

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from shisaku.reading.overview.puzzle import Puzzle, Slot
from shisaku.reading.overview.search import BEAM, Search, TooLargeError, log_sum

IN_TEXT_ORDER = 0.3
"""Prior of an intact order in a text of unknown making; else its boxes are in any order."""
IN_PAGE_ORDER = 0.98
"""The same where the order was taken from the page itself."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The best arrangement, and the share of probability of everything in it and beside it."""

    slots: tuple[Slot, ...]
    """Of each measure: where it stands."""
    group_pillars: tuple[int | None, ...]
    """Of each group: the pillar it stands under; None when it heads nothing."""
    statement_pillars: tuple[int | None, ...]
    """Of each statement: the pillar it belongs to; None when to none."""
    slot_shares: tuple[dict[Slot, float], ...]
    """Of each measure: the probability of each place."""
    group_shares: tuple[dict[int, float], ...]
    """Of each group: the probability of each pillar."""
    statement_shares: tuple[dict[int, float], ...]
    """Of each statement: the probability of each pillar."""
    margin: float
    """How much likelier the best is than the second best whole arrangement (natural logarithm)."""
    in_order: float
    """Probability that the order of the text is intact."""
    exact: bool
    """Whether nothing that matters was left out of the search."""


def arrange(puzzle: Puzzle, in_order: float = IN_TEXT_ORDER) -> Arrangement | None:
    """The best arrangement under both suppositions on the order of the text; None where there is nothing to arrange.

    `in_order` is how likely it is beforehand that the order is intact.
    """
    if not puzzle.pillars or not puzzle.measures:
        return None
    priors = {True: math.log(in_order), False: math.log(1 - in_order)}
    searches: list[Search] = []
    failed = None
    for supposition in (in_order >= 0.5, in_order < 0.5):
        negligible = max((search.total + priors[search.in_order] for search in searches), default=-math.inf) - BEAM
        try:
            searches.append(Search(puzzle, supposition, negligible - priors[supposition]))
        except TooLargeError as error:
            failed = error
    if failed is not None and not any(search.total > -math.inf for search in searches):
        raise failed
    weights = [search.total + priors[search.in_order] for search in searches]
    whole = log_sum(weights)
    shares = [math.exp(weight - whole) for weight in weights]
    best = max(searches, key=lambda search: search.best[0] + priors[search.in_order])
    arrangement = _weighed(best, searches, shares)
    return arrangement if failed is None else replace(arrangement, exact=False)


def _weighed(best: Search, searches: list[Search], weights: list[float]) -> Arrangement:
    """The best arrangement, with the shares of both suppositions added up by their weights."""
    puzzle = best.puzzle
    slots: list[Slot] = [(0, None)] * puzzle.measures
    groups: list[int | None] = [None] * puzzle.groups
    statements: list[int | None] = [None] * puzzle.statements
    for step in best.best[1]:
        if step.statement is not None:
            statements[step.statement] = step.pillar
        if step.group is not None:
            groups[step.group] = step.pillar
        for measure in range(step.first, step.last):
            slots[measure] = (step.pillar, step.group)
    shares: dict[str, list[dict[Any, float]]] = {
        "measure": [defaultdict(float) for _ in slots],
        "group": [defaultdict(float) for _ in groups],
        "statement": [defaultdict(float) for _ in statements],
    }
    for search, weight in zip(searches, weights, strict=True):
        for (kind, index, place), share in search.shares.items():
            shares[kind][index][place] += weight * share
    return Arrangement(
        tuple(slots),
        tuple(groups),
        tuple(statements),
        tuple(dict(row) for row in shares["measure"]),
        tuple(dict(row) for row in shares["group"]),
        tuple(dict(row) for row in shares["statement"]),
        best.best[0] - best.second,
        sum(weight for search, weight in zip(searches, weights, strict=True) if search.in_order),
        all(search.exact for search in searches),
    )
