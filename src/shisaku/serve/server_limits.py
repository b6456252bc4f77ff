"""The limits of a server."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServerLimits:
    """Each limit is an error response and never a server that hangs."""

    seconds: float = 10.0
    """Of a job on the clock (503)."""
    short_seconds: float = 0.25
    """Of the processor, for a query of a client that is not heavy before it starts over as heavy; four times that on the clock."""
    reading_seconds: float = 15.0
    """Until the headers of a request are there, else the connection is closed; until its body is there (408)."""
    sending_bytes: int = 128 * 1024 * 1024
    """Of answers that wait for slow clients, all together; beyond it, the connection that is slow for longest is closed."""
    workers: int = 2
    """Processes that may run heavy queries; saved questions, known clients and new clients have one more each."""
    waiting: int = 16
    """Jobs of one priority that wait for a process (503); four times that for short queries."""
    per_client: int = 8
    """Queries of one address that run or wait (429)."""
    request_bytes: int = 256 * 1024
    """Of the body of a request (413)."""
    address_bytes: int = 16 * 1024
    """Of its path and query (414)."""
    header_bytes: int = 32 * 1024
    """Of its first line and headers (400)."""
    answer_bytes: int = 16 * 1024 * 1024
    """Of an answer (413)."""
    memory_bytes: int = 1024 * 1024 * 1024
    """Of one process, if the system has such a limit."""
    connections: int = 512
    """That are open at once (503)."""
    cache_bytes: int = 64 * 1024 * 1024
    """Of cached pages and answers."""
