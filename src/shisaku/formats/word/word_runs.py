"""The words of one paragraph of Word."""

from collections import Counter
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.attribute_values import MATHS, VECTOR, WORD_2010, children, switch
from shisaku.formats.ooxml.attribute_values import WORD as _W
from shisaku.formats.ooxml.symbols import printed_text, symbol
from shisaku.formats.text_builder import StyledRun
from shisaku.formats.word.word_styles import USUAL_SIZE, Letters, Styles, both, letters

_DEEPEST = 40
_INSERTED = {
    _W + name for name in ("ins", "moveTo", "smartTag", "customXml", "fldSimple", "bdo", "dir", "sdtContent", "rubyBase")
}
_DELETED = {_W + "del", _W + "moveFrom"}
_WORDS = {_W + "tab": "\t", _W + "ptab": "\t", _W + "cr": "\n", _W + "noBreakHyphen": "\u2011"}
_DRAWN = {_W + "drawing", _W + "pict", _W + "object"}
_NOTES = {_W + "footnoteReference": "footnotes", _W + "endnoteReference": "endnotes", _W + "commentReference": "comments"}


@dataclass(slots=True)
class _Field:
    """An open field: its contents between its beginning and `separate` are an instruction."""

    instruction: str = ""
    result: bool = False

    @property
    def linked(self) -> bool:
        return self.instruction.lstrip().upper().startswith("HYPERLINK")


@dataclass(slots=True)
class WordLine:
    """Contents of a paragraph."""

    runs: list[StyledRun] = field(default_factory=list)
    """Its words."""
    sizes: Counter[float] = field(default_factory=Counter)
    """Letters by their size in points."""
    colours: Counter[str] = field(default_factory=Counter)
    """Letters by their colour."""
    fills: Counter[str] = field(default_factory=Counter)
    """Letters by the colour behind them."""
    drawn: list[Element] = field(default_factory=list)
    """Drawings that are anchored in it."""
    notes: list[tuple[str, str, bool]] = field(default_factory=list)
    """Notes that it refers to: part, identifier, and whether the document numbers them."""
    checked: bool | None = None
    """Whether its box is ticked; None where it has none."""
    left_out: bool = False
    """Whether deleted or hidden words were left out."""
    page_break: bool = False
    """Whether a page or column ends in it."""

    def followed_by(self, other: "WordLine") -> "WordLine":
        """This and `other` as one."""
        return WordLine(
            self.runs + other.runs,
            self.sizes + other.sizes,
            self.colours + other.colours,
            self.fills + other.fills,
            self.drawn + other.drawn,
            self.notes + other.notes,
            other.checked if self.checked is None else self.checked,
            self.left_out or other.left_out,
            self.page_break or other.page_break,
        )

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(run.text for run in self.runs)


class ParagraphReader:
    """Reads paragraphs one after the other; fields may go on from one to the next."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []

    def line(self, paragraph: Element, base: Letters) -> WordLine:
        """The contents of `paragraph`, whose letters look like `base` unless they are formatted."""
        for one in self._fields:
            one.result = True  # An instruction does not go beyond its paragraph.
        line = WordLine()
        self._inline(paragraph, base, line, False, 0)
        return line

    def _inline(self, element: Element, base: Letters, line: WordLine, linked: bool, depth: int) -> None:
        if depth > _DEEPEST:
            line.left_out = True
            return
        for child in children(element):
            tag = child.tag
            if tag == _W + "r":
                self._run(child, base, line, linked, depth)
            elif tag == _W + "hyperlink":
                self._inline(child, base, line, True, depth + 1)
            elif tag in _INSERTED:
                self._inline(child, base, line, linked, depth + 1)
            elif tag in _DELETED:
                line.left_out = True
            elif tag == _W + "sdt":
                box = child.find(f"{_W}sdtPr/{WORD_2010}checkbox/{WORD_2010}checked")
                if box is not None and line.checked is None:
                    line.checked = switch(box, WORD_2010 + "val")
                if (content := child.find(_W + "sdtContent")) is not None:
                    self._inline(content, base, line, linked, depth + 1)
            elif tag.startswith(MATHS):
                self._add("".join(part.text or "" for part in child.iter(MATHS + "t")), base, line, linked)

    def _run(self, run: Element, base: Letters, line: WordLine, linked: bool, depth: int) -> None:
        properties = run.find(_W + "rPr")
        look = base
        if properties is not None:
            style = properties.find(_W + "rStyle")
            if style is not None:
                look = both(base, self._styles.look(style.get(_W + "val", "")).letters)
            look = letters(properties).over(look)
        for child in children(run):
            tag = child.tag
            if tag == _W + "t":
                self._add(child.text or "", look, line, linked)
            elif tag in _WORDS:
                self._add(_WORDS[tag], look, line, linked)
            elif tag == _W + "br":
                wide = child.get(_W + "type") in ("page", "column")
                line.page_break = line.page_break or wide
                self._add(" " if wide else "\n", look, line, linked)
            elif tag == _W + "sym":
                self._symbol(child, look, line, linked)
            elif tag == _W + "fldChar":
                self._field(child, line)
            elif tag == _W + "instrText" and self._fields:
                self._fields[-1].instruction += child.text or ""
            elif tag in _NOTES:
                own = switch(child, _W + "customMarkFollows") and child.get(_W + "customMarkFollows") is not None
                line.notes.append((_NOTES[tag], child.get(_W + "id", ""), not own))
            elif tag == _W + "ruby":
                for part in child.findall(_W + "rubyBase"):
                    self._inline(part, look, line, linked, depth + 1)
            elif tag in _DRAWN or tag.startswith(VECTOR):
                line.drawn.append(child)
            elif tag == _W + "delText":
                line.left_out = True

    def _symbol(self, element: Element, look: Letters, line: WordLine, linked: bool) -> None:
        try:
            code = int(element.get(_W + "char", ""), 16)
        except ValueError:
            return
        self._add(symbol(code, element.get(_W + "font", "")), look, line, linked)

    def _field(self, element: Element, line: WordLine) -> None:
        kind = element.get(_W + "fldCharType")
        if kind == "begin":
            del self._fields[:-_DEEPEST]
            self._fields.append(_Field())
            box = element.find(f"{_W}ffData/{_W}checkBox")
            if box is not None and line.checked is None:
                ticked = box.find(_W + "checked")
                line.checked = bool(switch(ticked if ticked is not None else box.find(_W + "default"), _W + "val"))
        elif self._fields and kind == "separate":
            self._fields[-1].result = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _add(self, text: str, look: Letters, line: WordLine, linked: bool) -> None:
        if not all(one.result for one in self._fields):
            return
        if look.hidden:
            line.left_out = line.left_out or bool(text.strip())
            return
        text = printed_text(text, look.font or "")
        count = len(text) if text.isalnum() else sum(map(len, text.split()))
        if count:
            line.sizes[look.size or USUAL_SIZE] += count
            line.colours[look.colour or ""] += count
            line.fills[look.fill or ""] += count
        linked = linked or any(one.linked for one in self._fields)
        line.runs.append(StyledRun(text, bool(look.bold), linked, bool(look.struck)))
