"""shisaku (施策): from a policy plan to a knowledge graph that can be traced to the source.

    plan = shisaku.read("source.txt")                a Plan: pillars, groups, measures, entries, each with its place
    graph = shisaku.build(plan).graph                an rdflib.Graph: what is printed, and what was concluded
    rows = shisaku.query("pillars-in-order", graph)  the answer to a saved question, or to SPARQL: a dict a row

docs/api.md describes every name. Nothing heavy is imported before it is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shisaku.errors import InputError, OntologyError, QueryError, SettingsError, ShisakuError
    from shisaku.model.details import (
        BudgetFigure,
        Details,
        FiscalYear,
        Indicator,
        IndicatorValue,
        Kind,
        Passage,
        PrintedPeriod,
        Purpose,
        Reference,
        RelativeYear,
        Responsibility,
        StatusReport,
        TargetGroup,
    )
    from shisaku.model.findings import Finding, Severity
    from shisaku.model.plan import Initiative, Measure, MeasureGroup, Pillar, Placement, Plan
    from shisaku.model.source import Description, Publisher, Source, Span
    from shisaku.model.succession import Editions, Succession
    from shisaku.pipeline import Build, Context, build, compare, query, read
    from shisaku.sparql.answer_rows import Rows

    __version__: str

_HOMES = {
    "shisaku.errors": ("InputError", "OntologyError", "QueryError", "SettingsError", "ShisakuError"),
    "shisaku.model.findings": ("Finding", "Severity"),
    "shisaku.pipeline": ("Build", "Context", "build", "compare", "query", "read"),
    "shisaku.model.details": (
        *("BudgetFigure", "Details", "FiscalYear", "Indicator", "IndicatorValue", "Kind", "Passage", "PrintedPeriod", "Purpose"),
        *("Reference", "RelativeYear", "Responsibility", "StatusReport", "TargetGroup"),
    ),
    "shisaku.model.plan": ("Initiative", "Measure", "MeasureGroup", "Pillar", "Placement", "Plan"),
    "shisaku.sparql.answer_rows": ("Rows",),
    "shisaku.model.source": ("Description", "Publisher", "Source", "Span"),
    "shisaku.model.succession": ("Editions", "Succession"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "BudgetFigure",
    "Build",
    "Context",
    "Description",
    "Details",
    "Editions",
    "Finding",
    "FiscalYear",
    "Indicator",
    "IndicatorValue",
    "Initiative",
    "InputError",
    "Kind",
    "Measure",
    "MeasureGroup",
    "OntologyError",
    "Passage",
    "Pillar",
    "Placement",
    "Plan",
    "PrintedPeriod",
    "Publisher",
    "Purpose",
    "QueryError",
    "Reference",
    "RelativeYear",
    "Responsibility",
    "Rows",
    "SettingsError",
    "Severity",
    "ShisakuError",
    "Source",
    "Span",
    "StatusReport",
    "Succession",
    "TargetGroup",
    "__version__",
    "build",
    "compare",
    "query",
    "read",
]


def __getattr__(name: str) -> Any:
    """The public name, its module imported now (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import version

        return version("shisaku")
    if name not in _HOME_OF:
        raise AttributeError(f"module 'shisaku' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
