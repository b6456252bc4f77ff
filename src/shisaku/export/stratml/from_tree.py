"""A Plan from a tree, where there is a graph and no document.

A tree has no prose, indicators, stakeholders' roles or days: StratML that is made of it has none either.
"""

from collections.abc import Iterable
from typing import Any

from shisaku.model.details import BudgetFigure, Details, Purpose, Reference, Responsibility
from shisaku.model.plan import (
    PARTIAL,
    Component,
    Identification,
    Initiative,
    LegendEntry,
    Measure,
    MeasureGroup,
    Pillar,
    Plan,
)
from shisaku.model.printed_tree import GROUP, INITIATIVE, MEASURE, PILLAR, Aim, Branch, PlanTree
from shisaku.model.source import Description, Publisher, Source, Span

_NOWHERE = Span(0, 0)
_CLASSES: dict[str, type[Component]] = {PILLAR: Pillar, GROUP: MeasureGroup, MEASURE: Measure, INITIATIVE: Initiative}


def plan_of(tree: PlanTree) -> Plan:
    """The plan, without places."""
    described = Description(
        "",
        publishers=(Publisher(tree.publisher),) if tree.publisher else (),
        issued=tree.year or None,
        url=tree.url or None,
    )
    originals = ((branch.key, branch.original) for branch in tree.walk() if branch.original)
    return Plan(
        source=Source("", "", described, "", "utf-8"),
        title=tree.title,
        title_span=None,
        edition=tree.edition or None,
        legend=tuple(LegendEntry(symbol, meaning or None, None) for symbol, meaning in tree.legend),
        parts=tuple(map(_component, tree.parts)),
        placements=(),
        identifications=tuple(Identification(key, original, PARTIAL, 1.0, ()) for key, original in originals),
        details=Details(purposes=_purposes(tree.purposes)),
    )


def _component(branch: Branch) -> Component:
    kind = _CLASSES[branch.kind]
    common: dict[str, Any] = {
        "key": branch.key,
        "ordinal": 1,
        "printed": branch.printed,
        "label": branch.name,
        "span": _NOWHERE,
        "details": Details(
            purposes=_purposes(branch.purposes),
            tags=branch.tags,
            responsibilities=tuple(map(Responsibility, branch.departments)),
            budget=(BudgetFigure(branch.amount),) if branch.amount else (),
            references=tuple(map(Reference, branch.references)),
        ),
        "marks": branch.marks,
        "restated": branch.restated,
    }
    below = tuple(map(_component, branch.parts))
    if kind is Initiative:
        return Initiative(**common)
    if kind is Measure:
        return Measure(**common, initiatives=tuple(part for part in below if isinstance(part, Initiative)))
    inner = tuple(part for part in below if not isinstance(part, Pillar))
    return Pillar(**common, parts=inner) if kind is Pillar else MeasureGroup(**common, parts=inner)


def _purposes(aims: Iterable[Aim]) -> tuple[Purpose, ...]:
    return tuple(Purpose("", aim.text, _NOWHERE) for aim in aims)
