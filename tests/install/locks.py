"""Reading the locks in requirements/."""

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = Path(__file__).resolve().parents[2] / "requirements"


@dataclass(frozen=True, slots=True)
class Locked:
    """One entry of a lock."""

    requirement: Requirement
    """Name, version, and for which environments."""
    hashes: tuple[str, ...]
    """Digests of every file of that release, as `sha256:…`."""

    @property
    def name(self) -> str:
        """The name of the package, normalised."""
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        """The one version that is allowed."""
        (specifier,) = self.requirement.specifier
        assert specifier.operator == "=="
        return specifier.version

    def is_for(self, python: str = "") -> bool:
        """Whether it is installed here, on that full version of Python; on the running one where none is named."""
        environment = {"python_full_version": python, "python_version": ".".join(python.split(".")[:2])} if python else {}
        return self.requirement.marker is None or self.requirement.marker.evaluate(dict(environment))


def read_lock(name: str) -> list[Locked]:
    """The entries of `requirements/<name>.lock`, in its order."""
    text = (LOCKS / f"{name}.lock").read_text(encoding="utf-8")
    lines = re.sub(r" *\\\n *", " ", text).splitlines()
    return [Locked(Requirement(parts[0]), tuple(parts[1:])) for parts in (line.split(" --hash=") for line in lines)]


def versions(name: str, python: str = "") -> dict[str, str]:
    """Each package that a lock holds for that Python, with its version."""
    return {entry.name: entry.version for entry in read_lock(name) if entry.is_for(python)}
