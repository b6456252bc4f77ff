"""The Pythons that are supported, and which of them are on this machine."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_CLASSIFIER = "Programming Language :: Python :: 3."
_PROBE = """
import ensurepip, pathlib, platform, sysconfig, venv
folder = sysconfig.get_config_var("WHEEL_PKG_DIR") or pathlib.Path(ensurepip.__file__).parent / "_bundled"
for line in (platform.python_version(), *pathlib.Path(folder).glob("pip-*.whl")):
    print(line)
"""


def _supported() -> tuple[str, ...]:
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return tuple(f"3.{line.removeprefix(_CLASSIFIER)}" for line in package["classifiers"] if line.startswith(_CLASSIFIER))


SUPPORTED = _supported()
"""The versions that the package says it runs on, such as 3.11."""

RUNNING = f"3.{sys.version_info.minor}"
"""The version that runs the tests."""


@dataclass(frozen=True, slots=True)
class Python:
    """An interpreter that can make environments with the pip it comes with."""

    path: Path
    """Where it is."""
    version: str
    """Its full version, such as 3.11.7."""
    pip: Path
    """The wheel of the pip that it puts into new environments."""


def find_python(version: str) -> Python | None:
    """The interpreter of that version: the running one, or one on the PATH or among pyenv's; None where there is none that works."""
    for path in _candidates(version):
        probe = subprocess.run([path, "-c", _PROBE], capture_output=True, text=True, check=False)
        found, *pips = probe.stdout.splitlines() or [""]
        if found.startswith(f"{version}.") and pips:
            return Python(path, found, Path(pips[0]))
    return None


def _candidates(version: str) -> Iterator[Path]:
    if version == RUNNING:
        yield Path(sys.executable)
    named = shutil.which(f"python{version}")
    if named is not None:
        yield Path(named)
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from sorted(pyenv.glob(f"versions/{version}.*/bin/python"), reverse=True)
