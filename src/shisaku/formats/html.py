"""From an HTML page to a Document: headings, lists, tables and other elements, as a browser without style sheets shows them."""

import re

from lxml import etree

from shisaku.errors import InputError
from shisaku.formats.decoding import decoded
from shisaku.formats.markup_blocks import Markup
from shisaku.formats.text_builder import TextBuilder
from shisaku.messages import Message
from shisaku.model.document import Document, Skipped

MOST_BYTES = 30_000_000
"""Bytes that are read; the rest is skipped as too large."""
_FACTS = frozenset(
    {
        "author", "creator", "publisher", "description", "keywords", "date", "last-modified", "article:published_time",
        "article:modified_time", "og:title", "og:site_name", "og:description", "dc.title", "dc.creator", "dc.publisher", "dc.date",
        "dc.description", "dcterms.title", "dcterms.creator", "dcterms.publisher", "dcterms.issued", "dcterms.modified",
    }
)  # fmt: skip
"""Names of `<meta>` that describe the document, not how to show it."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read(data: bytes, name: str) -> Document:
    """The Document of an HTML page; `name` is its file's, for messages. Raises InputError where it holds no HTML."""
    builder = TextBuilder("html")
    text, encoding = decoded(data[:MOST_BYTES])
    if len(data) > MOST_BYTES:
        builder.skip(Skipped("too-large"))
    if "\ufffd" in text:
        builder.skip(Skipped("broken"))
    root, whole = tree(text)
    if root is None:
        raise InputError(Message("formats-holds-no-element-html-open", name=name))
    Markup(builder).read(root)
    if not whole:
        builder.skip(Skipped("too-large"))
    title = next((one.text or "" for one in root.iter("title") if one.text), "")
    facts = [(key, one.get("content") or "") for one in root.iter("meta") if (key := _fact(one)) in _FACTS]
    return builder.document(title, _language(root), encoding, facts)


def tree(text: str) -> tuple[etree._Element | None, bool]:
    """The root element of an HTML text, None where it has none; and whether all of the text is in the tree."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(_CONTROLS.sub("", text).encode(), parser)
    except etree.XMLSyntaxError:
        return None, False
    return root, not any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


def _fact(element: etree._Element) -> str:
    return (element.get("name") or element.get("property") or element.get("http-equiv") or "").lower()


def _language(root: etree._Element) -> str:
    for element in root.iter("html", "body"):
        if found := element.get("lang") or element.get("xml:lang"):
            return str(found)
    return ""
