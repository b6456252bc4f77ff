"""Marks (○ ☆ ※ …) that entries carry, the legend that explains them, and the splitting of a line at them.

legend = item { space item }        item = mark (":" | "：" | "＝") meaning | mark ["印"] "は" meaning ["です" | "を示す" | …] ["。"]
entry  = mark { mark } [space] label [ "（再掲）" ]
"""

import re
from dataclasses import dataclass

from shisaku.model.plan import LegendEntry, same_mark
from shisaku.model.source import Span
from shisaku.reading.text.lines import Line

MARKS = "○◯〇●◎☆★※■□◆◇▲△▼▽・➢➤▶►✓"
"""Characters that are used as marks; none is fixed in meaning, the document decides."""
_INLINE = "○◯●◎☆★◆◇■□"
"""Marks that may begin an entry without a space before them; ※ ・ △ stand inside words too."""
_ITEM = re.compile(rf"([{MARKS}])\s*[：:＝=]\s*")
_BEHIND_MEANING = "、，,；;／/）)」】]］" + "".join(character for character in map(chr, range(0x3001)) if character.isspace())
"""What may stand between the items of a legend, white space of every kind among it."""
_STATED = re.compile(
    rf"[「『“\"(（]?([{MARKS}])[」』”\")）]?(?:(?P<sign>\s?印)?\s?は、?\s?|\s?印\s?(?:…+|が|を)?\s?|\s(?:indicates?|denotes?|means|marks)\s)"
)
"""A mark and the words of a sentence between it and what it means: ○は…です, ★印は、…, ★ indicates …"""
_TELLING = re.compile("は|印|indicate|denote|means|marks")
"""What stands in each of these sentences; most lines are none."""
_STATES = re.compile(
    r"\s?(?:です|である|であり|を(?:示|表|指)(?:す|し|します)|を意味(?:する|します)|とする|になります|となります)$"
)
"""The end of a sentence that says what a thing is."""
_LONGEST_MEANING, _LONGEST_STATED = 30, 40
_GROUP = re.compile(r"\S+")
_RUN = re.compile(rf"[{MARKS}](?:\s?[{MARKS}])*")
RESTATED = re.compile(r"\s*[（(〔［\[【]\s*再\s*掲[^）)〕］\]】]{0,20}[）)〕］\]】]\s*$")
"""（再掲） at the end of an entry, in any bracket, with or without a pointer behind the word."""
LONGEST_NOTE = 60
"""Characters at the end of an entry in which （再掲） is looked for."""


def legend_entries(line: Line) -> tuple[LegendEntry, ...]:
    """What `line` explains, when it is a line of the legend: every mark in it followed by a colon; else nothing."""
    items = list(_ITEM.finditer(line.text))
    if not items or not _is_introduction(line.text[: items[0].start()]):
        return _in_sentences(line) if _TELLING.search(line.text) else ()
    entries = []
    for item, following in zip(items, [*items[1:], None], strict=True):
        end = following.start() if following is not None else len(line.text)
        meaning = line.text[item.end() : end].rstrip(_BEHIND_MEANING)
        if not meaning or len(meaning) > _LONGEST_MEANING:
            return ()
        span = Span(line.start + item.start(), line.start + item.end() + len(meaning))
        entries.append(LegendEntry(item.group(1), meaning, span))
    return tuple(entries)


def _is_introduction(words: str) -> bool:
    """Whether words before the first mark of a legend only say that it is one."""
    return not words.strip(" 　※（(【[［凡例注)）】]］：:")


def _in_sentences(line: Line) -> tuple[LegendEntry, ...]:
    """What a line explains in sentences, when it does nothing else: each mark with `印`, or with a statement of what it is."""
    items = list(_STATED.finditer(line.text))
    if not items or not _is_introduction(line.text[: items[0].start()]):
        return ()
    entries = []
    for item, following in zip(items, [*items[1:], None], strict=True):
        end = following.start() if following is not None else len(line.text)
        meaning = line.text[item.end() : end].rstrip(_BEHIND_MEANING + "。.")
        stated = _STATES.search(meaning)
        meaning = meaning[: stated.start()] if stated is not None else meaning
        by_name = "印" in item.group() or not item.group().rstrip().endswith(("は", "、"))
        explains = by_name or (stated is not None and item.group(1) in _INLINE)
        if not meaning or len(meaning) > _LONGEST_STATED or "。" in meaning or not explains:
            return ()
        span = Span(line.start + item.start(), line.start + item.end() + len(meaning))
        entries.append(LegendEntry(item.group(1), meaning, span))
    return tuple(entries)


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A stretch of one line from a mark (or the line's start) up to the next mark."""

    marks: str
    """The marks as printed; empty where the line runs on from the one above."""
    line: Line
    """The words behind the marks, as a line of their own."""
    start: int
    """Offset of the first mark, or of the first word where there is none."""


def _opening(text: str) -> tuple[str, int]:
    """The marks that `text` begins with, and how many characters they take; none for a placeholder such as ○○市.

    A placeholder may also stand behind a mark and a space; it belongs to the words then.
    """
    marks, length = "", 0
    run = _RUN.match(text)
    for group in _GROUP.finditer(run.group() if run else ""):
        together = marks + group.group()
        if len({same_mark(symbol) for symbol in together}) < len(together):
            break
        marks, length = together, group.end()
    return marks, length


def leading_marks(text: str) -> str:
    """The run of marks that `text` begins with, without spaces; empty when it begins with none, or with a placeholder."""
    return _opening(text)[0]


def pieces(line: Line, entry_marks: frozenset[str]) -> tuple[MarkedPiece, ...]:
    """`line` split before every run of `entry_marks` that begins an entry; nothing is lost but white space."""
    cuts = [0]
    for run in _RUN.finditer(line.text):
        at, symbols = run.start(), leading_marks(run.group())
        if at == 0 or not symbols or not {same_mark(s) for s in symbols} <= entry_marks:
            continue
        if line.text[at - 1].isspace() or symbols[0] in _INLINE:
            cuts.append(at)
    return tuple(_piece(line, start, end, entry_marks) for start, end in zip(cuts, [*cuts[1:], len(line.text)], strict=True))


def _piece(line: Line, start: int, end: int, entry_marks: frozenset[str]) -> MarkedPiece:
    text = line.text[start:end].rstrip()
    marks, length = _opening(text)
    if not {same_mark(s) for s in marks} <= entry_marks:
        marks, length = "", 0
    words = text[length:]
    label = words.lstrip()
    return MarkedPiece(marks, Line(line.start + start + len(text) - len(label), label), line.start + start)
