"""Refuse the network to the code that runs within `offline()`, whatever library it is in: an audit hook (PEP 578)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

_OFFLINE: ContextVar[bool] = ContextVar("offline", default=False)
_REFUSED = frozenset(
    {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind", "urllib.Request"}
)
"""Audit events of what reaches another machine."""


@contextmanager
def offline() -> Iterator[None]:
    """Raise PermissionError wherever code of this context reaches for the network."""
    _hook()
    token = _OFFLINE.set(True)
    try:
        yield
    finally:
        _OFFLINE.reset(token)


@cache
def _hook() -> None:
    """Install the hook, which stays for the rest of the process."""
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event in _REFUSED and _OFFLINE.get():
        raise PermissionError(f"{event} is refused: a check does not use the network")
