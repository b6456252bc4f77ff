"""Every stage from the Plan on, by what shisaku does, by rdflib with owlrl and pySHACL, and by pyoxigraph alone."""

from typing import Any

from tests.bench.results import Claim, at_least, at_most, table
from tests.bench.timing import Run, medians, run

STAGES = ("graph", "inference", "validation", "checks", "Turtle", "questions", "process", "megabytes")
WORK = {"the real plan": 0, "1 plan": 1, "10 plans": 10, "100 plans": 100}
ENGINES = ("compiled", "reference", "floor")


def measure() -> dict[str, Any]:
    """The figures: three runs of each engine by turns for one plan, else one."""
    work = {}
    for name, number in WORK.items():
        runs: dict[str, list[Run]] = {engine: [] for engine in ENGINES}
        for _ in range(3 if number == 1 else 1):
            for engine in ENGINES:
                runs[engine].append(run("tests.bench.stages", engine, str(number), "apart"))
        work[name] = {
            engine: {**medians(made), "unfinished": made[0].told["unfinished"], "failed": made[0].told["failed"]}
            for engine, made in runs.items()
        }
        work[name]["triples"] = runs["compiled"][0].told["triples"]
    return {"runs": "3 for 1 plan, else 1", "work": work}


def claims(found: dict[str, Any]) -> list[Claim]:
    """What is claimed of it."""
    one, many = found["work"]["1 plan"], found["work"]["100 plans"]
    memory = max(of["compiled"]["megabytes"] / of["reference"]["megabytes"] for of in (one, many))
    return [
        at_least("from the Plan on, 1 plan", 20, _times(one)),
        at_least("from the Plan on, 100 plans", 60, _times(many)),
        at_most("peak memory, 1 and 100 plans", 0.6, memory),
    ]


def _times(of: dict[str, Any]) -> float:
    return _from_the_plan_on(of["reference"]) / _from_the_plan_on(of["compiled"])


def section(found: dict[str, Any]) -> list[str]:
    """What the page says."""
    lines = [
        "## Engines: from the Plan on",
        "",
        "`python -m tests.bench engines`. Each plan is mapped, inferred from and validated by itself, as `shisaku build` does, and",
        "written as Turtle; then all saved questions are asked over all of them. *reference*: rdflib, owlrl and pySHACL for all of it;",
        "rdflib is given a second for each question, over 100 plans ten, so its seconds are a lower bound where some were not finished.",
        "It is helped: owlrl is spared triples that entail nothing, pySHACL topics that nobody mentions. *floor*: pyoxigraph",
        "alone, its triples made beforehand; it cannot infer or validate. Checks are asked of Oxigraph in either case, so they are told",
        f"once. *process* is the whole process, the loading of the ontology included. Runs of each: {found['runs']}.",
    ]
    for name, of in found["work"].items():
        rows = [_row(stage, of) for stage in STAGES if stage in of["compiled"]]
        rows.append(_row_of("from the Plan on", {e: _from_the_plan_on(of[e]) for e in ENGINES if e in of}))
        lines += ["", f"### {name[0].upper()}{name[1:]}: {of['triples']:,} triples", ""]
        lines += table(["stage", "shisaku", "reference", "ratio", "floor", "above the floor"], rows)
        unfinished = of.get("reference", {}).get("unfinished", [])
        if unfinished:
            lines += ["", f"Questions that rdflib did not finish: {len(unfinished)}."]
    return lines


def _from_the_plan_on(of: dict[str, Any]) -> float:
    """All stages but the checks, which the reference leaves to Oxigraph."""
    return sum(float(of[stage]) for stage in ("graph", "inference", "validation", "Turtle", "questions") if stage in of)


def _row(stage: str, of: dict[str, Any]) -> list[str]:
    return _row_of(stage, {engine: of[engine][stage] for engine in ENGINES if stage in of.get(engine, {})})


def _row_of(name: str, seconds: dict[str, float]) -> list[str]:
    ours, form = seconds["compiled"], ".0f" if name == "megabytes" else ".3f"
    reference, floor = seconds.get("reference"), seconds.get("floor")
    if name == "from the Plan on":
        floor = None
    return [
        name,
        f"{ours:{form}}",
        "" if reference is None else f"{reference:{form}}",
        "" if reference is None else f"{reference / ours:.1f}",
        "" if floor is None else f"{floor:{form}}",
        "" if floor is None else f"{ours / floor:.1f}",
    ]
