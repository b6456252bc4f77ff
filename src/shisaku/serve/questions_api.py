"""The saved questions for programs: a list, and each one's answer as JSON or CSV with its parameters as parameters of the address."""

import json
import math
from collections.abc import Generator, Iterable, Mapping
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from shisaku.errors import Message, QueryError
from shisaku.export.answer_tables import answer_text
from shisaku.serve.responses import FRESH, ByteCache, as_json, given, not_found, problem
from shisaku.serve.sparql_protocol import answer_unless_gone
from shisaku.serve.workers.jobs import QueryJob, RequestRefused
from shisaku.serve.workers.pool import WorkerPool
from shisaku.sparql.answers import Answer, result_of
from shisaku.sparql.questions import Found, Lookup, found, lacking, values_of
from shisaku.sparql.rdf_terms import Term, python_value
from shisaku.sparql.saved_query import SavedQuery

T = TypeVar("T")

LANGUAGE = "lang"
"""A parameter of every address: the language of messages."""


class QuestionsApi:
    """The saved questions and who answers them."""

    def __init__(self, questions: tuple[SavedQuery, ...], lane: WorkerPool, kept: ByteCache) -> None:
        self.by_name = {question.name: question for question in questions}
        """All of them."""
        self._lane = lane
        self._kept = kept

    async def ask(self, request: Request, question: SavedQuery, given: dict[str, str]) -> Answer:
        """The answer, with values that the data have where none is given. Raises Refused."""
        try:
            bindings = question.bindings(await self._found(request, values_of(question, given)))
        except QueryError as error:
            raise RequestRefused(400, error.message) from error
        answer = await self._answer(request, question.name, question.text, bindings)
        assert isinstance(answer, Answer)
        return answer.without_parameters()

    async def values_found(self, request: Request, question: SavedQuery) -> dict[str, str]:
        """The values of the parameters found in the data; the defaults of the header where the lookup is refused."""
        try:
            return await self._found(request, values_of(question, {}))
        except RequestRefused:
            return question.defaults

    async def lacks(self, request: Request, question: SavedQuery) -> tuple[Message, ...]:
        """What the data lack without which a question has no answer; nothing where the lookup is refused."""
        try:
            return await self._found(request, lacking(question))
        except RequestRefused:
            return ()

    async def _found(self, request: Request, lookups: Generator[Lookup, Found, T]) -> T:
        """What comes of lookups, each made by the processes that answer."""
        sent = None
        while True:
            try:
                lookup = lookups.send(sent)
            except StopIteration as end:
                result: T = end.value
                return result
            sent = found(await self._answer(request, lookup.name, lookup.text, dict(lookup.bindings)))

    async def _answer(self, request: Request, name: str, text: str, bindings: Mapping[str, Term]) -> Answer | bool:
        """The answer to SELECT or ASK; kept, as the data do not change while the server runs. Raises Refused."""
        values = {variable: str(term) for variable, term in bindings.items()}
        key = (name, json.dumps(values, sort_keys=True))
        body = self._kept.get(key)
        if body is None:
            body = (await answer_unless_gone(request, self._lane, QueryJob(text, "json", values=values))).body
            self._kept.put(key, body)
        return result_of(body)

    def values(self, request: Request, question: SavedQuery, besides: tuple[str, ...] = (LANGUAGE,)) -> dict[str, str]:
        """The parameters that a request sets. Raises Refused where one is set twice."""
        known = {parameter.name for parameter in question.parameters}
        pairs = [(name, value) for name, value in request.query_params.multi_items() if name in known or name not in besides]
        if len(dict(pairs)) < len(pairs):
            raise RequestRefused(400, Message("同じパラメーターが二度あります。", "A parameter is set twice."))
        return dict(pairs)

    async def listed(self, request: Request) -> Response:
        """Every question."""
        try:
            listed = [
                told(question, await self.values_found(request, question), await self.lacks(request, question))
                for question in self.by_name.values()
            ]
        except ClientDisconnect:
            return Response(status_code=499)
        return given(request, as_json({"questions": listed}), "application/json")

    async def answered(self, request: Request) -> Response:
        """The answer to one question."""
        name, _, form = request.path_params["file"].rpartition(".")
        question = self.by_name.get(name)
        if question is None or form not in ("json", "csv"):
            return problem(request, not_found(request.url.path))
        try:
            answer = await self.ask(request, question, self.values(request, question))
        except RequestRefused as refused:
            return problem(request, refused)
        except ClientDisconnect:
            return Response(status_code=499)
        if form == "csv":
            return given(request, answer_text(answer, "csv").encode(), "text/csv; charset=utf-8", FRESH)
        rows = [dict(zip(answer.variables, map(_value, row), strict=True)) for row in answer.rows]
        return given(request, as_json({"question": name, "columns": answer.variables, "rows": rows}), "application/json", FRESH)


def told(question: SavedQuery, values: Mapping[str, str], lacks: Iterable[Message]) -> dict[str, Any]:
    """What there is to know of a question: `values` are what its parameters are where none is given."""
    return {
        "name": question.name,
        "summary": {"ja": question.summary.ja, "en": question.summary.en},
        "description": {"ja": question.description.ja, "en": question.description.en},
        "tags": question.tags,
        "parameters": [
            {"name": p.name, "type": p.type, "default": values[p.name], "label": {"ja": p.label.ja, "en": p.label.en}}
            for p in question.parameters
        ],
        "lacks": [{"ja": lack.ja, "en": lack.en} for lack in lacks],
        "json": f"/api/questions/{question.name}.json",
        "csv": f"/api/questions/{question.name}.csv",
        "page": {lang: f"/{lang}/question/{question.name}.html" for lang in ("ja", "en")},
    }


def _value(term: Any) -> Any:
    """As JSON has it; numbers that it has not, such as INF, as text."""
    value = python_value(term)
    return str(term.value) if isinstance(value, float) and not math.isfinite(value) else value
