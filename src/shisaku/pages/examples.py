"""Examples of terms from the built graphs, with the words that are printed of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from shisaku.owl.syntax import read_list
from shisaku.pages.reference import ReferenceData
from shisaku.pages.term_labels import Ref, Text, natural, text_of, text_of_term
from shisaku.sparql.rdf_terms import Term, plain
from shisaku.sparql.triple_store import TripleStore

MOST_EXAMPLES = 3
"""Examples of one term."""
_LONGEST = 160
"""Characters of a text that is shown as an example."""
_PLACES = """
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX shisaku: <https://w3id.org/shisaku/ontology#>
SELECT ?resource ?source ?start ?end ?quote WHERE {
  { ?resource shisaku:quotedFrom ?span } UNION { ?span oa:hasSource ?any BIND (?span AS ?resource) }
  UNION { ?resource shisaku:places|shisaku:identifies ?about . ?about shisaku:quotedFrom ?span }
  ?span oa:hasSource ?source ; oa:hasSelector/oa:start ?start ; oa:hasSelector/oa:end ?end ; oa:hasSelector/oa:exact ?quote .
} ORDER BY ?resource ?start
"""
_LABELS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?resource ?label WHERE { ?resource rdfs:label|skos:prefLabel ?label } ORDER BY ?resource ?label
"""
_TEXTS = "SELECT ?source ?text WHERE { ?source <https://w3id.org/shisaku/ontology#sourceText> ?text }"


@dataclass(frozen=True, slots=True)
class ExamplePlace:
    """A place in a source document."""

    quote: Text
    """The words."""
    source: str
    """Short name of the document."""
    line: int
    """Line, from 1."""
    start: int
    """First character, from 0."""
    end: int
    """Character behind the last one."""


@dataclass(frozen=True, slots=True)
class Example:
    """An instance of a class, a resource that refers to a concept, or a statement with a property."""

    resource: Ref
    """The resource."""
    value: Ref | Text | None
    """Value of the property; None if the term is no property."""
    derived: bool
    """Whether it is inferred, not stated."""
    place: ExamplePlace | None
    """Where the resource is printed; None where it is not."""


class Examples:
    """Finds examples in a store."""

    def __init__(self, reference: ReferenceData) -> None:
        self.reference = reference
        self.store = store = reference.store
        self.names: dict[str, list[Text]] = {}
        for named, label in _pairs(store, _LABELS):
            self.names.setdefault(plain(named), []).append(shortened(text_of_term(label)))
        self.sources = {plain(source): plain(text) for source, text in _pairs(store, _TEXTS)}
        self.places: dict[str, ExamplePlace] = {}
        for row in store.select(_PLACES).texts():
            resource, source, start, end, quote = row
            if resource not in self.places:
                self.places[resource] = self._place(source, int(start), int(end), quote)

    def of_class(self, term: URIRef) -> tuple[Example, ...]:
        """Return instances, of as many subclasses as possible."""
        query = f"SELECT ?s ?type WHERE {{ ?s a ?type . ?type <{RDFS.subClassOf}>* <{term}> }} ORDER BY ?type ?s"
        by_type: dict[str, list[str]] = {}
        for subject, kind in _pairs(self.store, query):
            by_type.setdefault(plain(kind), []).append(plain(subject))
        queues = [iter(sorted(found, key=natural)) for found in by_type.values()]
        chosen = list(dict.fromkeys(_in_turn(queues)))[:MOST_EXAMPLES]
        return tuple(self._instance(s) for s in chosen)

    def of_property(self, term: URIRef, lang: str) -> tuple[Example, ...]:
        """Return triples with the property; if none is stated, inferred ones."""
        for derived, path in ((False, f"<{term}>"), (True, derivation(self.reference.terms, term))):
            found: dict[str, Term] = {}
            for subject, value in _pairs(self.store, f"SELECT ?s ?o WHERE {{ ?s {path} ?o }} ORDER BY ?s ?o"):
                found.setdefault(plain(subject), value)
            if found:
                chosen = sorted(found, key=natural)[:MOST_EXAMPLES]
                return tuple(self._statement(s, found[s], derived, lang) for s in chosen)
        return ()

    def of_concept(self, term: URIRef) -> tuple[Example, ...]:
        """Return printed resources that refer to the concept."""
        found = (plain(row[0]) for row in self.store.select(f"SELECT DISTINCT ?s WHERE {{ ?s ?p <{term}> }} ORDER BY ?s").rows)
        chosen = sorted((s for s in found if s in self.places), key=natural)[:MOST_EXAMPLES]
        return tuple(self._instance(s) for s in chosen)

    def _instance(self, resource: str) -> Example:
        return Example(self._ref(resource), None, False, self.places.get(resource))

    def _statement(self, subject: str, value: Term, derived: bool, lang: str) -> Example:
        literal = not str(value).startswith("<")  # as N-Triples writes it
        shown = shortened(text_of_term(value)) if literal else self._ref(plain(value), lang)
        return Example(self._ref(subject), shown, derived, self.places.get(subject))

    def _ref(self, resource: str, lang: str = "") -> Ref:
        code = self.reference.short(resource)
        names = self.names.get(resource, [Text(code, "")])
        name = next((name for name in names if name.lang == lang), names[0])
        return Ref(resource, name, code, self.reference.addresses.get(resource, ""))

    def _place(self, source: str, start: int, end: int, quote: str) -> ExamplePlace:
        return ExamplePlace(
            shortened(text_of(quote)),
            self.reference.short(source),
            self.sources.get(source, "").count("\n", 0, start) + 1,
            start,
            end,
        )


def derivation(terms: Graph, property_: URIRef, seen: frozenset[URIRef] = frozenset()) -> str:
    """The SPARQL property path by which the axioms derive the property: sub-properties, inverses, chains, transitivity."""
    seen |= {property_}
    ways = [f"<{property_}>"]
    ways += (derivation(terms, sub, seen) for sub in _sorted(terms.subjects(RDFS.subPropertyOf, property_), seen))
    inverses = (*terms.subjects(OWL.inverseOf, property_), *terms.objects(property_, OWL.inverseOf))
    ways += (f"^({derivation(terms, inverse, seen)})" for inverse in _sorted(inverses, seen))
    again = ""
    for steps in chains(terms, property_):
        if steps[-1] == property_:  # a chain that ends in the property itself hands it on, any number of times
            again += f"({'/'.join(derivation(terms, step, seen) for step in steps[:-1])})*/"
        elif property_ not in steps:
            ways.append("/".join(f"({derivation(terms, step, seen)})" for step in steps))
    path = f"{again}({'|'.join(ways)})" if again else "|".join(ways)
    return f"({path})+" if (property_, RDF.type, OWL.TransitiveProperty) in terms else f"({path})"


def chains(terms: Graph, property_: URIRef) -> list[list[URIRef]]:
    """The chains of properties that the property follows from."""
    heads = terms.objects(property_, OWL.propertyChainAxiom)
    return sorted([URIRef(str(step)) for step in read_list(terms, head).members] for head in heads)


def _sorted(found: Iterable[object], seen: frozenset[URIRef]) -> list[URIRef]:
    return sorted({URIRef(str(term)) for term in found if isinstance(term, URIRef)} - seen)


def _pairs(store: TripleStore, query: str) -> Iterator[tuple[Term, Term]]:
    for first, second in store.select(query).rows:
        if first is not None and second is not None:
            yield first, second


def _in_turn(queues: list[Iterator[str]]) -> Iterator[str]:
    """Interleaved items: the first of each, then the second of each, and so on."""
    while queues:
        left = []
        for queue in queues:
            item = next(queue, None)
            if item is not None:
                yield item
                left.append(queue)
        queues = left


def shortened(text: Text) -> Text:
    """Return the words, shortened if they are long."""
    return text if len(text.text) <= _LONGEST else Text(text.text[: _LONGEST - 1] + "…", text.lang)
