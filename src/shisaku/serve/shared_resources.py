"""What plans share, topics and publishers above all, told of from the store: everything said of it, and the first of what points to it."""

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
"""Of what points to a resource by one property; whoever wants all of it asks."""
_LOOKED_AT = 20_000
"""Triples that are looked through for them, so that a topic of a million entries costs no more than one of thousands."""
_SAID = 2_000
_ABOUT = (SHISAKU.places, SHISAKU.identifies, SHISAKU.successor, SHISAKU.predecessor, SHISAKU.concludedOf)
"""Properties of a conclusion that lead to what it is named by."""


@dataclass(frozen=True)
class SharedResource(Dataset):
    """The triples around one shared resource."""

    bases: tuple[str, ...] = ()
    """What the IRIs of plans begin with."""

    @cached_property
    def addresses(self) -> Mapping[str, str]:
        """Of each resource the page; that of a small one leads on to the page of its owner."""
        own = self.reference.own_addresses
        return {iri: page_of(iri, self.bases) for iri in map(str, set(self.graph.subjects())) if iri not in own}

    @cached_property
    def owners(self) -> Mapping[URIRef, URIRef]:
        """None, as their owners are not here."""
        return {}

    @cached_property
    def plans(self) -> tuple[URIRef, ...]:
        """None, as they are not whole."""
        return ()


def page_of(iri: str, bases: Iterable[str]) -> str:
    """The path of the page of a resource of any plan."""
    return f"id/{path_of(iri, bases)}.html"


def triples_around(store: TripleStore, iri: str) -> tuple[Graph, bool]:
    """What is said of a resource, the first of what points to it with their names, and whether there is more."""
    node = f"<{escaped_iri(iri)}>"
    said = store.select(f"SELECT ?p ?o WHERE {{ {node} ?p ?o }} LIMIT {_SAID}").rows
    lines = [f"{node} {p} {o} ." for p, o in said]
    known = f"FILTER(?p != <{RDF.type}>)"
    found = store.select(f"SELECT ?s ?p WHERE {{ ?s ?p {node} {known} }} LIMIT {_LOOKED_AT}").rows
    by_property: dict[str, list[str]] = {}
    for s, p in found:
        by_property.setdefault(str(p), []).append(str(s))
    more = len(found) == _LOOKED_AT or any(len(subjects) > MOST_POINTING for subjects in by_property.values())
    kept = {p: sorted(subjects)[:MOST_POINTING] for p, subjects in by_property.items()}
    lines += [f"{s} {p} {node} ." for p, subjects in kept.items() for s in subjects]
    named = {s for subjects in kept.values() for s in subjects}
    told = _told(store, named)
    lines += told
    about = {line.split(" ", 2)[2].removesuffix(" .") for line in told if line.split(" ", 2)[1].strip("<>") in map(str, _ABOUT)}
    lines += _told(store, about - named)
    graph = Graph()
    graph.parse(data="\n".join(lines), format="nt")
    return graph, more


def _told(store: TripleStore, nodes: Iterable[str]) -> list[str]:
    """What is said of resources that are only to be named: not what they point to the shared resource by, nor whole texts."""
    listed = " ".join(sorted(nodes))
    if not listed:
        return []
    left_out = f"FILTER(?p != <{SHISAKU.sourceText}>)"
    rows = store.select(f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {listed} }} ?s ?p ?o {left_out} }}").rows
    return [f"{s} {p} {o} ." for s, p, o in rows]


def pointing_query(iri: str) -> str:
    """A query for all that points to a resource, as a person may ask it."""
    return f"SELECT ?resource ?property WHERE {{\n  ?resource ?property <{escaped_iri(iri)}> .\n}}\nLIMIT 1000\n"
