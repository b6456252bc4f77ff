"""What is given to every format."""

from dataclasses import dataclass

from ..elements import Element, Title
from ..look import Look


@dataclass(frozen=True, slots=True)
class Printed:
    """A document before it has a format."""

    elements: tuple[Element, ...]
    """In printed order."""
    look: Look
    """How it looks."""
    language: str
    """BCP 47."""
    page: str
    """Form of page numbers, `{n}` for the number."""

    @property
    def title(self) -> str:
        """Its title; empty where it prints none."""
        return next((one.text for one in self.elements if isinstance(one, Title)), "")

    @property
    def spaced(self) -> bool:
        """Whether blanks are between its words."""
        return self.language != "ja"
