"""Tables that are typed into plain text: strokes, tabs, rules of hyphens."""

from shisaku.model.document import Table
from shisaku.reading.tables.typed_tables import Typed, typed


def words(table: Table, text: str) -> list[list[str]]:
    """The words of each row, each cell where it begins."""
    rows = [[""] * table.width for _ in range(table.height)]
    for cell in table.cells:
        rows[cell.row][cell.column] = " ".join(text[block.span.start : block.span.end] for block in cell.blocks)
    return rows


def read(text: str) -> Typed:
    found = typed(text)
    assert found is not None
    assert len(found.text) == len(text)
    return found


def only(text: str) -> list[list[str]]:
    found = read(text)
    (table,) = found.document.tables
    return words(table, text)


def lines_of(found: Typed) -> list[str]:
    blocks = [one for one in found.document.content if not isinstance(one, Table)]
    return [found.document.text[block.span.start : block.span.end] for block in blocks]


def test_lines_that_end_in_strokes_are_rows_and_what_has_one_cell_is_between() -> None:
    text = "港の計画\n単位：千円 |\n灯台の修繕 | 1,200 | 港湾課 |\n桟橋の延長 | 800 | 港湾課 |\n"
    assert only(text) == [["灯台の修繕", "1,200", "港湾課"], ["桟橋の延長", "800", "港湾課"]]
    assert lines_of(read(text)) == ["港の計画", "単位：千円"]


def test_a_row_that_ends_in_a_stroke_may_go_over_lines() -> None:
    text = "| 灯台の\n修繕 | 港湾課 |\n| 桟橋 | 港湾課 |\n"
    assert only(text) == [["灯台の 修繕", "港湾課"], ["桟橋", "港湾課"]]


def test_heads_on_a_line_each_are_above_the_line_of_hyphens() -> None:
    text = "地区 |\n事業 |\n|\n---|---|---|\n東地区 | 1−1 | 灯台 |\n1−2 | 桟橋 | |\n西地区 | 2−1 | 市場 |\n"
    (table,) = read(text).document.tables
    assert words(table, text) == [
        ["地区", "事業", ""],
        ["東地区", "1−1", "灯台"],
        ["", "1−2", "桟橋"],
        ["西地区", "2−1", "市場"],
    ]
    assert [(cell.columns, cell.header) for cell in table.cells if cell.row == 0] == [(1, True), (2, True)]
    assert [cell.rows for cell in table.cells if cell.column == 0] == [1, 2, 1]


def test_a_row_of_a_summed_table_that_only_lacks_its_last_cell_is_not_moved() -> None:
    text = "灯台 | 12 | 8 |\n桟橋 | 9 | |\n市場 | 3 | 1 |\n"
    assert only(text)[1] == ["桟橋", "9", ""]


def test_what_is_no_table_loses_the_strokes_at_its_edges_only() -> None:
    found = read("◆ |\n桟橋を直す |\n|\n上 | 下")
    assert not found.document.tables
    assert found.text.splitlines() == ["◆  ", "桟橋を直す  ", " ", "上 | 下"]
    assert lines_of(found) == ["◆", "桟橋を直す", "上 | 下"]


def test_a_menu_of_one_line_is_no_table() -> None:
    found = typed("Home | News | Contact\n\nThe harbour plan\n")
    assert found is None or not found.document.tables


def test_columns_under_hyphens_are_cut_where_the_hyphens_begin_wide_letters_counted_twice() -> None:
    text = "  事業        担当\n  ----------- --------\n  灯台を直す  港湾課\n  Quay        Harbours\n\nEnd\n"
    assert only(text) == [["事業", "担当"], ["灯台を直す", "港湾課"], ["Quay", "Harbours"]]
    assert lines_of(read(text)) == ["End"]


def test_rows_between_rules_are_separated_by_blank_lines() -> None:
    text = (
        "  ------------------------\n  Action          Owner\n  --------------- --------\n"
        "  Mend the        Harbour\n  lighthouse      office\n\n  Build a quay    Works\n  ------------------------\nEnd\n"
    )
    assert only(text) == [["Action", "Owner"], ["Mend the lighthouse", "Harbour office"], ["Build a quay", "Works"]]
    found = read(text)
    assert not [line for line in found.text.splitlines() if "-" in line]
    assert [text[span.start : span.end].strip("- ") for span in found.drawn] == ["", "", ""]


def test_as_many_tabs_in_lines_that_follow_each_other_make_a_table() -> None:

    assert only("事業名\t担当課\n灯台\t港湾課\n") == [["事業名", "担当課"], ["灯台", "港湾課"]]


def test_a_table_that_is_read_as_lines_has_each_cell_on_its_own() -> None:
    text = "Mend the lamps | Keep the quay |\nDredge | Sound |\n"
    found = read(text)
    assert [line.strip() for line in found.loosened([0]).splitlines() if line.strip()] == [
        "Mend the lamps",
        "Keep the quay",
        "Dredge",
        "Sound",
    ]
    assert len(found.loosened([0])) == len(text)


def test_text_without_any_of_these_is_left_alone() -> None:
    assert typed("港の計画\n１　灯台を直す\n") is None
    assert typed("A rule\n----------\nand words\n") is None
