"""What a server answers is whole or an error that says what to do; what passes is tried again, who asks is told only where it is asked."""

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.patience import PATIENCE

from shisaku.errors import EndpointError, SettingsError
from shisaku.remote import endpoint as protocol
from shisaku.remote.endpoint import LONGEST_WAIT, Credentials, Endpoint, EndpointAddresses
from shisaku.sparql.answers import Triples

ONE_ROW = json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": "灯台"}}]}}).encode()


@dataclass
class Scripted:
    """A server that gives the answers it is told to, one after another, the last one over and over."""

    answers: list[tuple[int, dict[str, str], bytes]]
    """Status, headers and body."""
    url: str = ""
    """Where it listens."""
    seen: list[dict[str, str]] = field(default_factory=list)
    """The headers of each request."""


@contextmanager
def scripted(*answers: tuple[int, dict[str, str], bytes]) -> Iterator[Scripted]:
    """A server that runs in a thread."""
    script = Scripted(list(answers))

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *unused: object) -> None:
            """Say nothing."""

        def __getattr__(self, name: str) -> Callable[[], None]:
            if name.startswith("do_"):
                return self.answer
            raise AttributeError(name)

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            script.seen.append(dict(self.headers.items()))
            status, headers, body = script.answers.pop(0) if len(script.answers) > 1 else script.answers[0]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listener:
        script.url = f"http://127.0.0.1:{listener.server_port}"
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield script
        finally:
            listener.shutdown()
            thread.join()


def ask(script: Scripted, waited: list[float], credentials: Credentials | None = None) -> tuple[tuple[str, ...], ...]:
    """The rows that the server answers; how long was waited in between."""
    with Endpoint(EndpointAddresses.of(script.url), credentials, PATIENCE, sleep=waited.append) as endpoint:
        return tuple(endpoint.select("SELECT ?n {}").texts())


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_request_that_may_go_better_later_is_sent_again_after_waits_that_double(status: int) -> None:
    waited: list[float] = []
    with scripted(*[(status, {}, b"")] * 3, (200, {}, ONE_ROW)) as script:
        assert ask(script, waited) == (("灯台",),)
    assert waited == [0.5, 1, 2]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 500, 501, 301, 307])
def test_a_request_that_the_server_will_not_carry_out_is_not_sent_again(status: int) -> None:
    waited: list[float] = []
    with scripted((status, {"Location": "http://user:secret@127.0.0.1:9/elsewhere"}, b"")) as script:
        with pytest.raises(EndpointError) as caught:
            ask(script, waited)
        assert len(script.seen) == 1
    assert waited == []
    assert str(status) in caught.value.message.verbatim("ja")
    assert str(status) in caught.value.message.verbatim("en")
    assert "secret" not in str(caught.value)


def test_a_server_that_does_not_recover_is_given_up_with_its_address_and_status() -> None:
    waited: list[float] = []
    with scripted((503, {}, "混み合っています\x1b[31m".encode())) as script:
        with pytest.raises(EndpointError) as caught:
            ask(script, waited)
        assert str(caught.value) == f"{script.url}/query: it answered 503 (混み合っています<U+001B>[31m)."
    assert waited == [0.5, 1, 2, 4, 8]


@pytest.mark.parametrize(("stated", "waits"), [("3", 3.0), ("86400", LONGEST_WAIT), ("Mon, 23 Nov 2026 00:00:00 GMT", 0.5)])
def test_a_server_says_itself_when_to_come_again(stated: str, waits: float) -> None:
    waited: list[float] = []
    with scripted((503, {"Retry-After": stated}, b""), (200, {}, ONE_ROW)) as script:
        assert ask(script, waited) == (("灯台",),)
    assert waited == [waits]


@pytest.mark.parametrize(
    "body", [ONE_ROW[:-9], b"", b"<html>", b'{"head": {}, "boolean": true}'], ids=["half", "nothing", "a page", "of an ASK"]
)
def test_an_answer_that_is_no_result_is_an_error(body: bytes) -> None:
    waited: list[float] = []
    with scripted((200, {}, body)) as script, pytest.raises(EndpointError, match="its answer cannot be read"):
        ask(script, waited)


def test_half_an_answer_of_known_length_is_requested_again() -> None:
    waited: list[float] = []
    with scripted((200, {"Content-Length": str(len(ONE_ROW))}, ONE_ROW[:-9]), (200, {}, ONE_ROW)) as script:
        assert ask(script, waited) == (("灯台",),)
    assert waited == [0.5]


@pytest.mark.parametrize("query", ["SELECT ?n {}", "ASK {}", "CONSTRUCT WHERE {}"])
def test_no_more_is_read_of_an_answer_than_a_computer_can_hold(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "MOST_ANSWERED", 1 << 20)
    waited: list[float] = []
    with (
        scripted((200, {}, b" " * (1 << 20) + ONE_ROW)) as script,
        Endpoint(EndpointAddresses.of(script.url), sleep=waited.append) as endpoint,
    ):
        with pytest.raises(EndpointError, match="its answer is longer than 1 MiB; use LIMIT"):
            endpoint.query(query)
        assert len(script.seen) == 1
        assert len(endpoint.get("urn:g")) > 1 << 20  # a graph that is asked for whole is fetched whole


@pytest.mark.parametrize(
    ("query", "body", "reported"),
    [
        ("ASK {}", b'{"head": {}, "boolean": true}', True),
        ("CONSTRUCT WHERE {}", b"<urn:a> <urn:b> _:x .\n<urn:a> <urn:b> _:x .\n", ["<urn:a> <urn:b> _:b0"]),
        ("DESCRIBE <urn:a>", b"@prefix u: <urn:> . u:a u:b u:c .", ["<urn:a> <urn:b> <urn:c>"]),
    ],
)
def test_an_answer_of_every_form_is_read(query: str, body: bytes, reported: object) -> None:
    with scripted((200, {}, body)) as script, Endpoint(EndpointAddresses.of(script.url)) as endpoint:
        found = endpoint.query(query)
        assert ([str(triple) for triple in found.triples] if isinstance(found, Triples) else found) == reported
        accepts = script.seen[0]["Accept"]
        assert accepts.startswith("application/sparql-results+json" if query == "ASK {}" else "application/n-triples")


@pytest.mark.parametrize("query", ["CONSTRUCT WHERE {}", "DESCRIBE <urn:a>"])
def test_triples_that_cannot_be_read_are_an_error(query: str) -> None:
    with (
        scripted((200, {}, b"<html>")) as script,
        Endpoint(EndpointAddresses.of(script.url)) as endpoint,
        pytest.raises(EndpointError, match="its answer cannot be read"),
    ):
        endpoint.query(query)


def test_a_server_that_is_not_there_is_reported_with_its_address() -> None:
    waited: list[float] = []
    with pytest.raises(EndpointError, match=r"http://127.0.0.1:1/query: it cannot be reached.*Is it running"):
        ask(Scripted([], "http://127.0.0.1:1"), waited)
    assert len(waited) == 5


# -- who asks ----------------------------------------------------------------------------------------------------------

USER = Credentials("fude", "ひみつ:の")


def test_no_credentials_are_sent_before_the_server_requires_them() -> None:
    with scripted((200, {}, ONE_ROW)) as script:
        ask(script, [], USER)
        assert "Authorization" not in script.seen[0]


def test_a_server_that_wants_a_password_gets_it() -> None:
    with scripted((401, {"WWW-Authenticate": 'Basic realm="x"'}, b""), (200, {}, ONE_ROW)) as script:
        assert ask(script, [], USER) == (("灯台",),)
        kind, _, value = script.seen[1]["Authorization"].partition(" ")
    assert (kind, base64.b64decode(value).decode()) == ("Basic", "fude:ひみつ:の")


def test_a_server_that_requires_digest_never_receives_the_password() -> None:
    wants = 'Digest realm="SPARQL", nonce="a", qop="auth", algorithm="MD5"'
    with scripted(*[(401, {"WWW-Authenticate": wants}, b"")] * 2, (200, {}, ONE_ROW)) as script:
        assert ask(script, [], Credentials("fude", "secret")) == (("灯台",),)
        assert [seen.get("Authorization", "")[:22] for seen in script.seen] == ["", "", 'Digest username="fude"']
        assert "secret" not in str(script.seen)


def test_a_wrong_password_is_reported_without_it() -> None:
    with scripted((401, {"WWW-Authenticate": "Basic"}, b"")) as script, pytest.raises(EndpointError) as caught:
        ask(script, [], USER)
    assert "SHISAKU_ENDPOINT_PASSWORD" in caught.value.message.verbatim("ja")
    assert "SHISAKU_ENDPOINT_PASSWORD" in caught.value.message.verbatim("en")
    assert "ひみつ" not in caught.value.message.verbatim("ja") + caught.value.message.verbatim("en")


def test_a_token_is_sent_with_every_request() -> None:
    with scripted((200, {}, ONE_ROW)) as script:
        ask(script, [], Credentials(token="abc"))
        assert script.seen[0]["Authorization"] == "Bearer abc"


def test_the_environment_says_who_asks_and_a_netrc_does_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("USER", "PASSWORD", "TOKEN"):
        monkeypatch.setenv(f"SHISAKU_ENDPOINT_{name}", name.lower())
    assert Credentials.from_environment() == Credentials("user", "password", "token")
    (tmp_path / "netrc").write_text("default login from password netrc\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with scripted((200, {}, ONE_ROW)) as script:
        ask(script, [])
        assert "Authorization" not in script.seen[0]


def test_credentials_are_not_shown_by_their_repr() -> None:
    assert repr(Credentials("fude", "secret", "token")) == "Credentials()"


# -- addresses ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("endpoint", "addresses"),
    [
        ("http://h:7878", ("http://h:7878/query", "http://h:7878/update", "http://h:7878/store")),
        ("http://h:7878/", ("http://h:7878/query", "http://h:7878/update", "http://h:7878/store")),
        ("https://h/a/query", ("https://h/a/query", "https://h/a/update", "https://h/a/store")),
        ("http://h/sparql", ("http://h/sparql", "http://h/sparql-auth", "http://h/sparql-graph-crud-auth")),
        ("http://h/sparql-auth", ("http://h/sparql-auth", "http://h/sparql-auth", "http://h/sparql-graph-crud-auth")),
    ],
)
def test_the_other_addresses_of_a_server_are_derived_from_one(endpoint: str, addresses: tuple[str, str, str]) -> None:
    assert EndpointAddresses.of(endpoint) == EndpointAddresses(*addresses)
    assert EndpointAddresses.of(endpoint, "http://u/", "http://s/") == EndpointAddresses(addresses[0], "http://u/", "http://s/")


@pytest.mark.parametrize("url", ["", "localhost:7878", "ftp://h/", "http://", "file:///etc", "http://user:secret@h/"])
def test_what_is_no_address_of_a_server_is_wrong_use(url: str) -> None:
    for given in ((url, None, None), ("http://h/", url, None), ("http://h/", None, url)):
        with pytest.raises(SettingsError) as caught:
            EndpointAddresses.of(*given)
        assert "secret" not in caught.value.message.verbatim("ja") + caught.value.message.verbatim("en")
