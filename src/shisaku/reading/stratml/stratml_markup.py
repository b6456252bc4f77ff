"""From the bytes of a StratML file to its text and its elements, each with the place of its words.

The text has a line for every paragraph of every element that holds words, in the order of the file: entities and CDATA decoded, runs
of white space made one space. An empty line in an element's words separates paragraphs. Comments, processing instructions and attributes
are no words.

A file comes from anybody, so nothing in it is followed or multiplied: declarations of entities are refused, nothing outside the file
is opened, elements within elements are bounded.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from shisaku.errors import InputError, Place
from shisaku.messages import Message
from shisaku.model.source import LINE_BREAK, Element, Span
from shisaku.stratml.elements import CONTENT, ROOTS, TODAY, part_of

DEEPEST = 32
"""Elements within elements at most; the standard has nine."""
_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WIDE = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_WIDER = {"shift_jis": "cp932"}
"""Encodings that files name where they mean one that includes it."""
_ROOT = re.compile(rf"<(?:[\w.-]+:)?(?:{'|'.join(ROOTS.values())})[\s/>]")
_HEAD = 65_536
"""Bytes, or characters, in which the root element is looked for."""
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_BLANKS = re.compile(r"[ \t\n\r]+")


class Marked(NamedTuple):
    """A StratML file as text."""

    text: str
    """A line for every paragraph of its elements."""
    root: Element
    """Its elements."""
    encoding: str
    """Character encoding of the file."""
    language: str | None
    """Language that the root element states, BCP 47."""


def marked_up(data: bytes, path: str, encoding: str | None = None) -> Marked | None:
    """The StratML file that `data` are; None where they are something else.

    `encoding` is that of source.toml; else the file states it, or it is UTF-8. Raises InputError with line and column
    where the file begins as StratML does and is not well-formed, declares entities, or is not in its encoding.
    """
    codec = _codec(data, encoding)
    if codec is None or not _begins(data, codec):
        return None
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise _undecodable(data, path, codec, error) from error
    parsed = _Parser(text.removeprefix("\ufeff"), path).parsed()
    if parsed is None:
        return None
    laid = _Layout()
    root = laid.element(parsed.root)
    return Marked(
        "".join(f"{line}\n" for line in laid.lines), root, codecs.lookup(codec).name.removesuffix("-sig"), parsed.language
    )


def _codec(data: bytes, override: str | None) -> str | None:
    """Python's name of the encoding; None for one that it does not know."""
    marked = next((codec for mark, codec in (*_MARKS, *_WIDE) if data.startswith(mark)), "")
    declaration = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8)[:256])
    declared = declaration[1].decode("ascii").lower() if declaration else "utf-8"
    codec = override or marked or declared
    try:
        return _WIDER.get(codecs.lookup(codec).name, codec)
    except LookupError:
        return None


def _begins(data: bytes, codec: str) -> bool:
    """Whether the first character that is no blank is that of a tag."""
    return data[:256].decode(codec, "ignore").lstrip("\ufeff \t\r\n").startswith("<")


def _undecodable(data: bytes, path: str, codec: str, error: UnicodeDecodeError) -> InputError:
    before = data[: error.start].decode(codec, "replace")
    following = data[error.start : error.start + 80].decode(codec, "replace").split("\n")[0]
    place = Place.at(path, before + following, len(before))
    name = codec.removesuffix("-sig")
    return InputError(Message("reading-byte-no-character-name-right", name=name), place)


@dataclass(slots=True)
class _Node:
    """An element while it is read."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    line: int
    content: "list[_Node | str]" = field(default_factory=list)

    def words(self) -> Iterator[str]:
        """All of its text, that of the elements in it included."""
        for piece in self.content:
            if isinstance(piece, str):
                yield piece
            else:
                yield from piece.words()

    def nodes(self) -> "list[_Node]":
        """The elements in it."""
        return [piece for piece in self.content if isinstance(piece, _Node)]


class _Parsed(NamedTuple):
    root: _Node
    language: str | None


class _ForeignError(Exception):
    """The root element is not one of StratML."""


class _Parser:
    """Reads one file by expat, the parser of Python's standard library."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.open: list[_Node] = []
        self.root: _Node | None = None
        self.language: str | None = None
        self.refused: InputError | None = None
        self.expat = expat.ParserCreate(namespace_separator=" ")
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.CharacterDataHandler = self._words
        self.expat.EntityDeclHandler = self._entity
        self.expat.SkippedEntityHandler = self._skipped

    def parsed(self) -> _Parsed | None:
        """The root element; None where it is not StratML's. Raises InputError where the file cannot be read."""
        try:
            self.expat.Parse(self.text, True)
        except _ForeignError:
            return None
        except expat.ExpatError as error:
            if self.root is None and not _ROOT.search(self.text[:_HEAD]):
                return None
            raise InputError(self._broken(error), self._place(error.lineno, error.offset)) from error
        return None if self.root is None else _Parsed(self.root, self.language)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if self.root is None and part_of(namespace, local) is None:
            raise _ForeignError
        if self.root is None and self.refused is not None:
            raise self.refused
        plain = tuple((TODAY.get(key, key), value) for key, value in attributes.items() if " " not in key)
        node = _Node(TODAY.get(local, local), plain, self.expat.CurrentLineNumber)
        if len(self.open) == DEEPEST:
            raise self._error(Message("reading-more-than-elements-within-each", deepest=DEEPEST))
        if self.root is None:
            self.root = node
            self.language = attributes.get("http://www.w3.org/XML/1998/namespace lang") or None
        else:
            self.open[-1].content.append(node)
        self.open.append(node)

    def _end(self, _: str) -> None:
        self.open.pop()

    def _words(self, words: str) -> None:
        self.open[-1].content.append(words)

    def _entity(self, name: str, *_: object) -> None:
        message = Message("reading-entity-declared-declarations-entities-not", name=name)
        self.refused = self.refused or self._error(message)

    def _skipped(self, name: str, _: bool) -> None:
        message = Message("reading-unknown-entity-write-characters", name=name)
        raise self._error(message)

    def _broken(self, error: expat.ExpatError) -> Message:
        """What is wrong and what was expected."""
        why = expat.ErrorString(error.code)
        message = Message("reading-not-well-formed-xml", why=why)
        if self.open:
            name, line = self.open[-1].name, self.open[-1].line
            message = Message("reading-begins-line-still-open", message=message, line=line, name=name)
        return message

    def _error(self, message: Message) -> InputError:
        return InputError(message, self._place(self.expat.CurrentLineNumber, self.expat.CurrentColumnNumber))

    def _place(self, line: int, offset: int) -> Place:
        return Place(self.path, line, offset + 1, LINE_BREAK.split(self.text)[line - 1])


class _Layout:
    """Puts the words of elements on lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.at = 0

    def element(self, node: _Node) -> Element:
        """The element with the places of its words; the words of elements that hold only words are one, whatever is in them."""
        if node.name not in CONTENT and (node.name in _WORDS or not node.nodes()):
            own = self._placed("".join(node.words()))
            inner = tuple(Element(one.name, line=one.line) for one in node.nodes())
            return Element(node.name, own, node.attributes, inner, node.line)
        parts: list[Element] = []
        for piece in node.content:
            if isinstance(piece, _Node):
                parts.append(self.element(piece))
            elif stray := self._placed(piece):
                parts.append(Element("", stray, line=node.line))
        return Element(node.name, (), node.attributes, tuple(parts), node.line)

    def _placed(self, words: str) -> tuple[Span, ...]:
        """The places of the paragraphs of `words`, which are added to the text."""
        spans = []
        for paragraph in _PARAGRAPH.split(words):
            line = _BLANKS.sub(" ", paragraph).strip(" ")
            if line.strip():
                spans.append(Span(self.at, self.at + len(line)))
                self.lines.append(line)
                self.at += len(line) + 1
        return tuple(spans)


_WORDS = frozenset(name for parts in CONTENT.values() for name in parts) - CONTENT.keys() - set(ROOTS.values())
"""The elements that hold only words."""
