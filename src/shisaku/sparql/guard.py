"""Checks of a query before an engine parses it: no SERVICE, and no nesting that would crash the parser."""

import re
from functools import lru_cache

from shisaku.errors import OntologyError, Place
from shisaku.messages import Message
from shisaku.sparql.tokens import CLOSING, NAMES, code_tokens, unescaped

MOST_NESTED = 200
"""Most nested brackets and prefix operators in a query."""
_PREFIX_SIGNS = set("!^+-")
_SERVICE = re.compile(r"(?:^|\.)(?:true|false)*(?P<keyword>SERVICE)", re.IGNORECASE)
"""The keyword in a word or a name. Oxigraph also takes it right behind a truth value and right before another word or name, and reads
`ex:a.b` and a dot where a name goes on with a second dot, `ex:a.b.SERVICE`."""


def refuse_service(query: str, name: str) -> None:
    """Raise OntologyError if the query uses SERVICE: queries have no network access."""
    found = _service(query)
    if found is not None:
        place = Place.at(name, query, *found)
        raise OntologyError(Message("sparql-service-not-allowed-nothing-here"), place)


def refuse_nesting(query: str, name: str) -> None:
    """Raise OntologyError if the query is nested too deep: Oxigraph's recursive parser would crash the process."""
    start = _nested(query)
    if start is not None:
        raise OntologyError(Message("sparql-nested-too-deep-no-more", most_nested=MOST_NESTED), Place.at(name, query, start))


@lru_cache(maxsize=256)  # the same rules and checks run over every graph
def _service(query: str) -> tuple[int, int] | None:
    """Offset and length of the keyword in the query; None without it.

    Some servers read a query with letters for its escapes before they look for strings and comments (19.2): where the keyword shows
    only then, the place is that of the first escape.
    """
    for token in code_tokens(query):
        found = _SERVICE.search(token.value) if token.kind in ("WORD", "BLANK_NODE_LABEL", *NAMES) else None
        if found:
            escapes = len(token.text) - len(token.value)
            return token.start + found.start("keyword"), len("SERVICE") + escapes
    if (plain := unescaped(query)) != query and _service(plain):
        return query.index("\\"), 1
    return None


@lru_cache(maxsize=256)
def _nested(query: str) -> int | None:
    """Offset at which the query is nested deeper than MOST_NESTED; None if it is not."""
    depth = operators = start = 0
    for token in code_tokens(query):
        if token.kind == "SIGN" and set(token.text) <= _PREFIX_SIGNS:
            start = start if operators else token.start
            operators += len(token.text)
        else:
            operators, start = 0, token.start
            depth += (token.text in CLOSING) - (token.text in CLOSING.values())
        if depth + operators > MOST_NESTED:
            return start
    return None
