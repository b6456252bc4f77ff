"""StratML files as text: encodings, what is refused, and where a fault is."""

import pytest
from tests.stratml.standard import NAMESPACES

from shisaku.errors import InputError
from shisaku.reading.stratml.stratml_markup import DEEPEST, marked_up

PLAN = f'<StrategicPlan xmlns="{NAMESPACES["StrategicPlan"]}">{{}}</StrategicPlan>'
HEAD = PLAN.index("{}")
"""Characters before what is in it."""


def text_of(data: bytes, encoding: str | None = None) -> str:
    found = marked_up(data, "plan.xml", encoding)
    assert found is not None
    return found.text


def test_each_paragraph_is_a_line_with_blanks_made_one_and_references_decoded() -> None:
    words = "<Name> Homes\n  &amp; <![CDATA[<quays>]]>&#x3000;港 </Name><Description>a\n \n\n b<!-- c -->d\r\n\r\n</Description>"
    assert text_of(PLAN.format(words).encode()) == "Homes & <quays>\u3000港\na\nbd\n"


def test_elements_have_the_places_of_their_words_and_the_lines_of_the_file() -> None:
    found = marked_up(
        PLAN.format('\n<Name>a</Name>\n<Stakeholder Kind="x" xml:lang="fr"><Name>b</Name></Stakeholder>').encode(), ""
    )
    assert found is not None
    name, stakeholder = found.root.parts
    assert [found.text[line.start : line.end] for line in (*name.lines, *stakeholder.parts[0].lines)] == ["a", "b"]
    assert (name.line, stakeholder.line, stakeholder.attributes) == (2, 3, (("Kind", "x"),))


@pytest.mark.parametrize(
    ("data", "settled"),
    [
        ("{}", None),
        ("\ufeff{}", None),
        ('<?xml version="1.0" encoding="Shift_JIS"?>{}', None),
        ("{}", "euc_jp"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>{}', "cp932"),
    ],
)
def test_the_encoding_is_the_stated_one_else_the_one_that_the_file_names(data: str, settled: str | None) -> None:
    codec = settled or ("cp932" if "Shift" in data else "utf-8")
    assert text_of(data.format(PLAN.format("<Name>施策①</Name>")).encode(codec, "replace"), settled).startswith("施策")


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_detected_by_its_bytes(codec: str) -> None:
    assert text_of(PLAN.format("<Name>施策</Name>").encode(codec)) == "施策\n"


@pytest.mark.parametrize(
    "document",
    [
        "",
        "Ⅰ 施策",
        "<",
        "<a><b></a>",
        "<html><p>x</html>",
        '<StrategicPlan xmlns="https://example.org/"/>',
        "<Plan><StrategicPlan/></Plan>",
    ],
)
def test_what_does_not_begin_as_stratml_is_left_to_others(document: str) -> None:
    assert marked_up(document.encode(), "plan.xml") is None


@pytest.mark.parametrize(
    ("namespace", "root"),
    [
        ("http://www.stratml.net", "StrategicPlan"),
        ("http://www.stratml.net/PerformancePlanOrReport", "PerformancePlanOrReport"),
        ("urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport", "PerformancePlanOrReport"),
        ("", "StrategicPlan"),
    ],
)
def test_the_namespaces_in_use_are_known(namespace: str, root: str) -> None:
    assert text_of(f'<{root} xmlns="{namespace}"><Name>a</Name></{root}>'.encode()) == "a\n"


@pytest.mark.parametrize(
    ("document", "place", "reported"),
    [
        ("\n<Name>港𠮷</Nam>", "2:11", "The Name that begins in line 2 is not closed"),
        ("<Name>&nbsp;</Name>", f"1:{HEAD + 7}", "undefined entity"),
        ("<Name>\x01</Name>", f"1:{HEAD + 7}", "invalid token"),
        ("<p:Name/>", f"1:{HEAD + 1}", "unbound prefix"),
        ("<Goal>" * DEEPEST + "</Goal>" * DEEPEST, f"1:{HEAD + 1 + 6 * (DEEPEST - 1)}", f"more than {DEEPEST}"),
    ],
)
def test_a_fault_is_reported_with_its_place_and_what_is_still_open(document: str, place: str, reported: str) -> None:
    with pytest.raises(InputError, match=reported) as raised:
        marked_up(PLAN.format(document).encode(), "plan.xml")
    assert str(raised.value).startswith(f"plan.xml:{place}: ")


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (PLAN.format("<Name>a</Name>"), True),
        (PLAN.format("<Name>" + "a" * 100_000), True),
        ("<!-- a plan -->" + PLAN.format("</Nam>"), True),
        ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><StrategicPlan/></rdf:RDF>", False),
        ("<!DOCTYPE StrategicPlan [<!ENTITY a 'b'>]>" + PLAN, True),
        ("<!DOCTYPE r [<!ENTITY a 'b'>]><r xmlns='https://example.org/'>&a;</r>", False),
        ("StrategicPlan", False),
        ("", False),
    ],
)
def test_the_root_element_shows_whether_a_file_is_stratml(document: str, expected: bool) -> None:
    try:
        found = marked_up(document.encode(), "plan.xml") is not None
    except InputError:  # a fault in it is told, so it was taken for one
        found = True
    assert found is expected


def test_a_root_that_is_not_well_formed_is_reported_too() -> None:
    with pytest.raises(InputError, match="unbound prefix"):
        marked_up(b"<p:StrategicPlan/>", "plan.xml")


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "b">',
        '<!ENTITY a "b"><!ENTITY c "&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/hostname">',
        '<!ENTITY % a SYSTEM "https://example.org/a.dtd"> %a;',
    ],
)
def test_declared_entities_are_refused_where_they_are_declared(declared: str) -> None:
    with pytest.raises(InputError, match="entity a is declared") as raised:
        marked_up(f"<!DOCTYPE StrategicPlan [\n{declared}]>{PLAN.format('<Name>x</Name>')}".encode(), "plan.xml")
    assert str(raised.value).startswith("plan.xml:2:")


def test_entities_of_another_file_are_not_looked_up() -> None:
    document = f'<!DOCTYPE StrategicPlan SYSTEM "https://example.org/plan.dtd">{PLAN.format("<Name>&far;</Name>")}'
    with pytest.raises(InputError, match="Unknown entity &far;"):
        marked_up(document.encode(), "plan.xml")


def test_bytes_of_another_encoding_are_reported_with_their_place() -> None:
    with pytest.raises(InputError, match="not a character in utf-8") as raised:
        marked_up(PLAN.format("\n<Name>施策</Name>").encode("cp932"), "plan.xml")
    assert str(raised.value).startswith("plan.xml:2:7: ")


def test_the_language_that_the_root_names_is_kept() -> None:
    found = marked_up(b'<StrategicPlan xml:lang="fr"><Name>a</Name></StrategicPlan>', "")
    assert found is not None
    assert found.language == "fr"
