"""The saved questions: documented in both languages, made of terms that exist, answered as expected, and fast."""

import csv
import re
import time
from pathlib import Path

import pytest
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SKOS, VOID
from rdflib.term import Node
from tests.graph.plans import budget, charter

from shisaku.graph.mapping import to_graph
from shisaku.graph.namespaces import DEFAULT_BASE, PlanIris
from shisaku.pipeline import Build, Context
from shisaku.project import Project
from shisaku.publish.questions import ask, store_of
from shisaku.quads import ntriples
from shisaku.saved_query import load_query
from shisaku.sparql import TripleStore

ROOT = Path(__file__).resolve().parent.parent.parent
QUERIES = sorted((ROOT / "queries").glob("*.rq"))
EXPECTED = Path(__file__).parent / "expected"
OTHER_KINDS = sorted((Path(__file__).parent / "other-kinds").glob("*.csv"))
README = (Path(__file__).parent / "README.md").read_text(encoding="utf-8")
NOT_DETERMINABLE = {path.stem for path in QUERIES if not (EXPECTED / f"{path.stem}.csv").is_file()}
IDS = [path.stem for path in QUERIES]
each = pytest.mark.parametrize("path", QUERIES, ids=IDS)


@pytest.fixture(scope="module")
def store(soumu: Build, project: Project) -> TripleStore:
    """What is built now of the real plan, with the ontology."""
    made = store_of(project, ())
    made.load_ntriples(ntriples(soumu.graph))
    return made


@each
def test_a_question_says_in_both_languages_what_it_answers(path: Path) -> None:
    question = load_query(path)
    for message in (question.summary, question.description, *(parameter.label for parameter in question.parameters)):
        assert message.en.isascii() or re.search(r"[A-Za-z]{3}", message.en)
        assert re.search(r"[ぁ-んァ-ヶ一-龠]", message.ja)
        assert message.en != message.ja
    assert question.tags


@each
def test_the_summary_is_a_question_and_the_description_names_every_column(path: Path, store: TripleStore) -> None:
    question = load_query(path)
    assert question.summary.en.endswith("?")
    for column in ask(store, question).variables:
        assert re.search(rf"\b{column}\b", question.description.en), column
        assert column in question.description.ja, column


@each
def test_a_question_is_named_in_kebab_case(path: Path) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem)


def test_every_expectation_belongs_to_a_question() -> None:
    assert {path.stem for path in EXPECTED.glob("*.csv")} <= set(IDS)


def test_at_most_three_questions_have_no_expectation_and_the_readme_lists_them() -> None:
    assert len(NOT_DETERMINABLE) <= 3
    assert {name for name in IDS if f"`{name}`" in README and name in NOT_DETERMINABLE} == NOT_DETERMINABLE


@pytest.mark.parametrize("path", [path for path in QUERIES if path.stem not in NOT_DETERMINABLE], ids=lambda path: path.stem)
def test_the_real_plan_gives_the_answer_that_a_person_read_from_the_page(path: Path, store: TripleStore) -> None:
    answer = ask(store, load_query(path))
    with (EXPECTED / f"{path.stem}.csv").open(encoding="utf-8", newline="") as file:
        wanted = [tuple(row) for row in csv.reader(file)]
    assert [answer.variables, *answer.texts()] == wanted


@pytest.fixture(scope="module")
def other_kinds(context: Context, project: Project) -> TripleStore:
    """A budget and a charter in English, with the ontology."""
    made = store_of(project, ())
    for plan in (budget(), charter()):
        iris = PlanIris(DEFAULT_BASE, plan.source.description.id)
        graphs = to_graph(plan, iris, context.ontology.vocabulary, context.ontology.version)
        made.load_ntriples(ntriples(graphs.asserted + graphs.reconstructed))
    return made


@pytest.mark.parametrize("path", OTHER_KINDS, ids=lambda path: path.stem)
def test_plans_of_other_kinds_give_the_answer_that_a_person_reads_in_them(path: Path, other_kinds: TripleStore) -> None:
    question = load_query(ROOT / "queries" / f"{path.stem}.rq")
    asked = {"component": f"{DEFAULT_BASE}misaki-2041/measure/1/initiative/2"} if path.stem.startswith("what-is-the-path") else {}
    answer = ask(other_kinds, question, asked)
    with path.open(encoding="utf-8", newline="") as file:
        wanted = [tuple(row) for row in csv.reader(file)]
    assert [answer.variables, *answer.texts()] == wanted


def test_every_question_on_budgets_and_details_is_asked_of_a_plan_that_has_them() -> None:
    asked = {path.stem for path in OTHER_KINDS}
    assert {path.stem for path in QUERIES if {"budget", "details"} & set(load_query(path).tags)} <= asked


@each
def test_a_question_is_answered_over_plans_of_other_kinds_too(path: Path, other_kinds: TripleStore) -> None:
    answer = ask(other_kinds, load_query(path))
    plans = {f"{DEFAULT_BASE}misaki-2041", f"{DEFAULT_BASE}alder-rivers"}
    assert {dict(zip(answer.variables, row, strict=True))["plan"] for row in answer.texts()} <= plans


def test_only_amounts_of_a_size_are_told_when_asked_so(other_kinds: TripleStore) -> None:
    question = load_query(ROOT / "queries" / "which-budgets-are-largest.rq")
    answer = ask(other_kinds, question, {"least": "3000000"})
    assert [row[answer.variables.index("yen")] for row in answer.texts()] == ["9000000", "3500000", "3000000"]


@pytest.mark.parametrize("name", sorted(NOT_DETERMINABLE))
def test_a_question_without_an_expectation_is_answered_all_the_same(name: str, store: TripleStore) -> None:
    question = load_query(ROOT / "queries" / f"{name}.rq")
    answer = ask(store, question, {parameter.name: "1.0" for parameter in question.parameters if parameter.type == "decimal"})
    assert "plan" in answer.variables
    assert {row[answer.variables.index("plan")] for row in answer.texts()} <= {"https://w3id.org/shisaku/id/soumu-2021"}


@each
def test_every_term_of_ours_that_a_question_uses_exists(path: Path, context: Context) -> None:
    code = without_header(path)
    used = set(re.findall(r"\b(shisaku|topic|category|kind|basis):([A-Za-z0-9_-]+)", code))
    namespaces = dict(re.findall(r"PREFIX\s+([a-z]+):\s*<([^>]+)>", code))
    known = {str(subject) for subject in context.ontology.schemes.subjects()}
    assert {f"{prefix}:{name}" for prefix, name in used if namespaces[prefix] + name not in known} == set()


@each
def test_every_foreign_term_that_a_question_uses_is_one_that_the_data_or_schemes_use(path: Path, in_use: set[str]) -> None:
    code = without_header(path)
    namespaces = dict(re.findall(r"PREFIX\s+([a-z]+):\s*<([^>]+)>", code))
    body = re.sub(r'"[^"]*"', "", code)
    used = {
        namespaces[prefix] + name
        for prefix, name in re.findall(r"\b(rdfs|skos|oa|dcterms|prov|org|dcat|void):([A-Za-z0-9_]+)", body)
        if prefix in namespaces
    }
    assert used - in_use == set()


@pytest.fixture(scope="module")
def in_use(context: Context, soumu: Build) -> set[str]:
    """The terms that the real plan or the schemes use or define, and those that only other plans use."""
    graphs = (soumu.graph, context.ontology.schemes)
    nodes: set[Node] = {p for graph in graphs for p in graph.predicates()}
    nodes |= {o for graph in graphs for o in graph.objects(None, RDF.type)} | {s for graph in graphs for s in graph.subjects()}
    vocabularies = {str(term) for term in (RDFS.label, RDFS.comment, SKOS.hiddenLabel, DCTERMS.issued, PROV.used, VOID.inDataset)}
    return {str(node) for node in nodes} | vocabularies


@each
def test_a_question_declares_every_prefix_that_it_uses_and_uses_every_one_it_declares(path: Path) -> None:
    code = without_header(path)
    declared = set(re.findall(r"PREFIX\s+([a-z]+):", code))
    body = re.sub(r"PREFIX\s+[a-z]+:\s*<[^>]+>", "", re.sub(r'"[^"]*"|<[^>\s]*>', "", code))
    body = re.sub(r"^\s*#.*$", "", body, flags=re.MULTILINE)
    used = set(re.findall(r"(?<![\w?$:])([a-z]+):[A-Za-z]", body))
    assert used == declared


@each
def test_a_question_takes_less_than_a_second(path: Path, store: TripleStore) -> None:
    question = load_query(path)
    start = time.process_time()
    ask(store, question)
    assert time.process_time() - start < 1


@each
def test_a_question_is_ordered_so_that_its_answer_is_the_same_each_time(path: Path, store: TripleStore) -> None:
    question = load_query(path)
    rows = ask(store, question).rows
    assert "ORDER BY" in question.text or len(rows) <= 1
    assert ask(store, question).rows == rows


@each
def test_a_question_does_not_depend_on_what_is_inferred(path: Path) -> None:
    derived = [
        "partOf",
        "hasPart",
        "hasDirectPart",
        "restatedBy",
        "purposeOf",
        "coversTopic",
        "crossReferencesMeasure",
        "crossReferencesPillar",
    ]
    used = re.findall(r"shisaku:([A-Za-z]+)", without_header(path))
    assert [name for name in used if name in derived] == []


@each
def test_a_question_about_the_plans_says_which_plan_each_row_is_about(path: Path, store: TripleStore) -> None:
    question = load_query(path)
    assert "plan" in ask(store, question).variables or "ontology" in question.tags or path.stem in WITHOUT_PLAN


WITHOUT_PLAN: frozenset[str] = frozenset()
"""Questions whose rows belong to no plan."""


def without_header(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").split("\n")
    return "\n".join(line for line in lines if not line.startswith("#"))
