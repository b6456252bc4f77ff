"""Queries answered by another SPARQL server: checked here, sent there, within the limits of this server."""

from typing import IO

from shisaku.errors import EndpointError
from shisaku.messages import LANGUAGES, Message
from shisaku.remote.endpoint import Credentials, Endpoint, EndpointAddresses
from shisaku.serve.workers.jobs import SOLUTIONS, TRIPLES, QueryJob, RequestRefused, WorkerData
from shisaku.serve.workers.query_engine import QueryEngine
from shisaku.sparql.query_text import bound
from shisaku.sparql.rdf_terms import Term, terms_of


class RemoteEngine:
    """Answers queries in place of a `QueryEngine`."""

    def __init__(self, address: str, seconds: float) -> None:
        """Raises SettingsError if the address is not one of HTTP."""
        self._empty = QueryEngine(WorkerData())
        self._endpoint = Endpoint(EndpointAddresses.of(address), Credentials.from_environment(), timeout=seconds, retries=0)

    def __len__(self) -> int:
        return 0  # unknown

    def answer(self, job: QueryJob, out: IO[bytes]) -> str:
        """Write the answer to `out`, return its format. Raises RequestRefused; AnswerTooLarge from `out`."""
        form = self._empty.form(job)
        terms: dict[str, Term] = dict(terms_of(job.values))
        graphs = [("default-graph-uri", graph) for graph in job.default_graphs]
        graphs += [("named-graph-uri", graph) for graph in job.named_graphs]
        accept = {**SOLUTIONS, **TRIPLES}[form].partition(";")[0]
        try:
            out.write(self._endpoint.answer(bound(job.text, terms), accept, graphs))
        except EndpointError as error:
            message = Message.of({lang: error.text(lang) for lang in LANGUAGES})
            raise RequestRefused(503 if error.passing else 502, message, 5 if error.passing else None) from error
        return form
