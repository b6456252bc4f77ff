"""Pages of the ontology, its vocabularies, questions, checks and files: a class a template."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from shisaku.pages.charts import Chart
from shisaku.pages.examples import Example
from shisaku.pages.page import Page
from shisaku.pages.query_view import AnswerTable, QueryPiece
from shisaku.pages.shape_requirements import ShapeRequirement, ShapeView
from shisaku.pages.term_labels import Ref, Statement, Text
from shisaku.pages.term_reader import TermDescription
from shisaku.pages.turtle_files import TurtleFile
from shisaku.sparql.saved_query import Parameter, SavedQuery

DefinedAt = tuple[TurtleFile, int] | None
"""File and line of a definition; None if no line begins with the term."""


@dataclass(frozen=True, slots=True)
class TermBranch:
    """A term in a tree."""

    ref: Ref
    """The term."""
    definition: Text | None
    """Its definition."""
    branches: tuple["TermBranch", ...]
    """Narrower terms."""


@dataclass(frozen=True, slots=True)
class IndexPage(Page):
    """First page of the reference."""

    template: ClassVar[str] = "index.html"
    descriptions: tuple[Text, ...]
    """Descriptions of the ontology."""
    notes: tuple[Text, ...]
    """Comments on it."""
    facts: Mapping[str, tuple[str, ...]]
    """IRI, version, prefix and licence, by keys of words."""
    lists: tuple[tuple[str, str, int], ...]
    """Pages that list others: keys of words, paths, lengths."""
    classes: tuple[TermBranch, ...]
    """Tree of the classes."""
    properties: tuple[TermBranch, ...]
    """All properties, without a tree."""
    schemes: tuple[tuple[Ref, int], ...]
    """Vocabularies with how many concepts they have."""


@dataclass(frozen=True, slots=True)
class TermPage(Page):
    """A class, property or concept."""

    template: ClassVar[str] = "term.html"
    term: TermDescription
    """Its description."""
    version: str
    """Version of the ontology; empty where it has none."""
    place: DefinedAt
    """Where it is defined."""
    requirements: tuple[tuple[ShapeView, ShapeRequirement], ...]
    """Requirements of shapes."""
    wider_shapes: tuple[Ref, ...]
    """Classes above it that have shapes."""
    examples: tuple[Example, ...]
    """Examples from the data."""
    used: tuple[tuple[str, SavedQuery, Text], ...]
    """Queries that use it: `question`, `check` or `rule`, query, summary."""
    pointing: tuple[Statement, ...] = ()
    """Resources that refer to a concept."""
    more_query: str = ""
    """SPARQL for all resources that refer to it; empty if `pointing` is complete."""
    files: tuple[tuple[str, str], ...] = ()
    """The page as data: media types with paths below the root of the site."""


@dataclass(frozen=True, slots=True)
class VocabularyPage(Page):
    """A SKOS scheme."""

    template: ClassVar[str] = "vocabulary.html"
    iri: str
    """Its IRI."""
    descriptions: tuple[Text, ...]
    """Its descriptions."""
    tree: tuple[TermBranch, ...]
    """Its concepts."""
    length: int
    """Number of concepts."""
    place: DefinedAt
    """Where it is defined."""


@dataclass(frozen=True, slots=True)
class QueryListPage(Page):
    """All questions, checks or rules."""

    template: ClassVar[str] = "queries.html"
    kind: str
    """`question`, `check` or `rule`."""
    groups: tuple[tuple[str, Text, tuple[tuple[SavedQuery, Text], ...]], ...]
    """First tags, their names, and queries with their summaries."""
    rows: Mapping[str, int]
    """Numbers of rows of the answers, by names of questions."""
    unanswered: tuple[tuple[SavedQuery, Text, tuple[Text, ...]], ...]
    """Questions without an answer, with their summaries and the reasons."""


@dataclass(frozen=True, slots=True)
class SavedQueryPage(Page):
    """Common fields of the pages of questions, checks and rules."""

    query: SavedQuery
    """The query."""
    tags: tuple[Text, ...]
    """Its tags."""
    pieces: tuple[QueryPiece, ...]
    """Its text."""
    terms: tuple[Ref, ...]
    """Own terms that it uses."""


@dataclass(frozen=True, slots=True)
class QuestionPage(SavedQueryPage):
    """A saved question with its answer."""

    template: ClassVar[str] = "question.html"
    columns: Text
    """Meaning of its columns."""
    parameters: tuple[tuple[Parameter, Text, Text], ...]
    """Its parameters with labels and the values that the answer is for."""
    answer: AnswerTable
    """The answer."""
    graphs: int
    """Number of graphs that the answer is over."""
    lacks: tuple[Text, ...]
    """Unmet needs, if there is no answer."""
    command: str
    """The command that answers it."""
    chart: Chart | None = None
    """Its answer as bars; None if a chart is not useful."""
    chart_file: str = ""
    """Path of the chart as a file, below the root of the site."""
    json: str = ""
    """Path of the answer as JSON, below the root of the site, or empty."""


@dataclass(frozen=True, slots=True)
class CheckPage(SavedQueryPage):
    """A check on data, or a rule on the ontology, whose results are violations."""

    template: ClassVar[str] = "check.html"
    kind: str
    """`check` or `rule`."""
    meaning: Text
    """How to fix a violation."""


@dataclass(frozen=True, slots=True)
class ShapesPage(Page):
    """All SHACL shapes."""

    template: ClassVar[str] = "shapes.html"
    shapes: tuple[tuple[ShapeView, DefinedAt], ...]
    """The shapes and where they are defined."""
    refs: Mapping[str, Ref]
    """Classes and properties that the shapes are for, by IRI."""


@dataclass(frozen=True, slots=True)
class FilesPage(Page):
    """The files of the ontology."""

    template: ClassVar[str] = "files.html"
    names: tuple[str, ...]
    """Their names."""


@dataclass(frozen=True, slots=True)
class FilePage(Page):
    """One file, line by line."""

    template: ClassVar[str] = "file.html"
    name: str
    """Its name."""
    lines: tuple[str, ...]
    """Its lines."""
