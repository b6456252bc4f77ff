"""A plan as StratML: Part 1, strategic plans, or Part 2, performance plans and reports; docs/stratml.md has the whole mapping.

Plan, or PlanTree -> writing -> XML
written    words, stakeholders, indicators and remarks as elements
from_tree  the plan that a tree shows, where there is no more than a graph
"""

from shisaku.export.stratml.stratml_writer import stratml

__all__ = ["stratml"]
