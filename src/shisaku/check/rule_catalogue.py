"""Every rule that a check may tell, whoever it belongs to; shapes and checks of a project are rules as well, and stand in its files."""

from types import ModuleType

from shisaku import pipeline
from shisaku.check import agreement, deprecated_terms, located, ontology_rules, question_checks, shape_cases
from shisaku.errors import Message
from shisaku.model.findings import Rule
from shisaku.owl.consistency import consistency_check as consistency
from shisaku.owl.profiles import profile_rules
from shisaku.reading import reading_rules as reading
from shisaku.reading.stratml import particulars, sifting
from shisaku.reading.stratml import stratml_plan as stratml

_ROOMS: tuple[ModuleType, ...] = (
    located, profile_rules, consistency, shape_cases, deprecated_terms, question_checks, agreement, reading, stratml, particulars, sifting,
    pipeline,
)  # fmt: skip


def sentences() -> dict[str, Message]:
    """What each rule says, by its id, the rules for ontologies too; {names} stand for what a finding fills in."""
    found = {rule.id: Message(rule.ja, rule.en) for rule in rules()}
    for rule in ontology_rules.rules():
        found[rule.id] = Message(rule.message.ja + rule.mend.ja, f"{rule.message.en} {rule.mend.en}")
    return found


def rules() -> tuple[Rule, ...]:
    """Those beside the rules for ontologies (`shisaku.check.ontology_rules`), by their ids."""
    found = {value.id: value for room in _ROOMS for value in vars(room).values() if isinstance(value, Rule)}
    return tuple(found[name] for name in sorted(found))
