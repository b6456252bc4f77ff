"""The kind of a document: an overview, whose boxes may come in any order, or one in printed order.

An overview numbers its measures once through the plan, puts marked entries right under them, and has at most one level of numbers
above. Whatever has more levels, starts its numbers anew, prints sums or is not numbered at all is read in printed order.
"""

import itertools
import re
from collections.abc import Sequence

from shisaku.reading.tokens.conventions import Conventions
from shisaku.reading.tokens.line_details import split_line
from shisaku.reading.tokens.lines import Line, unit_in

_MOST_AGAIN = 0.2
"""Share of the measures' numbers that may occur twice, by mistake."""
_MOST_OTHERS = 0.25
"""Share of numbered lines that may be neither pillars nor measures: words that begin with a figure."""
_NOTE = re.compile(r"^[（(【［\[〔]|[　\t]")
"""Of remarks: a bracket at the head, or columns."""
_LONGEST_HEADING = 40
_MORE_PASSAGES = 3
"""Stretches of prose that an overview may have beside one for each pillar."""
_MANY_SUMS = 0.3
"""Share of marked lines that print a sum in a budget."""
_LEAST_FOLLOWED = 0.5
"""Share of the measures that entries are right under."""


def is_overview(lines: Sequence[Line], conventions: Conventions) -> bool:
    """Whether the document that consists of `lines` is an overview."""
    if sum(line.is_number_alone for line in lines) > 1 or _bare_headings(lines, conventions) > 1:
        return False
    measures = [(i, number.value) for i, number in conventions.numbers.items() if number.style == conventions.measure_style]
    if not measures:
        marked = any(line.marks for line in lines)
        prose = sum(line.text.endswith("。") for line in lines)
        return 1 < len(conventions.numbers) >= prose and not marked and not _numbered_elsewhere(lines, conventions)
    again = len(measures) - len({value for _, value in measures})
    if again and _starts_anew(conventions):
        return False
    followed = sum(1 for index, _ in measures if _entries_below(lines, index))
    if again > max(1.0, _MOST_AGAIN * len(measures)) or followed < _LEAST_FOLLOWED * len(measures):
        return False
    if _passages(lines) > len(conventions.numbers) - len(measures) + _MORE_PASSAGES:
        return False
    return not _numbered_elsewhere(lines, conventions)


def _bare_headings(lines: Sequence[Line], conventions: Conventions) -> int:
    """Number of short lines without number or mark that are alone right above a numbered one; in an overview, at most the title."""
    count, alone = 0, False
    for index, line in enumerate(lines):
        if not line.text:
            continue
        count += alone and index in conventions.numbers
        apart = index == 0 or not lines[index - 1].text
        alone = (
            apart and index + 1 < len(lines) and not lines[index + 1].text and _is_bare(line) and index not in conventions.numbers
        )
    return count


def _is_bare(line: Line) -> bool:
    """Whether a line has neither number, mark nor bracket, is no sentence, and explains no marks."""
    signed = line.opens or line.legend or _NOTE.search(line.text)
    return len(line.text) <= _LONGEST_HEADING and not signed and not line.text.endswith("。")


def _starts_anew(conventions: Conventions) -> bool:
    """Whether the measures' numbers count up from 1 and start anew under every further pillar, which no mistake makes."""
    before, headed = 0, True
    for _, number in sorted(conventions.numbers.items()):
        if number.style != conventions.measure_style:
            headed = True
        elif number.value == before + 1 or (number.value == 1 and headed):
            before, headed = number.value, False
        else:
            return False
    return True


def _passages(lines: Sequence[Line]) -> int:
    """How many stretches of prose there are that no mark opens: in an overview one a pillar, and the plan's own purpose."""
    count, unmarked = 0, True
    for above, line in itertools.pairwise((Line(0, ""), *lines)):
        if not above.text:
            unmarked = not line.marks
        count += unmarked and line.text.endswith("。")
    return count


_LONGEST_DECLARING = 40
"""Letters of a line that declares a unit at most."""


def prints_sums(lines: Sequence[Line]) -> bool:
    """Whether many of the marked lines print a sum of money, or a short line declares a unit."""
    if unit_in(lines, _LONGEST_DECLARING):
        return True
    marked = [line for line in lines if line.marks]
    return sum(split_line(line).details.amount is not None for line in marked) > _MANY_SUMS * max(len(marked), 5)


def _entries_below(lines: Sequence[Line], index: int) -> bool:
    """Whether a marked line is right under a heading, or under the lines that run on from it; no sentence between."""
    for line in lines[index + 1 : index + 6]:
        if line.marks:
            return True
        if line.text.endswith("。"):
            return False
    return False


def _numbered_elsewhere(lines: Sequence[Line], conventions: Conventions) -> bool:
    """Whether headings are numbered in a style that is neither the pillars' nor the measures': many, or a few that count up."""
    others: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        number = None if index in conventions.numbers else line.number
        if number is not None and number.separated and any(c.isalpha() for c in line.text[number.length : number.length + 80]):
            others.setdefault(number.style, []).append(number.value)
    if len(others.get("compound", ())) > 1 or {"part", "chapter", "section"} & others.keys():
        return True
    counting_up = any(len(values) > 1 and values == list(range(1, len(values) + 1)) for values in others.values())
    count = sum(map(len, others.values()))
    return counting_up or count > max(1.0, _MOST_OTHERS * (count + len(conventions.numbers)))
