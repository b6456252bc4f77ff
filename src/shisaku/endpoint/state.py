"""What a server holds of ours, as it says itself: one small named graph with hash and size of every graph that was pushed.

It also names the graphs that wait to be published, before they come, so that the next run clears away what a killed one left; and
the run that pushes, so that an earlier one that is still at it sees that it has been relieved.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import URIRef

from shisaku.endpoint.graphs import LocalGraph
from shisaku.endpoint.protocol import Endpoint
from shisaku.graph.namespaces import INFERRED, REPORT, local_name, push_state
from shisaku.sparql import Answer, integer, iri, python_value, string

_SHA256 = iri("https://schema.org/sha256")
_TRIPLES = iri("http://rdfs.org/ns/void#triples")
_REPLACES = iri("http://purl.org/dc/terms/replaces")
_RUN = iri("http://www.w3.org/ns/prov#wasGeneratedBy")
_PAGE = 2000
"""Rows asked for at once: servers cut answers off without a word, Virtuoso at 10,000 rows."""
_COUNTED = 200
"""Graphs counted by one query."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One graph on the server."""

    sha256: str
    """Hash of what was pushed."""
    triples: int
    """How many triples that was."""


def entries(endpoint: Endpoint, base: str) -> dict[str, Entry]:
    """The graphs that the server has of ours, by name."""
    wanted = f"?g {_SHA256} ?sha256 ; {_TRIPLES} ?triples"
    return {str(g): Entry(str(h), int(str(n))) for g, h, n in _pages(endpoint, base, wanted, "?g ?sha256 ?triples")}


def waiting(endpoint: Endpoint, base: str) -> dict[str, str]:
    """Graphs that wait, with what each is to replace: what a killed run left behind."""
    return {str(g): str(target) for g, target in _pages(endpoint, base, f"?g {_REPLACES} ?target", "?g ?target")}


def _pages(endpoint: Endpoint, base: str, wanted: str, names: str) -> Iterable[tuple[object, ...]]:
    """All rows, a page at a time, each beginning behind the last: an OFFSET would be cut off as well."""
    last = ""
    while True:
        text = (
            f"SELECT {names} WHERE {{ GRAPH {_state(base)} {{ {wanted} }} FILTER (STR(?g) > {string(last)}) }} "
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
    """How many triples the server really has in each graph; 0 for one that there is not."""
    found = dict.fromkeys(graphs, 0)
    names = list(found)
    for start in range(0, len(names), _COUNTED):
        listed = " ".join(str(iri(name)) for name in names[start : start + _COUNTED])
        text = f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
        found |= {str(g): int(str(n)) for g, n in _values(endpoint.select(text)) if g is not None}
    return found


def holder(endpoint: Endpoint, base: str) -> str:
    """The run that pushes, or did so last; nothing where there was none."""
    rows = _values(endpoint.select(f"SELECT ?run WHERE {{ GRAPH {_state(base)} {{ {_state(base)} {_RUN} ?run }} }}"))
    return str(rows[0][0]) if rows else ""


def take(base: str, run: str) -> str:
    """The update that makes a run the one that pushes; twice is as good as once."""
    held = f"GRAPH {_state(base)}"
    return (
        f"DELETE WHERE {{ {held} {{ {_state(base)} {_RUN} ?run }} }} ;\n"
        f"INSERT DATA {{ {held} {{ {_state(base)} {_RUN} {iri(run)} }} }}"
    )


def note_waiting(base: str, moves: Iterable[tuple[str, str]]) -> str:
    """The update that notes which waiting graph is to replace which; twice is as good as once."""
    noted = " ".join(f"{iri(place)} {_REPLACES} {iri(graph)} ." for place, graph in moves)
    return f"INSERT DATA {{ GRAPH {_state(base)} {{ {noted} }} }}"


def publish(base: str, moves: Iterable[tuple[str, LocalGraph]]) -> str:
    """The update that moves waiting graphs to their names and notes it, in one request: where a server is transactional, at once."""
    steps = []
    for place, graph in moves:
        name, held = iri(graph.iri), f"GRAPH {_state(base)}"
        steps += [
            f"MOVE GRAPH {iri(place)} TO GRAPH {name}",
            f"DELETE WHERE {{ {held} {{ {name} ?p ?o }} }}",
            f"INSERT DATA {{ {held} {{ {name} {_SHA256} {string(graph.sha256)} ; {_TRIPLES} {integer(graph.triples)} }} }}",
            f"DELETE DATA {{ {held} {{ {iri(place)} {_REPLACES} {name} }} }}",
        ]
    return " ;\n".join(steps)


def drop(base: str, graphs: Iterable[str]) -> str:
    """The update that removes graphs and what is noted of them; twice is as good as once."""
    steps = []
    for name in graphs:
        steps += [f"DROP SILENT GRAPH {iri(name)}", f"DELETE WHERE {{ GRAPH {_state(base)} {{ {iri(name)} ?p ?o }} }}"]
    return " ;\n".join(steps)


def asked_graphs(endpoint: Endpoint, base: str) -> tuple[str, ...]:
    """The graphs that questions are asked over: all that were pushed but what was inferred and the reports."""
    return tuple(sorted(name for name in entries(endpoint, base) if local_name(URIRef(name)) not in (INFERRED, REPORT)))


def _state(base: str) -> str:
    return str(iri(str(push_state(base))))
