"""A line of a document with what it was taken for, why, and how sure that is."""

from dataclasses import dataclass

from shisaku.messages import Message
from shisaku.model.plan import Evidence
from shisaku.model.span import Span
from shisaku.reading.trace.correcting import NO_REMEDY


@dataclass(frozen=True, slots=True)
class InTable:
    """Where in a table something is."""

    number: int
    """Which table of the document it is, from 1; of one that goes on overleaf, its first part."""
    kind: str
    """What the table is: `projects`, `statistics`."""
    called: Message
    """The same in words."""
    probability: float
    """How sure that is, 0 to 1."""
    reason: Message
    """The evidence for it."""
    place: Message
    """Row and column, or the format's own name of the cell."""
    role: str
    """What the column holds: `name`, `department`; empty where it shows nothing."""
    role_called: Message
    """The same in words."""
    name: str = ""
    """The words of its first cell, by which it is named in source.toml."""
    columns: tuple[str, ...] = ()
    """What all its columns hold; empty where that was not looked at."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A line of the document, or an item or a cell, with what it was taken for."""

    span: Span
    """Its words."""
    line: int
    """Line of the text that it begins at, from 1."""
    page: int
    """Page, slide or sheet, from 1; 0 where the format has none."""
    text: str
    """Its words, line breaks left out."""
    depth: int
    """How deep it is: 1 for what is right under the plan, one more for its details and what is printed behind it."""
    taken: str
    """What it was taken for: `title`, `pillar`, `group`, `measure`, `initiative`, `prose`, `field`, `legend`, `head`, `cell`, `artefact`,
    `aside`, `unread`."""
    called: Message
    """The same in words, with the component that it belongs to."""
    beside: tuple[Message, ...] = ()
    """What else is in it: who is in charge, sums."""
    key: str = ""
    """Address of the component that it is: `measure/6`."""
    exists: float | None = None
    """Probability that it is a component; None where it was not judged."""
    reasons: tuple[Evidence, ...] = ()
    """The strongest evidence for the conclusion: of a component for it, of another line against it."""
    parent: Message | None = None
    """What a component is under."""
    placed: float | None = None
    """Share of that parent, 0 to 1."""
    rival: Message | None = None
    """What it would be under otherwise."""
    rival_share: float | None = None
    """Share of the rival, 0 to 1."""
    rival_name: str = ""
    """What the rival is called in source.toml."""
    placed_by: tuple[Evidence, ...] = ()
    """Why it is there."""
    level: int = 1
    """Of what is no component, the level that it might be one of: that of the components that look like it, else its depth."""
    table: InTable | None = None
    """Where in a table it is."""
    unsure: bool = False
    """Whether it needs a look: what it is, or where it belongs, is not sure."""
    remedy: Message = NO_REMEDY
    """Lines for source.toml that correct it, comments in the language; empty where nothing can be corrected."""
