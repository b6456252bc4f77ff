"""Overrides that would resolve what is doubtful: lines for source.toml, ready to be pasted, with the conclusion and its rivals."""

import json
from collections.abc import Sequence
from dataclasses import replace

from shisaku.model.details import Purpose
from shisaku.model.findings import Finding
from shisaku.model.plan import PLAN_KEY, Component, Initiative, Measure, MeasureGroup, Placement, Plan
from shisaku.model.source import Span
from shisaku.reading import reading_rules
from shisaku.reading.designation import PLAN_NAME, Designated, Register, designated

_PLACEMENTS = frozenset(
    rule.id for rule in (reading_rules.UNCERTAIN, reading_rules.NOT_PLACED, reading_rules.ENTRY_WITHOUT_MEASURE)
)
_SHORT = 16
"""Characters of words that are as a rule enough to name a thing."""


def with_remedies(plan: Plan) -> Plan:
    """`plan`, its doubtful placements and identifications with the lines that would resolve each."""
    doubtful = _PLACEMENTS | {reading_rules.UNCERTAIN_RESTATEMENT.id}
    if not any(finding.rule in doubtful for finding in plan.findings):
        return plan
    remedies = Remedies(plan)
    return replace(plan, findings=tuple(replace(f, remedy=remedies.of(f)) for f in plan.findings))


class Remedies:
    """The lines for the parts of one plan, and how these are called in source.toml."""

    def __init__(self, plan: Plan) -> None:
        parts: list[Component | Purpose] = [component for component, _ in plan.walk()]
        parts += [purpose for purpose, _ in plan.all_purposes()]
        self.parts = {part.key: part for part in parts}
        self.parents = {component.key: parent for component, parent in plan.walk()}
        self.registers: dict[type, Register] = {}
        self.names = {PLAN_KEY: toml_string(PLAN_NAME)}
        self.placements: dict[Span, Placement] = {self.parts[p.component].span: p for p in plan.placements}
        self.placed = {placement.component: placement for placement in reversed(plan.placements)}
        self.originals = {self.parts[made.component].span: made for made in plan.identifications}

    def of(self, finding: Finding) -> str:
        """The lines, with the conclusion and its rivals as a comment."""
        if finding.span is None:
            return ""
        if finding.rule in _PLACEMENTS and finding.span in self.placements:
            made = self.placements[finding.span]
            shares = ((made.parent, made.confidence), *made.rivals)
            return self._lines(made.component, "under", shares)
        if finding.rule == reading_rules.UNCERTAIN_RESTATEMENT.id and finding.span in self.originals:
            found = self.originals[finding.span]
            return self._lines(found.component, "restates", ((found.original, found.confidence), *found.rivals))
        return ""

    def for_parent(self, key: str, parent: str) -> str:
        """The lines that put a component under `parent`, with the rivals as a comment; empty for a pillar."""
        made = self.placed.get(key)
        return self._lines(key, "under", ((parent, made.confidence if made else 1.0), *(made.rivals if made else ())))

    def _lines(self, key: str, relation: str, shares: Sequence[tuple[str, float]]) -> str:
        part = self.parts[key]
        kind = {Measure: "measure", MeasureGroup: "group", Purpose: "purpose", Initiative: "entry"}.get(type(part))
        if kind is None:
            return ""
        lines = ["[[override]]", f"{kind} = {self._name(key)}"]
        parent = self.parts.get(self.parents.get(key, ""))
        if isinstance(part, Initiative) and isinstance(parent, Measure) and relation == "restates":
            lines.append(f"measure = {self._name(parent.key)}")
        chosen, *rivals = ((self._name(other), share) for other, share in shares)
        others = "".join(f"; {name} {share:.2f}" for name, share in rivals)
        return "\n".join([*lines, f"{relation} = {chosen[0]}  # {chosen[1]:.2f}{others}"])

    def _name(self, key: str) -> str:
        """A TOML value that means this part and, where that can be, no other."""
        if key not in self.names:
            self.names[key] = self._shortest(key)
        return self.names[key]

    def _shortest(self, key: str) -> str:
        """The number of a part, or as few of its words as mean no other."""
        part = self.parts[key]
        register = self._register(type(part))
        own = designated(part)
        if isinstance(part, Measure) and register.find(str(part.ordinal)) == [key]:
            return str(part.ordinal)
        for name in (own.printed, own.words[:_SHORT]):
            if name.strip() and register.find(name) == [key]:
                return toml_string(name)
        return toml_string(own.words)

    def _register(self, kind: type) -> Register:
        if kind not in self.registers:
            own: list[Designated] = [designated(part) for part in self.parts.values() if isinstance(part, kind)]
            self.registers[kind] = Register(own)
        return self.registers[kind]


def toml_string(text: str) -> str:
    """`text` as a basic string of TOML; what does not show is escaped."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() or c == "\u3000" else f"\\U{ord(c):08X}" for c in quoted)
