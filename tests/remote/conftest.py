"""The servers, started once a session; invented graphs to push; a proxy that fails as servers fail."""

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.patience import PATIENCE
from tests.remote import servers
from tests.remote.proxy import Proxy
from tests.remote.servers import NotToBeHadError, Server

from shisaku.remote.endpoint import Endpoint

Connect = Callable[..., Endpoint]


@pytest.fixture(scope="session")
def oxigraph() -> Iterator[Server]:
    """Oxigraph's server."""
    with servers.oxigraph() as (server, _):
        yield server


@pytest.fixture(scope="session")
def virtuoso() -> Iterator[Server]:
    """Virtuoso; where no Debian packages can be had, as without internet or apt, its tests are left out and say so."""
    try:
        with servers.virtuoso() as server:
            yield server
    except NotToBeHadError as error:
        pytest.skip(str(error))


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Server:
    """Each of the two servers."""
    found: Server = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Opens endpoints that never sleep; they are closed behind the test."""
    opened: list[Endpoint] = []

    def connected(server: Server, **options: object) -> Endpoint:
        settings = {"timeout": PATIENCE, "sleep": lambda seconds: None, **options}
        opened.append(Endpoint(server.addresses, server.credentials, **settings))  # type: ignore[arg-type]
        return opened[-1]

    yield connected
    for endpoint in opened:
        endpoint.__exit__()


@pytest.fixture
def endpoint(server: Server, connect: Connect) -> Endpoint:
    """A server, as the program sees it."""
    return connect(server)


@pytest.fixture
def base(request: pytest.FixtureRequest) -> str:
    """A base of IRIs that is this test's own, so that tests share a server without seeing each other."""
    return f"https://example.org/{zlib.crc32(request.node.nodeid.encode())}/"


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    """A proxy before each of the servers."""
    with Proxy(server) as between:
        yield between


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for graphs."""
    made = tmp_path / "graphs"
    made.mkdir()
    return made
