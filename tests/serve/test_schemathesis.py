"""The server answers as its own description says, whatever is asked: cases that Schemathesis makes of it, the same ones every time."""

import subprocess
import sys
from pathlib import Path

from tests.patience import PATIENCE
from tests.serve.conftest import Served

_OPTIONS = ("--max-examples", "4", "--generation-deterministic", "--no-color", "--phases", "coverage,fuzzing")
_NO_SCHEMA_SAYS = "positive_data_acceptance"
"""A check that every string of the schema is accepted: none can say which strings are SPARQL."""


def test_whatever_is_made_of_the_description_is_answered_as_it_says(server: Served, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{server.url}/openapi.json", "--exclude-checks", _NO_SCHEMA_SAYS]
    done = subprocess.run([*command, *_OPTIONS], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE)
    assert done.returncode == 0, done.stdout + done.stderr
