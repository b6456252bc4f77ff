"""Datatypes of a literal, and disjoint datatypes (W3C OWL 2 Profiles, 4.3, table 8)."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS, XSD
from rdflib.term import Node

_PARENT: Mapping[URIRef, URIRef] = {
    XSD.dateTimeStamp: XSD.dateTime,
    XSD.integer: XSD.decimal,
    XSD.long: XSD.integer,
    XSD.int: XSD.long,
    XSD.short: XSD.int,
    XSD.byte: XSD.short,
    XSD.nonNegativeInteger: XSD.integer,
    XSD.positiveInteger: XSD.nonNegativeInteger,
    XSD.unsignedLong: XSD.nonNegativeInteger,
    XSD.unsignedInt: XSD.unsignedLong,
    XSD.unsignedShort: XSD.unsignedInt,
    XSD.unsignedByte: XSD.unsignedShort,
    XSD.nonPositiveInteger: XSD.integer,
    XSD.negativeInteger: XSD.nonPositiveInteger,
    XSD.normalizedString: XSD.string,
    XSD.token: XSD.normalizedString,
    XSD.language: XSD.token,
    XSD.Name: XSD.token,
    XSD.NCName: XSD.Name,
    XSD.NMTOKEN: XSD.Name,
}
"""Direct superset of each datatype."""
_APART = (
    XSD.anyURI, XSD.base64Binary, XSD.boolean, XSD.dateTime, XSD.decimal, XSD.double, XSD.float, XSD.hexBinary, XSD.string,
    RDF.PlainLiteral, RDF.XMLLiteral,
)  # fmt: skip
_OVERLAPPING = frozenset({(XSD.string, RDF.PlainLiteral), (RDF.PlainLiteral, RDF.XMLLiteral)})
_DATATYPES: frozenset[Node] = frozenset(
    {*_PARENT, *_APART, XSD.time, XSD.date, RDFS.Literal, RDF.HTML, RDF.langString}
)  # fmt: skip


def is_datatype(term: Node) -> bool:
    """Return whether OWL 2 RL has the datatype."""
    return term in _DATATYPES


def types_of(literal: Literal) -> tuple[URIRef, ...]:
    """dt-type2: return the datatypes of a literal, its own first; empty if OWL 2 RL does not have its own."""
    own = literal.datatype
    return tuple(_upwards(own)) if own is not None and own in _DATATYPES else ()


def disjoint(used: Iterable[Node]) -> Iterator[tuple[URIRef, URIRef]]:
    """Return the disjoint pairs of datatypes."""
    found = set(used)
    for one, other in combinations(_APART, 2):
        if one in found and other in found and (one, other) not in _OVERLAPPING:
            yield one, other


def _upwards(datatype: URIRef) -> Iterator[URIRef]:
    yield datatype
    while datatype in _PARENT:
        datatype = _PARENT[datatype]
        yield datatype
