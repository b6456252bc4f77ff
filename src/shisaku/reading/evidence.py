"""Reasons of conclusions: what was observed, with its place."""

import re
from collections.abc import Sequence

from shisaku.messages import Message
from shisaku.model.plan import Evidence
from shisaku.model.source import Source, Span
from shisaku.reading.lexicon import Lexicon
from shisaku.reading.text.characters import shown

_CONTENT = re.compile(r"[一-鿿々ァ-ヺA-Za-z0-9０-９Ａ-Ｚａ-ｚ]")
_SOLID = re.compile("[ァ-ヺー]{2}"), re.compile("[A-Za-z]{2}")
_MOST_CHARACTERS = 1000
"""Of a text in which shared words are looked for."""


def run_count(runs: int) -> Evidence:
    """That there are as many runs in the text as places for them."""
    return Evidence("run-count", Message("reading-text-has-runs-measures-there", runs=runs))


def shared_words(texts: Sequence[str], heading: str, span: Span) -> Evidence | None:
    """That words of the heading are in `texts`; None where none do."""
    return _words("shared-words", Message("reading-shares-words-heading"), texts, heading, span)


def named_in_purpose(texts: Sequence[str], purpose: str, span: Span) -> Evidence | None:
    """That words of the purpose are in `texts`; None where none do."""
    return _words("named-in-purpose", Message("reading-shares-words-purpose"), texts, purpose, span)


def names_measure(purpose: str, measure: str, span: Span) -> Evidence | None:
    """That a purpose names a measure; None where it does not."""
    return _words("named-in-purpose", Message("reading-names-words-measure"), [purpose], measure, span)


def shared_meaning(texts: Sequence[str], heading: str, span: Span, lexicon: Lexicon) -> Evidence | None:
    """That heading and `texts` mention the same concepts, or ones under the same wider concept; None where they do not."""
    queried, found = lexicon.concepts(shown(heading)), lexicon.concepts("\n".join(map(shown, texts)))
    ranked = sorted((-min(queried[concept], found[concept]), concept) for concept in queried if concept in found)
    if not ranked:
        return None
    labels = [lexicon.label(concept) for _, concept in ranked[:3]]
    return Evidence(
        "shared-meaning",
        Message(
            "reading-same-topic-heading",
            labels=Message.joined((Message("common-label", label=label) for label in labels), "list-quoted"),
        ),
        span,
    )


def printed_under(span: Span) -> Evidence:
    """That the order of the text is intact and the heading is before it."""
    return Evidence("printed-adjacency", Message("reading-printed-behind-heading"), span)


def below_on_page(source: Source, heading: Span, span: Span) -> Evidence | None:
    """That the heading is above it on the page; None where that is not so, or where there are no pages."""
    upper, lower = source.printed_line(heading.start), source.printed_line(span.start)
    if upper is None or lower is None or upper.page != lower.page or lower.box[1] < upper.box[3]:
        return None
    if min(upper.box[2], lower.box[2]) <= max(upper.box[0], lower.box[0]):
        return None
    return Evidence(
        "page-layout", Message("reading-stands-below-heading-page-page", page=lower.page, block=lower.block + 1), heading
    )


def one_each(statements: int, pillars: int) -> Evidence | None:
    """That there are as many statements as pillars."""
    if statements != pillars:
        return None
    return Evidence("run-count", Message("reading-there-statements-pillars", pillars=pillars))


def left_over() -> Evidence:
    """That everything else found a better place."""
    return Evidence("layout-position", Message("reading-no-other-place-left"))


def no_heading() -> Evidence:
    """That the document has no heading above measures."""
    return Evidence("layout-position", Message("reading-no-pillar-no-group-printed"))


def _words(basis: str, message: Message, texts: Sequence[str], heading: str, span: Span) -> Evidence | None:
    found = common_words("\n".join(map(shown, texts))[:_MOST_CHARACTERS], shown(heading)[:_MOST_CHARACTERS])
    if not found:
        return None
    quoted = Message.joined((Message("common-label", label=word) for word in found), "list-quoted")
    return Evidence(basis, Message("reading-words-found", what=message, words=quoted), span)


def common_words(text: str, heading: str, most: int = 3) -> list[str]:
    """The longest stretches of `heading` that are in `text` too, with at least two letters that are not hiragana."""
    found: set[str] = set()
    start, least = 0, 2
    while start < len(heading):
        end = start + 1
        while end <= len(heading) and heading[start:end] in text:
            end += 1
        # What is trimmed only gets shorter: a stretch that is too short already need not be looked at.
        if end - 1 - start >= least:
            stretch = _trimmed(_whole_words(heading, start, end - 1))
            if len(_CONTENT.findall(stretch)) >= 2:
                found.add(stretch)
                least = max(2, sorted(map(len, found))[-most]) if len(found) >= most else 2
        start = max(start + 1, end - 1)
    return sorted(found, key=lambda word: (-len(word), word))[:most]


def _whole_words(text: str, start: int, end: int) -> str:
    """`text[start:end]` without pieces of katakana or Latin words at its ends: half of such a word means nothing."""
    while start < end and _one_word(text[start - 1 : start] or " ", text[start]):
        start += 1
    while start < end and _one_word(text[end - 1], text[end : end + 1] or " "):
        end -= 1
    return text[start:end]


def _one_word(left: str, right: str) -> bool:
    return any(pattern.fullmatch(left + right) for pattern in _SOLID)


def _trimmed(stretch: str) -> str:
    """`stretch` without particles and punctuation at its ends."""
    content = [match.start() for match in _CONTENT.finditer(stretch)]
    return stretch[content[0] : content[-1] + 1] if content else ""


def under_heading(basis: str, heading: str) -> Evidence:
    """That the level of a heading, found on `basis`, puts it under the heading before it."""
    how = {
        "numbering-style": Message("reading-its-numbering"),
        "typography": Message("reading-its-letters"),
        "heading-form": Message("reading-its-spacing"),
    }
    return Evidence(basis, Message("reading-stands-under", message=how[basis], short=_short(heading)))


def listed_under(heading: str) -> Evidence:
    """That it is printed under a heading; under none where that is empty."""
    if not heading:
        return Evidence("heading-form", Message("reading-printed-under-no-heading"))
    short = _short(heading)
    return Evidence("heading-form", Message("reading-printed-under", short=short))


def _short(heading: str) -> str:
    return heading if len(heading) <= 40 else heading[:39] + "…"
