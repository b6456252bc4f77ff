"""The IRIs that a SPARQL query uses, and where in its text they are written."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from shisaku.errors import Place
from shisaku.sparql.query_text import Prologue
from shisaku.sparql.tokens import Token, code_tokens


@dataclass(frozen=True, slots=True)
class Use:
    """One mention of an IRI."""

    iri: str
    """The IRI, absolute where the query has a base."""
    token: Token
    """As it is written, `shisaku:Measure`, and at which offset."""
    place: Place
    """Where."""


def used_iris(query: str, path: str) -> Iterator[Use]:
    """The IRIs that `query`, the text of the file `path`, mentions, one each time, in order; none of its prologue."""
    code = code_tokens(query)
    prologue, first = Prologue.read(code)
    for token in chain((first,) if first else (), code):
        iri = prologue.iri(token)
        if iri is not None:
            yield Use(iri, token, Place.at(path, query, token.start, len(token.text)))
