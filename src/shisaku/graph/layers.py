"""The two graphs that a plan is written into: what is printed, and what was concluded."""

from dataclasses import dataclass, field
from decimal import Decimal

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD

from shisaku.rdf.triples import graph_of

Pair = tuple[URIRef, URIRef | Literal | None]
"""A property and its value; None where there is none, so that nothing is written."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Two graphs, filled statement by statement."""

    asserted: Graph = field(default_factory=graph_of)
    """What is printed in the source, and what is known of the source itself."""
    reconstructed: Graph = field(default_factory=graph_of)
    """What was concluded, and why."""

    def say(self, subject: URIRef, *pairs: Pair) -> None:
        """Write what is printed, or known of the source."""
        _write(self.asserted, subject, pairs)

    def conclude(self, subject: URIRef, *pairs: Pair) -> None:
        """Write what was concluded."""
        _write(self.reconstructed, subject, pairs)


def _write(graph: Graph, subject: URIRef, pairs: tuple[Pair, ...]) -> None:
    for predicate, value in pairs:
        if value is not None:
            graph.add((subject, predicate, value))


def offset(number: int) -> Literal:
    """A count of characters."""
    return Literal(str(number), datatype=XSD.nonNegativeInteger, normalize=False)


def positive(number: int) -> Literal:
    """A place in an order, from 1."""
    return Literal(str(number), datatype=XSD.positiveInteger, normalize=False)


def decimal(number: Decimal | None) -> Literal | None:
    """A number without an exponent, and with no more digits than it needs."""
    if number is None:
        return None
    plain = f"{number:f}"
    return Literal(plain.rstrip("0").rstrip(".") if "." in plain else plain, datatype=XSD.decimal, normalize=False)


def true(stated: bool) -> Literal | None:
    """The value of what is stated only where it is so."""
    return Literal("true", datatype=XSD.boolean) if stated else None
