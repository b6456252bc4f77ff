"""Real SPARQL servers for the tests: Oxigraph's from PyPI and Virtuoso from Debian's packages, started on a port of their own."""

import os
import shutil
import socket
import subprocess
import sysconfig
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.patience import PATIENCE, until

from shisaku.remote.endpoint import Credentials, EndpointAddresses

CACHE = Path(__file__).resolve().parents[2] / "build" / "virtuoso"
"""Where Virtuoso's files are kept when it is not installed; `make clean` removes them."""
_PACKAGE = "virtuoso-opensource-7-bin"
_APT = ("-o", "Acquire::http::Timeout=15", "-o", "Acquire::Retries=0")
_INI = """\
[Database]
DatabaseFile = virtuoso.db
TransactionFile = virtuoso.trx
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
NumberOfBuffers = 2000
MaxDirtyBuffers = 1200
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 10000
"""


class NotToBeHadError(Exception):
    """A server is not installed and cannot be fetched from here; says why."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    name: str
    """`oxigraph` or `virtuoso`."""
    url: str
    """What a user gives as `--endpoint`."""
    credentials: Credentials
    """Who may write there."""

    @property
    def addresses(self) -> EndpointAddresses:
        """Where it takes what."""
        return EndpointAddresses.of(self.url)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def oxigraph(folder: Path | None = None) -> Iterator[tuple[Server, "subprocess.Popen[bytes]"]]:
    """Oxigraph's server, with its process; in memory, or on the store in `folder`."""
    program = Path(sysconfig.get_path("scripts")) / "oxigraph"
    port = free_port()
    place = () if folder is None else ("--location", str(folder))
    command = [str(program), "serve", *place, "--bind", f"127.0.0.1:{port}"]
    with _running(command, Path.cwd(), f"http://127.0.0.1:{port}/query?query=ASK%7B%7D") as process:
        yield Server("oxigraph", f"http://127.0.0.1:{port}", Credentials()), process


@contextmanager
def virtuoso() -> Iterator[Server]:
    """Virtuoso on an empty database. Raises NotToBeHadError."""
    program, libraries = _virtuoso_program()
    sql, http = free_port(), free_port()
    with TemporaryDirectory(prefix="virtuoso-") as name:
        folder = Path(name)
        (folder / "virtuoso.ini").write_text(_INI.format(sql=sql, http=http), encoding="utf-8")
        command = [str(program), "-f", "-c", "virtuoso.ini"]
        url = f"http://127.0.0.1:{http}/sparql"
        with _running(command, folder, f"{url}?query=ASK%7B%7D", libraries):
            yield Server("virtuoso", url, Credentials("dba", "dba"))


@contextmanager
def _running(command: list[str], folder: Path, requested: str, libraries: str = "") -> Iterator["subprocess.Popen[bytes]"]:
    """A process that answers at an address; killed at the end, as nothing of what it holds is wanted any more."""
    environment = {**os.environ, "LD_LIBRARY_PATH": libraries} if libraries else None
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, stdin=quiet, stdout=quiet, stderr=quiet, env=environment) as process:
        try:
            _await(process, requested)
            yield process
        finally:
            process.kill()


def _await(process: "subprocess.Popen[bytes]", requested: str) -> None:
    def answers() -> bool:
        assert process.poll() is None, f"{process.args!r} ended with {process.returncode}"
        try:
            with urllib.request.urlopen(requested, timeout=PATIENCE):
                return True
        except (OSError, urllib.error.URLError):
            return False

    until(answers)


def _virtuoso_program() -> tuple[Path, str]:
    """The program and the folders of its libraries: as installed, else as unpacked from Debian's packages, which needs no root."""
    installed = shutil.which("virtuoso-t")
    if installed is not None:
        return Path(installed), ""
    if not CACHE.is_dir():
        _unpack()
    return CACHE / "usr" / "bin" / "virtuoso-t", ":".join(str(path) for path in sorted(CACHE.glob("**/*-linux-gnu*/")))


def _unpack() -> None:
    if shutil.which("apt-get") is None or shutil.which("dpkg") is None:
        raise NotToBeHadError("virtuoso-t is not installed, and there is no apt-get to fetch it with")
    CACHE.parent.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=CACHE.parent, prefix="virtuoso-") as name:
        files = Path(name) / "files"
        # What apt would install tells the packages that it needs and that are not there.
        plan = _apt(Path(name), "-s", "install", "--no-install-recommends", _PACKAGE)
        _apt(Path(name), "download", *(line.split()[1] for line in plan.splitlines() if line.startswith("Inst ")))
        for package in Path(name).glob("*.deb"):
            subprocess.run(["dpkg", "-x", str(package), str(files)], check=True, timeout=PATIENCE)
        # Another worker may have been quicker.
        if not CACHE.is_dir():
            files.rename(CACHE)


def _apt(folder: Path, *arguments: str) -> str:
    run = subprocess.run(
        ["apt-get", *_APT, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    if run.returncode:
        lines = run.stderr.strip().splitlines() or ["apt-get failed"]
        raise NotToBeHadError(f"virtuoso-t is not installed, and Debian's packages cannot be fetched: {lines[-1]}")
    return run.stdout
