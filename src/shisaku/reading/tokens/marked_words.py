"""Lines split at the marks that open entries.

entry  = mark { mark } [space] words        a mark with no words behind it takes the words of the next line
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shisaku.model.plan import same_mark
from shisaku.reading.tokens.lines import Line
from shisaku.reading.tokens.marks import INLINE, RUN, leading_marks


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """Words with the marks before them."""

    marks: str
    """The marks as printed; empty where a piece of a line runs on from the line above."""
    start: int
    """Offset of the first mark, or of the first word where there is none."""
    words: tuple[Line, ...]
    """The words behind the marks, of each line."""


def entries_of(lines: Iterable[Line], entry_marks: frozenset[str]) -> tuple[MarkedWords, ...]:
    """The entries that `lines` hold, of which the first begins with a mark."""
    runs: list[list[MarkedWords]] = []
    worded = True
    for line in lines:
        for piece in pieces(line, entry_marks):
            has_words = bool(piece.words[0].text)
            if piece.marks and worded:
                runs.append([piece])
                worded = has_words
            else:
                runs[-1].append(piece)
                worded = worded or has_words
    return tuple(
        MarkedWords("".join(piece.marks for piece in run), run[0].start, tuple(line for piece in run for line in piece.words))
        for run in runs
    )


def pieces(line: Line, entry_marks: frozenset[str]) -> Iterator[MarkedWords]:
    """`line` split before every run of `entry_marks` that begins an entry; nothing is lost but white space."""
    cuts = [0]
    for run in RUN.finditer(line.text):
        at, symbols = run.start(), leading_marks(run.group()) if run.start() else ""
        if not symbols or not {same_mark(s) for s in symbols} <= entry_marks:
            continue
        if line.text[at - 1].isspace() or symbols[0] in INLINE:
            cuts.append(at)
    for start, end in zip(cuts, [*cuts[1:], len(line.text)], strict=True):
        piece = line if end - start == len(line.text) else Line(line.start + start, line.text[start:end].rstrip())
        marks = piece.marks if {same_mark(mark) for mark in piece.marks} <= entry_marks else ""
        behind = 0
        for mark in marks:
            behind = piece.text.index(mark, behind) + 1
        words = piece.text[behind:].lstrip()
        yield MarkedWords(marks, piece.start, (Line(piece.end - len(words), words),))
