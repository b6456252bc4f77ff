"""Paragraphs, tables and text boxes in printing order: of the body, of a cell, a text box, a note, a running head."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.attribute_values import WORD as _W
from shisaku.formats.ooxml.colours import ground, ink
from shisaku.formats.ooxml.diagrams import points
from shisaku.formats.ooxml.package import Package
from shisaku.formats.text_builder import BlockWords, TextBuilder
from shisaku.formats.word.depth import Depth
from shisaku.formats.word.depth import ListItem as ListItem
from shisaku.formats.word.word_drawings import drawn
from shisaku.formats.word.word_numbering import LEVELS, Numbering
from shisaku.formats.word.word_runs import ParagraphReader as Reader
from shisaku.formats.word.word_runs import WordLine
from shisaku.formats.word.word_styles import NO_LETTERS, USUAL_SIZE, Letters, Styles, WordLook, look
from shisaku.formats.word.word_tables import Item, table, unwrapped
from shisaku.model.document import BlockKind, DocumentPlace, Skipped, Style

_T = TypeVar("_T")
_DEEPEST = 30
"""Most levels of nested tables and text boxes."""
PARAGRAPHS = 200_000
"""Most paragraphs of one file; a plan of a thousand pages has some fifty thousand."""
_BODY_TEXT = 9
_QUOTES = ("quote", "intense quote")


@dataclass(slots=True)
class StoryPart:
    """A part of the file, with the numbers of its paragraphs and tables."""

    name: str
    """Its name, `word/document.xml`."""
    root: Element
    """Its root."""
    numbers: dict[int, int] = field(default_factory=dict)
    """Number of each paragraph and table, from 1 each, by the identity of its element."""

    def __post_init__(self) -> None:
        for tag in ("p", "tbl"):
            for number, element in enumerate(self.root.iter(_W + tag), 1):
                self.numbers[id(element)] = number

    def place(self, element: Element) -> DocumentPlace:
        """Place of a paragraph or table."""
        letter = "p" if element.tag == _W + "p" else "t"
        return DocumentPlace(selector=f"/{self.name}#{letter}{self.numbers.get(id(element), 0)}")


@dataclass(frozen=True, slots=True)
class StoryContext:
    """Context of the words."""

    kind: BlockKind | None = None
    """Kind of all blocks; None where each has its own."""
    mark: str = ""
    """Text before the first block, for notes."""
    frame: int = -1
    """The text box."""
    letters: Letters = NO_LETTERS
    """Inherited looks of letters."""
    depth: int = 0
    """Number of tables and text boxes around."""


class Stories:
    """Reads the parts of a document."""

    def __init__(self, package: Package, styles: Styles, numbering: Numbering, builder: TextBuilder) -> None:
        self._package = package
        self._styles = styles
        self._numbering = numbering
        self._builder = builder
        self.notes: list[tuple[str, str, bool]] = []
        """Notes in the order of their references: part, identifier, whether they are numbered."""
        self._left = PARAGRAPHS

    def read(self, part: StoryPart, element: Element, around: StoryContext) -> list[Item]:
        """The contents of `element`."""
        return _Story(self, part, around).read(element)

    def take(self, part: StoryPart) -> bool:
        """Whether one more paragraph may be read."""
        self._left -= 1
        if self._left == -1:
            self.skip(Skipped("too-large", DocumentPlace(selector=f"/{part.name}")))
        return self._left >= 0

    def skip(self, what: Skipped) -> None:
        """Record that something was not read."""
        self._builder.skip(what)


class _Story:
    def __init__(self, stories: Stories, part: StoryPart, around: StoryContext) -> None:
        self._all = stories
        self._part = part
        self._around = around
        self._words = Reader(stories._styles)
        self._depth = Depth()
        self._bases: dict[str, Letters] = {}
        self._items: list[Item] = []
        self._carried: WordLine | None = None
        self._framed: tuple[tuple[tuple[str, str], ...], int] | None = None

    def read(self, element: Element) -> list[Item]:
        if self._around.depth > _DEEPEST:
            self._all.skip(Skipped("too-large", DocumentPlace(selector=f"/{self._part.name}")))
            return []
        children = list(unwrapped(element))
        for child, following in zip(children, [*children[1:], None], strict=True):
            self._child(child, following)
        return self._items

    def _child(self, child: Element, following: Element | None) -> None:
        if child.tag == _W + "p":
            if self._all.take(self._part):
                self._paragraph(child, following is not None and following.tag == _W + "p")
        elif child.tag == _W + "tbl":
            self._depth.close()
            place = self._part.place(child)
            self._items += table(
                child, place.selector, self._all._styles, self._cell, lambda at: self._all.skip(Skipped("hidden", at))
            )
        elif child.tag in (_W + "altChunk", _W + "subDoc"):
            self._all.skip(Skipped("embedded", DocumentPlace(selector=f"/{self._part.name}")))
        elif child.tag in (_W + "del", _W + "moveFrom"):
            self._all.skip(Skipped("hidden", DocumentPlace(selector=f"/{self._part.name}")))

    def _cell(self, cell: Element, letters: Letters) -> list[Item]:
        around = self._around
        return _Story(
            self._all, self._part, StoryContext(around.kind, "", around.frame, letters.over(around.letters), around.depth + 1)
        ).read(cell)

    def _paragraph(self, element: Element, followed: bool) -> None:
        """Append a paragraph; one whose end was deleted goes on with the paragraph that follows it."""
        styles, properties = self._all._styles, element.find(_W + "pPr")
        named = properties.find(_W + "pStyle") if properties is not None else None
        style = named.get(_W + "val", "") if named is not None else ""
        below, own = styles.look(style), look(properties)
        resolved = own.over(below)
        if style not in self._bases:
            self._bases[style] = below.letters.over(self._around.letters).over(styles.base)
        base = self._bases[style]
        line = self._words.line(element, base)
        place = self._part.place(element)
        if line.left_out:
            self._all.skip(Skipped("hidden", place))
        if self._carried is not None:
            line, self._carried = self._carried.followed_by(line), None
        text = line.text
        if properties is not None and properties.find(f"{_W}rPr/{_W}del") is not None and (followed or not text.strip()):
            self._carried = line if followed else None
            return
        ends_section = properties is not None and properties.find(_W + "sectPr") is not None
        if ends_section and not text.strip():
            # Word prints nothing of it, no number either.
            resolved = replace(resolved, list_id="0")
        kind, level, mark, indent = self._role(own, resolved, style, text)
        if self._around.kind is not None:
            kind, level = self._around.kind, 0
            if self._around.mark and not any(isinstance(item, BlockWords) for item in self._items):
                mark = self._around.mark
        size = _most(line.sizes, USUAL_SIZE)
        if text.strip():
            blanks = len(text) - len(text.lstrip("\u3000"))
            fill = _most(line.fills, "") or resolved.fill or ""
            name = styles.name(style)
            shown = Style(size, False, ink(_most(line.colours, "")), ground(fill), name, round(indent + blanks * size, 2))
            self._items.append(
                BlockWords(
                    line.runs,
                    kind,
                    level,
                    mark,
                    place,
                    shown,
                    self._frame(properties),
                    name.lower() in _QUOTES,
                    False,
                    line.checked,
                )
            )
        else:
            self._items.append(None)
        if line.page_break or ends_section:
            self._items.append(None)
        self._all.notes += line.notes
        self._drawings(line, place)

    def _role(self, own: WordLook, resolved: WordLook, style: str, text: str) -> tuple[BlockKind, int, str, float]:
        """Kind and level of a paragraph, its mark, and where it begins in points."""
        numbering = self._all._numbering
        indent = own.indent
        listed, index, mark, stated = resolved.list_id or "0", 0, "", None
        if listed != "0":
            index = resolved.list_level if resolved.list_level is not None else numbering.index_of(listed, style)
            index = min(max(index, 0), LEVELS - 1)
            stated = numbering.level(listed, index)
            mark = numbering.next(listed, index)
        below = self._all._styles.look(style).indent
        if stated is not None:
            # A list of the paragraph's own takes precedence over its style, one of the style does not (17.9.23).
            indent = indent.over(stated.indent).over(below) if own.list_id is not None else indent.over(below).over(stated.indent)
        else:
            indent = indent.over(below)
        left, first = indent.left or 0.0, (indent.left or 0.0) + (indent.first or 0.0)
        outline = resolved.outline
        if outline is not None and 0 <= outline < _BODY_TEXT:
            if text.strip():
                self._depth.close()
            return "heading", outline + 1, mark, first
        if stated is not None and mark:
            if not text.strip():
                return "item", index + 1, mark, first
            item = ListItem(numbering.key(listed), index, first, left, stated.form != "bullet")
            return "item", self._depth.item(item), mark, first
        if text.strip():
            self._depth.paragraph(first)
        caption = self._all._styles.name(style).lower() == "caption"
        return "caption" if caption else "paragraph", 0, "", first

    def _frame(self, properties: Element | None) -> int:
        """The text box around, or the frame of this paragraph, which goes on as long as the next has the same frame."""
        frame = properties.find(_W + "framePr") if properties is not None else None
        if frame is None or frame.get(_W + "dropCap", "none") != "none" or self._around.frame >= 0:
            self._framed = None
            return self._around.frame
        facts = tuple(sorted(frame.items()))
        if self._framed is None or self._framed[0] != facts:
            self._framed = facts, self._all._builder.new_frame()
        return self._framed[1]

    def _drawings(self, line: WordLine, place: DocumentPlace) -> None:
        if not line.drawn:
            return
        found = drawn(line.drawn)
        around = self._around
        for what in found.skipped:
            self._all.skip(Skipped(what, place))
        for content, _ in found.boxes:
            frame = self._all._builder.new_frame()
            self._items += _Story(
                self._all, self._part, StoryContext(around.kind, "", frame, around.letters, around.depth + 1)
            ).read(content)
        for relation in found.diagrams:
            target = self._all._package.relations(self._part.name).get(relation)
            root = self._all._package.xml(target.part) if target is not None else None
            frame = self._all._builder.new_frame()
            for point in points(root) if root is not None else ():
                self._items.append(
                    BlockWords(point.text, around.kind or "item", 0 if around.kind else point.level, "", place, frame=frame)
                )


def _most(counts: Mapping[_T, int], default: _T) -> _T:
    """The value of most letters."""
    return max(counts, key=lambda key: counts[key]) if counts else default
