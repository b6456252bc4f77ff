"""What the server and its worker processes send each other, as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from shisaku.messages import Message

SOLUTIONS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
}
"""Formats of the answers to SELECT and ASK, by the name that `format=` takes."""
TRIPLES = {
    "turtle": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
"""Formats of the answers to CONSTRUCT and DESCRIBE."""
TIMED_OUT, CRASHED = "timed_out", "crashed"
"""How a process ended before its answer was complete."""


@dataclass(frozen=True, slots=True)
class WorkerData:
    """The data that a process loads."""

    files: Sequence[tuple[str, str]] = ()
    """Paths of RDF files, each with the named graph that its triples go into beside the default graph, or an empty string."""
    dataset: str = ""
    """Folder of a dataset, instead of files; the store that it has when a process starts."""
    endpoint: str = ""
    """Address of another server that answers, instead of either."""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    """Prefixes for Turtle and RDF/XML."""
    pages: bool = False
    """Whether the jobs are pages of the dataset (`PageJob`) and not queries (`QueryJob`)."""


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long a job may take, and how far it gives way to others."""

    seconds: float
    """On the clock."""
    processor_seconds: float = 0.0
    """Of the processor; 0: no limit."""
    niceness: int = 0
    """As in nice(1)."""


@dataclass(frozen=True, slots=True)
class QueryJob:
    """One query."""

    text: str
    """SPARQL."""
    solutions: str | None = None
    """Format for SELECT and ASK, a key of SOLUTIONS; None if the client accepts none."""
    triples: str | None = None
    """Format for CONSTRUCT and DESCRIBE, a key of TRIPLES; None if the client accepts none."""
    default_graphs: Sequence[str] = ()
    """`default-graph-uri` of the protocol."""
    named_graphs: Sequence[str] = ()
    """`named-graph-uri` of the protocol."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Terms in N-Triples, by the variable that is bound to them."""


@dataclass(frozen=True, slots=True)
class PageJob:
    """One page of a dataset, or data for one."""

    kind: str
    """`page`: the page at a path; `resource`: where the page of an IRI with that path is; `pointing`: the triples that point to an IRI;
    `matrix`: topics against measures of a plan."""
    path: str
    """The path, without a leading slash, or the IRI."""
    plan: str = ""
    """Identifier of the plan, for `matrix`."""


@dataclass(frozen=True, slots=True)
class JobAnswer:
    """The answer to a job."""

    body: bytes
    """The answer in its format."""
    form: str
    """A key of SOLUTIONS or TRIPLES; for a page `page`, `elsewhere` or `retired`, as `PageBuilder.answer` returns."""

    @property
    def media_type(self) -> str:
        """The value for Content-Type."""
        return {**SOLUTIONS, **TRIPLES}[self.form]


class JobService(Protocol):
    """Answers jobs in the formats that they name, whatever holds the data: a `WorkerPool`, or `ClientQueries` before one."""

    async def answer(self, job: QueryJob, client: str = "") -> JobAnswer:
        """The answer. Raises RequestRefused if there is none. `client` is the address that is counted; empty for the server's own jobs."""


class RequestRefused(Exception):  # noqa: N818
    """There is no answer; carries the HTTP status and the reason."""

    def __init__(self, status: int, message: Message, retry_after: int | None = None) -> None:
        super().__init__(str(message))
        self.status = status
        self.message = message
        self.retry_after = retry_after
        """Seconds for Retry-After."""


class TimeLimitExceeded(RequestRefused):
    """A job took longer than its time limit."""
