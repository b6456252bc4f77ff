"""The documents of a tree, and the other files there, each with the reason why it is skipped.

folder -> documents, of every format that is read: `shisaku.formats.registry`
       -> passed over: of a format that is not read, empty, beside the document of its folder, about the folder, hidden, a graph
          settings, other datasets and what git keeps are not mentioned
"""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from shisaku.dataset.dataset_layout import MANIFEST, is_dataset
from shisaku.errors import InputError
from shisaku.formats.companions import is_about_folder
from shisaku.formats.refusals import REFUSED, reason
from shisaku.formats.registry import ENDINGS, FORMATS, format_named, is_document
from shisaku.formats.sniffing import content_of
from shisaku.messages import Message
from shisaku.reading.opening import GRAPHS

_SETTINGS = ".toml"
_MOST_LOOKED_AT = 16 << 20
"""Bytes of a file that are read to detect its format."""
_HIDDEN = Message("dataset-hidden")
_EMPTY = Message("dataset-empty")
_GRAPH = Message("dataset-graph-question")
_BESIDE = Message("dataset-not-read-source-toml-says")
_ABOUT = Message("dataset-has-name-files-about-their")
_UNREADABLE = Message("dataset-cannot-read")


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file in a folder that is no document."""

    path: Path
    """The file, or a hidden folder."""
    why: Message
    """Why it is none, and what to do about it."""


@dataclass(frozen=True, slots=True)
class FoundDocuments:
    """Contents of the given folders."""

    documents: tuple[Path, ...]
    """Documents, as paths from the root, in order."""
    passed_over: tuple[PassedOver, ...] = ()
    """The others, likely mistakes first."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """Why a file is passed over, and how likely that is a mistake."""

    rank: int
    why: Message


def find_documents(given: Iterable[Path]) -> FoundDocuments:
    """Every document that is given or lies below a given folder, once, as a path from the root, and the files passed over.

    In a folder with a source.toml the document is its `source.*`, if there is one; elsewhere every file with the ending of a document
    whose name does not mark it as describing its folder. Raises InputError where there is none, a path does not exist, or a folder
    cannot be listed: documents that are not found leave the dataset, so an error must not look like an empty folder.
    """
    found: set[Path] = set()
    passed: dict[Path, _Kind] = {}
    for path in given:
        if not path.exists():
            raise InputError(Message("common-does-not-exist", path=path))
        if not path.is_dir():
            found.add(path.resolve())
            continue
        below = set()
        for file, kind in _below(path):
            if kind is None:
                below.add(file.resolve())
            else:
                passed[file] = kind
        if not below:
            raise InputError(_none_in(path, _listed(passed)))
        found |= below
    return FoundDocuments(
        tuple(sorted(found)), _listed({path: kind for path, kind in passed.items() if path.resolve() not in found})
    )


def _listed(passed: dict[Path, _Kind]) -> tuple[PassedOver, ...]:
    return tuple(PassedOver(path, passed[path].why) for path in sorted(passed, key=lambda path: (passed[path].rank, path)))


def _none_in(folder: Path, passed: tuple[PassedOver, ...]) -> Message:
    known = ", ".join(ENDINGS)
    told = list_of(passed)
    return Message(
        "dataset-there-no-document",
        folder=folder,
        known=known,
        value=Message("dataset-told", told=told) if told else "",
    )


MOST_LISTED = 10
"""Files that are listed; the others are counted."""


def list_of(passed: tuple[PassedOver, ...]) -> Message | None:
    """Number of files passed over, with the first of them and the reasons, a line each; None where there is none."""
    if not passed:
        return None
    lines = [Message("dataset-files-not-read", passed=len(passed))]
    lines += [Message("dataset-file-not-read", path=one.path, why=one.why) for one in passed[:MOST_LISTED]]
    if (more := len(passed) - MOST_LISTED) > 0:
        lines.append(Message("dataset-more-files", more=more))
    return Message.joined(lines, "list-of-lines")


def _below(folder: Path) -> Iterator[tuple[Path, _Kind | None]]:
    """Each file below a folder, and why it is passed over; None for a document."""
    for name, folders, files in os.walk(folder, onerror=_cannot_list):
        here = Path(name)
        if MANIFEST in files and is_dataset(here):
            folders.clear()
            continue
        yield from ((here / one, _Kind(3, _HIDDEN)) for one in folders if _is_hidden(one) and one != ".git")
        folders[:] = [one for one in folders if not _is_hidden(one)]
        kinds = {here / file: _kind(here / file) for file in files if not file.endswith(_SETTINGS)}
        own = "source.toml" in files and any(kind is None and path.stem == "source" for path, kind in kinds.items())
        for path, kind in kinds.items():
            beside = own and kind is None and path.stem != "source"
            yield path, _Kind(2, _BESIDE) if beside else kind


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))  # the latter are lock files of documents that are open in Word and similar programs


def _kind(path: Path) -> _Kind | None:
    """Why a file is no document; None for one that is."""
    if _is_hidden(path.name):
        return _Kind(3, _HIDDEN)
    if path.suffix.lower() in GRAPHS and not is_document(path):
        return _Kind(4, _GRAPH)
    try:
        state = path.stat()
        regular = stat.S_ISREG(state.st_mode)
        if regular and not state.st_size:
            return _Kind(1, _EMPTY)
        if is_document(path):
            return _Kind(2, _ABOUT) if is_about_folder(path) else None
        return _content(path, _head(path) if regular else b"")  # reading a pipe would block
    except OSError:
        return None if is_document(path) else _Kind(0, _UNREADABLE)  # an unreadable document is reported when it is opened


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_LOOKED_AT)


def _content(path: Path, head: bytes) -> _Kind:
    """Why a file without the ending of a document is passed over, by its contents."""
    content = content_of(head)
    if content in REFUSED:
        return _Kind(0, reason(content))
    if content in FORMATS and format_named(path) is None:
        said, ending = FORMATS[content].said, FORMATS[content].endings[0]
        return _Kind(
            0,
            Message("dataset-but-not-named-document-give", said=said, ending=ending),
        )
    shown = path.suffix or path.name
    return _Kind(1, Message("dataset-no-format-documents", shown=shown))


def _cannot_list(error: OSError) -> NoReturn:
    reason = error.strerror or str(error)
    path = error.filename
    raise InputError(Message("common-cannot-read", path=path, reason=reason)) from error
