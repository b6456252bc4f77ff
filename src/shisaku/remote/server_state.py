"""State of earlier pushes on a server: one small named graph with hash and size of every graph that was pushed.

It also names the staging graphs, before they are sent, so that the next run removes those of a killed one; and
the run that pushes, so that an earlier run that is still going on notices that it has been replaced.

A second graph holds everything that queries run over, merged. Where a query names many graphs, servers count a triple of two of
them twice, which RDF does not, and Oxigraph takes minutes over a hundred.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from shisaku.rdf.namespaces import INFERRED, REPORT, merged_graph, push_state
from shisaku.remote.endpoint import Endpoint
from shisaku.remote.local_graphs import LocalGraph
from shisaku.sparql.answers import Answer
from shisaku.sparql.rdf_terms import integer, iri, python_value, string

_SHA256 = iri("https://schema.org/sha256")
_TRIPLES = iri("http://rdfs.org/ns/void#triples")
_REPLACES = iri("http://purl.org/dc/terms/replaces")
_RUN = iri("http://www.w3.org/ns/prov#wasGeneratedBy")
_OTHERS = rf"push-state(/|$)|/graph/({INFERRED}|{REPORT})$"
"""Names of graphs that queries do not run over."""
_PAGE = 2000
"""Rows requested at once: servers truncate answers without notice, Virtuoso at 10,000 rows."""
_COUNTED = 200
"""Graphs counted by one query."""


@dataclass(frozen=True, slots=True)
class ServerGraph:
    """One graph on the server."""

    sha256: str
    """Hash of the pushed graph."""
    triples: int
    """Number of its triples."""


def entries(endpoint: Endpoint, base: str) -> dict[str, ServerGraph]:
    """The pushed graphs on the server, by name."""
    pattern = f"?g {_SHA256} ?sha256 ; {_TRIPLES} ?triples"
    return {str(g): ServerGraph(str(h), int(str(n))) for g, h, n in _pages(endpoint, base, pattern, "?g ?sha256 ?triples")}


def waiting(endpoint: Endpoint, base: str) -> dict[str, str]:
    """Staging graphs, with the graphs that they are to replace: remains of a killed run."""
    return {str(g): str(target) for g, target in _pages(endpoint, base, f"?g {_REPLACES} ?target", "?g ?target")}


def _pages(endpoint: Endpoint, base: str, pattern: str, names: str) -> Iterable[tuple[object, ...]]:
    """All rows, page by page, each after the last row: an OFFSET would be truncated as well."""
    last = ""
    while True:
        text = (
            f"SELECT {names} WHERE {{ GRAPH {_state(base)} {{ {pattern} }} FILTER (STR(?g) > {string(last)}) }} "
            f"ORDER BY STR(?g) LIMIT {_PAGE}"
        )
        rows = _values(endpoint.select(text))
        yield from rows
        if len(rows) < _PAGE:
            return
        last = str(rows[-1][0])


def _values(answer: Answer) -> list[tuple[object, ...]]:
    return [tuple(python_value(term) for term in row) for row in answer.rows]


def counts(endpoint: Endpoint, graphs: Iterable[str]) -> dict[str, int]:
    """Number of triples that the server really has in each graph; 0 for a missing one."""
    found = dict.fromkeys(graphs, 0)
    names = list(found)
    for start in range(0, len(names), _COUNTED):
        listed = " ".join(str(iri(name)) for name in names[start : start + _COUNTED])
        text = f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
        found |= {str(g): int(str(n)) for g, n in _values(endpoint.select(text)) if g is not None}
    return found


def holder(endpoint: Endpoint, base: str) -> str:
    """The run that pushes, or did so last; empty where there was none."""
    rows = _values(endpoint.select(f"SELECT ?run WHERE {{ GRAPH {_state(base)} {{ {_state(base)} {_RUN} ?run }} }}"))
    return str(rows[0][0]) if rows else ""


def take(base: str, run: str) -> str:
    """The update that registers a run as the one that pushes; idempotent.

    The end of the run records again that the merged graph is complete.
    """
    held = f"GRAPH {_state(base)}"
    return (
        f"DELETE WHERE {{ {held} {{ {_state(base)} {_RUN} ?run }} }} ;\n"
        f"DELETE WHERE {{ {held} {{ {_merged(base)} {_TRIPLES} ?triples }} }} ;\n"
        f"INSERT DATA {{ {held} {{ {_state(base)} {_RUN} {iri(run)} }} }}"
    )


def note_waiting(base: str, moves: Iterable[tuple[str, str]]) -> str:
    """The update that records which staging graph replaces which graph; idempotent."""
    noted = " ".join(f"{iri(place)} {_REPLACES} {iri(graph)} ." for place, graph in moves)
    return f"INSERT DATA {{ GRAPH {_state(base)} {{ {noted} }} }}"


def publish(base: str, moves: Iterable[tuple[str, LocalGraph]]) -> str:
    """The update that moves staging graphs to their names and records it, in one request: atomic where the server is."""
    steps = []
    for place, graph in moves:
        name, held = iri(graph.iri), f"GRAPH {_state(base)}"
        steps += [
            *_removed(base, graph.iri),
            f"MOVE GRAPH {iri(place)} TO GRAPH {name}",
            *([_copy(graph.iri, _merged(base))] if _is_queried(graph.iri) else []),
            f"DELETE WHERE {{ {held} {{ {name} ?p ?o }} }}",
            f"INSERT DATA {{ {held} {{ {name} {_SHA256} {string(graph.sha256)} ; {_TRIPLES} {integer(graph.triples)} }} }}",
            f"DELETE DATA {{ {held} {{ {iri(place)} {_REPLACES} {name} }} }}",
        ]
    return " ;\n".join(steps)


def drop(base: str, graphs: Iterable[str]) -> str:
    """The update that removes graphs and their records; idempotent."""
    steps = []
    for name in graphs:
        steps += [
            *_removed(base, name),
            f"DROP SILENT GRAPH {iri(name)}",
            f"DELETE WHERE {{ GRAPH {_state(base)} {{ {iri(name)} ?p ?o }} }}",
        ]
    return " ;\n".join(steps)


def queried_graphs(endpoint: Endpoint, base: str) -> tuple[str, ...]:
    """The merged graph: everything pushed but inferred graphs and reports; none where nothing was pushed."""
    merged = str(merged_graph(base))
    return (merged,) if counts(endpoint, [merged])[merged] else ()


def is_merged(endpoint: Endpoint, base: str) -> bool:
    """Whether the merged graph is as the last completed run left it."""
    merged = str(merged_graph(base))
    rows = _values(endpoint.select(f"SELECT ?n WHERE {{ GRAPH {_state(base)} {{ {_merged(base)} {_TRIPLES} ?n }} }}"))
    return counts(endpoint, [merged])[merged] == (int(str(rows[0][0])) if rows else 0)


def merge(graphs: Iterable[str], place: str) -> str:
    """The update that adds the queryable graphs among `graphs` to a staging graph; idempotent."""
    return " ;\n".join(_copy(name, str(iri(place))) for name in graphs if _is_queried(name))


def replace_merged(base: str, place: str) -> str:
    """The update that replaces the merged graph by a staging graph."""
    noted = f"GRAPH {_state(base)} {{ {iri(place)} {_REPLACES} {_merged(base)} }}"
    return f"MOVE GRAPH {iri(place)} TO GRAPH {_merged(base)} ;\nDELETE DATA {{ {noted} }}"


def note_merged(endpoint: Endpoint, base: str) -> None:
    """Record that the merged graph is complete."""
    merged = str(merged_graph(base))
    size = integer(counts(endpoint, [merged])[merged])
    endpoint.update(f"INSERT DATA {{ GRAPH {_state(base)} {{ {_merged(base)} {_TRIPLES} {size} }} }}")


def _removed(base: str, name: str) -> tuple[str, ...]:
    """The step that removes a graph's triples from the merged graph, except those of other graphs."""
    if not _is_queried(name):
        return ()
    other = f"GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != {iri(name)} && !REGEX(STR(?g), {string(_OTHERS)}))"
    found = f"GRAPH {iri(name)} {{ ?s ?p ?o }} FILTER NOT EXISTS {{ {other} }}"
    return (f"DELETE {{ GRAPH {_merged(base)} {{ ?s ?p ?o }} }} WHERE {{ {found} }}",)


def _copy(name: str, target: str) -> str:
    return f"INSERT {{ GRAPH {target} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {iri(name)} {{ ?s ?p ?o }} }}"


def _is_queried(name: str) -> bool:
    return re.search(_OTHERS, name) is None


def _merged(base: str) -> str:
    return str(iri(str(merged_graph(base))))


def _state(base: str) -> str:
    return str(iri(str(push_state(base))))
