"""The protocol that stores, datasets, servers and worker pools implement to answer queries."""

from collections.abc import Mapping
from typing import Protocol

from shisaku.sparql.answers import Result
from shisaku.sparql.rdf_terms import Term


class QueryService(Protocol):
    """Answers SPARQL: `TripleStore` (in memory, or the store of a dataset) and `shisaku.remote.querying.Graphs`."""

    def query(self, query: str, bindings: Mapping[str, Term] | None = None, name: str = "query") -> Result:
        """Return the answer to a query of any form, its variables bound to terms beforehand; `name` is the file it came from."""


class AsyncQueryService(Protocol):
    """The same call awaited, for a server that answers other requests meanwhile: `shisaku.serve.worker_queries.WorkerQueries`."""

    async def query(self, query: str, bindings: Mapping[str, Term] | None = None, name: str = "query") -> Result:
        """Return the answer, as `QueryService.query` does."""
