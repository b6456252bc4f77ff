"""Competency questions: each is answered by small data that say what it asks for, and has no answer where they almost say it.

A folder is named as its question. `data.ttl` begins with what it holds, in words; `expected.csv` is what a person reads in it, and
`none.ttl` holds something close by that is no answer. `parameters.txt` has a line `name=value` for each parameter that is set.
"""

import csv
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from shisaku.project import Project
from shisaku.sparql.answers import Answer
from shisaku.sparql.questions import SavedQuestions, ask, store_of
from shisaku.sparql.saved_query import load_query

HERE = Path(__file__).parent
QUERIES = HERE.parent.parent / "queries"
FOLDERS = sorted(path for path in HERE.iterdir() if (path / "data.ttl").is_file())
TAGS = {"indicator", "progress", "reference", "responsibility", "time"}
"""What questions are about that plans print in details only."""
OWN = "https://w3id.org/shisaku/"
each = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def answer(folder: Path, data: str, project: Project) -> Answer:
    given = folder / "parameters.txt"
    lines = given.read_text(encoding="utf-8").split() if given.is_file() else []
    return ask(
        store_of(project, [folder / data]),
        load_query(QUERIES / f"{folder.name}.rq"),
        dict(line.split("=", 1) for line in lines),
    )


@each
def test_data_that_say_it_give_the_answer_that_a_person_reads_in_them(folder: Path, project: Project) -> None:
    found = answer(folder, "data.ttl", project)
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as file:
        assert [found.variables, *found.texts()] == [tuple(row) for row in csv.reader(file)]


@each
def test_data_that_almost_say_it_give_no_answer(folder: Path, project: Project) -> None:
    assert answer(folder, "none.ttl", project).rows == ()


@each
def test_the_question_needs_nothing_that_its_data_lack(folder: Path, project: Project) -> None:
    asking = SavedQuestions(store_of(project, [folder / "data.ttl"]))
    assert asking.lacks(load_query(QUERIES / f"{folder.name}.rq")) == ()


@pytest.fixture(scope="module")
def known(project: Project) -> set[str]:
    """The terms of the ontology and the concepts of its schemes."""
    return {str(subject) for path in project.schemes for subject in Graph().parse(path).subjects()}


@each
@pytest.mark.parametrize("data", ["data.ttl", "none.ttl"])
def test_data_use_only_terms_that_there_are(folder: Path, data: str, known: set[str]) -> None:
    graph = Graph().parse(folder / data)
    used = {str(node) for triple in graph for node in triple if isinstance(node, URIRef) and str(node).startswith(OWN)}
    terms = {iri for iri in used if not iri.startswith((f"{OWN}id/", f"{OWN}fiscal-year/", f"{OWN}software/"))}
    assert terms - known == set()


def test_every_question_on_details_has_a_folder() -> None:
    asked = {path.stem for path in QUERIES.glob("*.rq") if TAGS & set(load_query(path).tags)}
    assert asked <= {folder.name for folder in FOLDERS}
