"""Rows to RDF by tools made for it, each in an environment of its own below build/bench; pyoxigraph alone is the floor."""

import csv
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.bench.plans import plans
from tests.bench.results import Claim, table
from tests.bench.rows import COLUMNS, TOOLS
from tests.bench.timing import ROOT, Run, medians, run_command

from shisaku.rdf.namespaces import DEFAULT_BASE, PlanIris, class_of
from shisaku.rdf.rdf_files import canonical_ntriples

PLACE = ROOT / "build" / "bench"
PINNED = {"morph-kgc": "morph-kgc==2.10.0", "maplib": "maplib==0.20.26"}
ROWS = 50_000
_SCRIPT = ROOT / "tests" / "bench" / "rows.py"


def measure() -> dict[str, Any]:
    """Three runs of each by turns, over few rows, which is what starting takes, and over many."""
    pythons = {tool: _environment(tool) if tool in PINNED else Path(sys.executable) for tool in TOOLS}
    return {"pinned": PINNED, "rows": {str(number): _of(number, pythons) for number in (10, ROWS)}}


def _of(number: int, pythons: dict[str, Path]) -> dict[str, Any]:
    rows = PLACE / f"rows-{number}.csv"
    _write_rows(rows, number)
    runs: dict[str, list[Run]] = {tool: [] for tool in TOOLS}
    for _ in range(3):
        for tool, python in pythons.items():
            runs[tool].append(run_command([str(python), str(_SCRIPT), tool, str(rows), str(PLACE / f"rows-{tool}.nt")]))
    wanted = canonical_ntriples([PLACE / "rows-shisaku.nt"])
    same = {tool: canonical_ntriples([PLACE / f"rows-{tool}.nt"]) == wanted for tool in TOOLS}
    return {tool: {**medians(made), "same": same[tool]} for tool, made in runs.items()}


def _environment(tool: str) -> Path:
    """The interpreter of an environment that has the tool and nothing of ours."""
    python = PLACE / f"env-{tool}" / "bin" / "python"
    if not (python.parent.parent / PINNED[tool]).is_file():
        subprocess.run([sys.executable, "-m", "venv", "--clear", python.parent.parent], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PINNED[tool]], check=True)
        (python.parent.parent / PINNED[tool]).touch()
    return python


def _write_rows(path: Path, number: int) -> None:
    """Components of a hundred plans, again and again under other names until they are as many."""
    found = [row for plan in plans(100) for row in _rows_of(PlanIris(DEFAULT_BASE, plan.source.description.id), plan)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for n in range(number):
            iri, *rest = found[n % len(found)]
            writer.writerow([f"{iri}/{n // len(found)}", *rest])


def _rows_of(iris: PlanIris, plan: Any) -> list[tuple[str, ...]]:
    return [
        (str(iris.of(c.key)), str(class_of(c)), " ".join(c.label.split()), str(c.ordinal), str(iris.of(parent)))
        for c, parent in plan.walk()
    ]


def claims(found: dict[str, Any]) -> list[Claim]:
    """Nothing is claimed: mapping rows is not what shisaku is for."""
    return []


def section(found: dict[str, Any]) -> list[str]:
    """What the page says."""
    few, many = found["rows"].values()
    floor = many["pyoxigraph"]["process"] - few["pyoxigraph"]["process"]
    rows = []
    for tool, of in many.items():
        work = of["process"] - few[tool]["process"]
        times = f"{work / floor:.1f}"
        rows.append(
            [tool, f"{few[tool]['process']:.2f}", f"{work:.2f}", times, f"{of['megabytes']:.0f}", "yes" if of["same"] else "no"]
        )
    return [
        "## Peers: rows to RDF",
        "",
        f"`python -m tests.bench peers`. {ROWS:,} rows of components, as CSV, to {4 * ROWS:,} triples, as N-Triples; each tool a process in an",
        f"environment of its own ({', '.join(found['pinned'].values())}). *start* is the process over ten rows, *work* what more it takes for all.",
        "shisaku keeps terms as Python objects in rdflib's graph, which is what rules and shapes read; the floor is Oxigraph's own store.",
        "",
        *table(["tool", "start", "work", "times the floor", "megabytes", "same triples"], rows),
    ]
