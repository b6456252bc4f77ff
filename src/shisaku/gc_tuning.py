"""How often Python looks for circles of garbage."""

import gc

_COLLECT_AFTER = 50_000
"""Objects between two looks: graphs have no circles, and looking through them takes a quarter of a long build."""


def collect_seldom() -> None:
    """Look seldom, in this process."""
    gc.set_threshold(_COLLECT_AFTER)
