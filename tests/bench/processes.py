"""Whole processes, reading included: `shisaku build` beside what somebody without it would run on the same documents."""

from pathlib import Path
from typing import Any

from tests.bench.plans import REAL
from tests.bench.results import Claim, at_least, table
from tests.bench.timing import ROOT, Run, medians, run
from tests.dataset.measuring import write_sources

SOURCES = ROOT / "build" / "bench" / "documents"
MANY = 30
WAYS = ("shisaku", "--engine reference", "alone")


def measure() -> dict[str, Any]:
    """Three runs of each by turns of one plan, one of many."""
    write_sources(SOURCES, MANY)
    documents = sorted(SOURCES.glob("*/source.txt"))
    some = {"1 plan": documents[:1], "the real plan": [REAL], f"{MANY} plans": documents}
    return {"seconds": {name: _of(paths) for name, paths in some.items()}}


def _of(documents: list[Path]) -> dict[str, Any]:
    output = ROOT / "build" / "bench" / "built"
    build: list[str | Path] = ["shisaku", "build", *documents, "-o", output, "--fail-on", "none"]
    commands: dict[str, list[str | Path]] = {
        "shisaku": build,
        "--engine reference": [*build, "--engine", "reference"],
        "alone": ["tests.bench.alone", output, *documents],
    }
    runs: dict[str, list[Run]] = {way: [] for way in WAYS}
    for _ in range(3 if len(documents) == 1 else 1):
        for way, command in commands.items():
            runs[way].append(run(*command))
    return {way: medians(made) for way, made in runs.items()}


def claims(found: dict[str, Any]) -> list[Claim]:
    """What is claimed of it."""
    seconds = found["seconds"]
    return [
        at_least(f"{what}, whole process", bound, seconds[name]["alone"]["process"] / seconds[name]["shisaku"]["process"])
        for what, name, bound in (("1 plan", "1 plan", 8), (f"{MANY} plans", f"{MANY} plans", 25))
    ]


def section(found: dict[str, Any]) -> list[str]:
    """What the page says."""
    rows = []
    for name, of in found["seconds"].items():
        ours = of["shisaku"]
        for what, form in (("process", ".2f"), ("megabytes", ".0f")):
            others = [f"{of[way][what]:{form}} | {of[way][what] / ours[what]:.1f}" for way in WAYS[1:]]
            rows.append([f"{name}, {'seconds' if what == 'process' else what}", f"{ours[what]:{form}}", *others])
    return [
        "## Whole processes",
        "",
        "`python -m tests.bench processes`. `shisaku build` from document to Turtle, importing and loading included. *--engine reference*: the",
        "same command, which reads the ontology once and spares owlrl and pySHACL what cannot matter to them. *alone*: what somebody without",
        "our engines would write (`tests/bench/alone.py`): the same reading and mapping; ontology, shapes and schemes read by rdflib, owlrl",
        "over plan and terms, pySHACL with all schemes, Turtle by rdflib. The checks are asked of Oxigraph in all three.",
        "",
        *table(["documents", "shisaku", "--engine reference", "ratio", "alone", "ratio"], rows),
    ]
