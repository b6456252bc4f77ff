"""Whole files as ministries and towns make them, and what a person sees in them; single rules are tested with their formats."""

import io
from datetime import date, datetime
from typing import Any

from docx import Document as WordDocument
from docx.oxml import parse_xml
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.comments import Comment  # type: ignore[import-untyped]
from openpyxl.styles import Border, Side  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Pt
from tests.formats import office
from tests.formats.documents import assert_sound, grid, printed, words

from shisaku.formats import sheets, slides, word
from shisaku.model.document import Block, Document


def checked(document: Document) -> Document:
    assert_sound(document)
    return document


def _note(identifier: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{identifier}"/></w:r>'


def test_a_plan_in_word_with_numbered_headings_a_box_a_note_and_tracked_changes() -> None:
    levels = (
        office.level(0, "decimalFullWidth", "第%1章", '<w:pStyle w:val="1"/>')
        + office.level(1, "decimalFullWidth", "第%2節", '<w:pStyle w:val="2"/>')
        + office.level(2, "decimalFullWidth", "%3", '<w:pStyle w:val="3"/>')
        + office.level(3, "decimal", "(%4)")
        + office.level(4, "decimalEnclosedCircle", "%5")
        + office.level(5, "aiueoFullWidth", "%6")
    )
    styles = "".join(
        office.style(
            f"heading {number}",
            f'<w:numPr><w:ilvl w:val="{number - 1}"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{number - 1}"/>',
            identifier=str(number),
        )
        for number in (1, 2, 3)
    )

    def heading(text: str, level: int) -> str:
        return office.p(text, f'<w:pStyle w:val="{level}"/>')

    changed = (
        "<w:p><w:r><w:t>苗を</w:t></w:r><w:del w:id='1' w:author='x'><w:r><w:delText>買う</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='x'><w:r><w:t>育てる</w:t></w:r></w:ins></w:p>"
    )
    body = (
        heading("基本方針", 1)
        + heading("目標", 2)
        + heading("現状", 3)
        + office.item("森の広さ", 1, 3)
        + office.item("人工林", 1, 4)
        + office.item("天然林", 1, 4)
        + office.item("竹林", 1, 5)
        + heading("施策", 3)
        + f"<w:p><w:r><w:t>植樹</w:t></w:r>{_note(2)}<w:r><w:t>を行う。</w:t></w:r></w:p>"
        + f"<w:p>{office.text_box(office.p('＜重点＞'))}<w:r><w:t>枠のある段落</w:t></w:r></w:p>"
        + changed
        + heading("体制", 1)
        + heading("会議", 2)
    )
    notes = f'<w:footnote w:id="2">{office.p(" 地元の苗による。")}</w:footnote>'
    document = checked(word.read(office.docx(body, styles=styles, numbering=office.lists(levels), footnotes=notes), "plan.docx"))
    assert printed(document) == [
        ("heading", 1, "第１章", "基本方針"),
        ("heading", 2, "第１節", "目標"),
        ("heading", 3, "１", "現状"),
        ("item", 4, "(1)", "森の広さ"),
        ("item", 5, "①", "人工林"),
        ("item", 5, "②", "天然林"),
        ("item", 6, "ア", "竹林"),
        ("heading", 3, "２", "施策"),
        ("paragraph", 0, "", "植樹を行う。"),
        ("paragraph", 0, "", "枠のある段落"),
        ("paragraph", 0, "", "＜重点＞"),
        ("paragraph", 0, "", "苗を育てる"),
        ("heading", 1, "第２章", "体制"),
        ("heading", 2, "第１節", "会議"),
        ("note", 0, "1", "地元の苗による。"),
    ]


def test_a_paper_in_word_with_a_title_lists_merged_cells_and_running_heads() -> None:
    made: Any = WordDocument()
    made.core_properties.title = "様式第１号"
    made.add_heading("森づくり計画（案）", 0)
    made.add_heading("１　目標", 1)
    for text, style in (
        ("苗を育てる", "List Bullet"),
        ("種を集める", "List Bullet 2"),
        ("会議を開く", "List Number"),
        ("植える", "List Number"),
    ):
        made.add_paragraph(text, style=style)
    table = made.add_table(3, 3)
    for place, text in {
        (0, 0): "番号",
        (0, 1): "事業",
        (0, 2): "所管",
        (1, 0): "1",
        (1, 1): "植樹",
        (2, 1): "間伐",
        (2, 2): "緑地課",
    }.items():
        table.cell(*place).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    made.sections[0].footer.paragraphs[0].text = "谷町"
    hidden = parse_xml(f"<w:r {office.WORD}><w:rPr><w:vanish/></w:rPr><w:t>内部用</w:t></w:r>")
    made.add_paragraph("以上")._p.append(hidden)
    out = io.BytesIO()
    made.save(out)
    document = checked(word.read(out.getvalue(), "plan.docx"))
    assert document.title == "森づくり計画（案）"
    assert printed(document) == [
        ("paragraph", 0, "", "森づくり計画（案）"),
        ("heading", 1, "", "１\u3000目標"),
        ("item", 1, "•", "苗を育てる"),
        ("item", 2, "•", "種を集める"),
        ("item", 1, "1.", "会議を開く"),
        ("item", 1, "2.", "植える"),
        ("paragraph", 0, "", "以上"),
        ("artefact", 0, "", "谷町"),
    ]
    assert grid(document, document.tables[0]) == [["番号", "事業", "所管"], ["1", "植樹", ""], [None, "間伐", "緑地課"]]
    assert [one.what for one in document.skipped] == ["hidden"]


def test_an_overview_on_slides() -> None:
    made = Presentation()
    made.core_properties.title = "PowerPoint プレゼンテーション"
    cover: Any = made.slides.add_slide(made.slide_layouts[0])
    cover.shapes.title.text, cover.placeholders[1].text = "森づくり\n重点施策", "緑地課"
    points: Any = made.slides.add_slide(made.slide_layouts[1])
    points.shapes.title.text = "１．森を守る"
    frame = points.placeholders[1].text_frame
    frame.text = "植樹"
    for level, text in ((1, "苗を育てる"), (0, "間伐")):
        paragraph = frame.add_paragraph()
        paragraph.level, paragraph.text = level, text
    points.notes_slide.notes_text_frame.text = "ここで尋ねる"
    tree: Any = made.slides.add_slide(made.slide_layouts[5])
    tree.shapes.title.text = "体系"
    for text, left, top in (("川", 400, 130), ("森", 50, 130), ("清掃", 400, 200), ("植樹", 50, 200), ("間伐", 50, 260)):
        tree.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(left), Pt(top), Pt(150), Pt(40)).text_frame.text = text
    table = tree.shapes.add_table(2, 3, Pt(50), Pt(360), Pt(500), Pt(60)).table
    for column, (head, text) in enumerate((("事業", "植樹"), ("所管", "緑地課"), ("額（千円）", "1,234"))):
        table.cell(0, column).text, table.cell(1, column).text = head, text
    hidden: Any = made.slides.add_slide(made.slide_layouts[5])
    hidden.shapes.title.text = "予備"
    hidden._element.set("show", "0")
    out = io.BytesIO()
    made.save(out)
    document = checked(slides.read(out.getvalue(), "plan.pptx"))
    assert document.title == "森づくり 重点施策"
    assert printed(document) == [
        ("heading", 1, "", "森づくり\n重点施策"),
        ("paragraph", 0, "", "緑地課"),
        ("heading", 1, "", "１．森を守る"),
        ("item", 1, "•", "植樹"),
        ("item", 2, "–", "苗を育てる"),
        ("item", 1, "•", "間伐"),
        ("note", 0, "", "ここで尋ねる"),
        ("heading", 1, "", "体系"),
        ("paragraph", 0, "", "森"),
        ("paragraph", 0, "", "植樹"),
        ("paragraph", 0, "", "間伐"),
        ("paragraph", 0, "", "川"),
        ("paragraph", 0, "", "清掃"),
    ]
    assert grid(document, document.tables[0]) == [["事業", "所管", "額（千円）"], ["植樹", "緑地課", "1,234"]]
    assert [(one.what, one.place.page) for one in document.skipped] == [("hidden", 4)]


def _list_of_projects(workbook: Any) -> None:
    sheet = workbook.active
    sheet.title = "別紙 １"
    rows: list[list[object]] = [
        ["令和８年度　森づくり事業一覧", None, None, None, None, "（単位：千円）"],
        [],
        ["番号", "事業名", "所管", "事業費", None, "期限"],
        [None, None, None, "R7", "R8", None],
        [1, "植樹\n（第２期）", "緑地課", 1_234_567_000, 2_000_000_499, date(2027, 3, 31)],
        [2, "間伐", "緑地課", -5_000, 0, date(2019, 5, 1)],
        [3, "予備", "内部", 1, 1, date(2020, 1, 1)],
        [4, "川の清掃", None, 0.256, 12_345.6, datetime(2026, 11, 30, 9, 5)],
        [],
        ["※ 金額は見込み"],
    ]
    for row in rows:
        sheet.append(row)
    for area in ("A1:E1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4"):
        sheet.merge_cells(area)
    thin = Side(style="thin")
    for line in sheet["A3:F8"]:
        for cell in line:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    for cell in (*sheet["D"][4:7], *sheet["E"][4:7]):
        cell.number_format = '#,##0,;△#,##0,;"－"'
    for cell in sheet["F"][4:7]:
        cell.number_format = '[$-ja-JP-x-gannen]ggge"年"m"月"d"日"'
    sheet["D8"].number_format, sheet["E8"].number_format, sheet["F8"].number_format = "0.0%", '#,##0"千円"', "[$-411]ge.m.d"
    sheet.row_dimensions[7].hidden = True
    sheet["B5"].comment = Comment("要確認", "x")


def test_a_list_of_projects_in_a_workbook() -> None:
    workbook = Workbook()
    _list_of_projects(workbook)
    workbook.create_sheet("計算用").sheet_state = "hidden"
    form = workbook.create_sheet("個票")
    for row in (
        ("事業名", "植樹"),
        ("目的", "森を広げる。"),
        (),
        ("１　現状",),
        ("　木が減っている。",),
        (None, "(1) 調査"),
        (None, "(2) 対策"),
    ):
        form.append(row)
    out = io.BytesIO()
    workbook.save(out)
    document = checked(sheets.read(out.getvalue(), "plan.xlsx"))
    projects, sheet = document.tables
    assert grid(document, projects) == [
        ["番号", "事業名", "所管", "事業費", None, "期限"],
        [None, None, None, "R7", "R8", None],
        ["1", "植樹\n（第２期）", "緑地課", "1,234,567", "2,000,000", "令和9年3月31日"],
        ["2", "間伐", "緑地課", "△5", "－", "令和元年5月1日"],
        ["4", "川の清掃", None, "25.6%", "12,346千円", "R8.11.30"],
    ]
    assert grid(document, sheet) == [["事業名", "植樹"], ["目的", "森を広げる。"]]
    assert [(words(document, b), b.kind, b.level) for b in document.content if isinstance(b, Block)] == [
        ("令和８年度\u3000森づくり事業一覧", "line", 0),
        ("（単位：千円）", "line", 0),
        ("※ 金額は見込み", "line", 0),
        ("要確認", "note", 0),
        ("１\u3000現状", "line", 0),
        ("木が減っている。", "item", 1),
        ("(1) 調査", "item", 1),
        ("(2) 対策", "item", 1),
    ]
    assert projects.cells[-1].place.selector == "'別紙 １'!F8"
    assert {one.place.selector for one in document.skipped} == {"'別紙 １'!7:7", "計算用"}
