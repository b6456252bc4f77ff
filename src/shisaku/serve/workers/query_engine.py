"""Queries answered as bytes in the formats of the SPARQL 1.1 Protocol, from a store that is only read.

A room of its own for pyoxigraph, beside `shisaku.sparql`: here whoever asks is a stranger, the answer of any kind, and streamed.
"""

from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from shisaku.errors import Message, OntologyError, ShisakuError
from shisaku.serve.workers.jobs import QueryJob, RequestRefused, WorkerData
from shisaku.sparql.rdf_terms import terms_of
from shisaku.sparql.results import SOLUTION_FORMATS, TRIPLE_FORMATS
from shisaku.sparql.triple_store import TripleStore, evaluate

_TRIPLES = {"rdfxml": "xml", "jsonld": "json-ld"}
"""Formats that have another name in the addresses of the server."""
_NAME = "query"


class AnswerTooLarge(Exception):  # noqa: N818
    """Raised by what is written to, where an answer is longer than may be."""


class QueryEngine:
    """A store that answers."""

    def __init__(self, data: WorkerData) -> None:
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

    def answer(self, job: QueryJob, out: IO[bytes]) -> str:
        """The format in which the answer was written to `out`. Raises Refused where there is none, TooLarge as `out` does."""
        found = self._found(job)
        form = _form(job, found)
        try:
            if isinstance(found, ox.QueryTriples):
                ox.serialize(found, output=out, format=TRIPLE_FORMATS[_TRIPLES.get(form, form)], prefixes=self._prefixes)
            else:
                found.serialize(output=out, format=SOLUTION_FORMATS[form])
        except (ValueError, RuntimeError, OSError) as error:
            raise _failed(error) from error
        return form

    def form(self, job: QueryJob) -> str:
        """The format in which a query would be answered. Raises Refused where it would not be."""
        return _form(job, self._found(job))

    def _found(self, job: QueryJob) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        try:
            return evaluate(self._store, job.text, terms_of(job.values), _NAME, self._prefixes, **_asked(job))
        except OntologyError as error:
            raise _malformed(error) from error
        except (ValueError, RuntimeError, OSError) as error:
            raise _failed(error) from error


def _asked(job: QueryJob) -> dict[str, Any]:
    """What a query is asked over: what the request says, else what it says itself (SPARQL 1.1 Protocol, 2.1.4)."""
    if not (job.default_graphs or job.named_graphs):
        return {}
    default, named = ([ox.NamedNode(graph) for graph in graphs] for graphs in (job.default_graphs, job.named_graphs))
    return {"default_graph": default, "named_graphs": named}


def _store(dataset: Path) -> ox.Store:
    """The store of a dataset; what opens it is imported where there is one, as it brings rdflib."""
    from shisaku.dataset.dataset_layout import existing
    from shisaku.dataset.store import read_only

    return read_only(existing(dataset))


def _form(job: QueryJob, found: object) -> str:
    form = job.triples if isinstance(found, ox.QueryTriples) else job.solutions
    if form is None:
        ja = "この問いの答えを、求められた形式では返せません。"
        raise RequestRefused(406, Message(ja, "The answer to this query comes in none of the formats that you accept."))
    return form


def _malformed(error: ShisakuError) -> RequestRefused:
    return RequestRefused(400, Message(error.text("ja"), error.text("en")))


def _failed(error: Exception) -> RequestRefused:
    return RequestRefused(400, Message(f"この問いには答えられません（{error}）。", f"This query cannot be answered ({error})."))
