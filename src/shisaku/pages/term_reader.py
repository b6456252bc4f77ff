"""Content of a term's page: names, definition, facts, links to other terms, and the picture of its neighbourhood."""

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from shisaku.messages import LANGUAGES, Language
from shisaku.owl.syntax import read_list
from shisaku.pages.examples import chains
from shisaku.pages.neighbourhood import Neighbour, Picture, picture
from shisaku.pages.reference import ReferenceData, local
from shisaku.pages.term_labels import Ref, Text, compact, name_of, natural, text_of, texts
from shisaku.pages.wording import word

_MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
_CHARACTERISTICS = (
    "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "FunctionalProperty", "InverseFunctionalProperty",
    "TransitiveProperty", "SymmetricProperty", "AsymmetricProperty", "ReflexiveProperty", "IrreflexiveProperty",
)  # fmt: skip
_NOTES = (SKOS.scopeNote, SKOS.editorialNote, SKOS.historyNote, SKOS.changeNote)


@dataclass(frozen=True, slots=True)
class Fact:
    """A property of a term."""

    key: str
    """Its name, a key of words."""
    values: tuple[Ref | Text, ...]
    """Its values."""


@dataclass(frozen=True, slots=True)
class JoinedProperty:
    """A property that a class has or is the value of."""

    property: Ref
    """The property."""
    other: tuple[Ref, ...]
    """Classes at its other end."""
    stated_of: tuple[Ref, ...]
    """The class that states it."""


@dataclass(frozen=True, slots=True)
class TermDescription:
    """Description of a term in the ontology."""

    ref: Ref
    """The term itself."""
    kind: str
    """`class`, `property` or `concept`."""
    names: tuple[Text, ...]
    """Its names in the other languages."""
    definitions: tuple[Text, ...]
    """Its definitions."""
    notes: tuple[Text, ...]
    """Notes on its use."""
    examples: tuple[Text, ...]
    """Examples that the ontology gives."""
    facts: tuple[Fact, ...]
    """Its relations to other terms."""
    aligned: tuple[tuple[str, Ref], ...]
    """Foreign terms with their kind of match, a key of words."""
    outgoing: tuple[JoinedProperty, ...]
    """Properties that a class has, its superclasses' included."""
    incoming: tuple[JoinedProperty, ...]
    """Properties with the class as value."""
    deprecated: bool
    """Whether it is deprecated."""
    since: str
    """Version that introduced it; empty if unknown."""
    picture: Picture
    """The terms around it."""


class TermReader:
    """Describes terms of one reference in one language."""

    def __init__(self, reference: ReferenceData, lang: Language) -> None:
        self.reference = reference
        self.graph: Graph = reference.whole
        self.lang = lang

    def ref(self, iri: Node) -> Ref:
        """Return name and link of a term."""
        code = compact(str(iri), self.reference.prefixes)
        name = name_of(self.graph, iri, self.lang) or Text(code, "")
        return Ref(str(iri), name, code, self.reference.addresses.get(str(iri), ""))

    def refs(self, iris: Iterable[Node]) -> tuple[Ref, ...]:
        """Return names and links of terms in order, without blank nodes."""
        return tuple(self.ref(iri) for iri in sorted({i for i in iris if isinstance(i, URIRef)}, key=natural))

    def describe(self, term: URIRef) -> TermDescription:
        """Return the description of a class, property or concept."""
        kind = "class" if term in self.reference.classes else "property" if term in self.reference.properties else "concept"
        facts = {"class": self._class_facts, "property": self._property_facts, "concept": self._concept_facts}[kind](term)
        outgoing, incoming = (self._outgoing(term), self._incoming(term)) if kind == "class" else ((), ())
        names = (name_of(self.graph, term, other) for other in LANGUAGES if other != self.lang)
        since = next((str(o) for o in self.graph.objects(term, OWL.versionInfo)), "")
        return TermDescription(
            self.ref(term),
            kind,
            tuple(name for name in names if name is not None and name.lang != self.lang),
            texts(self.graph, term, (SKOS.definition, RDFS.comment), self.lang),
            tuple(note for p in _NOTES for note in texts(self.graph, term, (p,), self.lang)),
            texts(self.graph, term, (SKOS.example,), self.lang),
            tuple(fact for fact in facts if fact.values),
            self._aligned(term),
            outgoing,
            incoming,
            any(str(o) == "true" for o in self.graph.objects(term, OWL.deprecated)),
            since,
            self._picture(term, kind, outgoing, incoming),
        )

    def ancestors(self, term: Node, by: URIRef = RDFS.subClassOf) -> tuple[Node, ...]:
        """Return all wider terms, nearest first and by IRI, without the term itself."""
        found: dict[Node, None] = {term: None}
        nearest = [term]
        while nearest:
            wider = {o for node in nearest for o in self.graph.objects(node, by)} - set(found)
            nearest = sorted(wider, key=str)
            found |= dict.fromkeys(nearest)
        return tuple(found)[1:]

    def _class_facts(self, term: URIRef) -> Iterable[Fact]:
        g = self.graph
        yield Fact("superclasses", self.refs(g.objects(term, RDFS.subClassOf)))
        yield Fact("subclasses", self.refs(g.subjects(RDFS.subClassOf, term)))
        yield Fact("equivalent", self.refs(g.objects(term, OWL.equivalentClass)))
        apart = {*g.objects(term, OWL.disjointWith), *g.subjects(OWL.disjointWith, term)}
        for members in g.objects(None, OWL.members):
            listed = set(read_list(g, members).members)
            apart |= listed - {term} if term in listed else set()
        yield Fact("disjoint", self.refs(apart))

    def _property_facts(self, term: URIRef) -> Iterable[Fact]:
        g = self.graph
        yield Fact("domain", self.refs(g.objects(term, RDFS.domain)))
        yield Fact("range", self.refs(g.objects(term, RDFS.range)))
        types = {local(str(o)) for o in g.objects(term, RDF.type)}
        found = (Text(word(name, self.lang), self.lang) for name in _CHARACTERISTICS if name in types)
        yield Fact("characteristics", tuple(found))
        yield Fact("superproperties", self.refs(g.objects(term, RDFS.subPropertyOf)))
        yield Fact("subproperties", self.refs(g.subjects(RDFS.subPropertyOf, term)))
        yield Fact("inverse", self.refs(self._inverses(term)))
        yield Fact("equivalent", self.refs(g.objects(term, OWL.equivalentProperty)))
        for steps in chains(g, term):
            yield Fact("chain", tuple(self.ref(step) for step in steps))

    def _concept_facts(self, term: URIRef) -> Iterable[Fact]:
        g = self.graph
        yield Fact("in_vocabulary", self.refs(g.objects(term, SKOS.inScheme)))
        yield Fact("broader", self.refs(g.objects(term, SKOS.broader)))
        yield Fact("narrower", self.refs(self._narrower(term)))
        yield Fact("related", self.refs(g.objects(term, SKOS.related)))
        yield Fact("notation", self._forms(term, SKOS.notation))
        forms = self._forms(term, SKOS.altLabel)
        yield Fact("labels", tuple(form for lang in LANGUAGES for form in forms if form.lang == lang))
        yield Fact("labels_hidden", self._forms(term, SKOS.hiddenLabel))

    def _forms(self, term: URIRef, by: URIRef) -> tuple[Text, ...]:
        return tuple(sorted((text_of(o) for o in self.graph.objects(term, by)), key=lambda form: (form.text, form.lang)))

    def _inverses(self, term: URIRef) -> set[Node]:
        return {*self.graph.objects(term, OWL.inverseOf), *self.graph.subjects(OWL.inverseOf, term)}

    def _narrower(self, term: URIRef) -> set[Node]:
        return {*self.graph.objects(term, SKOS.narrower), *self.graph.subjects(SKOS.broader, term)}

    def _aligned(self, term: URIRef) -> tuple[tuple[str, Ref], ...]:
        links = ((local(p), ref) for p in _MATCHES for ref in self.refs(self.reference.alignments.objects(term, p)))
        return tuple(links)

    def _outgoing(self, term: URIRef) -> tuple[JoinedProperty, ...]:
        classes = (term, *self.ancestors(term))
        return self._joined(p for c in classes for p in self.reference.properties if (p, RDFS.domain, c) in self.graph)

    def _incoming(self, term: URIRef) -> tuple[JoinedProperty, ...]:
        found = (p for p in self.reference.properties if (p, RDFS.range, term) in self.graph)
        return self._joined(found, other=RDFS.domain, here=RDFS.range)

    def _joined(
        self, properties: Iterable[URIRef], other: URIRef = RDFS.range, here: URIRef = RDFS.domain
    ) -> tuple[JoinedProperty, ...]:
        ends = ((p, self.refs(self.graph.objects(p, other)), self.refs(self.graph.objects(p, here))) for p in properties)
        return tuple(JoinedProperty(self.ref(p), far, near) for p, far, near in ends)

    def _picture(
        self, term: URIRef, kind: str, outgoing: Iterable[JoinedProperty], incoming: Iterable[JoinedProperty]
    ) -> Picture:
        g = self.graph
        self_ = self._neighbour(self.ref(term))
        if kind == "class":
            own = [joined for joined in outgoing if any(ref.iri == str(term) for ref in joined.stated_of)]
            return picture(
                self_,
                wider=self._neighbours(g.objects(term, RDFS.subClassOf)),
                narrower=self._neighbours(g.subjects(RDFS.subClassOf, term)),
                left=[Neighbour(j.property.name, f"{_codes(j.other)} →", j.property.target) for j in incoming],
                right=[Neighbour(j.property.name, f"→ {_codes(j.other)}", j.property.target) for j in own],
            )
        if kind == "property":
            return picture(
                self_,
                wider=self._neighbours(g.objects(term, RDFS.subPropertyOf)),
                narrower=self._neighbours(g.subjects(RDFS.subPropertyOf, term)),
                beside=self._neighbours(self._inverses(term)),
                left=self._neighbours(g.objects(term, RDFS.domain)),
                right=self._neighbours(g.objects(term, RDFS.range)),
            )
        return picture(
            self_,
            wider=self._neighbours(g.objects(term, SKOS.broader)),
            narrower=self._neighbours(self._narrower(term)),
            beside=self._neighbours(g.objects(term, SKOS.related)),
        )

    def _neighbours(self, iris: Iterable[Node]) -> list[Neighbour]:
        return [self._neighbour(ref) for ref in self.refs(iris)]

    def _neighbour(self, ref: Ref) -> Neighbour:
        return Neighbour(ref.name, ref.code, ref.target)


def _codes(refs: Iterable[Ref]) -> str:
    return ", ".join(ref.code for ref in refs)
