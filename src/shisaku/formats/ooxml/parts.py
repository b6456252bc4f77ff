"""The parts of an Office Open XML file, and their relationships (ECMA-376 part 2, Open Packaging Conventions).

A part is unpacked piece by piece up to a limit, whatever size the zip states. Relationships to targets outside of the
file is never followed.
"""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, XMLParser

from shisaku.errors import InputError
from shisaku.formats.refusals import REFUSED, refusal
from shisaku.formats.sniffing import content_of
from shisaku.messages import Message
from shisaku.model.document import DocumentPlace, Skipped

_CHUNK = 1 << 16
_RELATION_BYTES = 16 << 20
"""Most bytes of a part of relationships."""
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    lzma.LZMAError,
    ArithmeticError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)


class BrokenPartError(Exception):
    """A part is missing, damaged, or not well-formed XML without a document type."""


class PartTooLargeError(Exception):
    """A part would unpack to more than its limit."""


@dataclass(frozen=True, slots=True)
class PackageKind:
    """A kind of file that can be opened."""

    program: str
    """Program that its files belong to."""
    ending: str
    """Format that it is to be saved as."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Target of a relationship."""

    kind: str
    """Last word of its type: `image`, `slideLayout`."""
    part: str
    """Name of the part, without a leading slash; empty where it is outside of the file."""


class Parts:
    """The parts of the file in `data`, of which at most `most` bytes are unpacked.

    Raises InputError where it is not of `kind`, is of a format before 2007, or is locked.
    """

    def __init__(self, data: bytes, name: str, kind: PackageKind, most: int) -> None:
        self.skipped: list[Skipped] = []
        """Parts that could not be read."""
        self._left = most
        self._relations: dict[str, dict[str, Relation]] = {}
        found = content_of(data)
        if found in REFUSED and found != "archive":
            raise refusal(name, found)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = [info for info in self._zip.infolist() if not info.is_dir()]
        except _BROKEN as error:
            raise not_one(name, kind) from error
        if any(info.flag_bits & 1 for info in infos):
            raise refusal(name, "encrypted")
        self._infos = {_clean(info.filename).lower(): info for info in infos}
        self.main = self.related("", "officeDocument")
        """Name of the main part; empty where there is none."""

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._infos

    def names(self) -> list[str]:
        """Names of all parts, sorted."""
        return sorted(_clean(info.filename) for info in self._infos.values())

    def chunks(self, part: str, most: int) -> Iterator[bytes]:
        """The bytes of a part. Raises BrokenPartError, or PartTooLargeError as soon as there are more than `most`, or more than the total limit."""
        info = self._infos.get(part.lower())
        if info is None:
            raise BrokenPartError(part)
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    self._left -= len(chunk)
                    most -= len(chunk)
                    if self._left < 0 or most < 0:
                        raise PartTooLargeError(part)
                    yield chunk
        except _BROKEN as error:
            raise BrokenPartError(part) from error

    def relations(self, part: str) -> dict[str, Relation]:
        """Relationships of `part`, by identifier; of the whole file where `part` is empty."""
        if part not in self._relations:
            folder, _, base = part.rpartition("/")
            found: dict[str, Relation] = {}
            for one in self._pointers(posixpath.join(folder, "_rels", f"{base}.rels")):
                target = "" if one.get("TargetMode") == "External" else unquote(one.get("Target", "")).replace("\\", "/")
                if target:
                    target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
                found[one.get("Id", "")] = Relation(one.get("Type", "").rpartition("/")[2], target)
            self._relations[part] = found
        return self._relations[part]

    def related(self, part: str, kind: str) -> str:
        """Name of the first part of a kind that `part` refers to; empty where there is none."""
        return next((one.part for one in self.relations(part).values() if one.kind == kind and one.part), "")

    def lost(self, part: str, error: BrokenPartError | PartTooLargeError) -> None:
        """Record that a part could not be read."""
        self.skipped.append(
            Skipped("broken" if isinstance(error, BrokenPartError) else "too-large", DocumentPlace(selector=f"/{part}"))
        )

    def _pointers(self, part: str) -> Iterator[Element]:
        if part in self:
            try:
                root = parsed(b"".join(self.chunks(part, _RELATION_BYTES)))
                yield from (one for one in root if one.tag.rpartition("}")[2] == "Relationship")
            except (BrokenPartError, PartTooLargeError) as error:
                self.lost(part, error)


def parsed(data: bytes) -> Element:
    """The root of an XML part. Raises BrokenPartError where it is not well-formed, or has a document type, which none may have (7.1.4):
    nothing is expanded, nothing fetched.
    """
    parser = XMLParser()
    try:
        if any(doctype in data for doctype in _DOCTYPES):  # any length of comment may come before it
            raise BrokenPartError
        parser.feed(data)
        return parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise BrokenPartError from error


def not_one(name: str, kind: PackageKind) -> InputError:
    """The error for a file that is not of `kind`."""
    return InputError(Message("formats-no-file-damaged-see-whether", name=name, program=kind.program, ending=kind.ending))


def damaged(name: str, kind: PackageKind) -> InputError:
    """The error for a file whose main part cannot be read."""
    return InputError(Message("formats-main-part-broken-too-large", name=name, program=kind.program, ending=kind.ending))


def _clean(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")
