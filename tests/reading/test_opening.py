import hashlib
import io
from pathlib import Path

import pytest

from shisaku.errors import InputError
from shisaku.model.source import Description, Publisher
from shisaku.reading.opening import open_source

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


def test_line_ends_are_preserved(document: Path) -> None:
    document.write_bytes("森\r\n川\r海\n".encode())
    assert open_source(document).text == "森\r\n川\r海\n"


def test_every_setting_of_source_toml_is_read(document: Path) -> None:
    settings(document, FULL)
    assert open_source(document).description == Description(
        id="ringyo-2031",
        title="国土緑化の計画",
        publishers=(Publisher("国土緑化庁", (("ja", "国土緑化庁"), ("en", "Greening Agency")), "1234567890123"),),
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


def test_a_folder_is_refused_with_what_to_name_instead(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"is a directory\. Specify a document"):
        open_source(tmp_path)


def test_a_name_that_no_file_can_have_is_an_input_error() -> None:
    with pytest.raises(InputError):
        open_source(Path("a\0b"))


def test_text_in_another_encoding_is_read(document: Path) -> None:
    document.write_bytes("Ⅰ 森を守る\n".encode("cp932"))
    source = open_source(document)
    assert (source.text, source.encoding) == ("Ⅰ 森を守る\n", "cp932")


def test_source_toml_sets_the_encoding(document: Path) -> None:
    settings(document, 'id = "ringyo"\nencoding = "EUC-JP"\n')
    document.write_bytes("ﾃﾚﾜｰ".encode("cp932"))
    source = open_source(document)
    assert (source.text, source.encoding) == ("ﾃﾚﾜｰ".encode("cp932").decode("euc_jp"), "euc-jp")


def test_what_is_no_text_is_reported_with_what_to_do(document: Path) -> None:
    document.write_bytes(b"PK\x03\x04\x14\x00")
    with pytest.raises(InputError) as error:
        open_source(document)
    assert (
        error.value.text("en")
        == f"{document}: is an archive, which is not supported. Unpack it, and use a document or folder in it."
    )
    assert "展開して" in error.value.text("ja")


@pytest.mark.parametrize("name", ["plan.ttl", "plan.jsonld", "question.rq"])
def test_a_graph_or_a_question_is_no_document(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        open_source(tmp_path / name)
    assert "shisaku query" in caught.value.message.verbatim("en")
