"""From a Plan to triples: each resource exactly, in the layer it belongs to. The plan is built by hand in tests/conftest.py."""

import re
from dataclasses import replace

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, PROV, RDF, RDFS, SKOS, VOID, XSD
from rdflib.term import Node

from shisaku.graph.mapping import PlanGraph, to_graph
from shisaku.graph.namespaces import BASIS, CATEGORIES, CATEGORY, KIND, OA, ORG, SHISAKU, TOPIC, PlanIris
from shisaku.graph.vocabulary import Vocabulary
from shisaku.plan import Initiative, LegendEntry, Measure, Plan
from shisaku.source import Description, Publisher, Source, Span

BASE = "https://data.example.org/plans/"
PLAN = BASE + "umi-2033"
VERSION = URIRef("https://w3id.org/shisaku/ontology/9.9.9")
LICENCE = "https://example.org/open"
Pairs = set[tuple[Node, Node]]


def schemes() -> Vocabulary:
    graph = Graph()
    graph.add((TOPIC.ai, RDF.type, SHISAKU.Topic))
    graph.add((TOPIC.ai, SKOS.prefLabel, Literal("AI", lang="en")))
    graph.add((TOPIC["opening-up"], RDF.type, SHISAKU.Topic))
    graph.add((TOPIC["opening-up"], SKOS.prefLabel, Literal("桟橋の開放", lang="ja")))
    for name, words in (("budget", "予算"), ("institution", "制度")):
        graph.add((CATEGORY[name], SKOS.inScheme, CATEGORIES))
        graph.add((CATEGORY[name], SKOS.prefLabel, Literal(words, lang="ja")))
    return Vocabulary.of(graph)


@pytest.fixture(scope="module")
def graphs(plan: Plan) -> PlanGraph:
    return to_graph(plan, PlanIris(BASE, "umi-2033"), schemes(), VERSION, LICENCE)


def about(graph: Graph, path: str) -> Pairs:
    subject = URIRef(f"{PLAN}/{path}" if path else PLAN)
    return set(graph.predicate_objects(subject))


def here(path: str) -> URIRef:
    return URIRef(f"{PLAN}/{path}")


def text(plan: Plan, words: str, occurrence: int = 1) -> URIRef:
    at = -1
    for _ in range(occurrence):
        at = plan.source.text.index(words, at + 1)
    return here(f"text/{at}-{at + len(words)}")


def ja(words: str) -> Literal:
    return Literal(words, lang="ja")


def en(words: str) -> Literal:
    return Literal(words, lang="en")


def positive(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.positiveInteger)


def offset(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.nonNegativeInteger)


def decimal(number: str) -> Literal:
    return Literal(number, datatype=XSD.decimal)


# -- one of each resource, exactly -------------------------------------------------------------------------------------


def test_the_plan_is_described_by_what_is_printed_and_what_is_known_of_its_source(graphs: PlanGraph, plan: Plan) -> None:
    assert about(graphs.asserted, "") == {
        (RDF.type, SHISAKU.PolicyPlan),
        (RDFS.label, ja("海とともに生きる")),
        (SHISAKU.edition, ja("海業重点計画2033")),
        (DCTERMS.publisher, URIRef(BASE + "organization/0000000000002")),
        (DCTERMS.issued, Literal("2033", datatype=XSD.gYear)),
        (DCTERMS.source, here("source")),
        (SHISAKU.quotedFrom, text(plan, "海とともに生きる（海業重点計画2033）")),
        (SHISAKU.hasPurpose, here("purpose/plan")),
        (VOID.inDataset, here("dataset")),
    }
    assert about(graphs.reconstructed, "") == set()


def test_the_dataset_says_its_licence_what_it_conforms_to_and_what_made_it(graphs: PlanGraph) -> None:
    described = about(graphs.asserted, "dataset")
    titles = {o for p, o in described if p == DCTERMS.title}
    assert described - {(DCTERMS.title, title) for title in titles} == {
        (RDF.type, DCAT.Dataset),
        (DCTERMS.license, URIRef(LICENCE)),
        (DCTERMS.source, here("source")),
        (DCTERMS.conformsTo, VERSION),
        (PROV.wasGeneratedBy, here("reading")),
    }
    assert {title.language for title in titles if isinstance(title, Literal)} == {"ja", "en"}
    assert len(titles) == 2


def test_the_source_carries_its_text_its_digest_and_its_length(graphs: PlanGraph, plan: Plan) -> None:
    described = about(graphs.asserted, "source")
    (label,) = [o for p, o in described if p == RDFS.label]
    assert "海とともに生きる" in str(label)
    assert described - {(RDFS.label, label)} == {
        (RDF.type, SHISAKU.SourceDocument),
        (DCTERMS.source, URIRef("https://example.org/umi.txt")),
        (DCTERMS.license, URIRef("https://example.org/terms")),
        (DCTERMS.publisher, URIRef(BASE + "organization/0000000000002")),
        (SHISAKU.sha256, Literal("ab" * 32)),
        (SHISAKU.characterCount, offset(len(plan.source.text))),
        (SHISAKU.sourceText, Literal(plan.source.text)),
    }


def test_the_reading_used_the_source_and_names_its_lexicon(graphs: PlanGraph) -> None:
    described = about(graphs.asserted, "reading")
    assert {(RDF.type, PROV.Activity), (PROV.used, here("source")), (SHISAKU.lexicon, Literal("試し語彙 3"))} <= described
    assert sorted(o.language or "" for p, o in described if p == RDFS.label and isinstance(o, Literal)) == ["en", "ja"]


def test_the_publisher_is_an_organization_shared_by_all_its_plans(graphs: PlanGraph) -> None:
    assert set(graphs.asserted.predicate_objects(URIRef(BASE + "organization/0000000000002"))) >= {
        (RDF.type, ORG.FormalOrganization),
        (RDFS.label, ja("海業庁")),
        (RDFS.label, en("Blue Economy Agency")),
        (ORG.identifier, Literal("0000000000002")),
    }


def test_a_mark_is_a_concept_of_its_plan_with_its_sign_and_meaning(graphs: PlanGraph, plan: Plan) -> None:
    assert about(graphs.asserted, "mark/2") == {
        (RDF.type, SHISAKU.Mark),
        (SKOS.notation, Literal("☆")),
        (SKOS.prefLabel, ja("制度")),
        (SHISAKU.markOf, URIRef(PLAN)),
        (SHISAKU.ordinal, positive(2)),
        (SHISAKU.quotedFrom, text(plan, "☆：制度")),
    }
    assert about(graphs.reconstructed, "mark/2") == {(SKOS.exactMatch, CATEGORY.institution)}


def test_a_mark_whose_meaning_no_category_carries_is_linked_to_none(graphs: PlanGraph) -> None:
    assert about(graphs.reconstructed, "mark/3") == set()


def test_a_pillar_is_printed_right_under_the_plan_and_its_purpose_is_concluded(graphs: PlanGraph, plan: Plan) -> None:
    assert about(graphs.asserted, "pillar/1") == {
        (RDF.type, SHISAKU.Pillar),
        (RDFS.label, ja("漁港を生かす")),
        (SHISAKU.ordinal, positive(1)),
        (SHISAKU.printedNumber, Literal("Ⅰ")),
        (SHISAKU.directPartOf, URIRef(PLAN)),
        (SHISAKU.inPlan, URIRef(PLAN)),
        (SHISAKU.quotedFrom, text(plan, "Ⅰ 漁港を生かす")),
    }
    assert about(graphs.reconstructed, "pillar/1") == {(SHISAKU.hasPurpose, here("purpose/pillar-1"))}


def test_a_group_is_asserted_as_printed_and_placed_by_conclusion(graphs: PlanGraph, plan: Plan) -> None:
    assert about(graphs.asserted, "group/1") == {
        (RDF.type, SHISAKU.MeasureGroup),
        (RDFS.label, ja("港のにぎわい")),
        (SHISAKU.ordinal, positive(1)),
        (SHISAKU.quotedFrom, text(plan, "■港のにぎわい")),
    }
    assert about(graphs.reconstructed, "group/1") == {
        (SHISAKU.directPartOf, here("pillar/1")),
        (SHISAKU.inPillar, here("pillar/1")),
    }


def test_a_measure_is_asserted_as_printed_and_placed_by_conclusion(graphs: PlanGraph, plan: Plan) -> None:
    assert about(graphs.asserted, "measure/1") == {
        (RDF.type, SHISAKU.Measure),
        (RDFS.label, ja("直売所の整備")),
        (SHISAKU.ordinal, positive(1)),
        (SHISAKU.printedNumber, Literal("１")),
        (SHISAKU.quotedFrom, text(plan, "１ 直売所の整備")),
    }
    assert about(graphs.reconstructed, "measure/1") == {(SHISAKU.directPartOf, here("group/1"))}


def test_a_measure_that_nothing_is_known_of_stands_right_under_the_plan(graphs: PlanGraph) -> None:
    assert about(graphs.reconstructed, "measure/2") == {(SHISAKU.directPartOf, URIRef(PLAN)), (SHISAKU.inPlan, URIRef(PLAN))}


def test_an_entry_is_asserted_under_its_measure_with_one_value_a_mark(graphs: PlanGraph, plan: Plan) -> None:
    assert about(graphs.asserted, "measure/1/initiative/2") == {
        (RDF.type, SHISAKU.Initiative),
        (RDFS.label, ja("桟橋の開放とAI予報")),
        (SHISAKU.ordinal, positive(2)),
        (SHISAKU.printedMarks, Literal("◯☆")),
        (SHISAKU.hasMark, here("mark/1")),
        (SHISAKU.hasMark, here("mark/2")),
        (SHISAKU.directPartOf, here("measure/1")),
        (SHISAKU.quotedFrom, text(plan, "◯☆桟橋の開\n放とAI予報")),
    }


def test_a_restated_entry_has_both_types_and_points_to_its_original(graphs: PlanGraph, plan: Plan) -> None:
    printed = about(graphs.asserted, "measure/2/initiative/1")
    assert {(RDF.type, SHISAKU.Initiative), (RDF.type, SHISAKU.RestatedInitiative)} <= printed
    assert (RDFS.label, ja("直売所の新設")) in printed
    assert (SHISAKU.quotedFrom, text(plan, "○直売所の新設（再掲）")) in printed
    assert about(graphs.reconstructed, "measure/2/initiative/1") == {
        (SHISAKU.restates, here("measure/1/initiative/1")),
        (SHISAKU.restatementKind, KIND.exact),
    }


def test_an_entry_that_is_not_restated_is_no_restated_initiative(graphs: PlanGraph) -> None:
    assert set(graphs.asserted.subjects(RDF.type, SHISAKU.RestatedInitiative)) == {here("measure/2/initiative/1")}


def test_a_purpose_is_its_text_and_its_place_without_a_label(graphs: PlanGraph, plan: Plan) -> None:
    assert about(graphs.asserted, "purpose/pillar-1") == {
        (RDF.type, SHISAKU.Purpose),
        (SHISAKU.text, ja("漁港を人の集まる場にする。")),
        (SHISAKU.quotedFrom, text(plan, "漁港を人の集まる場に\nする。")),
    }


def test_a_span_has_both_selectors_each_with_an_iri(graphs: PlanGraph, plan: Plan) -> None:
    printed = "漁港を人の集まる場に\nする。"
    start = plan.source.text.index(printed)
    end = start + len(printed)
    path = f"text/{start}-{end}"
    assert about(graphs.asserted, path) == {
        (RDF.type, SHISAKU.TextSpan),
        (OA.hasSource, here("source")),
        (OA.hasSelector, here(f"{path}/position")),
        (OA.hasSelector, here(f"{path}/quote")),
    }
    assert about(graphs.asserted, f"{path}/position") == {
        (RDF.type, OA.TextPositionSelector),
        (OA.start, offset(start)),
        (OA.end, offset(end)),
    }
    quote = dict(about(graphs.asserted, f"{path}/quote"))
    assert set(quote) == {RDF.type, OA.exact, OA.prefix, OA.suffix}
    assert quote[OA.exact] == Literal(printed)
    assert plan.source.text[:start].endswith(str(quote[OA.prefix]))
    assert plan.source.text[end:].startswith(str(quote[OA.suffix]))
    assert str(quote[OA.prefix])
    assert str(quote[OA.suffix])


def test_every_quote_is_the_slice_that_its_offsets_mean(graphs: PlanGraph, plan: Plan) -> None:
    spans = list(graphs.asserted.subjects(RDF.type, SHISAKU.TextSpan))
    assert len(spans) > 15
    for span in spans:
        found = re.fullmatch(r".*/text/([0-9]+)-([0-9]+)", str(span))
        assert found is not None
        start, end = int(found[1]), int(found[2])
        position, quote = URIRef(f"{span}/position"), URIRef(f"{span}/quote")
        assert graphs.asserted.value(position, OA.start) == offset(start)
        assert graphs.asserted.value(position, OA.end) == offset(end)
        assert graphs.asserted.value(quote, OA.exact) == Literal(plan.source.text[start:end])


def test_furniture_and_unread_text_are_spans_of_their_own_kind(graphs: PlanGraph, plan: Plan) -> None:
    assert set(graphs.asserted.subjects(RDF.type, SHISAKU.Furniture)) == {text(plan, "- 1 -")}
    assert set(graphs.asserted.subjects(RDF.type, SHISAKU.UnreadText)) == {text(plan, "あとがき")}
    assert (text(plan, "あとがき"), RDF.type, SHISAKU.TextSpan) in graphs.asserted


def test_a_topic_is_concluded_for_the_component_and_anchored_where_it_is_printed(graphs: PlanGraph, plan: Plan) -> None:
    component, span = here("measure/1/initiative/2"), text(plan, "◯☆桟橋の開\n放とAI予報")
    assert set(graphs.reconstructed.objects(component, SHISAKU.hasTopic)) == {TOPIC.ai, TOPIC["opening-up"]}
    for topic, words in ((TOPIC.ai, "AI"), (TOPIC["opening-up"], "桟橋の開\n放")):
        mention = text(plan, words)
        assert set(graphs.reconstructed.predicate_objects(mention)) == {
            (SHISAKU.mentionsTopic, topic),
            (SHISAKU.withinSpan, span),
        }
        assert (mention, RDF.type, SHISAKU.TextSpan) in graphs.asserted


def test_a_placement_gives_its_reasons_its_rivals_and_its_confidence(graphs: PlanGraph, plan: Plan) -> None:
    assert about(graphs.reconstructed, "placement/measure/1") == {
        (RDF.type, SHISAKU.Placement),
        (SHISAKU.places, here("measure/1")),
        (SHISAKU.under, here("group/1")),
        (SHISAKU.basis, BASIS["number-continuity"]),
        (SHISAKU.basis, BASIS["text-block"]),
        (SHISAKU.confidence, decimal(f"{0.955:.2f}")),
        (SHISAKU.evidenceSpan, text(plan, "２ 海の見守り")),
        (SHISAKU.rival, here("pillar/1")),
        (RDFS.comment, ja("番号が続く。同じ段にある")),
        (RDFS.comment, en("the numbers run on; same block of text")),
        (PROV.wasGeneratedBy, here("reading")),
    }


def test_a_placement_under_the_plan_names_the_plan_itself(graphs: PlanGraph) -> None:
    assert (SHISAKU.under, URIRef(PLAN)) in about(graphs.reconstructed, "placement/measure/2")


def test_an_identification_names_both_entries_and_its_reasons(graphs: PlanGraph, plan: Plan) -> None:
    assert about(graphs.reconstructed, "identification/measure/2/initiative/1") == {
        (RDF.type, SHISAKU.Identification),
        (SHISAKU.identifies, here("measure/2/initiative/1")),
        (SHISAKU.original, here("measure/1/initiative/1")),
        (SHISAKU.basis, BASIS["same-text"]),
        (SHISAKU.confidence, decimal("0.99")),
        (SHISAKU.evidenceSpan, text(plan, "直売所の新設")),
        (SHISAKU.rival, here("measure/1/initiative/2")),
        (RDFS.comment, ja("同じ文言")),
        (RDFS.comment, en("same words")),
        (PROV.wasGeneratedBy, here("reading")),
    }


# -- what holds of all of them -----------------------------------------------------------------------------------------


def test_there_is_no_blank_node(graphs: PlanGraph) -> None:
    for graph in (graphs.asserted, graphs.reconstructed):
        assert not [triple for triple in graph if any(isinstance(node, BNode) for node in triple)]


def test_every_iri_is_ascii_without_blanks(graphs: PlanGraph) -> None:
    for graph in (graphs.asserted, graphs.reconstructed):
        iris = {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
        assert {iri for iri in iris if not re.fullmatch(r"[!#-;=?-\[\]_a-z~%]+", iri)} == set()


def test_the_layers_share_no_triple(graphs: PlanGraph) -> None:
    assert len(graphs.asserted) > 100
    assert not set(graphs.asserted) & set(graphs.reconstructed)


def test_what_is_printed_says_nothing_that_was_concluded(graphs: PlanGraph) -> None:
    concluded = {
        SHISAKU.restates, SHISAKU.restatementKind, SHISAKU.hasTopic, SHISAKU.mentionsTopic, SHISAKU.withinSpan, SHISAKU.confidence,
        SHISAKU.basis, SHISAKU.places, SHISAKU.under, SHISAKU.rival, SHISAKU.evidenceSpan, SKOS.exactMatch, SHISAKU.identifies,
    }  # fmt: skip
    assert set(graphs.asserted.predicates()) & concluded == set()


def test_what_was_concluded_repeats_no_printed_words_numbers_or_places(graphs: PlanGraph) -> None:
    printed = {
        RDFS.label, SHISAKU.text, SHISAKU.ordinal, SHISAKU.printedNumber, SHISAKU.printedMarks, SHISAKU.hasMark, SHISAKU.quotedFrom,
        OA.exact, OA.start, OA.end, OA.hasSelector, SHISAKU.sourceText,
    }  # fmt: skip
    assert set(graphs.reconstructed.predicates()) & printed == set()
    assert set(graphs.reconstructed.objects(None, RDF.type)) == {SHISAKU.Placement, SHISAKU.Identification}


def test_shortcuts_are_stated_for_direct_children_only(graphs: PlanGraph) -> None:
    whole = graphs.asserted + graphs.reconstructed
    assert set(whole.subject_objects(SHISAKU.inPillar)) == {(here("group/1"), here("pillar/1"))}
    assert set(whole.subject_objects(SHISAKU.inPlan)) == {(here("pillar/1"), URIRef(PLAN)), (here("measure/2"), URIRef(PLAN))}


def test_every_component_has_exactly_one_parent(graphs: PlanGraph, plan: Plan) -> None:
    whole = graphs.asserted + graphs.reconstructed
    for component, _ in plan.walk():
        assert len(list(whole.objects(here(component.key), SHISAKU.directPartOf))) == 1, component.key


def test_the_same_plan_gives_the_same_triples(plan: Plan, graphs: PlanGraph) -> None:
    again = to_graph(plan, PlanIris(BASE, "umi-2033"), schemes(), VERSION, LICENCE)
    assert set(again.asserted) == set(graphs.asserted)
    assert set(again.reconstructed) == set(graphs.reconstructed)


def test_the_base_only_changes_the_iris(plan: Plan, graphs: PlanGraph) -> None:
    other = to_graph(plan, PlanIris("http://localhost/", "umi-2033"), schemes(), VERSION, LICENCE)
    moved = {tuple(str(node).replace(BASE, "http://localhost/") for node in triple) for triple in graphs.asserted}
    assert {tuple(str(node) for node in triple) for triple in other.asserted} == moved


@pytest.mark.parametrize("sign", ["○", "◯", "〇"])
@pytest.mark.parametrize("explained", ["○", "◯", "〇"])
def test_the_three_circles_are_one_mark(plan: Plan, sign: str, explained: str) -> None:
    entry = Initiative("measure/1/initiative/1", 1, sign, "直売所の新設", Span(0, 1))
    measure = Measure("measure/1", 1, "１", "直売所の整備", Span(1, 2), (entry,))
    small = replace(plan, parts=(measure,), legend=(LegendEntry(explained, "予算", None),), placements=(), identifications=())
    graph = to_graph(small, PlanIris(BASE, "umi-2033"), schemes(), VERSION).asserted
    assert set(graph.objects(here("measure/1/initiative/1"), SHISAKU.hasMark)) == {here("mark/1")}
    assert graph.value(here("measure/1/initiative/1"), SHISAKU.printedMarks) == Literal(sign)
    assert graph.value(here("mark/1"), SKOS.notation) == Literal(explained)


def test_an_entry_without_marks_says_nothing_of_marks(plan: Plan) -> None:
    entry = Initiative("measure/1/initiative/1", 1, "", "直売所の新設", Span(0, 1))
    small = replace(plan, parts=(Measure("measure/1", 1, "１", "整備", Span(1, 2), (entry,)),), placements=(), identifications=())
    graph = to_graph(small, PlanIris(BASE, "umi-2033"), schemes(), VERSION).asserted
    assert not {SHISAKU.hasMark, SHISAKU.printedMarks} & set(graph.predicates(here("measure/1/initiative/1")))


def test_a_mark_that_the_legend_does_not_explain_is_named_after_its_sign(plan: Plan) -> None:
    small = replace(plan, legend=(*plan.legend, LegendEntry("◇", None, None)))
    graphs = to_graph(small, PlanIris(BASE, "umi-2033"), schemes(), VERSION)
    assert graphs.asserted.value(here("mark/4"), SKOS.prefLabel) == ja("◇")
    assert list(graphs.asserted.objects(here("mark/4"), SHISAKU.quotedFrom)) == []
    assert about(graphs.reconstructed, "mark/4") == set()


def test_what_is_not_known_is_not_stated(plan: Plan) -> None:
    bare = Source(plan.source.text, "x.txt", Description("bare"), "00", "utf-8")
    small = Plan(bare, "bare", None, None, (), (), (), (), ())
    graph = to_graph(small, PlanIris(BASE, "bare"), schemes(), VERSION).asserted
    subject = URIRef(BASE + "bare")
    assert set(graph.predicates(subject)) == {RDF.type, RDFS.label, DCTERMS.source, VOID.inDataset}
    assert set(graph.predicates(URIRef(BASE + "bare/source"))) == {
        RDF.type, RDFS.label, SHISAKU.sha256, SHISAKU.characterCount, SHISAKU.sourceText,
    }  # fmt: skip


def test_a_publisher_without_a_corporate_number_belongs_to_the_plan_alone(plan: Plan) -> None:
    description = Description("umi-2033", publisher=Publisher("磯村"))
    small = replace(plan, source=replace(plan.source, description=description))
    graph = to_graph(small, PlanIris(BASE, "umi-2033"), schemes(), VERSION).asserted
    assert graph.value(URIRef(PLAN), DCTERMS.publisher) == here("publisher")
    assert (RDFS.label, ja("磯村")) in set(graph.predicate_objects(here("publisher")))
