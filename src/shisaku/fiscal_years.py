"""Fiscal years of central governments: which days they run, and what they are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from shisaku.details import FiscalYear
from shisaku.errors import Message
from shisaku.source import Description


@dataclass(frozen=True, slots=True)
class Rule:
    """How a country counts its fiscal years."""

    month: int
    """Month that they begin in."""
    day: int = 1
    """Day that they begin on."""
    named_after_end: bool = False
    """Whether a year has the number of the year that it ends in."""


RULES: Mapping[str, Rule] = {
    "jp": Rule(4),  # 財政法 (昭和22年法律第34号) 第11条
    "us": Rule(10, named_after_end=True),  # 31 U.S.C. 1102
}
"""Countries by their codes (ISO 3166-1 alpha-2, lower case)."""


@dataclass(frozen=True, slots=True)
class FiscalYears:
    """The fiscal years of the countries that are known."""

    rules: Mapping[str, Rule] = field(default_factory=lambda: RULES)
    """How each country counts."""

    def bounds(self, year: FiscalYear) -> tuple[str, str] | None:
        """First and last day, ISO 8601; None for a country that is not known."""
        rule = self.rules.get(year.country)
        if rule is None:
            return None
        begins = year.year - (1 if rule.named_after_end else 0)
        start, behind = date(begins, rule.month, rule.day), date(begins + 1, rule.month, rule.day)
        return start.isoformat(), (behind - timedelta(days=1)).isoformat()

    def label(self, year: FiscalYear) -> Message:
        """What it is called."""
        return Message(f"{year.year}年度", f"fiscal year {year.year} ({year.country.upper()})")

    def of_plan(self, description: Description, language: str | None) -> FiscalYear | None:
        """The fiscal year of a plan; None where its year or its country is not known. A plan in Japanese is taken for one of Japan."""
        country = description.country or ("jp" if language == "ja" else None)
        return FiscalYear(country, description.year) if description.year is not None and country else None
