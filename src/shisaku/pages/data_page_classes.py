"""Pages of plans and of everything in them: a class a template."""

from dataclasses import dataclass
from typing import ClassVar

from shisaku.pages.component_tree import ComponentBranch
from shisaku.pages.detail_views import DetailsView
from shisaku.pages.edition_pages import EditionView
from shisaku.pages.edition_picture import EditionPicture
from shisaku.pages.matrix import Matrix
from shisaku.pages.page import Page
from shisaku.pages.plan_picture import PlanPicture
from shisaku.pages.resource_reader import ConclusionView, Region, SourcePassage, WordsInContext
from shisaku.pages.term_labels import Ref, Statement, Text
from shisaku.sparql.saved_query import SavedQuery


@dataclass(frozen=True, slots=True)
class HomePage(Page):
    """First page of a site of data."""

    template: ClassVar[str] = "home.html"
    plans: tuple[tuple[Ref, tuple[tuple[str, int], ...]], ...]
    """The plans, with how many components of each kind they have."""
    files: tuple[tuple[str, str, int], ...]
    """Whole graphs: paths below the root of the site, media types, sizes in bytes."""


@dataclass(frozen=True, slots=True)
class MatrixPage(Page):
    """Topics against measures."""

    template: ClassVar[str] = "matrix.html"
    matrices: tuple[tuple[Ref, Matrix], ...]
    """Of each plan."""


@dataclass(frozen=True, slots=True)
class SearchPage(Page):
    """Everything that can be searched for, in lists that a script filters."""

    template: ClassVar[str] = "search.html"
    several: bool
    """Whether there are several plans."""
    resources: tuple[tuple[Ref, Ref, tuple[Ref, ...]], ...]
    """Resources with their classes and topics."""
    questions: tuple[tuple[SavedQuery, Text], ...]
    """Questions with their summaries."""
    terms: tuple[Ref, ...]
    """Own terms."""


@dataclass(frozen=True, slots=True)
class ComparisonsPage(Page):
    """All comparisons of editions."""

    template: ClassVar[str] = "comparisons.html"
    comparisons: tuple[tuple[Ref, Ref, Ref], ...]
    """Comparison, older edition, newer edition."""


@dataclass(frozen=True, slots=True)
class ResourceView:
    """What the page of any resource shows."""

    ref: Ref
    """The resource."""
    kinds: tuple[Ref, ...]
    """Its classes."""
    above: tuple[Ref, ...]
    """Its ancestors, the plan first."""
    context: WordsInContext | None
    """Its words in context; None if it is not printed."""
    statements: tuple[Statement, ...]
    """Its triples."""
    details: DetailsView
    """Its details."""
    conclusions: tuple[ConclusionView, ...]
    """Conclusions about it."""
    parts: tuple[Ref, ...]
    """Its direct parts."""
    pointing: tuple[Statement, ...]
    """Resources that refer to it."""
    more_query: str
    """SPARQL for all resources that refer to it; empty if `pointing` is complete."""
    files: tuple[tuple[str, str], ...]
    """The page as data: media types with paths below the root of the site."""


@dataclass(frozen=True, slots=True)
class ResourcePage(Page):
    """A resource of a plan, or one that plans share."""

    template: ClassVar[str] = "resource.html"
    resource: ResourceView
    """The resource."""


@dataclass(frozen=True, slots=True)
class RetiredPage(ResourcePage):
    """A retired IRI."""

    template: ClassVar[str] = "retired.html"
    replacing: tuple[Ref, ...]
    """Its replacements."""


@dataclass(frozen=True, slots=True)
class PlanPage(ResourcePage):
    """A plan."""

    template: ClassVar[str] = "plan.html"
    about: tuple[tuple[str, tuple[Ref | Text, ...]], ...]
    """Publisher, year, licence and the like: keys of words with values."""
    marks: tuple[Ref, ...]
    """The marks of its legend."""
    pictures: tuple[PlanPicture, ...]
    """The picture in each of its forms."""
    tree: ComponentBranch
    """Its components."""
    placements: tuple[tuple[Ref, ConclusionView], ...]
    """Components with the conclusions about them."""
    periods: tuple[tuple[str, Ref, tuple[Statement, ...]], ...]
    """Periods that are no details: fragment, reference, triples."""
    retired: tuple[Ref, ...]
    """Retired IRIs of the plan."""


@dataclass(frozen=True, slots=True)
class EditionsPage(ResourcePage):
    """A comparison of two editions."""

    template: ClassVar[str] = "editions.html"
    comparison: EditionView
    """The comparison."""
    plans: tuple[tuple[str, Ref, Text | None], ...]
    """`older` and `newer`, the plans, their editions as printed."""
    pictures: tuple[EditionPicture, ...]
    """The picture in each of its forms."""
    tables: tuple[tuple[str, str], ...]
    """The comparison as a table: media types with paths below the root of the site."""


@dataclass(frozen=True, slots=True)
class SourcePage(ResourcePage):
    """The text of a document, or its file."""

    template: ClassVar[str] = "source.html"
    is_text: bool
    """Whether it is the text."""
    lines: tuple[tuple[tuple[str, str], ...], ...]
    """The lines of the text, in pieces with the pages that they link to; empty if the graph has no text."""
    passages: tuple[SourcePassage, ...]
    """Places in the text."""
    regions: tuple[Region, ...]
    """Places in the file."""
