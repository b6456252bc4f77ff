"""A document as items: stated blocks, lines of text and of pages, numbers that are alone, broken lines, what is set apart."""

from collections.abc import Sequence

import pytest
from tests.reading.structure.inventing import document, heading, item, items_of, of_format

from shisaku.formats.pdf.page_texts import pages_of
from shisaku.formats.text_builder import BlockWords, StyledRun, TextBuilder
from shisaku.model.document import Document, DocumentPlace, Style
from shisaku.model.source import PrintedLine, Span
from shisaku.reading.items.item_text import joined, key_of, language_of


def texts(text: str) -> list[str]:
    return [one.text for one in items_of(text)]


# -- of formats that state what is what ----------------------------------------------------------------------------------


def test_a_stated_block_is_an_item_with_its_kind_and_level() -> None:
    made = document(
        heading("港の計画"), heading("岸壁", 2), item("岸壁を直す", 2), BlockWords("港は町の顔である。"), BlockWords("注", "note")
    )
    assert [(one.kind, one.level, one.text) for one in items_of(made)] == [
        ("heading", 1, "港の計画"),
        ("heading", 2, "岸壁"),
        ("item", 2, "岸壁を直す"),
        ("paragraph", 0, "港は町の顔である。"),
        ("note", 0, "注"),
    ]


def test_items_are_counted_and_are_where_their_words_are() -> None:
    made = document(heading("港の計画"), item("岸壁を直す"), BlockWords("港は町の顔である。"))
    found = items_of(made)
    assert [one.at for one in found] == [0, 1, 2]
    assert [made.text[one.span.start : one.span.end] for one in found] == [one.text for one in found]


def test_a_number_that_the_format_puts_before_an_item_is_its_head_and_no_word() -> None:
    (found,) = items_of(document(item("岸壁を直す", mark="3.")))
    assert (found.head.path, found.head_length, found.words) == (("3",), 0, "岸壁を直す")


def test_a_number_that_is_typed_is_its_head_and_part_of_its_text() -> None:
    (found,) = items_of(document(heading("施策３ 岸壁を直す")))
    assert (found.head.printed, found.text, found.words) == ("施策３", "施策３ 岸壁を直す", "岸壁を直す")


def test_a_block_is_split_where_its_author_broke_a_line_before_a_number_or_a_bullet() -> None:
    made = document(BlockWords("港では次のことを行う。\n① 岸壁を直す\n② 航路を\n浚う"))
    assert [one.text for one in items_of(made)] == ["港では次のことを行う。", "① 岸壁を直す", "② 航路を浚う"]


SENTENCE = "市は、港に入る船のために岸壁を直し、航路を浚う。"


@pytest.mark.parametrize("heading", ["ア．岸壁の修繕", "1) 岸壁の修繕（北側）", "① 岸壁の修繕"])
def test_a_block_is_split_behind_a_counted_heading_above_a_sentence(heading: str) -> None:
    assert [one.text for one in items_of(document(BlockWords(f"{heading}\n{SENTENCE}\n{SENTENCE}")))] == [heading, SENTENCE * 2]


@pytest.mark.parametrize("line", ["ア．岸壁を", "岸壁の修繕", "① 岸壁を直す。"])
def test_a_block_is_not_split_behind_a_line_that_is_no_heading(line: str) -> None:
    assert [one.text for one in items_of(document(BlockWords(f"{line}\n{SENTENCE}")))] == [line + SENTENCE]


def test_a_block_is_split_before_a_line_that_prints_a_field() -> None:
    made = document(BlockWords("担当課：港湾課\n事業費：1,200万円"), BlockWords("岸壁を\n直す"))
    assert [one.text for one in items_of(made)] == ["担当課：港湾課", "事業費：1,200万円", "岸壁を直す"]


def test_a_block_is_split_behind_a_line_in_bold() -> None:
    made = document(BlockWords((StyledRun("Repair the quay", bold=True), StyledRun("\nThe timber is rotten in many places."))))
    found = items_of(made)
    assert [one.text for one in found] == ["Repair the quay", "The timber is rotten in many places."]


def test_bold_words_at_the_head_are_its_lead() -> None:
    (found,) = items_of(document(BlockWords((StyledRun("Repair the quay.", bold=True), StyledRun(" The timber is rotten.")))))
    assert found.text[: found.lead] == "Repair the quay."


def test_cells_are_items_unless_the_table_is_set_apart() -> None:
    made = document(heading("港"), [["事業名", "担当"], ["岸壁", "港湾課"]], BlockWords("港は町の顔である。"))
    (table,) = made.tables
    assert [one.text for one in items_of(made)] == ["港", "事業名", "担当", "岸壁", "港湾課", "港は町の顔である。"]
    assert [one.text for one in items_of(made, apart=[table.span])] == ["港", "港は町の顔である。"]


def test_what_overrides_leave_out_is_no_item_of_a_stated_document() -> None:
    made = document(heading("港の計画"), BlockWords("広告"), item("岸壁を直す"))
    aside = Span(made.text.index("広告"), made.text.index("広告") + 2)
    assert [one.text for one in items_of(made, apart=[aside])] == ["港の計画", "岸壁を直す"]


def test_captions_are_paragraphs() -> None:
    assert [one.kind for one in items_of(document(BlockWords("表１ 港", "caption")))] == ["paragraph"]


# -- of printed lines ----------------------------------------------------------------------------------------------------


def test_a_printed_line_is_an_item() -> None:
    text = "港の計画\n\n第１章 岸壁\n・岸壁を直す\n・杭を打つ\n"
    found = items_of(text)
    assert [(one.kind, one.text, one.gap) for one in found] == [
        ("line", "港の計画", 0),
        ("line", "第１章 岸壁", 1),
        ("line", "・岸壁を直す", 0),
        ("line", "・杭を打つ", 0),
    ]


def test_lines_that_were_broken_at_the_edge_are_one_item() -> None:
    words = "港の岸壁は長い年月のあいだ波に洗われ、" * 8
    text = "港の計画\n\n" + "\n".join(words[at : at + 30] for at in range(0, len(words) - len(words) % 30, 30)) + "\n"
    assert [one.lines for one in items_of(text)] == [1, len(words) // 30]


def test_page_numbers_and_running_heads_are_page_artefacts_and_no_items() -> None:
    page = "港の計画\n\n１ 岸壁{n}\n　岸壁を直し、杭を打つ。\n\n- {n} -\n\f"
    text = "".join(page.format(n=n) for n in range(1, 6))
    assert not any(one.text.startswith("-") for one in items_of(text))


def test_lines_of_pages_have_their_place_size_and_box() -> None:
    text = "港の計画\n岸壁を直す\n"
    layout = [
        PrintedLine(Span(0, 4), 1, (10.0, 10.0, 90.0, 30.0), 0, 20.0, True),
        PrintedLine(Span(5, 10), 2, (20.0, 10.0, 90.0, 20.0), 1, 10.0, False),
    ]
    assert [(one.page, one.size, one.bold, one.frame, one.box and one.box[0]) for one in items_of(text, layout)] == [
        (1, 20.0, True, 0, 10.0),
        (2, 10.0, False, 1, 20.0),
    ]


def test_a_paragraph_ends_where_something_is_set_apart() -> None:
    text = "港を直す\n表の中\n港に親しむ\n"
    apart = Span(text.index("表"), text.index("中") + 1)
    assert [one.text for one in items_of(text, apart=[apart])] == ["港を直す", "港に親しむ"]


def test_the_label_of_a_field_above_its_value_is_an_item_of_its_own() -> None:
    text = "\n".join(
        f"重点施策{mark}：港に入る船のための岸壁の{what}の推進\n現状・課題：\n(１)岸壁を直す\n(２)航路を浚う"
        for mark, what in (("①", "修繕"), ("②", "点検"))
    )
    assert texts(text)[:2] == ["重点施策①：港に入る船のための岸壁の修繕の推進", "現状・課題："]


def test_a_line_that_is_set_apart_but_for_its_bullet_is_no_item() -> None:
    text = "港の計画\n・ 岸壁の修繕 | 1,200 |\n灯台の点検\n"
    place = text.index("岸壁")
    assert [one.text for one in items_of(text, apart=(Span(place, text.index(" |\n灯")),))] == ["港の計画", "灯台の点検"]


# -- numbers that are alone ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["1", "3.", "（２）", "①", "Action 4", "基本目標１"])
def test_a_number_that_is_alone_counts_the_words_behind_it(number: str) -> None:
    made = document(heading("Harbour"), BlockWords(number), BlockWords("Repair the quay"))
    _, found = items_of(made)
    assert found.text == "Repair the quay"
    assert len(found.head.path) == 1
    assert made.text[found.span.start : found.span.end].split("\n")[0] == number


def test_a_number_that_is_alone_before_a_numbered_line_is_left_as_it_is() -> None:
    made = document(BlockWords("1"), BlockWords("2. Repair the quay"))
    assert [one.text for one in items_of(made)] == ["1", "2. Repair the quay"]


def test_no_word_is_lost_where_the_last_line_is_a_number() -> None:
    assert [one.text for one in items_of(document(BlockWords("Repair the quay"), BlockWords("12")))] == ["Repair the quay", "12"]


# -- formats ---------------------------------------------------------------------------------------------------------------


def test_navigation_is_recognised_in_html() -> None:
    page = b"<html><body><nav><a href='/'>Home</a></nav><main><h1>Harbour</h1><p>Repair the quay.</p></main></body></html>"
    kinds = {one.text: one.kind for one in items_of(of_format(page, "some.html"))}
    assert kinds["Home"] == "artefact"
    assert kinds["Harbour"] == "heading"
    assert kinds["Repair the quay."] == "paragraph"


# -- words -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("港を\n直す", "港を直す"),
        ("Repair\nthe quay", "Repair the quay"),
        ("항구를\n고친다", "항구를 고친다"),
        ("港の LED\n化", "港の LED化"),
    ],
)
def test_a_line_break_is_a_blank_between_latin_and_korean_words_only(broken: str, whole: str) -> None:
    assert joined(broken) == whole


@pytest.mark.parametrize(
    ("text", "language"),
    [("港を直す計画", "ja"), ("Repair the quay", "en"), ("항구를 고친다", "ko"), ("Die Straße wird gebaut", "en"), ("", "en")],
)
def test_the_language_is_that_of_most_letters(text: str, language: str) -> None:
    assert language_of([text]) == language


def test_words_are_compared_without_width_case_and_punctuation() -> None:
    assert key_of("ＬＥＤ 化（港）") == key_of("led化 港")


# -- of pages ------------------------------------------------------------------------------------------------------------


def _page(*lines: tuple[str, float, float, dict[str, object]], note: str = "") -> tuple[Document, Sequence[PrintedLine]]:
    """A page of these lines in one box, each from its left to its right edge, and a note below them."""
    builder = TextBuilder("pdf")
    for at, (words, left, right, look) in enumerate(lines):
        lead = int(str(look.get("lead", 0)))
        runs = (StyledRun(words[:lead], bold=True), StyledRun(words[lead:])) if lead else words
        style = Style(10.0, bool(look.get("bold")), str(look.get("colour", "")))
        builder.add(BlockWords(runs, "line", place=DocumentPlace(1, (left, 14.0 * at, right, 14.0 * at + 10)), style=style))
    if note:
        builder.gap()
        builder.add(BlockWords(note, "note", place=DocumentPlace(1, (50.0, 700.0, 300.0, 708.0)), style=Style(8.0)))
    made = builder.document()
    return made, pages_of(made).layout


BROKEN: tuple[tuple[str, float, float, dict[str, object]], ...] = (
    ("• Keep the old quay open for small boats and", 50.0, 290.0, {"colour": "#204060"}),
    ("for those who fish", 62.0, 150.0, {}),
    ("• Mend the nets", 50.0, 140.0, {}),
)


@pytest.mark.parametrize("note", ["", "1 Boats of less than six metres."])
def test_lines_of_a_page_are_put_together_whether_it_has_notes_or_not(note: str) -> None:
    made, layout = _page(*BROKEN, note=note)
    found = items_of(made, layout)
    assert [one.text for one in found if one.kind == "line"] == [
        "• Keep the old quay open for small boats and for those who fish",
        "• Mend the nets",
    ]
    assert [one.text for one in found if one.kind == "note"] == ([note] if note else [])
    assert [one.at for one in found] == list(range(len(found)))


def test_a_line_of_a_page_has_its_colour() -> None:
    made, layout = _page(*BROKEN)
    assert [one.colour for one in items_of(made, layout)] == ["#204060", ""]


def test_a_lead_in_bold_may_go_on_in_the_next_line() -> None:
    lead, rest = "• Quiet quays for all who sleep on their", "boats. We close the gates at night."
    made, layout = _page((lead, 50.0, 290.0, {"bold": True}), (rest, 62.0, 260.0, {"lead": len("boats.")}))
    (found,) = items_of(made, layout)
    assert found.text[: found.lead] == f"{lead} boats."


def test_a_line_wholly_in_bold_has_no_lead() -> None:
    made, layout = _page(("Quiet quays for all", 50.0, 200.0, {"bold": True}))
    assert [one.lead for one in items_of(made, layout)] == [0]


def test_of_a_line_that_is_printed_twice_in_a_row_the_first_is_an_artefact() -> None:
    found = items_of("岸壁を守る\n\n岸壁を守る\n\n砂浜を守る\n\n岸壁を守る\n")
    assert [(one.kind, one.text) for one in found] == [
        ("artefact", "岸壁を守る"),
        ("line", "岸壁を守る"),
        ("line", "砂浜を守る"),
        ("line", "岸壁を守る"),
    ]


def test_a_field_below_a_numbered_line_is_an_item_of_its_own() -> None:
    text = "Goal 1: Repair the quays and open them to all boats of the town\nGoal Owner: Harbour Office\n" * 3
    layout = []
    for at, line in enumerate(text.splitlines()):
        start = sum(len(one) + 1 for one in text.splitlines()[:at])
        box = (50.0, 14.0 * at, 50.0 + 4.0 * len(line), 14.0 * at + 10)
        layout.append(PrintedLine(Span(start, start + len(line)), 1, box, at // 2, 10.0, False))
    found = [one.text for one in items_of(text, layout)]
    assert found == text.splitlines()


# -- headings right above their text --------------------------------------------------------------------------------------


def test_a_line_in_bold_right_above_plain_lines_is_an_item_of_its_own() -> None:
    rest = "We build on all that is there, on piers, sheds and lamps, and mend"
    made, layout = _page(
        ("Room for all of the boats that come here, the small ones too", 50.0, 290.0, {"bold": True}),
        (rest, 62.0, 290.0, {}),
        ("what is old.", 74.0, 110.0, {}),
    )
    found = items_of(made, layout)
    assert [one.text for one in found] == [
        "Room for all of the boats that come here, the small ones too",
        f"{rest} what is old.",
    ]
    assert [one.bold for one in found] == [True, False]


def test_a_paragraph_in_bold_throughout_is_one_item() -> None:
    made, layout = _page(
        ("Room for all of the boats that come here, the small ones too,", 50.0, 290.0, {"bold": True}),
        ("and for all of those that leave.", 62.0, 190.0, {"bold": True}),
    )
    assert len(items_of(made, layout)) == 1
