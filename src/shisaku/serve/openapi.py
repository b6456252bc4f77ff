"""The API in the words of OpenAPI 3.1: what may be asked, with which parameters, and what comes back."""

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from shisaku.serve.workers.jobs import SOLUTIONS, TRIPLES
from shisaku.sparql.saved_query import Parameter, SavedQuery

_TYPES = {"integer": {"type": "integer"}, "decimal": {"type": "number"}, "string": {"type": "string"}, "iri": {"type": "string", "format": "iri"}}  # fmt: skip
_PROBLEM = {"$ref": "#/components/responses/Problem"}
_BUSY = {"429": _PROBLEM, "503": _PROBLEM}
_BOTH = {
    "type": "object",
    "properties": {"ja": {"type": "string"}, "en": {"type": "string"}},
    "required": ["ja", "en"],
}


def openapi(questions: Iterable[SavedQuery]) -> dict[str, Any]:
    """The description of everything that programs may ask."""
    paths: dict[str, Any] = {"/api/questions": _list()}
    for question in questions:
        for form in ("json", "csv"):
            paths[f"/api/questions/{question.name}.{form}"] = _question(question, form)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "shisaku",
            "version": version("shisaku"),
            "description": "Saved questions about policy plans, and SPARQL. Read only.",
        },
        "paths": {**paths, "/sparql": _sparql(), "/health": _health()},
        "components": {"schemas": _schemas(), "responses": {"Problem": _problem(), "Said": _said()}},
    }


def _list() -> dict[str, Any]:
    return {
        "get": _operation(
            "questions", "Every saved question", [], {"application/json": {"$ref": "#/components/schemas/Questions"}}
        )
    }


def _question(question: SavedQuery, form: str) -> dict[str, Any]:
    content = {"application/json": _answer()} if form == "json" else {"text/csv": {"type": "string"}}
    told = _operation(f"{question.name}.{form}", question.summary.en, [_parameter(p) for p in question.parameters], content)
    told["description"] = f"{question.summary.ja}\n\n{question.description.en}\n\n{question.description.ja}"
    told["tags"] = list(question.tags)
    told["responses"] |= {"400": _PROBLEM, **_BUSY}
    return {"get": told}


def _operation(identifier: str, summary: str, parameters: list[Any], content: dict[str, Any]) -> dict[str, Any]:
    answer = {"description": "The answer", "content": {media: {"schema": schema} for media, schema in content.items()}}
    return {"operationId": identifier, "summary": summary, "parameters": parameters, "responses": {"200": answer}}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema = dict(_TYPES[parameter.type])
    default: Any = {"integer": int, "decimal": float}.get(parameter.type, str)(parameter.default)
    # Where the data have values, the first is the default; the list of questions has it.
    stated = {"default": default} if parameter.values is None else {"examples": [default]}
    return {
        "name": parameter.name,
        "in": "query",
        "description": f"{parameter.label.en} / {parameter.label.ja}",
        "schema": schema | stated,
    }


def _answer() -> dict[str, Any]:
    return {"$ref": "#/components/schemas/Answer"}


def _sparql() -> dict[str, Any]:
    forms = [*SOLUTIONS.values(), *TRIPLES.values()]
    content = {media.partition(";")[0]: {"type": "string"} for media in forms}
    query = {
        "name": "query",
        "in": "query",
        "description": "SPARQL 1.1; without it, the Service Description",
        "schema": {"type": "string", "minLength": 1},
    }
    graphs = [
        {"name": f"{kind}-graph-uri", "in": "query", "schema": {"type": "array", "items": {"type": "string", "format": "iri"}}}
        for kind in ("default", "named")
    ]
    named = {"name": "format", "in": "query", "schema": {"type": "string", "enum": [*SOLUTIONS, *TRIPLES]}}
    told = _operation("sparql", "The query operation of the SPARQL 1.1 Protocol", [query, *graphs, named], content)
    told["responses"] |= {status: {"$ref": "#/components/responses/Said"} for status in ("400", "406", "413", "429", "503")}
    posted = told | {"operationId": "sparql-post", "parameters": [*graphs, named], "requestBody": _posted()}
    posted["responses"] = told["responses"] | {
        status: {"$ref": "#/components/responses/Said"} for status in ("403", "408", "415")
    }
    return {"get": told, "post": posted}


def _posted() -> dict[str, Any]:
    """A query as a form."""
    form = _object({"query": {"type": "string", "minLength": 1}})
    return {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": form}}}


def _health() -> dict[str, Any]:
    return {"get": _operation("health", "Whether the server is ready", [], {"application/json": {"type": "object"}})}


def _problem() -> dict[str, Any]:
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": "Why there is no answer (RFC 9457)", "content": {"application/problem+json": problem}}


def _said() -> dict[str, Any]:
    return {"description": "Why there is no answer", "content": {"text/plain": {"schema": {"type": "string"}}}}


def _schemas() -> dict[str, Any]:
    parameter = {"name": {"type": "string"}, "type": {"enum": list(_TYPES)}, "default": {"type": "string"}, "label": _BOTH}
    question = {
        "name": {"type": "string"},
        "summary": _BOTH,
        "description": _BOTH,
        "tags": {"type": "array", "items": {"type": "string"}},
        "parameters": {"type": "array", "items": _object(parameter)},
        "lacks": {"type": "array", "items": _BOTH},
        "json": {"type": "string"},
        "csv": {"type": "string"},
        "page": _BOTH,
    }
    value = {"type": ["string", "number", "boolean", "null"]}
    answer = {
        "question": {"type": "string"},
        "columns": {"type": "array", "items": {"type": "string"}},
        "rows": {"type": "array", "items": {"type": "object", "additionalProperties": value}},
    }
    problem = {"status": {"type": "integer"}, "title": {"type": "string"}, "title_ja": {"type": "string"}}
    return {
        "Questions": _object({"questions": {"type": "array", "items": _object(question)}}),
        "Answer": _object(answer),
        "Problem": _object(problem),
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
