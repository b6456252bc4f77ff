"""Questions over a dataset: the answers are those over the Turtle of its plans, and those that a person works out."""

import csv
from pathlib import Path

import pytest
from tests.dataset.conftest import CORPUS, PLANS

from shisaku.dataset.dataset_layout import DatasetLayout
from shisaku.dataset.store import open_store, plan_store
from shisaku.errors import InputError
from shisaku.pipeline import Context, build, turtle
from shisaku.project import Project
from shisaku.sparql.questions import ask, store_of
from shisaku.sparql.saved_query import load_query
from shisaku.sparql.triple_store import TripleStore

ROOT = Path(__file__).resolve().parents[2]
QUERIES = sorted((ROOT / "queries").glob("*.rq"))
EXPECTED = sorted((Path(__file__).parent / "expected").glob("*.csv"))
each = pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def graphs(plain_context: Context, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The plans of the corpus as Turtle."""
    folder = tmp_path_factory.mktemp("turtle")
    for plan in PLANS:
        made = build(CORPUS / plan / "source.txt", plain_context)
        (folder / f"{plan}.ttl").write_text(turtle(made.graph, made.iris), encoding="utf-8")
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def turtles(graphs: list[Path], project: Project) -> TripleStore:
    return store_of(project, graphs)


@pytest.fixture(scope="module")
def store(corpus_dataset: Path) -> TripleStore:
    return open_store(DatasetLayout(corpus_dataset))


@each
def test_a_question_over_a_dataset_has_the_answer_that_it_has_over_the_turtle(
    path: Path, store: TripleStore, turtles: TripleStore
) -> None:
    question = load_query(path)
    assert list(ask(store, question).texts()) == list(ask(turtles, question).texts())


def test_a_question_over_one_plan_has_the_answer_that_it_has_over_its_turtle(
    graphs: list[Path], project: Project, corpus_dataset: Path
) -> None:
    one, turtle_of_one = (
        plan_store(DatasetLayout(corpus_dataset), "minato-2042", project),
        store_of(project, [graphs[PLANS.index("minato-2042")]]),
    )
    answered = 0
    for path in QUERIES:
        question = load_query(path)
        answer = list(ask(one, question).texts())
        assert answer == list(ask(turtle_of_one, question).texts()), path.stem
        answered += bool(answer)
    assert answered > 30


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_a_question_over_editions_and_publishers_has_the_answer_that_a_person_works_out(path: Path, store: TripleStore) -> None:
    answer = ask(store, load_query(ROOT / "queries" / path.name.replace(".csv", ".rq")))
    with path.open(encoding="utf-8", newline="") as file:
        assert [answer.variables, *answer.texts()] == [tuple(row) for row in csv.reader(file)]


def rows(store: TripleStore, name: str, *columns: str, **values: str) -> list[tuple[str, ...]]:
    answer = ask(store, load_query(ROOT / "queries" / f"{name}.rq"), values)
    return [tuple(row[answer.variables.index(column)] for column in columns) for row in answer.texts()]


def test_what_lasted_is_queried_for_any_number_of_years(store: TripleStore) -> None:
    found = rows(store, "which-initiatives-last-several-editions", "publisher", "label", years="3")
    assert found == [
        ("学芸庁", "図書館の蔵書の増加"), ("学芸庁", "校舎の耐震補強"), ("学芸庁", "祭りの記録の保存"), ("森里庁", "林道の橋の点検"),
        ("森里庁", "間伐材の買い取り"), ("港町庁", "河口堤防のかさ上げ"), ("港町庁", "観光案内所の開設"),
    ]  # fmt: skip
    assert rows(store, "which-initiatives-last-several-editions", "label", years="4") == []


def test_either_of_two_publishers_is_found_by_name(store: TripleStore) -> None:
    name = "which-initiatives-have-several-publishers"
    one = rows(store, name, "plan", "label", publisher="港町庁", other="学芸庁")
    assert one == rows(store, name, "plan", "label", publisher="学芸庁", other="港町庁")
    # of both entries the plan of a third publisher has one that is in these words, too
    assert [label for _, label in one] == ["外国語の案内板の設置"] * 3 + ["避難路の照明の設置"] * 4
    assert len(rows(store, name, "plan", publisher="港町庁")) == 12
    assert rows(store, name, "plan", "label", publisher="学芸庁") == one
    topics = rows(
        store, "which-topics-have-several-publishers", "publisher", "label", "elements", publisher="港町庁", other="森里庁"
    )
    assert topics == [("森里庁", "観光", "1"), ("港町庁", "観光", "2")] * 2
    assert rows(store, "which-topics-have-several-publishers", "plan", publisher="学芸庁", other="森里庁") == []


def test_inferred_triples_are_queried_only_on_request(corpus_dataset: Path, project: Project) -> None:
    inverse = "SELECT ?a WHERE { ?a <https://w3id.org/shisaku/ontology#hasDirectPart> ?b }"
    for plan in ("minato-2041", ""):
        without, with_it = (
            plan_store(DatasetLayout(corpus_dataset), plan, project, inferred).select(inverse) for inferred in (False, True)
        )
        assert without.rows == ()
        assert with_it.rows


def test_reports_are_kept_in_graphs_of_their_own(store: TripleStore) -> None:
    report = "?report a <http://www.w3.org/ns/shacl#ValidationReport>"
    assert store.select(f"SELECT ?report WHERE {{ {report} }}").rows == ()
    assert len(store.select(f"SELECT ?report WHERE {{ GRAPH ?g {{ {report} }} }}").rows) == len(PLANS)


def test_a_plan_that_is_not_there_is_reported(corpus_dataset: Path, project: Project) -> None:
    with pytest.raises(InputError, match="there is no plan minato-2050"):
        plan_store(DatasetLayout(corpus_dataset), "minato-2050", project)
