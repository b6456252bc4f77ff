"""The published graphs for pages: the page of each IRI, names of resources, their triples and references to them.

Small resources are fragments of their owner's page: places in a text and regions of a file, their selectors, conclusions with their
evidence and alternatives, details of a component, periods of a plan.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS
from rdflib.term import Node

from shisaku.messages import Language, sentence
from shisaku.pages.foreign_names import foreign_name
from shisaku.pages.reference import ReferenceData
from shisaku.pages.term_labels import Ref, Text, natural, text, text_of, value_of
from shisaku.pages.term_reader import TermReader
from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.namespaces import OA, SHISAKU
from shisaku.rdf.plan_order import DETAILS, PlanOrder
from shisaku.rdf.quads import Triple

_NOT_IN_PATH = re.compile(r"[^A-Za-z0-9_./-]+|\.\.+")
_OWNERS = (SHISAKU.places, SHISAKU.identifies, OA.hasSource)
"""Properties from a small resource to its owner."""
_HOLDING = tuple(SHISAKU[name] for name in DETAILS if name not in ("hasPurpose", "hasDescription"))
"""Properties from an owner to a small resource."""
_ABOUT = (SHISAKU.places, SHISAKU.identifies, SHISAKU.successor, SHISAKU.predecessor, SHISAKU.concludedOf)
"""Properties from a conclusion to its subject."""
_NAMES = (RDFS.label, SKOS.prefLabel, DCTERMS.title, SHISAKU.text, SHISAKU.printedForm, OA.exact)
_PLACES = (SHISAKU.quotedFrom, SHISAKU.evidencePlace, SHISAKU.evidenceSpan)


@dataclass(frozen=True)
class Dataset:
    """The graphs of one or several plans."""

    graph: Graph
    """All their triples."""
    reference: ReferenceData
    """Terms, vocabularies and questions."""
    files: tuple[tuple[Graph, str], ...] = ()
    """Each graph by itself, with the text of its file."""

    @cached_property
    def plans(self) -> tuple[URIRef, ...]:
        """The plans by IRI."""
        found = (s for s in self.graph.subjects(RDF.type, SHISAKU.PolicyPlan) if isinstance(s, URIRef))
        return tuple(sorted(set(found), key=natural))

    @cached_property
    def order(self) -> PlanOrder:
        """The order of the plans."""
        return PlanOrder(self.graph)

    def rank(self, resource: URIRef) -> tuple[int, tuple[tuple[int, int, str], ...]]:
        """Return a sort key: resources of a plan in its order, then all others by IRI."""
        ranks = self.order.ranks
        return ranks.get(str(resource), len(ranks)), natural(resource)

    @cached_property
    def retired(self) -> Mapping[URIRef, tuple[URIRef, ...]]:
        """Retired IRIs with their replacements."""
        found = (s for s, o in self.graph.subject_objects(OWL.deprecated) if isinstance(s, URIRef) and str(o) == "true")
        return {
            s: tuple(sorted((URIRef(str(o)) for o in self.graph.objects(s, DCTERMS.isReplacedBy)), key=self.rank))
            for s in sorted(found)
        }

    @cached_property
    def owners(self) -> Mapping[URIRef, URIRef]:
        """Owner of each small resource."""
        holders: dict[URIRef, list[URIRef]] = {}
        for property_ in (*_HOLDING, OA.hasSelector):
            for s, o in self.graph.subject_objects(property_):
                if isinstance(s, URIRef) and isinstance(o, URIRef):
                    holders.setdefault(o, []).append(s)
        subjects = frozenset(self._subjects)
        found: dict[URIRef, URIRef] = {}
        for resource in self._subjects:
            owner, seen = resource, {resource}
            while (above := self._owner(owner, holders)) is not None and above in subjects and above not in seen:
                owner = above
                seen.add(above)
            if owner != resource:
                found[resource] = owner
        return found

    def _owner(self, resource: URIRef, holders: Mapping[URIRef, list[URIRef]]) -> URIRef | None:
        """Direct owner of a small resource (of several, the one that its IRI is below); None for other resources."""
        if resource in holders:
            return max(holders[resource], key=lambda one: (len(one) if resource.startswith(f"{one}/") else 0, natural(one)))
        properties = (PROV.wasGeneratedBy,) if (resource, RDF.type, SHISAKU.ComponentSuccession) in self.graph else _OWNERS
        owner = next((o for p in properties for o in sorted(self.graph.objects(resource, p), key=str)), None)
        if owner is None and any((resource, RDF.type, type_) in self.graph for type_ in (SHISAKU.Period, SHISAKU.PrintedPeriod)):
            owner = next((plan for plan in self.plans if resource.startswith(f"{plan}/")), None)
        return owner if isinstance(owner, URIRef) else None

    @cached_property
    def _subjects(self) -> tuple[URIRef, ...]:
        return tuple(sorted({s for s in self.graph.subjects() if isinstance(s, URIRef)}, key=natural))

    @cached_property
    def visited(self) -> tuple[URIRef, ...]:
        """Resources with their own page, by IRI."""
        own = self.reference.addresses
        found = (s for s in self._subjects if s not in self.owners and str(s) not in own)
        return tuple(sorted(found, key=self.rank))

    @cached_property
    def owned(self) -> Mapping[URIRef, tuple[URIRef, ...]]:
        """Small resources by owner."""
        found: dict[URIRef, list[URIRef]] = {}
        for small, owner in self.owners.items():
            found.setdefault(owner, []).append(small)
        return {owner: tuple(sorted(small, key=self.rank)) for owner, small in found.items()}

    @cached_property
    def addresses(self) -> Mapping[str, str]:
        """Page, or page and fragment, of each resource, below the folder of a language; its data files have the same path below the root."""
        paths: dict[str, str] = {}
        taken: set[str] = set()
        for resource in self.visited:
            path = stem = "id/" + self._below(resource)
            number = 1
            while path.casefold() in taken:
                number += 1
                path = f"{stem}-{number}"
            taken.add(path.casefold())
            paths[str(resource)] = f"{path}.html"
        for small, owner in self.owners.items():
            if str(owner) in paths:
                paths[str(small)] = f"{paths[str(owner)]}#{self.fragment(small)}"
        return paths

    def _below(self, resource: URIRef) -> str:
        """The unique end of an IRI, as a path."""
        return path_of(str(resource), (str(plan).rpartition("/")[0] + "/" for plan in self.plans))

    def fragment(self, small: URIRef) -> str:
        """Return the fragment of a small resource."""
        return self._below(small).partition("/")[2].replace("/", "-") or "resource"

    @cached_property
    def pointing(self) -> Mapping[Node, tuple[tuple[URIRef, URIRef], ...]]:
        """References to each resource, with their properties."""
        found: dict[Node, list[tuple[URIRef, URIRef]]] = {}
        for s, p, o in self.graph:
            if isinstance(o, URIRef) and isinstance(s, URIRef) and isinstance(p, URIRef):
                found.setdefault(o, []).append((p, s))
        return {o: tuple(sorted(pairs, key=lambda pair: (str(pair[0]), self.rank(pair[1])))) for o, pairs in found.items()}

    def about(self, resource: URIRef) -> list[Triple]:
        """Return the triples for the data files of its page: of the resource, of its small ones, of its words, and to it."""
        small = (resource, *self.owned.get(resource, ()))
        spans = {o for s in small for p in _PLACES for o in self.graph.objects(s, p)}
        selectors = {o for s in spans for o in self.graph.objects(s, OA.hasSelector)}
        triples = {t for s in (*small, *spans, *selectors) for t in self.graph.triples((s, None, None))}
        triples |= set(self.graph.triples((None, None, resource)))
        return sorted(triples)


def path_of(iri: str, bases: Iterable[str]) -> str:
    """Return the IRI without its base, or without its scheme if it has no such base, as a path."""
    rest = next((iri[len(base) :] for base in bases if iri.startswith(base)), iri.partition("://")[2])
    return _NOT_IN_PATH.sub("-", rest).strip("/.") or "resource"


def read_dataset(reference: ReferenceData, paths: Iterable[Path]) -> Dataset:
    """Return the graphs in Turtle files. Raises OntologyError with the place if one is broken."""
    files = tuple((load_turtle(path), path.read_text(encoding="utf-8")) for path in paths)
    whole = Graph()
    for graph, _ in files:
        whole += graph
    return Dataset(whole, reference, files)


class Naming:
    """Names of resources and terms in one language."""

    def __init__(self, dataset: Dataset, lang: Language) -> None:
        self.dataset = dataset
        self.lang = lang
        self.terms = TermReader(dataset.reference, lang)

    def ref(self, iri: Node) -> Ref:
        """Return the name and link of a resource or a term."""
        resource = URIRef(str(iri))
        if str(iri) in self.dataset.addresses:
            return Ref(str(iri), self.name(resource), self.dataset.reference.short(str(iri)), self.dataset.addresses[str(iri)])
        found = self.terms.ref(iri)
        if not found.target and str(iri) in self._ontology:
            return Ref(found.iri, found.name, found.code, "ontology.html")
        called = foreign_name(found.code, self.lang) if found.name.text == found.code else None
        if called is not None:
            return Ref(found.iri, Text(called, self.lang), found.code, found.target)
        return found

    @cached_property
    def _ontology(self) -> frozenset[str]:
        terms = self.dataset.reference.terms
        header = self.dataset.reference.ontology
        return frozenset(str(iri) for iri in (header, *terms.objects(header, OWL.versionIRI)))

    def refs(self, iris: Iterable[Node]) -> tuple[Ref, ...]:
        """Return names and links: resources of a plan in its order, then all others by IRI."""
        return tuple(self.ref(iri) for iri in sorted({i for i in iris if isinstance(i, URIRef)}, key=self.dataset.rank))

    def values(self, subject: Node, property_: URIRef) -> tuple[Ref, ...]:
        """Return the values of a property, in the order of `refs`."""
        return self.refs(self.dataset.graph.objects(subject, property_))

    def value(self, subject: Node, property_: URIRef) -> Ref | None:
        """Return the first of `values`, or None."""
        return next(iter(self.values(subject, property_)), None)

    def name(self, resource: URIRef) -> Text:
        """Return the name of a resource: number or marks and label as printed; for a conclusion, that of its subject."""
        graph = self.dataset.graph
        about = next((o for p in _ABOUT for o in sorted(graph.objects(resource, p), key=str)), None)
        if about is not None and about != resource and (resource, RDFS.label, None) not in graph:
            kinds = (o for p in (SHISAKU.successionKind, RDF.type) for o in graph.objects(resource, p))
            kind = next((self.terms.ref(o).name for o in kinds), None)
            called = self.name(URIRef(str(about)))
            return Text(f"{kind.text}: {called.text}" if kind else called.text, self.lang)
        found = text(graph, resource, _NAMES, self.lang)
        exact = next((text_of(o) for s in graph.objects(resource, OA.hasSelector) for o in graph.objects(s, OA.exact)), None)
        found = found or (exact and Text(f"「{exact.text}」", exact.lang))
        if found is None:
            kinds = (o for o in graph.objects(resource, RDF.type) if str(o) in self.dataset.reference.addresses)
            kind = next((self.terms.ref(o).name for o in sorted(kinds, key=str)), None)
            return kind or Text(self.dataset.reference.short(str(resource)), "")
        again = any((resource, RDF.type, type_) in graph for type_ in (SHISAKU.RestatedInitiative, SHISAKU.RestatedComponent))
        words = re.sub(r"\s+", " ", f"{self._before(resource)} {found.text}{'（再掲）' if again else ''}".strip())
        owner = self.dataset.owners.get(resource)
        if owner is None or (resource, SHISAKU.printedForm, None) not in graph:
            return Text(words, found.lang)
        # words such as 500千円 mean nothing on other pages
        of = self.name(owner)
        return Text(sentence("pages-words-of", of.lang, words=words, of=of.text), of.lang)

    def _before(self, resource: URIRef) -> str:
        """Marks, kind and number printed before the words of a component."""
        kind, number, marks = (
            value_of(self.dataset.graph, resource, property_)
            for property_ in (SHISAKU.printedKind, SHISAKU.printedNumber, SHISAKU.printedMarks)
        )
        called = number if kind in number else f"{kind} {number}" if kind.isascii() else f"{kind}{number}"
        return f"{marks} {called}".strip()
