"""From an XML list of records, of any vocabulary, to a Document: `records` prints them.

StratML has a reader of its own, and XHTML is read as HTML.
"""

from collections import Counter
from typing import Literal

from lxml import etree

from shisaku.errors import InputError
from shisaku.formats import html
from shisaku.formats.decoding import decoded
from shisaku.formats.records import MOST_DEPTH, Record, append
from shisaku.formats.text_builder import TextBuilder, one_line
from shisaku.messages import Message
from shisaku.model.document import Document, DocumentPlace, Skipped

MOST_BYTES = 50_000_000
"""Bytes that are read; a longer file is refused, as half a tree is no tree."""
MOST_ELEMENTS = 500_000
"""Elements that are read; the rest is skipped as too large."""
MOST_ATTRIBUTES = 1_000
"""Attributes of an element that are read: lxml searches all for each, so the work grows with their square."""
LONGEST_FACT = 100
"""Most characters of a fact of the file that is not printed among the records."""
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TITLES = ("title", "name", "名称", "題名")


def read(data: bytes, name: str) -> Document:
    """The Document of an XML file; `name` is used in messages. Raises InputError where it is not well-formed, or too large."""
    if len(data) > MOST_BYTES:
        size = MOST_BYTES // 1_000_000
        raise InputError(Message("formats-xml-more-than-mb-not", name=name, size=size))
    text, encoding = decoded(data)
    root, whole = _root(text, name)
    if _name(root) == "html":
        return html.read(data, name)
    builder = TextBuilder("xml")
    if not whole or "\ufffd" in text:
        builder.skip(Skipped("broken"))
    made = _Tree(builder, _repeated(root)).record(root, f"/{_step(root)}", _name(root), False)
    parts = made.parts or (made,)
    facts = [(part.key, one_line(part.text)) for part in parts if not part.parts]
    if any(part.parts for part in parts):
        parts = tuple(part for part in parts if part.parts or len(part.text) > LONGEST_FACT)
    append(builder, _without_shells(list(parts)))
    by_name = {key.lower(): words for key, words in reversed(facts)}
    title = next((by_name[key] for key in _TITLES if key in by_name), "")
    return builder.document(title, root.get(_LANGUAGE) or "", encoding, facts)


def _root(text: str, name: str) -> tuple[etree._Element, bool]:
    """The root element, and whether all entities are resolved: those of the file are, external ones are not fetched."""
    data = text.encode("utf-8", "replace")
    try:
        return etree.fromstring(data, _parser("internal")), True
    except (etree.XMLSyntaxError, ValueError):
        pass
    try:
        return etree.fromstring(data, _parser(False)), False
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = str(error)
        raise InputError(Message("formats-not-well-formed-xml-export", name=name, reason=reason)) from error


def _parser(entities: Literal["internal", False]) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",  # whatever the file declares
        resolve_entities=entities,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )


def _repeated(root: etree._Element) -> frozenset[str]:
    """Kinds of elements (`_kind`) that repeat within one element somewhere."""
    found: set[str] = set()
    stack = [(root, _name(root))]
    left = MOST_ELEMENTS
    while stack and left > 0:
        above, kind = stack.pop()
        children = [(child, _kind(kind, child)) for child in above if isinstance(child.tag, str)]
        left -= len(children)
        found.update(one for one, count in Counter(one for _, one in children).items() if count > 1)
        stack.extend(children)
    return frozenset(found)


class _Tree:
    """Makes records of elements, up to a limit."""

    def __init__(self, builder: TextBuilder, repeated: frozenset[str]) -> None:
        self._builder = builder
        self._repeated = repeated
        self._left = MOST_ELEMENTS

    def record(self, element: etree._Element, path: str, kind: str, member: bool) -> Record:
        """The record of an element: its attributes and elements as parts, or its words."""
        place = DocumentPlace(selector=path)
        key = _name(element)
        children = [child for child in element if isinstance(child.tag, str)]
        names = [str(name) for name in element.keys()]  # noqa: SIM118 - an element is no mapping
        if len(names) > MOST_ATTRIBUTES:
            self._builder.skip(Skipped("too-large", place))
        attributes = tuple(
            Record(_local(name), str(element.get(name)), (), DocumentPlace(selector=f"{path}/@{_local(name)}"))
            for name in names[:MOST_ATTRIBUTES]
            if not name.startswith("{http://www.w3.org/")
        )
        if not children or _is_mixed(element):
            words = "".join(element.itertext())
            if not attributes:
                return Record(key, words, (), place, member)
            own = (Record("text", words, (), place),) if words.strip() else ()
            return Record(key, "", attributes + own, place, member)
        if path.count("/") > MOST_DEPTH:
            self._builder.skip(Skipped("too-large", place))
            return Record(key, "", attributes, place, member)
        parts = list(attributes)
        total = Counter(child.tag for child in children)
        seen: Counter[str] = Counter()
        for child in children:
            self._left -= 1
            if self._left < 0:
                if self._left == -1:
                    self._builder.skip(Skipped("too-large", place))
                break
            seen[child.tag] += 1
            step = f"{path}/{_step(child)}" + (f"[{seen[child.tag]}]" if total[child.tag] > 1 else "")
            one = _kind(kind, child)
            parts.append(self.record(child, step, one, one in self._repeated or one == kind or len(total) == 1))
        return Record(key, "", tuple(parts), place, member)


def _kind(above: str, element: etree._Element) -> str:
    """The kind of `element`, by the names from the root on; a section within a section is of the same kind."""
    name = _name(element)
    return above if above.rpartition("/")[2] == name else f"{above}/{name}"


def _without_shells(records: list[Record]) -> list[Record]:
    """The members of records that hold only one kind: a list of things within an element that is their list."""
    while len(records) == 1 and records[0].parts and all(part.parts for part in records[0].parts):
        records = list(records[0].parts)
    return records


def _is_mixed(element: etree._Element) -> bool:
    """Whether there are words between its elements: marked-up text, no record."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _step(element: etree._Element) -> str:
    """A step of an XPath; a namespaced name is matched by its local part."""
    name = _name(element)
    return name if element.tag == name else f"*[local-name()='{name}']"


def _name(element: etree._Element) -> str:
    return _local(element.tag)


def _local(name: str) -> str:
    return name.rpartition("}")[2]
