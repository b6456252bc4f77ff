import pytest

from shisaku.model.source import Description, Source, Span
from shisaku.reading.tokens.lines import Line, join, lines


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("森\n川", ["森", "川"]),
        ("森\r\n川", ["森", "川"]),
        ("森\r川", ["森", "川"]),
        ("森\n\n川", ["森", "", "川"]),
        ("森\r\n\r\n川\r\n", ["森", "", "川", ""]),
        ("", [""]),
        ("\n\n森\n\n", ["", "", "森", "", ""]),
    ],
    ids=["lf", "crlf", "cr", "blank line", "crlf at the end", "nothing at all", "blank lines at both ends"],
)
def test_lines_break_at_lf_crlf_and_cr_and_keep_blank_lines(text: str, printed: list[str]) -> None:
    assert [line.text for line in lines(text)] == printed


@pytest.mark.parametrize("character", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_characters_that_no_editor_breaks_at_break_no_line(character: str) -> None:
    assert [line.text for line in lines(f"森{character}川")] == [f"森{character}川"]


@pytest.mark.parametrize("space", [" ", "\t", "\u3000", "\u00a0", "\x0c"])
def test_white_space_at_both_ends_is_left_out_of_text_and_offsets_and_counted_before_it(space: str) -> None:
    assert lines(f"森\n{space}{space}川{space}") == (Line(0, "森"), Line(4, "川", indent=2))


def test_a_line_of_white_space_alone_is_blank_and_starts_where_it_starts() -> None:
    assert lines("森\n　　\n川")[1] == Line(2, "")


def test_a_byte_order_mark_or_zero_width_space_within_the_text_is_a_character() -> None:
    assert [line.text for line in lines("\ufeff森\n\u200b")] == ["\ufeff森", "\u200b"]


@pytest.mark.parametrize("text", ["森\n 川 \r\n\r湖", "　\r\n森　林 \n", "𠮷野\n☆"])
def test_every_line_is_in_the_text_at_its_offsets(text: str) -> None:
    assert all(text[line.start : line.end] == line.text for line in lines(text))


@pytest.mark.parametrize("text", ["森\n 川 \r\n\r湖", "\x0c森林\x0b\r", "\ufeffあ\u3000い\n"])
def test_what_is_in_no_line_is_white_space(text: str) -> None:
    covered = {at for line in lines(text) for at in range(line.start, line.end)}
    assert all(character.isspace() for at, character in enumerate(text) if at not in covered)


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        (["里山を守", "る"], "里山を守る"),
        (["Forest", "Stewardship"], "Forest Stewardship"),
        (["SDGs", "達成"], "SDGs達成"),
        (["達成は2030", "年"], "達成は2030年"),
        (["costs,", "(net)"], "costs, (net)"),
        (["里山", "", "を守る"], "里山を守る"),
    ],
    ids=["within a word", "latin", "latin then kanji", "digit then kanji", "latin punctuation", "an empty piece"],
)
def test_japanese_is_joined_directly_and_latin_words_with_a_space(pieces: list[str], joined: str) -> None:
    starts = [sum(len(piece) + 1 for piece in pieces[:i]) for i in range(len(pieces))]
    assert join([Line(start, piece) for start, piece in zip(starts, pieces, strict=True)]).text == joined


def test_joined_words_span_from_the_first_to_the_last_character() -> None:
    first, second = lines(" 里山を \n 守る ")
    assert join([first, second]).span == Span(1, 9)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_a_place_counts_lines_as_they_are_broken_here(end: str) -> None:
    text = f"森{end}　川{end}湖"
    last = lines(text)[1]
    place = Source(text, "x.txt", Description("x"), "", "utf-8").place(Span(last.start, last.end))
    assert (place.line, place.column, place.text) == (2, 2, "　川")
