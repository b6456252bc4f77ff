"""The description of the API in OpenAPI 3.1."""

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from shisaku.messages import FALLBACK, LANGUAGES
from shisaku.serve.workers.jobs import SOLUTIONS, TRIPLES
from shisaku.sparql.saved_query import Parameter, SavedQuery

_TYPES = {"integer": {"type": "integer"}, "decimal": {"type": "number"}, "string": {"type": "string"}, "iri": {"type": "string", "format": "iri"}}  # fmt: skip
_PROBLEM = {"$ref": "#/components/responses/Problem"}
_ERROR_TEXT = {"$ref": "#/components/responses/Said"}
_BOTH = {
    "type": "object",
    "properties": {lang: {"type": "string"} for lang in LANGUAGES},
    "required": list(LANGUAGES),
}


def openapi(questions: Iterable[SavedQuery]) -> dict[str, Any]:
    """The description of all paths for programs. A new path is an entry of `paths`, beside that in app.py."""
    listed = _operation("questions", "Every saved question", [], {"application/json": _ref("Questions")})
    paths: dict[str, Any] = {"/api/questions": {"get": listed}}
    for question in questions:
        for form in ("json", "csv"):
            paths[f"/api/questions/{question.name}.{form}"] = _question(question, form)
    health = _operation("health", "Whether the server is ready", [], {"application/json": {"type": "object"}})
    problem = _response("Why there is no answer (RFC 9457)", {"application/problem+json": _ref("Problem")})
    text = _response("Why there is no answer", {"text/plain": {"type": "string"}})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "shisaku",
            "version": version("shisaku"),
            "description": "Saved questions about policy plans, and SPARQL. Read only.",
        },
        "paths": {**paths, "/sparql": _sparql(), "/health": {"get": health}},
        "components": {"schemas": _schemas(), "responses": {"Problem": problem, "Said": text}},
    }


def _question(question: SavedQuery, form: str) -> dict[str, Any]:
    content = {"application/json": _ref("Answer")} if form == "json" else {"text/csv": {"type": "string"}}
    operation = _operation(f"{question.name}.{form}", str(question.summary), list(map(_parameter, question.parameters)), content)
    others = [lang for lang in LANGUAGES if lang != FALLBACK]
    parts = [*map(question.summary.verbatim, others), str(question.description), *map(question.description.verbatim, others)]
    operation["description"] = "\n\n".join(parts)
    operation["tags"] = list(question.tags)
    operation["responses"] |= {"400": _PROBLEM, "429": _PROBLEM, "503": _PROBLEM}
    return {"get": operation}


def _operation(identifier: str, summary: str, parameters: list[Any], content: dict[str, Any]) -> dict[str, Any]:
    responses = {"200": _response("The answer", content)}
    return {"operationId": identifier, "summary": summary, "parameters": parameters, "responses": responses}


def _response(description: str, content: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {media: {"schema": schema} for media, schema in content.items()}}


def _ref(schema: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{schema}"}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    default: Any = {"integer": int, "decimal": float}.get(parameter.type, str)(parameter.default)
    # If the values come from the data, the first is the default, which the list of questions has.
    default_or_example = {"default": default} if parameter.values is None else {"examples": [default]}
    return {
        "name": parameter.name,
        "in": "query",
        "description": " / ".join(sorted(parameter.label.in_each_language().values(), key=str(parameter.label).__ne__)),
        "schema": _TYPES[parameter.type] | default_or_example,
    }


def _sparql() -> dict[str, Any]:
    content = {media.partition(";")[0]: {"type": "string"} for media in (*SOLUTIONS.values(), *TRIPLES.values())}
    text = {"type": "string", "minLength": 1}
    summary = "SPARQL 1.1; without it, the Service Description"
    query = {"name": "query", "in": "query", "description": summary, "schema": text}
    graphs = [
        {"name": f"{kind}-graph-uri", "in": "query", "schema": {"type": "array", "items": {"type": "string", "format": "iri"}}}
        for kind in ("default", "named")
    ]
    named = {"name": "format", "in": "query", "schema": {"type": "string", "enum": [*SOLUTIONS, *TRIPLES]}}
    get = _operation("sparql", "The query operation of the SPARQL 1.1 Protocol", [query, *graphs, named], content)
    get["responses"] |= dict.fromkeys(("400", "406", "413", "429", "503"), _ERROR_TEXT)
    form = {"application/x-www-form-urlencoded": {"schema": _object({"query": text})}}
    body = {"required": True, "content": form}
    post = get | {"operationId": "sparql-post", "parameters": [*graphs, named], "requestBody": body}
    post["responses"] = get["responses"] | dict.fromkeys(("403", "408", "415"), _ERROR_TEXT)
    return {"get": get, "post": post}


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
