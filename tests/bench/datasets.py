"""Datasets: built in full, again without a change, with one document changed; and by two workers beside one."""

from pathlib import Path
from shutil import rmtree
from statistics import median
from typing import Any

from tests.bench.results import Claim, at_least, at_most, table
from tests.bench.timing import ROOT, Run, run
from tests.dataset.measuring import touch, write_sources

NUMBER = 1000
PART = 60
PLACE = ROOT / "build" / "bench" / "dataset"


def measure() -> dict[str, Any]:
    """The full build once, the others three times, workers by turns twice."""
    sources, whole = PLACE / "sources", PLACE / "whole.dataset"
    rmtree(PLACE, ignore_errors=True)
    write_sources(sources, NUMBER)
    full = _build([sources], whole)
    again = [_build([sources], whole) for _ in range(3)]
    changed = []
    for at in range(3):
        touch(sources, at)
        changed.append(_build([sources], whole))
    workers: dict[str, list[Run]] = {"1": [], "2": []}
    part = sorted(sources.iterdir())[:: NUMBER // PART][:PART]
    for _ in range(2):
        for jobs, runs in workers.items():
            rmtree(PLACE / "part.dataset", ignore_errors=True)
            runs.append(_build(part, PLACE / "part.dataset", "-j", jobs))
    rmtree(PLACE)
    clock = {"full": full.clock, "unchanged": median(r.clock for r in again), "one changed": median(r.clock for r in changed)}
    clock |= {f"{PART} plans, {jobs} worker(s)": min(r.clock for r in runs) for jobs, runs in workers.items()}
    return {"clock": {name: round(seconds, 3) for name, seconds in clock.items()}}


def _build(sources: list[Path], dataset: Path, *options: str) -> Run:
    return run("shisaku", "build", *sources, "-o", dataset, "--fail-on", "none", *options)


def claims(found: dict[str, Any]) -> list[Claim]:
    """What is claimed of it."""
    clock = found["clock"]
    one, two = (clock[f"{PART} plans, {jobs} worker(s)"] for jobs in "12")
    return [
        at_most(f"{NUMBER:,} plans unchanged, share of the full build", 0.02, clock["unchanged"] / clock["full"]),
        at_most("one of them changed, share of the full build", 0.01, clock["one changed"] / clock["full"]),
        at_least("two workers, times one", 1.7, one / two),
    ]


def section(found: dict[str, Any]) -> list[str]:
    """What the page says."""
    full = found["clock"]["full"]
    rows = [[name, f"{seconds:.2f}", f"{100 * seconds / full:.2f} %"] for name, seconds in found["clock"].items()]
    return [
        "## Datasets",
        "",
        f"`python -m tests.bench datasets`. {NUMBER:,} invented plans of six kinds, by as many workers as there are cores. Seconds on the clock,",
        "as workers are no children of the process that is measured; so these figures need a machine without other work.",
        "",
        *table(["build", "seconds", "of the full build"], rows),
    ]
