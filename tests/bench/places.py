"""Faults in a large Turtle file told with their places: `shisaku check` beside pySHACL, which tells no places."""

import re
import sys
from pathlib import Path
from typing import Any

from tests.bench.results import Claim, at_most, table
from tests.bench.timing import ROOT, Run, medians, run, run_command

LINES = 50_000
CASES = ROOT / "tests" / "ontology"
FILE = ROOT / "build" / "bench" / "faults.ttl"
_PYSHACL = """
import json, sys
from rdflib import Graph
import pyshacl
data, shapes, schemes = Graph().parse(sys.argv[1]), Graph(), Graph()
for path in sys.argv[2:]:
    (shapes if path.endswith("shapes.ttl") else schemes).parse(path)
_, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=schemes, inference="none")
print(json.dumps({"told": len(set(report.subjects()))}))
"""


def measure() -> dict[str, Any]:
    """One run of each."""
    kinds = write_faults(FILE)
    check: list[str | Path] = ["shisaku", "check", FILE, "-f", "json", "--fail-on", "none"]
    ontology = ROOT / "ontology"
    files = [ontology / name for name in ("shapes.ttl", "shisaku.ttl", "topics.ttl", "marks.ttl", "conclusions.ttl")]
    runs = {"shisaku": run(*check), "pySHACL": run_command([sys.executable, "-c", _PYSHACL, str(FILE), *map(str, files)])}
    text = FILE.read_text(encoding="utf-8")
    return {
        "kinds": kinds,
        "lines": text.count("\n"),
        **_told(runs["shisaku"]),
        "seconds": {n: medians([r]) for n, r in runs.items()},
    }


def _told(made: Run) -> dict[str, int]:
    findings = made.told["findings"]
    placed = sum(1 for finding in findings if finding["place"])
    return {"findings": len(findings), "placed": placed, "rules": len({finding["rule"] for finding in findings})}


def write_faults(path: Path) -> int:
    """So many lines of Turtle: a clean plan again and again, every time with another kind of fault; the number of kinds."""
    clean = (CASES / "clean.ttl").read_text(encoding="utf-8")
    cases = sorted((CASES / "shapes").glob("*.ttl"))
    parts: list[str] = []
    lines = number = 0
    while lines < LINES:
        fault = cases[number].read_text(encoding="utf-8") if number < len(cases) else ""
        parts.append(re.sub(r"umikaze-2031(?=[/>])", f"umikaze-2031-{number}", f"{clean}\n{fault}\n"))
        lines += parts[-1].count("\n")
        number += 1
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(parts), encoding="utf-8")
    return min(number, len(cases))


def claims(found: dict[str, Any]) -> list[Claim]:
    """What is claimed of it."""
    seconds = found["seconds"]
    return [
        at_most(
            "a check with places, share of pySHACL's validation", 2, seconds["shisaku"]["process"] / seconds["pySHACL"]["process"]
        )
    ]


def section(found: dict[str, Any]) -> list[str]:
    """What the page says."""
    rows = [[name, f"{of['process']:.2f}", f"{of['megabytes']:.0f}"] for name, of in found["seconds"].items()]
    return [
        "## Faults with their places",
        "",
        f"`python -m tests.bench places`. A Turtle file of {found['lines']:,} lines with {found['kinds']} kinds of faults. `shisaku check` reads it,",
        "infers, validates, runs the checks and tells where in the file each fault is: "
        f"{found['findings']:,} findings of {found['rules']} rules, {found['placed']:,} of them with",
        "line and column. pySHACL reads the same file, shapes and schemes, and validates; it tells no places.",
        "",
        *table(["", "seconds", "megabytes"], rows),
    ]
