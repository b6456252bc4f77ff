"""Queries answered by another SPARQL server: looked at here, asked there, within the limits of this one."""

from typing import IO

from shisaku.errors import EndpointError, Message
from shisaku.remote.endpoint import Credentials, Endpoint, EndpointAddresses
from shisaku.serve.workers.jobs import SOLUTIONS, TRIPLES, QueryJob, RequestRefused, WorkerData
from shisaku.serve.workers.query_engine import QueryEngine
from shisaku.sparql.query_text import bound
from shisaku.sparql.rdf_terms import Term, terms_of


class RemoteEngine:
    """A server that answers in place of a store."""

    def __init__(self, address: str, seconds: float) -> None:
        """Raises SettingsError where the address is none of HTTP."""
        self._here = QueryEngine(WorkerData())
        self._endpoint = Endpoint(EndpointAddresses.of(address), Credentials.from_environment(), timeout=seconds, retries=0)

    def __len__(self) -> int:
        return 0  # how much it holds is its own affair

    def answer(self, job: QueryJob, out: IO[bytes]) -> str:
        """The format in which the answer was written to `out`. Raises Refused where there is none, TooLarge as `out` does."""
        form = self._here.form(job)
        terms: dict[str, Term] = dict(terms_of(job.values))
        graphs = [("default-graph-uri", graph) for graph in job.default_graphs]
        graphs += [("named-graph-uri", graph) for graph in job.named_graphs]
        accept = {**SOLUTIONS, **TRIPLES}[form].partition(";")[0]
        try:
            out.write(self._endpoint.answer(bound(job.text, terms), accept, graphs))
        except EndpointError as error:
            told = Message(error.text("ja"), error.text("en"))
            raise RequestRefused(503 if error.passing else 502, told, 5 if error.passing else None) from error
        return form
