"""Turtle files by line: where the triples of each term begin."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_PREFIX = re.compile(r"^\s*@?prefix\s+(?P<name>[\w.-]*):\s*<(?P<iri>[^>]*)>", re.IGNORECASE | re.MULTILINE)
_SUBJECT = re.compile(r"^(?:<(?P<iri>[^<>\s]+)>|(?P<prefix>[\w.-]*):(?P<local>[\w.-]*[\w-]))(?=\s)")


@dataclass(frozen=True, slots=True)
class TurtleFile:
    """One file."""

    name: str
    """Path below the root of the project, with slashes."""
    text: str
    """Its content."""
    prefixes: Mapping[str, str]
    """Its prefixes with their namespaces."""
    lines: Mapping[str, int]
    """IRIs of the subjects that begin a line, with the first such line, from 1."""


def read_turtle(path: Path, name: str) -> TurtleFile:
    """Return the file at `path`, shown as `name`; its syntax is not checked."""
    text = path.read_text(encoding="utf-8-sig")
    prefixes = {match["name"]: match["iri"] for match in _PREFIX.finditer(text)}
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        match = _SUBJECT.match(line)
        if match is not None:
            iri = match["iri"] or (prefixes[match["prefix"]] + match["local"] if match["prefix"] in prefixes else "")
            lines.setdefault(iri, number)
    return TurtleFile(name, text, prefixes, lines)
