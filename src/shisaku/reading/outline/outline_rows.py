"""Rows: the paragraphs of a document in printed order, each with what it opens with and what is printed beside its words.

    row = [number | marks] words [details]        numbered | marked | priced (a sum and no number) | plain

Guaranteed: the rows' spans do not overlap, and every character that is not white space is in a row or in page artefacts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from shisaku.model.details import NO_DETAILS, Details, Passage, with_places
from shisaku.model.plan import LegendEntry, same_mark
from shisaku.model.source import Span
from shisaku.reading.tokens.conventions import COUNTER
from shisaku.reading.tokens.line_details import SplitLine, split_line
from shisaku.reading.tokens.lines import Line, Words, join
from shisaku.reading.tokens.marked_words import entries_of
from shisaku.reading.tokens.marks import without_note
from shisaku.reading.tokens.numbering import Number, number_at_head
from shisaku.reading.tokens.paragraphs import Paragraph

_SENTENCE_END = re.compile(r"(?:。|．|｡)[」』）)]?[0-9０-９]{0,3}$")
_LATIN_SENTENCE = re.compile(r"[a-z)”\"][.!?][\"”)]?[0-9]{0,3}$")
_CLAUSE_END = ("、", "，", ",", ";", "；")
_LONGEST_TITLE = 90
"""Cells, about, of the words of a heading: twice its characters where they are wide."""
_LONGEST_ITEM = 80
_NO_ITEM = re.compile(r"[。※]|うち$")
_TITLED = re.compile(r"(?P<title>[^:：。．]{2,80}?)\s*[:：]\s*(?P<text>\S.{9,})", re.DOTALL)


@dataclass(frozen=True)
class OutlineRow:
    """One paragraph as read."""

    kind: str
    """`numbered`, `marked`, `priced`, `plain` or `legend`."""
    words: str
    """Its words without number, marks, restatement note and details."""
    span: Span
    """From its first to its last character, without a description in its own line."""
    whole: Span
    """From its first to its last character."""
    text: str
    """All its characters, line breaks left out."""
    gap: int
    """Blank lines before it."""
    number: Number | None = None
    """The number it opens with."""
    marks: str = ""
    """The marks it opens with."""
    restated: bool = False
    """Whether （再掲） is behind it."""
    details: Details = NO_DETAILS
    """What is printed beside its words."""
    priced: bool = False
    """Whether it has a column for a sum, be it empty."""
    legend: tuple[LegendEntry, ...] = ()
    """What it explains, when it is the legend."""
    size: float = 0.0
    """Size of its letters in points; 0 where not known."""
    bold: bool = False
    """Whether it is set in bold."""
    full: bool = False
    """Whether it ends at the edge of its column, in the middle of a sentence."""
    turned: bool = False
    """Whether a page was turned before it."""

    @cached_property
    def is_sentence(self) -> bool:
        """Whether it is prose: it ends as a sentence does, or is longer than a heading."""
        if _SENTENCE_END.search(self.words) or "。" in self.words:
            return True
        if self.words.isascii() or _mostly_latin(self.words):
            return bool(_LATIN_SENTENCE.search(self.words)) or len(self.words) > _LONGEST_TITLE
        return len(self.words) > _LONGEST_TITLE

    @cached_property
    def could_head(self) -> bool:
        """Whether its words could be those of a heading."""
        if self.is_sentence or self.words.endswith(_CLAUSE_END) or not any(c.isalpha() for c in self.words):
            return False
        return not ("a" <= self.words[0] <= "z")

    @cached_property
    def style(self) -> str:
        """What it has in common with rows of its level: the style of its number, its mark, or its kind."""
        if self.number is not None:
            return (
                self.number.style
                + ("." if self.number.dotted else "")
                + (str(len(self.number.outer)) if self.number.outer else "")
            )
        return same_mark(self.marks[0]) if self.marks else self.kind


def rows(paragraphs: Sequence[Paragraph], unit: int | None = None) -> tuple[OutlineRow, ...]:
    """The rows of a document in printed order; a bare figure counts `unit` yen, where the document declares one."""
    marks = frozenset(same_mark(m) for p in paragraphs for m in p.lines[0].marks)
    found: list[OutlineRow] = []
    for paragraph in paragraphs:
        found.extend(_rows(paragraph, marks, unit))
    return tuple(found)


def _rows(paragraph: Paragraph, marks: frozenset[str], unit: int | None) -> list[OutlineRow]:
    first = paragraph.lines[0]
    base = OutlineRow(
        "plain",
        "",
        paragraph.words.span,
        paragraph.words.span,
        paragraph.words.text,
        paragraph.gap,
        size=paragraph.size,
        bold=paragraph.bold,
        full=paragraph.full,
        turned=paragraph.turned,
    )
    if legend := first.legend:
        rest = [_row(base, list(paragraph.lines[1:]), unit)] if len(paragraph.lines) > 1 else []
        return [
            replace(base, kind="legend", legend=legend, span=first.span, whole=first.span, text=first.text),
            *(replace(r, gap=0) for r in rest),
        ]
    number = _number(first)
    if number is None and len(paragraph.lines) > 1 and first.is_number_alone:
        number = number_at_head(first.text + " x")
    if number is not None:
        body = first.behind(min(number.length, len(first.text)))
        return [_row(base, [body, *paragraph.lines[1:]], unit, first.start, "numbered", number)]
    if first.marks:
        return _marked(base, paragraph.lines, marks, unit)
    return [_row(base, list(paragraph.lines), unit)]


def _number(line: Line) -> Number | None:
    """The number that heads `line`; none where the figure counts something."""
    number = line.number
    if number is None or not any(letter.isalpha() for letter in line.text[number.length : number.length + 80]):
        return None
    if not number.separated and number.style == "decimal" and COUNTER.match(line.text[number.length :]):
        return None
    return number


def _marked(base: OutlineRow, lines: Sequence[Line], marks: frozenset[str], unit: int | None) -> list[OutlineRow]:
    """A row for every entry that `lines` hold."""
    entries = entries_of(lines, marks)
    ungapped = replace(base, gap=0) if len(entries) > 1 else base
    return [
        _row(ungapped if nth else base, list(entry.words), unit, entry.start, "marked", marks=entry.marks)
        for nth, entry in enumerate(entries)
    ]


def _row(
    base: OutlineRow,
    lines: list[Line],
    unit: int | None,
    start: int | None = None,
    opens: str = "plain",
    number: Number | None = None,
    marks: str = "",
) -> OutlineRow:
    """`base`, which `opens` with a number or marks, with the words of `lines` and what is printed beside them."""
    printed = join(lines)
    text, restated = without_note(printed.text) if opens != "plain" else (printed.text, False)
    apart = _titled(split_line(Line(0, text), unit)) if opens == "numbered" else split_line(Line(0, text), unit)
    where = _positions(printed, lines)
    details = _moved(apart.details, where)
    end = printed.span.end
    if details.description:
        end = _end_of(text[: apart.details.description[0].span.start].rstrip(), where)
        # A sum between two passages, and （再掲） behind the last, belong to their places: nothing else accounts for them.
        ends = [_end_of(text[: passage.span.start].rstrip(), where) for passage in apart.details.description[1:]]
        stretched = zip(details.description, [*ends, printed.span.end], strict=True)
        details = replace(details, description=tuple(replace(p, span=Span(p.span.start, stop)) for p, stop in stretched))
    kind = "priced" if opens == "plain" and _is_priced(apart) else opens
    if kind == "plain" and apart.details.amount:
        apart, details, end = SplitLine(Line(0, text), NO_DETAILS), NO_DETAILS, printed.span.end
    begin = printed.span.start if start is None else start
    span, whole = Span(begin, end), Span(begin, printed.span.end)
    opening = base.text[: printed.span.start - begin] if opens == "numbered" else marks
    return OutlineRow(
        kind,
        apart.words.text,
        span,
        whole,
        opening + printed.text,
        base.gap,
        number,
        marks,
        restated,
        details,
        kind == "priced" or (kind != "plain" and apart.priced),
        (),
        base.size,
        base.bold,
        base.full,
        base.turned,
    )


def _titled(apart: SplitLine) -> SplitLine:
    """`apart` with the sentences behind a title taken for its description: 1. Uphold Ethics: Monitor and assess …"""
    titled = _TITLED.fullmatch(apart.words.text)
    if titled is None or not (_ends_sentence(titled["text"]) or len(titled["text"]) > _LONGEST_TITLE / 2):
        return apart
    start, end = (apart.words.start + at for at in titled.span("text"))
    passages = (Passage(titled["text"], Span(start, end)), *apart.details.description)
    return SplitLine(Line(apart.words.start, titled["title"]), replace(apart.details, description=passages))


def _ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text) or _LATIN_SENTENCE.search(text))


def _is_priced(apart: SplitLine) -> bool:
    """Whether an unnumbered row is an item of a budget: words that could head it, and a column for its sum."""
    words = apart.words.text
    return apart.priced and 0 < len(words) <= _LONGEST_ITEM and not _NO_ITEM.search(words)


def _positions(printed: Words, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Where each line begins in the joined text, and in the source."""
    found, at = [], 0
    for line in lines:
        at = printed.text.find(line.text, at) if line.text else at
        found.append((max(at, 0), line.start))
        at += len(line.text)
    return found


def _end_of(text: str, where: Sequence[tuple[int, int]]) -> int:
    """Offset in the source behind the last character of `text`, the head of the joined text."""
    return _in_source(len(text) - 1, where) + 1 if text else where[0][1]


def _in_source(position: int, where: Sequence[tuple[int, int]]) -> int:
    begun = [pair for pair in where if pair[0] <= position] or [where[0]]
    return begun[-1][1] + position - begun[-1][0]


def _moved(details: Details, where: Sequence[tuple[int, int]]) -> Details:
    """`details`, found in the joined text, with their places in the source."""

    def moved(span: Span) -> Span:
        return Span(_in_source(span.start, where), _in_source(span.end - 1, where) + 1)

    return details if details == NO_DETAILS else with_places(details, moved)


def _mostly_latin(text: str) -> bool:
    return len(text.encode("ascii", "ignore")) > 0.9 * len(text)
