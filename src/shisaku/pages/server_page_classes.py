"""Pages that only a server has: one class for each template."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from shisaku.pages.charts import Chart
from shisaku.pages.page import Page
from shisaku.pages.query_view import AnswerTable
from shisaku.pages.term_labels import Ref, Text
from shisaku.sparql.saved_query import SavedQuery


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Result of a query."""

    problem: Text | None
    """Reason why there is no answer; None if there is one."""
    table: AnswerTable | None
    """The first rows of SELECT; None for other forms."""
    rows: int
    """Number of rows."""
    text: str
    """Turtle of CONSTRUCT and DESCRIBE; `true` or `false` of ASK."""
    files: tuple[tuple[str, str], ...]
    """Names of formats with the addresses of the answer in them."""
    chart: Chart | None
    """The answer as bars; None if a chart is not useful."""
    chart_file: str
    """Address of the chart as a file."""


@dataclass(frozen=True, slots=True)
class QueryFormPage(Page):
    """A form for SPARQL, or for the parameters of a saved question."""

    template: ClassVar[str] = "query.html"
    text: str
    """The query in the form."""
    question: SavedQuery | None
    """The saved question; None where the form is for SPARQL."""
    summary: Text | None
    """Its summary."""
    parameters: tuple[tuple[str, Text, str], ...]
    """Names, labels and values of its parameters."""
    result: QueryResult | None
    """Result of the query; None without a query."""
    questions: tuple[tuple[str, Text], ...]
    """Names of all saved questions with their summaries."""
    prefixes: tuple[tuple[str, str], ...]
    """Prefixes with their namespaces."""
    terms: tuple[tuple[str, str], ...]
    """Short names of own terms with the paths of their pages."""


@dataclass(frozen=True, slots=True)
class ListedPlan:
    """A plan in the list."""

    ref: Ref
    """The plan."""
    id: str
    """Its identifier."""
    year: str
    """Number of its fiscal year; empty where it is not known."""
    publishers: tuple[Text, ...]
    """Names of its publishers."""


@dataclass(frozen=True, slots=True)
class CataloguePage(Page):
    """The plans of a large dataset, some at a time."""

    template: ClassVar[str] = "catalogue.html"
    plans: tuple[ListedPlan, ...]
    """The plans on this page."""
    found: int
    """Number of plans that match the filters."""
    all_plans: int
    """Number of all plans."""
    publishers: tuple[tuple[str, int], ...]
    """Publishers with their numbers of plans."""
    years: tuple[tuple[str, int], ...]
    """Years with their numbers of plans."""
    filters: Mapping[str, str]
    """The selected `publisher` and `year`; empty for any."""
    number: int
    """Number of this page of the list, from 1."""
    pages: int
    """Number of pages of the list."""
    neighbours: Mapping[int, str]
    """Query strings of the pages before and after this one."""


@dataclass(frozen=True, slots=True)
class CatalogueSearchPage(Page):
    """A search over the labels of a large dataset."""

    template: ClassVar[str] = "catalogue_search.html"
    word: str
    """The search term, or empty."""
    found: tuple[tuple[Ref, Ref, Ref | None], ...]
    """Resources with their classes and their plans."""
    more: bool
    """Whether there are more results than shown."""
    sparql: str
    """The search as a query."""
