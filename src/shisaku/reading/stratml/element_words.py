"""The words of an element, with their places."""

from collections.abc import Iterator
from dataclasses import dataclass

from shisaku.model.details import Passage
from shisaku.model.source import Element, Source, Span


@dataclass(frozen=True, slots=True)
class ElementWords:
    """Words of one element, or none."""

    paragraphs: tuple[tuple[str, Span], ...] = ()
    """Each paragraph with its place."""

    @property
    def text(self) -> str:
        """All of them on one line; empty where there are none."""
        return " ".join(words for words, _ in self.paragraphs)

    @property
    def span(self) -> Span | None:
        """From the first to the last character."""
        return Span(self.paragraphs[0][1].start, self.paragraphs[-1][1].end) if self.paragraphs else None

    @property
    def first(self) -> "ElementWords":
        """The first paragraph."""
        return ElementWords(self.paragraphs[:1])

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Each paragraph as a passage."""
        return tuple(Passage(words, span) for words, span in self.paragraphs)

    def __bool__(self) -> bool:
        return bool(self.paragraphs)


NO_WORDS = ElementWords()


@dataclass(frozen=True, slots=True)
class ElementWording:
    """Looks up the words of elements of one document."""

    source: Source
    """The document."""

    def of(self, element: Element, *names: str) -> ElementWords:
        """The words of the elements in `element` that have one of the names."""
        found = (part for part in element.parts if part.name in names)
        return ElementWords(tuple((self.source.quote(line), line) for part in found for line in part.lines))

    def text(self, element: Element, name: str) -> str:
        """The same as one line."""
        return self.of(element, name).text

    def each(self, element: Element, name: str) -> tuple[str, ...]:
        """The words of each element of that name."""
        return tuple(
            ElementWords(tuple((self.source.quote(line), line) for line in part.lines)).text for part in parts(element, name)
        )


def parts(element: Element, *names: str) -> Iterator[Element]:
    """The elements in `element` that have one of the names."""
    return (part for part in element.parts if part.name in names)


def attribute(element: Element, name: str) -> str:
    """The value of an attribute, blanks written as today; empty where it has none."""
    return next((value.strip().replace(" ", "_") for key, value in element.attributes if key == name), "")


def first_of(*found: ElementWords) -> ElementWords:
    """The first of them that has words."""
    return next((words for words in found if words), NO_WORDS)
