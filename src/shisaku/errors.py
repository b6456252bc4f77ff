"""Errors, each with a message and, if known, a place.

    ShisakuError                 the base
    ├── InputError               a source or data file cannot be read (missing, a directory, not text)
    ├── SettingsError            source.toml, or another settings file, has an invalid setting
    ├── OntologyError            a file of the project (ontology, shapes, checks, queries) is not well formed
    ├── QueryError               no saved query of that name, or an invalid parameter
    └── EndpointError            a SPARQL server cannot be reached, refuses, or answers incompletely

An error stops the work. A problem in a document or in data is a `shisaku.model.findings.Finding`, returned with the result.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePath

from shisaku.messages import DRIVING, Language, Message, visible

QUOTE_WIDTH = 100
"""How many characters of a long line are quoted around the place."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file, with the text of its line."""

    path: str
    """The file as the user named it."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in Unicode code points."""
    text: str
    """The whole line, without its line break."""
    length: int = 1
    """Number of code points from the column on, within this line."""
    page: int | None = None
    """Page of the document, from 1, if it has pages; line and column then count in its extracted text."""

    @classmethod
    def at(cls, path: str, text: str, start: int, length: int = 1) -> "Place":
        """Return the place at offset `start` (code points) of `text`, the text of the file."""
        begin = text.rfind("\n", 0, start) + 1
        return cls(path, text.count("\n", 0, start) + 1, start - begin + 1, text[begin:].split("\n", 1)[0], length)

    def __str__(self) -> str:
        page = "" if self.page is None else f" (p. {self.page})"
        return f"{visible(self.path)}:{self.line}:{self.column}{page}"

    def quote(self) -> str:
        """Return the line, and a second line with carets below the place; wide characters take two columns."""
        start = max(0, self.column - 1 - QUOTE_WIDTH // 2)
        shown = self.text[start : start + QUOTE_WIDTH].replace("\t", " ")
        at = self.column - 1 - start
        before, meant = (visible(part, _UNSEEN) for part in (shown[:at], shown[at : at + max(1, self.length)]))
        return f"  {visible(shown, _UNSEEN)}\n  {' ' * display_width(before)}{'^' * max(1, display_width(meant))}"


_UNSEEN = re.compile(DRIVING.pattern[:-1] + "\n\xad\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb]")
"""What controls a terminal and all other invisible characters, for quoted lines."""


def display_width(text: str) -> int:
    """Return the columns of `text` in a terminal (UAX #11: wide and full-width characters take two)."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


class ShisakuError(Exception):
    """Base of all errors for users; `str()` is the English message with its place."""

    def __init__(self, message: Message, place: Place | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.place = place

    def text(self, lang: Language) -> str:
        """Return the message with its place, the line and carets, if there is a place."""
        if self.place is None:
            return self.message.text(lang)
        return f"{self.place}: {self.message.text(lang)}\n{self.place.quote()}"

    def __str__(self) -> str:
        return self.text("en")


class InputError(ShisakuError):
    """A source or data file cannot be read."""


class SettingsError(ShisakuError):
    """A settings file has an invalid setting."""


class OntologyError(ShisakuError):
    """A file of the ontology, a shape, a check or a saved query is not well formed."""


class QueryError(ShisakuError):
    """There is no such saved query, or a parameter is invalid."""


class EndpointError(ShisakuError):
    """A SPARQL server cannot be reached, refuses, or answers incompletely."""

    def __init__(self, message: Message, passing: bool = False, after: float | None = None) -> None:
        super().__init__(message)
        self.passing = passing
        """Whether a retry may succeed."""
        self.after = after
        """Seconds to wait before a retry, if the server states them."""


def unwritable(path: Path, error: OSError) -> InputError:
    """Return the error for a file that cannot be written."""
    reason = error.strerror or str(error)
    return InputError(Message("common-cannot-written", path=path, reason=reason))


def taken(source: str, plan: str, owner: str) -> Message:
    """Return the message for two documents with one identifier."""
    if PurePath(source).with_suffix("") == PurePath(owner).with_suffix(""):
        remedy = Message("common-if-both-one-document-leave")
    else:
        remedy = Message("common-change-id-source-toml")
    return Message("common-identifier-taken", source=source, plan=plan, owner=owner, remedy=remedy)
