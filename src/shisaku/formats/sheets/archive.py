"""The parts of a workbook, parsed element by element, as a sheet may hold a million cells.

Elements and attributes go by their local names, so that both variants of Office Open XML (transitional, strict) are read alike.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from shisaku.formats.ooxml.parts import BrokenPartError, PackageKind, Parts, PartTooLargeError, not_one

SHEETS_FILE = PackageKind("Excel", ".xlsx")
MOST_BYTES = 400 << 20
"""Most bytes that are unpacked of one file."""
MOST_TREE = 32 << 20
"""Most bytes of a part that is parsed into a tree (styles, relations, drawings)."""
_BUFFER = 1 << 16
_USUAL_MAIN = "xl/workbook.xml"


class Archive(Parts):
    """The package in `data`. Raises InputError where it is no workbook, or is encrypted."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data, name, SHEETS_FILE, MOST_BYTES)
        if self.main not in self and _USUAL_MAIN in self:
            self.main = _USUAL_MAIN
        root = self.tree_or_none(self.main)
        if root is None or root.tag != "workbook":
            raise not_one(name, SHEETS_FILE)
        self.root = root
        """Root of the part that lists the sheets."""

    def parse(
        self,
        part: str,
        start: Callable[[str, dict[str, str]], object],
        end: Callable[[str], object],
        data: Callable[[str], object],
        most: int = MOST_BYTES,
    ) -> None:
        """Parse a part and pass its elements on; names are local. Raises BrokenPartError, PartTooLargeError."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.buffer_size = _BUFFER
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = data
        parser.StartDoctypeDeclHandler = _refuse
        try:
            for chunk in self.chunks(part, most):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as error:  # the latter two: an unknown encoding
            raise BrokenPartError(part) from error

    def tree_or_none(self, part: str) -> Element | None:
        """A part as a tree of elements with local names; None where it is missing or unreadable, which is added to `skipped`."""
        if part not in self:
            return None
        builder = TreeBuilder()

        def start(name: str, attributes: dict[str, str]) -> None:
            builder.start(local(name), {local(key): value for key, value in attributes.items()})

        try:
            self.parse(part, start, lambda name: builder.end(local(name)), builder.data, MOST_TREE)
        except (BrokenPartError, PartTooLargeError) as error:
            self.lost(part, error)
            return None
        return builder.close()


@lru_cache(maxsize=4096)
def local(name: str) -> str:
    """The local part of a name with its namespace."""
    return name.rsplit(" ", 1)[-1]


def _refuse(*_: object) -> NoReturn:
    raise BrokenPartError("document type")
