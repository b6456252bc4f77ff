"""Where in a file: line, column and caret, as an editor and a terminal show them."""

from pathlib import Path

import pytest

from shisaku.errors import QUOTE_WIDTH, EndpointError, InputError, Place, ShisakuError, display_width, taken, unwritable
from shisaku.messages import Message, visible

TEXT = "海の町\nabc def\nghi"


@pytest.mark.parametrize(
    ("start", "line", "column", "text"),
    [
        (0, 1, 1, "海の町"),
        (2, 1, 3, "海の町"),
        (3, 1, 4, "海の町"),  # the line break belongs to the line that it ends
        (4, 2, 1, "abc def"),
        (10, 2, 7, "abc def"),
        (12, 3, 1, "ghi"),
        (len(TEXT), 3, 4, "ghi"),
    ],
)
def test_a_place_counts_lines_and_columns_from_one(start: int, line: int, column: int, text: str) -> None:
    assert Place.at("a.txt", TEXT, start) == Place("a.txt", line, column, text)


def test_a_place_is_one_character_long_unless_said_otherwise() -> None:
    assert Place.at("a.txt", TEXT, 4).length == 1 == Place("a.txt", 1, 1, "x").length
    assert Place.at("a.txt", TEXT, 4, 3).length == 3


def test_a_place_is_printed_as_path_line_and_column() -> None:
    assert str(Place("a.txt", 2, 7, "abc def")) == "a.txt:2:7"


def test_the_page_is_printed_where_there_are_pages() -> None:
    assert str(Place("a.pdf", 2, 7, "abc def", page=3)) == "a.pdf:2:7 (p. 3)"
    assert str(Place("a.pdf", 2, 7, "abc def", page=0)) == "a.pdf:2:7 (p. 0)"


def test_a_path_that_drives_the_terminal_is_printed_visibly() -> None:
    assert str(Place("a\x1b[2J.txt", 1, 1, "")) == "a<U+001B>[2J.txt:1:1"


def test_carets_are_below_what_is_meant() -> None:
    assert Place("a.txt", 2, 5, "abc def", 3).quote() == "  abc def\n      ^^^"
    assert Place("a.txt", 2, 1, "abc def", 3).quote() == "  abc def\n  ^^^"


def test_a_wide_character_takes_two_carets_and_two_blanks() -> None:
    assert Place("a.txt", 1, 2, "海の町", 2).quote() == "  海の町\n    ^^^^"


def test_one_caret_follows_the_line_where_nothing_is_left() -> None:
    assert Place("a.txt", 1, 4, "abc", 0).quote() == "  abc\n     ^"


def test_what_does_not_show_is_counted_as_it_is_printed() -> None:
    assert Place("a.txt", 1, 3, "a\u200bc", 1).quote() == "  a<U+200B>c\n           ^"
    assert Place("a.txt", 1, 2, "a\u200bc", 1).quote() == "  a<U+200B>c\n   ^^^^^^^^"


def test_a_tab_is_quoted_as_one_blank() -> None:
    assert Place("a.txt", 1, 3, "a\tc").quote() == "  a c\n    ^"


def test_of_a_long_line_what_is_around_the_place_is_quoted() -> None:
    line = "".join(chr(ord("a") + n % 26) for n in range(300))
    quoted, carets = Place("a.txt", 1, 151, line).quote().split("\n")
    assert quoted == "  " + line[100:200]
    assert carets == " " * 52 + "^"
    assert len(quoted) == 2 + QUOTE_WIDTH


def test_a_long_line_is_quoted_from_its_start_up_to_half_the_width() -> None:
    line = "".join(chr(ord("a") + n % 26) for n in range(300))
    assert Place("a.txt", 1, 51, line).quote().split("\n")[0] == "  " + line[:100]
    assert Place("a.txt", 1, 52, line).quote().split("\n")[0] == "  " + line[1:101]


@pytest.mark.parametrize(
    "driving", ["\x00", "\x08", "\x0b", "\x1f", "\x7f", "\x9f", "\u061c", "\u200e", "\u202e", "\u2066", "\ud800"]
)
def test_what_drives_a_terminal_is_made_visible(driving: str) -> None:
    assert visible(f"a{driving}b") == f"a<U+{ord(driving):04X}>b"


@pytest.mark.parametrize("harmless", ["\t", "\n", " ", "~", "\xa0", "海", "\u200b", "\ufeff"])
def test_what_drives_no_terminal_is_printed_as_it_is(harmless: str) -> None:
    assert visible(f"a{harmless}b") == f"a{harmless}b"


def test_width_counts_wide_and_full_width_characters_twice() -> None:
    assert display_width("") == 0
    assert display_width("aｱé") == 3  # narrow, half-width, and one that is neither
    assert display_width("海Ａ") == 4  # wide, full-width


def test_a_message_is_japanese_where_japanese_is_requested_and_else_english() -> None:
    message = Message.of({"ja": "海\x1b", "en": "sea\x1b"})
    assert message.text("ja") == "海<U+001B>"
    assert message.text("en") == message.text("fr") == "sea<U+001B>"


def test_an_error_without_a_place_is_its_message() -> None:
    error = ShisakuError(Message.of({"ja": "海", "en": "sea"}))
    assert (error.text("ja"), error.text("en"), str(error), error.args) == ("海", "sea", "sea", ("sea",))
    assert error.place is None


def test_an_error_with_a_place_quotes_it() -> None:
    error = InputError(Message.of({"ja": "海", "en": "sea"}), Place("a.txt", 2, 5, "abc def", 3))
    assert error.text("ja") == "a.txt:2:5: 海\n  abc def\n      ^^^"
    assert str(error) == "a.txt:2:5: sea\n  abc def\n      ^^^"


def test_an_error_of_a_server_is_final_unless_said_to_pass() -> None:
    error = EndpointError(Message.of({"ja": "海", "en": "sea"}))
    assert (error.passing, error.after, str(error), error.args) == (False, None, "sea", ("sea",))
    again = EndpointError(Message.of({"ja": "海", "en": "sea"}), True, 2.5)
    assert (again.passing, again.after) == (True, 2.5)


def test_a_file_that_cannot_be_written_is_named_with_the_systems_reason() -> None:
    error = unwritable(Path("a/b.ttl"), PermissionError(13, "Permission denied"))
    assert error.text("ja") == "a/b.ttl: 書けません（Permission denied）。"
    assert error.text("en") == "a/b.ttl: cannot be written (Permission denied)."
    assert unwritable(Path("a"), OSError("odd")).text("en") == "a: cannot be written (odd)."


def test_an_identifier_that_is_taken_names_both_documents() -> None:
    message = taken("one/source.txt", "umi-2033", "two/source.txt")
    for sentence in (message.verbatim("ja"), message.verbatim("en")):
        assert all(word in sentence for word in ("one/source.txt", "umi-2033", "two/source.txt"))
