"""Waiting for events: the one place where tests know of time. No test's outcome depends on how long anything takes."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from time import process_time, sleep
from types import FrameType

PATIENCE = 600.0
"""Seconds after which whatever is waited for is taken to hang: far more than a busy machine at a fifth of its speed needs."""
_POLL = 0.02
_MOMENT = 0.1


class HangsError(Exception):
    """Something did not end within `PATIENCE`."""


def until(true: Callable[[], bool]) -> None:
    """Wait until something is so. Raises HangsError where it never comes."""
    for _ in range(int(PATIENCE / _POLL)):
        if true():
            return
        sleep(_POLL)
    raise HangsError("it never came")


@contextmanager
def ending() -> Iterator[None]:
    """Within it, work that does not end is broken off. Raises HangsError there."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise HangsError("it did not end")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def effort(work: Callable[[], object]) -> float:
    """Processor time of work whose steps nobody counts. It means nothing but beside that of other work in the same process."""
    before = process_time()
    work()
    return process_time() - before


def any_moment(dice: Random) -> None:
    """Let something else go on for a moment, for tests that must hold whenever they interrupt it."""
    sleep(dice.random() * _MOMENT)
