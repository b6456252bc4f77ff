"""The IRIs that queries use, and where."""

import pytest

from shisaku.errors import Place
from shisaku.sparql.query_terms import used_iris

PREFIX = "PREFIX ex: <urn:ex:> PREFIX : <urn:> "


@pytest.mark.parametrize(
    ("query", "used"),
    [
        ("ASK { ?s ex:p <urn:q> }", [("urn:ex:p", "ex:p"), ("urn:q", "<urn:q>")]),
        ("ASK { ?s :p/^:q* ?o }", [("urn:p", ":p"), ("urn:q", ":q")]),
        ("ASK { ?s ex:p.ex:q ex:r:s ?o }", [("urn:ex:p.ex:q", "ex:p.ex:q"), ("urn:ex:r:s", "ex:r:s")]),
        ("ASK { ?s ex: ex:a. }", [("urn:ex:", "ex:"), ("urn:ex:a", "ex:a")]),
        (r"ASK { ?s ex:a\#b ex:\u0061 }", [("urn:ex:a#b", r"ex:a\#b"), ("urn:ex:a", r"ex:\u0061")]),
        ("ASK { ?s ?p ?o FILTER(?o<ex:q&&?s>ex:r) }", [("urn:ex:q", "ex:q"), ("urn:ex:r", "ex:r")]),
        ('ASK { ?s ?p \'ex:p\', """a"\nex:q""" # ex:r <urn:s> it\'s\n, ex:t }', [("urn:ex:t", "ex:t")]),
        ("ASK { ?s other:p <rel> }", [("rel", "<rel>")]),
        ("BASE <http://x/y> ASK { <#a> <z> <urn:b> }", [("http://x/y#a", "<#a>"), ("http://x/z", "<z>"), ("urn:b", "<urn:b>")]),
        ("BASE <http://x/> PREFIX r: <r#> ASK { ?s r:p ?o }", [("http://x/r#p", "r:p")]),
        ("DESCRIBE ex:a", [("urn:ex:a", "ex:a")]),
        ("ex:a ?p", [("urn:ex:a", "ex:a")]),
        ("", []),
    ],
)
def test_iris_are_those_of_the_code_behind_the_prologue(query: str, used: list[tuple[str, str]]) -> None:
    assert [(use.iri, use.token.text) for use in used_iris(PREFIX + query, "q.rq")] == used


def test_each_has_its_place() -> None:
    (use,) = used_iris("ASK {\n  ?s <urn:a> ?o }", "q.rq")
    assert use.place == Place("q.rq", 2, 6, "  ?s <urn:a> ?o }", 7)
