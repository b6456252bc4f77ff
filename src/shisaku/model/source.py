"""The text that a plan is read from, and places in it."""

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from shisaku.errors import Place
from shisaku.messages import Message
from shisaku.model.document import Document
from shisaku.model.span import Span as Span

LINE_BREAK = re.compile(r"\r\n|\n|\r")
"""Line ends: LF, CR LF and CR, as editors count; no other of Unicode's separators."""
PRINTED = "printed"
"""Order of a text that is read line after line, as it is printed."""
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:(?:[!#$&-;=?@A-Z_a-z~]|%[0-9A-F]{2})+", re.IGNORECASE)


def is_ascii_iri(text: str) -> bool:
    """Whether `text` is an absolute IRI in ASCII without brackets (RFC 3986), so that every RDF format can carry it."""
    return _IRI.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Publisher:
    """The administrative organ that published the document."""

    name: str
    """As it calls itself."""
    names: tuple[tuple[str, str], ...] = ()
    """Its names by language tag, where more than one is known."""
    corporate_number: str | None = None
    """法人番号, 13 digits (National Tax Agency)."""
    identifier: str | None = None
    """Its number or code in another country's register."""
    iri: str | None = None
    """Its IRI in another dataset."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A person to turn to."""

    given_name: str = ""
    """Given name."""
    surname: str = ""
    """Surname."""
    phone: str = ""
    """Telephone number."""
    email: str = ""
    """E-mail address."""
    identifier: str = ""
    """Identifier that the document itself gives the person."""


@dataclass(frozen=True, slots=True)
class Override:
    """An override of a person for one thing in the text (`[[override]]` in source.toml); applied before anything is inferred."""

    kind: str
    """Kind of the thing: `measure`, `group`, `purpose`, `entry`, `furniture`, `line`, `table`, `region`, `pages`."""
    names: str
    """Its number, or words that it begins with, as printed; of a line and a region also its line in the text, from 1."""
    parent: str | None = None
    """Number or words of its parent (`under`); for a purpose, of the pillar whose purpose it is."""
    restates: str | None = None
    """Words of the entry that it restates."""
    measure: str | None = None
    """Of an entry: number or words of the measure that it is printed under."""
    line: int = 0
    """Line of source.toml that it begins at, from 1."""
    file: str = "source.toml"
    """Name of the file, without its folder."""
    said: str = ""
    """The override on one line: `measure = 6, under = "Ⅳ"`."""
    until: str = ""
    """Of a region, words that its last line begins with, or that line in the text; of pages, the last page."""
    level: int | None = None
    """Of a line, the level that it is a component of: 1 for the top level."""
    none: bool = False
    """Of a line, that it is no component; of a region, that it is left out."""
    plan: bool = False
    """Of a region, that everything outside such regions is left out."""
    page: int | None = None
    """Of a table, the page that it begins on."""
    table_kind: str = ""
    """Of a table, its kind: `projects`, `statistics`; empty: it is detected."""
    columns: tuple[str, ...] = ()
    """Of a table, the contents of its columns, from the left: `name`, `department`; empty words for a column without meaning."""


@dataclass(frozen=True, slots=True)
class DetailOverride:
    """A detail that a person stated (`[[budget]]`, `[[indicator]]` and so on in source.toml), before its words are located."""

    table: str
    """Name of its table: `budget`; `value` and `part` for tables within another."""
    of: str
    """Number or words of the component that it is a detail of; `plan` for the plan; of a status also those of an indicator."""
    printed: str
    """Its words as printed."""
    value: object
    """Its value, one of `shisaku.model.details` without places; defaults come from the document's country."""
    under: str | None = None
    """Number or words of a component above, where `of` alone matches several."""
    until: str = ""
    """Words that it ends with, where `printed` are only those that it begins with."""
    printed_line: int | None = None
    """Line of the document that the words are printed in, from 1; None: they are searched for."""
    whole_line: bool = False
    """Whether words before it in its line are a label that belongs to it."""
    elsewhere: bool = False
    """Whether the words need not be printed in the document."""
    document: str | None = None
    """IRI of another document that states it."""
    years: tuple[tuple[str, int], ...] = ()
    """Of a period or a deadline: the fiscal year, or the first and the last, by country (empty: that of the document) and number."""
    parts: tuple["DetailOverride", ...] = ()
    """Values of an indicator, or what a sum is made up of, in the order of the print."""
    line: int = 0
    """Line of source.toml that it begins at, from 1."""
    file: str = "source.toml"
    """Name of the file, without its folder."""
    said: str = ""
    """The detail on one line: `[[budget]] of = 6, printed = "500千円"`."""


@dataclass(frozen=True, slots=True)
class Description:
    """Facts of a document in source.toml, which are not printed in it."""

    id: str
    """ASCII identifier; the last segment of the plan's IRI."""
    title: str | None = None
    """Title to be used where the document prints none."""
    publishers: tuple[Publisher, ...] = ()
    """Who published it."""
    year: int | None = None
    """The fiscal year that it is the plan of, as its country numbers them."""
    issued: str | None = None
    """When it was published: a day, a month or a year, ISO 8601."""
    country: str | None = None
    """Country whose government it is of, ISO 3166-1 alpha-2 in lower case."""
    language: str | None = None
    """Language that it is written in, BCP 47; None: it is detected."""
    series: str | None = None
    """Identifier or IRI of the series of plans that it is an edition of."""
    plan_kind: str | None = None
    """Kind of plan, a concept of ontology/schemes/: `strategy`, `action-plan`."""
    adoption: str | None = None
    """How far it is adopted: `draft`, `adopted`, `revised`."""
    spatial: str | None = None
    """IRI of the place that it is for."""
    retrieved: str | None = None
    """Day that the file was obtained on, ISO 8601."""
    retired: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Former keys of this plan, with the present keys of their replacements."""
    url: str | None = None
    """Where the document was published."""
    licence: str | None = None
    """IRI of the terms the document is under."""
    submitter: Contact | None = None
    """Organization that brought the document into its form."""
    sha256: str | None = None
    """Expected digest of the file's bytes, in hexadecimal."""
    encoding: str | None = None
    """Character encoding of the file, if a person stated it."""
    order: str | None = None
    """`printed` where a person stated that the text is in printed order; None: it is detected."""
    embed_text: bool | None = None
    """Whether the graph carries the whole text; None: not stated."""
    overrides: tuple[Override, ...] = ()
    """Overrides, in the order of the file."""
    details: tuple[DetailOverride, ...] = ()
    """Stated details, in the order of the file, those of a kind together."""
    unused_settings: str | None = None
    """Name of a source.toml beside several documents, which therefore applies to none."""
    ocr: bool | None = None
    """Whether pages that are pictures are read by character recognition; None: not stated."""

    @property
    def publisher(self) -> Publisher | None:
        """The first of those who published it."""
        return next(iter(self.publishers), None)


@dataclass(frozen=True, slots=True)
class UndecodedBytes:
    """Bytes that are invalid in the file's encoding; U+FFFD replaces them in the text."""

    span: Span
    """The U+FFFD in the text, one or several."""
    offset: int
    """Offset of the first byte in the file, from 0."""
    data: bytes
    """The bytes."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Place and looks of one line of the text on its page; known for documents that have pages."""

    span: Span
    """Its characters in the text, without the line break."""
    page: int
    """Page, from 1."""
    box: tuple[float, float, float, float]
    """Left, top, right and bottom in points from the page's upper left corner."""
    block: int
    """Number of the box of text around it, from 0, counted through the document in reading order."""
    size: float
    """Size of most of its letters, in points."""
    bold: bool
    """Whether most of its letters are of a bold weight."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a document that is marked up in XML, and where its words are in the text."""

    name: str
    """Its name without prefix; empty for stray words between elements."""
    lines: tuple[Span, ...] = ()
    """Its own words, a span a paragraph; empty where it has none."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Its attributes that are in no namespace, in the order of the file."""
    parts: tuple["Element", ...] = ()
    """The elements in it, in order."""
    line: int = 1
    """Line of the file that it begins at, from 1."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document: its decoded text, where it came from, and what is known of it."""

    text: str
    """The decoded text; all offsets count its code points."""
    path: str
    """The file as the user named it."""
    description: Description
    """Facts from source.toml, or the minimum derived from the file's name."""
    sha256: str
    """Digest of the file's bytes, in hexadecimal."""
    encoding: str
    """Name of the character encoding that the bytes were decoded with; `pdf` for text that was taken from pages."""
    layout: tuple[PrintedLine, ...] = ()
    """Every printed line in the order of the text, which is reading order then; empty for plain text."""
    rival_encodings: tuple[tuple[str, float], ...] = ()
    """Encodings that would have given another text, each with its share of the probability; empty where there is no doubt."""
    undecoded: tuple[UndecodedBytes, ...] = ()
    """Invalid bytes of the encoding, in order."""
    markup: Element | None = field(default=None, repr=False)
    """The elements that the text was taken from; None for a document that is not read by its elements."""
    document: Document | None = field(default=None, repr=False)
    """What the file prints, block by block; None for plain text, and for what is read by its elements."""
    notice: Message | None = field(default=None, repr=False)
    """Notice that the file's name indicates another format than its content, which was used; None where they agree."""
    _line_starts: tuple[int, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = (0, *(match.end() for match in LINE_BREAK.finditer(self.text)))
        object.__setattr__(self, "_line_starts", starts)

    @property
    def text_sha256(self) -> str:
        """Digest of the decoded text in UTF-8, in hexadecimal: the same whatever encoding the file is in."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def quote(self, span: Span) -> str:
        """The characters of `span`, verbatim."""
        return self.text[span.start : span.end]

    def trimmed(self, span: Span) -> Span:
        """The span without the blanks at its edges."""
        quote = self.quote(span)
        start = span.start + len(quote) - len(quote.lstrip())
        return Span(start, start + len(quote.strip()))

    def place(self, span: Span) -> Place:
        """File, line and column of the span's first character, with its line, and its page where there are pages."""
        number = bisect_right(self._line_starts, span.start)
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        line = self.text[start:end].rstrip("\r\n")
        end = start + len(line)
        printed = self.printed_line(span.start)
        page = printed.page if printed else None
        return Place(self.path, number, span.start - start + 1, line, min(span.end, end) - span.start, page)

    def printed_line(self, at: int) -> PrintedLine | None:
        """The printed line with the character at that offset, or the one before it; None without pages."""
        index = bisect_right(self.layout, at, key=lambda line: line.span.start)
        return self.layout[max(0, index - 1)] if self.layout else None
