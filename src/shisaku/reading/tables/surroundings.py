"""What is printed around a table: its caption, the headings above it, and what only the page puts between."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from shisaku.model.document import Block, Document

_MOST_CAPTION = 4
_LONGEST_CAPTION = 120
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:page|p\.|seite|頁)\s*)?[0-9]{1,4}(?:\s*(?:/|of|von|sur)\s*[0-9]{1,4})?(?:\s*(?:頁|ページ))?[-–—\s]*", re.I
)
_FOOTNOTE = re.compile(r"\s*(?:[0-9]{1,3}[)）]?\s?[A-Z]|[※*†‡]|注|（注|\(注|[0-9]{1,3}\s\S)")
_RUNNING = 2
"""Pages on which a line has to be for being one of the page's."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Around each table of a document, in their order."""

    before: tuple[tuple[Block, ...], ...]
    """The blocks between the table before it, or the beginning, and it; those that only the page puts there left out."""
    above: tuple[tuple[Block, ...], ...]
    """The same, lines among them that come again on later pages where they stand for the first time."""
    footed: tuple[bool, ...]
    """Whether what is left of them is nothing but notes at the foot of the page before."""

    def caption(self, number: int) -> tuple[Block, ...]:
        """The lines right above a table that may be its caption, the nearest last; prose ends them."""
        found: list[Block] = []
        for block in reversed(self.above[number]):
            if len(found) == _MOST_CAPTION or (len(block.span) > _LONGEST_CAPTION and block.kind not in ("heading", "caption")):
                break
            found.append(block)
            if block.kind == "heading":
                break
        return tuple(reversed(found))


def surroundings_of(document: Document) -> Surroundings:
    """What is around the tables of a document."""
    running = _running(document)
    before: list[tuple[Block, ...]] = []
    footed: list[bool] = []
    above: list[tuple[Block, ...]] = []
    between: list[Block] = []
    lines: list[Block] = []
    seen: set[str] = set()
    page = 0
    for part in document.content:
        if isinstance(part, Block):
            shape = _shape(document.text[part.span.start : part.span.end])
            if not is_of_page(part, document, running):
                between.append(part)
                lines.append(part)
            elif shape in running and shape not in seen:
                lines.append(part)
            seen.add(shape)
            continue
        above.append(tuple(lines))
        before.append(tuple(between))
        footed.append(_are_notes(between, document, page))
        between, lines = [], []
        page = part.place.page
    return Surroundings(tuple(before), tuple(above), tuple(footed))


def is_of_page(block: Block, document: Document, running: frozenset[str]) -> bool:
    """Whether a block belongs to the page: a number, a running head."""
    words = document.text[block.span.start : block.span.end]
    return block.kind == "artefact" or _PAGE_NUMBER.fullmatch(words) is not None or _shape(words) in running


def _are_notes(blocks: Sequence[Block], document: Document, page: int) -> bool:
    """Whether all these blocks are notes at the foot of `page`, and lines that go on with one."""
    noted = False
    for block in blocks:
        noted = _is_foot(block, document, page) or (noted and block.place.page == page and not block.style.bold)
        if not noted:
            return False
    return True


def _is_foot(block: Block, document: Document, page: int) -> bool:
    """Whether a block is a note at the foot of `page`."""
    words = document.text[block.span.start : block.span.end]
    return block.kind == "note" or bool(page and block.place.page == page and not block.style.bold and _FOOTNOTE.match(words))


def _running(document: Document) -> frozenset[str]:
    """What is printed on several pages alike, figures aside."""
    pages: dict[str, set[int]] = {}
    for part in document.content:
        if (
            isinstance(part, Block)
            and part.place.page
            and len(part.span) <= _LONGEST_CAPTION
            and part.kind not in ("heading", "caption")
        ):
            pages.setdefault(_shape(document.text[part.span.start : part.span.end]), set()).add(part.place.page)
    count = Counter({shape: len(on) for shape, on in pages.items()})
    return frozenset(shape for shape, times in count.items() if times >= _RUNNING and not _is_caption(shape))


def _shape(words: str) -> str:
    return re.sub(r"[0-9]+", "#", "".join(unicodedata.normalize("NFKC", words).split()))


def _is_caption(shape: str) -> bool:
    return shape.startswith(("表", "Table", "(単位", "【", "(", "単位"))


def same_lines(first: Sequence[Block], second: Sequence[Block], text: str) -> bool:
    """Whether two captions print the same words, such as （続き） aside."""
    shapes = [{_shape(text[block.span.start : block.span.end]) for block in blocks} for blocks in (first, second)]
    return bool(shapes[0] & shapes[1]) or not shapes[1]
