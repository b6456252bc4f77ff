"""SPARQL 1.1 on Oxigraph: triples in memory, and the function that evaluates all queries.

Oxigraph plans its joins: questions that pair entries by label, which rdflib does not finish, take milliseconds.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox

from shisaku.errors import OntologyError
from shisaku.messages import Message
from shisaku.rdf.rdf_files import parsed, readable, syntax_report
from shisaku.sparql.answers import Answer, Result, result_of_engine
from shisaku.sparql.guard import refuse_nesting, refuse_service
from shisaku.sparql.query_errors import diagnose
from shisaku.sparql.query_text import bound, form_of
from shisaku.sparql.rdf_terms import Term


class TripleStore:
    """Triples in memory, all in one default graph whatever graph they came in, or in the graph that they are loaded into."""

    def __init__(
        self,
        store: ox.Store | None = None,
        default_graphs: Sequence[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None = None,
        prefixes: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._store = ox.Store() if store is None else store
        self._prefixes = dict(prefixes)
        """Prefixes suggested for undeclared ones in a query; those of loaded files are added."""
        self._default_graphs = None if default_graphs is None else list(default_graphs)
        """Graphs that form the default graph of queries; None for the store's default graph."""

    def load_file(self, path: Path, graph: str = "") -> None:
        """Add the triples of an RDF file; the format follows from its ending. Raises InputError with the place of a mistake."""
        self._load(*readable(path), path, graph)

    def load(self, data: bytes, path: Path, graph: str = "") -> None:
        """Add the triples of an RDF file that holds `data`. Raises InputError with the place of a mistake."""
        self._load(*readable(path, data), path, graph)

    def _load(self, data: bytes, name: str, rdf_format: ox.RdfFormat, path: Path, graph: str) -> None:
        quads, prefixes = parsed(data, name, rdf_format, path.resolve().as_uri())
        self._prefixes = prefixes | self._prefixes
        into = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        self._store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object, into) for q in quads)

    def load_ntriples(self, text: str, graph: str = "") -> None:
        """Add triples in N-Triples to the default graph, or to `graph`."""
        name = ox.NamedNode(graph) if graph else None
        self._store.bulk_load(text.encode(), format=ox.RdfFormat.N_TRIPLES, to_graph=name)

    def __len__(self) -> int:
        return len(self._store)

    def query(self, query: str, bindings: Mapping[str, Term] | None = None, name: str = "query") -> Result:
        """Return the answer to a query of any form with its variables bound to `bindings`; `name` is its file, for errors.

        Raises OntologyError with line, column and caret if it is not SPARQL.
        """
        try:
            found = evaluate(self._store, query, bindings or {}, name, self._prefixes, default_graph=self._default_graphs)
            return result_of_engine(found, query)
        except (RuntimeError, ValueError, OSError) as error:
            raise OntologyError(Message("sparql-query-cannot-answered", name=name, error=error)) from error

    def select(self, query: str, bindings: Mapping[str, Term] | None = None, name: str = "query") -> Answer:
        """Return the answer to a SELECT query. Raises OntologyError if it is not SPARQL, or of another form."""
        answer = self.query(query, bindings, name)
        if not isinstance(answer, Answer):
            raise OntologyError(Message("sparql-not-a-select-query", name=name))
        return answer


def evaluate(
    store: ox.Store, query: str, bindings: Mapping[str, Term], name: str, prefixes: Mapping[str, str], **over: Any
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Return the answer of the store with variables bound to terms; `over` are the arguments of `ox.Store.query` on graphs.

    The engine takes bindings apart from the text only for SELECT (SPARQL SEP-0007); they are written into other forms. Raises
    OntologyError with the place if the query is refused or no SPARQL; RuntimeError, ValueError or OSError if it cannot be answered,
    also while the solutions are read.
    """
    refuse_service(query, name)
    refuse_nesting(query, name)
    is_select = form_of(query) == "SELECT"
    substitutions = {ox.Variable(key): value for key, value in bindings.items()} if is_select else {}
    text = query if is_select else bound(query, bindings)
    try:
        return store.query(text, substitutions=substitutions or None, **over)
    except SyntaxError as error:
        raise query_error(name, query, error, prefixes) from error


def refuse_mistakes(query: str, name: str) -> None:
    """Raise OntologyError with the place if a query is no SPARQL 1.1; `name` is its file."""
    evaluate(ox.Store(), query, {}, name, {})


def query_error(name: str, query: str, error: SyntaxError, prefixes: Mapping[str, str]) -> OntologyError:
    """Return the error for a query that Oxigraph rejects, with its place; Oxigraph is quoted only for unusual mistakes.

    `prefixes` are those to suggest.
    """
    return OntologyError(*(diagnose(name, query, str(error.msg), prefixes) or syntax_report(name, query, error)))
