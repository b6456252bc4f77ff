"""From a Plan to triples: each resource exactly, in the layer it belongs to. The plan is built by hand in tests/conftest.py."""

import re
from dataclasses import replace

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, OWL, PROV, RDF, RDFS, SKOS, VOID, XSD
from rdflib.term import Node

from shisaku.graph.layers import Layers
from shisaku.graph.mapping import to_graph
from shisaku.graph.vocabulary import Vocabulary
from shisaku.model.details import Details, Purpose
from shisaku.model.digests import digest
from shisaku.model.plan import Initiative, LegendEntry, Measure, Plan
from shisaku.model.source import Description, Publisher, Source, Span
from shisaku.rdf.namespaces import BASIS, CATEGORIES, CATEGORY, LAYER, OA, ORG, RESTATEMENT, SHISAKU, TOPIC, PlanIris, concept

BASE = "https://data.example.org/plans/"
PLAN = BASE + "umi-2033"
VERSION = URIRef("https://w3id.org/shisaku/ontology/9.9.9")
LICENCE = "https://example.org/open"
Pairs = set[tuple[Node, Node]]
IRIS = PlanIris(BASE, "umi-2033", "0123abcd", "ababab12")
TEXT, FILE = "text/0123abcd", "file/ababab12"
YEAR = URIRef("https://w3id.org/shisaku/fiscal-year/jp/2033")


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
def graphs(plan: Plan) -> Layers:
    return to_graph(plan, IRIS, schemes(), VERSION, LICENCE)


def about(graph: Graph, path: str) -> Pairs:
    subject = URIRef(f"{PLAN}/{path}" if path else PLAN)
    return set(graph.predicate_objects(subject))


def here(path: str) -> URIRef:
    return URIRef(f"{PLAN}/{path}")


def text(plan: Plan, words: str, occurrence: int = 1) -> URIRef:
    at = -1
    for _ in range(occurrence):
        at = plan.source.text.index(words, at + 1)
    return here(f"{TEXT}/{at}-{at + len(words)}")


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


def test_the_plan_is_described_by_what_is_printed_and_what_is_known_of_its_source(graphs: Layers, plan: Plan) -> None:
    assert about(graphs.asserted, "") == {
        (RDF.type, SHISAKU.PolicyPlan),
        (RDFS.label, ja("海とともに生きる")),
        (SHISAKU.edition, ja("海業重点計画2033")),
        (DCTERMS.publisher, URIRef(BASE + "organization/0000000000002")),
        (DCTERMS.temporal, YEAR),
        (DCTERMS.source, here(TEXT)),
        (SHISAKU.quotedFrom, text(plan, "海とともに生きる（海業重点計画2033）")),
        (SHISAKU.hasPurpose, here("purpose/plan")),
        (VOID.inDataset, here("dataset")),
    }
    assert about(graphs.reconstructed, "") == set()


def test_the_dataset_says_its_licence_what_it_conforms_to_and_what_made_it(graphs: Layers) -> None:
    described = about(graphs.asserted, "dataset")
    titles = {o for p, o in described if p == DCTERMS.title}
    assert described - {(DCTERMS.title, title) for title in titles} == {
        (RDF.type, DCAT.Dataset),
        (DCTERMS.license, URIRef(LICENCE)),
        (DCTERMS.source, here(FILE)),
        (DCTERMS.conformsTo, VERSION),
        (PROV.wasGeneratedBy, here("reading")),
    }
    assert {title.language for title in titles if isinstance(title, Literal)} == {"ja", "en"}
    assert len(titles) == 2


def test_the_text_carries_its_characters_its_digest_and_its_length_and_comes_from_a_file(graphs: Layers, plan: Plan) -> None:
    described = about(graphs.asserted, TEXT)
    (label,) = [o for p, o in described if p == RDFS.label]
    assert "海とともに生きる" in str(label)
    assert described - {(RDFS.label, label)} == {
        (RDF.type, SHISAKU.SourceText),
        (PROV.wasDerivedFrom, here(FILE)),
        (SHISAKU.sha256, Literal(plan.source.text_sha256)),
        (SHISAKU.characterCount, offset(len(plan.source.text))),
        (SHISAKU.sourceText, Literal(plan.source.text)),
    }


def test_the_file_says_where_it_is_its_terms_its_kind_and_the_digest_of_its_bytes(graphs: Layers) -> None:
    assert about(graphs.asserted, FILE) == {
        (RDF.type, SHISAKU.SourceFile),
        (DCAT.mediaType, URIRef("https://www.iana.org/assignments/media-types/text/plain")),
        (DCAT.downloadURL, URIRef("https://example.org/umi.txt")),
        (DCTERMS.license, URIRef("https://example.org/terms")),
        (DCTERMS.publisher, URIRef(BASE + "organization/0000000000002")),
        (SHISAKU.sha256, Literal("ab" * 32)),
    }


@pytest.mark.parametrize("url", ["https://example.org/plans", "https://example.org/umi.pdf"])
def test_a_page_that_leads_to_the_file_is_no_download(plan: Plan, url: str) -> None:
    description = replace(plan.source.description, url=url, retrieved="2033-04-02")
    found = to_graph(replace(plan, source=replace(plan.source, description=description)), IRIS, schemes(), VERSION).asserted
    assert {DCAT.accessURL: URIRef(url), SHISAKU.retrievedOn: Literal("2033-04-02", datatype=XSD.date)}.items() <= dict(
        found.predicate_objects(here(FILE))
    ).items()


def test_the_year_of_a_plan_is_a_fiscal_year_that_all_plans_of_its_country_share(graphs: Layers) -> None:
    assert set(graphs.asserted.predicate_objects(YEAR)) == {
        (RDF.type, SHISAKU.FiscalYear),
        (RDFS.label, ja("2033年度（令和15年度）")),
        (RDFS.label, en("FY 2033 (Japan)")),
        (DCAT.startDate, Literal("2033-04-01", datatype=XSD.date)),
        (DCAT.endDate, Literal("2034-03-31", datatype=XSD.date)),
        (SHISAKU.datePrecision, concept("precision", "fiscal-year")),
    }


def test_the_year_of_a_plan_whose_country_is_not_known_has_no_days(plan: Plan) -> None:
    description = Description("umi-2033", year=2033, language="en")
    graph = to_graph(replace(plan, source=replace(plan.source, description=description)), IRIS, schemes(), VERSION).asserted
    assert list(graph.objects(URIRef(PLAN), DCTERMS.temporal)) == [here("period/2033")]
    assert {(RDF.type, SHISAKU.Period), (RDFS.label, Literal("2033"))} < about(graph, "period/2033")
    assert not {DCAT.startDate, DCAT.endDate} & set(graph.predicates(here("period/2033")))


@pytest.mark.parametrize(("issued", "kind"), [("2033-08-31", XSD.date), ("2033-08", XSD.gYearMonth), ("2033", XSD.gYear)])
def test_a_plan_is_issued_when_it_was_published(plan: Plan, issued: str, kind: URIRef) -> None:
    description = replace(plan.source.description, issued=issued)
    graph = to_graph(replace(plan, source=replace(plan.source, description=description)), IRIS, schemes(), VERSION).asserted
    assert list(graph.objects(URIRef(PLAN), DCTERMS.issued)) == [Literal(issued, datatype=kind)]


def test_what_a_person_knows_of_a_plan_is_said_of_it(plan: Plan) -> None:
    description = replace(
        plan.source.description,
        series="umi",
        plan_kind="action-plan",
        adoption="adopted",
        spatial="https://example.org/places/1",
        retired=(("measure/9", ("measure/1", "measure/2")),),
    )
    graph = to_graph(replace(plan, source=replace(plan.source, description=description)), IRIS, schemes(), VERSION).asserted
    assert {
        (SHISAKU.inSeries, URIRef(BASE + "series/umi")),
        (SHISAKU.planKind, concept("plan-kind", "action-plan")),
        (SHISAKU.adoptionStatus, concept("adoption-status", "adopted")),
        (DCTERMS.spatial, URIRef("https://example.org/places/1")),
    } < about(graph, "")
    assert (URIRef(BASE + "series/umi"), RDF.type, SHISAKU.PlanSeries) in graph
    assert about(graph, "measure/9") == {
        (OWL.deprecated, Literal("true", datatype=XSD.boolean)),
        (DCTERMS.isReplacedBy, here("measure/1")),
        (DCTERMS.isReplacedBy, here("measure/2")),
    }


def test_every_layer_is_described(graphs: Layers) -> None:
    for layer in ("asserted", "reconstructed", "inferred", "report"):
        described = about(graphs.asserted, f"graph/{layer}")
        labels = {o for p, o in described if p == RDFS.label}
        assert {label.language for label in labels if isinstance(label, Literal)} == {"ja", "en"}
        assert described - {(RDFS.label, label) for label in labels} == {
            (SHISAKU.layer, LAYER[layer]),
            (DCTERMS.isPartOf, here("dataset")),
        }


def test_the_reading_used_the_text_and_names_its_software_and_its_lexicon(graphs: Layers) -> None:
    described = about(graphs.asserted, "reading")
    (agent,) = [o for p, o in described if p == PROV.wasAssociatedWith]
    assert {(RDF.type, PROV.Activity), (PROV.used, here(TEXT)), (SHISAKU.lexicon, Literal("試し語彙 3"))} <= described
    assert sorted(o.language or "" for p, o in described if p == RDFS.label and isinstance(o, Literal)) == ["en", "ja"]
    assert str(agent).startswith("https://w3id.org/shisaku/software/")
    assert (agent, RDF.type, PROV.SoftwareAgent) in graphs.asserted


def test_the_publisher_is_an_organization_shared_by_all_its_plans(graphs: Layers) -> None:
    assert set(graphs.asserted.predicate_objects(URIRef(BASE + "organization/0000000000002"))) >= {
        (RDF.type, ORG.FormalOrganization),
        (RDFS.label, ja("海業庁")),
        (RDFS.label, en("Blue Economy Agency")),
        (ORG.identifier, Literal("0000000000002")),
    }


def test_a_mark_is_a_concept_of_its_plan_with_its_sign_and_meaning(graphs: Layers, plan: Plan) -> None:
    assert about(graphs.asserted, "mark/2606") == {
        (RDF.type, SHISAKU.Mark),
        (SKOS.notation, Literal("☆")),
        (SKOS.prefLabel, ja("制度")),
        (SKOS.inScheme, here("legend")),
        (SHISAKU.markOf, URIRef(PLAN)),
        (SHISAKU.ordinal, positive(2)),
        (SHISAKU.quotedFrom, text(plan, "☆：制度")),
    }
    assert about(graphs.reconstructed, "mark/2606") == {(SHISAKU.markCategory, CATEGORY.institution)}
    assert (here("legend"), RDF.type, SKOS.ConceptScheme) in graphs.asserted


def test_a_mark_whose_meaning_no_category_carries_is_linked_to_none(graphs: Layers) -> None:
    assert about(graphs.reconstructed, "mark/25b3") == set()


def test_a_pillar_is_printed_right_under_the_plan_and_its_purpose_is_inferred(graphs: Layers, plan: Plan) -> None:
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


def test_a_group_is_asserted_as_printed_and_placed_by_conclusion(graphs: Layers, plan: Plan) -> None:
    assert about(graphs.asserted, "group/1") == {
        (RDF.type, SHISAKU.MeasureGroup),
        (RDFS.label, ja("港のにぎわい")),
        (SHISAKU.ordinal, positive(1)),
        (SHISAKU.quotedFrom, text(plan, "■港のにぎわい")),
    }
    assert about(graphs.reconstructed, "group/1") == {
        (SHISAKU.directPartOf, here("pillar/1")),
        (SHISAKU.inPillar, here("pillar/1")),
        (SHISAKU.inPlan, URIRef(PLAN)),
    }


def test_a_measure_is_asserted_as_printed_and_placed_by_conclusion(graphs: Layers, plan: Plan) -> None:
    assert about(graphs.asserted, "measure/1") == {
        (RDF.type, SHISAKU.Measure),
        (RDFS.label, ja("直売所の整備")),
        (SHISAKU.ordinal, positive(1)),
        (SHISAKU.printedNumber, Literal("１")),
        (SHISAKU.quotedFrom, text(plan, "１ 直売所の整備")),
    }
    assert about(graphs.reconstructed, "measure/1") == {
        (SHISAKU.directPartOf, here("group/1")),
        (SHISAKU.inPillar, here("pillar/1")),
        (SHISAKU.inPlan, URIRef(PLAN)),
    }


def test_a_measure_that_nothing_is_known_of_is_right_under_the_plan(graphs: Layers) -> None:
    assert about(graphs.reconstructed, "measure/2") == {(SHISAKU.directPartOf, URIRef(PLAN)), (SHISAKU.inPlan, URIRef(PLAN))}


def test_an_entry_is_asserted_under_its_measure_with_one_value_a_mark(graphs: Layers, plan: Plan) -> None:
    assert about(graphs.asserted, "measure/1/initiative/2") == {
        (RDF.type, SHISAKU.Initiative),
        (RDFS.label, ja("桟橋の開放とAI予報")),
        (SHISAKU.ordinal, positive(2)),
        (SHISAKU.printedMarks, Literal("◯☆")),
        (SHISAKU.hasMark, here("mark/25cb")),
        (SHISAKU.hasMark, here("mark/2606")),
        (SHISAKU.directPartOf, here("measure/1")),
        (SHISAKU.quotedFrom, text(plan, "◯☆桟橋の開\n放とAI予報")),
    }


def test_a_restated_entry_has_both_types_and_points_to_its_original(graphs: Layers, plan: Plan) -> None:
    printed = about(graphs.asserted, "measure/2/initiative/1")
    assert {(RDF.type, SHISAKU.Initiative), (RDF.type, SHISAKU.RestatedInitiative)} <= printed
    assert (RDFS.label, ja("直売所の新設")) in printed
    assert (SHISAKU.quotedFrom, text(plan, "○直売所の新設（再掲）")) in printed
    assert (SHISAKU.restates, here("measure/1/initiative/1")) in about(graphs.reconstructed, "measure/2/initiative/1")


def test_any_component_may_be_restated_and_bear_marks_and_purposes(plan: Plan) -> None:
    """A measure that is printed again, a heading with a mark, a measure with a purpose: no ministry's habit, but others'."""
    purpose = Purpose("purpose/x", "海を見守る。", Span(3, 9))
    first = Measure("measure/1", 1, "１", "整備", Span(0, 1), marks="☆", details=Details(purposes=(purpose,)))
    again = Measure("measure/2", 2, "２", "整備", Span(1, 2), restated=True)
    made = replace(plan.identifications[0], component="measure/2", original="measure/1", rivals=())
    small = replace(plan, parts=(first, again), placements=(), identifications=(made,))
    found = to_graph(small, IRIS, schemes(), VERSION)
    assert {
        (SHISAKU.hasMark, here("mark/2606")),
        (SHISAKU.printedMarks, Literal("☆")),
        (SHISAKU.hasPurpose, here("purpose/x")),
    } < about(found.asserted, "measure/1")
    assert (RDF.type, SHISAKU.RestatedComponent) in about(found.asserted, "measure/2")
    assert (SHISAKU.restates, here("measure/1")) in about(found.reconstructed, "measure/2")


def test_an_entry_that_is_not_restated_is_no_restated_initiative(graphs: Layers) -> None:
    assert set(graphs.asserted.subjects(RDF.type, SHISAKU.RestatedInitiative)) == {here("measure/2/initiative/1")}


def test_a_purpose_is_its_text_and_its_place_without_a_label(graphs: Layers, plan: Plan) -> None:
    assert about(graphs.asserted, "purpose/pillar-1") == {
        (RDF.type, SHISAKU.Purpose),
        (SHISAKU.text, ja("漁港を人の集まる場にする。")),
        (SHISAKU.quotedFrom, text(plan, "漁港を人の集まる場に\nする。")),
    }


def test_a_span_has_both_selectors_each_with_an_iri(graphs: Layers, plan: Plan) -> None:
    printed = "漁港を人の集まる場に\nする。"
    start = plan.source.text.index(printed)
    end = start + len(printed)
    path = f"{TEXT}/{start}-{end}"
    assert about(graphs.asserted, path) == {
        (RDF.type, SHISAKU.TextSpan),
        (OA.hasSource, here(TEXT)),
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


def test_every_quote_is_the_slice_that_its_offsets_mean(graphs: Layers, plan: Plan) -> None:
    spans = list(graphs.asserted.subjects(RDF.type, SHISAKU.TextSpan))
    assert len(spans) > 15
    for span in spans:
        found = re.fullmatch(r".*/text/[0-9a-f]+/([0-9]+)-([0-9]+)", str(span))
        assert found is not None
        start, end = int(found[1]), int(found[2])
        position, quote = URIRef(f"{span}/position"), URIRef(f"{span}/quote")
        assert graphs.asserted.value(position, OA.start) == offset(start)
        assert graphs.asserted.value(position, OA.end) == offset(end)
        assert graphs.asserted.value(quote, OA.exact) == Literal(plan.source.text[start:end])


def test_page_artefacts_and_unread_text_are_spans_of_their_own_kind(graphs: Layers, plan: Plan) -> None:
    assert set(graphs.asserted.subjects(RDF.type, SHISAKU.Furniture)) == {text(plan, "- 1 -")}
    assert set(graphs.asserted.subjects(RDF.type, SHISAKU.UnreadText)) == {text(plan, "あとがき")}
    assert (text(plan, "あとがき"), RDF.type, SHISAKU.TextSpan) in graphs.asserted


def test_a_topic_is_inferred_for_the_component_and_anchored_where_it_is_printed(graphs: Layers, plan: Plan) -> None:
    component, span = here("measure/1/initiative/2"), text(plan, "◯☆桟橋の開\n放とAI予報")
    assert set(graphs.reconstructed.objects(component, SHISAKU.hasTopic)) == {TOPIC.ai, TOPIC["opening-up"]}
    for topic, words in ((TOPIC.ai, "AI"), (TOPIC["opening-up"], "桟橋の開\n放")):
        mention = text(plan, words)
        assert set(graphs.reconstructed.predicate_objects(mention)) == {
            (SHISAKU.mentionsTopic, topic),
            (SHISAKU.withinSpan, span),
        }
        assert (mention, RDF.type, SHISAKU.TextSpan) in graphs.asserted


def test_a_placement_gives_its_reasons_its_rivals_and_its_confidence(graphs: Layers, plan: Plan) -> None:
    assert about(graphs.reconstructed, "placement/measure/1") == {
        (RDF.type, SHISAKU.Placement),
        (SHISAKU.concludedOf, here("measure/1")),
        (SHISAKU.concludedProperty, SHISAKU.directPartOf),
        (SHISAKU.concludedValue, here("group/1")),
        (SHISAKU.places, here("measure/1")),
        (SHISAKU.under, here("group/1")),
        (SHISAKU.hasEvidence, here("placement/measure/1/evidence/1")),
        (SHISAKU.hasEvidence, here("placement/measure/1/evidence/2")),
        (SHISAKU.rejectedAlternative, here("placement/measure/1/rejected/1")),
        (SHISAKU.basis, BASIS["number-continuity"]),
        (SHISAKU.basis, BASIS["text-block"]),
        (SHISAKU.confidence, decimal(f"{0.955:.2f}")),
        (SHISAKU.evidenceSpan, text(plan, "２ 海の見守り")),
        (SHISAKU.rival, here("pillar/1")),
        (RDFS.comment, ja("番号が続く。同じ段にある")),
        (RDFS.comment, en("the numbers run on; same block of text")),
        (PROV.wasGeneratedBy, here("reading")),
    }
    assert about(graphs.reconstructed, "placement/measure/1/rejected/1") == {
        (RDF.type, SHISAKU.RejectedConclusion),
        (SHISAKU.concludedOf, here("measure/1")),
        (SHISAKU.concludedProperty, SHISAKU.directPartOf),
        (SHISAKU.concludedValue, here("pillar/1")),
        (SHISAKU.confidence, decimal("0.04")),
    }


def test_each_piece_of_evidence_has_its_kind_its_words_and_its_place(graphs: Layers, plan: Plan) -> None:
    assert about(graphs.reconstructed, "placement/measure/1/evidence/1") == {
        (RDF.type, SHISAKU.Evidence),
        (SHISAKU.evidenceKind, BASIS["number-continuity"]),
        (SHISAKU.evidencePlace, text(plan, "２ 海の見守り")),
        (RDFS.comment, ja("番号が続く")),
        (RDFS.comment, en("the numbers run on")),
    }
    assert not {SHISAKU.evidencePlace} & set(graphs.reconstructed.predicates(here("placement/measure/1/evidence/2")))


def test_a_purpose_is_inferred_to_be_that_of_its_pillar(graphs: Layers) -> None:
    assert {
        (SHISAKU.concludedOf, here("purpose/pillar-1")),
        (SHISAKU.concludedProperty, SHISAKU.purposeOf),
        (SHISAKU.concludedValue, here("pillar/1")),
    } < about(graphs.reconstructed, "placement/purpose/pillar-1")


def test_a_placement_under_the_plan_names_the_plan_itself(graphs: Layers) -> None:
    assert (SHISAKU.under, URIRef(PLAN)) in about(graphs.reconstructed, "placement/measure/2")


def test_an_identification_names_both_entries_and_its_reasons(graphs: Layers, plan: Plan) -> None:
    assert about(graphs.reconstructed, "identification/measure/2/initiative/1") == {
        (RDF.type, SHISAKU.Identification),
        (SHISAKU.concludedOf, here("measure/2/initiative/1")),
        (SHISAKU.concludedProperty, SHISAKU.restates),
        (SHISAKU.concludedValue, here("measure/1/initiative/1")),
        (SHISAKU.identifies, here("measure/2/initiative/1")),
        (SHISAKU.original, here("measure/1/initiative/1")),
        (SHISAKU.restatementKind, RESTATEMENT.exact),
        (SHISAKU.hasEvidence, here("identification/measure/2/initiative/1/evidence/1")),
        (SHISAKU.rejectedAlternative, here("identification/measure/2/initiative/1/rejected/1")),
        (SHISAKU.basis, BASIS["same-text"]),
        (SHISAKU.confidence, decimal("0.99")),
        (SHISAKU.evidenceSpan, text(plan, "直売所の新設")),
        (SHISAKU.rival, here("measure/1/initiative/2")),
        (RDFS.comment, ja("同じ文言")),
        (RDFS.comment, en("same words")),
        (PROV.wasGeneratedBy, here("reading")),
    }


# -- what holds of all of them -----------------------------------------------------------------------------------------


def test_there_is_no_blank_node(graphs: Layers) -> None:
    for graph in (graphs.asserted, graphs.reconstructed):
        assert not [triple for triple in graph if any(isinstance(node, BNode) for node in triple)]


def test_every_iri_is_ascii_without_blanks(graphs: Layers) -> None:
    for graph in (graphs.asserted, graphs.reconstructed):
        iris = {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
        assert {iri for iri in iris if not re.fullmatch(r"[!#-;=?-\[\]_a-z~%]+", iri)} == set()


def test_the_layers_share_no_triple(graphs: Layers) -> None:
    assert len(graphs.asserted) > 100
    assert not set(graphs.asserted) & set(graphs.reconstructed)


def test_what_is_printed_says_nothing_that_was_inferred(graphs: Layers) -> None:
    concluded = {
        SHISAKU.restates, SHISAKU.restatementKind, SHISAKU.hasTopic, SHISAKU.mentionsTopic, SHISAKU.withinSpan, SHISAKU.confidence,
        SHISAKU.basis, SHISAKU.places, SHISAKU.under, SHISAKU.rival, SHISAKU.evidenceSpan, SHISAKU.markCategory, SHISAKU.identifies,
    }  # fmt: skip
    assert set(graphs.asserted.predicates()) & concluded == set()


def test_what_was_inferred_repeats_no_printed_words_numbers_or_places(graphs: Layers) -> None:
    printed = {
        RDFS.label, SHISAKU.text, SHISAKU.ordinal, SHISAKU.printedNumber, SHISAKU.printedMarks, SHISAKU.hasMark, SHISAKU.quotedFrom,
        OA.exact, OA.start, OA.end, OA.hasSelector, SHISAKU.sourceText,
    }  # fmt: skip
    assert set(graphs.reconstructed.predicates()) & printed == set()
    assert set(graphs.reconstructed.objects(None, RDF.type)) == {
        SHISAKU.Placement, SHISAKU.Identification, SHISAKU.RejectedConclusion, SHISAKU.Evidence,
    }  # fmt: skip


def test_shortcuts_are_stated_for_all_that_they_are_true_of(graphs: Layers, plan: Plan) -> None:
    whole = graphs.asserted + graphs.reconstructed
    entries = {here(entry.key): here(entry.key.rpartition("/initiative/")[0]) for entry in plan.initiatives}
    assert set(whole.subject_objects(SHISAKU.inMeasure)) == set(entries.items())
    below = {"group/1", "measure/1", "measure/1/initiative/1", "measure/1/initiative/2"}
    assert set(whole.subject_objects(SHISAKU.inPillar)) == {(here(key), here("pillar/1")) for key in below}
    assert set(whole.subject_objects(SHISAKU.inPlan)) == {(here(component.key), URIRef(PLAN)) for component, _ in plan.walk()}


def test_every_component_has_exactly_one_parent(graphs: Layers, plan: Plan) -> None:
    whole = graphs.asserted + graphs.reconstructed
    for component, _ in plan.walk():
        assert len(list(whole.objects(here(component.key), SHISAKU.directPartOf))) == 1, component.key


def test_the_same_plan_gives_the_same_triples(plan: Plan, graphs: Layers) -> None:
    again = to_graph(plan, IRIS, schemes(), VERSION, LICENCE)
    assert set(again.asserted) == set(graphs.asserted)
    assert set(again.reconstructed) == set(graphs.reconstructed)


def test_the_base_only_changes_the_iris(plan: Plan, graphs: Layers) -> None:
    other = to_graph(plan, replace(IRIS, base="http://localhost/"), schemes(), VERSION, LICENCE)
    moved = {tuple(str(node).replace(BASE, "http://localhost/") for node in triple) for triple in graphs.asserted}
    assert {tuple(str(node) for node in triple) for triple in other.asserted} == moved


@pytest.mark.parametrize("sign", ["○", "◯", "〇"])
@pytest.mark.parametrize("explained", ["○", "◯", "〇"])
def test_the_three_circles_are_one_mark(plan: Plan, sign: str, explained: str) -> None:
    entry = Initiative("measure/1/initiative/1", 1, sign, "直売所の新設", Span(0, 1))
    measure = Measure("measure/1", 1, "１", "直売所の整備", Span(1, 2), (entry,))
    small = replace(plan, parts=(measure,), legend=(LegendEntry(explained, "予算", None),), placements=(), identifications=())
    graph = to_graph(small, IRIS, schemes(), VERSION).asserted
    assert set(graph.objects(here("measure/1/initiative/1"), SHISAKU.hasMark)) == {here("mark/25cb")}
    assert graph.value(here("measure/1/initiative/1"), SHISAKU.printedMarks) == Literal(sign)
    assert graph.value(here("mark/25cb"), SKOS.notation) == Literal(explained)


def test_an_entry_without_marks_says_nothing_of_marks(plan: Plan) -> None:
    entry = Initiative("measure/1/initiative/1", 1, "", "直売所の新設", Span(0, 1))
    small = replace(plan, parts=(Measure("measure/1", 1, "１", "整備", Span(1, 2), (entry,)),), placements=(), identifications=())
    graph = to_graph(small, IRIS, schemes(), VERSION).asserted
    assert not {SHISAKU.hasMark, SHISAKU.printedMarks} & set(graph.predicates(here("measure/1/initiative/1")))


def test_a_mark_that_the_legend_does_not_explain_is_named_after_its_sign(plan: Plan) -> None:
    small = replace(plan, legend=(*plan.legend, LegendEntry("◇", None, None)))
    graphs = to_graph(small, IRIS, schemes(), VERSION)
    assert graphs.asserted.value(here("mark/25c7"), SKOS.prefLabel) == ja("◇")
    assert list(graphs.asserted.objects(here("mark/25c7"), SHISAKU.quotedFrom)) == []
    assert about(graphs.reconstructed, "mark/25c7") == set()


def test_what_is_not_known_is_not_stated(plan: Plan) -> None:
    bare = Source(plan.source.text, "x.txt", Description("bare"), "00", "utf-8")
    small = Plan(bare, "bare", None, None, (), (), (), ())
    graph = to_graph(small, replace(IRIS, plan_id="bare"), schemes(), VERSION).asserted
    subject = URIRef(BASE + "bare")
    assert set(graph.predicates(subject)) == {RDF.type, RDFS.label, DCTERMS.source, VOID.inDataset}
    assert set(graph.predicates(URIRef(f"{BASE}bare/{FILE}"))) == {RDF.type, DCAT.mediaType, SHISAKU.sha256}


def test_a_publisher_without_a_corporate_number_belongs_to_the_plan_alone(plan: Plan) -> None:
    description = Description("umi-2033", publishers=(Publisher("磯村"), Publisher("岬村", iri="https://example.org/misaki")))
    small = replace(plan, source=replace(plan.source, description=description))
    graph = to_graph(small, IRIS, schemes(), VERSION).asserted
    own = here(f"publisher/{digest('磯村')}")
    assert set(graph.objects(URIRef(PLAN), DCTERMS.publisher)) == {own, URIRef("https://example.org/misaki")}
    assert (RDFS.label, ja("磯村")) in set(graph.predicate_objects(own))
