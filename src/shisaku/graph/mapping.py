"""From a Plan to triples: printed statements and inferred ones, in two graphs."""

from rdflib import Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, OWL, PROV, RDF, RDFS, SKOS, VOID, XSD

from shisaku.graph.anchors import Anchors
from shisaku.graph.conclusions import Conclusion, statements
from shisaku.graph.detail_writer import DetailWriter
from shisaku.graph.layers import Layers, positive, true
from shisaku.graph.source_mapping import SourceWriter
from shisaku.graph.text_language import tagged
from shisaku.graph.vocabulary import Vocabulary
from shisaku.messages import Message
from shisaku.model.details import Passage, Purpose
from shisaku.model.digests import digest
from shisaku.model.fiscal_years import FiscalYears
from shisaku.model.language import language_of
from shisaku.model.plan import (
    PLAN_KEY,
    Component,
    Identification,
    Initiative,
    Measure,
    Pillar,
    Placement,
    Plan,
    same_mark,
)
from shisaku.model.source import Publisher, Span
from shisaku.rdf.namespaces import (
    ASSERTED,
    INFERRED,
    LAYER,
    LAYERS,
    ORG,
    RECONSTRUCTED,
    REPORT,
    RESTATEMENT,
    SHISAKU,
    PlanIris,
    class_of,
    concept,
)


def to_graph(
    plan: Plan,
    iris: PlanIris,
    vocabulary: Vocabulary,
    ontology_version: URIRef,
    licence: str | None = None,
    years: FiscalYears | None = None,
) -> Layers:
    """The triples of `plan` without any blank node, with the whole text of its source.

    `ontology_version` is the version IRI they conform to, `licence` the IRI of the licence of the graph, `years`
    the fiscal years of known countries.
    """
    return _Mapping(plan, iris, vocabulary, ontology_version, licence, years or FiscalYears()).graph()


class _Mapping:
    """Writes the triples of one plan into two graphs."""

    def __init__(
        self,
        plan: Plan,
        iris: PlanIris,
        vocabulary: Vocabulary,
        ontology_version: URIRef,
        licence: str | None,
        years: FiscalYears,
    ) -> None:
        self.plan = plan
        self.iris = iris
        self.vocabulary = vocabulary
        self.ontology_version = ontology_version
        self.licence = URIRef(licence) if licence else None
        self.layers = Layers()
        self.language = plan.source.description.language or language_of(plan.source.text)
        self.year = years.of_plan(plan.source.description, self.language)
        self.places = Anchors(self.layers, iris, plan.source)
        self.details = DetailWriter(self.layers, iris, self.places, self._text, years, self.year)
        self.placed = {placement.component for placement in plan.placements}
        self.marks = {same_mark(entry.symbol): iris.mark(same_mark(entry.symbol)) for entry in plan.legend}

    def graph(self) -> Layers:
        """Both graphs."""
        publishers = tuple(self._publisher(one) for one in self.plan.source.description.publishers)
        self._plan(publishers)
        SourceWriter(self.layers, self.iris, self.plan).write(self._text(self.plan.title), publishers)
        self._marks()
        self._element(PLAN_KEY, self.plan)
        above: dict[str, tuple[str, ...]] = {PLAN_KEY: (PLAN_KEY,)}
        for component, parent in self.plan.walk():
            above[component.key] = (*above[parent], component.key)
            self._component(component, above[parent])
        for placement in self.plan.placements:
            self._placement(placement)
        for identification in self.plan.identifications:
            self._identification(identification)
        for kind, spans in ((SHISAKU.Furniture, self.plan.furniture), (SHISAKU.UnreadText, self.plan.unread)):
            for span in spans:
                self.layers.add_asserted(self.places.of(span), (RDF.type, kind))
        self._retired()
        return self.layers

    def _text(self, words: str | None) -> Literal | None:
        """Words of the document, tagged with their language."""
        return tagged(words, self.language)

    # -- the plan ------------------------------------------------------------------------------------------------------

    def _plan(self, publishers: tuple[URIRef, ...]) -> None:
        described, iri, add = self.plan.source.description, self.iris.plan, self.layers.add_asserted
        series = described.series
        series_iri = None if not series else URIRef(series if ":" in series else f"{self.iris.base}series/{series}")
        add(
            iri,
            (RDF.type, SHISAKU.PolicyPlan),
            (RDFS.label, self._text(self.plan.title)),
            (SHISAKU.edition, self._text(self.plan.edition)),
            *((DCTERMS.publisher, publisher) for publisher in publishers),
            (DCTERMS.issued, _published_on(described.issued)),
            (DCTERMS.temporal, self.details.fiscal_year(self.year) if self.year else self._bare_year()),
            (DCTERMS.spatial, URIRef(described.spatial) if described.spatial else None),
            (DCTERMS.source, self.iris.text),
            (SHISAKU.planKind, concept("plan-kind", described.plan_kind or "")),
            (SHISAKU.adoptionStatus, concept("adoption-status", described.adoption or "")),
            (SHISAKU.inSeries, series_iri),
            (SHISAKU.quotedFrom, self.places.where(self.plan.title_span)),
            (VOID.inDataset, self.iris.dataset),
        )
        if series_iri is not None:
            add(series_iri, (RDF.type, SHISAKU.PlanSeries))
        called = Message("graph-knowledge-graph-of", title=self.plan.title, plan_id=self.iris.plan_id)
        add(
            self.iris.dataset,
            (RDF.type, DCAT.Dataset),
            *((DCTERMS.title, Literal(words, lang=lang)) for lang, words in called.in_each_language().items()),
            (DCTERMS.license, self.licence),
            (DCTERMS.source, self.iris.file),
            (DCTERMS.conformsTo, self.ontology_version),
            (PROV.wasGeneratedBy, self.iris.reading),
        )
        for layer in LAYERS:
            add(
                self.iris.graph(layer),
                *(
                    (RDFS.label, Literal(words, lang=lang))
                    for lang, words in self._layer_called(layer).in_each_language().items()
                ),
                (SHISAKU.layer, LAYER[layer]),
                (DCTERMS.isPartOf, self.iris.dataset),
            )

    def _layer_called(self, layer: str) -> Message:
        return Message("graph-layer-of-plan", title=self.plan.title, plan_id=self.iris.plan_id, layer=_LAYERS[layer])

    def _bare_year(self) -> URIRef | None:
        """The year of a plan whose country is not known: its days are not known either."""
        year = self.plan.source.description.year
        if year is None:
            return None
        iri = self.iris.of(f"period/{year}")
        self.layers.add_asserted(iri, (RDF.type, SHISAKU.Period), (RDFS.label, Literal(str(year))))
        self.layers.add_asserted(iri, (SHISAKU.datePrecision, concept("precision", "unspecified")))
        return iri

    def _publisher(self, publisher: Publisher) -> URIRef:
        iri, add = self.iris.organization(publisher), self.layers.add_asserted
        add(iri, (RDF.type, ORG.FormalOrganization))
        names = publisher.names or ((None, publisher.name),)
        for language, name in names:
            add(iri, (RDFS.label, Literal(name, lang=language) if language else self._text(name)))
        number = publisher.corporate_number or publisher.identifier
        add(iri, (ORG.identifier, Literal(number) if number else None))
        return iri

    def _marks(self) -> None:
        if self.plan.legend:
            called = Message("graph-marks-of", title=self.plan.title, plan_id=self.iris.plan_id)
            self.layers.add_asserted(
                self.iris.legend,
                (RDF.type, SKOS.ConceptScheme),
                *((SKOS.prefLabel, Literal(words, lang=lang)) for lang, words in called.in_each_language().items()),
            )
        for number, entry in enumerate(self.plan.legend, start=1):
            iri = self.marks[same_mark(entry.symbol)]
            self.layers.add_asserted(
                iri,
                (RDF.type, SHISAKU.Mark),
                (SKOS.notation, Literal(entry.symbol)),
                (SKOS.prefLabel, self._text(entry.meaning or entry.symbol)),
                (SKOS.inScheme, self.iris.legend),
                (SHISAKU.markOf, self.iris.plan),
                (SHISAKU.ordinal, positive(number)),
                (SHISAKU.quotedFrom, self.places.where(entry.span)),
            )
            if entry.meaning:
                self.layers.add_reconstructed(iri, (SHISAKU.markCategory, self.vocabulary.category(entry.meaning)))

    def _retired(self) -> None:
        """Former IRIs of this plan, and their replacements."""
        for old, new in self.plan.source.description.retired:
            self.layers.add_asserted(self.iris.of(old), (OWL.deprecated, true(stated=True)))
            self.layers.add_asserted(self.iris.of(old), *((DCTERMS.isReplacedBy, self.iris.of(key)) for key in new))

    # -- components ----------------------------------------------------------------------------------------------------

    def _component(self, component: Component, above: tuple[str, ...]) -> None:
        """A component; `above` are the keys of its ancestors, the plan's first, its parent's last."""
        iri = self.iris.of(component.key)
        self.layers.add_asserted(
            iri,
            (RDF.type, class_of(component)),
            (RDF.type, _restated_class(component) if component.restated else None),
            (RDFS.label, self._text(component.label)),
            (SHISAKU.ordinal, positive(component.ordinal)),
            (SHISAKU.printedNumber, Literal(component.printed) if component.printed else None),
            (SHISAKU.printedMarks, Literal(component.marks) if component.marks else None),
            *((SHISAKU.hasMark, self.marks[same_mark(symbol)]) for symbol in component.marks),
            (SHISAKU.quotedFrom, self.places.of(component.span)),
        )
        self._element(component.key, component)
        concluded = component.key in self.placed
        add = self.layers.add_reconstructed if concluded else self.layers.add_asserted
        add(iri, (SHISAKU.directPartOf, self.iris.of(above[-1])))
        inferred = self.layers.add_reconstructed if concluded or self.placed.intersection(above) else self.layers.add_asserted
        for key in above:
            found = self.plan.find(key)
            shortcut = SHISAKU.inPlan if key == PLAN_KEY else _SHORTCUTS.get(type(found))
            if shortcut is not None:
                inferred(iri, (shortcut, self.iris.of(key)))
        self._topics(iri, component.span, component.label)

    def _element(self, key: str, element: Plan | Component) -> None:
        """What is printed of the plan or a component beside its words."""
        self.details.write(key, element.details)
        for purpose in element.details.purposes:
            self._purpose(purpose, key)
        for number, passage in enumerate(element.details.description, start=1):
            self._description(passage, number, key)
        lines = (self.places.of(line) for line in element.details.lines)
        self.layers.add_asserted(self.iris.of(key), *((SHISAKU.quotedFrom, line) for line in lines))

    def _description(self, passage: Passage, number: int, owner: str) -> None:
        iri, words = self.iris.of(passage.key or f"description/{digest(passage.text)}"), self._text(passage.text)
        places = (self.places.of(piece) for piece in self.plan.pieces(passage))
        self.layers.add_asserted(self.iris.of(owner), (SHISAKU.hasDescription, iri), (SHISAKU.description, words))
        self.layers.add_asserted(
            iri,
            (RDF.type, SHISAKU.Description),
            (SHISAKU.text, words),
            (SHISAKU.ordinal, positive(number)),
            (SHISAKU.passageKind, concept("passage-kind", passage.kind)),
            *((SHISAKU.quotedFrom, place) for place in places),
        )

    def _purpose(self, purpose: Purpose, owner: str) -> None:
        iri = self.iris.of(purpose.key)
        self.layers.add_asserted(
            iri,
            (RDF.type, SHISAKU.Purpose),
            (SHISAKU.text, self._text(purpose.text)),
            (SHISAKU.passageKind, concept("passage-kind", purpose.kind)),
            (SHISAKU.quotedFrom, self.places.of(purpose.span)),
        )
        add = self.layers.add_reconstructed if purpose.key in self.placed else self.layers.add_asserted
        add(self.iris.of(owner), (SHISAKU.hasPurpose, iri))
        self._topics(iri, purpose.span, purpose.text)

    def _topics(self, iri: URIRef, span: Span, words: str) -> None:
        """Topics in the component's own words, each anchored where its form is printed.

        Other words in the same span, such as the name of a department, do not show the subject.
        """
        quote, add_reconstructed = self.plan.source.quote(span), self.layers.add_reconstructed
        own = _place_of(words, quote)
        for mention in self.vocabulary.mentions(quote):
            if not own.contains(mention.span):
                continue
            place = self.places.of(Span(span.start + mention.span.start, span.start + mention.span.end))
            add_reconstructed(iri, (SHISAKU.hasTopic, mention.topic))
            add_reconstructed(place, (SHISAKU.mentionsTopic, mention.topic), (SHISAKU.withinSpan, self.places.of(span)))

    # -- conclusions ---------------------------------------------------------------------------------------------------

    def _placement(self, placement: Placement) -> None:
        iri, placed, under = self.iris.placement(placement.component), self.iris.of(placement.component), placement.parent
        purpose = isinstance(self.plan.find(placement.component), Purpose)
        relation = SHISAKU.purposeOf if purpose else SHISAKU.directPartOf
        self._conclusion(iri, SHISAKU.Placement, placed, relation, placement, under)
        self.layers.add_reconstructed(iri, (SHISAKU.places, placed), (SHISAKU.under, self.iris.of(under)))

    def _identification(self, made: Identification) -> None:
        iri, restated = self.iris.identification(made.component), self.iris.of(made.component)
        original = self.iris.of(made.original)
        self.layers.add_reconstructed(restated, (SHISAKU.restates, original))
        self._conclusion(iri, SHISAKU.Identification, restated, SHISAKU.restates, made, made.original)
        self.layers.add_reconstructed(iri, (SHISAKU.identifies, restated), (SHISAKU.original, original))
        self.layers.add_reconstructed(iri, (SHISAKU.restatementKind, RESTATEMENT[made.kind]))

    def _conclusion(
        self, iri: URIRef, kind: URIRef, of: URIRef, relation: URIRef, made: Placement | Identification, value: str
    ) -> None:
        rivals = tuple((self.iris.of(key), share) for key, share in made.rivals)
        drawn = Conclusion(
            iri, kind, of, relation, self.iris.of(value), made.confidence, made.evidence, rivals, self.iris.reading
        )
        for subject, predicate, found in statements(drawn, self.places.of):
            self.layers.reconstructed.add((subject, predicate, found))


_LAYERS = {
    ASSERTED: Message("graph-what-printed"),
    RECONSTRUCTED: Message("graph-what-concluded"),
    INFERRED: Message("graph-what-follows"),
    REPORT: Message("graph-findings"),
}
"""Contents of the graph of each layer."""
_SHORTCUTS: dict[type, URIRef] = {Pillar: SHISAKU.inPillar, Measure: SHISAKU.inMeasure}
"""Properties from a component to its ancestors."""
_ISSUED = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
"""Datatypes of a time of publication, by length of the text."""


def _published_on(issued: str | None) -> Literal | None:
    return Literal(issued, datatype=_ISSUED[len(issued)]) if issued else None


def _restated_class(component: Component) -> URIRef:
    return SHISAKU["RestatedInitiative" if isinstance(component, Initiative) else "RestatedComponent"]


def _place_of(words: str, quote: str) -> Span:
    """The place of `words` in `quote`, ignoring blanks and line breaks; the whole of it where they are not found."""
    places = [place for place, letter in enumerate(quote) if not letter.isspace()]
    sought = "".join(words.split())
    at = "".join(quote.split()).find(sought)
    return Span(places[at], places[at + len(sought) - 1] + 1) if sought and at >= 0 else Span(0, len(quote))
