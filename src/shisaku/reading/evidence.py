"""Reasons of conclusions: what was observed, in both languages, with its place."""

import re
from collections.abc import Sequence

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
    ja = f"本文で続いている施策のまとまりの数と、置き場所の数がどちらも{runs}"
    return Evidence("run-count", ja, f"the text has {runs} runs of measures, and there are {runs} places for them")


def shared_words(texts: Sequence[str], heading: str, span: Span) -> Evidence | None:
    """That words of the heading are in `texts`; None where none do."""
    return _words("shared-words", "見出しと同じ語がある", "shares words with the heading", texts, heading, span)


def named_in_purpose(texts: Sequence[str], purpose: str, span: Span) -> Evidence | None:
    """That words of the purpose are in `texts`; None where none do."""
    return _words("named-in-purpose", "目的の文に同じ語がある", "shares words with the purpose", texts, purpose, span)


def names_measure(purpose: str, measure: str, span: Span) -> Evidence | None:
    """That a purpose names a measure; None where it does not."""
    return _words("named-in-purpose", "施策の語を挙げている", "names words of a measure", [purpose], measure, span)


def shared_meaning(texts: Sequence[str], heading: str, span: Span, lexicon: Lexicon) -> Evidence | None:
    """That heading and `texts` mention the same concepts, or ones under the same wider concept; None where they do not."""
    queried, found = lexicon.concepts(shown(heading)), lexicon.concepts("\n".join(map(shown, texts)))
    ranked = sorted((-min(queried[concept], found[concept]), concept) for concept in queried if concept in found)
    if not ranked:
        return None
    labels = [lexicon.label(concept) for _, concept in ranked[:3]]
    ja, en = "".join(f"「{label.ja}」" for label in labels), ", ".join(f"“{label.en}”" for label in labels)
    return Evidence("shared-meaning", f"見出しと同じ主題に触れている: {ja}", f"on the same topic as the heading: {en}", span)


def printed_under(span: Span) -> Evidence:
    """That the order of the text is intact and the heading is before it."""
    return Evidence("printed-adjacency", "この見出しの後に印刷されている", "printed behind this heading", span)


def below_on_page(source: Source, heading: Span, span: Span) -> Evidence | None:
    """That the heading is above it on the page; None where that is not so, or where there are no pages."""
    upper, lower = source.printed_line(heading.start), source.printed_line(span.start)
    if upper is None or lower is None or upper.page != lower.page or lower.box[1] < upper.box[3]:
        return None
    if min(upper.box[2], lower.box[2]) <= max(upper.box[0], lower.box[0]):
        return None
    ja = f"紙面でこの見出しの下にある（{lower.page}ページ、{lower.block + 1}番目の枠）"
    en = f"stands below this heading on the page (page {lower.page}, box {lower.block + 1})"
    return Evidence("page-layout", ja, en, heading)


def one_each(statements: int, pillars: int) -> Evidence | None:
    """That there are as many statements as pillars."""
    if statements != pillars:
        return None
    return Evidence(
        "run-count", f"目的の文の数と柱の数がどちらも{pillars}", f"there are {pillars} statements and {pillars} pillars"
    )


def left_over() -> Evidence:
    """That everything else found a better place."""
    return Evidence("layout-position", "ほかに置き場所がない", "no other place was left")


def no_heading() -> Evidence:
    """That the document has no heading above measures."""
    return Evidence("layout-position", "柱も施策群も印刷されていない", "no pillar and no group is printed")


def _words(basis: str, ja: str, en: str, texts: Sequence[str], heading: str, span: Span) -> Evidence | None:
    found = common_words("\n".join(map(shown, texts))[:_MOST_CHARACTERS], shown(heading)[:_MOST_CHARACTERS])
    if not found:
        return None
    ja_list, en_list = "".join(f"「{word}」" for word in found), ", ".join(f"“{word}”" for word in found)
    return Evidence(basis, f"{ja}: {ja_list}", f"{en}: {en_list}", span)


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
        "numbering-style": ("番号の付け方", "its numbering"),
        "typography": ("文字の大きさと太さ", "the size and weight of its letters"),
        "heading-form": ("見出しの置かれ方", "the spacing around it"),
    }
    ja, en = how[basis]
    short = _short(heading)
    return Evidence(basis, f"{ja}から、「{short}」の下にある", f"by {en} it stands under “{short}”")


def listed_under(heading: str) -> Evidence:
    """That it is printed under a heading; under none where that is empty."""
    if not heading:
        return Evidence("heading-form", "見出しの下に印刷されていない", "printed under no heading")
    short = _short(heading)
    return Evidence("heading-form", f"「{short}」の下に印刷されている", f"printed under “{short}”")


def _short(heading: str) -> str:
    return heading if len(heading) <= 40 else heading[:39] + "…"
