"""Compares the stored graphs with graphs built anew from their sources, and reports the findings of reading the sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shisaku.check.located import Located, unreadable
from shisaku.errors import Place, ShisakuError
from shisaku.model.findings import Finding, Rule, Severity
from shisaku.model.plan import Plan
from shisaku.pipeline import Context, published, read
from shisaku.project import Project

MISSING = Rule("data/missing-graph", Severity.ERROR)
STALE = Rule("data/stale-graph", Severity.ERROR)
RULES = (MISSING, STALE)


@dataclass(frozen=True)
class RereadSource:
    """A source document that was read again."""

    path: Path
    """The document."""
    plan: Plan | None
    """Its plan; None if it cannot be read."""
    findings: tuple[Located, ...]
    """Findings on the document and on its stored graph."""

    @property
    def reported(self) -> frozenset[tuple[str, object]]:
        """Rules for graphs, with spans, whose violation these findings report already."""
        return frozenset((found.finding.also, found.finding.span) for found in self.findings if found.finding.also)


def readings(project: Project, context: Context) -> Iterator[RereadSource]:
    """Return every source of the project, read again."""
    for path in project.sources:
        try:
            plan = read(path, context)
            yield RereadSource(path, plan, (*found_in(path, plan), *_compared(plan, project, context)))
        except ShisakuError as error:
            yield RereadSource(path, None, (unreadable(path, error),))


def found_in(path: Path, plan: Plan, findings: tuple[Finding, ...] | None = None) -> Iterator[Located]:
    """Return the findings of a plan (or `findings`) with their places in its document."""
    for finding in plan.findings if findings is None else findings:
        place = plan.source.place(finding.span) if finding.span is not None else None
        yield Located(finding, place, path)


def _compared(plan: Plan, project: Project, context: Context) -> Iterator[Located]:
    stored = project.graph(plan.source.description.id)
    if not stored.is_file():
        yield Located(MISSING.at(None, path=stored), None, stored)
        return
    text, rebuilt = stored.read_text(encoding="utf-8"), published(plan, context)
    if text != rebuilt:
        yield Located(STALE.at(None), _first_difference(stored, text, rebuilt), stored)


def _first_difference(path: Path, text: str, rebuilt: str) -> Place:
    stored, new = text.split("\n"), rebuilt.split("\n")
    number = next((i for i, (a, b) in enumerate(zip(stored, new, strict=False)) if a != b), min(len(stored), len(new)) - 1)
    return Place(str(path), number + 1, 1, stored[number], len(stored[number]))
