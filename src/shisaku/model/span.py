"""A stretch of text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the source, in Unicode code points of its text (Web Annotation TextPositionSelector)."""

    start: int
    """Offset of the first code point, from 0."""
    end: int
    """Offset behind the last code point."""

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end
