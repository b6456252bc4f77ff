"""The trees of the plans in a graph: what `show` prints of a graph, and what StratML is made of where there is no document."""

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS
from rdflib.term import Node

from shisaku.graph.namespaces import OA, SHISAKU
from shisaku.tree import GROUP, INITIATIVE, KINDS, MEASURE, PILLAR, Aim, Branch, PlanTree


def trees_in(graph: Graph) -> tuple[PlanTree, ...]:
    """The trees of the plans in a graph, by their IRIs; of a graph that was built, the trees of the plans it was built from.

    Only the order of several tags, departments or references of one component is not in a graph: they are sorted.
    """
    plans = sorted(s for s in graph.subjects(RDF.type, SHISAKU.PolicyPlan) if isinstance(s, URIRef))
    return tuple(_GraphReader(graph, plan).tree() for plan in plans)


class _GraphReader:
    """Reads the tree of one plan out of a graph."""

    def __init__(self, graph: Graph, plan: URIRef) -> None:
        self.graph = graph
        self.plan = plan

    def tree(self) -> PlanTree:
        """The whole."""
        publisher = self.graph.value(self.plan, DCTERMS.publisher)
        source = self.graph.value(self.plan, DCTERMS.source)
        legend = sorted(self.graph.subjects(SHISAKU.markOf, self.plan), key=self._ordinal)
        return PlanTree(
            title=self._text(self.plan, RDFS.label),
            edition=self._text(self.plan, SHISAKU.edition),
            year=self._text(self.plan, DCTERMS.issued),
            publisher=self._text(publisher, RDFS.label),
            url=self._text(source, DCTERMS.source),
            legend=tuple((self._text(mark, SKOS.notation), self._meaning(mark)) for mark in legend),
            purposes=self._aims(self.plan),
            parts=self._parts(self.plan, frozenset({self.plan})),
        )

    def _meaning(self, mark: Node) -> str:
        """What the legend says a mark means; a mark that it does not explain is quoted from nowhere."""
        return self._text(mark, SKOS.prefLabel) if (mark, SHISAKU.quotedFrom, None) in self.graph else ""

    def _parts(self, parent: Node, above: frozenset[Node]) -> tuple[Branch, ...]:
        """What is under a parent: pillars first; entries beside headings as in the text, headings alone by what they head."""
        children = {child for child in self.graph.subjects(SHISAKU.directPartOf, parent) if self._kind(child)} - above
        mixed = len({self._kind(child) == INITIATIVE for child in children}) > 1
        place = self._start if mixed else self._number
        ordered = sorted(children, key=lambda child: (self._kind(child) != PILLAR, place(child), str(child)))
        return tuple(self._branch(child, above | {child}) for child in ordered)

    def _branch(self, iri: Node, above: frozenset[Node]) -> Branch:
        return Branch(
            kind=self._kind(iri),
            key=self._key(iri),
            name=self._text(iri, RDFS.label),
            printed=self._text(iri, SHISAKU.printedNumber),
            marks=self._text(iri, SHISAKU.printedMarks),
            restated=(iri, RDF.type, SHISAKU.RestatedInitiative) in self.graph,
            original=self._key(self.graph.value(iri, SHISAKU.restates)),
            confidence=self._confidence(iri),
            tags=self._texts(iri, SHISAKU.tag),
            amount=self._text(iri, SHISAKU.printedBudgetAmount),
            previous=self._text(iri, SHISAKU.printedPreviousBudgetAmount),
            departments=self._texts(iri, SHISAKU.department),
            references=self._texts(iri, SHISAKU.crossReference),
            purposes=self._aims(iri),
            parts=self._parts(iri, above),
        )

    def _number(self, iri: Node) -> int:
        """Its own number; of a group that of the first measure under it, as groups are numbered apart from measures."""
        if self._kind(iri) != GROUP:
            return self._ordinal(iri)
        below = (part for part in self.graph.transitive_subjects(SHISAKU.directPartOf, iri) if part is not None)
        return min((self._ordinal(part) for part in below if self._kind(part) == MEASURE), default=self._ordinal(iri))

    def _aims(self, iri: Node) -> tuple[Aim, ...]:
        purposes = sorted(self.graph.objects(iri, SHISAKU.hasPurpose), key=lambda purpose: (self._start(purpose), str(purpose)))
        return tuple(Aim(self._text(purpose, SHISAKU.text), self._confidence(purpose)) for purpose in purposes)

    def _start(self, iri: Node) -> int:
        """Where in the source it begins."""
        starts = (
            int(str(start))
            for place in self.graph.objects(iri, SHISAKU.quotedFrom)
            for selector in self.graph.objects(place, OA.hasSelector)
            for start in self.graph.objects(selector, OA.start)
        )
        return min(starts, default=0)

    def _confidence(self, iri: Node) -> float | None:
        found = [self.graph.value(placement, SHISAKU.confidence) for placement in self.graph.subjects(SHISAKU.places, iri)]
        return min((float(str(value)) for value in found if value is not None), default=None)

    def _kind(self, iri: Node) -> str:
        types = set(self.graph.objects(iri, RDF.type))
        return next((kind for kind in KINDS if SHISAKU[kind] in types), INITIATIVE if SHISAKU.RestatedInitiative in types else "")

    def _key(self, iri: Node | None) -> str:
        return "" if iri is None else str(iri).removeprefix(f"{self.plan}/")

    def _ordinal(self, iri: Node) -> int:
        said = self._text(iri, SHISAKU.ordinal)
        return int(said) if said.isdecimal() else 0

    def _text(self, iri: Node | None, property_: URIRef) -> str:
        """The one value, Japanese before others: names of organizations come in two languages."""
        values = [] if iri is None else list(self.graph.objects(iri, property_))
        return str(min(values, key=_japanese_first, default=""))

    def _texts(self, iri: Node, property_: URIRef) -> tuple[str, ...]:
        return tuple(sorted(map(str, self.graph.objects(iri, property_))))


def _japanese_first(value: Node) -> tuple[bool, str]:
    return not (isinstance(value, Literal) and value.language == "ja"), str(value)
