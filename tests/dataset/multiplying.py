"""A dataset of any number of plans within seconds: those of a small one again and again, under other identifiers."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import count, islice
from pathlib import Path

from shisaku.dataset.dataset_layout import DatasetLayout, prepare
from shisaku.dataset.manifest import Manifest, ManifestEntry, plan_file, quads_of, read_manifest, write_manifest
from shisaku.dataset.store import make_store
from shisaku.project import Project


def multiply(small: Path, large: Path, number: int, project: Project) -> None:
    """Make of `small` a dataset of so many plans at `large`, or publish them in place of those that it has."""
    layout, before = prepare(large), read_manifest(DatasetLayout(large))
    made = islice(_again(DatasetLayout(small)), number)
    entries = []
    for entry, quads in made:
        layout.plan(entry.plan).write_bytes(plan_file(entry, quads))
        entries.append(entry)
    entries.sort(key=lambda entry: entry.plan)
    make_store(layout, before.store + 1, project, entries)
    write_manifest(layout, Manifest(tuple(entries), (), read_manifest(DatasetLayout(small)).ontology, before.store + 1))


def _again(layout: DatasetLayout) -> Iterator[tuple[ManifestEntry, bytes]]:
    """The plans, then all of them under other identifiers, and so on."""
    for turn in count():
        for entry in read_manifest(layout).entries:
            end = f"-{turn}" if turn else ""
            quads = quads_of(layout.plan(entry.plan).read_bytes())
            for behind in (b">", b"/"):
                quads = quads.replace(entry.iri.encode() + behind, f"{entry.iri}{end}".encode() + behind)
            named = replace(entry, plan=entry.plan + end, iri=entry.iri + end)
            yield replace(named, digest=sha256(quads).hexdigest(), size=len(quads)), quads
