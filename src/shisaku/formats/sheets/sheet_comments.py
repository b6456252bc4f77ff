"""Text of a sheet outside its cells: comments, and the header and footer lines of printed pages."""

import re
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.parts import Relation
from shisaku.formats.sheets.archive import Archive
from shisaku.formats.sheets.cell_references import cell_at
from shisaku.formats.sheets.shared_strings import unescaped

_PICTURE_OR_NUMBER = re.compile(r'&"[^"]*"|&K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|&\d{1,3}|&&|&[A-Za-z+-]')
"""Codes of such a line (ECMA-376 part 1, 18.3.1.46)."""
_SIDES = re.compile("&[LCRlcr]")


def comments(archive: Archive, relations: dict[str, Relation]) -> list[tuple[tuple[int, int], str]]:
    """The comments on cells: row and column from 0, and words; of a thread, all of them in order."""
    found: dict[tuple[int, int], list[str]] = {}
    threads: dict[tuple[int, int], list[str]] = {}
    for relation in relations.values():
        root = archive.tree_or_none(relation.part) if relation.kind in ("comments", "threadedComment") else None
        if root is None:
            continue
        for element in root.iter("comment" if relation.kind == "comments" else "threadedComment"):
            place = cell_at(element.get("ref", ""))
            if place is None:
                continue
            if relation.kind == "comments":
                found.setdefault(place, []).append(_words(element))
            else:
                threads.setdefault(place, []).append(element.findtext("text") or "")
    # A thread is also stored in the older form, behind a sentence that the program is too old for it.
    return sorted((place, "\n".join(lines)) for place, lines in (found | threads).items())


def _words(comment: Element) -> str:
    texts = [element.text or "" for run in comment.iterfind("text/r") for element in run.iterfind("t")]
    texts += [element.text or "" for element in comment.iterfind("text/t")]
    return unescaped("".join(texts))


def page_line(codes: str) -> list[str]:
    """The words of a header or footer line of printed pages, from left to right; page numbers and the like left out."""
    pieces = _SIDES.split(codes)
    lines = (_PICTURE_OR_NUMBER.sub(lambda match: "&" if match.group() == "&&" else "", piece) for piece in pieces)
    return [line for line in lines if any(character.isalpha() for character in line)]
