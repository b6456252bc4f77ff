"""What source.toml says of the document, its publishers and what once had other keys."""

import re
from pathlib import Path

import pytest

from shisaku.errors import SettingsError
from shisaku.model.source import Description, Publisher
from shisaku.reading.overrides.detail_tables import DETAIL_TABLES
from shisaku.reading.overrides.source_settings import KEYS, PUBLISHER_KEYS, read_description

FULL = """\
id = "vallon-2031"
year = 2031
issued = 2031-08-09
retrieved = 2032-01-05
country = "XA"
language = "fr-XA"
series = "vallon"
plan_kind = "strategy"
adoption = "adopted"
spatial = "https://example.org/place/vallon"

[[publisher]]
name = { fr = "Mairie du Vallon", en = "Town of Vallon" }
identifier = "V-17"
iri = "https://example.org/org/vallon"

[[publisher]]
name = "Port du Vallon"

[retired]
"measure/1" = "measure/abcdefgh"
"pillar/2" = ["pillar/bcdefghi", "group/cdefghij"]
"measure/9" = []
"""


def described(tmp_path: Path, text: str) -> Description:
    path = tmp_path / "source.toml"
    path.write_text(text, encoding="utf-8")
    return read_description(path)


def test_every_fact_is_read(tmp_path: Path) -> None:
    assert described(tmp_path, FULL) == Description(
        id="vallon-2031",
        year=2031,
        issued="2031-08-09",
        retrieved="2032-01-05",
        country="xa",
        language="fr-xa",
        series="vallon",
        plan_kind="strategy",
        adoption="adopted",
        spatial="https://example.org/place/vallon",
        publishers=(
            Publisher(
                "Mairie du Vallon",
                (("fr", "Mairie du Vallon"), ("en", "Town of Vallon")),
                identifier="V-17",
                iri="https://example.org/org/vallon",
            ),
            Publisher("Port du Vallon"),
        ),
        retired=(
            ("measure/1", ("measure/abcdefgh",)),
            ("pillar/2", ("pillar/bcdefghi", "group/cdefghij")),
            ("measure/9", ()),
        ),
    )


@pytest.mark.parametrize(
    ("said", "issued"),
    [("2021-08-01", "2021-08-01"), ('"2021-08-01"', "2021-08-01"), ('"2021-08"', "2021-08"), ('"2021"', "2021")],
)
def test_a_publication_is_of_a_day_a_month_or_a_year(said: str, issued: str, tmp_path: Path) -> None:
    assert described(tmp_path, f'id = "a"\nissued = {said}\n').issued == issued


@pytest.mark.parametrize("series", ["vallon", "https://example.org/series/vallon", "urn:example:vallon"])
def test_a_series_is_an_identifier_or_an_iri(series: str, tmp_path: Path) -> None:
    assert described(tmp_path, f'id = "a"\nseries = "{series}"\n').series == series


@pytest.mark.parametrize(
    ("toml", "publisher"),
    [
        ('name = "森"', Publisher("森")),
        ('name = "森"\nname_en = "Woods"', Publisher("森", (("ja", "森"), ("en", "Woods")))),
        ('name = { ja = "森" }\nname_en = "Woods"', Publisher("森", (("ja", "森"), ("en", "Woods")))),
        ('name = { EN = "Wood" }\nname_en = "Woods"', Publisher("Woods", (("en", "Woods"),))),
        ('name = "森"\ncorporate_number = "1234567890123"', Publisher("森", (), "1234567890123")),
    ],
    ids=["a name", "an English name", "beside a table", "twice in English", "a number"],
)
def test_names_of_a_publisher_have_languages(toml: str, publisher: Publisher, tmp_path: Path) -> None:
    assert described(tmp_path, f'id = "a"\n[publisher]\n{toml}\n').publishers == (publisher,)


def test_the_name_beside_an_english_one_is_in_the_language_of_the_document(tmp_path: Path) -> None:
    toml = 'id = "a"\nlanguage = "KO"\n[publisher]\nname = "숲"\nname_en = "Woods"\n'
    found = described(tmp_path, toml).publisher
    assert found is not None
    assert found.names == (("ko", "숲"), ("en", "Woods"))


@pytest.mark.parametrize(
    ("toml", "line", "column", "message"),
    [
        ("issued = 2021-08-01T10:00:00\n", 2, 1, "issued must be of type date or str."),
        ("issued = 2021\n", 2, 1, "issued must be of type date or str."),
        ('issued = "2021-13"\n', 2, 1, "issued must be a date such as 2031-04-01 or 2031-04 or 2031."),
        ('issued = "2021-02-30"\n', 2, 1, "issued must be a date"),
        ('issued = "令和３年"\n', 2, 1, "issued must be a date"),
        ('issued = "0000"\n', 2, 1, "issued must be a date"),
        ('retrieved = "2021-08"\n', 2, 1, "retrieved must be a date such as 2031-04-01."),
        ('country = "uk"\n', 2, 1, "unknown country uk: country must be an ISO 3166-1 code"),
        ('country = "Japan"\n', 2, 1, "unknown country Japan"),
        ("country = 81\n", 2, 1, "country must be of type str."),
        ('language = "français"\n', 2, 1, "français is not a language tag; use a BCP 47 tag"),
        ('series = "the series"\n', 2, 1, "series must be an identifier"),
        ('plan_kind = "Action plan"\n', 2, 1, "plan_kind must be a concept name (a-z, 0-9, hyphens) or an IRI."),
        ('adoption = "採択"\n', 2, 1, "adoption must be a concept name"),
        ('spatial = "森市"\n', 2, 1, "spatial must be an IRI."),
        ('publisher = "森"\n', 2, 1, "publisher must be of type table or array."),
        ('publisher = ["森"]\n', 2, 1, "publisher must be given as tables, each with its own heading [[publisher]]."),
        ('[[publisher]]\nname = "森"\n[[publisher]]\nname_en = "Woods"\n', 4, 3, "publisher needs a name."),
        ('[[publisher]]\nname = "森"\niri = "森"\n', 4, 1, "iri must be an IRI."),
        ("[publisher]\nname = {}\n", 3, 1, "name is empty."),
        ('[publisher]\nname = { "日本語" = "森" }\n', 3, 10, "日本語 is not a language tag"),
        ("[publisher]\nname = { ja = 3 }\n", 3, 10, "ja must be of type str."),
        ('[retired]\n"measure/1" = 3\n', 3, 1, "measure/1 must be of type str or array."),
        ('[retired]\n"measure 1" = "measure/2"\n', 3, 1, "retired must map old keys to new ones"),
        ('[retired]\n"measure/1" = "measure/２"\n', 3, 1, "retired must map old keys to new ones"),
        ('[retired]\n"measure/1" = ["measure/2", 3]\n', 3, 1, "retired must map old keys to new ones"),
        ('[retired]\na = "b"\nb = "c"\n', 3, 1, "b is itself retired; use a current key."),
        ('[retired]\na = "a"\n', 3, 1, "a is itself retired"),
        ('retired = "a"\n', 2, 1, "retired must be of type table."),
    ],
)
def test_a_mistake_is_reported_where_it_is(toml: str, line: int, column: int, message: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        described(tmp_path, 'id = "a"\n' + toml)
    place = error.value.place
    assert place is not None
    assert (place.line, place.column) == (line, column)
    assert error.value.message.verbatim("en").startswith(message)
    assert error.value.message.verbatim("ja").endswith("。")


def test_every_key_is_documented(root: Path) -> None:
    text = (root / "docs" / "settings.md").read_text(encoding="utf-8")
    for key in (*KEYS, *PUBLISHER_KEYS):
        assert key in DETAIL_TABLES or re.search(rf"`\[*{key}\b", text), key
