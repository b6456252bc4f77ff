"""A plan as a tree of what is printed: what a terminal shows and what StratML carries, whether it comes from a Plan or from a graph."""

from collections.abc import Iterator
from dataclasses import dataclass

from shisaku.details import Purpose
from shisaku.plan import PLAN_KEY, Component, Initiative, MeasureGroup, Pillar, Plan

PILLAR, GROUP, MEASURE, INITIATIVE = "Pillar", "MeasureGroup", "Measure", "Initiative"
KINDS = (PILLAR, GROUP, MEASURE, INITIATIVE)
"""Names of the classes of components."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A statement of purpose."""

    text: str
    """Its words."""
    confidence: float | None = None
    """How sure it is that it belongs there; None where that is printed."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A component with what is under it."""

    kind: str
    """`Pillar`, `MeasureGroup`, `Measure` or `Initiative`."""
    key: str
    """Its key: `measure/6/initiative/2`."""
    name: str
    """Its words."""
    printed: str = ""
    """Its number as printed."""
    marks: str = ""
    """Its marks as printed."""
    restated: bool = False
    """Whether it is printed as a restatement."""
    original: str = ""
    """Key of what it restates."""
    confidence: float | None = None
    """How sure its placement is; None where that is printed."""
    tags: tuple[str, ...] = ()
    """Notes on its kind, without brackets: 新規."""
    amount: str = ""
    """The sum of its budget as printed."""
    previous: str = ""
    """Last year's sum as printed."""
    departments: tuple[str, ...] = ()
    """Who is responsible for it."""
    references: tuple[str, ...] = ()
    """Pointers to something else, as printed."""
    purposes: tuple[Aim, ...] = ()
    """What it is for."""
    parts: tuple["Branch", ...] = ()
    """What is under it, in order."""

    def walk(self) -> Iterator["Branch"]:
        """It and everything under it, depth first."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class PlanTree:
    """A plan with its components."""

    title: str
    """Its title."""
    edition: str = ""
    """Its edition."""
    year: str = ""
    """Year of issue."""
    publisher: str = ""
    """Who published it."""
    url: str = ""
    """Where it was published."""
    legend: tuple[tuple[str, str], ...] = ()
    """Marks with their meanings, in the order of the legend; a mark that is not explained has an empty meaning."""
    purposes: tuple[Aim, ...] = ()
    """What it is for."""
    parts: tuple[Branch, ...] = ()
    """Its components at the top level, in order."""

    def walk(self) -> Iterator[Branch]:
        """Every component, depth first."""
        for part in self.parts:
            yield from part.walk()


def tree_of(plan: Plan) -> PlanTree:
    """The tree of a plan as read."""
    described = plan.source.description
    sure = {placement.component: placement.confidence for placement in plan.placements}
    originals = {made.component: made.original for made in plan.identifications}
    purposes: dict[str, list[Purpose]] = {}
    for purpose, parent in plan.all_purposes():
        purposes.setdefault(parent, []).append(purpose)

    def aims(key: str) -> tuple[Aim, ...]:
        return tuple(Aim(purpose.text, sure.get(purpose.key)) for purpose in purposes.get(key, ()))

    def grown(component: Component) -> Branch:
        entry = component if isinstance(component, Initiative) else None
        details = component.details
        return Branch(
            kind=type(component).__name__,
            key=component.key,
            name=component.label,
            printed=component.printed,
            marks=entry.marks if entry else "",
            restated=bool(entry and entry.restated),
            original=originals.get(component.key, ""),
            confidence=sure.get(component.key),
            tags=details.tags,
            amount=details.amount.printed if details.amount else "",
            previous=details.previous.printed if details.previous else "",
            departments=details.departments,
            references=tuple(reference.printed for reference in details.references),
            purposes=aims(component.key),
            parts=tuple(map(grown, _below(component))),
        )

    return PlanTree(
        title=plan.title,
        edition=plan.edition or "",
        year=str(described.year or ""),
        publisher=described.publisher.name if described.publisher else "",
        url=described.url or "",
        legend=tuple((entry.symbol, entry.meaning or "") for entry in plan.legend),
        purposes=aims(PLAN_KEY),
        parts=tuple(map(grown, plan.parts)),
    )


def _below(component: Component) -> tuple[Component, ...]:
    if isinstance(component, Initiative):
        return ()
    return component.parts if isinstance(component, MeasureGroup | Pillar) else component.initiatives
