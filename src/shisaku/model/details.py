"""What a plan prints of its elements beside their words: who, until when, how measured, how far, for how much, on which law.

Each value is one node of the graph, with its words as printed and their place. Concepts are named by the end of their IRI in the
scheme that ontology/schemes/ has for them (`lead`, `baseline`, `initial`), or by a whole IRI where they are another scheme's; an
empty name means that the reader does not know it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from shisaku.model.source import Span


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """会計年度: a fiscal year of a country, the same for everybody who names it."""

    country: str
    """Country whose years it counts, ISO 3166-1 alpha-2 in lower case."""
    year: int
    """Its number as the country writes it: 2024 for 令和６年度."""


@dataclass(frozen=True, slots=True)
class RelativeYear:
    """A year that is printed without its number: 前年度."""

    years: int
    """How many years behind that of the plan: -1 for the year before."""


@dataclass(frozen=True, slots=True)
class PrintedPeriod:
    """期間: a period or a deadline as printed, and the days that it begins and ends on."""

    printed: str
    """As printed: 令和８年度末まで."""
    span: Span | None = None
    """Where it is printed."""
    start: str = ""
    """First day, ISO 8601; empty where it has none."""
    end: str = ""
    """Last day, ISO 8601; empty where it has none."""
    precision: str = ""
    """How fine it is printed: `day`, `month`, `quarter`, `year`, `fiscal-year`, `unspecified`."""
    document: str = ""
    """IRI of another document that prints it, where this one does not."""


When = FiscalYear | RelativeYear | PrintedPeriod


@dataclass(frozen=True, slots=True)
class Purpose:
    """目的: a statement of what the plan, or one of its components, is for."""

    key: str
    """Unique in the plan; made of its words."""
    text: str
    """Verbatim, the source's line breaks removed."""
    span: Span
    """From its mark, or its first word, to its full stop."""
    kind: str = ""
    """Passage kind: `purpose`, `vision`, `mission`, `value`; empty for a purpose that says no more of itself."""
    name: str = ""
    """What it is called, where that is printed beside its words: Openness."""
    identifier: str = ""
    """Identifier that the document itself gives it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """説明: a paragraph of prose that describes what it is printed under."""

    text: str
    """Verbatim, the source's line breaks removed."""
    span: Span
    """From its first to its last character; page artefacts may lie between, where it goes on overleaf."""
    kind: str = ""
    """Passage kind: `situation`, `issue`, `outline`, `expected-result`, `risk`; empty for one that says no more of itself."""
    key: str = ""
    """Unique in the plan; made of its words, once the plan is whole."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What the document calls a component: 基本目標, Commitment, アクション."""

    concept: str
    """Component kind: `goal`, `objective`, `action` and so on."""
    printed: str
    """The word as printed."""


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """関係者: details of a person or organization beside the name."""

    kind: str = ""
    """Its kind: `person`, `organization`, `group`; empty where none is stated."""
    description: tuple[Passage, ...] = ()
    """Who that is."""
    role: str = ""
    """The role in which it takes part, as printed: Co-Chair."""
    role_span: Span | None = None
    """Where its role is printed."""
    role_description: tuple[Passage, ...] = ()
    """Its tasks in that role."""


NO_STAKEHOLDER = Stakeholder()
"""Stakeholder without details."""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """担当: who is in charge, in which role."""

    printed: str
    """Name of the unit, post or person as printed."""
    span: Span | None = None
    """Where it is printed."""
    role: str = ""
    """Role: `performer`, below it `lead`, `joint`, `support` and `partner`; `consulted`."""
    agent: str = ""
    """IRI of the unit, post or person, if stated."""
    stakeholder: Stakeholder = NO_STAKEHOLDER
    """What else is printed of it."""
    document: str = ""
    """IRI of another document that prints it, where this one does not."""


@dataclass(frozen=True, slots=True)
class BudgetFigure:
    """金額: a sum of money as printed, and what it comes to."""

    printed: str
    """As printed: `約5,400 億円`, `△３．３億円`, `事項要求`."""
    span: Span | None = None
    """Where it is printed."""
    amount: Decimal | None = None
    """In units of `currency`, negative for △; None where no sum is given yet (事項要求)."""
    currency: str = "JPY"
    """ISO 4217."""
    approximate: bool = False
    """Whether it is printed as approximate (約, 程度)."""
    kind: str = ""
    """Budget kind: `request`, `initial`, `supplementary`, `carried-in`, `carried-out`, `reserve`, `total`, `executed`."""
    when: When | None = None
    """The year it is for; None for that of the plan."""
    funding_source: str = ""
    """Funding source: `national-grant`, `prefectural-grant`, `bond`, `general`, `other`."""
    account: str = ""
    """The account it is booked in, as printed: 一般会計."""
    parts: tuple["BudgetFigure", ...] = ()
    """What it is made up of: うち国庫 …; they are no sums beside it."""
    document: str = ""
    """IRI of another document that prints it, where this one does not."""


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """指標値: a value of an indicator, at a time."""

    printed: str
    """As printed: `48人（R5）`, `10人以下`."""
    span: Span | None = None
    """Where it is printed."""
    kind: str = ""
    """Value kind: `baseline`, `target`, `result`, `forecast`."""
    number: Decimal | None = None
    """The number in it; None where it has none."""
    comparator: str = ""
    """Comparator: `at-least`, `at-most`, `more-than`, `less-than`; empty for exactly."""
    approximate: bool = False
    """Whether it is printed as approximate."""
    when: When | None = None
    """The time it is for."""
    measurement: int = 0
    """The measurement of the indicator that it belongs to, from 1: a target and its result; 0 where none is stated."""
    descriptor: str = ""
    """What is rated, as printed, where the value is a rating and no number: Status."""
    rating: str = ""
    """The rating, as printed: Green."""
    description: tuple[Passage, ...] = ()
    """Prose on it."""
    document: str = ""
    """IRI of another document that prints it, where this one does not."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """指標: a measure of the progress of the plan, or of a component."""

    label: str
    """As printed; the words of its first value where it has no name."""
    span: Span | None = None
    """Where its label is printed."""
    unit: str = ""
    """Unit as printed: 人, %."""
    kind: str = ""
    """Indicator kind: `input`, `input-processing`, `output-processing`, `output`, `outcome`, `impact`."""
    direction: str = ""
    """Direction that is desired: `increase`, `decrease`, `maintain`."""
    cumulative: bool | None = None
    """Whether its values add up over the years; None where nothing is printed."""
    values: tuple[IndicatorValue, ...] = ()
    """Its values, in the order of the print."""
    statuses: "tuple[StatusReport, ...]" = ()
    """Its printed status."""
    printed_number: str = ""
    """Its number as printed; empty when it carries none."""
    quantitative: bool | None = None
    """Whether it is measured in numbers; None where nothing is printed."""
    identifier: str = ""
    """Identifier that the document itself gives it."""
    references: tuple["Reference", ...] = ()
    """What it points to: indicators that it is a part of, or akin to."""
    description: tuple[Passage, ...] = ()
    """Prose on it."""
    document: str = ""
    """IRI of another document that prints it, where this one does not."""


@dataclass(frozen=True, slots=True)
class StatusReport:
    """進捗状況: the printed status of a component or an indicator."""

    printed: str
    """As printed: やや遅れ."""
    span: Span | None = None
    """Where it is printed."""
    status: str = ""
    """Status: `planned`, `new`, `ongoing`, `on-track`, `delayed`, `complete`, `stopped`, `continued`."""
    when: When | None = None
    """The time it is for."""
    reports_on: str = ""
    """IRI of the element of another plan that it is the status of, or its plan and key: `mori-2025/measure/1`; empty for its own."""
    document: str = ""
    """IRI of another document that prints it, where this one does not."""


@dataclass(frozen=True, slots=True)
class Reference:
    """参照: a pointer to something else: a goal of the SDGs, a law, an item of another plan."""

    printed: str
    """As printed, without brackets: `SDGs 4`, `公約1-①`, `児童福祉法第24条`."""
    span: Span | None = None
    """Where it is printed."""
    kind: str = ""
    """Reference kind: `contributes-to`, `legal-basis`, `implements`, `depends-on`, `reports-on`, `see-also`, `broader-than`,
    `narrower-than`, `peer-to`."""
    refers_to: str = ""
    """IRI of what it points to, where that is known."""
    identifier: str = ""
    """Identifier that the document itself gives it."""
    referents: tuple[str, ...] = ()
    """Identifiers of what it points to, as the document gives them."""
    description: tuple[Passage, ...] = ()
    """Prose on it."""
    document: str = ""
    """IRI of another document that prints it, where this one does not."""


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """対象者: whom something is for."""

    printed: str
    """As printed."""
    span: Span | None = None
    """Where it is printed."""
    stakeholder: Stakeholder = NO_STAKEHOLDER
    """What else is printed of it."""
    document: str = ""
    """IRI of another document that prints it, where this one does not."""


@dataclass(frozen=True, slots=True)
class Details:
    """All that is printed of the plan, or of a component, beside its words."""

    purposes: tuple[Purpose, ...] = ()
    """Statements of what it is for."""
    description: tuple[Passage, ...] = ()
    """Paragraphs under it, in order."""
    kind: Kind | None = None
    """What the document calls it."""
    tags: tuple[str, ...] = ()
    """Notes in brackets, without the brackets: 新規, 拡充."""
    responsibilities: tuple[Responsibility, ...] = ()
    """Who is in charge."""
    target_groups: tuple[TargetGroup, ...] = ()
    """Whom it is for."""
    periods: tuple[PrintedPeriod, ...] = ()
    """When it is carried out."""
    deadlines: tuple[PrintedPeriod, ...] = ()
    """By when it is to be done."""
    indicators: tuple[Indicator, ...] = ()
    """How it is measured."""
    budget: tuple[BudgetFigure, ...] = ()
    """What it costs: first the sum of the plan's own year, where one is printed."""
    statuses: tuple[StatusReport, ...] = ()
    """How far it is."""
    references: tuple[Reference, ...] = ()
    """What it points to."""
    identifiers: tuple[str, ...] = ()
    """Identifiers that the document itself gives it; more than one where several of its elements are about the same thing."""
    lines: tuple[Span, ...] = field(default=())
    """Stretches of the source, beside its own line and its passages, that print these details."""

    @property
    def amount(self) -> BudgetFigure | None:
        """The sum of the plan's own year."""
        return next((figure for figure in self.budget if figure.when is None), None)

    @property
    def previous(self) -> BudgetFigure | None:
        """The sum of the year before, printed beside it."""
        return next((figure for figure in self.budget if figure.when == LAST_YEAR), None)

    @property
    def departments(self) -> tuple[str, ...]:
        """Names of those in charge, as printed."""
        return tuple(responsibility.printed for responsibility in self.responsibilities)


NO_DETAILS = Details()
"""Of an element that prints nothing but its words."""


@dataclass(frozen=True, slots=True)
class Organization:
    """組織: an organization whose plan it is."""

    name: str
    """As printed; empty where only its stakeholders are."""
    span: Span | None = None
    """Where its name is printed."""
    acronym: str = ""
    """Its acronym as printed."""
    details: Details = NO_DETAILS
    """What is printed of it: identifiers, description, stakeholders. Their places are among the lines of the plan's own details."""


LAST_YEAR = RelativeYear(-1)
"""前年度."""

T = TypeVar("T")


def with_places(value: T, moved: Callable[[Span], Span]) -> T:
    """`value`, one of these or a tuple of them, with every place in it mapped by `moved`."""
    found: Any = value
    if isinstance(found, Span):
        found = moved(found)
    elif isinstance(found, tuple):
        found = tuple([with_places(one, moved) for one in found])
    elif is_dataclass(found) and not isinstance(found, type):
        held = [
            (name, one) for name in _names(type(found)) if (one := getattr(found, name)) != () and type(one) not in _PLACELESS
        ]
        led = [(name, one, with_places(one, moved)) for name, one in held]
        changed = {name: new for name, one, new in led if new is not one}
        found = replace(found, **changed) if changed else found
    result: T = found
    return result


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The names of the fields of a class."""
    return tuple(one.name for one in fields(kind))


_PLACELESS = frozenset((str, int, bool, float, Decimal, type(None)))
"""What holds no place."""
