"""Days that printed times begin and end on, and the words that name months, seasons and quarters."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from shisaku.model.details import FiscalYear
from shisaku.model.fiscal_years import FiscalYears
from shisaku.reading.fields.stretch import FieldContext

_MONTHS = (
    ("january", "jan", "januar", "janvier", "janv", "jänner"), ("february", "feb", "februar", "février", "févr", "fevrier"),
    ("march", "mar", "märz", "mars"), ("april", "apr", "avril", "avr"), ("may", "mai"), ("june", "jun", "juni", "juin"),
    ("july", "jul", "juli", "juillet"), ("august", "aug", "août", "aout"), ("september", "sep", "sept", "septembre"),
    ("october", "oct", "oktober", "okt", "octobre"), ("november", "nov", "novembre"),
    ("december", "dec", "dezember", "dez", "décembre", "decembre", "déc"),
)  # fmt: skip
MONTHS = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words}
"""Names and abbreviations of months, in lower case."""
SEASONS = {
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2), "春": (3, 5), "夏": (6, 8), "秋": (9, 11),
    "冬": (12, 2), "frühjahr": (3, 5), "sommer": (6, 8), "herbst": (9, 11), "printemps": (3, 5), "été": (6, 8), "automne": (9, 11),
}  # fmt: skip
"""First and last month of seasons, of the northern half of the world."""
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
}
"""Which quarter or half."""
DAY, MONTH, QUARTER, YEAR, FISCAL_YEAR, UNSPECIFIED = "day", "month", "quarter", "year", "fiscal-year", "unspecified"


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days."""

    first: str
    """ISO 8601; empty where it is not known."""
    last: str
    """ISO 8601; empty where it is not known."""
    precision: str
    """How fine it is printed."""


def day(year: int, month: int, number: int) -> Days | None:
    """A single day; None where there is none."""
    try:
        iso = date(year, month, number).isoformat()
    except ValueError:
        return None
    return Days(iso, iso, DAY)


def months(year: int, first: int, last: int, precision: str) -> Days | None:
    """Whole months of a year, the last of the next year where it has the smaller number; None where there are none."""
    if not (1 <= first <= 12 and 1 <= last <= 12 and 1 <= year <= 9998):
        return None
    ends = year + (last < first)
    return Days(date(year, first, 1).isoformat(), date(ends, last, calendar.monthrange(ends, last)[1]).isoformat(), precision)


def year_days(year: int) -> Days | None:
    """A calendar year."""
    return months(year, 1, 12, YEAR)


def fiscal_days(year: FiscalYear, context: FieldContext) -> Days:
    """A fiscal year; without days where those of its country are not known."""
    first, last = FiscalYears(context.profile.calendars).bounds(year) or ("", "")
    return Days(first, last, FISCAL_YEAR)


def part_of(days: Days, number: int, of: int, precision: str) -> Days:
    """The part with that number, from 1, of a year that is cut in `of` parts; without days where the year has none."""
    if not days.first:
        return Days("", "", precision)
    begins = date.fromisoformat(days.first)
    length = 12 // of
    first = _later(begins, (number - 1) * length)
    return Days(first.isoformat(), (_later(begins, number * length) - timedelta(days=1)).isoformat(), precision)


def _later(begins: date, number: int) -> date:
    month = begins.month - 1 + number
    return date(begins.year + month // 12, month % 12 + 1, 1)


def last_month(days: Days) -> Days:
    """The last month of a year: 年度末, end of 2026."""
    if not days.last:
        return Days("", "", days.precision)
    return Days(date.fromisoformat(days.last).replace(day=1).isoformat(), days.last, days.precision)
