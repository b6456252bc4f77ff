"""SHACL in words: every constraint of SHACL Core that the shapes use is put into words, in both languages."""

import re

import pytest
from rdflib import Graph

from shisaku.pages.reference import ReferenceData
from shisaku.pages.shape_requirements import ShapeRequirement, shapes

HEAD = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/garden#> .
:PlantShape a sh:NodeShape ; sh:targetClass :Plant ; sh:property :Plant-p .
:Plant-p a sh:PropertyShape ; sh:path """
PREFIXES = {"garden": "https://example.org/garden#", "xsd": "http://www.w3.org/2001/XMLSchema#"}
CASES = [
    (":height ; sh:minCount 1 ; sh:maxCount 2", "garden:height", ["at least 1", "at most 2"]),
    (":height ; sh:datatype xsd:decimal ; sh:minInclusive 0", "garden:height", ["of datatype xsd:decimal", "0 or more"]),
    ('[ sh:inversePath :shades ] ; sh:languageIn ( "ja" "en" )', "^garden:shades", ["in one of the languages ja, en"]),
    ("( :shades :height ) ; sh:in ( :Oak :Fern )", "garden:shades / garden:height", ["one of garden:Oak, garden:Fern"]),
    (
        "[ sh:alternativePath ( :a :b ) ] ; sh:or ( [ sh:class :Tree ] [ sh:nodeKind sh:Literal ] )",
        "(garden:a | garden:b)",
        ["one of these holds: of class garden:Tree / Literal"],
    ),
    (
        ":shades ; sh:qualifiedValueShape [ sh:class :Tree ] ; sh:qualifiedMinCount 2",
        "garden:shades",
        ["at least 2 such that: of class garden:Tree"],
    ),
    (":shades ; sh:not [ sh:hasValue :Fern ]", "garden:shades", ["this does not hold: one of the values is garden:Fern"]),
    (":shades ; sh:node [ sh:property [ sh:path :height ; sh:minCount 1 ] ]", "garden:shades", ["this holds: garden:height: at least 1"]),
    (":height ; sh:uniqueLang true ; sh:uniqueLang false", "garden:height", ["at most one in each language"]),
]  # fmt: skip


def requirement(turtle: str, lang: str) -> ShapeRequirement:
    graph = Graph().parse(data=HEAD + turtle + " .", format="turtle")
    (shape,) = shapes(graph, PREFIXES, lang)
    (only,) = shape.requirements
    return only


@pytest.mark.parametrize(("turtle", "path", "words"), CASES, ids=[case[2][0] for case in CASES])
def test_a_constraint_is_put_into_words(turtle: str, path: str, words: list[str]) -> None:
    found = requirement(turtle, "en")
    assert found.path == path
    assert [one.text for one in found.words] == words
    in_japanese = [one.text for one in requirement(turtle, "ja").words]
    assert len(in_japanese) == len(words)
    assert all(re.search(r"[ぁ-んァ-ヶ一-龠]", one) for one in in_japanese)


def test_severity_is_a_violation_where_nothing_is_said() -> None:
    assert requirement(":height ; sh:minCount 1", "en").severity == "violation"
    assert requirement(":height ; sh:minCount 1 ; sh:severity sh:Info", "ja").severity == "情報"


def test_every_requirement_of_the_real_shapes_is_put_into_words(reference: ReferenceData) -> None:
    found = [one for shape in shapes(reference.shapes, reference.prefixes, "ja") for one in shape.requirements]
    assert len(found) > 100
    assert [one.shape for one in found if not one.words or one.message is None] == []
