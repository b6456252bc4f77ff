"""A named graph read back completely: servers truncate answers without notice, Virtuoso at 10,000 rows."""

from collections.abc import Iterator
from typing import NamedTuple

from shisaku.remote.endpoint import NTRIPLES, Endpoint
from shisaku.sparql.rdf_terms import iri, python_value, string

_PAGE = 8000
"""Triples, or subjects, requested at once; a subject of more triples aside."""


class ReadBack(NamedTuple):
    """A named graph as returned by a server."""

    ntriples: bytes
    """The triples as N-Triples."""
    triples: int
    """Number of distinct triples."""


def read_back(endpoint: Endpoint, graph: str, triples: int) -> ReadBack:
    """A named graph; where fewer than `triples` come at once, the result of reading it page by page, if that is more."""
    whole = _counted(endpoint.get(graph))
    if triples <= _PAGE or whole.triples >= triples:
        return whole
    # Virtuoso gives a blank node the same name in all its answers.
    paged = _counted(b"".join(endpoint.answer(query, NTRIPLES) for query in _pages(endpoint, graph)))
    return paged if paged.triples > whole.triples else whole


def _counted(ntriples: bytes) -> ReadBack:
    return ReadBack(ntriples, len({line for line in ntriples.split(b"\n") if line.strip()}))


def _pages(endpoint: Endpoint, graph: str) -> Iterator[str]:
    """Queries for all triples of a graph, each for the subjects from one to another in the server's own order."""
    behind, last, pending = "", "", 0
    for subject, number in _subjects(endpoint, graph):
        if pending and pending + number > _PAGE:
            yield _page(graph, behind, last)
            behind, pending = last, 0
        last, pending = subject, pending + number
    if pending:
        yield _page(graph, behind, last)


def _subjects(endpoint: Endpoint, graph: str) -> Iterator[tuple[str, int]]:
    """Every subject of a graph with the number of its triples, in the server's order; page by page, each after the last one."""
    last = ""
    while True:
        text = (
            f"SELECT ?subject (COUNT(*) AS ?triples) WHERE {{ GRAPH {iri(graph)} {{ ?s ?p ?o }} BIND (STR(?s) AS ?subject) "
            f"FILTER (?subject > {string(last)}) }} GROUP BY ?subject ORDER BY ?subject LIMIT {_PAGE}"
        )
        rows = [(str(python_value(subject)), int(str(python_value(triples)))) for subject, triples in endpoint.select(text).rows]
        yield from rows
        if len(rows) < _PAGE:
            return
        last = rows[-1][0]


def _page(graph: str, behind: str, last: str) -> str:
    within = f"STR(?s) > {string(behind)} && STR(?s) <= {string(last)}"
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {iri(graph)} {{ ?s ?p ?o }} FILTER ({within}) }}"
