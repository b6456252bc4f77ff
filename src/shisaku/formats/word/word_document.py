"""A Word file as a Document."""

import re
from dataclasses import replace
from xml.etree.ElementTree import Element

from shisaku.formats.ooxml.attribute_values import RELATION
from shisaku.formats.ooxml.attribute_values import WORD as _W
from shisaku.formats.ooxml.core_properties import properties
from shisaku.formats.ooxml.numbers import number
from shisaku.formats.ooxml.package import WORD_FILE, Package
from shisaku.formats.text_builder import BlockWords, TextBuilder
from shisaku.formats.word.story import Stories, StoryContext, StoryPart
from shisaku.formats.word.word_numbering import Numbering
from shisaku.formats.word.word_styles import Styles
from shisaku.formats.word.word_tables import Item
from shisaku.model.document import Block, Document

_ASIAN = re.compile("[\u3040-\u9fff\uac00-\ud7a3]+")
_NOTES = {"footnotes": ("footnote", "decimal"), "endnotes": ("endnote", "lowerRoman"), "comments": ("comment", "")}
"""Parts of notes: name of a note, and the default format of its numbers."""


def read(data: bytes, name: str) -> Document:
    """The Document of the file in `data`; `name` is its file's.

    Body first, then footnotes, endnotes and comments in the order that they are referred to (kind `note`), then running heads and feet (kind
    `artefact`), each once. Tracked insertions are read as printed, deletions are not read.

    Raises InputError where the file is no Word file, is locked, of a format before 2007, or damaged.
    """
    package = Package(data, name, WORD_FILE)
    styles = Styles(package.xml(package.related(package.main, "styles")))
    numbering = Numbering(package.xml(package.related(package.main, "numbering")), styles)
    settings = package.xml(package.related(package.main, "settings"))
    builder = TextBuilder("docx")
    stories = Stories(package, styles, numbering, builder)
    main = StoryPart(package.main, package.root)
    body = package.root.find(_W + "body")
    if body is not None:
        _append(builder, stories.read(main, body, StoryContext()))
    _notes(package, stories, builder, settings)
    _running(package, main, stories, builder)
    for one in package.skipped:
        builder.skip(one)
    title, language, fields = properties(package)
    document = builder.document(_title(builder.document()) or title, fields=fields)
    return replace(document, language=language or _language(settings, styles, document.text))


def _append(builder: TextBuilder, items: list[Item]) -> None:
    """Add words and tables to the text; white where the format has some, around headings, and where one kind or frame ends."""
    before: BlockWords | None = None
    for item in items:
        if item is None:
            builder.gap()
        elif isinstance(item, BlockWords):
            if before is None or item.kind == "heading" or (item.kind, item.frame) != (before.kind, before.frame):
                builder.gap()
            if builder.add(item) is not None:
                before = item
        else:
            builder.table(item.cells, item.place, name=item.name)
            before = None


def _notes(package: Package, stories: Stories, builder: TextBuilder, settings: Element | None) -> None:
    """The notes that the words refer to, each part's in order."""
    referenced = list(stories.notes)
    for kind, (tag, form) in _NOTES.items():
        name = package.related(package.main, kind)
        root = package.xml(name)
        if root is None:
            continue
        stated = settings.find(f"{_W}{tag}Pr/{_W}numFmt") if settings is not None else None
        form = stated.get(_W + "val", form) if stated is not None else form
        part = StoryPart(name, root)
        notes = {one.get(_W + "id", ""): one for one in root.findall(_W + tag)}
        count = 0
        for _, identifier, numbered in (one for one in referenced if one[0] == kind):
            note = notes.pop(identifier, None)
            count += numbered
            if note is not None:
                mark = number(count, form) if numbered and form else ""
                builder.gap()
                _append(builder, stories.read(part, note, StoryContext("note", mark)))


def _running(package: Package, main: StoryPart, stories: Stories, builder: TextBuilder) -> None:
    """Running heads and feet, each once, in the order of the sections."""
    relations = package.relations(main.name)
    done: set[str] = set()
    for tag in ("headerReference", "footerReference"):
        for reference in main.root.iter(_W + tag):
            relation = relations.get(reference.get(RELATION + "id", ""))
            root = package.xml(relation.part) if relation is not None and relation.part not in done else None
            if relation is not None and root is not None:
                done.add(relation.part)
                builder.gap()
                _append(builder, stories.read(StoryPart(relation.part, root), root, StoryContext("artefact")))


def _title(document: Document) -> str:
    """The words in the style for titles; the properties of a file are often those of the file it was made from."""
    return next(
        (
            document.text[b.span.start : b.span.end]
            for b in document.content
            if isinstance(b, Block) and b.style.name.lower() == "title"
        ),
        "",
    )


def _language(settings: Element | None, styles: Styles, text: str) -> str:
    """The language that the document sets for its script: East Asian where a tenth or more of the words are."""
    stated = settings.find(_W + "themeFontLang") if settings is not None else None
    asian = sum(map(len, _ASIAN.findall(text)))
    attribute = _W + ("eastAsia" if asian * 10 > len(text) else "val")
    for one in (styles.language, stated):
        if one is not None and (language := one.get(attribute, "")):
            return language
    return ""
