"""What is in a dataset: one entry a plan, as the first line of the plan's own file and, of what is published, in dataset.json.

A build that was ended left entries in files that dataset.json does not know yet; they are taken up where their documents are as they were.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from shisaku.dataset.dataset_layout import FORM, DatasetLayout, publish
from shisaku.errors import InputError, Message

_MARK = b"# "
"""N-Quads reads the line as a comment."""


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """What is known of one plan in the dataset."""

    plan: str
    """Identifier."""
    iri: str
    """IRI of the plan."""
    source: str
    """Its document, as seen from the dataset."""
    fingerprint: str
    """Digest of all that the graphs depend on: see `shisaku.dataset.sources`."""
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
    """A document that no plan could be made of."""

    source: str
    """The document, as seen from the dataset."""
    ja: str
    """Why, in Japanese."""
    en: str
    """Why, in English."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is published."""

    entries: tuple[ManifestEntry, ...] = ()
    """The plans, by identifier."""
    failures: tuple[Failure, ...] = ()
    """The documents that no plan could be made of, by name."""
    ontology: str = ""
    """Digest of the ontology that the store holds."""
    store: int = 0
    """Number of the store; 0 for none."""
    replaced: int = 0
    """Plans that were replaced or removed in the store since it was last made as a whole."""


def read_manifest(layout: DatasetLayout) -> Manifest:
    """What is published of a dataset; nothing where there is nothing yet. Raises InputError where it has another form."""
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
        failures = tuple(Failure(**failure) for failure in values["failed"])
        return Manifest(entries, failures, values["ontology"], values["store"], values["replaced"])
    except (KeyError, TypeError) as error:
        raise _unreadable(layout, str(error)) from error


def write_manifest(layout: DatasetLayout, manifest: Manifest) -> None:
    """Publish what is in the dataset, in one step; the file is left alone where it says so already. Raises OSError."""
    values = {
        "form": FORM,
        "ontology": manifest.ontology,
        "store": manifest.store,
        "replaced": manifest.replaced,
        "plans": [asdict(entry) for entry in manifest.entries],
        "failed": [asdict(failure) for failure in manifest.failures],
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

    A file older than dataset.json and of the size said there is not opened. One without a good entry is as if it were not there.
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
    ja = f"{layout.manifest}: この版では読めないデータセットです（{reason}）。別の名前で作り直してください。"
    en = f"{layout.manifest}: this version cannot read the dataset ({reason}). Build it anew under another name."
    return InputError(Message(ja, en))
