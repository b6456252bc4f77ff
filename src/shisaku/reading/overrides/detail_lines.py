"""Lines of a document that hold nothing but details given in source.toml, and that the reader skips."""

from collections.abc import Iterable
from dataclasses import dataclass

from shisaku.model.source import DetailOverride, Source, Span
from shisaku.reading.overrides.printed_words import PrintedWords
from shisaku.reading.tokens.lines import Line


@dataclass(frozen=True, slots=True)
class DetailLine:
    """A place where a detail is printed, or may be."""

    span: Span
    """Its words."""
    owner: str = ""
    """Key of the component."""
    whole_line: bool = False
    """Whether what is before it in its line is its label."""
    passage: bool = False
    """Whether it is prose, which claims its place itself."""


def possible_lines(words: PrintedWords, source: Source) -> frozenset[int]:
    """Lines that hold nothing but words of the details of `source`, whichever component they belong to."""
    places: list[DetailLine] = []
    met: set[tuple[str, str, bool]] = set()
    todo = list(source.description.details)
    while todo:
        detail = todo.pop()
        todo.extend(detail.parts)
        about = (detail.printed, detail.until, detail.whole_line)
        if about not in met:
            met.add(about)
            places += [DetailLine(span, "", detail.whole_line) for span in _everywhere(words, detail, source)]
    return whole_lines(words, places)


def _everywhere(words: PrintedWords, detail: DetailOverride, source: Source) -> list[Span]:
    """Every place where a detail may be printed."""
    found = words.find(detail.printed, Span(0, len(source.text)), None)
    if not detail.until:
        return found
    ends = ((start, words.find(detail.until, Span(start.end, len(source.text)), 1)) for start in found)
    return [Span(start.start, end[0].end) for start, end in ends if end]


def whole_lines(words: PrintedWords, places: Iterable[DetailLine]) -> frozenset[int]:
    """Positions of the lines in which no letter or figure stands outside of these places and their labels."""
    in_line: dict[int, list[DetailLine]] = {}
    for place in places:
        for at in words.lines_of(place.span):
            in_line.setdefault(at, []).append(place)
    return frozenset(at for at, found in in_line.items() if _is_whole(words.lines[at], found))


def _is_whole(line: Line, places: Iterable[DetailLine]) -> bool:
    """Whether nothing else is in a line."""
    at = line.start
    for place in sorted(places, key=lambda place: place.span):
        if not place.whole_line and _has_words(line, at, place.span.start):
            return False
        at = max(at, place.span.end)
    return not _has_words(line, at, line.end)


def _has_words(line: Line, start: int, end: int) -> bool:
    """Whether there is a letter or a figure between two offsets of the text, as far as they are in the line."""
    return any(character.isalnum() for character in line.text[max(0, start - line.start) : max(0, end - line.start)])
