"""Fingerprints: what each graph depends on, its document and the settings and code of its build.

fingerprint = SHA-256 of document, source.toml, their names, ontology, schemes, shapes, checks, base of the IRIs, country with its
languages, currency and fiscal years, engine, and the code itself
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.errors import InputError
from shisaku.formats.registry import LIBRARIES as FORMAT_LIBRARIES
from shisaku.messages import Message
from shisaku.project import Project
from shisaku.reading.opening import settings_of, unused_settings

if TYPE_CHECKING:
    from shisaku.owl.rl.inference import Engine

_PACKAGE = Path(__file__).resolve().parent.parent
CODE = (
    "*.py", "dataset/conversion.py", "editions/*.py", "export/**/*.py", "formats/**/*.py", "graph/**/*.py", "messages/*.py", "messages/*.ftl", "model/*.py",
    "owl/**/*.py", "rdf/*.py", "reading/**/*.py", "reading/**/*.tsv", "shacl/*.py", "sparql/*.py", "stratml/*.py",
)  # fmt: skip
"""Files of this package that graphs depend on."""
LIBRARIES = ("owlrl", "pyoxigraph", "pyshacl", "rdflib", *FORMAT_LIBRARIES)
"""Libraries that they depend on."""


@dataclass(frozen=True, slots=True)
class BuildConfig:
    """Settings for the graphs of all documents."""

    project: Project
    """Project whose ontology they use."""
    base: str | None = None
    """Base of the IRIs; None for that of the project."""
    engine: "Engine" = "compiled"
    """Engine for inference and validation."""
    ocr: bool = False
    """Whether pages that are pictures are read by character recognition, where source.toml does not decide it."""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document and the state in which it was found."""

    path: Path
    """The document."""
    settings: Path | None
    """Its source.toml, where it has one."""
    digests: tuple[str, str]
    """SHA-256 of the two, in hexadecimal; empty where there is no source.toml."""
    unused: bool = False
    """Whether there is a source.toml that is not used."""


def look_at(path: Path) -> SourceDocument:
    """The document at `path` in its present state. Raises InputError where it cannot be read."""
    settings = settings_of(path)
    digests = (_digest(path), _digest(settings) if settings else "")
    return SourceDocument(path, settings, digests, unused_settings(path) is not None)


def fingerprint(document: SourceDocument, environment: str) -> str:
    """Digest of everything that the graphs of a document depend on; `environment` is the digest for all documents."""
    settings = document.settings.name if document.settings else ""
    names = [document.path.resolve().parent.name, document.path.name, settings, document.unused]
    return hashlib.sha256(json.dumps([*names, *document.digests, environment]).encode()).hexdigest()


def environment_digest(config: BuildConfig) -> str:
    """Digest of what the graphs of all documents depend on."""
    layout = config.project.layout
    settings = (config.base or layout.base, layout.licence, layout.embed_text, config.engine, config.ocr)
    whole = hashlib.sha256(f"{json.dumps(settings)}\n{config.project.country_profile!r}\n{_code()}\n".encode())
    for path in (*config.project.schemes, *config.project.shapes, *config.project.checks):
        whole.update(f"{path.name} {_digest(path)}\n".encode())
    return whole.hexdigest()


def ontology_digest(project: Project) -> str:
    """Digest of the ontology and its vocabularies."""
    return hashlib.sha256("".join(_digest(path) for path in project.schemes).encode()).hexdigest()


@cache
def _code() -> str:
    """Digest of the code: it may change without a new version."""
    whole = hashlib.sha256("".join(f"{name} {_version(name)}\n" for name in LIBRARIES).encode())
    for path in sorted(path for pattern in CODE for path in _PACKAGE.glob(pattern)):
        whole.update(f"{path.relative_to(_PACKAGE).as_posix()} {_digest(path)}\n".encode())
    return whole.hexdigest()


def _version(library: str) -> str:
    """The version of a library; empty where it is not installed, as one of an extra need not be."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal. Raises InputError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _cannot_read(path, error) from error


def _cannot_read(path: Path, error: OSError) -> InputError:
    reason = error.strerror or str(error)
    return InputError(Message("common-cannot-read", path=path, reason=reason))
