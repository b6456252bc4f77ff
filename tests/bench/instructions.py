"""Instructions of whole processes, counted by callgrind: the same number every time, whatever else the machine does."""

import re
import shutil
import subprocess
import sys
from typing import Any

from tests.bench.plans import plans
from tests.bench.results import Claim, table
from tests.bench.timing import ROOT, exponent

SIZES = (1, 3, 9)
_COUNTED = re.compile(r"Collected : ([0-9]+)")


def measure() -> dict[str, Any]:
    """Instructions of mapping, inferring, validating, checking and writing so many plans; nothing where there is no valgrind."""
    if shutil.which("valgrind") is None:
        return {"counted": {}}
    return {"counted": {str(size): _count(size) for size in SIZES}}


def _count(size: int) -> int:
    plans(size)  # read beforehand
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", sys.executable, "-m", "tests.bench.stages"]
    # names are hashed with chance otherwise, and the number of instructions with them
    environment = {"PATH": "/usr/bin:/bin", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    made = subprocess.run(
        [*command, "compiled", str(size), "growth"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    found = _COUNTED.search(made.stderr)
    assert found is not None, made.stderr
    return int(found[1])


def claims(found: dict[str, Any]) -> list[Claim]:
    """Nothing beyond what growth claims of seconds."""
    return []


def section(found: dict[str, Any]) -> list[str]:
    """What the page says."""
    counted = found["counted"]
    if not counted:
        return ["## Instructions", "", "Not counted: there was no valgrind."]
    sizes, numbers = [int(size) for size in counted], list(counted.values())
    each = [(b - a) / (n - m) for a, b, m, n in zip(numbers, numbers[1:], sizes, sizes[1:], strict=False)]
    rows = [[size, f"{number / 1e6:,.0f}"] for size, number in counted.items()]
    power = exponent(sizes[1:], [number - (numbers[0] - each[0]) for number in numbers[1:]])
    return [
        "## Instructions",
        "",
        "`python -m tests.bench instructions`. Millions of instructions (callgrind) of a process that loads the ontology and maps, infers from,",
        f"validates, checks and writes so many plans. Each further plan takes {' and then '.join(f'{e / 1e6:,.0f}' for e in each)}; without the",
        f"loading they grow with the power {power} of the number of plans.",
        "",
        *table(["plans", "instructions"], rows),
    ]
