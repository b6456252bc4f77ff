import io

import docx as python_docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor
from tests.formats.documents import assert_sound, grid, printed, words
from tests.formats.office import cell, docx, item, level, lists, p, row, style, table, text_box

from shisaku.formats.word import read
from shisaku.model.document import Block, Document, Skipped


def opened(data: bytes) -> Document:
    document = read(data, "plan.docx")
    assert_sound(document)
    return document


def blocks(document: Document) -> list[Block]:
    return list(document.blocks())


def lost(document: Document) -> list[str]:
    return [one.what for one in document.skipped]


def test_paragraphs_lists_and_tables_come_in_the_order_of_the_body() -> None:
    made = python_docx.Document()
    made.core_properties.title = "River plan"
    made.core_properties.author = "Town of Ashford"
    made.add_heading("Goals", 1)
    made.add_paragraph("Clean water for all.")
    made.add_paragraph("Plant trees", style="List Bullet")
    made.add_table(rows=1, cols=2).rows[0].cells[1].text = "Parks office"
    made.add_heading("Costs", 2)
    out = io.BytesIO()
    made.save(out)
    document = opened(out.getvalue())
    assert document.text == "Goals\n\nClean water for all.\n\nPlant trees\n\nParks office\n\nCosts"
    assert printed(document) == [
        ("heading", 1, "", "Goals"),
        ("paragraph", 0, "", "Clean water for all."),
        ("item", 1, "•", "Plant trees"),
        ("heading", 2, "", "Costs"),
    ]
    assert (document.format, document.title, document.language) == ("docx", "River plan", "en-US")
    assert ("author", "Town of Ashford") in document.fields


def test_letters_look_as_their_runs_and_styles_say() -> None:
    made = python_docx.Document()
    own = made.styles.add_style("Measure", WD_STYLE_TYPE.PARAGRAPH)
    own.font.size = Pt(14)
    own.font.color.rgb = RGBColor(0xC0, 0x00, 0x00)
    paragraph = made.add_paragraph(style="Measure")
    paragraph.add_run("Lead: ").bold = True
    paragraph.add_run("Parks office, with the school board")
    out = io.BytesIO()
    made.save(out)
    (block,) = blocks(opened(out.getvalue()))
    assert (block.style.size, block.style.colour, block.style.name, block.style.bold) == (14, "#c00000", "Measure", False)
    assert block.bold_lead == len("Lead:")


def test_outline_levels_of_styles_and_of_paragraphs_make_headings() -> None:
    styles = style("Chapter", '<w:outlineLvl w:val="0"/>') + style("Part", based="Chapter") + style("caption")
    body = (
        p("Forests", '<w:pStyle w:val="Part"/>')
        + p("Paths", '<w:outlineLvl w:val="2"/>')
        + p("Not one", '<w:pStyle w:val="Chapter"/><w:outlineLvl w:val="9"/>')
        + p("Table 1", '<w:pStyle w:val="caption"/>')
    )
    assert [found[:2] for found in printed(opened(docx(body, styles=styles)))] == [
        ("heading", 1),
        ("heading", 3),
        ("paragraph", 0),
        ("caption", 0),
    ]


@pytest.mark.parametrize("name", ["heading 2", "Heading 2", "見出し 2", "見出し２", "제목 2"])
def test_styles_of_headings_are_known_by_their_name_where_no_level_is_written(name: str) -> None:
    styles = style(name, identifier="a2") + style("重点", based="a2") + style("本文", '<w:outlineLvl w:val="9"/>', based="a2")
    paragraphs = "".join(
        p(text, f'<w:pStyle w:val="{identifier}"/>') for text, identifier in (("森", "a2"), ("川", "重点"), ("海", "本文"))
    )
    assert [(b.kind, b.level) for b in blocks(opened(docx(paragraphs, styles=styles)))] == [
        ("heading", 2),
        ("heading", 2),
        ("paragraph", 0),
    ]


def test_numbers_of_chapters_and_sections_are_those_that_word_prints() -> None:
    chapters = level(0, "decimal", "第%1章", '<w:pStyle w:val="H1"/>') + level(1, "decimal", "%1-%2", '<w:pStyle w:val="H2"/>')
    styles = style("H1", '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>')
    styles += style("H2", '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/>')
    body = "".join(
        p(text, f'<w:pStyle w:val="{name}"/>')
        for name, text in (("H1", "森"), ("H2", "植樹"), ("H2", "間伐"), ("H1", "川"), ("H2", "清掃"))
    )
    document = opened(docx(body, styles=styles, numbering=lists(chapters)))
    assert [found[2] for found in printed(document)] == ["第1章", "1-1", "1-2", "第2章", "2-1"]


def test_a_paragraph_that_only_ends_a_section_takes_no_number() -> None:
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    for properties, marks in (("<w:sectPr/>", ["1.", "2."]), ("", ["1.", "3."])):
        body = item("Roads", 1) + f"<w:p><w:pPr>{listed}{properties}</w:pPr></w:p>" + item("Bridges", 1)
        assert [found[2] for found in printed(opened(docx(body, numbering=lists(level(0, "decimal", "%1.")))))] == marks


def test_lists_begin_anew_where_they_say_so() -> None:
    two = level(0, "upperRoman", "%1") + level(1, "lowerLetter", "%2)")
    anew = '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    same = '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
    body = (
        item("a", 1)
        + item("b", 1, 1)
        + item("c", 1, 1)
        + item("d", 1)
        + item("e", 1, 1)
        + item("f", 2)
        + item("g", 2)
        + item("h", 3)
    )
    document = opened(docx(body, numbering=lists(two, overrides=anew + same)))
    assert [found[2] for found in printed(document)] == ["I", "a)", "b)", "II", "a)", "I", "II", "III"]
    assert [found[1] for found in printed(document)] == [1, 2, 2, 1, 2, 1, 1, 1]


def test_a_level_that_never_begins_anew_counts_on() -> None:
    on = level(0, "decimal", "%1") + level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>')
    body = item("a", 1) + item("b", 1, 1) + item("c", 1) + item("d", 1, 1)
    assert [found[2] for found in printed(opened(docx(body, numbering=lists(on))))] == ["1", "(1)", "2", "(2)"]


def test_bullets_set_in_under_a_number_are_below_it() -> None:
    numbering = lists(level(0, "decimal", "%1.", left=360, hanging=360), level(0, "bullet", "\uf0b7", left=1080, hanging=360))
    body = item("Roads", 1) + item("Mend", 2) + p("") + item("Widen", 2) + item("Parks", 1) + item("Trees", 2)
    body += p("Now something else.") + item("Alone", 2)
    levels = [(found[0], found[1]) for found in printed(opened(docx(body, numbering=numbering)))]
    assert levels == [("item", 1), ("item", 2), ("item", 2), ("item", 1), ("item", 2), ("paragraph", 0), ("item", 1)]


def test_bullets_of_one_level_are_below_each_other_where_they_are_set_in() -> None:
    numbering = lists(level(0, "bullet", "・", left=210, hanging=210), level(0, "decimal", "%1.", left=210, hanging=210))
    further = '<w:ind w:left="630" w:hanging="210"/>'
    bullets = item("Roads", 1) + item("Mend", 1, 0, further) + item("Parks", 1)
    assert [found[1] for found in printed(opened(docx(bullets, numbering=numbering)))] == [1, 2, 1]
    numbers = item("Roads", 2) + item("Mend", 2, 0, further) + item("Parks", 2)
    assert [found[1:3] for found in printed(opened(docx(numbers, numbering=numbering)))] == [(1, "1."), (1, "2."), (1, "3.")]


def test_indents_of_what_is_no_list_are_reported() -> None:
    body = p("森を守る") + p("　・植樹", '<w:ind w:leftChars="100" w:left="210"/>')
    found = blocks(
        opened(docx(body, styles='<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'))
    )
    assert [one.style.indent for one in found] == [0, 21]
    assert words(opened(docx(body)), found[1]) == "・植樹"


def test_merged_cells_headers_and_shading_are_stated() -> None:
    head = row(cell("Project", '<w:gridSpan w:val="2"/>'), cell("Owner"), properties="<w:tblHeader/>")
    first = row(
        cell("Forest", '<w:vMerge w:val="restart"/>'), cell("Plant"), cell("Parks", '<w:shd w:val="clear" w:fill="FFE699"/>')
    )
    second = row(cell("", "<w:vMerge/>"), cell("Thin"), cell("Woods"))
    document = opened(docx(p("Before") + table(head, first, second) + p("After")))
    (found,) = document.tables
    assert grid(document, found) == [["Project", None, "Owner"], ["Forest", "Plant", "Parks"], [None, "Thin", "Woods"]]
    assert [(one.rows, one.columns, one.header) for one in found.cells[:3]] == [(1, 2, True), (1, 1, True), (2, 1, False)]
    assert [one.style.fill for one in found.cells[2:5]] == ["", "", "#ffe699"]
    assert found.cells[-1].place.selector == "/word/document.xml#t1!C3"
    assert found.cells[-1].blocks[0].place.selector == "/word/document.xml#p9"
    assert document.text.startswith("Before\n\nProject\tOwner\nForest\tPlant\tParks\n")


def test_a_table_whose_style_sets_off_its_first_row_has_a_header() -> None:
    special = '<w:style w:type="table" w:styleId="Ruled"><w:name w:val="Ruled"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    body = table(row(cell("Project")), row(cell("Plant")), properties='<w:tblStyle w:val="Ruled"/><w:tblLook w:val="0020"/>')
    (found,) = opened(docx(body, styles=special)).tables
    assert [(one.header, one.blocks[0].style.bold) for one in found.cells] == [(True, True), (False, False)]


def test_a_table_within_a_cell_stays_a_table_and_a_box_stays_where_it_is() -> None:
    inner = table(row(cell("2026"), cell("10")), row(cell("2027"), cell("20")))
    box = table(row(cell("Note")))
    document = opened(
        docx(table(row(cell("Plant"), cell(p("Costs") + inner + p("in euro"))), row(cell("Thin"), cell(box + p("")))) + p("End"))
    )
    outer, within = document.tables
    assert grid(document, outer) == [["Plant", "Costs\nin euro"], ["Thin", "Note"]]
    assert grid(document, within) == [["2026", "10"], ["2027", "20"]]
    assert within.place.selector == "/word/document.xml#t2"
    framed = opened(docx(table(row(cell(p("Plan") + inner)))))
    assert [words(framed, framed.content[0]) if isinstance(framed.content[0], Block) else ""] == ["Plan"]
    assert len(framed.tables) == 1


def test_text_boxes_are_read_once_behind_their_paragraph_from_the_top() -> None:
    body = f"<w:p><w:r><w:t>Scheme</w:t></w:r>{text_box(p('Third'), 200, 300)}{text_box(p('Second'), 0, 300)}{text_box(p('First'), 0, 100)}</w:p>"
    document = opened(docx(body + p("Next")))
    assert [(words(document, one), one.frame) for one in blocks(document)] == [
        ("Scheme", -1),
        ("First", 0),
        ("Second", 1),
        ("Third", 2),
        ("Next", -1),
    ]


def test_a_text_box_in_a_cell_is_among_the_blocks_of_the_cell() -> None:
    document = opened(docx(table(row(cell(f"<w:p><w:r><w:t>Plant</w:t></w:r>{text_box(p('trees'))}</w:p>"), cell("Parks")))))
    assert grid(document, document.tables[0]) == [["Plant\ntrees", "Parks"]]


def test_tracked_insertions_are_read_and_deletions_left_out() -> None:
    body = "<w:p><w:r><w:t>by </w:t></w:r><w:ins><w:r><w:t>2028</w:t></w:r></w:ins><w:del><w:r><w:delText>2026</w:delText></w:r></w:del></w:p>"
    body += table(row(cell("Old"), properties="<w:del/>"), row(cell("New")))
    document = opened(docx(body))
    assert document.text == "by 2028\n\nNew"
    assert lost(document) == ["hidden", "hidden"]


def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next() -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>'
    body = p("Plant ", gone) + p("", gone) + p("oaks") + p("Clear ", gone) + table(row(cell(p("Owner", gone)))) + p("", gone)
    document = opened(docx(body))
    assert document.text == "Plant oaks\nClear\n\nOwner"
    assert blocks(document)[0].place.selector == "/word/document.xml#p3"


def test_words_in_controls_fields_links_and_ruby_are_read_as_printed() -> None:
    def run(inside: str) -> str:
        return f"<w:r>{inside}</w:r>"

    field = (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run("<w:instrText>PAGEREF x</w:instrText>")
        + run('<w:fldChar w:fldCharType="separate"/>')
    )
    field += run("<w:t>12</w:t>") + run('<w:fldChar w:fldCharType="end"/>')
    ruby = run("<w:ruby><w:rt><w:r><w:t>もり</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>森</w:t></w:r></w:rubyBase></w:ruby>")
    control = f"<w:sdt><w:sdtContent>{run('<w:t>の計画</w:t>')}</w:sdtContent></w:sdt>"
    body = f"<w:sdt><w:sdtContent><w:p>{ruby}{control}{run('<w:tab/>')}{field}</w:p></w:sdtContent></w:sdt>"
    body += f'<w:p><w:hyperlink r:id="x">{run("<w:t>網</w:t>")}</w:hyperlink>{run("<w:br/><w:t>二行目</w:t>")}</w:p>'
    document = opened(docx(body))
    assert [words(document, one) for one in blocks(document)] == ["森の計画 12", "網\n二行目"]
    assert [round(one.linked, 2) for one in blocks(document)] == [0, 0.25]


def test_hidden_words_are_left_out_and_reported() -> None:
    document = opened(docx("<w:p><w:r><w:t>Shown</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> not</w:t></w:r></w:p>"))
    assert document.text == "Shown"
    assert document.skipped[0].place.selector == "/word/document.xml#p1"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<w:sym w:font="Wingdings" w:char="F06C"/>', "●"),
        ('<w:sym w:font="Symbol" w:char="F0B7"/>', "•"),
        ("<w:t>\uf0d8</w:t>", "➢"),
        ('<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>n</w:t>', "■"),
        ("<w:t>n</w:t>", "n"),
    ],
)
def test_letters_of_symbol_fonts_are_the_signs_that_they_print(inside: str, expected: str) -> None:
    assert opened(docx(f"<w:p><w:r>{inside}</w:r></w:p>")).text == expected


def test_boxes_to_be_ticked_say_whether_they_are() -> None:
    def control(value: int, sign: str) -> str:
        box = f'<w:sdtPr><w14:checkbox><w14:checked w14:val="{value}"/></w14:checkbox></w:sdtPr>'
        return f"<w:p><w:sdt>{box}<w:sdtContent><w:r><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> Plant</w:t></w:r></w:p>"

    assert [one.checked for one in blocks(opened(docx(control(1, "☒") + control(0, "☐") + p("Thin"))))] == [True, False, None]


def test_notes_and_running_heads_come_behind_the_body() -> None:
    def note(number: int, text: str, kind: str = "footnote") -> str:
        return f'<w:{kind} w:id="{number}">{p(text)}</w:{kind}>'

    body = '<w:p><w:r><w:t>Trees</w:t><w:footnoteReference w:id="7"/><w:t> and paths</w:t><w:footnoteReference w:id="3"/>'
    body += '<w:commentReference w:id="1"/></w:r></w:p><w:sectPr><w:headerReference r:id="header"/></w:sectPr>'
    footnotes = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>' + note(3, "Second") + note(7, "First")
    document = opened(docx(body, footnotes=footnotes, comments=note(1, "Why?", "comment"), header=p("Draft")))
    assert printed(document) == [
        ("paragraph", 0, "", "Trees and paths"),
        ("note", 0, "1", "First"),
        ("note", 0, "2", "Second"),
        ("note", 0, "", "Why?"),
        ("artefact", 0, "", "Draft"),
    ]


def test_pictures_and_embedded_files_are_not_read_but_reported() -> None:
    picture = "<w:r><w:drawing><a:graphic><pic:pic/></a:graphic></w:drawing></w:r>"
    sheet = '<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject Type="Embed"/></w:object></w:r>'
    assert lost(opened(docx(f"<w:p>{picture}{sheet}</w:p>"))) == ["picture", "embedded"]


def test_a_list_is_separated_from_the_paragraphs_around_it() -> None:
    body = p("One") + p("Two") + item("Three", 1) + item("Four", 1) + p("") + p("Five") + p("") + p("Six")
    assert opened(docx(body, numbering=lists(level(0, "bullet", "-")))).text == "One\nTwo\n\nThree\nFour\n\nFive\n\nSix"


def test_tables_and_boxes_within_each_other_are_followed_no_further_than_needed() -> None:
    body = p("deepest")
    for _ in range(200):
        body = table(row(cell(body + p("")), cell("beside")), row(cell("below"), cell("last")))
    document = opened(docx(body))
    assert "deepest" not in document.text
    assert "last" in document.text
    assert Skipped("too-large", document.skipped[0].place) in document.skipped
