"""Where every statement of a Turtle file is written."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SH, XSD
from rdflib.term import Node

from shisaku.errors import OntologyError, Place
from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.turtle_locations import TurtlePlaces, turtle_places

EX = "http://example.org/"
HEAD = "@prefix : <http://example.org/> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
FILES = sorted(Path("ontology").rglob("*.ttl"))


def places(tmp_path: Path, text: str, head: str = HEAD) -> TurtlePlaces:
    path = tmp_path / "terms.ttl"
    path.write_bytes((head + text).encode())
    return turtle_places(path)


def token(place: Place | None) -> str:
    """What the place quotes."""
    assert place is not None
    return place.text[place.column - 1 : place.column - 1 + place.length]


@pytest.mark.parametrize(
    ("text", "triple", "line", "quoted"),
    [
        (":a :p :b .", ("a", "p", "b"), 3, ":b"),
        (":a a :B .", ("a", RDF.type, "B"), 3, ":B"),
        (":a :p\n  :b ,\n  :c ;\n  :q :d .", ("a", "p", "c"), 5, ":c"),
        (":a :p :b ; ;\n  :q :d ; .", ("a", "q", "d"), 4, ":d"),
        (":a :p # :b comes below\n\n  # here\n  :b .", ("a", "p", "b"), 6, ":b"),
        (":a :p <http://example.org/b> .", ("a", "p", "b"), 3, "<http://example.org/b>"),
        ("@base <http://example.org/x/> .\n<../a> :p <../b#c> .", ("a", "p", "b#c"), 4, "<../b#c>"),
        ("BASE <http://example.org/>\n<a> :p <b>.", ("a", "p", "b"), 4, "<b>"),
        (":a :p :b.", ("a", "p", "b"), 3, ":b"),
        (r":a :p :b\,c .", ("a", "p", "b,c"), 3, r":b\,c"),
        (":a :p :b\r\n  , :c .\r\n", ("a", "p", "c"), 4, ":c"),
        ("# 施策\n:a :p '施策'@ja , :b .", ("a", "p", "b"), 4, ":b"),
    ],
)
def test_the_place_of_a_triple_is_its_object(
    tmp_path: Path, text: str, triple: tuple[str, str, str], line: int, quoted: str
) -> None:
    terms = (URIRef(t if "://" in t else EX + t) for t in triple)
    place = places(tmp_path, text).place(*terms)
    assert place is not None
    assert (place.line, token(place)) == (line, quoted)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("'施策'@ja", Literal("施策", lang="ja")),
        ('"a \\"b\\" # ; c"', Literal('a "b" # ; c')),
        ("12", Literal(12)),
        ("-1.50", Literal("-1.50", datatype=XSD.decimal)),
        ("1.0e3", Literal("1.0e3", datatype=XSD.double)),
        ("true", Literal("true", datatype=XSD.boolean)),
        ("'2021'^^<http://www.w3.org/2001/XMLSchema#gYear>", Literal("2021", datatype=XSD.gYear)),
        ('""', Literal("")),
    ],
)
def test_a_literal_is_quoted_with_its_tag(tmp_path: Path, written: str, value: Literal) -> None:
    found = places(tmp_path, f":a :p :b ,\n    {written} .")
    assert token(found.place(URIRef(EX + "a"), URIRef(EX + "p"), value)) == written
    assert found.place(EX + "a", EX + "p", str(value)) == found.place(URIRef(EX + "a"), URIRef(EX + "p"), value)


def test_a_string_of_several_lines_is_where_it_begins(tmp_path: Path) -> None:
    found = places(tmp_path, ':a :p """one\r\ntwo ""quoted""\r\n""" ; :q :b .')
    place = found.place(EX + "a", EX + "p", 'one\ntwo ""quoted""\n')
    assert place is not None
    assert (place.line, place.column, token(place)) == (3, 7, '"""one')
    behind = found.place(EX + "a", EX + "q", EX + "b")
    assert behind is not None
    assert (behind.line, token(behind)) == (5, ":b")


def test_literals_of_one_text_are_distinguished_by_their_tags(tmp_path: Path) -> None:
    found = places(tmp_path, ":a :p 'ICT'@en ,\n 'ICT'@ja .")
    japanese = found.place(EX + "a", EX + "p", Literal("ICT", lang="ja"))
    assert token(japanese) == "'ICT'@ja"


def test_what_is_not_written_falls_back_to_the_predicate_then_to_the_subject(tmp_path: Path) -> None:
    found = places(tmp_path, ":b :p :a .\n:a :p :b ;\n   :q :c .\n:a :r :d .")
    a = EX + "a"
    assert token(found.place(a, EX + "q", EX + "nowhere")) == ":q"
    assert token(found.place(a, EX + "q")) == ":q"
    subject = found.place(a, EX + "nothing", EX + "nowhere")
    assert subject == found.place(a)
    assert subject is not None
    assert (subject.line, subject.column, token(subject)) == (4, 1, ":a")
    assert found.place(EX + "c") is None


def test_the_predicate_a_is_quoted_as_it_is_written(tmp_path: Path) -> None:
    assert token(places(tmp_path, ":x a :B .").place(EX + "x", RDF.type)) == "a"


def test_blank_nodes_are_found_by_the_nodes_of_the_graph(tmp_path: Path) -> None:
    text = ":S sh:property [\n    sh:path :p ;\n    sh:or ( [ sh:minCount 1 ]\n            [ sh:maxCount 2 ] )\n  ] , _:n .\n_:n sh:path :q ."
    found = places(tmp_path, text)
    [shape] = found.graph.subjects(SH.path, URIRef(EX + "p"))
    place = found.place(shape)
    assert place is not None
    assert (place.line, place.column, token(place)) == (3, 16, "[")
    assert found.place(EX + "S", SH.property, shape) == place
    assert token(found.place(shape, SH.path, EX + "p")) == ":p"
    [second] = found.graph.subjects(SH.maxCount)
    inner = found.place(second)
    assert inner is not None
    assert (inner.line, token(inner)) == (6, "[")
    [named] = found.graph.subjects(SH.path, URIRef(EX + "q"))
    assert token(found.place(named)) == "_:n"
    assert token(found.place(EX + "S", SH.property, named)) == "_:n"


def test_members_of_a_collection_are_where_they_are_written(tmp_path: Path) -> None:
    found = places(tmp_path, ":S :p ( :a 'b'@ja\n  ( :c ) () ) .")
    [first] = found.graph.objects(URIRef(EX + "S"), URIRef(EX + "p"))
    assert token(found.place(first)) == "("
    members = list(found.graph.items(first))
    cells = [first]
    while (rest := found.graph.value(cells[-1], RDF.rest)) not in (None, RDF.nil):
        assert rest is not None
        cells.append(rest)
    shown = [token(found.place(cell, RDF.first, member)) for cell, member in zip(cells, members, strict=True)]
    assert shown == [":a", "'b'@ja", "(", "("]
    inner = found.place(cells[2], RDF.first, members[2])
    assert inner is not None
    assert inner.line == 4
    assert token(found.place(cells[-1], RDF.rest, RDF.nil)) == ")"


def test_a_byte_order_mark_moves_no_column(tmp_path: Path) -> None:
    place = places(tmp_path, ":a :p :b .", "\ufeff@prefix : <http://example.org/> . ").place(EX + "a")
    assert place is not None
    assert (place.line, token(place)) == (1, ":a")


def test_columns_count_code_points(tmp_path: Path) -> None:
    place = places(tmp_path, "<a𠮷施> :p :b .", HEAD + "@base <http://example.org/> .\n").place(EX + "a𠮷施", EX + "p", EX + "b")
    assert place is not None
    assert place.column == 10
    assert place.path == str(tmp_path / "terms.ttl")


def test_a_broken_file_is_reported_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(OntologyError) as reported:
        places(tmp_path, ":a :p :b\n:c :d :e .")
    assert reported.value.place is not None
    assert reported.value.place.line == 4


# -- every triple of a file --------------------------------------------------------------------------------------------

IRIS = st.sampled_from([EX, "http://example.com/ns#", "http://例え.jp/"]).flatmap(
    lambda ns: st.text("abc施策1-_.(,'", max_size=5).map(lambda end: URIRef(ns + end + "z"))
)
WORDS = st.text(st.sampled_from("ab施 \"'\\\n\t#;,.<>[]()@^𠮷"), max_size=12)
LITERALS = st.one_of(
    WORDS.map(Literal),
    WORDS.map(lambda words: Literal(words, lang="ja")),
    WORDS.map(lambda words: Literal(words, datatype=URIRef("http://example.com/ns#kind"))),
    st.integers().map(Literal),
    st.booleans().map(Literal),
    st.decimals(-100, 100, places=2).map(lambda d: Literal(str(d), datatype=XSD.decimal)),
)
NODES = st.sampled_from([BNode(f"n{i}") for i in range(4)])
SUBJECTS = st.one_of(IRIS, NODES)
TRIPLES: st.SearchStrategy[tuple[Node, Node, Node]] = st.tuples(
    SUBJECTS, st.one_of(IRIS, st.just(RDF.type)), st.one_of(SUBJECTS, LITERALS)
)


def misquoted(found: TurtlePlaces) -> list[tuple[Node, str]]:
    """Objects with what is quoted for them, where that is not the start of a term that means the object."""
    pairs = [(o, token(found.place(s, p, o))) for s, p, o in found.graph if p != RDF.rest and o != RDF.nil]
    names, literals = ([pair for pair in pairs if isinstance(pair[0], BNode) is blank] for blank in (True, False))
    wrong: list[tuple[Node, str]] = [(o, quoted) for o, quoted in names if not re.match(r"\[|\(|_:", quoted)]
    long, short = ([pair for pair in literals if ("\n" in str(pair[0])) is several] for several in (True, False))
    wrong += [(o, quoted) for o, quoted in long if not quoted.startswith(('"""', "'''"))]
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in found.graph.namespaces())
    text = head + "".join(f"<urn:{n}> <urn:p> {quoted} .\n" for n, (_, quoted) in enumerate(short))
    meant = Graph().parse(data=text, format="turtle")
    return wrong + [pair for n, pair in enumerate(short) if set(meant.objects(URIRef(f"urn:{n}"))) != {pair[0]}]


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(TRIPLES, max_size=12))
def test_every_triple_that_rdflib_writes_is_quoted_at_its_place(tmp_path: Path, triples: list[tuple[Node, Node, Node]]) -> None:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    path = tmp_path / "random.ttl"
    path.write_text(graph.serialize(format="turtle"), encoding="utf-8")
    found = turtle_places(path)
    assert isomorphic(found.graph, load_turtle(path))
    assert misquoted(found) == []


@pytest.mark.parametrize("path", FILES, ids=str)
def test_every_statement_of_our_own_files_is_quoted_at_its_place(path: Path) -> None:
    found = turtle_places(path)
    assert isomorphic(found.graph, load_turtle(path))
    assert misquoted(found) == []
    lines = path.read_text(encoding="utf-8").split("\n")
    for s, p, o in found.graph:
        place = found.place(s, p, o)
        assert place is not None
        assert place.text == lines[place.line - 1]
        if o == RDF.nil:
            assert token(place) in {")", "("}
        elif p == RDF.rest:
            assert place == found.place(o)
