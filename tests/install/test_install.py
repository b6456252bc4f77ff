"""Later releases of everything change nothing: `make` installs what is locked, with the pip that each Python comes with.

The index is on disk and holds stand-ins; the commands are those that `make` would run.
"""

import os
import subprocess
import zipfile
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name
from packaging.version import Version
from tests.install import index
from tests.install.locks import LOCKS, read_lock, versions
from tests.install.pythons import ROOT, RUNNING, SUPPORTED, Python, find_python

RESOLVES_EXTRAS = Version("23.3")
"""The first pip that takes a pinned `coverage` for the `coverage[toml]` that another package requires. Python 3.11 and 3.12 have older ones."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the index in `simple`, and beside it the locks with the digests of its stand-ins."""
    place = tmp_path_factory.mktemp("shop")
    digests = index.publish(place / "simple", read_lock("test"))
    for path in LOCKS.iterdir():
        (place / path.name).write_text(index.lock(read_lock(path.stem), digests), encoding="utf-8")
    return place


@pytest.fixture(scope="module", params=SUPPORTED)
def python(request: pytest.FixtureRequest) -> Python:
    """Each supported Python that is on this machine; the one that runs the tests always is."""
    found = find_python(request.param)
    if found is None and request.param != RUNNING:
        pytest.skip(f"there is no Python {request.param} on this machine")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def venv(python: Python, shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the pip that the Python comes with, as `python -m venv` makes it; not compiled, which takes longest."""
    place = tmp_path_factory.mktemp(f"python-{python.version}") / "venv"
    subprocess.run([python.path, "-m", "venv", "--without-pip", place], check=True)
    with zipfile.ZipFile(python.pip) as wheel:
        wheel.extractall(packages(place))
    return place


def packages(venv: Path) -> Path:
    """The folder that an environment's packages are in."""
    (found,) = venv.glob("lib/python*/site-packages")
    return found


def installs(venv: Path, python: Python, shop: Path, *arguments: str) -> list[str]:
    """The commands by which `make` with those arguments would install locks, but with the locks of the stand-ins."""
    made = subprocess.run(
        ["make", "-n", "--no-print-directory", f"PYTHON={python.path}", f"VENV={venv}", f"LOCKS={shop}", *arguments],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in made.stdout.splitlines() if "--require-hashes" in line]


def run(command: str, shop: Path) -> subprocess.CompletedProcess[str]:
    """Runs a line of the Makefile with no index in reach but that on disk, and without anybody's settings of pip."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(shop), "PIP_CONFIG_FILE": os.devnull}
    environment["PIP_INDEX_URL"] = (shop / "simple").as_uri()
    return subprocess.run(["sh", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def succeed(command: str, shop: Path) -> str:
    """What a line prints that runs without fault or warning."""
    done = run(command, shop)
    assert (done.returncode, done.stderr) == (0, ""), command
    return done.stdout


def installed(folder: Path) -> dict[str, str]:
    """Each package in a folder of packages with its version, but for pip itself."""
    found = {canonicalize_name(package.name): package.version for package in distributions(path=[str(folder)])}
    return {name: version for name, version in found.items() if name != "pip"}


def test_a_stand_in_for_a_later_release_is_within_the_ranges_of_the_locked_one() -> None:
    for entry in read_lock("test"):
        assert Version(entry.version) < Version(index.later(entry.version)) < Version(f"{Version(entry.version).base_version}.1")


def test_later_releases_of_everything_change_nothing(venv: Path, python: Python, shop: Path) -> None:
    for stamp, lock in (("ready", "run"), ("ready-serve", "serve"), ("ready-test", "test")):
        lines = installs(venv, python, shop, f"{venv}/{stamp}")
        assert lines
        for line in lines:
            succeed(line, shop)
        (venv / stamp).touch()
        assert installed(packages(venv)) == versions(lock, python.version)
    assert installed(venv / "build") == versions("build", python.version)


def test_a_pip_that_resolves_what_is_locked_trips_over_later_releases(venv: Path, python: Python, shop: Path) -> None:
    """The control: the command without --no-deps, as it once was, fails with the pip that Python 3.11 comes with."""
    line = installs(venv, python, shop, "--always-make", f"{venv}/ready")[0]
    assert " --no-deps " in line
    done = run(line.replace(" --no-deps ", " --dry-run --ignore-installed "), shop)
    pip = python.pip.name.split("-")[1]
    if Version(pip) < RESOLVES_EXTRAS:
        assert "In --require-hashes mode, all requirements must have their versions pinned" in done.stderr
        return
    assert done.returncode == 0, done.stderr
    entry = read_lock("run")[0]
    chosen = succeed(
        f"{venv}/bin/python -m pip --disable-pip-version-check install --no-deps --dry-run --ignore-installed {entry.name}", shop
    )
    assert f"Would install {entry.name}-{index.later(entry.version)}" in chosen  # where nothing is locked
    pytest.skip(f"pip {pip}, which Python {python.version} comes with, resolves it")
