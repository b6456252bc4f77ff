"""A finding with the places that it is to be mended at; and that of a file which cannot be read."""

from dataclasses import dataclass
from pathlib import Path

from shisaku.errors import Place, ShisakuError
from shisaku.model.findings import Finding, Rule, Severity

UNREADABLE = Rule(
    "syntax/unreadable",
    Severity.ERROR,
    "ファイルがその形式の構文に従っておらず、読めません。示された箇所を直してください。",
    "The file is not well formed in its format and cannot be read. Mend the place that is shown.",
)


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


def unreadable(path: Path, error: ShisakuError) -> Located:
    """That a file cannot be read, in the words of the error."""
    return Located(Finding(UNREADABLE.id, UNREADABLE.severity, error.message), error.place, path)
