"""Marks (○ ☆ ※ …) that entries carry, and the legend that explains them.

legend = item { space item }        item = mark (":" | "：" | "＝") meaning | mark ["印"] "は" meaning ["です" | "を示す" | …] ["。"]
entry  = mark { mark } [space] label [ "（再掲）" ]
"""

import re

from shisaku.model.plan import LegendEntry, same_mark
from shisaku.model.source import Span

MARKS = "○◯〇●◎☆★※■□◆◇▲△▼▽・➢➤▶►✓"
"""Characters that are used as marks; none is fixed in meaning, the document decides."""
INLINE = "○◯●◎☆★◆◇■□"
"""Marks that may begin an entry without a space before them; ※ ・ △ are inside words too."""
_ITEM = re.compile(rf"([{MARKS}])\s*[：:＝=]\s*")
_BEHIND_MEANING = "、，,；;／/）)」】]］" + "".join(character for character in map(chr, range(0x3001)) if character.isspace())
"""What may be between the items of a legend, white space of every kind among it."""
_STATED = re.compile(
    rf"[「『“\"(（]?([{MARKS}])[」』”\")）]?(?:(?P<sign>\s?印)?\s?は、?\s?|\s?印\s?(?:…+|が|を)?\s?|\s(?:indicates?|denotes?|means|marks)\s)"
)
"""A mark and the words of a sentence between it and what it means: ○は…です, ★印は、…, ★ indicates …"""
_SENTENCE_WORDS = re.compile("は|印|indicate|denote|means|marks")
"""What is in each of these sentences; most lines are none."""
_STATES = re.compile(
    r"\s?(?:です|である|であり|を(?:示|表|指)(?:す|し|します)|を意味(?:する|します)|とする|になります|となります)$"
)
"""The end of a sentence that states what a thing is."""
_LONGEST_MEANING, _LONGEST_STATED = 30, 40
_GROUP = re.compile(r"\S+")
RUN = re.compile(rf"[{MARKS}](?:\s?[{MARKS}])*")
RESTATED = re.compile(r"\s*[（(〔［\[【]\s*再\s*掲[^）)〕］\]】]{0,20}[）)〕］\]】]\s*$")
"""（再掲） at the end of an entry, in any bracket, with or without a pointer behind the word."""
_LONGEST_NOTE = 60
"""Characters at the end of an entry in which （再掲） is looked for."""


def legend_entries(text: str, start: int) -> tuple[LegendEntry, ...]:
    """What a line explains that begins at `start`, when it is one of the legend: every mark in it followed by a colon; else nothing."""
    items = list(_ITEM.finditer(text))
    if not items or not _is_introduction(text[: items[0].start()]):
        return _in_sentences(text, start) if _SENTENCE_WORDS.search(text) else ()
    entries = []
    for item, following in zip(items, [*items[1:], None], strict=True):
        end = following.start() if following is not None else len(text)
        meaning = text[item.end() : end].rstrip(_BEHIND_MEANING)
        if not meaning or len(meaning) > _LONGEST_MEANING:
            return ()
        span = Span(start + item.start(), start + item.end() + len(meaning))
        entries.append(LegendEntry(item.group(1), meaning, span))
    return tuple(entries)


def _is_introduction(words: str) -> bool:
    """Whether words before the first mark of a legend only introduce it."""
    return not words.strip(" 　※（(【[［凡例注)）】]］：:")


def _in_sentences(text: str, start: int) -> tuple[LegendEntry, ...]:
    """What a line explains in sentences, when it does nothing else: each mark with `印`, or with a statement of what it is."""
    items = list(_STATED.finditer(text))
    if not items or not _is_introduction(text[: items[0].start()]):
        return ()
    entries = []
    for item, following in zip(items, [*items[1:], None], strict=True):
        end = following.start() if following is not None else len(text)
        meaning = text[item.end() : end].rstrip(_BEHIND_MEANING + "。.")
        stated = _STATES.search(meaning)
        meaning = meaning[: stated.start()] if stated is not None else meaning
        by_name = "印" in item.group() or not item.group().rstrip().endswith(("は", "、"))
        explains = by_name or (stated is not None and item.group(1) in INLINE)
        if not meaning or len(meaning) > _LONGEST_STATED or "。" in meaning or not explains:
            return ()
        span = Span(start + item.start(), start + item.end() + len(meaning))
        entries.append(LegendEntry(item.group(1), meaning, span))
    return tuple(entries)


def without_note(words: str) -> tuple[str, bool]:
    """The words of an entry without （再掲） at their end, and whether that is there."""
    tail = max(0, len(words) - _LONGEST_NOTE)
    note = RESTATED.search(words[tail:])
    return (words[: tail + note.start()].rstrip(), True) if note else (words, False)


def leading_marks(text: str) -> str:
    """The run of marks that `text` begins with, without spaces; empty when it begins with none, or with a placeholder such as ○○市.

    A placeholder may also be behind a mark and a space; it belongs to the words then.
    """
    marks = ""
    run = RUN.match(text)
    for group in _GROUP.finditer(run.group() if run else ""):
        together = marks + group.group()
        if len({same_mark(symbol) for symbol in together}) < len(together):
            break
        marks = together
    return marks
