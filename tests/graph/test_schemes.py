"""Concepts are found by the words that documents print, in our schemes and in those of others."""

from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.namespace import SKOS

from shisaku.graph.printed_forms import normal_form, normalised, whole_form
from shisaku.graph.schemes import Schemes
from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.triples import graph_of

FOLDER = Path(__file__).resolve().parents[2] / "ontology"
FRENCH = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix role: <https://w3id.org/shisaku/role/> .
@prefix : <https://example.org/fr/role/> .
:pilote a skos:Concept ; skos:inScheme <https://example.org/fr/roles> ; skos:prefLabel "pilote"@fr ; skos:altLabel "chef de file"@fr .
:appui a skos:Concept ; skos:inScheme <https://example.org/fr/roles> ; skos:prefLabel "appui" ; skos:hiddenLabel "CHEF DE FILE" , "" .
:sans a skos:Concept ; skos:prefLabel "sans liste"@fr .
role:lead skos:inScheme <https://w3id.org/shisaku/roles> ; skos:altLabel "Federführung"@de .
"""


@pytest.fixture(scope="module")
def schemes() -> Schemes:
    files = [FOLDER / "marks.ttl", FOLDER / "conclusions.ttl", *sorted((FOLDER / "schemes").glob("*.ttl"))]
    return Schemes.of(graph_of(*map(load_turtle, files)))


@pytest.fixture(scope="module")
def french() -> Schemes:
    return Schemes.of(Graph().parse(data=FRENCH, format="turtle"))


@pytest.mark.parametrize(
    ("scheme", "printed", "concept"),
    [
        ("role", "主管課", "lead"),
        ("role", "担当部局", "lead"),
        ("role", "Lead agency", "lead"),
        ("role", "RESPONSIBLE", "lead"),
        ("role", "関係課", "support"),
        ("role", "Supporting", "support"),
        ("role", "連携先", "partner"),
        ("value-kind", "基準値", "baseline"),
        ("value-kind", "現状値", "baseline"),
        ("value-kind", "目標値", "target"),
        ("value-kind", "実績値", "result"),
        ("value-kind", "見込み", "forecast"),
        ("status", "やや遅れ", "delayed"),
        ("status", "おおむね順調", "on-track"),
        ("status", "On track", "on-track"),
        ("status", "完了", "complete"),
        ("budget-kind", "当初予算額", "initial"),
        ("budget-kind", "第２次補正予算", "supplementary"),
        ("budget-kind", "繰越", "carried-in"),
        ("budget-kind", "翌年度繰越額", "carried-out"),
        ("budget-kind", "決算額", "executed"),
        ("funding-source", "国庫支出金", "national-grant"),
        ("funding-source", "県支出金", "prefectural-grant"),
        ("funding-source", "地方債", "bond"),
        ("funding-source", "一般財源", "general"),
        ("funding-source", "その他特財", "other"),
        ("reference-kind", "SDGs", "contributes-to"),
        ("reference-kind", "根拠法令", "legal-basis"),
        ("kind", "基本目標", "goal"),
        ("kind", "Commitment", "commitment"),
        ("comparator", "以下", "at-most"),
        ("comparator", "≧", "at-least"),
        ("direction", "↘", "decrease"),
        ("plan-kind", "総合計画", "comprehensive-strategy"),
        ("adoption-status", "（案）", "draft"),
        ("adoption-status", "閣議決定", "adopted"),
        ("passage-kind", "現状と課題", "situation"),
        ("precision", "四半期", "quarter"),
        ("indicator-kind", "活動指標", "output"),
        ("header", "事 業 名", "name"),
        ("header", "担当課", "department"),
        ("header", "前年度当初予算額", "last-year-budget"),
        ("header", "Key performance indicators", "indicator"),
        ("header", "Due date", "deadline"),
        ("mark-category", "当初予算", "initial-budget"),
        ("mark-category", "補正予算", "supplementary-budget"),
        ("mark-category", "概算要求", "budget-request"),
        ("restatement-kind", "全文再掲", "exact"),
        ("basis", "番号の連続", "number-continuity"),
    ],
)
def test_a_printed_form_names_its_concept(schemes: Schemes, scheme: str, printed: str, concept: str) -> None:
    assert schemes.find(scheme, printed) == concept


@pytest.mark.parametrize(
    "printed",
    [
        "主管課",
        " 主管課\n",
        "主　管　課",
        "主 管 課",
        "主管\n課",
        "主管課：",
        "【主管課】",
        "（主管課）",
        "主管課※",
        "[ 主管課 ]:",
    ],
)
def test_how_a_form_is_set_on_the_page_does_not_matter(schemes: Schemes, printed: str) -> None:
    assert schemes.find("role", printed) == "lead"


@pytest.mark.parametrize("printed", ["", "  ", "※", "主管課長", "課", "Leader", "lea d", "()"])
def test_what_is_no_whole_form_names_nothing(schemes: Schemes, printed: str) -> None:
    assert schemes.find("role", printed) == ""


def test_a_form_is_looked_for_in_its_scheme_only(schemes: Schemes) -> None:
    assert schemes.find("status", "新規") == "new"
    assert schemes.find("succession-kind", "新規") == "new"
    assert schemes.find("role", "新規") == ""
    assert schemes.find("no-such-scheme", "新規") == ""


@pytest.mark.parametrize("iri", ["https://example.org/fr/role/pilote", "http://example.org/r#x", "urn:role:lead"])
def test_a_whole_iri_names_itself(schemes: Schemes, iri: str) -> None:
    assert schemes.find("role", f" {iri}") == iri


def test_a_concept_is_called_by_its_label_in_the_language(schemes: Schemes) -> None:
    assert schemes.label("role", "lead", "ja") == "主担当"
    assert schemes.label("role", "lead", "en") == "lead"
    assert schemes.label("role", "https://w3id.org/shisaku/role/lead", "ja") == "主担当"
    assert schemes.label("funding-source", "national-grant", "ja") == "国庫支出金"


def test_a_label_is_taken_from_another_language_or_from_the_name(schemes: Schemes, french: Schemes) -> None:
    assert schemes.label("role", "lead", "fr") == "lead"
    assert french.label("role", "https://example.org/fr/role/pilote", "ja") == "pilote"
    assert french.label("role", "https://example.org/fr/role/appui", "ja") == "appui"
    assert french.label("role", "lead", "ja") == "lead"
    assert french.label("role", "https://example.org/role#unknown", "ja") == "unknown"
    assert french.label("role", "unknown", "ja") == "unknown"


def test_a_scheme_of_others_is_named_by_its_iri_and_so_are_its_concepts(french: Schemes) -> None:
    scheme, lead, support = (
        "https://example.org/fr/roles",
        "https://example.org/fr/role/pilote",
        "https://example.org/fr/role/appui",
    )
    assert french.find(scheme, "Pilote") == lead
    assert french.find(scheme, "Appui :") == support
    assert french.find("role", "Pilote") == ""
    assert french.names(scheme) == (support, lead)


def test_of_two_concepts_with_the_same_form_the_first_by_iri_is_named(french: Schemes) -> None:
    assert french.find("https://example.org/fr/roles", "chef de file") == "https://example.org/fr/role/appui"


def test_a_project_may_add_a_form_to_a_concept_of_ours(french: Schemes) -> None:
    assert french.find("role", "FEDERFÜHRUNG") == "lead"


def test_the_concepts_of_a_scheme_are_listed(schemes: Schemes) -> None:
    assert schemes.names("role") == ("consulted", "joint", "lead", "partner", "performer", "support")
    assert schemes.names("no-such-scheme") == ()


def test_every_label_of_a_concept_leads_back_to_it() -> None:
    for path in sorted((FOLDER / "schemes").glob("*.ttl")):
        graph = load_turtle(path)
        made = Schemes.of(graph)
        for concept in graph.subjects(SKOS.inScheme, None):
            *_, scheme, name = str(concept).split("/")
            for property_ in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
                for label in graph.objects(concept, property_):
                    assert made.find(scheme, str(label)) == name, label


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Lead  Agency", "lead agency"),
        ("lead / support", "lead/support"),
        ("ＫＰＩ 名", "kpi名"),
        ("ﾊﾟｰﾄﾅｰ", "パートナー"),
        ("(第1次)補正(案)", "(第1次)補正(案)"),
        ("「【目的】」", "目的"),
        ("()", "()"),
        ("No.", "no"),
    ],
)
def test_the_whole_form_of_a_text(text: str, form: str) -> None:
    assert whole_form(text) == form


def test_the_normal_form_keeps_blanks_and_brackets_and_knows_the_place_of_each_letter() -> None:
    assert normal_form("（ＡＩ） ㍿") == "(ai) 株式会社"
    assert normalised("海\n業AI\nDS") == ("海業ai ds", [(0, 1), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 8)])
