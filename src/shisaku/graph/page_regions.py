"""Regions of a stretch of text on the pages of its document: page and rectangle (RFC 8118, section 3)."""

from collections.abc import Sequence

from shisaku.model.source import PrintedLine, Span

PDF_FRAGMENT = "http://www.rfc-editor.org/rfc/rfc8118"
"""Specification of fragments of PDF documents."""
_Box = tuple[float, float, float, float]


def page_fragments(layout: Sequence[PrintedLine], span: Span) -> dict[int, str]:
    """For each page that `span` touches, in order, the fragment that opens it there; none for a text without pages.

    The rectangle holds every line of that page of which the span has a character; points from the upper left corner.
    """
    boxes: dict[int, _Box] = {}
    for line in layout:
        if line.span.start < span.end and span.start < line.span.end:
            known = boxes.get(line.page)
            boxes[line.page] = line.box if known is None else _union(known, line.box)
    return {page: _fragment(page, boxes[page]) for page in sorted(boxes)}


def _union(one: _Box, other: _Box) -> _Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _fragment(page: int, box: _Box) -> str:
    left, top, right, bottom = box
    return f"page={page}&viewrect={','.join(map(_points, (left, top, right - left, bottom - top)))}"


def _points(number: float) -> str:
    """A number with two decimals at most, and no more digits than it needs."""
    return f"{max(number, 0):.2f}".rstrip("0").rstrip(".")
