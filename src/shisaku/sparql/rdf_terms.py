"""RDF terms: made of Python's values, and as plain text and Python's values."""

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
"""Python reads no integer of more than 4300 digits."""
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
"""How literals of a datatype are written, and what makes Python's values of them."""


def integer(value: int) -> ox.Literal:
    """An xsd:integer."""
    return ox.Literal(str(value), datatype=ox.NamedNode(_XSD + "integer"))


def decimal(value: str) -> ox.Literal:
    """An xsd:decimal. Raises ValueError where it is none."""
    if not re.fullmatch(_DECIMAL, value):
        raise ValueError(value)
    return ox.Literal(value, datatype=ox.NamedNode(_XSD + "decimal"))


def string(value: str) -> ox.Literal:
    """An xsd:string."""
    return ox.Literal(value)


def iri(value: str) -> ox.NamedNode:
    """An IRI. Raises ValueError where it is none."""
    return ox.NamedNode(value)


def terms_of(values: Mapping[str, str]) -> dict[str, Term]:
    """Terms by name, each given as N-Triples has it. Raises SyntaxError where one is none."""
    lines = "".join(f"<urn:name:{name}> <urn:is> {term} .\n" for name, term in values.items())
    quads = ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)
    return {str(quad.subject.value).removeprefix("urn:name:"): quad.object for quad in quads}


def plain(term: Term | None) -> str:
    """The text of a term: an IRI bare, a literal's value, a blank node as `_:name`, a triple in its signs, nothing for None."""
    if term is None:
        return ""
    if isinstance(term, ox.Triple):
        return f"<<( {term} )>>"
    return str(term) if isinstance(term, ox.BlankNode) else str(term.value)


def python_value(term: Term | None) -> Value:
    """The term as Python's own value: whole numbers int, other numbers float, truth values bool, the rest text.

    A literal that is not written as its datatype demands (XSD 1.1 Part 2, 3.3 and 3.4) is text.
    """
    if not isinstance(term, ox.Literal):
        return None if term is None else plain(term)
    written, made = _VALUES.get(term.datatype.value, (_NEVER, str))
    return made(term.value) if written.fullmatch(term.value) else term.value
