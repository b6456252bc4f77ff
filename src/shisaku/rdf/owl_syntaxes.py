"""OWL in its own syntaxes, which are no RDF: functional, Manchester, OWL/XML, and OBO; made RDF/XML by py-horned-owl."""

import re
from typing import Literal

from shisaku.errors import InputError, Place
from shisaku.messages import Message

_XML = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE.*?\]?>\s*)?<(?:\w+:)?Ontology\b", re.DOTALL)
_FUNCTIONAL = re.compile(rb"\s*(?:#[^\n]*\n\s*)*(?:Prefix|Ontology)\s*\(")
_MANCHESTER = re.compile(rb"\s*(?:#[^\n]*\n\s*)*(?:Prefix|Ontology):\s")
_OBO = re.compile(rb"\s*format-version\s*:")
Syntax = Literal["ofn", "omn", "owx", "obo"]
_SYNTAXES: tuple[tuple[re.Pattern[bytes], Syntax], ...] = (
    (_FUNCTIONAL, "ofn"),
    (_MANCHESTER, "omn"),
    (_OBO, "obo"),
    (_XML, "owx"),
)
_LINE = re.compile(r"Pos\(\((\d+), (\d+)\)\)")


def owl_syntax(data: bytes) -> Syntax | None:
    """Return the syntax that a text is in: `ofn`, `omn`, `owx` or `obo`; None if it is in none of these."""
    return next((name for pattern, name in _SYNTAXES if pattern.match(data)), None)


def as_rdf_xml(data: bytes, syntax: Syntax, name: str) -> bytes:
    """Return an ontology as RDF/XML. Raises InputError with the place of an error; `name` is for the message."""
    try:
        import pyhornedowl
    except ImportError as error:
        raise InputError(Message("rdf-owl-syntax-needs-horned-owl", name=name)) from error
    text = data.decode("utf-8", "replace")
    try:
        written: str = pyhornedowl.open_ontology_from_string(text, syntax).save_to_string("owl")
    except Exception as error:  # it raises ValueError, and PanicException where it meets the unexpected
        raise InputError(Message("rdf-owl-syntax-error", name=name), _place(str(error), name, text)) from error
    return written.encode()


def _place(reason: str, name: str, text: str) -> Place | None:
    found = _LINE.search(reason)
    if found is None:
        return None
    number, column = int(found[1]), int(found[2])
    lines = text.split("\n")
    line = lines[number - 1] if number <= len(lines) else ""
    return Place(name, number, min(column, len(line) + 1), line)
