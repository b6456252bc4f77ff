"""What a reader may know of the meaning of words: a lexicon that names the concepts a text mentions.

The reader itself knows no vocabulary. Whoever calls it may hand it one; without it words are compared by their letters alone.
"""

from collections.abc import Mapping
from typing import Protocol

from shisaku.errors import Message


class Lexicon(Protocol):
    """Concepts with the forms they are printed in."""

    @property
    def name(self) -> str:
        """Name and version, as recorded in the graph."""

    def concepts(self, text: str) -> Mapping[str, float]:
        """The concepts that `text` mentions, each with a weight: 1 for every mention, less for the wider ones it falls under."""

    def label(self, concept: str) -> Message:
        """What a concept is called."""


class NoLexicon:
    """A lexicon without any concept: words are compared by their letters alone."""

    name = ""

    def concepts(self, text: str) -> Mapping[str, float]:
        """None, whatever the text."""
        return {}

    def label(self, concept: str) -> Message:
        """The concept itself; there is none to ask for."""
        return Message(concept, concept)


NO_LEXICON = NoLexicon()
"""For reading without a lexicon."""
