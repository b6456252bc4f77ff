"""Queries as text: their form is known before they are asked, and values are put in so that the engine takes them."""

from collections.abc import Iterable

import pyoxigraph as ox
import pytest

from shisaku.sparql.query_text import bound, declared, form_of, head_end, variables_of

DATA = ox.Store()
DATA.extend(
    ox.Quad(ox.NamedNode(f"urn:{name}"), ox.NamedNode("urn:p"), ox.Literal(text)) for name, text in (("a", "one"), ("b", "two"))
)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("select(1 AS ?x){}", "SELECT"),
        ("ASK{}", "ASK"),
        ("# ASK\nPREFIX ask: <urn:ASK/> BASE <http://x/> construct where { ?s ask:ASK ?o }", "CONSTRUCT"),
        ("PREFIX:<urn:select> DESCRIBE <urn:a>", "DESCRIBE"),
        ("PREFIX select: <urn:x> ASK {}", "ASK"),
        ("PREFIXa:<urn:x>ASKWHERE{}", "ASK"),
        ("CONSTRUCTWHERE{}", "CONSTRUCT"),
        ('VERSION"1.2"SELECTDISTINCT*{}', "SELECT"),
        ("", None),
        ("SELEKT * {}", None),
        ("BASE <http://x/> PREFIX a: <#> VERSION '1.2' ASK {}", "ASK"),
        (r"BASE <http://x/\u0041> S\u0045LECT * {}", "SELECT"),
        ("BASE <SELECT> # it's\nASK { ?s ?p 'SELECT' }", "ASK"),
        ("PREFIX SELECT * {}", None),
        ("INSERT DATA { <urn:a> <urn:b> 'SELECT' }", None),
    ],
)
def test_the_form_of_a_query_is_reported_from_its_text(query: str, form: str | None) -> None:
    assert form_of(query) == form


def test_prefixes_are_reported_from_the_text() -> None:
    assert declared("PREFIX a: <urn:a> prefix : <urn:#> # PREFIX b: <urn:b>\nASK { 'PREFIX c: <urn:c>' ?p ?o }") == {
        "a": "urn:a",
        "": "urn:#",
    }


def test_prefixes_are_absolute_where_there_is_a_base() -> None:
    query = (
        r"BASE <http://x/a/b> PREFIX a: <c#> PREFIX : <#> PREFIX b: </> BASE <d/> PREFIX c: <e> PREFIX d: <urn:\u0061#> ASK {}"
    )
    expected = {"a": "http://x/a/c#", "": "http://x/a/b#", "b": "http://x/", "c": "http://x/a/d/e", "d": "urn:a#"}
    assert declared(query) == expected


def test_variables_are_those_of_the_code() -> None:
    query = "SELECT ?a { ?a $b '?c' , ?d.\n ?e <?f> _:x # ?g\n FILTER(?h<?i&&?j>1) }"
    assert variables_of(query) == set("abdehij")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a |WHERE { ?a ?b ?c }",
        "SELECT (EXISTS { ?a ?b ?c } AS ?d) |{ ?a ?b ?c }",
        "SELECT ?group $where |WHERE { ?group ?b $where }",
        "PREFIX order: <urn:> DESCRIBE order:values |WHERE { ?a ?b ?c }",
        "ASK |{ ?a ?b ?c }",
        "CONSTRUCT { ?a ?b ?c . } |WHERE { ?a ?b ?c }",
        "CONSTRUCT { ?a ?b 'WHERE {' } |{ ?a ?b ?c }",
        "CONSTRUCT |WHERE { ?a ?b ?c }",
        "DESCRIBE ?a |WHERE { ?a ?b ?c }",
        "DESCRIBE <urn:a> |LIMIT 1",
        "DESCRIBE <urn:a>|",
        "DESCRIBE <urn:a>| # note",
        "SELECT (?a<?b&&?c>(1) AS ?d) |{ ?a ?b ?c }",
    ],
)
def test_clauses_on_the_data_go_before_the_pattern(query: str) -> None:
    at = query.index("|")
    text = query.replace("|", "")
    assert head_end(text) == at
    ox.Store().query(f"{text[:at]} FROM <urn:g> {text[at:]}")


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("ASK { ?s <urn:p> ?o FILTER (?o = ?_o) }", ["True"]),
        ("ASK { ?s <urn:p> ?_o . { SELECT * { ?s ?p ?_o } } }", ["True"]),
        ("CONSTRUCT { ?s <urn:q> ?_o } WHERE { ?s <urn:p> ?o FILTER (?o = ?_o) }", ['<urn:a> <urn:q> "one"']),
        ("CONSTRUCT { ?s <urn:q> ?_o } { ?s <urn:p> 'two' }", ['<urn:b> <urn:q> "one"']),
        ("CONSTRUCT WHERE { ?s <urn:p> ?_o } # all", ['<urn:a> <urn:p> "one"']),
        ("CONSTRUCT WHERE { ?s <urn:p> ?o } LIMIT 5", ['<urn:a> <urn:p> "one"', '<urn:b> <urn:p> "two"']),
        ("DESCRIBE ?s { ?s <urn:p> ?_o }", ['<urn:a> <urn:p> "one"']),
        ("DESCRIBE ?_s", ['<urn:b> <urn:p> "two"']),
        ("DESCRIBE ?_s # note", ['<urn:b> <urn:p> "two"']),
        ("ASK { ?s <urn:p> ?o FILTER(?o<?_o&&?o>'a') }", ["False"]),
        ("CONSTRUCTWHERE { ?s <urn:p> ?_o }", ['<urn:a> <urn:p> "one"']),
        ("DESCRIBE ?_s LIMIT 1", ['<urn:b> <urn:p> "two"']),
        ("DESCRIBE ?_s WHERE { ?s <urn:p> 'one' }", ['<urn:b> <urn:p> "two"']),
    ],
)
def test_values_are_put_into_queries_of_every_form(query: str, lines: list[str]) -> None:
    found = DATA.query(bound(query, {"_o": ox.Literal("one"), "_s": ox.NamedNode("urn:b")}))
    assert sorted(map(str, found if isinstance(found, Iterable) else [bool(found)])) == lines


def test_a_value_is_a_term_whatever_is_written_in_it() -> None:
    nasty = ox.Literal("one' } # \"\n?_o")
    assert "one" in bound("ASK { ?s ?p ?_o }", {"_o": nasty})
    assert not DATA.query(bound("ASK { ?s ?p ?_o }", {"_o": nasty}))


def test_a_brace_that_closes_nothing_is_left_to_the_engine() -> None:
    assert bound("ASK } { ?s ?p ?_o }", {"_o": ox.Literal("x")}) == 'ASK } { VALUES ?_o { "x" } ?s ?p ?_o }'
