"""What a server holds of ours, as it says itself: one small named graph with hash and size of every graph that was pushed.

It also names the graphs that wait to be published, before they come, so that the next run clears away what a killed one left; and
the run that pushes, so that an earlier one that is still at it sees that it has been relieved.

Beside it stands one graph with all that questions are asked over. Where a query names many graphs, servers count a triple of two of
them twice, which RDF does not, and Oxigraph takes minutes over a hundred.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from shisaku.rdf.namespaces import INFERRED, REPORT, push_state, pushed_together
from shisaku.remote.endpoint import Endpoint
from shisaku.remote.local_graphs import LocalGraph
from shisaku.sparql.answers import Answer
from shisaku.sparql.rdf_terms import integer, iri, python_value, string

_SHA256 = iri("https://schema.org/sha256")
_TRIPLES = iri("http://rdfs.org/ns/void#triples")
_REPLACES = iri("http://purl.org/dc/terms/replaces")
_RUN = iri("http://www.w3.org/ns/prov#wasGeneratedBy")
_OTHERS = rf"push-state(/|$)|/graph/({INFERRED}|{REPORT})$"
"""Names of graphs that no question is asked over."""
_PAGE = 2000
"""Rows asked for at once: servers cut answers off without a word, Virtuoso at 10,000 rows."""
_COUNTED = 200
"""Graphs counted by one query."""


@dataclass(frozen=True, slots=True)
class ServerGraph:
    """One graph on the server."""

    sha256: str
    """Hash of what was pushed."""
    triples: int
    """How many triples that was."""


def entries(endpoint: Endpoint, base: str) -> dict[str, ServerGraph]:
    """The graphs that the server has of ours, by name."""
    wanted = f"?g {_SHA256} ?sha256 ; {_TRIPLES} ?triples"
    return {str(g): ServerGraph(str(h), int(str(n))) for g, h, n in _pages(endpoint, base, wanted, "?g ?sha256 ?triples")}


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
    """The update that makes a run the one that pushes; twice is as good as once.

    That the graph of all is complete is noted anew at the end of the run.
    """
    held = f"GRAPH {_state(base)}"
    return (
        f"DELETE WHERE {{ {held} {{ {_state(base)} {_RUN} ?run }} }} ;\n"
        f"DELETE WHERE {{ {held} {{ {_together(base)} {_TRIPLES} ?triples }} }} ;\n"
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
            *_taken_out(base, graph.iri),
            f"MOVE GRAPH {iri(place)} TO GRAPH {name}",
            *([_copy(graph.iri, _together(base))] if _asked(graph.iri) else []),
            f"DELETE WHERE {{ {held} {{ {name} ?p ?o }} }}",
            f"INSERT DATA {{ {held} {{ {name} {_SHA256} {string(graph.sha256)} ; {_TRIPLES} {integer(graph.triples)} }} }}",
            f"DELETE DATA {{ {held} {{ {iri(place)} {_REPLACES} {name} }} }}",
        ]
    return " ;\n".join(steps)


def drop(base: str, graphs: Iterable[str]) -> str:
    """The update that removes graphs and what is noted of them; twice is as good as once."""
    steps = []
    for name in graphs:
        steps += [
            *_taken_out(base, name),
            f"DROP SILENT GRAPH {iri(name)}",
            f"DELETE WHERE {{ GRAPH {_state(base)} {{ {iri(name)} ?p ?o }} }}",
        ]
    return " ;\n".join(steps)


def asked_graphs(endpoint: Endpoint, base: str) -> tuple[str, ...]:
    """The graph that questions are asked over: all that was pushed but what was inferred and the reports; none where nothing was."""
    together = str(pushed_together(base))
    return (together,) if counts(endpoint, [together])[together] else ()


def is_together(endpoint: Endpoint, base: str) -> bool:
    """Whether the graph of all is as the last run that came to its end left it."""
    together = str(pushed_together(base))
    rows = _values(endpoint.select(f"SELECT ?n WHERE {{ GRAPH {_state(base)} {{ {_together(base)} {_TRIPLES} ?n }} }}"))
    return counts(endpoint, [together])[together] == (int(str(rows[0][0])) if rows else 0)


def put_together(graphs: Iterable[str], place: str) -> str:
    """The update that adds to a waiting graph what of `graphs` questions are asked over; twice is as good as once."""
    return " ;\n".join(_copy(name, str(iri(place))) for name in graphs if _asked(name))


def replace_together(base: str, place: str) -> str:
    """The update that makes a waiting graph the graph of all."""
    noted = f"GRAPH {_state(base)} {{ {iri(place)} {_REPLACES} {_together(base)} }}"
    return f"MOVE GRAPH {iri(place)} TO GRAPH {_together(base)} ;\nDELETE DATA {{ {noted} }}"


def note_together(endpoint: Endpoint, base: str) -> None:
    """Note that the graph of all is complete."""
    together = str(pushed_together(base))
    size = integer(counts(endpoint, [together])[together])
    endpoint.update(f"INSERT DATA {{ GRAPH {_state(base)} {{ {_together(base)} {_TRIPLES} {size} }} }}")


def _taken_out(base: str, name: str) -> tuple[str, ...]:
    """The step that takes a graph out of the graph of all, but for what another graph says as well."""
    if not _asked(name):
        return ()
    other = f"GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != {iri(name)} && !REGEX(STR(?g), {string(_OTHERS)}))"
    found = f"GRAPH {iri(name)} {{ ?s ?p ?o }} FILTER NOT EXISTS {{ {other} }}"
    return (f"DELETE {{ GRAPH {_together(base)} {{ ?s ?p ?o }} }} WHERE {{ {found} }}",)


def _copy(name: str, target: str) -> str:
    return f"INSERT {{ GRAPH {target} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {iri(name)} {{ ?s ?p ?o }} }}"


def _asked(name: str) -> bool:
    return re.search(_OTHERS, name) is None


def _together(base: str) -> str:
    return str(iri(str(pushed_together(base))))


def _state(base: str) -> str:
    return str(iri(str(push_state(base))))
