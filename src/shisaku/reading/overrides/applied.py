"""Overrides of places and originals, applied to a plan: where a component belongs, what an entry restates.

An override always wins. It becomes the first reason, with a confidence of 1, and the reader's own
conclusion stays as a rival. An override that matches nothing in this text, or more than one component, is a finding and changes nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from shisaku.messages import Message
from shisaku.model.details import Purpose
from shisaku.model.findings import Finding
from shisaku.model.plan import (
    EXACT,
    PARTIAL,
    PLAN_KEY,
    Identification,
    Initiative,
    Measure,
    MeasureGroup,
    Pillar,
    Placement,
    Plan,
)
from shisaku.model.source import Override, Span
from shisaku.reading import reading_rules
from shisaku.reading.designation import PLAN_NAME, Register, designated
from shisaku.reading.override_statements import AMBIGUOUS, NONE_SUCH, editors, without_effect
from shisaku.reading.overrides.moving import moved
from shisaku.reading.text.characters import matching

_PRINTED = 0.99
"""Confidence in a parent that is printed, as a rival of the one that an override names."""
_MOST_RIVALS = 3
_LEAST_SHARE = 0.01
_UNDER: dict[str, tuple[type, ...]] = {
    "measure": (Pillar, MeasureGroup),
    "group": (Pillar, MeasureGroup),
    "purpose": (Pillar,),
    "entry": (Measure, MeasureGroup, Pillar),
}
"""What each kind of thing can be under, what is looked for first first."""
_DOUBTS = (
    reading_rules.UNCERTAIN,
    reading_rules.NOT_PLACED,
    reading_rules.ENTRY_WITHOUT_MEASURE,
    reading_rules.UNCERTAIN_RESTATEMENT,
    reading_rules.DANGLING_RESTATEMENT,
)
_RESOLVED = frozenset(rule.id for rule in _DOUBTS)
"""Findings that an override resolves."""


# -- places and originals ----------------------------------------------------------------------------------------------


def with_overrides(plan: Plan, overrides: Sequence[Override]) -> Plan:
    """`plan` as `overrides` have it, with a finding for each that has no effect."""
    here = [override for override in overrides if override.kind in _UNDER]
    return _Overriding(plan).applied(here) if here else plan


_NO_PARENT = Message("reading-there-no-heading-number-words")
_MANY_PARENTS = Message("reading-under-fits-more-than-one")
_WITHIN = Message("reading-nothing-can-stand-under-itself")
_TWICE = Message("reading-another-override-has-settled-same")
_NOT_RESTATED = Message("reading-entry-not-printed-restated")
_NO_ORIGINAL = Message("reading-no-entry-not-itself-restated")
_MANY_ORIGINALS = Message("reading-restates-fits-more-than-one")


class _WithoutEffectError(Exception):
    """An override means nothing here; not for users."""

    def __init__(self, why: Message) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass
class _Overriding:
    """Applies overrides to one plan."""

    plan: Plan

    def __post_init__(self) -> None:
        plan = self.plan
        self.parents = {component.key: parent for component, parent in plan.walk()}
        self.parents |= {purpose.key: parent for purpose, parent in plan.all_purposes()}
        self.parts = {component.key: component for component, _ in plan.walk()}
        self.purposes = {purpose.key: purpose for purpose, _ in plan.all_purposes()}
        self.registers: dict[tuple[type | str, ...], Register] = {}
        self.target: dict[str, str] = {}
        self.placements: dict[str, Placement] = {placement.component: placement for placement in plan.placements}
        self.originals: dict[str, Identification] = {made.component: made for made in plan.identifications}
        self.reported: set[str] = set()
        self.spans: set[Span] = set()
        self.findings: list[Finding] = []

    def applied(self, overrides: Iterable[Override]) -> Plan:
        """The plan with every override applied that can be."""
        for override in overrides:
            try:
                self._apply(override)
            except _WithoutEffectError as error:
                self.findings.append(without_effect(override, error.why))
        remaining = [f for f in self.plan.findings if f.rule not in _RESOLVED or f.span not in self.spans]
        order = {key: position for position, key in enumerate((*self.purposes, *self.parts))}
        placements = tuple(sorted(self.placements.values(), key=lambda placement: order[placement.component]))
        originals = tuple(sorted(self.originals.values(), key=lambda made: order[made.component]))
        findings = (*remaining, *self.findings)
        plan = replace(self.plan, placements=placements, identifications=originals, findings=findings)
        return moved(plan, {key: parent for key, parent in self.target.items() if self.parents[key] != parent})

    def _apply(self, override: Override) -> None:
        subject = self._subject(override)
        restates = override.restates is not None
        about = f"{subject} restates" if restates else subject
        if about in self.reported:
            raise _WithoutEffectError(_TWICE)
        if restates:
            self._restate(override, subject)
        else:
            self._place(override, subject)
        self.reported.add(about)
        found = self.plan.find(subject)
        assert found is not None
        self.spans.add(found.span)

    # -- what is meant -------------------------------------------------------------------------------------------------

    def _register(self, kind: type, test: Callable[[str], bool] = lambda key: True, name: str = "") -> Register:
        """What is of that kind, and passes the test of that name."""
        if (kind, name) not in self.registers:
            found = self.purposes.values() if kind is Purpose else (p for p in self.parts.values() if isinstance(p, kind))
            self.registers[kind, name] = Register(designated(part) for part in found if test(part.key))
        return self.registers[kind, name]

    def _subject(self, override: Override) -> str:
        kind = {"measure": Measure, "group": MeasureGroup, "purpose": Purpose, "entry": Initiative}[override.kind]
        if override.measure is None:
            return _one(self._register(kind).find(override.names), NONE_SUCH, AMBIGUOUS)
        measure = _one(self._register(Measure).find(override.measure), NONE_SUCH, AMBIGUOUS)
        within = self._register(kind, lambda key: self.parents[key] == measure, measure)
        return _one(within.find(override.names), NONE_SUCH, AMBIGUOUS)

    def _parent(self, override: Override) -> str:
        assert override.parent is not None
        if override.parent == PLAN_NAME:
            return PLAN_KEY
        for kind in _UNDER[override.kind]:
            if found := self._register(kind).find(override.parent):
                return _one(found, _NO_PARENT, _MANY_PARENTS)
        raise _WithoutEffectError(_NO_PARENT)

    # -- what is changed -----------------------------------------------------------------------------------------------

    def _place(self, override: Override, subject: str) -> None:
        parent, own = self._parent(override), self.parents[subject]
        if self._holds(subject, parent):
            raise _WithoutEffectError(_WITHIN)
        before = self.placements.get(subject)
        self.target[subject] = parent
        if before is None and parent == own:
            return
        shares = dict(before.rivals) | {before.parent: before.confidence} if before else {own: _PRINTED}
        rivals = _ranked(shares, parent)
        agreed = parent == own and all(share <= shares.get(parent, 0.0) for _, share in rivals)
        evidence = (editors(override), *(before.evidence if before is not None and agreed else ()))
        self.placements[subject] = Placement(subject, parent, 1.0, evidence, rivals)

    def _holds(self, subject: str, parent: str) -> bool:
        """Whether `parent` is the subject itself or is somewhere under it, overrides taken into account."""
        seen: set[str] = set()
        while parent != PLAN_KEY and parent not in seen:
            if parent == subject:
                return True
            seen.add(parent)
            parent = self.target.get(parent, self.parents[parent])
        return False

    def _restate(self, override: Override, subject: str) -> None:
        entry = self.parts[subject]
        assert isinstance(entry, Initiative)
        assert override.restates is not None
        if not entry.restated:
            raise _WithoutEffectError(_NOT_RESTATED)
        originals = self._register(Initiative, self._is_original, "original")
        found = [key for key in originals.find(override.restates) if key != subject]
        labels = {matching(self.parts[key].label) for key in found}
        original = found[0] if len(labels) == 1 else _one(found, _NO_ORIGINAL, _MANY_ORIGINALS)
        before = self.originals.get(subject)
        shares = dict(before.rivals) | {before.original: before.confidence} if before else {}
        agreed = before.evidence if before and before.original == original else ()
        kind = EXACT if self.parts[original].label == entry.label else PARTIAL
        evidence = (editors(override), *agreed)
        self.originals[subject] = Identification(subject, original, kind, 1.0, evidence, _ranked(shares, original))

    def _is_original(self, key: str) -> bool:
        entry = self.parts[key]
        return isinstance(entry, Initiative) and not entry.restated


def _one(found: Sequence[str], none: Message, many: Message) -> str:
    if len(found) != 1:
        raise _WithoutEffectError(many if found else none)
    return found[0]


def _ranked(shares: Mapping[str, float], chosen: str) -> tuple[tuple[str, float], ...]:
    """The likeliest but for the chosen one."""
    others = ((key, share) for key, share in shares.items() if key != chosen and share >= _LEAST_SHARE)
    return tuple(sorted(others, key=lambda pair: (-pair[1], pair[0]))[:_MOST_RIVALS])
