"""Queries on a read-only store, answered as bytes in the formats of the SPARQL 1.1 Protocol.

It uses pyoxigraph beside `shisaku.sparql`, as here answers are of any form, not trusted to be small, and streamed.
"""

from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from shisaku.errors import OntologyError
from shisaku.messages import LANGUAGES, Message
from shisaku.serve.workers.jobs import QueryJob, RequestRefused, WorkerData
from shisaku.sparql.rdf_terms import terms_of
from shisaku.sparql.results import SOLUTION_FORMATS, TRIPLE_FORMATS
from shisaku.sparql.triple_store import TripleStore, evaluate

_TRIPLES = {"rdfxml": "xml", "jsonld": "json-ld"}
"""Formats that have another name in `TRIPLE_FORMATS`."""
_NAME = "query"


class AnswerTooLarge(Exception):  # noqa: N818
    """Raised by the file that an answer is written to, if the answer exceeds its length."""


class QueryEngine:
    """Answers queries from a store in memory, or from that of a dataset."""

    def __init__(self, data: WorkerData) -> None:
        """Raises InputError if files or store cannot be read."""
        self._prefixes = dict(data.prefixes)
        self._store = _store(Path(data.dataset)) if data.dataset else ox.Store()
        into = TripleStore(self._store)
        for path, graph in data.files:
            # Named graphs are also in the default graph: Oxigraph's union of graphs returns a triple of two graphs twice.
            into.load_file(Path(path))
            if graph:
                into.load_file(Path(path), graph)

    def __len__(self) -> int:
        return len(self._store)

    def answer(self, job: QueryJob, out: IO[bytes]) -> str:
        """Write the answer to `out`, return its format. Raises RequestRefused; AnswerTooLarge from `out`."""
        result = self._evaluate(job)
        form = _form(job, result)
        try:
            if isinstance(result, ox.QueryTriples):
                ox.serialize(result, output=out, format=TRIPLE_FORMATS[_TRIPLES.get(form, form)], prefixes=self._prefixes)
            else:
                result.serialize(output=out, format=SOLUTION_FORMATS[form])
        except (ValueError, RuntimeError, OSError) as error:
            raise _failed(error) from error
        return form

    def form(self, job: QueryJob) -> str:
        """The format of the answer. Raises RequestRefused if the query is wrong or its form has no acceptable format."""
        return _form(job, self._evaluate(job))

    def _evaluate(self, job: QueryJob) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        try:
            return evaluate(self._store, job.text, terms_of(job.values), _NAME, self._prefixes, **_graphs(job))
        except OntologyError as error:
            raise RequestRefused(400, Message.of({lang: error.text(lang) for lang in LANGUAGES})) from error
        except (ValueError, RuntimeError, OSError) as error:
            raise _failed(error) from error


def _graphs(job: QueryJob) -> dict[str, Any]:
    """The RDF dataset of the request, which replaces that of the query (SPARQL 1.1 Protocol, 2.1.4)."""
    if not (job.default_graphs or job.named_graphs):
        return {}
    default, named = ([ox.NamedNode(graph) for graph in graphs] for graphs in (job.default_graphs, job.named_graphs))
    return {"default_graph": default, "named_graphs": named}


def _store(dataset: Path) -> ox.Store:
    """The store of a dataset; its module is imported only here, as it imports rdflib."""
    from shisaku.dataset.dataset_layout import existing
    from shisaku.dataset.store import read_only

    return read_only(existing(dataset))


def _form(job: QueryJob, result: object) -> str:
    form = job.triples if isinstance(result, ox.QueryTriples) else job.solutions
    if form is None:
        raise RequestRefused(406, Message("serve-answer-query-comes-none-formats"))
    return form


def _failed(error: Exception) -> RequestRefused:
    return RequestRefused(400, Message("serve-query-cannot-answered", error=error))
