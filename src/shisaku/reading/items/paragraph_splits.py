"""Splits paragraphs of printed lines that hold more than one thing into items."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from shisaku.model.document import Block
from shisaku.model.span import Span
from shisaku.reading.tokens.lines import Line, join
from shisaku.reading.tokens.paragraphs import Paragraph


def unbroken(paragraph: Paragraph, apart: Sequence[Span]) -> Iterator[Paragraph]:
    """A paragraph, split where something set apart lies between its lines."""
    if len(paragraph.lines) == 1 or not apart:
        yield paragraph
        return
    pieces: list[Line] = []
    for line in paragraph.lines:
        if pieces and bisect_right(apart, line.start, key=_start) > bisect_right(apart, pieces[-1].start, key=_start):
            yield replace(paragraph, lines=tuple(pieces), words=join(pieces))
            pieces = []
        pieces.append(line)
    yield replace(paragraph, lines=tuple(pieces), words=join(pieces))


def unheaded(paragraph: Paragraph, looks: Mapping[int, Block]) -> Iterator[Paragraph]:
    """A paragraph, split behind its first lines where these are bold from end to end and the others not at all: a heading right above its text."""
    if len(paragraph.lines) == 1 or not looks:
        yield paragraph
        return
    bold = [
        block is not None and block.style.bold and not block.bold_lead
        for block in map(looks.get, map(_line_start, paragraph.lines))
    ]
    first = bold.index(False) if False in bold else 0
    below = looks.get(paragraph.lines[first].start)
    if not first or any(bold[first:]) or below is None or below.bold_lead:
        yield paragraph
        return
    head, text = paragraph.lines[:first], paragraph.lines[first:]
    yield replace(paragraph, lines=head, words=join(list(head)), full=False)
    yield replace(paragraph, lines=text, words=join(list(text)), gap=0, bold=False, turned=False)


def _line_start(line: Line) -> int:
    return line.start


def _start(span: Span) -> int:
    return span.start
