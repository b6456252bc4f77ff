"""Emphasis in Markdown between letters of scripts without blanks.

CommonMark lets `**` close behind a bracket or a full stop only where a blank or punctuation follows, which in Japanese or Chinese is
hardly ever so: `**「まち」**を` stays unclosed. Here a letter of those scripts beside the marks counts as punctuation does.
"""

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from shisaku.formats.line_breaks import is_dense


def as_in_japanese(parser: MarkdownIt) -> None:
    """Replace the emphasis rule of `parser`."""
    parser.inline.ruler.at("emphasis", _emphasis)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Add a run of `*` or `_` with its delimiter flags; the pairs are found later."""
    mark = state.src[state.pos]
    if silent or mark not in "*_":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == mark:
        end += 1
    opens, closes = _sides(state.src, state.pos, end, mark)
    length = end - state.pos
    for _ in range(length):
        token = state.push("text", "", 0)
        token.content = mark
        state.delimiters.append(Delimiter(ord(mark), length, len(state.tokens) - 1, -1, opens, closes))
    state.pos = end
    return True


def _sides(text: str, start: int, end: int, mark: str) -> tuple[bool, bool]:
    """Whether a run of marks may open and may close emphasis (CommonMark, "left-flanking" and "right-flanking")."""
    before = text[start - 1] if start else " "
    behind = text[end] if end < len(text) else " "
    white_before, white_behind = _is_white(before), _is_white(behind)
    punctuation_before, punctuation_behind = _is_punctuation(before), _is_punctuation(behind)
    dense_before, dense_behind = is_dense(before), is_dense(behind)
    left = not white_behind and (not punctuation_behind or white_before or punctuation_before or dense_before)
    right = not white_before and (not punctuation_before or white_behind or punctuation_behind or dense_behind)
    if mark == "*":
        return left, right
    return left and (not right or punctuation_before), right and (not left or punctuation_behind)


def _is_white(letter: str) -> bool:
    return isWhiteSpace(ord(letter))


def _is_punctuation(letter: str) -> bool:
    return isMdAsciiPunct(ord(letter)) or isPunctChar(letter)
