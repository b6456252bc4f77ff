"""Every syntax error of a file, not only the first: a broken statement is blanked out and the file parsed again."""

import re
from pathlib import Path

from shisaku.check.located import Located, unreadable
from shisaku.errors import InputError
from shisaku.sparql.triple_store import TripleStore

MOST_ERRORS = 50
"""Errors reported for one file; each costs another parse."""
_BY_STATEMENT = (".ttl", ".nt", ".nq", ".trig")
"""Endings of the formats whose statements are apart from one another."""
_ENDS = re.compile(r"\.\s*(?:#.*)?$")
_OPENS = re.compile(r"\S")


def syntax_errors(path: Path) -> list[Located]:
    """Return the syntax errors of an RDF file in order; one error if it cannot be read at all."""
    lines = path.read_bytes().decode("utf-8-sig", "replace").split("\n") if path.is_file() else []
    found: list[Located] = []
    while len(found) < MOST_ERRORS:
        try:
            if lines:
                TripleStore().load("\n".join(lines).encode(), path)
            else:
                TripleStore().load_file(path)
            break
        except InputError as error:
            found.append(unreadable(path, error))
            if error.place is None or path.suffix.lower() not in _BY_STATEMENT or not _set_aside(lines, error.place.line - 1):
                break
    return found


def _set_aside(lines: list[str], broken: int) -> bool:
    """Blank out the statement around a line; return whether it had any text."""
    first = last = broken
    while (
        first > 0 and not _ENDS.search(lines[first - 1]) and lines[first].strip() and _continued(lines[first], lines[first - 1])
    ):
        first -= 1
    while last + 1 < len(lines) and not _ENDS.search(lines[last]) and not _starts_anew(lines, last + 1):
        last += 1
    taken = any(line.strip() for line in lines[first : last + 1])
    lines[first : last + 1] = ["" for _ in lines[first : last + 1]]
    return taken


def _continued(line: str, above: str) -> bool:
    """Whether a line continues the statement above it."""
    return bool(above.strip()) and (line[:1].isspace() or not above.lstrip().startswith("@"))


def _starts_anew(lines: list[str], index: int) -> bool:
    """Whether a new statement begins at a line: without indent, after an empty line or as a directive."""
    line = lines[index]
    return bool(_OPENS.match(line)) and (not lines[index - 1].strip() or line.startswith("@"))
