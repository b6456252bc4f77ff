"""Answers as text: aligned tables for people, formats that programs can read."""

import csv
import json
from io import StringIO
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from shisaku.errors import display_width
from shisaku.publish.tables import FORMATS, answer_text, table
from shisaku.sparql import Answer, TripleStore, result_text

NASTY = ['川,"港"', "一行目\n二行目", "a\tb", "縦|棒", "\\", "", "ﾊﾝｶｸ", "Ⅲ ○☆※", "𠮷", "é"]
XSD = "http://www.w3.org/2001/XMLSchema#"


def answer(*rows: tuple[str | None, ...], names: tuple[str, ...] = ("name", "value")) -> Answer:
    return Answer(names, tuple(tuple(None if cell is None else ox.Literal(cell) for cell in row) for row in rows))


@pytest.fixture
def nasty() -> Answer:
    return answer(*((str(i), text) for i, text in enumerate(NASTY)))


def column_starts(line: str, gap: str = "  ") -> list[int]:
    """Display columns at which a cell begins that follows two blanks."""
    starts, width, blanks = [0], 0, 0
    for letter in line:
        if letter == " ":
            blanks += 1
        else:
            if blanks >= len(gap):
                starts.append(width)
            blanks = 0
        width += display_width(letter)
    return starts


def test_wide_characters_take_two_columns_so_that_columns_line_up() -> None:
    text = table(("measure", "label", "n"), [("1", "港の整備", "10"), ("200", "AI", "7"), ("3", "ｶﾅとAI（試行）", "1")])
    assert {tuple(column_starts(line)) for line in text.rstrip("\n").split("\n")} == {(0, 9, 25)}


def test_the_rule_under_the_header_is_as_wide_as_the_widest_cell() -> None:
    lines = table(("a", "bb"), [("港の整備", "x")]).split("\n")
    assert lines[1] == "--------  --"


def test_no_line_ends_in_blanks_and_the_last_one_ends_in_a_line_break(nasty: Answer) -> None:
    text = answer_text(nasty, "table")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert all(line == line.rstrip() for line in text.split("\n"))


def test_a_line_break_inside_a_cell_does_not_break_the_table(nasty: Answer) -> None:
    for form in ("table", "markdown"):
        assert len(answer_text(nasty, form).rstrip("\n").split("\n")) == len(NASTY) + 2


def test_an_empty_answer_shows_its_columns() -> None:
    assert answer_text(answer(), "table") == "name  value\n----  -----\n"
    assert answer_text(answer(), "csv") == "name,value\n"


def test_a_bar_inside_a_markdown_cell_is_escaped() -> None:
    assert answer_text(answer(("縦|棒", "x")), "markdown").split("\n")[2] == "| 縦\\|棒 | x |"


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_ends_in_one_line_break_and_shows_japanese_as_it_is(form: str, nasty: Answer) -> None:
    text = answer_text(nasty, form)
    assert text.endswith("\n")
    assert "\r" not in text
    assert "Ⅲ ○☆※" in text
    assert "\\u" not in text


def test_csv_reads_back_as_the_same_cells(nasty: Answer) -> None:
    rows = list(csv.reader(StringIO(answer_text(nasty, "csv"))))
    assert rows == [["name", "value"], *([str(i), text] for i, text in enumerate(NASTY))]


def test_json_reads_back_as_the_same_terms(nasty: Answer) -> None:
    loaded = json.loads(answer_text(nasty, "json"))
    assert loaded["head"]["vars"] == ["name", "value"]
    assert [binding["value"]["value"] for binding in loaded["results"]["bindings"]] == NASTY


def test_xml_reads_back_as_the_same_terms(nasty: Answer) -> None:
    space = "{http://www.w3.org/2005/sparql-results#}"
    tree = ElementTree.fromstring(answer_text(nasty, "xml"))
    values = [b.findtext(f"{space}literal") or "" for b in tree.iter(f"{space}binding") if b.get("name") == "value"]
    assert values == NASTY


def test_tsv_has_one_line_a_row_and_terms_in_turtle(nasty: Answer) -> None:
    lines = answer_text(nasty, "tsv").rstrip("\n").split("\n")
    assert lines[0] == "?name\t?value"
    assert len(lines) == len(NASTY) + 1
    assert all(line.count("\t") == 1 for line in lines)
    assert lines[1].split("\t")[1] == '"川,\\"港\\""'


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_unbound_is_left_out_or_empty(form: str) -> None:
    text = answer_text(answer(("a", None), (None, "b")), form)
    if form == "json":
        assert json.loads(text)["results"]["bindings"][0].keys() == {"name"}
    elif form == "csv":
        assert text == "name,value\na,\n,b\n"
    elif form == "tsv":
        assert text == '?name\t?value\n"a"\t\n\t"b"\n'
    else:
        assert text.count("<binding") == 2


def test_datatypes_and_languages_survive_in_json() -> None:
    terms = (ox.Literal("6", datatype=ox.NamedNode(XSD + "integer")), ox.Literal("川", language="ja"), ox.NamedNode("urn:x"))
    given = Answer(("a", "b", "c"), (terms,))
    (binding,) = json.loads(answer_text(given, "json"))["results"]["bindings"]
    assert binding == {
        "a": {"type": "literal", "value": "6", "datatype": XSD + "integer"},
        "b": {"type": "literal", "value": "川", "xml:lang": "ja"},
        "c": {"type": "uri", "value": "urn:x"},
    }


def test_the_order_of_the_rows_is_kept_in_every_format() -> None:
    given = answer(*((str(n), "同じ") for n in (3, 1, 2, 1)))
    assert [row[0] for row in csv.reader(StringIO(answer_text(given, "csv")))] == ["name", "3", "1", "2", "1"]
    assert [b["name"]["value"] for b in json.loads(result_text(given, "json"))["results"]["bindings"]] == ["3", "1", "2", "1"]


def test_an_answer_with_no_column_and_no_row_has_a_text_in_every_format() -> None:
    empty = TripleStore().select("SELECT ?a { }")
    for form in FORMATS:
        assert answer_text(empty, form).strip()
