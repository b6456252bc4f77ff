"""Loading and asking a store, terms and triples as text, and what is said where RDF or SPARQL is wrong."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from shisaku.errors import InputError, OntologyError, Place
from shisaku.rdf.rdf_files import by_value, canonical_graphs, canonical_ntriples, ntriples_of, syntax_report, triples_of
from shisaku.sparql.answers import Answer, answer_of
from shisaku.sparql.rdf_terms import decimal, integer, iri, plain, python_value, string, terms_of
from shisaku.sparql.results import result_text
from shisaku.sparql.triple_store import TripleStore

XSD = "http://www.w3.org/2001/XMLSchema#"
A, P, B = (ox.NamedNode(f"urn:{name}") for name in "apb")
TURTLE = "@prefix ex: <urn:> . ex:a ex:p ex:b .\n"
SAME = {
    ".ttl": TURTLE,
    ".nt": "<urn:a> <urn:p> <urn:b> .\n",
    ".nq": "<urn:a> <urn:p> <urn:b> <urn:g> .\n",
    ".trig": "@prefix ex: <urn:> . ex:g { ex:a ex:p ex:b . }\n",
    ".jsonld": '{"@id": "urn:a", "urn:p": {"@id": "urn:b"}}',
    ".rdf": '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:"><r:Description r:about="urn:a"><u:p r:resource="urn:b"/></r:Description></r:RDF>',
}
SAME[".xml"] = SAME[".rdf"]
ALL = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?o"


def literal(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


@pytest.mark.parametrize("ending", SAME)
def test_a_file_of_every_format_is_loaded_into_one_graph(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{ending.upper()}"
    path.write_text(SAME[ending], encoding="utf-8")
    store = TripleStore()
    store.load_file(path)
    assert store.select(ALL).rows == ((A, P, B),)
    assert len(store) == 1
    other = TripleStore()
    other.load(path.read_bytes(), path)
    assert other.select(ALL) == store.select(ALL)


def test_triples_are_loaded_into_the_graph_that_is_named() -> None:
    store = TripleStore()
    store.load(TURTLE.encode(), Path("a.ttl"), "urn:g")
    store.load_ntriples('<urn:a> <urn:p> "x" .\n', "urn:h")
    store.load_ntriples('<urn:a> <urn:p> "y" .\n')
    assert store.select(ALL).rows == ((A, P, ox.Literal("y")),)
    assert len(store) == 3
    graphs = store.select("SELECT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    assert [plain(row[0]) for row in graphs.rows] == ["urn:g", "urn:h"]


def test_queries_are_asked_over_the_graphs_that_a_store_is_given() -> None:
    whole = ox.Store()
    for name in ("urn:g", "urn:h"):
        whole.add(ox.Quad(A, P, ox.Literal(name), ox.NamedNode(name)))
    assert TripleStore(whole).select(ALL).rows == ()
    assert TripleStore(whole, [ox.NamedNode("urn:g")]).select(ALL).rows == ((A, P, ox.Literal("urn:g")),)


def test_relative_iris_are_resolved_against_the_file() -> None:
    store = TripleStore()
    store.load(b"\xef\xbb\xbf<x> <urn:p> <> .", Path("/folder/a.ttl"))
    assert list(store.select(ALL).texts()) == [("file:///folder/x", "urn:p", "file:///folder/a.ttl")]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a.ttl: cannot be read \(No such file or directory\)") as raised:
        TripleStore().load_file(tmp_path / "a.ttl")
    assert "読めません（No such file or directory）" in raised.value.message.verbatim("ja")
    with pytest.raises(
        InputError,
        match=r"a.txt: unknown format \(known: .jsonld, .nq, .nt, .obo, .ofn, .omn, .owl, .owx, .rdf, .trig, .ttl, .xml\)",
    ) as raised:
        TripleStore().load_file(tmp_path / "a.txt")
    assert ".jsonld, .nq, .nt, .obo, .ofn, .omn, .owl, .owx, .rdf, .trig, .ttl, .xml" in raised.value.message.verbatim("ja")
    with pytest.raises(InputError, match="unknown format"):
        TripleStore().load(b"", Path("a"))


def test_a_mistake_in_a_file_is_told_with_its_place() -> None:
    with pytest.raises(InputError) as raised:
        TripleStore().load("@prefix ex: <urn:> .\nex:あ ex:p ex:b ex:c .\n".encode(), Path("a.ttl"))
    place = raised.value.place
    assert place is not None
    assert (place.path, place.line, place.text) == ("a.ttl", 2, "ex:あ ex:p ex:b ex:c .")
    assert raised.value.message.verbatim("en").startswith("syntax error (")
    assert raised.value.message.verbatim("ja").startswith("構文の誤りです（")


def test_variables_are_bound_to_terms_beforehand() -> None:
    store = TripleStore()
    store.load_ntriples('<urn:a> <urn:p> "x" .\n<urn:b> <urn:p> "y" .\n')
    assert store.select("SELECT ?s ?_o { ?s ?p ?_o }", {"_o": ox.Literal("y")}).rows == ((B, ox.Literal("y")),)


def test_an_answer_has_its_columns_in_order_and_nothing_where_unbound() -> None:
    answer = TripleStore().select("SELECT ?b ?a ?_c { VALUES (?a ?b ?_c) { (1 UNDEF 'x'@ja) } }")
    assert answer.variables == ("b", "a", "_c")
    assert answer.rows == ((None, literal("1", "integer"), ox.Literal("x", language="ja")),)
    assert list(answer.texts()) == [("", "1", "x")]
    assert answer.without_parameters() == Answer(("b", "a"), ((None, literal("1", "integer")),))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ASK { }", "a.rq: not a SELECT query."),
        ("SELECT ?s { ?s ?p }", "only 2 of them"),
        ("SELECT * { SERVICE <x:y> { } }", "SERVICE"),
        ("(" * 300, "nested too deep"),
    ],
)
def test_what_is_no_select_query_is_told(query: str, words: str) -> None:
    with pytest.raises(OntologyError) as raised:
        TripleStore().select(query, name="a.rq")
    assert words in raised.value.message.verbatim("en")
    assert not raised.value.message.verbatim("ja").isascii()
    assert raised.value.place is None or raised.value.place.path == "a.rq"


def test_the_prefixes_of_loaded_files_are_advised_but_those_that_were_given_come_first() -> None:
    store = TripleStore(prefixes={"own": "urn:own:"})
    store.load(b"@prefix ex: <urn:ex:> . @prefix own: <urn:other:> . ex:a ex:b ex:c .", Path("a.ttl"))
    for prefix, iri_ in (("ex", "urn:ex:"), ("own", "urn:own:"), ("none", "…")):
        with pytest.raises(OntologyError, match=f"Add PREFIX {prefix}: <{iri_}>"):
            store.select(f"SELECT * {{ ?s {prefix}:p ?o }}")


def test_rdf_becomes_ntriples_with_its_prefixes_and_blank_names_of_its_own() -> None:
    text, prefixes = ntriples_of(b"@prefix ex: <urn:> . ex:a ex:p <x> , _:n .", "a", ".ttl", "urn:base/")
    assert prefixes == {"ex": "urn:"}
    assert "<urn:a> <urn:p> <urn:base/x> .\n" in text
    assert "_:n " not in text
    assert ntriples_of(SAME[".nq"].encode(), "a", ".nq", "urn:base/")[0] == SAME[".nt"]
    with pytest.raises(InputError, match="a:1:"):
        ntriples_of(b"x", "a", ".ttl", "urn:base/")


def test_the_terms_of_a_file_are_made_by_their_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<urn:a> <urn:p> <x> , 'p' , 'l'@ja , 1 , _:b .", encoding="utf-8")
    made = list(
        triples_of(path, lambda i: ("iri", i), lambda b: ("blank",), lambda t, lang, datatype: ("literal", t, lang, datatype))
    )
    assert {triple[:2] for triple in made} == {(("iri", "urn:a"), ("iri", "urn:p"))}
    assert [triple[2] for triple in made] == [
        ("iri", (tmp_path / "x").as_uri()),
        ("literal", "p", None, None),
        ("literal", "l", "ja", None),
        ("literal", "1", None, f"{XSD}integer"),
        ("blank",),
    ]


def test_a_triple_as_a_term_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.nt"
    path.write_text("<urn:a> <urn:p> <<( <urn:a> <urn:p> <urn:b> )>> .\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        list(triples_of(path, str, str, lambda t, lang, datatype: t))
    assert raised.value.message.verbatim("en") == f"{path}: triples as terms (RDF 1.2) are not handled."
    assert str(path) in raised.value.message.verbatim("ja")


def test_equal_graphs_give_equal_text_whatever_their_blank_nodes_are_called() -> None:
    one = canonical_graphs(b"_:x <urn:p> _:y . _:y <urn:p> 'b' . <urn:a> <urn:p> 'a' .", "a", ".ttl", "urn:")
    two = canonical_graphs(b"<urn:a> <urn:p> 'a' . _:q <urn:p> 'b' . _:r <urn:p> _:q .", "a", ".ttl", "urn:")
    assert one == two
    assert list(one) == [""]
    assert one[""].split("\n")[0] == '<urn:a> <urn:p> "a" .'
    assert one[""] == "".join(sorted(one[""].splitlines(keepends=True)))
    named = canonical_graphs(
        b'<urn:a> <urn:p> "a" <urn:g> .\n<urn:a> <urn:p> "b" .\n<urn:a> <urn:p> "c" <urn:g> .\n', "a", ".nq", "urn:"
    )
    assert {graph: text.count("\n") for graph, text in named.items()} == {"": 1, "urn:g": 2}


def test_files_together_are_one_canonical_text(tmp_path: Path) -> None:
    for name, text in (
        ("a.ttl", "<urn:a> <urn:p> _:x ."),
        ("b.nt", '_:x <urn:p> "line\\u2028end" .\n'),
        ("c.nt", "<urn:a> <urn:p> <urn:b> .\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    text = canonical_ntriples(tmp_path / name for name in ("c.nt", "a.ttl", "b.nt"))
    assert text.count("\n") == 3
    assert len({word for word in text.split() if word.startswith("_:")}) == 2  # blank nodes of two files are two
    assert canonical_ntriples([tmp_path / "c.nt", tmp_path / "c.nt"]) == "<urn:a> <urn:p> <urn:b> .\n"
    with pytest.raises(InputError):
        canonical_ntriples([tmp_path / "none.nt"])


def test_one_value_has_one_spelling() -> None:
    spelt = f'<urn:a> <urn:p> "0.970"^^<{XSD}decimal> .\n<urn:a> <urn:p> "7"^^<{XSD}positiveInteger> .\n'
    assert by_value(spelt) - {""} == {
        f'<urn:a> <urn:p> "0.97"^^<{XSD}decimal> .',
        f'<urn:a> <urn:p> "7"^^<{XSD}integer> .',
    }


def test_terms_are_read_as_ntriples_have_them() -> None:
    assert terms_of({"a": "<urn:x>", "b": '"y"@ja'}) == {
        "a": ox.NamedNode("urn:x"),
        "b": ox.Literal("y", language="ja"),
    }
    with pytest.raises(SyntaxError):
        terms_of({"a": "x"})


def test_an_answer_goes_there_and_back_as_json() -> None:
    answer = Answer(("a", "b"), ((ox.NamedNode("urn:x"), None), (ox.Literal("y", language="ja"), integer(3))))
    assert answer_of(result_text(answer, "json").encode()) == answer
    with pytest.raises(ValueError, match="not the answer to a SELECT query"):
        answer_of(b'{"head": {}, "boolean": true}')
    with pytest.raises(SyntaxError):
        answer_of(b"x")


def test_an_answer_is_written_in_every_format() -> None:
    answer = Answer(("a", "b"), ((ox.NamedNode("urn:x"), None), (ox.Literal("y"), integer(3))))
    assert result_text(answer, "csv") == "a,b\nurn:x,\ny,3\n"
    assert result_text(answer, "tsv") == '?a\t?b\n<urn:x>\t\n"y"\t3\n'
    assert result_text(answer, "xml").startswith("<?xml")


def test_terms_of_one_kind_each() -> None:
    assert integer(-3) == literal("-3", "integer")
    assert decimal("3.50") == literal("3.50", "decimal")
    assert string("3") == ox.Literal("3")
    assert iri("urn:x") == ox.NamedNode("urn:x")
    with pytest.raises(ValueError, match="IRI"):
        iri("x y")


@pytest.mark.parametrize(
    ("term", "text", "value"),
    [
        (None, "", None),
        (ox.NamedNode("urn:x"), "urn:x", "urn:x"),
        (ox.Literal("x", language="ja"), "x", "x"),
        (ox.Literal("3"), "3", "3"),
        (literal("3", "integer"), "3", 3),
        (literal("3", "nonNegativeInteger"), "3", 3),
        (literal("3.5", "decimal"), "3.5", 3.5),
        (literal("true", "boolean"), "true", True),
        (literal("1", "boolean"), "1", True),
        (literal("false", "boolean"), "false", False),
        (literal("2031-02-03", "date"), "2031-02-03", "2031-02-03"),
    ],
)
def test_a_term_as_text_and_as_a_value(term: object, text: str, value: object) -> None:
    assert plain(term) == text  # type: ignore[arg-type]  # of one of the kinds
    assert python_value(term) == value  # type: ignore[arg-type]  # likewise
    assert type(python_value(term)) is type(value)  # type: ignore[arg-type]  # likewise


def fault(reason: str, line: int | None = None, column: int | None = None) -> SyntaxError:
    error = SyntaxError(reason)
    error.msg, error.lineno, error.offset = reason, line, column
    return error


@pytest.mark.parametrize(
    ("error", "reason", "place"),
    [
        (fault("odd.", 2, 3), "odd", Place("a", 2, 3, "cde")),
        (fault("error at 2:3: odd"), "odd", Place("a", 2, 3, "cde")),
        (fault("in it error at 1:1 odd"), "odd", Place("a", 1, 1, "ab")),
        (fault("odd", 9, 1), "odd", Place("a", 2, 1, "cde")),
        (fault("odd", 2, 9), "odd", Place("a", 2, 4, "cde")),
        (fault("odd", 2), "odd", Place("a", 2, 1, "cde")),
        (fault('expected one of ["{", WHERE]', 1, 1), 'expected "{" or WHERE', Place("a", 1, 1, "ab")),
        (fault("expected " + "x" * 51, 1, 1), "expected " + "x" * 51, Place("a", 1, 1, "ab")),
        (fault("expected " + "x" * 52, 1, 1), "something else is expected here", Place("a", 1, 1, "ab")),
        (fault('expected ["{", "}", "(", ")", "["]', 1, 1), 'expected "{" or "}" or "(" or ")" or "["', Place("a", 1, 1, "ab")),
        (fault('expected ["{", "}", "(", ")", "[", "]"]', 1, 1), "something else is expected here", Place("a", 1, 1, "ab")),
    ],
)
def test_what_the_engine_says_is_told_with_its_place(error: SyntaxError, reason: str, place: Place) -> None:
    message, at = syntax_report("a", "ab\ncde", error)
    assert (message.verbatim("en"), message.verbatim("ja"), at) == (
        f"syntax error ({reason}).",
        f"構文の誤りです（{reason}）。",
        place,
    )


def test_without_a_place_the_file_is_named() -> None:
    message, at = syntax_report("a", "ab", fault("odd"))
    assert (message.verbatim("en"), message.verbatim("ja"), at) == ("a: syntax error (odd).", "a: 構文の誤りです（odd）。", None)
