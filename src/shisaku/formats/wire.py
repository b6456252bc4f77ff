"""A Document as bytes and back, between the process that reads a file and the one that requested it.

    4 bytes   length of what follows
    values    lines of JSON: of each dataclass its values in the order of its fields, trailing defaults left out
    text      the text, UTF-8

The first line is the document without its content, each other one a stretch of the content, `b` its blocks and tables, or `c` cells of the
table that comes next: no more than a stretch of either side is ever held as plain values.

The process that reads an untrusted file may be taken over by the file, so its messages are untrusted too. Neither pickle nor
marshal will do: unpickling calls whatever the bytes name, and marshal is not safe against malicious bytes. JSON yields only plain
values, whose number is known before they are made; each of them is then checked against the type of its field.
"""

import json
import struct
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from functools import cache
from math import isfinite
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from shisaku.errors import Place as ErrorPlace
from shisaku.model.document import Block, Cell, Document, Table
from shisaku.model.span import Span

_LENGTH = struct.Struct("!I")
_VALUES_EACH = 24
"""Most values in JSON of a block or a cell."""
_FEW = 100_000
"""Values beside those of blocks and cells: properties of the file, skipped parts."""

Value = Any
"""A value of JSON."""


class WireError(Exception):
    """The bytes are no packed value."""


_TEXT, _CONTENT = ([field.name for field in fields(Document)].index(name) for name in ("text", "content"))
_STRETCH = 2_000
"""Blocks, or cells, of a line."""


def packed(document: Document) -> bytes:
    """`document` as bytes; equal documents give equal bytes."""
    values = _encoder(Document)(replace(document, text="", content=()))
    head = b"\n".join((_dumped(values), *_lines(document.content)))
    return _LENGTH.pack(len(head)) + head + document.text.encode("utf-8", "surrogatepass")


def unpacked(data: bytes, most: int) -> Document:
    """The packed document, if it has no more than `most` blocks and cells. Raises WireError for any other `data`."""
    if len(data) < _LENGTH.size:
        raise WireError("it is too short")
    end = _LENGTH.size + _LENGTH.unpack_from(data)[0]
    if data.count(b",", 0, end) + data.count(b"[", 0, end) > most * _VALUES_EACH + _FEW:
        raise WireError("it has too many values")
    try:
        first = data.find(b"\n", _LENGTH.size, end)
        values = _loaded(data[_LENGTH.size : end if first < 0 else first])
        values[_TEXT] = data[end:].decode("utf-8", "surrogatepass")
        document: Document = _decoder(Document)(values)
        document = replace(document, content=(*document.content, *_content(data, first, end)))
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError) as error:
        raise WireError(str(error)) from error
    _check_spans(document)
    return document


def _lines(content: Iterable[Block | Table]) -> Iterator[bytes]:
    """The content, a stretch a line."""
    encode, encode_cells = _encoder(_CONTENT_HINT), _encoder(_CELLS_HINT)
    waiting: list[Block | Table] = []
    for one in content:
        if isinstance(one, Table) and len(one.cells) > _STRETCH:
            if waiting:
                yield _dumped(["b", encode(waiting)])
            for at in range(0, len(one.cells), _STRETCH):
                yield _dumped(["c", encode_cells(one.cells[at : at + _STRETCH])])
            waiting = [replace(one, cells=())]
        else:
            waiting.append(one)
        if len(waiting) >= _STRETCH or isinstance(one, Table):
            yield _dumped(["b", encode(waiting)])
            waiting = []
    if waiting:
        yield _dumped(["b", encode(waiting)])


def _content(data: bytes, at: int, end: int) -> Iterator[Block | Table]:
    """The content behind the first line; the first line break is at `at`. Raises the errors of wrong values."""
    decode, decode_cells = _decoder(_CONTENT_HINT), _decoder(_CELLS_HINT)
    cells: list[Cell] = []
    while 0 <= at < end:
        behind = data.find(b"\n", at + 1, end)
        what, values = _loaded(data[at + 1 : end if behind < 0 else behind])
        at = behind
        if what == "c":
            cells += decode_cells(values)
            continue
        for one in decode(values):
            if cells and isinstance(one, Table):
                yield replace(one, cells=(*cells, *one.cells))
                cells = []
            else:
                yield one
    if cells:
        raise ValueError("cells of no table")


def _loaded(line: bytes) -> Value:
    return json.loads(line.decode("utf-8", "surrogatepass"))


def packed_place(place: ErrorPlace | None) -> Value:
    """The place of an error as plain values."""
    return None if place is None else _encoder(ErrorPlace)(place)


def unpacked_place(value: Value) -> ErrorPlace | None:
    """The packed place. Raises WireError where it is none."""
    try:
        return None if value is None else _decoder(ErrorPlace)(value)
    except (ValueError, TypeError, IndexError, OverflowError, RecursionError) as error:
        raise WireError(str(error)) from error


_CONTENT_HINT, _CELLS_HINT = (get_type_hints(type_)[name] for type_, name in ((Document, "content"), (Table, "cells")))


def _dumped(value: Value) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8", "surrogatepass")


def _check_spans(document: Document) -> None:
    """Check that every span is within the text, and that none overlaps the one before."""
    at, length = 0, len(document.text)
    for block in document.blocks():
        span = block.span
        if not at <= span.start <= span.end <= length:
            raise WireError(f"{span} is not in order")
        at = span.end


# -- by the types of fields ----------------------------------------------------------------------------------------------


@cache
def _hints(type_: type) -> list[tuple[Field[Any], Any]]:
    hints = get_type_hints(type_, vars(sys.modules[type_.__module__]))
    return [(field, hints[field.name]) for field in fields(type_)]


def _default(field: "Field[Any]") -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


@cache
def _encoder(hint: Any) -> Callable[[Any], Value]:
    """The function that turns a value of that type into plain values; None for one that is plain already."""
    if is_dataclass(hint) and isinstance(hint, type):
        return _record_encoder(hint)
    arguments, origin = get_args(hint), get_origin(hint)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            one = _encoder(arguments[0])
            return list if one is _plain else lambda values: [one(value) for value in values]
        each = [_encoder(argument) for argument in arguments]
        return lambda values: [encode(value) for encode, value in zip(each, values, strict=True)]
    if origin in (Union, UnionType):
        records = [argument for argument in arguments if is_dataclass(argument) and isinstance(argument, type)]
        if len(records) > 1:
            by_type = {record: (at, _encoder(record)) for at, record in enumerate(records)}

            def tagged(value: Any) -> Value:
                at, encode = by_type[type(value)]
                return [at, *encode(value)]

            return tagged
        inner = _encoder(next(argument for argument in arguments if argument is not NoneType))
        return _plain if inner is _plain else lambda value: None if value is None else inner(value)
    return _plain


def _plain(value: Any) -> Value:
    return value


def _record_encoder(type_: type) -> Callable[[Any], list[Value]]:
    known = _hints(type_)
    get = attrgetter(*(field.name for field, _ in known)) if len(known) > 1 else _only(known[0][0].name)
    defaults = [_default(field) for field, _ in known]
    inner = [(at, one) for at, (_, hint) in enumerate(known) if (one := _encoder(hint)) is not _plain]

    def encode(value: Any) -> list[Value]:
        values = get(value)
        count = len(defaults)
        while count and (values[count - 1] is defaults[count - 1] or values[count - 1] == defaults[count - 1]):
            count -= 1
        plain = list(values[:count])
        for at, one in inner:
            if at >= count:
                break
            plain[at] = one(plain[at])
        return plain

    return encode


def _only(name: str) -> Callable[[Any], tuple[Any, ...]]:
    get = attrgetter(name)
    return lambda value: (get(value),)


@cache
def _decoder(hint: Any) -> Callable[[Value], Any]:
    """The function that turns plain values into a value of that type; it raises ValueError or TypeError where they do not fit."""
    if hint is Span:
        return _span
    if is_dataclass(hint) and isinstance(hint, type):
        return _record_decoder(hint)
    arguments, origin = get_args(hint), get_origin(hint)
    if origin is Literal:
        return lambda value: _one_of(arguments, value)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            one = _decoder(arguments[0])
            return lambda values: tuple([one(value) for value in _listed(values)])
        each = [_decoder(argument) for argument in arguments]
        return lambda values: tuple([decode(value) for decode, value in zip(each, _listed(values), strict=True)])
    if origin in (Union, UnionType):
        return _union_decoder(arguments)
    return _PLAIN[hint]


def _record_decoder(type_: type) -> Callable[[Value], Any]:
    each = [_decoder(hint) for _, hint in _hints(type_)]
    always = all(_default(field) is not MISSING for field in fields(type_))
    plain = type_() if always else None  # shared: most styles and places have only defaults

    def decode(values: Value) -> Any:
        if not values and plain is not None:
            return plain
        return type_(*[decode(value) for decode, value in zip(each[: len(values)], _listed(values), strict=True)])

    return decode


def _union_decoder(arguments: tuple[Any, ...]) -> Callable[[Value], Any]:
    records = [argument for argument in arguments if is_dataclass(argument) and isinstance(argument, type)]
    if len(records) > 1:
        by_tag = [_decoder(record) for record in records]
        return lambda values: by_tag[_number(_listed(values)[0])](values[1:])
    inner = _decoder(next(argument for argument in arguments if argument is not NoneType))
    return lambda value: None if value is None else inner(value)


def _listed(value: Value) -> list[Value]:
    if type(value) is not list:
        raise TypeError("a list is expected")
    return value


def _span(values: Value) -> Span:
    start, end = values
    if type(start) is not int or type(end) is not int:
        raise TypeError("a span is of two numbers")
    return Span(start, end)


def _one_of(known: tuple[Any, ...], value: Value) -> Any:
    if value not in known:
        raise ValueError(f"{value!r} is not known")
    return value


def _number(value: Value) -> int:
    if type(value) is not int or not -(1 << 53) < value < 1 << 53:
        raise TypeError("a number is expected")
    return value


def _decimal(value: Value) -> float:
    if type(value) not in (int, float) or not isfinite(value):
        raise TypeError("a decimal number is expected")
    return float(value)


def _words(value: Value) -> str:
    if type(value) is not str:
        raise TypeError("words are expected")
    return value


def _truth(value: Value) -> bool:
    if type(value) is not bool:
        raise TypeError("a truth value is expected")
    return value


_PLAIN: dict[Any, Callable[[Value], Any]] = {int: _number, float: _decimal, str: _words, bool: _truth}
