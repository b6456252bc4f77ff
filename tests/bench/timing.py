"""Processor seconds (user and system) and peak memory of child processes, and the machine that they ran on."""

import ctypes
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression, median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a program."""

    told: dict[str, Any]
    """The JSON that it printed."""
    seconds: float
    """Processor seconds of the whole process, and of its workers."""
    megabytes: float
    """Its peak memory."""
    clock: float
    """Seconds on the clock."""


def run(*arguments: str | Path, workers: bool = False) -> Run:
    """A run of `python -m ...`, with that of its workers where it has some. Raises CalledProcessError where it fails."""
    return run_command([sys.executable, "-m", *map(str, arguments)], workers)


def run_command(command: list[str], workers: bool = False) -> Run:
    """A run of any program; what it tells on its error stream is of no interest while it does not fail.

    Who asks for workers has no other child: all that are left behind are waited for.
    """
    if workers:  # they are forked by a process of their own, so that nobody would hear of them (prctl(2), Linux)
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    began = time.monotonic()
    # What is installed has its bytecode beside it, and so has what ran once before, unless somebody forbids it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, cwd=ROOT, env=environment)
        made = _waited(process, began, workers)
        if process.returncode:
            said.seek(0)
            raise subprocess.CalledProcessError(process.returncode, command, stderr=said.read().decode())
    return made


def _waited(process: "subprocess.Popen[bytes]", began: float, workers: bool) -> Run:
    assert process.stdout is not None
    with process.stdout:
        printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    left = sum(_orphans()) if workers else 0.0
    told = json.loads(printed) if printed.strip() else {}
    return Run(told, usage.ru_utime + usage.ru_stime + left, usage.ru_maxrss / 1024, clock)


def _orphans() -> Iterator[float]:
    """Processor seconds of what the program left behind: workers, which end a moment after it."""
    while True:
        try:
            _, _, usage = os.wait4(-1, 0)
        except ChildProcessError:
            return
        yield usage.ru_utime + usage.ru_stime


def medians(runs: Sequence[Run]) -> dict[str, float]:
    """The median of every stage that the runs told, of the whole process, and of its peak memory."""
    stages = {name: median(one.told["stages"][name] for one in runs) for name in runs[0].told.get("stages", {})}
    process = {"process": median(one.seconds for one in runs), "megabytes": median(one.megabytes for one in runs)}
    return {name: round(value, 4) for name, value in {**stages, **process}.items()}


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """The power of the size that the time grows with: the slope of a line through the logarithms of both."""
    return round(linear_regression([*map(math.log, sizes)], [*map(math.log, seconds)]).slope, 3)


def machine() -> dict[str, Any]:
    """What the figures were made on."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").is_file() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory in GiB": round(memory),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
    }
