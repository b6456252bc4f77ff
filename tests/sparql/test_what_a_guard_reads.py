"""What the guard takes for SERVICE and for nesting; each with its place."""

import pytest

from shisaku.errors import OntologyError, Place
from shisaku.sparql.guard import MOST_NESTED, refuse_nesting, refuse_service


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ("ASK {\n  SERVICE <x:y> {} }", Place("q.rq", 2, 3, "  SERVICE <x:y> {} }", 7)),
        ("ASK { service <x:y> {} }", Place("q.rq", 1, 7, "ASK { service <x:y> {} }", 7)),
        ("ASK { BIND(1SERVICE }", Place("q.rq", 1, 13, "ASK { BIND(1SERVICE }", 7)),
        ("ASK { trueSERVICE }", Place("q.rq", 1, 11, "ASK { trueSERVICE }", 7)),
        ("ASK { falseSERVICE }", Place("q.rq", 1, 12, "ASK { falseSERVICE }", 7)),
        ("ASK { SERVICEex:a {} }", Place("q.rq", 1, 7, "ASK { SERVICEex:a {} }", 7)),
        ("ASK { trueSERVICESILENT ?x {} }", Place("q.rq", 1, 11, "ASK { trueSERVICESILENT ?x {} }", 7)),
        ("ASK { FILTER(1<2)SERVICE<x:y>{} }", Place("q.rq", 1, 18, "ASK { FILTER(1<2)SERVICE<x:y>{} }", 7)),
    ],
)
def test_service_is_refused_with_its_place(query: str, at: Place) -> None:
    with pytest.raises(OntologyError) as raised:
        refuse_service(query, "q.rq")
    assert raised.value.place == at
    assert raised.value.message.verbatim("ja").startswith("SERVICE ")
    assert raised.value.message.verbatim("en").startswith("SERVICE ")


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?SERVICE ?p ?o }",
        "ASK { $service ?p ex:SERVICE }",
        "# SERVICE",
        "'SERVICE'",
        "<x:SERVICE>",
        "xSERVICE",
        "'a'@service",
        "a-SERVICE:b",
    ],
)
def test_a_name_or_a_text_is_no_service(query: str) -> None:
    refuse_service(query, "q.rq")


@pytest.mark.parametrize(("opening", "closing"), ["()", "[]", "{}"])
def test_brackets_may_be_nested_up_to_the_limit(opening: str, closing: str) -> None:
    refuse_nesting(opening * MOST_NESTED + closing * MOST_NESTED + opening, "q.rq")
    with pytest.raises(OntologyError) as raised:
        refuse_nesting("\n" + opening * (MOST_NESTED + 1), "q.rq")
    assert raised.value.place == Place("q.rq", 2, MOST_NESTED + 1, opening * (MOST_NESTED + 1))
    assert str(MOST_NESTED) in raised.value.message.verbatim("ja")
    assert str(MOST_NESTED) in raised.value.message.verbatim("en")


def test_brackets_and_signs_count_together() -> None:
    refuse_nesting("(" * 100 + "!" * 100, "q.rq")
    with pytest.raises(OntologyError) as raised:
        refuse_nesting("(" * 100 + "! # it's\n" * 101, "q.rq")
    assert raised.value.place == Place("q.rq", 1, 101, "(" * 100 + "! # it's")


@pytest.mark.parametrize("sign", "!^+-")
def test_signs_in_a_row_count_like_brackets(sign: str) -> None:
    refuse_nesting("(" + sign * (MOST_NESTED - 1) + ")", "q.rq")
    refuse_nesting(f"{sign} " * MOST_NESTED, "q.rq")
    with pytest.raises(OntologyError) as raised:
        refuse_nesting("(" + f"{sign} " * MOST_NESTED, "q.rq")
    assert raised.value.place is not None
    assert raised.value.place.column == 2
