"""A PowerPoint file as a Document."""

from collections import Counter
from dataclasses import replace
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.attribute_values import DIAGRAM, RELATION, truth
from shisaku.formats.ooxml.attribute_values import DRAWING as _A
from shisaku.formats.ooxml.attribute_values import SLIDE as _P
from shisaku.formats.ooxml.colours import ground
from shisaku.formats.ooxml.core_properties import properties
from shisaku.formats.ooxml.diagrams import points
from shisaku.formats.ooxml.package import SLIDES_FILE, Package
from shisaku.formats.slides.inheritance import PAGE_ARTEFACTS, TITLES, Masters, kind_of
from shisaku.formats.slides.slide_shapes import SlideShape, shapes
from shisaku.formats.slides.slide_tables import TableStyles, table
from shisaku.formats.slides.slide_text import FrameReader
from shisaku.formats.text_builder import BlockWords, StyledRun, TextBuilder
from shisaku.model.document import Document, DocumentPlace, Skipped, Style


def read(data: bytes, name: str) -> Document:
    """The Document of the file in `data`; `name` is its file's.

    Slide by slide: its title, its other shapes in reading order, its date, footer and number (kind `artefact`), then its speaker notes (kind
    `note`). Hidden slides and shapes are not read.

    Raises InputError where the file is no PowerPoint file, is locked, of a format before 2007, or damaged.
    """
    package = Package(data, name, SLIDES_FILE)
    builder = TextBuilder("pptx")
    slides = _Slides(package, builder)
    relations = package.relations(package.main)
    for number, one in enumerate(package.root.iter(_P + "sldId"), 1):
        relation = relations.get(one.get(RELATION + "id", ""))
        root = package.xml(relation.part) if relation is not None else None
        if relation is not None and root is not None:
            slides.read(number, relation.part, root)
        else:
            builder.skip(Skipped("broken", DocumentPlace(number, None, f"slide={number}")))
    for lost in package.skipped:
        builder.skip(lost)
    title, language, fields = properties(package)
    spoken = min(slides.languages, key=lambda key: (-slides.languages[key], key), default="")
    # The properties of a file are often those of the file it was made from.
    return builder.document(slides.title or title, language or spoken, "", fields)


class _Slides:
    def __init__(self, package: Package, builder: TextBuilder) -> None:
        self._package = package
        self._builder = builder
        self._usual = package.root.find(_P + "defaultTextStyle")
        self._styles = TableStyles(package.xml(package.related(package.main, "tableStyles")))
        self.languages: Counter[str] = Counter()
        """Number of letters by language."""
        self.title = ""
        """Title of the first slide with the title of the whole."""

    def read(self, page: int, part: str, root: Element) -> None:
        """Append a slide."""
        here = f"slide={page}"
        if not truth(root.get("show"), True):
            self._builder.skip(Skipped("hidden", DocumentPlace(page, None, here)))
            return
        masters = Masters(self._package, part, self._usual)
        frame = FrameReader(masters.theme, self.languages)
        tree = root.find(f"{_P}cSld/{_P}spTree")
        self._builder.gap()
        for shape in shapes(tree, masters) if tree is not None else ():
            box = shape.box
            rounded = (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)) if box is not None else None
            place = DocumentPlace(page, rounded, f"{here}&shape={shape.identifier}" if shape.identifier else here)
            self._shape(shape, place, masters, frame, part)
        self._notes(page, part, frame)

    def _shape(self, shape: SlideShape, place: DocumentPlace, masters: Masters, frame: FrameReader, part: str) -> None:
        if shape.kind == "text":
            body = shape.element.find(_P + "txBody")
            if body is not None:
                words = frame.words(
                    body,
                    masters.looks(shape.element),
                    place,
                    shape.placeholder,
                    "artefact" if shape.placeholder in PAGE_ARTEFACTS else None,
                    self._builder.new_frame(),
                    _fill(shape.element, masters),
                )
                self._add(words)
                if shape.placeholder == TITLES[1] and not self.title:
                    self.title = "".join(run.text for one in words for run in one.runs if isinstance(run, StyledRun))
        elif shape.kind == "table":
            element = shape.element.find(f".//{_A}tbl")
            if element is not None:
                cells = table(element, frame, masters.plain(), self._styles, place.box, place.page, place.selector)
                self._builder.table(cells, place)
        elif shape.kind == "diagram":
            self._diagram(shape, place, part)
        elif shape.kind != "panel" and shape.kind != "group":
            self._builder.skip(Skipped(shape.kind, place))

    def _diagram(self, shape: SlideShape, place: DocumentPlace, part: str) -> None:
        ids = shape.element.find(f".//{DIAGRAM}relIds")
        relation = self._package.relations(part).get(ids.get(RELATION + "dm", "") if ids is not None else "")
        root = self._package.xml(relation.part) if relation is not None else None
        if root is None:
            self._builder.skip(Skipped("broken", place))
            return
        number = self._builder.new_frame()
        self._add(
            [BlockWords(point.text, "item", point.level, "", place, Style(name="diagram"), number) for point in points(root)]
        )

    def _add(self, words: list[BlockWords]) -> None:
        """Append the words of a shape, with white around them and where paragraphs and lists follow each other."""
        before = ""
        for one in words:
            if one.kind != before:
                self._builder.gap()
            if self._builder.add(one) is not None:
                before = one.kind
        self._builder.gap()

    def _notes(self, page: int, part: str, frame: FrameReader) -> None:
        """Append speaker notes and comments."""
        notes = self._package.xml(self._package.related(part, "notesSlide"))
        place = DocumentPlace(page, None, f"slide={page}&notes")
        for shape in notes.iter(_P + "sp") if notes is not None else ():
            body = shape.find(_P + "txBody")
            if body is not None and kind_of(shape) not in (*PAGE_ARTEFACTS, "sldImg"):
                self._add([replace(one, style=Style(name="notes")) for one in frame.words(body, [], place, "", "note")])
        comments = self._package.xml(self._package.related(part, "comments"))
        for one in comments.iter() if comments is not None else ():
            if one.tag.endswith("}cm"):
                text = " ".join(t.text or "" for t in one.iter() if t.tag in (_P + "text", _A + "t"))
                self._add(
                    [BlockWords(text, "note", 0, "", DocumentPlace(page, None, f"slide={page}&comments"), Style(name="comment"))]
                )


def _fill(element: Element, masters: Masters) -> str:
    """Colour of the shape, its own, of the placeholder that it is, or by its style."""
    for one in (element, *masters.ancestors(element)):
        facts = one.find(_P + "spPr")
        if facts is not None and facts.find(_A + "noFill") is not None:
            return ""
        if colour := masters.theme.solid(facts):
            return ground(colour)
    style = element.find(f"{_P}style/{_A}fillRef")
    return ground(masters.theme.colour(style)) if style is not None and style.get("idx", "0") != "0" else ""
