"""Breaking text into lines of so many columns, wide letters counted twice."""

import unicodedata

_NEVER_FIRST = "、。，．）」』】〕］・ー"
_NEVER_LAST = "（「『【〔［"


def width(text: str) -> int:
    """Columns that it takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def wrapped(text: str, columns: int, spaced: bool, indent: str = "") -> list[str]:
    """Its lines, those after the first indented; 0 columns: one line."""
    if not columns or width(text) <= columns:
        return [text]
    return _by_words(text, columns, indent) if spaced else _by_letters(text, columns, indent)


def _by_words(text: str, columns: int, indent: str) -> list[str]:
    lines, line = [], text[: len(text) - len(text.lstrip(" "))]
    for word in text.split():
        if line.strip() and width(line) + 1 + width(word) > columns:
            lines.append(line)
            line = indent + word
        else:
            line = f"{line} {word}" if line.strip() else line + word
    return [*lines, line]


def _by_letters(text: str, columns: int, indent: str) -> list[str]:
    lines, line = [], ""
    for letter in text:
        if width(line + letter) > columns and letter not in _NEVER_FIRST:
            line_end = line.rstrip(_NEVER_LAST)
            lines.append(line_end)
            line = indent + line[len(line_end) :]
        line += letter
    return [*lines, line]
