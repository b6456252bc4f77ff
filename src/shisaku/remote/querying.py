"""A query at a server: parameters and graphs become part of its text, as servers support nothing else."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from shisaku.errors import EndpointError
from shisaku.messages import Message
from shisaku.remote.endpoint import Endpoint
from shisaku.remote.reading_back import read_back
from shisaku.remote.server_state import counts
from shisaku.sparql.answers import Result
from shisaku.sparql.query_text import bound, head_end
from shisaku.sparql.rdf_terms import Term, iri
from shisaku.sparql.saved_query import SavedQuery, without_header
from shisaku.sparql.tokens import NAMES, code_tokens
from shisaku.sparql.triple_store import TripleStore, refuse_mistakes


class Graphs:
    """Named graphs at a server, queried like a local store; the server's own default graph where none is named."""

    def __init__(self, endpoint: Endpoint, graphs: Iterable[str]) -> None:
        self._endpoint = endpoint
        self._graphs = tuple(graphs)

    def query(self, query: str, bindings: Mapping[str, Term] | None = None, name: str = "query") -> Result:
        """The answer to a query of any form, its variables bound to terms beforehand.

        Raises EndpointError where the server does not answer; OntologyError with the place where the query, which
        comes from the file `name`, is no SPARQL 1.1. Extensions are left to the server.
        """
        text = without_header(query)  # which is long when an error quotes it
        try:
            return self._endpoint.query(over_graphs(bound(text, bindings or {}), self._graphs))
        except EndpointError as error:
            if not error.passing:
                refuse_mistakes(query, name)
            raise


def doubt(endpoint: Endpoint, question: SavedQuery) -> Message | None:
    """Why the server's answer to `question` may be wrong without an error; None where nothing is known against it."""
    if "Virtuoso" not in endpoint.software or not is_misread_by_virtuoso(question.text):
        return None
    return Message("remote-virtuoso-may-answer-questions-kind", name=question.name)


def fetched(endpoint: Endpoint, graphs: Iterable[str]) -> TripleStore:
    """A store with the named graphs of a server.

    Raises EndpointError where no graph is named, and where the server withholds a part.
    """
    store = TripleStore()
    for graph, triples in counts(endpoint, graphs).items():
        found = read_back(endpoint, graph, triples)
        if found.triples < triples:
            raise EndpointError(
                Message(
                    "remote-triples-came-raise-limit-what",
                    store=endpoint.addresses.store,
                    graph=graph,
                    triples=triples,
                    other_triples=found.triples,
                )
            )
        store.load(found.ntriples, Path(f"{graph}.nt"))
    if not len(store):
        raise EndpointError(Message("remote-no-graph-pushed-there-shisaku", query=endpoint.addresses.query))
    return store


def over_graphs(query: str, graphs: Iterable[str]) -> str:
    """The query with FROM clauses that make `graphs` its default graph; unchanged where it has some itself, or `graphs` is empty.

    Clauses and not `default-graph-uri` of the protocol: Virtuoso sends each of those back as a header of its own.
    """
    clauses = "".join(f"FROM {iri(graph)}\n" for graph in graphs)
    if not clauses or any(token.is_word("FROM") for token in code_tokens(query)):
        return query
    at = head_end(query)
    gap = "" if query[:at][-1:].isspace() else " "
    return f"{query[:at]}{gap}{clauses}{query[at:]}"


def is_misread_by_virtuoso(query: str) -> bool:
    """Whether it has paths that may be of length zero, or sub-selects in OPTIONAL.

    Virtuoso 7 loses rows of the one, and binds the other too early.
    """
    code = tuple(code_tokens(query))
    for before, sign, after in zip(code, code[1:], code[2:], strict=False):
        path = before.kind in ("IRIREF", *NAMES) or before.text in (")", "a")
        ends = after.start > sign.end or after.text in ("/", "|", ")")
        if path and sign.text in ("*", "?") and sign.start == before.end and ends:
            return True
    for n, token in enumerate(code):
        inside = [one for one in code[n + 1 : n + 4] if one.text != "{"]
        if token.is_word("OPTIONAL") and inside and inside[0].is_word("SELECT"):
            return True
    return False
