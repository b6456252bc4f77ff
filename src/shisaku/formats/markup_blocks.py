"""From a tree of HTML elements to blocks and tables; `html` and `markdown` provide the tree.

One walk over the start and end of each element, without recursion, so that depth of nesting has no limit. Runs of letters are
collected until a block begins or ends; in a cell of a table they become words of the cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from shisaku.formats.appearance import colour, looks
from shisaku.formats.html_elements import ITEMS, LISTS, SPACED, is_apart, is_block, is_set_off, lays_out, tiles, whole_number
from shisaku.formats.line_breaks import BREAK, unwrapped
from shisaku.formats.list_numbers import BULLET, numbered
from shisaku.formats.open_table import OpenCell, OpenTable
from shisaku.formats.states import ElementState, entered, left_out
from shisaku.formats.text_builder import BlockWords, StyledRun, TextBuilder, one_line
from shisaku.model.document import BlockKind, DocumentPlace, Skipped, Style

MOST_ELEMENTS = 1_000_000
"""Elements that are read; the rest is skipped as too large."""
MOST_STEPS = 60
"""Most steps of a path; what is nested deeper has the path of its ancestor at that depth."""
USUAL_SIZE = 12.0
"""Default size of letters in points: 16 pixels in every browser."""
MARK = "data-shisaku-mark"
"""Attribute in which `markdown` passes the mark of an item."""


@dataclass(slots=True)
class _Step:
    """An element that is open."""

    name: str
    """Its step of an XPath."""
    counts: dict[str, int]
    """How many elements of each name it has had so far."""
    apart: bool
    """Whether it is displayed as a block."""
    laid_out: bool
    """Whether its inline elements are separate."""


@dataclass(slots=True)
class _List:
    """A list that is open."""

    type: str
    next: int
    step: int
    drawn: bool


class Markup:
    """Reads a tree of elements into `builder`; places are XPaths, or else the lines in the attribute `LINES`."""

    def __init__(self, builder: TextBuilder, xpaths: bool = True) -> None:
        self._builder = builder
        self._xpaths = xpaths
        self._states: list[ElementState] = [ElementState()]
        self._steps: list[_Step] = [_Step("", {}, False, False)]
        self._lists: list[_List] = []
        self._tables: list[OpenTable] = []
        self._runs: list[StyledRun] = []
        self._at = self._states[0]
        self._pending: tuple[str, int] | None = None
        self._checked: bool | None = None
        self._tiles: frozenset[etree._Element] = frozenset()

    def read(self, root: etree._Element) -> None:
        """Appends what `root` and the elements in it print."""
        self._tiles = frozenset(tiles(root))
        walk = etree.iterwalk(root, events=("start", "end"))
        count = 0
        for event, element in walk:
            if event == "start":
                count += 1
                if count > MOST_ELEMENTS:
                    self._builder.skip(Skipped("too-large", self._place(self._states[-1])))
                    break
                if not self._start(element):
                    walk.skip_subtree()
            else:
                self._end(element)
        self._flush()
        while self._tables:
            self._close_table()

    # -- elements --------------------------------------------------------------------------------------------------------------

    def _start(self, element: etree._Element) -> bool:
        """Opens `element`; False where nothing in it is read."""
        tag = element.tag
        step = self._step(element)
        above = self._states[-1]
        place = self._path(step.name) if step.apart else above.place
        state = entered(above, element, place)
        if element in self._tiles:
            state = replace(state, frame=self._builder.new_frame())
        skipped = left_out(element, state)
        step.apart = step.apart and skipped is None  # what was not opened is not closed
        self._states.append(state)
        self._steps.append(step)
        if skipped is not None:
            if skipped:
                self._builder.skip(Skipped(skipped, self._place(state)))
            return False
        if tag == "br":
            self._break()
        elif tag == "img":
            self._picture(element, state)
        elif tag == "input":
            self._input(element, state)
        elif step.apart:
            self._open(element, state)
        elif is_set_off(element):
            self._space()
        self._words(element.text, state)
        return True

    def _end(self, element: etree._Element) -> None:
        state = self._states.pop()
        if self._steps.pop().apart:
            self._flush()
            self._close(element, state)
        elif is_set_off(element):
            self._space()
        self._words(element.tail, self._states[-1])

    def _step(self, element: etree._Element) -> _Step:
        """The step of the path to `element`."""
        tag = element.tag
        above = self._steps[-1]
        number = above.counts[tag] = above.counts.get(tag, 0) + 1
        name = tag if tag in ("html", "body") else f"{tag}[{number}]"
        return _Step(name, {}, is_block(element) or is_apart(element, above.laid_out), lays_out(element))

    def _path(self, last: str) -> str:
        """The XPath that ends in the step `last`."""
        if not self._xpaths:
            return ""
        return "/".join([step.name for step in self._steps[:MOST_STEPS]] + ([last] if len(self._steps) < MOST_STEPS else []))

    def _open(self, element: etree._Element, state: ElementState) -> None:
        """Begins a block."""
        self._flush()
        tag = element.tag
        self._part(tag)
        if tag in LISTS:
            self._lists.append(_list(element, state))
        elif tag in ITEMS:
            self._checked = None
            self._pending = (self._mark(element, state), max(1, state.depth))
        elif tag == "table" and state.data:
            self._pending = None
            self._tables.append(OpenTable(self._place(state)))
        elif tag == "tr" and state.data and self._tables[-1].cell is None:
            self._tables[-1].open_row()
        elif tag in ("td", "th") and state.data and self._tables[-1].cell is None:
            self._open_cell(element, state)
        elif tag == "hr" and not self._tables:
            self._builder.gap()

    def _close(self, element: etree._Element, state: ElementState) -> None:
        """Ends a block."""
        tag = element.tag
        if tag in LISTS and self._lists:
            self._lists.pop()
        elif tag in ITEMS:
            self._pending = None
        elif tag in ("td", "th") and state.data:
            self._tables[-1].cell = None
        elif tag in ("tr", "thead", "tbody", "tfoot") and state.data and self._tables[-1].cell is None:
            self._tables[-1].close_row()
        elif tag == "table" and state.data:
            self._close_table()
        self._part(tag)

    def _part(self, tag: str) -> None:
        """Add white before and after a block that has it."""
        if tag in SPACED and not self._tables and (not self._lists or (len(self._lists) == 1 and tag in LISTS)):
            self._builder.gap()

    def _mark(self, element: etree._Element, state: ElementState) -> str:
        given = element.get(MARK)
        if given is not None:
            return str(given)
        if element.tag == "dt" or not self._lists or not self._lists[-1].drawn or state.looks.unmarked:
            return ""
        one = self._lists[-1]
        if not one.step:
            return BULLET
        number = whole_number(element.get("value"), one.next)
        one.next = number + one.step
        return f"{numbered(number, element.get('type') or one.type)}."

    # -- words -----------------------------------------------------------------------------------------------------------------

    def _words(self, text: str | None, state: ElementState) -> None:
        if not text:
            return
        if not self._runs:
            if not state.pre and text.isspace():
                return
            self._at = state
        if state.pre:
            text = text.replace("\n", BREAK)
        self._runs.append(StyledRun(text, state.bold, state.linked, state.struck))

    def _space(self) -> None:
        """Add the white that a style sheet leaves between words."""
        if self._runs:
            self._runs.append(StyledRun(" "))

    def _break(self) -> None:
        """A line break; two of them end a paragraph."""
        runs = self._runs
        back = len(runs) - 1
        while back >= 0 and runs[back].text.isspace() and runs[back].text != BREAK:
            back -= 1
        if back >= 0 and runs[back].text == BREAK:
            self._flush()
        elif runs:
            runs.append(StyledRun(BREAK))

    def _picture(self, element: etree._Element, state: ElementState) -> None:
        alt = element.get("alt")
        if alt and (state.heading or state.name == "dt"):
            self._words(alt, state)
        elif alt != "":
            self._builder.skip(Skipped("picture", self._place(state)))

    def _input(self, element: etree._Element, state: ElementState) -> None:
        if element.get("type") == "checkbox":
            self._checked = element.get("checked") is not None

    def _flush(self) -> None:
        """Make a block of the collected letters."""
        if not self._runs:
            return
        runs, self._runs = self._runs, []
        state = self._at
        if state.pre:
            for line in _lines(runs):
                self._emit(self._block(line, state, "line"))
        else:
            self._emit(self._block(unwrapped(runs), state, state.kind))

    def _block(self, runs: list[StyledRun], state: ElementState, kind: BlockKind) -> BlockWords | None:
        if not any(run.text.strip() for run in runs):
            return None
        level, mark, checked = 0, "", None
        if state.heading and kind not in ("artefact", "note"):
            kind, level = "heading", state.heading
        if self._pending is not None:
            mark, depth = self._pending
            self._pending = None
            checked = self._checked
            if kind in ("paragraph", "line"):
                kind, level = "item", depth
        look = state.looks
        indent = _indent("".join(run.text for run in runs), state.pre) * (look.size or USUAL_SIZE)
        style = Style(look.size, False, look.colour, look.fill, state.name, round(indent, 2))
        return BlockWords(runs, kind, level, mark, self._place(state), style, state.frame, state.quoted, False, checked)

    def _emit(self, words: BlockWords | None) -> None:
        if words is None:
            return
        if not self._tables:
            self._builder.add(words)
            return
        table = self._tables[-1]
        if table.cell is not None:
            table.cell.words.append(words)
            return
        # A caption, or words between the cells: a browser prints them above the table.
        if words.kind == "caption":
            table.name = one_line("".join(run.text for run in words.runs if isinstance(run, StyledRun)))
        outer = self._tables[-2].cell if len(self._tables) > 1 else None
        if outer is not None:
            outer.words.append(words)
        elif len(self._tables) == 1:
            self._builder.add(words)

    def _place(self, state: ElementState) -> DocumentPlace:
        if self._xpaths:
            return DocumentPlace(selector=state.place)
        return DocumentPlace(selector=f"line={state.lines}" if state.lines else "")

    # -- tables ----------------------------------------------------------------------------------------------------------------

    def _open_cell(self, element: etree._Element, state: ElementState) -> None:
        look = looks(element.get("style") or "")
        fill = look.fill or colour(element.get("bgcolor") or "") or state.looks.fill
        style = Style(fill=fill, name=element.tag)
        rows, columns = whole_number(element.get("rowspan"), 1), whole_number(element.get("colspan"), 1)
        self._tables[-1].open(OpenCell([], rows, columns, element.tag == "th" or state.header, self._place(state), style))

    def _close_table(self) -> None:
        table = self._tables.pop()
        outer = self._tables[-1].cell if self._tables else None
        if outer is not None:
            outer.words.extend(table.as_lines())
        elif not self._tables:
            table.append_to(self._builder)


def _indent(text: str, pre: bool) -> float:
    """Indent of the first line by its printed blanks, in widths of a letter of the font's size."""
    head = text[: len(text) - len(text.lstrip())]
    return head.count("\u3000") + (head.count("\xa0") + (head.count(" ") + 8 * head.count("\t") if pre else 0)) / 2


def _lines(runs: list[StyledRun]) -> Iterator[list[StyledRun]]:
    """The runs of each line."""
    line: list[StyledRun] = []
    for run in runs:
        first, *others = run.text.split(BREAK)
        line.append(replace(run, text=first))
        for text in others:
            yield line
            line = [replace(run, text=text)]
    yield line


def _list(element: etree._Element, state: ElementState) -> _List:
    if element.tag != "ol":
        return _List("", 0, 0, element.tag != "dl" and not state.looks.unmarked)
    backwards = element.get("reversed") is not None
    first = whole_number(element.get("start"), sum(1 for _ in element.iterchildren("li")) if backwards else 1)
    return _List(element.get("type") or "1", first, -1 if backwards else 1, not state.looks.unmarked)
