import hashlib
import io
from pathlib import Path

import pytest

from shisaku.errors import InputError, SettingsError
from shisaku.reading.opening import open_source
from shisaku.reading.settings import read_description
from shisaku.source import Description, Publisher

FULL = """\
id = "ringyo-2031"
title = "国土緑化の計画"
year = 2031
url = "https://example.org/plan.pdf"
licence = "https://example.org/terms"
sha256 = "00"

[publisher]
name = "国土緑化庁"
name_en = "Greening Agency"
corporate_number = "1234567890123"
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    folder = tmp_path / "Ringyo 2031"
    folder.mkdir()
    path = folder / "source.txt"
    path.write_text("Ⅰ 森\n", encoding="utf-8")
    return path


def settings(document: Path, text: str) -> Path:
    path = document.with_name("source.toml")
    path.write_text(text, encoding="utf-8")
    return path


def test_a_document_is_its_text_with_the_digest_of_its_bytes(document: Path) -> None:
    source = open_source(document)
    assert source.text == "Ⅰ 森\n"
    assert source.sha256 == hashlib.sha256("Ⅰ 森\n".encode()).hexdigest()
    assert (source.path, source.encoding) == (str(document), "utf-8")


def test_a_byte_order_mark_is_no_text(document: Path) -> None:
    document.write_bytes(b"\xef\xbb\xbf\xe6\xa3\xae")
    assert open_source(document).text == "森"


def test_line_ends_are_kept(document: Path) -> None:
    document.write_bytes("森\r\n川\r海\n".encode())
    assert open_source(document).text == "森\r\n川\r海\n"


def test_everything_that_source_toml_says_is_read(document: Path) -> None:
    settings(document, FULL)
    assert open_source(document).description == Description(
        id="ringyo-2031",
        title="国土緑化の計画",
        publisher=Publisher("国土緑化庁", "Greening Agency", "1234567890123"),
        year=2031,
        url="https://example.org/plan.pdf",
        licence="https://example.org/terms",
        sha256="00",
    )


def test_an_identifier_is_all_that_source_toml_needs(document: Path) -> None:
    settings(document, 'id = "ringyo"\n')
    assert open_source(document).description == Description("ringyo")


def test_settings_named_like_the_document_go_before_source_toml(document: Path) -> None:
    settings(document, 'id = "shared"\n')
    plan = document.with_name("plan.txt")
    plan.write_text("森", encoding="utf-8")
    plan.with_suffix(".toml").write_text('id = "own"\n', encoding="utf-8")
    assert open_source(plan).description.id == "own"


def test_source_toml_is_for_the_only_document_of_its_folder(document: Path) -> None:
    settings(document, 'id = "shared"\n')
    document.with_name("another.txt").write_text("川", encoding="utf-8")
    assert open_source(document.with_name("another.txt")).description.id == "another"


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Plan_2031.txt", "plan-2031"),
        ("plan.v2.txt", "plan-v2"),
        ("--Plan--.txt", "plan"),
        ("ＰＬＡＮ森林.plan.txt", "plan"),
    ],
)
def test_the_identifier_comes_from_the_name_of_the_file(tmp_path: Path, name: str, identifier: str) -> None:
    (tmp_path / name).write_text("森", encoding="utf-8")
    assert open_source(tmp_path / name).description.id == identifier


def test_a_file_named_source_is_identified_by_its_folder(document: Path) -> None:
    assert open_source(document).description.id == "ringyo-2031"


@pytest.mark.parametrize(
    ("name", "start"), [("国土緑化.txt", "plan-"), ("令和２０３１.txt", "plan-"), ("緑化2031.txt", "plan-2031-")]
)
def test_a_name_without_ascii_letters_is_completed_by_the_digest(tmp_path: Path, name: str, start: str) -> None:
    (tmp_path / name).write_text("森", encoding="utf-8")
    assert open_source(tmp_path / name).description.id == start + hashlib.sha256("森".encode()).hexdigest()[:8]


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Stdin:
        buffer = io.BytesIO("Ⅰ 森".encode())

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", Stdin())
    source = open_source(Path("-"))
    assert (source.text, source.description.id) == ("Ⅰ 森", "stdin")


def test_standard_input_is_described_by_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Stdin:
        buffer = io.BytesIO("Ⅰ 森".encode())

    (tmp_path / "source.toml").write_text('id = "another"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", Stdin())
    assert open_source(Path("-")).description.id == "stdin"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        open_source(tmp_path / "none.txt")
    assert error.value.text("en") == f"{tmp_path / 'none.txt'}: no such file. Check the path."
    assert "ファイルがありません" in error.value.text("ja")


def test_a_folder_is_told_with_what_to_name_instead(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"is a directory\. Name a document"):
        open_source(tmp_path)


def test_a_name_that_no_file_can_have_is_an_input_error() -> None:
    with pytest.raises(InputError):
        open_source(Path("a\0b"))


@pytest.mark.parametrize(
    ("data", "line", "byte"),
    [
        ("森\n林".encode("cp932"), 1, 0),
        ("plan\n森".encode("euc-jp"), 2, 5),
        (b"a\nb\n\xff", 3, 4),
    ],
    ids=["shift_jis", "euc-jp", "neither"],
)
def test_bytes_that_are_not_utf_8_are_told_with_line_and_offset(document: Path, data: bytes, line: int, byte: int) -> None:
    document.write_bytes(data)
    with pytest.raises(InputError) as error:
        open_source(document)
    assert error.value.text("en").startswith(f"{document}:{line}: not UTF-8 text (byte {byte}: ")


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
