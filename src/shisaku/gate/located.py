"""A finding with the places that it is to be mended at."""

from dataclasses import dataclass
from pathlib import Path

from shisaku.errors import Place
from shisaku.findings import Finding


@dataclass(frozen=True, slots=True)
class Located:
    """A finding, the file it is about, and where in files and documents it lies."""

    finding: Finding
    """What is wrong."""
    place: Place | None
    """Where to look first: in the file that is to be mended, or in the source document."""
    path: Path
    """The file that was checked."""
    related: Place | None = None
    """Where the words concerned stand in the source document, if `place` is in another file."""
