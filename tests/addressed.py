"""A plan with its components and purposes under keys that say where they are, so that a test can name them."""

from shisaku.model.plan import Plan
from shisaku.reading.identity import renamed


def addressed(plan: Plan) -> Plan:
    """`plan` with `measure/6/initiative/2` for the key of the second entry of measure 6, and so on."""
    return renamed(plan, plan.addresses())
