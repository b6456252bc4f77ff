"""Turtle and TriG: what is written reads back as it was, in the same bytes, in the order a plan is read."""

import itertools
import logging
import random
import re

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic
from rdflib.namespace import RDF, RDFS, XSD
from rdflib.term import Node
from tests.graph.town import retired, town

from shisaku.graph.mapping import to_graph
from shisaku.messages import Message
from shisaku.pipeline import Build, Context
from shisaku.rdf.namespaces import PREFIXES, SHISAKU, PlanIris
from shisaku.rdf.quads import nquads, ntriples
from shisaku.rdf.turtle_writer import SECTIONS, TurtleWriter

BASE = "https://data.example.org/plans/kasen-2035/"
# rdflib warns of, but keeps, the IRIs and numbers that are meant to be nasty here
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
pytestmark = pytest.mark.filterwarnings("ignore:Parsing weird boolean:UserWarning")
WRITER = TurtleWriter(PREFIXES, BASE)
EX = URIRef("https://data.example.org/plans/kasen-2035/measure/1")
Triple = tuple[URIRef, URIRef, Node]

nasty_text = st.text(
    alphabet=st.one_of(
        st.sampled_from("\"\\\n\r\t\b\f\x00\x01\x0b\x1f\x7f\u0085\u2028\ufeff\u200b\u202e'`<>{}|^@#.;,○☆※再掲𠮷\U0010ffff"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=12,
)
nasty_iri = st.one_of(
    st.sampled_from(
        [
            BASE, BASE + "measure/1", BASE + "a:b", BASE + "//x", BASE + "..", BASE + "?q", BASE + "#f", BASE + "a b",
            BASE + "measure/", BASE + "1.", BASE + ".", BASE + "-", BASE + "%41", BASE + "あ", str(SHISAKU) + "Measure",
            str(SHISAKU), str(SHISAKU) + "a.b", str(SHISAKU) + "1a", str(SHISAKU) + "-a", str(SHISAKU) + "あ", str(XSD) + "string",
            "urn:x:y", "http://a/b<c>", 'http://a/"q"', "http://a/\\u0041", "http://a/{b}|^`", "mailto:a@example.org", "http://a/𠮷",
            BASE + "text/3-9/position", BASE + "x=y,z", BASE + "_:a",
        ]
    ).map(URIRef),
)  # fmt: skip
nasty_literal = st.one_of(
    st.builds(Literal, nasty_text),
    st.builds(lambda text, lang: Literal(text, lang=lang), nasty_text, st.sampled_from(["ja", "en", "ja-Hira", "zh-hant"])),
    st.builds(
        lambda text, datatype: Literal(text, datatype=datatype, normalize=False),
        st.one_of(nasty_text, st.sampled_from(["1", "-0", "+01", "1.", ".5", "-.5", "1.50", "1e3", "true", "INF", "", " 1"])),
        st.sampled_from(
            [XSD.integer, XSD.decimal, XSD.double, XSD.boolean, XSD.string, XSD.gYear, XSD.positiveInteger, URIRef("urn:t")]
        ),
    ),
)
graphs = st.lists(st.tuples(nasty_iri, nasty_iri, st.one_of(nasty_iri, nasty_literal)), max_size=8)


def key(term: Node | ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple) -> tuple[str, ...]:
    """A term as plain text: what it is, its characters, its datatype, its language."""
    if isinstance(term, Literal):
        plain = term.language is None and term.datatype in (None, XSD.string)
        return ("literal", str(term), "" if plain or term.language else str(term.datatype), (term.language or "").lower())
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value
        shown = "" if term.language or datatype == str(XSD.string) else datatype
        return ("literal", term.value, shown, (term.language or "").lower())
    return ("iri", term.value if isinstance(term, ox.NamedNode) else str(term))


def by_oxigraph(text: str, rdf_format: ox.RdfFormat = ox.RdfFormat.TURTLE) -> set[tuple[tuple[str, ...], ...]]:
    quads = ox.parse(text.encode(), format=rdf_format, lenient=True)
    return {(key(quad.subject), key(quad.predicate), key(quad.object)) for quad in quads}


def by_rdflib(text: str) -> set[tuple[tuple[str, ...], ...]]:
    return {(key(s), key(p), key(o)) for s, p, o in Graph().parse(data=text, format="turtle")}


def keys(triples: list[Triple]) -> set[tuple[tuple[str, ...], ...]]:
    return {(key(s), key(p), key(o)) for s, p, o in triples}


# -- round trips -------------------------------------------------------------------------------------------------------


def test_the_published_graph_of_the_real_plan_reads_back_in_both_readers(soumu: Build) -> None:
    text = TurtleWriter(PREFIXES, f"{soumu.iris.plan}/").turtle(soumu.graph)
    expected = keys([(URIRef(str(s)), URIRef(str(p)), o) for s, p, o in soumu.graph])
    assert by_oxigraph(text) == expected
    assert by_rdflib(text) == expected


@settings(max_examples=150, deadline=None)
@given(graphs)
def test_whatever_the_terms_oxigraph_reads_back_what_was_written(triples: list[Triple]) -> None:
    assert by_oxigraph(WRITER.turtle(triples)) == keys(triples)


READABLE = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([EX, URIRef(BASE), URIRef(BASE + "text/3-9"), SHISAKU.Measure]),
            st.sampled_from([RDFS.label, SHISAKU.text]),
            st.one_of(READABLE.map(Literal), READABLE.map(lambda text: Literal(text, lang="ja"))),
        ),
        max_size=6,
    )
)
def test_whatever_the_words_rdflib_reads_back_what_was_written(triples: list[Triple]) -> None:
    assert by_rdflib(WRITER.turtle(triples)) == keys(triples)


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '""',
        '"""',
        'a"',
        'a""',
        '\n"',
        '\n""',
        '\n"""',
        '"\n"',
        "\\",
        "\\\n",
        "\r\n",
        "\n",
        "\n\\",
        "'''",
        "\\u0041",
        "\t",
        "\x00",
        "\x7f",
    ],
)
def test_quotes_backslashes_and_line_breaks_come_back(text: str) -> None:
    triples: list[Triple] = [(EX, RDFS.label, Literal(text, lang="ja"))]
    assert by_oxigraph(WRITER.turtle(triples)) == keys(triples)
    assert by_rdflib(WRITER.turtle(triples)) == keys(triples)


def test_a_blank_node_reads_back_as_a_blank_node() -> None:
    graph = Graph()
    node = BNode("x1")
    graph.add((EX, RDFS.seeAlso, node))
    graph.add((node, RDFS.label, Literal("節")))
    again = Graph().parse(data=WRITER.turtle(graph), format="turtle")
    assert to_isomorphic(again) == to_isomorphic(graph)


def test_nothing_is_written_as_a_document_of_prefixes() -> None:
    assert by_oxigraph(WRITER.turtle([])) == set()


# -- the same bytes ----------------------------------------------------------------------------------------------------


def test_the_order_of_the_triples_does_not_change_a_byte(soumu: Build) -> None:
    triples = sorted(soumu.graph)
    first = WRITER.turtle(triples)
    for seed in (1, 2):
        random.Random(seed).shuffle(triples)
        assert WRITER.turtle(triples) == first


def test_values_that_read_alike_are_in_the_same_order_whichever_comes_first() -> None:
    subject = URIRef("https://example.org/a")
    alike = [Literal("1"), Literal("1", datatype=XSD.integer), Literal("1", datatype=XSD.string), BNode("n1"), URIRef("n1")]
    triples: list[Triple] = [(subject, RDFS.seeAlso, value) for value in alike]
    assert WRITER.turtle(triples) == WRITER.turtle(triples[::-1])


def test_values_that_differ_in_their_datatype_alone_are_in_the_same_order_whichever_comes_first() -> None:
    datatypes = (XSD.integer, XSD.decimal, XSD.double, XSD.gYear, XSD.positiveInteger, None)
    alike = [Literal("2041", datatype=datatype, normalize=False) for datatype in datatypes]
    written = {WRITER.turtle([(EX, RDFS.seeAlso, value) for value in order]) for order in itertools.permutations(alike)}
    assert len(written) == 1
    assert len({WRITER.term(value) for value in alike}) == len(datatypes)


@settings(max_examples=80, deadline=None)
@given(graphs, st.randoms(use_true_random=False))
def test_whatever_the_terms_their_order_does_not_change_a_byte(triples: list[Triple], chance: random.Random) -> None:
    unique = list(dict.fromkeys(triples))
    shuffled = unique[:]
    chance.shuffle(shuffled)
    assert WRITER.turtle(shuffled) == WRITER.turtle(unique)
    assert ntriples(shuffled) == ntriples(unique)


def test_writing_what_was_read_gives_the_same_bytes(soumu: Build) -> None:
    writer = TurtleWriter(PREFIXES, f"{soumu.iris.plan}/")
    text = writer.turtle(soumu.graph)
    assert writer.turtle(Graph().parse(data=text, format="turtle")) == text


# -- for people --------------------------------------------------------------------------------------------------------


def title_of(key: str) -> str:
    """A banner, in every language."""
    return Message(key).in_all_languages()


def test_sections_come_in_the_order_a_plan_is_read(farming_build: Build, context: Context) -> None:
    seen = set()
    order = [*map(title_of, (key for key, _ in SECTIONS)), title_of("rdf-section-other")]
    for graph in (farming_build.graph, town_graph(context)):
        banners = re.findall(r"^# (.+)$", WRITER.turtle(graph), re.MULTILINE)
        assert banners == [title for title in order if title in banners]
        seen.update(banners)
    assert [title for title in order if title not in seen] == [
        "施策群 / measure groups",
        "後継と対応の推定 / successions and correspondences",
    ]


def test_every_resource_is_in_the_section_of_its_class(farming_build: Build) -> None:
    text = TurtleWriter(PREFIXES, f"{farming_build.iris.plan}/").turtle(farming_build.graph)
    sections = dict(re.findall(r"^# ([^\n]+)\n(.*?)(?=^# |\Z)", text, re.MULTILINE | re.DOTALL))
    for key, classes in SECTIONS:
        for subject_type in re.findall(r"^\S+ a (\S+)", sections.get(title_of(key), ""), re.MULTILINE):
            assert subject_type.partition(":")[2] in classes


def test_a_class_without_a_section_comes_last() -> None:
    graph = Graph()
    graph.add((URIRef(BASE + "a"), RDF.type, URIRef("urn:example:Other")))
    graph.add((URIRef(BASE + "z"), RDF.type, SHISAKU.Measure))
    text = WRITER.turtle(graph)
    assert text.index("# 施策 / measures") < text.index("<z> a") < text.index("# その他 / other") < text.index("<a> a")


def test_measure_nine_comes_before_measure_ten() -> None:
    graph = Graph()
    for number in (10, 9, 100, 1):
        graph.add((URIRef(f"{BASE}measure/{number}"), RDF.type, SHISAKU.Measure))
    numbers = re.findall(r"^<measure/([0-9]+)>", WRITER.turtle(graph), re.MULTILINE)
    assert numbers == ["1", "9", "10", "100"]


def town_graph(context: Context) -> Graph:
    plan = retired(town())
    iris = PlanIris.of_plan("https://data.example.org/plans/", plan)
    layers = to_graph(plan, iris, context.ontology.vocabulary, context.ontology.version)
    return layers.asserted + layers.reconstructed


def subjects(text: str, kind: str) -> list[str]:
    """The IRIs, below the plan, of what is described in a Turtle document and named so."""
    return re.findall(rf"^<({kind}/[^>/]*)> a ", text, re.MULTILINE)


def test_components_come_in_the_order_of_the_plan_whatever_their_iris_are(soumu: Build, context: Context) -> None:
    for plan, graph in ((soumu.plan, soumu.graph), (town(), town_graph(context))):
        iri = str(next(graph.subjects(RDF.type, SHISAKU.PolicyPlan)))
        text = TurtleWriter(PREFIXES, f"{iri}/").turtle(graph)
        assert subjects(text, "initiative") == [entry.key for entry in plan.initiatives]
        assert subjects(text, "initiative") != sorted(subjects(text, "initiative"))
        stated = [plan.details, *(component.details for component, _ in plan.walk())]
        passages = [key for one in stated for key in (*(p.key for p in one.purposes), *(d.key for d in one.description))]
        assert subjects(text, "(?:purpose|description)") == passages


def test_what_is_said_of_one_component_comes_in_the_order_of_the_print(context: Context) -> None:
    text = TurtleWriter(PREFIXES, "https://data.example.org/plans/haru-2025/").turtle(town_graph(context))
    figures = re.findall(r'budget/[a-z0-9]+> a shisaku:BudgetFigure ;\n  shisaku:printedForm "([^"]*)"', text)
    assert figures == ["84,000千円", "うち国庫 42,000千円", "町債 30,000千円", "80,000千円", "約90,000千円", "事項要求"]
    values = re.findall(r'a shisaku:Indicator(?:Value)? ;\n  (?:rdfs:label|shisaku:printedForm) "([^"]*)"', text)
    assert values == ["公園のある地区の数", "12（R5）", "20以上（R11）", "15（R7）"]
    first, *_ = re.findall(r"shisaku:hasBudgetFigure <([^>]*)>", text)
    assert f'<{first}> a shisaku:BudgetFigure ;\n  shisaku:printedForm "84,000千円"' in text


def test_retired_iris_have_a_section_of_their_own_and_nothing_is_left_over(context: Context) -> None:
    text = TurtleWriter(PREFIXES, "https://data.example.org/plans/haru-2025/").turtle(town_graph(context))
    assert re.findall(r"^<([^>]*)>", text[text.index("# その他") :], re.MULTILINE) == [
        "https://data.example.org/plans/haru-2020/measure/4"
    ]
    retired_ones = text[text.index("# 廃止したIRI") :]
    assert "<measure/9> owl:deprecated true ;\n  dcterms:isReplacedBy <measure/1> ." in retired_ones
    assert "<group/8> owl:deprecated true ." in retired_ones


def test_the_label_comes_first_and_japanese_before_english() -> None:
    graph = Graph()
    graph.add((EX, SHISAKU.ordinal, Literal("1", datatype=XSD.positiveInteger)))
    graph.add((EX, RDFS.label, Literal("river", lang="en")))
    graph.add((EX, RDFS.label, Literal("川", lang="ja")))
    graph.add((EX, RDF.type, SHISAKU.Measure))
    text = WRITER.turtle(graph)
    assert '<measure/1> a shisaku:Measure ;\n  rdfs:label "川"@ja , "river"@en ;\n  shisaku:ordinal' in text


def test_japanese_is_never_written_as_an_escape(soumu: Build) -> None:
    for text in (WRITER.turtle(soumu.graph), WRITER.trig(soumu.layers), ntriples(soumu.graph), nquads(soumu.layers)):
        assert re.findall(r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}", text) == []
    assert "デジタル変革を通じた新しい地域と社会の構築" in WRITER.turtle(soumu.graph)


def test_a_text_of_several_lines_is_written_over_several_lines() -> None:
    text = WRITER.turtle([(EX, SHISAKU.sourceText, Literal("一行目\n二行目"))])
    assert '"""一行目\n二行目"""' in text


def test_iris_below_the_plan_are_short_and_others_keep_their_prefix(farming_build: Build) -> None:
    text = TurtleWriter(PREFIXES, f"{farming_build.iris.plan}/").turtle(farming_build.graph)
    body = text[text.index("\n\n") :]
    assert f"<{farming_build.iris.plan}/" not in body
    assert "http://www.w3.org/" not in re.sub(r'"[^"]*"', "", body)


def test_trig_has_the_named_graphs_in_their_order(farming_build: Build) -> None:
    text = TurtleWriter(PREFIXES, f"{farming_build.iris.plan}/").trig(farming_build.layers)
    assert re.findall(r"^<graph/([a-z]+)> \{$", text, re.MULTILINE) == ["asserted", "reconstructed", "inferred", "report"]
    quads = list(ox.parse(text.encode(), format=ox.RdfFormat.TRIG))
    for name, graph in farming_build.layers.items():
        of_layer = [quad for quad in quads if quad.graph_name == ox.NamedNode(str(name))]
        assert {(key(q.subject), key(q.predicate), key(q.object)) for q in of_layer} == {
            (key(s), key(p), key(o)) for s, p, o in graph
        }
