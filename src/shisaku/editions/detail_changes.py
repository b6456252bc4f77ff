"""Changes of a component's details between editions: sums, responsibilities, times, indicators, status.

The printed form makes no difference where the value is the same: 84,000千円 and 8,400万円 are one sum. A sum is compared with
that of the other edition's own year. The previous year's sum that is printed beside it is left out: it differs in each edition,
and is no change.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from shisaku.editions.comparable_components import plain
from shisaku.editions.pairing import paired
from shisaku.model.details import (
    LAST_YEAR,
    BudgetFigure,
    Details,
    FiscalYear,
    Indicator,
    IndicatorValue,
    PrintedPeriod,
    Responsibility,
    StatusReport,
    When,
)
from shisaku.model.plan import Component, Plan, same_mark
from shisaku.model.succession import (
    AMOUNT,
    DEADLINE,
    INDICATOR,
    KIND,
    MARKS,
    PERIOD,
    REFERENCE,
    RESPONSIBLE,
    ROLE,
    STATUS,
    TAG,
    TARGET_GROUP,
    UNIT,
    VALUE,
    DetailChange,
)

PART = "part"
"""Source of a part of a sum without a stated source."""
_ALIKE = 0.5
"""Share of common pairs of letters from which two names are those of one indicator."""
_MOST_NAMES = 20
"""Most unmatched indicators of either side that are compared by name."""
_FOUR_DECIMALS = Decimal("0.0001")


def plan_changes(old: Plan, new: Plan) -> tuple[DetailChange, ...]:
    """Changes of the plan's own details, in the order of `shisaku.model.succession.ASPECTS`."""
    return tuple(_changes(old.details, new.details, (old.source.description.year, new.source.description.year)))


def component_changes(old: Plan, new: Plan, one: Component, other: Component) -> tuple[DetailChange, ...]:
    """Changes from the details of `one` in `old` to those of `other` in `new`, in the same order."""
    found = list(_changes(one.details, other.details, (old.source.description.year, new.source.description.year)))
    if set(same_mark(one.marks)) == set(same_mark(other.marks)):
        return tuple(found)
    kinds = sum(change.aspect == KIND for change in found)
    return (*found[:kinds], DetailChange(MARKS, one.marks, other.marks), *found[kinds:])


def _changes(one: Details, other: Details, years: tuple[int | None, int | None]) -> Iterator[DetailChange]:
    kind, called = one.kind.printed if one.kind else "", other.kind.printed if other.kind else ""
    if plain(kind) != plain(called):
        yield DetailChange(KIND, kind, called)
    yield from _names(TAG, one.tags, other.tags)
    yield from _sums(_of_year(one.budget, years[0]), _of_year(other.budget, years[1]))
    yield from _responsible(one.responsibilities, other.responsibilities)
    groups, later = ([group.printed for group in details.target_groups] for details in (one, other))
    yield from _names(TARGET_GROUP, groups, later, in_order=True)
    yield from _periods(PERIOD, one.periods, other.periods)
    yield from _periods(DEADLINE, one.deadlines, other.deadlines)
    yield from _indicators(one.indicators, other.indicators)
    yield from _statuses(one.statuses, other.statuses)
    pointers, to = ([reference.printed for reference in details.references] for details in (one, other))
    yield from _names(REFERENCE, pointers, to)


def _names(aspect: str, old: Sequence[str], new: Sequence[str], in_order: bool = False) -> Iterator[DetailChange]:
    """Names that were added or removed; where they are `in_order` and as many on both sides, each is paired with the other."""
    for one, other in paired(old, new, plain, last=_any if in_order else None):
        if one is None or other is None or plain(one) != plain(other):
            yield DetailChange(aspect, one or "", other or "")


def _any(detail: object) -> Hashable:
    """The same key for all."""
    return None


# -- sums --------------------------------------------------------------------------------------------------------------


def _of_year(figures: Sequence[BudgetFigure], year: int | None) -> list[BudgetFigure]:
    """The figures, with the edition's own year and the one before in uniform terms, however they are printed."""
    return [
        replace(figure, when=None if figure.when.year == year else LAST_YEAR)
        if isinstance(figure.when, FiscalYear) and year is not None and figure.when.year in (year, year - 1)
        else figure
        for figure in figures
    ]


def _sums(old: Sequence[BudgetFigure], new: Sequence[BudgetFigure], source: str = "") -> Iterator[DetailChange]:
    """Sums, and under each its parts; those of the previous year are left out."""
    before, after = ([figure for figure in figures if figure.when != LAST_YEAR] for figures in (old, new))
    pairs = paired(
        before,
        after,
        lambda figure: (figure.kind, _booked(figure), _worth(figure)),
        lambda figure: (figure.kind, _booked(figure)),
        _booked,
    )
    for one, other in pairs:
        if one is None or other is None or _worth(one) != _worth(other):
            yield _sum(one, other, source)
        yield from _sums(one.parts if one else (), other.parts if other else (), PART)


def _sum(one: BudgetFigure | None, other: BudgetFigure | None, source: str) -> DetailChange:
    known = other or one
    return DetailChange(
        AMOUNT,
        one.printed if one else "",
        other.printed if other else "",
        concept=known.kind if known else "",
        source=(known.funding_source or known.account or source) if known else source,
        old_when=one.when if one else None,
        new_when=other.when if other else None,
        growth=_growth(one, other) if one and other else None,
    )


def _booked(figure: BudgetFigure) -> Hashable:
    return figure.funding_source, plain(figure.account), _time(figure.when)


def _worth(figure: BudgetFigure) -> Hashable:
    return (figure.amount, figure.currency) if figure.amount is not None else plain(figure.printed)


def _growth(one: BudgetFigure, other: BudgetFigure) -> Decimal | None:
    """None where a sum is missing, the currencies differ, or the older one is nothing or less."""
    if one.amount is None or other.amount is None or one.currency != other.currency or one.amount <= 0:
        return None
    return ((other.amount - one.amount) / one.amount).quantize(_FOUR_DECIMALS)


# -- who, and when -----------------------------------------------------------------------------------------------------


def _responsible(old: Sequence[Responsibility], new: Sequence[Responsibility]) -> Iterator[DetailChange]:
    by_name = paired(old, new, lambda one: (plain(one.printed), one.role), lambda one: plain(one.printed), lambda one: one.role)
    for one, other in by_name:
        if one and other and plain(one.printed) == plain(other.printed):
            if one.role and other.role and one.role != other.role:
                yield DetailChange(ROLE, one.role, other.role, of=other.printed)
        else:
            role = other.role if other else one.role if one else ""
            yield DetailChange(RESPONSIBLE, one.printed if one else "", other.printed if other else "", concept=role)


def _periods(aspect: str, old: Sequence[PrintedPeriod], new: Sequence[PrintedPeriod]) -> Iterator[DetailChange]:
    for one, other in paired(old, new, _days, last=_any):
        if one is None or other is None:
            yield DetailChange(aspect, one.printed if one else "", other.printed if other else "")
        elif _days(one) != _days(other):
            exact = plain(one.printed) == plain(other.printed)
            yield DetailChange(aspect, _dated(one, exact), _dated(other, exact))


def _dated(period: PrintedPeriod, exact: bool) -> str:
    return f"{period.printed} ({period.start}/{period.end})" if exact else period.printed


def _days(period: PrintedPeriod) -> Hashable:
    return (period.start, period.end) if period.start or period.end else plain(period.printed)


def _time(when: When | None) -> Hashable:
    return _days(when) if isinstance(when, PrintedPeriod) else when


# -- how far -----------------------------------------------------------------------------------------------------------


def _indicators(old: Sequence[Indicator], new: Sequence[Indicator]) -> Iterator[DetailChange]:
    names, later = ([plain(indicator.label) for indicator in indicators] for indicators in (old, new))
    called = _other_names(names, later)
    pairs = paired(old, new, lambda indicator: called.get(plain(indicator.label), plain(indicator.label)))
    for one, other in pairs:
        if one is None or other is None or plain(one.label) != plain(other.label):
            yield DetailChange(INDICATOR, one.label if one else "", other.label if other else "")
        if one and other:
            if one.unit and other.unit and plain(one.unit) != plain(other.unit):
                yield DetailChange(UNIT, one.unit, other.unit, of=other.label)
            yield from _values(one.values, other.values, other.label)


def _other_names(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Of removed names the added ones that are most like them."""
    gone, come = sorted(set(old) - set(new)), sorted(set(new) - set(old))
    if max(len(gone), len(come)) > _MOST_NAMES:
        return {}
    found: dict[str, str] = {}
    for share, one, other in sorted((-_likeness(one, other), one, other) for one in gone for other in come):
        if -share >= _ALIKE and one not in found and other not in found.values():
            found[one] = other
    return found


def _likeness(one: str, other: str) -> float:
    """Share of common pairs of neighbouring letters of two names (Dice)."""
    letters, others = (Counter(words[at : at + 2] for at in range(len(words) - 1)) for words in (one, other))
    total = letters.total() + others.total()
    return 2 * (letters & others).total() / total if total else 0.0


def _values(old: Sequence[IndicatorValue], new: Sequence[IndicatorValue], of: str) -> Iterator[DetailChange]:
    pairs = paired(
        old,
        new,
        lambda value: (value.kind, _level(value), _time(value.when)),
        lambda value: (value.kind, _time(value.when)),
        lambda value: (value.kind, _level(value)),
        last=lambda value: value.kind,
    )
    for one, other in pairs:
        if one is None or other is None or _later(one.when, other.when) or _level(one) != _level(other):
            yield DetailChange(
                VALUE,
                one.printed if one else "",
                other.printed if other else "",
                of,
                other.kind if other else one.kind if one else "",
                old_when=one.when if one else None,
                new_when=other.when if other else None,
            )


def _later(one: When | None, other: When | None) -> bool:
    """Whether both times are known and differ."""
    return one is not None and other is not None and _time(one) != _time(other)


def _level(value: IndicatorValue) -> Hashable:
    return (value.number, value.comparator, value.approximate) if value.number is not None else plain(value.printed)


def _statuses(old: Sequence[StatusReport], new: Sequence[StatusReport]) -> Iterator[DetailChange]:
    pairs = paired(old, new, lambda report: (_state(report), _time(report.when)), lambda report: _time(report.when), last=_any)
    for one, other in pairs:
        if one is None or other is None or _state(one) != _state(other):
            yield DetailChange(
                STATUS,
                one.printed if one else "",
                other.printed if other else "",
                old_when=one.when if one else None,
                new_when=other.when if other else None,
            )


def _state(report: StatusReport) -> str:
    return report.status or plain(report.printed)
