"""What holds for the documents of a country."""

import pytest

from shisaku.model.country_profiles import JAPAN, Profile, country_code, is_currency, language_tag, profile_of
from shisaku.model.fiscal_years import CALENDARS, FiscalCalendar
from shisaku.model.source import Description


def test_japan_is_meant_where_nobody_names_a_country() -> None:
    assert profile_of() == JAPAN == Profile("jp", ("ja",), "JPY")


def test_what_is_not_said_of_a_known_country_is_filled_in() -> None:
    assert profile_of("kr") == Profile("kr", ("ko",), "KRW", stated=True)
    assert profile_of("ca", ["fr"]) == Profile("ca", ("fr",), "CAD", stated=True)
    assert profile_of("de", currency="USD") == Profile("de", ("de",), "USD", stated=True)


def test_nothing_is_made_up_for_an_unknown_country() -> None:
    assert profile_of("xa") == Profile("xa", (), "", stated=True)


def test_a_document_of_another_country_has_its_currency_and_language_but_the_calendars_of_the_project() -> None:
    own = (("xa", FiscalCalendar(7)),)
    project = profile_of("xa", ["fr"], "XTS", own)
    assert project.of("xa") == project.of(None) == project
    assert project.of("kr") == Profile("kr", ("ko",), "KRW", stated=True, own_calendars=own)


@pytest.mark.parametrize(
    ("profile", "country", "language", "found"),
    [
        (JAPAN, None, None, (None, None)),
        (profile_of("jp"), None, None, ("jp", "ja")),
        (profile_of(languages=["fr"]), None, None, ("jp", "fr")),
        (profile_of("ca"), None, None, ("ca", None)),
        (profile_of("xa"), None, None, ("xa", None)),
        (profile_of("kr"), "kr", None, ("kr", "ko")),
        (profile_of("kr"), "us", None, ("us", None)),
        (profile_of("kr"), None, "en", ("kr", "en")),
    ],
    ids=["nobody says", "one language", "a language", "two", "none", "the same country", "another", "its own language"],
)
def test_a_document_that_says_nothing_is_of_the_country_of_its_project(
    profile: Profile, country: str | None, language: str | None, found: tuple[str | None, str | None]
) -> None:
    described = profile.described(Description("a", country=country, language=language))
    assert (described.country, described.language) == found


def test_calendars_of_ones_own_come_first() -> None:
    profile = profile_of("jp", own_calendars=[("xa", FiscalCalendar(7)), ("jp", FiscalCalendar(1))])
    assert profile.calendars["xa"] == FiscalCalendar(7)
    assert profile.calendars["jp"] == FiscalCalendar(1)
    assert profile.calendars["us"] == CALENDARS["us"]
    assert profile_of("jp").calendars is CALENDARS


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("JP", "jp"),
        ("xa", "xa"),
        ("XZ", "xz"),
        ("uk", None),
        ("JPN", None),
        ("", None),
        ("1a", None),
        ("ｊｐ", None),
        ("zz", None),
    ],
)
def test_a_country_is_a_code_of_two_letters(text: str, code: str | None) -> None:
    assert country_code(text) == code


def test_every_known_country_is_a_country() -> None:
    assert all(country_code(country) == country for country in CALENDARS)
    assert all(profile_of(country).languages and is_currency(profile_of(country).currency) for country in CALENDARS)


@pytest.mark.parametrize(
    "tag", ["fr", "ko", "zh-Hant-TW", "sl-rozaj-biske", "de-CH-1996", "x-whatever", "es-419", "en-x-plan", "haw"]
)
def test_a_language_is_a_well_formed_tag(tag: str) -> None:
    assert language_tag(tag) == tag.lower()


@pytest.mark.parametrize("tag", ["", "f", "français", "fr_FR", "fr-", "-fr", "fr--be", "fr fr", "en-x", "12", "fr-toolongsubtag"])
def test_what_is_no_language_tag_is_none(tag: str) -> None:
    assert language_tag(tag) is None


@pytest.mark.parametrize(
    ("text", "is_code"), [("JPY", True), ("XTS", True), ("jpy", False), ("YEN ", False), ("円", False), ("", False)]
)
def test_a_currency_has_three_capitals(text: str, is_code: bool) -> None:
    assert is_currency(text) is is_code
