"""The constraint components of SHACL Core (section 4) on value nodes: each function returns the check of one constraint.

A check yields a value for every validation result; None where the result is about the value nodes as a whole. Operations of
SPARQL (comparison, datatypes) follow rdflib's literals, as in pySHACL, so that both engines agree.
"""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from rdflib import RDF, RDFS, XSD, BNode, Literal, URIRef
from rdflib.term import Node

from shisaku.rdf.namespaces import SH
from shisaku.shacl.triple_index import TripleIndex

Values = Sequence[Node]
Check = Callable[[TripleIndex, Node, Values], Iterable[Node | None]]
"""From triples, focus node and value nodes to the invalid values."""
Conforms = Callable[[TripleIndex, Node], bool]
"""Whether a node conforms to a shape."""

NODE_KINDS: dict[Node, tuple[type[Node], ...]] = {
    SH.IRI: (URIRef,),
    SH.BlankNode: (BNode,),
    SH.Literal: (Literal,),
    SH.BlankNodeOrIRI: (BNode, URIRef),
    SH.BlankNodeOrLiteral: (BNode, Literal),
    SH.IRIOrLiteral: (URIRef, Literal),
}
"""Values of sh:nodeKind, and the terms that they allow."""
_PYTHON_TYPES: dict[Node, type | tuple[type, ...]] = {
    XSD.string: (str, bytes),
    RDF.langString: (str, bytes),
    XSD.integer: int,
    XSD.float: float,
    XSD.decimal: Decimal,
    XSD.boolean: bool,
    XSD.date: datetime.date,
    XSD.time: datetime.time,
    XSD.dateTime: datetime.datetime,
}
"""Python type of a well-formed literal's value; other datatypes are checked by rdflib."""


def each_value(allowed: Callable[[Node], bool]) -> Check:
    """Every value that is not allowed."""
    return lambda index, focus, values: [value for value in values if not allowed(value)]


# -- value type (4.1) -----------------------------------------------------------------------------


def class_(required: Node) -> Check:
    """Every value that is no SHACL instance of the class."""

    def check(index: TripleIndex, focus: Node, values: Values) -> list[Node]:
        return [value for value in values if isinstance(value, Literal) or not index.is_instance(value, required)]

    return check


def datatype(required: Node) -> Check:
    """Every value that is no literal of the datatype, or an ill-typed one."""
    types = _PYTHON_TYPES.get(required, object)

    def allowed(value: Node) -> bool:
        if not isinstance(value, Literal):
            return False
        if value.datatype == required:
            return value.ill_typed is not True and isinstance(value.value, types)
        if required == RDFS.Literal:
            return True
        if required == RDFS.Datatype and value.datatype:
            return True
        plain = value.datatype is None and not value.language and required == XSD.string
        return (plain or bool(required == RDF.langString and value.language)) and isinstance(value.value, types)

    return each_value(allowed)


def node_kind(required: Node) -> Check:
    """Every value that is not of the kind (IRI, blank node, literal)."""
    kinds = NODE_KINDS[required]
    return each_value(lambda value: isinstance(value, kinds))


# -- cardinality (4.2) ----------------------------------------------------------------------------


def min_count(least: int) -> Check:
    """One result where there are too few values."""
    return lambda index, focus, values: () if len(values) >= least else (None,)


def max_count(most: int) -> Check:
    """One result where there are too many values."""
    return lambda index, focus, values: () if len(values) <= most else (None,)


# -- value range (4.3) ----------------------------------------------------------------------------


def in_range(limit: Literal, within: Callable[[int], bool]) -> Check:
    """Every value whose order against `limit` (-1, 0, 1) is not `within`, or that cannot be compared with it."""

    def allowed(value: Node) -> bool:
        if not isinstance(value, Literal) or isinstance(value.value, str) != isinstance(limit.value, str):
            return False
        try:
            return within(_order(value, limit))
        except (TypeError, NotImplementedError):
            return False

    return each_value(allowed)


def _order(one: Literal, other: Literal) -> int:
    """How two literals compare by their values: -1, 0 or 1. Raises TypeError where they do not."""
    if type(one.value) is int and type(other.value) is int and not one.ill_typed and not other.ill_typed:
        return (one.value > other.value) - (one.value < other.value)
    if one.eq(other):
        return 0
    if type(one.value) in (datetime.datetime, datetime.time):
        return 0 if one.value == other.value else 1 if one.value > other.value else -1
    return 1 if one > other else -1


# -- strings (4.4) --------------------------------------------------------------------------------


def min_length(least: int) -> Check:
    """Every value whose text is too short, and every blank node."""
    return each_value(lambda value: least == 0 or (not isinstance(value, BNode) and len(str(value)) >= least))


def max_length(most: int) -> Check:
    """Every value whose text is too long, and every blank node."""
    return each_value(lambda value: not isinstance(value, BNode) and len(str(value)) <= most)


def pattern(expression: re.Pattern[str]) -> Check:
    """Every value whose text the expression is not found in, and every blank node."""
    return each_value(lambda value: not isinstance(value, BNode) and expression.search(str(value)) is not None)


def language_in(languages: Iterable[str]) -> Check:
    """Every value without a language tag that one of the basic language ranges matches."""
    ranges = frozenset(language.lower() for language in languages)

    def allowed(value: Node) -> bool:
        tag = value.language.lower() if isinstance(value, Literal) and value.language else ""
        return bool(tag) and ("*" in ranges or tag in ranges or tag.split("-")[0] in ranges)

    return each_value(allowed)


def unique_lang(index: TripleIndex, focus: Node, values: Values) -> Iterator[None]:
    """One result for every language tag that several values have."""
    if len(values) > 1:
        tags = Counter(value.language.lower() for value in values if isinstance(value, Literal) and value.language)
        yield from (None for times in tags.values() if times > 1)


# -- property pairs (4.5) -------------------------------------------------------------------------


def disjoint(predicate: Node) -> Check:
    """Every value that the other property of the focus node has too."""
    return lambda index, focus, values: [value for value in values if value in index.objects(focus, predicate)]


def less_than(predicate: Node) -> Check:
    """A value for every value of the other property that it is not less than."""

    def check(index: TripleIndex, focus: Node, values: Values) -> list[Node]:
        others = index.objects(focus, predicate)
        return [value for value in values for other in others if not _less(value, other)]

    return check


def _less(one: Node, other: Node) -> bool:
    if isinstance(one, BNode) or isinstance(other, BNode):
        return False  # they cannot be compared, which is a result; pySHACL aborts the whole validation
    texts = [isinstance(node, URIRef) or isinstance(getattr(node, "value", None), str) for node in (one, other)]
    if texts[0] != texts[1]:
        return False
    return str(one) < str(other) if texts[0] else bool(one < other)  # type: ignore[operator]  # literals are ordered


# -- logic, shapes (4.6, 4.7) ---------------------------------------------------------------------


def logical(shapes: Sequence[Conforms], enough: Callable[[int], bool]) -> Check:
    """Every value that conforms to a number of the shapes that is not `enough`: sh:not, sh:and, sh:or, sh:xone, sh:node."""

    def check(index: TripleIndex, focus: Node, values: Values) -> list[Node]:
        return [value for value in values if not enough(sum(conforms(index, value) for conforms in shapes))]

    return check


def qualified(conforms: Conforms, enough: Callable[[int], bool]) -> Check:
    """One result where the number of values that conform is not `enough`."""

    def check(index: TripleIndex, focus: Node, values: Values) -> Iterable[None]:
        return () if enough(sum(conforms(index, value) for value in values)) else (None,)

    return check


# -- others (4.8) ---------------------------------------------------------------------------------


def has_value(required: Node) -> Check:
    """One result where the value is missing."""
    return lambda index, focus, values: () if required in values else (None,)


def in_(allowed: Iterable[Node]) -> Check:
    """Every value that is not in the list."""
    listed = frozenset(allowed)
    return each_value(listed.__contains__)
