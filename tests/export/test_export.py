"""The six formats: each reads back as what was built; JSON-LD is nested as the plan is; quads carry the four layers."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, XSD
from rdflib.term import Node
from tests.exporting import export
from tests.graph.town import retired, town

from shisaku.export.export_formats import EXPORT_FORMATS
from shisaku.export.jsonld import read_context
from shisaku.graph.mapping import to_graph
from shisaku.pipeline import Build, Context
from shisaku.project import Project
from shisaku.rdf.namespaces import LAYERS, SHISAKU, PlanIris

PUBLISHED = {"turtle": "turtle", "json-ld": "json-ld", "nt": "nt", "xml": "xml"}
QUADS = {"nquads": "nquads", "trig": "trig"}
READERS = {
    "turtle": ox.RdfFormat.TURTLE,
    "json-ld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "xml": ox.RdfFormat.RDF_XML,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
}
Json = dict[str, Any]


@pytest.fixture(scope="module")
def names(project: Project) -> Json:
    loaded: Json = json.loads(project.context.read_text(encoding="utf-8"))
    return loaded


def written(made: Build, names: Json, form: str) -> str:
    return export(made.layers, made.graph, made.iris.plan, names, form, made.plan)


def nodes(value: Any) -> Iterator[Json]:
    """Every object of a JSON document that is a node, whatever it is nested in; the context left out."""
    if isinstance(value, dict):
        if "id" in value:
            yield value
        for name, inner in value.items():
            if name != "@context":
                yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def test_the_formats_of_rdf_and_stratml_are_those_of_the_command_line() -> None:
    assert set(EXPORT_FORMATS) == {*PUBLISHED, *QUADS, "stratml", "stratml-2"}
    assert len({one.ending for one in EXPORT_FORMATS.values()}) == len(EXPORT_FORMATS) - 1  # both parts of StratML are XML


Key = tuple[str, str, str, str]


def key(term: Node) -> Key:
    """A term of rdflib as plain text: kind, characters, datatype, language."""
    if isinstance(term, Literal):
        datatype = "" if term.language or term.datatype is None else str(term.datatype).removeprefix(str(XSD.string))
        return ("literal", str(term), datatype, term.language or "")
    return ("iri" if isinstance(term, URIRef) else "blank", str(term), "", "")


def key_ox(term: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | ox.DefaultGraph) -> Key:
    """A term of Oxigraph in the same way."""
    if isinstance(term, ox.Literal):
        datatype = "" if term.language else term.datatype.value.removeprefix(str(XSD.string))
        return ("literal", term.value, datatype, term.language or "")
    assert isinstance(term, ox.NamedNode)
    return ("iri", term.value, "", "")


def keys(graph: Graph) -> set[tuple[Key, ...]]:
    return {(key(s), key(p), key(o)) for s, p, o in graph}


def read_back(text: str, form: str) -> set[tuple[Key, ...]]:
    quads = ox.parse(text.encode(), format=READERS[form])
    return {(key_ox(quad.subject), key_ox(quad.predicate), key_ox(quad.object)) for quad in quads}


@pytest.mark.parametrize("form", sorted(PUBLISHED))
def test_a_format_without_graphs_reads_back_as_what_is_published(form: str, soumu: Build, names: Json) -> None:
    assert read_back(written(soumu, names, form), form) == keys(soumu.graph)


def test_json_ld_means_the_same_in_a_project_without_a_context(farming_build: Build, project: Project, tmp_path: Path) -> None:
    names = read_context(replace(project, root=tmp_path))
    assert read_back(written(farming_build, names, "json-ld"), "json-ld") == keys(farming_build.graph)


# rdflib's own JSON-LD reader still calls what rdflib deprecates
@pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")
@pytest.mark.parametrize("form", sorted(PUBLISHED))
def test_a_second_reader_reads_the_same(form: str, farming_build: Build, names: Json) -> None:
    again = Graph().parse(data=written(farming_build, names, form), format=PUBLISHED[form])
    assert keys(again) == keys(farming_build.graph)


@pytest.mark.parametrize("form", sorted(QUADS))
def test_quads_carry_all_four_layers(form: str, soumu: Build, names: Json) -> None:
    quads = list(ox.parse(written(soumu, names, form).encode(), format=READERS[form]))
    layers = {str(name): keys(graph) for name, graph in soumu.layers.items()}
    found: dict[str, set[tuple[Key, ...]]] = {}
    for quad in quads:
        assert isinstance(quad.graph_name, ox.NamedNode)
        triple = (key_ox(quad.subject), key_ox(quad.predicate), key_ox(quad.object))
        found.setdefault(quad.graph_name.value, set()).add(triple)
    assert set(layers) == {f"{soumu.iris.plan}/graph/{layer}" for layer in LAYERS}
    assert found == layers


@pytest.mark.parametrize("form", sorted(EXPORT_FORMATS))
def test_the_same_build_gives_the_same_text(form: str, farming_build: Build, names: Json) -> None:
    assert written(farming_build, names, form) == written(farming_build, names, form)
    assert written(farming_build, names, form).endswith("\n")


@pytest.mark.parametrize("form", sorted(EXPORT_FORMATS))
def test_no_format_writes_japanese_as_an_escape(form: str, farming_build: Build, names: Json) -> None:
    text = written(farming_build, names, form)
    assert "新たに農業を始める人の後押し" in text
    assert not re.search(r"\\u[0-9a-fA-F]{4}|&#x?[0-9a-fA-F]+;", text)


@pytest.mark.parametrize("form", sorted(PUBLISHED))
def test_a_format_without_graphs_carries_nothing_inferred_and_no_report(form: str, soumu: Build, names: Json) -> None:
    carried = read_back(written(soumu, names, form), form)
    assert not carried & keys(soumu.inferred)
    assert not {o for _, _, o in carried} & {("iri", "http://www.w3.org/ns/shacl#ValidationReport", "", "")}


# -- JSON-LD -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def document(farming_build: Build, names: Json) -> Json:
    loaded: Json = json.loads(written(farming_build, names, "json-ld"))
    return loaded


@pytest.fixture(scope="module")
def real_document(soumu: Build, names: Json) -> Json:
    loaded: Json = json.loads(written(soumu, names, "json-ld"))
    return loaded


def plan_of(document: Json) -> Json:
    """The plan's node: the document itself, or the first node of its graph."""
    found = document if "id" in document else document["@graph"][0]
    assert found["type"] == "PolicyPlan"
    return dict(found)


def parts(node: Json, kind: str) -> list[Json]:
    return [
        part for part in node.get("parts", []) if kind in (part["type"] if isinstance(part["type"], list) else [part["type"]])
    ]


def test_pillars_measures_and_entries_are_nested_in_json_ld(document: Json) -> None:
    tree = {
        pillar["label"]["ja"]: {
            measure["label"]["ja"]: [entry["label"]["ja"] for entry in parts(measure, "Initiative")]
            for measure in parts(pillar, "Measure")
        }
        for pillar in parts(plan_of(document), "Pillar")
    }
    assert tree == {
        "担い手を育てる": {
            "新たに農業を始める人の後押し": ["農業研修の拡充", "農地の貸し借りの円滑化"],
            "省力技術の普及": ["無人トラクターの実証"],
        },
        "森を守る": {"林道の整備": ["林道の点検", "農業研修の拡充"]},
    }


def test_groups_are_nested_between_pillar_and_measures_in_json_ld(real_document: Json) -> None:
    first = parts(plan_of(real_document), "Pillar")[0]
    groups = parts(first, "MeasureGroup")
    assert len(groups) == 3
    assert [len(parts(group, "Measure")) for group in groups] == [2, 3, 3]
    assert all(parts(measure, "Initiative") for group in groups for measure in parts(group, "Measure"))


def test_measures_come_in_the_order_of_their_numbers_in_json_ld(real_document: Json) -> None:
    ordinals = [int(node["ordinal"]) for node in nodes(real_document) if node.get("type") == "Measure"]
    assert ordinals == list(range(1, 21))


def test_every_resource_is_written_out_once_in_json_ld(real_document: Json, soumu: Build) -> None:
    described = [node["id"] for node in nodes(real_document) if len(node) > 1]
    assert len(described) == len(set(described))
    assert set(described) == {str(subject) for subject in soumu.graph.subjects()}


def test_the_marks_and_placements_are_nested_where_they_belong_in_json_ld(document: Json) -> None:
    assert [mark["notation"] for mark in plan_of(document)["marks"]] == ["○", "☆"]
    measure = next(node for node in nodes(document) if node.get("type") == "Measure")
    assert [placement["type"] for placement in measure["placement"]] == ["Placement"]


def test_the_context_goes_with_the_json_ld_document(document: Json, names: Json) -> None:
    assert document["@context"] == names["@context"]


def town_graph(context: Context, language: str | None = None) -> tuple[URIRef, Graph]:
    """A plan with every detail, and retired IRIs; its words in no known language where `language` is empty."""
    plan = retired(town())
    plan = replace(plan, source=replace(plan.source, description=replace(plan.source.description, language=language)))
    iris = PlanIris.of_plan("https://data.example.org/plans/", plan)
    layers = to_graph(plan, iris, context.ontology.vocabulary, context.ontology.version)
    return iris.plan, layers.asserted + layers.reconstructed


# rdflib's own JSON-LD reader still calls what rdflib deprecates
@pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")
@pytest.mark.parametrize("language", [None, "fr"])
def test_every_detail_of_a_plan_comes_back_from_json_ld_in_both_readers(
    language: str | None, context: Context, names: Json
) -> None:
    plan, graph = town_graph(context, language)
    text = export({}, graph, plan, names, "json-ld")
    assert read_back(text, "json-ld") == keys(graph)
    assert keys(Graph().parse(data=text, format="json-ld")) == keys(graph)


@pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")
def test_words_in_no_language_and_what_is_no_text_come_back_from_json_ld(names: Json) -> None:
    graph, plan = Graph(), URIRef("https://data.example.org/m/1")
    for value in (Literal("12 places"), Literal("places", lang="en"), Literal("12", datatype=XSD.integer), plan):
        graph.add((plan, SHISAKU.printedForm, value))
    text = export({}, graph, plan, names, "json-ld")
    assert '"@none": "12 places"' in text
    assert read_back(text, "json-ld") == keys(graph)
    assert keys(Graph().parse(data=text, format="json-ld")) == keys(graph)


def test_details_are_nested_in_the_order_of_the_print_in_json_ld(context: Context, names: Json) -> None:
    plan, graph = town_graph(context)
    document = json.loads(export({}, graph, plan, names, "json-ld"))
    measure = parts(parts(plan_of(document), "Pillar")[0], "Measure")[0]
    sums = measure["hasBudgetFigure"]
    assert [figure["printedForm"]["ja"] for figure in sums] == ["84,000千円", "80,000千円", "約90,000千円"]
    assert [part["moneyAmount"] for part in sums[0]["hasBreakdown"]] == ["42000000", "30000000"]
    assert [one["passageText"]["ja"] for one in measure["hasDescription"]] == [
        "公園のない地区が八つある。",
        "土地の持ち主との話し合いが進まない。",
    ]
    assert [sum_.get("isApproximate") for sum_ in sums] == [None, None, True]
    assert [entry["label"]["ja"] for entry in measure["parts"]] == ["空き地の借り上げ", "遊具の点検"]
    retired_one = next(node for node in nodes(document) if node["id"] == f"{plan}/measure/9")
    assert retired_one == {"id": f"{plan}/measure/9", "isReplacedBy": f"{plan}/measure/1", "deprecated": True}


def test_no_key_of_our_own_is_an_everyday_word(names: Json, context: Context) -> None:
    own = {key for key, value in names["@context"].items() if str(SHISAKU) in str(value) and "@reverse" not in str(value)}
    words = {key for key in own if key.isalpha() and key.islower()}
    assert words == {"confidence", "ordinal", "predecessor", "restates", "successor"}
    terms = {str(s) for s in context.ontology.terms.subjects() if str(s).startswith(str(SHISAKU))}
    iris = [value["@id"] if isinstance(value, dict) else value for value in map(names["@context"].get, own)]
    assert sorted(iris) == sorted(terms)


# -- RDF/XML -----------------------------------------------------------------------------------------------------------


def labelled(text: str) -> Graph:
    graph = Graph()
    graph.add((URIRef("https://data.example.org/m/1"), RDF.type, URIRef("https://w3id.org/shisaku/ontology#Measure")))
    graph.add((URIRef("https://data.example.org/m/1"), RDFS.label, Literal(text, lang="ja")))
    return graph


def test_rdf_xml_is_well_formed(soumu: Build, names: Json) -> None:
    tree = ElementTree.fromstring(written(soumu, names, "xml"))
    assert tree.tag == "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"


@pytest.mark.parametrize(
    "text", ["護岸<br>と&amp;", "]]>", '"引用"', "'", "\t", "行\n行", "<!--", "𠮷\U0010fffd", "&", "é\u0301"]
)
def test_markup_in_a_label_comes_back_from_every_format(text: str, names: Json) -> None:
    graph = labelled(text)
    plan = URIRef("https://data.example.org/m/1")
    for form in sorted(PUBLISHED):
        assert read_back(export({}, graph, plan, names, form), form) == keys(graph), form


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1f", "\x7f", "\x85", "\u2028", "\ufeff", "\r"])
def test_control_characters_in_a_label_come_back_from_every_format_but_xml(character: str, names: Json) -> None:
    graph = labelled(f"堤防{character}の整備")
    plan = URIRef("https://data.example.org/m/1")
    for form in sorted(set(PUBLISHED) - {"xml"}):
        assert read_back(export({}, graph, plan, names, form), form) == keys(graph), form


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff"])
def test_rdf_xml_is_well_formed_even_with_characters_that_xml_does_not_know(character: str, names: Json) -> None:
    plan = URIRef("https://data.example.org/m/1")
    text = export({}, labelled(f"堤防{character}の整備"), plan, names, "xml")
    found = [element.text or "" for element in ElementTree.fromstring(text).iter() if "整備" in (element.text or "")]
    assert len(found) == 1


def test_a_carriage_return_comes_back_from_rdf_xml(names: Json) -> None:
    graph = labelled("堤防\r\nの整備")
    plan = URIRef("https://data.example.org/m/1")
    assert read_back(export({}, graph, plan, names, "xml"), "xml") == keys(graph)
