"""What is handed to a process that answers queries, and how it says that it cannot: plain values that travel as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from shisaku.errors import Message

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
OVERDUE, LOST = "overdue", "lost"
"""How a process ended before its answer did: by the clock, or otherwise."""


@dataclass(frozen=True, slots=True)
class WorkerData:
    """What a process answers from."""

    files: tuple[tuple[str, str], ...] = ()
    """RDF files, with a named graph that their triples go into beside the default graph, or nothing."""
    dataset: str = ""
    """Folder of a dataset, instead of files; its store as it is when a process starts."""
    endpoint: str = ""
    """Address of another server that is asked, instead of either."""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    """What Turtle and RDF/XML are written with."""
    pages: bool = False
    """Whether pages of the dataset are asked for, and not queries."""

    def json(self) -> dict[str, Any]:
        """As a value of JSON."""
        return asdict(self) | {"prefixes": dict(self.prefixes)}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "WorkerData":
        """The same again."""
        return cls(**value | {"files": tuple((path, graph) for path, graph in value["files"])})


@dataclass(frozen=True, slots=True)
class QueryJob:
    """One query."""

    text: str
    """SPARQL."""
    solutions: str | None = None
    """Format for SELECT and ASK, a key of SOLUTIONS; None where none of them is acceptable."""
    triples: str | None = None
    """Format for CONSTRUCT and DESCRIBE, a key of TRIPLES; None where none of them is acceptable."""
    default_graphs: tuple[str, ...] = ()
    """`default-graph-uri` of the protocol."""
    named_graphs: tuple[str, ...] = ()
    """`named-graph-uri` of the protocol."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Variables that are bound beforehand, with terms as N-Triples has them."""

    def json(self) -> dict[str, Any]:
        """As a value of JSON."""
        return asdict(self) | {"values": dict(self.values)}


@dataclass(frozen=True, slots=True)
class PageJob:
    """One page of a dataset, or what is needed for one."""

    kind: str
    """`page`: what stands at a path; `resource`: where the resource with an IRI of that path is told of; `pointing`: what points to an IRI."""
    path: str
    """The path, without a slash before it, or the IRI."""
    plan: str = ""
    """Identifier of the plan that a page of several is asked for of."""

    def json(self) -> dict[str, Any]:
        """As a value of JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class JobAnswer:
    """What a query gave."""

    body: bytes
    """The answer."""
    form: str
    """Its format, a key of SOLUTIONS or TRIPLES; of a page `page`, `elsewhere` or `retired`, as `Library.answer` has them."""

    @property
    def media_type(self) -> str:
        """As Content-Type has it."""
        return {**SOLUTIONS, **TRIPLES}[self.form]


class RequestRefused(Exception):  # noqa: N818
    """A query that gets no answer, and with which status code of HTTP."""

    def __init__(self, status: int, message: Message, retry_after: int | None = None) -> None:
        super().__init__(message.en)
        self.status = status
        self.message = message
        self.retry_after = retry_after
        """Seconds after which it may go better."""
