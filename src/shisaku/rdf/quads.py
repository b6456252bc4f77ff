"""RDF terms and triples as N-Triples and N-Quads text: the exchange format within this package, and fastest for engines to read.

Lines are sorted, so the same triples give the same bytes. Grammar: RDF 1.1 N-Triples and N-Quads (W3C Recommendations 2014).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD

Triple = tuple[Any, Any, Any]
"""Subject, predicate and object as rdflib terms."""

_STRING = XSD.string
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_CONTROL = re.compile(r'[\x00-\x1f\x7f\\"]')
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def ntriples(triples: Iterable[Triple]) -> str:
    """N-Triples, one sorted line a triple."""
    return "".join(sorted(ntriples_lines(triples)))


def ntriples_lines(triples: Iterable[Triple]) -> Iterator[str]:
    """N-Triples, a line a triple, in the order of the triples."""
    written = _Written()
    for s, p, o in triples:
        yield f"{written[s]} {written[p]} {written[o]} .\n"


def nquads(graphs: Mapping[URIRef, Iterable[Triple]]) -> str:
    """N-Quads, one sorted line a quad."""
    written = _Written()
    return "".join(
        sorted(
            [f"{written[s]} {written[p]} {written[o]} {written[g]} .\n" for g, triples in graphs.items() for s, p, o in triples]
        )
    )


def quoted_string(text: str) -> str:
    """`text` in double quotes; Japanese stays as it is, control characters are escaped."""
    return '"' + _CONTROL.sub(escape, text) + '"'


def escaped_iri(iri: str) -> str:
    """`iri` with the characters that an IRI reference must not hold escaped."""
    return _NOT_IN_IRI.sub(lambda match: f"\\u{ord(match.group()):04X}", iri)


def escape(match: re.Match[str]) -> str:
    """The escape of one matched character (ECHAR or UCHAR)."""
    letter = match.group()
    return _ESCAPES.get(letter, f"\\u{ord(letter):04X}")


class _Written(dict[Any, str]):
    """Cache of terms as text; IRIs are repeated most."""

    def __missing__(self, term: Any) -> str:
        text = _term(term)
        if not isinstance(term, Literal):  # literals are equal whose language tags differ in case
            self[term] = text
        return text


def _term(term: Any) -> str:
    """One term in N-Triples."""
    if isinstance(term, Literal):
        quoted = quoted_string(str(term))
        if term.language:
            return f"{quoted}@{term.language}"
        if term.datatype is not None and term.datatype != _STRING:
            return f"{quoted}^^<{escaped_iri(str(term.datatype))}>"
        return quoted
    return f"_:{term}" if isinstance(term, BNode) else f"<{escaped_iri(str(term))}>"
