"""Content of a resource's page: properties, words in context, conclusions about it, references to it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from shisaku.graph.source_locations import span_of
from shisaku.model.source import Span
from shisaku.pages.published_data import Naming
from shisaku.pages.term_labels import Ref, Statement, Text, natural, text, text_of, value_of
from shisaku.rdf.namespaces import OA, SHISAKU

_AROUND = 90
"""Characters of context on either side of a resource's words."""
_FIRST = (
    "directPartOf",
    "ordinal",
    "printedNumber",
    "printedMarks",
    "hasMark",
    "restates",
    "hasTopic",
    "hasPurpose",
    "text",
    "restatementKind",
    "startDate",
    "endDate",
)


@dataclass(frozen=True, slots=True)
class WordsInContext:
    """Words of a resource in context."""

    before: str
    """The text before them."""
    quote: str
    """The words."""
    after: str
    """The text after them."""
    place: Ref
    """The place itself."""
    line: int | None = None
    """Line that they begin in, from 1; None if the graph has no text."""
    line_target: str = ""
    """Page and fragment of that line."""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One piece of evidence."""

    fragment: str
    """Its name within the page."""
    kind: Ref | None
    """Kind of evidence."""
    words: Text | None
    """What was observed."""
    place: Ref | None
    """Where that is printed."""


@dataclass(frozen=True, slots=True)
class ConclusionView:
    """A conclusion on the page of its subject, with confidence, evidence and rejected alternatives."""

    fragment: str
    """Its name within the page."""
    iri: str
    """Its IRI."""
    kinds: tuple[Ref, ...]
    """Its classes."""
    relation: Ref | None
    """The property that was inferred."""
    values: tuple[Ref, ...]
    """Its value."""
    confidence: str
    """Probability, 0 to 1; empty if unknown."""
    evidence: tuple[EvidenceView, ...]
    """The reasons, strongest first."""
    rejected: tuple[tuple[str, tuple[Ref, ...], str], ...]
    """Rejected alternatives: fragment, values, probability."""
    statements: tuple[Statement, ...]
    """Its other properties."""


_OF_CONCLUSION = tuple(
    SHISAKU[name]
    for name in (
        "places", "identifies", "under", "original", "concludedOf", "concludedProperty", "concludedValue", "confidence", "basis",
        "hasEvidence", "evidenceSpan", "rejectedAlternative", "rival",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """A place in the text of a document, or in its file."""

    fragment: str
    """Its name within the page."""
    selectors: tuple[str, ...]
    """Names of its selectors within the page."""
    used: tuple[Ref, ...]
    """Resources that refer to it."""


@dataclass(frozen=True, slots=True)
class Region(SourcePlace):
    """A rectangle on a page of a file."""

    page: str
    """Page of the file."""
    rectangle: str
    """Left, top, width, height in points."""


@dataclass(frozen=True, slots=True)
class SourcePassage(SourcePlace):
    """A part of a text."""

    start: int
    """First character, from 0."""
    end: int
    """Offset after the last character."""
    before: str
    """The prefix of its quote."""
    quote: str
    """The words."""
    after: str
    """The suffix of its quote."""


class ResourceReader:
    """Reads the resources of one dataset for pages in one language."""

    def __init__(self, naming: Naming) -> None:
        self.naming = naming
        self.dataset = naming.dataset
        self.graph = naming.dataset.graph

    def statements(self, resource: URIRef, without: Iterable[URIRef] = ()) -> tuple[Statement, ...]:
        """Its properties with their values."""
        hidden = {RDF.type, SHISAKU.sourceText, *without}
        by_property: dict[URIRef, list[Node]] = {}
        for property_, value in self.graph.predicate_objects(resource):
            if property_ not in hidden:
                by_property.setdefault(URIRef(str(property_)), []).append(value)
        ordered = sorted(by_property, key=_rank)
        return tuple(Statement(self.naming.ref(p), self._values(by_property[p])) for p in ordered)

    def _values(self, values: Iterable[Node]) -> tuple[Ref | Text, ...]:
        ordered = sorted(values, key=lambda value: natural(str(value)))
        languages = {value.language for value in ordered if isinstance(value, Literal)}
        mine = [v for v in ordered if not isinstance(v, Literal) or v.language in (None, self.naming.lang)]
        shown = mine if len(languages) > 1 and mine else ordered
        return tuple(text_of(value) if isinstance(value, Literal) else self.naming.ref(value) for value in shown)

    def kinds(self, resource: URIRef) -> tuple[Ref, ...]:
        """Its classes."""
        return self.naming.values(resource, RDF.type)

    def path(self, resource: URIRef) -> tuple[Ref, ...]:
        """Return its ancestors, the plan first."""
        above: list[URIRef] = []
        here: Node | None = resource
        while here is not None and here not in above:
            above.append(URIRef(str(here)))
            here = self._above(URIRef(str(here)))
        return tuple(self.naming.ref(iri) for iri in reversed(above[1:]))

    def _above(self, resource: URIRef) -> Node | None:
        ways = (
            *self.graph.objects(resource, SHISAKU.directPartOf),
            *self.graph.subjects(SHISAKU.hasPurpose, resource),
            *self.graph.subjects(SHISAKU.hasDescription, resource),
            *self.graph.objects(resource, SHISAKU.markOf),
        )
        return min(ways, default=None, key=str)

    def parts(self, resource: URIRef) -> tuple[Ref, ...]:
        """Its direct parts."""
        return self.naming.refs(self.graph.subjects(SHISAKU.directPartOf, resource))

    def context(self, resource: URIRef) -> WordsInContext | None:
        """Return its words in context; None if it is not printed."""
        for place in sorted(self.graph.objects(resource, SHISAKU.quotedFrom), key=lambda one: natural(str(one))):
            source = self.graph.value(place, OA.hasSource)
            words = None if source is None else self.graph.value(source, SHISAKU.sourceText)
            span = span_of(self.graph, URIRef(str(place)))
            if words is not None and span is not None and str(source) in self.dataset.addresses:
                return self._within(str(words), span, place, str(source))
            passage = self._passage(URIRef(str(place)))
            if passage.quote:
                dots = ("…" if passage.before else "", "…" if passage.after else "")
                return WordsInContext(dots[0] + passage.before, passage.quote, passage.after + dots[1], self.naming.ref(place))
        return None

    def _within(self, text: str, span: Span, place: Node, source: str) -> WordsInContext:
        line = text.count("\n", 0, span.start) + 1
        before = text[max(0, span.start - _AROUND) : span.start]
        after = text[span.end : span.end + _AROUND]
        dots = ("…" if span.start > _AROUND else "", "…" if len(text) > span.end + _AROUND else "")
        target = f"{self.dataset.addresses[source]}#L{line}"
        quote = text[span.start : span.end]
        return WordsInContext(
            dots[0] + before.lstrip("\n"), quote, after.rstrip("\n") + dots[1], self.naming.ref(place), line, target
        )

    def conclusions(self, resource: URIRef) -> tuple[ConclusionView, ...]:
        """Return the conclusions on its page."""
        found = (s for s in self.dataset.owned.get(resource, ()) if (s, SHISAKU.concludedProperty, None) in self.graph)
        return tuple(self.conclusion(s) for s in found if (s, RDF.type, SHISAKU.RejectedConclusion) not in self.graph)

    def conclusion(self, iri: URIRef) -> ConclusionView:
        """Return one conclusion."""
        return ConclusionView(
            self.dataset.fragment(iri),
            str(iri),
            self.kinds(iri),
            self.naming.value(iri, SHISAKU.concludedProperty),
            self.naming.values(iri, SHISAKU.concludedValue),
            value_of(self.graph, iri, SHISAKU.confidence),
            tuple(map(self._evidence, self._numbered(iri, SHISAKU.hasEvidence))),
            tuple(map(self._rejected, self._numbered(iri, SHISAKU.rejectedAlternative))),
            self.statements(iri, without=(*_OF_CONCLUSION, RDFS.comment)),
        )

    def _numbered(self, iri: URIRef, property_: URIRef) -> list[URIRef]:
        return sorted((URIRef(str(o)) for o in self.graph.objects(iri, property_)), key=natural)

    def _evidence(self, iri: URIRef) -> EvidenceView:
        words = text(self.graph, iri, (RDFS.comment,), self.naming.lang)
        kind, place = (self.naming.value(iri, property_) for property_ in (SHISAKU.evidenceKind, SHISAKU.evidencePlace))
        return EvidenceView(self.dataset.fragment(iri), kind, words, place)

    def _rejected(self, iri: URIRef) -> tuple[str, tuple[Ref, ...], str]:
        values = self.naming.values(iri, SHISAKU.concludedValue)
        return self.dataset.fragment(iri), values, value_of(self.graph, iri, SHISAKU.confidence)

    def periods(self, plan: URIRef) -> tuple[tuple[str, Ref, tuple[Statement, ...]], ...]:
        """Return the periods of a plan that are no details: fragment, reference, properties."""
        details = {o for p in (SHISAKU.hasPeriod, SHISAKU.hasDeadline) for o in self.graph.objects(None, p)}
        typed = {s for type_ in (SHISAKU.Period, SHISAKU.PrintedPeriod) for s in self.graph.subjects(RDF.type, type_)}
        found = (one for one in self.dataset.owned.get(plan, ()) if one in typed and one not in details)
        return tuple((self.dataset.fragment(one), self.naming.ref(one), self.statements(one)) for one in found)

    def regions(self, file: URIRef) -> tuple[Region, ...]:
        """Return the regions of a file with printed resources, page by page."""
        return tuple(map(self._region, sorted(self._places(file), key=natural)))

    def _places(self, source: URIRef) -> list[URIRef]:
        return [s for s in self.dataset.owned.get(source, ()) if (s, OA.hasSource, source) in self.graph]

    def _region(self, place: URIRef) -> Region:
        fragments = " ".join(str(o) for s in self._selectors(place) for o in self.graph.objects(s, RDF.value))
        found = re.search(r"page=(?P<page>[0-9]+)(?:&viewrect=(?P<rectangle>[0-9.,]+))?", fragments)
        page, rectangle = (found["page"], found["rectangle"] or "") if found else ("", "")
        return Region(*self._place(place), page, rectangle.replace(",", ", "))

    def _selectors(self, place: URIRef) -> list[URIRef]:
        return sorted((URIRef(str(o)) for o in self.graph.objects(place, OA.hasSelector)), key=str)

    def _place(self, place: URIRef) -> tuple[str, tuple[str, ...], tuple[Ref, ...]]:
        """Fragment, fragments of selectors, and references to it."""
        owned = tuple(self.dataset.fragment(s) for s in self._selectors(place) if s in self.dataset.owners)
        used = self.naming.refs(subject for _, subject in self.dataset.pointing.get(place, ()))
        return self.dataset.fragment(place), owned, used

    def pointing(self, resource: Node, without: Iterable[URIRef] = ()) -> tuple[Statement, ...]:
        """Return the references to it, by property."""
        by_property: dict[URIRef, list[URIRef]] = {}
        for property_, subject in self.dataset.pointing.get(resource, ()):
            if property_ not in {*without, RDF.type}:
                by_property.setdefault(property_, []).append(subject)
        return tuple(Statement(self.naming.ref(p), self.naming.refs(found)) for p, found in by_property.items())

    def passages(self, source: URIRef) -> tuple[SourcePassage, ...]:
        """Return every place in a source with a reference, in order of the text."""
        found = map(self._passage, self._places(source))
        return tuple(sorted(found, key=lambda passage: (passage.start, passage.end, passage.fragment)))

    def _passage(self, place: URIRef) -> SourcePassage:
        nodes = (place, *self._selectors(place))

        def value(property_: URIRef) -> str:
            return next((str(o) for s in nodes for o in self.graph.objects(s, property_)), "")

        start, end = (int(value(p) or "0") for p in (OA.start, OA.end))
        return SourcePassage(*self._place(place), start, end, *map(value, (OA.prefix, OA.exact, OA.suffix)))

    def lines(self, source: URIRef) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Return the lines of a source's text, in pieces; quoted words link to the page of their resource. Empty without a text."""
        text = self.graph.value(source, SHISAKU.sourceText)
        if text is None:
            return ()
        quoted: list[tuple[int, int, str]] = []
        for place in self.graph.subjects(OA.hasSource, source):
            span = span_of(self.graph, URIRef(str(place)))
            resource = min(self.graph.subjects(SHISAKU.quotedFrom, place), default=None, key=str)
            if span is not None and str(resource) in self.dataset.addresses:
                quoted.append((span.start, span.end, self.dataset.addresses[str(resource)]))
        lines, at = [], 0
        for line in str(text).split("\n"):
            lines.append(tuple(_pieces(line, at, sorted(quoted))))
            at += len(line) + 1
        return tuple(lines)


def _pieces(line: str, start: int, quoted: list[tuple[int, int, str]]) -> list[tuple[str, str]]:
    """A line that begins at `start`, in pieces with their links; the first of overlapping pieces wins."""
    pieces, at = [], start
    for first, last, target in quoted:
        first, last = max(first, at), min(last, start + len(line))
        if first < last:
            pieces += [(line[at - start : first - start], ""), (line[first - start : last - start], target)]
            at = last
    return [piece for piece in (*pieces, (line[at - start :], "")) if piece[0]]


def _rank(property_: URIRef) -> tuple[int, str]:
    name = re.split(r"[#/]", str(property_))[-1]
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), str(property_))
