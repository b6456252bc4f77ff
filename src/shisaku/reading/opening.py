"""Opening a document: its text, and beside it the source.toml with what is not printed in it.

bytes -> which format (`shisaku.formats.registry`) -> text, StratML: read here; all others: read in a process of its own
(`shisaku.formats.isolated_reading`), so that a file that is broken or made to do harm is refused, whatever it does.
"""

import codecs
import hashlib
import os
import re
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from shisaku.errors import InputError
from shisaku.formats import outcomes
from shisaku.formats.companions import is_document_of_folder
from shisaku.formats.isolated_reading import get_ready, open_document
from shisaku.formats.limits import LIMITS, ReadingLimits
from shisaku.formats.pdf.page_texts import pages_of
from shisaku.formats.registry import FORMATS, PDF, SCANNED, TEXT, Recognised, format_named, recognise
from shisaku.formats.sniffing import content_of
from shisaku.messages import Message
from shisaku.model.source import Description, Source
from shisaku.reading.overrides.source_settings import read_description
from shisaku.reading.stratml.stratml_markup import marked_up
from shisaku.reading.text.encoding import Decoded, NoTextError, decode

GRAPHS = (".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf", ".rq")
"""Names of files that come out of reading, or ask about it; easily named by mistake."""
_MAY_BE_STRATML = ("text", "xml")
"""Formats that a StratML file may be taken for."""
_RECOGNISING = 8
"""Times as long as others a document may take whose pages are pictures: they are drawn, and the program that looks at them is slow."""


def open_source(path: Path, description: Description | None = None, limits: ReadingLimits = LIMITS, ocr: bool = False) -> Source:
    """The document at `path` with its description, which source.toml beside it gives where it is not given.

    With `ocr` pages that are pictures are read by character recognition, unless source.toml forbids it; it may ask for it too.
    Raises InputError when it cannot be read, is no document, or takes or gives more than `limits` allow, SettingsError when
    source.toml beside it is wrong.
    """
    if path.suffix.lower() in GRAPHS:
        raise InputError(Message("reading-graph-question-no-document-name", path=path))
    return _source(_bytes(path, limits), str(path), lambda digest: description or description_of(path, digest), limits, ocr)


def expect(path: Path) -> None:
    """Start what will read the document at `path`, while this process has other things to do."""
    named = format_named(path)
    if named is not None and path.is_file():
        get_ready(named)


def source_of(
    data: bytes, name: str = "", description: Description | None = None, limits: ReadingLimits = LIMITS, ocr: bool = False
) -> Source:
    """The document that `data` hold, in whatever format, without a file; `name` is what it is called in messages.

    Without a description it has an identifier alone: that of a file of that name, else one made of its content.
    Raises InputError where it cannot be read, is no document, or takes or gives more than `limits` allow.
    """
    return _source(data, name or "<bytes>", lambda digest: description or Description(_id_from(Path(name), digest)), limits, ocr)


def source_of_text(text: str, name: str = "", description: Description | None = None, limits: ReadingLimits = LIMITS) -> Source:
    """The document that is `text`, as `source_of` has it. Raises InputError where it is no Unicode text."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(Message("reading-character-none-unicode-lone-surrogate", start=error.start + 1)) from error
    digest = hashlib.sha256(data).hexdigest()
    description = description or Description(_id_from(Path(name), digest))
    named = name or "<text>"
    if (kind := FORMATS.get(content_of(data))) is not None and not kind.textual and kind.name != "xml":
        raise InputError(Message("reading-not-text-but-give-path", named=named, said=kind.said))
    return _stratml(data, named, description, digest, "utf-8") or _text(data, named, description, digest, "utf-8", limits)


def _source(data: bytes, name: str, described: Callable[[str], Description], limits: ReadingLimits, ocr: bool) -> Source:
    digest = hashlib.sha256(data).hexdigest()
    recognised = recognise(data, name)
    kind, description = recognised.format, described(digest)
    if kind is PDF:
        return _pdf(data, name, description, digest, recognised.notice, limits, ocr)
    if kind.name in _MAY_BE_STRATML:
        stratml = _stratml(data, name, description, digest, description.encoding)
        if stratml is not None:
            return stratml
    if kind is TEXT:
        source = _text(data, name, description, digest, description.encoding, limits)
        return source if recognised.notice is None else replace(source, notice=recognised.notice)
    return _of_format(data, name, description, digest, recognised, limits)


def _pdf(
    data: bytes, name: str, description: Description, digest: str, notice: Message | None, limits: ReadingLimits, ocr: bool
) -> Source:
    kind = PDF
    if ocr if description.ocr is None else description.ocr:
        kind = SCANNED
        seconds, busy = limits.seconds * _RECOGNISING, limits.processor_seconds * _RECOGNISING
        limits = replace(limits, seconds=seconds, processor_seconds=busy)
        description = replace(description, ocr=True)
    document = open_document(kind, data, name, limits)
    pages = pages_of(document)
    return Source(pages.text, name, description, digest, kind.name, pages.layout, document=document, notice=notice)


def _of_format(
    data: bytes, name: str, description: Description, digest: str, recognised: Recognised, limits: ReadingLimits
) -> Source:
    kind = recognised.format
    content = _in_utf_8(data, Path(name), description.encoding) if kind.textual and description.encoding else data
    document = open_document(kind, content, name, limits)
    encoding = description.encoding or document.encoding or kind.name
    return Source(document.text, name, description, digest, encoding, document=document, notice=recognised.notice)


def _in_utf_8(data: bytes, path: Path, encoding: str) -> bytes:
    """Text in an encoding set by source.toml as what every format of text takes for UTF-8, whatever the file itself states."""
    return codecs.BOM_UTF8 + _decoded(data, path, encoding).text.removeprefix("\ufeff").encode("utf-8", "replace")


def _stratml(data: bytes, name: str, description: Description, digest: str, encoding: str | None) -> Source | None:
    """The source, where the root element is one of StratML, whatever the file is called."""
    marked = marked_up(data, name, encoding)
    if marked is None:
        return None
    description = replace(description, language=description.language or marked.language)
    return Source(marked.text, name, description, digest, marked.encoding, markup=marked.root)


def _text(data: bytes, name: str, description: Description, digest: str, encoding: str | None, limits: ReadingLimits) -> Source:
    found = _decoded(data, Path(name), encoding)
    if len(found.text) > limits.characters:
        raise outcomes.beyond(name, "characters", len(found.text), limits)
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
    return shared if _may_share(path, shared) and (path.stem == shared.stem or not _others(path)) else None


def unused_settings(path: Path) -> Path | None:
    """The source.toml that applies to no document, as it lies beside several, the one at `path` among them; None where there is none."""
    shared = path.with_name("source.toml")
    if path.stem == shared.stem or not _may_share(path, shared) or path.with_suffix(".toml").is_file():
        return None
    others = _others(path)
    return shared if others and not any(other.stem == "source" for other in others) else None


def _may_share(path: Path, shared: Path) -> bool:
    return str(path) != "-" and path != shared and shared.is_file()


def _others(path: Path) -> list[Path]:
    """Other documents of its folder."""
    return [p for p in path.parent.glob("*") if p != path and is_document_of_folder(p)]


def _bytes(path: Path, limits: ReadingLimits) -> bytes:
    """All of a file, or of standard input, of which no more is taken into memory than a file may have."""
    most = limits.file_bytes
    if str(path) == "-":
        return _no_more(sys.stdin.buffer.read(most + 1), "-", limits)
    try:
        with path.open("rb") as file:
            state = os.fstat(file.fileno())
            if stat.S_ISREG(state.st_mode) and state.st_size > most:
                raise outcomes.beyond(str(path), "file_bytes", state.st_size, limits)
            return _no_more(file.read(most + 1), str(path), limits)
    except FileNotFoundError as error:
        raise InputError(Message("reading-no-such-file-check-path", path=path)) from error
    except IsADirectoryError as error:
        raise InputError(Message("reading-directory-name-document-such-source", path=path)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(Message("common-cannot-read", path=path, reason=reason)) from error


def _no_more(data: bytes, name: str, limits: ReadingLimits) -> bytes:
    if len(data) > limits.file_bytes:
        raise outcomes.beyond(name, "file_bytes", 0, limits)
    return data


def _decoded(data: bytes, path: Path, encoding: str | None) -> Decoded:
    try:
        return decode(data, encoding)
    except NoTextError as error:
        raise InputError(Message("reading-path-message", path=path, message=error.message)) from error


def _id_from(path: Path, digest: str) -> str:
    """An ASCII identifier from the file's name, or from its content where the name has no ASCII letters."""
    stem = path.parent.name if path.stem == "source" and path.parent.name else "stdin" if str(path) == "-" else path.stem
    slug = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    return slug if re.search(r"[a-z]", slug) else f"plan-{slug + '-' if slug else ''}{digest[:8]}"
