"""A SPARQL 1.1 server over HTTP: Query, Update and Graph Store Protocol (W3C Recommendations 2013).

The only module that imports the HTTP library. A request is repeated only where that is harmless and may help: it is idempotent,
and the connection failed or the server answered 429, 502, 503 or 504. An answer is either complete or an EndpointError.
"""

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from shisaku.errors import EndpointError, InputError, SettingsError
from shisaku.messages import Message, visible
from shisaku.sparql.answers import Answer, Result, result_of, triples_of_answer
from shisaku.sparql.query_text import form_of

try:
    import requests
    import urllib3
    from requests.auth import HTTPBasicAuth, HTTPDigestAuth
except ImportError as missing:
    raise InputError(Message("remote-talking-server-needs-requests-install")) from missing

USER, PASSWORD, TOKEN = "SHISAKU_ENDPOINT_USER", "SHISAKU_ENDPOINT_PASSWORD", "SHISAKU_ENDPOINT_TOKEN"
"""Environment variables with credentials."""
PASSING = frozenset({429, 502, 503, 504})
"""Status codes of a server that may succeed later (RFC 9110, 6585)."""
FIRST_WAIT = 0.5
"""Seconds before the first repetition of a request; doubled each time."""
LONGEST_WAIT = 60.0
"""Most seconds of a `Retry-After` that are waited."""
MOST_ANSWERED = 256 << 20
"""Most bytes of one answer to a query."""
_MOST_QUOTED = 300
NTRIPLES = "application/n-triples"
"""Media type in which graphs are sent."""
_TRIPLES = f"{NTRIPLES}, text/turtle;q=0.9"


@dataclass(frozen=True, slots=True)
class EndpointAddresses:
    """URLs of a server."""

    query: str
    """SPARQL Query."""
    update: str
    """SPARQL Update."""
    store: str
    """Graph Store Protocol, graphs named by `?graph=`."""

    @classmethod
    def of(cls, endpoint: str, update: str | None = None, store: str | None = None) -> "EndpointAddresses":
        """Addresses derived from one: `…/sparql` and `…/sparql-auth` as Virtuoso has them, else `/query`, `/update`, `/store`.

        Raises SettingsError where one is no HTTP address.
        """
        for url in (endpoint, update, store):
            if url is not None and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname):
                raise SettingsError(Message("remote-no-address-sparql-server-begins", url=shown(url)))
            if url is not None and "@" in urlsplit(url).netloc:
                raise SettingsError(
                    Message("remote-leave-user-password-out-address", user=USER, password=PASSWORD, url=shown(url))
                )
        root, _, last = endpoint.rstrip("/").rpartition("/")
        if last in ("sparql", "sparql-auth"):
            return cls(endpoint, update or f"{root}/sparql-auth", store or f"{root}/sparql-graph-crud-auth")
        root = root if last == "query" else endpoint.rstrip("/")
        return cls(f"{root}/query", update or f"{root}/update", store or f"{root}/store")


@dataclass(frozen=True, slots=True)
class Credentials:
    """Credentials; never printed."""

    user: str = field(default="", repr=False)
    """User name, for Basic or Digest, as the server requires."""
    password: str = field(default="", repr=False)
    """Its password."""
    token: str = field(default="", repr=False)
    """A bearer token, instead of the two."""

    @classmethod
    def from_environment(cls) -> "Credentials":
        """The credentials in the environment."""
        return cls(*(os.environ.get(name, "") for name in (USER, PASSWORD, TOKEN)))


class Endpoint:
    """One server. `timeout` is in seconds, for one complete answer; a request is repeated `retries` times.

    `notice` is called after each failure that leads to a repetition, with the seconds until then.
    """

    def __init__(
        self,
        addresses: EndpointAddresses,
        credentials: Credentials | None = None,
        timeout: float = 60.0,
        retries: int = 5,
        sleep: Callable[[float], None] = time.sleep,
        notice: Callable[[EndpointError, float], None] = lambda error, seconds: None,
    ) -> None:
        self.addresses = addresses
        self.timeout = timeout
        self.waits = tuple(FIRST_WAIT * 2**n for n in range(retries))
        self.software = ""
        """Name of the server software, once it has answered."""
        self._sleep = sleep
        self._notice = notice
        self._credentials = credentials or Credentials()
        self._session = requests.Session()
        self._session.auth = _nobody
        if self._credentials.token:
            self._session.headers["Authorization"] = f"Bearer {self._credentials.token}"

    def __enter__(self) -> "Endpoint":
        return self

    def __exit__(self, *unused: object) -> None:
        self._session.close()

    def query(self, query: str) -> Result:
        """The answer to a query of any form. Raises EndpointError where there is none, or an incomplete one."""
        form = form_of(query)
        triples = form in ("CONSTRUCT", "DESCRIBE")
        body = self.answer(query, _TRIPLES if triples else "application/sparql-results+json")
        try:
            if triples:
                return triples_of_answer(body, query)
            result = result_of(body)
            # Virtuoso 7 answers ASK as it does SELECT: one row for yes, none for no.
            return bool(result.rows) if form == "ASK" and isinstance(result, Answer) else result
        except (SyntaxError, ValueError, OSError) as error:
            url = self.addresses.query
            raise _failure(url, Message("remote-answer-cannot-read", error=error)) from error

    def select(self, query: str) -> Answer:
        """The answer to a SELECT query. Raises EndpointError where there is none, or an incomplete one."""
        answer = self.query(query)
        if not isinstance(answer, Answer):
            raise _failure(self.addresses.query, Message("remote-answer-cannot-read-not-select"))
        return answer

    def answer(self, query: str, accept: str, graphs: Iterable[tuple[str, str]] = ()) -> bytes:
        """The answer to a query of any form in that media type, over graphs named by parameters of the protocol."""
        return self._send("POST", self.addresses.query, data=[("query", query), *graphs], headers={"Accept": accept})

    def update(self, text: str, repeat: bool = True) -> None:
        """Execute an update; repeated only where `repeat` states that it is idempotent."""
        self._send("POST", self.addresses.update, repeat=repeat, data={"update": text})

    def put(self, graph: str, triples: str) -> None:
        """Replace the contents of a named graph by `triples`, N-Triples."""
        headers = {"Content-Type": NTRIPLES}
        self._send("PUT", self.addresses.store, params={"graph": graph}, data=triples.encode(), headers=headers)

    def get(self, graph: str) -> bytes:
        """A named graph as N-Triples; empty where there is none of that name."""
        headers = {"Accept": NTRIPLES}
        return self._send("GET", self.addresses.store, absent=True, params={"graph": graph}, headers=headers)

    def _send(self, method: str, url: str, repeat: bool = True, absent: bool = False, **request: Any) -> bytes:
        """The body of the answer to a request; empty where `absent` and the resource is not found."""
        for wait in (*self.waits, None):
            try:
                return self._answer(method, url, absent, request)
            except EndpointError as error:
                if wait is None or not (repeat and error.passing):
                    raise
                self.wait(error, wait)
        raise AssertionError("the last wait is None")

    def wait(self, error: EndpointError, seconds: float) -> None:
        """Wait before a repetition: `seconds`, or as long as the server requires."""
        seconds = min(error.after or seconds, LONGEST_WAIT)
        self._notice(error, seconds)
        self._sleep(seconds)

    def _answer(self, method: str, url: str, absent: bool, request: dict[str, Any]) -> bytes:
        status, headers, body = self._exchange(method, url, request)
        if status == 401 and self._credentials.user and self._session.auth is _nobody:
            self._session.auth = self._scheme(headers.get("WWW-Authenticate", ""))
            status, headers, body = self._exchange(method, url, request)
        if 200 <= status < 300:
            return body
        if status == 404 and absent:
            return b""
        raise _refusal(url, status, headers, body)

    def _scheme(self, challenge: str) -> HTTPBasicAuth | HTTPDigestAuth:
        """The authentication that the server requires; sent with every later request."""
        user, password = self._credentials.user, self._credentials.password
        if challenge.lower().startswith("digest"):
            return HTTPDigestAuth(user, password)
        return HTTPBasicAuth(user.encode(), password.encode())  # as text, only Latin-1 could be sent

    def _exchange(self, method: str, url: str, request: dict[str, Any]) -> tuple[int, Any, bytes]:
        """Status, headers and body of one answer that is complete and in time."""
        deadline = time.monotonic() + self.timeout
        try:
            with self._session.request(
                method, url, timeout=self.timeout, stream=True, allow_redirects=False, **request
            ) as response:
                self.software = response.headers.get("Server", "")
                return response.status_code, response.headers, self._body(response, url, deadline)
        except requests.Timeout as error:
            raise self._late(url) from error
        except (requests.ConnectionError, urllib3.exceptions.HTTPError) as error:
            reason = _innermost(error)
            raise _failure(
                url, Message("remote-cannot-reached-broke-off-answer", reason=reason), passing=True, asks=True
            ) from error
        except (requests.RequestException, UnicodeError) as error:
            reason = _innermost(error)
            raise _failure(url, Message("remote-request-cannot-sent", reason=reason)) from error

    def _body(self, response: requests.Response, url: str, deadline: float) -> bytes:
        """All of the body. A time limit between bytes alone would never end with a server that sends one a second."""
        parts = []
        left = MOST_ANSWERED
        while part := response.raw.read1(1 << 16, decode_content=True):
            parts.append(part)
            left -= len(part)
            if left < 0 and url == self.addresses.query:
                most = MOST_ANSWERED >> 20
                raise _failure(url, Message("remote-answer-longer-than-mib-use", most=most))
            if time.monotonic() > deadline:
                raise self._late(url)
        if response.raw.length_remaining:
            missing = response.raw.length_remaining
            raise _failure(url, Message("remote-bytes-answer-missing", missing=missing), passing=True)
        return b"".join(parts)

    def _late(self, url: str) -> EndpointError:
        seconds = f"{self.timeout:g}"
        # A query that takes too long will do so again; an update may succeed once the server is less busy.
        return _failure(
            url, Message("remote-no-whole-answer-within-timeout", seconds=seconds), passing=url != self.addresses.query
        )


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """No credentials: otherwise requests reads those of a .netrc file."""
    return request


def shown(url: str) -> str:
    """A URL without the user and password in it."""
    parts = urlsplit(url)
    return visible(urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])))


def _innermost(error: BaseException) -> str:
    """The innermost cause of a chain of errors, in one line."""
    seen = {error}
    while (cause := error.__cause__ or error.__context__) is not None and cause not in seen:
        error = cause
        seen.add(error)
    return visible(str(error) or type(error).__name__).split("\n")[0][:_MOST_QUOTED]


def _refusal(url: str, status: int, headers: Any, body: bytes) -> EndpointError:
    """The error of a status code, with what to do and the message of the server."""
    words = " ".join(visible(body.decode("utf-8", "replace")).split())[:_MOST_QUOTED]
    said = words and "html" not in headers.get("Content-Type", "") and words
    tail = Message("remote-said", said=said) if said else ""
    if status in (401, 403):
        message = Message("remote-wants-know-who-asks-refuses", status=status, user=USER, password=PASSWORD, token=TOKEN)
    elif 300 <= status < 400:
        place = shown(headers.get("Location", "?"))
        message = Message("remote-has-moved-name-address", place=place, status=status)
    elif status in (404, 405):
        message = Message("remote-nothing-kind-there-check-endpoint", status=status)
    else:
        message = Message("remote-answered", status=status, tail=tail)
    after = headers.get("Retry-After", "")
    return _failure(url, message, passing=status in PASSING, after=float(after) if after.isdecimal() else None)


def _failure(url: str, message: Message, passing: bool = False, after: float | None = None, asks: bool = False) -> EndpointError:
    key = "remote-failure-asks" if asks else "remote-failure"
    return EndpointError(Message(key, url=shown(url), message=message), passing, after)
