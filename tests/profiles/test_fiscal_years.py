"""A number and a country say which days a fiscal year has."""

from datetime import date, timedelta

import pytest

from shisaku.model.details import FiscalYear
from shisaku.model.fiscal_years import CALENDARS, END, FiscalCalendar, FiscalYears
from shisaku.model.source import Description

KNOWN = FiscalYears()


@pytest.mark.parametrize(
    ("country", "year", "first", "last"),
    [
        ("jp", 2024, "2024-04-01", "2025-03-31"),
        ("jp", 2023, "2023-04-01", "2024-03-31"),
        ("us", 2024, "2023-10-01", "2024-09-30"),
        ("us", 1977, "1976-10-01", "1977-09-30"),
        ("gb", 2024, "2024-04-01", "2025-03-31"),
        ("au", 2024, "2024-07-01", "2025-06-30"),
        ("kr", 2024, "2024-01-01", "2024-12-31"),
        ("fr", 2024, "2024-01-01", "2024-12-31"),
        ("sg", 2000, "2000-04-01", "2001-03-31"),
    ],
)
def test_a_fiscal_year_has_days(country: str, year: int, first: str, last: str) -> None:
    assert KNOWN.bounds(FiscalYear(country, year)) == (first, last)


@pytest.mark.parametrize(
    ("country", "year"),
    [("xx", 2024), ("", 2024), ("JP", 2024), ("us", 1976), ("tw", 2000), ("jp", 1946), ("jp", 9999), ("jp", -1), ("fr", 10_000)],
    ids=["no country", "none", "upper case", "before October", "before January", "before the law", "no date", "negative", "huge"],
)
def test_what_is_not_known_is_none(country: str, year: int) -> None:
    assert KNOWN.bounds(FiscalYear(country, year)) is None


def test_a_project_adds_a_country() -> None:
    own = FiscalYears({**CALENDARS, "xa": FiscalCalendar(7, 15, END)})
    assert own.bounds(FiscalYear("xa", 2030)) == ("2029-07-15", "2030-07-14")
    assert own.bounds(FiscalYear("xa", 1)) is None
    assert own.bounds(FiscalYear("jp", 2030)) == ("2030-04-01", "2031-03-31")


def test_a_calendar_year_is_the_same_named_after_either_end() -> None:
    own = FiscalYears({"xa": FiscalCalendar(1, named_after=END)})
    assert own.bounds(FiscalYear("xa", 2030)) == ("2030-01-01", "2030-12-31")


@pytest.mark.parametrize("country", sorted(CALENDARS))
def test_one_year_follows_the_other_without_a_gap(country: str) -> None:
    for year in (max(CALENDARS[country].since, 1999), 2023, 2024):
        one, next_one = (KNOWN.bounds(FiscalYear(country, number)) for number in (year, year + 1))
        assert one is not None
        assert next_one is not None
        assert date.fromisoformat(one[1]) + timedelta(days=1) == date.fromisoformat(next_one[0])


@pytest.mark.parametrize(
    ("country", "year", "ja", "en"),
    [
        ("jp", 2024, "2024年度（令和6年度）", "FY 2024 (Japan)"),
        ("jp", 2019, "2019年度（令和元年度）", "FY 2019 (Japan)"),
        ("jp", 2018, "2018年度（平成30年度）", "FY 2018 (Japan)"),
        ("jp", 1989, "1989年度（平成元年度）", "FY 1989 (Japan)"),
        ("jp", 1988, "1988年度（昭和63年度）", "FY 1988 (Japan)"),
        ("jp", 1920, "1920年度（日本）", "FY 1920 (Japan)"),
        ("us", 2024, "2024年度（米国）", "FY 2024 (United States)"),
        ("gb", 2024, "2024-25年度（英国）", "FY 2024-25 (United Kingdom)"),
        ("gb", 1999, "1999-00年度（英国）", "FY 1999-00 (United Kingdom)"),
        ("xa", 2024, "2024年度（XA）", "FY 2024 (XA)"),
    ],
)
def test_a_fiscal_year_is_called_as_its_country_does(country: str, year: int, ja: str, en: str) -> None:
    assert KNOWN.label(FiscalYear(country, year)).in_each_language() == {"ja": ja, "en": en}


def test_every_country_has_a_name_in_both_languages() -> None:
    for country in CALENDARS:
        called = KNOWN.label(FiscalYear(country, 2030))
        assert country.upper() not in f"{called.verbatim('ja')} {called.verbatim('en')}"


@pytest.mark.parametrize(
    ("country", "year", "language", "found"),
    [
        ("kr", 2030, "ja", FiscalYear("kr", 2030)),
        (None, 2030, "ja", FiscalYear("jp", 2030)),
        (None, 2030, "fr", None),
        (None, 2030, None, None),
        ("kr", None, "ko", None),
    ],
)
def test_the_year_of_a_plan_is_one_of_its_country(
    country: str | None, year: int | None, language: str | None, found: FiscalYear | None
) -> None:
    assert KNOWN.of_plan(Description("a", year=year, country=country), language) == found
