"""The saved questions for programs, as the server's own description says."""

import csv
import io
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from openapi_spec_validator import validate
from tests.serve.conftest import Served

from shisaku.project import Project
from shisaku.serve.openapi import openapi
from shisaku.sparql.questions import questions

PIER = "桟橋を延ばす"


def test_the_description_is_openapi(server: Served) -> None:
    validate(server.get("/openapi.json").json)


def test_the_description_of_all_questions_of_this_project_is_openapi(project: Project) -> None:
    validate(openapi(questions(project)))


def test_every_operation_that_is_described_answers_as_described(server: Served) -> None:
    document = server.get("/openapi.json").json
    for path, operations in document["paths"].items():
        asked = "?query=ASK%20%7B%7D" if path == "/sparql" else ""
        response = server.get(path + asked)
        media_type = response.headers["content-type"].partition(";")[0]
        content = operations["get"]["responses"][str(response.status)]["content"]
        assert response.status == 200
        assert media_type in content
        if media_type == "application/json":
            _hold(document, content[media_type]["schema"], response.json)


def _hold(document: dict[str, Any], schema: dict[str, Any], value: Any) -> None:
    """Raise ValidationError where a value is not as a schema of the document says."""
    Draft202012Validator(schema | {"components": document["components"]}).validate(value)


def test_parameters_are_described_with_type_and_default(server: Served) -> None:
    told = server.get("/openapi.json").json["paths"]["/api/questions/which-contain.json"]["get"]["parameters"]
    assert [(p["name"], p["schema"]) for p in told] == [
        ("word", {"type": "string", "examples": ["灯台"]}),
        ("most", {"type": "integer", "default": 9}),
    ]


def test_an_answer_has_rows_with_values_of_their_type(server: Served) -> None:
    assert server.get("/api/questions/how-many.json").json == {
        "question": "how-many",
        "columns": ["plan", "measures"],
        "rows": [{"plan": f"https://w3id.org/shisaku/id/minato-{year}", "measures": 2} for year in (2030, 2031)],
    }


def test_parameters_choose_and_csv_says_the_same_as_json(server: Served) -> None:
    asked = f"?word={quote('桟橋')}&most=6&lang=en"
    found = server.get(f"/api/questions/which-contain.json{asked}").json["rows"]
    assert found == [{"measure": "https://w3id.org/shisaku/id/minato-2031/measure/1", "label": PIER}]
    table = server.get(f"/api/questions/which-contain.csv{asked}")
    assert list(csv.DictReader(io.StringIO(table.text))) == found
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert server.get(f"/api/questions/which-contain.json?word={quote('桟橋')}&most=5").json["rows"] == []


@pytest.mark.parametrize("word", ["') } #", '"', "\\", "?s", "'''", "\n"])
def test_a_value_stays_a_value_whatever_is_in_it(server: Served, word: str) -> None:
    response = server.get(f"/api/questions/which-contain.json?word={quote(word)}")
    assert (response.status, response.json["rows"]) == (200, [])


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("which-contain.json?most=many", 400, "integer"),
        ("which-contain.json?most=1&most=2", 400, "twice"),
        ("which-contain.csv?speed=1", 400, "no parameter speed"),
        ("nothing.json", 404, "nothing.json"),
    ],
)
def test_what_cannot_be_asked_is_a_problem_in_both_languages(server: Served, asked: str, status: int, told: str) -> None:
    response = server.get(f"/api/questions/{asked}", {"Accept-Language": "en"})
    assert (response.status, response.headers["content-type"]) == (status, "application/problem+json")
    document = server.get("/openapi.json").json
    _hold(document, document["components"]["schemas"]["Problem"], response.json)
    assert told in response.json["title"]
    assert response.json["title"] != response.json["title_ja"]


def test_the_list_leads_to_answers_and_pages(server: Served) -> None:
    listed = server.get("/api/questions").json["questions"]
    assert [question["name"] for question in listed] == ["how-many", "which-contain", "which-sums"]
    for question in listed:
        for path in (question["json"], question["csv"], *question["page"].values()):
            assert server.get(path).status == 200


def test_where_no_value_is_given_one_that_the_data_have_is_taken_and_told(server: Served) -> None:
    listed = {question["name"]: question for question in server.get("/api/questions").json["questions"]}
    assert [(p["name"], p["default"]) for p in listed["which-contain"]["parameters"]] == [("word", PIER), ("most", "9")]
    answered = server.get("/api/questions/which-contain.json").json
    assert answered == server.get(f"/api/questions/which-contain.json?word={quote(PIER)}&most=9").json
    assert len(answered["rows"]) == 1
    assert f'value="{PIER}"' in server.get("/ja/query.html?question=which-contain&most=8").text


def test_what_the_data_lack_for_a_question_is_told(server: Served) -> None:
    listed = {question["name"]: question["lacks"] for question in server.get("/api/questions").json["questions"]}
    lack = {"ja": "金額がありません。", "en": "The data have no sums."}
    assert listed == {"how-many": [], "which-contain": [], "which-sums": [lack]}
    assert lack["en"] in server.get("/en/questions.html").text
    assert lack["ja"] in server.get("/ja/question/which-sums.html").text
