"""Invented plans as N-Quads, and what a server holds of them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.patience import PATIENCE
from tests.remote.servers import Server

from shisaku.rdf.namespaces import ASSERTED, INFERRED, PlanIris, merged_graph, push_state
from shisaku.rdf.rdf_files import by_value
from shisaku.remote.endpoint import Endpoint
from shisaku.remote.graph_push import Work, plan_work, push
from shisaku.remote.local_graphs import files_of, local_graphs, named_graphs
from shisaku.remote.server_state import queried_graphs

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
_ORDINAL = "<https://w3id.org/shisaku/ontology#ordinal>"
_POSITIVE = "<http://www.w3.org/2001/XMLSchema#positiveInteger>"


def write_plan(folder: Path, base: str, plan_id: str, words: str, entries: int = 3) -> Path:
    """The file of an invented plan: entries with number and label, and a publisher that all share; classes in another layer."""
    iris = PlanIris(base, plan_id)
    lines = []
    for number in range(1, entries + 1):
        entry = f"<{iris.of(f'measure/{number}')}>"
        lines += [
            f'{entry} {_LABEL} "{words}{number}"@ja <{iris.graph(ASSERTED)}> .',
            f'{entry} {_ORDINAL} "{number}"^^{_POSITIVE} <{iris.graph(ASSERTED)}> .',
            f"{entry} {_TYPE} <https://w3id.org/shisaku/ontology#Measure> <{iris.graph(INFERRED)}> .",
        ]
    lines.append(f'<{base}publisher> {_LABEL} "潮見町"@ja <{iris.graph(ASSERTED)}> .')
    path = folder / f"{plan_id}.nq"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def work_for(endpoint: Endpoint, base: str, *sources: Path) -> Work:
    """What is to be done for files and folders; a folder is the whole."""
    files = [path for source in sources for path in files_of(source)]
    return plan_work(endpoint, base, local_graphs(files), any(source.is_dir() for source in sources))


def push_all(endpoint: Endpoint, base: str, *sources: Path) -> Work:
    """Push files and folders; what was done."""
    work = work_for(endpoint, base, *sources)
    push(endpoint, base, work)
    return work


def push_apart(server: Server, base: str, folder: Path) -> None:
    """Push as a process of its own does."""
    with Endpoint(server.addresses, server.credentials, PATIENCE) as endpoint:
        push_all(endpoint, base, folder)


def expected(folder: Path) -> dict[str, frozenset[str]]:
    """The triples by graph that a server should hold."""
    return {name: by_value(text) for path in files_of(folder) for name, text in named_graphs(path).items()}


def stored(endpoint: Endpoint, graphs: Iterable[str]) -> dict[str, frozenset[str]]:
    """The triples by graph that a server holds; only graphs that are not empty."""
    listed = " ".join(f"<{name}>" for name in graphs)
    query = f"SELECT ?g ?s ?p ?o WHERE {{ VALUES ?g {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }} }}"
    lines: dict[str, str] = {}
    for graph, *triple in endpoint.select(query).rows:
        name = str(graph).strip("<>")
        lines[name] = lines.get(name, "") + " ".join(map(str, triple)) + " .\n"
    return {name: by_value(text) for name, text in lines.items()}


def merged_at(endpoint: Endpoint, base: str) -> frozenset[str]:
    """The triples that questions are asked over at a server."""
    return frozenset().union(*stored(endpoint, queried_graphs(endpoint, base)).values())


def merged(graphs: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The triples of graphs that questions are asked over."""
    return frozenset().union(*(triples for name, triples in graphs.items() if not name.endswith(INFERRED)))


def everything_below(endpoint: Endpoint, base: str) -> set[str]:
    """The names of all graphs below a base but those that every push keeps; those that wait are among them."""
    query = f'SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?g), "{base}")) }}'
    return {text for (text,) in endpoint.select(query).texts()} - {str(push_state(base)), str(merged_graph(base))}
