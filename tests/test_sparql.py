"""The guard before the engine: no spelling of SERVICE gets past it, and words that only look like it do."""

import re
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest

from shisaku.errors import InputError, OntologyError
from shisaku.rdf.rdf_files import triples_of
from shisaku.sparql.guard import MOST_NESTED, refuse_service
from shisaku.sparql.rdf_terms import python_value
from shisaku.sparql.triple_store import TripleStore

ASKS_ELSEWHERE = {
    "plain": "SELECT * { SERVICE <http://elsewhere.example/> { ?s ?p ?o } }",
    "lower case": "SELECT * { service ?x { ?s ?p ?o } }",
    "after a comment that a carriage return ends": "SELECT * { # note\r SERVICE ?x { ?s ?p ?o } }",
    "after an apostrophe in a name": r"PREFIX e: <http://x/> SELECT * { ?s e:a\' ?o . SERVICE ?x { ?s ?p ?o } ?q ?r 'text' }",
    "after a hash in a name": r"PREFIX e: <http://x/> SELECT * { ?s e:a\# ?o . SERVICE ?x { ?s ?p ?o } }",
    "after a quote at the end of a long string": r'SELECT * { ?s ?p """a\"""" SERVICE ?x { ?s ?p ?o } ?a ?b "text" }',
    "after an escape in an IRI": r"SELECT * { ?a <http://x/\u0041#> ?b SERVICE ?x { ?s ?p ?o } }",
    "between two comparisons": "SELECT*{?a ?b ?c FILTER(?a<?b)SERVICE?x{?s?p?o}FILTER(1>2)}",
    "between a comparison and a comment": "SELECT * {?a ?b ?c FILTER(?a<?b)SERVICE?x#>\n{?s ?p ?o}}",
    "between a comparison and a string": "SELECT*{?a ?b ?c FILTER(?a<?b&&?c!='>')SERVICE?x{?s ?p 'o'}}",
    "between comparisons of the columns": "SELECT(?a<?b AS ?d)(?a<?b&&?c!='>' AS ?e){?a ?b ?c SERVICE?x{?s ?p 'o'}}",
    "behind a name with two dots": "PREFIX e: <http://x/> SELECT * { ?s e:p e:a.b.SERVICE ?x { ?s ?p ?o } }",
    "right before a comment": "SELECT * { SERVICE#note\n?x { ?s ?p ?o } }",
    "right behind a number": "SELECT * { ?s ?p 1SERVICE ?x { ?a ?b ?c } }",
    "right behind a truth value": "SELECT * { ?s ?p trueSERVICE ?x { ?a ?b ?c } }",
    "right before SILENT": "SELECT * { SERVICESILENT ?x { ?a ?b ?c } }",
}
STAYS_HERE = {
    "in a comment": "SELECT * { ?s ?p ?o } # SERVICE",
    "in a string": "SELECT * { ?s ?p 'SERVICE', \"SERVICE\", '''a'SERVICE''' }",
    "in an IRI": "SELECT * { ?s <http://x/SERVICE/service#SERVICE> ?o }",
    "in a string of several lines": 'SELECT * { ?s ?p """a" SERVICE\n"b""" , \'SERVICE\' }',
    "in a comment with a quote": "SELECT * { # it's\n ?s ?p ?o # 'SERVICE'\n }",
    "in an IRI with a bracket": "SELECT * { ?s <http://x/a)SERVICE> ?o }",
    "in a variable": "SELECT * { ?trueSERVICE ?p ?o }",
    "in names": "PREFIX s: <http://x/> SELECT ?service { ?service s:service s:PublicService, s:a-service ; ^s:service $SERVICE }",
}


@pytest.mark.parametrize("query", ASKS_ELSEWHERE.values(), ids=ASKS_ELSEWHERE)
def test_no_spelling_of_service_that_the_engine_reads_is_let_through(query: str) -> None:
    with pytest.raises(OntologyError, match="SERVICE") as refused:
        refuse_service(query, "query")
    place = refused.value.place
    assert place is not None
    assert place.text[place.column - 1 :][:7].upper() == "SERVICE"
    # The engine takes it for SPARQL: no syntax error, though it misses the server where it comes to ask it.
    with suppress(RuntimeError):
        _ask(re.sub(r"<http://elsewhere[^>]*>", "?elsewhere", query))


def _ask(query: str) -> None:
    """Read all solutions; they live in this frame, as what `raises` keeps may be freed in a thread in which they must not."""
    solutions = ox.Store().query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    list(solutions)


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        (r"ASK { SERV\u0049CE <x:y> {} }", r"SERV\u0049CE"),
        (r"ASK { \U00000073ervice <x:y> {} }", r"\U00000073ervice"),
        (r"ASK { ?a ?b 'c\u0027 . SERVICE <x:y> {} #' }", "\\"),
    ],
)
def test_service_is_seen_where_other_servers_read_it_by_escapes(query: str, marked: str) -> None:
    with pytest.raises(OntologyError, match="SERVICE is not allowed") as refused:
        refuse_service(query, "query")
    place = refused.value.place
    assert place is not None
    assert place.text[place.column - 1 :][: place.length] == marked


def test_escapes_alone_are_no_reason_to_refuse() -> None:
    assert TripleStore().select(r"SELECT * { <urn:\u0061> ?p 'SERVICE \u0022 \u0027' }").rows == ()


@pytest.mark.parametrize("query", STAYS_HERE.values(), ids=STAYS_HERE)
def test_words_that_only_look_like_service_are_no_reason_to_refuse(query: str) -> None:
    assert TripleStore().select(query).rows == ()


def test_a_file_with_triples_as_terms_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "later.ttl"
    path.write_text("<urn:a> <urn:b> <<( <urn:c> <urn:d> <urn:e> )>> .\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"RDF 1\.2"):
        list(triples_of(path, str, str, lambda text, language, datatype: text))


NESTED = {
    "brackets": lambda n: f"SELECT ({'(' * n}1{')' * n} AS ?x) {{}}",
    "groups": lambda n: f"SELECT * {'{ ' * n}{'} ' * n}",
    "signs": lambda n: f"SELECT * {{ FILTER({'! ' * n}true) }}",
}


@pytest.mark.parametrize("form", NESTED)
def test_what_is_nested_so_deep_that_it_would_end_the_process_is_refused_with_its_place(form: str) -> None:
    with pytest.raises(OntologyError, match="nested too deep") as refusal:
        TripleStore().select(NESTED[form](100 * MOST_NESTED))
    assert refusal.value.place is not None
    assert refusal.value.place.line == 1


@pytest.mark.parametrize("form", NESTED)
def test_what_is_nested_as_deep_as_may_be_is_asked(form: str) -> None:
    assert TripleStore().select(NESTED[form](MOST_NESTED - 5)).variables is not None


def test_brackets_in_texts_and_comments_are_no_nesting() -> None:
    assert list(TripleStore().select("# " + "(" * 999 + '\nSELECT ("' + "{" * 999 + '" AS ?x) {}').texts()) == [("{" * 999,)]


# -- values of Python --------------------------------------------------------------------------------------------------

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("text", "datatype", "value"),
    [
        ("6", "integer", 6), ("-006", "integer", -6), ("+6", "nonNegativeInteger", 6), ("6", "positiveInteger", 6),
        ("6", "int", 6), ("6", "long", 6), ("6", "short", 6), ("6", "byte", 6), ("6", "unsignedByte", 6),
        ("0.970", "decimal", 0.97), ("6", "decimal", 6.0), (".5", "decimal", 0.5),
        ("1.5E3", "double", 1500.0), ("1e-2", "float", 0.01), ("INF", "double", float("inf")), ("-INF", "float", float("-inf")),
        ("true", "boolean", True), ("1", "boolean", True), ("false", "boolean", False), ("0", "boolean", False),
        ("2041-04-01", "date", "2041-04-01"), ("6", "string", "6"), ("", "string", ""),
        ("many", "integer", "many"), ("1_0", "integer", "1_0"), ("１２", "integer", "１２"), ("6.0", "integer", "6.0"), ("9" * 5000, "integer", "9" * 5000),
        ("1e3", "decimal", "1e3"), ("inf", "double", "inf"), ("1_0.5", "double", "1_0.5"), ("", "double", ""),
        ("maybe", "boolean", "maybe"), ("TRUE", "boolean", "TRUE"),
    ],
)  # fmt: skip
def test_a_literal_is_a_value_of_python_where_it_is_one_of_its_datatype(text: str, datatype: str, value: object) -> None:
    found = python_value(ox.Literal(text, datatype=ox.NamedNode(XSD + datatype)))
    assert (found, type(found)) == (value, type(value))


def test_what_is_no_number_is_the_number_that_is_none() -> None:
    found = python_value(ox.Literal("NaN", datatype=ox.NamedNode(XSD + "double")))
    assert isinstance(found, float)
    assert found != found


def test_terms_of_other_kinds_are_text() -> None:
    assert python_value(None) is None
    assert python_value(ox.NamedNode("urn:a")) == "urn:a"
    assert python_value(ox.BlankNode("x")) == "_:x"
    assert python_value(ox.Literal("6", language="ja")) == "6"
    assert python_value(ox.Literal("6", datatype=ox.NamedNode("http://elsewhere.example/integer"))) == "6"
    assert python_value(ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"))) == '<<( <urn:a> <urn:b> "c" )>>'


# -- prefixes that are advised -----------------------------------------------------------------------------------------


def advised(store: TripleStore) -> str:
    """The prefix that is advised where a query does not declare `p:`."""
    with pytest.raises(OntologyError, match="Add PREFIX p: <") as raised:
        store.select("SELECT ?a { ?a p:b ?c }")
    found = re.search("Add PREFIX p: <([^>]+)>", raised.value.text("en"))
    assert found is not None
    return found.group(1)


def test_of_two_files_the_first_says_what_a_prefix_stands_for(tmp_path: Path) -> None:
    store = TripleStore()
    for name in ("first", "second"):
        (tmp_path / f"{name}.ttl").write_text(f"@prefix p: <urn:{name}:> . p:a p:b p:c .", encoding="utf-8")
        store.load_file(tmp_path / f"{name}.ttl")
    assert advised(store) == "urn:first:"


def test_a_prefix_that_is_given_goes_before_those_of_files(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("@prefix p: <urn:file:> . p:a p:b p:c .", encoding="utf-8")
    store = TripleStore(prefixes={"p": "urn:given:"})
    store.load_file(tmp_path / "a.ttl")
    assert advised(store) == "urn:given:"
