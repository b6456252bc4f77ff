"""The locks are complete, agree with each other, and hold to run only what running needs."""

import tomllib
from importlib.metadata import requires
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tests.install.locks import LOCKS, read_lock, versions
from tests.install.pythons import SUPPORTED

ROOT = Path(__file__).resolve().parents[2]
PACKAGES_TO_RUN = 25
"""As many as may be installed to run the main job: each one is time and trust of whoever tries it."""
PYTHONS = [f"{version}.0" for version in SUPPORTED]
NAMES = sorted(path.stem for path in LOCKS.iterdir())


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def roots(lock: str) -> list[str]:
    """What the project asks for in the environment that a lock is for."""
    package, groups = pyproject()["project"], pyproject()["dependency-groups"]
    extras = package["optional-dependencies"]
    asked = {
        "build": groups["build"],
        "run": package["dependencies"],
        "serve": [*package["dependencies"], *extras["serve"], *extras["site"]],
        "test": [
            *package["dependencies"],
            *(line for lines in extras.values() for line in lines),
            *groups["build"],
            *groups["dev"],
        ],
    }
    return [line for line in asked[lock] if not line.startswith("shisaku[")]


def closure(requirements: list[str], locked: dict[str, str]) -> set[str]:
    """Every package that `requirements` need, by what the installed packages themselves require; each must be locked as needed."""
    found: set[str] = set()
    seen: set[tuple[str, str]] = set()
    waiting = [(Requirement(line), "") for line in requirements]
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        assert name in locked, f"{requirement} is not locked"
        assert requirement.specifier.contains(locked[name], prereleases=True), f"{requirement} is locked as {locked[name]}"
        found.add(name)
        for wanted in ("", *requirement.extras):
            if (name, wanted) not in seen:
                seen.add((name, wanted))
                waiting += [(Requirement(line), wanted) for line in requires(name) or ()]
    return found


def test_there_are_the_locks_that_the_makefile_installs() -> None:
    assert NAMES == ["build", "run", "serve", "test"]


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_holds_what_is_needed_and_nothing_else(name: str) -> None:
    locked = versions(name)
    assert closure(roots(name), locked) == set(locked)


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_names_one_version_and_the_digests_of_its_files(name: str) -> None:
    entries = read_lock(name)
    assert entries
    for entry in entries:
        assert entry.version
        assert not entry.requirement.extras
        assert all(digest.startswith("sha256:") and len(digest) == 71 for digest in entry.hashes)
        assert entry.hashes


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize(("larger", "smaller"), [("test", "build"), ("test", "serve"), ("serve", "run")])
def test_the_larger_lock_only_adds_to_the_smaller_one(larger: str, smaller: str, python: str) -> None:
    assert versions(smaller, python).items() < versions(larger, python).items()
    digests = {entry.name: set(entry.hashes) for entry in read_lock(larger) if entry.is_for(python)}
    assert all(set(entry.hashes) == digests[entry.name] for entry in read_lock(smaller) if entry.is_for(python))


def test_running_needs_few_packages() -> None:
    assert len(read_lock("run")) <= PACKAGES_TO_RUN


def test_the_builder_is_locked_as_the_build_system_asks_for_it() -> None:
    assert set(pyproject()["build-system"]["requires"]) <= set(pyproject()["dependency-groups"]["build"])
