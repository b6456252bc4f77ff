"""The days of a fiscal year, country by country, for the budget of the central government.

A fiscal year has a number, whose meaning depends on the country: 2024 runs from April 2024 in Japan, from
October 2023 in the United States. Other years, such as those of a province or of an invented country, are stated by a project
in its settings (`[fiscal_year]` in shisaku.toml).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from shisaku.messages import Message
from shisaku.model.details import FiscalYear
from shisaku.model.source import Description

START, END = "start", "end"
"""Naming of a fiscal year: after the calendar year that it begins in, or the one that it ends in."""


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """How a country counts its fiscal years, of twelve months each."""

    month: int
    """Month of the first day, 1 to 12."""
    day: int = 1
    """First day in that month; not 29 February."""
    named_after: str = START
    """`START` or `END`; a year that is the calendar year is both."""
    spans_two: bool = False
    """Whether it is written with both its calendar years (2024-25); its number is then the first of them."""
    since: int = 1
    """Number of the first year with these days; earlier ones are not known."""

    @property
    def is_calendar_year(self) -> bool:
        """Whether it begins on 1 January."""
        return (self.month, self.day) == (1, 1)


Calendars = Mapping[str, FiscalCalendar]
"""Calendars by country, ISO 3166-1 alpha-2 in lower case."""

CALENDARS: Calendars = MappingProxyType(
    {
        # Japan: 財政法 (1947, Act No. 34), article 11.
        "jp": FiscalCalendar(4, since=1947),
        # United States: 31 U.S.C. § 1102; named after its end. The first one was 1977 (Public Law 93-344, § 501).
        "us": FiscalCalendar(10, named_after=END, since=1977),
        # United Kingdom: Interpretation Act 1978, schedule 1, "financial year" of the Consolidated Fund: ends on 31 March.
        "gb": FiscalCalendar(4, spans_two=True, since=1979),
        # Ireland: Exchequer and Local Financial Years Act 1974, section 3: the calendar year after 31 December 1974.
        "ie": FiscalCalendar(1, since=1975),
        # Canada: Financial Administration Act (R.S.C. 1985, c. F-11), section 2, "fiscal year".
        "ca": FiscalCalendar(4, spans_two=True, since=1985),
        # India: General Clauses Act 1897, section 3(21), "financial year": commences on the first day of April.
        "in": FiscalCalendar(4, spans_two=True, since=1897),
        # Republic of Korea: 예산회계법 (1989), article 2; now 국가재정법 (2006), article 2.
        "kr": FiscalCalendar(1, since=1989),
        # Taiwan: 預算法, article 12, in force since the year 90 of the Republic; that is 2001.
        "tw": FiscalCalendar(1, since=2001),
        # China: 预算法 (1994), article 10; article 18 since 2014.
        "cn": FiscalCalendar(1, since=1995),
        # Hong Kong: Interpretation and General Clauses Ordinance (Cap. 1, 1966), section 3, "financial year".
        "hk": FiscalCalendar(4, spans_two=True, since=1966),
        # Singapore: Financial Procedure Act 1966, section 2, and Constitution, article 142: ends on 31 March. Written FY2024.
        "sg": FiscalCalendar(4, since=2000),
        # France: loi organique n° 2001-692 relative aux lois de finances, article 1: the calendar year.
        "fr": FiscalCalendar(1, since=2005),
        # Germany: Bundeshaushaltsordnung (1969), § 4: the calendar year.
        "de": FiscalCalendar(1, since=1970),
        # Spain: Ley 47/2003 General Presupuestaria, artículo 34: the calendar year.
        "es": FiscalCalendar(1, since=2005),
        # Brazil: Lei nº 4.320 de 1964, artigo 34: the calendar year.
        "br": FiscalCalendar(1, since=1965),
        # Australia: Acts Interpretation Act 1901, section 2B, "financial year" (2011): twelve months from 1 July; before that usage.
        "au": FiscalCalendar(7, spans_two=True, since=1901),
        # New Zealand: Public Finance Act 1989, section 2(1), "financial year": ends on 30 June.
        "nz": FiscalCalendar(7, spans_two=True, since=1989),
        # South Africa: Public Finance Management Act 1 of 1999, section 1, "financial year" of a department: ends on 31 March.
        "za": FiscalCalendar(4, spans_two=True, since=2000),
    }
)
"""Known countries; a year before `since` is not known."""

_NAMES = {
    "jp": Message("model-japan"),
    "us": Message("model-united-states"),
    "gb": Message("model-united-kingdom"),
    "ie": Message("model-ireland"),
    "ca": Message("model-canada"),
    "in": Message("model-india"),
    "kr": Message("model-republic-korea"),
    "tw": Message("model-taiwan"),
    "cn": Message("model-china"),
    "hk": Message("model-hong-kong"),
    "sg": Message("model-singapore"),
    "fr": Message("model-france"),
    "de": Message("model-germany"),
    "es": Message("model-spain"),
    "br": Message("model-brazil"),
    "au": Message("model-australia"),
    "nz": Message("model-new-zealand"),
    "za": Message("model-south-africa"),
}
# Eras by the first fiscal year that is wholly named after them; 2019 was 令和元年度 as a whole by agreement of the ministries.
_ERAS = ((2019, "令和"), (1989, "平成"), (1927, "昭和"))
_SHOWA_BEGAN = 1926


@dataclass(frozen=True, slots=True)
class FiscalYears:
    """The fiscal years of countries: those of this module, or of a `shisaku.model.country_profiles.Profile`."""

    calendars: Calendars = field(default_factory=lambda: CALENDARS)
    """Calendar of each country."""

    def bounds(self, year: FiscalYear) -> tuple[str, str] | None:
        """First and last day of a fiscal year, ISO 8601; None where its country, or its country at that time, is not known."""
        calendar = self.calendars.get(year.country)
        if calendar is None or year.year < calendar.since:
            return None
        begins = year.year if calendar.named_after == START or calendar.is_calendar_year else year.year - 1
        try:
            first, next_first = (date(number, calendar.month, calendar.day) for number in (begins, begins + 1))
        except ValueError:  # outside the range of dates
            return None
        return first.isoformat(), (next_first - timedelta(days=1)).isoformat()

    def label(self, year: FiscalYear) -> Message:
        """Name of a fiscal year with its country, in Japan with its era: 2024年度（令和6年度）, FY 2024 (Japan)."""
        calendar = self.calendars.get(year.country)
        number = f"{year.year}-{(year.year + 1) % 100:02}" if calendar is not None and calendar.spans_two else str(year.year)
        country = _NAMES.get(year.country, Message.of(year.country.upper()))
        era = _era(year.year) if year.country == "jp" else ""
        return Message("model-called", number=number, country=country, era=era or country)

    def of_plan(self, description: Description, language: str | None) -> FiscalYear | None:
        """The fiscal year of a plan; None where its year or country is not known. A plan in Japanese counts as one of Japan."""
        country = description.country or ("jp" if language == "ja" else None)
        return FiscalYear(country, description.year) if description.year is not None and country else None


def _era(year: int) -> str:
    """The Japanese fiscal year by its era: 令和6年度; empty before 昭和2年度."""
    for first, name in _ERAS:
        if year >= first:
            number = year - (_SHOWA_BEGAN if name == "昭和" else first) + 1
            return f"{name}{'元' if number == 1 else number}年度"
    return ""
