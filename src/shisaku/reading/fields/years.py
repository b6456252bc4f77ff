"""Fiscal years as they are printed: 令和８年度, Ｒ８, FY2025-26, 2025/26."""

import re

from shisaku.model.details import FiscalYear
from shisaku.reading.fields.stretch import FieldContext

ERAS = {
    "令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "R": 2018, "H": 1988, "S": 1925, "㋿": 2018, "㍻": 1988,
}  # fmt: skip
"""What is added to the year of an era."""
ERA = r"(?P<era>令和|平成|昭和|大正|明治|(?<![A-Za-z])[RHS](?=[0-9元.]))\.?\s?(?P<of_era>元|[0-9]{1,2}(?![0-9]))"
_FISCAL = re.compile(
    rf"(?:{ERA}(?:\s?\([0-9]{{4}}(?:年度?)?\))?\s?年度|(?P<western>(?:19|20)[0-9]{{2}})(?:\s?\([^()]{{1,8}}\))?\s?年度"
    r"|(?<![A-Za-z])(?:FY|(?i:fiscal\syear|financial\syear))\s?(?P<fy>(?:19|20)[0-9]{2}|'?[0-9]{2}(?![0-9]))(?:[-/](?P<to>(?:20)?[0-9]{2})(?![0-9]))?"
    r"|(?<![0-9])(?P<two>(?:19|20)[0-9]{2})[-/](?P<second>[0-9]{2})(?![0-9/-]))"
)
_LETTER = re.compile(r"(?<![A-Za-z])(?P<era>[RH])\.?(?P<of_era>[0-9]{1,2}|元)(?![0-9./年])")


def of_era(era: str, number: str) -> int:
    """The calendar year that a year of an era is, or begins in: 2026 for 令和８."""
    return ERAS[era] + (1 if number == "元" else int(number))


def fiscal_year_in(text: str, context: FieldContext) -> tuple[FiscalYear, int, int] | None:
    """The first fiscal year that plain text names, and from where to where; None where it names none."""
    for pattern in (_FISCAL, _LETTER):
        for match in pattern.finditer(text):
            found = _fiscal(match, context)
            if found is not None:
                return found, match.start(), _end(match)
    return None


def fiscal_year_of(text: str, at: int, context: FieldContext) -> tuple[FiscalYear, int] | None:
    """The fiscal year that plain text names at `at`, and where that ends; None where it names none there."""
    for pattern in (_FISCAL, _LETTER):
        match = pattern.match(text, at)
        found = _fiscal(match, context) if match else None
        if match and found is not None:
            return found, _end(match)
    return None


def _end(match: re.Match[str]) -> int:
    """Where the first year of a match ends, if it is one of several: FY2025-27."""
    groups = match.groupdict()
    several = groups.get("fy") and groups["to"] and not _following(groups["fy"], groups["to"])
    return match.end("fy") if several else match.end()


def _following(first: str, second: str) -> bool:
    return int(second) % 100 == (int(first.strip("'")) + 1) % 100


def _fiscal(match: re.Match[str], context: FieldContext) -> FiscalYear | None:
    """The fiscal year of a match; None for several years."""
    groups = match.groupdict()
    if groups["era"]:
        return FiscalYear("jp", of_era(groups["era"], groups["of_era"]))
    if groups["western"]:
        return FiscalYear(context.profile.country, int(groups["western"]))
    country = context.profile.country
    first = groups["fy"] or groups["two"]
    year = int(first.strip("'"))
    year += 2000 if year < 100 else 0
    second = groups["to"] or groups["second"]
    if second and (groups["two"] or _following(first, second)):
        calendar = context.profile.calendars.get(country)
        if not _following(first, second) or (groups["two"] and not (calendar and calendar.spans_two)):
            return None
        if calendar is not None and calendar.named_after == "end" and not calendar.is_calendar_year:
            year += 1
    return FiscalYear(country, year)
