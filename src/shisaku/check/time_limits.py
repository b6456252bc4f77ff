"""A limit on the time that one step of a check may take; where it is reached, a finding says so and the next step follows.

Python code, and Python's regular expressions, are interrupted by a signal of the clock. Where there are no signals (Windows, threads
other than the main one) there is no limit.
"""

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from shisaku.check.located import Located
from shisaku.model.findings import Rule, Severity

TIME_LIMIT = Rule("limits/time", Severity.ERROR)
RULES = (TIME_LIMIT,)


class TimeLimitReachedError(BaseException):
    """Raised by the clock; no Exception, so that no library takes it for an error of its own."""


def within(seconds: float, step: Callable[[], Iterable[Located]], path: Path, name: str) -> Iterator[Located]:
    """Yield the findings of a step; those on `path` so far are replaced by one on the limit if it takes longer than `seconds`."""
    try:
        with _alarm(seconds):
            found = list(step())
    except TimeLimitReachedError:
        found = [Located(TIME_LIMIT.at(None, step=name, seconds=f"{seconds:g}"), None, path)]
    yield from found


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _reached)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _reached(_signal: int, _frame: FrameType | None) -> None:
    raise TimeLimitReachedError
