"""Graphs pushed to a server so that it holds what the files hold: only what differs travels, and nothing is half published.

A changed graph is sent to a graph of its own where it waits, is counted and compared there, and then moved to its name. MOVE shows
readers the old graph or the new one on Oxigraph, where a request is one transaction. Virtuoso isolates nothing: while it moves, readers
may see a part of the graph; a PUT to the public name would show them an empty one. A run that is killed leaves waiting graphs, which
the next one clears away.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from shisaku.errors import EndpointError, Message
from shisaku.rdf.namespaces import pushed_together, staging
from shisaku.rdf.rdf_files import by_value, canonical_graphs
from shisaku.remote import server_state as state
from shisaku.remote.endpoint import Endpoint
from shisaku.remote.local_graphs import LocalGraph, sha256
from shisaku.remote.reading_back import read_back

MOST_AT_ONCE = 16
"""Graphs that are moved by one request, so that the layers of a plan change together and few requests are needed."""
MOST_TRIPLES_AT_ONCE = 100_000
"""Triples that are moved by one request, one larger graph aside."""
MOST_COMPARED = 20_000
"""Triples of a graph that is read back and compared; a larger one is counted only."""
_DROPPED_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Work:
    """What has to be done so that the server holds what the files hold."""

    send: tuple[LocalGraph, ...]
    """Graphs that are new, changed, or not on the server as it says itself; by name."""
    drop: tuple[str, ...]
    """Graphs on the server that are in no file any more."""
    unchanged: int
    """Graphs that stay as they are."""
    clear: tuple[str, ...] = field(default=())
    """Graphs that a killed run left waiting."""
    together: bool = True
    """Whether the graph that questions are asked over is whole; a killed run leaves that open."""
    surplus: tuple[str, ...] = ()
    """Graphs on the server that are in no file and stay."""

    @property
    def triples(self) -> int:
        """Triples that travel."""
        return sum(graph.triples for graph in self.send)


def plan_work(endpoint: Endpoint, base: str, graphs: Mapping[str, LocalGraph], whole: bool) -> Work:
    """What differs between the files and the server; nothing is changed yet.

    Where the files are the `whole`, the server's other graphs are dropped. Else only other layers of the plans in the files are: a plan
    is replaced as one.
    """
    there = state.entries(endpoint, base)
    real = state.counts(endpoint, there)
    same = {name for name, entry in there.items() if real[name] == entry.triples}
    send = [graph for name, graph in sorted(graphs.items()) if name not in same or there[name].sha256 != graph.sha256]
    plans = {name.rpartition("/graph/")[0] for name in graphs} - {""}
    others = sorted(name for name in there if name not in graphs)
    gone = tuple(name for name in others if whole or name.rpartition("/graph/")[0] in plans)
    surplus = tuple(name for name in others if name not in gone)
    left = tuple(sorted(state.waiting(endpoint, base)))
    return Work(tuple(send), gone, len(graphs) - len(send), left, state.is_together(endpoint, base), surplus)


def push(endpoint: Endpoint, base: str, work: Work, progress: Callable[[LocalGraph], None] = lambda graph: None) -> None:
    """Do the work; `progress` is told of each graph that is published.

    Raises EndpointError where the server fails for good, holds something else than was sent, or is pushed to by a later run as well,
    InputError where a file changes meanwhile. What was published until then stays, whole, and the next run does the rest.
    """
    if work.together and not (work.send or work.drop or work.clear):
        return
    run = uuid.uuid4()
    endpoint.update(state.take(base, run.urn))
    places = (str(staging(base, str(run), number)) for number in count(1))
    left: list[str] = []
    for batch in _batches(work.send):
        left += _publish(endpoint, base, batch, run.urn, places)
        for graph in batch:
            progress(graph)
    # What was left waiting goes last: should a move be carried out late, it finds what it was sent for.
    gone = (*work.drop, *work.clear, *left)
    for start in range(0, len(gone), _DROPPED_AT_ONCE):
        _hold(endpoint, base, run.urn)
        endpoint.update(state.drop(base, gone[start : start + _DROPPED_AT_ONCE]))
    if not work.together:
        _put_together(endpoint, base, run.urn, next(places))
    _verify(endpoint, work)
    state.note_together(endpoint, base)


def _put_together(endpoint: Endpoint, base: str, run: str, place: str) -> None:
    """Make the graph that questions are asked over anew from all that is published."""
    names = sorted(state.entries(endpoint, base))
    endpoint.update(state.note_waiting(base, [(place, str(pushed_together(base)))]))
    for start in range(0, len(names), MOST_AT_ONCE):
        if update := state.put_together(names[start : start + MOST_AT_ONCE], place):
            endpoint.update(update)
    _hold(endpoint, base, run)
    endpoint.update(state.replace_together(base, place), repeat=False)


def _hold(endpoint: Endpoint, base: str, run: str) -> None:
    """Raise EndpointError where another run has begun since."""
    if state.holder(endpoint, base) != run:
        ja = "別の push が始まったので、こちらはやめました。途中まで公開されたグラフはありません。"
        en = "Another push has begun meanwhile, so this one stopped. No graph is half published."
        raise EndpointError(Message(ja, en))


def _batches(graphs: Sequence[LocalGraph]) -> Iterator[tuple[LocalGraph, ...]]:
    """The graphs by plan, as many plans together as one request may move."""
    batch: list[LocalGraph] = []
    plans: dict[str, list[LocalGraph]] = {}
    for graph in graphs:
        plans.setdefault(graph.iri.rpartition("/graph/")[0] or graph.iri, []).append(graph)
    for layers in plans.values():
        together = batch + layers
        if batch and (len(together) > MOST_AT_ONCE or sum(graph.triples for graph in together) > MOST_TRIPLES_AT_ONCE):
            yield tuple(batch)
            batch = []
        batch += layers
    if batch:
        yield tuple(batch)


def _publish(endpoint: Endpoint, base: str, batch: Sequence[LocalGraph], run: str, places: Iterator[str]) -> list[str]:
    """Publish graphs together, each from the next of `places` to wait at; the places where some are left.

    A move is never just sent again: done twice, it would empty what it filled. When its answer is lost, the server is asked
    whether it was done; if not, everything is sent anew to places that were never used.
    """
    left: list[str] = []
    for wait in (*endpoint.waits, None):
        moves = [(next(places), graph) for graph in batch]
        _stage(endpoint, base, moves)
        _hold(endpoint, base, run)
        try:
            endpoint.update(state.publish(base, moves), repeat=False)
            return left
        except EndpointError as error:
            if not error.passing:
                raise
            endpoint.wait(error, wait or 0)
            there = state.entries(endpoint, base)
            if all(graph.iri in there and there[graph.iri].sha256 == graph.sha256 for graph in batch):
                return left
            if wait is None:
                raise
            left += [place for place, _ in moves]
    raise AssertionError("the last wait is None")


def _stage(endpoint: Endpoint, base: str, moves: Sequence[tuple[str, LocalGraph]]) -> None:
    """Send graphs to where they wait, and see that they came as they were sent."""
    endpoint.update(state.note_waiting(base, [(place, graph.iri) for place, graph in moves]))
    for place, graph in moves:
        text = graph.text()
        endpoint.put(place, text)
        if graph.triples <= MOST_COMPARED:
            _compare(endpoint, place, graph, text)
    found = state.counts(endpoint, [place for place, _ in moves])
    for place, graph in moves:
        if found[place] != graph.triples:
            raise _differs(endpoint, graph, f"{found[place]} トリプル", f"{found[place]} triples")


def _compare(endpoint: Endpoint, place: str, graph: LocalGraph, text: str) -> None:
    """Raise EndpointError where the server gives back something else than `text`, other spellings of the same value aside."""
    try:
        found = read_back(endpoint, place, graph.triples)
        back = canonical_graphs(found.ntriples, endpoint.addresses.store, ".nt", place).get("", "")
    except EndpointError:
        raise
    except Exception as error:  # whatever a parser says of half a graph
        raise _differs(endpoint, graph, "読めないグラフ", "a graph that cannot be read") from error
    if sha256(back) == graph.sha256:
        return
    missing = by_value(text) - by_value(back)
    if missing:
        example = min(missing)[:200]
        raise _differs(endpoint, graph, f"{len(missing)} トリプル不足（{example}）", f"{len(missing)} triples less ({example})")


def _verify(endpoint: Endpoint, work: Work) -> None:
    """Count what was published, under its public names."""
    found = state.counts(endpoint, (*(graph.iri for graph in work.send), *work.drop))
    for graph in work.send:
        if found[graph.iri] != graph.triples:
            raise _differs(endpoint, graph, f"{found[graph.iri]} トリプル", f"{found[graph.iri]} triples")
    for name in work.drop:
        if found[name]:
            ja, en = f"<{name}> が消えていません。", f"<{name}> has not gone."
            raise EndpointError(Message(ja, en))


def _differs(endpoint: Endpoint, graph: LocalGraph, ja: str, en: str) -> EndpointError:
    url = endpoint.addresses.store
    return EndpointError(
        Message(
            f"{url}: <{graph.iri}> は {graph.triples} トリプルを送りましたが、サーバーのものは {ja} です。もう一度実行してください。",
            f"{url}: of <{graph.iri}>, {graph.triples} triples were sent, and the server has {en}. Run the command again.",
        )
    )
