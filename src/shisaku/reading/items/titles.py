"""The title of a document: what the format states, or the line near its beginning that looks most like one."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from shisaku.model.document import Document
from shisaku.model.span import Span
from shisaku.reading.fields.stretch import Concepts
from shisaku.reading.items.background import is_sentence
from shisaku.reading.items.item_text import framed, joined, key_of
from shisaku.reading.items.items import Item
from shisaku.reading.items.sentence_words import wording
from shisaku.reading.title import Title, title_in
from shisaku.reading.tokens.page_artefacts import is_date
from shisaku.reading.tokens.paragraphs import cells

_MOST_OF_SIZE = 2.0
"""What larger letters than the body's count at most."""
_LARGER = 1.15
"""Times the letters of the body that those of a title of two lines are at least."""
_FIRST = 12
"""Items at the beginning among which the title is."""
_SERIES = 3
"""Lines that are in brackets of a kind from which they are headings, and none is the title."""
_WIDEST = 130
"""Half-width cells of a title at most."""
_SITE = re.compile(r"\s[|｜–—-]\s|[|｜│]")
"""What separates the title of a page from the name of its site."""
_META = re.compile(
    r"^(?:source|title|date|url|author|出典|更新日|開催日|ページ)\s*[:：]|^\w+:\s|https?://|@|^[|>]"
    r"|内線\s?[0-9０-９]|[0-9０-９]{2,4}\s?[-－（(]\s?[0-9０-９]{2,4}\s?[-－）)]\s?[0-9０-９]{4}|^[\W\d_]*$",
    re.IGNORECASE,
)
"""Dates, contacts and figures alone."""
_ABOUT = re.compile(r"について(?:\s?[（(][^（）()]{1,20}[）)])?$")
"""The end of what papers of administrations in Japan are called."""
_LEADING_ON = (":", "：")
"""The end of what leads to a list."""
_QUOTED = re.compile(r"[\"“][^\"”]+[\"”]")
"""A quotation or a motto."""
_UNCLOSED = re.compile(r"[【《〈〔［][^】》〉〕］]+")
"""Words whose bracket is closed on another line."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}|(?:令和|平成|昭和)|年度")
_BESIDE = re.compile(
    r"^[【（(［\[]?\s*(?:\S{1,8}第|資料|参考資料|別紙|別添|様式|別記)\s?[0-9０-９一二三四五六七八九十①-⑳－ー-]{0,4}\s?号?\s*(?:の[0-9０-９])?[】）)］\]]?$"
    r"|^(?:press release|news release|for immediate release|報道発表(?:資料)?|プレスリリース)$|^.{0,20}(?:各位|御中)$|^page\s[0-9]+"
    r"|^(?:table|figure|box|tableau|tabelle|表|図)\s?[0-9０-９]|\S\s[>＞»]\s\S",
    re.IGNORECASE,
)
"""Where a paper belongs, the head of a release, the caption of a table or figure, a page number, and the path of a page on its site."""
_MEETING = re.compile(
    r"^第\s?[0-9０-９一二三四五六七八九十]{1,4}\s?回$|(?:検討会|審議会|部会|会議|本部|本部会合)(?:\s?[（(]?第\s?[0-9０-９]{1,4}\s?回.*)?$"
)
"""A body that met, and which time."""
_MONTH = re.compile(r"[0-9０-９]{1,2}\s?月")
_ONLY_YEAR = re.compile(r"(?:令和|平成|昭和)?\s?[0-9０-９元]{1,4}\s?年度?(?:版|分)?(?:\s?[（(][0-9０-９]{4}\s?年度?[）)])?")
_OFFICE = "office"
_EDITION = re.compile(r"第\s?[0-9０-９一二三四五六七八九十]{1,3}\s?[次期回号]")
_KINDS = "plan-kind"
_STATING = ("html", "markdown", "xml")
"""Formats whose documents are called by what they state of themselves; that of others is often left over from another file."""


@dataclass(frozen=True, slots=True)
class FoundTitle:
    """A title and the items that it is printed in."""

    title: Title
    """The title."""
    items: frozenset[int]
    """Places of its items."""


def find_title(found: Sequence[Item], document: Document | None, lang: str, concepts: Concepts) -> FoundTitle | None:
    """The title among the items of a document, or what its format states where it prints the same."""
    sizes = [item.size for item in found if item.size] or [0.0]
    body = median(sizes)
    first = [item for item in found[:_FIRST] if item.kind not in ("artefact", "note")]
    stated = stated_title(document)
    framing = Counter(framed(item.text) for item in found)
    in_series = {sign for sign, times in framing.items() if sign and times >= _SERIES}
    first = [item for item in first if framed(item.text) not in in_series]
    scored = [(_score(item, at, body, stated, lang, concepts), item) for at, item in enumerate(first)]
    fit = [(score, item) for score, item in scored if score > 0]
    if not fit:
        return None
    best = max(fit, key=lambda one: (one[0], -one[1].at))[1]
    able = {item.at: item for score, item in fit}
    above = able.get(best.at - 1)
    below = next((item for item in first if item.at == best.at + 1), None)
    if above is not None and _goes_on(above, best, lang, body):
        best, below = above, best
    if below is not None and _goes_on(best, below, lang, body):
        words = joined(f"{best.text}\n{below.text}")
        return FoundTitle(title_in(words, Span(best.span.start, below.span.end)), frozenset((best.at, below.at)))
    return FoundTitle(title_in(best.text, best.span), frozenset((best.at,)))


def stated_title(document: Document | None) -> str:
    """The title that the format states, without the name of a site; empty where it states none that can be relied on."""
    if document is None or document.format not in _STATING:
        return ""
    return _SITE.split(document.title)[0].strip()


def _score(item: Item, at: int, body: float, stated: str, lang: str, concepts: Concepts) -> float:
    """How much an item looks like a title; 0 for what is none."""
    text = item.text
    if not text or cells(text) > _WIDEST or is_date(text) or _META.search(text) or is_sentence(text, lang) or item.linked > 0.5:
        return 0.0
    if _BESIDE.search(text) or framed(text) or text.endswith(_LEADING_ON) or _QUOTED.fullmatch(text) or _UNCLOSED.fullmatch(text):
        return 0.0
    score = 3.0 - 0.25 * at + (at == 0)
    score += 2.0 * (item.kind == "heading" and item.level == 1) + 1.0 * (item.style == "title")
    score += min(_MOST_OF_SIZE, 3 * (item.size / body - 1)) if item.size and body else 0.0
    score += 1.5 * names_plan(text, concepts) + 0.5 * bool(_YEAR.search(text))
    score += 1.5 * bool(_ABOUT.search(text))
    score += 3.0 * bool(stated and key_of(stated) == key_of(text))
    score -= 2.0 * bool(item.head.bullet or item.head.marks) + 4.0 * bool(
        item.head.path and not _YEAR.match(text) and not _EDITION.match(text)
    )
    score -= 1.0 * (cells(text) < 8) + 2.0 * (wording(text, lang, concepts) == _OFFICE or bool(_MEETING.search(text)))
    return max(0.0, score)


def names_plan(text: str, concepts: Concepts) -> bool:
    """Whether words end in the name of a kind of plan, or name one in English."""
    if any(concepts.find(_KINDS, text[-length:]) for length in range(2, min(9, len(text)) + 1)):
        return True
    words = re.findall(r"[A-Za-z]+", text)
    return any(concepts.find(_KINDS, " ".join(words[at : at + length])) for length in (1, 2, 3) for at in range(len(words)))


def _goes_on(item: Item, below: Item, lang: str, body: float) -> bool:
    """Whether the title goes on in the next line: of the same size, larger than the rest, not itself a sentence."""
    alike = item.size > 0 and abs(item.size - below.size) < 0.05 * item.size and item.bold == below.bold
    if _ONLY_YEAR.fullmatch(item.text.strip()) and (not below.head.style or _MONTH.match(below.text)):
        return not is_date(below.text) and not is_sentence(below.text, lang) and cells(below.text) <= _WIDEST // 2
    return (
        alike
        and item.size > min(13, _LARGER * body)
        and item.kind == below.kind == "line"
        and not below.gap
        and not below.head.path
        and not below.head.bullet
        and not is_date(below.text)
        and not is_sentence(below.text, lang)
        and cells(item.text) + cells(below.text) <= _WIDEST
    )
