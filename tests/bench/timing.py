"""Processor seconds (user and system) and peak memory of child processes, and the machine that they ran on."""

import json
import math
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression, median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a program."""

    told: dict[str, Any]
    """The JSON that it printed."""
    seconds: float
    """Processor seconds of the whole process."""
    megabytes: float
    """Its peak memory."""


def run(*arguments: str, python: str = sys.executable) -> Run:
    """A run of `python -m ...`. Raises CalledProcessError where it fails."""
    command = [python, "-m", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    with process.stdout:
        printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(json.loads(printed), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def medians(runs: Sequence[Run]) -> dict[str, float]:
    """The median of every stage that the runs told, of the whole process, and of its peak memory."""
    stages = {name: median(one.told["stages"][name] for one in runs) for name in runs[0].told["stages"]}
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
