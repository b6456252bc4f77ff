"""What an RDF text may not have, as parsers end the whole process over it: nesting without end, and entities that grow.

Turtle, TriG, N-Triples, N-Quads   brackets and triple terms within one another
JSON-LD                            objects and arrays within one another
RDF/XML                            elements within one another; entities that expand to more than the text itself
"""

import re
from itertools import accumulate

import pyoxigraph as ox

from shisaku.errors import InputError, Place
from shisaku.messages import Message

MOST_NESTED = 100
"""Brackets within one another; ontologies have some twenty. The parser that finds the lines recurses ten times as deep."""
_MOST_ELEMENTS = 2_000
"""Elements of XML that are opened one after another with none closed between."""
_MOST_EXPANDED = 1_000_000
"""Characters that an entity may stand for; those of ontologies are beginnings of IRIs."""
_KINDS_OF_BRACKETS = b"[](){}"
_STEPS = {ord("["): 1, ord("("): 1, ord("{"): 1, ord("]"): -1, ord(")"): -1, ord("}"): -1}
_OTHERS = bytes(set(range(256)) - set(_KINDS_OF_BRACKETS))
_TERM = re.compile(
    rb'"""(?:\\.|[^\\])*?"""|\'\'\'(?:\\.|[^\\])*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*|<<|>>|[\[\](){}]',
    re.DOTALL,
)
"""Literals, IRIs and comments, in which brackets mean nothing; and brackets."""
_ENTITY = re.compile(rb"<!ENTITY\s+(%\s+)?([^\s%]+)\s+([\"'])(.*?)\3", re.DOTALL)
_REFERENCE = re.compile(rb"&([^#;\s&]+);")
_PREDEFINED = {b"amp", b"lt", b"gt", b"quot", b"apos"}


def refuse_harmful(data: bytes, name: str, rdf_format: ox.RdfFormat) -> None:
    """Raise InputError with the place where a text of that format has more than its parsers can take; `name` is for the message."""
    if rdf_format == ox.RdfFormat.RDF_XML:
        _refuse_elements(data, name)
        if b"<!ENTITY" in data:
            _refuse_entities(data, name)
        return
    brackets = data.translate(None, _OTHERS)
    if data.count(b"<<") > MOST_NESTED or max(accumulate(map(_STEPS.__getitem__, brackets)), default=0) > MOST_NESTED:
        _refuse_brackets(data, name)


def _refuse_brackets(data: bytes, name: str) -> None:
    depth = 0
    for found in _TERM.finditer(data):
        term = found.group()
        depth += 1 if term in (b"[", b"(", b"{", b"<<") else -1 if term in (b"]", b")", b"}", b">>") else 0
        if depth > MOST_NESTED:
            raise InputError(Message("rdf-nested-too-deep", most=MOST_NESTED), _place(data, name, found.start()))


def _refuse_elements(data: bytes, name: str) -> None:
    at = 0
    for stretch in data.split(b"</"):
        if stretch.count(b"<") - stretch.count(b"/>") > _MOST_ELEMENTS:
            raise InputError(Message("rdf-nested-too-deep", most=_MOST_ELEMENTS), _place(data, name, at))
        at += len(stretch) + 2


def _refuse_entities(data: bytes, name: str) -> None:
    """Follow the declared entities without expanding them."""
    declared = {found[2]: found for found in reversed(list(_ENTITY.finditer(data)))}
    lengths: dict[bytes, int] = {}
    waiting = list(declared)
    open_: set[bytes] = set()
    while waiting:
        entity = waiting[-1]
        within = [one for one in _REFERENCE.findall(declared[entity][4]) if one in declared]
        missing = [one for one in within if one not in lengths]
        if missing and entity in open_:
            raise InputError(
                Message("rdf-entity-refers-to-itself", entity=_text(entity)), _place(data, name, declared[entity].start())
            )
        if missing:
            open_.add(entity)
            waiting += missing
            continue
        waiting.pop()
        lengths[entity] = len(declared[entity][4]) + sum(lengths[one] for one in within)
        if lengths[entity] > _MOST_EXPANDED:
            place = _place(data, name, declared[entity].start())
            raise InputError(Message("rdf-entity-too-large", entity=_text(entity), most=f"{_MOST_EXPANDED:,}"), place)
    body = data[max((found.end() for found in declared.values()), default=0) :]
    used = sum(lengths.get(one, 0) for one in _REFERENCE.findall(body) if one not in _PREDEFINED)
    if used > max(_MOST_EXPANDED, 20 * len(data)):
        raise InputError(Message("rdf-entities-too-large"), _place(data, name, data.find(b"<!ENTITY")))


def _place(data: bytes, name: str, offset: int) -> Place:
    before = data[:offset].decode("utf-8", "replace")
    line = data[data.rfind(b"\n", 0, offset) + 1 : offset + 200].split(b"\n")[0].decode("utf-8", "replace")
    return Place(name, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1, line)


def _text(entity: bytes) -> str:
    return entity.decode("utf-8", "replace")
