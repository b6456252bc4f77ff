"""`[retired]` of source.toml, checked against the plan: a retired key is never used again, and leads to existing keys."""

from collections.abc import Iterator

from shisaku.model.findings import Finding
from shisaku.model.plan import Plan
from shisaku.reading import reading_rules

_NAMED = ("pillar", "group", "measure", "initiative", "purpose", "description")
"""Classes whose keys are two words, the class first; those of details begin with what they belong to."""


def retired_findings(plan: Plan) -> tuple[Finding, ...]:
    """An error for each retired key that the plan has, a warning for each key instead of it that the plan has not."""
    return tuple(_findings(plan))


def _findings(plan: Plan) -> Iterator[Finding]:
    called = _keys(plan)
    for old, new in plan.source.description.retired:
        if old in called:
            yield reading_rules.RETIRED_IN_USE.at(None, old, called[old], key=old, words=called[old])
        for key in new:
            if key not in called and key.partition("/")[0] in _NAMED and key.count("/") == 1:
                yield reading_rules.RETIRED_LEADS_NOWHERE.at(None, key=old, new=key)


def _keys(plan: Plan) -> dict[str, str]:
    """The keys of components and passages, with their words."""
    components = [component for component, _ in plan.walk()]
    found = {component.key: component.label for component in components}
    found |= {purpose.key: purpose.text for purpose, _ in plan.all_purposes()}
    passages = (passage for element in (plan, *components) for passage in element.details.description)
    return found | {passage.key: passage.text for passage in passages}
