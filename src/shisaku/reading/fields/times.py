"""Deadlines and periods: 令和８年度末まで, 平成30～令和４年度, by March 2027, FY2025-27, ongoing, within six months of adoption.

time   = [by | from] moment [まで | 以降] | moment to moment | words that name no time (随時, ongoing)
moment = what `moments` reads; the second one of a period may leave out what it shares with the first (令和６～10年度)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from shisaku.model.details import FiscalYear, PrintedPeriod
from shisaku.reading.fields import calendar as days_of
from shisaku.reading.fields.calendar import Days
from shisaku.reading.fields.moments import Moment, moment_at, moments
from shisaku.reading.fields.stretch import Beside, FieldContext, Stretch, left_by, plain

_BY = re.compile(
    r"(?:(?i:(?<![A-Za-z])(?:by|until|till|no\slater\sthan|not\slater\sthan|before|due|due\sby|bis(?:\szum)?|spätestens|d'ici|jusqu'en|avant))(?:\s(?i:the))?)\s$"
)
_FROM = re.compile(
    r"(?:(?i:(?<![A-Za-z])(?:from|since|starting(?:\sin)?|beginning(?:\sin)?|as\sof|after|ab|seit|depuis|à\spartir\sde)))\s$"
)
_UNTIL = re.compile(r"\s?(?:までに?|迄に?|以前|까지)|\s(?i:or\searlier|at\sthe\slatest)")
_SINCE = re.compile(r"\s?(?:以降|以後|から|より|부터|~(?!\s?[0-9RHS令平]))|\s(?i:onwards?|and\sbeyond)")
_TO = re.compile(r"\s?(?:-|~|から|->|→)\s?|\s(?i:to|through|thru|until|and|bis|à)\s(?i:end\sof\s)?")
_SHORT_SECOND = re.compile(
    r"(?P<number>元|[0-9]{1,4})(?![0-9.,/])\s?(?P<unit>年度|年|月)?(?:\s?\([0-9]{4}(?:年度?)?\))?(?P<last>末)?"
)
_LENGTH = re.compile(
    r"(?i:within|in|after|over)?\s?(?:the\s(?:next|first)\s)?(?:[0-9]{1,3}(?:\s?-\s?[0-9]{1,3})?|(?i:one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen))"
    r"\s?(?i:days?|weeks?|months?|years?|年間?|か月|カ月|ヶ月|箇月|日以内)(?![A-Za-z])",
)
_BEFORE_MOMENT = 22
_WORD = re.compile(r"[^\W\d_]{2}")
"""Of what is beside times in a cell, words for what happens then, and no mere punctuation between them."""


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A deadline or a period in a stretch."""

    period: PrintedPeriod
    """The time with its place."""
    start: int
    """Where it begins in the stretch."""
    end: int
    """Where it ends there."""
    deadline: bool = False
    """Whether it is a deadline: it has まで, by, due."""
    fiscal: FiscalYear | None = None
    """The fiscal year that it is, where it is one as a whole and nothing else."""


def find_times(stretch: Stretch, context: FieldContext) -> tuple[FoundTime, ...]:
    """The deadlines and periods in `stretch`, in order; a year may also be the number of something else in prose."""
    return tuple(_found(stretch, context))


def times(stretch: Stretch, context: FieldContext) -> Beside[PrintedPeriod]:
    """The deadlines and periods in `stretch`, and the words that they leave."""
    found = find_times(stretch, context)
    return Beside(tuple(one.period for one in found), left_by(stretch, [one.period.span for one in found if one.period.span]))


def cell_time(stretch: Stretch, context: FieldContext) -> PrintedPeriod | None:
    """What a cell, or a field, that is for a time prints, all its words: 2020-2025; Start: May 2026; None for an empty one.

    Its days are those from the first to the last time in it; it has none where it says ongoing, to be confirmed, within six months.
    """
    cell = stretch.trimmed().stripped(";；,，、")
    if not cell.text:
        return None
    found = find_times(cell, context)
    if not found:
        lasting = _is_lasting(cell.text, context) or _LENGTH.match(plain(cell.text))
        return PrintedPeriod(cell.text, cell.span, precision=days_of.UNSPECIFIED if lasting else "")
    first, last = found[0].period, found[-1].period
    if len(found) == 1:
        return replace(first, printed=cell.text, span=cell.span)
    precision = first.precision if first.precision == last.precision else days_of.UNSPECIFIED
    return PrintedPeriod(cell.text, cell.span, first.start, last.end, precision)


def _is_lasting(text: str, context: FieldContext) -> bool:
    """Whether words stand for no time, as a whole, behind a colon, or with their first word: ongoing activity."""
    behind = text.rpartition(":")[2].rpartition("：")[2]
    first = behind.split(";")[0].strip().split(" ")[0] if behind.isascii() else behind
    return any(context.named("precision", words) == days_of.UNSPECIFIED for words in (text, behind, behind.split(";")[0], first))


def is_deadline(stretch: Stretch, context: FieldContext) -> bool:
    """Whether the words of a cell, or a field, for times are a deadline: 令和８年度末まで, March 2027, 2026 (pilot), 2027.

    A period from one day to another, years beside each other, a duration, and words that name no time are none.
    """
    found = find_times(stretch, context)
    if any(one.deadline for one in found):
        return True
    if any(_TO.search(plain(one.period.printed)) for one in found) or not any(one.period.end for one in found):
        return False
    left = left_by(stretch, [one.period.span for one in found if one.period.span])
    return len(found) == 1 or any(_WORD.search(one.text) for one in left)


def _found(stretch: Stretch, context: FieldContext) -> Iterator[FoundTime]:
    text, at = plain(stretch.text), 0
    for moment in moments(text, context):
        if moment.start < at:
            continue
        start, end, days, fiscal = moment.start, moment.end, moment.days, moment.fiscal
        second = _second(text, moment, context)
        if second is not None:
            end, days, fiscal = second.end, _from_to(moment, second, context), None
        by = _BY.search(text, max(at, start - _BEFORE_MOMENT), start)
        since = None if by or second else _FROM.search(text, max(at, start - _BEFORE_MOMENT), start)
        until = _UNTIL.match(text, end)
        onwards = None if until or second else _SINCE.match(text, end)
        end = until.end() if until else onwards.end() if onwards else end
        deadline = bool(by or until) and second is None
        if deadline:
            days = replace(days, first="")
        elif since or onwards:
            days = replace(days, last="")
        fiscal = None if deadline or since or onwards else fiscal
        words = stretch.part(start, end)
        period = PrintedPeriod(words.text, words.span, days.first, days.last, days.precision)
        yield FoundTime(period, start, start + len(words.text), deadline, fiscal)
        at = end


def _second(text: str, first: Moment, context: FieldContext) -> Moment | None:
    """The second time of a period whose first one is `first`; None where it is none."""
    to = _TO.match(text, first.end)
    if to is None:
        return None
    whole = moment_at(text, to.end(), context)
    short = _SHORT_SECOND.match(text, to.end())
    if short is not None and (whole is None or whole.end < short.end() or not whole.days.first):
        return _completed(first, short, context) or _ended(text, whole)
    return _ended(text, whole)


def _ended(text: str, second: Moment | None) -> Moment | None:
    """A second time with 末 behind it taken in."""
    if second is None or not text.startswith("末", second.end):
        return second
    return replace(second, end=second.end + 1)


def _completed(first: Moment, short: re.Match[str], context: FieldContext) -> Moment | None:
    """The second time with what it leaves out taken from the first."""
    year = int(first.days.first[:4]) if first.days.first else 0
    if not year or short["number"] == "元":
        return None
    number, unit = int(short["number"]), short["unit"]
    if unit == "月":
        days = days_of.months(year, number, number, days_of.MONTH)
        return Moment(short.start(), short.end(), days) if days else None
    if len(short["number"]) == 4 and 1900 <= number <= 2100:
        year_of_second = number
    elif len(short["number"]) == 2 and not first.open and number > year % 100 and not _is_of_era(short.string, first):
        year_of_second = year - year % 100 + number
    elif len(short["number"]) <= 2 and _is_of_era(short.string, first):
        year_of_second = year - _year_of_era(short.string, first) + number
    else:
        return None
    if not year <= year_of_second <= year + 60:
        return None
    fiscal = first.fiscal is not None or unit == "年度"
    country = "jp" if first.open else (first.fiscal.country if first.fiscal else context.profile.country)
    of = FiscalYear(country, year_of_second) if fiscal else None
    days = days_of.fiscal_days(of, context) if of else days_of.year_days(year_of_second)
    return Moment(short.start(), short.end(), days, of) if days else None


_OF_ERA = re.compile(r"(?:令和|平成|昭和|大正|明治|[RHS])\.?\s?(?P<number>元|[0-9]{1,2})(?![0-9])")


def _is_of_era(text: str, moment: Moment) -> bool:
    return _OF_ERA.match(text, moment.start) is not None


def _year_of_era(text: str, moment: Moment) -> int:
    found = _OF_ERA.match(text, moment.start)
    assert found is not None
    return 1 if found["number"] == "元" else int(found["number"])


def _from_to(first: Moment, second: Moment, context: FieldContext) -> Days:
    """The days from one time to another; a year without 年度 is a fiscal one where the other is."""
    begins = first.days
    if second.fiscal is not None and first.fiscal is None and begins.precision == days_of.YEAR and begins.first:
        begins = days_of.fiscal_days(FiscalYear(second.fiscal.country, int(begins.first[:4])), context)
    precision = (
        second.days.precision if second.days.precision == begins.precision else _coarser(begins.precision, second.days.precision)
    )
    return Days(begins.first, second.days.last, precision)


_ORDER = (days_of.DAY, days_of.MONTH, days_of.QUARTER, days_of.YEAR, days_of.FISCAL_YEAR, days_of.UNSPECIFIED)


def _coarser(first: str, second: str) -> str:
    return max(first, second, key=lambda one: _ORDER.index(one))
