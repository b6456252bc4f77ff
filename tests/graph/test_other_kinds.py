"""Plans that are no slides: a budget and a charter in English are mapped whole, conform without a finding, and come back from Turtle."""

import json
from dataclasses import replace
from io import StringIO

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, XSD
from rdflib.term import Node
from tests.exporting import export
from tests.graph.plans import budget, charter, paged

from shisaku.graph.page_regions import page_fragments
from shisaku.graph.text_language import tagged
from shisaku.model.details import Details, Passage
from shisaku.model.language import language_of
from shisaku.model.plan import Measure, Plan
from shisaku.model.source import PrintedLine, Span
from shisaku.pipeline import Build, Context, build
from shisaku.project import Project
from shisaku.rdf.namespaces import DEFAULT_BASE, OA, SHISAKU
from shisaku.rdf.quads import ntriples
from shisaku.shacl.validation import check

PLANS = {"budget": budget(), "charter": charter(), "paged budget": paged(budget()), "paged charter": paged(charter())}


@pytest.fixture(scope="module")
def built(context: Context) -> dict[str, Build]:
    return {name: build(plan, context) for name, plan in PLANS.items()}


def stated(build: Build, key: str, name: str) -> set[Node]:
    """The values of one of our properties."""
    return set(build.graph.objects(build.iris.of(key), SHISAKU[name]))


def ja(*words: str) -> set[Node]:
    return {Literal(word, lang="ja") for word in words}


def en(*words: str) -> set[Node]:
    return {Literal(word, lang="en") for word in words}


def yen(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)


def figures(build: Build, key: str) -> set[tuple[str, int | None, str]]:
    """The sums of an element: as printed, in yen, and the number of their fiscal year."""
    graph, found = build.graph, set()
    for figure in stated(build, key, "hasBudgetFigure"):
        amount, year = graph.value(figure, SHISAKU.amount), graph.value(figure, SHISAKU.forPeriod)
        printed = str(graph.value(figure, SHISAKU.printedForm))
        found.add((printed, None if amount is None else int(str(amount)), str(year).rpartition("/")[2]))
    return found


# -- nothing is wrong with them ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_of_another_kind_conforms_without_a_finding(name: str, built: dict[str, Build]) -> None:
    assert [(finding.rule, finding.message.verbatim("en")) for finding in built[name].findings] == []


@pytest.mark.parametrize("name", PLANS)
def test_every_character_of_the_hand_made_plan_is_claimed_once(name: str) -> None:
    plan, at = PLANS[name], 0
    for span in plan.claimed():
        assert not plan.source.text[at : span.start].strip()
        assert span.start >= at
        at = span.end
    assert not plan.source.text[at:].strip()


@pytest.mark.parametrize("name", PLANS)
def test_what_is_written_as_turtle_is_what_comes_back(name: str, built: dict[str, Build]) -> None:
    made = built[name]
    text = export(made.layers, made.graph, made.iris.plan, {}, "turtle")
    assert set(Graph().parse(StringIO(text), format="turtle")) == set(made.graph)
    assert len(list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))) == len(made.graph)


@pytest.mark.parametrize("name", PLANS)
def test_what_is_written_as_json_ld_is_what_comes_back(name: str, built: dict[str, Build], project: Project) -> None:
    made = built[name]
    names = json.loads(project.context.read_text(encoding="utf-8"))
    text = export(made.layers, made.graph, made.iris.plan, names, "json-ld")
    triples = {(str(q.subject), str(q.predicate), str(q.object)) for q in ox.parse(text.encode(), format=ox.RdfFormat.JSON_LD)}
    expected = ox.parse(ntriples(made.graph).encode(), format=ox.RdfFormat.N_TRIPLES)
    assert triples == {(str(q.subject), str(q.predicate), str(q.object)) for q in expected}


def test_paragraphs_and_tags_of_one_language_are_in_a_list_in_json_ld(built: dict[str, Build], project: Project) -> None:
    made = built["budget"]
    names = json.loads(project.context.read_text(encoding="utf-8"))
    text = export(made.layers, made.graph, made.iris.plan, names, "json-ld")
    nodes: dict[str, dict[str, object]] = {}
    json.loads(text, object_hook=lambda node: nodes.setdefault(node["id"], node) if len(node) > 1 and "id" in node else node)
    reported = {
        name: nodes[str(made.iris.of(name))]
        for name in ("group/2/initiative/1", "measure/1/initiative/1", "measure/2/initiative/1")
    }
    assert [node.get("printedTag") for node in reported.values()] == [{"ja": ["拡充", "継続"]}, {"ja": "新規"}, None]
    assert reported["measure/2/initiative/1"]["budgetAmount"] == "-1200000"


@pytest.mark.parametrize("name", PLANS)
def test_there_is_no_blank_node_and_no_iri_that_is_not_ascii(name: str, built: dict[str, Build]) -> None:
    nodes = {node for triple in built[name].graph for node in triple if not isinstance(node, Literal)}
    assert all(isinstance(node, URIRef) and str(node).isascii() for node in nodes)


# -- sums, departments, tags, references -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "printed", "sum_in_yen"),
    [
        ("pillar/1", "9,000千円", 9_000_000),
        ("measure/1", "3,500千円", 3_500_000),
        ("measure/1/initiative/2", "約50 万円", 500_000),
        ("measure/2/initiative/1", "△1,200千円", -1_200_000),
        ("group/2/initiative/1", "700千円", 700_000),
        ("initiative/1", "1,000千円", 1_000_000),
    ],
)
def test_a_sum_is_reported_in_yen_and_as_printed(key: str, printed: str, sum_in_yen: int, built: dict[str, Build]) -> None:
    assert stated(built["budget"], key, "budgetAmount") == {yen(sum_in_yen)}
    assert (printed, sum_in_yen, "2041") in figures(built["budget"], key)


@pytest.mark.parametrize("key", ["measure/1/initiative/3", "group/4"])
def test_of_a_sum_without_an_amount_only_the_printed_word_is_reported(key: str, built: dict[str, Build]) -> None:
    assert figures(built["budget"], key) == {("事項要求", None, "2041")}
    assert stated(built["budget"], key, "budgetAmount") == set()


def test_the_sum_of_the_year_before_is_distinguished_from_that_of_this_year(built: dict[str, Build]) -> None:
    entry = "measure/1/initiative/1"
    assert figures(built["budget"], entry) == {("3,000千円", 3_000_000, "2041"), ("2,400千円", 2_400_000, "2040")}
    assert stated(built["budget"], entry, "budgetAmount") == {yen(3_000_000)}


def test_only_what_is_printed_as_approximate_is_said_to_be_so(built: dict[str, Build]) -> None:
    made = built["budget"]
    true = Literal("true", datatype=XSD.boolean)
    approximate = dict(made.graph.subject_objects(SHISAKU.approximate))
    assert set(approximate.values()) == {true}
    assert {str(made.graph.value(figure, SHISAKU.printedForm)) for figure in approximate} == {"約50 万円", "約800千円"}


def test_each_department_tag_and_reference_is_a_value_of_its_own(built: dict[str, Build]) -> None:
    made = built["budget"]
    assert stated(made, "measure/1/initiative/2", "department") == ja("港湾課", "商工課")
    assert stated(made, "group/2/initiative/1", "tag") == ja("拡充", "継続")
    (reference,) = stated(made, "measure/1", "hasReference")
    assert set(made.graph.objects(reference, SHISAKU.printedForm)) == ja("公約1-①")
    assert stated(made, "measure/2", "department") == set()


def test_the_name_of_a_department_is_no_topic_of_what_it_is_in_charge_of(built: dict[str, Build], context: Context) -> None:
    made = built["budget"]
    (prevention,) = context.ontology.vocabulary.mentions("防災課")
    assert prevention.topic not in stated(made, "measure/3", "hasTopic")
    assert stated(made, "measure/3", "hasTopic") == {
        mention.topic for mention in context.ontology.vocabulary.mentions("岸壁の点検")
    }


def test_what_is_printed_beside_the_words_is_asserted_and_not_inferred(built: dict[str, Build]) -> None:
    made = built["budget"]
    for name in (
        "budgetAmount",
        "hasBudgetFigure",
        "department",
        "hasResponsibility",
        "tag",
        "hasReference",
        "description",
        "hasDescription",
    ):
        assert list(made.asserted.subject_objects(SHISAKU[name])), name
        assert not list(made.reconstructed.subject_objects(SHISAKU[name])), name


# -- descriptions ------------------------------------------------------------------------------------------------------


def test_a_description_is_a_value_a_paragraph_each_with_its_place(built: dict[str, Build]) -> None:
    made = built["budget"]
    measure = PLANS["budget"].find("measure/1")
    assert isinstance(measure, Measure)
    assert stated(made, "measure/1", "description") == ja(
        "店の減った朝市に、若い漁師の出店を呼び込む。", "出店料は、三年のあいだ半額とする。"
    )
    described = sorted(stated(made, "measure/1", "hasDescription"), key=lambda one: str(made.graph.value(one, SHISAKU.ordinal)))
    places = [set(made.graph.objects(one, SHISAKU.quotedFrom)) for one in described]
    assert places == [{made.iris.span(passage.span)} for passage in measure.details.description]


def test_the_plan_itself_is_described(built: dict[str, Build]) -> None:
    assert stated(built["budget"], "", "description") == ja("新しい年度は、港と暮らしを支える事業に力を注ぐ。")
    assert len(stated(built["budget"], "", "hasDescription")) == 1


def test_the_place_of_a_description_is_not_the_place_of_the_words_themselves(built: dict[str, Build]) -> None:
    for name in PLANS:
        graph = built[name].graph
        described = {
            place for one in graph.objects(None, SHISAKU.hasDescription) for place in graph.objects(one, SHISAKU.quotedFrom)
        }
        own = {place for one in graph.subjects(SHISAKU.directPartOf) for place in graph.objects(one, SHISAKU.quotedFrom)}
        assert described
        assert not own & described


def test_a_description_that_is_not_what_is_printed_there_is_found(context: Context) -> None:
    plan = PLANS["budget"]
    wrong = tuple(replace(passage, text="港と暮しを支える。") for passage in plan.details.description)
    rules = {finding.rule for finding in build(replace(plan, details=Details(description=wrong)), context).findings}
    assert rules == {"check/wording-is-printed"}


@pytest.mark.parametrize("between", ["\nささ\n", "\n\n- 3 -\n\n", "\n\n- 3 -\n\n笹の里の計画\n\n", "\n\f\np. 3\n \n"])
def test_what_is_between_the_lines_of_a_description_is_no_word_of_it(context: Context, between: str) -> None:
    assert "check/wording-is-printed" not in rules_with(between, context)


@pytest.mark.parametrize("between", ["\n\n- 3 -\n", "\n笹の里\n"])
def test_other_words_between_the_lines_are_missed_in_the_description(context: Context, between: str) -> None:
    assert "check/wording-is-printed" in rules_with(between, context)


def rules_with(between: str, context: Context) -> set[str]:
    """What is found where other text stands between two lines of a description."""
    plan = PLANS["budget"]
    words = "新しい年度は、港と暮らしを支える\n"
    moved = replace(plan.source, text=plan.source.text.replace(words, words.replace("\n", between)))
    (passage,) = plan.details.description
    longer = Passage(passage.text, Span(passage.span.start, passage.span.end + len(between) - 1))
    assert moved.quote(longer.span) == f"新しい年度は、港と暮らしを支える{between}事業に力を注ぐ。"
    made = build(
        replace(
            plan, source=moved, details=Details(description=(longer,)), parts=(), placements=(), identifications=(), furniture=()
        ),
        context,
    )
    return {finding.rule for finding in made.findings}


def test_a_reading_that_names_no_lexicon_states_none(context: Context) -> None:
    made = build(replace(PLANS["budget"], lexicon=""), context)
    assert list(made.graph.subject_objects(SHISAKU.lexicon)) == []
    assert made.findings == ()


def test_a_description_that_reaches_into_a_heading_is_found(context: Context) -> None:
    plan = PLANS["budget"]
    (passage,) = plan.details.description
    longer = Passage(passage.text, Span(passage.span.start, passage.span.end + 6))
    rules = {finding.rule for finding in build(replace(plan, details=Details(description=(longer,))), context).findings}
    assert rules == {"check/claimed-spans-do-not-overlap", "check/every-character-is-claimed"}


# -- headings, numbers, entries at every level -------------------------------------------------------------------------


def test_an_entry_is_below_whatever_heads_it(built: dict[str, Build]) -> None:
    made = built["budget"]
    for key, parent in (("measure/1/initiative/1", "measure/1"), ("group/2/initiative/1", "group/2"), ("pillar/2/initiative/1", "pillar/2"),
                        ("initiative/1", "")):  # fmt: skip
        assert stated(made, key, "directPartOf") == {made.iris.of(parent)}


def test_groups_nest_and_all_below_a_pillar_is_in_it(built: dict[str, Build]) -> None:
    made = built["budget"]
    for key in ("group/1", "group/2", "group/3", "measure/1", "measure/1/initiative/1", "group/2/initiative/1"):
        assert (made.iris.of(key), SHISAKU.inPillar, made.iris.of("pillar/1")) in made.graph + made.inferred


@pytest.mark.parametrize(
    ("key", "printed"), [("group/2", "①"), ("group/3", "ア"), ("measure/4", "1"), ("initiative/1", "事業８")]
)
def test_a_number_is_reported_as_printed_at_every_level(key: str, printed: str, built: dict[str, Build]) -> None:
    assert stated(built["budget"], key, "printedNumber") == {Literal(printed)}


def test_what_prints_no_number_has_none(built: dict[str, Build]) -> None:
    assert stated(built["charter"], "pillar/1", "printedNumber") == set()
    assert stated(built["budget"], "measure/3/initiative/2", "printedNumber") == set()


@pytest.mark.parametrize(
    ("key", "misread"),
    [("measure/4", "3"), ("group/4", "（４）"), ("measure/2", "２－５"), ("initiative/1", "事業９"), ("group/3", "オ")],
)
def test_a_number_that_agrees_with_no_way_of_counting_is_found(key: str, misread: str, context: Context) -> None:
    made = build(PLANS["budget"], context)
    numbers = next(rule for rule in context.checks if rule.name == "printed-number-agrees-with-ordinal")
    data = made.graph
    data.set((made.iris.of(key), SHISAKU.printedNumber, Literal(misread)))
    assert made.iris.of(key) in {URIRef(str(finding.subject)) for finding in check(data, Graph(), (numbers,))}


# -- language ----------------------------------------------------------------------------------------------------------


def test_every_text_of_a_charter_in_english_is_tagged_as_english(built: dict[str, Build]) -> None:
    made = built["charter"]
    assert stated(made, "measure/1", "description") == en("Walkers may reach every bank. Gates are taken down.")
    assert set(made.graph.objects(made.iris.plan, RDFS.label)) == en("Charter for the Rivers of Alder County")
    for component, _ in PLANS["charter"].walk():
        assert set(made.graph.objects(made.iris.of(component.key), RDFS.label)) == en(component.label)


def test_labels_in_latin_letters_of_a_plan_in_japanese_stay_japanese(context: Context) -> None:
    measure = Measure("measure/1", 1, "1", "EBPM", Span(0, 4))
    made = build(replace(PLANS["budget"], parts=(measure,), placements=()), context)
    assert set(made.graph.objects(made.iris.of("measure/1"), RDFS.label)) == ja("EBPM")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "ja"), ("2041 --- 3", "ja"), ("Rivers and roads", "en"), ("港を生かす", "ja"), ("カナ", "ja"), ("ｶﾅ", "ja"), ("DXとEBPM", "ja"),
        ("The council met in 港, the harbour quarter, and spoke of lamps, lanes and ledges.", "en"),
        ("Digital Garden City 田園都市", "ja"), ("Renforcer les services de la ville et du port", ""),
        ("Die Stadt und der Hafen", ""), ("숲과 바다를 지키는 계획", "ko"), ("산림청(山林廳) 계획", "ko"), ("Ports, roads", "en"),
    ],
)  # fmt: skip
def test_a_language_is_detected_by_letters_and_in_latin_letters_by_short_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_japanese_words_in_an_english_plan_are_tagged_as_japanese() -> None:
    assert tagged("港まつり", "en") == Literal("港まつり", lang="ja")
    assert tagged("Harbour Day", "en") == Literal("Harbour Day", lang="en")
    assert tagged("Le port", "") == Literal("Le port")
    assert tagged("Le port", "fr") == Literal("Le port", lang="fr")
    assert tagged("山林廳", "ko") == Literal("山林廳", lang="ko")
    assert tagged("", "en") is None
    assert tagged(None, "ja") is None


# -- pages -------------------------------------------------------------------------------------------------------------


def regions(made: Build, span: Span) -> set[str]:
    """The fragments of the file that a span of the text is shown in."""
    found, graph = set(), made.graph
    for region in graph.objects(made.iris.span(span), SHISAKU.pageRegion):
        assert (region, RDF.type, SHISAKU.SourceRegion) in graph
        assert set(graph.objects(region, OA.hasSource)) == {made.iris.file}
        (selector,) = graph.objects(region, OA.hasSelector)
        assert (selector, RDF.type, OA.FragmentSelector) in graph
        assert set(graph.objects(selector, DCTERMS.conformsTo)) == {URIRef("http://www.rfc-editor.org/rfc/rfc8118")}
        found.add(str(graph.value(selector, RDF.value)))
    return found


def test_a_place_on_a_page_is_a_page_and_a_rectangle(built: dict[str, Build]) -> None:
    plan = PLANS["paged budget"]
    pillar = plan.pillars[0]
    width = 10 * len(plan.source.quote(pillar.span))
    assert regions(built["paged budget"], pillar.span) == {f"page=1&viewrect=72,130,{width},12.5"}


def test_the_rectangle_holds_every_line_that_the_words_are_on(built: dict[str, Build]) -> None:
    (passage,) = PLANS["paged budget"].details.description
    assert regions(built["paged budget"], passage.span) == {"page=1&viewrect=72,88,160,26.5"}


def test_words_that_run_over_a_page_have_a_region_a_page() -> None:
    one = PrintedLine(Span(0, 5), 1, (10, 700.25, 110.5, 712), 0, 10, bold=False)
    two = PrintedLine(Span(6, 9), 2, (10, 60, 60, 72), 1, 10, bold=False)
    three = PrintedLine(Span(10, 20), 2, (-0.004, 74, 90.006, 86), 1, 10, bold=False)
    assert page_fragments((one, two, three), Span(3, 8)) == {
        1: "page=1&viewrect=10,700.25,100.5,11.75",
        2: "page=2&viewrect=10,60,50,12",
    }
    assert page_fragments((one, two, three), Span(7, 12))[2] == "page=2&viewrect=0,60,90.01,26"
    assert page_fragments((one, two, three), Span(5, 6)) == {}


def test_plain_text_has_no_pages(built: dict[str, Build]) -> None:
    assert list(built["budget"].graph.subjects(RDF.type, OA.FragmentSelector)) == []
    assert len(list(built["paged budget"].graph.subjects(RDF.type, OA.FragmentSelector))) > 20


def test_pages_add_regions_and_change_nothing_else(built: dict[str, Build]) -> None:
    more = set(built["paged budget"].graph) - set(built["budget"].graph)
    assert {p for _, p, _ in more} == {SHISAKU.pageRegion, OA.hasSource, OA.hasSelector, RDF.type, DCTERMS.conformsTo, RDF.value}
    assert not set(built["budget"].graph) - set(built["paged budget"].graph)


def test_the_iris_are_those_of_the_keys(built: dict[str, Build]) -> None:
    for component, _ in PLANS["budget"].walk():
        assert (URIRef(f"{DEFAULT_BASE}misaki-2041/{component.key}"), None, None) in built["budget"].graph


def test_a_plan_is_the_same_value_however_it_is_laid_out() -> None:
    plan: Plan = PLANS["paged budget"]
    assert plan.parts == PLANS["budget"].parts
