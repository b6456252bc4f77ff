"""A saved question asked at a server: its parameters bound and its graphs named in the text, which is all that a server is given."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from shisaku.endpoint.protocol import Endpoint
from shisaku.errors import EndpointError, Message
from shisaku.guard import code_of
from shisaku.saved_query import SavedQuery
from shisaku.sparql import Answer, Term, TripleStore, iri

_HEADER = re.compile(r"\A(?:#\+.*\n)+")
"""What a saved question says of itself: not the server's affair, and long when it is quoted in an error."""
_MISREAD_BY_VIRTUOSO = re.compile(r"[\w)][*?](?=[\s/|)])|\bOPTIONAL\s*\{\s*(?:\{\s*)?SELECT\b", re.IGNORECASE)
"""Paths that may be of length zero, and sub-selects in OPTIONAL: Virtuoso 7 loses rows of the one, and binds the other too early."""


def ask(endpoint: Endpoint, question: SavedQuery, values: Mapping[str, str], graphs: Iterable[str]) -> Answer:
    """The answer to `question` over the named graphs, of the server's own default graph where none is named.

    Raises QueryError where a parameter does not fit, EndpointError where the server does not answer.
    """
    query = _HEADER.sub("", question.text)
    text = over_graphs(bound(query, question.bindings(dict(values))), graphs)
    return endpoint.select(text).without_parameters()


def doubt(endpoint: Endpoint, question: SavedQuery) -> Message | None:
    """Why the server's answer to `question` may be wrong without an error; None where nothing is known against it."""
    if "Virtuoso" not in endpoint.software or not _MISREAD_BY_VIRTUOSO.search(code_of(question.text)):
        return None
    ja = f"{question.name}: Virtuoso はこの種の問いに誤って答えることがあります。--fetch でここで答えます。"
    return Message(ja, f"{question.name}: Virtuoso may answer questions of this kind wrongly; --fetch answers here.")


def fetched(endpoint: Endpoint, graphs: Iterable[str]) -> TripleStore:
    """A store with the named graphs of a server. Raises EndpointError where none is named: there is no telling what to fetch."""
    store = TripleStore()
    for graph in graphs:
        store.load(endpoint.get(graph), Path(f"{graph}.nt"))
    if not len(store):
        ja = f"{endpoint.addresses.query}: shisaku push で送ったグラフがありません。"
        raise EndpointError(Message(ja, f"{endpoint.addresses.query}: no graph was pushed there with shisaku push."))
    return store


def bound(query: str, bindings: Mapping[str, Term]) -> str:
    """The query with a VALUES block for each parameter in every group that uses it; terms are written as SPARQL, never pasted.

    A group knows no variable of the groups around it (SPARQL 1.1, 18.2.1: evaluated from the inside), hence one block in each.
    """
    blocks: dict[int, list[str]] = {}
    code = code_of(query)
    for name, term in sorted(bindings.items()):
        for start in _groups(code, name):
            blocks.setdefault(start, []).append(f" VALUES ?{name} {{ {term} }}")
    parts, last = [], 0
    for start in sorted(blocks):
        parts += [query[last:start], *blocks[start]]
        last = start
    return "".join((*parts, query[last:]))


def _groups(code: str, name: str) -> set[int]:
    """Where the groups begin (behind their brace) that use a variable themselves; sub-selects are no groups of their own."""
    found: set[int] = set()
    open_groups: list[int] = []
    for token in re.finditer(rf"[{{}}]|[?$]{re.escape(name)}\b", code):
        if token.group() == "{":
            open_groups.append(token.end())
        elif token.group() == "}":
            open_groups.pop()
        elif open_groups and not re.match(r"\s*SELECT\b", code[open_groups[-1] :], re.IGNORECASE):
            found.add(open_groups[-1])
    return found


def over_graphs(query: str, graphs: Iterable[str]) -> str:
    """The query with FROM clauses that make `graphs` its default graph; unchanged where it has some itself, or none is given.

    Clauses and not `default-graph-uri` of the protocol: Virtuoso sends each of those back as a header of its own.
    """
    code = code_of(query)
    clauses = "".join(f"FROM {iri(graph)}\n" for graph in graphs)
    if not clauses or re.search(r"\bFROM\b", code, re.IGNORECASE):
        return query
    at = _pattern(code)
    return f"{query[:at]}{clauses}{query[at:]}"


def _pattern(code: str) -> int:
    """Where the pattern of the outermost SELECT begins: a brace in parentheses is that of an EXISTS among the columns."""
    depth = 0
    for token in re.finditer(r"[(){]|\bWHERE\b", code, re.IGNORECASE):
        depth += {"(": 1, ")": -1}.get(token.group(), 0)
        if token.group() not in "()" and not depth:
            return token.start()
    return len(code)
