"""Moves components, or purposes, of a plan to other parents; keys that name a parent follow."""

from collections.abc import Mapping
from dataclasses import replace
from heapq import merge

from shisaku.model.details import Purpose
from shisaku.model.findings import Finding
from shisaku.model.plan import (
    PLAN_KEY,
    Component,
    Initiative,
    Measure,
    MeasureGroup,
    Pillar,
    Plan,
)
from shisaku.reading import reading_rules


def moved(plan: Plan, parents: Mapping[str, str]) -> Plan:
    """`plan` with each key of `parents` under the parent named there; nothing is put under itself or what it holds."""
    return _Move(plan, parents).plan() if parents else plan


class _Move:
    """The tree of a plan, taken to pieces and put together again."""

    def __init__(self, plan: Plan, parents: Mapping[str, str]) -> None:
        self.before = plan
        self.parts = {component.key: component for component, _ in plan.walk()}
        self.children: dict[str, list[str]] = {}
        for component, parent in plan.walk():
            self.children.setdefault(parent, []).append(component.key)
        self.purposes: dict[str, list[Purpose]] = {}
        for purpose, parent in plan.all_purposes():
            self.purposes.setdefault(parents.get(purpose.key, parent), []).append(purpose)
        for own in self.purposes.values():
            own.sort(key=lambda purpose: purpose.span)
        self.touched: set[str] = set()
        self._regroup(parents)
        self.names: dict[str, str] = {}

    def _regroup(self, parents: Mapping[str, str]) -> None:
        leaving = {key for key in parents if key in self.parts}
        for parent, keys in self.children.items():
            stay = [key for key in keys if key not in leaving]
            if len(stay) < len(keys):
                self.touched.add(parent)
                self.children[parent] = stay
        arriving: dict[str, list[str]] = {}
        for key in self.parts:
            if key in leaving:
                arriving.setdefault(parents[key], []).append(key)
        for parent, keys in arriving.items():
            self.touched.add(parent)
            there, coming = self.children.get(parent, []), sorted(keys, key=self._rank)
            self.children[parent] = list(merge(there, coming, key=self._rank))

    def _rank(self, key: str) -> tuple[int, int, int]:
        """Where what comes to a parent goes: a measure by its number, a group by the first measure under it, an entry last."""
        part = self.parts[key]
        if isinstance(part, Measure):
            return 1, part.ordinal, part.span.start
        if isinstance(part, MeasureGroup):
            first = next((p.ordinal for p in part.parts if isinstance(p, Measure)), 1_000_000)
            return 0, first, part.span.start
        return 2, 0, 0

    # -- putting together ----------------------------------------------------------------------------------------------

    def plan(self) -> Plan:
        """The plan, everything in it under its new key."""
        parts = tuple(self._built(key, PLAN_KEY, n) for n, key in self._numbered(PLAN_KEY))
        own = tuple(self._purpose(p, "purpose/plan", n, "-") for n, p in enumerate(self.purposes.get(PLAN_KEY, []), start=1))
        before = self.before
        name = self.names.get
        placements = tuple(
            replace(
                p,
                component=name(p.component, p.component),
                parent=name(p.parent, p.parent),
                rivals=tuple((name(rival, rival), share) for rival, share in p.rivals),
            )
            for p in before.placements
        )
        identifications = tuple(
            replace(
                made,
                component=name(made.component, made.component),
                original=name(made.original, made.original),
                rivals=tuple((name(rival, rival), share) for rival, share in made.rivals),
            )
            for made in before.identifications
        )
        details = replace(before.details, purposes=own)
        plan = replace(before, parts=parts, details=details, placements=(), identifications=())
        order = {key: n for n, key in enumerate((*(p.key for p, _ in plan.all_purposes()), *(c.key for c, _ in plan.walk())))}
        return replace(
            plan,
            placements=tuple(sorted(placements, key=lambda p: order[p.component])),
            identifications=tuple(sorted(identifications, key=lambda made: order[made.component])),
            findings=self._findings(plan),
        )

    def _numbered(self, parent: str) -> list[tuple[int, str]]:
        """The children of a parent, each with its place among those of its kind."""
        counts: dict[type, int] = {}
        numbered = []
        for key in self.children.get(parent, []):
            kind = type(self.parts[key])
            counts[kind] = counts.get(kind, 0) + 1
            numbered.append((counts[kind], key))
        return numbered

    def _built(self, key: str, parent: str, place: int) -> Component:
        """The component with all that is under it now."""
        part = self.parts[key]
        ordinal = place if parent in self.touched else part.ordinal
        if isinstance(part, Initiative):
            new = f"{parent}/initiative/{ordinal}".lstrip("/")
            self.names[key] = new
            return replace(part, key=new, ordinal=ordinal)
        under = tuple(self._built(child, key, n) for n, child in self._numbered(key))
        if isinstance(part, Measure):
            return replace(part, initiatives=tuple(child for child in under if isinstance(child, Initiative)))
        if isinstance(part, MeasureGroup):
            inner = tuple(child for child in under if not isinstance(child, Pillar))
            return replace(part, ordinal=ordinal, parts=inner)
        start = "purpose/" + key.replace("/", "-")
        purposes = tuple(self._purpose(p, start, n, "/") for n, p in enumerate(self.purposes.get(key, []), start=1))
        details = replace(part.details, purposes=purposes)
        return replace(part, details=details, parts=tuple(child for child in under if not isinstance(child, Pillar)))

    def _purpose(self, purpose: Purpose, start: str, place: int, sign: str) -> Purpose:
        self.names[purpose.key] = start + (f"{sign}{place}" if place > 1 else "")
        return replace(purpose, key=self.names[purpose.key])

    def _findings(self, plan: Plan) -> tuple[Finding, ...]:
        """The findings under the new keys; whether a measure has entries is looked at anew where entries came or went."""
        remaining = []
        empty = {m.key for m in plan.measures if m.key in self.touched and not m.initiatives}
        filled = {m.key for m in plan.measures if m.key in self.touched and m.initiatives}
        for finding in self.before.findings:
            if finding.rule == reading_rules.MEASURE_WITHOUT_ENTRY.id and finding.subject in filled:
                continue
            subject = self.names.get(finding.subject or "", finding.subject)
            remaining.append(replace(finding, subject=subject))
        reported = {finding.subject for finding in remaining if finding.rule == reading_rules.MEASURE_WITHOUT_ENTRY.id}
        remaining += [
            reading_rules.MEASURE_WITHOUT_ENTRY.at(m.span, subject=m.key, label=m.label, number=m.printed)
            for m in plan.measures
            if m.key in empty and m.key not in reported
        ]
        return tuple(remaining)
