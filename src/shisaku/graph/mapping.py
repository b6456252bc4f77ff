"""From a Plan to triples: what is printed, and what was concluded, in two graphs."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, PROV, RDF, RDFS, SKOS, VOID, XSD

from shisaku.graph.details import description_pairs, detail_pairs
from shisaku.graph.language import language_of, tagged
from shisaku.graph.namespaces import BASIS, KIND, OA, ORG, SHISAKU, PlanIris, class_of
from shisaku.graph.pages import PDF_FRAGMENT, page_fragments
from shisaku.graph.triples import graph_of
from shisaku.graph.vocabulary import Vocabulary
from shisaku.plan import (
    PLAN_KEY,
    Component,
    Evidence,
    Identification,
    Initiative,
    Passage,
    Pillar,
    Placement,
    Plan,
    Purpose,
    same_mark,
    two_decimals,
)
from shisaku.source import Publisher, Span

CONTEXT = 24
"""Characters of context before and behind a quote (oa:prefix, oa:suffix)."""


@dataclass(frozen=True, slots=True)
class PlanGraph:
    """The triples of one plan."""

    asserted: Graph
    """What is printed in the source, and what is known of the source itself."""
    reconstructed: Graph
    """What was concluded, and why."""


def to_graph(
    plan: Plan, iris: PlanIris, vocabulary: Vocabulary, ontology_version: URIRef, licence: str | None = None
) -> PlanGraph:
    """The triples of `plan` without any blank node, the whole text of its source among them.

    `ontology_version` is the version IRI they conform to, `licence` the IRI of the licence that the graph is published under.
    """
    return _Mapping(plan, iris, vocabulary, ontology_version, licence).graph()


class _Mapping:
    """Writes the triples of one plan into two graphs."""

    def __init__(self, plan: Plan, iris: PlanIris, vocabulary: Vocabulary, ontology_version: URIRef, licence: str | None) -> None:
        self.plan = plan
        self.iris = iris
        self.vocabulary = vocabulary
        self.ontology_version = ontology_version
        self.licence = URIRef(licence) if licence else None
        self.asserted = graph_of()
        self.reconstructed = graph_of()
        self.written: set[URIRef] = set()
        self.language = language_of(plan.source.text)
        self.line_ends = [line.span.end for line in plan.source.layout]
        self.line_starts = [line.span.start for line in plan.source.layout]
        self.placed = {placement.component for placement in plan.placements}
        self.marks = {same_mark(entry.symbol): iris.mark(n) for n, entry in enumerate(plan.legend, start=1)}

    def graph(self) -> PlanGraph:
        """Both graphs."""
        self._plan()
        self._source()
        self._marks()
        for component, parent in self.plan.walk():
            self._component(component, parent)
        for purpose, parent in self.plan.all_purposes():
            self._purpose(purpose, parent)
        for placement in self.plan.placements:
            self._placement(placement)
        for identification in self.plan.identifications:
            self._identification(identification)
        for kind, spans in ((SHISAKU.Furniture, self.plan.furniture), (SHISAKU.UnreadText, self.plan.unread)):
            for span in spans:
                self._say(self._span(span), (RDF.type, kind))
        return PlanGraph(self.asserted, self.reconstructed)

    # -- writing -------------------------------------------------------------------------------------------------------

    def _say(self, subject: URIRef, *pairs: tuple[URIRef, URIRef | Literal | None]) -> None:
        """What is printed, or known of the source; pairs without an object are left out."""
        for predicate, value in pairs:
            if value is not None:
                self.asserted.add((subject, predicate, value))

    def _conclude(self, subject: URIRef, *pairs: tuple[URIRef, URIRef | Literal | None]) -> None:
        """What was concluded."""
        for predicate, value in pairs:
            if value is not None:
                self.reconstructed.add((subject, predicate, value))

    def _text(self, words: str | None) -> Literal | None:
        """Words of the document, tagged with their language."""
        return tagged(words, self.language)

    def _span(self, span: Span) -> URIRef:
        """The span's IRI, its selectors written down (Web Annotation Data Model 4.2.1, 4.2.4, 4.2.5)."""
        iri = self.iris.span(span)
        if iri in self.written:
            return iri
        self.written.add(iri)
        text = self.plan.source.text
        position, quote = URIRef(f"{iri}/position"), URIRef(f"{iri}/quote")
        self._say(iri, (RDF.type, SHISAKU.TextSpan), (OA.hasSource, self.iris.source))
        self._say(iri, (OA.hasSelector, position), (OA.hasSelector, quote))
        self._say(position, (RDF.type, OA.TextPositionSelector), (OA.start, _offset(span.start)), (OA.end, _offset(span.end)))
        self._say(
            quote,
            (RDF.type, OA.TextQuoteSelector),
            (OA.exact, Literal(text[span.start : span.end])),
            (OA.prefix, Literal(text[max(0, span.start - CONTEXT) : span.start])),
            (OA.suffix, Literal(text[span.end : span.end + CONTEXT])),
        )
        self._pages(iri, span)
        return iri

    def _pages(self, iri: URIRef, span: Span) -> None:
        """A selector for each page that the span stands on, where the document has pages."""
        first, behind = bisect_right(self.line_ends, span.start), bisect_left(self.line_starts, span.end)
        for page, fragment in page_fragments(self.plan.source.layout[first:behind], span).items():
            selector = URIRef(f"{iri}/page-{page}")
            self._say(iri, (OA.hasSelector, selector))
            self._say(
                selector,
                (RDF.type, OA.FragmentSelector),
                (DCTERMS.conformsTo, URIRef(PDF_FRAGMENT)),
                (RDF.value, Literal(fragment)),
            )

    # -- the plan and its source ---------------------------------------------------------------------------------------

    def _plan(self) -> None:
        description, iri = self.plan.source.description, self.iris.plan
        publisher = self._publisher(description.publisher)
        issued = Literal(f"{description.year:04}", datatype=XSD.gYear) if description.year else None
        self._say(
            iri,
            (RDF.type, SHISAKU.PolicyPlan),
            (RDFS.label, self._text(self.plan.title)),
            (SHISAKU.edition, self._text(self.plan.edition)),
            (DCTERMS.publisher, publisher),
            (DCTERMS.issued, issued),
            (DCTERMS.source, self.iris.source),
            (SHISAKU.quotedFrom, self._span(self.plan.title_span) if self.plan.title_span else None),
            (VOID.inDataset, self.iris.dataset),
            *description_pairs(self.plan.description, self.language),
        )
        self._described_in(iri, self.plan.description)
        self._say(
            self.iris.dataset,
            (RDF.type, DCAT.Dataset),
            (DCTERMS.title, _ja(f"{self.plan.title}（知識グラフ）")),
            (DCTERMS.title, Literal(f"Knowledge graph of the policy plan {self.iris.plan_id}", lang="en")),
            (DCTERMS.license, self.licence),
            (DCTERMS.source, self.iris.source),
            (DCTERMS.conformsTo, self.ontology_version),
            (PROV.wasGeneratedBy, self.iris.reading),
        )

    def _publisher(self, publisher: Publisher | None) -> URIRef | None:
        if publisher is None:
            return None
        iri = self.iris.organization(publisher)
        # with an English name beside it the name is the Japanese one, whatever its letters
        name = _ja(publisher.name) if publisher.name_en else self._text(publisher.name)
        self._say(iri, (RDF.type, ORG.FormalOrganization), (RDFS.label, name))
        if publisher.name_en:
            self._say(iri, (RDFS.label, Literal(publisher.name_en, lang="en")))
        if publisher.corporate_number:
            self._say(iri, (ORG.identifier, Literal(publisher.corporate_number)))
        return iri

    def _source(self) -> None:
        source, description = self.plan.source, self.plan.source.description
        self._say(
            self.iris.source,
            (RDF.type, SHISAKU.SourceDocument),
            (RDFS.label, _ja(f"{self.plan.title}（原文）")),
            (RDFS.label, Literal(f"{self.plan.title} (source text)", lang="en") if self.language == "en" else None),
            (DCTERMS.source, URIRef(description.url) if description.url else None),
            (DCTERMS.license, URIRef(description.licence) if description.licence else None),
            (DCTERMS.publisher, self._publisher(description.publisher)),
            (SHISAKU.sha256, Literal(source.sha256)),
            (SHISAKU.characterCount, _offset(len(source.text))),
            (SHISAKU.sourceText, Literal(source.text)),
        )
        self._say(
            self.iris.reading,
            (RDF.type, PROV.Activity),
            (RDFS.label, _ja("原文の読み取り")),
            (RDFS.label, Literal("reading of the source", lang="en")),
            (PROV.used, self.iris.source),
            (SHISAKU.lexicon, Literal(self.plan.lexicon) if self.plan.lexicon else None),
        )

    def _marks(self) -> None:
        for number, entry in enumerate(self.plan.legend, start=1):
            iri = self.iris.mark(number)
            self._say(
                iri,
                (RDF.type, SHISAKU.Mark),
                (SKOS.notation, Literal(entry.symbol)),
                (SKOS.prefLabel, self._text(entry.meaning or entry.symbol)),
                (SHISAKU.markOf, self.iris.plan),
                (SHISAKU.ordinal, _positive(number)),
                (SHISAKU.quotedFrom, self._span(entry.span) if entry.span else None),
            )
            if entry.meaning:
                self._conclude(iri, (SKOS.exactMatch, self.vocabulary.category(entry.meaning)))

    # -- components ----------------------------------------------------------------------------------------------------

    def _component(self, component: Component, parent: str) -> None:
        iri = self.iris.of(component.key)
        self._say(
            iri,
            (RDF.type, class_of(component)),
            (RDFS.label, self._text(component.label)),
            (SHISAKU.ordinal, _positive(component.ordinal)),
            (SHISAKU.printedNumber, Literal(component.printed) if component.printed else None),
            (SHISAKU.quotedFrom, self._span(component.span)),
            *detail_pairs(component.details, self.language),
        )
        self._described_in(iri, component.details.description)
        if isinstance(component, Initiative):
            self._initiative(iri, component)
        say = self._conclude if component.key in self.placed else self._say
        say(iri, (SHISAKU.directPartOf, self.iris.of(parent)))
        if parent == PLAN_KEY:
            say(iri, (SHISAKU.inPlan, self.iris.plan))
        elif isinstance(self.plan.find(parent), Pillar):
            say(iri, (SHISAKU.inPillar, self.iris.of(parent)))
        self._topics(iri, component.span, component.label)

    def _described_in(self, iri: URIRef, description: tuple[Passage, ...]) -> None:
        for passage in description:
            for piece in self.plan.pieces(passage):
                self._say(iri, (SHISAKU.describedIn, self._span(piece)))

    def _initiative(self, iri: URIRef, initiative: Initiative) -> None:
        if initiative.restated:
            self._say(iri, (RDF.type, SHISAKU.RestatedInitiative))
        self._say(iri, (SHISAKU.printedMarks, Literal(initiative.marks) if initiative.marks else None))
        for symbol in initiative.marks:
            self._say(iri, (SHISAKU.hasMark, self.marks[same_mark(symbol)]))

    def _purpose(self, purpose: Purpose, parent: str) -> None:
        iri = self.iris.of(purpose.key)
        self._say(iri, (RDF.type, SHISAKU.Purpose), (SHISAKU.text, self._text(purpose.text)))
        self._say(iri, (SHISAKU.quotedFrom, self._span(purpose.span)))
        say = self._conclude if purpose.key in self.placed else self._say
        say(self.iris.of(parent), (SHISAKU.hasPurpose, iri))
        self._topics(iri, purpose.span, purpose.text)

    def _topics(self, iri: URIRef, span: Span, words: str) -> None:
        """Topics that the component's own words mention, each anchored where its form is printed.

        What is printed beside them in the same span, such as the name of a department, tells nothing of the subject.
        """
        quote = self.plan.source.quote(span)
        own = _place_of(words, quote)
        for mention in self.vocabulary.mentions(quote):
            if not own.contains(mention.span):
                continue
            place = self._span(Span(span.start + mention.span.start, span.start + mention.span.end))
            self._conclude(iri, (SHISAKU.hasTopic, mention.topic))
            self._conclude(place, (SHISAKU.mentionsTopic, mention.topic), (SHISAKU.withinSpan, self._span(span)))

    # -- conclusions ---------------------------------------------------------------------------------------------------

    def _placement(self, placement: Placement) -> None:
        iri = self.iris.placement(placement.component)
        self._conclude(
            iri,
            (RDF.type, SHISAKU.Placement),
            (SHISAKU.places, self.iris.of(placement.component)),
            (SHISAKU.under, self.iris.of(placement.parent)),
        )
        self._reasons(iri, placement.evidence, placement.confidence, placement.rivals)

    def _identification(self, made: Identification) -> None:
        iri, restated = self.iris.identification(made.component), self.iris.of(made.component)
        original = self.iris.of(made.original)
        self._conclude(restated, (SHISAKU.restates, original), (SHISAKU.restatementKind, KIND[made.kind]))
        self._conclude(iri, (RDF.type, SHISAKU.Identification), (SHISAKU.identifies, restated), (SHISAKU.original, original))
        self._reasons(iri, made.evidence, made.confidence, made.rivals)

    def _reasons(
        self, iri: URIRef, evidence: tuple[Evidence, ...], confidence: float, rivals: tuple[tuple[str, float], ...]
    ) -> None:
        self._conclude(
            iri,
            (SHISAKU.confidence, Literal(two_decimals(confidence), datatype=XSD.decimal)),
            (RDFS.comment, _ja("。".join(reason.ja for reason in evidence))),
            (RDFS.comment, Literal("; ".join(reason.en for reason in evidence), lang="en")),
            (PROV.wasGeneratedBy, self.iris.reading),
        )
        for reason in evidence:
            span = self._span(reason.span) if reason.span is not None else None
            self._conclude(iri, (SHISAKU.basis, BASIS[reason.basis]), (SHISAKU.evidenceSpan, span))
        for rival, _ in rivals:
            self._conclude(iri, (SHISAKU.rival, self.iris.of(rival)))


def _place_of(words: str, quote: str) -> Span:
    """Where `words` stand in `quote`, blanks and line breaks left aside; the whole of it where they are not found."""
    places = [place for place, letter in enumerate(quote) if not letter.isspace()]
    sought = "".join(words.split())
    at = "".join(quote.split()).find(sought)
    return Span(places[at], places[at + len(sought) - 1] + 1) if sought and at >= 0 else Span(0, len(quote))


def _ja(text: str | None) -> Literal | None:
    return Literal(text, lang="ja") if text else None


def _offset(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.nonNegativeInteger, normalize=False)


def _positive(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.positiveInteger, normalize=False)
