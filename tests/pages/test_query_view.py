"""Queries as pages show them."""

from dataclasses import replace

import pytest

from shisaku.pages.query_view import own_terms, pieces
from shisaku.pages.reference import ReferenceData

PREFIX = "PREFIX shisaku: <https://w3id.org/shisaku/ontology#>\n"


@pytest.mark.parametrize(
    ("where", "linked"),
    [
        ("?a shisaku:restates ?b", ["restates"]),
        ("?a shisaku:restates/shisaku:directPartOf ?b", ["restates", "directPartOf"]),
        ("?a ^shisaku:directPartOf+|shisaku:hasPart* ?b", ["directPartOf", "hasPart"]),
        ("?a a <https://w3id.org/shisaku/ontology#Measure>", ["Measure"]),
        ('?a ?b "shisaku:restates" # shisaku:hasPart', []),
        ('?a ?b """\n"shisaku:restates"\n""" . ?c shisaku:restates ?d', ["restates"]),
        ("FILTER(?a<shisaku:restates&&?b>shisaku:hasPart)", ["restates", "hasPart"]),
        ("?a rdfs:label ?b", []),
    ],
)
def test_own_terms_are_linked_wherever_they_stand_in_a_query(where: str, linked: list[str], reference: ReferenceData) -> None:
    query = replace(reference.questions[0], text=f"{PREFIX}SELECT ?a WHERE {{ {where} }}\n")
    found = pieces(reference, query)
    assert [piece.target.split("/")[-1].removesuffix(".html") for piece in found if piece.target] == linked
    assert [iri.rpartition("#")[2] for iri in own_terms(reference, query)] == linked
    assert "".join(piece.text for piece in found) == query.text


def test_comments_keywords_and_variables_are_told_apart(reference: ReferenceData) -> None:
    query = replace(reference.questions[0], text="# SELECT\nSELECT ?x WHERE { ?x ?y ?z }\n")
    kinds = [(piece.text, piece.kind) for piece in pieces(reference, query) if piece.kind]
    assert kinds[:4] == [("# SELECT", "comment"), ("SELECT", "keyword"), ("?x", "variable"), ("WHERE", "keyword")]


def test_words_in_texts_and_comments_are_no_keywords(reference: ReferenceData) -> None:
    query = replace(reference.questions[0], text="ASK { ?x ?y 'SELECT ?z' } # IN ?x\n")
    kinds = [(piece.text, piece.kind) for piece in pieces(reference, query) if piece.kind]
    assert kinds == [("ASK", "keyword"), ("?x", "variable"), ("?y", "variable"), ("# IN ?x", "comment")]
