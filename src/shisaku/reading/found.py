"""A component as found by the reader, before it has its place in the plan: with its details and its children."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from shisaku.model.details import NO_DETAILS, Details
from shisaku.model.plan import Evidence
from shisaku.model.span import Span


@dataclass(frozen=True, slots=True)
class Found:
    """A component as found in a region of the document."""

    label: str
    """As printed, without number, mark and details, line breaks removed."""
    span: Span
    """Words of the label, with its number where that is printed right before it."""
    printed: str = ""
    """Its number as printed, e.g. `１－２`; empty when it carries none."""
    marks: str = ""
    """Its marks as printed, e.g. `○☆`; empty when it carries none."""
    details: Details = NO_DETAILS
    """What is printed of it beside its words, its kind among them."""
    children: "tuple[Found, ...]" = ()
    """What is under it, in order."""
    exists: float = 1.0
    """Probability that it is a component of the plan, 0 to 1."""
    placed: float = 1.0
    """Probability that it belongs under its parent here, given that both are components, 0 to 1."""
    basis: tuple[Evidence, ...] = ()
    """The reasons, strongest first."""
    restated: bool = False
    """Whether （再掲） is printed behind it."""
    origin: Literal["cells", "table", "stated", "printed"] = "table"
    """What it was found in: a table that the format states, one that is drawn, a heading or an item that the format states, or lines."""

    def walk(self) -> "Iterator[Found]":
        """Itself and all below it, depth first, in order."""
        stack = [self]
        while stack:
            found = stack.pop()
            yield found
            stack.extend(reversed(found.children))

    def as_of_cells(self) -> "Found":
        """Itself and all below it, as found in a table that the format states."""
        return replace(self, origin="cells", children=tuple(child.as_of_cells() for child in self.children))
