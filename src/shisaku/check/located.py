"""A finding with its file and places, and the finding for an unreadable file."""

from dataclasses import dataclass
from pathlib import Path

from shisaku.errors import Place, ShisakuError
from shisaku.model.findings import Finding, Rule, Severity

UNREADABLE = Rule("syntax/unreadable", Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its file and its places."""

    finding: Finding
    """The finding."""
    place: Place | None
    """Where to look first: in the file to be fixed, or in the source document."""
    path: Path
    """The file that was checked."""
    related: Place | None = None
    """Place of the words in the source document, if `place` is in another file."""


def unreadable(path: Path, error: ShisakuError) -> Located:
    """Return the finding for a file that cannot be read, with the message of the error."""
    return Located(Finding(UNREADABLE.id, UNREADABLE.severity, error.message), error.place, path)
