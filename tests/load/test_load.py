"""A server under load for a few hundred requests; `python -m tests.load` does the same for longer, and measures."""

import asyncio
from pathlib import Path

from tests.load.run import Crowd
from tests.patience import until
from tests.serve.conftest import start, stop

_ROOT = Path(__file__).parent.parent.parent
_MOST_MEMORY = 4_000_000_000
"""Bytes: 1 GB for each of the four processes in which clients' queries run at once is more than all take together."""


def test_among_hostile_clients_no_answer_is_wrong_memory_is_bounded_and_the_server_is_quiet_again() -> None:
    server = start(_ROOT, "--time-limit", "10")
    try:
        report = asyncio.run(Crowd(server.url, server.process.pid, pause=0.1).run(40))
        assert report.wrong == []
        assert all(report.loaded[kind] for kind in report.quiet)
        assert max(report.memory) < _MOST_MEMORY
        assert {status for name, found in report.hostile.items() if "client" not in name for status in found} <= {
            200,
            400,
            406,
            413,
            429,
            503,
        }
        until(server.idle)
        assert set(report.after) == set(report.quiet)
    finally:
        assert stop(server) == 0
