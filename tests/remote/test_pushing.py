"""What is pushed to a real server is there, whole, and nothing else is; each test below runs on Oxigraph and on Virtuoso."""

import threading
from pathlib import Path

import pytest
from tests.remote.conftest import Connect
from tests.remote.graphs import everything_below, expected, merged, merged_at, push_all, stored, work_for, write_plan
from tests.remote.servers import Server

from shisaku.errors import EndpointError, InputError
from shisaku.rdf.namespaces import ASSERTED, INFERRED, PUBLISHED, PlanIris
from shisaku.rdf.rdf_files import canonical_graphs
from shisaku.remote import graph_push, reading_back
from shisaku.remote import server_state as state
from shisaku.remote.endpoint import Endpoint
from shisaku.remote.local_graphs import LocalGraph
from shisaku.remote.querying import fetched, over_graphs
from shisaku.remote.server_state import queried_graphs
from shisaku.sparql.answers import Triples


def test_what_was_pushed_is_what_the_files_hold_and_is_not_sent_again(endpoint: Endpoint, base: str, folder: Path) -> None:
    for plan_id in ("umi", "yama", "machi"):
        write_plan(folder, base, plan_id, '灯台\\n\\u3042\\"')
    assert [graph.triples for graph in push_all(endpoint, base, folder).send] == [7, 3] * 3
    assert stored(endpoint, expected(folder)) == expected(folder)
    again = work_for(endpoint, base, folder)
    assert (again.send, again.drop, again.clear, again.unchanged) == ((), (), (), 6)


@pytest.mark.parametrize("server", ["virtuoso"], indirect=True)  # Oxigraph gives everything at once
def test_a_graph_that_a_server_cuts_off_is_compared_and_fetched_page_by_page(
    endpoint: Endpoint, base: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, plan = folder / "umi.ttl", PlanIris(base, "umi").plan
    listed = " ".join(f"<{base}{number}>" for number in range(20))
    path.write_text(f"<{plan}> a <https://w3id.org/shisaku/ontology#PolicyPlan> ; <{base}has> ( {listed} ) .", encoding="utf-8")
    monkeypatch.setattr(reading_back, "_PAGE", 7)
    monkeypatch.setattr(Endpoint, "get", lambda self, graph: b"")
    (sent,) = push_all(endpoint, base, path).send
    assert sent.triples == 42
    found = fetched(endpoint, queried_graphs(endpoint, base)).query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(found, Triples)
    expected = canonical_graphs(path.read_bytes(), str(path), ".ttl", base)
    assert canonical_graphs(found.ntriples().encode(), "there", ".nt", base) == expected


def test_only_what_changed_travels_and_what_has_gone_goes(endpoint: Endpoint, base: str, folder: Path) -> None:
    for plan_id in ("umi", "yama"):
        write_plan(folder, base, plan_id, "灯台")
    push_all(endpoint, base, folder)
    before = expected(folder)
    write_plan(folder, base, "umi", "桟橋")
    (folder / "yama.nq").unlink()
    work = push_all(endpoint, base, folder)
    assert [graph.iri for graph in work.send] == [str(PlanIris(base, "umi").graph(ASSERTED))]
    assert work.drop == tuple(str(PlanIris(base, "yama").graph(layer)) for layer in (ASSERTED, INFERRED))
    assert stored(endpoint, {**before, **expected(folder)}) == expected(folder)
    assert merged_at(endpoint, base) == merged(expected(folder))
    assert everything_below(endpoint, base) == set(expected(folder))


def test_of_a_file_alone_only_other_layers_of_its_plans_go(endpoint: Endpoint, base: str, folder: Path) -> None:
    umi, yama = (write_plan(folder, base, plan_id, "灯台") for plan_id in ("umi", "yama"))
    push_all(endpoint, base, umi)
    assert push_all(endpoint, base, yama).drop == ()
    assert stored(endpoint, expected(folder)) == expected(folder)
    turtle = folder / "umi.ttl"
    turtle.write_text(f"<{PlanIris(base, 'umi').plan}> a <https://w3id.org/shisaku/ontology#PolicyPlan> .", encoding="utf-8")
    work = push_all(endpoint, base, turtle)
    assert [graph.iri for graph in work.send] == [str(PlanIris(base, "umi").graph(PUBLISHED))]
    assert work.drop == tuple(str(PlanIris(base, "umi").graph(layer)) for layer in (ASSERTED, INFERRED))


def test_what_others_changed_at_the_server_is_repaired(endpoint: Endpoint, base: str, folder: Path) -> None:
    write_plan(folder, base, "umi", "灯台")
    push_all(endpoint, base, folder)
    graph = str(PlanIris(base, "umi").graph(ASSERTED))
    endpoint.update(f"DELETE WHERE {{ GRAPH <{graph}> {{ <{PlanIris(base, 'umi').of('measure/2')}> ?p ?o }} }}")
    assert [sent.iri for sent in push_all(endpoint, base, folder).send] == [graph]
    assert stored(endpoint, expected(folder)) == expected(folder)


def test_a_reader_sees_a_graph_as_it_was_or_as_it_shall_be(
    server: Server, connect: Connect, endpoint: Endpoint, base: str, folder: Path
) -> None:
    write_plan(folder, base, "umi", "灯台", entries=200)
    push_all(endpoint, base, folder)
    graph = str(PlanIris(base, "umi").graph(ASSERTED))
    seen: set[int] = set()
    looks = 0
    over = threading.Event()
    reader = connect(server)

    def look() -> None:
        nonlocal looks
        while not over.is_set():
            seen.add(state.counts(reader, [graph])[graph])
            looks += 1

    thread = threading.Thread(target=look)
    thread.start()
    try:
        turn = 0
        while turn < 4 or looks <= 10 or len(seen) < 2:
            turn += 1
            write_plan(folder, base, "umi", "桟橋" if turn % 2 else "灯台", entries=300 if turn % 2 else 200)
            push_all(endpoint, base, folder)
    finally:
        over.set()
        thread.join()
    if server.name == "oxigraph":
        assert seen == {401, 601}
    else:  # Virtuoso does not isolate what it moves: under load a count comes in the middle of it
        assert 0 not in seen
        assert seen >= {401, 601}


def test_a_later_push_relieves_an_earlier_one(server: Server, connect: Connect, base: str, tmp_path: Path) -> None:
    folders = {name: tmp_path / name for name in ("earlier", "later")}
    for name, folder in folders.items():
        folder.mkdir()
        for number in range(12):
            write_plan(folder, base, f"plan-{number}", name)
    earlier, later = connect(server), connect(server)
    begun = 0

    def relieve(graph: LocalGraph) -> None:
        nonlocal begun
        begun += 1
        if begun == 1:
            push_all(later, base, folders["later"])

    with pytest.raises(EndpointError, match="Another push has begun"):
        graph_push.push(earlier, base, work_for(earlier, base, folders["earlier"]), relieve)
    assert stored(later, expected(folders["later"])) == expected(folders["later"])
    push_all(later, base, folders["later"])
    assert everything_below(later, base) == set(expected(folders["later"]))


def test_a_file_that_changes_while_it_is_pushed_is_not_published(endpoint: Endpoint, base: str, folder: Path) -> None:
    path = write_plan(folder, base, "umi", "灯台")
    push_all(endpoint, base, folder)
    before = expected(folder)
    write_plan(folder, base, "umi", "桟橋")
    work = work_for(endpoint, base, folder)
    path.write_text(path.read_text(encoding="utf-8").replace("桟橋1", "桟橋一"), encoding="utf-8")
    with pytest.raises(InputError, match="changed while it was pushed"):
        graph_push.push(endpoint, base, work)
    assert stored(endpoint, before) == before
    push_all(endpoint, base, folder)
    assert stored(endpoint, expected(folder)) == expected(folder)
    assert everything_below(endpoint, base) == set(expected(folder))


def test_more_graphs_than_a_server_lists_at_once_are_kept_in_step(
    oxigraph: Server, connect: Connect, base: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "_PAGE", 7)
    monkeypatch.setattr(state, "_COUNTED", 4)
    endpoint = connect(oxigraph)
    for number in range(10):
        write_plan(folder, base, f"plan-{number}", "灯台")
    push_all(endpoint, base, folder)
    assert len(state.entries(endpoint, base)) == 20
    assert work_for(endpoint, base, folder).unchanged == 20


def test_what_two_plans_say_alike_is_said_once_until_the_last_of_them_goes(endpoint: Endpoint, base: str, folder: Path) -> None:
    for plan_id in ("umi", "yama", "machi"):
        write_plan(folder, base, plan_id, "灯台")
    question = f"SELECT ?name {{ <{base}publisher> ?p ?name }}"
    for left in (("umi", "yama", "machi"), ("umi", "yama"), ("umi",)):
        for path in set(folder.iterdir()) - {folder / f"{plan_id}.nq" for plan_id in left}:
            path.unlink()
        push_all(endpoint, base, folder)
        assert list(endpoint.select(over_graphs(question, state.queried_graphs(endpoint, base))).texts()) == [("潮見町",)]
    push_all(endpoint, base, write_plan(folder, base, "umi", "灯台", entries=0))
    assert list(endpoint.select(over_graphs(question, state.queried_graphs(endpoint, base))).texts()) == [("潮見町",)]
