"""What runs finds all it needs in its lock: the commands of `make run`, with nothing else to import."""

import os
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from tests.install.locks import versions
from tests.install.pythons import ROOT

IMPORT_THE_SERVER = """
import pkgutil, importlib, shisaku.serve, shisaku.pages
for package in (shisaku.serve, shisaku.pages):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if module.name != "shisaku.serve.workers.remote_engine":  # puts pages before another server, which needs the extra `push`
            importlib.import_module(module.name)
"""


def only(lock: str, folder: Path) -> dict[str, str]:
    """Variables by which Python without `site` finds the packages of that lock, linked in `folder`, and shisaku; nothing else."""
    for name in (*versions(lock), "shisaku"):
        found = distribution(name)
        tops = {file.parts[0] for file in found.files or ()} - {"..", "__pycache__", "shisaku"}
        assert tops
        for top in tops:
            (folder / top).symlink_to(Path(str(found.locate_file(top))))
    return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONPATH": f"{folder}{os.pathsep}{ROOT / 'src'}"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that may be written into."""
    place = tmp_path / "checkout"
    (place / "data").mkdir(parents=True)
    for name in ("ontology", "queries", "Makefile", "shisaku.toml", "data/sources"):
        (place / name).symlink_to(ROOT / name)
    return place


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    place = tmp_path / "packages"
    place.mkdir()
    return place


def test_the_main_job_runs_with_what_its_lock_holds(checkout: Path, packages: Path) -> None:
    """As `make run` does it, but for the environment."""
    environment = only("run", packages)
    (checkout / ".venv" / "bin").mkdir(parents=True)
    shisaku = checkout / ".venv" / "bin" / "shisaku"
    shisaku.write_text(f'#!/bin/sh\nexec "{sys.executable}" -S -m shisaku "$@"\n', encoding="utf-8")
    shisaku.chmod(0o755)
    done = subprocess.run(
        ["make", "-o", ".venv/ready", "run"], cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for name in ("graph/soumu-2021.ttl", "description.ttl"):
        assert (checkout / "data" / name).read_bytes() == (ROOT / "data" / name).read_bytes()


def test_server_and_pages_can_be_imported_with_what_their_lock_holds(packages: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-c", IMPORT_THE_SERVER],
        cwd=tmp_path,
        env=only("serve", packages),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_package_that_is_not_in_the_lock_cannot_be_imported(packages: Path, tmp_path: Path) -> None:
    """The control."""
    program = "import rdflib, pytest"
    done = subprocess.run(
        [sys.executable, "-S", "-c", program],
        cwd=tmp_path,
        env=only("run", packages),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "No module named 'pytest'" in done.stderr
