"""The text of a sheet cell as words for blocks: one for each line in it, indented where the cell or its leading blanks are."""

import re

from shisaku.formats.text_builder import BlockWords, StyledRun
from shisaku.model.document import PLAIN, BlockKind, DocumentPlace, Style

Rich = str | tuple[StyledRun, ...]
"""Text of a cell, as runs where parts of it look different."""
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\u2028\u2029]")
_BESIDE_WORDS = re.compile(r"\A\s|[\n\r\x0b\x0c\u2028\u2029]")
"""What splits a cell into more than one line of words: leading blanks and line breaks."""
_LEADING = re.compile(r"[ \t\u3000\xa0]+")
_MOST_DEPTH = 12


def leading_depth(text: str) -> int:
    """Indent in steps of the blanks before the words: one step for an ideographic blank or two narrow ones."""
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
    """Words for the blocks of a cell. `indent` is the cell's indent in steps; `free`: it is in no table.

    Indented text is an item of that level. A cell of one line is a paragraph; where it is in no table and does not wrap, it is one
    printed line, as is each line of a cell that has several.
    """
    if isinstance(text, str) and not linked and not indent and kind is None and text and not _BESIDE_WORDS.search(text):
        return [
            BlockWords(text, "line" if free and not wrapped else "paragraph", 0, "", place, style, struck=struck)
        ]  # most cells
    lines = [line for line in _lines(text, linked) if _letters(line).strip()]
    several = len(lines) > 1
    words: list[BlockWords] = []
    for number, line in enumerate(lines):
        # Blanks before a later line of a cell align it with the words of the line before, not with its mark.
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
