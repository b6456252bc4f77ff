"""RDF terms from Python values, and as plain text or Python values."""

import re
from collections.abc import Callable, Mapping

import pyoxigraph as ox

Term = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple
Value = str | int | float | bool | None

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NEVER = re.compile(r"(?!)")
_DECIMAL = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_DOUBLE = re.compile(rf"{_DECIMAL}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_WHOLE = re.compile(r"[+-]?[0-9]{1,4000}")
"""Integers within Python's limit of 4300 digits."""
_VALUES: dict[str, tuple[re.Pattern[str], Callable[[str], Value]]] = {
    _XSD + "boolean": (re.compile("true|false|1|0"), lambda text: text in ("true", "1")),
    _XSD + "decimal": (re.compile(_DECIMAL), float),
    _XSD + "double": (_DOUBLE, float),
    _XSD + "float": (_DOUBLE, float),
    **{
        f"{_XSD}{name}": (_WHOLE, int)
        for name in (
            "integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger", "long", "int", "short",
            "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
        )
    },
}  # fmt: skip
"""Lexical form of each datatype, and the constructor of its Python value."""


def integer(value: int) -> ox.Literal:
    """Return an xsd:integer."""
    return ox.Literal(str(value), datatype=ox.NamedNode(_XSD + "integer"))


def decimal(value: str) -> ox.Literal:
    """Return an xsd:decimal. Raises ValueError if `text` is none."""
    if not re.fullmatch(_DECIMAL, value):
        raise ValueError(value)
    return ox.Literal(value, datatype=ox.NamedNode(_XSD + "decimal"))


def string(value: str) -> ox.Literal:
    """Return an xsd:string."""
    return ox.Literal(value)


def iri(value: str) -> ox.NamedNode:
    """An IRI. Raises ValueError where it is none."""
    return ox.NamedNode(value)


def terms_of(values: Mapping[str, str]) -> dict[str, Term]:
    """Return the terms by name, parsed from N-Triples. Raises SyntaxError if one is malformed."""
    lines = "".join(f"<urn:name:{name}> <urn:is> {term} .\n" for name, term in values.items())
    quads = ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)
    return {str(quad.subject.value).removeprefix("urn:name:"): quad.object for quad in quads}


def plain(term: Term | None) -> str:
    """Return the text of a term: an IRI bare, the value of a literal, `_:name`, a triple as in SPARQL 1.2, empty for None."""
    if term is None:
        return ""
    if isinstance(term, ox.Triple):
        return f"<<( {term} )>>"
    return str(term) if isinstance(term, ox.BlankNode) else str(term.value)


def python_value(term: Term | None) -> Value:
    """Return the term as int, float, bool or str; None stays None.

    A literal outside the lexical space of its datatype (XSD 1.1 Part 2, 3.3 and 3.4) is text.
    """
    if not isinstance(term, ox.Literal):
        return None if term is None else plain(term)
    lexical, constructor = _VALUES.get(term.datatype.value, (_NEVER, str))
    return constructor(term.value) if lexical.fullmatch(term.value) else term.value
