"""Resources that plans share, such as topics and publishers: their triples from the store, and the first that point to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from shisaku.pages.published_data import Dataset, path_of
from shisaku.rdf.namespaces import SHISAKU
from shisaku.rdf.quads import escaped_iri
from shisaku.sparql.triple_store import TripleStore

MOST_POINTING = 50
"""Resources listed for one property that points to a resource; a query returns all."""
_MOST_SCANNED = 20_000
"""Triples that are read to find them, so that a topic of a million entries costs no more than one of thousands."""
_MOST_PROPERTIES = 2_000
_ABOUT = (SHISAKU.places, SHISAKU.identifies, SHISAKU.successor, SHISAKU.predecessor, SHISAKU.concludedOf)
"""Properties of an inferred statement to the resources in its name."""


@dataclass(frozen=True)
class SharedResource(Dataset):
    """The triples around one shared resource."""

    bases: tuple[str, ...] = ()
    """Beginnings of the IRIs of plans."""

    @cached_property
    def addresses(self) -> Mapping[str, str]:
        """The page of each resource; that of a small one redirects to the page of its owner."""
        own = self.reference.own_addresses
        return {iri: page_of(iri, self.bases) for iri in map(str, set(self.graph.subjects())) if iri not in own}

    @cached_property
    def owners(self) -> Mapping[URIRef, URIRef]:
        """Empty, as the owners are not in this graph."""
        return {}

    @cached_property
    def plans(self) -> tuple[URIRef, ...]:
        """Empty, as the plans in this graph are not complete."""
        return ()


def page_of(iri: str, bases: Iterable[str]) -> str:
    """The path of the page of a resource of any plan."""
    return f"id/{path_of(iri, bases)}.html"


def triples_around(store: TripleStore, iri: str) -> tuple[Graph, bool]:
    """The triples about a resource and the first that point to it, with the names of their subjects; whether there are more."""
    node = f"<{escaped_iri(iri)}>"
    about = store.select(f"SELECT ?p ?o WHERE {{ {node} ?p ?o }} LIMIT {_MOST_PROPERTIES}").rows
    lines = [f"{node} {p} {o} ." for p, o in about]
    not_types = f"FILTER(?p != <{RDF.type}>)"
    pointing = store.select(f"SELECT ?s ?p WHERE {{ ?s ?p {node} {not_types} }} LIMIT {_MOST_SCANNED}").rows
    by_property: dict[str, list[str]] = {}
    for s, p in pointing:
        by_property.setdefault(str(p), []).append(str(s))
    more = len(pointing) == _MOST_SCANNED or any(len(subjects) > MOST_POINTING for subjects in by_property.values())
    listed = {p: sorted(subjects)[:MOST_POINTING] for p, subjects in by_property.items()}
    lines += [f"{s} {p} {node} ." for p, subjects in listed.items() for s in subjects]
    named = {s for subjects in listed.values() for s in subjects}
    names = _names(store, named)
    lines += names
    parts = {line.split(" ", 2)[2].removesuffix(" .") for line in names if line.split(" ", 2)[1].strip("<>") in map(str, _ABOUT)}
    lines += _names(store, parts - named)
    graph = Graph()
    graph.parse(data="\n".join(lines), format="nt")
    return graph, more


def _names(store: TripleStore, nodes: Iterable[str]) -> list[str]:
    """The triples about resources of which only the name is shown, without source texts."""
    values = " ".join(sorted(nodes))
    if not values:
        return []
    no_texts = f"FILTER(?p != <{SHISAKU.sourceText}>)"
    rows = store.select(f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {values} }} ?s ?p ?o {no_texts} }}").rows
    return [f"{s} {p} {o} ." for s, p, o in rows]


def pointing_query(iri: str) -> str:
    """A query for all triples that point to a resource."""
    return f"SELECT ?resource ?property WHERE {{\n  ?resource ?property <{escaped_iri(iri)}> .\n}}\nLIMIT 1000\n"
