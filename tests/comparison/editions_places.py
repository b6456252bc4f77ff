"""Where a component stands in its document, so that a person can write gold down: `measure/3/initiative/1`, `purpose/pillar-2`.

Pillars, groups and measures are counted through the plan, entries within what they stand under. A plan names its components by what
they are, which nobody can write down by hand.
"""

from collections import Counter

from shisaku.plan import PLAN_KEY, Initiative, Measure, MeasureGroup, Pillar, Plan

_COUNTED = {Pillar: "pillar", MeasureGroup: "group", Measure: "measure"}


def places(plan: Plan) -> dict[str, str]:
    """Of each component and purpose of the plan its place; the plan is its own."""
    found = {PLAN_KEY: PLAN_KEY}
    counts: Counter[str] = Counter()
    for component, parent in plan.walk():
        if isinstance(component, Initiative):
            found[component.key] = f"{found[parent]}/initiative/{component.ordinal}"
        else:
            level = _COUNTED[type(component)]
            counts[level] += 1
            found[component.key] = f"{level}/{counts[level]}"
    return found | {purpose.key: f"purpose/{found[parent].replace('/', '-')}" for purpose, parent in plan.all_purposes()}
