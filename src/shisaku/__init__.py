"""shisaku (施策): from a policy plan to a knowledge graph that can be traced to the source.

    plan = shisaku.read("source.txt")              a Plan: pillars, groups, measures, entries, each with its place
    graph = shisaku.build(plan).graph              an rdflib.Graph: what is printed, and what was concluded
    rows = shisaku.query("pillars-in-order", graph)  the answer to a saved question, a dict a row

Nothing heavy is imported before it is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shisaku.errors import InputError, OntologyError, QueryError, SettingsError, ShisakuError
    from shisaku.findings import Finding, Severity
    from shisaku.pipeline import Build, build, query, read
    from shisaku.plan import Initiative, Measure, MeasureGroup, Pillar, Placement, Plan, Purpose
    from shisaku.source import Source, Span

_HOMES = {
    "shisaku.errors": ("InputError", "OntologyError", "QueryError", "SettingsError", "ShisakuError"),
    "shisaku.findings": ("Finding", "Severity"),
    "shisaku.pipeline": ("Build", "build", "query", "read"),
    "shisaku.plan": ("Initiative", "Measure", "MeasureGroup", "Pillar", "Placement", "Plan", "Purpose"),
    "shisaku.source": ("Source", "Span"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Build",
    "Finding",
    "Initiative",
    "InputError",
    "Measure",
    "MeasureGroup",
    "OntologyError",
    "Pillar",
    "Placement",
    "Plan",
    "Purpose",
    "QueryError",
    "SettingsError",
    "Severity",
    "ShisakuError",
    "Source",
    "Span",
    "build",
    "query",
    "read",
]


def __getattr__(name: str) -> Any:
    """The public name, its module imported now (PEP 562)."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'shisaku' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
