"""Blocks: what the lines of a document are, without hierarchy.

    document  = { block }
    block     = pillar-heading | measure-heading | sub-heading | entries | statement | legend | title | unmarked-text | page-artefact
    sub-heading = mark text            (a mark that opens no entries; does not end in 。)
    statement   = [mark] text "。"     (may go over several lines)

Guaranteed: the spans of the blocks do not overlap and every character that is not white space is in one of them.
"""

import re
from dataclasses import dataclass

from shisaku.model.plan import LegendEntry, same_mark
from shisaku.model.source import Span
from shisaku.reading.tokens.conventions import Conventions
from shisaku.reading.tokens.lines import Line, join
from shisaku.reading.tokens.marked_words import MarkedWords, entries_of
from shisaku.reading.tokens.marks import MARKS, without_note
from shisaku.reading.tokens.numbering import Number

LONGEST_HEADING = 150
"""Most characters of a heading over several lines."""


@dataclass(frozen=True, slots=True)
class NumberedHeading:
    """A numbered heading, of a pillar or of a measure."""

    number: Number
    """Its number."""
    is_pillar: bool
    """Whether it is numbered in the style of the pillars."""
    label: str
    """Its words without the number."""
    span: Span
    """Number and words."""


@dataclass(frozen=True, slots=True)
class SubHeading:
    """A heading that carries a mark and no number."""

    label: str
    """Its words without the mark."""
    span: Span
    """Mark and words."""


@dataclass(frozen=True, slots=True)
class StatementBlock:
    """One or more sentences."""

    text: str
    """The words without the mark."""
    span: Span
    """Mark and words."""
    marked: bool
    """Whether it opens with a mark, as the purposes of pillars do."""


@dataclass(frozen=True, slots=True)
class MarkedEntry:
    """One marked entry."""

    marks: str
    """Its marks as printed."""
    label: str
    """Its words without the marks and without （再掲）."""
    span: Span
    """Marks, words and （再掲）."""
    restated: bool
    """Whether it is followed by （再掲）."""


@dataclass(frozen=True, slots=True)
class Entries:
    """Consecutive entries."""

    entries: tuple[MarkedEntry, ...]
    """In printed order."""
    span: Span
    """From the first to the last."""


@dataclass(frozen=True, slots=True)
class LegendLine:
    """A line that explains marks."""

    entries: tuple[LegendEntry, ...]
    """What it explains."""
    span: Span
    """The whole line."""


@dataclass(frozen=True, slots=True)
class UnmarkedText:
    """Words without number, mark or full stop: a title, a caption, or text that is not understood."""

    text: str
    """The words."""
    span: Span
    """Its place."""


@dataclass(frozen=True, slots=True)
class PageArtefact:
    """A page artefact: a page number, a rule."""

    span: Span
    """Its place."""


Block = NumberedHeading | SubHeading | StatementBlock | Entries | LegendLine | UnmarkedText | PageArtefact


def blocks(lines: tuple[Line, ...], conventions: Conventions) -> tuple[Block, ...]:
    """Return the blocks in order of the source."""
    found: list[Block] = []
    index = 0
    while index < len(lines):
        index = _block(lines, index, conventions, found)
    return tuple(found)


def _block(lines: tuple[Line, ...], index: int, conventions: Conventions, found: list[Block]) -> int:
    """Read one block from line `index` on into `found`; return the index of the next line."""
    line = lines[index]
    if not line.text:
        return index + 1
    if line.legend:
        found.append(LegendLine(line.legend, line.span))
        return index + 1
    if index in conventions.numbers:
        end = _run_on(lines, index, conventions)
        if _is_prose(join(list(lines[index:end])).text):
            end = index + 1
        found.append(_heading(lines[index:end], conventions.numbers[index], conventions))
        return end
    if line.marks and {same_mark(mark) for mark in line.marks} <= conventions.entry_marks:
        end = _entries_end(lines, index, conventions)
        entries = tuple(map(_entry, entries_of(lines[index:end], conventions.entry_marks)))
        found.append(Entries(entries, Span(entries[0].span.start, entries[-1].span.end)))
        return end
    if line.is_page_number_or_rule:
        found.append(PageArtefact(line.span))
        return index + 1
    end = _run_on(lines, index, conventions)
    found.extend(_words(lines[index:end], marked=bool(line.marks)))
    return end


def _is_prose(text: str) -> bool:
    """Whether continued lines are too long for a heading: then the first line is the heading, the rest prose."""
    return len(text) > LONGEST_HEADING or "。" in text[:-1]


def _opens(lines: tuple[Line, ...], index: int, conventions: Conventions) -> bool:
    """Whether a new block begins at a line."""
    line = lines[index]
    if index in conventions.wrapped:
        return False
    return not line.text or index in conventions.numbers or bool(line.marks or line.legend) or line.is_page_number_or_rule


def _run_on(lines: tuple[Line, ...], index: int, conventions: Conventions) -> int:
    """Index of the first line after `index` that does not continue it."""
    end = index + 1
    while end < len(lines) and not _opens(lines, end, conventions):
        end += 1
    return end


def _entries_end(lines: tuple[Line, ...], index: int, conventions: Conventions) -> int:
    """Index of the first line after `index` that neither is nor continues an entry."""
    end = index + 1
    while end < len(lines) and lines[end].text and end not in conventions.numbers and not lines[end].legend:
        marks = lines[end].marks
        if not marks and lines[end].is_page_number_or_rule:
            break
        if marks and end not in conventions.wrapped and not {same_mark(mark) for mark in marks} <= conventions.entry_marks:
            break
        end += 1
    return end


def _heading(lines: tuple[Line, ...], number: Number, conventions: Conventions) -> NumberedHeading:
    words = join([lines[0].behind(number.length), *lines[1:]])
    return NumberedHeading(number, number.style == conventions.pillar_style, words.text, Span(lines[0].start, words.span.end))


def _words(lines: tuple[Line, ...], marked: bool) -> list[Block]:
    """The block of unnumbered lines: a statement if they end in a full stop, else a sub-heading or unmarked text."""
    mark = re.match(rf"[{MARKS}]\s*", lines[0].text) if marked else None
    words = join([lines[0].behind(mark.end() if mark else 0), *lines[1:]])
    span = Span(lines[0].start, words.span.end)
    if words.text.endswith("。"):
        return [StatementBlock(words.text, span, marked)]
    if marked:
        return [SubHeading(words.text, span)] if words.text else [PageArtefact(span)]
    return [UnmarkedText(words.text, span)]


def _entry(found: MarkedWords) -> MarkedEntry:
    words = join(list(found.words))
    label, restated = without_note(words.text)
    return MarkedEntry(found.marks, label, Span(found.start, words.span.end), restated)
