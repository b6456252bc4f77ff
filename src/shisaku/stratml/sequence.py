"""Hierarchy by SequenceIndicator: StratML has goals with flat lists of objectives, and only their numbers state the levels.

Goal        2
Objective   2.1          part of the goal
Objective   2.1.1        part of 2.1
Objective   2.2          part of the goal
"""

import re
from collections.abc import Sequence

LEVELS = 12
"""Most levels of objectives."""
_NUMBER = re.compile(r"\w+(?:[.\-]\w+)*")


def parents(indicators: Sequence[str], levels: int = LEVELS) -> tuple[int | None, ...]:
    """For each objective of a goal, by its indicator, the index of its parent in the list; None for the goal.

    Its parent is the one whose whole number its own begins with, as long as no objective in between has another parent: so the
    objectives, nested, keep the order of the list. Deeper ones than `levels` stay at the last level.
    """
    above: list[tuple[str, int]] = []
    found: list[int | None] = []
    for place, indicator in enumerate(indicators):
        number = _number(indicator)
        outer = re.sub(r"[.\-]?\w+$", "", number)
        while above and (above[-1][0] != outer or not outer):
            above.pop()
        del above[max(levels, 1) - 1 :]
        found.append(above[-1][1] if above else None)
        above.append((number, place))
    return tuple(found)


def class_of_level(level: int, levels: int) -> str:
    """Class of the objectives of a level, from 1, where objectives have that many levels: those of one level are of one class."""
    above_last = max(levels, 2) - level
    return "Initiative" if above_last == 0 else "Measure" if above_last == 1 else "MeasureGroup"


def _number(indicator: str) -> str:
    """The number in an indicator, without a word before it: 1.2 for `Objective 1.2.`; empty where there is none."""
    numbers = _NUMBER.findall(indicator)
    return numbers[-1] if numbers else ""
