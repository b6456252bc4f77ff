"""Usual mistakes in SPARQL are told in words that help, at the place where a person would look."""

from collections.abc import Callable
from functools import partial

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting import GROWTH, calls
from tests.regex_steps import steps

from shisaku.errors import OntologyError
from shisaku.rdf.namespaces import PREFIXES
from shisaku.sparql.query_errors import diagnose
from shisaku.sparql.triple_store import TripleStore, query_error

MISTAKES = [
    ("SELECT * WHERE { ?s ?p }", "?p", "only 2 of them"),
    ("SELECT * WHERE { ?s a ?c ; ?p }", "?p", "only 2 of them"),
    ("SELECT * WHERE { ?s a ?c , }", ",", "no object behind the comma"),
    ("SELECT * WHERE { ?s a ?c , ?d ?e }", "?e", "no `.` or `;`"),
    ("SELECT ?s WHERE { ?s ?p ?o ?q . }", "?q", "no `.` or `;`"),
    ("SELECT * { ?s ?p 'x'@en ?t }", "?t", "no `.` or `;`"),
    ("SELECT * { ?s ?p '1'^^<x:y> ?t }", "?t", "no `.` or `;`"),
    ("SELECT * { VALUES (?a ?b) { (1 2) } ?a ?c }", "?c", "only 2 of them"),
    ("SELECT * { ?s a shisaku:Measure }", "shisaku:Measure", "Add PREFIX shisaku: <https://w3id.org/shisaku/ontology#>"),
    ("SELECT * { ?s a mine:Measure }", "mine:Measure", "the prefix `mine:` is not declared"),
    ("PREFIX x <urn:x> SELECT * { ?s ?p ?o }", "PREFIX", "PREFIX takes a name that ends in a colon"),
    ("SELECT * WHERE { ?s ?p ?o", "{", "this `{` is not closed by `}`"),
    ("SELECT * WHERE { ?s ?p (?o }", "}", "`)` has to come before this `}`"),
    ("SELECT * WHERE { ?s ?p ?o . } ]", "]", "closes nothing"),
    ("SELEC * WHERE { ?s ?p ?o }", "SELEC", "a query begins with SELECT"),
    ("", "", "there is no SELECT"),
    ("INSERT DATA { <a:a> <a:b> 1 }", "INSERT", "updates are not taken"),
    ("SELECT ?s WHERE ?s ?p ?o }", "WHERE", "needs a `{` behind it"),
    ("SELECT ?s, ?o WHERE { ?s ?p ?o }", ",", "parted by spaces"),
    ("SELECT ?s { ?s ?p ?o } ORDER ?s", "ORDER", "needs BY"),
    ("SELECT ?s { ?s ?p ?o } ORDER BY", "BY", "needs a variable or an expression"),
    ("SELECT ?s { ?s ?p ?o } GRUOP BY ?s", "GRUOP", "Is it GROUP?"),
    ("SELECT ?s { ?s ?p ?o } LIMIT ten", "ten", "no word `ten`"),
    ("SELECT ?s { ?s ?p ?o } LIMIT", "LIMIT", "needs a number"),
    ("SELECT (COUNT(?s) AS n) { ?s ?p ?o }", "n)", "Variables begin with `?`"),
    ("SELECT COUNT(?s) { ?s ?p ?o }", "COUNT", "is written in brackets and has a name"),
    ("SELECT (COUNT(?s)) { ?s ?p ?o }", ") {", "is written in brackets and has a name"),
    ("SELECT * { ?s ?p ?o FILTER ?o = 3 }", "FILTER", "is written in brackets"),
    ("SELECT * { ?s ?p ?o FILTER(?o > ) }", ">", "needs something behind it"),
    ("SELECT * { ?s ?p 'abc }", "'abc", "not closed before its line ends"),
    ("SELECT * { ?s <http://a b> ?o }", "<http", "has a space"),
    ("SELECT * { FILTER(?o<ex:f(?b)&&?c>2) }", "ex:f", "the prefix `ex:` is not declared"),
    ("SELECT * { ?s ?p 2. ?s ?q }", "?q", "only 2 of them"),
    ("SELECT * { ?s ?p 'it' . # it's\r ?s ?q }", "?q", "only 2 of them"),
    ('SELECT * { ?s ?p ?o FILTER(?o = """a"b ) """ }', "}", "`)` has to come before this `}`"),
    (r"SELECT * { ?s <urn:\u0061> ?o . ?s ?q }", "?q", "only 2 of them"),
    ("SELECT *\u3000{ ?s ?p }", "\u3000", "means nothing here"),
    ("SELECT * { ?s ex:a（ ?o }", "（", "means nothing here"),
    ("SELECT * { ?s ?p 「あ」 }", "「", "means nothing here"),
    ("SELECT * FROM { ?s ?p ?o }", "FROM", "needs the IRI of a graph"),
    ("SELECT ?s ?n { ?s ?p ?o } GROUP BY ?s", "SELECT", "neither grouped by nor aggregated"),
    ("SELECT (1 AS ?s) { ?s ?p ?o }", "SELECT", "take a new one"),
    ("SELECT * { ?s ?p ?o BIND(1 AS ?o) }", "?o)", "AS takes a new variable"),
]


@pytest.mark.parametrize(("query", "at", "said"), MISTAKES)
def test_a_mistake_is_told_where_it_is(query: str, at: str, said: str) -> None:
    with pytest.raises(OntologyError) as raised:
        TripleStore(prefixes=PREFIXES).select(query, name="mine.rq")
    assert said in raised.value.message.verbatim("en")
    place = raised.value.place
    assert place is not None
    assert (place.line, place.column) == (1, query.index(at) + 1)
    assert not raised.value.message.verbatim("ja").isascii()


def test_a_mistake_on_a_later_line_is_told_there_and_a_comment_is_none() -> None:
    query = "# what's this? a { in a comment\nSELECT ?s\nWHERE {\n  ?s ?p\n}\n"
    with pytest.raises(OntologyError, match="only 2 of them") as raised:
        TripleStore(prefixes=PREFIXES).select(query, name="mine.rq")
    place = raised.value.place
    assert place is not None
    assert (place.line, place.column, place.text) == (4, 6, "  ?s ?p")


@pytest.mark.parametrize("query", ["ASK { ?s ?p _:a . OPTIONAL { _:a ?p ?o } }", "SELECT * { BIND(STRLEN(1, 2) AS ?y) }"])
def test_where_no_usual_mistake_is_found_the_engine_is_quoted_without_its_grammar(query: str) -> None:
    with pytest.raises(SyntaxError) as raised:
        ox.Store().query(query)
    told = query_error("mine.rq", query, raised.value, {})
    assert told.message.verbatim("en").startswith("syntax error (")
    assert len(told.message.verbatim("en")) < 100
    assert "\\u" not in told.message.verbatim("en")


WORDS = st.sampled_from(
    [
        "SELECT",
        "ASK",
        "PREFIX",
        "BASE",
        "x:",
        "ex:a",
        "<a:b>",
        "<",
        ">",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        ".",
        ";",
        ",",
        "?a",
        "?b",
        "$c",
        "a",
        "AS",
        "BY",
        "GROUP",
        "ORDER",
        "LIMIT",
        "3",
        "'x'",
        "'",
        '"y',
        "@en",
        "^^",
        "FILTER",
        "BIND",
        "VALUES",
        "WHERE",
        "OPTIONAL",
        "UNION",
        "FROM",
        "NAMED",
        "COUNT",
        "=",
        "&&",
        "/",
        "*",
        "|",
        "!",
        "#",
        "\n",
        "港",
        "_:b",
        "true",
        "\\",
        '"""',
        "SERVIC",
    ]
)


@given(st.lists(WORDS, max_size=30))
def test_whatever_is_written_is_told_at_a_place_within_it_and_raises_nothing(words: list[str]) -> None:
    query = " ".join(words)
    for said in ("", "variable that is unbound", "overrides an existing variable"):
        told = diagnose("mine.rq", query, said, {}) if query.strip() else None
        if told is not None:
            message, place = told
            assert message.verbatim("ja")
            assert message.verbatim("en")
            lines = query.split("\n")
            assert place.text == lines[place.line - 1]
            assert 1 <= place.column <= len(place.text) + 1


@pytest.mark.parametrize("piece", ["?a < ", "(1 AS ?a) ", "?a ?b ?c . ", "{ ", "' ", "<a:b c ", "ex:a ", "\n"])
@pytest.mark.parametrize("cost", [calls, steps])
def test_a_long_query_costs_no_more_than_its_length(piece: str, cost: Callable[[Callable[[], object]], int]) -> None:
    few, many = (
        cost(partial(diagnose, "mine.rq", "SELECT * { " + piece * (length // len(piece)), "", {})) for length in (2_000, 8_000)
    )
    assert many <= 4 * GROWTH * few
