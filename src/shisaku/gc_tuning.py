"""Tuning of Python's garbage collector."""

import gc

_COLLECT_AFTER = 50_000
"""Objects between two collections: graphs have no reference cycles, and scanning them takes a quarter of a long build."""


def collect_seldom() -> None:
    """Run the garbage collector seldom in this process."""
    gc.set_threshold(_COLLECT_AFTER)
