"""Footnotes in Markdown, which CommonMark does not know: `[^1]: Text of the note.`, with `[^1]` where it belongs.

CommonMark takes such a line for the definition of a link wherever the note has no blank, as in Japanese, and prints nothing.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_NOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:[ \t]*")
_REFERENCE = re.compile(r"\[\^[^\]\s]{1,40}\]")
_INDENT = 4
"""Indent in columns of further paragraphs of a note."""
_LEAST_INDENT = 2
"""Least indent by which such a paragraph is recognised."""


def with_notes(parser: MarkdownIt) -> None:
    """Make `parser` turn each note into a `div` of the role `doc-footnote`."""
    parser.block.ruler.before("reference", "note", _note, {"alt": ["paragraph", "reference"]})


def without_references(text: str) -> str:
    """`text` without its references to notes."""
    return _REFERENCE.sub("", text) if "[^" in text else text


def _note(state: StateBlock, first: int, behind: int, silent: bool) -> bool:
    match = _at(state, first)
    if match is None:
        return False
    if silent:
        return True
    end = _end(state, first, behind)
    saved = [(state.bMarks[line], state.tShift[line], state.sCount[line]) for line in range(first, end)]
    saved_end, state.lineMax = state.lineMax, end
    state.bMarks[first], state.tShift[first], state.sCount[first] = match.end(), 0, state.blkIndent
    for line in range(first + 1, end):
        state.sCount[line] = max(state.blkIndent, state.sCount[line] - _INDENT)
    opening = state.push("note_open", "div", 1)
    opening.attrSet("role", "doc-footnote")
    opening.map = [first, end]
    state.md.block.tokenize(state, first, end)
    state.push("note_close", "div", -1)
    state.lineMax = saved_end
    for line, marks in enumerate(saved, first):
        state.bMarks[line], state.tShift[line], state.sCount[line] = marks
    state.line = end
    return True


def _at(state: StateBlock, line: int) -> re.Match[str] | None:
    """The head of a note at the beginning of a line."""
    if state.is_code_block(line):
        return None
    return _NOTE.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _end(state: StateBlock, first: int, behind: int) -> int:
    """The line behind a note: it ends where a paragraph ends, unless the next line is indented."""
    end = first + 1
    others = state.md.block.ruler.getRules("paragraph")
    for line in range(first + 1, behind):
        if state.isEmpty(line):
            continue
        moved_in = state.sCount[line] - state.blkIndent >= _LEAST_INDENT
        if not moved_in and (line > end or any(rule(state, line, behind, True) for rule in others)):
            break
        end = line + 1
    return end
