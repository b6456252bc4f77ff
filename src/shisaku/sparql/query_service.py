"""The one protocol behind which stores, datasets, servers and worker pools answer."""

from collections.abc import Mapping
from typing import Protocol

from shisaku.sparql.answers import Result
from shisaku.sparql.rdf_terms import Term


class QueryService(Protocol):
    """What answers SPARQL: a store here, or a server elsewhere."""

    def query(self, query: str, bindings: Mapping[str, Term] | None = None, name: str = "query") -> Result:
        """The answer to a query of any form, its variables bound to terms beforehand; `name` is the file it came from."""
