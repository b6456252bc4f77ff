import pytest
from tests.formats.documents import assert_sound, words
from tests.formats.workbooks import rows_of, shape

from shisaku.errors import InputError
from shisaku.formats import csv_file
from shisaku.formats.csv_file import delimiter_of, read
from shisaku.model.document import Document, DocumentPlace, Skipped

TABLE = [["事業名", "担当課", "事業費"], ["植樹", "緑課", "120"], ["間伐", "緑課", "80"]]


def opened(text: str | bytes) -> Document:
    document = read(text if isinstance(text, bytes) else text.encode(), "事業.csv")
    assert_sound(document)
    return document


def lines(rows: list[list[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    return "".join(delimiter.join(row) + end for row in rows)


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_delimiters_and_line_ends(delimiter: str, end: str) -> None:
    assert shape(opened(lines(TABLE, delimiter, end))) == [TABLE]


def test_the_delimiter_is_what_makes_rows_alike() -> None:
    assert delimiter_of("事業;費用\n植樹、間伐;1,5\n川,海,空;2,5\n") == ";"
    assert delimiter_of("事業\t内容\n植樹\ta,b,c\n間伐\td\n") == "\t"
    assert delimiter_of("一行だけ\n") == ","


def test_a_delimiter_that_the_file_states_is_taken() -> None:
    document = opened("sep=;\r\n事業;額\r\n植樹;1,2\r\n")
    assert shape(document) == [[["事業", "額"], ["植樹", "1,2"]]]
    assert document.tables[0].cells[0].place.selector == "cell=2,1"


@pytest.mark.parametrize(
    ("encoding", "reported"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp932", "cp932"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_encodings(encoding: str, reported: str) -> None:
    document = opened(lines(TABLE).encode(encoding))
    assert (shape(document), document.encoding) == ([TABLE], reported)


def test_places_are_those_of_rfc_7111_and_a_quoted_cell_may_have_several_lines() -> None:
    document = opened('事業,内容\r\n植樹,"苗を""育て""る\n苗を植える"\r\n間伐,木を切る\r\n')
    (table,) = document.tables
    assert rows_of(document, table)[1] == ["植樹", '苗を"育て"る/苗を植える']
    assert [cell.place.selector for cell in table.cells if cell.row == 2] == ["cell=3,1", "cell=3,2"]


def test_lines_above_and_below_a_table_are_no_part_of_it() -> None:
    document = opened("令和8年度 森の事業,,\n" + lines(TABLE) + "※ 事業費は見込み,,\n")
    assert shape(document) == ["令和8年度 森の事業", TABLE, "※ 事業費は見込み"]
    assert next(block.kind for block in document.blocks()) == "line"
    assert document.tables[0].place.selector == "cell=2,1"


def test_a_line_with_a_unit_at_the_right_end_is_no_header() -> None:
    rows = [["森", "", "", "", "（千円）"], ["番号", "事業", "課", "款", "額"], ["1", "植樹", "緑課", "2", "5"]]
    assert shape(opened(lines(rows)))[:2] == ["森", "（千円）"]


def test_empty_lines_separate_tables_be_they_of_delimiters_or_not() -> None:
    other = [["指標", "現状", "目標"], ["面積", "5", "8"]]
    for between in ("\n", ",,\n", "\n\n,,\n"):
        assert shape(opened(lines(TABLE) + between + lines(other))) == [TABLE, other]


def test_ragged_rows_leave_the_rest_empty() -> None:
    assert shape(opened("事業,課,額\n植樹,緑課\n間伐,緑課,5,注記\n")) == [
        [["事業", "課", "額", ""], ["植樹", "緑課", "", ""], ["間伐", "緑課", "5", "注記"]]
    ]


def test_digits_that_are_kept_as_text_are_read_as_they_are_seen() -> None:
    assert shape(opened('番号,事業\n="001",植樹\n')) == [[["番号", "事業"], ["001", "植樹"]]]


def test_the_depth_of_a_label_stays_visible() -> None:
    document = opened("事業,額\n植樹,5\n　苗,3\n")
    assert [(words(document, block), block.level) for block in document.blocks() if block.kind == "item"] == [("苗", 1)]


def test_a_quotation_that_never_ends_takes_only_its_line() -> None:
    rows = "".join(f"事業{row},{row}\n" for row in range(3))
    document = opened(f'事業,額\n"開いたまま,1\n{rows}')
    assert shape(document) == [[["事業", "額"], ['"開いたまま', "1"], ["事業0", "0"], ["事業1", "1"], ["事業2", "2"]]]


def test_a_quotation_that_grows_beyond_any_cell_takes_only_its_line() -> None:
    rows = "".join(f"事業{row},{row}\n" for row in range(20_000))
    document = opened(f'事業,額\n"開いたまま,1\n{rows}')
    assert len(document.tables[0].cells) == 2 * 20_002


@pytest.mark.parametrize(
    "text", ['"' * 150_000 + "\n森,川\n海,湖", "森" * 150_000 + ",川\n海,湖", '"' + "森" * 150_000 + "\n海,湖\n川,池"]
)
def test_a_cell_of_any_length_is_read(text: str) -> None:
    document = read(text.encode(), "事業.csv")
    assert_sound(document)
    assert "湖" in document.text


def test_an_empty_file_is_an_empty_document() -> None:
    for text in ("", "\r\n", ",,,\n,,\n"):
        assert opened(text).content == ()


def test_what_is_no_text_is_refused() -> None:
    for data in (b"PK\x03\x04 and so on", b"%PDF-1.7", b"a,b\x00\x01c\n" * 9):
        with pytest.raises(InputError, match="not text"):
            read(data, "事業.csv")


def test_no_more_cells_are_read_than_is_bearable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "MOST_CELLS", 5)
    document = opened(lines(TABLE))
    assert shape(document) == [[["事業名", "担当課", "事業費"], ["植樹", "緑課", ""]]]
    assert document.skipped == (Skipped("too-large", DocumentPlace(selector="row=2-*")),)


def test_no_more_bytes_are_read_than_is_bearable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "MOST_BYTES", 12)
    document = opened("a,b\nc,d\ne,f\ng,h\n")
    assert [one.what for one in document.skipped] == ["too-large"]
    assert document.tables[0].height == 3
