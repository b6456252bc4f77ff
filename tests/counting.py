"""What work costs, counted in calls and lines of Python: the same number on every machine, however busy. For patterns: regex_steps.py."""

import math
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

GROWTH = 1.125
"""Times the work that may be done for each time the size: the rest is for numbers with more digits. Quadratic work takes 4 for twice."""


class TooMuchWorkError(Exception):
    """More was done than allowed."""


def calls(work: Callable[[], object], most: float = math.inf) -> int:
    """Calls of functions, Python's and others, that the work makes. Raises TooMuchWorkError as soon as they are more than `most`."""
    number = 0

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal number
        number += event in ("call", "c_call")
        if number > most:
            raise TooMuchWorkError(f"more than {most} calls")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(before)
    return number


def lines(work: Callable[[], object], most: float = math.inf) -> int:
    """Lines of Python that the work executes. Raises TooMuchWorkError as soon as they are more than `most`."""
    number = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Callable[..., Any]:
        nonlocal number
        number += 1
        if number > most:
            raise TooMuchWorkError(f"more than {most} lines")
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return number
