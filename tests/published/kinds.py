"""Invented documents by kind, language, format and seed: the same of each give the same document."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from .author import Author, Part
from .bank import LANGUAGES, WHOLE, bank
from .earlier import LANGUAGE, earlier
from .earlier import NAMES as EARLIER
from .elements import Element, Title
from .gold import Gold
from .look import Look, look
from .outlined import outlined
from .recorded import records
from .rendering.formats import FORMATS
from .rendering.printed import Printed
from .tabled import actions, cells, projects
from .unplanned import NAMES, unplanned

PAGES = ("text", "markdown", "html", "docx", "docx-plain", "pdf-reportlab", "pdf-chromium", "pdf-libreoffice")
"""Formats of documents that run on."""
Made = tuple[list[Element], list[Part], str]


def _outline(name: str, random: Random, author: Author, look: Look) -> Made:
    return outlined(random, author, random.choice(author.bank.outlines_of(name)), look)


def _table(make: Callable[[Random, Author], Made], random: Random, author: Author, _: Look) -> Made:
    return make(random, author)


def _none(name: str, random: Random, author: Author, _: Look) -> Made:
    return unplanned(random, author, name), [], ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document."""

    make: Callable[[Random, Author, Look], Made] | None
    """What it prints, what it says, its title; None for a text of `earlier`."""
    formats: tuple[str, ...]
    """Formats that it is found in."""
    languages: tuple[str, ...] = WHOLE
    """Languages that it is made in."""
    plan: bool = True
    """Whether it holds a plan."""


_TABLES = ("html", "docx", "pptx", "xlsx", "csv", "markdown", "text", "pdf-reportlab", "pdf-chromium", "pdf-libreoffice")
_SHEETS = ("html", "xlsx", "csv", "pdf-reportlab", "pdf-chromium")
KINDS: dict[str, Kind] = {
    "goals": Kind(partial(_outline, "goals"), (*PAGES, "pptx"), LANGUAGES),
    "marks": Kind(partial(_outline, "marks"), (*PAGES, "pptx"), LANGUAGES),
    "chapters": Kind(partial(_outline, "chapters"), PAGES),
    "unnumbered": Kind(partial(_outline, "unnumbered"), (*PAGES, "pptx")),
    "commitments": Kind(partial(_outline, "commitments"), PAGES),
    "recommendations": Kind(partial(_outline, "recommendations"), PAGES),
    "projects": Kind(partial(_table, projects), _TABLES, LANGUAGES),
    "actions": Kind(partial(_table, actions), _TABLES, LANGUAGES),
    "cells": Kind(partial(_table, cells), _TABLES),
    "records": Kind(
        partial(_table, records), ("html", "docx", "xlsx", "pptx", "pdf-reportlab", "pdf-chromium", "pdf-libreoffice")
    ),
    **{
        name: Kind(partial(_none, name), _SHEETS if name in ("statistics", "schedule", "members") else PAGES, plan=False)
        for name in NAMES
    },
    **{name: Kind(None, ("text",), (LANGUAGE.get(name, "ja"),), plan=name != "prose") for name in EARLIER},
}
"""By name. What has nothing that makes it is made by `earlier`."""
DEV = range(0, 100_000)
"""Seeds to look at while the reader is being mended."""
FIGURES = range(500_000, 600_000)
"""Seeds that figures are made from; nobody looks at what they give."""
TESTS = range(700_000, 800_000)
"""Seeds of the tests."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an invented document is made from."""

    kind: str
    language: str
    format: str
    seed: int

    @property
    def name(self) -> str:
        """Name of its file."""
        return f"{self.kind}-{self.language}-{self.format}-{self.seed}{FORMATS[self.format][0]}"


@dataclass(frozen=True, slots=True)
class Invented:
    """An invented document."""

    recipe: Recipe
    """What it was made from."""
    data: bytes
    """Its bytes."""
    gold: Gold
    """Its gold."""


def recipes(seeds: range, kinds: tuple[str, ...] = tuple(KINDS), formats: tuple[str, ...] = tuple(FORMATS)) -> Iterator[Recipe]:
    """One of every kind, language and format for each seed."""
    for kind in kinds:
        for language in KINDS[kind].languages:
            for form in (one for one in KINDS[kind].formats if one in formats):
                for seed in seeds:
                    yield Recipe(kind, language, form, seed)


def printed(recipe: Recipe) -> tuple[Printed, Gold]:
    """What the document prints, before it has a format, and its gold."""
    # The format has no part in it: what is lost in one of them is seen beside another.
    random, words = Random(f"{recipe.kind} {recipe.language} {recipe.seed}"), bank(recipe.language)
    looks = look(random, words.wide)
    if recipe.kind == "unnumbered":
        looks = replace(looks, airy=True)
    author = Author(random, words, looks.wide)
    make = KINDS[recipe.kind].make
    assert make is not None
    elements, parts, title = make(random, author, looks)
    if recipe.format == "csv" and not looks.artefacts:
        elements, title = [one for one in elements if not isinstance(one, Title)], ""
    page = random.choice(words.lists["page"])
    return Printed(tuple(elements), looks, recipe.language, page), Gold(recipe.name, title, recipe.language, author.gold(parts))


def invent(recipe: Recipe) -> Invented:
    """The document. Raises NotToBeHadError where its format needs a program that is not there."""
    if KINDS[recipe.kind].make is None:
        return Invented(recipe, *earlier(recipe.kind, recipe.seed, recipe.name))
    what, gold = printed(recipe)
    return Invented(recipe, FORMATS[recipe.format][1](what), gold)
