"""The name of a component, cut off from the rest of its item, and what is printed beside it.

item = head label [ details ] [ ":" | bold end | sentence, then its description ]
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from shisaku.model.details import NO_DETAILS, BudgetFigure, Details, Kind, Passage
from shisaku.model.span import Span
from shisaku.reading.fields.amounts import find_sums, grouped
from shisaku.reading.fields.beside import split_line
from shisaku.reading.fields.field_lines import NAMES, field_line
from shisaku.reading.fields.stretch import FieldContext, Stretch
from shisaku.reading.items.item_text import joined
from shisaku.reading.items.items import Item
from shisaku.reading.tokens.paragraphs import cells

_RESTATED = re.compile(r"\s*[（(]\s*再\s?掲\s*[）)]\s*$")
_COLON = re.compile(r"\s?[:：]\s*(?=\S)")
_DASH = re.compile(r"\s[–—]\s+(?=[A-Z])")
_CLAUSE = re.compile(r"(?<=[^\W\d_])\s?—\s?(?=[a-z])")
"""The long dash between what is to be done and what that is good for: Plant marram grass—this holds the sand."""
_WAVE = re.compile(r"(?<=[^\s0-9０-９年月日時歳])\s?[~～〜]\s?(?=[^\s0-9０-９])")
"""What separates a name from the sentence that describes it, where no second one closes a subtitle: 灯台の修繕～灯りを替えます。"""
_PUNCTUATION = " \t\n　:：–—-"
_LONG = 130
"""Half-width cells from which an item holds more than its name."""
_ENDS = (".", "。")
_NOTES = "*＊†‡"
"""Signs of notes behind a sentence."""
_SENTENCE = 40
"""Half-width cells from which what follows a colon, and ends as sentences do, describes the name before it."""
_SHORT = 100
"""Half-width cells of the longest name that is before a colon."""
_LEAST = 3
_LOOKED_FOR_BY = (16, 8, 4, 1)
"""Letters by which the words of an item are found behind a number that is before them, as many as are in one line."""
_AT_END = frozenset(("", "。", "です。"))
"""What may be behind the sum that a sentence ends in."""


class Named(NamedTuple):
    """A component's name and what is printed beside it."""

    label: str
    """Its words, line breaks left out."""
    span: Span
    """Number, words and what is beside them in its line."""
    details: Details
    """What is printed beside its words, and behind them in the same item."""
    restated: bool
    """Whether it is marked as restated."""


def named(item: Item, text: str, context: FieldContext) -> Named:
    """The name of the component that `item` is, of the document `text`."""
    raw = text[item.span.start : item.span.end]
    words = Stretch(raw, item.span.start).part(_behind_head(raw, item)).stripped(_PUNCTUATION + "|")
    field = field_line(words, context, 0)
    if field is not None and field.role.concept in NAMES and field.value.text:
        words = field.value
    words, rest = _split(words, item)
    restated = _RESTATED.search(words.text)
    bare = words.part(0, restated.start()) if restated else words
    found = split_line(bare, context)
    label = found.label if joined(found.label.text) else bare
    details = found.details if label is not bare else NO_DETAILS
    if rest.text:
        if not details.budget and _WAVE.search(raw):
            details = replace(details, budget=_sum_at_end(rest, context))
        details = replace(details, description=(*details.description, Passage(joined(rest.text), rest.span)))
    kind = Kind(item.head.level, item.head.name) if item.head.level else None
    details = replace(details, kind=kind) if kind else details
    return Named(joined(label.text), Span(item.span.start, words.end), details, restated is not None)


def blanked(text: str, passed_over: Iterable[Span]) -> str:
    """`text` with what was passed over made blank, at the same places: a page number is no word of a sentence that continues on the next page."""
    made, end = [], 0
    for span in sorted(passed_over):
        made += [text[end : span.start], " " * max(0, span.end - max(end, span.start))]
        end = max(end, span.end)
    return "".join((*made, text[end:]))


def _behind_head(raw: str, item: Item) -> int:
    """Where in the printed text of an item its words begin."""
    first = item.words[:1]
    if not item.head_length:
        return next((at for length in _LOOKED_FOR_BY if (at := raw.find(item.text[:length])) >= 0), 0)
    remaining, at = len("".join(item.text[: item.head_length].split())), 0
    while at < len(raw) and remaining > 0:
        remaining -= not raw[at].isspace()
        at += 1
    while at < len(raw) and raw[at] != first and (raw[at].isspace() or raw[at] in _PUNCTUATION):
        at += 1
    return at


def _split(words: Stretch, item: Item) -> tuple[Stretch, Stretch]:
    """The name, and its description behind it in the same item."""
    lead = item.lead - item.head_length
    if _LEAST <= lead < len(words.text):
        return words.part(0, lead).stripped(_PUNCTUATION), words.part(lead).stripped(_PUNCTUATION)
    waves = list(_WAVE.finditer(words.text)) if words.text.endswith("。") else []
    if len(waves) == 1 and waves[0].start() >= _LEAST and cells(words.text[: waves[0].start()]) <= _SHORT:
        return words.part(0, waves[0].start()), words.part(waves[0].end())
    long = cells(words.text) > _LONG
    clauses = list(_CLAUSE.finditer(words.text)) if words.text.rstrip(_NOTES).endswith(_ENDS) else []
    if len(clauses) == 1 and _LEAST <= clauses[0].start() <= _LONG and len(words.text) - clauses[0].end() >= _SENTENCE:
        return words.part(0, clauses[0].start()), words.part(clauses[0].end())
    for pattern in (_COLON, _DASH) if long or words.text.endswith(_ENDS) else ():
        cut = pattern.search(words.text[:_LONG])
        if cut is None or cut.start() < _LEAST or cells(words.text[: cut.start()]) > _SHORT:
            continue
        if long or cells(words.text[cut.end() :]) >= _SENTENCE:
            return words.part(0, cut.start()), words.part(cut.end())
    return words, Stretch("", words.end)


def _sum_at_end(rest: Stretch, context: FieldContext) -> tuple[BudgetFigure, ...]:
    """The sum that the description of a name ends in: …を修繕する費用に１，２００万円。"""
    sums = find_sums(rest, context)
    return grouped(sums[-1:]) if sums and rest.text[sums[-1].end :].strip() in _AT_END else ()
