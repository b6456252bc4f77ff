"""Contents of a dataset: one entry a plan, as the first line of the plan's own file and, if published, in dataset.json.

An interrupted build leaves entries in files that dataset.json does not have yet; they are reused where documents are unchanged.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from shisaku.dataset.dataset_layout import FORM, DatasetLayout, publish
from shisaku.errors import InputError
from shisaku.messages import Message

_MARK = b"# "
"""N-Quads treats the line as a comment."""


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One plan in the dataset."""

    plan: str
    """Identifier."""
    iri: str
    """IRI of the plan."""
    source: str
    """Its document, relative to the dataset."""
    fingerprint: str
    """Digest of everything that the graphs depend on: see `shisaku.dataset.sources`."""
    digest: str
    """SHA-256 of the quads, in hexadecimal."""
    size: int
    """Bytes of the quads."""
    triples: Mapping[str, int]
    """How many triples each layer has."""
    findings: Mapping[str, int]
    """How many findings of each severity."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document without a plan."""

    source: str
    """The document, relative to the dataset."""
    message: Message
    """Why there is none."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Published contents of a dataset."""

    entries: tuple[ManifestEntry, ...] = ()
    """The plans, by identifier."""
    failures: tuple[Failure, ...] = ()
    """The documents without a plan, by name."""
    ontology: str = ""
    """Digest of the ontology that the store holds."""
    store: int = 0
    """Number of the store; 0 for none."""
    replaced: int = 0
    """Plans that were replaced or removed in the store since it was last made as a whole."""


def read_manifest(layout: DatasetLayout) -> Manifest:
    """The manifest of a dataset; an empty one where there is none yet. Raises InputError where it has another version."""
    try:
        values = json.loads(layout.manifest.read_bytes())
    except FileNotFoundError:
        return Manifest()
    except (OSError, ValueError) as error:
        raise _unreadable(layout, str(error)) from error
    if not isinstance(values, dict) or values.get("form") != FORM:
        raise _unreadable(layout, "form")
    try:
        entries = tuple(ManifestEntry(**entry) for entry in values["plans"])
        failures = tuple(_failure(dict(failure)) for failure in values["failed"])
        return Manifest(entries, failures, values["ontology"], values["store"], values["replaced"])
    except (KeyError, TypeError) as error:
        raise _unreadable(layout, str(error)) from error


def _failure(values: dict[str, str]) -> Failure:
    return Failure(values.pop("source"), Message.of(values))


def write_manifest(layout: DatasetLayout, manifest: Manifest) -> None:
    """Publish the manifest atomically; an unchanged file is left alone. Raises OSError."""
    values = {
        "form": FORM,
        "ontology": manifest.ontology,
        "store": manifest.store,
        "replaced": manifest.replaced,
        "plans": [asdict(entry) for entry in manifest.entries],
        "failed": [{"source": failure.source, **failure.message.in_each_language()} for failure in manifest.failures],
    }
    data = json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
    if not layout.manifest.is_file() or layout.manifest.read_bytes() != data:
        publish(layout.manifest, data)


def plan_file(entry: ManifestEntry, quads: bytes) -> bytes:
    """The file of a plan: its entry, then its quads."""
    return _head(entry) + quads


def quads_of(data: bytes) -> bytes:
    """The quads in the file of a plan."""
    return data.partition(b"\n")[2]


def entries_on_disk(layout: DatasetLayout, manifest: Manifest) -> Iterator[ManifestEntry]:
    """The entry of every whole file of a plan, published or not.

    A file older than dataset.json and of the size recorded there is not opened. One without a valid entry is ignored.
    """
    published = {f"{entry.plan}.nq": entry for entry in manifest.entries}
    since = layout.manifest.stat().st_mtime_ns if published else 0
    with os.scandir(layout.plans) as files:
        for file in files:
            entry = published.get(file.name)
            stat = file.stat()
            if entry is None or stat.st_mtime_ns >= since or stat.st_size != len(_head(entry)) + entry.size:
                entry = _entry_in(Path(file.path), stat.st_size)
            if entry is not None:
                yield entry


def _entry_in(path: Path, size: int) -> ManifestEntry | None:
    if path.suffix != ".nq":
        return None
    with path.open("rb") as file:
        head = file.readline()
    try:
        values: dict[str, Any] = json.loads(head.removeprefix(_MARK))
        entry = ManifestEntry(**values)
    except (ValueError, TypeError):
        return None
    return entry if f"{entry.plan}.nq" == path.name and size == len(head) + entry.size else None


def _head(entry: ManifestEntry) -> bytes:
    return _MARK + json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _unreadable(layout: DatasetLayout, reason: str) -> InputError:
    return InputError(Message("dataset-version-cannot-read-dataset-build", manifest=layout.manifest, reason=reason))
