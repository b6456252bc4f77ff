"""A lexicon: the interface by which the reader looks up which concepts a text mentions.

The reader itself knows no vocabulary. Whoever calls it may hand it one; without it words are compared by their letters alone.
"""

from collections.abc import Mapping
from typing import Protocol

from shisaku.messages import Message


class Lexicon(Protocol):
    """Concepts with the forms they are printed in."""

    @property
    def name(self) -> str:
        """Name and version, as recorded in the graph."""

    def concepts(self, text: str) -> Mapping[str, float]:
        """The concepts that `text` mentions, each with a weight: 1 for every mention, less for the wider ones it falls under."""

    def label(self, concept: str) -> Message:
        """What a concept is called."""

    def find(self, scheme: str, printed: str) -> str:
        """The concept of a scheme that `printed` names as a whole: `lead` of `role` for 主管課; empty where none does."""


class NoLexicon:
    """A lexicon without any concept: words are compared by their letters alone."""

    name = ""

    def concepts(self, text: str) -> Mapping[str, float]:
        """None, whatever the text."""
        return {}

    def label(self, concept: str) -> Message:
        """The concept itself; there is none to ask for."""
        return Message.of(concept)

    def find(self, scheme: str, printed: str) -> str:
        """None, whatever is printed."""
        return ""


class Remembering:
    """A lexicon that caches look-ups: a document prints the same words again and again."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._found: dict[tuple[str, str], str] = {}

    @property
    def name(self) -> str:
        """That of the lexicon."""
        return self._lexicon.name

    def concepts(self, text: str) -> Mapping[str, float]:
        """As the lexicon has them."""
        return self._lexicon.concepts(text)

    def label(self, concept: str) -> Message:
        """As the lexicon has it."""
        return self._lexicon.label(concept)

    def find(self, scheme: str, printed: str) -> str:
        """As the lexicon has it."""
        key = scheme, printed
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._lexicon.find(scheme, printed)
        return found


NO_LEXICON = NoLexicon()
"""For reading without a lexicon."""
