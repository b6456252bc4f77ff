"""Prints what a server did under load, and fails where it did not do what docs/serving.md says."""

import argparse
import asyncio
import sys
from pathlib import Path

from tests.load.run import Crowd, Report, percentile
from tests.patience import until
from tests.serve.conftest import start, stop

_ROOT = Path(__file__).parent.parent.parent


def told(report: Report) -> str:
    """The report as a table of Markdown."""
    lines = ["| milliseconds, p50 / p95 | quiet | under load | after |", "|---|---|---|---|"]
    for kind in sorted(report.loaded):
        columns = (report.quiet, report.loaded, report.after)
        cells = (
            f"{1000 * percentile(c[kind], 50):.1f} / {1000 * percentile(c[kind], 95):.1f}" if c.get(kind) else "" for c in columns
        )
        lines.append(f"| {kind} ({len(report.loaded[kind])}) | {' | '.join(cells)} |")
    lines += ["", *(f"{kind}: {dict(sorted(found.items()))}" for kind, found in sorted(report.hostile.items()))]
    shares = ", ".join(f"{percent} of a hundred {report.times(percent):.1f}" for percent in (50, 75, 90, 95, 99))
    lines.append(f"times the quiet time of its kind, at most: {shares}; wrong: {len(report.wrong)}")
    lines += sorted(set(report.wrong))[:20]
    late = ", ".join(f"{1000 * percentile(report.late, percent):.1f}" for percent in (50, 95, 99))
    lines.append(f"milliseconds by which the clients themselves came late: p50, p95, p99 {late}")
    lines.append(f"told to come back later: {dict(report.turned_away)}")
    lines.append(f"memory of all processes: {min(report.memory) / 1e6:.0f} to {max(report.memory) / 1e6:.0f} MB")
    return "\n".join(lines)


def main() -> int:
    """Load a server of this project's data."""
    parser = argparse.ArgumentParser(prog="python -m tests.load")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("server", nargs="*", help="options of shisaku serve")
    given = parser.parse_args()
    server = start(_ROOT, *given.server)
    try:
        until(lambda: server.get("/health").status == 200)
        report = asyncio.run(Crowd(server.url, server.process.pid).run(given.clients, given.seconds))
        until(lambda: server.get("/health").status == 200)
        print(told(report))
        print(server.get("/metrics").text.partition("# TYPE shisaku_jobs_total")[2])
    finally:
        code = stop(server)
    return int(bool(report.wrong)) | code


if __name__ == "__main__":
    sys.exit(main())
