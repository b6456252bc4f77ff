"""Every built-in rule that a check may report; shapes and checks of a project are rules too, defined in its files."""

from types import ModuleType

from shisaku import pipeline
from shisaku.check import agreement, deprecated_terms, located, ontology_rules, question_checks, shape_cases, time_limits
from shisaku.messages import Message
from shisaku.model.findings import Rule
from shisaku.owl.consistency import consistency_check as consistency
from shisaku.owl.profiles import profile_rules
from shisaku.reading import reading_rules as reading
from shisaku.reading.stratml import element_filter, particulars
from shisaku.reading.stratml import stratml_plan as stratml
from shisaku.shacl import shape_queries

_MODULES: tuple[ModuleType, ...] = (
    located, profile_rules, consistency, shape_cases, deprecated_terms, question_checks, agreement, reading, stratml, particulars, element_filter,
    pipeline, time_limits, shape_queries,
)  # fmt: skip


def sentences() -> dict[str, Message]:
    """Return the sentence of each rule by id, those of `ontology_rules` too; a finding fills in the {names}."""
    found = {rule.id: rule.says() for rule in rules()}
    for rule in ontology_rules.rules():
        found[rule.id] = Message("check-message-remedy", message=rule.message, remedy=rule.remedy)
    return found


def rules() -> tuple[Rule, ...]:
    """Return the rules in Python code, sorted by id; those for ontologies are in `shisaku.check.ontology_rules`."""
    found = {value.id: value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule)}
    return tuple(found[name] for name in sorted(found))
