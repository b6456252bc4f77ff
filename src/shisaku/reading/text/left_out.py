"""Findings on a file as such: what in it was not read, where that is in the file's own terms, and a name that belongs to another format."""

import re
from collections.abc import Iterable, Iterator

from shisaku.errors import Message
from shisaku.formats.tesseract import INSTALL
from shisaku.model.document import Document, DocumentPlace, Skipped
from shisaku.model.findings import Finding
from shisaku.model.source import Source
from shisaku.reading import reading_rules

_MOST_PLACES = 8
"""Places that one finding names."""
_LOST = {
    "broken": Message("壊れていて読めない部分", "broken parts"),
    "too-large": Message("大きすぎる部分", "parts that are too large"),
}
"""What was not read and should have been."""
_LEFT = {
    "picture": Message("画像", "pictures"),
    "chart": Message("グラフの図", "charts"),
    "hidden": Message("隠された部分", "hidden parts"),
    "macro": Message("マクロ", "macros"),
    "embedded": Message("埋め込まれたファイル", "embedded files"),
}
"""What is left out by design; scripts, which hold no text for readers, are not reported."""
_SHAPE = re.compile(r"slide=\d+&shape=(\w+)")
_LINES = re.compile(r"line=(\d+),(\d+)")
_ROWS = re.compile(r"row=(\d+)-")
_PAGED = {"pptx": Message("スライド", "slide"), "xlsx": Message("シート", "sheet")}
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
    known = dict.fromkeys(place for one in skipped if (place := place_words(form, one.place)).en)
    shown, more = list(known)[:_MOST_PLACES], "…" if len(known) > _MOST_PLACES else ""
    if not shown:
        return Message("", "")
    return Message(f"（{'、'.join(one.ja for one in shown)}{more}）", f" ({', '.join(one.en for one in shown)}{more})")


def place_words(form: str, place: DocumentPlace) -> Message:
    """Where something is in a file of the format `form`, in words; empty where nothing is known."""
    page = str(place.page) if place.page else ""
    if form == "pdf":
        box = "" if place.box is None else " ({:.0f},{:.0f}–{:.0f},{:.0f} pt)".format(*place.box)
        return Message(f"{page} ページ{box}", f"page {page}{box}") if page else Message("", "")
    if shape := _SHAPE.fullmatch(place.selector):
        return Message(f"スライド {page} の図形 {shape[1]}", f"slide {page}, shape {shape[1]}")
    if lines := _LINES.fullmatch(place.selector):
        first, last = int(lines[1]) + 1, int(lines[2])
        number = f"{first}" if last <= first else f"{first}–{last}"
        return Message(f"{number} 行目", f"line {number}" if last <= first else f"lines {number}")
    if rows := _ROWS.match(place.selector):
        return Message(f"{rows[1]} 行目から", f"from row {rows[1]} on")
    if form in _PAGED and page and (form == "pptx" or not place.selector):
        word = _PAGED[form]
        return Message(f"{word.ja} {page}", f"{word.en} {page}")
    return Message(place.selector, place.selector)


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
