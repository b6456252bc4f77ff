"""Tables of a PDF: with rules, with some, and with none."""

from tests.formats.pdf_pages import LATIN, ROW, TableSheets, grid, grids
from tests.reading.pages.sheet import GOTHIC

from shisaku.formats.pdf.pdf_document import read

XS = (40.0, 180.0, 300.0, 400.0, 550.0)
HEADS = ("Action", "Lead", "By", "Cost (USD)")
ROWS = (("Plant street trees", "Parks", "March 2027", "12,000"), ("Open a seed library", "Libraries", "June 2027", "4,500"))
WHOLE = [list(HEADS), *map(list, ROWS)]


def sheets() -> TableSheets:
    return TableSheets()


def test_rules_around_every_cell() -> None:
    page = sheets()
    page.text(40, 40, ["Actions of the town"], font=LATIN)
    page.ruled(XS, 80, [HEADS, *ROWS])
    made = read(page.pdf(), "some.pdf")
    assert grid(made, 0) == WHOLE
    assert [table.origin for table in made.tables] == ["ruled"]
    assert made.text.startswith("Actions of the town")


def test_a_missing_rule_makes_one_cell_of_two() -> None:
    page = sheets()
    top = page.ruled(XS, 80, [HEADS])
    page.canvas.rect(40, page.height - top - ROW, 510, ROW, stroke=1, fill=0)
    page.cells(XS, top, [("Green places",)])
    page.ruled(XS, top + ROW, ROWS)
    made = read(page.pdf(), "some.pdf")
    [band] = [cell for cell in made.tables[0].cells if cell.row == 1]
    assert (band.column, band.columns) == (0, 4)


def test_rows_that_rules_part_have_the_columns_of_their_words() -> None:
    page = sheets()
    bottom = page.cells(XS, 80, [HEADS, *ROWS])
    for at in (80.0, 80 + ROW, 80 + 2 * ROW, bottom):
        page.rule(40, at, 550, at)
    assert grids(page.pdf()) == [WHOLE]


def test_words_in_columns_without_any_rule() -> None:
    page = sheets()
    page.cells(XS, 80, [HEADS, *ROWS, ("Mend the old pier", "Harbour", "May 2028", "30,000")])
    made = read(page.pdf(), "some.pdf")
    assert [table.origin for table in made.tables] == ["aligned"]
    assert grid(made, 0)[:3] == WHOLE


def test_figures_to_the_right_are_below_heads_to_the_left_of_their_column() -> None:
    page = sheets()
    page.cells(
        (40, 240, 400),
        80,
        [("Action", "Cost", "Grant"), ("Plant street trees",), ("Open a seed library",), ("Mend the old pier",)],
    )
    for at, (cost, grant) in enumerate((("900", "300"), ("1,200", "40"), ("77", "5")), 1):
        for right, figure in ((390, cost), (550, grant)):
            page.canvas.drawRightString(right, page.height - 83 - at * ROW - 0.88 * 9, figure)
    assert grids(page.pdf()) == [
        [
            ["Action", "Cost", "Grant"],
            ["Plant street trees", "900", "300"],
            ["Open a seed library", "1,200", "40"],
            ["Mend the old pier", "77", "5"],
        ]
    ]


def test_prose_in_columns_is_no_table() -> None:
    page = sheets()
    prose = [
        "The town has grown for many years and will",
        "grow on. We want it to stay a good place for",
        "all who live in it, and for those who come.",
    ]
    page.text(40, 80, prose, font=LATIN)
    page.text(310, 80, prose, font=LATIN)
    assert grids(page.pdf()) == []


def test_heads_on_a_band_of_colour_are_split_as_the_columns_below() -> None:
    page = sheets()
    page.band(40, 80, 550, 80 + ROW)
    page.rule(40, 80, 550, 80)
    page.rule(40, 80, 40, 80 + ROW)
    page.rule(550, 80, 550, 80 + ROW)
    page.cells(XS, 80, [HEADS])
    page.ruled(XS, 80 + ROW, ROWS)
    assert grids(page.pdf()) == [WHOLE]


def test_a_row_whose_rules_were_left_out_is_split_where_words_of_other_rows_begin() -> None:
    page = sheets()
    top = page.ruled(XS, 80, [HEADS, *ROWS])
    page.canvas.rect(40, page.height - top - ROW, 140, ROW, stroke=1, fill=0)
    page.canvas.rect(180, page.height - top - ROW, 220, ROW, stroke=1, fill=0)
    page.canvas.rect(400, page.height - top - ROW, 150, ROW, stroke=1, fill=0)
    page.cells(XS, top, [("Mend the old pier", "Harbour", "May 2028", "30,000")])
    page.ruled(XS, top + ROW, [("Light the path", "Roads", "July 2027", "9,000")])
    assert grids(page.pdf())[0][3] == ["Mend the old pier", "Harbour", "May 2028", "30,000"]


def test_words_over_several_columns_that_are_not_in_them_stay_whole() -> None:
    page = sheets()
    top = page.ruled(XS, 80, [HEADS, *ROWS])
    page.canvas.rect(40, page.height - top - ROW, 510, ROW, stroke=1, fill=0)
    page.cells(XS, top, [("All sums are those of the year in which the town decides on its budget, without taxes",)])
    page.ruled(XS, top + ROW, [("Light the path", "Roads", "July 2027", "9,000")])
    row = grids(page.pdf())[0][3]
    assert row == ["All sums are those of the year in which the town decides on its budget, without taxes", "", "", ""]


def test_a_word_that_is_set_wide_over_columns_stays_one() -> None:
    page = sheets()
    top = page.ruled(XS, 80, [("事業", "担当課", "期限", "金額"), ("森づくり", "農林課", "令和８年度", "12,000")], GOTHIC)
    page.canvas.rect(40, page.height - top - ROW, 260, ROW, stroke=1, fill=0)
    page.canvas.rect(300, page.height - top - ROW, 250, ROW, stroke=1, fill=0)
    page.cells(XS, top, [("合", "計", "", "12,000")], GOTHIC)
    cells = [cell for cell in read(page.pdf(), "some.pdf").tables[0].cells if cell.row == 2 and cell.blocks]
    assert (cells[0].column, cells[0].columns) == (0, 2)


def test_bullets_below_each_other_stay_with_their_items() -> None:
    page = sheets()
    items = ["Name data stewards", "Publish a catalogue", "Train the staff", "Ask the users"]
    bottom = page.ruled(XS[:3], 80, [("Goal", "Steps"), ("Open data", "\n".join([" "] * len(items)))])
    for at in range(len(items)):
        page.text(184, 80 + ROW + 3 + 1.2 * 9 * at, ["•"], 9, LATIN)
    for at, item in enumerate(items):
        page.text(196, 80 + ROW + 3 + 1.2 * 9 * at, [item], 9, LATIN)
    assert bottom > 80
    assert grids(page.pdf())[0][1][1] == " / ".join(f"• {item}" for item in items)


def test_a_table_that_goes_on_overleaf_in_one_cell_is_one_there_too() -> None:
    page = sheets()
    page.ruled(XS, 80, [HEADS, *ROWS])
    page.next()
    page.ruled(XS, 40, [("Mend the old pier", "", "", "")])
    assert [len(found) for found in grids(page.pdf())] == [3, 1]


def test_one_filled_cell_of_other_columns_overleaf_is_no_table() -> None:
    page = sheets()
    page.ruled(XS, 80, [HEADS, *ROWS])
    page.next()
    page.ruled((40.0, 160.0, 300.0, 400.0, 550.0), 40, [("Mend the old pier", "", "", "")])
    assert len(grids(page.pdf())) == 1
