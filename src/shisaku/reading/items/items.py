"""Items: what a document prints, piece by piece, each a candidate for a component; the same for all formats.

A block that its format delimits is one item; printed lines of which the format states nothing are joined to paragraphs first.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from itertools import pairwise, zip_longest
from operator import attrgetter

from shisaku.model.document import Block, Box, Document
from shisaku.model.source import PrintedLine
from shisaku.model.span import Span
from shisaku.reading.fields.field_lines import field_line
from shisaku.reading.fields.stretch import Concepts, FieldContext, Stretch
from shisaku.reading.items.heads import BULLETS, NO_HEAD, Head, head_of
from shisaku.reading.items.item_text import framed, joined
from shisaku.reading.items.paragraph_splits import unbroken, unheaded
from shisaku.reading.items.side_by_side import cuts, may_hold
from shisaku.reading.items.tiles import counting
from shisaku.reading.tokens.lines import Line, join, without
from shisaku.reading.tokens.page_artefacts import artefact_lines
from shisaku.reading.tokens.paragraphs import Paragraph, paragraphs

_BREAK = re.compile(r"\s*\n\s*")
_NUMBER = re.compile(r"[(（]?[0-9０-９]{1,2}[)）.．:：]?|[①-⑳Ⅰ-Ⅹ]")
_COLON, _LONGEST_LABEL = re.compile("[:：]"), 48
_NUMBERED = ("paragraph", "line", "heading")
_HEADING = re.compile(r"[^\n。]{4,60}(?<![のをにはがとでや、，,:：;；.])(?<!\b(?:of|to|in|or|by))(?<!\b(?:and|the|for))")
"""A line whose words are at their end, and are no sentence."""
_SENTENCE = re.compile(r"^.{15,}。$|^.{10,}。.|^[A-Z].{40,}[.!?]$")
"""A line that is one, or more."""
_LONGEST_NUMBER, _LONGEST_COUNTED = 16, 160
_STATED = ("heading", "item", "paragraph", "caption", "artefact")
"""Kinds of blocks of formats that state what is what; pages state nothing but lines and notes."""


@dataclass(frozen=True)
class Item:
    """A piece of the document."""

    at: int
    """Its place among the items, from 0."""
    kind: str
    """`heading`, `item`, `paragraph`, `line` (nothing is known but its words), `note`, `artefact`."""
    span: Span
    """From its first to its last character."""
    text: str
    """Its characters, line breaks left out."""
    head: Head = NO_HEAD
    """What it opens with; of an item whose number the format puts before it, that number."""
    head_length: int = 0
    """Characters of `text` that the head takes."""
    level: int = 0
    """Of a heading its level, of an item the depth of its list."""
    size: float = 0.0
    """Size of its letters in points, 0 where not known."""
    bold: bool = False
    """Whether it is set in bold."""
    colour: str = ""
    """Colour of its letters."""
    fill: str = ""
    """Colour behind its letters."""
    frame: int = -1
    """Box of text that it is in."""
    page: int = 0
    """Page that it begins on."""
    box: Box | None = None
    """Where on the page it begins."""
    gap: int = 0
    """Blank lines before it."""
    lines: int = 1
    """Printed lines that it takes."""
    full: bool = False
    """Whether it ends at the edge of its column in the middle of a sentence."""
    lead: int = 0
    """Letters at its head that are bold where the rest is not."""
    linked: float = 0.0
    """Share of it that is a link."""
    style: str = ""
    """Name of its style or element."""
    indent: int = 0
    """Blanks before it, in printed lines."""

    @cached_property
    def words(self) -> str:
        """Its characters without the head."""
        return self.text[self.head_length :].strip()

    @cached_property
    def look(self) -> str:
        """What it has in common with others of its level: what the format states, how it opens, how it looks."""
        opening, bold, lead = self.head.style or framed(self.text), "b" * self.bold, "L" * (self.lead > 0)
        return f"{self.kind}|{self.level}|{opening}|{self.size:.0f}|{bold}|{self.colour}|{self.fill}|{lead}"


def items(
    document: Document | None,
    text: str,
    every: Sequence[Line],
    layout: Sequence[PrintedLine],
    lexicon: Concepts,
    apart: Sequence[Span],
) -> tuple[tuple[Item, ...], tuple[Span, ...]]:
    """The items of a document in order, and the lines that are page artefacts; of plain text, with the layout of its pages, without `document`.

    `every` are the lines of `text`; `apart` are stretches of it that something else accounts for, such as the rows of tables.
    """
    skipped: tuple[Span, ...] = ()
    if document is not None and any(isinstance(one, Block) and one.kind in _STATED for one in document.content):
        made = list(_stated(document, lexicon, apart))
    else:
        made, skipped = _printed(document, text, every, layout, lexicon, apart)
    counted = _counted(made, lexicon)
    found = _once([piece for item in counted for piece in (_entries(item, text, lexicon) if may_hold(item.head) else (item,))])
    return tuple(item if item.at == at else replace(item, at=at) for at, item in enumerate(found)), skipped


def _once(made: Sequence[Item]) -> Iterator[Item]:
    """The items; of a line that is printed twice in a row, as bold letters are by some programs, the first is an artefact."""
    for item, behind in zip_longest(made, made[1:]):
        doubled = behind is not None and item.kind in _NUMBERED and behind.kind == item.kind and behind.text == item.text
        yield replace(item, kind="artefact") if doubled and item.words else item


def _counted(made: Sequence[Item], lexicon: Concepts) -> Iterator[Item]:
    """The items, a number that is alone put before the words behind it: 1 | Public transport."""
    number: Item | None = None
    for item in made:
        if number is not None and item.head == NO_HEAD and item.kind in _NUMBERED and len(item.text) <= _LONGEST_COUNTED:
            head = head_of(f"{number.text.rstrip('.．:：')}. {item.text}", lexicon)
            head = head if number.head == NO_HEAD else number.head
            yield replace(
                item, span=Span(number.span.start, item.span.end), head=head, gap=number.gap, size=max(number.size, item.size)
            )
            number = None
            continue
        if number is not None:
            yield number
        number = item if item.kind in _NUMBERED and _is_number(item) else None
        if number is None:
            yield item
    if number is not None:
        yield number


def _entries(item: Item, text: str, lexicon: Concepts) -> Iterator[Item]:
    """An item, or each of the entries of a list that it prints beside each other."""
    raw = text[item.span.start : item.span.end]
    at = cuts(raw, item.head) if item.kind in _NUMBERED else ()
    for start, end in pairwise((0, *at, len(raw))) if at else ():
        words = joined(raw[start:end])
        head = head_of(words, lexicon)
        span = Span(item.span.start + start, item.span.start + start + len(raw[start:end].rstrip()))
        yield replace(
            item, span=span, text=words, head=head, head_length=head.length, gap=0 if start else item.gap, lead=0, lines=1
        )
    if not at:
        yield item


def _is_number(item: Item) -> bool:
    """Whether an item is nothing but a number, or the name of a level with one."""
    return len(item.text) <= _LONGEST_NUMBER and (not item.words or _NUMBER.fullmatch(item.text) is not None)


# -- of formats that state what is what --------------------------------------------------------------------------------


def _stated(document: Document, lexicon: Concepts, apart: Sequence[Span]) -> Iterator[Item]:
    end = at = 0
    for one in document.content:
        gap = max(0, document.text[end : one.span.start].count("\n") - 1)
        end = one.span.end
        if isinstance(one, Block):
            pieces = (piece for left in _left(one, document.text, apart) for piece in _pieces(left, document.text, lexicon))
            for nth, piece in enumerate(pieces):
                yield _of_block(at, piece, document.text, 0 if nth else gap, lexicon)
                at += 1
            continue
        for loose in (left for cell in one.cells for block in cell.blocks for left in _left(block, document.text, apart)):
            yield _of_block(at, loose, document.text, gap, lexicon)
            at += 1


def _left(block: Block, text: str, apart: Sequence[Span]) -> Iterator[Block]:
    """A block without the lines of it that something else accounts for; what is left between these is a block each."""
    start, left = block.span.start, Span(0, 0)
    for match in (*_BREAK.finditer(text, block.span.start, block.span.end), None):
        end = match.start() if match is not None else block.span.end
        if not within(Span(start, end), apart):
            left = Span(left.start if len(left) else start, end)
        elif len(left):
            yield replace(block, span=left, bold_lead=block.bold_lead if left.start == block.span.start else 0)
            left = Span(0, 0)
        start = match.end() if match is not None else end
    if len(left):
        whole = left == block.span
        yield block if whole else replace(block, span=left, bold_lead=block.bold_lead if left.start == block.span.start else 0)


def _pieces(block: Block, text: str, lexicon: Concepts) -> Iterator[Block]:
    """A block, split where its author broke a line: before something of its own, such as a field, behind a line in bold or a heading."""
    start, lead = block.span.start, block.bold_lead
    for match in _BREAK.finditer(text, block.span.start, block.span.end):
        line = text[match.end() : block.span.end].partition("\n")[0].strip()
        whole_bold = lead > 0 and start + lead >= match.start()
        heading = (
            _HEADING.fullmatch(text, start, match.start())
            and _SENTENCE.search(line)
            and opens(text[start : match.start()], lexicon)
        )
        if match.start() > start and (whole_bold or heading or opens(line, lexicon) or _is_field(line, lexicon)):
            yield replace(block, span=Span(start, match.start()), bold_lead=0 if whole_bold else lead)
            start, lead = match.end(), 0
    yield block if start == block.span.start else replace(block, span=Span(start, block.span.end), bold_lead=lead)


def _is_field(line: str, lexicon: Concepts) -> bool:
    """Whether a line prints the label of a field and its value: 担当課：港湾課."""
    found = field_line(Stretch(line, 0), FieldContext(lexicon), 0)
    return found is not None and bool(found.value.text)


def within(span: Span, apart: Sequence[Span]) -> bool:
    """Whether a stretch is in one of those `apart`, which are in order."""
    at = bisect_right(apart, span.start, key=attrgetter("start")) - 1
    return at >= 0 and apart[at].end > span.start


def _of_block(at: int, block: Block, text: str, gap: int, lexicon: Concepts) -> Item:
    words = joined(text[block.span.start : block.span.end])
    head = head_of(words, lexicon)
    length = head.length
    if block.mark and head == NO_HEAD:
        head, length = head_of(f"{block.mark} {words}", lexicon), 0
    return Item(
        at,
        "paragraph" if block.kind == "caption" else block.kind,
        block.span,
        words,
        head,
        length,
        block.level,
        block.style.size,
        block.style.bold,
        block.style.colour,
        block.style.fill,
        block.frame,
        block.place.page,
        block.place.box,
        gap,
        text[block.span.start : block.span.end].count("\n") + 1,
        False,
        block.bold_lead,
        block.linked,
        block.style.name,
    )


# -- of printed lines --------------------------------------------------------------------------------------------------


def _printed(
    document: Document | None,
    text: str,
    every: Sequence[Line],
    layout: Sequence[PrintedLine],
    lexicon: Concepts,
    apart: Sequence[Span],
) -> tuple[list[Item], tuple[Span, ...]]:
    looks = {block.span.start: block for block in document.blocks()} if document is not None else {}
    printed = [Line(line.start, "") if apart and line.text and _is_apart(line, apart) else line for line in every]
    notes = frozenset(
        at for at, line in enumerate(printed) if line.text and (block := looks.get(line.start)) and block.kind == "note"
    )
    body = without(printed, notes)
    on_page = {line.span.start: line for line in layout}
    skipped = artefact_lines(body) - counting(body, on_page)
    head = cache(partial(head_of, lexicon=lexicon))
    found = paragraphs(
        printed, skipped | notes, lambda line: head(line.text) != NO_HEAD or _opens_field(line.text, lexicon), layout
    )
    pieces = (piece for paragraph in found for whole in unbroken(paragraph, apart) for piece in unheaded(whole, looks))
    made = [_of_paragraph(at, piece, on_page, looks, head(piece.words.text)) for at, piece in enumerate(pieces)]
    made += [_of_block(0, looks[printed[at].start], text, 0, lexicon) for at in sorted(notes)]
    if notes:
        made.sort(key=lambda item: item.span.start)
    return made, tuple(printed[at].span for at in sorted(skipped))


def _is_apart(line: Line, apart: Sequence[Span]) -> bool:
    """Whether a line is set apart; what is may begin behind its bullet, which means nothing."""
    bare = line.text.lstrip(BULLETS + " \t　")
    return within(line.span, apart) or (bool(bare) and within(Span(line.end - len(bare), line.end), apart))


def opens(text: str, lexicon: Concepts) -> bool:
    """Whether a line opens something of its own."""
    return head_of(text, lexicon) != NO_HEAD


def _opens_field(text: str, lexicon: Concepts) -> bool:
    """Whether a line begins with the label of a field and a colon: where a line is broken, hardly any word is followed by one."""
    return _COLON.search(text[:_LONGEST_LABEL]) is not None and field_line(Stretch(text, 0), FieldContext(lexicon), 0) is not None


def _of_paragraph(
    at: int, paragraph: Paragraph, on_page: Mapping[int, PrintedLine], looks: Mapping[int, Block], head: Head
) -> Item:
    first = paragraph.lines[0]
    line, block = on_page.get(first.start), looks.get(first.start)
    return Item(
        at,
        "line",
        paragraph.words.span,
        paragraph.words.text,
        head,
        head.length,
        size=paragraph.size,
        bold=paragraph.bold,
        colour=block.style.colour if block else "",
        fill=block.style.fill if block else "",
        frame=block.frame if block else line.block if line else -1,
        page=line.page if line else 0,
        box=line.box if line else None,
        gap=paragraph.gap,
        lines=len(paragraph.lines),
        full=paragraph.full,
        lead=_lead(paragraph, looks),
        indent=first.indent,
    )


def _lead(paragraph: Paragraph, looks: Mapping[int, Block]) -> int:
    """Letters at the head of a paragraph that are bold where the rest is not: a line in bold, the head of the next, or both."""
    length = 0
    for at, line in enumerate(paragraph.lines):
        block = looks.get(line.start)
        if block is None:
            return 0
        if block.bold_lead or not block.style.bold:
            words = join([*paragraph.lines[:at], Line(line.start, line.text[: block.bold_lead].rstrip())])
            return len(words.text) if block.bold_lead else length
        length = len(join([*paragraph.lines[: at + 1]]).text)
    return 0
