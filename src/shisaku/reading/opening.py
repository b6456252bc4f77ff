"""Opening a document: its bytes as text, and beside it the source.toml that tells what is not printed in it."""

import hashlib
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from shisaku.errors import InputError, Message
from shisaku.reading.settled.settings import read_description
from shisaku.reading.stratml.markup import marked_up
from shisaku.reading.text.encoding import Decoded, NoTextError, decode
from shisaku.source import Description, Source

_DOCUMENTS = (".txt", ".pdf", ".md")
_GRAPHS = (".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf", ".rq")
"""Names of files that come out of reading, or ask about it; easily named by mistake."""
_PDF = b"%PDF-"
"""What a PDF begins with."""


def open_source(path: Path, description: Description | None = None) -> Source:
    """The document at `path` with its description, which source.toml beside it gives where it is not given.

    Raises InputError when it cannot be read or is neither text nor PDF, SettingsError when source.toml beside it is wrong.
    """
    if path.suffix.lower() in _GRAPHS:
        ja = f"{path}: グラフや問いのファイルで、文書ではありません。原文（.txt、.pdf）を指定するか、shisaku check や shisaku query を使ってください。"
        en = (
            f"{path}: is a graph or a question, no document. Name the source (.txt, .pdf), or use shisaku check or shisaku query."
        )
        raise InputError(Message(ja, en))
    data = _bytes(path)
    pdf = path.suffix.lower() == ".pdf"
    return _source(data, str(path), lambda digest: description or description_of(path, digest), pdf)


def source_of(data: bytes, name: str = "", description: Description | None = None) -> Source:
    """The document that `data` hold, a text in any encoding or a PDF, without a file; `name` is what it is called in messages.

    Without a description it has an identifier alone: that of a file of that name, else one made of its content.
    Raises InputError where it is neither text nor PDF.
    """
    return _source(data, name or "<bytes>", lambda digest: description or Description(_id_from(Path(name), digest)))


def source_of_text(text: str, name: str = "", description: Description | None = None) -> Source:
    """The document that is `text`, as `source_of` has it. Raises InputError where it is no Unicode text."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        ja = f"{error.start + 1} 文字目は Unicode の文字ではありません（サロゲート）。"
        raise InputError(Message(ja, f"character {error.start + 1} is none of Unicode (a lone surrogate).")) from error
    digest = hashlib.sha256(data).hexdigest()
    return _text(data, name or "<text>", description or Description(_id_from(Path(name), digest)), digest, "utf-8")


def _source(data: bytes, name: str, described: Callable[[str], Description], pdf: bool = False) -> Source:
    digest = hashlib.sha256(data).hexdigest()
    if pdf or data.startswith(_PDF):
        from shisaku.reading.pages.pdf import read_pages  # here, because only those who read a PDF should wait for it

        pages = read_pages(data, name)
        return Source(pages.text, name, described(digest), digest, "pdf", pages.layout)
    description = described(digest)
    return _text(data, name, description, digest, description.encoding)


def _text(data: bytes, name: str, description: Description, digest: str, encoding: str | None) -> Source:
    marked = marked_up(data, name, encoding)
    if marked is not None:
        description = replace(description, language=description.language or marked.language)
        return Source(marked.text, name, description, digest, marked.encoding, markup=marked.root)
    found = _decoded(data, Path(name), encoding)
    return Source(found.text, name, description, digest, found.encoding, rival_encodings=found.rivals, undecoded=found.undecoded)


def description_of(path: Path, digest: str) -> Description:
    """What is known of the document at `path` whose bytes have that digest. Raises SettingsError where source.toml is wrong."""
    settings, unused = settings_of(path), unused_settings(path)
    if settings is not None:
        return read_description(settings)
    return Description(_id_from(path, digest), unused_settings=unused.name if unused is not None else None)


def settings_of(path: Path) -> Path | None:
    """`<name>.toml` beside the document, or source.toml where the document is the only one, or the `source.*`, of its folder."""
    own, shared = path.with_suffix(".toml"), path.with_name("source.toml")
    if str(path) != "-" and own.is_file():
        return own
    return shared if _may_share(path, shared) and not _others(path) else None


def unused_settings(path: Path) -> Path | None:
    """The source.toml that applies to no document, as it lies beside several, the one at `path` among them; None where there is none."""
    shared = path.with_name("source.toml")
    if not _may_share(path, shared) or path.with_suffix(".toml").is_file():
        return None
    others = _others(path)
    return shared if others and not any(other.stem == "source" for other in others) else None


def _may_share(path: Path, shared: Path) -> bool:
    return str(path) != "-" and path != shared and shared.is_file()


def _others(path: Path) -> list[Path]:
    """Other documents of its folder."""
    return [p for p in path.parent.glob("*") if p != path and p.suffix.lower() in _DOCUMENTS]


def _bytes(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(
            Message(f"{path}: ファイルがありません。パスを確かめてください。", f"{path}: no such file. Check the path.")
        ) from error
    except IsADirectoryError as error:
        raise InputError(
            Message(
                f"{path}: フォルダーです。中の source.txt など、文書のファイルを指定してください。",
                f"{path}: is a directory. Name a document, such as the source.txt in it.",
            )
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(Message(f"{path}: 読めません（{reason}）。", f"{path}: cannot be read ({reason}).")) from error


def _decoded(data: bytes, path: Path, encoding: str | None) -> Decoded:
    try:
        return decode(data, encoding)
    except NoTextError as error:
        raise InputError(Message(f"{path}: {error.message.ja}", f"{path}: {error.message.en}")) from error


def _id_from(path: Path, digest: str) -> str:
    """An ASCII identifier from the file's name, or from its content where the name has no ASCII letters."""
    stem = path.parent.name if path.stem == "source" and path.parent.name else "stdin" if str(path) == "-" else path.stem
    slug = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    return slug if re.search(r"[a-z]", slug) else f"plan-{slug + '-' if slug else ''}{digest[:8]}"
