"""Paragraphs: lines that were broken at the edge of the page are put together, others are not."""

import pytest

from shisaku.model.source import PrintedLine, Span
from shisaku.reading.tokens.lines import Line, lines
from shisaku.reading.tokens.page_artefacts import artefact_lines
from shisaku.reading.tokens.paragraphs import Paragraph, cells, paragraphs

PROSE = """\
　干潟の貝は、川から運ばれる砂が減ったことと、夏の水温が上がったことに
より、十年前の半分になった。このため、砂を入れた区画と入れない区画とを
比べ、貝が根づく条件を調べる。調べた結果は毎年、漁業者と市民とが集まる
報告の場で示し、翌年の区画の置き方を決める。
"""


def opens(line: Line) -> bool:
    return line.opens


def of(text: str) -> tuple[Paragraph, ...]:
    printed = lines(text)
    return paragraphs(printed, artefact_lines(printed), opens)


def words(text: str) -> list[str]:
    return [paragraph.words.text for paragraph in of(text)]


WHOLE = "".join(PROSE.split())


def test_lines_broken_at_the_edge_are_one_paragraph() -> None:
    assert words(PROSE) == [WHOLE]


def test_lines_are_broken_at_no_edge_where_some_are_far_wider_than_any() -> None:
    wide = "The council will keep the harbour open all through the year, and " * 5
    acts = [
        f"Mend the {name} of the harbour with timber from the island and keep it sound"
        for name in ("northern quay", "lights", "moles", "sheds")
    ]
    text = "\n".join((wide.strip(), *acts, wide.strip(), *acts, wide.strip()))
    assert words(text) == text.split("\n")


def test_an_indented_line_begins_a_paragraph() -> None:
    assert words(PROSE + PROSE) == [WHOLE, WHOLE]


def test_a_blank_line_ends_a_paragraph() -> None:
    assert words(PROSE + "\n\n" + PROSE) == [WHOLE, WHOLE]


def test_a_sentence_goes_on_over_a_page_number() -> None:
    one, two, three, four = PROSE.splitlines()
    assert words(f"{one}\n{two}\n{three}\n\n- 4 -\n\n{four}\n") == [WHOLE]


def test_a_sentence_goes_on_behind_the_readings_that_break_its_line() -> None:
    assert words(PROSE.replace("比べ、", "比\nくら\nべ、") + PROSE) == [WHOLE, WHOLE]


def test_short_lines_are_on_their_own() -> None:
    assert words("砂を運ぶ\n松を植える\n貝を数えて記す") == ["砂を運ぶ", "松を植える", "貝を数えて記す"]


@pytest.mark.parametrize("head", ["○", "１ ", "（２）", "・", "第３章 ", "① "])
def test_a_number_or_a_mark_begins_a_paragraph(head: str) -> None:
    assert words(f"砂を運ぶ\n{head}松を植える") == ["砂を運ぶ", f"{head}松を植える"]


def test_the_number_of_a_chapter_alone_on_its_line_belongs_to_the_next() -> None:
    assert words("第５章\n砂を運ぶ\n\n第６章\n松を植える") == ["第５章砂を運ぶ", "第６章松を植える"]


def test_a_department_that_did_not_fit_belongs_to_the_line_above() -> None:
    assert words("柵の改修　90万円　港湾\n空港課\n柵の塗装　40万円　港湾課") == [
        "柵の改修　90万円　港湾空港課",
        "柵の塗装　40万円　港湾課",
    ]


@pytest.mark.parametrize("rest", ["nel every spring", "ists arrive."])
def test_a_soft_hyphen_at_the_end_of_a_line_joins_the_word_however_short_the_line(rest: str) -> None:
    assert words(f"Sound the chan\xad\n{rest}\n\nMove the sand") == [f"Sound the chan\xad{rest}", "Move the sand"]


def test_blank_lines_before_a_paragraph_are_counted() -> None:
    assert [paragraph.gap for paragraph in of("砂を運ぶ\n\n\n松を植える\n貝を数えて記す")] == [0, 2, 0]


def test_a_page_turned_before_a_paragraph_is_recorded() -> None:
    assert [paragraph.turned for paragraph in of("砂を運ぶ\n\n- 1 -\n\n松を植える\n")] == [False, True]


def test_page_artefacts_are_in_no_paragraph() -> None:
    assert words("砂を運ぶ\n- 1 -\n") == ["砂を運ぶ"]


def test_every_line_that_is_not_skipped_is_in_one_paragraph() -> None:
    text = PROSE + "\n- 1 -\n\n○松を植える\n第５章\n砂を運ぶ\n"
    printed = [line for paragraph in of(text) for line in paragraph.lines]
    assert [line.text for line in printed] == [line.text for line in lines(text) if line.text and line.text != "- 1 -"]


def _on_page(text: str, at: str, box: int, right: float, size: float = 10.0, bold: bool = False) -> PrintedLine:
    start = text.index(at)
    return PrintedLine(Span(start, start + len(at)), 1, (50.0, 0.0, right, 0.0), box, size, bold)


@pytest.mark.parametrize(
    ("box", "right", "size", "together"),
    [(0, 300.0, 10.0, True), (0, 120.0, 10.0, False), (1, 300.0, 10.0, False), (0, 300.0, 16.0, False)],
)
def test_with_pages_a_line_runs_on_where_it_ends_at_the_edge_of_its_box(
    box: int, right: float, size: float, together: bool
) -> None:
    text = "砂を運ぶ船を\n松を植える丘へ\n貝を数える浜まで"
    layout = [_on_page(text, "砂を運ぶ船を", 0, right), _on_page(text, "松を植える丘へ", box, 300.0, size)]
    layout.append(_on_page(text, "貝を数える浜まで", 0, 300.0))
    found = paragraphs(lines(text), frozenset(), opens, layout)
    assert found[0].words.text.startswith("砂を運ぶ船を松を植える丘へ") is together


def test_the_type_of_a_paragraph_is_that_of_its_first_line() -> None:
    text = "砂を運ぶ"
    (found,) = paragraphs(lines(text), frozenset(), opens, [_on_page(text, text, 0, 90.0, 14.5, bold=True)])
    assert (found.size, found.bold) == (14.5, True)


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("砂丘", 4), ("ｱｲ", 2), ("Ａ1", 3), ("", 0)])
def test_full_width_letters_take_two_cells(text: str, width: int) -> None:
    assert cells(text) == width


def _lines_at(*printed: tuple[str, float, float]) -> tuple[str, list[PrintedLine]]:
    """The text of a box with these lines, and where each begins and ends."""
    text, layout = "", []
    for at, (words, left, right) in enumerate(printed):
        span = Span(len(text), len(text) + len(words))
        layout.append(PrintedLine(span, 1, (left, 14.0 * at, right, 14.0 * at + 10), 0, 10.0, False))
        text += words + "\n"
    return text, layout


@pytest.mark.parametrize(("left", "together"), [(68.0, True), (50.0, False), (120.0, False)])
def test_words_in_capitals_go_on_below_their_number_where_they_hang(left: float, together: bool) -> None:
    text, layout = _lines_at(
        ("1. Hafen Molen Boote Schuppen", 50.0, 290.0), ("Treppen sichern", left, left + 80), ("2. Bojen", 50.0, 300.0)
    )
    found = paragraphs(lines(text), frozenset(), opens, layout)
    assert (found[0].words.text == "1. Hafen Molen Boote Schuppen Treppen sichern") is together


def test_a_heading_all_in_capitals_goes_on_in_the_next_line() -> None:
    text, layout = _lines_at(("QUIET HARBOURS AND SAFER QUAYS FOR", 50.0, 290.0), ("EVERY BOAT", 50.0, 120.0))
    (found,) = paragraphs(lines(text), frozenset(), opens, layout)
    assert found.words.text == "QUIET HARBOURS AND SAFER QUAYS FOR EVERY BOAT"


FULL_LINE = "砂を入れた区画と入れない区画とを比べ、貝が根づく条件を調べて"


@pytest.mark.parametrize(
    "above",
    ["（干潟の貝を増やす取組の充実）", "貝が根づく条件を調べた。", "〔令和８年度予算1,200千円の内数：水産庁〕"],
)
def test_those_in_charge_on_a_line_of_their_own_are_no_column_of_the_line_above(above: str) -> None:
    assert words(f"{above}\n環境省") == [above, "環境省"]


def test_a_line_that_is_in_a_bracket_as_a_whole_is_a_paragraph() -> None:
    prose = f"{FULL_LINE}毎年示す\n" * 4
    assert words(f"{prose}\n（{FULL_LINE}）\n翌年の区画の置き方を決める。")[-2:] == [
        f"（{FULL_LINE}）",
        "翌年の区画の置き方を決める。",
    ]


def test_a_line_between_two_brackets_goes_on() -> None:
    prose = f"{FULL_LINE}毎年示す\n" * 4
    assert words(f"{prose}\n（財）干潟の会が砂を入れた区画と入れない区画とを比べる（毎年）\nことにする。")[-1].endswith(
        "ことにする。"
    )


def _overleaf(*printed: tuple[str, int, float, float]) -> list[str]:
    """Paragraphs of lines with their page, left and right side each; lines of a page are a block, and its number is below."""
    text, layout = "", []
    for at, (words, page, left, right) in enumerate(printed):
        if at and page > printed[at - 1][1]:
            text += f"\n- {page - 1} -\n\n"
        span = Span(len(text), len(text) + len(words))
        layout.append(PrintedLine(span, page, (left, 14.0 * at, right, 14.0 * at + 10), page, 10.0, False))
        text += words + "\n"
    read = lines(text)
    return [one.words.text for one in paragraphs(read, artefact_lines(read), opens, layout)]


ABOVE = ("浜の砂を運んで松を植え、", 1, 60.0, 300.0), ("貝を数えて毎年の記録に", 1, 60.0, 300.0)


def test_a_sentence_goes_on_overleaf() -> None:
    assert _overleaf(*ABOVE, ("残す。", 2, 60.0, 90.0)) == ["浜の砂を運んで松を植え、貝を数えて毎年の記録に残す。"]


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (("貝を数える", 1, 60.0, 110.0), ("港を直す", 2, 60.0, 100.0)),
        (("貝を数えて毎年の記録を残す。", 1, 60.0, 300.0), ("港を直す", 2, 60.0, 100.0)),
        (("貝を数えて毎年の記録に", 1, 60.0, 300.0), ("１ 港を直す", 2, 60.0, 110.0)),
        (("The harbour and all of its quays", 1, 60.0, 300.0), ("Boats for the schools", 2, 60.0, 200.0)),
    ],
    ids=["short", "sentence", "number", "capital"],
)
def test_other_lines_do_not(last: tuple[str, int, float, float], first: tuple[str, int, float, float]) -> None:
    assert _overleaf(ABOVE[0], last, first)[-1] == first[0]
