import io
from collections.abc import Callable, Iterable
from typing import Any, cast
from xml.etree.ElementTree import fromstring

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.util import Pt
from tests.formats.documents import assert_sound, grid, printed, words

from shisaku.formats.ooxml.diagrams import Point, points
from shisaku.formats.slides import read
from shisaku.model.document import Block, Document

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
TITLE_ONLY, BULLETS, BLANK = 5, 1, 6
Box = tuple[float, float, float, float]


def opened(*slides: Callable[[Any, Any], object], layout: int = BLANK) -> Document:
    """The Document of a presentation of which each function fills a slide; it gets the presentation and the slide."""
    made = Presentation()
    for fill in slides:
        fill(made, made.slides.add_slide(made.slide_layouts[layout]))
    out = io.BytesIO()
    made.save(out)
    document = read(out.getvalue(), "plan.pptx")
    assert_sound(document)
    return document


def write(slide: Any, text: str, left: float, top: float, width: float = 100, height: float = 30) -> Any:
    """A text box, measured in points."""
    box = slide.shapes.add_textbox(Pt(left), Pt(top), Pt(width), Pt(height))
    box.text_frame.text = text
    return box


def boxes(*texts: tuple[str, float, float, float, float]) -> Callable[[Any, Any], None]:
    def fill(_: Any, slide: Any) -> None:
        for text, *box in texts:
            write(slide, text, *box)

    return fill


def read_words(document: Document) -> list[str]:
    return [words(document, block) for block in document.blocks()]


def paragraphs(frame: Any, lines: Iterable[tuple[int, str]], properties: str = "") -> None:
    """Paragraphs with a level each; `properties` are elements of their `a:pPr`."""
    for number, (level, text) in enumerate(lines):
        one = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        one.text, one.level = text, level
        if properties:
            for child in parse_xml(f"<a:pPr {A}>{properties}</a:pPr>"):
                one._p.get_or_add_pPr().append(child)


def test_a_slide_has_its_title_as_a_heading_and_its_bullets_as_items() -> None:
    def fill(_: Any, slide: Any) -> None:
        slide.shapes.title.text = "Clean rivers"
        paragraphs(slide.placeholders[1].text_frame, [(0, "Banks"), (1, "Plant willows"), (0, "Water")])

    document = opened(fill, layout=BULLETS)
    assert printed(document) == [
        ("heading", 1, "", "Clean rivers"),
        ("item", 1, "•", "Banks"),
        ("item", 2, "–", "Plant willows"),
        ("item", 1, "•", "Water"),
    ]
    found = list(document.blocks())
    assert (found[0].style.name, found[0].style.size, found[1].style.size) == ("title", 44, 32)
    assert [block.frame for block in found] == [0, 1, 1, 1]
    assert found[1].place.page == 1
    assert found[1].place.selector == "slide=1&shape=3"
    assert found[1].place.box == (36, 126, 684, 482.4)


def test_a_paragraph_without_its_bullet_is_no_item() -> None:
    def fill(_: Any, slide: Any) -> None:
        paragraphs(slide.placeholders[1].text_frame, [(0, "In short")], "<a:buNone/>")

    assert printed(opened(fill, layout=BULLETS)) == [("paragraph", 0, "", "In short")]


def test_numbers_are_counted_by_level() -> None:
    def fill(_: Any, slide: Any) -> None:
        frame = slide.placeholders[1].text_frame
        paragraphs(
            frame, [(0, "Banks"), (1, "Plant"), (1, "Mow"), (0, "Water"), (1, "Test")], '<a:buAutoNum type="arabicPeriod"/>'
        )
        own = frame.add_paragraph()
        own.text = "Fish"
        own._p.get_or_add_pPr().append(parse_xml(f'<a:buAutoNum {A} type="circleNumDbPlain" startAt="4"/>'))

    assert [found[2] for found in printed(opened(fill, layout=BULLETS))] == ["1.", "1.", "2.", "2.", "1.", "④"]


def test_a_title_of_two_paragraphs_is_one_heading() -> None:
    def fill(_: Any, slide: Any) -> None:
        slide.shapes.title.text = "Clean rivers\nA plan for the valley"

    assert printed(opened(fill, layout=TITLE_ONLY)) == [("heading", 1, "", "Clean rivers\nA plan for the valley")]


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ([("d", 300, 200, 200, 50), ("b", 300, 100, 200, 50), ("c", 50, 202, 200, 50), ("a", 50, 98, 200, 50)], "abcd"),
        ([("c", 400, 60, 250, 20), ("d", 400, 84, 250, 200), ("a", 50, 60, 250, 20), ("b", 50, 84, 250, 230)], "abcd"),
        ([("d", 400, 150, 250, 90), ("c", 400, 60, 250, 40), ("b", 50, 100, 250, 160), ("a", 50, 50, 250, 40)], "abcd"),
        ([("b", 100, 200, 30, 30), ("a", 40, 204, 50, 20), ("d", 420, 201, 90, 20), ("c", 370, 199, 30, 30)], "abcd"),
        ([("b", 60, 90, 100, 20), ("a", 50, 50, 400, 200), ("c", 60, 130, 100, 20), ("d", 500, 40, 100, 220)], "abcd"),
        ([("b", 300, 120, 200, 100), ("a", 50, 100, 200, 100), ("d", 300, 231, 200, 100), ("c", 50, 212, 200, 100)], "abcd"),
    ],
    ids=["rows", "columns with heads", "columns", "labels beside numbers", "a panel and what lies on it", "cards out of line"],
)
def test_boxes_are_read_as_they_are_whatever_order_they_were_drawn_in(
    drawn: list[tuple[str, float, float, float, float]], expected: str
) -> None:
    assert "".join(read_words(opened(boxes(*drawn)))) == expected
    assert "".join(read_words(opened(boxes(*reversed(drawn))))) == expected


def test_columns_above_what_reaches_over_all_of_them_are_read_one_by_one() -> None:
    document = opened(
        boxes(
            ("森", 50, 100, 150, 40),
            ("川", 400, 100, 150, 40),
            ("植樹", 50, 160, 150, 40),
            ("間伐", 50, 220, 150, 40),
            ("清掃", 400, 160, 150, 40),
            ("令和８年度から始める。", 50, 300, 500, 40),
            ("所管", 50, 360, 150, 40),
            ("期限", 400, 360, 150, 40),
        )
    )
    assert read_words(document) == ["森", "植樹", "間伐", "川", "清掃", "令和８年度から始める。", "所管", "期限"]


def test_what_lies_on_a_panel_without_words_is_read_together() -> None:
    def fill(_: Any, slide: Any) -> None:
        for left in (300, 20):
            slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, Pt(left), Pt(40), Pt(260), Pt(300))
        for text, left, top in (("d", 310, 160), ("b", 30, 150), ("c", 310, 50), ("a", 30, 50)):
            write(slide, text, left, top, 240, 60)

    assert read_words(opened(fill)) == ["a", "b", "c", "d"]


def test_an_arrow_parts_nothing() -> None:
    def fill(_: Any, slide: Any) -> None:
        slide.shapes.add_shape(MSO_SHAPE.RIGHT_ARROW, Pt(30), Pt(60), Pt(500), Pt(80))
        for text, left, top in (("d", 300, 180), ("c", 300, 80), ("b", 40, 150), ("a", 40, 50)):
            write(slide, text, left, top, 200, 60)

    assert read_words(opened(fill)) == ["a", "b", "c", "d"]


def test_groups_are_kept_together_and_their_parts_have_their_place_on_the_slide() -> None:
    def fill(_: Any, slide: Any) -> None:
        write(slide, "c", 40, 300)
        group = slide.shapes.add_group_shape()
        for text, top in (("b", 120), ("a", 60)):
            group.shapes.add_textbox(Pt(40), Pt(top), Pt(100), Pt(30)).text_frame.text = text
        frame = group._element.grpSpPr.find("{*}xfrm")
        frame.find("{*}off").set("x", str(Pt(240)))
        frame.find("{*}ext").set("cx", str(Pt(200)))

    document = opened(fill)
    assert read_words(document) == ["a", "b", "c"]
    assert next(document.blocks()).place.box == (240, 60, 440, 90)


def test_a_group_is_opened_where_other_shapes_are_among_its_parts() -> None:
    def fill(_: Any, slide: Any) -> None:
        group = slide.shapes.add_group_shape()
        for text, top in (("a", 50), ("c", 250)):
            group.shapes.add_textbox(Pt(40), Pt(top), Pt(300), Pt(30)).text_frame.text = text
        write(slide, "b", 40, 150, 300)

    assert read_words(opened(fill)) == ["a", "b", "c"]


def table(rows: int, columns: int, change: Callable[[Any], object] = lambda made: None) -> Callable[[Any, Any], None]:
    def fill(_: Any, slide: Any) -> None:
        frame = slide.shapes.add_table(rows, columns, Pt(40), Pt(60), Pt(columns * 100), Pt(rows * 30))
        for row in range(rows):
            for column in range(columns):
                frame.table.cell(row, column).text = "abcdefghi"[row * columns + column]
        change(frame.table)

    return fill


def test_tables_have_their_header_their_merged_cells_and_the_place_of_each_cell() -> None:
    def change(made: Any) -> None:
        for row, column in ((0, 1), (2, 0)):
            made.cell(row, column).text = ""
        made.cell(0, 0).merge(made.cell(0, 1))
        made.cell(1, 0).merge(made.cell(2, 0))
        fill = f'<a:solidFill {A}><a:srgbClr val="FFE699"/></a:solidFill>'
        made.cell(1, 1)._tc.get_or_add_tcPr().append(parse_xml(fill))

    def styled(made: Any, slide: Any) -> None:
        table(3, 3, change)(made, slide)
        part = next(one for one in made.part.package.iter_parts() if one.partname == "/ppt/tableStyles.xml")
        used = slide.shapes[0]._element.find(".//{*}tableStyleId").text
        bold = f'<a:tblStyle styleId="{used}" styleName="x"><a:firstRow><a:tcTxStyle b="on"/></a:firstRow></a:tblStyle>'
        part._blob = f"<a:tblStyleLst {A}>{bold}</a:tblStyleLst>".encode()

    document = opened(styled)
    (found,) = document.tables
    assert grid(document, found) == [["a", None, "c"], ["d", "e", "f"], [None, "h", "i"]]
    assert [one.header for one in found.cells] == [True, True, False, False, False, False, False]
    assert [one.blocks[0].style.bold for one in found.cells[:3]] == [True, True, False]
    assert found.cells[3].style.fill == "#ffe699"
    assert (found.cells[3].place.selector, found.cells[3].place.box) == ("slide=1&shape=2&cell=B2", (140, 90, 240, 120))
    assert found.place.box == (40, 60, 340, 150)


def test_a_caption_on_the_head_of_a_table_is_read_before_it() -> None:
    def fill(made: Any, slide: Any) -> None:
        table(3, 3)(made, slide)
        write(slide, "Costs", 44, 62, 80, 20)
        write(slide, "in euro", 50, 128, 80, 15)

    document = opened(fill)
    assert document.text.startswith("Costs\n\na\tb\tc")
    assert document.text.endswith("\n\nin euro")


def test_pictures_charts_and_hidden_slides_are_not_read_but_reported() -> None:
    def chart(_: Any, slide: Any) -> None:
        data: Any = cast(Any, CategoryChartData)()
        data.categories = ["2026"]
        data.add_series("Trees", (3,))
        slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Pt(10), Pt(10), Pt(200), Pt(100), data)

    def hidden(_: Any, slide: Any) -> None:
        write(slide, "not shown", 10, 10)
        slide._element.set("show", "0")

    def secret(_: Any, slide: Any) -> None:
        write(slide, "nor this", 10, 10)._element.nvSpPr.cNvPr.set("hidden", "1")
        write(slide, "but this", 10, 50)

    document = opened(chart, hidden, secret)
    assert document.text == "but this"
    assert [(one.what, one.place.page) for one in document.skipped] == [("chart", 1), ("hidden", 2), ("hidden", 3)]


def test_what_the_speaker_notes_comes_behind_the_slide() -> None:
    def fill(_: Any, slide: Any) -> None:
        slide.notes_slide.notes_text_frame.text = "Pause here"
        write(slide, "Costs", 10, 10)

    assert printed(opened(fill, boxes(("Next", 1, 1, 50, 20)))) == [
        ("paragraph", 0, "", "Costs"),
        ("note", 0, "", "Pause here"),
        ("paragraph", 0, "", "Next"),
    ]


def test_the_number_of_a_slide_is_an_artefact_behind_all_else() -> None:
    def fill(_: Any, slide: Any) -> None:
        shape = write(slide, "7", 10, 10)
        shape._element.nvSpPr.nvPr.append(
            parse_xml('<p:ph xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" type="sldNum" idx="12"/>')
        )
        write(slide, "Costs", 10, 300)

    assert [found[::3] for found in printed(opened(fill))] == [("paragraph", "Costs"), ("artefact", "7")]


def test_letters_and_frames_have_the_colours_of_the_theme() -> None:
    def fill(_: Any, slide: Any) -> None:
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(10), Pt(10), Pt(100), Pt(40))
        shape.text_frame.text = "Lead: "
        shape.text_frame.paragraphs[0].runs[0].font.bold = True
        run = shape.text_frame.paragraphs[0].add_run()
        run.text = "Parks office"
        run.font.size = Pt(11)

    (block,) = opened(fill).blocks()
    assert isinstance(block, Block)
    assert (block.style.colour, block.style.fill, block.style.size, block.bold_lead) == ("#ffffff", "#4f81bd", 11, 5)


def test_line_breaks_links_and_symbols_are_those_of_the_slide() -> None:
    def fill(_: Any, slide: Any) -> None:
        frame = write(slide, "one\vtwo", 10, 10).text_frame
        run = frame.paragraphs[0].add_run()
        run.text = "\uf0fc"
        run.hyperlink.address = "https://example.org/"

    document = opened(fill)
    assert document.text == "one\ntwo✓"
    assert 0 < next(document.blocks()).linked < 0.2


def test_the_texts_of_smart_art_have_the_levels_of_its_model() -> None:

    def point(name: str, text: str, kind: str = "node") -> str:
        return f'<d:pt modelId="{name}" type="{kind}"><d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t></d:pt>'

    links = "".join(
        f'<d:cxn modelId="{n}" srcId="{a}" destId="{b}" srcOrd="{n}"/>'
        for n, (a, b) in enumerate([("0", "b"), ("0", "a"), ("b", "c"), ("c", "b")])
    )
    model = f"{point('0', '', 'doc')}{point('a', 'Water')}{point('b', 'Banks')}{point('c', 'Plant')}{point('p', 'x', 'pres')}{point('z', 'Loose')}"
    root = fromstring(f'<d:m xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram" {A}>{model}{links}</d:m>')
    assert points(root) == [Point("Banks", 1), Point("Plant", 2), Point("Water", 1), Point("Loose", 1)]
