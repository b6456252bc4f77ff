"""The title of the document among plain words, and its edition.

title = words [ "（" edition "）" ]
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shisaku.model.source import Span
from shisaku.reading.tokens.amount_tokens import declared_unit

_EDITION = re.compile(r"^(?P<title>.+?)\s*[（(【〔](?P<edition>[^（）()【】〔〕]+)[）)】〕]$", re.DOTALL)
_YEAR = re.compile(r"(19|20)[0-9]{2}|(１９|２０)[０-９]{2}|(令和|平成|昭和)|年度")
LONGEST = 200
"""Characters of a title at most."""


@dataclass(frozen=True, slots=True)
class Title:
    """The title line."""

    text: str
    """The title without the edition."""
    edition: str | None
    """What is in brackets behind it."""
    span: Span
    """The whole line."""


def title_of(prose: Sequence[tuple[str, Span]]) -> tuple[Title | None, tuple[Span, ...]]:
    """Return the title among plain words, where there is one, and the places of the others, which are not understood."""
    if all(len(text) > LONGEST for text, _ in prose):
        return None, tuple(span for _, span in prose)
    best = max(range(len(prose)), key=lambda i: (_likeness(prose[i][0]), -i))
    others = tuple(span for i, (_, span) in enumerate(prose) if i != best)
    return title_in(*prose[best]), others


def title_in(text: str, span: Span) -> Title:
    """The title that `text` is, its edition split off."""
    match = _EDITION.match(text)
    if match is not None and declared_unit(match["edition"]):
        return Title(match["title"], None, Span(span.start, span.start + len(match["title"])))
    return Title(text, None, span) if match is None else Title(match["title"], match["edition"], span)


def _likeness(text: str) -> int:
    """-1 for what is too long to be a title; else how much a line looks like a title: it names a year, and has an edition in brackets."""
    if len(text) > LONGEST:
        return -1
    match = _EDITION.match(text)
    in_brackets = match is not None and bool(_YEAR.search(match["edition"]))
    return 2 * in_brackets + bool(_YEAR.search(text)) + (len(text) > 4)
