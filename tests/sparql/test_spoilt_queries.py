"""Queries with one token left out, doubled or exchanged: what is said to be wrong, and where.

What is said stands beside this file; `python -m tests.sparql.test_spoilt_queries` writes it anew. Look through the difference before it
is committed.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from shisaku.sparql.query_errors import diagnose

EXPECTED = Path(__file__).with_suffix(".txt")
PREFIXES = {"ex": "https://example.org/"}
QUERIES = (
    "PREFIX ex: <urn:x> SELECT DISTINCT ?s (COUNT(?o) AS ?n) FROM <urn:g> WHERE { ?s a ex:A ; ex:p ?o , 'x'@en . } GROUP BY ?s ORDER BY DESC(?n) LIMIT 5 OFFSET 2",
    'SELECT * { ?s <urn:p> "1"^^<urn:d> . OPTIONAL { ?s ?q 3.5 FILTER(?q != 3 && ?s = true) } BIND(STR(?s) AS ?t) }',
    "ASK { { ?s ?p _:b } UNION { ?s ?p [ ?q 1 ] } MINUS { ?s ?p ( 1 2 ) } VALUES (?s ?p) { (<urn:a> UNDEF) } FILTER NOT EXISTS { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } FROM NAMED <urn:g> WHERE { GRAPH ?g { ?s ?p/^?q|!?r ?o } { SELECT ?s { ?s ?p ?o } } }",
    "BASE <urn:b> DESCRIBE ?s { ?s ?p '''long\n' text''' . # a comment }\n ?s ?q true }",
)
EXTRA = (
    *(f"{word} <a:a>" for word in ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "with")),
    "SELECT ?s { ?s ex:p:q ex:r:s:t }", "SELECT ?s { BIND(?a AS ?b) ?s AS ?s }", "SELECT ?s { ?s ?p ?o BIND(1 + ?x AS ?y) FILTER(?s AS ?s) }",
    "SELECT (1 AS ?x) WHERE { (2) }", "SELECT (1) WHERE { ?s ?p ?o }", "SELECT ?s FROM <urn:g> { ?s ?p ?o FILTER(1, 2) }", "SELECT ?s { ?s ?p ?o } BY",
    "SELECT ?s { ?s ?p ?o FILTER ex:f(?o) }", "SELECT ?s { ?s ?p ?o ; ?q ?r , ?t ; }", "SELECT ?s { ?s ?p ?o ; ?q ; }", "SELECT ?s { ?s ; ?p }",
    "", "  ", "# only a comment", "SELECT", "INSERT DATA { <a:a> <a:b> 1 }", "WITH <a:a> DELETE { ?s ?p ?o } WHERE { }", "Selct * { }",
    "PREFIX ex <urn:x> ASK { }", "PREFIX ex: ASK { }", "BASE ASK { }", "PREFIX ex:y: <urn:x> ASK { }", "BASE <urn:b>", "ASK { ?s <http://a b> ?o }",
    "ASK { ?s ?p 'abc }\n?x", "ASK { ?s ?p \"abc }", "ASK { ?s ?p 「あ」 }", "ASK { ?s ?p ?o ] }", "ASK { ?s ?p ?o ) ] }", "ASK ] {", "ASK { { ( [",
    "SELECT ?s, ?o { ?s ?p ?o }", "SELECT COUNT(?s) { ?s ?p ?o }", "SELECT (COUNT(?s)) { ?s ?p ?o }", "SELECT (1 AS ?x) (2) { }",
    "SELECT (CONCAT(?a, ?b) AS ?c) ((1) AS ?d) { }", "SELECT ?s { { SELECT ?a, ?b { ?a ?p ?b } } }", "SELECT ?s { ?s ?p ?o FILTER(?o IN (1, 2)) }",
    "SELECT ?s WHERE { ?s ?p ?o } ORDER ?s", "SELECT ?s { ?s ?p ?o } GROUP", "SELECT ?s { ?s ?p ?o } ORDER BY", "SELECT ?s { { SELECT ?s { } ORDER BY } }",
    "SELECT ?s FROM { }", "SELECT ?s FROM ex:g { }", "SELECT ?s { ?s ?p ?o FILTER(?o > ) }", "SELECT ?s { ?s ?p ?o FILTER(?o = = 1) }",
    "SELECT ?s { ?s ?p ?o FILTER ?o }", "SELECT ?s { ?s ?p ?o FILTER regex(?o, 'x') }", "SELECT ?s { ?s ?p ?o FILTER <urn:f>(?o) }",
    "SELECT ?s { ?s ?p ?o } LIMIT", "SELECT ?s { ?s ?p ?o } OFFSET ?x", "SELECT ?s { BIND 1 AS ?x }", "SELECT ?s { BIND(1 AS x:y) }",
    "SELECT ?s { OPTIONAL ?s ?p ?o }", "SELECT ?s { ?s a ex:A ; ; ?p ?o }", "SELECT ?s { ?s a ex:A ; . }", "SELECT ?s { ?s , ?p }", "SELECT ?s { ?s }",
    "SELECT ?s { ?s ?p }", "SELECT ?s { ?s ?p ?o ?q }", "SELECT ?s { ?s ?p ?o . ?a }", "SELECT ?s { ?s ?p ?o , }", "SELECT ?s { ?s ?p ?o ; ?q }",
    "SELECT ?s { ?s ?p '1'^^ex:d ?q }", "SELECT ?s { ?s ?p 'a'@ja-JP ?q }", "SELECT ?s { VALUES ?a { 1 2 } ?a ?b }", "SELECT ?s { VALUES (?a ?b) { (1 2) } ?a }",
    "SELECT ?s { ?s ex:p ex:q . ?s other:p 1 }", "SELECT ?s { BIND(1 AS ?x) BIND(2 AS ?x) }", "SELECT ?s { ?s ?p ?x BIND(?x + 1 AS ?x) }",
    "SELECT ?s { BIND(?x AS ?y) ?x ?p ?y }", "SELECT ?s { fooo }", "SELECT ?s { filtr(1) }", "SELECT ?s { ?s ?p -1.5e3 , .5 , 2. , +3 }", "SELECT ?s { ?s ?p$ ?o }",
    "SELECT ?s { ?s ^ ?o }", "SELECT ?s { ?s ex:a\\,b ex:%41 , ex:a.b . }", "SELECT ?s { _:a.b ?p _:c. }", "select ?s where { ?s ?p ?o } order by ?s limit 3",
)  # fmt: skip
PIECE = re.compile(r"'''.*?'''|\"[^\"]*\"|'[^']*'|<[^>]*>|#[^\n]*|[\w?:@]+|\S", re.DOTALL)
SAID = ("", "variable that is unbound", "overrides an existing variable", "Duplicated variable name")


def spoilt() -> Iterator[str]:
    """The queries, each with one of its pieces left out, doubled, or exchanged with the next."""
    for query in QUERIES:
        yield query
        pieces = list(PIECE.finditer(query))
        for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
            yield query[: piece.start()] + query[piece.end() :]
            yield query[: piece.end()] + " " + query[piece.start() :]
            if after is not None:
                swapped = f"{after.group()} {piece.group()}"
                yield query[: piece.start()] + swapped + query[after.end() :]
    yield from EXTRA


def said(query: str, engine: str = "") -> str:
    """What is reported of a query, on one line."""
    told = diagnose("a.rq", query, engine, PREFIXES)
    shown = query.replace("\n", "|")
    if told is None:
        return f"{shown}  =>  nothing"
    message, place = told
    return f"{shown}  =>  {place.line}:{place.column}+{place.length} {message.verbatim('en')} / {message.verbatim('ja')}"


def lines() -> list[str]:
    found = [said(query) for query in dict.fromkeys(spoilt())]
    good = "SELECT ?s { ?s ?p ?o } # SELECT"
    return found + [f"{engine}: {said(good, engine)}" for engine in SAID]


def test_what_is_said_of_queries_with_one_mistake() -> None:
    assert lines() == EXPECTED.read_text(encoding="utf-8").split("\n")[:-1]


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_without_a_mistake_has_none(query: str) -> None:
    assert diagnose("a.rq", query, "", PREFIXES) is None


if __name__ == "__main__":
    EXPECTED.write_text("\n".join(lines()) + "\n", encoding="utf-8")
