"""A plan as a tree for terminals and StratML, made of a Plan or of a graph."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from shisaku.model.details import (
    NO_DETAILS,
    BudgetFigure,
    Details,
    FiscalYear,
    Indicator,
    IndicatorValue,
    Passage,
    PrintedPeriod,
    Reference,
    RelativeYear,
    Responsibility,
    StatusReport,
    TargetGroup,
    When,
)
from shisaku.model.fiscal_years import FiscalYears
from shisaku.model.language import language_of
from shisaku.model.plan import Component, Initiative, MeasureGroup, Pillar, Plan

PILLAR, GROUP, MEASURE, INITIATIVE = "Pillar", "MeasureGroup", "Measure", "Initiative"
KINDS = (PILLAR, GROUP, MEASURE, INITIATIVE)
"""Names of the classes of components."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A statement of purpose."""

    text: str
    """Its words."""
    confidence: float | None = None
    """Confidence that it belongs there; None where that is printed."""
    kind: str = ""
    """Passage kind: `purpose`, `vision`; empty for one that says no more of itself."""


@dataclass(frozen=True, slots=True)
class TreeProse:
    """A paragraph that describes what it is printed under."""

    text: str
    """Its words."""
    kind: str = ""
    """Passage kind: `situation`, `issue`; empty for one that says no more of itself."""


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
    """Confidence of its placement; None where that is printed."""
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
    description: tuple[TreeProse, ...] = ()
    """Paragraphs under it, in order."""
    details: Details = NO_DETAILS
    """All else that is printed of it, as `plain_details` gives it."""

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
    """Number of the fiscal year that it is the plan of."""
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
    description: tuple[TreeProse, ...] = ()
    """Paragraphs on the plan as a whole, in order."""
    details: Details = NO_DETAILS
    """All else that is printed of the plan as a whole, as `plain_details` gives it."""
    kind: str = ""
    """Kind of plan: `strategy`, `action-plan`."""
    adoption: str = ""
    """How far it is adopted: `draft`, `adopted`."""
    issued: str = ""
    """When it was published, ISO 8601."""

    def walk(self) -> Iterator[Branch]:
        """Every component, depth first."""
        for part in self.parts:
            yield from part.walk()


def tree_of(plan: Plan) -> PlanTree:
    """The tree of a plan as read."""
    described = plan.source.description
    year = FiscalYears().of_plan(described, described.language or language_of(plan.source.text))
    sure = {placement.component: placement.confidence for placement in plan.placements}
    originals: dict[str, str] = {}
    for made in plan.identifications:
        originals[made.component] = min(made.original, originals.get(made.component, made.original))

    def aims(details: Details) -> tuple[Aim, ...]:
        return tuple(Aim(purpose.text, sure.get(purpose.key), purpose.kind) for purpose in details.purposes)

    def grown(component: Component) -> Branch:
        return branch(
            Branch(
                kind=type(component).__name__,
                key=component.key,
                name=component.label,
                printed=component.printed,
                marks=component.marks,
                restated=component.restated,
                original=originals.get(component.key, ""),
                confidence=sure.get(component.key),
                purposes=aims(component.details),
                description=_prose(component.details.description),
                parts=tuple(map(grown, _below(component))),
            ),
            plain_details(component.details, year),
            year,
        )

    return PlanTree(
        title=plan.title,
        edition=plan.edition or "",
        year=str(described.year or ""),
        publisher=described.publisher.name if described.publisher else "",
        url=described.url or "",
        legend=tuple((entry.symbol, entry.meaning or "") for entry in plan.legend),
        purposes=aims(plan.details),
        parts=tuple(map(grown, plan.parts)),
        description=_prose(plan.details.description),
        details=plain_details(plan.details, year),
        kind=described.plan_kind or "",
        adoption=described.adoption or "",
        issued=described.issued or "",
    )


def branch(bare: Branch, details: Details, year: FiscalYear | None) -> Branch:
    """`bare` with its details; `year` is the plan's, whose sum comes before that of the year before."""
    last_year: When = RelativeYear(-1) if year is None else replace(year, year=year.year - 1)
    return replace(
        bare,
        tags=details.tags,
        amount=next((figure.printed for figure in details.budget if figure.when == year), ""),
        previous=next((figure.printed for figure in details.budget if figure.when == last_year), ""),
        departments=details.departments,
        references=tuple(reference.printed for reference in details.references),
        details=details,
    )


def addresses(tree: PlanTree) -> dict[str, str]:
    """Address of each component, by its key: `measure/6/initiative/2` for the second entry of measure 6.

    Pillars and measures named by their numbers have those; others are counted through the plan, entries within their parent.
    """
    found: dict[str, str] = {}
    counts: dict[str, int] = {}

    def enter(parts: Iterable[Branch], above: str) -> None:
        entries = 0
        for part in parts:
            name, _, number = part.key.rpartition("/")
            counts[part.kind] = counts.get(part.kind, 0) + 1
            if part.kind == INITIATIVE:
                entries += 1
                found[part.key] = f"{above}{_CLASSES[part.kind]}/{entries}"
            elif name in ("pillar", "measure") and number.replace("-", "").isdecimal():
                found[part.key] = part.key
            else:
                found[part.key] = f"{_CLASSES[part.kind]}/{counts[part.kind]}"
            enter(part.parts, f"{found[part.key]}/")

    enter(tree.parts, "")
    return found


_CLASSES = {PILLAR: "pillar", GROUP: "group", MEASURE: "measure", INITIATIVE: "initiative"}


# -- details as a tree has them ----------------------------------------------------------------------------------------

Detail = Responsibility | TargetGroup | PrintedPeriod | BudgetFigure | Indicator | IndicatorValue | StatusReport | Reference
"""A detail of an element."""
_D = TypeVar("_D", bound=Detail)
_NOWHERE = 1 << 62
"""After every place in a text."""


def plain_details(details: Details, year: FiscalYear | None) -> Details:
    """`details` in the order of their places, then of their words, each once, without places and without purposes and prose.

    Years are counted from `year`, that of the plan; it is also that of sums that are printed without one.
    """
    return Details(
        kind=details.kind,
        tags=details.tags,
        responsibilities=_plain(details.responsibilities),
        target_groups=_plain(details.target_groups),
        periods=_plain(details.periods),
        deadlines=_plain(details.deadlines),
        indicators=tuple(dict.fromkeys(_indicator(one, year) for one in _ordered(details.indicators))),
        budget=_figures(details.budget, year),
        statuses=_plain(replace(report, when=_when(report.when, year)) for report in details.statuses),
        references=_plain(details.references),
    )


def _figures(figures: Iterable[BudgetFigure], year: FiscalYear | None) -> tuple[BudgetFigure, ...]:
    return _plain(
        replace(
            figure,
            when=_when(figure.when, year) or year,
            currency="" if figure.amount is None else figure.currency,
            parts=_figures(figure.parts, year),
        )
        for figure in figures
    )


def _indicator(indicator: Indicator, year: FiscalYear | None) -> Indicator:
    values = _plain(replace(value, when=_when(value.when, year)) for value in indicator.values)
    return replace(indicator, span=None, values=values)


def _when(when: When | None, year: FiscalYear | None) -> When | None:
    if isinstance(when, RelativeYear) and year is not None:
        return replace(year, year=year.year + when.years)
    return replace(when, span=None) if isinstance(when, PrintedPeriod) else when


def _plain(details: Iterable[_D]) -> tuple[_D, ...]:
    return tuple(dict.fromkeys(replace(detail, span=None) for detail in _ordered(details)))


def _ordered(details: Iterable[_D]) -> list[_D]:
    return sorted(details, key=_place)


def _place(detail: Detail) -> tuple[int, str, str]:
    """A key that is different for any two details."""
    printed = detail.label if isinstance(detail, Indicator) else detail.printed
    return detail.span.start if detail.span is not None else _NOWHERE, printed, repr(detail)


def _prose(passages: Iterable[Passage]) -> tuple[TreeProse, ...]:
    return tuple(TreeProse(passage.text, passage.kind) for passage in passages)


def _below(component: Component) -> tuple[Component, ...]:
    if isinstance(component, Initiative):
        return ()
    return component.parts if isinstance(component, MeasureGroup | Pillar) else component.initiatives
