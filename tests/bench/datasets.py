"""Datasets: built in full, again without a change, with one document changed; and by two workers beside one."""

from pathlib import Path
from shutil import rmtree
from statistics import median
from typing import Any

from tests.bench.results import Claim, at_least, at_most, table
from tests.bench.timing import ROOT, Run, run
from tests.dataset.measuring import touch, write_sources

NUMBER = 1000
PART = 120
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
    seconds = {
        "full": full.seconds,
        "unchanged": median(r.seconds for r in again),
        "one changed": median(r.seconds for r in changed),
    }
    clock = {jobs: round(min(r.clock for r in runs), 3) for jobs, runs in workers.items()}
    return {"seconds": {name: round(of, 3) for name, of in seconds.items()}, "clock": clock}


def _build(sources: list[Path], dataset: Path, *options: str) -> Run:
    return run("shisaku", "build", *sources, "-o", dataset, "--fail-on", "none", *options, workers=True)


def claims(found: dict[str, Any]) -> list[Claim]:
    """What is claimed of it."""
    seconds, clock = found["seconds"], found["clock"]
    return [
        at_most(f"{NUMBER:,} plans unchanged, share of the full build", 0.02, seconds["unchanged"] / seconds["full"]),
        at_most("one of them changed, share of the full build", 0.01, seconds["one changed"] / seconds["full"]),
        at_least("two workers, times one", 1.7, clock["1"] / clock["2"]),
    ]


def section(found: dict[str, Any]) -> list[str]:
    """What the page says."""
    full, clock = found["seconds"]["full"], found["clock"]
    rows = [[name, f"{seconds:.2f}", f"{100 * seconds / full:.2f} %"] for name, seconds in found["seconds"].items()]
    return [
        "## Datasets",
        "",
        f"`python -m tests.bench datasets`. {NUMBER:,} invented plans of six kinds, by as many workers as there are cores. Processor seconds of",
        "all processes together, workers included.",
        "",
        *table(["build", "seconds", "of the full build"], rows),
        "",
        f"On the clock, {PART} plans took {clock['1']:.1f} seconds with one worker and {clock['2']:.1f} with two: this figure alone needs a machine",
        "without other work.",
    ]
