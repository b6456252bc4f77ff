"""The documents of a tree, and what each graph depends on.

fingerprint = SHA-256 of document, source.toml, their names, ontology, schemes, shapes, checks, base of the IRIs, country with its
languages, currency and fiscal years, engine, and the code itself
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from shisaku.dataset.layout import MANIFEST, is_dataset
from shisaku.errors import InputError, Message
from shisaku.project import Project
from shisaku.reading.opening import settings_of, unused_settings
from shisaku.reading.stratml.markup import is_stratml_file

if TYPE_CHECKING:
    from shisaku.graph.inference import Engine

_DOCUMENTS = (".txt", ".pdf")
"""Endings of files that are documents; a `.xml` file is one where it is StratML."""
_PACKAGE = Path(__file__).resolve().parent.parent
CODE = (
    "comparison/**/*.py", "dataset/conversion.py", "details.py", "digests.py", "errors.py", "findings.py", "fiscal_years.py", "graph/**/*.py",
    "guard.py", "html_text.py", "language.py", "pipeline.py", "plain_data.py", "plan.py", "plan_order.py", "profiles.py", "project.py", "publish/**/*.py",
    "quads.py", "query_errors.py", "query_text.py", "rdf_text.py", "reading/**/*.py", "results.py", "rows.py", "saved_query.py", "source.py",
    "sparql.py", "stratml/**/*.py", "succession.py", "tree.py",
)  # fmt: skip
"""Files of this package that graphs are made by."""
LIBRARIES = ("owlrl", "pyoxigraph", "pypdfium2", "pyshacl", "rdflib")
"""Libraries that they are made by."""


@dataclass(frozen=True, slots=True)
class Making:
    """What the graphs of all documents are made with."""

    project: Project
    """Whose ontology they are read with."""
    base: str | None = None
    """Base of the IRIs; None for that of the project."""
    engine: "Engine" = "compiled"
    """What infers and validates."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document and the state it was found in."""

    path: Path
    """The document."""
    settings: Path | None
    """Its source.toml, where it has one."""
    digests: tuple[str, str]
    """SHA-256 of the two, in hexadecimal; empty where there is no source.toml."""
    unused: bool = False
    """Whether there is a source.toml that is not used."""


def find_documents(given: Iterable[Path]) -> tuple[Path, ...]:
    """Every document that is named or lies below a folder that is named, once, as a path from the root, in order.

    In a folder with a source.toml the document is its `source.*`; elsewhere every text, PDF and StratML file. Hidden files, and datasets,
    are passed over. Raises InputError where there is none, a name leads to nothing, or a folder cannot be listed: what is not
    found leaves the dataset, so a mistake must not look like an empty folder.
    """
    found: set[Path] = set()
    for path in given:
        if not path.exists():
            raise InputError(Message(f"{path}: ありません。", f"{path}: does not exist."))
        below = {document.resolve() for document in _below(path)} if path.is_dir() else {path.resolve()}
        if not below:
            ja = f"{path}: 文書（{'、'.join(_DOCUMENTS)}、StratML の .xml）がありません。"
            raise InputError(Message(ja, f"{path}: there is no document in it ({', '.join(_DOCUMENTS)}, StratML's .xml)."))
        found |= below
    return tuple(sorted(found))


def _below(folder: Path) -> Iterator[Path]:
    for name, folders, files in os.walk(folder, onerror=_cannot_list):
        here = Path(name)
        if MANIFEST in files and is_dataset(here):
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        documents = [here / file for file in files if not file.startswith(".") and _is_document(here / file)]
        own = [path for path in documents if path.stem == "source"] if "source.toml" in files else []
        yield from own or documents


def _is_document(path: Path) -> bool:
    ending = path.suffix.lower()
    return ending in _DOCUMENTS or (ending == ".xml" and is_stratml_file(path))


def _cannot_list(error: OSError) -> NoReturn:
    raise _cannot_read(Path(error.filename), error)


def look_at(path: Path) -> Document:
    """The document at `path` in the state it is in now. Raises InputError where it cannot be read."""
    settings = settings_of(path)
    digests = (_digest(path), _digest(settings) if settings else "")
    return Document(path, settings, digests, unused_settings(path) is not None)


def fingerprint(document: Document, surroundings: str) -> str:
    """What the graphs of a document depend on, as a digest; `surroundings` is what all of them depend on."""
    settings = document.settings.name if document.settings else ""
    names = [document.path.resolve().parent.name, document.path.name, settings, document.unused]
    return hashlib.sha256(json.dumps([*names, *document.digests, surroundings]).encode()).hexdigest()


def surroundings(making: Making) -> str:
    """What the graphs of all documents depend on, as a digest."""
    layout = making.project.layout
    settings = (making.base or layout.base, layout.licence, layout.embed_text, making.engine)
    whole = hashlib.sha256(f"{json.dumps(settings)}\n{making.project.country_profile!r}\n{_code()}\n".encode())
    for path in (*making.project.schemes, *making.project.shapes, *making.project.checks):
        whole.update(f"{path.name} {_digest(path)}\n".encode())
    return whole.hexdigest()


def ontology_digest(project: Project) -> str:
    """Digest of the ontology and its vocabularies."""
    return hashlib.sha256("".join(_digest(path) for path in project.schemes).encode()).hexdigest()


@cache
def _code() -> str:
    """Digest of the code that graphs are made by: what it does may change without its version."""
    whole = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in LIBRARIES).encode())
    for path in sorted(path for pattern in CODE for path in _PACKAGE.glob(pattern)):
        whole.update(f"{path.relative_to(_PACKAGE).as_posix()} {_digest(path)}\n".encode())
    return whole.hexdigest()


def _digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal. Raises InputError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _cannot_read(path, error) from error


def _cannot_read(path: Path, error: OSError) -> InputError:
    reason = error.strerror or str(error)
    return InputError(Message(f"{path}: 読めません（{reason}）。", f"{path}: cannot be read ({reason})."))
