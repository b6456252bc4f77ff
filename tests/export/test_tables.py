"""Answers as text: aligned tables for people, formats that programs can read."""

import csv
import json
from io import StringIO
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from shisaku.errors import OntologyError, QueryError, display_width
from shisaku.export.answer_tables import FORMATS, TRIPLE_FORMATS, answer_text, formats_of, table
from shisaku.rdf.namespaces import PREFIXES
from shisaku.sparql.answers import Answer, Triples, answer_of
from shisaku.sparql.triple_store import TripleStore

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
    assert [b["name"]["value"] for b in json.loads(answer_text(given, "json"))["results"]["bindings"]] == ["3", "1", "2", "1"]


def test_an_answer_with_no_column_and_no_row_has_a_text_in_every_format() -> None:
    empty = TripleStore().select("SELECT ?a { }")
    for form in FORMATS:
        assert answer_text(empty, form).strip()


# -- terms of every kind -----------------------------------------------------------------------------------------------

_XML = "{http://www.w3.org/2005/sparql-results#}"


def typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


TERMS: dict[str, tuple[ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple, str, str]] = {
    "an IRI": (ox.NamedNode("urn:x"), "urn:x", "<urn:x>"),
    "a blank node": (ox.BlankNode("gone"), "_:b0", "_:b0"),
    "a text in a language": (ox.Literal("川", language="ja"), "川", '"川"@ja'),
    "a text in a direction": (
        ox.Literal("نهر", language="ar", direction=ox.BaseDirection.RTL),
        "نهر",
        '"نهر"@ar--rtl',
    ),
    "an integer": (typed("06", "integer"), "06", "06"),
    "a decimal": (typed("0.970", "decimal"), "0.970", "0.970"),
    "a double": (typed("1.50E3", "double"), "1.50E3", "1.50E3"),
    "no number": (typed("NaN", "double"), "NaN", f'"NaN"^^<{XSD}double>'),
    "a date": (typed("2041-04-01", "date"), "2041-04-01", f'"2041-04-01"^^<{XSD}date>'),
    "an integer that is none": (typed("many", "integer"), "many", f'"many"^^<{XSD}integer>'),
    "line breaks of two kinds": (ox.Literal("a\r\nb\nc"), "a\r\nb\nc", '"a\\r\\nb\\nc"'),
    "signs": (ox.Literal("<&> \"'\t\\"), "<&> \"'\t\\", '"<&> \\"\'\\t\\\\"'),
    "a control character": (ox.Literal("a\x1b[31m"), "a\x1b[31m", '"a\x1b[31m"'),
    "a triple": (
        ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("o", language="en")),
        '<<( <urn:s> <urn:p> "o"@en )>>',
        '<<( <urn:s> <urn:p> "o"@en )>>',
    ),
    "a triple of a triple": (
        ox.Triple(
            ox.BlankNode("x"), ox.NamedNode("urn:p"), ox.Triple(ox.BlankNode("x"), ox.NamedNode("urn:p"), typed("1", "int"))
        ),
        f'<<( _:b0 <urn:p> <<( _:b0 <urn:p> "1"^^<{XSD}int> )>> )>>',
        f'<<( _:b0 <urn:p> <<( _:b0 <urn:p> "1"^^<{XSD}int> )>> )>>',
    ),
}
terms = pytest.mark.parametrize(("term", "text", "turtle"), TERMS.values(), ids=TERMS)


def of(term: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple) -> Answer:
    return Answer(("t", "u"), ((term, None),))


@terms
def test_csv_holds_the_text_of_a_term(term: ox.Literal, text: str, turtle: str) -> None:
    assert list(csv.reader(StringIO(answer_text(of(term), "csv"), newline=""))) == [["t", "u"], [text, ""]]


@terms
def test_tsv_holds_a_term_as_turtle_writes_it(term: ox.Literal, text: str, turtle: str) -> None:
    assert answer_text(of(term), "tsv") == f"?t\t?u\n{turtle}\t\n"


@terms
@pytest.mark.parametrize("form", ["json", "xml"])
def test_json_and_xml_read_back_as_the_same_term(form: str, term: ox.Literal, text: str, turtle: str) -> None:
    known = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML}[form]
    shown = answer_text(of(term), form)
    if form == "xml":
        ElementTree.fromstring(shown)  # Oxigraph takes what is no XML
    found = ox.parse_query_results(shown.encode(), format=known)
    assert isinstance(found, ox.QuerySolutions)
    expected = str(term).replace("\\u001B", "\ufffd") if form == "xml" else str(term)  # XML 1.0 knows no control characters
    assert [str(row["t"]).replace("_:b0", "_:gone" if text == "_:b0" else "_:x") for row in found] == [expected]


@terms
def test_tables_show_a_term_on_one_line(term: ox.Literal, text: str, turtle: str) -> None:
    for form in ("table", "markdown"):
        line = answer_text(of(term), form).split("\n")[2]
        assert line.replace("| ", "").split(" ")[0] == text.replace("\x1b", "<U+001B>").split()[0]


def test_line_breaks_of_xml_read_back_as_they_are() -> None:
    tree = ElementTree.fromstring(answer_text(of(ox.Literal("a\r\nb\rc")), "xml"))
    assert [literal.text for literal in tree.iter(f"{_XML}literal")] == ["a\r\nb\rc"]


def test_blank_nodes_are_named_by_the_order_in_which_they_come() -> None:
    store = TripleStore()
    answers = {
        answer_text(store.select("SELECT ?a ?b { VALUES ?n { 1 2 } BIND (BNODE() AS ?a) BIND (BNODE() AS ?b) }"), "csv")
        for _ in range(3)
    }
    assert answers == {"a,b\n_:b0,_:b1\n_:b2,_:b3\n"}


def test_a_blank_node_has_one_name_wherever_it_is() -> None:
    node = ox.BlankNode()
    given = Answer(("a", "b"), ((node, ox.Triple(node, ox.NamedNode("urn:p"), node)), (ox.BlankNode(), node)))
    assert answer_text(given, "csv") == "a,b\n_:b0,<<( _:b0 <urn:p> _:b0 )>>\n_:b1,_:b0\n"


@pytest.mark.parametrize("form", FORMATS)
def test_an_answer_that_was_reported_in_json_is_reported_again_as_it_was(form: str) -> None:
    given = Answer(("a", "b"), tuple((term, None) for term, _, _ in TERMS.values()))
    assert answer_text(answer_of(answer_text(given, "json").encode()), form) == answer_text(given, form)


# -- ASK, CONSTRUCT and DESCRIBE ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [True, False])
@pytest.mark.parametrize("form", ["table", "markdown", "csv", "tsv"])
def test_yes_and_no_are_one_word(value: bool, form: str) -> None:
    assert answer_text(value, form) == ("true\n" if value else "false\n")


@pytest.mark.parametrize("value", [True, False])
def test_yes_and_no_are_reported_as_the_standards_have_it(value: bool) -> None:
    assert json.loads(answer_text(value, "json")) == {"head": {}, "boolean": value}
    tree = ElementTree.fromstring(answer_text(value, "xml"))
    assert (tree.tag, tree.findtext(f"{_XML}boolean")) == (f"{_XML}sparql", "true" if value else "false")


def constructed(query: str) -> Triples:
    store = TripleStore()
    store.load_ntriples('<urn:b> <urn:p> "川"@ja .\n<urn:a> <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n')
    found = store.query(query)
    assert isinstance(found, Triples)
    return found


@pytest.mark.parametrize("form", TRIPLE_FORMATS)
def test_triples_read_back_as_the_same_in_every_format(form: str) -> None:
    found = constructed("CONSTRUCT WHERE { ?s ?p ?o }")
    readers = {"table": ox.RdfFormat.TURTLE, "turtle": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES}
    readers |= {"json-ld": ox.RdfFormat.JSON_LD, "xml": ox.RdfFormat.RDF_XML}
    assert {quad.triple for quad in ox.parse(answer_text(found, form).encode(), format=readers[form])} == set(found.triples)
    assert len(found.triples) == 2
    assert answer_text(found, form).endswith("\n")


def test_triples_are_sorted_and_each_occurs_once() -> None:
    assert answer_text(constructed("CONSTRUCT { ?s <urn:q> 1 } WHERE { ?s ?p ?o . ?t ?r ?u }"), "nt") == (
        '<urn:a> <urn:q> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
        '<urn:b> <urn:q> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    )


def test_turtle_has_the_prefixes_that_the_query_declares_and_ours_but_no_others() -> None:
    query = "PREFIX u: <urn:> PREFIX x: <urn:elsewhere/> PREFIX s: <http://www.w3.org/2004/02/skos/core#> "
    query += "CONSTRUCT { ?s u:p 'x', rdfs:label, s:note } WHERE { ?s u:p '川'@ja }"
    query = query.replace("rdfs:label", "<http://www.w3.org/2000/01/rdf-schema#label>")
    assert answer_text(constructed(query), "turtle", PREFIXES) == (
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n"
        '@prefix u: <urn:> .\nu:b u:p "x" , rdfs:label , s:note .\n'
    )


def test_triples_with_new_blank_nodes_are_the_same_text_each_time() -> None:
    query = "CONSTRUCT { ?s <urn:has> [ <urn:value> ?o ] } WHERE { ?s <urn:p> ?o }"
    (text,) = {answer_text(constructed(query), "nt") for _ in range(5)}
    assert text.split("\n")[:2] == ["<urn:a> <urn:has> _:b0 .", "<urn:b> <urn:has> _:b1 ."]
    assert text.split("\n")[3:] == ['_:b1 <urn:value> "川"@ja .', ""]


def test_control_characters_do_not_break_rdf_xml() -> None:
    found = TripleStore().query('CONSTRUCT { <urn:a> <urn:b> "a\\u001B\\r\\nb" } {}')
    assert isinstance(found, Triples)
    text = answer_text(found, "xml")
    ElementTree.fromstring(text)
    assert [str(quad.object) for quad in ox.parse(text.encode(), format=ox.RdfFormat.RDF_XML)] == ['"a\ufffd\\r\\nb"']


def test_a_format_that_cannot_hold_the_triples_is_reported() -> None:
    found = TripleStore().query("CONSTRUCT { <urn:a> <urn:b> <<( <urn:c> <urn:d> <urn:e> )>> } {}")
    assert answer_text(found, "nt") == "<urn:a> <urn:b> <<( <urn:c> <urn:d> <urn:e> )>> .\n"
    with pytest.raises(OntologyError, match="json-ld cannot hold"):
        answer_text(found, "json-ld")


@pytest.mark.parametrize(
    ("query", "formats"),
    [("SELECT * {}", FORMATS), ("ASK {}", FORMATS), ("CONSTRUCT WHERE {}", TRIPLE_FORMATS), ("DESCRIBE <urn:a>", TRIPLE_FORMATS)],
)
def test_a_query_of_each_form_has_its_formats(query: str, formats: tuple[str, ...]) -> None:
    assert formats_of(query) == formats


def test_what_is_no_query_may_have_any_format_as_its_mistake_is_reported_first() -> None:
    assert set(formats_of("SELEKT * {}")) == {*FORMATS, *TRIPLE_FORMATS}


@pytest.mark.parametrize(("query", "form"), [("SELECT * {}", "turtle"), ("ASK {}", "nt"), ("CONSTRUCT WHERE {}", "csv")])
def test_a_format_that_an_answer_has_not_is_refused_with_those_that_it_has(query: str, form: str) -> None:
    with pytest.raises(QueryError, match=f"Format {form} does not fit .* \\(formats that do: table, ") as raised:
        answer_text(TripleStore().query(query), form)
    assert ", xml)" in raised.value.text("en")
