"""The text that a plan is read from, and places in it."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from shisaku.errors import Place

_IRI = re.compile(r"[a-z][a-z0-9+.-]*:(?:[!#$&-;=?@A-Z_a-z~]|%[0-9A-F]{2})+", re.IGNORECASE)


def is_ascii_iri(text: str) -> bool:
    """Whether `text` is an absolute IRI in ASCII without brackets (RFC 3986), so that every RDF format can carry it."""
    return _IRI.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the source, in Unicode code points of the decoded text (Web Annotation TextPositionSelector)."""

    start: int
    """Offset of the first code point, from 0."""
    end: int
    """Offset behind the last code point."""

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Publisher:
    """The administrative organ that published the document."""

    name: str
    """In Japanese, as it calls itself."""
    name_en: str | None = None
    """In English, where it has one."""
    corporate_number: str | None = None
    """法人番号, 13 digits (National Tax Agency)."""


@dataclass(frozen=True, slots=True)
class Description:
    """What source.toml says of a document: facts that are not printed in it."""

    id: str
    """ASCII identifier; the last segment of the plan's IRI."""
    title: str | None = None
    """Title to be used where the document prints none."""
    publisher: Publisher | None = None
    """Who published it."""
    year: int | None = None
    """Year of issue."""
    url: str | None = None
    """Where the document was published."""
    licence: str | None = None
    """IRI of the terms the document is under."""
    sha256: str | None = None
    """Expected digest of the file's bytes, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document: its decoded text, where it came from, and what is known of it."""

    text: str
    """The decoded text; all offsets count its code points."""
    path: str
    """The file as the user named it."""
    description: Description
    """Facts from source.toml, or the least that can be told from the file's name."""
    sha256: str
    """Digest of the file's bytes, in hexadecimal."""
    encoding: str
    """Name of the character encoding that the bytes were decoded with."""
    _line_starts: tuple[int, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        object.__setattr__(self, "_line_starts", tuple(starts))

    def quote(self, span: Span) -> str:
        """The characters of `span`, verbatim."""
        return self.text[span.start : span.end]

    def place(self, span: Span) -> Place:
        """File, line and column of the span's first character, with its line."""
        number = bisect_right(self._line_starts, span.start)
        start = self._line_starts[number - 1]
        end = self._line_starts[number] - 1 if number < len(self._line_starts) else len(self.text)
        line = self.text[start:end].rstrip("\r")
        return Place(self.path, number, span.start - start + 1, line, min(span.end, end) - span.start)
