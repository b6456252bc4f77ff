"""Queries answered as bytes in the formats of the SPARQL 1.1 Protocol, from a store that is only read.

A room of its own for pyoxigraph, beside `shisaku.sparql`: here whoever asks is a stranger, the answer of any kind, and streamed.
"""

from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from shisaku.errors import Message, OntologyError, ShisakuError
from shisaku.guard import refuse_nesting, refuse_service
from shisaku.serve.job import Data, Job, Refused
from shisaku.sparql import TripleStore, query_error, terms_of

_SOLUTIONS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_TRIPLES = {
    "turtle": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_NAME = "query"


class TooLarge(Exception):  # noqa: N818
    """Raised by what is written to, where an answer is longer than may be."""


class Engine:
    """A store that answers."""

    def __init__(self, data: Data) -> None:
        """Raises InputError where files or store cannot be read."""
        self._prefixes = dict(data.prefixes)
        self._store = _store(Path(data.dataset)) if data.dataset else ox.Store()
        into = TripleStore(self._store)
        for path, graph in data.files:
            # What is published makes up the default graph, too: Oxigraph's union of graphs has a triple of two of them twice.
            into.load_file(Path(path))
            if graph:
                into.load_file(Path(path), graph)

    def __len__(self) -> int:
        return len(self._store)

    def answer(self, job: Job, out: IO[bytes]) -> str:
        """The format in which the answer was written to `out`. Raises Refused where there is none, TooLarge as `out` does."""
        found = self._found(job)
        form = _form(job, found)
        try:
            if isinstance(found, ox.QueryTriples):
                ox.serialize(found, output=out, format=_TRIPLES[form], prefixes=self._prefixes)
            else:
                found.serialize(output=out, format=_SOLUTIONS[form])
        except (ValueError, RuntimeError, OSError) as error:
            raise _failed(error) from error
        return form

    def form(self, job: Job) -> str:
        """The format in which a query would be answered. Raises Refused where it would not be."""
        return _form(job, self._found(job))

    def _found(self, job: Job) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        try:
            refuse_service(job.text, _NAME)
            refuse_nesting(job.text, _NAME)
            return self._store.query(job.text, **self._asked(job))
        except SyntaxError as error:
            raise _malformed(query_error(_NAME, job.text, error, self._prefixes)) from error
        except OntologyError as error:
            raise _malformed(error) from error
        except (ValueError, RuntimeError, OSError) as error:
            raise _failed(error) from error

    def _asked(self, job: Job) -> dict[str, Any]:
        """What a query is asked over: what the request says, else what it says itself (SPARQL 1.1 Protocol, 2.1.4)."""
        asked: dict[str, Any] = {
            "substitutions": {ox.Variable(name): term for name, term in terms_of(job.values).items()} or None
        }
        if job.default_graphs or job.named_graphs:
            asked["default_graph"] = [ox.NamedNode(graph) for graph in job.default_graphs]
            asked["named_graphs"] = [ox.NamedNode(graph) for graph in job.named_graphs]
        return asked


def _store(dataset: Path) -> ox.Store:
    """The store of a dataset; what opens it is imported where there is one, as it brings rdflib."""
    from shisaku.dataset.layout import existing
    from shisaku.dataset.store import read_only

    return read_only(existing(dataset))


def _form(job: Job, found: object) -> str:
    form = job.triples if isinstance(found, ox.QueryTriples) else job.solutions
    if form is None:
        ja = "この問いの答えを、求められた形式では返せません。"
        raise Refused(406, Message(ja, "The answer to this query comes in none of the formats that you accept."))
    return form


def _malformed(error: ShisakuError) -> Refused:
    return Refused(400, Message(error.text("ja"), error.text("en")))


def _failed(error: Exception) -> Refused:
    return Refused(400, Message(f"この問いには答えられません（{error}）。", f"This query cannot be answered ({error})."))
