"""Level of a list item among the lists around it.

A list of Word states the level of its items. Lists are also set into each other by their indents: a list of bullets whose bullets begin further in than
the number above them. Both are stated by the format, and both count:

* within a list, an item of a higher level is below the one before; bullets of one level are below each other where they are indented further;
* an item of another list is below the last item whose number or bullet begins further left, as long as no heading and no paragraph came between
  that goes back to the left of its words;
* an item's level is at least the level that its list states.
"""

from dataclasses import dataclass, field

_SAME = 2.0
"""Points by which equal indents may differ."""


@dataclass(frozen=True, slots=True)
class ListItem:
    """Where an item of a list begins."""

    key: str
    """The list that it is counted in."""
    index: int
    """Level in that list, from 0."""
    mark: float
    """Where its number or bullet begins, in points from the left."""
    words: float
    """Where its words begin."""
    counted: bool
    """Whether it has a number, not a bullet."""

    def holds(self, other: "ListItem") -> bool:
        """Whether `other`, which comes later, is below it."""
        if other.key == self.key and (other.index != self.index or other.counted):
            return other.index > self.index
        return other.mark > self.mark + _SAME


@dataclass(slots=True)
class Depth:
    """The open items at a place of the text."""

    _open: list[tuple[ListItem, int]] = field(default_factory=list)

    def item(self, item: ListItem) -> int:
        """Level of an item, from 1."""
        while self._open and not self._open[-1][0].holds(item):
            self._open.pop()
        level = max(item.index + 1, self._open[-1][1] + 1 if self._open else 1)
        self._open.append((item, level))
        return level

    def paragraph(self, left: float) -> None:
        """A paragraph that is no item closes the items whose words begin to the right of it."""
        while self._open and self._open[-1][0].words > left + _SAME:
            self._open.pop()

    def close(self) -> None:
        """A heading or a table closes all."""
        self._open.clear()
