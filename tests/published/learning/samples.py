"""Documents to learn from: as the reader sees them, with their gold."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from shisaku.model.country_profiles import Profile
from shisaku.model.source import Source
from shisaku.pipeline import Context
from shisaku.reading.items.items import Item
from shisaku.reading.lexicon import Lexicon
from shisaku.reading.likelihood.learned import Features
from shisaku.reading.opening import open_source
from shisaku.reading.structure.structure_reader import read_structure

from ..gold import Gold, load
from .aligning import aligned, parents

PUBLISHERS = "publishers.tsv"
"""Name of the file that says whose each document is: document tab publisher, under a line of heads."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A document to learn of."""

    publisher: str
    """Its publisher; its own name where none is known, so that it is left out alone."""
    gold: Gold
    """Its gold."""
    source: Source
    """The document."""
    items: tuple[Item, ...] = ()
    """Its items outside of tables; none of a document whose elements state what they are."""
    features: tuple[Features, ...] = ()
    """What each of them shows."""
    parents: Mapping[int, int | None] | None = None
    """Places of the items that are components: of each the place of its parent; None for the plan, -1 where that is no item."""

    @property
    def name(self) -> str:
        """Name of its file."""
        return self.gold.document

    @property
    def components(self) -> Mapping[int, int | None]:
        """`parents`, none where nothing was aligned."""
        return self.parents or {}


@dataclass(frozen=True, slots=True)
class Words:
    """What the reader is given beside the document."""

    lexicon: Lexicon
    """What words mean."""
    profile: Profile
    """Country, currency, fiscal years."""


def words() -> Words:
    """Those of the project."""
    context = Context.load()
    return Words(context.ontology.vocabulary, context.profile)


def samples(folder: Path, known: Words) -> tuple[Sample, ...]:
    """The documents of a folder that have a NAME.gold.json beside them, by name."""
    publishers = publishers_of(folder)
    golds = sorted((load(path) for path in folder.glob("*.gold.json")), key=lambda gold: gold.document)
    there = [gold for gold in golds if (folder / gold.document).is_file()]
    return tuple(
        sample(open_source(folder / gold.document), gold, publishers.get(gold.document, gold.document), known) for gold in there
    )


def sample(source: Source, gold: Gold, publisher: str, known: Words) -> Sample:
    """A document with its items, what they show, and which of them are components."""
    if source.markup is not None:
        return Sample(publisher, gold, source)
    source = replace(source, description=known.profile.described(source.description))
    reading = read_structure(source, known.lexicon, known.profile)
    items = tuple(one.item for one in reading.judged)
    in_tables = [row.label for table in reading.tables for row in table.walk()]
    return Sample(
        publisher,
        gold,
        source,
        items,
        tuple(one.features for one in reading.judged),
        parents(gold, aligned(gold, items, in_tables)),
    )


def publishers_of(folder: Path) -> dict[str, str]:
    """Publishers by document, as the folder says; none where it says nothing."""
    path = folder / PUBLISHERS
    lines = path.read_text(encoding="utf-8").splitlines()[1:] if path.is_file() else []
    return {document: publisher for document, publisher, *_ in (line.split("\t") for line in lines if "\t" in line)}
