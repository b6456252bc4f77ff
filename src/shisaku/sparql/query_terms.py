"""The IRIs in a SPARQL query, with their places."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from shisaku.errors import Place
from shisaku.sparql.query_text import Prologue
from shisaku.sparql.tokens import Token, code_tokens


@dataclass(frozen=True, slots=True)
class Use:
    """One use of an IRI."""

    iri: str
    """The IRI, absolute where the query has a base."""
    token: Token
    """Its token, such as `shisaku:Measure`, with its offset."""
    place: Place
    """Its place in the file."""


def used_iris(query: str, path: str) -> Iterator[Use]:
    """Return every use of an IRI in `query`, the text of the file `path`, in order; the prologue is left out."""
    code = code_tokens(query)
    prologue, first = Prologue.read(code)
    for token in chain((first,) if first else (), code):
        iri = prologue.iri(token)
        if iri is not None:
            yield Use(iri, token, Place.at(path, query, token.start, len(token.text)))
