"""Defaults of a country for its documents: languages, currency, fiscal years; and the overrides of a project.

A project states its country in shisaku.toml, a document in source.toml; the default is Japan. Countries are ISO 3166-1
alpha-2 codes in lower case, or codes that the standard leaves to users, XA to XZ, for an invented country or a test.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from shisaku.messages import Message
from shisaku.model.fiscal_years import CALENDARS, END, START, Calendars, FiscalCalendar
from shisaku.model.source import Description

_ASSIGNED = """
ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca cc cd cf cg ch
ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn
gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li
lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om
pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td
tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
"""
"""Officially assigned codes of ISO 3166-1."""
_COUNTRIES = frozenset(_ASSIGNED.split())
_USERS = re.compile(r"x[a-z]")
# RFC 5646, section 2.1: language, script, region, variants, extensions, private use; without the tags of before 1995.
_LANGUAGE_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+"
)
_DAY = re.compile(r"(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_COMMON_YEAR = 2001
"""A year without 29 February, on which no fiscal year can begin."""
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Profile:
    """Defaults for the documents of a country, or of a project."""

    country: str = "jp"
    """The country."""
    languages: tuple[str, ...] = ("ja",)
    """BCP 47 tags in lower case, that of most documents first; empty where none is stated."""
    currency: str = "JPY"
    """ISO 4217; empty where none is stated."""
    stated: bool = False
    """Whether it is stated, so that documents without a country are of that one, and in its language where it has only one."""
    own_calendars: tuple[tuple[str, FiscalCalendar], ...] = ()
    """Fiscal years of countries that `shisaku.model.fiscal_years` does not know, or that are counted otherwise here."""

    @property
    def calendars(self) -> Calendars:
        """All known fiscal years, its own first."""
        return MappingProxyType({**CALENDARS, **dict(self.own_calendars)}) if self.own_calendars else CALENDARS

    def of(self, country: str | None) -> "Profile":
        """The profile for a document of `country`: this one where it is the same, or None."""
        if country is None or country == self.country:
            return self
        return profile_of(country, own_calendars=self.own_calendars)

    def described(self, description: Description) -> Description:
        """A document's description, with country and language filled in where this profile states them and the document none."""
        if not self.stated:
            return description
        language = self.languages[0] if len(self.languages) == 1 and description.country in (None, self.country) else None
        return replace(description, country=description.country or self.country, language=description.language or language)


JAPAN = Profile()
"""The profile where neither a project nor a document states a country."""

# Languages that the central government publishes in, and ISO 4217.
_FACTS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "jp": (("ja",), "JPY"),
    "us": (("en",), "USD"),
    "gb": (("en",), "GBP"),
    "ie": (("en", "ga"), "EUR"),
    "ca": (("en", "fr"), "CAD"),
    "in": (("en", "hi"), "INR"),
    "kr": (("ko",), "KRW"),
    "tw": (("zh-hant",), "TWD"),
    "cn": (("zh-hans",), "CNY"),
    "hk": (("zh-hant", "en"), "HKD"),
    "sg": (("en",), "SGD"),
    "fr": (("fr",), "EUR"),
    "de": (("de",), "EUR"),
    "es": (("es",), "EUR"),
    "br": (("pt",), "BRL"),
    "au": (("en",), "AUD"),
    "nz": (("en", "mi"), "NZD"),
    "za": (("en",), "ZAR"),
}


def profile_of(
    country: str | None = None,
    languages: Iterable[str] = (),
    currency: str | None = None,
    own_calendars: Iterable[tuple[str, FiscalCalendar]] = (),
) -> Profile:
    """The profile of a country (default Japan), with the known values of that country where none are stated."""
    stated_languages, code = tuple(languages), country or JAPAN.country
    known_languages, known_currency = _FACTS.get(code, ((), ""))
    stated = country is not None or bool(stated_languages)
    return Profile(code, stated_languages or known_languages, currency or known_currency, stated, tuple(own_calendars))


def country_code(text: str) -> str | None:
    """`text` in lower case where it is the code of a country, or one of a user's own; else None."""
    code = text.lower()
    return code if code in _COUNTRIES or _USERS.fullmatch(code) else None


def language_tag(text: str) -> str | None:
    """`text` in lower case where it is a well-formed language tag (BCP 47); else None."""
    tag = text.lower()
    return tag if _LANGUAGE_TAG.fullmatch(tag) else None


def is_currency(text: str) -> bool:
    """Whether `text` has the form of a code of ISO 4217, such as `JPY`."""
    return _CURRENCY.fullmatch(text) is not None


def own_calendars(table: object) -> tuple[tuple[str, FiscalCalendar], ...] | Message:
    """The fiscal years in settings, { xa = { begins = "07-01", named_after = "end" } }, by country; else an error message."""
    found = {}
    for country, settings in table.items() if isinstance(table, dict) else [("", None)]:
        code = country_code(country)
        begins = _DAY.fullmatch(str(settings.get("begins"))) if isinstance(settings, dict) else None
        if code is None or begins is None or not isinstance(settings, dict) or settings.keys() - {"begins", "named_after"}:
            return Message("model-fiscal-year-takes-countries-xa")
        named_after = settings.get("named_after", START)
        if named_after not in (START, END):
            return Message("model-named-after", start=START, end=END)
        month, day = int(begins["month"]), int(begins["day"])
        try:
            date(_COMMON_YEAR, month, day)
        except ValueError:
            return Message("model-begins-no-day-every-year", begins=begins.group())
        found[code] = FiscalCalendar(month, day, named_after)
    return tuple(sorted(found.items(), key=lambda pair: pair[0]))
