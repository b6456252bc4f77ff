from pathlib import Path

import pytest

from shisaku.errors import SettingsError
from shisaku.reading.opening import open_source
from shisaku.reading.settings import read_description


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "source.txt"
    path.write_text("Ⅰ 森\n", encoding="utf-8")
    return path


def settings(document: Path, text: str) -> Path:
    path = document.with_name("source.toml")
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "line", "column", "length", "message"),
    [
        ('title = "森"\n', 1, 1, 1, "there is no id."),
        ('\nid = "森"\n', 2, 1, 2, "id must be lower-case ASCII letters, digits, hyphens, dots and underscores."),
        ('id = "Forest"\n', 1, 1, 2, "id must be lower-case ASCII letters, digits, hyphens, dots and underscores."),
        ('id = "a/b"\n', 1, 1, 2, "id must be lower-case ASCII letters, digits, hyphens, dots and underscores."),
        ("id = 3\n", 1, 1, 2, "id must be of type str."),
        ('id = "a"\n  year = "2031"\n', 2, 3, 4, "year must be of type int."),
        ('id = "a"\nyear = true\n', 2, 1, 4, "year must be of type int."),
        ('id = "a"\nyear = 0\n', 2, 1, 4, "year must be a year of the Common Era."),
        ('id = "a"\nurl = "no iri"\n', 2, 1, 3, "url must be an IRI."),
        ('id = "a"\nlicence = "森林"\n', 2, 1, 7, "licence must be an IRI."),
        ('id = "a"\n\n[publisher]\n', 3, 2, 9, "publisher needs a name."),
        ('id = "a"\n[publisher]\nname = "森"\ncorporate_number = "12"\n', 4, 1, 16, "a corporate number has 13 digits."),
    ],
)
def test_a_mistake_in_source_toml_is_told_where_it_stands(
    document: Path, text: str, line: int, column: int, length: int, message: str
) -> None:
    path = settings(document, text)
    with pytest.raises(SettingsError) as error:
        open_source(document)
    place = error.value.place
    assert place is not None
    assert (str(place), place.length) == (f"{path}:{line}:{column}", length)
    assert error.value.message.en == message


def test_an_unknown_key_is_told_with_those_that_are_known(document: Path) -> None:
    path = settings(document, 'id = "a"\nyaer = 2031\n')
    with pytest.raises(SettingsError) as error:
        open_source(document)
    assert error.value.text("en").startswith(f"{path}:2:1: unknown key yaer (known: id, title, year, ")


def test_a_mistake_in_the_publisher_is_not_blamed_on_the_key_of_the_same_name(document: Path) -> None:
    path = settings(document, 'id = "a"\n[publisher]\nname = "森"\nid = "b"\n')
    with pytest.raises(SettingsError) as error:
        open_source(document)
    assert str(error.value.place) == f"{path}:4:1"


def test_a_caret_stands_under_the_key(document: Path) -> None:
    path = settings(document, 'id = "a"\n  year = "2031"\n')
    with pytest.raises(SettingsError) as error:
        open_source(document)
    assert error.value.text("en") == f'{path}:2:3: year must be of type int.\n    year = "2031"\n    ^^^^'


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [('id = "a"\nyear = = 3\n', 2, 8), ('id = "a"\nid = "b"\n', 2, 9), ('id = "森', 1, 8)],
    ids=["not a value", "a key twice", "an open string"],
)
def test_what_is_no_toml_is_told_where_it_stops_to_be(document: Path, text: str, line: int, column: int) -> None:
    path = settings(document, text)
    with pytest.raises(SettingsError) as error:
        open_source(document)
    assert str(error.value.place) == f"{path}:{line}:{column}"
    assert "not valid TOML" in error.value.message.en


def test_settings_that_are_not_utf_8_are_told(document: Path) -> None:
    document.with_name("source.toml").write_bytes('id = "森"'.encode("cp932"))
    with pytest.raises(SettingsError, match=r"source\.toml: is not UTF-8"):
        open_source(document)


@pytest.mark.parametrize("iri", ["https://example.org/a?b=c#d", "urn:example:plan", "HTTPS://example.org/%E6%A3%AE"])
def test_an_iri_is_taken_as_it_is(document: Path, iri: str) -> None:
    assert read_description(settings(document, f'id = "a"\nurl = "{iri}"\n')).url == iri


@pytest.mark.parametrize("character", [" ", "<", ">", '\\"', "{", "}", "|", "^", "`", "\\\\", "\\u0000", "森"])
def test_characters_that_would_break_an_iri_are_refused(document: Path, character: str) -> None:
    with pytest.raises(SettingsError, match="url must be an IRI"):
        read_description(settings(document, f'id = "a"\nurl = "https://example.org/{character}"\n'))


@pytest.mark.parametrize("identifier", ["", "-a", "a-", "a b", "a\\nb", "é", "a_"])
def test_an_identifier_that_would_not_do_in_an_iri_is_refused(document: Path, identifier: str) -> None:
    with pytest.raises(SettingsError, match="id must be"):
        read_description(settings(document, f'id = "{identifier}"\n'))
