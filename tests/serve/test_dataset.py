"""A dataset served: its store on disk is asked, its plans have pages as long as they are few."""

import shutil
from pathlib import Path

import pytest
from tests.serve.conftest import NEVER_ENDS, Served, Start, stop
from tests.serve.test_running import told

from shisaku.cli import main

COUNT = "SELECT (COUNT(DISTINCT ?p) AS ?n) {} WHERE {{ ?p a <https://w3id.org/shisaku/ontology#PolicyPlan> }}"


def number(server: Served, query: str) -> str:
    return str(server.sparql(query, "text/csv").text.split()[1])


def test_a_dataset_is_asked_where_it_lies_and_its_plans_have_pages(
    starting: Start, dataset: Path, harbour: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server = starting(str(dataset), "--workers", "1")
    assert number(server, COUNT.format("")) == "2"
    assert number(server, COUNT.format("FROM <https://w3id.org/shisaku/id/minato-2041/graph/asserted>")) == "1"
    monkeypatch.chdir(harbour)
    assert main(["query", "how-many", "--data", str(dataset), "-f", "csv"]) == 0
    assert server.get("/api/questions/how-many.csv").text == capsys.readouterr().out
    assert server.get("/ja/id/minato-2041.html").status == 200
    assert server.get("/health").json["queries"]["sandboxed"] is True
    refused = server.sparql("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . SERVICE <http://127.0.0.1:9/> { } }")
    assert refused.status == 400
    assert stop(server) == 0


def test_a_dataset_whose_store_is_broken_is_told_without_a_traceback(harbour: Path, dataset: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.dataset"
    shutil.copytree(dataset, broken)
    for path in (broken / "stores").rglob("CURRENT"):
        path.write_text("nothing\n", encoding="utf-8")
    code, said = told(harbour, str(broken), "--port", "0")
    assert code == 2, said
    assert any(line.startswith("error: ") for line in said.split("\n")), said


def test_another_server_is_asked_in_place_of_a_store(server: Served, starting: Start) -> None:
    before = starting("--endpoint", f"{server.url}/sparql", "--workers", "1")
    assert number(before, COUNT.format("")) == "2"
    graph = "https://w3id.org/shisaku/id/minato-2031/graph/published"
    assert before.sparql(COUNT.format(""), "text/csv", **{"default-graph-uri": graph}).text.split()[1] == "1"
    for path in ("/api/questions/how-many.csv", "/api/questions/which-contain.json?most=6&word=%E6%A1%9F"):
        assert before.get(path).body == server.get(path).body
    triples = before.sparql(
        "CONSTRUCT { ?p a <x:Plan> } WHERE { ?p a <https://w3id.org/shisaku/ontology#PolicyPlan> }", "text/turtle"
    )
    assert triples.headers["content-type"].startswith("text/turtle")
    assert "minato-2030" in triples.text
    assert [before.sparql(query).status for query in ("SELECT {", "ASK { SERVICE ?x { } }")] == [400, 400]


def test_another_server_that_does_not_answer_in_time_is_not_waited_for(server: Served, starting: Start) -> None:
    before = starting("--endpoint", f"{server.url}/sparql", "--workers", "1", "--time-limit", "0.5")
    assert before.sparql(NEVER_ENDS).status == 503


def test_a_server_that_is_not_there_is_told(starting: Start) -> None:
    server = starting("--endpoint", "http://127.0.0.1:9/sparql", "--workers", "1")
    response = server.sparql("ASK {}")
    assert (response.status, "127.0.0.1:9" in response.text) == (503, True)
    assert server.get("/ja/index.html").status == 200
