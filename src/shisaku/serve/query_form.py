"""The page for queries: SPARQL, or a saved question with its parameters. It works without scripts, and every answer has an address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from shisaku.messages import Language, Message
from shisaku.pages.chart_picture import chart_picture
from shisaku.pages.charts import Chart, chart
from shisaku.pages.data_site import DataSite
from shisaku.pages.navigation import QUERY_PAGE
from shisaku.pages.page import Page, PageHead
from shisaku.pages.query_view import AnswerCell, AnswerTable, tabled
from shisaku.pages.rendering import render
from shisaku.pages.server_page_classes import QueryFormPage, QueryResult
from shisaku.pages.term_labels import Text
from shisaku.pages.wording import word
from shisaku.rdf.namespaces import PREFIXES
from shisaku.serve.questions_api import LANGUAGE, QuestionsApi
from shisaku.serve.responses import CHECKED, ByteCache, cacheable, language_of, redirect
from shisaku.serve.shared_resources import page_of
from shisaku.serve.worker_queries import answer_unless_gone
from shisaku.serve.workers.jobs import SOLUTIONS, TRIPLES, JobAnswer, JobService, QueryJob, RequestRefused
from shisaku.sparql.answers import Answer, answer_of
from shisaku.sparql.saved_query import SavedQuery

MOST_ROWS = 500
"""Rows that are shown; files have all."""
_HTML = "text/html; charset=utf-8"
_EXAMPLE = """PREFIX shisaku: <https://w3id.org/shisaku/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?measure ?label WHERE {
  ?measure a shisaku:Measure ; rdfs:label ?label .
}
ORDER BY ?measure
LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class _Result:
    """The result of a query."""

    answer: Answer | None = None
    """The answer to SELECT."""
    text: str = ""
    """The answer to CONSTRUCT or DESCRIBE, in Turtle; to ASK, `true` or `false`."""
    triples: bool = False
    """Whether the query is CONSTRUCT or DESCRIBE."""
    problem: Message | None = None
    """Why there is no answer."""
    status: int = 200
    """HTTP status."""


class QueryForm:
    """The handler of `/<language>/query.html`."""

    def __init__(
        self, site: DataSite, queries: JobService, questions: QuestionsApi, cache: ByteCache, bases: tuple[str, ...] = ()
    ) -> None:
        self._site = site
        self._cache = cache
        self._bases = bases
        self._queries = queries
        self._questions = questions

    async def front(self, request: Request) -> Response:
        """Redirect to the page in the language of the client, with the query."""
        query = f"?{request.url.query}" if request.url.query else ""
        return redirect(f"/{language_of(request)}/{QUERY_PAGE}{query}", 302, "Accept-Language")

    async def answer(self, request: Request) -> Response:
        """The page, with the answer if the request has a query or a question."""
        lang = request.url.path.split("/")[1]
        if not request.url.query:
            return cacheable(request, self._empty_page(lang, request), _HTML, CHECKED)
        text = request.query_params.get("query", "").strip()
        question = self._questions.by_name.get(request.query_params.get("question", ""))
        try:
            result = await self._result(request, text, question)
            values = {} if question is None else await self._questions.default_values(request, question)
        except ClientDisconnect:
            return Response(status_code=499)
        body = render(self._page(lang, text, question, request, result, values)).encode()
        response = cacheable(request, body, _HTML, CHECKED)
        response.status_code = result.status if result is not None and response.status_code == 200 else response.status_code
        return response

    def _empty_page(self, lang: Language, request: Request) -> bytes:
        """The page without a query; rendered once."""
        body = self._cache.get((QUERY_PAGE, lang))
        if body is None:
            body = render(self._page(lang, "", None, request, None, {})).encode()
            self._cache.put((QUERY_PAGE, lang), body)
        return body

    async def _result(self, request: Request, text: str, question: SavedQuery | None) -> _Result | None:
        try:
            if question is not None:
                values = self._questions.values(request, question, ("question", LANGUAGE))
                return _Result(await self._questions.result(request, question, values))
            if text:
                return _result_of(await answer_unless_gone(request, self._queries, QueryJob(text, "json", "turtle")))
        except RequestRefused as refused:
            return _Result(problem=refused.message, status=refused.status)
        return None

    def _page(
        self,
        lang: Language,
        text: str,
        question: SavedQuery | None,
        request: Request,
        result: _Result | None,
        values: Mapping[str, str],
    ) -> Page:
        reference = self._site.reference
        query = f"?{request.url.query}" if request.url.query else ""
        return QueryFormPage(
            PageHead(QUERY_PAGE, lang, Text(word("query_page", lang), lang), self._site.navigation(lang), query=query),
            text=text or ("" if question else _EXAMPLE),
            question=question,
            summary=Text(question.summary.text(lang), lang) if question else None,
            parameters=self._parameters(lang, question, request, values),
            result=None if result is None else self._shown(result, lang, question, _files(text, question, request, result)),
            questions=tuple((q.name, Text(q.summary.text(lang), lang)) for q in reference.questions),
            prefixes=tuple(sorted(PREFIXES.items())),
            terms=tuple((reference.short(iri), path) for iri, path in reference.own_addresses.items()),
        )

    def _shown(
        self, result: _Result, lang: Language, question: SavedQuery | None, files: tuple[tuple[str, str], ...]
    ) -> QueryResult:
        """The result with its files, table and chart."""
        problem = Text(result.problem.text(lang), lang) if result.problem else None
        answer = result.answer
        if answer is None:
            return QueryResult(problem, None, 0, result.text, files, None, "")
        table = self._linked(tabled(self._site.reference, Answer(answer.variables, answer.rows[:MOST_ROWS]), lang))
        numbers = [n for n, name in enumerate(table.columns) if table.rows and all(row[n].number for row in table.rows)]
        drawn = chart(table, frozenset(table.columns[n] for n in numbers[-1:]))
        address = self._chart_file(drawn, question, lang) if drawn else ""
        return QueryResult(problem, table, len(answer.rows), result.text, files, drawn, address)

    def _chart_file(self, drawn: Chart, question: SavedQuery | None, lang: Language) -> str:
        """The chart as a `data:` address, as it has no other."""
        title = Text(question.summary.text(lang), lang) if question else Text(word("data_site", lang), lang)
        notes = (word("chart_note", lang, drawn.column, question.name) if question else drawn.column,)
        return "data:image/svg+xml," + quote(render(chart_picture(drawn, title, notes, lang)))

    def _linked(self, table: AnswerTable) -> AnswerTable:
        """The table with links to the pages of plan resources, also of those that are built on request."""
        if not self._bases:
            return table
        rows = tuple(tuple(self._linked_cell(cell) for cell in row) for row in table.rows)
        return replace(table, rows=rows)

    def _linked_cell(self, cell: AnswerCell) -> AnswerCell:
        known = not cell.target and cell.value.startswith(self._bases)
        return replace(cell, target=page_of(cell.value, self._bases)) if known else cell

    def _parameters(
        self, lang: Language, question: SavedQuery | None, request: Request, values: Mapping[str, str]
    ) -> tuple[tuple[str, Text, str], ...]:
        """Names, labels and values of the parameters of a question; values of the request, else `values`."""
        return tuple(
            (p.name, Text(p.label.text(lang), lang), request.query_params.get(p.name, values[p.name]))
            for p in (question.parameters if question else ())
        )


def _result_of(answer: JobAnswer) -> _Result:
    if answer.form in TRIPLES:
        return _Result(text=answer.body.decode(), triples=True)
    try:
        return _Result(answer_of(answer.body))
    except ValueError:  # the answer to ASK
        return _Result(text="true" if b"true" in answer.body else "false")


def _files(text: str, question: SavedQuery | None, request: Request, result: _Result | None) -> tuple[tuple[str, str], ...]:
    """Formats of the answer as a file, with their addresses."""
    if question is not None:
        query = urlencode([(k, v) for k, v in request.query_params.multi_items() if k not in ("question", LANGUAGE)])
        return tuple(
            (form, f"/api/questions/{question.name}.{form}" + (f"?{query}" if query else "")) for form in ("csv", "json")
        )
    forms = TRIPLES if result is not None and result.triples else SOLUTIONS
    return tuple((form, "/sparql?" + urlencode({"query": text, "format": form})) for form in forms)
