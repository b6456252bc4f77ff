"""The formats of documents: their names, endings and media types, and detection of a file's format.

A file's name and its first bytes both indicate its format. Where the two disagree the content decides, and that is noted. Nothing
here imports the library of a format: a format's reader is a name, `module:function`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import NamedTuple

from shisaku.errors import InputError
from shisaku.formats.refusals import REFUSED, refusal
from shisaku.formats.sniffing import content_of, looks_like_text, root_of
from shisaku.messages import Message

HEAD = 16_384
"""Bytes at the head of a file in which markup is detected."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of documents."""

    name: str
    """Its name, that of `Document.format`."""
    said: Message
    """Its name in messages."""
    endings: tuple[str, ...]
    """Endings of its files, the usual one first, in lower case."""
    media_types: tuple[str, ...]
    """Its media types (IANA), the usual one first."""
    reader: str = ""
    """Its reader, `module:function`; empty for what `shisaku.reading` itself reads as text."""
    extra: str = ""
    """Extra of this package with its libraries: `pip install "shisaku[web]"`; empty where they are always installed."""
    textual: bool = False
    """Whether its files are text, in some character encoding."""


class Recognised(NamedTuple):
    """Format of a file."""

    format: Format
    """Its format."""
    notice: Message | None = None
    """Notice that its name indicates another format; None where it does not."""


TEXT = Format("text", Message("formats-plain-text"), (".txt",), ("text/plain",), textual=True)
"""Plain text."""
PDF = Format("pdf", Message("formats-pdf"), (".pdf",), ("application/pdf",), "shisaku.formats.pdf.pdf_document:read")
"""Portable Document Format."""
SCANNED = replace(PDF, reader="shisaku.formats.ocr:read")
"""The same, pages without text read by character recognition."""
_PACKAGES = ("docx", "pptx", "xlsx")
"""Formats that are zip files."""
_OFFICE = "application/vnd.openxmlformats-officedocument"
_ALL = (
    TEXT,
    PDF,
    Format("html", Message("formats-html"), (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"), "shisaku.formats.html:read", "web", textual=True),
    Format("markdown", Message("formats-markdown"), (".md", ".markdown"), ("text/markdown",), "shisaku.formats.markdown:read", "web", textual=True),
    Format("xml", Message("formats-xml"), (".xml",), ("application/xml", "text/xml"), "shisaku.formats.xml:read", "web", textual=True),
    Format("docx", Message("formats-word-document"), (".docx", ".docm", ".dotx"), (f"{_OFFICE}.wordprocessingml.document",), "shisaku.formats.word:read"),
    Format("pptx", Message("formats-powerpoint-slides"), (".pptx", ".pptm", ".ppsx"), (f"{_OFFICE}.presentationml.presentation",), "shisaku.formats.slides:read"),
    Format("xlsx", Message("formats-excel-workbook"), (".xlsx", ".xlsm"), (f"{_OFFICE}.spreadsheetml.sheet",), "shisaku.formats.sheets:read"),
    Format("csv", Message("formats-csv"), (".csv", ".tsv"), ("text/csv", "text/tab-separated-values"), "shisaku.formats.csv_file:read", textual=True),
)  # fmt: skip
FORMATS: Mapping[str, Format] = MappingProxyType({one.name: one for one in _ALL})
"""Every format that is read, by name. StratML is XML whose root `shisaku.reading` knows."""
_BY_ENDING = {ending: one for one in _ALL for ending in one.endings}
ENDINGS = tuple(_BY_ENDING)
"""Endings of documents."""
LIBRARIES = ("PyYAML", "lxml", "markdown-it-py", "pypdfium2")
"""Distributions that read documents, those of optional extras among them."""


def format_named(name: str | PurePath) -> Format | None:
    """The format of the ending of a file's name; None for an unknown ending."""
    return _BY_ENDING.get(PurePath(name).suffix.lower())


def recognise(data: bytes, name: str) -> Recognised:
    """The format of the file `data` with that name: its first bytes decide, then its name, else it is text.

    Raises InputError for formats that are recognised and not read, with what to do about it: `shisaku.formats.refusals`.
    """
    named, found = format_named(name), content_of(data)
    if found == "archive" and named is not None and named.name in _PACKAGES:
        return Recognised(named)  # its reader reports what is wrong with the package
    if found in REFUSED:
        raise refusal(name, found)
    content = FORMATS.get(found)
    if content is None:
        return _unmarked(data, name, named)
    if named is content or named is None or (named.name == "html" and content.name == "xml"):
        return Recognised(named or content)
    return Recognised(content, _notice(name, content))


def _unmarked(data: bytes, name: str, named: Format | None) -> Recognised:
    """The format of a file whose first bytes show none."""
    if named is None or named.textual or named is PDF or not looks_like_text(data[:HEAD]):
        return Recognised(named or TEXT)  # a reader reports a file that is not what its name indicates
    return Recognised(TEXT, _notice(name, TEXT))


def _notice(name: str, content: Format) -> Message:
    ending = PurePath(name).suffix
    return Message("formats-file-named-read-what", ending=ending, said=content.said)


def is_document(path: Path) -> bool:
    """Whether the file at `path` has the ending of a document, and is no RDF/XML, which shares the ending `.xml`."""
    named = format_named(path)
    return named is not None and (named.name != "xml" or not _is_graph(path))


def _is_graph(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return root_of(file.read(HEAD)).root == "RDF"
    except OSError:
        return False


def missing_library(name: str, format: Format, library: str) -> InputError:
    """The error where the library of a format is not installed."""
    named = f'pip install "shisaku[{format.extra}]"' if format.extra else f"pip install {library}"
    return InputError(Message("formats-reading-needs", name=name, said=format.said, library=library, named=named))
