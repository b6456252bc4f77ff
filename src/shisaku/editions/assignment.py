"""Maximum-weight matching: pairs with the greatest sum of weights, each component in one pair at most.

Pairs without common components are independent, so each connected part is solved separately, by augmenting paths
matching (successive shortest paths, Bellman-Ford; Ahuja, Magnanti and Orlin 1993, ch. 12). A part too large for that, as of
hundreds of entries worded alike, takes the heaviest pair first.
"""

from collections import defaultdict, deque
from collections.abc import Mapping

Pair = tuple[int, int]

LARGEST = 600
"""Most pairs of a connected part that is solved exactly."""


def assign(weights: Mapping[Pair, float]) -> set[Pair]:
    """The pairs of the best matching; only pairs of a weight above zero are taken."""
    worth = {pair: weight for pair, weight in weights.items() if weight > 0}
    chosen: set[Pair] = set()
    for part in _parts(sorted(worth)):
        exact = len(part) <= LARGEST
        chosen |= _best({pair: worth[pair] for pair in part}) if exact else _heaviest({pair: worth[pair] for pair in part})
    return chosen


def _parts(pairs: list[Pair]) -> list[list[Pair]]:
    """The pairs by connected parts."""
    rows: dict[int, list[Pair]] = defaultdict(list)
    columns: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        rows[pair[0]].append(pair)
        columns[pair[1]].append(pair)
    parts, seen = [], set[Pair]()
    for start in pairs:
        part, waiting = [], [start]
        while waiting:
            pair = waiting.pop()
            if pair not in seen:
                seen.add(pair)
                part.append(pair)
                waiting += rows[pair[0]] + columns[pair[1]]
        if part:
            parts.append(sorted(part))
    return parts


def _heaviest(weights: dict[Pair, float]) -> set[Pair]:
    taken: tuple[set[int], set[int]] = set(), set()
    chosen = set()
    for i, j in sorted(weights, key=lambda pair: (-weights[pair], abs(pair[0] - pair[1]), sum(pair), pair)):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            chosen.add((i, j))
    return chosen


def _best(weights: dict[Pair, float]) -> set[Pair]:
    """The matching of maximum weight: augmented by the path that gains most, until none gains."""
    edges: dict[int, list[int]] = defaultdict(list)
    for i, j in weights:
        edges[i].append(j)
    of_row: dict[int, int] = {}
    of_column: dict[int, int] = {}
    while True:
        gain, came = _paths(weights, edges, of_row, of_column)
        free = [j for j in gain if j not in of_column]
        end = max(free, key=lambda j: (gain[j], -j), default=None)
        if end is None or gain[end] <= 1e-9:
            return set(of_row.items())
        column: int | None = end
        while column is not None:
            row = came[column]
            left = of_row.get(row)
            of_row[row], of_column[column] = column, row
            column = left


def _paths(
    weights: dict[Pair, float], edges: dict[int, list[int]], of_row: dict[int, int], of_column: dict[int, int]
) -> tuple[dict[int, float], dict[int, int]]:
    """The gain of the best path from a free row to each column, and the row before it."""
    gain: dict[int, float] = {}
    came: dict[int, int] = {}
    waiting = deque((i, 0.0) for i in edges if i not in of_row)
    while waiting:
        row, so_far = waiting.popleft()
        if row in of_row and gain[of_row[row]] - weights[row, of_row[row]] > so_far + 1e-12:
            continue  # a better path to this row was found since
        for column in edges[row]:
            value = so_far + weights[row, column]
            if of_row.get(row) != column and value > gain.get(column, float("-inf")) + 1e-12:
                gain[column], came[column] = value, row
                if column in of_column:
                    holder = of_column[column]
                    waiting.append((holder, value - weights[holder, column]))
    return gain, came
