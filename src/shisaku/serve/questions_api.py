"""The saved questions for programs: a list, and the answer to each as JSON or CSV with its parameters in the address."""

import math
from collections.abc import Callable, Generator, Iterable, Mapping
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from shisaku.errors import QueryError
from shisaku.export.answer_tables import answer_text
from shisaku.messages import LANGUAGES, Message
from shisaku.serve.responses import FRESH, as_json, cacheable, not_found, problem_response
from shisaku.serve.workers.jobs import RequestRefused
from shisaku.sparql.answers import Answer
from shisaku.sparql.query_service import AsyncQueryService
from shisaku.sparql.questions import Found, Lookup, found, lacking, values_of
from shisaku.sparql.rdf_terms import python_value
from shisaku.sparql.saved_query import SavedQuery

T = TypeVar("T")

LANGUAGE = "lang"
"""The parameter of every address for the language of messages."""


class QuestionsApi:
    """The saved questions, answered by a query service."""

    def __init__(self, questions: tuple[SavedQuery, ...], queries: Callable[[Request], AsyncQueryService]) -> None:
        self.by_name = {question.name: question for question in questions}
        """All questions."""
        self._queries = queries

    async def result(self, request: Request, question: SavedQuery, values: dict[str, str]) -> Answer:
        """The answer; parameters without a value take one from the data. Raises RequestRefused."""
        try:
            bindings = question.bindings(await self._run(request, values_of(question, values)))
        except QueryError as error:
            raise RequestRefused(400, error.message) from error
        answer = await self._queries(request).query(question.text, bindings, question.name)
        assert isinstance(answer, Answer)
        return answer.without_parameters()

    async def default_values(self, request: Request, question: SavedQuery) -> dict[str, str]:
        """The values of the parameters found in the data; the defaults of the header if the lookup is refused."""
        try:
            return await self._run(request, values_of(question, {}))
        except RequestRefused:
            return question.defaults

    async def lacks(self, request: Request, question: SavedQuery) -> tuple[Message, ...]:
        """What the data lack for the question; empty if the lookup is refused."""
        try:
            return await self._run(request, lacking(question))
        except RequestRefused:
            return ()

    async def _run(self, request: Request, lookups: Generator[Lookup, Found, T]) -> T:
        """The result of lookups in the data."""
        queries = self._queries(request)
        value: Found = None
        while True:
            try:
                lookup = lookups.send(value)
            except StopIteration as end:
                result: T = end.value
                return result
            value = found(await queries.query(lookup.text, dict(lookup.bindings), lookup.name))

    def values(self, request: Request, question: SavedQuery, ignored: tuple[str, ...] = (LANGUAGE,)) -> dict[str, str]:
        """The parameters in the address. Raises RequestRefused if one is set twice."""
        own = {parameter.name for parameter in question.parameters}
        pairs = [(name, value) for name, value in request.query_params.multi_items() if name in own or name not in ignored]
        if len(dict(pairs)) < len(pairs):
            raise RequestRefused(400, Message("serve-parameter-set-twice"))
        return dict(pairs)

    async def index(self, request: Request) -> Response:
        """All questions."""
        try:
            questions = [
                _description(question, await self.default_values(request, question), await self.lacks(request, question))
                for question in self.by_name.values()
            ]
        except ClientDisconnect:
            return Response(status_code=499)
        return cacheable(request, as_json({"questions": questions}), "application/json")

    async def answer(self, request: Request) -> Response:
        """The answer to one question."""
        name, _, form = request.path_params["file"].rpartition(".")
        question = self.by_name.get(name)
        if question is None or form not in ("json", "csv"):
            return problem_response(request, not_found(request.url.path))
        try:
            answer = await self.result(request, question, self.values(request, question))
        except RequestRefused as refused:
            return problem_response(request, refused)
        except ClientDisconnect:
            return Response(status_code=499)
        if form == "csv":
            return cacheable(request, answer_text(answer, "csv").encode(), "text/csv; charset=utf-8", FRESH)
        rows = [dict(zip(answer.variables, map(_json_value, row), strict=True)) for row in answer.rows]
        body = as_json({"question": name, "columns": answer.variables, "rows": rows})
        return cacheable(request, body, "application/json", FRESH)


def _description(question: SavedQuery, values: Mapping[str, str], lacks: Iterable[Message]) -> dict[str, Any]:
    """A question for JSON; `values` are the default values of its parameters."""
    return {
        "name": question.name,
        "summary": question.summary.in_each_language(),
        "description": question.description.in_each_language(),
        "tags": question.tags,
        "parameters": [
            {"name": p.name, "type": p.type, "default": values[p.name], "label": p.label.in_each_language()}
            for p in question.parameters
        ],
        "lacks": [lack.in_each_language() for lack in lacks],
        "json": f"/api/questions/{question.name}.json",
        "csv": f"/api/questions/{question.name}.csv",
        "page": {lang: f"/{lang}/question/{question.name}.html" for lang in LANGUAGES},
    }


def _json_value(term: Any) -> Any:
    """The term as a value of JSON; numbers that JSON does not have, such as INF, as text."""
    value = python_value(term)
    return str(term.value) if isinstance(value, float) and not math.isfinite(value) else value
