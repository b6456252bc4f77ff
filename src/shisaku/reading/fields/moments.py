"""Single times as they are printed: 令和８年３月, R8.3.31, 2026年度第２四半期, 31.12.2026, Q2 2026, Spring 2026, end of 2026."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from shisaku.model.details import FiscalYear
from shisaku.reading.fields import calendar as days_of
from shisaku.reading.fields.calendar import Days
from shisaku.reading.fields.stretch import FieldContext
from shisaku.reading.fields.years import ERA, fiscal_year_of, of_era

_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_SHORT = r"(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])"
_MONTH = rf"(?i:{'|'.join(sorted(days_of.MONTHS, key=len, reverse=True))})(?![A-Za-zäöüéûô])\.?"
_ORDINAL = rf"(?i:{'|'.join(sorted(days_of.ORDINALS, key=len, reverse=True))}|[1-4])(?![0-9])"
_SEASON = rf"(?i:{'|'.join(sorted((word for word in days_of.SEASONS if word.isascii() or len(word) > 1), key=len, reverse=True))})(?![A-Za-z])"
_ALSO = r"(?:\s?[(/]\s?(?:(?:19|20)[0-9]{2}|(?:令和|平成|昭和|R|H)\s?(?:[0-9]{1,2}|元))\s?年?度?\s?\)?)?"
"""The same year in the other count: 令和８（2026）年."""
_EASTERN = rf"(?:{ERA}|(?P<western>{_YEAR})){_ALSO}"
_OF = r"(?:\s?,?\s?(?:of\s|de\s)?)"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "eastern",
        re.compile(
            rf"{_EASTERN}\s?(?P<unit>年度|年|년도|년)?{_ALSO}"
            r"(?:\s?の?第?\s?(?P<quarter>[1-4一二三四])\s?(?:四半期|Q|分期)|(?P<half>上半期|下半期|上期|下期|前半|後半|상반기|하반기)"
            r"|(?P<season>[春夏秋冬])(?!季?日)"
            r"|\s?(?P<month>1[0-2]|0?[1-9])\s?(?:月|월)(?:\s?(?P<day>[12][0-9]|3[01]|0?[1-9])\s?(?:日|일)|(?P<third>上旬|中旬|下旬|初旬))?)?"
        ),
    ),
    ("era-dotted", re.compile(rf"{ERA}[./](?P<month>1[0-2]|0?[1-9])(?:[./](?P<day>3[01]|[12][0-9]|0?[1-9]))?(?![0-9])")),
    (
        "iso",
        re.compile(
            rf"(?P<year>{_YEAR})[-/.](?P<month>1[0-2]|0?[1-9])[-/.](?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9])(?:[T ][0-9:]{{5,8}})?"
        ),
    ),
    ("year-month", re.compile(rf"(?P<year>{_YEAR})[-/.](?P<month>1[0-2]|0[1-9])(?![0-9./-])")),
    ("numeric", re.compile(rf"(?P<first>[0-3]?[0-9])(?P<sign>[./-])(?P<second>[0-3]?[0-9])(?P<again>[./-])(?P<year>{_SHORT})")),
    ("month-year", re.compile(rf"(?P<month>1[0-2]|0?[1-9])[/.](?P<year>{_YEAR})")),
    (
        "day-month",
        re.compile(
            rf"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th|er|\.)?\s(?:of\s)?(?P<month>{_MONTH})(?:\s?,?\s?(?P<year>{_YEAR}))?"
        ),
    ),
    (
        "month-day",
        re.compile(rf"(?P<month>{_MONTH})\s(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9])(?:,?\s(?P<year>{_YEAR}))?"),
    ),
    ("month", re.compile(rf"(?P<month>{_MONTH}){_OF}'?(?P<year>{_SHORT})")),
    ("fiscal", re.compile(r"(?=FY|(?i:fiscal|financial)\s|(?:19|20)[0-9]{2}[-/][0-9]{2}(?![0-9]))")),
    (
        "quarter",
        re.compile(
            rf"(?:Q\s?(?P<quarter>[1-4])|(?P<quarter2>[1-4])Q|(?P<quarter3>{_ORDINAL})\.?\s(?i:quarter|quartal|trimestre)){_OF}"
            rf"(?:(?P<year>{_YEAR})|(?P<fiscal>(?=FY|(?i:fiscal|financial)\s)))"
        ),
    ),
    ("year-quarter", re.compile(rf"(?P<year>{_YEAR})\s?,?\s?(?:Q\s?(?P<quarter>[1-4])|(?P<quarter2>[1-4])Q)")),
    (
        "half",
        re.compile(
            rf"(?:H(?P<half>[12])|(?P<half2>{_ORDINAL})\s(?i:half|semestre|halbjahr)){_OF}(?P<year>{_YEAR})"
            rf"|(?P<year2>{_YEAR})\s?(?:H(?P<half3>[12])|(?P<half4>{_ORDINAL})\s(?i:half))"
        ),
    ),
    ("season", re.compile(rf"(?P<season>{_SEASON}){_OF}(?P<year>{_YEAR})")),
    ("year", re.compile(rf"(?P<year>{_YEAR})(?![.,/][0-9]|\s?[%‰]|[A-Za-z㐀-鿿ァ-ヶ가-힣])")),
    ("month-alone", re.compile(r"(?<![0-9])(?P<month>1[0-2]|[1-9])月(?P<day>(?:3[01]|[12][0-9]|[1-9])日)?")),
)
_BEGINS = re.compile(rf"(?<![0-9A-Za-z.,])(?=[0-9]|FY|Q[1-4 ]|H[0-9]|[RS][0-9元.]|(?i:{'|'.join(sorted({word[:3] for word in days_of.MONTHS}))}))"
                     rf"|(?=令和|平成|昭和|大正|明治)|(?<![0-9A-Za-z])(?={_SEASON}|{_ORDINAL}\s|(?i:fiscal|financial)\s)")  # fmt: skip
_BEFORE = re.compile(
    r"(?:(?P<end>(?i:(?:the\s)?end(?:\sof|-|\s)(?:\sthe)?|ende|fin|late|by\syear-?end))|(?P<start>(?i:early|beginning\sof|start\sof|anfang|début))|(?P<mid>(?i:mid|mitte|mi)[-\s]?))\s?$"
)
_BEHIND = re.compile(r"\s?(?:(?P<end>末|年末|말)|(?P<start>当初|初め|初頭|頭|初)|中|内)(?![央学心旬])")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in a text, or a part of a period."""

    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends there."""
    days: Days
    """The days that it spans."""
    fiscal: FiscalYear | None = None
    """The fiscal year that it is, where it is one as a whole."""
    open: bool = False
    """Whether it is the year of an era without 年, which what follows may complete: 平成30～令和４年度."""


def moments(text: str, context: FieldContext) -> Iterator[Moment]:
    """The times in plain text, in order, none overlapping."""
    at = 0
    for begin in _BEGINS.finditer(text):
        if begin.start() < at:
            continue
        found = moment_at(text, begin.start(), context)
        if found is not None:
            found = _widened(text, at, found)
            yield found
            at = found.end


def moment_at(text: str, at: int, context: FieldContext) -> Moment | None:
    """The longest time that begins there in plain text; None where none does."""
    found: Moment | None = None
    for name, pattern in _PATTERNS:
        match = pattern.match(text, at)
        read = _READERS[name](match, context) if match else None
        if read is not None and (found is None or read.end > found.end):
            found = read
    return found


def _widened(text: str, since: int, moment: Moment) -> Moment:
    """`moment` with the words that narrow it: end of 2026, 2026年度末."""
    before = _BEFORE.search(text, max(since, moment.start - 24), moment.start)
    behind = _BEHIND.match(text, moment.end)
    start = before.start() if before else moment.start
    end = behind.end() if behind else moment.end
    days = moment.days
    if days.precision in (days_of.YEAR, days_of.FISCAL_YEAR) and days.first:
        if (before and before["end"]) or (behind and behind["end"]):
            days = days_of.last_month(days)
        elif (before and before["start"]) or (behind and behind["start"]):
            days = replace(days_of.part_of(days, 1, 12 if behind else 4, days.precision))
        elif before and before["mid"]:
            days = replace(days_of.part_of(days, 2, 3, days.precision))
    return replace(
        moment,
        start=start,
        end=end,
        days=days,
        open=moment.open and not behind,
        fiscal=None if days != moment.days else moment.fiscal,
    )


def _made(match: re.Match[str], days: Days | None, fiscal: FiscalYear | None = None, open_: bool = False) -> Moment | None:
    return Moment(match.start(), match.end(), days, fiscal, open_) if days is not None else None


def _eastern(match: re.Match[str], context: FieldContext) -> Moment | None:
    groups = match.groupdict()
    year = of_era(groups["era"], groups["of_era"]) if groups["era"] else int(groups["western"])
    unit = groups["unit"] or ""
    if groups["western"] and not unit and any(groups[key] for key in ("quarter", "half", "season", "month")):
        return None
    if groups["month"] and unit in ("年", "년"):
        month = int(groups["month"])
        days = (
            days_of.day(year, month, int(groups["day"])) if groups["day"] else days_of.months(year, month, month, days_of.MONTH)
        )
        return _made(match, days)
    if groups["month"]:
        return None
    if groups["season"]:
        return _made(match, days_of.months(year, *days_of.SEASONS[groups["season"]], days_of.QUARTER))
    fiscal = FiscalYear("jp" if groups["era"] else context.profile.country, year) if unit in ("年度", "년도") else None
    whole = days_of.fiscal_days(fiscal, context) if fiscal else days_of.year_days(year)
    if whole is None:
        return None
    if groups["quarter"]:
        number = "一二三四".find(groups["quarter"]) + 1 or int(groups["quarter"])
        return _made(match, days_of.part_of(whole, number, 4, days_of.QUARTER))
    if groups["half"]:
        return _made(match, days_of.part_of(whole, 1 + (groups["half"][0] in "下後하"), 2, whole.precision))
    if groups["western"] and not unit:
        return None
    return _made(match, whole, fiscal, open_=not unit)


def _era_dotted(match: re.Match[str], context: FieldContext) -> Moment | None:
    year, month = of_era(match["era"], match["of_era"]), int(match["month"])
    return _made(
        match, days_of.day(year, month, int(match["day"])) if match["day"] else days_of.months(year, month, month, days_of.MONTH)
    )


def _iso(match: re.Match[str], context: FieldContext) -> Moment | None:
    return _made(match, days_of.day(int(match["year"]), int(match["month"]), int(match["day"])))


def _year_month(match: re.Match[str], context: FieldContext) -> Moment | None:
    year, month = int(match["year"]), int(match["month"])
    if month == (year + 1) % 100:
        return None
    return _made(match, days_of.months(year, month, month, days_of.MONTH))


def _numeric(match: re.Match[str], context: FieldContext) -> Moment | None:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if match["sign"] != match["again"] or (year < 100 and match["sign"] == "-"):
        return None
    year += 2000 if year < 100 else 0
    month_first = context.month_first and match["sign"] == "/"
    month, number = (first, second) if (month_first and first <= 12) or second > 12 else (second, first)
    return _made(match, days_of.day(year, month, number))


def _month_year(match: re.Match[str], context: FieldContext) -> Moment | None:
    return _made(match, days_of.months(int(match["year"]), int(match["month"]), int(match["month"]), days_of.MONTH))


def _named(match: re.Match[str], context: FieldContext) -> Moment | None:
    month = days_of.MONTHS[match["month"].lower().rstrip(".")]
    if match["year"] is None:
        return _made(match, Days("", "", days_of.DAY))
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    if "day" in match.groupdict():
        return _made(match, days_of.day(year, month, int(match["day"])))
    return _made(match, days_of.months(year, month, month, days_of.MONTH))


def _fiscal(match: re.Match[str], context: FieldContext) -> Moment | None:
    found = fiscal_year_of(match.string, match.start(), context)
    if found is None:
        return None
    return Moment(match.start(), found[1], days_of.fiscal_days(found[0], context), found[0])


def _quarter(match: re.Match[str], context: FieldContext) -> Moment | None:
    groups = match.groupdict()
    word = groups["quarter"] or groups["quarter2"] or groups.get("quarter3") or ""
    number = days_of.ORDINALS.get(word.lower()) or int(word)
    if groups["year"]:
        whole, end = days_of.year_days(int(groups["year"])), match.end()
    else:
        found = fiscal_year_of(match.string, match.end(), context)
        whole, end = (days_of.fiscal_days(found[0], context), found[1]) if found else (None, 0)
    return Moment(match.start(), end, days_of.part_of(whole, number, 4, days_of.QUARTER)) if whole else None


def _half(match: re.Match[str], context: FieldContext) -> Moment | None:
    groups = match.groupdict()
    word = next(groups[key] for key in ("half", "half2", "half3", "half4") if groups[key])
    number = days_of.ORDINALS.get(word.lower()) or int(word)
    whole = days_of.year_days(int(groups["year"] or groups["year2"]))
    return _made(match, days_of.part_of(whole, number, 2, days_of.YEAR)) if whole and number <= 2 else None


def _season(match: re.Match[str], context: FieldContext) -> Moment | None:
    return _made(match, days_of.months(int(match["year"]), *days_of.SEASONS[match["season"].lower()], days_of.QUARTER))


def _year(match: re.Match[str], context: FieldContext) -> Moment | None:
    return _made(match, days_of.year_days(int(match["year"])))


def _month_alone(match: re.Match[str], context: FieldContext) -> Moment | None:
    return _made(match, Days("", "", days_of.DAY if match["day"] else days_of.MONTH))


_READERS: dict[str, Callable[[re.Match[str], FieldContext], Moment | None]] = {
    "eastern": _eastern,
    "era-dotted": _era_dotted,
    "iso": _iso,
    "year-month": _year_month,
    "numeric": _numeric,
    "month-year": _month_year,
    "day-month": _named,
    "month-day": _named,
    "month": _named,
    "fiscal": _fiscal,
    "quarter": _quarter,
    "year-quarter": _quarter,
    "half": _half,
    "season": _season,
    "year": _year,
    "month-alone": _month_alone,
}
