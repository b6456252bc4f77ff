"""The IRIs that a SPARQL query uses, and where in its text they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shisaku.errors import Place
from shisaku.sparql.guard import code_of

_PREFIX = re.compile(r"\bPREFIX\s+(?P<prefix>[\w.-]*):\s*<(?P<iri>[^<>\s]*)>", re.IGNORECASE)
_TERM = re.compile(r"<(?P<iri>[^<>\s]*)>|(?<![\w?$:@<])(?P<prefix>[A-Za-z][\w.-]*)?:(?P<local>(?:[\w%-]|\.(?=[\w%-]))*)")


@dataclass(frozen=True, slots=True)
class Use:
    """One mention of an IRI."""

    iri: str
    """The IRI."""
    text: str
    """As it is written: `shisaku:Measure`."""
    place: Place
    """Where."""


def used_iris(query: str, path: str) -> Iterator[Use]:
    """The IRIs that `query`, the text of the file `path`, mentions, one each time, in order; none of comments, strings and PREFIX."""
    code = code_of(query, iris=True)
    prefixes = {match["prefix"]: match["iri"] for match in _PREFIX.finditer(code)}
    body = _PREFIX.sub(lambda match: " " * len(match.group()), code)
    for match in _TERM.finditer(body):
        iri = match["iri"]
        if iri is None:
            namespace = prefixes.get(match["prefix"] or "")
            iri = None if namespace is None else namespace + match["local"]
        if iri is not None:
            yield Use(iri, match.group(), Place.at(path, query, match.start(), len(match.group())))
