"""A Word or PowerPoint file: its parts as trees of elements with namespaces.

Macros, embedded files and pictures are never unpacked.
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.parts import BrokenPartError, PackageKind, Parts, PartTooLargeError, damaged, not_one, parsed
from shisaku.model.document import DocumentPlace, Skipped

PART_LIMIT = 64 << 20
"""Most bytes of one unpacked part; a plan of a thousand pages has some ten million."""
TOTAL_LIMIT = 256 << 20
"""Most bytes of all parts together."""
TAG_LIMIT = 2_500_000
"""Most characters `<` of one part: each element, of which the tree takes some 100 bytes, has one or two."""
_STRICT = {
    b"http://purl.oclc.org/ooxml/" + strict: b"http://schemas.openxmlformats.org/" + usual
    for strict, usual in (
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"presentationml/main", b"presentationml/2006/main"),
        (b"drawingml/main", b"drawingml/2006/main"),
        (b"drawingml/diagram", b"drawingml/2006/diagram"),
        (b"drawingml/chart", b"drawingml/2006/chart"),
        (b"drawingml/picture", b"drawingml/2006/picture"),
        (b"drawingml/wordprocessingDrawing", b"drawingml/2006/wordprocessingDrawing"),
        (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
        (b"officeDocument/math", b"officeDocument/2006/math"),
    )
}
"""Namespaces of the strict variant of the standard, and the usual ones for the same."""


@dataclass(frozen=True, slots=True)
class RootedKind(PackageKind):
    """A kind of file whose main part has a root of its own."""

    root: str
    """Local name of the root."""


WORD_FILE = RootedKind("Word", ".docx", "document")
SLIDES_FILE = RootedKind("PowerPoint", ".pptx", "presentation")


class Package(Parts):
    """The parts of one file."""

    def __init__(self, data: bytes, name: str, kind: RootedKind) -> None:
        """Open the file; raises InputError where it is not of `kind`, is locked, or its main part cannot be read."""
        super().__init__(data, name, kind, TOTAL_LIMIT)
        self._trees: dict[str, Element | None] = {}
        root = self.xml(self.main)
        if root is None:
            raise damaged(name, kind) if self.skipped else not_one(name, kind)
        if root.tag.rpartition("}")[2] != kind.root:
            raise not_one(name, kind)
        self.root = root
        self.skipped.extend(
            Skipped("macro", DocumentPlace(selector=f"/{n}")) for n in self.names() if n.lower().endswith("vbaproject.bin")
        )

    def xml(self, part: str) -> Element | None:
        """Root of a part; None where it is missing or cannot be read, which is added to `skipped`."""
        if part not in self._trees:
            self._trees[part] = None
            if part in self:
                try:
                    self._trees[part] = self._tree(part)
                except (BrokenPartError, PartTooLargeError) as error:
                    self.lost(part, error)
        return self._trees[part]

    def _tree(self, part: str) -> Element:
        pieces: list[bytes] = []
        tags = 0
        for piece in self.chunks(part, PART_LIMIT):
            tags += piece.count(b"<")
            if tags > TAG_LIMIT:
                raise PartTooLargeError(part)
            pieces.append(piece)
        data = b"".join(pieces)
        if b"http://purl.oclc.org/ooxml/" in data:
            for strict, usual in _STRICT.items():
                data = data.replace(strict, usual)
        return parsed(data)
