"""The Oxigraph store of a dataset: each layer of each plan as a named graph, everything published merged as the default graph.

Saved questions are written for one default graph. Oxigraph's own union of graphs counts a triple of two graphs twice, and takes
minutes where a hundred graphs are listed; so the store has the published graphs, and the ontology, in its default graph as well.

A store that dataset.json names is never changed. The next one begins as a copy with hard-linked files.
"""

import io
from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

import pyoxigraph as ox

from shisaku.dataset.dataset_layout import DatasetLayout
from shisaku.dataset.manifest import ManifestEntry, quads_of, read_manifest
from shisaku.errors import InputError
from shisaku.messages import Message
from shisaku.project import Project
from shisaku.rdf.namespaces import ASSERTED, DATASET_ONTOLOGY, LAYERS, PREFIXES, RECONSTRUCTED, PlanIris
from shisaku.rdf.rdf_files import canonical_ntriples
from shisaku.sparql.triple_store import TripleStore

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_QUADS = ox.RdfFormat.N_QUADS
_BUFFER = 1 << 20
_BATCH = 32 << 20


def open_store(layout: DatasetLayout) -> TripleStore:
    """The store of a dataset, for queries. Raises InputError where there is none."""
    return TripleStore(read_only(layout), prefixes=PREFIXES)


def read_only(layout: DatasetLayout) -> ox.Store:
    """The same as an Oxigraph store."""
    number = 0
    while True:
        manifest = read_manifest(layout)
        try:
            if manifest.store == number:
                raise InputError(Message("dataset-store-cannot-opened-remove-run", layout=layout.store(number)))
            number = manifest.store
            return ox.Store.read_only(str(layout.store(number)))
        except (OSError, RuntimeError):
            continue  # a build in between has replaced it, or it is damaged


def plan_store(layout: DatasetLayout, plan_id: str, project: Project, inferred: bool = False) -> TripleStore:
    """A store in memory with the published graphs of one plan, or of all where `plan_id` is empty, and with `inferred` ones.

    Raises InputError where the dataset has no such plan.
    """
    entries = [entry for entry in read_manifest(layout).entries if plan_id in ("", entry.plan)]
    if not entries:
        raise InputError(Message("dataset-there-no-plan", root=layout.root, plan_id=plan_id))
    layers = LAYERS[:3] if inferred else LAYERS[:2]
    store = TripleStore()
    store.load_ntriples(canonical_ntriples(project.schemes))
    for entry in entries:
        store.load_ntriples(b"".join(_triples(_data(layout, entry), _names(entry, layers))).decode())
    return store


def published(layout: DatasetLayout, entry: ManifestEntry) -> bytes:
    """The published graphs of a plan, as N-Triples. Raises OSError, InputError where its file differs from its entry."""
    return b"".join(_triples(_data(layout, entry), _names(entry, LAYERS[:2])))


def make_store(layout: DatasetLayout, number: int, project: Project, entries: Iterable[ManifestEntry]) -> None:
    """Make the store of that number from the files of the plans. Raises OSError, InputError where a file is not as recorded."""
    store = ox.Store(str(layout.store(number)))
    triples = canonical_ntriples(project.schemes)
    store.bulk_load(triples, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(DATASET_ONTOLOGY))
    store.bulk_load(triples, format=ox.RdfFormat.N_TRIPLES)
    _put(store, layout, entries)
    store.optimize()  # a sixteenth of the time of a build; queries take less than half the time


def change_store(
    layout: DatasetLayout, old: int, number: int, gone: Iterable[ManifestEntry], put: Collection[ManifestEntry]
) -> None:
    """Make a store from the previous one: without the plans `gone`, with those `put`. Raises OSError, InputError."""
    ox.Store.read_only(str(layout.store(old))).backup(str(layout.store(number)))
    store = ox.Store(str(layout.store(number)))
    for entry in gone:
        _remove(store, entry)
    if put:
        _put(store, layout, put)
    store.flush()


def _put(store: ox.Store, layout: DatasetLayout, entries: Iterable[ManifestEntry]) -> None:
    """Load plans: each layer into its graph, published ones into the default graph too."""
    for batch in _batches(entries):
        store.bulk_load(io.BufferedReader(_Stream(_lines(layout, batch)), _BUFFER), format=_QUADS, lenient=True)
    store.flush()


def _batches(entries: Iterable[ManifestEntry]) -> Iterator[list[ManifestEntry]]:
    """Plans of `_BATCH` bytes at a time: Oxigraph holds what it loads at once in some ten times the memory."""
    batch: list[ManifestEntry] = []
    for entry in entries:
        batch.append(entry)
        if sum(one.size for one in batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _lines(layout: DatasetLayout, entries: Iterable[ManifestEntry]) -> Iterator[bytes]:
    for entry in entries:
        quads = _data(layout, entry)
        yield quads
        yield from _triples(quads, _names(entry, LAYERS[:2]))


def _remove(store: ox.Store, entry: ManifestEntry) -> None:
    """Remove a plan; a triple that another graph publishes as well stays in the default graph."""
    for name in map(ox.NamedNode, _names(entry, (ASSERTED, RECONSTRUCTED))):
        for quad in list(store.quads_for_pattern(None, None, None, name)):
            others = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            if not any(_is_published(other.graph_name) and other.graph_name != name for other in others):
                store.remove(ox.Quad(quad.subject, quad.predicate, quad.object))
        store.remove_graph(name)
    for name in map(ox.NamedNode, _names(entry, LAYERS[2:])):
        store.remove_graph(name)


def _is_published(graph: object) -> bool:
    if not isinstance(graph, ox.NamedNode):
        return False
    return graph.value == str(DATASET_ONTOLOGY) or graph.value.rpartition("/")[2] in (ASSERTED, RECONSTRUCTED)


def _names(entry: ManifestEntry, layers: Iterable[str]) -> tuple[str, ...]:
    """The named graphs of a plan."""
    iris = PlanIris(entry.iri.removesuffix(entry.plan), entry.plan)
    return tuple(str(iris.graph(layer)) for layer in layers)


def _triples(quads: bytes, graphs: Iterable[str]) -> Iterator[bytes]:
    """The lines of those graphs as N-Triples."""
    ends = tuple(f" <{name}> .".encode() for name in graphs)
    for line in quads.split(b"\n"):
        if line.endswith(ends):
            yield line[: line.rindex(b" <")] + b" .\n"


def _data(layout: DatasetLayout, entry: ManifestEntry) -> bytes:
    """The quads of a plan. Raises InputError where its file differs from its entry."""
    path = layout.plan(entry.plan)
    quads = quads_of(path.read_bytes())
    if sha256(quads).hexdigest() != entry.digest:
        raise InputError(Message("dataset-not-what-built-remove-file", path=path))
    return quads


class _Stream(io.RawIOBase):
    """Chunks of bytes as a readable file, so that a dataset larger than memory can be loaded."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        room = memoryview(buffer)
        taken = min(len(room), len(self._rest))
        room[:taken], self._rest = self._rest[:taken], self._rest[taken:]
        return taken
