"""The label of a component in a cell: its number and marks, what is printed beside it, and the explanation that follows it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from shisaku.model.details import NO_DETAILS, Details, Passage, with_places
from shisaku.model.span import Span
from shisaku.reading.fields.beside import split_line
from shisaku.reading.fields.stretch import FieldContext, Stretch
from shisaku.reading.tables.cell_text import CellEntry, CellLine, CellText, joined
from shisaku.reading.tables.row_values import moved
from shisaku.reading.tokens.marks import RESTATED, leading_marks
from shisaku.reading.tokens.numbering import Number, number_at_head

_SURE_STYLES = frozenset({"named", "part", "chapter", "section", "ordinal", "bracketed", "half-bracketed", "circled"})
_COLON = re.compile(r"(?<=[^\s0-9])(?:\s?[:：]\s+|\s?[—―]+\s?|\s[–-]\s)(?=\S)")
"""What separates a label from its explanation where most of a column are so: a colon, a dash."""
_LONGEST_LEAD = 90
_IN_BRACKETS = re.compile(r"[(（\[［【].*[)）\]］】]")
_LEAST_ACTION = 24
"""Letters of each of several components that a cell names without any mark."""
_SENTENCE = re.compile(r"[。.!?！？]\s*$")


@dataclass(frozen=True, slots=True)
class Raw:
    """Words of a cell that name a component."""

    words: CellText
    """Its words."""
    mark: str = ""
    """The number or bullet before it."""
    head: int = -1
    """Offset of that mark, where it is among the words; -1 for none."""
    rest: tuple[CellText, ...] = ()
    """What explains it in the same cell."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How the labels of a column are printed."""

    numbered: frozenset[str] = frozenset()
    """Styles of the numbers that they begin with."""
    colon: bool = False
    """Whether a colon or a dash separates each from its explanation."""
    counting: bool = False
    """Whether only the number distinguishes them, and is a part of the name: 第１地区, 第２地区."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with what belongs to it."""

    label: str
    """The words."""
    span: Span
    """The words with the number."""
    printed: str
    """The number as printed."""
    marks: str
    """Marks as printed."""
    details: Details
    """What is printed beside and behind it."""
    restated: bool
    """Whether （再掲） is behind it."""


def raw_of(entries: Sequence[CellEntry]) -> Raw | None:
    """The name that the entries of a cell with one component print, and its explanation; None for an empty one."""
    pieces = [piece for entry in entries for piece in entry.pieces]
    if not pieces:
        return None
    if _is_remark(pieces):
        below = _raw(pieces[1:], ())
        return replace(below, rest=(joined(pieces[:1]), *below.rest))
    return _raw(pieces, entries)


def _is_remark(pieces: Sequence[CellLine]) -> bool:
    """Whether a line in brackets is above a bold name."""
    first = pieces[0]
    if len(pieces) < 2 or first.style.bold or first.lead or not _IN_BRACKETS.fullmatch(first.text):
        return False
    return pieces[1].style.bold or pieces[1].lead > 1


def _raw(pieces: Sequence[CellLine], entries: Sequence[CellEntry]) -> Raw:
    first = pieces[0]
    if first.lead and first.lead < len(first.text) and len(first.text[: first.lead].strip()) > 1:
        cut = joined([first])
        rest = [cut.part(first.lead), *_paragraphs(pieces[1:])] if len(pieces) > 1 else [cut.part(first.lead)]
        return Raw(_clean(cut.part(0, first.lead)), first.mark, first.head, tuple(words for words in rest if words))
    at = _lead_lines(pieces, entries)
    rest = _paragraphs(pieces[at:])
    return Raw(joined(pieces[:at]), first.mark, first.head, tuple(rest))


def are_actions(paragraphs: Sequence[str]) -> bool:
    """Whether the paragraphs of a cell name several components: all about as long, none a sentence that explains the one before."""
    lengths = [len(text) for text in paragraphs]
    return (
        len(paragraphs) > 1
        and min(lengths) >= max(_LEAST_ACTION, 0.5 * max(lengths))
        and all(text[0].isupper() and not _SENTENCE.search(text) for text in paragraphs)
    )


def _clean(words: CellText) -> CellText:
    length = len(words.text.rstrip(" :：.．-–—"))
    return words.part(0, length) if length else words


def _paragraphs(pieces: Sequence[CellLine]) -> list[CellText]:
    runs: list[list[CellLine]] = []
    for piece in pieces:
        if piece.hard or not runs:
            runs.append([piece])
        else:
            runs[-1].append(piece)
    return [joined(run) for run in runs]


def _lead_lines(pieces: Sequence[CellLine], entries: Sequence[CellEntry]) -> int:
    """How many lines of a cell are the label, the rest its explanation."""
    first = _look(pieces[0])
    changed = next((at for at, piece in enumerate(pieces) if _look(piece) != first), len(pieces))
    if changed < len(pieces) and _heavier(pieces[0], pieces[changed]) and _look(pieces[-1]) != first:
        return changed
    if len(entries) > 1:
        lead, behind = entries[0], entries[1:]
        length = sum(len(entry.words.text) for entry in behind)
        if any(entry.depth for entry in behind) or (_SENTENCE.search(behind[-1].words.text) and length > len(lead.words.text)):
            return len(lead.pieces)
    return len(pieces)


def _look(piece: CellLine) -> tuple[bool, str, int]:
    return piece.style.bold, piece.style.colour, round(piece.style.size)


def _heavier(first: CellLine, second: CellLine) -> bool:
    """Whether the first line stands out before the second."""
    one, other = first.style, second.style
    if one.bold != other.bold:
        return one.bold
    return one.size > other.size + 0.5 or (bool(one.colour) and one.colour != other.colour)


def habit_of(raws: Sequence[Raw]) -> Habit:
    """How the labels of a column are printed, by what most of them have in common."""
    numbers = [number for raw in raws if (number := number_at_head(raw.words.text)) is not None]
    styles = {number.style for number in numbers}
    often = frozenset(style for style in styles if _runs([number for number in numbers if number.style == style], len(raws)))
    colons = [raw for raw in raws if (match := _COLON.search(raw.words.text)) is not None and match.start() <= _LONGEST_LEAD]
    long = sum(len(raw.words.text) for raw in raws) > 60 * len(raws)
    named = {raw.words.text[number.length :] for raw in raws if (number := number_at_head(raw.words.text)) is not None}
    counting = len(numbers) == len(raws) > 1 and len(named) == 1
    return Habit(often, 5 * len(colons) >= 3 * len(raws) and (len(raws) > 2 or len(colons) > 1) and long, counting)


def _runs(numbers: Sequence[Number], of: int) -> bool:
    """Whether numbers of a style are those of a list: most labels have one, and they grow by one or begin anew."""
    if len(numbers) < max(1, 0.5 * of):
        return False
    steps = [(b.value - a.value) if a.outer == b.outer else 1 for a, b in pairwise(numbers)]
    near = sum(step in (0, 1, 2) or number.value == 1 for step, number in zip(steps, numbers[1:], strict=True))
    return near >= 0.7 * len(steps) and (len(numbers) > 1 or numbers[0].dotted)


def labelled(raw: Raw, habit: Habit, number: CellText | None, context: FieldContext) -> Labelled:
    """The label of a component; `number` is what the column of numbers prints for it."""
    words, details = raw.words, NO_DETAILS
    begin = raw.head if raw.head >= 0 and _is_number(raw.mark) else words.span.start
    printed = raw.mark if _is_number(raw.mark) else ""
    marks = raw.mark if raw.mark and raw.mark in "○◯●◎☆★◆◇■□" else leading_marks(words.text)
    if marks and words.text.startswith(marks) and len(words.text) > len(marks):
        words = words.part(len(marks))
    found = number_at_head(words.text)
    if (
        not printed
        and not habit.counting
        and found is not None
        and (found.style in _SURE_STYLES or found.style in habit.numbered)
        and words.text[found.length :]
    ):
        printed, words = found.printed, words.part(found.length)
    explained = list(raw.rest)
    colon = _COLON.search(words.text) if habit.colon else None
    if colon is not None and colon.start() <= _LONGEST_LEAD:
        explained.insert(0, words.part(colon.end()))
        words = words.part(0, colon.start())
    restated = RESTATED.search(words.text)
    if restated and restated.start():
        words = words.part(0, restated.start())
    beside = split_line(Stretch(words.text), context)
    if beside.label.text and beside.details != NO_DETAILS:
        held = words
        details = with_places(beside.details, lambda span: moved(held, span))
        words = words.part(beside.label.start, beside.label.end)
    passages = tuple(Passage(one.text, one.span) for one in explained if one)
    details = _described(details, passages)
    if number is not None and number.text:
        printed, details = number.text, replace(details, lines=(number.span, *details.lines))
    return Labelled(words.text, Span(min(begin, words.span.start), words.span.end), printed, marks, details, bool(restated))


def _described(details: Details, passages: tuple[Passage, ...]) -> Details:
    return replace(details, description=(*passages, *details.description)) if passages else details


def _is_number(mark: str) -> bool:
    return any(character.isalnum() for character in mark) and mark != "o"
