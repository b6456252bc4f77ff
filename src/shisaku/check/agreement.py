"""Whether the graphs that are kept are what their sources give today, and what reading the sources finds."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shisaku.check.located import Located, unreadable
from shisaku.errors import Place, ShisakuError
from shisaku.model.findings import Finding, Rule, Severity
from shisaku.model.plan import Plan
from shisaku.pipeline import Context, published, read
from shisaku.project import Project

MISSING = Rule(
    "data/missing-graph",
    Severity.ERROR,
    "{path} がありません。make run（shisaku build）で作ります。",
    "{path} is missing; `make run` (shisaku build) makes it.",
)
STALE = Rule(
    "data/stale-graph",
    Severity.ERROR,
    "原文から今作られるグラフと違います。make run（shisaku build）で作り直し、差分を確かめてください。",
    "This is not what the source gives today. Rebuild it with `make run` (shisaku build) and review the difference.",
)
RULES = (MISSING, STALE)


@dataclass(frozen=True)
class RereadSource:
    """A source that was read anew."""

    path: Path
    """The document."""
    plan: Plan | None
    """Its plan; None where it cannot be read."""
    findings: tuple[Located, ...]
    """What is wrong with the document, and with the graph kept of it."""

    @property
    def told(self) -> frozenset[tuple[str, object]]:
        """Rules of the graph, with the places, whose breach the reading of the document has told already."""
        return frozenset((found.finding.also, found.finding.span) for found in self.findings if found.finding.also)


def readings(project: Project, context: Context) -> Iterator[RereadSource]:
    """Every source of the project, read."""
    for path in project.sources:
        try:
            plan = read(path, context)
            yield RereadSource(path, plan, (*found_in(path, plan), *_compared(plan, project, context)))
        except ShisakuError as error:
            yield RereadSource(path, None, (unreadable(path, error),))


def found_in(path: Path, plan: Plan, findings: tuple[Finding, ...] | None = None) -> Iterator[Located]:
    """The findings of a plan (or those given) with their places in its document."""
    for finding in plan.findings if findings is None else findings:
        place = plan.source.place(finding.span) if finding.span is not None else None
        yield Located(finding, place, path)


def _compared(plan: Plan, project: Project, context: Context) -> Iterator[Located]:
    kept = project.graph(plan.source.description.id)
    if not kept.is_file():
        yield Located(MISSING.at(None, path=kept), None, kept)
        return
    text, today = kept.read_text(encoding="utf-8"), published(plan, context)
    if text != today:
        yield Located(STALE.at(None), _first_difference(kept, text, today), kept)


def _first_difference(path: Path, text: str, today: str) -> Place:
    kept, new = text.split("\n"), today.split("\n")
    number = next((i for i, (a, b) in enumerate(zip(kept, new, strict=False)) if a != b), min(len(kept), len(new)) - 1)
    return Place(str(path), number + 1, 1, kept[number], len(kept[number]))
