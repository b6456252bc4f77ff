"""How the time of each stage grows with the number of plans, each mapped, inferred from, validated, checked and written by itself."""

from typing import Any

from tests.bench.results import Claim, at_most, table
from tests.bench.timing import exponent, medians, run

SIZES = (10, 100, 1000, 3000)
STAGES = ("graph", "inference", "validation", "checks", "Turtle")


def measure() -> dict[str, Any]:
    """One run of each size; three of the smallest, which takes no more than a second."""
    seconds = {}
    for size in SIZES:
        runs = [run("tests.bench.stages", "compiled", str(size), "growth") for _ in range(3 if size == SIZES[0] else 1)]
        of = medians(runs)
        seconds[str(size)] = {**{stage: of[stage] for stage in STAGES}, "all": round(sum(of[stage] for stage in STAGES), 4)}
        seconds[str(size)]["megabytes"] = of["megabytes"]
    powers = {stage: exponent(SIZES, [of[stage] for of in seconds.values()]) for stage in (*STAGES, "all")}
    return {"seconds": seconds, "exponents": powers}


def claims(found: dict[str, Any]) -> list[Claim]:
    """What is claimed of it."""
    return [at_most("exponent of growth, 10 to 3,000 plans", 1.1, found["exponents"]["all"])]


def section(found: dict[str, Any]) -> list[str]:
    """What the page says."""
    head = ["plans", *STAGES, "all", "megabytes"]
    rows = [
        [f"{int(n):,}", *(f"{of[name]:.2f}" for name in head[1:-1]), f"{of['megabytes']:.0f}"]
        for n, of in found["seconds"].items()
    ]
    return [
        "## Growth",
        "",
        "`python -m tests.bench growth`. Seconds of each stage over so many plans, one after another in one process, which holds all plans",
        "but not their graphs. How questions grow is told with the questions.",
        "",
        *table(head, [*rows, ["exponent", *(f"{power:.2f}" for power in found["exponents"].values()), ""]]),
    ]
