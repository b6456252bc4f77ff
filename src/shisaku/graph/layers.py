"""The two graphs of a plan: printed statements, and inferred ones."""

from dataclasses import dataclass, field
from decimal import Decimal

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD

from shisaku.rdf.triples import graph_of

Pair = tuple[URIRef, URIRef | Literal | None]
"""A property and its value; None is not written."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Two graphs, filled statement by statement."""

    asserted: Graph = field(default_factory=graph_of)
    """Statements printed in the source, and facts of the source itself."""
    reconstructed: Graph = field(default_factory=graph_of)
    """Inferred statements, with their reasons."""

    def add_asserted(self, subject: URIRef, *pairs: Pair) -> None:
        """Add statements that are printed, or facts of the source."""
        _write(self.asserted, subject, pairs)

    def add_reconstructed(self, subject: URIRef, *pairs: Pair) -> None:
        """Add inferred statements."""
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
