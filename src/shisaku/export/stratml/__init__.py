"""A plan as StratML: Part 1, strategic plans, or Part 2, performance plans and reports; docs/stratml.md has the whole mapping.

Plan, or PlanTree -> stratml_writer -> XML

from_tree       the plan that a tree shows, where there is no more than a graph
stratml_parts   words, stakeholders, indicators and remarks as elements
stratml_writer  goals, objectives and the document around them
"""

from shisaku.export.plan_export import PlanExport
from shisaku.export.stratml.stratml_writer import stratml

__all__ = ["part_1", "part_2", "stratml"]


def part_1(export: PlanExport) -> str:
    """Return the plan as StratML Part 1. Raises InputError where it has no component."""
    return stratml(export.document(), 1, export.days)


def part_2(export: PlanExport) -> str:
    """Return the plan as StratML Part 2. Raises InputError where it has no component."""
    return stratml(export.document(), 2, export.days)
