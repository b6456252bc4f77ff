"""What a cell of a sheet says, as words for blocks: one for each line in it, moved in where the cell or its first blanks say so."""

import re

from shisaku.formats.text_builder import BlockWords, StyledRun
from shisaku.model.document import PLAIN, BlockKind, DocumentPlace, Style

Rich = str | tuple[StyledRun, ...]
"""Words of a cell, as runs where parts of them look different."""
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\u2028\u2029]")
_BESIDE_WORDS = re.compile(r"\A\s|[\n\r\x0b\x0c\u2028\u2029]")
"""What makes a cell more than one line of words: blanks at its head, breaks."""
_LEADING = re.compile(r"[ \t\u3000\xa0]+")
_MOST_DEPTH = 12


def leading_depth(text: str) -> int:
    """How many steps blanks before the words move them in: an ideographic blank, or two narrow ones, for each."""
    match = _LEADING.match(text)
    if match is None:
        return 0
    blanks = match.group()
    wide = blanks.count("\u3000")
    return min(_MOST_DEPTH, wide + (len(blanks) - wide) // 2)


def cell_words(
    text: Rich,
    place: DocumentPlace,
    *,
    style: Style = PLAIN,
    indent: int = 0,
    wrapped: bool = True,
    struck: bool = False,
    linked: bool = False,
    free: bool = False,
    kind: BlockKind | None = None,
) -> list[BlockWords]:
    """Words for the blocks of a cell. `indent` is how many steps it is moved in; `free` says that it is in no table.

    What is moved in is an item of that level. A cell of one line is a paragraph; where it is in no table and does not wrap, it is one
    printed line, as is each line of a cell that has several.
    """
    if isinstance(text, str) and not linked and not indent and kind is None and text and not _BESIDE_WORDS.search(text):
        return [
            BlockWords(text, "line" if free and not wrapped else "paragraph", 0, "", place, style, struck=struck)
        ]  # as most are
    lines = [line for line in _lines(text, linked) if _letters(line).strip()]
    several = len(lines) > 1
    words: list[BlockWords] = []
    for number, line in enumerate(lines):
        # Blanks before a later line of a cell put it below the words of the line before, not below its mark.
        level = min(_MOST_DEPTH, indent + (0 if number else leading_depth(_letters(line))))
        plain: BlockKind = "line" if several or (free and not wrapped) else "paragraph"
        chosen = kind or ("item" if level else plain)
        words.append(BlockWords(line, chosen, level if chosen == "item" else 0, "", place, style, struck=struck))
    return words


def _letters(line: str | list[StyledRun]) -> str:
    return line if isinstance(line, str) else "".join(run.text for run in line)


def _lines(text: Rich, linked: bool) -> list[str | list[StyledRun]]:
    if isinstance(text, str):
        if not linked and "\n" not in text and "\r" not in text:
            return [text]
        lines = _BREAK.split(text)
        return [[StyledRun(line, linked=True)] for line in lines] if linked else [*lines]
    split: list[list[StyledRun]] = [[]]
    for run in text:
        for number, piece in enumerate(_BREAK.split(run.text)):
            if number:
                split.append([])
            split[-1].append(StyledRun(piece, run.bold, linked, run.struck))
    return [*split]
