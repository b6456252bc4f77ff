"""Rules as printed: dashes and double lines as one, on common coordinates, and which of them are connected."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import NamedTuple

from shisaku.formats.pdf.drawn_shapes import DrawnRule

SNAP = 2.5
"""Points by which rules may be apart and still lie on one coordinate: double lines, borders of neighbouring cells."""
_WIDEST = 3.5
"""Points that all rules of one coordinate may lie apart at most."""
_DASH = 4.0
"""Widest gap in points between dashes of one line."""
TOUCH = 3.0
"""Points that a rule may stop short of one that it meets."""
_SHORTEST = 5.0
"""Length in points below which a rule separates nothing."""
MOST_LINES = 1_500
"""Most lines of a page that are examined, dashes joined; a page with more is a drawing."""


_Stretch = tuple[float, float, float]
"""Coordinate, start and end of a stretch."""


class RuledLine(NamedTuple):
    """A joined rule: its coordinate, and its unbroken stretches in order."""

    at: float
    stretches: tuple[tuple[float, float], ...]


class Net(NamedTuple):
    """Connected lines, each coordinate once, in order."""

    across: tuple[RuledLine, ...]
    down: tuple[RuledLine, ...]


def nets_of(rules: list[DrawnRule]) -> tuple[list[Net], list[Net]]:
    """The nets of lines on a page, those with crossings and those of rules across alone; none where the page is a drawing."""
    across, down = _lines([rule for rule in rules if rule.across]), _lines([rule for rule in rules if not rule.across])
    if len(across) + len(down) > MOST_LINES:
        return [], []
    groups = _together(across, down)
    crossed = [members for members in groups if members[0] < len(across) <= members[-1]]
    single = [across[members[0]] for members in groups if len(members) == 1 and members[0] < len(across)]
    return [_net(members, across, down) for members in crossed], _stacked(single)


_FEWEST_STACKED = 3
"""Least number of rules below each other that separate rows."""
_LEVEL = 6.0
"""Points that their ends may be apart."""


def _stacked(single: list[_Stretch]) -> list[Net]:
    """Rules that cross no other, joined where they are equally long and their ends aligned, with those on the same coordinate."""
    left = sorted(single)
    rows: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for at, start, end in left:
        rows[at].append((start, end))
    groups: list[list[tuple[float, float, float]]] = []
    for at, stretches in sorted(rows.items()):
        start, end = stretches[0][0], stretches[-1][1]
        for group in groups[-_MOST_OPEN:]:
            if abs(group[-1][1] - start) <= _LEVEL and abs(group[-1][2] - end) <= _LEVEL:
                group.append((at, start, end))
                break
        else:
            groups.append([(at, start, end)])
    return [
        Net(tuple(RuledLine(at, tuple(rows[at])) for at, _, _ in group), ()) for group in groups if len(group) >= _FEWEST_STACKED
    ]


_MOST_OPEN = 8
"""Most groups of stacked rules that may go on at one place of a page."""


# -- dashes and double lines -------------------------------------------------------------------------------------------


def _lines(rules: list[DrawnRule]) -> list[_Stretch]:
    """Unbroken stretches, on common coordinates, of rules of one direction."""
    found: list[_Stretch] = []
    for group in _on_one(sorted(rules, key=lambda rule: (rule.at, rule.start))):
        whole = sum(rule.end - rule.start + 0.01 for rule in group)
        at = sum(rule.at * (rule.end - rule.start + 0.01) for rule in group) / whole
        found += [(at, start, end) for start, end in _joined([(rule.start, rule.end) for rule in group])]
    return found


def _on_one(rules: list[DrawnRule]) -> list[list[DrawnRule]]:
    groups: list[list[DrawnRule]] = []
    for rule in rules:
        if groups and rule.at - groups[-1][-1].at <= SNAP and rule.at - groups[-1][0].at <= _WIDEST:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _joined(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches of one coordinate, joined where they overlap or are a dash apart, short ones left out."""
    joined: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if joined and start - joined[-1][1] <= _DASH:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return [(start, end) for start, end in joined if end - start >= _SHORTEST]


# -- connected rules -----------------------------------------------------------------------------------------------


def _together(across: list[_Stretch], down: list[_Stretch]) -> list[list[int]]:
    """Numbers of the stretches that touch each other, those across before those down, group by group."""
    parent = list(range(len(across) + len(down)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    places = [at for at, _, _ in down]
    for i, (at, start, end) in enumerate(across):
        for j in range(bisect_left(places, start - TOUCH), bisect_right(places, end + TOUCH)):
            if down[j][1] - TOUCH <= at <= down[j][2] + TOUCH:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, list[int]] = defaultdict(list)
    for one in range(len(parent)):
        groups[root(one)].append(one)
    return list(groups.values())


def _net(members: list[int], across: list[_Stretch], down: list[_Stretch]) -> Net:
    return Net(
        _by_place([across[i] for i in members if i < len(across)]),
        _by_place([down[i - len(across)] for i in members if i >= len(across)]),
    )


def _by_place(stretches: list[_Stretch]) -> tuple[RuledLine, ...]:
    lines: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for at, start, end in stretches:
        lines[at].append((start, end))
    return tuple(RuledLine(at, tuple(sorted(lines[at]))) for at in sorted(lines))
