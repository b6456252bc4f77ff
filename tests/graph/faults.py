"""Faults made on purpose, from a seed: in data, and in the shapes that judge them."""

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCAT, RDF, XSD
from rdflib.term import Node

from shisaku.rdf.namespaces import OA, SH

Triple = tuple[Node, Node, Node]
_KINDS = ("delete", "object", "predicate", "retype", "literal", "blank", "more")
_DATATYPES = (XSD.string, XSD.integer, XSD.decimal, XSD.boolean, XSD.date, XSD.gYear, XSD.positiveInteger, XSD.dateTime)
_NUMBERS = {SH.minCount, SH.maxCount, SH.minLength, SH.maxLength, SH.qualifiedMinCount, SH.qualifiedMaxCount}
_ALTERED = (SH["class"], SH.datatype, SH.nodeKind, SH.path, SH.severity, SH.pattern, SH.disjoint, SH.lessThan, SH.hasValue)
_DROPPED = (*_ALTERED, *_NUMBERS, SH.minInclusive, SH.languageIn, SH.uniqueLang, SH["in"], SH["or"], SH["not"])
_COMPARED = (OA.start, OA.end, DCAT.startDate, DCAT.endDate)
"""Properties that sh:lessThan compares: at a blank node pySHACL gives up on the whole validation."""
_ADDED: tuple[tuple[Node, Node], ...] = (
    (SH.minExclusive, Literal(1)),
    (SH.maxExclusive, Literal(3)),
    (SH.maxInclusive, Literal("b")),
    (SH.maxLength, Literal(4)),
    (SH.datatype, XSD.string),
    (SH.nodeKind, SH.BlankNodeOrLiteral),
    (SH.uniqueLang, Literal(True)),
    (SH.maxCount, Literal(0)),
    (SH.pattern, Literal("[0-9]")),
)


def sorted_triples(graph: Graph) -> list[Triple]:
    """The triples in an order that depends on nothing but themselves."""
    return sorted(graph, key=lambda triple: [node.n3() for node in triple])


def faulty(data: Graph, number: int, random: Random) -> Graph:
    """A copy of the data with that many faults."""
    triples = sorted_triples(data)
    whole = data + Graph()
    for _ in range(number):
        s, p, o = random.choice(triples)
        other = random.choice(triples)
        kind = random.choice(_KINDS)
        if kind != "more":
            whole.remove((s, p, o))
        whole += list(_instead(kind, (s, p, o), other, random))
    return whole


def _instead(kind: str, triple: Triple, other: Triple, random: Random) -> Iterator[Triple]:
    s, p, o = triple
    if kind in ("object", "more"):
        yield s, p, other[2]
    elif kind == "predicate":
        yield s, other[1], o
    elif kind == "retype":
        yield s, RDF.type, other[0] if random.random() < 0.5 else other[2]
    elif kind == "literal":
        yield s, p, _literal(str(o), random)
    elif kind == "blank" and p not in _COMPARED:
        yield s, p, BNode(f"b{random.randrange(3)}")


def _literal(text: str, random: Random) -> Literal:
    """A literal of another kind or form."""
    shown = random.choice([text, f" {text}", f"{text}\n", "", "0", "-1", "3.5", "true", "9" * 40, "2032-13-41", "ばしょ"])
    language = random.choice(["ja", "en", "JA", "en-GB", "fr"])
    with warnings.catch_warnings(), _quiet():
        typed = Literal(shown, datatype=random.choice(_DATATYPES))
    return random.choice([Literal(shown), Literal(shown, lang=language), typed])


@contextmanager
def _quiet() -> Iterator[None]:
    """Within it, rdflib says nothing of literals that are ill-typed."""
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def shape_mutants(shapes: Graph, number: int, random: Random) -> Iterator[tuple[str, Graph]]:
    """That many copies of the shapes, in each one parameter dropped, altered or added, and what was done."""
    triples = sorted_triples(shapes)
    makers: tuple[Callable[[], tuple[Triple | None, Triple | None]], ...] = (
        lambda: (random.choice([t for t in triples if t[1] in _DROPPED]), None),
        lambda: _altered(triples, random),
        lambda: (None, (random.choice([t for t in triples if t[1] == SH.path])[0], *random.choice(_ADDED))),
    )
    for turn in range(number):
        taken, put = makers[turn % len(makers)]()
        mutant = shapes + Graph()
        if taken is not None:
            mutant.remove(taken)
        if put is not None:
            mutant.add(put)
        yield f"{taken} -> {put}", mutant


def _altered(triples: list[Triple], random: Random) -> tuple[Triple, Triple]:
    """A parameter, and the same with another value that it might have."""
    s, p, o = random.choice([t for t in triples if t[1] in _NUMBERS or t[1] in _ALTERED])
    if p in _NUMBERS:
        return (s, p, o), (s, p, Literal(random.choice([0, 1, 2, 5])))
    return (s, p, o), (s, p, random.choice([t[2] for t in triples if t[1] == p and isinstance(t[2], URIRef | Literal)]))
