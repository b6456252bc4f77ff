"""Whether the gate tells a mutant, and by which rule."""

import logging
import shutil
import warnings
from dataclasses import replace
from functools import cache
from pathlib import Path

from shisaku.check import Selection
from shisaku.check.project_files import DATA, SHAPES, Parsed, ProjectFiles, gather
from shisaku.check.stages import run
from shisaku.model.findings import Severity
from shisaku.project import Project, ProjectLayout, find_project

from .mutants import Mutant

RECORDS = ("metadata/terms-changed", "data/stale-graph")
"""Rules that compare with what was recorded: they tell any change at all, right or wrong."""
PLAN = {
    "ontology/shisaku.ttl": 170,
    "ontology/conclusions.ttl": 30,
    "ontology/marks.ttl": 20,
    "ontology/topics.ttl": 50,
    "ontology/shapes.ttl": 150,
    "data/graph/soumu-2021.ttl": 100,
}
"""How many mutants of each file a whole run makes."""
_ONTOLOGY = ("ontology/*", "metadata/*", "profile/*", "shapes/*")
_DATA = ("owl/*", "shacl/*", "check/*", "reading/*", "query/*")
_ASKED = {
    "ontology": (_ONTOLOGY, _DATA),
    "shapes": (_ONTOLOGY, ("case/*",), ("shacl/*",)),
    "data": (_DATA, _ONTOLOGY),
}
"""What is asked of a mutant, what costs little first. Only whether a fault is told counts, not in which order."""


def copied(root: Path, target: Path) -> Path:
    """The parts of a project that the gate looks at, copied."""
    for name in ("ontology", "queries", "data", "tests/ontology", "tests/queries"):
        shutil.copytree(root / name, target / name)
    if (root / "shisaku.toml").is_file():
        shutil.copy(root / "shisaku.toml", target)
    return target


@cache
def _unspoilt(root: Path) -> ProjectFiles:
    return gather(find_project(root))


def judged(mutant: Mutant, root: Path) -> tuple[str, str]:
    """The first rule that tells it for what it is and, if none does, the first that tells it by comparing records; empty: none.

    `root` is a copy of the project that may be written to. A shape's own cases are asked, not those of the others.
    """
    whole = _unspoilt(root)
    path = root / mutant.file
    before = path.read_bytes()
    path.write_text(mutant.text, encoding="utf-8")
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # rdflib warns of literals that are none, and goes on
            return _judged(mutant, path, whole)
    finally:
        logging.disable(logging.NOTSET)
        path.write_bytes(before)


def _judged(mutant: Mutant, path: Path, whole: ProjectFiles) -> tuple[str, str]:
    files, role = [], "ontology"
    for file in whole.files:
        if file.path == path:
            role = {DATA: "data", SHAPES: "shapes"}.get(file.role, role)
            spoilt, broken = Parsed.of(path, file.role)
            if spoilt is None:
                return broken[0].finding.rule, ""
            files.append(spoilt)
        else:
            files.append(file)
    project = _with_own_cases(mutant, whole.project) if role == "shapes" else whole.project
    material = ProjectFiles(project, tuple(files), whole.checks, whole.queries, ())
    records = tuple(f"!{rule}" for rule in RECORDS)
    for patterns in _ASKED[role]:
        found = _first(material, (*patterns, *records))
        if found:
            return found, ""
    return "", _first(material, RECORDS)


def _with_own_cases(mutant: Mutant, project: Project) -> Project:
    """The project with the cases of the mutated shape alone."""
    folder = project.root / "own-cases"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "shapes").mkdir(parents=True)
    shutil.copy(project.root / "tests/ontology/clean.ttl", folder)
    name = mutant.subject.rpartition("#")[2].removesuffix("Shape")
    for path in (project.root / "tests/ontology/shapes").glob(f"{name}*.ttl"):
        shutil.copy(path, folder / "shapes")
    return replace(project, layout=replace(project.layout, cases=folder.name))


def _first(material: ProjectFiles, patterns: tuple[str, ...]) -> str:
    own = material.project.layout.cases != ProjectLayout().cases
    for located in Selection(patterns).of(run(material, lambda name: None, Selection(patterns)), material.project):
        rule = located.finding.rule
        if located.finding.severity >= Severity.WARNING and not (own and rule == "case/missing"):
            return rule
    return ""
