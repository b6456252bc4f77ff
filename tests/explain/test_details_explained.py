"""Why a detail is there: its words and where they are printed, the line of the settings that says so, or the evidence of a conclusion."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF
from tests.graph.town import TEXT, retired, town

from shisaku.errors import QueryError
from shisaku.explain.explanation_data import ExplanationData, ReadPlan
from shisaku.explain.explanation_text import Rendering
from shisaku.explain.explanation_tree import COMPUTED, SETTINGS, Explanation, explain
from shisaku.explain.naming import ResourceNames
from shisaku.explain.recorded_conclusions import Conclusions
from shisaku.graph.mapping import to_graph
from shisaku.model.details import BudgetFigure
from shisaku.model.plan import Plan
from shisaku.pipeline import Context
from shisaku.project import Project
from shisaku.rdf.namespaces import ASSERTED, DEFAULT_BASE, RECONSTRUCTED, SHISAKU, PlanIris
from shisaku.rdf.triples import Triple
from shisaku.rdf.turtle_locations import turtle_places

SETTINGS_TEXT = """\
year = 2025
plan_kind = "comprehensive-strategy"
issued = "2025-03"

[retired]
"measure/9" = "measure/1"

[[budget]]
of = 2
printed = "9,000円"
"""
Why = Callable[[Triple], Explanation]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The town's plan as a file, with a sum that only its settings know."""
    folder = tmp_path_factory.mktemp("haru")
    (folder / "haru.txt").write_text(TEXT, encoding="utf-8")
    (folder / "haru.toml").write_text(SETTINGS_TEXT, encoding="utf-8")
    made = retired(town())
    (pillar,) = made.pillars
    first, second = made.measures
    second = replace(second, details=replace(second.details, budget=(BudgetFigure("9,000円"),)))
    source = replace(made.source, path=str(folder / "haru.txt"))
    return replace(made, source=source, parts=(replace(pillar, parts=(first, second)),))


@pytest.fixture(scope="module")
def iris(plan: Plan) -> PlanIris:
    return PlanIris.of_plan(DEFAULT_BASE, plan)


@pytest.fixture(scope="module")
def material(plan: Plan, iris: PlanIris, context: Context, project: Project) -> ExplanationData:
    layers = to_graph(plan, iris, context.ontology.vocabulary, context.ontology.version)
    read_plan = ReadPlan(plan, iris, layers.asserted, layers.reconstructed)
    return ExplanationData((read_plan,), (), tuple(turtle_places(path) for path in project.terms), ())


@pytest.fixture(scope="module")
def why(material: ExplanationData) -> Why:
    def explained(triple: Triple) -> Explanation:
        found = explain(triple, material)
        assert found is not None
        return found

    return explained


def test_every_statement_of_a_printed_detail_is_explained_by_its_words_and_their_place(
    material: ExplanationData, why: Why
) -> None:
    (read_plan,) = material.plans
    printed = list(read_plan.asserted.subject_objects(SHISAKU.printedForm))
    assert len(printed) > 15
    for detail, words in printed:
        found = why((detail, SHISAKU.printedForm, words))
        if str(words) == "9,000円":
            continue
        assert found.layer == ASSERTED
        (place,) = found.places
        assert place.text[place.column - 1 :].startswith(str(words))
        assert place.length == len(str(words))
        for triple in read_plan.asserted.triples((detail, None, None)):
            assert why(triple).layer == ASSERTED, triple


def test_a_detail_that_only_the_settings_know_is_explained_by_their_line(
    iris: PlanIris, material: ExplanationData, why: Why
) -> None:
    (read_plan,) = material.plans
    (figure,) = read_plan.asserted.subjects(SHISAKU.printedForm, Literal("9,000円", lang="ja"))
    for triple in (
        (iris.of("measure/2"), SHISAKU.hasBudgetFigure, figure),
        (figure, SHISAKU.printedForm, Literal("9,000円", lang="ja")),
        (figure, RDF.type, SHISAKU.BudgetFigure),
    ):
        found = why(triple)
        assert (found.layer, found.places[0].line, found.places[0].text) == (SETTINGS, 10, 'printed = "9,000円"')


@pytest.mark.parametrize(
    ("subject", "predicate", "line"),
    [
        ("", DCTERMS.temporal, 1),
        ("", SHISAKU.planKind, 2),
        ("", DCTERMS.issued, 3),
        ("measure/9", DCTERMS.isReplacedBy, 6),
        ("measure/9", OWL.deprecated, 6),
    ],
)
def test_what_the_settings_say_of_a_plan_is_explained_by_their_line(
    subject: str, predicate: URIRef, line: int, iris: PlanIris, material: ExplanationData, why: Why
) -> None:
    (triple,) = material.plans[0].asserted.triples((iris.of(subject), predicate, None))
    found = why(triple)
    assert (found.layer, found.places[0].line) == (SETTINGS, line)


def test_a_retired_iri_that_no_file_of_settings_names_is_computed(iris: PlanIris, why: Why) -> None:
    assert why((iris.of("group/8"), OWL.deprecated, Literal(True))).layer == COMPUTED


def test_every_conclusion_is_found_by_what_it_concludes(iris: PlanIris, material: ExplanationData, why: Why) -> None:
    placed = why((iris.of("measure/2"), SHISAKU.directPartOf, iris.of("pillar/1")))
    assert (placed.layer, placed.confidence, placed.rivals) == (RECONSTRUCTED, 0.85, (("", 0.15),))
    assert [reason.text.verbatim("en") for reason in placed.reasons] == ["numbers run on", "words in common"]
    assert [reason.place.text if reason.place else None for reason in placed.reasons] == [
        "施策１ 公園を増やす 担当：都市整備課 関係課：教育課",
        None,
    ]
    again, original = (
        next(e.key for e in town().initiatives if e.restated is kind and e.label == "遊具の点検") for kind in (True, False)
    )
    restated = why((iris.of(again), SHISAKU.restates, iris.of(original)))
    assert (restated.confidence, [reason.text.verbatim("en") for reason in restated.reasons]) == (0.99, ["same words"])


def test_what_is_said_of_a_conclusion_itself_is_explained_by_its_evidence(
    iris: PlanIris, material: ExplanationData, why: Why
) -> None:
    conclusion = iris.placement("measure/2")
    for subject in (conclusion, URIRef(f"{conclusion}/evidence/1"), URIRef(f"{conclusion}/rejected/1")):
        for triple in material.plans[0].reconstructed.triples((subject, None, None)):
            assert why(triple).confidence == 0.85, triple


def test_a_shortcut_rests_on_what_was_concluded_of_the_nearest_component(iris: PlanIris, why: Why) -> None:
    again = next(entry.key for entry in town().initiatives if entry.restated)
    found = why((iris.of(again), SHISAKU.inPillar, iris.of("pillar/1")))
    assert (found.layer, found.confidence, found.reasons) == (RECONSTRUCTED, None, ())
    (premise,) = found.premises
    assert premise.triple == (iris.of("measure/2"), SHISAKU.directPartOf, iris.of("pillar/1"))
    assert premise.confidence == 0.85


def test_a_rejected_alternative_is_no_conclusion_that_it_is_so(iris: PlanIris, material: ExplanationData) -> None:
    found = Conclusions(material.facts, material.axioms)
    assert found.on((iris.of("measure/2"), SHISAKU.directPartOf, iris.plan)) is None
    assert found.on((iris.of("pillar/1"), SHISAKU.hasDirectPart, iris.of("measure/2"))) == iris.placement("measure/2")


def test_a_rival_is_shown_with_its_words_where_its_key_says_nothing(material: ExplanationData) -> None:
    entry = town().initiatives[0]
    made = Explanation(None, RECONSTRUCTED, confidence=0.5, rivals=((entry.key, 0.4), ("measure/1", 0.1)))
    shown = Rendering(ResourceNames(material), "en").value(made)["why"]
    assert f"{entry.key} “空き地の借り上げ” 0.40, measure/1 0.10" in shown


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("やや遅れ", "measure/1/status/"),
        ("84,000千円", "measure/1/budget/"),
        ("measure/1/initiative/2", "initiative/"),
        ("pillar/1/purpose/1", "purpose/"),
        ("measure/9", "measure/9"),
    ],
)
def test_a_detail_answers_to_its_words_and_a_component_to_its_address(
    name: str, key: str, iris: PlanIris, material: ExplanationData
) -> None:
    assert str(ResourceNames(material).resource(name)).removeprefix(f"{iris.plan}/").startswith(key)


def test_words_of_a_component_come_before_those_of_a_detail(material: ExplanationData) -> None:
    with pytest.raises(QueryError) as raised:
        ResourceNames(material).resource("遊具の点検")
    assert "haru-2025/measure/1/initiative/2、haru-2025/measure/2/initiative/1" in raised.value.text("ja")
