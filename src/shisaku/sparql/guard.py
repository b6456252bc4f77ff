"""What is looked at in a query before an engine is given it: that it asks nobody else, and can be read without harm."""

import re
from functools import lru_cache

from shisaku.errors import Message, OntologyError, Place

_ASIDE = re.compile(
    r"(?P<escape>\\.)|#[^\n\r]*|(?P<iri><(?:[^\x00-\x20<>\"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)"
    r"|\"\"\"(?:\\.|[^\\])*?\"\"\"|\'\'\'(?:\\.|[^\\])*?\'\'\'|\"(?:[^\"\\\n\r]|\\.)*\"|\'(?:[^\'\\\n\r]|\\.)*\'",
    re.DOTALL,
)
"""Comments, IRIs and strings of a query, as SPARQL 1.1 has them (19.8, productions 139 to 160); escapes in names, which are none."""
MOST_NESTED = 200
"""Brackets within brackets, and signs before signs, in a query."""
_NESTING = re.compile(rf"[(\[{{)\]}}]|(?:[!^+-]\s*){{{MOST_NESTED},}}")
_SERVICE = re.compile(r"(?:(?<![^\W\d])|(?<=true)|(?<=false))(?<![:?$@-])SERVICE", re.IGNORECASE)
"""The keyword, which Oxigraph also takes right behind a number or a truth value, and right before a name."""
_SERVICE_AFTER_LESS = re.compile(r"\).*(?P<keyword>SERVICE)", re.IGNORECASE | re.DOTALL)
"""The keyword in what looks like an IRI but begins with a less-than sign: the bracket that the comparison stands in closes before."""


def code_of(query: str, iris: bool = False) -> str:
    """The query with spaces for its comments and strings and, unless they are asked for, its IRIs; line breaks stay."""

    def kept(match: re.Match[str]) -> str:
        keep = match["escape"] or (iris and match["iri"])
        return match.group() if keep else re.sub(r"[^\n]", " ", match.group())

    return _ASIDE.sub(kept, query)


def refuse_service(query: str, name: str) -> None:
    """Raise OntologyError where the query would ask another server: nothing here goes to the network."""
    start = _service(query)
    if start is not None:
        place = Place.at(name, query, start, len("SERVICE"))
        raise OntologyError(Message("SERVICE は使えません。", "SERVICE is not allowed; nothing here goes to the network."), place)


def refuse_nesting(query: str, name: str) -> None:
    """Raise OntologyError where the query is nested so deep that Oxigraph, which reads it by recursion, would end the process."""
    start = _nested(query)
    if start is not None:
        ja = f"入れ子が深すぎます（{MOST_NESTED} 段まで）。"
        raise OntologyError(Message(ja, f"nested too deep (no more than {MOST_NESTED} levels)."), Place.at(name, query, start))


@lru_cache(maxsize=256)  # the same rules and checks are asked of every graph
def _service(query: str) -> int | None:
    """Where the query has the keyword; None where it has not."""
    found = _SERVICE.search(code_of(query))
    if found is not None:
        return found.start()
    looks = (match for match in _ASIDE.finditer(query) if match["iri"])
    hidden = ((match.start(), _SERVICE_AFTER_LESS.search(match.group())) for match in looks)
    return next((start + inside.start("keyword") for start, inside in hidden if inside), None)


@lru_cache(maxsize=256)
def _nested(query: str) -> int | None:
    """Where the query is nested deeper than MOST_NESTED; None where it is not."""
    depth = 0
    for match in _NESTING.finditer(code_of(query)):
        sign = match.group()
        depth += 1 if sign in "([{" else -1 if sign in ")]}" else MOST_NESTED
        if depth > MOST_NESTED:
            return match.start()
    return None
