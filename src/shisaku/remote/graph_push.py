"""Pushes graphs to a server so that it holds the graphs of the files: only differences are sent, no graph is published in part.

A changed graph is sent to a staging graph, counted and compared there, and then moved to its name. MOVE shows
readers the old graph or the new one on Oxigraph, where a request is one transaction. Virtuoso isolates nothing: while it moves, readers
may see a part of the graph; a PUT to the public name would show them an empty one. A killed run leaves staging graphs, which
the next one removes.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from shisaku.errors import EndpointError
from shisaku.messages import Message
from shisaku.rdf.namespaces import merged_graph, staging
from shisaku.rdf.rdf_files import by_value, canonical_graphs
from shisaku.remote import server_state
from shisaku.remote.endpoint import Endpoint
from shisaku.remote.local_graphs import LocalGraph, sha256
from shisaku.remote.reading_back import read_back

MOST_AT_ONCE = 16
"""Most graphs that are moved by one request, so that the layers of a plan change together and few requests are needed."""
MOST_TRIPLES_AT_ONCE = 100_000
"""Most triples that are moved by one request, one larger graph aside."""
MOST_COMPARED = 20_000
"""Most triples of a graph that is read back and compared; a larger one is counted only."""
_DROPPED_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Work:
    """Differences between the files and the server."""

    send: tuple[LocalGraph, ...]
    """Graphs that are new, changed, or missing on the server; by name."""
    drop: tuple[str, ...]
    """Graphs on the server that are in no file."""
    unchanged: int
    """Unchanged graphs."""
    clear: tuple[str, ...] = field(default=())
    """Staging graphs of a killed run."""
    merged: bool = True
    """Whether the merged graph is complete; a killed run leaves that open."""
    surplus: tuple[str, ...] = ()
    """Graphs on the server that are in no file and stay."""

    @property
    def triples(self) -> int:
        """Number of triples to send."""
        return sum(graph.triples for graph in self.send)


def plan_work(endpoint: Endpoint, base: str, graphs: Mapping[str, LocalGraph], whole: bool) -> Work:
    """The differences between the files and the server; changes nothing.

    Where the files are the `whole`, the server's other graphs are dropped. Else only other layers of the plans in the files are:
    a plan is replaced as a unit.
    """
    there = server_state.entries(endpoint, base)
    real = server_state.counts(endpoint, there)
    same = {name for name, entry in there.items() if real[name] == entry.triples}
    send = [graph for name, graph in sorted(graphs.items()) if name not in same or there[name].sha256 != graph.sha256]
    plans = {name.rpartition("/graph/")[0] for name in graphs} - {""}
    others = sorted(name for name in there if name not in graphs)
    gone = tuple(name for name in others if whole or name.rpartition("/graph/")[0] in plans)
    surplus = tuple(name for name in others if name not in gone)
    left = tuple(sorted(server_state.waiting(endpoint, base)))
    return Work(tuple(send), gone, len(graphs) - len(send), left, server_state.is_merged(endpoint, base), surplus)


def push(endpoint: Endpoint, base: str, work: Work, progress: Callable[[LocalGraph], None] = lambda graph: None) -> None:
    """Do the work; `progress` is called for each graph that is published.

    Raises EndpointError where the server fails for good, holds other data than were sent, or another run has begun pushing,
    InputError where a file changes meanwhile. Graphs published until then stay, complete, and the next run does the rest.
    """
    if work.merged and not (work.send or work.drop or work.clear):
        return
    run = uuid.uuid4()
    endpoint.update(server_state.take(base, run.urn))
    places = (str(staging(base, str(run), number)) for number in count(1))
    left: list[str] = []
    for batch in _batches(work.send):
        left += _publish(endpoint, base, batch, run.urn, places)
        for graph in batch:
            progress(graph)
    # Old staging graphs are removed last: a move that is executed late still finds its graph.
    gone = (*work.drop, *work.clear, *left)
    for start in range(0, len(gone), _DROPPED_AT_ONCE):
        _check_run(endpoint, base, run.urn)
        endpoint.update(server_state.drop(base, gone[start : start + _DROPPED_AT_ONCE]))
    if not work.merged:
        _merge(endpoint, base, run.urn, next(places))
    _verify(endpoint, work)
    server_state.note_merged(endpoint, base)


def _merge(endpoint: Endpoint, base: str, run: str, place: str) -> None:
    """Rebuild the merged graph from all published graphs."""
    names = sorted(server_state.entries(endpoint, base))
    endpoint.update(server_state.note_waiting(base, [(place, str(merged_graph(base)))]))
    for start in range(0, len(names), MOST_AT_ONCE):
        if update := server_state.merge(names[start : start + MOST_AT_ONCE], place):
            endpoint.update(update)
    _check_run(endpoint, base, run)
    endpoint.update(server_state.replace_merged(base, place), repeat=False)


def _check_run(endpoint: Endpoint, base: str, run: str) -> None:
    """Raise EndpointError where another run has begun since."""
    if server_state.holder(endpoint, base) != run:
        raise EndpointError(Message("remote-another-push-has-begun-meanwhile"))


def _batches(graphs: Sequence[LocalGraph]) -> Iterator[tuple[LocalGraph, ...]]:
    """Batches of graphs by plan, as many plans together as one request may move."""
    batch: list[LocalGraph] = []
    plans: dict[str, list[LocalGraph]] = {}
    for graph in graphs:
        plans.setdefault(graph.iri.rpartition("/graph/")[0] or graph.iri, []).append(graph)
    for layers in plans.values():
        larger = batch + layers
        if batch and (len(larger) > MOST_AT_ONCE or sum(graph.triples for graph in larger) > MOST_TRIPLES_AT_ONCE):
            yield tuple(batch)
            batch = []
        batch += layers
    if batch:
        yield tuple(batch)


def _publish(endpoint: Endpoint, base: str, batch: Sequence[LocalGraph], run: str, places: Iterator[str]) -> list[str]:
    """Publish graphs together, each staged at the next of `places`; returns the staging graphs that are left.

    A move is never simply repeated: done twice, it would empty its target. When its answer is lost, the server is queried
    for the result; if it was not done, everything is sent again to unused staging graphs.
    """
    left: list[str] = []
    for wait in (*endpoint.waits, None):
        moves = [(next(places), graph) for graph in batch]
        _stage(endpoint, base, moves)
        _check_run(endpoint, base, run)
        try:
            endpoint.update(server_state.publish(base, moves), repeat=False)
            return left
        except EndpointError as error:
            if not error.passing:
                raise
            endpoint.wait(error, wait or 0)
            there = server_state.entries(endpoint, base)
            if all(graph.iri in there and there[graph.iri].sha256 == graph.sha256 for graph in batch):
                return left
            if wait is None:
                raise
            left += [place for place, _ in moves]
    raise AssertionError("the last wait is None")


def _stage(endpoint: Endpoint, base: str, moves: Sequence[tuple[str, LocalGraph]]) -> None:
    """Send graphs to their staging graphs, and check that they arrived unchanged."""
    endpoint.update(server_state.note_waiting(base, [(place, graph.iri) for place, graph in moves]))
    for place, graph in moves:
        text = graph.text()
        endpoint.put(place, text)
        if graph.triples <= MOST_COMPARED:
            _compare(endpoint, place, graph, text)
    found = server_state.counts(endpoint, [place for place, _ in moves])
    for place, graph in moves:
        if found[place] != graph.triples:
            raise _differs(endpoint, graph, Message("remote-triples", found=found[place]))


def _compare(endpoint: Endpoint, place: str, graph: LocalGraph, text: str) -> None:
    """Raise EndpointError where the server returns other triples than `text`, other spellings of the same value aside."""
    try:
        found = read_back(endpoint, place, graph.triples)
        back = canonical_graphs(found.ntriples, endpoint.addresses.store, ".nt", place).get("", "")
    except EndpointError:
        raise
    except Exception as error:  # any error of a parser on an incomplete graph
        raise _differs(endpoint, graph, Message("remote-graph-cannot-read")) from error
    if sha256(back) == graph.sha256:
        return
    missing = by_value(text) - by_value(back)
    if missing:
        example = min(missing)[:200]
        raise _differs(endpoint, graph, Message("remote-triples-less", missing=len(missing), example=example))


def _verify(endpoint: Endpoint, work: Work) -> None:
    """Count the published graphs under their public names."""
    found = server_state.counts(endpoint, (*(graph.iri for graph in work.send), *work.drop))
    for graph in work.send:
        if found[graph.iri] != graph.triples:
            raise _differs(endpoint, graph, Message("remote-triples", found=found[graph.iri]))
    for name in work.drop:
        if found[name]:
            raise EndpointError(Message("remote-has-not-gone", name=name))


def _differs(endpoint: Endpoint, graph: LocalGraph, message: Message) -> EndpointError:
    url = endpoint.addresses.store
    return EndpointError(
        Message("remote-triples-sent-server-has-run", url=url, iri=graph.iri, triples=graph.triples, message=message)
    )
