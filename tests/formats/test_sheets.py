import io
import struct
import zipfile
from datetime import date
from typing import Literal

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell.rich_text import CellRichText, TextBlock  # type: ignore[import-untyped]
from openpyxl.cell.text import InlineFont  # type: ignore[import-untyped]
from openpyxl.chart import BarChart  # type: ignore[import-untyped]
from openpyxl.comments import Comment  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # type: ignore[import-untyped]
from openpyxl.worksheet.table import Table as ListedTable  # type: ignore[import-untyped]
from tests.formats.documents import words
from tests.formats.workbooks import edited, opened, rows_of, saved, shape, sheet_of

from shisaku.errors import InputError
from shisaku.formats.sheets import archive, read, shared_strings, view, workbook_document, worksheet_grid
from shisaku.model.document import Block, DocumentPlace, Skipped

BOX = Border(*(Side("thin") for _ in range(4)))
SHEET = "xl/worksheets/sheet1.xml"
HEAD: list[object] = ["番号", "事業名", "担当課", "事業費"]


def ruled(workbook: Workbook, area: str) -> None:
    for row in workbook.active[area]:
        for cell in row:
            cell.border = BOX


# -- what is a table ---------------------------------------------------------------------------------------------------


def test_lines_above_and_below_a_table_are_no_part_of_it() -> None:
    workbook = sheet_of([["森の事業一覧"], HEAD, [1, "植樹", "緑課", 120], [2, "間伐", "緑課", 80], ["※ 事業費は見込み"]])
    assert shape(opened(workbook)) == [
        "森の事業一覧",
        [["番号", "事業名", "担当課", "事業費"], ["1", "植樹", "緑課", "120"], ["2", "間伐", "緑課", "80"]],
        "※ 事業費は見込み",
    ]


def test_a_title_with_a_unit_at_the_right_end_is_no_row_of_the_table_below() -> None:
    rows: list[list[object]] = [
        ["森の事業", None, None, None, "（単位：千円）"],
        [*HEAD, "備考"],
        [1, "植樹", "緑課", 120, "新規"],
    ]
    assert shape(opened(sheet_of(rows)))[:2] == ["森の事業", "（単位：千円）"]


def test_a_merged_title_with_a_unit_beside_it_is_no_table() -> None:
    workbook = sheet_of(
        [["森の事業一覧", None, None, "（単位：千円）"], [], ["番号", "事業", "所管", "額"], [1, "植樹", "緑地課", 5]]
    )
    workbook.active.merge_cells("A1:C1")
    document = opened(workbook)
    assert shape(document)[:2] == ["森の事業一覧", "（単位：千円）"]
    assert len(document.tables) == 1


def test_an_upper_header_row_over_an_empty_corner_stays_in_the_table() -> None:
    rows: list[list[object]] = [
        [None, None, None, "令和7年度", None, "令和8年度"],
        ["番号", "事業名", "課", "予算", "決算", "予算"],
        [1, "植樹", "緑課", 5, 4, 6],
    ]
    (table,) = opened(sheet_of(rows)).tables
    assert table.height == 3


def test_empty_rows_separate_tables_below_each_other() -> None:
    workbook = sheet_of([["歳入", "額"], ["税", 5], [], ["歳出", "額"], ["森", 3]])
    assert shape(opened(workbook)) == [[["歳入", "額"], ["税", "5"]], [["歳出", "額"], ["森", "3"]]]


def test_a_table_goes_on_after_one_empty_row_that_no_header_follows() -> None:
    workbook = sheet_of([HEAD, [1, "植樹", "緑課", 120], [], [2, "間伐", "緑課", 80]])
    assert [table.height for table in opened(workbook).tables] == [3]


def test_an_empty_column_parts_tables_beside_each_other() -> None:
    workbook = sheet_of([["歳入", "額", None, "歳出", "額"], ["税", 5, None, "森", 3], ["債", 2, None, "川", 4]])
    document = opened(workbook)
    assert [rows_of(document, table) for table in document.tables] == [
        [["歳入", "額"], ["税", "5"], ["債", "2"]],
        [["歳出", "額"], ["森", "3"], ["川", "4"]],
    ]


def test_an_empty_column_before_figures_parts_no_table() -> None:
    workbook = sheet_of([["款", "項", None, "7年度", "8年度"], ["森", "植樹", None, 3, 4], ["川", "清掃", None, 5, 6]])
    assert [table.width for table in opened(workbook).tables] == [4]


def test_a_title_over_two_tables_beside_each_other_joins_them_not() -> None:
    workbook = sheet_of([["収支"], ["歳入", "額", None, "歳出", "額"], ["税", 5, None, "森", 3]])
    workbook.active.merge_cells("A1:E1")
    document = opened(workbook)
    assert shape(document)[0] == "収支"
    assert len(document.tables) == 2


def test_rules_separate_a_table_from_lines_that_touch_it() -> None:
    workbook = sheet_of([HEAD, [1, "植樹", "緑課", 120], ["間に立つ一行"], HEAD, [2, "間伐", "緑課", 80]])
    ruled(workbook, "A1:D2")
    ruled(workbook, "A4:D5")
    assert [one if isinstance(one, str) else len(one) for one in shape(opened(workbook))] == [2, "間に立つ一行", 2]


def test_without_rules_a_row_of_one_cell_within_a_table_is_a_row_of_it() -> None:
    workbook = sheet_of([HEAD, ["第一 森"], [1, "植樹", "緑課", 120], ["第二 川"], [2, "清掃", "川課", 80]])
    assert [table.height for table in opened(workbook).tables] == [5]


def test_one_column_is_lines() -> None:
    document = opened(sheet_of([["森を育てる"], ["川を守る"]]))
    assert document.tables == ()
    assert [block.kind for block in document.blocks()] == ["line", "line"]


def test_lines_that_step_to_the_right_are_items_by_their_column() -> None:
    rows: list[list[object]] = [["目標"], [None, "施策"], [None, None, "事業一"], [None, None, "事業二"], [None, "別の施策"]]
    document = opened(sheet_of(rows))
    assert document.tables == ()
    assert [block.level for block in document.blocks()] == [0, 1, 2, 2, 1]


def test_narrow_columns_of_squared_paper_make_no_empty_columns() -> None:
    workbook = Workbook()
    for row, line in enumerate((("事業名", "予算"), ("植樹", 120), ("間伐", 80)), 1):
        for area, word in zip((f"A{row}:H{row}", f"I{row}:L{row}"), line, strict=True):
            workbook.active[area.split(":")[0]] = word
            workbook.active.merge_cells(area)
    (table,) = opened(workbook).tables
    assert table.width == 2
    assert all(cell.columns == 1 for cell in table.cells)


def test_what_the_sheet_calls_a_table_is_one_with_its_header() -> None:
    workbook = sheet_of([["事業", "額"], ["植樹", 5], ["見出しに似た行", None], ["間伐", 3]])
    workbook.active.add_table(ListedTable(displayName="Forest", ref="A1:B4"))
    (table,) = opened(workbook).tables
    assert table.height == 4
    assert [cell.row for cell in table.cells if cell.header] == [0, 0]


@pytest.mark.parametrize("how", ["frozen", "filtered", "repeated"])
def test_rows_that_the_sheet_sets_apart_head_the_table(how: str) -> None:
    workbook = sheet_of([HEAD, [1, "植樹", "緑課", 120], [2, "間伐", "緑課", 80]])
    if how == "frozen":
        workbook.active.freeze_panes = "A2"
    elif how == "filtered":
        workbook.active.auto_filter.ref = "A1:D3"
    else:
        workbook.active.print_title_rows = "1:1"
    assert {cell.row for cell in opened(workbook).tables[0].cells if cell.header} == {0}


# -- cells -------------------------------------------------------------------------------------------------------------


def test_merged_cells_extend_over_rows_and_columns() -> None:
    workbook = sheet_of([["柱", "令和8年度", None], [None, "予算", "決算"], ["森", 5, 4], [None, 3, 2]])
    workbook.active.merge_cells("A1:A2")
    workbook.active.merge_cells("B1:C1")
    workbook.active.merge_cells("A3:A4")
    (table,) = opened(workbook).tables
    assert [(cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells if cell.rows * cell.columns > 1] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (2, 0, 2, 1),
    ]


def test_cells_that_are_merged_twice_overlap_not() -> None:
    workbook = sheet_of([["柱", "甲", "乙"], ["森", 5, 4], ["川", 3, 2]])
    workbook.active.merge_cells("A1:B1")
    data = edited(saved(workbook), {SHEET: ("</mergeCells>", '<mergeCell ref="A1:A3"/></mergeCells>')})
    assert opened(data).tables[0].cells[0].columns == 2


def test_each_line_of_a_cell_is_a_block() -> None:
    (table,) = (document := opened(sheet_of([["事業", "内容"], ["植樹", "・苗を育てる\n・苗を植える"]]))).tables
    assert rows_of(document, table)[1] == ["植樹", "・苗を育てる/・苗を植える"]
    assert [block.kind for block in table.cells[-1].blocks] == ["line", "line"]


@pytest.mark.parametrize(
    ("text", "indent", "level"), [("植樹", 0, 0), ("植樹", 2, 2), ("　植樹", 0, 1), ("　　植樹", 1, 3), ("  植樹", 0, 1)]
)
def test_the_depth_of_a_label_stays_visible(text: str, indent: int, level: int) -> None:
    workbook = sheet_of([["事業", "額"], [text, 5]])
    workbook.active["A2"].alignment = Alignment(horizontal="left", indent=indent)
    document = opened(workbook)
    block = document.tables[0].cells[2].blocks[0]
    assert (words(document, block), block.kind, block.level) == ("植樹", "item" if level else "paragraph", level)


def test_places_are_named_as_formulas_name_them() -> None:
    workbook = sheet_of([["事業", "額"], ["植樹", 5]], "令和8年度 '当初'")
    document = opened(workbook)
    assert document.tables[0].cells[3].place == DocumentPlace(1, None, "'令和8年度 ''当初'''!B2")
    assert document.tables[0].name == "令和8年度 '当初'"
    assert opened(sheet_of([["事業", "額"], ["植樹", 5]], "R8")).tables[0].place.selector == "'R8'!A1"
    assert opened(sheet_of([["事業", "額"], ["植樹", 5]], "当初")).tables[0].place.selector == "当初!A1"


def test_how_a_cell_looks() -> None:
    workbook = sheet_of([["事業", "額"], ["植樹", 5]])
    workbook.active["A1"].font = Font(size=14, bold=True, color="FFCC0000", strike=True)
    workbook.active["A1"].fill = PatternFill("solid", fgColor="FFDDEEFF")
    cell = opened(workbook).tables[0].cells[0]
    style = cell.style
    assert (style.size, style.bold, style.colour, style.fill) == (14.0, True, "#cc0000", "#ddeeff")
    assert cell.blocks[0].style == style
    assert cell.blocks[0].struck


def test_colours_of_the_theme_and_their_tints_are_known() -> None:
    workbook = sheet_of([["事業", "額"], ["植樹", 5]])
    workbook.active["A1"].fill = PatternFill("solid", fgColor="FF000001")
    data = edited(saved(workbook), {"xl/styles.xml": ('<fgColor rgb="FF000001"', '<fgColor theme="0" tint="-0.5"')})
    assert opened(data).tables[0].cells[0].style.fill == "#808080"


def test_letters_that_are_bold_at_the_head_of_a_cell_are_reported() -> None:
    rich = CellRichText(TextBlock(InlineFont(b=True), "概要"), "：苗を植える")
    document = opened(sheet_of([["事業", "内容"], ["植樹", rich]]))
    assert document.tables[0].cells[3].blocks[0].bold_lead == 2


def test_shared_strings_are_read_without_the_readings_of_kanji() -> None:
    data = saved(sheet_of([["事業", "額"], ["あ", 5]]))
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>甲</t></si>'
        "<si><r><t>植</t></r><r><t xml:space='preserve'>樹_x0041_</t></r><rPh sb='0' eb='2'><t>ショクジュ</t></rPh></si></sst>"
    )
    relation = '<Relationship Id="s" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    changes = {
        SHEET: ('<c r="A2" t="inlineStr"><is><t>&#12354;</t></is></c>', '<c r="A2" t="s"><v>1</v></c>'),
        "xl/_rels/workbook.xml.rels": ("</Relationships>", relation),
    }
    assert shape(opened(edited(data, changes, {"xl/sharedStrings.xml": strings}))) == [[["事業", "額"], ["植樹A", "5"]]]


def test_links_are_reported() -> None:
    workbook = sheet_of([["事業", "頁"], ["植樹", "詳しくは"]])
    workbook.active["B2"].hyperlink = "https://example.org/"
    assert [block.linked for block in opened(workbook).blocks()] == [0.0, 0.0, 0.0, 1.0]


def test_numbers_and_dates_are_as_they_are_seen() -> None:
    workbook = sheet_of([["事業", "額", "割合", "期限"], ["植樹", -1234.4, 0.125, date(2027, 3, 31)]])
    for cell, code in (("B2", "#,##0;△#,##0"), ("C2", "0.0%"), ("D2", '[$-411]ggge"年"m"月"d"日"')):
        workbook.active[cell].number_format = code
    assert rows_of(document := opened(workbook), document.tables[0])[1] == ["植樹", "△1,234", "12.5%", "令和9年3月31日"]


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    data = saved(sheet_of([["事業", "期限"], ["植樹", date(2027, 3, 31)]]))
    data = edited(data, {"xl/workbook.xml": ("<workbookPr", '<workbookPr date1904="1"')})
    assert rows_of(document := opened(data), document.tables[0])[1] == ["植樹", "2031-04-01"]


def test_zeros_are_left_out_where_the_sheet_shows_none() -> None:
    workbook = sheet_of([["事業", "額"], ["植樹", 0], ["間伐", 3]])
    workbook.active.sheet_view.showZeros = False
    document = opened(workbook)
    assert rows_of(document, document.tables[0])[1] == ["植樹", ""]
    assert document.skipped == ()


def test_a_formula_shows_its_last_result_and_is_reported_where_it_has_none() -> None:
    data = saved(sheet_of([["事業", "額"], ["植樹", "=1+1"], ["間伐", "=1+2"]]))
    data = edited(data, {SHEET: ("<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>")})
    document = opened(data)
    assert rows_of(document, document.tables[0]) == [["事業", "額"], ["植樹", "2"], ["間伐", ""]]
    assert document.skipped == (Skipped("broken", DocumentPlace(1, None, "事業!B3")),)


# -- what is hidden, drawn, noted --------------------------------------------------------------------------------------


def test_hidden_rows_columns_and_sheets_are_not_read() -> None:
    workbook = sheet_of([["事業", "内部", "額"], ["植樹", "秘", 5], ["旧事業", "秘", 1], ["間伐", "秘", 3]])
    workbook.active.row_dimensions[3].hidden = True
    workbook.active.column_dimensions["B"].hidden = True
    workbook.create_sheet("作業").append(["見せない"])
    workbook["作業"].sheet_state = "hidden"
    workbook.create_sheet("別表").append(["見せる"])
    document = opened(workbook)
    assert shape(document) == [[["事業", "額"], ["植樹", "5"], ["間伐", "3"]], "見せる"]
    assert {one.place.selector for one in document.skipped if one.what == "hidden"} == {"事業!3:3", "事業!B:B", "作業"}
    assert [block.place.page for block in document.blocks()][-1] == 2


def test_a_merged_cell_is_seen_though_its_first_row_is_hidden() -> None:
    workbook = sheet_of([["事業", "額"], ["植樹", 5], [None, 6], [None, 7]])
    workbook.active.merge_cells("A2:A4")
    workbook.active.row_dimensions[2].hidden = True
    document = opened(workbook)
    assert rows_of(document, document.tables[0]) == [["事業", "額"], ["植樹", "6"], ["", "7"]]
    assert document.tables[0].cells[2].rows == 2


def test_what_a_number_format_hides_is_hidden() -> None:
    workbook = sheet_of([["事業", "額"], ["植樹", 5], ["間伐", 3]])
    workbook.active["B3"].number_format = ";;;"
    document = opened(workbook)
    assert rows_of(document, document.tables[0])[2] == ["間伐", ""]
    assert document.skipped == (Skipped("hidden", DocumentPlace(1, None, "事業!B3")),)


def test_comments_are_notes() -> None:
    workbook = sheet_of([["事業", "額"], ["植樹", 5]])
    workbook.active["B2"].comment = Comment("苗代を含む", "係")
    document = opened(workbook)
    note = document.content[-1]
    assert isinstance(note, Block)
    assert (words(document, note), note.kind, note.place.selector) == ("苗代を含む", "note", "事業!B2")


def test_lines_of_printed_pages_are_artefacts_without_their_codes() -> None:
    workbook = sheet_of([["事業", "額"], ["植樹", 5]])
    workbook.active.oddHeader.left.text = "資料１"
    workbook.active.oddHeader.left.size = 14
    workbook.active.oddFooter.center.text = "&P / &N"
    document = opened(workbook)
    assert [(words(document, block), block.kind) for block in document.content if isinstance(block, Block)] == [
        ("資料１", "artefact")
    ]


DRAWING = """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>1</xdr:row></xdr:from>
<xdr:grpSp><xdr:sp><xdr:txBody><a:p><a:r><a:rPr b="1" sz="1200"/><a:t>森の</a:t></a:r><a:r><a:t>方針</a:t></a:r></a:p>
<a:p><a:pPr lvl="1"><a:buChar char="•"/></a:pPr><a:r><a:t>苗を育てる</a:t></a:r></a:p></xdr:txBody></xdr:sp>
<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="9" name="x" hidden="1"/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>秘</a:t></a:r></a:p></xdr:txBody></xdr:sp>
</xdr:grpSp></xdr:twoCellAnchor>
<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>9</xdr:row></xdr:from><mc:AlternateContent><mc:Choice><xdr:sp><xdr:txBody>
<a:p><a:r><a:t>新しい箱</a:t></a:r></a:p></xdr:txBody></xdr:sp></mc:Choice><mc:Fallback><xdr:sp><xdr:txBody><a:p><a:r><a:t>古い箱</a:t></a:r></a:p>
</xdr:txBody></xdr:sp></mc:Fallback></mc:AlternateContent></xdr:oneCellAnchor>
<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>12</xdr:row></xdr:from><xdr:pic/></xdr:oneCellAnchor></xdr:wsDr>"""


def test_text_boxes_are_read_where_they_are_drawn() -> None:
    data = saved(sheet_of([["森の計画"], [], [], ["事業", "額"], ["植樹", 5], ["間伐", 3]]))
    relations = '<Relationships xmlns="x"><Relationship Id="d" Type="http://x/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
    data = edited(data, {}, {"xl/worksheets/_rels/sheet1.xml.rels": relations, "xl/drawings/drawing1.xml": DRAWING})
    document = opened(data)
    assert [one if isinstance(one, str) else len(one) for one in shape(document)] == [
        "森の計画",
        "森の方針",
        "苗を育てる",
        3,
        "新しい箱",
    ]
    boxed = [block for block in document.content if isinstance(block, Block) and block.frame >= 0]
    assert [(block.frame, block.kind, block.level, block.mark, block.place.selector) for block in boxed] == [
        (0, "paragraph", 0, "", "事業!B2"),
        (0, "item", 2, "•", "事業!B2"),
        (1, "paragraph", 0, "", "事業!A10"),
    ]
    assert boxed[0].bold_lead == 2
    assert [one.what for one in document.skipped] == ["hidden", "picture"]


def test_charts_and_macros_are_reported() -> None:
    workbook = sheet_of([["事業", "額"], ["植樹", 5]])
    workbook.active.add_chart(BarChart(), "D1")
    data = edited(saved(workbook), {}, {"xl/vbaProject.bin": "x"})
    assert [one.what for one in opened(data).skipped] == ["macro", "chart"]


# -- the file as a whole -----------------------------------------------------------------------------------------------


def test_what_the_file_says_of_itself() -> None:
    workbook = sheet_of([["事業", "額"], ["植樹", 5]])
    workbook.properties.title = "森の計画"
    workbook.properties.creator = "緑課"
    document = opened(workbook)
    assert (document.format, document.title, dict(document.fields)["author"]) == ("xlsx", "森の計画", "緑課")


def test_sheets_are_pages_with_a_blank_line_between() -> None:
    workbook = sheet_of([["森"]])
    workbook.create_sheet("二").append(["川"])
    document = opened(workbook)
    assert document.text == "森\n\n川"
    assert [block.place.page for block in document.blocks()] == [1, 2]


@pytest.mark.parametrize(
    ("data", "reported"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04 damaged", "not a valid Excel file"),
        (b"", "not a valid Excel file"),
    ],
    ids=["old format", "encrypted", "damaged", "empty"],
)
def test_what_cannot_be_opened_says_what_to_do(data: bytes, reported: str) -> None:
    with pytest.raises(InputError, match=reported):
        read(data, "森.xlsx")


@pytest.mark.parametrize(
    "parts", [{"xl/workbook.bin": "x"}, {"mimetype": "x", "content.xml": "<x/>"}, {"word/document.xml": "<x/>"}]
)
def test_other_packages_are_refused(parts: dict[str, str]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    with pytest.raises(InputError, match=r"\.xlsx"):
        read(stream.getvalue(), "森.xlsx")


def test_a_broken_sheet_gives_what_comes_before_the_break() -> None:
    data = saved(sheet_of([["事業", "額"], ["植樹", 5], ["間伐", 3]]))
    document = opened(edited(data, {SHEET: ('<row r="3">', '<row r="3"><<')}))
    assert shape(document) == [[["事業", "額"], ["植樹", "5"]]]
    assert document.skipped == (Skipped("broken", DocumentPlace(1)),)


def test_a_part_with_a_document_type_is_not_read() -> None:
    data = saved(sheet_of([["事業", "額"]]))
    document = opened(edited(data, {SHEET: ("<worksheet", '<!DOCTYPE w [<!ENTITY e "eeee">]><worksheet')}))
    assert document.content == ()
    assert [one.what for one in document.skipped] == ["broken"]


def test_a_part_in_an_encoding_that_nobody_knows_is_not_read() -> None:
    data = saved(sheet_of([["事業", "額"]]))
    document = opened(edited(data, {SHEET: ("<worksheet", '<?xml version="1.0" encoding="森"?><worksheet')}))
    assert [one.what for one in document.skipped] == ["broken"]


def test_no_more_is_unpacked_than_is_bearable(monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved(sheet_of([[f"事業{row}", row] for row in range(5000)]))
    monkeypatch.setattr(archive, "MOST_BYTES", 200_000)
    document = opened(data)
    assert 0 < len(document.tables[0].cells) < 10_000
    assert {one.what for one in document.skipped} == {"too-large"}
    last = len(document.tables[0].cells) - 1
    first_not_read = f"事業!{'BC'[last % 2]}{last // 2 + 1}"  # behind the last one that was
    assert DocumentPlace(1, selector=first_not_read) in [one.place for one in document.skipped]


def test_no_more_cells_are_read_than_is_bearable(monkeypatch: pytest.MonkeyPatch) -> None:
    workbook = sheet_of([[f"事業{row}", row] for row in range(50)])
    workbook.create_sheet("二").append(["川"])
    monkeypatch.setattr(workbook_document, "MOST_CELLS", 60)
    document = opened(workbook)
    assert len(document.tables[0].cells) == 60
    assert [(one.what, one.place) for one in document.skipped] == [
        ("too-large", DocumentPlace(1, selector="事業!A31")),
        ("too-large", DocumentPlace(2, selector="二")),
    ]


def test_no_more_empty_cells_are_gone_through_than_is_bearable(monkeypatch: pytest.MonkeyPatch) -> None:
    workbook = sheet_of([["事業", "額"]])
    for row in range(2, 30):
        workbook.active.cell(row, 1).border = BOX
    monkeypatch.setattr(worksheet_grid, "MOST_EMPTY", 5)
    assert [one.what for one in opened(workbook).skipped] == ["too-large"]


def test_no_more_ranges_are_merged_than_is_bearable_and_the_first_that_is_not_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    workbook = sheet_of([["事業", "今年", "来年"], *([f"事業{row}", row] for row in range(9))])
    for row in range(2, 10):
        workbook.active.merge_cells(f"B{row}:C{row}")
    assert opened(workbook).skipped == ()
    monkeypatch.setattr(view, "_MOST_COVERED", 5)
    document = opened(workbook)
    (left_out,) = document.skipped
    assert left_out.what == "too-large"
    columns = {cell.place.selector: cell.columns for cell in document.tables[0].cells if cell.place.selector.startswith("事業!B")}
    assert sum(count == 2 for count in columns.values()) == 5
    assert columns[left_out.place.selector] == 1


@pytest.mark.parametrize("why", ["broken", "too-large"])
def test_strings_that_are_shared_and_cannot_be_read_are_named(
    why: Literal["broken", "too-large"], monkeypatch: pytest.MonkeyPatch
) -> None:
    end = "</sst>" if why == "too-large" else ""
    strings = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>港湾課</t></si><si><t>甲乙</t></si>{end}'
    )
    relation = '<Relationship Id="s" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    monkeypatch.setattr(shared_strings, "MOST_CHARACTERS", 6)
    data = edited(
        saved(sheet_of([["事業"]])),
        {"xl/_rels/workbook.xml.rels": ("</Relationships>", relation)},
        {"xl/sharedStrings.xml": strings if why == "too-large" else strings.replace("乙", "")},
    )
    assert opened(data).skipped == (Skipped(why, DocumentPlace(selector="/xl/sharedStrings.xml")),)


def test_a_member_that_lies_about_its_size_is_broken_not_endless() -> None:
    data = bytearray(saved(sheet_of([["事業", "額"], ["植樹", 5]])))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(SHEET.encode()))
    data[at + 24 : at + 28] = struct.pack("<I", 40)
    assert [one.what for one in opened(bytes(data)).skipped] == ["broken"]


def test_merging_the_whole_sheet_costs_nothing() -> None:
    workbook = sheet_of([["森の計画"], ["事業"]])
    data = edited(
        saved(workbook), {SHEET: ("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')}
    )
    assert shape(opened(data)) == ["森の計画"]


def test_the_same_bytes_give_the_same_document() -> None:
    data = saved(sheet_of([["森の計画"], HEAD, [1, "植樹", "緑課", 120]]))
    assert read(data, "森.xlsx") == read(data, "森.xlsx")
