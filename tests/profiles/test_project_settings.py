"""What shisaku.toml says of a country."""

import re
from pathlib import Path

import pytest

from shisaku.errors import SettingsError
from shisaku.model.country_profiles import JAPAN, Profile
from shisaku.model.fiscal_years import FiscalCalendar
from shisaku.project import Project, ProjectLayout, example_project, find_project

FULL = """\
country = "XA"
languages = ["FR", "oc"]
currency = "XTS"
profile = "profiles/*.ttl"
schemes = ["schemes/xa.ttl"]

[fiscal_year]
xa = { begins = "07-01", named_after = "end" }
XB = { begins = "10-15" }
"""


def project(folder: Path, toml: str) -> Project:
    (folder / "shisaku.toml").write_text(toml, encoding="utf-8")
    return find_project(folder)


def test_a_project_names_its_country(tmp_path: Path) -> None:
    own = (("xa", FiscalCalendar(7, named_after="end")), ("xb", FiscalCalendar(10, 15)))
    assert project(tmp_path, FULL).country_profile == Profile("xa", ("fr", "oc"), "XTS", stated=True, own_calendars=own)


def test_without_settings_the_country_is_japan(tmp_path: Path) -> None:
    assert project(tmp_path, "").country_profile == JAPAN
    assert find_project(tmp_path / "none").country_profile == JAPAN


def test_what_is_known_of_a_country_needs_not_be_said(tmp_path: Path) -> None:
    assert project(tmp_path, 'country = "kr"\n').country_profile == Profile("kr", ("ko",), "KRW", stated=True)
    assert project(tmp_path, 'country = "ca"\nlanguages = "FR"\n').country_profile == Profile("ca", ("fr",), "CAD", stated=True)


def test_the_files_of_a_profile_are_added_to_those_that_come_with_the_package(tmp_path: Path) -> None:
    for name in ("profiles/a.ttl", "profiles/b.ttl", "schemes/xa.ttl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    found, brought = project(tmp_path, FULL), example_project()
    assert found.shapes[-2:] == (tmp_path / "profiles/a.ttl", tmp_path / "profiles/b.ttl")
    assert [path.resolve() for path in found.shapes[:-2]] == [path.resolve() for path in project(tmp_path, "").shapes]
    assert found.vocabularies[-1] == tmp_path / "schemes/xa.ttl"
    assert [path.resolve() for path in found.vocabularies[:-1]] == [path.resolve() for path in brought.vocabularies]


@pytest.mark.parametrize(
    ("toml", "line", "message"),
    [
        ('country = "uk"\n', 1, "country takes a code of ISO 3166-1 of two letters (xa to xz are free for use)."),
        ("country = 81\n", 1, "country takes a code of ISO 3166-1"),
        ('lang = "ja"\nlanguages = "fr_FR"\n', 2, "languages takes a language tag of BCP 47 (fr, ko), or a list of them."),
        ("languages = []\n", 1, "languages takes a language tag of BCP 47"),
        ('languages = ["fr", 3]\n', 1, "languages takes a language tag of BCP 47"),
        ('currency = "yen"\n', 1, "currency takes a code of ISO 4217, three capitals such as JPY."),
        ('profile = "/etc/shapes.ttl"\n', 1, "profile takes paths below the folder of the settings."),
        ("profile = 3\n", 1, "profile takes paths."),
        ("fiscal_year = 3\n", 1, "fiscal_year needs a country and the day its fiscal year begins, such as xa = {begins"),
        ("[fiscal_year]\nxa = 7\n", 1, "fiscal_year needs a country"),
        ('[fiscal_year]\nuk = { begins = "04-06" }\n', 1, "fiscal_year needs a country"),
        ("[fiscal_year]\nxa = { begins = 7 }\n", 1, "fiscal_year needs a country"),
        ('[fiscal_year]\nxa = { begins = "07-01", ends = "06-30" }\n', 1, "fiscal_year needs a country"),
        ('[fiscal_year]\nxa = { begins = "07-01", named_after = "both" }\n', 1, "named_after must be start or end."),
        ('[fiscal_year]\nxa = { begins = "02-29" }\n', 1, "begins must be a day that every year has, not 02-29."),
        ('[fiscal_year]\nxa = { begins = "13-01" }\n', 1, "begins must be a day that every year has, not 13-01."),
    ],
)
def test_a_mistake_is_reported_with_its_line(toml: str, line: int, message: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        project(tmp_path, toml)
    place = error.value.place
    assert place is not None
    assert place.line == line
    assert error.value.message.verbatim("en").startswith(message)
    assert error.value.message.verbatim("ja").endswith("。")


def test_every_setting_is_documented(root: Path) -> None:
    text = (root / "docs" / "settings.md").read_text(encoding="utf-8")
    for name in ProjectLayout.__slots__:
        assert re.search(rf"`\[?{name}\b", text), name
