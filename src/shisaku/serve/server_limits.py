"""How much a server gives to whom."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServerLimits:
    """Bounds, each of which is an answer that says so and not a server that stands still."""

    seconds: float = 10.0
    """Of one query, on the clock; then its process is ended."""
    trial_seconds: float = 0.25
    """Of the processor for a query of who asked little so far, before it is one of the long ones; on the clock it may be four times that."""
    reading_seconds: float = 15.0
    """In which a request must have come: its headers, else its connection is closed; its body, else 408."""
    sending_bytes: int = 128 * 1024 * 1024
    """Of answers together that clients are slow to take; past it, the connection of who is slow for longest is closed."""
    workers: int = 2
    """Processes that answer long queries."""
    trial_workers: int = 2
    """Those for the first queries of newcomers; clients whose queries are short have one more, and so have saved questions."""
    waiting: int = 16
    """Queries that wait for a process; more are told to come back later (503)."""
    per_client: int = 8
    """Queries of one address that run or wait; more are told that they are too many (429)."""
    request_bytes: int = 256 * 1024
    """Of the body of a request (413)."""
    address_bytes: int = 16 * 1024
    """Of its path and query (414)."""
    header_bytes: int = 32 * 1024
    """Of its first line and headers while they arrive (400)."""
    answer_bytes: int = 16 * 1024 * 1024
    """Of an answer (413)."""
    memory_bytes: int = 1024 * 1024 * 1024
    """Of one process, where the system has such a limit."""
    connections: int = 512
    """That are open at once (503)."""
    kept_bytes: int = 64 * 1024 * 1024
    """Of pages and answers that are kept ready."""
