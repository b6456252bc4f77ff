"""Every saved question over 100 plans, by shisaku and by rdflib, one by one; and how each grows."""

from statistics import geometric_mean, median
from typing import Any

from tests.bench.results import Claim, at_least, at_most, table
from tests.bench.timing import Run, exponent, run

FEW, MANY = 25, 100
STEEP = 1.15
"""Exponents above it are told."""
SHOWN = 12


def measure() -> dict[str, Any]:
    """Medians of three runs of shisaku, one of rdflib, which has a second for each question."""
    few = _medians([run("tests.bench.stages", "compiled", str(FEW), "questions") for _ in range(3)])
    many = _medians([run("tests.bench.stages", "compiled", str(MANY), "questions") for _ in range(3)])
    reference = run("tests.bench.stages", "reference", str(MANY), "questions").told
    powers = {name: exponent([FEW, MANY], [few[name], many[name]]) for name in many}
    each = {n: {"shisaku": many[n], "rdflib": round(reference["questions"][n], 4), "exponent": powers[n]} for n in many}
    sums = [sum(few.values()), sum(many.values())]
    late, failed = reference["unfinished"], reference["failed"]
    return {"each": each, "unfinished": late, "failed": failed, "exponent": exponent([FEW, MANY], sums)}


def _medians(runs: list[Run]) -> dict[str, float]:
    return {name: round(median(one.told["questions"][name] for one in runs), 5) for name in runs[0].told["questions"]}


def claims(found: dict[str, Any]) -> list[Claim]:
    """What is claimed of it."""
    ratios = [of["rdflib"] / of["shisaku"] for name, of in found["each"].items() if name not in found["failed"]]
    return [
        at_least("saved questions, geometric mean", 25, geometric_mean(ratios)),
        at_most("exponent of growth, all questions together", 1.15, found["exponent"]),
    ]


def _beside(of: dict[str, float], bound: str, failed: bool) -> tuple[str, str]:
    """What rdflib took, and how many times more that is."""
    return ("error", "") if failed else (f"{bound}{of['rdflib']:.3f}", f"{bound}{of['rdflib'] / of['shisaku']:.0f}")


def section(found: dict[str, Any]) -> list[str]:
    """What the page says."""
    each = found["each"]
    longest = sorted(each, key=lambda name: -each[name]["shisaku"])[:SHOWN]
    late = set(found["unfinished"])
    rows = [
        [
            f"`{name}`",
            f"{each[name]['shisaku']:.4f}",
            *_beside(each[name], "≥ " if name in late else "", name in found["failed"]),
            f"{each[name]['exponent']:.2f}",
        ]
        for name in longest
    ]
    steep = [f"`{name}` {of['exponent']:.2f}" for name, of in each.items() if of["exponent"] > STEEP]
    return [
        "## Saved questions",
        "",
        f"`python -m tests.bench questions`. Each of the {len(each)} questions over {MANY} plans, without inference. rdflib is given a second",
        f"for each; {len(late)} were not finished, and {len(found['failed'])} ended in an error, which the mean leaves out. Exponents are from {FEW} to {MANY} plans. The {SHOWN} that take longest:",
        "",
        *table(["question", "shisaku", "rdflib", "ratio", "exponent"], rows),
        "",
        f"Steeper than {STEEP}: {', '.join(steep) or 'none'}. All together: {found['exponent']:.2f}.",
    ]
