"""The words that documents are invented from, a file a language: words/ja.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.yardstick.vocabulary import fields

FOLDER = Path(__file__).with_name("words")
WHOLE = ("ja", "en")
"""Languages that every kind is made in."""
LANGUAGES = ("ja", "en", "de", "fr", "ko")


@dataclass(frozen=True, slots=True)
class Topic:
    """A field of policy."""

    goals: tuple[str, ...]
    """Headings of what is wanted in it."""
    things: tuple[str, ...]
    """What its measures are about."""


@dataclass(frozen=True, slots=True)
class Level:
    """How components of one depth are printed."""

    kind: str
    """Level of the gold."""
    number: str = ""
    """Number with {1} for that of the outermost level, {2} of the second; {2c} circled, k kana, r Roman, l Roman in letters, u capital letter."""
    mark: str = ""
    """Bullet."""
    after: str = ""
    """What is between number and words; empty: whatever the document likes."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A habit of printing plans."""

    name: str
    """Of the kind of document."""
    levels: tuple[Level, ...]
    """Outermost first."""
    fields: bool = False
    """Whether fields with names are under the innermost components."""
    described: bool = False
    """Whether prose is under the innermost components."""


@dataclass(frozen=True, slots=True)
class Money:
    """A habit of printing sums."""

    unit: int
    """Units of the currency that 1 stands for."""
    printed: tuple[str, ...]
    """Forms in running text."""
    head: str
    """Words behind the head of a column."""
    most: int
    """The greatest number of units."""
    decimals: bool = False
    """Whether a tenth of it is printed, with one decimal: 3.5億円."""


@dataclass(frozen=True, slots=True)
class Bank:
    """The words of one language."""

    language: str
    topics: tuple[Topic, ...]
    outlines: tuple[Outline, ...]
    money: tuple[Money, ...]
    heads: dict[str, list[str]]
    """Heads of columns, by what is under them."""
    fields: dict[str, list[str]]
    """Names of fields, by what they hold."""
    none: dict[str, Any]
    """Words of documents that are no plan."""
    wide: bool
    """Whether digits may be full-width."""
    lists: dict[str, list[str]]
    """All other words, by name."""

    def outlines_of(self, name: str) -> list[Outline]:
        """The habits of that name."""
        return [one for one in self.outlines if one.name == name]


@cache
def bank(language: str) -> Bank:
    """The words of that language."""
    data = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    topics = tuple(Topic(tuple(one["goals"]), tuple(one["things"])) for one in data.get("topics", ()))
    if language == "ja":
        topics = tuple(Topic(one.headings, tuple(t for theme in one.themes for t in theme.things)) for one in fields())
    outlines = tuple(
        Outline(
            one["name"], tuple(Level(**level) for level in one["levels"]), one.get("fields", False), one.get("described", False)
        )
        for one in data["outlines"]
    )
    money = tuple(
        Money(one["unit"], tuple(one["printed"]), one["head"], one["most"], one.get("decimals", False)) for one in data["money"]
    )
    lists = {name: words for name, words in data.items() if isinstance(words, list) and all(isinstance(w, str) for w in words)}
    return Bank(
        language, topics, outlines, money, data["heads"], data["fields"], data.get("none", {}), data.get("wide", False), lists
    )
