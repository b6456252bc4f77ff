"""An index of packages on disk, as PEP 503 lays it out: stand-ins of locked releases, and a later release of each.

A stand-in is a wheel without modules that requires what the installed release requires, and so does its later release; a release that is
not installed here, as it is for another platform or Python, requires nothing. So pip meets the same names, versions, extras and markers as it does
on the internet, without a byte from there.
"""

import zipfile
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from packaging.version import Version
from tests.install.locks import Locked

_KEPT = ("Requires-Python", "Requires-Dist", "Provides-Extra")
_WHEEL = "Wheel-Version: 1.0\nGenerator: shisaku tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def later(version: str) -> str:
    """A version that comes next after `version`, so that every requirement with a range that takes the one takes the other."""
    parsed = Version(version)
    return f"{parsed.base_version}.post{(parsed.post or 0) + 1}"


def publish(index: Path, entries: list[Locked]) -> dict[tuple[str, str], str]:
    """The digest of the stand-in of each locked release by name and version, after these and later ones are in the index."""
    digests = {}
    for entry in entries:
        page = index / entry.name
        page.mkdir(parents=True, exist_ok=True)
        headers = _headers(entry)
        digests[entry.name, entry.version] = _write_wheel(page, entry.name, entry.version, headers)
        _write_wheel(page, entry.name, later(entry.version), headers)
    for page in index.iterdir():
        links = (
            f'<a href="{path.name}#sha256={sha256(path.read_bytes()).hexdigest()}">{path.name}</a>' for path in page.glob("*.whl")
        )
        (page / "index.html").write_text("<!DOCTYPE html>\n" + "\n".join(links), encoding="utf-8")
    return digests


def lock(entries: list[Locked], digests: dict[tuple[str, str], str]) -> str:
    """A lock of the same releases, with the digests of their stand-ins."""
    return "".join(f"{entry.requirement} \\\n    --hash=sha256:{digests[entry.name, entry.version]}\n" for entry in entries)


def _write_wheel(folder: Path, name: str, version: str, headers: list[str]) -> str:
    """The digest of a wheel that was written."""
    stem = f"{name.replace('-', '_')}-{version}"
    text = "\n".join(["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", *headers, ""])
    record = "".join(f"{stem}.dist-info/{file},,\n" for file in ("METADATA", "WHEEL", "RECORD"))
    path = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for file, content in {"METADATA": text, "WHEEL": _WHEEL, "RECORD": record}.items():
            wheel.writestr(f"{stem}.dist-info/{file}", content)
    return sha256(path.read_bytes()).hexdigest()


def _headers(entry: Locked) -> list[str]:
    """What the installed release says of what it requires."""
    try:
        installed = metadata(entry.name)
    except PackageNotFoundError:
        return []
    if installed["Version"] != entry.version:
        return []
    return [f"{header}: {value}" for header in _KEPT for value in installed.get_all(header, ())]
