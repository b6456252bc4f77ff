"""The numbering and the marks of one document: which marks open entries, which numbering heads pillars and which measures.

Nothing is fixed beforehand. A mark opens entries when the legend explains it or when it is right under a numbered heading;
any other mark opens sub-headings and statements. Of the numbering styles, measures carry the one that entries follow most often,
pillars the next one further out.
"""

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, replace

from shisaku.model.plan import same_mark
from shisaku.reading.tokens.dotted_lines import wrapped_before_dot
from shisaku.reading.tokens.lines import Line
from shisaku.reading.tokens.numbering import ORDINALS, RANK, Number

COUNTER = re.compile(
    r"[年月日時分秒度番号回件名人者社店校個つ本枚台戸代次期区位割倍歳才億兆万千百円％%‰℃㎡㎞m㎏,，.．・~～〜\-－/：:）)]"
    r"|[箇かカヵヶケ][所年月国条町村]|世[代帯紀]|k[mg]"
)
"""What follows a figure that counts something; a heading's number is not followed by one."""
_SENTENCE_END = "。"
_STOPS = "．.、"
_HEADING_LINES = 4
"""Lines below a heading's first in which entries are looked for."""
_OUTERMOST = ORDINALS | {"roman"}
"""Styles that head pillars even where nothing is numbered below them."""
_IN_OVERVIEWS = _OUTERMOST | {"decimal", "bracketed", "half-bracketed", "circled"}
"""Styles that overviews number pillars and measures in; the others stand for deeper levels, or for words that look like numbers."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """The document's own conventions, as far as they are known."""

    entry_marks: frozenset[str]
    """Marks that open entries, the variants of ○ made one."""
    measure_style: str | None
    """Numbering style of measures; None where no heading is numbered."""
    pillar_style: str | None
    """Numbering style of pillars; None where there is only one level of numbers."""
    numbers: dict[int, Number]
    """Index of each line that is a numbered heading, with its number."""
    wrapped: frozenset[int] = frozenset()
    """Indices of the lines that begin with the dot of an enumeration and run on from the line above."""


def conventions(lines: tuple[Line, ...]) -> Conventions:
    """The conventions of the document that consists of `lines`."""
    statements, wrapped = _statements(lines), wrapped_before_dot(lines)
    found = {i: candidate for i in range(len(lines)) if (candidate := _candidate(lines, i, statements)) is not None}
    candidates = {i: number for i, (number, sure) in found.items() if sure}
    legend = {same_mark(entry.symbol) for line in lines for entry in line.legend}
    below = {i: {same_mark(mark) for mark in _marks_below(lines, i, wrapped)} for i in found}
    followed = Counter(n.style for i, n in candidates.items() if (below[i] & legend if legend else below[i]))
    likely = max(followed, key=lambda style: (followed[style], RANK[style]), default=None)
    under = Counter(mark for i, n in candidates.items() if n.style == likely for mark in below[i])
    usual = legend | _usual(under, legend)
    entry_marks = frozenset(usual | _among_entries(lines, usual, found.keys() | wrapped))
    separated = {(n.style, n.value) for n in candidates.values() if n.separated}
    numbers = {i: n for i, n in candidates.items() if n.separated or _fits(n, separated, below[i] & entry_marks)}
    numbers |= _missing(numbers, {i: n for i, (n, sure) in found.items() if not sure and below[i] & entry_marks})
    numbers |= _bare_pillars(lines, found, likely)
    styles = {number.style for number in numbers.values()}
    if not styles:
        return Conventions(entry_marks, None, None, {}, wrapped)
    measure = max(styles, key=lambda style: (followed[style], RANK[style]))
    if not followed[measure] and len(styles) == 1 and measure in _OUTERMOST:
        return Conventions(entry_marks, None, measure, numbers, wrapped)
    outer = [style for style in styles if RANK[style] < RANK[measure]]
    pillar = max(outer, key=lambda style: RANK[style], default=None)
    headings = {i: number for i, number in numbers.items() if number.style in (measure, pillar)}
    return Conventions(entry_marks, measure, pillar, _with_stops(lines, headings), wrapped)


def _candidate(lines: tuple[Line, ...], index: int, statements: list[bool]) -> tuple[Number, bool] | None:
    """The number at the head of that line, and whether it surely is one.

    It may not be where the figure counts something, or where the line may run on from the one above.
    """
    number = lines[index].number
    if number is None or number.style not in _IN_OVERVIEWS:
        return None
    if not any(letter.isalpha() for letter in lines[index].text[number.length :]):
        return None
    if not number.separated and COUNTER.match(lines[index].text[number.length :]):
        return number, False
    above = lines[index - 1] if index else Line(0, "")
    running_on = bool(above.text) and not above.text.endswith(_SENTENCE_END) and above.number is None
    if running_on and number.style == "decimal" and (not number.separated or statements[index - 1]):
        return number, False
    return number, True


def _missing(numbers: dict[int, Number], doubtful: dict[int, Number]) -> dict[int, Number]:
    """Those of `doubtful` that are next to known numbers in the sequence, and that no known number is."""
    known = {(n.style, n.value) for n in numbers.values()}
    by_value = sorted(doubtful.items(), key=lambda pair: pair[1].value)
    found: dict[int, Number] = {}
    for i, n in (*by_value, *reversed(by_value)):
        if (n.style, n.value) not in known and {(n.style, n.value - 1), (n.style, n.value + 1)} & known:
            known.add((n.style, n.value))
            found[i] = n
    return found


def _bare_pillars(lines: tuple[Line, ...], found: dict[int, tuple[Number, bool]], measure: str | None) -> dict[int, Number]:
    """Headings of pillars whose number runs into their words (１森の国), where those that open a box count from 1 on.

    Words that begin with a figure do not count, so a style of its own further out than the measures' is known by its sequence.
    """
    if measure is None or RANK["decimal"] >= RANK[measure]:
        return {}
    boxes = {i: pair for i, pair in found.items() if pair[0].style == "decimal" and (not i or not lines[i - 1].text)}
    by_value: dict[int, int] = {}
    for i, (number, sure) in sorted(boxes.items(), key=lambda item: (not item[1][1], item[0])):
        if sure and number.value in by_value:
            return {}
        by_value.setdefault(number.value, i)
    whole = set(by_value) == set(range(1, len(by_value) + 1))
    surely = sum(boxes[i][1] for i in by_value.values())
    return {i: boxes[i][0] for i in by_value.values()} if whole and 2 * surely > len(by_value) > 1 else {}


def _with_stops(lines: tuple[Line, ...], numbers: dict[int, Number]) -> dict[int, Number]:
    """`numbers`, a full stop that looks like a decimal point (３４．５Ｇ) being that of the number where most others have one."""
    dotted = Counter(number.style for number in numbers.values() if number.dotted)
    usual = Counter(number.style for number in numbers.values())
    return {
        i: replace(number, length=number.length + 1, separated=True, dotted=True)
        if not number.dotted and 2 * dotted[number.style] > usual[number.style] and lines[i].text[number.length] in _STOPS
        else number
        for i, number in numbers.items()
    }


def _among_entries(lines: tuple[Line, ...], entry_marks: set[str], numbered: Container[int]) -> set[str]:
    """Other marks that are among entries: most lines that they open follow an entry without a gap, and few head a measure."""
    total: Counter[str] = Counter()
    among: Counter[str] = Counter()
    in_entries = False
    for index, line in enumerate(lines):
        marks = line.marks
        if not line.text or index in numbered:
            in_entries = False
        elif marks and same_mark(marks[0]) in entry_marks:
            in_entries = True
        elif marks:
            total[same_mark(marks[0])] += 1
            among[same_mark(marks[0])] += in_entries and index + 1 not in numbered
    return {mark for mark, count in total.items() if among[mark] > count / 2}


def _statements(lines: tuple[Line, ...]) -> list[bool]:
    """Of each line whether the lines without a gap around it end in a full stop, as statements do and headings do not."""
    found: list[bool] = []
    below = ""
    for line in reversed(lines):
        found.append(found[-1] if below else line.text.endswith(_SENTENCE_END))
        below = line.text
    return found[::-1]


def _marks_below(lines: tuple[Line, ...], index: int, wrapped: Container[int]) -> str:
    """Marks that open the next printed line behind the heading at `index`, which may go over several lines."""
    in_heading = True
    for at in range(index + 1, min(index + _HEADING_LINES + 1, len(lines))):
        line = lines[at]
        in_heading = in_heading and bool(line.text)
        runs_on = at in wrapped or (in_heading and not line.opens)
        if line.text and not (runs_on and not line.text.endswith(_SENTENCE_END)):
            return line.marks
    return ""


def _usual(under: Counter[str], legend: set[str]) -> set[str]:
    """Marks that often are right under a numbered heading; beside a legend only those that are clearly no accident."""
    total = sum(under.values())
    return {mark for mark, count in under.items() if count >= (max(3, total / 4) if legend else max(1, total / 10))}


def _fits(number: Number, separated: set[tuple[str, int]], entries_below: set[str]) -> bool:
    """Whether a number without a separator is one that the sequence lacks and that entries follow."""
    return (number.style, number.value) not in separated and (bool(entries_below) or number.style in ORDINALS)
