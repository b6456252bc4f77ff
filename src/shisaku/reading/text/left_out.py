"""Findings on a file as such: what in it was not read, where that is in the file's own terms, and a name that belongs to another format."""

import re
from collections.abc import Iterable, Iterator

from shisaku.formats.tesseract import INSTALL
from shisaku.messages import Message
from shisaku.model.document import Document, DocumentPlace, Skipped
from shisaku.model.findings import Finding
from shisaku.model.source import Source
from shisaku.reading import reading_rules

_MOST_PLACES = 8
"""Places that one finding names."""
_LOST = {
    "broken": Message("reading-broken-parts"),
    "too-large": Message("reading-parts-too-large"),
}
"""What was not read and should have been."""
_LEFT = {
    "picture": Message("reading-pictures"),
    "chart": Message("reading-charts"),
    "hidden": Message("reading-hidden-parts"),
    "macro": Message("reading-macros"),
    "embedded": Message("reading-embedded-files"),
}
"""What is left out by design; scripts, which hold no text for readers, are not reported."""
_SHAPE = re.compile(r"slide=\d+&shape=(\w+)")
_LINES = re.compile(r"line=(\d+),(\d+)")
_ROWS = re.compile(r"row=(\d+)-")
_PAGED = {"pptx": Message("reading-slide"), "xlsx": Message("reading-sheet")}
"""What pages are called."""


def file_findings(source: Source) -> Iterator[Finding]:
    """Findings on a name that belongs to another format, on parts that were not read, and on pages read by character recognition."""
    if source.notice is not None:
        yield reading_rules.OTHER_FORMAT.at(None, notice=source.notice)
    if source.document is not None:
        yield from _recognised(source.document)
        yield from _scans(source, source.document)
        yield from _parts(source.document)


def _recognised(document: Document) -> Iterator[Finding]:
    pages = {block.place.page for block in document.blocks() if block.style.name == "ocr"}
    if pages:
        yield reading_rules.RECOGNISED.at(None, count=len(pages), pages=_ranges(pages))


def _scans(source: Source, document: Document) -> Iterator[Finding]:
    pages = {skipped.place.page for skipped in document.skipped if skipped.what == "scan"}
    if pages:
        rule = reading_rules.NOT_RECOGNISED if source.description.ocr else reading_rules.SCANNED
        yield rule.at(None, count=len(pages), pages=_ranges(pages), install=INSTALL)


def _parts(document: Document) -> Iterator[Finding]:
    for rule, kinds in ((reading_rules.PART_LOST, _LOST), (reading_rules.PART_LEFT_OUT, _LEFT)):
        for kind, what in kinds.items():
            if found := [skipped for skipped in document.skipped if skipped.what == kind]:
                yield rule.at(None, what=what, count=len(found), places=_places(document.format, found))


def _places(form: str, skipped: Iterable[Skipped]) -> Message:
    """Where they are, in brackets; empty where nothing is known of that."""
    known = dict.fromkeys(place for one in skipped if (place := place_words(form, one.place)))
    shown, more = list(known)[:_MOST_PLACES], "…" if len(known) > _MOST_PLACES else ""
    if not shown:
        return Message.of("")
    return Message("reading-shown-more", shown=Message.joined(one for one in shown), more=more)


def place_words(form: str, place: DocumentPlace) -> Message:
    """Where something is in a file of the format `form`, in words; empty where nothing is known."""
    page = str(place.page) if place.page else ""
    if form == "pdf":
        box = "" if place.box is None else " ({:.0f},{:.0f}–{:.0f},{:.0f} pt)".format(*place.box)
        return Message("reading-page", page=page, box=box) if page else Message.of("")
    if shape := _SHAPE.fullmatch(place.selector):
        return Message("reading-slide-shape", page=page, shape=shape[1])
    if lines := _LINES.fullmatch(place.selector):
        first, last = int(lines[1]) + 1, int(lines[2])
        number = f"{first}" if last <= first else f"{first}–{last}"
        return Message("reading-line", number=number) if last <= first else Message("reading-lines", number=number)
    if rows := _ROWS.match(place.selector):
        return Message("reading-row", rows=rows[1])
    if form in _PAGED and page and (form == "pptx" or not place.selector):
        word = _PAGED[form]
        return Message("reading-word-page", word=word, page=page)
    return Message.of(place.selector)


def _ranges(pages: Iterable[int]) -> str:
    """`1–3, 7`; the first of them where there are many."""
    ranges: list[list[int]] = []
    for page in sorted(pages):
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    shown = [f"{first}" if first == last else f"{first}–{last}" for first, last in ranges[:_MOST_PLACES]]
    return ", ".join(shown) + (" …" if len(ranges) > _MOST_PLACES else "")
