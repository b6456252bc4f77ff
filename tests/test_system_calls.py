"""System calls that the kernel refuses."""

import subprocess
import sys

import pytest

from shisaku.system_calls import _NUMBERS, refuse

SOCKET = "import socket\nsocket.socket()\n"
PROGRAM = "import os\nos.execv('/bin/true', ['true'])\n"


def ended(calls: tuple[str, ...], attempt: str) -> str:
    """How a process ends that refuses the calls and makes an attempt then: the last line on its standard error."""
    code = f"from shisaku.system_calls import refuse\nimport socket\nassert refuse(*{calls!r})\n{attempt}"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return run.stderr.strip().rpartition("\n")[2]


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="seccomp is Linux's")


@linux
@pytest.mark.parametrize(
    ("call", "attempt"), [("socket", SOCKET), ("execve", PROGRAM), ("unlink", "import os\nos.unlink('/x')\n")]
)
def test_a_refused_call_fails(call: str, attempt: str) -> None:
    assert "Permission denied" in ended((call,), attempt)
    assert "Permission denied" in ended(tuple(_NUMBERS), attempt)


@linux
@pytest.mark.parametrize(("call", "attempt"), [("execve", SOCKET), ("socket", PROGRAM)])
def test_every_other_call_is_made(call: str, attempt: str) -> None:
    assert ended((call,), attempt) == ""


def test_a_machine_whose_calls_are_not_known_refuses_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert not refuse("socket")
