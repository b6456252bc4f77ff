"""Spans, lines and printed lines of a source."""

import hashlib

import pytest

from shisaku.errors import Place
from shisaku.model.source import Description, Override, PrintedLine, Publisher, Source, Span, is_ascii_iri


def source(text: str, *layout: PrintedLine) -> Source:
    return Source(text, "a.txt", Description("umi"), sha256="00", encoding="utf-8", layout=layout)


def printed(start: int, end: int, page: int) -> PrintedLine:
    return PrintedLine(Span(start, end), page, (0.0, 0.0, 9.0, 9.0), 0, 9.0, False)


def test_a_span_is_as_long_as_its_ends_are_apart() -> None:
    assert len(Span(3, 7)) == 4
    assert len(Span(3, 3)) == 0


@pytest.mark.parametrize(
    ("inner", "within"),
    [((3, 7), True), ((4, 6), True), ((3, 3), True), ((7, 7), True), ((2, 7), False), ((3, 8), False), ((8, 9), False)],
)
def test_a_span_contains_what_begins_and_ends_within_it(inner: tuple[int, int], within: bool) -> None:
    assert Span(3, 7).contains(Span(*inner)) is within


def test_spans_are_ordered_by_start_and_then_by_end() -> None:
    assert sorted([Span(2, 3), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(2, 3)]


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("https://example.org/a?b=c#d", True),
        ("urn:x:1", True),
        ("HTTPS://EXAMPLE.ORG/A", True),
        ("a+b.c-d:x", True),
        ("https://example.org/%E6%b5", True),
        ("https://example.org/%E", False),
        ("https://example.org/海", False),
        ("https://example.org/a b", False),
        ("https://example.org/<a>", False),
        ("1http://example.org/", False),
        ("example.org", False),
        ("urn:", False),
        ("https://example.org/a\n", False),
        ("https://example.org/[1]", False),
        ("https://example.org/a|b", False),
    ],
)
def test_an_iri_in_ascii_is_absolute_and_without_brackets(text: str, iri: bool) -> None:
    assert is_ascii_iri(text) is iri


def test_quoting_is_verbatim_and_trimming_takes_blanks_off_both_edges() -> None:
    text = source("あ　 いう \nえ")
    assert text.quote(Span(1, 6)) == "　 いう "
    assert text.trimmed(Span(1, 7)) == Span(3, 5)
    assert text.trimmed(Span(3, 5)) == Span(3, 5)
    assert text.trimmed(Span(5, 7)) == Span(7, 7)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_kind_of_line_end_ends_a_line(end: str) -> None:
    text = source(f"ab{end}cd{end}ef")
    at = text.text.index("d")
    assert text.place(Span(at, at + 1)) == Place("a.txt", 2, 2, "cd", 1)
    assert text.place(Span(0, 1)) == Place("a.txt", 1, 1, "ab", 1)
    at = text.text.index("ef")
    assert text.place(Span(at, at + 2)) == Place("a.txt", 3, 1, "ef", 2)


def test_other_separators_end_no_line() -> None:
    assert source("a\u2028b\x0bc\x85d").place(Span(6, 7)) == Place("a.txt", 1, 7, "a\u2028b\x0bc\x85d", 1)


def test_a_place_ends_with_its_line() -> None:
    assert source("abc\ndef").place(Span(1, 6)) == Place("a.txt", 1, 2, "abc", 2)


def test_the_page_of_a_place_is_that_of_its_printed_line() -> None:
    pages = source("ab\ncd\n", printed(0, 2, 1), printed(3, 5, 2))
    assert [pages.place(Span(at, at + 1)).page for at in range(5)] == [1, 1, 1, 2, 2]
    assert source("ab").place(Span(0, 1)).page is None


def test_a_character_belongs_to_the_printed_line_that_begins_last_before_it() -> None:
    first, second = printed(1, 2, 1), printed(3, 5, 2)
    pages = source(" ab cd", first, second)
    assert [pages.printed_line(at) for at in range(5)] == [first, first, first, second, second]
    assert source("ab").printed_line(0) is None


def test_the_digest_of_the_text_does_not_depend_on_the_file() -> None:
    assert source("海").text_sha256 == hashlib.sha256("海".encode()).hexdigest()
    assert source("\ud800").text_sha256 == hashlib.sha256(b"\xed\xa0\x80").hexdigest()


def test_two_sources_of_one_text_are_equal_and_print_no_table_of_lines() -> None:
    assert source("a\nb") == source("a\nb")
    assert "line_starts" not in repr(source("a\nb"))


def test_what_is_not_known_of_a_document_is_none_or_empty() -> None:
    known = source("a")
    assert (known.layout, known.rival_encodings, known.undecoded) == ((), (), ())
    described = Description("umi")
    facts = (
        described.title,
        described.publisher,
        described.year,
        described.url,
        described.licence,
        described.sha256,
        described.encoding,
    )
    assert (facts, described.overrides) == ((None,) * 7, ())
    assert Publisher("海業庁") == Publisher("海業庁", (), None, None, None)
    assert Override("measure", "6") == Override("measure", "6", None, None, None, 0, "source.toml", "")
